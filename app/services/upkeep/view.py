"""The plan as it stands: aims, activities by month, money by head, what is missing. Frozen; thread: any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.fields import Row
from app.core.messages import N_, NP_, Message
from app.services.budget.views import BudgetView
from app.services.delivery.months import first_day, index, iso_month, last_day

DEMO, UPKEEP = "demo", "upkeep"
DONE, DROPPED = "done", "dropped"
MOST_MONTHS = 36
"""A plan that runs longer is shown up to here."""


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """An activity with its months; ``late``: its last day is past and it is neither done nor dropped."""

    row: Row
    first: date | None
    last: date | None
    late: bool

    @property
    def done(self) -> bool:
        """Whether it was done."""
        return self.row.get("status") == DONE

    @property
    def dropped(self) -> bool:
        """Whether it was dropped."""
        return self.row.get("status") == DROPPED


@dataclass(frozen=True, slots=True)
class UpkeepView:
    """A whole plan.

    Args:
        plan: its record, ``None`` where it was not begun.
        aims, activities: in order; activities by their day.
        months: ``YYYY-MM`` of every month with an activity, and those between.
        budget: the money, by head; ``None`` where there is none.
        grant: what the round gives in minor units of ``currency``, ``None`` where it may be one of several.
        currency: of the grant.
        kind: ``upkeep`` or ``demo``.
    """

    plan: Row | None
    aims: tuple[Row, ...]
    activities: tuple[ActivityFacts, ...]
    months: tuple[str, ...]
    budget: BudgetView | None
    grant: int | None
    currency: str
    kind: str
    today: str

    def in_month(self, month: str) -> tuple[ActivityFacts, ...]:
        """Return what is going on in a month."""
        number = _number(month)
        return tuple(
            one
            for one in self.activities
            if one.first is not None and index(one.first) <= number <= index(one.last or one.first)
        )

    def of_aim(self, aim: str) -> tuple[ActivityFacts, ...]:
        """Return the activities for one aim."""
        return tuple(one for one in self.activities if one.row.get("aim") == aim)

    @property
    def planned(self) -> int:
        """Money planned, in minor units."""
        return self.budget.planned if self.budget is not None else 0

    @property
    def counted(self) -> tuple[int, int]:
        """How many activities were done, of those that were not dropped."""
        kept = [one for one in self.activities if not one.dropped]
        return sum(one.done for one in kept), len(kept)


def made(
    plan: Row | None,
    aims: Sequence[Row],
    activities: Sequence[Row],
    budget: BudgetView | None,
    today: str,
    *,
    grant: int | None = None,
    currency: str = "TWD",
    kind: str = UPKEEP,
) -> UpkeepView:
    """Return the view of a plan.

    Args:
        plan: its record.
        aims: all that are recorded; those of other plans are left out.
        activities: likewise.
        budget: the money it rests on.
        today: ISO day.
        grant: what the round gives, in minor units of *currency*.
        currency: of the grant.
        kind: ``upkeep`` or ``demo``.
    """
    mine = _mine(plan)
    facts = [_facts(row, today) for row in activities if mine(row)]
    facts.sort(key=lambda one: (one.first or date.max, one.last or date.max, one.row.title))
    days = [day for one in facts for day in (one.first, one.last) if day is not None]
    months: tuple[str, ...] = ()
    if days:
        first, last = index(min(days)), index(max(days))
        months = tuple(iso_month(number) for number in range(first, min(last, first + MOST_MONTHS - 1) + 1))
    own = tuple(row for row in aims if mine(row))
    return UpkeepView(plan, own, tuple(facts), months, budget, grant, currency, kind, today)


def missing(view: UpkeepView) -> tuple[Message, ...]:
    """Return what a reader would ask for, the most important first."""
    found: list[Message] = []
    if view.plan is None:
        return (N_("The plan was not begun yet."),)
    if not view.aims:
        found.append(N_("No aim is written yet."))
    bare = sum(not row.get("expected") for row in view.aims)
    if bare:
        found.append(NP_("{n} aim has no expected result.", "{n} aims have no expected result.", bare))
    if not view.activities:
        found.append(N_("No activity is planned yet."))
    nobody = sum(not one.row.get("owner") for one in view.activities if not one.dropped)
    if nobody:
        found.append(NP_("{n} activity has nobody who sees to it.", "{n} activities have nobody.", nobody))
    undated = sum(one.first is None for one in view.activities if not one.dropped)
    if undated:
        found.append(NP_("{n} activity has no month.", "{n} activities have no month.", undated))
    if not view.planned:
        found.append(N_("The budget is empty."))
    if not view.plan.get("situation"):
        found.append(N_("Say where you stand."))
    if not view.plan.get("carries_on"):
        found.append(N_("Say how it goes on afterwards."))
    if not view.plan.get("settle_by"):
        found.append(N_("Ask the county by which day it is to be settled."))
    return tuple(found)


def _mine(plan: Row | None) -> Callable[[Row], bool]:
    return lambda row: row.get("plan") in (plan.id if plan is not None else "", None, "")


def _facts(row: Row, today: str) -> ActivityFacts:
    first, last = first_day(row.get("start")), last_day(row.get("end") or row.get("start"))
    now, status = first_day(today), row.get("status")
    late = last is not None and now is not None and last < now and status not in (DONE, DROPPED)
    return ActivityFacts(row, first, last, late)


def _number(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number) - 1
