from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.i18n import Translator
from app.ui.pages.bin import BinPage
from app.ui.theme import Theme
from tests.support import ime_type
from tests.ui.page_tools import press, words
from tests.ui.safety_desk import SafetyDesk, safety_desk

Shown = Callable[..., QWidget]


@pytest.fixture
def desk(tmp_path: Path, theme: Theme) -> Iterator[SafetyDesk]:
    with safety_desk(tmp_path, theme) as made:
        yield made


@pytest.fixture
def page(desk: SafetyDesk, shown: Shown) -> BinPage:
    page = BinPage(desk.context)
    desk.context.lane.changes.connect(page.on_changes)
    shown(page, 900, 700)
    return page


def thrown_away(desk: SafetyDesk, name: str = "林小美") -> str:
    row, _ = desk.records.create("person", {"name": name})
    desk.records.delete("person", row.id)
    return row.id


def open_bin(page: BinPage, qtbot: QtBot) -> None:
    """Open the page and wait until what changed before has been read anew."""
    page.open(())
    qtbot.waitUntil(lambda: not page._soon.isActive())
    QApplication.processEvents()


def word_field(page: BinPage) -> QLineEdit:
    found = page.findChildren(QLineEdit, "erase_word")
    assert len(found) == 1
    return found[0]


def test_an_empty_bin_says_what_it_is_for(page: BinPage, qtbot: QtBot) -> None:
    open_bin(page, qtbot)
    assert "The bin is empty" in words(page)


def test_bring_back(page: BinPage, desk: SafetyDesk, qtbot: QtBot) -> None:
    key = thrown_away(desk)
    open_bin(page, qtbot)
    said = words(page)
    assert "林小美" in said
    assert "王小美" in said  # who deleted it
    press(page, f"back_{key}")
    qtbot.waitUntil(lambda: not page._soon.isActive())
    assert [row.title for row in desk.records.load("person")] == ["林小美"]
    assert page.said.text() == "“林小美” is back where it was."
    assert "The bin is empty" in words(page)
    assert desk.workspace.undo_state().undo is not None


def test_erasing_needs_the_word(page: BinPage, desk: SafetyDesk, qtbot: QtBot) -> None:
    key = thrown_away(desk)
    thrown_away(desk, "留著")
    open_bin(page, qtbot)
    press(page, f"erase_{key}")
    assert "cannot be undone" in words(page)
    field = word_field(page)
    assert field.hasFocus()
    QTest.keyClicks(field, "yes")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert len(desk.workspace.history.bin()) == 2
    assert "was not typed" in words(page)
    field.clear()
    QTest.keyClicks(field, "erase")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [line.title for line in desk.workspace.history.bin()] == ["留著"]
    assert desk.workspace.backups.memory.now.erased_at


def test_the_chinese_word_through_an_input_method(page: BinPage, desk: SafetyDesk, qtbot: QtBot) -> None:
    key = thrown_away(desk)
    desk.context.translator = Translator("zh_TW", "roc")
    open_bin(page, qtbot)
    press(page, f"erase_{key}")
    assert "永久刪除" in words(page)
    ime_type(word_field(page), "永久刪除", commit=False)
    press(page, "erase_sure")
    assert desk.workspace.history.bin() == ()


def test_keeping_it_is_the_easy_way_out(page: BinPage, desk: SafetyDesk, qtbot: QtBot) -> None:
    key = thrown_away(desk)
    open_bin(page, qtbot)
    press(page, f"erase_{key}")
    press(page, "erase_keep")
    assert not [one for one in page.findChildren(QLineEdit, "erase_word") if one.isVisible()]
    assert len(desk.workspace.history.bin()) == 1


def test_readers_cannot_touch_it(page: BinPage, desk: SafetyDesk, qtbot: QtBot) -> None:
    from app.ui.context import DocumentFacts

    key = thrown_away(desk)
    desk.context.document = DocumentFacts(read_only=True)
    open_bin(page, qtbot)
    assert "林小美" in words(page)
    assert not page.findChildren(QPushButton, f"erase_{key}")
