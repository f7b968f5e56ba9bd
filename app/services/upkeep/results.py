"""Planned against done: what became of each activity, month, head and aim, and what is still to be told.

Where a record of its own exists, it counts: the day and the people of an event, the sum of payments, a figure before
and after. What is typed at the activity goes before what its event says. Frozen; thread: any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.core.fields import Row
from app.core.messages import N_, NP_, Message
from app.services.budget.views import HeadSum
from app.services.delivery.months import first_day, index, iso_month
from app.services.roadmap.views import keys_of
from app.services.upkeep.view import ActivityFacts, UpkeepView

MONTH = len("2025-04")
"""Least length of a date that names a month."""
COMMITTED = "committed"
"""State of an expense that is ordered and not yet paid."""


class Came(StrEnum):
    """What became of an activity."""

    DONE = "done"
    DROPPED = "dropped"
    OPEN = "open"
    """Its time is past, and nobody has said."""
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class ActivityResult:
    """An activity as it came.

    Args:
        facts: as it was planned.
        came: what became of it.
        done_on: ISO day or month, "" where nobody wrote it down.
        people: who came, ``None`` not known.
        spent: sum of the payments for it in minor units of the plan's currency, ``None`` where none is linked.
        differs: how it differs from what was planned.
    """

    facts: ActivityFacts
    came: Came
    done_on: str
    people: int | None
    spent: int | None
    differs: tuple[Message, ...]

    @property
    def row(self) -> Row:
        """The record."""
        return self.facts.row

    @property
    def unexplained(self) -> bool:
        """Whether it came otherwise, and no reason is written."""
        return bool(self.differs) and not self.row.get("reason")


@dataclass(frozen=True, slots=True)
class MonthResult:
    """A month with the titles of what was planned in it and of what was done in it."""

    month: str
    planned: tuple[str, ...]
    done: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResultsView:
    """A plan beside what was done.

    Args:
        plan: as it was planned, with its money.
        activities: in the order of their planned days.
        months: each with something planned or done.
        heads: money with anything planned or spent.
        undated: titles of what was done on a day that nobody wrote down.
    """

    plan: UpkeepView
    activities: tuple[ActivityResult, ...]
    months: tuple[MonthResult, ...]
    heads: tuple[HeadSum, ...]
    undated: tuple[str, ...]

    def count(self, came: Came) -> int:
        """Return how many activities came so."""
        return sum(one.came is came for one in self.activities)

    @property
    def spent(self) -> int:
        """What was paid of the plan's budget, minor units."""
        return self.plan.budget.spent if self.plan.budget is not None else 0

    @property
    def money_differs(self) -> bool:
        """Whether any head was spent otherwise than it was planned."""
        return any(one.planned != one.spent for one in self.heads)


def results_of(plan: UpkeepView, read: Callable[[str], Sequence[Row]]) -> ResultsView:
    """Return what became of a plan.

    Args:
        plan: whole.
        read: reads the events and expenses, as a reader may see them.
    """
    events = {row.id: row for row in read("event")}
    paid = {row.id: row for row in read("expense") if row.get("state") != COMMITTED}
    done = tuple(_activity(one, plan, events, paid) for one in plan.activities)
    heads = tuple(one for one in (plan.budget.heads if plan.budget else ()) if one.planned or one.spent)
    undated = tuple(one.row.title for one in done if one.came is Came.DONE and not one.done_on)
    return ResultsView(plan, done, tuple(_months(plan, done)), heads, undated)


def lacking(view: ResultsView) -> tuple[Message, ...]:
    """Return what the report still lacks, the most important first."""
    plan, found = view.plan.plan, []
    if plan is None:
        return (N_("The plan was not begun yet."),)
    if late := view.count(Came.OPEN):
        found.append(NP_("Of {n} activity nobody has said what became of it.",
                         "Of {n} activities nobody has said what became of them.", late))  # fmt: skip
    if bare := sum(one.unexplained for one in view.activities):
        found.append(NP_("{n} activity came otherwise and has no reason.",
                         "{n} activities came otherwise and have no reason.", bare))  # fmt: skip
    if untold := sum(not row.get("result") and not row.get("indicator") for row in view.plan.aims):
        found.append(NP_("{n} aim has no result.", "{n} aims have no result.", untold))
    if missed := sum(row.get("reached") is False and not row.get("reason") for row in view.plan.aims):
        found.append(NP_("{n} aim was not reached and has no reason.",
                         "{n} aims were not reached and have no reason.", missed))  # fmt: skip
    if view.spent and view.money_differs and not plan.get("money_reason"):
        found.append(N_("Say why money was spent otherwise than planned."))
    if not plan.get("came_of_it"):
        found.append(N_("Say in three sentences what came of the year."))
    return tuple(found)


def _activity(
    one: ActivityFacts, plan: UpkeepView, events: Mapping[str, Row], paid: Mapping[str, Row]
) -> ActivityResult:
    event = events.get(one.row.text("event"))
    held = event.text("date") if event is not None else ""
    done_on = one.row.text("done_on") or (held if held[:10] <= plan.today else "")
    people = one.row.whole("came")
    if people is None and event is not None:
        people = event.whole("attended")
    sums = [
        row.whole("amount") or 0
        for key in keys_of(one.row, "expenses")
        if (row := paid.get(key)) is not None and row.get("currency") in (plan.currency, None, "")
    ]
    came = _came(one, done_on)
    return ActivityResult(one, came, done_on, people, sum(sums) if sums else None,
                          tuple(_differs(one, came, done_on, people)))  # fmt: skip


def _came(one: ActivityFacts, done_on: str) -> Came:
    if one.dropped:
        return Came.DROPPED
    if one.done or done_on:
        return Came.DONE
    return Came.OPEN if one.late else Came.AHEAD


def _differs(one: ActivityFacts, came: Came, done_on: str, people: int | None) -> Iterator[Message]:
    expected, day = one.row.whole("people"), first_day(done_on) if len(done_on) >= MONTH else None
    if came is Came.DROPPED:
        yield N_("not done")
    if came is not Came.DONE:
        return
    if day is not None and one.first is not None:
        months = index(day) - index(one.last or one.first)
        if months > 0:
            yield NP_("{n} month later", "{n} months later", months)
        elif index(day) < index(one.first):
            earlier = index(one.first) - index(day)
            yield NP_("{n} month earlier", "{n} months earlier", earlier)
    if expected and people is not None and people < expected:
        yield NP_("{n} person fewer", "{n} people fewer", expected - people)


def _months(plan: UpkeepView, done: Sequence[ActivityResult]) -> Iterator[MonthResult]:
    days = {month for month in plan.months if plan.in_month(month)}
    days |= {_month(one.done_on) for one in done if one.came is Came.DONE}
    for month in sorted(days - {""}):
        planned = tuple(one.row.title for one in plan.in_month(month))
        came = tuple(one.row.title for one in done if one.came is Came.DONE and _month(one.done_on) == month)
        yield MonthResult(month, planned, came)


def _month(day: str) -> str:
    found = first_day(day) if len(day) >= MONTH else None
    return iso_month(index(found)) if found is not None else ""
