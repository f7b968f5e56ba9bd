"""The way through a round: chosen first, changed at any time, nothing lost; days of one's own; warnings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.core.clock import FixedClock
from app.i18n import Translator
from app.programmes import workflow
from app.programmes.journey import Plan, TaskMark, TaskStatus
from app.programmes.loader import load_pack
from app.programmes.rounds import day_key
from app.programmes.ways import narrowed
from app.services.opening import make_workspace
from app.services.workspace import Workspace
from app.ui.pages import PAGES
from tests.practice import program_at

PACK = "nfa-114"
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "programmes" / PACK
WRITTEN = {"dossier", "checks", "visit"}


@pytest.fixture
def made(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    ws = make_workspace(
        tmp_path / "way.banyan", program_at(tmp_path, clock), Translator("zh_TW"),
        community="安和社區", place="TW", programme=PACK, person="美玉",
    )  # fmt: skip
    yield ws
    ws.document.close()


def steps(ws: Workspace) -> list[str]:
    view = ws.programmes.journey(PACK)
    assert view is not None
    return [one.step.id for one in view.steps()]


def test_a_way_hides_what_it_does_not_need_and_loses_nothing(made: Workspace) -> None:
    assert set(steps(made)) >= WRITTEN  # nobody has chosen yet: the usual way is shown
    made.programmes.set_task(PACK, "dossier.write", "doing", note="第一章")
    made.programmes.choose(PACK, {"way": "general"})
    assert steps(made) == ["eligibility", "form", "upkeep", "handover", "award"]
    view = made.programmes.journey(PACK)
    assert view is not None
    assert [one.step.number for one in view.steps()] == ["1", "2", "3", "4", "5"]
    assert not WRITTEN & {one.task.step for one in made.programmes.next_tasks(20)}
    assert not {"T2", "T4"} & {one.id for one in made.programmes.due()}
    handover = view.step("handover")
    assert handover is not None
    assert [one.step.id for one in handover.missing] == ["form"]
    made.programmes.choose(PACK, {"way": "demonstration"})
    assert steps(made) == ["eligibility", "demo", "handover", "award"]
    made.programmes.choose(PACK, {"way": "excellent"})
    again = made.programmes.step(PACK, "dossier")
    assert again is not None
    assert [(one.status, one.note) for one in again.tasks if one.task.id == "dossier.write"] == [("doing", "第一章")]
    made.document.undo()
    assert steps(made) == ["eligibility", "demo", "handover", "award"]


def test_planned_days_move_and_the_texts_follow_while_hard_days_stay(made: Workspace) -> None:
    days = {day_key("T4", "start"): "2025-09-04", day_key("T4", "end"): "2025-09-05", day_key("T1"): "2025-06-01"}
    made.programmes.choose(PACK, {**days, day_key("T7"): "2025-09-30"})
    found = {one.id: one.date for one in made.programmes.due()}
    assert (found["T4"], found["T1"], found["T7"]) == ("2025-09-05", "2025-04-15", "2025-09-30")
    made.programmes.choose(PACK, dict.fromkeys(days))
    assert {one.id: one.date for one in made.programmes.due()}["T4"] == "2025-06-30"


@pytest.mark.parametrize(
    ("day", "stage"),
    [((3, 15), 0), ((3, 16), 30), ((4, 1), 14), ((4, 8), 7), ((4, 13), 7), ((4, 14), 1), ((4, 15), 1)],
)
def test_a_hard_date_warns_at_thirty_fourteen_seven_and_one_days(day: tuple[int, int], stage: int) -> None:
    found = {one.id: one.stage for one in workflow.due_list(load_pack(FOLDER), Plan("2025-01"), date(2025, *day))}
    assert (found["T1"], found["T2"], found["T8"]) == (stage, 0, 0)


def test_what_is_warned_of_stands_first(made: Workspace) -> None:
    for place in range(4):
        made.records.create("agreement", {"title": f"契約{place}", "end": "2025-04-02"})
    assert [(one.stage, one.date) for one in made.due.soon(1)] == [(1, "2025-04-15")]


@pytest.mark.parametrize("way", ["general", "excellent", "demonstration"])
def test_every_way_can_be_walked_to_its_end(way: str) -> None:
    pack = narrowed(replace(load_pack(FOLDER), way=way))
    before = workflow.journey(pack, Plan("2025-01"), date(2025, 1, 6))
    assert all(step.missing == () or {one.step.id for one in step.missing} <= {x.step.id for x in before.steps()}
               for step in before.steps())  # fmt: skip
    assert before.steps()[-1].step.id == "award"
    plan = Plan("2025-01")
    while tasks := workflow.next_tasks(workflow.journey(pack, plan, date(2025, 1, 6)), 3):
        done = {one.task.id: TaskMark(TaskStatus.DONE) for one in tasks}
        plan = Plan("2025-01", {**plan.tasks, **done})
    after = workflow.journey(pack, plan, date(2025, 1, 6))
    assert after.done == after.total == len(before.steps())
    assert not {one.id for one in workflow.due_list(pack, plan, date(2025, 1, 6))} & {"T1", "T7", "T8"}
    assert all(task.task.guidance.how and task.task.tool.partition(":")[0] in {"", *PAGES, "community"}
               for step in after.steps() for task in step.tasks)  # fmt: skip
