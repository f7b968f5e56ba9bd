"""The journey through a pack: two clocks, soft order, what is due; headless and without a database.

Programme months count from the month a group began; calendar months follow from that. Beginning
anew moves every planned month in one action and keeps the earlier plan. Plans slip: what is late is said,
nothing is barred.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from app.core.messages import N_, NP_, LocalText, Message
from app.programmes.journey import (
    STATUS_WORDS,
    Baseline,
    ClockView,
    Due,
    JourneyView,
    Missing,
    PhaseView,
    Plan,
    StepMark,
    StepStatus,
    StepView,
    TaskMark,
    TaskStatus,
    TaskView,
)
from app.programmes.planning import calendar_month, done_on, last_day, planned, step_status
from app.programmes.schema import Deadline, Pack, Phase, Role, Step, Task

__all__ = [
    "STATUS_WORDS",
    "Baseline",
    "ClockView",
    "Due",
    "JourneyView",
    "Missing",
    "PhaseView",
    "Plan",
    "StepMark",
    "StepStatus",
    "StepView",
    "TaskMark",
    "TaskStatus",
    "TaskView",
    "calendar_month",
    "clock",
    "days_words",
    "due_list",
    "is_day",
    "journey",
    "last_day",
    "month_number",
    "next_tasks",
    "roles_at",
    "round_over",
    "step_status",
    "warning_stage",
]

LONG_PAST = 31
"""Days after which a planned end of a step is no longer called due."""


def month_number(start_month: str, today: date) -> int:
    """Return the programme month of *today*, 1 in the starting month; 0 or less before it."""
    year, month = (int(one) for one in start_month.split("-")[:2])
    return (today.year - year) * 12 + today.month - month + 1


def is_day(text: str) -> bool:
    """Say whether *text* is a full ISO date; a pack may hold what is none."""
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def round_over(pack: Pack, today: date) -> bool:
    """Say whether every hard date of this round is past (false where it has none)."""
    days = [one.last_day() for one in pack.deadlines if one.kind == "hard"]
    return bool(days) and all(days) and max(days) < today.isoformat()


def roles_at(pack: Pack, step_id: str) -> tuple[Role, ...]:
    """Return who is there during a step: some appear later, some leave."""
    places = {one.id: number for number, one in enumerate(pack.steps)}
    here = places.get(step_id, -1)

    def there(role: Role) -> bool:
        begins = places.get(role.appears, -1) + (1 if role.appears_at == "end" and role.appears else 0)
        return begins <= here <= places.get(role.leaves, len(places))

    return tuple(role for role in pack.roles if there(role))


def journey(pack: Pack, plan: Plan, today: date) -> JourneyView:
    """Return the whole journey as it stands on *today*, its months as the group moved them."""
    pack = planned(pack, plan)
    over = round_over(pack, today)
    status = {step.id: step_status(pack, plan, step) for step in pack.steps}
    views = {step.id: _step(pack, plan, step, status, today, over) for step in pack.steps}
    phases = tuple(
        _phase(phase, tuple(views[step.id] for step in pack.steps if step.phase == phase.id)) for phase in pack.phases
    )
    done = sum(one is StepStatus.DONE for one in status.values())
    words = N_("{done} of {total} steps done", done=done, total=len(status))
    return JourneyView(pack, phases, clock(pack, plan, today), over, done, len(status), words)


def clock(pack: Pack, plan: Plan, today: date) -> ClockView:
    """Return both clocks in numbers and words."""
    if round_over(pack, today):
        return ClockView(0, pack.months, "", N_("This round is over."))
    if not plan.start_month:
        return ClockView(0, pack.months, "", N_("No starting month has been chosen yet."))
    month = month_number(plan.start_month, today)
    if month < 1:
        words = NP_("It starts in {n} month.", "It starts in {n} months.", 1 - month)
        return ClockView(month, pack.months, "", words)
    if month > pack.months:
        words = N_("Month {month}; {months} were planned.", month=month, months=pack.months)
        return ClockView(month, pack.months, "", words)
    phase = next((one.id for one in pack.phases if one.months and one.months[0] <= month <= one.months[1]), "")
    return ClockView(month, pack.months, phase, N_("Month {month} of {months}", month=month, months=pack.months))


def next_tasks(view: JourneyView, number: int) -> tuple[TaskView, ...]:
    """Return the next tasks: begun ones, then those whose time has come, in the pack's order.

    A round that is over has none; tasks put off come last, optional ones after needed ones.
    """
    if view.over:
        return ()
    ranked: list[tuple[tuple[int, ...], TaskView]] = []
    for place, step in enumerate(view.steps()):
        if step.status is StepStatus.DONE:
            continue
        waiting = 1 if step.step.months and step.step.months[0] > max(1, view.clock.month) else 0
        for one in step.tasks:
            if one.status is not TaskStatus.DONE:
                put_off = 1 if one.status is TaskStatus.LATER else 0
                doing = 0 if one.status is TaskStatus.DOING else 1
                rank = (put_off, doing, waiting, int(step.step.alongside), place, int(one.task.optional), len(ranked))
                ranked.append((rank, one))
    ranked.sort(key=lambda pair: pair[0])
    return tuple(one for _, one in ranked[:number])


def due_list(pack: Pack, plan: Plan, today: date) -> tuple[Due, ...]:
    """Return what has a day, soonest first: deadlines and steps' planned ends.

    Done work is left out, and so are planned ends that are long past: the plan then needs a new start,
    not a reproach. Where the round is over there is nothing to be late for.
    """
    if round_over(pack, today):
        return ()
    pack = planned(pack, plan)
    found = [due for one in pack.deadlines if (due := _deadline(pack, plan, one, today)) is not None]
    for step in pack.steps:
        status = step_status(pack, plan, step)
        if step.alongside or not step.months or not plan.start_month or status is StepStatus.DONE:
            continue
        if any(step.id in one.steps and one.last_day() for one in pack.deadlines):
            continue
        end = last_day(calendar_month(plan.start_month, step.months[1]))
        due = _due(pack.id, step.id, step.title, end, False, today, step.id)
        if due.days >= -LONG_PAST:
            found.append(due)
    return tuple(sorted(found, key=lambda one: (one.date, not one.hard, one.id)))


def _deadline(pack: Pack, plan: Plan, one: Deadline, today: date) -> Due | None:
    day = one.last_day() if is_day(one.last_day()) else ""
    steps = [step for step in pack.steps if step.id in one.steps]
    finished = bool(steps) and all(step_status(pack, plan, step) is StepStatus.DONE for step in steps)
    if not day or finished:
        return None
    due = _due(pack.id, one.id, one.title, day, one.kind == "hard", today, one.steps[0] if one.steps else "")
    return replace(due, stage=warning_stage(pack, due.days)) if due.hard else due


def warning_stage(pack: Pack, days: int) -> int:
    """Return the last of the pack's days of warning that was reached *days* before a hard date, 0 for none."""
    return min((one for one in pack.warn_days if days <= one), default=0)


def _due(pack: str, id_: str, title: LocalText, day: str, hard: bool, today: date, step: str) -> Due:
    days = (date.fromisoformat(day) - today).days
    return Due(pack, id_, title, day, days, hard, days < 0, days_words(days), step)


def days_words(days: int) -> Message:
    """Return how long is left, or how long ago it was, in words."""
    if days == 0:
        return N_("Today")
    if days < 0:
        return NP_("{n} day ago", "{n} days ago", -days)
    return NP_("{n} day left", "{n} days left", days)


def _phase(phase: Phase, steps: tuple[StepView, ...]) -> PhaseView:
    done = sum(one.status is StepStatus.DONE for one in steps)
    if steps and done == len(steps):
        status = StepStatus.DONE
    else:
        status = StepStatus.OPEN if all(one.status is StepStatus.OPEN for one in steps) else StepStatus.BEGUN
    words = N_("{done} of {total} steps done", done=done, total=len(steps))
    return PhaseView(phase, status, steps, done, len(steps), words)


def _step(pack: Pack, plan: Plan, step: Step, status: Mapping[str, StepStatus], today: date, over: bool) -> StepView:
    tasks = tuple(_task(pack, plan, step, one, today, over) for one in pack.tasks_of(step.id))
    done = sum(one.status is TaskStatus.DONE for one in tasks)
    mark = plan.steps.get(step.id, StepMark())
    first, last = ("", "")
    if step.months and plan.start_month:
        first = calendar_month(plan.start_month, step.months[0])
        last = calendar_month(plan.start_month, step.months[1])
    late = bool(last) and last_day(last) < today.isoformat() and not over and status[step.id] is not StepStatus.DONE
    words = N_("Was there already") if mark.have else N_("{done} of {total} tasks done", done=done, total=len(tasks))
    return StepView(
        pack=pack.id,
        step=step,
        status=status[step.id],
        tasks=tasks,
        done=done,
        total=len(tasks),
        words=words,
        have=mark.have,
        note=mark.note,
        files=mark.files,
        first_month=first,
        last_month=last,
        late=late and not step.alongside,
        missing=_missing(pack, plan, step, status),
        done_on=done_on(pack, plan, step),
    )


def _missing(pack: Pack, plan: Plan, step: Step, status: Mapping[str, StepStatus]) -> tuple[Missing, ...]:
    found = []
    for step_id in step.needs:
        needed = pack.step(step_id)
        if needed is None or status[step_id] is StepStatus.DONE:
            continue
        open_tasks = tuple(
            one
            for one in pack.tasks_of(step_id)
            if not one.optional and plan.tasks.get(one.id, TaskMark()).status is not TaskStatus.DONE
        )
        words = NP_(
            "From “{step}”, {n} task is still open.",
            "From “{step}”, {n} tasks are still open.",
            len(open_tasks),
            step=needed.title,
        )
        found.append(Missing(needed, open_tasks, words))
    return tuple(found)


def _task(pack: Pack, plan: Plan, step: Step, task: Task, today: date, over: bool) -> TaskView:
    mark = plan.tasks.get(task.id, TaskMark())
    deadline = next((one for one in pack.deadlines if one.id == task.deadline), None)
    months = task.months or step.months
    due = deadline.last_day() if deadline else ""
    if not due and months and plan.start_month and not step.alongside:
        due = last_day(calendar_month(plan.start_month, months[1]))
    late = bool(due) and due < today.isoformat() and not over and mark.status is not TaskStatus.DONE
    have = plan.steps.get(step.id, StepMark()).have
    return TaskView(pack.id, task, mark.status, mark.note, mark.files, due, late and not have)
