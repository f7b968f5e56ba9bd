"""The budget's page with keys only: the sheet, its ranges, the rules beside it, versions, papers."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services.programmes.service import ProgrammeService
from app.services.workspace import Workspace
from app.ui.budget.entry import CellEntry
from app.ui.budget.limits import shape_of, shown_rules
from app.ui.context import UiContext
from app.ui.itemmodels.budget_lines import MARK, BudgetLinesModel
from app.ui.pages.budget import BudgetPage
from app.ui.widgets.shapes import PROBLEM
from tests.packs import packs
from tests.support import ime_type
from tests.ui.page_tools import Answers, button, press, words

Shown = Callable[..., QWidget]
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def page(context: UiContext, shown: Shown) -> BudgetPage:
    page = BudgetPage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, 1300, 760)
    return page


def settle(page: BudgetPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.reading.soon.isActive() and not page.reading.later.isActive())


def key(page: BudgetPage, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the keyboard is."""
    for one in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, one, held)


def write(page: BudgetPage, text: str) -> None:
    """Type into the cell that has the keyboard, as an input method does."""
    focus = QApplication.focusWidget()
    assert isinstance(focus, CellEntry)
    ime_type(focus, text)


def lines(workspace: Workspace, *fields: str) -> list[object]:
    """Return fields of the lines in use, in their order."""
    rows = [row for row in workspace.records.load("budget_line")]
    return [row.get(fields[0]) if len(fields) == 1 else tuple(row.get(one) for one in fields) for row in rows]


def focused() -> QWidget:
    """Return the input that has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def shown_texts(page: BudgetPage, row: int) -> tuple[str, ...]:
    model = page.grid.model
    return tuple(str(model.data(model.index(row, at))) for at in range(model.columnCount()))


def make(workspace: Workspace, *items: str) -> list[str]:
    return [workspace.records.create("budget_line", {"head": "office", "item": one})[0].id for one in items]


def test_an_empty_budget_offers_the_first_line_and_typing_fills_it(
    page: BudgetPage, workspace: Workspace, qtbot: QtBot
) -> None:
    page.open(())
    press(page, "first_action")
    write(page, "手提擴音器")
    for text in ("2", "支", "１,２５０"):
        key(page, Qt.Key.Key_Tab)
        write(page, text)
    page.leave()
    settle(page, qtbot)
    assert lines(workspace, "head", "item", "qty", "unit", "unit_price") == [(None, "手提擴音器", 200, "支", 1250)]
    help_text = page.help_text()
    assert help_text is not None
    assert help_text.title == page.reading.facts.line_type.field("unit_price").label  # type: ignore[union-attr]
    assert shown_texts(page, 0)[1:] == ("手提擴音器", "2", "支", "1,250", "2,500")
    assert "2,500" in words(page.totals).split("\n")
    assert page.grid.model.place(1) is not None
    assert page.grid.model.place(1).empty  # type: ignore[union-attr]


def test_five_lines_by_keys_alone_and_all_of_it_undone(page: BudgetPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.open(())
    press(page, "first_action")
    for at, item in enumerate(("對講機", "頭燈", "便當", "手套", "急救箱")):
        for text in (item, "2", "個", str(100 + at)):
            write(page, text)
            key(page, Qt.Key.Key_Return if text == str(100 + at) else Qt.Key.Key_Tab)
    settle(page, qtbot)
    assert lines(workspace, "item", "qty", "unit_price") == [
        ("對講機", 200, 100), ("頭燈", 200, 101), ("便當", 200, 102), ("手套", 200, 103), ("急救箱", 200, 104),
    ]  # fmt: skip
    assert page.grid.view.currentIndex().row() == 5
    assert page.grid.view.currentIndex().column() == 1
    steps = 0
    while workspace.records.load("budget_line"):
        assert workspace.document.undo() is not None
        steps += 1
    assert steps == 20
    page.reading.read()
    assert page.grid.model.rowCount() == 1


def test_a_first_key_replaces_and_escape_takes_back(page: BudgetPage, workspace: Workspace, qtbot: QtBot) -> None:
    first, second = make(workspace, "紙", "筆")
    page.open(())
    page.grid.open_line(first)
    write(page, "膠帶")
    key(page, Qt.Key.Key_Escape)
    key(page, Qt.Key.Key_Down)
    settle(page, qtbot)
    assert lines(workspace, "item") == ["紙", "筆"]
    assert page.grid.current() == second
    key(page, Qt.Key.Key_F2)
    QTest.keyClicks(focused(), "B")
    key(page, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert lines(workspace, "item") == ["紙", "筆B"]


def test_what_was_saved_while_typing_goes_with_escape_too(page: BudgetPage, workspace: Workspace, qtbot: QtBot) -> None:
    (first,) = make(workspace, "紙")
    page.open(())
    page.grid.open_line(first)
    write(page, "膠帶")
    page.grid.entry._on_pause()
    assert lines(workspace, "item") == ["膠帶"]
    key(page, Qt.Key.Key_Escape)
    assert lines(workspace, "item") == ["紙"]


def test_arrows_home_end_and_ranges(page: BudgetPage, workspace: Workspace) -> None:
    make(workspace, "甲", "乙", "丙")
    page.open(())
    page.grid.open_line(page.grid.model.lines()[0])
    view = page.grid.view
    key(page, Qt.Key.Key_End)
    assert view.currentIndex().column() == 5
    key(page, Qt.Key.Key_Home)
    assert view.currentIndex().column() == 0
    key(page, Qt.Key.Key_Down, held=CTRL)
    assert view.currentIndex().row() == 3
    key(page, Qt.Key.Key_Home, held=CTRL)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (0, 0)
    key(page, Qt.Key.Key_Right)
    key(page, Qt.Key.Key_Down, Qt.Key.Key_Down, held=SHIFT)
    key(page, Qt.Key.Key_Right, held=SHIFT)
    assert view.range() == (0, 1, 2, 2)
    key(page, Qt.Key.Key_Up, held=SHIFT)
    assert view.range() == (0, 1, 1, 2)
    key(page, Qt.Key.Key_C, held=CTRL)
    assert QGuiApplication.clipboard().text() == "甲\t\n乙\t\n"


def test_a_block_with_odd_amounts_is_pasted_as_one_step(page: BudgetPage, workspace: Workspace, qtbot: QtBot) -> None:
    make(workspace, "甲", "乙")
    page.open(())
    page.grid.open_line(page.grid.model.lines()[0])
    block = '"帳篷\n大"\t2\t頂\t１２３４\n桌\t3\t張\t12萬\n椅\t4\t張\t(500)\n燈\t5\t盞\tUS$1,234.50\n'
    QGuiApplication.clipboard().setText(block)
    key(page, Qt.Key.Key_V, held=CTRL)
    settle(page, qtbot)
    assert lines(workspace, "item", "qty", "unit_price") == [
        ("帳篷 大", 200, 1234), ("桌", 300, 120000), ("椅", 400, None), ("燈", 500, None),
    ]  # fmt: skip
    rows = workspace.records.load("budget_line")
    assert [dict(row.pending) for row in rows[2:]] == [{"unit_price": "(500)"}, {"unit_price": "US$1,234.50"}]
    assert [row.get("head") for row in rows] == ["office"] * 4
    assert page.grid.view.range() == (0, 1, 3, 4)
    assert page.grid.view.currentIndex().row() == 0
    last = page.grid.view.visualRect(page.grid.model.index(3, 1))
    assert page.grid.view.viewport().rect().contains(last.center())
    assert shown_texts(page, 2)[4] == MARK + "(500)"
    assert "2 cells are kept as typed" in page.grid.note.text()
    assert workspace.document.undo() is not None
    assert lines(workspace, "item", "qty") == [("甲", None), ("乙", None)]


def test_too_many_columns_are_said_before_anything_is_written(
    page: BudgetPage, workspace: Workspace, qtbot: QtBot
) -> None:
    make(workspace, "甲")
    page.open(())
    page.grid.open_line(page.grid.model.lines()[0], "unit_price")
    QGuiApplication.clipboard().setText("100\t100\t外\t多\n")
    key(page, Qt.Key.Key_V, held=CTRL)
    assert "2 columns do not fit" in page.grid.note.text()
    assert lines(workspace, "unit_price") == [None]
    press(page, "paste_not")
    assert lines(workspace, "unit_price") == [None]
    key(page, Qt.Key.Key_V, held=CTRL)
    press(page, "paste_anyway")
    settle(page, qtbot)
    assert lines(workspace, "unit_price") == [100]


def test_one_copied_cell_fills_the_range_and_headings_are_left_out(
    page: BudgetPage, workspace: Workspace, qtbot: QtBot
) -> None:
    make(workspace, "甲", "乙")
    page.open(())
    page.grid.open_line(page.grid.model.lines()[0], "unit")
    key(page, Qt.Key.Key_Down, held=SHIFT)
    QGuiApplication.clipboard().setText("箱")
    key(page, Qt.Key.Key_V, held=CTRL)
    assert lines(workspace, "unit") == ["箱", "箱"]
    page.grid.open_line(page.grid.model.lines()[0], "item")
    QGuiApplication.clipboard().setText("Budget item\tQuantity\n飯\t3\n")
    key(page, Qt.Key.Key_V, held=CTRL)
    settle(page, qtbot)
    assert lines(workspace, "item", "qty") == [("飯", 300), ("乙", None)]


def test_fill_down_clear_cut_and_repeat(page: BudgetPage, workspace: Workspace, qtbot: QtBot) -> None:
    make(workspace, "甲", "乙", "丙")
    page.open(())
    first = page.grid.model.lines()[0]
    page.grid.open_line(first, "qty")
    write(page, "7")
    key(page, Qt.Key.Key_Up)
    key(page, Qt.Key.Key_Down, Qt.Key.Key_Down, held=SHIFT)
    key(page, Qt.Key.Key_D, held=CTRL)
    assert lines(workspace, "qty") == [700, 700, 700]
    page.grid.open_line(first, "qty")
    key(page, Qt.Key.Key_Delete)
    assert lines(workspace, "qty") == [None, 700, 700]
    key(page, Qt.Key.Key_Down, Qt.Key.Key_F4)
    assert lines(workspace, "qty") == [None, None, 700]
    key(page, Qt.Key.Key_Down)
    key(page, Qt.Key.Key_X, held=CTRL)
    settle(page, qtbot)
    assert lines(workspace, "qty") == [None, None, None]
    assert QGuiApplication.clipboard().text() == "7\n"
    for expected in ([None, None, 700], [None, 700, 700], [700, 700, 700]):
        workspace.document.undo()
        assert lines(workspace, "qty") == expected


def test_typing_again_with_f4(page: BudgetPage, workspace: Workspace) -> None:
    make(workspace, "甲", "乙")
    page.open(())
    page.grid.open_line(page.grid.model.lines()[0], "unit")
    write(page, "組")
    key(page, Qt.Key.Key_Return)
    key(page, Qt.Key.Key_F4)
    assert lines(workspace, "unit") == ["組", "組"]


def test_lines_are_put_in_moved_and_taken_out(page: BudgetPage, workspace: Workspace, qtbot: QtBot) -> None:
    ids = make(workspace, "甲", "乙", "丙")
    page.open(())
    page.grid.open_line(ids[1])
    key(page, Qt.Key.Key_Insert)
    settle(page, qtbot)
    assert lines(workspace, "item") == ["甲", None, "乙", "丙"]
    write(page, "新")
    key(page, Qt.Key.Key_Up, held=ALT)
    settle(page, qtbot)
    assert lines(workspace, "item") == ["新", "甲", "乙", "丙"]
    key(page, Qt.Key.Key_Down, held=SHIFT)
    key(page, Qt.Key.Key_Down, held=ALT)
    settle(page, qtbot)
    assert lines(workspace, "item") == ["乙", "新", "甲", "丙"]
    page.grid.open_line(ids[2])
    press(page, "more_tools")
    press(page, "line_up")
    settle(page, qtbot)
    press(page, "line_down")
    settle(page, qtbot)
    page.delete()
    settle(page, qtbot)
    assert lines(workspace, "item") == ["乙", "新", "甲"]
    workspace.document.undo()
    assert len(workspace.records.load("budget_line")) == 4


def test_a_composition_is_kept_when_the_cell_is_left(page: BudgetPage, workspace: Workspace, qtbot: QtBot) -> None:
    first, second = make(workspace, "", "筆")
    page.open(())
    page.grid.open_line(first)
    ime_type(page.grid.entry, "便當", commit=False)
    page.grid.open_line(second)
    settle(page, qtbot)
    assert lines(workspace, "item") == ["便當", "筆"]
    page.grid.open_line(first)
    ime_type(page.grid.entry, "飲水", commit=False)
    page.leave()
    assert lines(workspace, "item") == ["飲水", "筆"]


def test_keys_of_the_input_method_stay_with_it(page: BudgetPage, workspace: Workspace) -> None:
    first, _ = make(workspace, "紙", "筆")
    page.open(())
    page.grid.open_line(first)
    ime_type(page.grid.entry, "便", commit=False)
    key(page, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert page.grid.current() == first
    assert page.grid.entry.composing()


def test_what_is_no_number_is_kept_and_said(page: BudgetPage, workspace: Workspace, qtbot: QtBot) -> None:
    (line,) = make(workspace, "紙")
    page.open(())
    page.grid.open_line(line, "unit_price")
    write(page, "再問老闆")
    page.grid.flush()
    settle(page, qtbot)
    row = workspace.records.get("budget_line", line)
    assert row is not None
    assert (row.get("unit_price"), row.pending.get("unit_price")) == (None, "再問老闆")
    assert page.grid.note.isVisible()
    assert shown_texts(page, 0)[4] == MARK + "再問老闆"


def test_choices_are_found_by_typing_or_picked_with_arrows(
    page: BudgetPage, workspace: Workspace, qtbot: QtBot
) -> None:
    (line,) = make(workspace, "紙")
    heads = [
        (workspace.records.create("funding_source", {"agency": one})[0].id, one) for one in ("內政部", "消防署", "社區")
    ]
    page.open(())
    page.desk.choose_columns(("item", "funding_source", "qty"))
    page.grid.open_line(line, "funding_source")
    wanted, said = heads[-1]
    write(page, said)
    assert page.grid.choices.isVisible()
    key(page, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert lines(workspace, "funding_source") == [wanted]
    page.grid.open_line(line, "funding_source")
    key(page, Qt.Key.Key_F2)
    assert page.grid.choices.count() == len(heads)
    assert page.grid.choices.marked() == wanted
    key(page, Qt.Key.Key_Up)
    key(page, Qt.Key.Key_Return)
    assert lines(workspace, "funding_source") != [wanted]
    page.grid.open_line(line, "funding_source")
    QTest.keyClicks(focused(), "zzz")
    key(page, Qt.Key.Key_Tab)
    row = workspace.records.get("budget_line", line)
    assert row is not None
    assert row.pending["funding_source"] == "zzz"


def test_columns_are_chosen_and_kept(page: BudgetPage, workspace: Workspace, context: UiContext) -> None:
    make(workspace, "紙")
    page.open(())
    press(page, "more_tools")
    press(page, "columns")
    QApplication.processEvents()
    box = page.findChild(QWidget, "column_supplier")
    assert box is not None
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center() - box.rect().center() / 1.1)
    assert "supplier" in page.grid.model.names()
    assert "supplier" in context.settings.current.columns["budget_sheet"]
    page.grid.open_line(page.grid.model.lines()[0], "supplier")
    write(page, "文具行")
    page.leave()
    assert lines(workspace, "supplier") == ["文具行"]


def test_items_of_a_purchase_open_below_the_line(page: BudgetPage, workspace: Workspace, qtbot: QtBot) -> None:
    (line,) = make(workspace, "空氣清淨機")
    page.open(())
    page.grid.open_line(line)
    key(page, Qt.Key.Key_Right, held=ALT)
    for text in ("主機", "2", "9000"):
        write(page, text)
        while text != "9000":
            key(page, Qt.Key.Key_Tab)
            if not page.grid.entry.isReadOnly():
                break
    key(page, Qt.Key.Key_Return)
    settle(page, qtbot)
    (item,) = workspace.records.load("budget_item")
    assert (item.get("line"), item.get("name"), item.get("qty"), item.get("unit_price")) == (line, "主機", 200, 9000)
    assert shown_texts(page, 1)[1] == "· 主機"
    assert shown_texts(page, 1)[5] == "18,000"
    key(page, Qt.Key.Key_Home)
    key(page, Qt.Key.Key_Tab)
    write(page, "濾網")
    settle(page, qtbot)
    key(page, Qt.Key.Key_Up, held=ALT)
    settle(page, qtbot)
    assert [one.get("name") for one in workspace.records.load("budget_item")] == ["濾網", "主機"]
    assert page.grid.entry.text() == "濾網"
    key(page, Qt.Key.Key_Up, held=ALT)
    settle(page, qtbot)
    key(page, Qt.Key.Key_Down, held=ALT)
    settle(page, qtbot)
    assert [one.get("name") for one in workspace.records.load("budget_item")] == ["主機", "濾網"]
    key(page, Qt.Key.Key_Right, held=ALT)
    assert page.grid.model.rowCount() == 2
    assert shown_texts(page, 0)[1] == "▸ 空氣清淨機"


def test_undo_reaches_the_cell_that_has_the_keyboard(page: BudgetPage, workspace: Workspace, qtbot: QtBot) -> None:
    (line,) = make(workspace, "紙")
    page.open(())
    page.grid.open_line(line)
    write(page, "影印紙")
    page.grid.flush()
    settle(page, qtbot)
    workspace.document.undo()
    page.reading.read()
    assert page.grid.entry.text() == "紙"


def test_limits_say_how_much_is_left_and_lead_to_what_does_not_fit(
    page: BudgetPage, workspace: Workspace, qtbot: QtBot
) -> None:
    source, _ = workspace.records.create("funding_source", {"agency": "消防署", "year": 114, "amount": 1000})
    workspace.records.create(
        "budget_line",
        {"head": "office", "item": "紙", "qty": 300, "unit_price": 400, "funding_source": source.id, "ceiling": 350},
    )
    page.open(())
    settle(page, qtbot)
    said = "\n".join(page.limits.sentences())
    assert "NT$1,200" in said
    assert "NT$200 too much" in said
    place = [str(one.property("place")) for one in page.limits.findChildren(QWidget, "go_there")]
    page.limits.place_asked.emit(next(one for one in place if one.endswith(":unit_price")))
    assert QApplication.focusWidget() is page.grid.entry
    assert page.grid.view.currentIndex().column() == 4
    page.limits.place_asked.emit(next(one for one in place if ":funding_source:" in one))
    assert page.tabs.current() == "funding_source"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "field_amount"


def test_a_copy_is_tried_out_compared_and_put_into_use(page: BudgetPage, workspace: Workspace, qtbot: QtBot) -> None:
    workspace.records.create("budget_line", {"head": "office", "item": "紙", "qty": 100, "unit_price": 400})
    page.open(())
    press(page, "copy_budget")
    settle(page, qtbot)
    assert "Draft, version 2" in page.desk.draft.text()
    assert "Draft, version 2" in words(page.totals)
    page.grid.open_line(page.grid.model.lines()[0], "unit_price")
    write(page, "500")
    key(page, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert sorted(lines(workspace, "unit_price"), key=str) == [400, 500]
    press(page, "compare_budgets")
    settle(page, qtbot)
    said = words(page.compare)
    assert "NT$400 → NT$500" in said
    assert "NT$100 more" in said
    assert "Differs in: Unit price" in said
    press(page, "apply_second")
    settle(page, qtbot)
    plan = workspace.plans.plan()
    assert (plan.figures.total, plan.budget.state) == (500, "applied")
    assert workspace.document.undo() is not None
    assert workspace.plans.plan().figures.total == 400


def test_a_draft_is_set_aside_or_goes(page: BudgetPage, workspace: Workspace, qtbot: QtBot) -> None:
    workspace.records.create("budget_line", {"head": "office", "item": "紙", "qty": 100, "unit_price": 400})
    page.open(())
    press(page, "copy_budget")
    settle(page, qtbot)
    press(page, "set_aside")
    settle(page, qtbot)
    assert sorted(one.state for one in workspace.plans.budgets()) == ["applied", "set_aside"]
    assert not page.desk.draft.isVisible()
    gone = next(one.id for one in workspace.plans.budgets() if not one.current)
    page.versions.chosen.emit(gone)
    settle(page, qtbot)
    assert "Set aside, version 2" in page.desk.draft.text()
    press(page, "remove_budget")
    settle(page, qtbot)
    assert len(workspace.plans.budgets()) == 1
    assert len(lines(workspace, "item")) == 1


def test_a_rule_says_what_would_mend_it_and_does_it(page: BudgetPage, workspace: Workspace, qtbot: QtBot) -> None:
    lcbf = next(pack for pack in packs() if pack[0].id == "lcbf-1")
    workspace.programmes = ProgrammeService(workspace.document, (lcbf,), workspace.program.clock)
    workspace.records.option_source = workspace.programmes.option_list
    workspace.plans._packs = workspace.programmes
    workspace.records.create(
        "budget",
        {"name": "Clean air", "programme": "lcbf-1", "grant_type": "seed", "currency": "USD", "term": 200, "state": "applied"},
    )  # fmt: skip
    page.open(())
    press(page, "first_action")
    key(page, Qt.Key.Key_Left)
    for head, price in (("evaluation", "165,000"), ("indirect", "29,117.65")):
        write(page, head)
        for text in ("Cost", "1", "", price):
            key(page, Qt.Key.Key_Tab)
            write(page, text)
        key(page, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert "do not pass" in words(page.totals) or "does not pass" in words(page.totals)
    cards = [one for one in page.limits._cards.values() if one.rule.change is not None]
    card = next(one for one in cards if "indirect" in one.rule.id.lower() or "IND" in one.rule.id)
    said = words(card)
    assert "$29,117.64" in said
    assert "No other rule breaks." in said
    press(card, "carry_out")
    settle(page, qtbot)
    assert [row.get("unit_price") for row in workspace.records.load("budget_line")] == [16500000, 2911764]
    assert card.rule.id not in [one.id for one in shown_rules(workspace.plans.plan()) if shape_of(one) == PROBLEM]
    workspace.document.undo()
    assert [row.get("unit_price") for row in workspace.records.load("budget_line")] == [16500000, 2911765]


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
    make(workspace, "紙")
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
    view = page.grid.view
    assert view.height() >= page._scroll.height()
    assert view.viewport().height() >= 6 * view.verticalHeader().defaultSectionSize()
    assert page._scroll.isAncestorOf(page.totals)
    assert not page.limits.isVisible()
    fold = button(page, "fold_limits")
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
