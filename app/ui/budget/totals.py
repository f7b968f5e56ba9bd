"""The sums of the budget, pinned below the sheet, with the state of the budget and of its rules in words."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.core.messages import N_, LocalText, Message
from app.core.money import currency_name
from app.services.budget.engine.lines import CONTINGENCY, INDIRECT
from app.services.budget.plan_views import PlanView
from app.services.budget.views import BudgetView
from app.ui.budget.cells import sum_text
from app.ui.budget.limits import summary
from app.ui.budget.versions import state_words
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.shapes import OPEN
from app.ui.widgets.status import StatusWord

NAMES: dict[str, Message] = {
    "direct": N_("Direct"),
    "contingency": N_("Contingency"),
    "indirect": N_("Indirect"),
    "planned": N_("Planned"),
    "granted": N_("Granted"),
    "unplanned": N_("Left to plan"),
    "committed": N_("Ordered"),
    "spent": N_("Spent"),
    "left": N_("Left to spend"),
    "left_of_plan": N_("Left of plan"),
}
UNKNOWN = "–"
"""Stands for what nobody told yet; 0 would be a figure."""


class TotalsBar(QFrame):
    """Shows the totals of the budget that is worked in.

    Args:
        context: words and theme.
    """

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._plan: PlanView | None = None
        self._view: BudgetView | None = None
        self._numbers: dict[str, QLabel] = {}
        self._rules = StatusWord(context, OPEN, "")
        self.setProperty("card", True)
        self.setObjectName("budget_totals")
        self._flow = FlowLayout(self)

    def show_plan(self, plan: PlanView) -> None:
        """Show the sums as they stand."""
        other = self._plan is None or self._key(self._plan) != self._key(plan)
        self._plan = plan
        if other:
            self.refresh()
        else:
            self._say()

    def show_view(self, view: BudgetView) -> None:
        """Show what is granted and spent."""
        self._view = view
        self._say()

    def refresh(self) -> None:
        """Build the sums again in the interface language."""
        metrics, binder = self._context.theme.metrics, Binder(self._context)
        self._flow.setContentsMargins(metrics.u(1), metrics.u(0.5), metrics.u(1), metrics.u(0.5))
        self._flow.setSpacing(metrics.u(1))
        clear(self._flow)
        self._numbers = {}
        if self._plan is None:
            return
        if self._plan.budget.state != "applied" and self._plan.budget.id:
            shape, said = state_words(self._plan.budget)
            self._flow.addWidget(StatusWord(self._context, shape, said))
        classes = self._plan.tables.get("line_class", {})
        shared = bool({CONTINGENCY, INDIRECT} & classes.keys())  # such a budget is asked for, not handed out
        parts = ("direct", "contingency", "indirect", "planned") if shared else ("planned", "granted", "unplanned")
        for name in (*parts, "committed", "spent", "left_of_plan" if shared else "left"):
            self._flow.addWidget(self._pair(binder, name))
        unit = LocalText({**currency_name(self._plan.currency).values, "en": self._plan.currency})
        self._flow.addWidget(binder.label(unit, "caption", wrap=False))
        self._rules = StatusWord(self._context, OPEN, "")
        self._rules.setObjectName("rules_summary")
        self._flow.addWidget(self._rules)
        self._say()

    def _pair(self, binder: Binder, name: str) -> QWidget:
        pair = QWidget()
        column = QVBoxLayout(pair)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(binder.label(NAMES[name], "caption", wrap=False))
        number = binder.label("", "strong", wrap=False)
        number.setObjectName(f"total_{name}")
        self._numbers[name] = number
        column.addWidget(number)
        return pair

    def _key(self, plan: PlanView) -> tuple[object, ...]:
        return plan.budget, plan.currency, frozenset(plan.tables.get("line_class", {}))

    def _say(self) -> None:
        if self._plan is None:
            return
        plan, view = self._plan, self._view
        figures = plan.figures
        amounts: dict[str, int | None] = {
            "direct": figures.direct,
            "contingency": figures.contingency,
            "indirect": figures.indirect,
            "planned": figures.total,
        }
        if view is not None:
            known = view.grant_known
            amounts |= {
                "granted": view.granted if known else None,
                "unplanned": view.granted - figures.total if known else None,
                "committed": view.committed,
                "spent": view.spent,
                "left": view.left if known else None,
                "left_of_plan": figures.total - view.committed - view.spent,
            }
        for name, label in self._numbers.items():
            amount = amounts.get(name)
            unknown = UNKNOWN if name in amounts else ""
            label.setText(unknown if amount is None else sum_text(amount, plan.currency, plan.currency))
            label.setAccessibleName(f"{self._context.text(NAMES[name])}: {label.text()}")
        found = summary(plan)
        self._rules.setVisible(found is not None)
        if found is not None:
            self._rules.say(*found)
