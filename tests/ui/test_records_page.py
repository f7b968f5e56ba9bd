from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.records import RecordsPage
from app.ui.widgets.parsed import ParsedEdit
from tests.support import ime_type

Shown = Callable[..., QWidget]


@pytest.fixture
def page(context: UiContext, shown: Shown) -> RecordsPage:
    page = RecordsPage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, 1200, 700)
    return page


def press(page: QWidget, name: str) -> None:
    (button,) = page.findChildren(QPushButton, name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def settle(page: RecordsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page._soon.isActive())


def test_empty_page_says_what_belongs_there_and_offers_the_first_action(page: RecordsPage, qtbot: QtBot) -> None:
    page.open(("person",))
    assert page.table.isHidden()
    QApplication.processEvents()
    words = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert any(len(word) > 20 for word in words)
    press(page, "first_action")
    settle(page, qtbot)
    assert page.model.rowCount() == 1
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert focus.objectName() == "field_name"


def test_typed_chinese_is_stored_and_shown_in_the_table(page: RecordsPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.open(("person",))
    page.add()
    settle(page, qtbot)
    assert page.form is not None
    ime_type(page.form.line("name").editor, "王小美")
    page.leave()
    settle(page, qtbot)
    assert [row.get("name") for row in workspace.records.load("person")] == ["王小美"]
    assert page.model.index(0, 0).data() == "王小美"


def test_half_composed_text_is_not_lost_when_the_page_is_left(page: RecordsPage, workspace: Workspace) -> None:
    page.open(("person",))
    page.add()
    assert page.form is not None
    ime_type(page.form.line("name").editor, "林大同", commit=False)
    page.leave()
    assert [row.get("name") for row in workspace.records.load("person")] == ["林大同"]


def test_what_cannot_be_read_is_kept_as_typed(page: RecordsPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.open(("event",))
    page.add()
    settle(page, qtbot)
    assert page.form is not None
    date = next(one for one in page.form.shown_fields() if isinstance(page.form.line(one).editor, ParsedEdit))
    ime_type(page.form.line(date).editor, "看天氣")
    page.leave()
    settle(page, qtbot)
    (row,) = workspace.records.load("event")
    assert row.pending == {date: "看天氣"}


def test_a_date_that_is_written_again_as_it_was_is_no_step(
    page: RecordsPage, workspace: Workspace, qtbot: QtBot
) -> None:
    row, _ = workspace.records.create("event", {"date": "2025-04-15"})
    depth = workspace.document.undo_depth
    page.open(("event", row.id))
    settle(page, qtbot)
    assert page.form is not None
    date = page.form.line("date").editor
    assert isinstance(date, ParsedEdit)
    for text in ("看天氣", "2025-04-15"):
        date.line.clear()
        ime_type(date, text)
        date.flush()
        settle(page, qtbot)
    assert workspace.records.get("event", row.id) == row
    assert workspace.document.undo_depth == depth


def test_undo_is_seen_in_the_form_and_one_visit_is_one_step(
    page: RecordsPage, workspace: Workspace, qtbot: QtBot, context: UiContext
) -> None:
    page.open(("person",))
    page.add()
    settle(page, qtbot)
    assert page.form is not None
    name = page.form.line("name").editor
    for part in ("王", "小", "美"):
        ime_type(name, part)
        page.leave()
    settle(page, qtbot)
    context.own_undo = True
    context.lane.submit(lambda desk: desk.document.undo())
    settle(page, qtbot)
    (row,) = workspace.records.load("person")
    assert not row.get("name")
    assert name.main_input().text() == ""  # type: ignore[attr-defined]


def test_delete_moves_to_the_bin_and_says_so(
    page: RecordsPage, workspace: Workspace, qtbot: QtBot, context: UiContext
) -> None:
    told: list[str] = []
    context.noticed.connect(lambda message, _tone: told.append(context.text(message)))
    page.open(("person",))
    page.add()
    settle(page, qtbot)
    press(page, "delete")
    settle(page, qtbot)
    assert workspace.records.load("person") == ()
    assert len(workspace.document.deleted()) == 1
    assert "bin" in told[-1]


def test_rows_are_added_changed_and_deleted_in_the_form(page: RecordsPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.open(("person",))
    page.add()
    settle(page, qtbot)
    assert page.form is not None
    page.form.focus_field("roles")
    press(page, "add_person_role")
    settle(page, qtbot)
    field = page.findChild(QLineEdit, "field_person_role_other_title")
    assert field is not None
    ime_type(field, "召集人")
    page.leave()
    settle(page, qtbot)
    (row,) = workspace.records.load("person")
    roles = row.get("roles")
    assert isinstance(roles, tuple)
    assert [role.get("other_title") for role in roles] == ["召集人"]


def test_filter_words_are_removed_one_by_one(page: RecordsPage, workspace: Workspace, qtbot: QtBot) -> None:
    for name in ("王小美", "林大同", "王台生"):
        workspace.records.create("person", {"name": name})
    page.open(("person",))
    assert page.model.rowCount() == 3
    ime_type(page.filter.line, "王")
    assert page.model.rowCount() == 2
    QTest.keyClick(page.filter.line, Qt.Key.Key_Return)
    ime_type(page.filter.line, "臺")
    assert page.model.rowCount() == 1
    QTest.keyClick(page.filter.line, Qt.Key.Key_Return)
    chip = page.filter.findChildren(QPushButton, "remove_chip")[0]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert page.filter.words() == ("臺",)
    assert page.model.rowCount() == 1


def test_columns_can_be_chosen(page: RecordsPage, workspace: Workspace, qtbot: QtBot) -> None:
    workspace.records.create("person", {"name": "王小美"})
    page.open(("person",))
    before = [column.field.name for column in page.model.columns]
    press(page, "columns")
    assert page.list.columns_card.isVisible()
    box = next(b for b in page.list.columns_card.findChildren(QWidget) if b.property("field") == before[1])
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert [column.field.name for column in page.model.columns] == [one for one in before if one != before[1]]


def test_a_route_opens_the_record_at_its_field(page: RecordsPage, workspace: Workspace, qtbot: QtBot) -> None:
    row, _changes = workspace.records.create("person", {"name": "王小美"})
    page.open(("person", row.id, "phone"))
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "field_phone"
    assert page.table.chosen() == (row.id,)


def test_where_room_is_short_the_form_takes_the_place_of_the_list(
    page: RecordsPage, workspace: Workspace, qtbot: QtBot
) -> None:
    row, _changes = workspace.records.create("person", {"name": "王小美"})
    page.window().resize(700, 600)
    page.open(("person",))
    assert page.table.isVisible()
    page.table.setFocus()
    page.table.choose(row.id)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert not page.table.isVisible()
    press(page, "to_list")
    assert page.table.isVisible()


def test_the_community_is_a_form_without_a_list(page: RecordsPage, workspace: Workspace) -> None:
    page.open(("community",))
    assert page.table.isHidden() or not page.table.isVisible()
    assert page.form is not None
    assert page.form.isVisible()
    assert workspace.records.single("community") is not None
