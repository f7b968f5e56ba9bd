"""The page of a project that is carried out, with keys: what is late, who manages it, ticking, taking, looking back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.work import WorkPage
from app.ui.theme import Theme
from tests.services.work_desk import Town, open_town
from tests.ui.desk import make_context
from tests.ui.looks import complaints, overlaps
from tests.ui.page_tools import press, words

Shown = Callable[..., QWidget]
Gone = list[str]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, dict[str, str]]]:
    made = open_town(tmp_path_factory.mktemp("work page"))
    yield made, Town(made).whole()
    made.document.close()


@pytest.fixture
def town(filled: tuple[Workspace, dict[str, str]]) -> Iterator[Workspace]:
    depth = filled[0].document.undo_depth
    yield filled[0]
    while filled[0].document.undo_depth > depth:
        filled[0].document.undo()
    filled[0].drain_changes()


@pytest.fixture
def keys(filled: tuple[Workspace, dict[str, str]]) -> dict[str, str]:
    return filled[1]


@pytest.fixture
def routes() -> Gone:
    return []


@pytest.fixture
def page(town: Workspace, theme: Theme, shown: Shown, routes: Gone) -> WorkPage:
    return made_page(town, theme, shown, routes)


def made_page(town: Workspace, theme: Theme, shown: Shown, routes: Gone) -> WorkPage:
    context: UiContext = make_context(town, theme)
    context.go = routes.append  # type: ignore[assignment]
    made = WorkPage(context)
    context.lane.changes.connect(made.on_changes)
    shown(made, 1100, 900)
    made.open(())
    QApplication.processEvents()
    return made


def says(page: WorkPage, said: str) -> bool:
    return said in words(page)


def test_a_glance_tells_what_is_late_and_leads_there(page: WorkPage, qtbot: QtBot, routes: Gone) -> None:
    qtbot.waitUntil(lambda: says(page, "1 task is late: Find twenty door-knockers."))
    assert "Door-knocking team" in words(page)
    assert "The plan takes 10 months." in words(page)
    table = page.findChild(QTableWidget, "task_table")
    assert table is not None
    assert table.rowCount() == 5
    assert "late by 15 days" in page.glance.picture.accessibleDescription()
    see = page.findChild(QPushButton, "see_0")
    assert see is not None
    assert see.accessibleName() == "See to it: 1 task is late: Find twenty door-knockers."
    press(page, "see_0")
    assert routes[-1].startswith("record:plan_task:")
    assert not complaints(page)
    assert not overlaps(page)


def test_tasks_are_begun_and_finished_with_keys(
    page: WorkPage, town: Workspace, keys: dict[str, str], qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: says(page, "Still to see to"))
    press(page, "tab_tasks")
    press(page, f"begin_{keys['Ring every elder once']}")
    qtbot.waitUntil(
        lambda: town.records.load("plan_task", where={"id": keys["Ring every elder once"]})[0].get("status") == "doing"
    )
    qtbot.waitUntil(lambda: page.findChild(QPushButton, f"begin_{keys['Ring every elder once']}") is None)
    press(page, f"finish_{keys['Find twenty door-knockers']}")
    press(page, "tab_glance")
    qtbot.waitUntil(lambda: not says(page, "1 task is late"))


def test_trap_3_somebody_else_is_named_when_the_planning_vendor_stops(
    page: WorkPage, town: Workspace, keys: dict[str, str], qtbot: QtBot
) -> None:
    town.records.change("project", keys["project"], {"manager": keys["Paul Planner"]})
    page.open(())
    qtbot.waitUntil(lambda: says(page, "The manager is the planning vendor"))
    press(page, f"manager_{keys['Rosa Banyan']}")
    qtbot.waitUntil(lambda: not says(page, "The manager is the planning vendor"))
    assert "Project manager: Rosa Banyan" in words(page)


def test_a_measure_is_taken_and_a_thing_learned_is_written(
    page: WorkPage, town: Workspace, qtbot: QtBot, routes: Gone
) -> None:
    qtbot.waitUntil(lambda: says(page, "Still to see to"))
    press(page, "tab_measures")
    press(page, "take_burdens")
    taken = "Burdens that somebody reported and nobody had foreseen"
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "take_burdens") is None)
    assert taken in words(page)
    press(page, "tab_back")
    press(page, "add_reflection_stop")
    qtbot.waitUntil(lambda: bool(routes))
    row = town.records.get("reflection", routes[-1].split(":")[2])
    assert row is not None
    assert row.get("kind") == "stop"


def test_a_page_out_of_sight_never_takes_the_keyboard(page: WorkPage, town: Workspace, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: says(page, "Still to see to"))
    press(page, "tab_tasks")
    button = page.findChild(QPushButton, "add_plan_task")
    assert button is not None
    button.setFocus()
    other = QLineEdit(page.window())
    other.show()
    page.hide()
    other.setFocus()
    many = len(page.findChildren(QPushButton))
    page.context.lane.submit(lambda ws: ws.records.create("plan_task", {"title": "Written elsewhere"}))
    qtbot.waitUntil(lambda: len(page.findChildren(QPushButton)) > many)
    QApplication.processEvents()
    assert page.window().focusWidget() is other


def test_every_view_fits_a_narrow_window(page: WorkPage, qtbot: QtBot) -> None:
    page.resize(640, 900)
    qtbot.waitUntil(lambda: says(page, "Still to see to"))
    for key, said in (
        ("tasks", "Key box on the hall wall"),
        ("money", "Training and scheduling"),
        ("measures", "Elders visited"),
        ("months", "A radio drill instead of one training"),
        ("back", "Knocking in pairs"),
    ):
        press(page, f"tab_{key}")
        qtbot.waitUntil(partial(says, page, said))
        assert not complaints(page), key
        assert not overlaps(page), key


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Workspace]:
    made = open_town(tmp_path)
    yield made
    made.document.close()


def test_an_empty_file_begins_with_a_first_task(
    bare: Workspace, theme: Theme, shown: Shown, routes: Gone, qtbot: QtBot
) -> None:
    page = made_page(bare, theme, shown, routes)
    qtbot.waitUntil(lambda: says(page, "Choose a seed project, or write the first task."))
    press(page, "first_action")
    qtbot.waitUntil(lambda: bool(routes))
    assert routes[-1].startswith("record:plan_task:")
    qtbot.waitUntil(lambda: not page._soon.isActive())
