"""Moving a plan: what is open moves, what is done stays; traps 1 and 2 of ``mvp2.md`` 14 by their number."""

from __future__ import annotations

from datetime import date

import pytest

from app.programmes.journey import Plan, StepMark, StepStatus, TaskMark, TaskStatus
from app.programmes.loader import load_pack
from app.programmes.planning import done_on, moves, planned, timetable
from app.programmes.schema import Pack
from app.programmes.workflow import due_list, journey, next_tasks
from tests.support import ROOT

START = "2025-07"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(ROOT / "resources" / "programmes" / "mvp-2")


def done(pack: Pack, *steps: str, day: str = "2025-07-20") -> dict[str, TaskMark]:
    """Return the marks of steps whose every task is done."""
    return {one.id: TaskMark(TaskStatus.DONE, done_on=day) for one in pack.tasks if one.step in steps}


def moved(pack: Pack, plan: Plan, by: int) -> Plan:
    steps = dict(plan.steps)
    for step_id, (first, last) in moves(pack, plan, by).items():
        steps[step_id] = StepMark(first_moved=first, last_moved=last)
    return Plan(plan.start_month, plan.tasks, steps, plan.baselines)


def test_trap_1_four_months_later_moves_what_is_open_and_keeps_what_is_done(pack: Pack) -> None:
    plan = Plan(START, done(pack, "s01", "s02") | {"s03.t1": TaskMark(TaskStatus.DOING)})
    later = moved(pack, plan, 4)
    months = {one.id: one.months for one in planned(pack, later).steps}
    assert (months["s01"], months["s02"]) == ((1, 2), (3, 3))
    assert months["s03"] == (4, 9), "what was begun keeps its beginning and ends later"
    assert (months["s04"], months["s09"], months["s10"]) == ((10, 10), (18, 27), (28, 28))
    assert planned(pack, later).months == 28
    phases = {one.id: one.months for one in planned(pack, later).phases}
    assert phases == {"P1": (1, 9), "P2": (10, 15), "P3": (16, 28)}
    view = journey(pack, later, date(2026, 1, 10))
    assert view.clock.words.params == {"month": 7, "months": 28}
    step = view.step("s04")
    assert step is not None
    assert (step.first_month, step.last_month) == ("2026-04", "2026-04")
    assert {one.step: (one.first_month, one.last_month) for one in timetable(pack, plan)}["s04"] == (
        "2025-12",
        "2025-12",
    )


def test_moving_there_and_back_gives_the_plan_of_the_pack(pack: Pack) -> None:
    plan = Plan(START)
    back = moved(pack, moved(pack, plan, 4), -4)
    assert [one.months for one in planned(pack, back).steps] == [one.months for one in pack.steps]
    assert planned(pack, back).months == 24
    early = planned(pack, moved(pack, plan, -6))
    assert all(one.months and one.months[0] >= 1 for one in early.steps)
    assert moves(pack, plan, 0) == {}


def test_a_path_that_runs_alongside_grows_with_the_plan() -> None:
    own = load_pack(ROOT / "resources" / "programmes" / "community")
    longer = planned(own, moved(own, Plan(START), 3))
    by_id = {one.id: one.months for one in longer.steps}
    assert (longer.months, by_id["E1"], by_id["G3"]) == (27, (1, 27), (27, 27))


def test_trap_2_step_1_is_a_range_and_a_step_may_start_or_finish_early(pack: Pack) -> None:
    first = pack.step("s01")
    assert first is not None
    assert first.months == (1, 2)
    plan = Plan(START, done(pack, "s01") | {"s02.t1": TaskMark(TaskStatus.DOING)})
    view = journey(pack, plan, date(2025, 7, 25))
    assert done_on(pack, plan, first) == "2025-07-20"
    assert not any(one.late for one in view.steps())
    assert not any(task.late for one in view.steps() for task in one.tasks)
    second = view.step("s02")
    assert second is not None
    assert second.status is StepStatus.BEGUN
    assert not second.missing
    assert next_tasks(view, 1)[0].task.step == "s02", "month 3 is not waited for"
    assert all(not one.overdue for one in due_list(pack, plan, date(2025, 7, 25)))


def test_a_task_that_is_done_keeps_its_months_when_its_step_moves(pack: Pack) -> None:
    plan = Plan(START, {"s05.t1": TaskMark(TaskStatus.DONE, done_on="2025-12-01")})
    months = {one.id: one.months for one in planned(pack, moved(pack, plan, 2)).steps}
    assert months["s05"] == (7, 11)
