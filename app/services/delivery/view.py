"""What the page and the papers show of a project that is carried out: gathered from rows, frozen. Pure; thread: any.

Source: ``mvp2.md`` 4 (steps 8 to 10), 11, 14 (traps 3 and 10).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from app.core.fields import Row
from app.services.budget.views import BudgetView, HeadSum
from app.services.delivery.findings import is_approved, made_early
from app.services.delivery.months import first_day, index, iso_month, last_day, months_between
from app.services.seed.gates import EACH, Rules
from app.services.seed.spending import SEED_POT

PLANNERS = frozenset({"PLV"})
"""Roles of packs whose holders manage a project only until its plan stands. Source: ``mvp2.md`` 14.3."""
MANAGERS = frozenset({"MPM", "coordinator"})
"""Roles of packs whose holders can manage a project from then on."""
ADVISOR = "advisor"
"""Head of a budget, and kind of vendor, that stands for advice on one question."""
OVER = ("done", "dropped")
COMMITTED = "committed"


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


def gather(sources: Sources) -> WorkView:
    """Return everything about the project, or about all of them."""
    rows, today = sources.rows, first_day(sources.today) or date.min
    decisions, projects = tuple(rows("seed_decision")), tuple(rows("project"))
    planned = tuple(rows("plan_task"))
    own = _own_project(sources.project, decisions, projects, planned)
    mine = _Mine(sources.project, own.id if own else "")
    tasks = tuple(sorted((_task(row, today) for row in mine.of(planned)), key=_in_time))
    decision = _decision(decisions, own.id if own else "")
    chosen = str(decision.get("chosen") or "") if decision else ""
    idea = next((row for row in rows("idea") if row.id == chosen), None)
    first, last = _term(own, tasks)
    check_ins = tuple(sorted(mine.of(rows("check_in")), key=lambda row: str(row.get("month") or ""), reverse=True))
    people = tuple(rows("person"))
    vendors = mine.of(rows("procurement"))
    managers = tuple((row.id, row.title) for row in people if _roles(row) & MANAGERS and not row.get("left_on"))
    manager = _manager(own, vendors, managers)
    return WorkView(
        sources.today,
        sources.rules,
        projects,
        own,
        idea,
        decision,
        tasks,
        mine.of(rows("permission")),
        tuple(sorted(mine.of(rows("plan_risk")), key=_worst)),
        tuple(_measure(row, today) for row in mine.of(rows("equity_measure"))),
        tuple(_change(row) for row in mine.of(rows("change_request"))),
        check_ins,
        vendors,
        mine.of(rows("reflection")),
        tuple(rows("next_step")),
        _money(sources, decisions, own),
        _second_year(rows("liaison_agreement")),
        first,
        last,
        months_between(first, last) if first and last and first <= last else 0,
        manager,
        any(row.id == manager and _roles(row) & PLANNERS for row in people),
        managers,
        _unchecked(check_ins, first, last, today),
    )


@dataclass(frozen=True, slots=True)
class _Mine:
    """Which rows belong to the project: those that name it; what names none belongs to the project of the file."""

    asked: str
    own: str

    def of(self, found: Iterable[Row]) -> tuple[Row, ...]:
        if not self.asked:
            return tuple(found)
        return tuple(row for row in found if str(row.get("project") or self.own) == self.asked)


def _own_project(asked: str, decisions: Sequence[Row], projects: Sequence[Row], tasks: Sequence[Row]) -> Row | None:
    """Return the project that is meant: asked for, of the decision, of most tasks, or the only one there is."""
    wanted = asked or next((str(row.get("project")) for row in decisions if row.get("project")), "")
    found = next((row for row in projects if row.id == wanted), None)
    if found is not None or asked:
        return found
    named = Counter(str(row.get("project")) for row in tasks if row.get("project"))
    most = named.most_common(1)[0][0] if named else ""
    return next((row for row in projects if row.id == most), projects[0] if len(projects) == 1 else None)


def _decision(decisions: Sequence[Row], project: str) -> Row | None:
    return next(
        (row for row in decisions if str(row.get("project") or "") == project), decisions[0] if decisions else None
    )


def _in_time(one: TaskFacts) -> tuple[date, date, str]:
    begins = one.first or one.last or date.max
    return begins, one.last or begins, one.row.title


def _manager(project: Row | None, vendors: Sequence[Row], managers: Sequence[tuple[str, str]]) -> str:
    """Return who manages the project: as it says, else who follows the planning vendor, else who has that role."""
    named = str(project.get("manager") or "") if project else ""
    follows = next((str(row.get("follows")) for row in vendors if row.get("follows")), "")
    return named or follows or (managers[0][0] if managers else "")


def _task(row: Row, today: date) -> TaskFacts:
    milestone = row.get("kind") == "milestone"
    first, last = first_day(row.get("start")), last_day(row.get("end"))
    backwards = first is not None and last is not None and last < first
    stand = _stand(row, last, today)
    late = (today - last).days if stand is Stand.LATE and last is not None else 0
    return TaskFacts(row, milestone, first, last, stand, late, backwards)


def _stand(row: Row, last: date | None, today: date) -> Stand:
    """Return how a task stands: what was begun before its day is being done, never wrong."""
    said = str(row.get("status") or "")
    if said == "dropped":
        return Stand.DROPPED
    if said == "done" or row.get("done_on"):
        return Stand.DONE
    if last is not None and last < today:
        return Stand.LATE
    return Stand(said) if said in ("doing", "stuck") else Stand.OPEN


def _term(project: Row | None, tasks: Sequence[TaskFacts]) -> tuple[date | None, date | None]:
    """Return the first and the last day: as the project says, else from the first task to the last."""
    counted = [one for one in tasks if one.stand is not Stand.DROPPED]
    starts = [day for one in counted if (day := one.first or one.last)]
    ends = [day for one in counted if (day := one.last or one.first)]
    first = first_day(project.get("start")) if project else None
    last = last_day(project.get("end")) if project else None
    return first or min(starts, default=None), last or max(ends, default=None)


def _worst(row: Row) -> tuple[bool, int]:
    grades = {"low": 1, "middle": 2, "high": 3}
    return row.get("status") == "done", -grades.get(str(row.get("likely")), 0) * grades.get(str(row.get("harm")), 0)


def _measure(row: Row, today: date) -> MeasureFacts:
    readings = [one for one in row.below("readings") if isinstance(one.get("value"), int)]
    readings.sort(key=lambda one: str(one.get("date") or ""))
    last = readings[-1] if readings else None
    due = last_day(row.get("next_on"))
    return MeasureFacts(row, _reach(row, last), last, due is not None and due <= today)


def _reach(row: Row, last: Row | None) -> Reach:
    baseline, target = row.get("baseline"), row.get("target")
    if not isinstance(baseline, int):
        return Reach.NO_BASELINE
    if not isinstance(target, int):
        return Reach.NO_TARGET
    value = last.get("value") if last is not None else None
    if not isinstance(value, int):
        return Reach.NOT_READ
    lower = row.get("better_is") == "lower" or (not row.get("better_is") and target < baseline)
    sign = -1 if lower else 1
    if sign * value >= sign * target:
        return Reach.REACHED
    return Reach.WORSE if sign * value < sign * baseline else Reach.ON_THE_WAY


def _change(row: Row) -> ChangeFacts:
    approved = is_approved(row)
    waiting = not approved and not row.get("made_on") and row.get("answer") not in ("refused", "dropped")
    return ChangeFacts(row, approved, made_early(row), waiting)


def _money(sources: Sources, decisions: Sequence[Row], project: Row | None) -> Money:
    rules, budget = sources.rules, sources.budget
    if budget is None:
        return Money(sources.currency)
    asked = [row for row in decisions if not sources.project or row.get("project") == sources.project]
    projects = {str(row.get("project")) for row in asked if row.get("project")} | ({project.id} if project else set())
    pots = {str(row.get("pot")) for row in asked if row.get("pot")}
    if not sources.project:
        pots |= {row.id for row in sources.rows("funding_source") if row.get("pot") == SEED_POT}
    charged = {
        row.id
        for row in sources.rows("budget_line")
        if not (projects or pots) or row.get("project") in projects or row.get("funding_source") in pots
    }
    lines = [one for one in budget.lines if one.id in charged]
    payments = [one for one in budget.payments if one.line in charged and one.counted]
    heads = tuple(
        HeadSum(
            one.head,
            sum(line.amount or 0 for line in lines if line.counted and line.head == one.head.id),
            sum(each.amount or 0 for each in payments if not each.committed and each.head == one.head.id),
            sum(each.amount or 0 for each in payments if each.committed and each.head == one.head.id),
        )
        for one in budget.heads
    )
    heads = tuple(one for one in heads if one.planned or one.spent or one.committed)
    limit = rules.limit
    if rules.per == EACH and rules.money is not None:
        limit = rules.money * max(len(projects), 1)
    if limit is None and pots:
        granted = [one.granted for one in budget.sources if one.id in pots and one.granted is not None]
        limit = sum(granted) if granted else None
    return Money(
        budget.currency,
        limit if limit is None or rules.currency == budget.currency or rules.limit is None else None,
        sum(one.planned for one in heads),
        sum(one.committed for one in heads),
        sum(one.spent for one in heads),
        heads,
        len(lines),
        sum(one.planned for one in heads if one.head.id == ADVISOR),
        sources.advisor_money,
        sum(one.amount is None or not one.counted for one in lines),
    )


def _second_year(agreements: Iterable[Row]) -> SecondYear:
    found = [row for row in agreements if not row.get("left_on")]
    hours = [value for row in found if isinstance(value := row.get("y2_hours"), int)]
    hidden = any("y2_promised" in row.locked for row in found)
    paid = sum(isinstance(row.get("y2_promised"), int) for row in found)
    return SecondYear(len(found), len(found) - len(hours), None if hidden else len(found) - paid, sum(hours),
                      hidden)  # fmt: skip


def _roles(person: Row) -> set[str]:
    """Return the roles that a person holds now."""
    return {str(one.get("role")) for one in person.below("roles") if not one.get("end")}


def _unchecked(check_ins: Sequence[Row], first: date | None, last: date | None, today: date) -> tuple[str, ...]:
    """Return the whole months of the work that have passed without a check-in, the latest first."""
    if first is None or first > today:
        return ()
    until = index(today.replace(day=1) - timedelta(days=1))
    if last is not None:
        until = min(until, index(last))
    known = {str(row.get("month") or "")[:7] for row in check_ins}
    found = (iso_month(number) for number in range(until, index(first) - 1, -1))
    return tuple(month for month in found if month not in known)
