"""Plans the open tasks of a programme backwards from its dates, week by week. Pure; any thread.

A task that leads to a date gets its share of the days until then: the longest chain of tasks before and after it,
along the steps that need each other, says how much; a step that only leads there keeps to its own months. Tasks of
steps without a date are spread over the months of the step. Nothing is planned into the past: what is late stands in
this week, and says so.
Source: ``nfa_114.md`` 3; ``peers.md`` 3.3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from app.core.messages import Label, LocalText, own_words
from app.programmes.journey import JourneyView, StepStatus, StepView, TaskStatus, TaskView
from app.programmes.planning import last_day
from app.programmes.schema import Deadline, Step
from app.programmes.workflow import is_day

OWN = "own"
"""Kind of a day that the team or its county set, beside the kinds of deadlines of a pack."""
PAST_DAYS = 7
"""Days of the programme that are longer past than this are left out."""


@dataclass(frozen=True, slots=True)
class WeekTask:
    """One task of a week.

    Args:
        day: by when, as planned.
        task: as the journey knows it.
        step: that it belongs to.
        role: of who does it, in words; ``names``: who holds the role, as the reader may see them.
        late: whether it should have been done before this week.
    """

    day: date
    task: TaskView
    step: Step
    role: Label
    names: tuple[str, ...] = ()
    late: bool = False


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A day that counts. ``kind``: of the deadline, or ``own``; ``first``: where it is a stretch of days."""

    day: date
    kind: str
    title: Label
    first: date | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday on, with what is done in it and the days that count."""

    monday: date
    tasks: tuple[WeekTask, ...] = ()
    days: tuple[WeekDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Wall:
    """The calendar of one programme.

    Args:
        done: tasks that are ticked off and stand in no week any more.
        open: tasks that stand in a week.
        over: whether the round is over, so that nothing is planned any more.
    """

    pack: str
    name: LocalText
    today: date
    weeks: tuple[Week, ...]
    done: int
    open: int
    over: bool = False


@dataclass(frozen=True, slots=True)
class _Plan:
    """What planning one programme needs."""

    view: JourneyView
    today: date
    ends: Mapping[str, date] = field(hash=False)

    def steps(self) -> dict[str, StepView]:
        return {one.step.id: one for one in self.view.steps()}


def wall_of(
    view: JourneyView,
    today: date,
    holders: Mapping[str, Sequence[str]],
    own_days: Mapping[str, date] = MappingProxyType({}),
) -> Wall:
    """Return the calendar.

    Args:
        view: the journey, its months as the group moved them.
        today: nothing is planned before it.
        holders: role id to who holds it.
        own_days: deadline id to the day that the county set before it.
    """
    if view.over:
        return Wall(view.pack.id, view.pack.name, today, (), _ticked(view), 0, over=True)
    roles = {one.id: one.name for one in view.pack.roles}
    ends = {one.id: min(date.fromisoformat(one.last_day()), own_days.get(one.id, date.max))
            for one in view.pack.deadlines if is_day(one.last_day())}  # fmt: skip
    plan = _Plan(view, today, ends)
    planned: list[WeekTask] = []
    for step in view.steps():
        for task, day in _days_of(plan, step):
            role: Label = roles.get(task.task.owner) or own_words(task.task.owner)
            names = tuple(holders.get(task.task.owner, ()))
            planned.append(WeekTask(max(day, today), task, step.step, role, names, day < today))
    days = _days(view, today, own_days)
    return Wall(view.pack.id, view.pack.name, today, _weeks(planned, days), _ticked(view), len(planned))


def monday(day: date) -> date:
    """Return the Monday of the week of *day*."""
    return day - timedelta(days=day.weekday())


def open_tasks(step: StepView) -> tuple[TaskView, ...]:
    """Return what is still to be done in a step, nothing where it was there already."""
    if step.status is StepStatus.DONE:
        return ()
    return tuple(one for one in step.tasks if one.status is not TaskStatus.DONE)


def _days_of(plan: _Plan, step: StepView) -> list[tuple[TaskView, date]]:
    tasks = open_tasks(step)
    end = _end_of(plan, step)
    if not tasks or end is None:
        return []
    begins = max(plan.today, _first(step) or plan.today)
    before, after = _chain(plan, step)
    own = _own_end(plan, step)
    out = []
    for number, task in enumerate(tasks, 1):
        done, left = before + number, after + len(tasks) - number
        last = end
        if task.task.deadline in plan.ends:
            last = min(last, plan.ends[task.task.deadline])
        start = min(begins, last)
        day = last - timedelta(days=(last - start).days * left // (done + left))
        if own is not None and own >= begins:
            day = min(day, own - timedelta(days=(own - begins).days * (len(tasks) - number) // len(tasks)))
        out.append((task, min(day, last) if last >= plan.today else last))
    return out


def _own_end(plan: _Plan, step: StepView) -> date | None:
    """Return the end of the months of a step that only leads to a date; one that closes it has until then."""
    closes = any(step.step.id in one.steps for one in plan.view.pack.deadlines if one.id in plan.ends and _binds(one))
    return date.fromisoformat(last_day(step.last_month)) if step.last_month and not closes else None


def _end_of(plan: _Plan, step: StepView) -> date | None:
    """Return by when a step is done: before the date that it leads to, else at the end of its last month."""
    dated = _dates_below(plan, step.step.id)
    if dated:
        return min(dated)
    return date.fromisoformat(last_day(step.last_month)) if step.last_month else None


def _dates_below(plan: _Plan, step_id: str) -> list[date]:
    """Return the days of the dates that a step closes, or that steps close which need it."""
    closes = {
        one.id: {step for step in one.steps} for one in plan.view.pack.deadlines if one.id in plan.ends and _binds(one)
    }
    found = [plan.ends[key] for key, steps in closes.items() if step_id in steps]
    if found:
        return found
    needing = [one.step.id for one in plan.view.steps() if step_id in one.step.needs]
    return [day for one in needing for day in _dates_below(plan, one)]


def _binds(one: Deadline) -> bool:
    """Say whether a date is one to plan for: what others do in a window of their own is not."""
    return one.kind in ("hard", "county")


def _chain(plan: _Plan, step: StepView) -> tuple[int, int]:
    """Return how many open tasks lie before and after a step on the longest chain to the same date."""
    steps = plan.steps()
    target = _dates_below(plan, step.step.id)
    if not target:
        return 0, 0
    end = min(target)

    def same(step_id: str) -> bool:
        return step_id in steps and min(_dates_below(plan, step_id), default=None) == end

    @cache
    def before(step_id: str) -> int:
        found = [one for one in steps[step_id].step.needs if same(one)]
        return max((before(one) + len(open_tasks(steps[one])) for one in found), default=0)

    @cache
    def after(step_id: str) -> int:
        found = [one for one in steps if step_id in steps[one].step.needs and same(one)]
        return max((after(one) + len(open_tasks(steps[one])) for one in found), default=0)

    return before(step.step.id), after(step.step.id)


def _first(step: StepView) -> date | None:
    return date.fromisoformat(f"{step.first_month}-01") if step.first_month else None


def _days(view: JourneyView, today: date, own_days: Mapping[str, date]) -> list[WeekDay]:
    found = []
    for one in view.pack.deadlines:
        if is_day(one.last_day()):
            first = date.fromisoformat(one.start) if is_day(one.start) else None
            found.append(WeekDay(date.fromisoformat(one.last_day()), one.kind, one.title, first))
        if one.id in own_days and own_days[one.id] < date.fromisoformat(one.last_day() or "9999-12-31"):
            found.append(WeekDay(own_days[one.id], OWN, one.title))
    return [one for one in found if (today - one.day).days <= PAST_DAYS]


def _weeks(tasks: Sequence[WeekTask], days: Sequence[WeekDay]) -> tuple[Week, ...]:
    starts = sorted({*(monday(one.day) for one in tasks), *(monday(one.day) for one in days)})
    return tuple(
        Week(
            start,
            tuple(sorted((one for one in tasks if monday(one.day) == start), key=lambda one: one.day)),
            tuple(sorted((one for one in days if monday(one.day) == start), key=lambda one: one.day)),
        )
        for start in starts
    )


def _ticked(view: JourneyView) -> int:
    return sum(len(step.tasks) - len(open_tasks(step)) for step in view.steps())
