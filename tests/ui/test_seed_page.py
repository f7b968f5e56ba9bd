"""The page of the seed project with keys: a card becomes an idea, ideas are compared, weighed, chosen, watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.core.messages import N_
from app.i18n import Translator
from app.services.opening import make_workspace
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.seed import SeedPage
from app.ui.theme import Theme
from app.ui.widgets.choice import ComboBox
from tests.practice import program_at
from tests.ui.desk import make_context
from tests.ui.looks import complaints, overlaps
from tests.ui.page_tools import press, words

Shown = Callable[..., QWidget]


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Workspace]:
    """A town in Massachusetts with a priority and a liaison."""
    clock = FixedClock(datetime(2026, 6, 10, 9, 0, tzinfo=UTC))
    program = program_at(tmp_path, clock)
    made = make_workspace(
        tmp_path / "a.banyan",
        program,
        Translator("en"),
        community="Maple Falls",
        place="US",
        programme="mvp-2",
        person="",
    )
    made.records.create("priority", {"title": "Nobody alone in an outage"})
    person = made.records.create("person", {"name": "Ana Silva"})[0].id
    made.records.create("person_role", {"person": person, "role": "LIA"})
    yield made
    made.document.close()


@pytest.fixture
def page(town: Workspace, theme: Theme, shown: Shown) -> SeedPage:
    context: UiContext = make_context(town, theme)
    made = SeedPage(context)
    context.lane.changes.connect(made.on_changes)
    shown(made, 1100, 800)
    made.open(())
    QApplication.processEvents()
    return made


def see(page: SeedPage, key: str, qtbot: QtBot) -> None:
    """Look at one view with what was written so far."""
    qtbot.waitUntil(lambda: not page._soon.isActive())
    press(page, f"tab_{key}")


def _says(page: SeedPage, said: str) -> bool:
    return said in words(page)


def idea(town: Workspace, title: str, months: int, cost: int) -> str:
    priority = town.records.load("priority")[0].id
    values = {"title": title, "what": "In short.", "standing": "candidate", "months": months, "cost": cost}
    return town.records.create("idea", {**values, "currency": "USD", "priorities": (priority,)})[0].id


def test_from_the_shelf_to_a_candidate_with_keys_alone(page: SeedPage, town: Workspace, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "One to three are then compared." in words(page))
    press(page, "to_shelf")
    press(page, "tab_climate-ready")
    press(page, "take_knock-team")
    qtbot.waitUntil(lambda: "Taken: it is among your ideas." in words(page))
    row = town.records.load("idea")[0]
    assert (row.title, row.get("standing")) == ("Door-knocking team", "noted")
    see(page, "ideas", qtbot)
    qtbot.waitUntil(lambda: "Noted for later" in words(page))
    box = page.findChild(ComboBox, f"standing_{row.id}")
    assert box is not None
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: town.records.load("idea")[0].get("standing") == "candidate")
    qtbot.waitUntil(lambda: "Not passed: G1. See “Gates”." in words(page))
    for key, said in (("cities", "Malacca"), ("pointers", "GEAR: case studies")):
        see(page, "shelf", qtbot)
        press(page, f"tab_{key}")
        qtbot.waitUntil(partial(_says, page, said))


def test_gates_follow_the_numbers_of_the_round(page: SeedPage, town: Workspace, qtbot: QtBot) -> None:
    idea(town, "Cool room", 12, 80_000_00)
    page.open(("gates",))
    qtbot.waitUntil(lambda: "It takes 12 months. The round allows 10." in words(page))
    field = page.findChild(QLineEdit, "number_communities")
    assert field is not None
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "2")
    page.leave()
    qtbot.waitUntil(lambda: "within $100,000.00 ($50,000.00 for each of 2 communities)" in words(page))
    field.selectAll()
    QTest.keyClicks(field, "none")
    page.leave()
    qtbot.waitUntil(lambda: "This does not count yet" in words(page))
    assert town.seed.rules().communities == 2


def test_scores_weights_and_the_sentence(page: SeedPage, town: Workspace, qtbot: QtBot) -> None:
    for title, months in (("Cool room", 9), ("Shade", 10)):
        idea(town, title, months, 40_000_00)
    see(page, "scores", qtbot)
    page.open(("scores",))
    press(page, "start_scoring")
    qtbot.waitUntil(lambda: "No sheet is complete yet" in words(page))
    view = town.seed.view().scoring
    assert view is not None
    with town.document.unit_of_work(N_("Change a setting")) as work:
        for at, (candidate, _title) in enumerate(view.candidates):
            for number, line in enumerate(view.lines):
                level = 50 if (number == 0) == (at == 0) and number < 2 else 20
                values = {"scoring": view.id, "candidate": candidate, "scorer": view.people[0].key}
                town.records.insert(work.session, "score", {**values, "criterion": line.key, "value": level})
    page.open(("scores",))
    qtbot.waitUntil(lambda: "“Shade” would win if C1 weighed less than 15. It weighs 20." in words(page))
    weight = page.findChild(QLineEdit, "weight_0")
    assert weight is not None
    weight.setFocus()
    weight.selectAll()
    QTest.keyClicks(weight, "15")
    page.leave()
    qtbot.waitUntil(lambda: "“Cool room”, “Shade” are level: a tie." in words(page))
    assert page.findChild(QLineEdit, "weight_0") is weight
    table = page.findChild(QTableWidget, "totals_table")
    assert table is not None
    cells = [table.item(row, 0) for row in range(2)]
    assert [one.text() for one in cells if one is not None] == ["Cool room", "Shade"]
    QTest.keyClick(weight, Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "weight_1"


def test_choosing_leads_to_the_decision_and_early_money_is_said(page: SeedPage, town: Workspace, qtbot: QtBot) -> None:
    key = idea(town, "Cool room", 9, 40_000_00)
    page.open(("decision",))
    press(page, f"choose_{key}")
    qtbot.waitUntil(lambda: "G6 Exactly one chosen: Passed" in words(page))
    qtbot.waitUntil(lambda: "Nothing was spent too early." in words(page))
    project = town.records.load("project")[0].id
    line = town.records.create("budget_line", {"item": "Cots", "project": project})[0].id
    town.records.create("expense", {"item": "Cots", "date": "2026-06-01", "amount": 100, "budget_line": line})
    page.open(("decision",))
    qtbot.waitUntil(lambda: "Nothing is blocked. Write down why it was spent." in words(page))
    qtbot.waitUntil(lambda: "Cots: June 1, 2026" in words(page))


@pytest.mark.parametrize("size", [100, 200])
def test_every_view_looks_right_full_and_empty(page: SeedPage, town: Workspace, size: int, qtbot: QtBot) -> None:
    page.context.theme.wear(text_size=size)
    page.retranslate()
    for full in (False, True):
        if full:
            first = idea(town, "停電敲門隊與納涼站一起做的很長很長的構想名稱", 12, 50_000_01)
            idea(town, "Shade", 8, 10_000_00)
            town.records.create("idea_feedback", {"idea": first, "first": 3, "asked": 9, "condition": "Open late"})
            town.seed.start_scoring("en")
            town.seed.choose(first)
        for key in ("ideas", "shelf", "gates", "scores", "residents", "decision"):
            page.open((key,))
            QApplication.processEvents()
            assert not complaints(page), key
            assert not overlaps(page), key
