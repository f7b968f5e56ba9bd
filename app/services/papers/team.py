"""Two papers in large print for those who never touch the computer: what changed, and how to take over.

"Since the last meeting" lists what is new, changed or gone since a day; the hand-over kit tells somebody
who takes over where the group stands. Both are for the team. Thread: the document lane.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.core.fields import Privacy, Row
from app.core.messages import N_, NP_, Label
from app.core.richtext import BOLD, Run, Runs, plain
from app.exports.spec import Block, Column, DocumentSpec, Heading, ListItem, Paragraph, Table, TextStyle
from app.programmes.journey import JourneyView, TaskView
from app.services.backups.words import BEGUN, SafetyFact
from app.services.budget.views import BudgetView
from app.services.due.dates import SOON_DAYS, DueDate
from app.services.history.lines import NAMELESS, RecordChange
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document

LARGE = TextStyle(size=16.0, leading=24.0, cover_title=20.0, cover_body=16.0, indent_em=0.0, face="sans")
SHOWN_FIELDS, MANY = 6, 10
NEW, CHANGED, DELETED = "new", "changed", "deleted"
HEADINGS = ((NEW, N_("New")), (CHANGED, N_("Changed")), (DELETED, N_("Deleted")))
LESSONS = (("training", "gap", N_("Drills and trainings")), ("disaster_event", "lesson", N_("Disasters")),
           ("trip_insight", "content", N_("Visits elsewhere")))  # fmt: skip


@dataclass(frozen=True, slots=True)
class HandoverFacts:
    """What a hand-over tells besides the records."""

    journeys: tuple[JourneyView, ...]
    tasks: tuple[TaskView, ...]
    due: tuple[DueDate, ...]
    budget: BudgetView
    safety: tuple[SafetyFact, ...]
    file_name: str


class TeamPapers:
    """Writes both papers.

    Args:
        shown: the records as the team may see them, in the paper's language.
        setting: paper, dates, community.
    """

    def __init__(self, shown: ShownRecords, setting: ListSetting) -> None:
        self._shown, self._setting = shown, setting

    # -- since the last meeting

    def since(self, day: str, meeting: str, changes: Sequence[RecordChange]) -> DocumentSpec:
        """Return what changed since *day*.

        Args:
            day: ISO date, the day itself included.
            meeting: title of the meeting that was held then, "" where it was none.
            changes: as the history tells them, the latest first.
        """
        said = N_("Since {day}, after “{meeting}”", day=self._shown.date(day), meeting=meeting)
        head = said if meeting else N_("Since {day}", day=self._shown.date(day))
        blocks: list[Block] = [self._paragraph("since", head, "lead")]
        secret = [one for one in changes if self._secret(one.type)]
        told = [one for one in changes if not self._secret(one.type) and not self._is_new_row(one)]
        rows = sum(self._is_new_row(one) for one in changes if not self._secret(one.type))
        for what, label in HEADINGS:
            group = [one for one in told if one.what == what]
            if group:
                blocks.append(Heading(what, 1, plain(self._text(label)), numbered=False))
                blocks += self._group(what, group)
        if rows:
            words = NP_("{n} new line inside them", "{n} new lines inside them", rows)
            blocks.append(self._paragraph("rows", words))
        if secret:
            words = NP_("{n} record of the private drawer changed.", "{n} records of the private drawer changed.",
                        len(secret))  # fmt: skip
            blocks.append(self._paragraph("secret", words))
        if not changes:
            blocks.append(self._paragraph("nothing", N_("Nothing has changed since then.")))
        return self._document(N_("Since the last meeting"), blocks)

    def _group(self, what: str, group: Sequence[RecordChange]) -> list[Block]:
        """Return a group's changes; of a kind with many new records only their number is told."""
        many = Counter(one.type for one in group) if what != CHANGED else Counter[str]()
        blocks: list[Block] = []
        for name, number in many.items():
            if number > MANY:
                label = self._shown.record_type(name).plural
                words = plain(self._text(N_("{kind}: {n}", kind=label, n=number)))
                blocks.append(ListItem(f"many-{what}-{name}", words))
        return [*blocks, *(block for one in group if many[one.type] <= MANY for block in self._change(one))]

    def _change(self, one: RecordChange) -> list[Block]:
        named = one.title and one.type not in NAMELESS
        title = self._text(N_("{kind} “{title}”", kind=one.kind, title=one.title) if named else one.kind)
        who = f" ({', '.join(one.who)})" if one.who else ""
        key = f"{one.type}-{one.id}"
        blocks: list[Block] = [ListItem(key, (Run(title, (BOLD,)), Run(who)) if who else _bold(title))]
        if one.what == CHANGED:
            for number, field in enumerate(one.fields[:SHOWN_FIELDS]):
                words = N_("{field}: {after} (before: {before})", field=field.label, after=field.after or "－",
                           before=field.before or "－")  # fmt: skip
                blocks.append(ListItem(f"{key}-{number}", plain(self._text(words)), level=1))
            if (more := len(one.fields) - SHOWN_FIELDS) > 0:
                words = NP_("and {n} more field", "and {n} more fields", more)
                blocks.append(ListItem(f"{key}-more", plain(self._text(words)), level=1))
        return blocks

    # -- hand-over

    def handover(self, facts: HandoverFacts) -> DocumentSpec:
        """Return the hand-over kit: where we are, who is who, what is due, money, papers, lessons."""
        parts = (
            (N_("Where we are"), self._where(facts)),
            (N_("Who is who"), self._people()),
            (N_("What is due in {n} days", n=SOON_DAYS), self._due(facts.due)),
            (N_("The money"), self._money(facts.budget)),
            (N_("Where the papers lie"), self._papers(facts)),
            (N_("What we learned"), self._lessons()),
            (N_("The first week"), self._first_week()),
        )
        blocks: list[Block] = []
        for number, (label, inner) in enumerate(parts):
            blocks.append(Heading(f"part-{number}", 1, plain(self._text(label))))
            blocks += inner
        return self._document(N_("Hand-over kit"), blocks)

    def _where(self, facts: HandoverFacts) -> list[Block]:
        blocks: list[Block] = []
        for view in facts.journeys:
            key = f"journey-{view.pack.id}"
            blocks.append(Paragraph(key, _bold(self._text(view.pack.name)), "plain"))
            blocks.append(self._paragraph(f"{key}-clock", view.clock.words))
            blocks.append(self._paragraph(f"{key}-steps", view.words))
        if facts.tasks:
            blocks.append(self._paragraph("next", N_("Next:"), "lead"))
            blocks += [ListItem(f"task-{one.task.id}", plain(self._text(one.task.title)), "box") for one in facts.tasks]
        return blocks or [self._empty("where", N_("No programme has been chosen yet."))]

    def _people(self) -> list[Block]:
        rows = [row for row in self._shown.rows("person") if not row.get("left_on")]
        body = []
        for row in rows:
            roles = self._shown.cell(row, "roles")
            body.append((plain(row.title), plain(roles), plain(self._shown.cell(row, "phone"))))
        if not body:
            return [self._empty("people", N_("Nobody has been recorded yet."))]
        one = self._shown.record_type("person")
        labels = (one.label, one.field("roles").label, one.field("phone").label)
        head: tuple[Runs, ...] = tuple(plain(self._text(label)) for label in labels)
        return [Table("people", (Column(4), Column(6), Column(5)), (head, *body), header=1, numbered=False)]

    def _due(self, due: Iterable[DueDate]) -> list[Block]:
        near = [one for one in due if one.days <= SOON_DAYS]
        blocks: list[Block] = []
        for number, one in enumerate(near):
            words = N_("{day}: {title}, {says}", day=self._shown.date(one.date), title=one.title, says=one.says)
            owner = f" ({one.owner})" if one.owner else ""
            blocks.append(ListItem(f"due-{number}", plain(self._text(words) + owner), "box"))
        return blocks or [self._empty("due", N_("Nothing is due in the next weeks."))]

    def _money(self, budget: BudgetView) -> list[Block]:
        if not budget.lines and not budget.payments and not budget.granted:
            return [self._empty("money", N_("No budget has been written yet."))]
        figures = (
            (N_("Granted"), budget.granted),
            (N_("Planned"), budget.planned),
            (N_("Ordered, not yet paid"), budget.committed),
            (N_("Spent"), budget.spent),
            (N_("Left"), budget.left),
        )
        rows = tuple((plain(self._text(label)), plain(self._money_words(value, budget))) for label, value in figures)
        return [Table("money", (Column(5), Column(5, "right")), rows, header=0, numbered=False)]

    def _papers(self, facts: HandoverFacts) -> list[Block]:
        blocks: list[Block] = [self._paragraph("file", N_("Everything is in one file: {name}", name=facts.file_name))]
        blocks += [self._paragraph(f"safe-{number}", one.said) for number, one in enumerate(_lasting(facts.safety))]
        kinds = Counter(row.type for name in ("file", "letter", "agreement") for row in self._rows(name))
        for name, number in kinds.items():
            label = self._shown.record_type(name).plural
            blocks.append(ListItem(f"papers-{name}", plain(self._text(N_("{kind}: {n}", kind=label, n=number)))))
        blocks.append(self._paragraph("paper-place", N_("Paper originals lie here: ______________________")))
        return blocks

    def _lessons(self) -> list[Block]:
        blocks: list[Block] = []
        for name, field, label in LESSONS:
            for row in self._rows(name):
                if words := self._shown.cell(row, field):
                    told = N_("{kind}, {title}: {words}", kind=label, title=row.title, words=words)
                    said = self._text(told) if row.title != words else words
                    blocks.append(ListItem(f"lesson-{row.id}", plain(said)))
        return blocks or [self._empty("lessons", N_("Nothing has been written down yet. Ask, and write it here."))]

    def _first_week(self) -> list[Block]:
        steps = (
            N_("Open the file and write your name under “Who is working?”."),
            N_("Look at “Is my work safe?” on the home page. Make a copy on a stick."),
            N_("Read the last three minutes and the letters with dates."),
            N_("Call the people named above, one by one."),
            N_("Ask for the passphrase of the private drawer, or for the recovery sheet."),
        )
        return [ListItem(f"week-{number}", plain(self._text(one)), "box") for number, one in enumerate(steps)]

    # -- pieces

    def _rows(self, name: str) -> tuple[Row, ...]:
        return self._shown.rows(name)

    def _is_new_row(self, one: RecordChange) -> bool:
        """Say whether it is a new line of a record, which is told by its number alone."""
        return one.what == NEW and bool(self._shown.record_type(one.type).parent)

    def _secret(self, type_name: str) -> bool:
        return self._shown.record_type(type_name).privacy >= Privacy.P3

    def _money_words(self, value: int, budget: BudgetView) -> str:
        return self._shown.translator.money(value, budget.currency)

    def _paragraph(self, key: str, said: Label, style: str = "plain") -> Paragraph:
        return Paragraph(key, plain(self._text(said)), style)

    def _empty(self, key: str, said: Label) -> Paragraph:
        return self._paragraph(f"{key}-none", said)

    def _text(self, label: Label) -> str:
        return self._shown.text(label)

    def _document(self, title: Label, blocks: Sequence[Block]) -> DocumentSpec:
        parts = (self._setting.community, self._setting.date_text)
        head = Paragraph("head", plain(" · ".join(one for one in parts if one)), "note")
        return replace(list_document(self._shown, title, (head, *blocks), self._setting), style=LARGE)


def _lasting(facts: Sequence[SafetyFact]) -> list[SafetyFact]:
    """Return what is still true when the paper is read: a check that is under way is over by then."""
    return [one for one in facts if one.shape != BEGUN]


def _bold(text: str) -> Runs:
    return (Run(text, (BOLD,)),)
