"""A plan that is moved: what is open moves, what is done stays, and the plan that was valid stays readable.

The months of a pack are where everybody starts from. A group that is late moves its own: the marks of its steps
say by how many months beginning and end lie elsewhere. Source: ``mvp2.md`` 13, 14.1 and 14.2; issue of towns
that recruit nine months later than the guide says.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import msgspec

from app.programmes.journey import Plan, PlannedStep, StepMark, StepStatus, TaskMark, TaskStatus
from app.programmes.schema import Pack, Phase, Step, Task

Months = tuple[int, int]


def calendar_month(start_month: str, number: int) -> str:
    """Return the ``YYYY-MM`` of programme month *number*, "" without a start."""
    if not start_month:
        return ""
    year, month = (int(one) for one in start_month.split("-")[:2])
    months = year * 12 + month - 1 + number - 1
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def last_day(month: str) -> str:
    """Return the last ISO day of a ``YYYY-MM``, "" for ""."""
    if not month:
        return ""
    following = calendar_month(month, 2)
    return (date.fromisoformat(f"{following}-01") - timedelta(days=1)).isoformat()


def step_status(pack: Pack, plan: Plan, step: Step) -> StepStatus:
    """Return where a step stands: done when all but its optional tasks are, or when it was there already."""
    if plan.steps.get(step.id, StepMark()).have:
        return StepStatus.DONE
    tasks = pack.tasks_of(step.id)
    states = [plan.tasks.get(one.id, TaskMark()).status for one in tasks]
    needed = [state for one, state in zip(tasks, states, strict=True) if not one.optional]
    if needed and all(state is TaskStatus.DONE for state in needed):
        return StepStatus.DONE
    begun = any(state in (TaskStatus.DOING, TaskStatus.DONE) for state in states)
    return StepStatus.BEGUN if begun else StepStatus.OPEN


def planned(pack: Pack, plan: Plan) -> Pack:
    """Return the pack with the months that the group goes by; the pack itself where nothing was moved."""
    if not any(one.first_moved or one.last_moved for one in plan.steps.values()):
        return pack
    steps = tuple(_moved_step(one, plan.steps.get(one.id, StepMark())) for one in pack.steps)
    months = max([pack.months, *(one.months[1] for one in steps if one.months)])
    if all(one.months is None or one.months[1] < pack.months for one in steps if not one.alongside):
        months = max((one.months[1] for one in steps if one.months and not one.alongside), default=pack.months)
    return msgspec.structs.replace(
        pack,
        months=months,
        steps=tuple(_within(one, months) for one in steps),
        phases=tuple(_moved_phase(one, plan, pack, months) for one in pack.phases),
        tasks=tuple(_moved_task(one, plan) for one in pack.tasks),
    )


def moves(pack: Pack, plan: Plan, by: int) -> Mapping[str, Months]:
    """Return by how many months each step lies elsewhere once the plan is moved *by* months.

    A step that is done stays. One that was begun, or runs alongside, keeps its beginning and ends later (or
    sooner, never before it began). One that is open moves whole, though not before the first month.

    Args:
        pack: as it came.
        plan: with the moves made so far.
        by: months, negative for sooner.

    Returns:
        Step id to the moves of its beginning and its end, of the steps that moved.
    """
    found: dict[str, Months] = {}
    for step in pack.steps:
        status, mark = step_status(pack, plan, step), plan.steps.get(step.id, StepMark())
        if step.months is None or status is StepStatus.DONE or not by:
            continue
        first, last = step.months[0] + mark.first_moved, step.months[1] + mark.last_moved
        if status is StepStatus.BEGUN or step.alongside:
            last = max(first, last + by)
        else:
            shift = max(by, 1 - first)
            first, last = first + shift, last + shift
        there = (first - step.months[0], last - step.months[1])
        if there != (mark.first_moved, mark.last_moved):
            found[step.id] = there
    return found


def timetable(pack: Pack, plan: Plan) -> tuple[PlannedStep, ...]:
    """Return the months of every step as they are planned now: what an earlier plan is kept as."""
    return tuple(
        PlannedStep(
            step.id,
            calendar_month(plan.start_month, step.months[0]) if step.months else "",
            calendar_month(plan.start_month, step.months[1]) if step.months else "",
            step_status(pack, plan, step).value,
        )
        for step in planned(pack, plan).steps
    )


def done_on(pack: Pack, plan: Plan, step: Step) -> str:
    """Return the ISO day on which the last task of a finished step was ticked, "" where nobody can tell."""
    if step_status(pack, plan, step) is not StepStatus.DONE or plan.steps.get(step.id, StepMark()).have:
        return ""
    days = [plan.tasks[one.id].done_on for one in pack.tasks_of(step.id) if one.id in plan.tasks]
    return max(days, default="")


def _moved_step(step: Step, mark: StepMark) -> Step:
    if step.months is None or not (mark.first_moved or mark.last_moved):
        return step
    first = max(1, step.months[0] + mark.first_moved)
    return msgspec.structs.replace(step, months=(first, max(first, step.months[1] + mark.last_moved)))


def _within(step: Step, months: int) -> Step:
    """Return a step that runs alongside to the end of the plan, and any other as it is."""
    if not step.alongside or step.months is None or step.months[1] <= months:
        return step
    return msgspec.structs.replace(step, months=(min(step.months[0], months), months))


def _moved_phase(phase: Phase, plan: Plan, pack: Pack, months: int) -> Phase:
    if phase.months is None:
        return phase
    marks = [plan.steps.get(one.id, StepMark()) for one in pack.steps if one.phase == phase.id and one.months]
    if not marks:
        return phase
    first = max(1, phase.months[0] + min(one.first_moved for one in marks))
    last = phase.months[1] + max(one.last_moved for one in marks)
    return msgspec.structs.replace(phase, months=(first, min(max(first, last), months)))


def _moved_task(task: Task, plan: Plan) -> Task:
    mark = plan.steps.get(task.step, StepMark())
    if task.months is None or not mark.last_moved or plan.tasks.get(task.id, TaskMark()).status is TaskStatus.DONE:
        return task
    first = max(1, task.months[0] + mark.last_moved)
    return msgspec.structs.replace(task, months=(first, max(first, task.months[1] + mark.last_moved)))
