"""Papers of a team that begins together: its agreement, the team-building sheets, the learning check.

Without an agreement the same paper has lines to fill in together at the table. Thread: the document lane.
Source: ``mvp2.md`` 4 (step 4), 6.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.core.fields import Row
from app.core.messages import N_, NP_, Label
from app.core.richtext import BOLD, Run, plain
from app.exports.spec import (
    Block,
    DocumentSpec,
    FormField,
    FormGrid,
    FormTally,
    GridColumn,
    Heading,
    ListItem,
    PageBreak,
    Paragraph,
    TextStyle,
    Tick,
)
from app.programmes.beginning import CheckQuestion, TeamSheet, check_questions
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, list_document
from app.services.together.words import CONCEPTS

AGREED = TextStyle(size=12.0, leading=18.0, cover_title=18.0, cover_body=12.0, indent_em=0.0, face="sans")
SHEET = TextStyle(size=15.0, leading=24.0, cover_title=20.0, cover_body=15.0, indent_em=0.0, face="sans")
ASKED = TextStyle(size=11.5, leading=16.5, cover_title=18.0, cover_body=11.5, indent_em=0.0, face="sans")
"""A sheet lies on the table and is read from a chair; the questions fit one page in both languages."""
CLAUSES = ("decides", "language", "slots", "minutes", "confidential", "conflict")
ROOM, HANDS, NOTES = 3, 6, 5
"""Lines to write on for a clause that is empty; rows for names; lines of the box for notes."""
LETTERS = "ABCDE"


class TogetherPapers:
    """Makes the papers.

    Args:
        shown: the records as the reader may see them, in the paper's language.
        setting: paper, date, community.
    """

    def __init__(self, shown: ShownRecords, setting: ListSetting) -> None:
        self._shown, self._setting, self._say = shown, setting, shown.text

    # -- agreement

    def agreement(self, rows: Sequence[Row]) -> DocumentSpec:
        """Return the agreements, each from the top of a page; one to fill in by hand where there is none."""
        blocks: list[Block] = []
        for at, row in enumerate(rows or (None,)):
            blocks += [PageBreak(f"next-{at}")] if at else []
            blocks += self._agreed(row, at)
        return self._document(N_("Team agreement"), blocks, AGREED)

    def _agreed(self, row: Row | None, at: int) -> Iterator[Block]:
        one, cell = self._shown.record_type("team_agreement"), self._shown.cell
        yield self._community(f"head-{at}")
        for name in CLAUSES:
            label, said = one.field(name).label, cell(row, name) if row else ""
            if said:
                yield Heading(f"{name}-{at}", 1, plain(self._say(label)), numbered=False)
                yield Paragraph(f"{name}-{at}-said", plain(said), "plain")
            else:
                yield FormField(f"{name}-{at}-line", plain(self._say(label)), "line", ROOM)
        days = [(name, cell(row, name)) for name in ("agreed_on", "look_again")] if row else []
        for name, day in days:
            if day:
                words = N_("{label}: {value}", label=one.field(name).label, value=day)
                yield Paragraph(f"{name}-{at}", plain(self._say(words)), "plain")
        yield Heading(f"people-{at}", 1, plain(self._say(N_("Who agreed"))), numbered=False)
        yield self._hands(row, at)

    def _hands(self, row: Row | None, at: int) -> FormGrid:
        columns = tuple(
            GridColumn(plain(self._say(label)), weight)
            for label, weight in ((N_("Name"), 5.0), (N_("Signature"), 6.0), (N_("Date"), 3.0))
        )
        people = row.get("people") if row else None
        names = [self._shown.title("person", str(one)) for one in people] if isinstance(people, tuple) else []
        body = tuple((plain(name), (), ()) for name in names if name)
        return FormGrid(f"hands-{at}", columns, body, blank=1 if body else HANDS)

    # -- team-building

    def sheets(self, sheets: Sequence[TeamSheet]) -> DocumentSpec:
        """Return the sheets, each on a page of its own."""
        blocks: list[Block] = []
        for at, one in enumerate(sheets):
            blocks += [PageBreak(f"next-{at}")] if at else []
            blocks += self._sheet(one)
        title = sheets[0].title if len(sheets) == 1 else N_("Getting to know each other")
        return self._document(title, blocks, SHEET)

    def _sheet(self, one: TeamSheet) -> Iterator[Block]:
        key = one.id
        yield Heading(key, 1, plain(self._say(one.title)), numbered=False)
        yield Paragraph(f"{key}-minutes", plain(self._say(NP_("{n} minute", "{n} minutes", one.minutes))), "note")
        yield Paragraph(f"{key}-purpose", plain(self._say(one.purpose)), "plain")
        parts = (
            ("material", N_("What to bring"), one.material, "box"),
            ("steps", N_("How it goes"), one.steps, "number"),
            ("talk", N_("Talk about it"), one.talk, "bullet"),
        )
        for name, label, lines, marker in parts:
            yield Paragraph(f"{key}-{name}", plain(self._say(label)), "lead")
            for at, line in enumerate(lines):
                yield ListItem(f"{key}-{name}-{at}", plain(self._say(line)), marker)
        noted = self._say(N_("What we want to remember"))
        yield FormField(f"{key}-notes", plain(noted), "box", NOTES)

    # -- learning check

    def check(self) -> DocumentSpec:
        """Return the sheet with the questions, then the page of whoever leads it: answers and boxes for the counts."""
        questions = check_questions()
        blocks: list[Block] = [self._community("head")]
        said = N_("No name, please. This is not a test: it shows what we should talk about.")
        blocks.append(Paragraph("intro", plain(self._say(said)), "plain"))
        blocks += [self._question(at, one) for at, one in enumerate(questions, 1)]
        blocks += [PageBreak("answers"), *self._answers(questions)]
        return self._document(N_("Learning check: four core concepts"), blocks, ASKED)

    def _question(self, at: int, one: CheckQuestion) -> FormField:
        label = plain(f"{at}. {self._say(one.ask)}")
        ticks = tuple(Tick(LETTERS[place], plain(self._say(each))) for place, each in enumerate(one.choices))
        return FormField(f"ask-{one.id}", label, "ticks", ticks=ticks)

    def _answers(self, questions: Sequence[CheckQuestion]) -> Iterator[Block]:
        yield Heading("answers-head", 1, plain(self._say(N_("For whoever leads it"))), numbered=False)
        how = N_("Ask before the introduction and again afterwards. Count right answers; keep no sheets.")
        yield Paragraph("how", plain(self._say(how)), "plain")
        for concept, label in CONCEPTS.items():
            mine = [(at, one) for at, one in enumerate(questions, 1) if one.concept == concept]
            yield Paragraph(f"concept-{concept}", plain(self._say(label)), "lead")
            for at, one in mine:
                right = self._say(one.choices[one.right - 1])
                head = f"{at}. {LETTERS[one.right - 1]}  {right}"
                runs = (Run(head, (BOLD,)), Run(f"  {self._say(one.why)}"))
                yield Paragraph(f"answer-{one.id}", runs, "ragged")
            boxes = tuple(plain(self._say(box)) for box in (N_("Before: right"), N_("After: right")))
            count = N_("Of {n} for each person", n=len(mine))
            yield FormTally(f"count-{concept}", plain(self._say(count)), boxes)
        boxes = tuple(plain(self._say(box)) for box in (N_("People before"), N_("People after")))
        yield FormTally("people", plain(self._say(N_("How many answered"))), boxes)

    # -- pieces

    def _community(self, key: str) -> Paragraph:
        parts = (self._setting.community, self._setting.date_text)
        return Paragraph(key, plain(" · ".join(one for one in parts if one)), "note")

    def _document(self, title: Label, blocks: Sequence[Block], style: TextStyle) -> DocumentSpec:
        return replace(list_document(self._shown, title, tuple(blocks), self._setting), style=style)
