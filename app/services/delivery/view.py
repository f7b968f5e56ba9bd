"""What the page and the papers show of a project that is carried out: frozen. Thread: any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.core.fields import Row
from app.services.budget.views import BudgetView, HeadSum
from app.services.seed.gates import Rules


class Stand(StrEnum):
    """How a task stands today."""

    OPEN = "open"
    DOING = "doing"
    STUCK = "stuck"
    LATE = "late"
    DONE = "done"
    DROPPED = "dropped"


class Reach(StrEnum):
    """How far a measure is."""

    NO_BASELINE = "no_baseline"
    NO_TARGET = "no_target"
    NOT_READ = "not_read"
    ON_THE_WAY = "on_the_way"
    WORSE = "worse"
    REACHED = "reached"


@dataclass(frozen=True, slots=True)
class Sources:
    """What gathering reads.

    Args:
        rows: reads the records of a type as the reader may see them.
        today: ISO date.
        currency: the file's.
        rules: numbers of the round.
        budget: the budget in use, ``None`` where money is not asked for.
        advisor_money: set aside for an advisor in minor units, ``None`` unknown.
        project: id of the one project that is asked for, "" for all.
    """

    rows: Callable[[str], Sequence[Row]]
    today: str
    currency: str
    rules: Rules = field(default_factory=Rules)
    budget: BudgetView | None = None
    advisor_money: int | None = None
    project: str = ""


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """One task or milestone.

    Args:
        late: days after its last day, 0 where it is not late.
        backwards: whether it ends before it begins.
    """

    row: Row
    milestone: bool
    first: date | None
    last: date | None
    stand: Stand
    late: int = 0
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """One measure with its last reading; ``due``: whether the day of the next reading has come."""

    row: Row
    reach: Reach
    last: Row | None = None
    due: bool = False


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """One change: whether the written yes is there, and whether it was made without or before it."""

    row: Row
    approved: bool
    early: bool
    waiting: bool


@dataclass(frozen=True, slots=True)
class Money:
    """Money of the project, in minor units of ``currency``.

    Args:
        limit: what may be spent in all, ``None`` unknown.
        heads: sums by head, those without anything left out.
        advisor: planned under the head of advice.
        unknown: lines without an amount, or in another currency.
        early: payments before the project was approved.
    """

    currency: str
    limit: int | None = None
    planned: int = 0
    committed: int = 0
    spent: int = 0
    heads: tuple[HeadSum, ...] = ()
    lines: int = 0
    advisor: int = 0
    advisor_money: int | None = None
    unknown: int = 0

    @property
    def over(self) -> int:
        """Return by how much the plan costs more than may be spent, 0 where it does not."""
        return max(self.planned - self.limit, 0) if self.limit is not None else 0


@dataclass(frozen=True, slots=True)
class SecondYear:
    """Hours and pay of liaisons in the second year; empty until decided. Source: ``mvp2.md`` 14.10.

    Args:
        liaisons: agreements with liaisons who are still there.
        hours_open, pay_open: of them without hours, without pay; ``pay_open`` is ``None`` where pay lies in the
            closed drawer or may not be told.
        closed: whether pay cannot be read because the drawer is closed.
        hours: decided so far, in tenths.
    """

    liaisons: int = 0
    hours_open: int = 0
    pay_open: int | None = None
    hours: int = 0
    closed: bool = False


@dataclass(frozen=True, slots=True)
class WorkView:
    """A project that is carried out, whole.

    Args:
        projects: those that can be asked for.
        project: the one that all of this is about, ``None`` where there is none or there are several.
        idea: the chosen idea, ``None`` without a decision.
        first, last: first and last day of the plan.
        months: that it takes, 0 unknown.
        manager: id of the person who manages it now, "" nobody.
        planner: whether the named manager is the planning vendor.
        managers: people who could manage it: id and name.
        unchecked: months that have passed without a check-in.
    """

    today: str
    rules: Rules
    projects: tuple[Row, ...] = ()
    project: Row | None = None
    idea: Row | None = None
    decision: Row | None = None
    tasks: tuple[TaskFacts, ...] = ()
    permissions: tuple[Row, ...] = ()
    risks: tuple[Row, ...] = ()
    measures: tuple[MeasureFacts, ...] = ()
    changes: tuple[ChangeFacts, ...] = ()
    check_ins: tuple[Row, ...] = ()
    vendors: tuple[Row, ...] = ()
    reflections: tuple[Row, ...] = ()
    next_steps: tuple[Row, ...] = ()
    money: Money = field(default_factory=lambda: Money("USD"))
    second_year: SecondYear = field(default_factory=SecondYear)
    first: date | None = None
    last: date | None = None
    months: int = 0
    manager: str = ""
    planner: bool = False
    managers: tuple[tuple[str, str], ...] = ()
    unchecked: tuple[str, ...] = ()

    @property
    def begun(self) -> bool:
        """Whether anything is planned, or a project was chosen."""
        return bool(self.tasks or self.decision or self.measures)

    def standing(self, *stands: Stand) -> tuple[TaskFacts, ...]:
        """Return the tasks that stand so."""
        return tuple(one for one in self.tasks if one.stand in stands)
