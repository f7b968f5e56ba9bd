from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.core.richtext import Atom, Run
from app.ui.widgets.inputs import LineEdit, TextEdit, flush_inputs
from app.ui.widgets.layouts import FOLLOW_PX, PageScroll
from app.ui.widgets.rich import RichTextEdit
from tests.support import ime_type

Shown = Callable[..., QWidget]


def text_of(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()  # type: ignore[attr-defined]


def pair(kind: type[QWidget]) -> tuple[QWidget, QWidget, QLineEdit]:
    box = QWidget()
    layout = QVBoxLayout(box)
    one, other = kind(), QLineEdit()
    layout.addWidget(one)
    layout.addWidget(other)
    return box, one, other


@pytest.mark.parametrize("kind", [LineEdit, TextEdit, RichTextEdit])
def test_typed_chinese_arrives_and_is_handed_on_when_the_field_is_left(kind: type[QWidget], shown: Shown) -> None:
    box, field, other = pair(kind)
    shown(box)
    told: list[str] = []
    field.edited.connect(lambda _text: told.append(text_of(field)))  # type: ignore[attr-defined]
    ime_type(field, "堃喆𡋾的社區")
    assert text_of(field) == "堃喆𡋾的社區"
    other.setFocus(Qt.FocusReason.TabFocusReason)
    assert told == ["堃喆𡋾的社區"]


@pytest.mark.parametrize("kind", [LineEdit, TextEdit, RichTextEdit])
def test_composition_is_kept_when_the_focus_goes(kind: type[QWidget], shown: Shown) -> None:
    box, field, other = pair(kind)
    shown(box)
    ime_type(field, "安和社區", commit=False)
    assert field.composing()  # type: ignore[attr-defined]
    assert text_of(field) == "安和"
    other.setFocus(Qt.FocusReason.MouseFocusReason)
    assert text_of(field) == "安和社區"
    assert not field.composing()  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", [LineEdit, TextEdit])
def test_a_refresh_never_touches_what_is_being_typed(kind: type[QWidget], shown: Shown) -> None:
    box, field, other = pair(kind)
    shown(box)
    ime_type(field, "自己打的")
    assert not field.show_text("別處來的")  # type: ignore[attr-defined]
    assert text_of(field) == "自己打的"
    ime_type(field, "字")
    other.setFocus()
    assert text_of(field) == "自己打的字"
    assert field.show_text("別處來的")  # type: ignore[attr-defined]
    assert text_of(field) == "別處來的"


@pytest.mark.parametrize("kind", [LineEdit, TextEdit])
def test_a_refresh_that_waited_shows_once_the_field_is_left(kind: type[QWidget], shown: Shown) -> None:
    box, field, other = pair(kind)
    shown(box)
    field.setFocus()
    field.show_text("新的")  # type: ignore[attr-defined]
    assert text_of(field) == ""
    other.setFocus()
    assert text_of(field) == "新的"


@pytest.mark.parametrize("kind", [LineEdit, TextEdit])
def test_flush_hands_on_pre_edit_text_before_a_page_is_left(kind: type[QWidget], shown: Shown) -> None:
    box, field, _other = pair(kind)
    shown(box)
    told: list[str] = []
    field.edited.connect(told.append)  # type: ignore[attr-defined]
    ime_type(field, "備份", commit=False)
    flush_inputs(box)
    assert told == ["備份"]


@pytest.mark.parametrize("kind", [LineEdit, TextEdit])
def test_nothing_is_handed_on_while_composing(kind: type[QWidget], shown: Shown) -> None:
    box, field, _other = pair(kind)
    shown(box)
    told: list[str] = []
    field.edited.connect(told.append)  # type: ignore[attr-defined]
    field.setFocus()
    QCoreApplication.sendEvent(field, QInputMethodEvent("ㄕㄜˋ", []))
    field._on_pause()  # type: ignore[attr-defined]
    assert told == []
    assert text_of(field) == ""


@pytest.mark.parametrize("kind", [LineEdit, TextEdit])
def test_ctrl_z_takes_back_the_visit_and_then_passes_to_the_document(kind: type[QWidget], shown: Shown) -> None:
    box, field, other = pair(kind)
    shown(box)
    passed: list[int] = []
    action = QAction(box)
    action.setShortcut(QKeySequence.StandardKey.Undo)
    action.triggered.connect(lambda: passed.append(1))
    box.window().addAction(action)
    other.setFocus()
    field.show_text("原文")  # type: ignore[attr-defined]
    field.setFocus()
    QTest.keyClicks(field, "abc")
    told: list[str] = []
    field.edited.connect(told.append)  # type: ignore[attr-defined]
    for _ in range(6):
        if text_of(field) == "原文":
            break
        QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert text_of(field) == "原文"
    assert passed == []
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert passed == [1]
    QTest.keyClicks(field, "x")
    other.setFocus()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert passed == [1, 1], "leaving the field ended its own undo"


def test_long_text_is_never_cut(shown: Shown, qapp: QApplication) -> None:
    box, field, _other = pair(LineEdit)
    shown(box)
    ime_type(field, "長" * 300, chunk=7)
    assert text_of(field) == "長" * 300


def test_tab_leaves_a_long_text(shown: Shown) -> None:
    box, field, other = pair(TextEdit)
    shown(box)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert other.hasFocus()


def test_runs_come_back_as_they_went_in(theme: object, shown: Shown) -> None:
    box, field, other = pair(RichTextEdit)
    shown(box)
    other.setFocus()
    assert isinstance(field, RichTextEdit)
    runs = (Run("一般"), Run("粗體", ("b",)), Atom("ref", "f1"), Run("又\n斜", ("e",)))
    assert field.show_runs(runs)
    assert field.runs() == runs


def test_content_that_grew_while_it_was_being_shown_is_laid_out_in_all_its_room(shown: Shown) -> None:
    area, words = PageScroll(), QLabel("說明 " * 200)
    words.setWordWrap(True)
    area.body.addWidget(words)
    shown(area, 300, 200)
    inner = area.widget()
    layout = inner.layout() if inner is not None else None
    assert inner is not None
    assert layout is not None
    layout.setGeometry(QRect(0, 0, inner.width(), 80))  # as Qt leaves it where no resize was told
    assert words.height() < words.heightForWidth(words.width())
    QApplication.postEvent(inner, QEvent(QEvent.Type.LayoutRequest))
    for _ in range(3):
        QApplication.processEvents()
    assert words.height() >= words.heightForWidth(words.width())


def test_a_tall_field_is_scrolled_to_with_its_whole_frame(shown: Shown) -> None:
    area = PageScroll()
    above, field, below = QWidget(), LineEdit(), QWidget()
    above.setFixedHeight(600)
    below.setFixedHeight(600)
    field.setFixedHeight(140)  # the cursor in it is much lower than the frame
    for one in (above, field, below):
        area.body.addWidget(one)
    shown(area, 400, 300)
    area.verticalScrollBar().setValue(0)
    area.follow(field)
    top = field.mapTo(area.viewport(), QPoint(0, 0)).y()
    assert top >= FOLLOW_PX
    assert top + field.height() + FOLLOW_PX <= area.viewport().height() + 1
