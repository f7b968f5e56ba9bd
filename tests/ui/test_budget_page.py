from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.itemmodels.budget_lines import BudgetLinesModel
from app.ui.pages.budget import BudgetPage
from tests.support import ime_type
from tests.ui.page_tools import Answers, button, press, words

Shown = Callable[..., QWidget]


@pytest.fixture
def page(context: UiContext, shown: Shown) -> BudgetPage:
    page = BudgetPage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, 1100, 700)
    return page


def settle(page: BudgetPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page._soon.isActive())


def cell(page: BudgetPage, name: str) -> QLineEdit:
    found = page.grid.cell(name)
    assert isinstance(found, QLineEdit)
    return found


def test_an_empty_budget_offers_the_first_line_and_typing_fills_it(
    page: BudgetPage, workspace: Workspace, qtbot: QtBot
) -> None:
    page.open(())
    press(page, "first_action")
    settle(page, qtbot)
    focus = QApplication.focusWidget()
    assert focus is cell(page, "item")
    ime_type(focus, "手提擴音器")
    for key, text in (("qty", "2"), ("unit", "支"), ("unit_price", "１,２５０")):
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is cell(page, key)
        ime_type(focus, text)
    page.leave()
    settle(page, qtbot)
    (row,) = workspace.records.load("budget_line")
    assert (row.get("item"), row.get("qty"), row.get("unit"), row.get("unit_price")) == ("手提擴音器", 200, "支", 1250)
    assert row.get("head") == "office"
    help_text = page.help_text()
    assert help_text is not None
    assert help_text.title == page._facts.record_type.field("unit_price").label  # type: ignore[union-attr]
    assert page.grid.model.rows()[0].texts[-1] == "2,500"
    assert page.grid.model.rows()[1].texts[1:] == ("手提擴音器", "2", "支", "1,250", "2,500")
    assert "2,500" in words(page.totals).split("\n")


def test_enter_goes_down_and_makes_a_line_at_the_end(page: BudgetPage, workspace: Workspace, qtbot: QtBot) -> None:
    first, _ = workspace.records.create("budget_line", {"head": "office", "item": "紙"})
    second, _ = workspace.records.create("budget_line", {"head": "office", "item": "筆"})
    page.open(())
    page.grid.open_line(first.id, "qty")
    QTest.keyClick(cell(page, "qty"), Qt.Key.Key_Return)
    assert page.grid.current() == second.id
    assert QApplication.focusWidget() is cell(page, "qty")
    QTest.keyClick(cell(page, "qty"), Qt.Key.Key_Up)
    assert page.grid.current() == first.id
    QTest.keyClick(cell(page, "qty"), Qt.Key.Key_Down)
    QTest.keyClick(cell(page, "qty"), Qt.Key.Key_Return)
    settle(page, qtbot)
    assert len(workspace.records.load("budget_line")) == 3
    assert page.grid.current() not in (first.id, second.id)
    assert QApplication.focusWidget() is cell(page, "item")


def test_a_composition_is_kept_when_the_row_is_left(page: BudgetPage, workspace: Workspace, qtbot: QtBot) -> None:
    first, _ = workspace.records.create("budget_line", {"head": "office"})
    second, _ = workspace.records.create("budget_line", {"head": "office", "item": "筆"})
    page.open(())
    page.grid.open_line(first.id)
    ime_type(cell(page, "item"), "便當", commit=False)
    page.grid.open_line(second.id)
    settle(page, qtbot)
    assert [row.get("item") for row in workspace.records.load("budget_line")] == ["便當", "筆"]
    page.grid.open_line(first.id)
    ime_type(cell(page, "item"), "飲水", commit=False)
    page.leave()
    assert "飲水" in str(workspace.records.load("budget_line")[0].get("item"))


def test_what_is_no_number_is_kept_and_said(page: BudgetPage, workspace: Workspace, qtbot: QtBot) -> None:
    line, _ = workspace.records.create("budget_line", {"head": "office", "item": "紙"})
    page.open(())
    page.grid.open_line(line.id, "unit_price")
    ime_type(cell(page, "unit_price"), "再問老闆")
    page.grid.flush()
    settle(page, qtbot)
    row = workspace.records.get("budget_line", line.id)
    assert row is not None
    assert (row.get("unit_price"), row.pending.get("unit_price")) == (None, "再問老闆")
    assert page.grid.note.isVisible()
    assert page.grid.model.rows()[1].texts[4] == "再問老闆"


def test_another_head_moves_the_line_and_keeps_the_keyboard(page: BudgetPage, workspace: Workspace) -> None:
    line, _ = workspace.records.create("budget_line", {"item": "紙"})
    page.open(())
    page.grid.open_line(line.id, "head")
    box = page.grid.cell("head")
    assert box is not None
    assert box is QApplication.focusWidget()
    QTest.keyClick(box, Qt.Key.Key_Down)
    page._ask()
    assert [row.get("head") for row in workspace.records.load("budget_line")] == ["office"]
    assert [row.key for row in page.grid.model.rows()] == ["office", line.id]
    assert QApplication.focusWidget() is page.grid.cell("head")


def test_undo_reaches_a_focused_cell(page: BudgetPage, workspace: Workspace, context: UiContext) -> None:
    line, _ = workspace.records.create("budget_line", {"head": "office", "item": "紙"})
    page.open(())
    page.grid.open_line(line.id)
    cell(page, "item").selectAll()
    ime_type(cell(page, "item"), "影印紙")
    page.grid.flush()
    assert workspace.document.undo() is not None
    page._ask()
    assert cell(page, "item").text() == "影印紙"
    context.own_undo = True
    page._ask()
    assert cell(page, "item").text() == "紙"


def test_limits_say_how_much_is_left_and_lead_to_what_does_not_fit(
    page: BudgetPage, workspace: Workspace, qtbot: QtBot
) -> None:
    source, _ = workspace.records.create("funding_source", {"agency": "消防署", "year": 114, "amount": 1000})
    workspace.records.create(
        "budget_line",
        {"head": "office", "item": "紙", "qty": 300, "unit_price": 400, "funding_source": source.id, "ceiling": 350},
    )
    page.open(())
    said = "\n".join(page.limits.sentences())
    assert "NT$1,200" in said
    assert "NT$200 too much" in said
    place = [one.property("place") for one in page.limits.findChildren(QWidget, "go_there")]
    assert any(str(one).endswith(":unit_price") for one in place)
    page.limits.place_asked.emit(next(one for one in place if str(one).endswith(":unit_price")))
    assert QApplication.focusWidget() is cell(page, "unit_price")
    page.limits.place_asked.emit(next(one for one in place if ":funding_source:" in str(one)))
    assert page.tabs.current() == "funding_source"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "field_amount"


def test_sources_and_expenses_have_their_list_and_form(page: BudgetPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.open(())
    press(page, "tab_expense")
    press(page, "first_expense")
    settle(page, qtbot)
    assert len(workspace.records.load("expense")) == 1
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.panels["expense"].isAncestorOf(focus)
    page.panels["expense"].delete()
    settle(page, qtbot)
    assert workspace.records.load("expense") == ()


def test_move_and_delete_by_buttons(page: BudgetPage, workspace: Workspace, qtbot: QtBot) -> None:
    ids = [workspace.records.create("budget_line", {"head": "office", "item": one})[0].id for one in "甲乙丙"]
    page.open(())
    page.grid.open_line(ids[2])
    press(page, "line_up")
    settle(page, qtbot)
    press(page, "line_up")
    settle(page, qtbot)
    assert [row.get("item") for row in workspace.records.load("budget_line")] == ["丙", "甲", "乙"]
    press(page, "line_down")
    settle(page, qtbot)
    assert [row.get("item") for row in workspace.records.load("budget_line")] == ["甲", "丙", "乙"]
    press(page, "delete_line")
    settle(page, qtbot)
    assert [row.get("item") for row in workspace.records.load("budget_line")] == ["甲", "乙"]
    workspace.document.undo()
    assert len(workspace.records.load("budget_line")) == 3


def test_the_workbook_is_saved_and_a_busy_target_gets_another_name(
    page: BudgetPage, workspace: Workspace, tmp_path: Path
) -> None:
    workspace.records.create("budget_line", {"head": "office", "item": "=1+1", "qty": 100, "unit_price": 5})
    page.open(())
    target = tmp_path / "預算.xlsx"
    answers = Answers(save=target)
    page.output.dialogs = answers
    press(page, "export_workbook")
    assert answers.proposed[0].endswith(".xlsx")
    assert "預算.xlsx" in page.output.said.text()
    book = openpyxl.load_workbook(io.BytesIO(target.read_bytes()), data_only=True)
    assert any(one.value == "=1+1" for sheet in book for row in sheet.iter_rows() for one in row)
    target.unlink()
    target.mkdir()
    press(page, "export_workbook")
    assert button(page, "save_other").text() == "Save as 預算-2.xlsx"
    press(page, "save_other")
    assert (tmp_path / "預算-2.xlsx").read_bytes().startswith(b"PK")
    assert "預算-2.xlsx" in page.output.said.text()


def test_the_model_keeps_qt_s_rules(page: BudgetPage, workspace: Workspace, qtmodeltester: object) -> None:
    workspace.records.create("budget_line", {"head": "office", "item": "紙"})
    page.open(())
    assert isinstance(page.grid.model, BudgetLinesModel)
    qtmodeltester.check(page.grid.model)  # type: ignore[attr-defined]


def test_large_text_leaves_the_room_to_the_sheet_and_folds_the_limits(
    page: BudgetPage, workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.records.create("budget_line", {"head": "office", "item": "紙", "qty": 100, "unit_price": 5})
    page.context.theme.wear(text_size=200)
    page.retranslate()
    page.open(())
    settle(page, qtbot)
    assert page.grid.view.height() >= page._scroll.height()
    assert page._scroll.isAncestorOf(page.totals)
    assert not page.limits.isVisible()
    fold = button(page, "fold_limits")
    assert fold.isVisible()
    assert fold.text()
    QTest.mouseClick(fold, Qt.MouseButton.LeftButton)
    assert page.limits.isVisible()
    QTest.keyClick(fold, Qt.Key.Key_Space)
    assert not page.limits.isVisible()
    page.context.theme.wear(text_size=100)
    page.retranslate()
    assert page.limits.isVisible()
    assert not fold.isVisible()
    assert not page._scroll.isAncestorOf(page.totals)
