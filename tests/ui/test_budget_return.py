"""A budget workbook that was changed elsewhere, brought back with a key: a draft beside the budget in use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.core.progress import NoProgress
from app.services.output_kinds import Request, Tools, prepare
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.budget import BudgetPage
from tests.exports.pages import fonts
from tests.ui.page_tools import Answers, press, words

Shown = Callable[..., QWidget]


@pytest.fixture
def workbook(workspace: Workspace, tmp_path: Path) -> Path:
    """The workbook of a budget of one line, with another quantity typed in elsewhere."""
    values = {"head": "office", "item": "影印紙", "qty": 300, "unit": "包", "unit_price": 120, "currency": "TWD"}
    workspace.records.create("budget_line", values)
    done = prepare(workspace, "budget", Request("zh_TW"))(Tools(fonts(), workspace.pictures), NoProgress())
    path = tmp_path / "預算.xlsx"
    path.write_bytes(done.single or b"")
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[1].iter_rows():
        if any(cell.value == "影印紙" for cell in row):
            next(cell for cell in row if cell.value == 3).value = 5
    book.save(path)
    return path


def test_it_becomes_a_draft_that_is_compared_and_changes_nothing_in_use(
    context: UiContext, workspace: Workspace, shown: Shown, workbook: Path, qtbot: QtBot
) -> None:
    context.dialogs = Answers(files=(workbook,))
    page = BudgetPage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, 1300, 760)
    page.open(())
    qtbot.waitUntil(lambda: not page.reading.soon.isActive())
    press(page, "take_back_workbook")
    qtbot.waitUntil(lambda: page.tabs.current() == "compare")
    assert [one.state for one in workspace.plans.budgets() if not one.current] == ["draft"]
    assert sorted(str(row.get("qty")) for row in workspace.records.load("budget_line")) == ["300", "500"]
    qtbot.waitUntil(lambda: "影印紙" in words(page))
    assert "360" in words(page)
    assert "600" in words(page)
    workspace.document.undo()
    assert [one.state for one in workspace.plans.budgets() if not one.current] == []


def test_another_file_is_refused_in_words_and_nothing_changes(
    context: UiContext, workspace: Workspace, shown: Shown, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "其他.xlsx"
    openpyxl.Workbook().save(path)
    context.dialogs = Answers(files=(path,))
    told: list[object] = []
    context.erred.connect(told.append)
    page = BudgetPage(context)
    shown(page, 1300, 760)
    page.open(())
    press(page, "take_back_workbook")
    qtbot.waitUntil(lambda: bool(told))
    assert workspace.records.load("budget_line") == ()
