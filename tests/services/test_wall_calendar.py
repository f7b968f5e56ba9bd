"""The calendar counts back from the dates: in order, never into the past, never beyond the day; on paper in two sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from app.core.clock import FixedClock
from app.core.errors import UsageError
from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.spec import Audience
from app.i18n import Translator
from app.programmes import workflow
from app.programmes.journey import Plan, TaskMark, TaskStatus
from app.programmes.loader import load_pack
from app.programmes.ways import narrowed
from app.services.opening import make_workspace
from app.services.output_kinds import Request, Tools, prepare
from app.services.wall_calendar.read import wall
from app.services.wall_calendar.weeks import OWN, Wall, WeekTask, wall_of
from app.services.workspace import Workspace
from tests.practice import program_at
from tests.support import ROOT

PACKS = ROOT / "resources" / "programmes"
T1 = date(2025, 4, 15)


def made(today: date, plan: Plan | None = None, pack: str = "nfa-114", **days: date) -> Wall:
    view = workflow.journey(narrowed(load_pack(PACKS / pack)), plan or Plan("2025-01"), today)
    return wall_of(view, today, {"editor": ("陳美玉", "林大同")}, days)


def tasks(found: Wall) -> list[WeekTask]:
    return [one for week in found.weeks for one in week.tasks]


def test_tasks_that_need_each_other_stand_in_their_order_before_the_date() -> None:
    found = {one.task.task.id: one.day for one in tasks(made(date(2025, 1, 6)))}
    chain = ["eligibility.badge", "eligibility.county", "dossier.choose", "dossier.photos", "checks.rules",
             "checks.reader", "handover.export", "handover.deliver"]  # fmt: skip
    assert [found[one] for one in chain] == sorted(found[one] for one in chain)
    assert found["handover.deliver"] == T1
    assert found["dossier.choose"] < date(2025, 3, 1)
    assert found["award.settle"] <= date(2025, 10, 30)
    assert [found[f"upkeep.{one}"] for one in ("aims", "months", "budget", "settle")] == sorted(
        found[f"upkeep.{one}"] for one in ("aims", "months", "budget", "settle")
    )
    assert found["upkeep.settle"] <= date(2025, 5, 31)  # its own months come first


def test_the_countys_own_day_comes_first() -> None:
    found = made(date(2025, 1, 6), T1=date(2025, 3, 28))
    assert {one.day for one in tasks(found) if one.task.task.id == "handover.deliver"} == {date(2025, 3, 28)}
    kinds = [(day.kind, day.day) for week in found.weeks for day in week.days]
    assert (OWN, date(2025, 3, 28)) in kinds
    assert ("hard", T1) in kinds


@pytest.mark.parametrize("pack", ["nfa-114", "community", "mvp-2"])
@pytest.mark.parametrize("today", [date(2025, 1, 1), date(2025, 4, 14), date(2025, 4, 16), date(2025, 12, 24)])
def test_every_open_task_stands_once_and_none_in_the_past(today: date, pack: str) -> None:
    view = workflow.journey(narrowed(load_pack(PACKS / pack)), Plan("2025-01"), today)
    found = made(today, pack=pack)
    assert found.over is (pack == "nfa-114" and today.month == 12)
    assert sorted(one.task.task.id for one in tasks(found)) == sorted(
        task.task.id for step in view.steps() for task in step.tasks if step.last_month and not found.over
    )
    assert all(one.day >= today for one in tasks(found))
    assert all(week.monday.weekday() == 0 for week in found.weeks)
    assert all(week.monday <= one.day < week.monday + timedelta(days=7) for week in found.weeks for one in week.tasks)
    assert [week.monday for week in found.weeks] == sorted({week.monday for week in found.weeks})


def test_what_is_done_leaves_and_what_is_late_says_so() -> None:
    done = Plan("2025-01", {"eligibility.badge": TaskMark(TaskStatus.DONE)})
    found = made(date(2025, 5, 5), done)
    assert "eligibility.badge" not in {one.task.task.id for one in tasks(found)}
    assert found.done == 1
    late = {one.task.task.id for one in tasks(found) if one.late}
    assert "handover.deliver" in late
    assert "award.settle" not in late


@pytest.fixture
def ws(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    made = make_workspace(
        tmp_path / "wall.banyan", program_at(tmp_path, clock), Translator("zh_TW"),
        community="安和社區", place="TW", programme="nfa-114", person="美玉",
    )  # fmt: skip
    yield made
    made.document.close()


def test_the_calendar_is_printed_in_two_sizes_and_masks_names_outside_the_team(ws: Workspace) -> None:
    fonts = FontSet.load(ROOT / "resources" / "fonts")
    person, _ = ws.records.create("person", {"name": "陳美玉"})
    ws.records.create("person_role", {"person": person.id, "role": "secretary"})
    found = wall(ws)
    assert found is not None
    sheets: list[int] = []
    for paper, audience, name, size in (("A3", Audience.TEAM, "陳美玉", (842, 1191)),
                                        ("A4", Audience.PUBLIC, "陳○○", (595, 842))):  # fmt: skip
        work = prepare(ws, "wall-calendar", Request("zh_TW", audience, options={"paper": paper}))
        data = work(Tools(fonts, ws.pictures), NoProgress()).single
        assert data is not None
        document = pdfium.PdfDocument(BytesIO(data))
        assert tuple(round(side) for side in document[0].get_size()) == size
        sheets.append(len(document))
        text = re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))
        assert f"總幹事（{name}）" in text
        for one in tasks(found):
            assert re.sub(r"\s", "", one.task.task.title.best("zh_TW")) in text
    assert sheets[0] <= sheets[1]  # larger letters, and no more sheets for that
    with pytest.raises(UsageError):
        prepare(ws, "wall-calendar", Request("zh_TW", options={"paper": "A9"}))
    ws.programmes.choose("nfa-114", {"internal_date": "2025-04-20"})  # later than the hard date: it does not count
    again = wall(ws)
    assert again is not None
    assert OWN not in {day.kind for week in again.weeks for day in week.days}
    assert replace(again, weeks=()) == replace(found, weeks=())
