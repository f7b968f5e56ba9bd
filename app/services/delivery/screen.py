"""The project as a screen needs it: sentences, drawing, tables and lists of records. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.core.fields import Row
from app.core.messages import N_, Label
from app.core.richtext import text_of
from app.exports.spec import Audience, Chart, Table
from app.services.delivery import tables
from app.services.delivery.dues import dues, dues_words
from app.services.delivery.view import ChangeFacts, MeasureFacts, Reach, Stand, TaskFacts, WorkView
from app.services.delivery.words import (
    DONE,
    NOTICE,
    OPEN,
    REACHES,
    Reminder,
    advisor_words,
    done_words,
    length_words,
    limit_words,
    manager_words,
    pot_words,
    reminders,
    second_year_words,
    spent_words,
    stand_words,
)
from app.services.figures.view import FigureView
from app.services.masking import Reader, ShownRecords
from app.services.seed.spending import early_spending, money_of

if TYPE_CHECKING:
    from app.i18n import Translator
    from app.services.workspace import Workspace

BEGUN = "begun"
SHAPES: Mapping[Stand, str] = {
    Stand.DONE: DONE, Stand.DOING: BEGUN, Stand.LATE: NOTICE, Stand.STUCK: NOTICE, Stand.OPEN: OPEN,
    Stand.DROPPED: OPEN,
}  # fmt: skip
GLANCE, TASKS, MONEY, MEASURES, MONTHS, BACK = "glance", "tasks", "money", "measures", "months", "back"


@dataclass(frozen=True, slots=True)
class Item:
    """One record of a list: its shape ("" for none) and name, what else is said, and what can be done at once."""

    type: str
    id: str
    shape: str
    title: str
    lines: tuple[str, ...] = ()
    field: str = ""
    finish: bool = False
    begin: bool = False

    @property
    def route(self) -> str:
        """Where the record is written."""
        return f"record:{self.type}:{self.id}" + (f":{self.field}" if self.field else "")


@dataclass(frozen=True, slots=True)
class Section:
    """Records of one type, with what is said where there are none, and what a new one begins with."""

    key: str
    title: Label
    type: str
    add: Label
    items: tuple[Item, ...]
    empty: Label | None = None
    preset: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class WorkScreen:
    """Everything that the page shows.

    Args:
        facts: the project in a few lines.
        reminders: what is to be thought of.
        warning: that nobody manages the project, "" where somebody does.
        chart, said: the timeline and its words, ``None`` where no day is known.
        tables: by view.
        words: sentences above a table, by view; each with its shape.
        sections: lists by view.
        projects: id and name of those that can be chosen, where there are several.
    """

    view: WorkView
    facts: tuple[str, ...]
    reminders: tuple[Reminder, ...]
    warning: str
    chart: Chart | None
    tables: Mapping[str, FigureView] = field(hash=False)
    words: Mapping[str, tuple[tuple[str, str], ...]] = field(hash=False)
    sections: Mapping[str, tuple[Section, ...]] = field(hash=False)
    projects: tuple[tuple[str, str], ...] = ()


def work_screen(ws: Workspace, translator: Translator, project: str = "") -> WorkScreen:
    """Return a project in the words of *translator*; *project*: its id, "" for all that is planned."""
    shown = ShownRecords(ws.records, translator, Reader(Audience.TEAM))
    view = ws.work.view(project)
    made = _Screen(ws, shown, view)
    warning = manager_words(view)
    named = {
        TASKS: (tables.tasks_table("tasks", view, shown), N_("Tasks and milestones")),
        MONEY: (tables.budget_table("money", view.money, shown, spent=True), N_("Money")),
        MEASURES: (tables.measures_table("measures", view, shown), N_("Equity measures")),
    }
    return WorkScreen(
        view,
        made.facts(),
        reminders(view),
        shown.text(warning) if warning is not None and view.begun else "",
        tables.timeline("timeline", view, shown),
        {key: _figure(one, shown.text(title)) for key, (one, title) in named.items() if one is not None},
        {MONEY: made.money()},
        made.sections(),
        tuple((row.id, row.title) for row in view.projects) if len(view.projects) > 1 else (),
    )


class _Screen:
    """Makes the parts of the screen."""

    def __init__(self, ws: Workspace, shown: ShownRecords, view: WorkView) -> None:
        self._ws, self._shown, self._view = ws, shown, view
        self._types = ws.records.catalogue()

    def facts(self) -> tuple[str, ...]:
        """Return the project in a few lines."""
        view, shown = self._view, self._shown
        name = view.project.title if view.project else view.idea.title if view.idea else ""
        term = tables.months_line(view.first, view.last, shown)
        length, done = length_words(view), done_words(view) if view.tasks else None
        manager = shown.title("person", view.manager) if view.manager else ""
        lines: list[list[Label | str | None]] = [
            [name],
            [term, length],
            [done, N_("Project manager: {name}", name=manager) if manager else None],
            [limit_words(view.money)] if view.money.lines else [],
            [spent_words(view.money)] if view.money.lines else [],
        ]
        return tuple(said for line in lines if (said := self._joined(line)))

    def _joined(self, parts: Sequence[Label | str | None]) -> str:
        return " · ".join(one if isinstance(one, str) else self._shown.text(one) for one in parts if one)

    def money(self) -> tuple[tuple[str, str], ...]:
        """Return what is said about money, each with its shape."""
        view, say = self._view, self._shown.text
        out: list[tuple[str, Label]] = []
        if view.money.lines:
            out.append((NOTICE if view.money.over else DONE, limit_words(view.money)))
        out += [(OPEN, one) for one in (pot_words(view), advisor_words(view.money)) if one is not None]
        early = early_spending(money_of(self._ws.records.load), view.today)
        if any(not one.reason for one in early):
            out.append((NOTICE, N_("Money was spent before the approval. Write the reason into the decision.")))
        year = second_year_words(view.second_year)
        out += [(OPEN, year)] if year is not None else []
        owed = dues(self._shown)
        if (due := dues_words(owed, self._shown)) is not None:
            out.append((OPEN if owed.closed or owed.lines else DONE, due))
        return tuple((shape, say(one)) for shape, one in out)

    def sections(self) -> dict[str, tuple[Section, ...]]:
        """Return the lists of records by view."""
        view = self._view
        return {
            TASKS: (
                self._section("plan_task", [self._task(one) for one in view.tasks]),
                self._section("permission", [self._permission(one) for one in view.permissions]),
                self._section("plan_risk", [self._risk(one) for one in view.risks]),
            ),
            MONEY: (
                replace(
                    self._section("procurement", [self._vendor(one) for one in view.vendors]), add=N_("Add vendor")
                ),
            ),
            MEASURES: (self._section("equity_measure", [self._measure(one) for one in view.measures]),),
            MONTHS: (
                self._section("check_in", [self._check_in(one) for one in view.check_ins]),
                self._section("change_request", [self._change(one) for one in view.changes]),
            ),
            BACK: (
                *self._learned(),
                self._section("next_step", [self._next(one) for one in view.next_steps]),
            ),
        }

    def _section(self, name: str, items: Sequence[Item], **preset: object) -> Section:
        one = self._types[name]
        given = {"project": self._view.project.id} if self._view.project and "project" in self._names(name) else {}
        return Section(name, one.plural, name, one.add or one.label, tuple(items), one.empty, {**given, **preset})

    def _names(self, name: str) -> set[str]:
        return {each.name for each in self._types[name].fields}

    def _learned(self) -> list[Section]:
        """Return a list for each kind of thing that was learned."""
        out, one = [], self._types["reflection"]
        options = one.field("kind").options
        for option in options if isinstance(options, tuple) else ():
            rows = [row for row in self._view.reflections if row.get("kind") == option.key]
            items = tuple(
                self._item(row, "", [*self._cells(row, "evidence"), self._joined(self._cells(row, "voice", "who_can"))])
                for row in rows
            )
            title = option.label
            given = {"kind": option.key}
            if self._view.project:
                given["project"] = self._view.project.id
            add = N_("Add to this list")
            out.append(Section(f"reflection_{option.key}", title, "reflection", add, items, None, given))
        return out

    def _cells(self, row: Row, *names: str) -> tuple[str, ...]:
        return tuple(cell for name in names if (cell := self._shown.cell(row, name)))

    def _item(self, row: Row, shape: str, lines: Sequence[str], field_name: str = "", **what: bool) -> Item:
        title = row.title or self._shown.text(N_("Without a name"))
        return Item(row.type, row.id, shape, title, tuple(one for one in lines if one), field_name, **what)

    def _task(self, one: TaskFacts) -> Item:
        shown, row = self._shown, one.row
        kind = shown.text(N_("Milestone")) if one.milestone else ""
        head = [kind, tables.term(one, shown), shown.text(stand_words(one)), *self._cells(row, "owner", "organisation")]
        lines = [self._joined(head), *self._cells(row, "why_late")]
        going = one.stand not in (Stand.DONE, Stand.DROPPED)
        return self._item(
            row, SHAPES[one.stand], lines, finish=going, begin=one.stand is Stand.OPEN and not one.milestone
        )

    def _permission(self, row: Row) -> Item:
        state = row.get("status")
        given = state == "done" or bool(row.get("granted_on"))
        late = str(row.get("expected_on") or "9") < self._view.today and state != "dropped"
        shape = DONE if given else NOTICE if state == "refused" or late else OPEN
        said = self._joined(self._cells(row, "from_whom", "status"))
        return self._item(row, shape, [said, self._joined(self._labelled(row, "expected_on", "granted_on"))])

    def _risk(self, row: Row) -> Item:
        shape = DONE if row.get("status") == "done" else NOTICE if row.get("status") == "happened" else OPEN
        return self._item(
            row, shape, [self._joined(self._labelled(row, "likely", "harm")), *self._cells(row, "response")]
        )

    def _vendor(self, row: Row) -> Item:
        signed = row.get("state") in ("signed", "ended")
        lines = [self._joined(self._cells(row, "purpose", "vendor", "state")), *self._labelled(row, "end")]
        return self._item(row, DONE if signed else OPEN, lines)

    def _measure(self, one: MeasureFacts) -> Item:
        shapes = {Reach.REACHED: DONE, Reach.ON_THE_WAY: BEGUN, Reach.NO_BASELINE: NOTICE, Reach.WORSE: NOTICE}
        state = self._shown.text(REACHES[one.reach])
        due = [self._shown.text(N_("It is to be read again."))] if one.due else []
        head = [state, *due, *self._cells(one.row, "question", "group")]
        lines = [self._joined(head), *self._labelled(one.row, "result", "meaning")]
        place = "baseline" if one.reach is Reach.NO_BASELINE else "readings"
        return self._item(one.row, shapes.get(one.reach, OPEN), lines, place)

    def _check_in(self, row: Row) -> Item:
        shape = {"on_time": BEGUN, "done": DONE, "late": NOTICE, "stuck": NOTICE}.get(str(row.get("course")), OPEN)
        return self._item(row, shape, self._labelled(row, "course", "done", "money", "next"))

    def _change(self, one: ChangeFacts) -> Item:
        shape = NOTICE if one.early else DONE if one.approved else OPEN
        said: Label = N_("Approved in writing.") if one.approved else N_("No written yes yet.")
        if one.early:
            said = N_("Made without the written yes.")
        days = self._joined(self._labelled(one.row, "asked_on", "approved_on", "made_on"))
        lines = [self._joined([said, *self._cells(one.row, "why")]), days]
        return self._item(one.row, shape, lines, "approved_on" if one.waiting or one.early else "")

    def _next(self, row: Row) -> Item:
        done = row.get("status") in ("done", "dropped")
        lines = [self._joined(self._cells(row, "kind", "owner", "date")), *self._cells(row, "what")]
        return self._item(row, DONE if done else OPEN, lines, finish=not done)

    def _labelled(self, row: Row, *names: str) -> list[str]:
        """Return fields with their labels, those that hold nothing left out."""
        record, shown = self._types[row.type], self._shown
        return [
            shown.text(N_("{label}: {value}", label=record.field(name).label, value=cell))
            for name in names
            if (cell := shown.cell(row, name))
        ]


def _figure(table: Table, caption: str) -> FigureView:
    rows = tuple(tuple(text_of(cell) for cell in row) for row in table.rows)
    return FigureView(table.id, None, caption, (), rows, tuple(one.align == "right" for one in table.columns))
