from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import InputError
from app.core.messages import N_
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.records import RecordsPage
from app.ui.shell.shortcuts import EVERYWHERE, IN_CHAPTERS, IN_FIELDS, IN_LISTS, SHORTCUTS
from app.ui.shell.window import MainWindow
from app.ui.theme import Theme
from app.ui.widgets.layouts import PageScroll
from tests.support import ime_type
from tests.ui.desk import PACK

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(context: UiContext, qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(context)
    window.resize(1366, 768)
    window.start(names=("王小美",))
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    yield window
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def button(window: QWidget, name: str) -> QPushButton:
    return next(one for one in window.findChildren(QPushButton, name))


def press(window: QWidget, name: str) -> None:
    one = button(window, name)
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Space)
    QApplication.processEvents()


def focused() -> QWidget:
    QApplication.processEvents()
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_every_shortcut_is_listed_once_and_none_is_given_twice() -> None:
    assert all(QKeySequence(key).toString() for one in SHORTCUTS for key in one.keys)
    for groups in ({EVERYWHERE, IN_LISTS, IN_FIELDS}, {IN_FIELDS, IN_CHAPTERS}):  # a chapter keeps its own keys
        keys = [QKeySequence(key).toString() for one in SHORTCUTS if one.group in groups for key in one.keys]
        assert len(keys) == len(set(keys))
    assert len({one.id for one in SHORTCUTS}) == len(SHORTCUTS)


def test_start_shows_home_whose_file_it_is_and_asks_who_works(window: MainWindow) -> None:
    assert window.nav.route == "home"
    assert window.top.community.whole() == "安和社區"
    assert window.who.isVisible()
    proposed = [one.text() for one in window.who.findChildren(QPushButton, "who_proposed")]
    assert proposed == ["王小美"]


def test_who_works_is_answered_in_the_page_and_kept(
    window: MainWindow, workspace: Workspace, context: UiContext
) -> None:
    ime_type(window.who.name, "林大同", commit=False)
    press(window, "who_use")
    assert workspace.document.person == "林大同"
    assert window.who.isHidden()
    assert context.settings.current.person == "林大同"
    assert window.top.who.text() == "林大同"


def test_journey_has_one_tab_stop_and_arrow_keys(window: MainWindow) -> None:
    rows = window.journey.rows()
    assert [row.focusPolicy() == Qt.FocusPolicy.StrongFocus for row in rows].count(True) == 1
    window.journey.focus_here()
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    focus = QApplication.focusWidget()
    assert focus is rows[1]
    names = [row.accessibleName() for row in rows]
    assert any("Open" in name for name in names), "a step says its state in a word"


def test_phases_fold_and_stay_folded(window: MainWindow) -> None:
    before = len(window.journey.rows())
    head = next(row for row in window.journey.rows() if row.key == "group:records")
    head.setFocus()
    QTest.keyClick(head, Qt.Key.Key_Return)
    after = len(window.journey.rows())
    assert after < before
    window.retranslate()
    assert len(window.journey.rows()) == after


def test_no_row_leads_nowhere(window: MainWindow) -> None:
    for row in window.journey.rows():
        if not row.key.startswith(("group:", "pack:", "phase:")):
            assert window.nav.go(row.key), row.key


def test_undo_and_redo_are_named_by_what_they_do(
    window: MainWindow, workspace: Workspace, context: UiContext, qtbot: QtBot
) -> None:
    context.lane.submit(lambda desk: desk.records.create("person", {"name": "王小美"}))
    qtbot.waitUntil(lambda: "person" in window.top.undo.accessibleName().lower())
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert workspace.records.load("person") == ()
    assert window.top.redo.isEnabled()
    press(window, "redo")
    assert len(workspace.records.load("person")) == 1


def test_a_field_with_the_keyboard_shows_what_undo_and_redo_brought(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    person = workspace.records.create("person", {"name": "王小美"})[0].id
    workspace.records.change("person", person, {"name": "林大同"})
    window.nav.go(f"records:person:{person}:name")
    qtbot.waitUntil(lambda: getattr(QApplication.focusWidget(), "text", str)() == "林大同")
    name = focused()
    QTest.keyClick(name, Qt.Key.Key_Z, CONTROL)
    assert name.hasFocus()
    qtbot.waitUntil(lambda: name.text() == "王小美")  # type: ignore[attr-defined]
    press(window, "redo")
    name.setFocus()
    qtbot.waitUntil(lambda: name.text() == "林大同")  # type: ignore[attr-defined]


def test_ctrl_z_while_composing_belongs_to_the_input_method(window: MainWindow, workspace: Workspace) -> None:
    workspace.records.create("person", {"name": "王小美"})
    window.top.search.setFocus()
    QCoreApplication.sendEvent(window.top.search, QInputMethodEvent("ㄕㄜ", []))
    QTest.keyClick(window.top.search, Qt.Key.Key_Z, CONTROL)
    assert len(workspace.records.load("person")) == 1


def test_language_changes_at_once_and_the_keyboard_stays(window: MainWindow, context: UiContext) -> None:
    window.nav.go("records:person")
    window.top.search.setFocus()
    QTest.mouseClick(button(window, "language_zh_TW"), Qt.MouseButton.LeftButton)
    assert context.translator.language == "zh_TW"
    assert context.settings.current.language == "zh_TW"
    dialog = QFileDialog()
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    dialog.deleteLater()
    QTest.mouseClick(button(window, "language_en"), Qt.MouseButton.LeftButton)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_typed_text_survives_a_change_of_language(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    window.nav.go("records:person")
    page = window.nav.page
    assert isinstance(page, RecordsPage)
    page.add()
    qtbot.waitUntil(lambda: not page._soon.isActive())
    assert page.form is not None
    ime_type(page.form.line("name").editor, "王小美", commit=False)
    window.speak("zh_TW")
    window.nav.go("home")
    assert [row.get("name") for row in workspace.records.load("person")] == ["王小美"]


def test_text_size_keys_and_buttons(window: MainWindow, theme: Theme, context: UiContext) -> None:
    press(window, "larger")
    assert theme.text_size == 110
    QTest.keyClick(window, Qt.Key.Key_Minus, CONTROL)
    assert theme.text_size == 100
    QTest.keyClick(window, Qt.Key.Key_0, CONTROL)
    assert context.settings.current.text_size == 100


def test_side_columns_fold_where_room_is_short_and_open_when_asked(window: MainWindow, theme: Theme) -> None:
    assert window.journey.isVisible()
    theme.wear(text_size=200)
    QApplication.processEvents()
    assert not window.journey.isVisible()
    assert not window.help.isVisible()
    press(window, "fold_journey")
    assert window.journey.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.help.isVisible()
    assert not window.journey.isVisible()


def test_help_stays_folded(window: MainWindow, context: UiContext) -> None:
    window.nav.go("settings")
    QApplication.processEvents()
    assert window.help.isVisible()
    press(window, "fold_help")
    assert not window.help.isVisible()
    window.nav.go("home")
    window.nav.go("settings")
    assert not window.help.isVisible()
    assert context.settings.current.help_folded


def test_f1_shows_the_help_of_the_field_and_goes_back(window: MainWindow, qtbot: QtBot, context: UiContext) -> None:
    window.nav.go("records:person")
    page = window.nav.page
    assert isinstance(page, RecordsPage)
    page.add()
    qtbot.waitUntil(lambda: not page._soon.isActive())
    assert page.form is not None
    page.form.focus_field("phone")
    QTest.keyClick(focused(), Qt.Key.Key_F1)
    assert page.form.line("phone").label.text() in window.help.plain_text()
    assert window.help.isAncestorOf(focused())
    QTest.keyClick(focused(), Qt.Key.Key_F1)
    assert page.isAncestorOf(focused())


def test_back_leads_where_one_came_from(window: MainWindow) -> None:
    window.nav.go("records:person")
    window.nav.go("settings")
    press(window, "back")
    assert window.nav.route == "records:person"
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.nav.route == "home"
    assert not window.top.back.isEnabled()


def test_failures_stand_in_three_lines_in_the_page(window: MainWindow, context: UiContext) -> None:
    context.error(InputError(N_("The picture is damaged."), N_("Ask the sender for the original.")))
    assert window.message.lines() == (
        "The picture is damaged.",
        "Your work is safe: nothing was changed.",
        "Ask the sender for the original.",
    )
    assert window.message.isVisible()
    press(window, "close_message")
    assert window.message.isHidden()


def test_a_message_goes_with_its_page_unless_it_is_about_the_file(window: MainWindow, context: UiContext) -> None:
    context.notice(N_("Saved."))
    QApplication.processEvents()
    window.nav.go("settings")
    assert window.message.isHidden()
    context.notice(N_("Saved."))
    window.nav.go("home")
    assert window.message.isVisible(), "it was said on the way here"
    context.lane.failed.emit(InputError(N_("The disk is full."), N_("Make room.")))
    QApplication.processEvents()
    window.nav.go("settings")
    assert window.message.lines()[0] == "The disk is full."
    assert window.message.isVisible()


def test_a_page_that_opens_first_has_the_keyboard_where_one_reads(window: MainWindow, qtbot: QtBot) -> None:
    window._focus_page()
    window.nav.go(f"step:{PACK}:a")
    page = window.nav.page
    assert page is not None
    qtbot.waitUntil(lambda: isinstance(focused(), QPushButton))
    held = focused()
    assert page.isAncestorOf(held), "not what stands at the end of the page, to be pressed unseen"
    assert held.objectName().startswith(("tool_", "doing_"))
    order = [held.objectName()]
    while order[-1] != "already_have" and len(order) < 30:
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        order.append(focused().objectName())
    assert "help_a.1" in order, "Tab goes down the page"
    bare = page.findChild(PageScroll)
    assert bare is not None
    bare.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused().objectName() == order[0], "from nowhere, too"


def test_what_was_deleted_leads_to_the_bin_where_it_is_erased_for_good(window: MainWindow) -> None:
    window.context.notice(N_("The record is in the bin. Undo brings it back."), lead=(N_("Open the bin"), "bin"))
    press(window.message, "lead_on")
    assert window.nav.route == "bin"
    window.context.notice(N_("Saved."))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not window.message.findChildren(QPushButton, "lead_on")


def test_closing_the_window_keeps_half_composed_text(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    window.nav.go("records:person")
    page = window.nav.page
    assert isinstance(page, RecordsPage)
    page.add()
    qtbot.waitUntil(lambda: not page._soon.isActive())
    assert page.form is not None
    ime_type(page.form.line("name").editor, "堃喆", commit=False)
    window.close()
    assert [row.get("name") for row in workspace.records.load("person")] == ["堃喆"]


def test_the_search_line_opens_the_search(window: MainWindow) -> None:
    ime_type(window.top.search, "鏟裝")
    QTest.keyClick(window.top.search, Qt.Key.Key_Return)
    assert window.nav.route == "search:鏟裝"


def test_a_control_that_goes_away_leaves_the_keyboard_on_its_page(window: MainWindow, qtbot: QtBot) -> None:
    window.nav.go("bin")
    page = window.nav.page
    assert page is not None
    for hide in (True, False):
        one = QPushButton(page)
        one.show()
        one.setFocus()
        assert focused() is one
        one.setVisible(not hide)
        one.setEnabled(hide)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is page or page.isAncestorOf(focused()))


def test_a_code_opens_its_form_with_the_keyboard_on_the_first_question(
    window: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    event = workspace.records.create("event", {"title": "演練"})[0]
    window.nav.go("key")
    assert focused().objectName() == "key_code"
    window.context.go(f"key:event:{event.id}")
    qtbot.wait(20)
    assert focused().objectName() == "key_title"
