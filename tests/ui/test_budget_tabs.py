"""The further tabs of the budget's page with keys only: budgets with their partners, payments, settlements."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.workspace import Workspace
from app.ui.pages.budget import BudgetPage
from tests.ui.page_tools import press, words
from tests.ui.test_budget_page import focused, make, page, settle

__all__ = ["page"]


def make_organisation(workspace: Workspace) -> str:
    return workspace.records.create("organisation", {"name": "安和社區發展協會"})[0].id


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


def test_a_budget_and_its_partners_are_made_in_their_tab(page: BudgetPage, workspace: Workspace, qtbot: QtBot) -> None:
    (line,) = make(workspace, "紙")
    page.open(())
    press(page, "tab_budget")
    press(page, "first_budget")
    settle(page, qtbot)
    qtbot.waitUntil(lambda: focused().objectName() == "field_name")
    (budget,) = workspace.plans.budgets()
    assert (budget.state, budget.version, budget.programme) == ("applied", 1, "toy-114")
    focused().setFocus()
    panel = page.panels["budget"]
    panel._form.focus_field("partners")  # type: ignore[union-attr]
    press(panel, "add_budget_partner")
    settle(page, qtbot)
    (partner,) = workspace.records.load("budget_partner")
    assert partner.get("budget") == budget.id
    workspace.records.change("budget_partner", partner.id, {"organisation": make_organisation(workspace)})
    workspace.records.change("budget_line", line, {"organisation": make_organisation(workspace)})
    press(page, "tab_lines")
    settle(page, qtbot)
    qtbot.waitUntil(lambda: "spent by nobody who is a partner" in words(page.limits))
    press(page, "tab_budget")
    press(panel, "add_budget")
    settle(page, qtbot)
    assert [(one.state, one.current) for one in workspace.plans.budgets()] == [("applied", True), ("draft", False)]


def test_a_settlement_says_what_goes_back_in_capital_numerals(
    page: BudgetPage, workspace: Workspace, qtbot: QtBot
) -> None:
    workspace.records.create("settlement", {"year": 114, "approved": 150000, "spent": 145650})
    page.open(())
    press(page, "tab_settlement")
    settle(page, qtbot)
    said = words(page.papers["settlement"])
    assert "NT$150,000" in said
    assert "NT$4,350" in said
    assert "肆仟參佰伍拾元整" in said
