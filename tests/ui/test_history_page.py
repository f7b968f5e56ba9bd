from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.context import DocumentFacts
from app.ui.pages.history import HistoryPage
from app.ui.theme import Theme
from tests.ui.page_tools import press, words
from tests.ui.safety_desk import SafetyDesk, safety_desk

Shown = Callable[..., QWidget]


@pytest.fixture
def desk(tmp_path: Path, theme: Theme) -> Iterator[SafetyDesk]:
    with safety_desk(tmp_path, theme) as made:
        yield made


@pytest.fixture
def page(desk: SafetyDesk, shown: Shown) -> HistoryPage:
    page = HistoryPage(desk.context)
    desk.context.lane.changes.connect(page.on_changes)
    shown(page, 900, 900)
    return page


def settle(page: HistoryPage, qtbot: QtBot) -> None:
    """Wait until what changed has been read anew and is laid out."""
    qtbot.waitUntil(lambda: not page._soon.isActive())
    QApplication.processEvents()


def test_empty_says_so(page: HistoryPage, qtbot: QtBot) -> None:
    page.open(())
    settle(page, qtbot)
    assert "Nothing has been done yet" in words(page)


def test_a_step_opens_and_is_put_back(page: HistoryPage, desk: SafetyDesk, qtbot: QtBot) -> None:
    row, _ = desk.records.create("person", {"name": "林小美"})
    desk.records.change("person", row.id, {"phone": "0912-345-678"})
    desk.records.create("person", {"name": "王大同"})
    page.open(())
    settle(page, qtbot)
    said = words(page)
    for part in ("Add person", "林小美", "王小美 on 筆電", "09:00"):
        assert part in said
    changed = desk.workspace.history.steps()[1]
    head = page._rows[changed.id].head
    head.setFocus()
    QTest.keyClick(head, Qt.Key.Key_Space)
    assert "0912-345-678" in words(page)
    press(page, f"put_back_{changed.id}")
    assert page.said.text() == "Put back. Undo takes this back."
    settle(page, qtbot)
    person = desk.records.get("person", row.id)
    assert person is not None
    assert person.get("phone") is None
    assert len(desk.records.load("person")) == 2  # the later step stays
    assert page._rows[changed.id].head.isChecked()  # what was open stays open


def test_what_could_not_be_put_back_is_named(page: HistoryPage, desk: SafetyDesk, qtbot: QtBot) -> None:
    row, _ = desk.records.create("person", {"name": "甲"})
    desk.records.change("person", row.id, {"name": "乙"})
    step = desk.workspace.history.steps(limit=1)[0]
    desk.records.change("person", row.id, {"name": "丙"})
    page.open(())
    settle(page, qtbot)
    page._rows[step.id].head.click()
    press(page, f"put_back_{step.id}")
    assert "Nothing could be put back" in page.said.text()
    assert page.said.shape == "notice"


def test_older_steps_on_demand(page: HistoryPage, desk: SafetyDesk, qtbot: QtBot) -> None:
    for number in range(35):
        desk.records.create("person", {"name": str(number)})
    page.open(())
    settle(page, qtbot)
    assert len(page._rows) == 30
    press(page, "older_steps")
    assert len(page._rows) == 35
    assert not page.findChildren(QPushButton, "older_steps") or not page.findChild(QPushButton, "older_steps")


def test_what_changed_since_a_day_typed_by_keys(page: HistoryPage, desk: SafetyDesk, qtbot: QtBot) -> None:
    old, _ = desk.records.create("person", {"name": "舊人"})
    desk.hand.wait(days=5)
    desk.records.change("person", old.id, {"name": "新名"})
    page.open(())
    settle(page, qtbot)
    press(page, "tab_since")
    line = page.findChild(QLineEdit, "history_day")
    assert line is not None
    line.setFocus()
    line.clear()
    QTest.keyClicks(line, "2025-04-18")
    page.leave()
    said = words(page)
    for part in ("1 record is different", "新名", "舊人", "Then", "Now"):
        assert part in said
    asked: list[str] = []
    desk.context.asked.connect(asked.append)
    press(page, f"then_{old.id}")
    assert asked == [f"history:person:{old.id}"]
    line.clear()
    QTest.keyClicks(line, "2025-04-25")
    page.leave()
    assert "Nothing has changed since that day" in words(page)


def test_one_record_as_it_was(page: HistoryPage, desk: SafetyDesk, qtbot: QtBot) -> None:
    row, _ = desk.records.create("person", {"name": "甲", "phone": "1"})
    other, _ = desk.records.create("person", {"name": "旁人"})
    desk.hand.wait(days=1)
    desk.records.change("person", row.id, {"name": "乙"})
    desk.records.change("person", other.id, {"name": "旁人二"})
    page.open(("person", row.id))
    settle(page, qtbot)
    page._set_day(date(2025, 4, 15))
    page._ask()
    said = words(page)
    assert "甲" in said
    assert "1 more field is the same" in said
    press(page, "put_record")
    settle(page, qtbot)
    assert {one.title for one in desk.records.load("person")} == {"甲", "旁人二"}
    assert "same as it is now" in words(page)
    page._set_day(date(2025, 4, 14))
    page._ask()
    assert "did not exist" in words(page)


def test_a_document_that_is_only_read_offers_nothing(page: HistoryPage, desk: SafetyDesk, qtbot: QtBot) -> None:
    desk.records.create("person", {"name": "甲"})
    desk.context.document = DocumentFacts(read_only=True)
    page.open(())
    settle(page, qtbot)
    row = next(iter(page._rows.values()))
    row.head.click()
    assert not page.findChildren(QPushButton, f"put_back_{row.line.id}")
