"""The plan as a screen needs it: sentences, tables, lists of records. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.core.fields import Row
from app.core.messages import N_, Label, Message
from app.core.money import Money as Amount
from app.exports.spec import Audience
from app.services.delivery.screen import BEGUN, Item, Section
from app.services.delivery.words import DONE, NOTICE, OPEN
from app.services.figures.view import FigureView
from app.services.masking import Reader, ShownRecords
from app.services.upkeep.paper import term
from app.services.upkeep.results import ActivityResult, Came, ResultsView, lacking
from app.services.upkeep.results_paper import reached_words, result_words
from app.services.upkeep.view import DEMO, ActivityFacts, missing

if TYPE_CHECKING:
    from app.i18n import Translator
    from app.services.workspace import Workspace

PLAN, AIMS, MONTHS, MONEY, RESULTS = "plan", "aims", "months", "money", "results"
CAME: Mapping[Came, Message] = MappingProxyType(
    {
        Came.DONE: N_("Done"),
        Came.DROPPED: N_("Not done"),
        Came.OPEN: N_("Its time is past: what became of it?"),
        Came.AHEAD: N_("Still ahead"),
    }
)


@dataclass(frozen=True, slots=True)
class UpkeepScreen:
    """Everything that the page shows.

    Args:
        begun: whether there is a plan.
        demo: whether it is that of a demonstration community.
        asked: whether the way through the round asks for one.
        facts: the plan in a few lines.
        words: sentences by view, each with its shape.
        tables: by view.
        sections: lists by view.
        plan: id of its record, "" for none.
        titles: of the activities that are there, so that starters are offered once.
    """

    begun: bool
    demo: bool
    asked: bool
    facts: tuple[str, ...]
    words: Mapping[str, tuple[tuple[str, str], ...]] = field(hash=False)
    tables: Mapping[str, FigureView] = field(hash=False)
    sections: Mapping[str, tuple[Section, ...]] = field(hash=False)
    plan: str = ""
    titles: frozenset[str] = frozenset()


def upkeep_screen(ws: Workspace, translator: Translator, programme: str = "") -> UpkeepScreen:
    """Return the plan of a round in the words of *translator*, as the team sees it."""
    shown = ShownRecords(ws.records, translator, Reader(Audience.TEAM))
    results = ws.upkeep.results(programme)
    view = results.plan
    made = _Screen(ws, shown, results)
    plan = view.plan
    return UpkeepScreen(
        plan is not None,
        view.kind == DEMO,
        bool(ws.upkeep.kind(programme)),
        made.facts(),
        made.words(),
        made.tables(),
        made.sections(),
        plan.id if plan is not None else "",
        frozenset(one.row.title for one in view.activities),
    )


class _Screen:
    def __init__(self, ws: Workspace, shown: ShownRecords, results: ResultsView) -> None:
        self._shown, self._results, self._view, self._say = shown, results, results.plan, shown.text
        self._types = ws.records.catalogue()

    def facts(self) -> tuple[str, ...]:
        view, plan, shown = self._view, self._view.plan, self._shown
        if plan is None:
            return ()
        done, of = view.counted
        out = [plan.title]
        if who := shown.cell(plan, "manager"):
            out.append(self._say(N_("Who answers for the plan: {name}", name=who)))
        if of:
            out.append(self._say(N_("Activities done: {n} of {all}", n=done, all=of)))
        if day := shown.cell(plan, "settle_by"):
            out.append(self._say(N_("To be settled by {day}", day=day)))
        return tuple(out)

    def words(self) -> dict[str, tuple[tuple[str, str], ...]]:
        view, say = self._view, self._say
        open_ = tuple((NOTICE, say(one)) for one in missing(view))
        late = [one for one in view.activities if one.late]
        slow = tuple((NOTICE, say(N_("Its day is past: {title}", title=one.row.title))) for one in late)
        ready = ((DONE, say(N_("Every part of the plan is written."))),)
        untold = tuple((NOTICE, say(one)) for one in lacking(self._results))
        told = ((DONE, say(N_("Every part of the report is told."))),)
        return {PLAN: open_ or ready, MONTHS: slow, MONEY: self._money_words(), RESULTS: untold or told}

    def _money_words(self) -> tuple[tuple[str, str], ...]:
        view, say = self._view, self._say
        planned = Amount(view.planned, view.currency)
        if not view.planned:
            return ((NOTICE, say(N_("The budget is empty."))),)
        if view.grant is None:
            return ((OPEN, say(N_("{amount} are planned.", amount=planned))),)
        grant = Amount(view.grant, view.currency)
        shape = NOTICE if view.planned > view.grant else DONE
        return ((shape, say(N_("{amount} are planned; the grant is {grant}.", amount=planned, grant=grant))),)

    def tables(self) -> dict[str, FigureView]:
        out = {}
        if self._view.months:
            out[MONTHS] = self._by_month()
        if self._results.months:
            out[RESULTS] = self._side_by_side()
        heads = [one for one in (self._view.budget.heads if self._view.budget else ()) if one.planned or one.spent]
        if heads:
            rows = [
                (self._say(one.head.title), *map(self._amount, (one.planned, one.spent, one.left))) for one in heads
            ]
            names = (N_("Budget head"), N_("Planned"), N_("Spent"), N_("Left"))
            out[MONEY] = self._figure(MONEY, N_("Money by head"), names, rows, (False, True, True, True))
        return out

    def _by_month(self) -> FigureView:
        rows = []
        for month in self._view.months:
            going = [one.row.title for one in self._view.in_month(month)]
            rows.append((self._shown.date(month), str(len(going)), self._named(going)))
        names = (N_("Month"), N_("How many"), N_("What goes on"))
        return self._figure(MONTHS, N_("Activities by month"), names, rows, (False, True, False))

    def _side_by_side(self) -> FigureView:
        rows = [
            (self._shown.date(one.month), self._named(one.planned), self._named(one.done))
            for one in self._results.months
        ]
        names = (N_("Month"), N_("As planned"), N_("As it came"))
        return self._figure(RESULTS, N_("Month by month"), names, rows, (False, False, False))

    def _named(self, titles: Sequence[str]) -> str:
        return self._shown.listed(list(titles)) if titles else "－"

    def _figure(
        self, key: str, title: Label, heads: Sequence[Label], rows: Sequence[tuple[str, ...]], right: tuple[bool, ...]
    ) -> FigureView:
        head = tuple(self._say(one) for one in heads)
        return FigureView(key, None, self._say(title), (), (head, *rows), right)

    def sections(self) -> dict[str, tuple[Section, ...]]:
        view = self._view
        aims = self._section("upkeep_aim", [self._aim(row) for row in view.aims])
        activities = self._section("upkeep_activity", [self._activity(one) for one in view.activities])
        past = [one for one in self._results.activities if one.came is not Came.AHEAD]
        results = Section(
            "results", N_("What was done"), "upkeep_activity", N_("Add activity"),
            tuple(self._result(one) for one in past),
            N_("What was done stands here, with who came and what came of it."), activities.preset,
        )  # fmt: skip
        reached = Section(
            "reached", N_("What became of the aims"), "upkeep_aim", N_("Add aim"),
            tuple(self._reached(row) for row in view.aims), None, aims.preset,
        )  # fmt: skip
        return {AIMS: (aims,), MONTHS: (activities,), RESULTS: (results, reached)}

    def _section(self, name: str, items: Sequence[Item]) -> Section:
        one, plan = self._types[name], self._view.plan
        preset = {"plan": plan.id} if plan is not None else {}
        return Section(name, one.plural, name, one.add or one.label, tuple(items), one.empty, preset)

    def _aim(self, row: Row) -> Item:
        of = len(self._view.of_aim(row.id))
        lines = [*self._cells(row, "expected"), self._joined(row, "measure", "target")]
        lines.append(self._say(N_("Activities for it: {n}", n=of)))
        return self._item(row, "", lines)

    def _activity(self, one: ActivityFacts) -> Item:
        shape = NOTICE if one.late or one.row.get("status") == "stuck" else DONE if one.done else OPEN
        shape = BEGUN if one.row.get("status") == "doing" and not one.late else shape
        when = [term(one, self._shown), *self._cells(one.row, "owner", "place", "people", "head")]
        open_ = not one.done and not one.dropped
        return self._item(one.row, shape, [" · ".join(part for part in when if part)], finish=open_,
                          begin=open_ and one.row.get("status") not in ("doing", "stuck"))  # fmt: skip

    def _result(self, one: ActivityResult) -> Item:
        shape = DONE if one.came is Came.DONE and not one.unexplained else NOTICE
        when = self._shown.date(one.done_on) if one.done_on else ""
        people = self._say(N_("{n} people", n=one.people)) if one.people is not None else ""
        spent = self._amount(one.spent) if one.spent is not None else ""
        lines = [" · ".join(part for part in (self._say(CAME[one.came]), when, people, spent) if part)]
        lines += result_words(one, self._shown).splitlines()
        if one.unexplained:
            lines.append(self._say(N_("Write why it came otherwise.")))
        return self._item(one.row, shape, lines, finish=one.came is Came.OPEN)

    def _reached(self, row: Row) -> Item:
        reached = row.get("reached")
        shape = DONE if reached is True else NOTICE if reached is False else OPEN
        lines = reached_words(row, self._shown).splitlines()
        return self._item(row, shape, lines or [self._say(N_("Nothing is written yet."))])

    def _item(self, row: Row, shape: str, lines: Sequence[str], *, finish: bool = False, begin: bool = False) -> Item:
        title = row.title or self._say(N_("Without a name"))
        return Item(row.type, row.id, shape, title, tuple(one for one in lines if one), finish=finish, begin=begin)

    def _cells(self, row: Row, *names: str) -> list[str]:
        return [cell for name in names if (cell := self._shown.cell(row, name, units=True))]

    def _joined(self, row: Row, *names: str) -> str:
        return " · ".join(self._cells(row, *names))

    def _amount(self, minor: int) -> str:
        return self._say(N_("{amount}", amount=Amount(minor, self._view.currency)))
