"""The page of the upkeep plan, with keys: begun, filled, ticked; the views tell what is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableWidget, QWidget

from app.services.workspace import Workspace
from app.ui.pages.base import SOON_MS
from app.ui.pages.upkeep import UpkeepPage
from app.ui.theme import Theme
from tests.services.check_desk import clean_workspace
from tests.services.test_upkeep import plan
from tests.ui.desk import make_context
from tests.ui.looks import complaints, overlaps
from tests.ui.page_tools import button, press, words

Shown = Callable[..., QWidget]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    ws = clean_workspace(tmp_path_factory.mktemp("upkeep page"), planned=False)
    yield ws
    ws.document.close()


@pytest.fixture
def ws(made: Workspace) -> Iterator[Workspace]:
    depth = made.document.undo_depth
    yield made
    while made.document.undo_depth > depth:
        made.document.undo()
    made.drain_changes()


def opened(ws: Workspace, theme: Theme, shown: Shown, routes: list[str]) -> UpkeepPage:
    context = make_context(ws, theme)
    context.go = routes.append  # type: ignore[assignment]
    page = UpkeepPage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, 1100, 900)
    page.open(())
    QTest.qWait(2 * SOON_MS)
    return page


def test_it_is_begun_with_one_key_and_says_what_is_missing(ws: Workspace, theme: Theme, shown: Shown) -> None:
    routes: list[str] = []
    page = opened(ws, theme, shown, routes)
    press(page, "begin_plan")
    QTest.qWait(2 * SOON_MS)
    assert "114年度維運計畫" in words(page)
    assert "No aim is written yet." in words(page)
    press(page, "write_plan")
    found = ws.upkeep.find()
    assert found is not None
    assert routes == [f"record:upkeep_plan:{found.id}"]


def test_aims_are_added_to_the_plan(ws: Workspace, theme: Theme, shown: Shown) -> None:
    key = plan(ws)
    ws.drain_changes()
    routes: list[str] = []
    page = opened(ws, theme, shown, routes)
    assert "Every part of the plan is written." not in words(page)  # the budget is empty
    page.open(("aims",))
    assert "每一鄰都能回報" in words(page)
    assert "Activities for it: 2" in words(page)
    press(page, "add_upkeep_aim")
    made = ws.records.get("upkeep_aim", routes[0].rpartition(":")[2])
    assert made is not None
    assert made.get("plan") == key


def test_months_are_a_table_and_activities_are_ticked(ws: Workspace, theme: Theme, shown: Shown) -> None:
    plan(ws)
    ws.drain_changes()
    page = opened(ws, theme, shown, [])
    page.open(("months",))
    table = page.findChild(QTableWidget, "months_table")
    assert table is not None
    assert table.rowCount() == 3
    assert [*complaints(page), *overlaps(page)] == []
    first = ws.upkeep.view().activities[0].row.id
    press(page, f"finish_{first}")
    QTest.qWait(2 * SOON_MS)
    page.open(("results",))
    assert "通聯練習" in words(page)
    page.open(("months",))
    press(page, "take_rains")
    QTest.qWait(2 * SOON_MS)
    assert "汛期前疏散演練" in words(page)
    page.open(())
    assert "Activities done: 1 of 3" in words(page)
    assert button(page, "out_nfa-plan-docx").isEnabled()
