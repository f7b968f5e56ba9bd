"""The journey by two clocks: soft order, what is due, rounds that are over, plans that begin anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.programmes.loader import load_pack
from app.programmes.schema import Pack
from app.programmes.workflow import (
    Plan,
    StepMark,
    StepStatus,
    TaskMark,
    TaskStatus,
    calendar_month,
    due_list,
    journey,
    last_day,
    month_number,
    next_tasks,
    roles_at,
    round_over,
)
from tests.programmes.small_pack import write_pack

TODAY = date(2025, 2, 10)


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return load_pack(write_pack(tmp_path))


def marks(**states: TaskStatus) -> dict[str, TaskMark]:
    return {name.replace("_", "."): TaskMark(state) for name, state in states.items()}


def test_months_and_dates_follow_from_the_start() -> None:
    assert month_number("2024-11", date(2025, 2, 1)) == 4
    assert month_number("2025-03", date(2025, 2, 1)) == 0
    assert calendar_month("2024-11", 4) == "2025-02"
    assert last_day("2024-02") == "2024-02-29"
    assert last_day("2025-12") == "2025-12-31"


def test_a_step_is_done_without_its_optional_tasks(pack: Pack) -> None:
    view = journey(pack, Plan("2025-01", marks(a_1=TaskStatus.DONE)), TODAY)
    first, second = view.steps()
    assert (first.status, second.status) == (StepStatus.DONE, StepStatus.OPEN)
    assert (first.first_month, first.last_month) == ("2025-01", "2025-02")
    assert view.phases[0].status is StepStatus.BEGUN
    assert second.missing == ()
    assert view.clock.words.params == {"month": 2, "months": 12}


def test_soft_order_says_what_is_missing_and_bars_nothing(pack: Pack) -> None:
    second = journey(pack, Plan("2025-01", marks(b_1=TaskStatus.DOING)), TODAY).steps()[1]
    assert second.status is StepStatus.BEGUN
    (missing,) = second.missing
    assert [one.id for one in missing.tasks] == ["a.1"]
    assert missing.words.count == 1


def test_what_was_there_already_is_done_without_red_marks(pack: Pack) -> None:
    plan = Plan("2024-01", steps={"a": StepMark(True, "since 2019")})
    first = journey(pack, plan, TODAY).steps()[0]
    assert (first.status, first.late, first.note) == (StepStatus.DONE, False, "since 2019")
    assert not any(one.late for one in first.tasks)


def test_lateness_is_said(pack: Pack) -> None:
    first = journey(pack, Plan("2024-10"), TODAY).steps()[0]
    assert first.late
    assert all(one.late for one in first.tasks)


def test_next_tasks_begin_with_what_is_being_done(pack: Pack) -> None:
    view = journey(pack, Plan("2025-01", marks(b_1=TaskStatus.DOING)), TODAY)
    assert [one.task.id for one in next_tasks(view, 3)] == ["b.1", "a.1", "a.2"]
    later = journey(pack, Plan("2025-01", marks(a_1=TaskStatus.LATER)), TODAY)
    assert [one.task.id for one in next_tasks(later, 3)] == ["a.2", "b.1", "a.1"]


def test_what_is_due_comes_soonest_first_and_done_work_is_left_out(pack: Pack) -> None:
    due = due_list(pack, Plan("2025-01"), TODAY)
    assert [(one.id, one.date, one.hard) for one in due] == [
        ("a", "2025-02-28", False),
        ("T1", "2025-04-15", True),
        ("T2", "2025-05-20", False),
        ("T8", "2025-10-30", True),
    ]
    assert (due[0].days, due[0].overdue) == (18, False)
    done = due_list(pack, Plan("2025-01", marks(b_1=TaskStatus.DONE)), TODAY)
    assert "T1" not in {one.id for one in done}


def test_a_round_is_over_when_its_last_hard_day_is_past(pack: Pack) -> None:
    assert not round_over(pack, date(2025, 10, 30))
    assert round_over(pack, date(2025, 10, 31))
    late = date(2026, 11, 21)
    view = journey(pack, Plan("2025-01"), late)
    assert view.over
    assert view.clock.words.id == "This round is over."
    assert not any(one.late for step in view.steps() for one in step.tasks)
    assert not any(step.late for step in view.steps())
    assert due_list(pack, Plan("2025-01"), late) == ()
    assert next_tasks(view, 3) == ()


def test_roles_appear_and_leave(pack: Pack) -> None:
    assert [one.id for one in roles_at(pack, "a")] == ["lead", "vendor"]
    assert [one.id for one in roles_at(pack, "b")] == ["lead", "liaison"]


def test_a_month_beyond_the_plan_is_said_not_hidden(pack: Pack) -> None:
    assert journey(pack, Plan("2023-01"), TODAY).clock.words.params == {"month": 26, "months": 12}
