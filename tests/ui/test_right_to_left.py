"""Arabic and Hebrew in the inputs: lines begin on the right, letters join, and all of it is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QTextCursor
from pytestqt.qtbot import QtBot

from app.core.richtext import plain
from app.ui.theme.fonts import interface_font, register_fonts
from app.ui.widgets.inputs import LineEdit, TextEdit
from app.ui.widgets.rich import RichTextEdit
from tests.support import ROOT

ARABIC = "دعوة إلى اجتماع الحيّ في قاعة المكتبة"
LONG = f"{ARABIC}. " * 6


@pytest.fixture
def field(qtbot: QtBot) -> TextEdit:
    made = TextEdit()
    qtbot.addWidget(made)
    made.setFont(interface_font(register_fonts(ROOT / "resources" / "fonts"), 12))
    made.resize(420, 90)
    made.show()
    return made


def test_a_long_text_begins_on_the_right_and_turns_back_for_english(field: TextEdit) -> None:
    field.setFocus()
    field.insertPlainText(ARABIC)
    assert field.cursorRect(QTextCursor(field.document())).x() > field.width() / 2
    assert field.toPlainText() == ARABIC
    field.selectAll()
    field.insertPlainText("In English")
    assert field.cursorRect(QTextCursor(field.document())).x() < field.width() / 4
    field.undo()
    assert field.toPlainText() == ARABIC


def test_all_lines_of_arabic_are_seen_although_its_letters_are_higher(field: TextEdit) -> None:
    field.insertPlainText(LONG)
    last = QTextCursor(field.document())
    last.movePosition(QTextCursor.MoveOperation.End)
    assert field.document().size().height() >= 4
    assert field.cursorRect(last).bottom() <= field.viewport().height()


def test_one_line_and_rich_text_begin_on_the_right_too(qtbot: QtBot) -> None:
    line, rich = LineEdit(), RichTextEdit()
    for one in (line, rich):
        qtbot.addWidget(one)
        one.resize(400, 60)
        one.show()
    line.setText(ARABIC)
    line.setCursorPosition(0)
    line.grab()  # it scrolls while it is painted
    assert line.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).x() > 200
    rich.show_runs(plain(ARABIC), own=True)
    assert rich.cursorRect(QTextCursor(rich.document())).x() > 200
    assert rich.runs() == plain(ARABIC)


def test_letters_join_in_the_font_of_the_screen() -> None:
    metrics = QFontMetricsF(interface_font(register_fonts(ROOT / "resources" / "fonts"), 12))
    assert metrics.horizontalAdvance("بيت") < 0.9 * sum(map(metrics.horizontalAdvance, "بيت"))
