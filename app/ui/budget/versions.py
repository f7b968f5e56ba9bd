"""The budgets of a file: which one is shown, what state it is in, and what can be done with a copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.fields import Option
from app.core.messages import N_, Label, Message
from app.services.budget.plan_views import BudgetName
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.choice import ChoiceBox, widest
from app.ui.widgets.editor import Edit
from app.ui.widgets.layouts import FlowLayout
from app.ui.widgets.shapes import BEGUN, DONE, OPEN

MARKS = {"applied": "●", "draft": "◐", "set_aside": "○"}
UNNAMED = N_("Budget without a name")


def state_words(budget: BudgetName) -> tuple[str, Message]:
    """Return the shape and the words of a budget's state."""
    if budget.state == "draft":
        return BEGUN, N_("Draft, version {n}", n=budget.version)
    if budget.state == "set_aside":
        return OPEN, N_("Set aside, version {n}", n=budget.version)
    return DONE, N_("In use, version {n}", n=budget.version)


def label_of(budget: BudgetName) -> Message:
    """Return a budget in a list: its shape, its state, its name; copies differ in the state, so it is never cut."""
    name: Label | str = budget.name or UNNAMED
    return N_("{mark} {state} · {name}", mark=MARKS.get(budget.state, "●"), name=name, state=state_words(budget)[1])


class VersionBar(QWidget):
    """Chooses the budget and does what can be done with it as a whole.

    Signals:
        chosen: id of the budget to show.
        copy_asked, compare_asked, apply_asked, aside_asked, remove_asked: of the one that is shown.

    Args:
        context: words and theme.
    """

    chosen = Signal(str)
    copy_asked = Signal()
    compare_asked = Signal()
    apply_asked = Signal()
    aside_asked = Signal()
    remove_asked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._budgets: tuple[BudgetName, ...] = ()
        self._shown = BudgetName("", "", current=True)
        self.box = ChoiceBox(context, (), optional=False)
        self.box.box.setObjectName("choose_budget")
        self.box.edited.connect(self._on_chosen)
        make = self._binder.button
        self.copy_button = make(N_("Copy to try things out"), self.copy_asked.emit, icon="copy", name="copy_budget")
        self.compare_button = make(N_("Compare"), self.compare_asked.emit, icon="list", name="compare_budgets")
        self.apply_button = make(N_("Put into use"), self.apply_asked.emit, icon="check", name="apply_budget")
        self.aside_button = make(N_("Set aside"), self.aside_asked.emit, icon="archive", name="set_aside")
        self.remove_button = make(
            N_("Move this copy to the bin"), self.remove_asked.emit, icon="trash-2", kind="quiet", name="remove_budget"
        )
        self._flow = FlowLayout(self, gap=10)
        for one in (
            self.box, self.apply_button, self.compare_button, self.copy_button, self.aside_button,
            self.remove_button,
        ):  # fmt: skip
            self._flow.addWidget(one)
        self._binder.text(self.box.name_it, N_("Budget that is shown"))

    def put(self, widget: QWidget) -> None:
        """Add a control at the end of the row."""
        self._flow.addWidget(widget)

    def show_budgets(self, budgets: Sequence[BudgetName], shown: BudgetName) -> None:
        """Show which budgets there are and which one is worked in."""
        if tuple(budgets) == self._budgets and shown == self._shown:
            return
        self._budgets, self._shown = tuple(budgets), shown
        self.refresh()

    def refresh(self) -> None:
        """Say everything again."""
        self._binder.refresh()
        several, writable = len(self._budgets) > 1, not self._context.document.read_only
        self.box.set_options([Option(one.id, label_of(one)) for one in self._budgets])
        self.box.set_value(self._shown.id)
        metrics = self._context.theme.metrics
        self.box.setFixedWidth(min(widest(self.box.box, self._context.theme), metrics.em(24)))
        draft = self._shown.state == "draft" and not self._shown.current
        self.box.setVisible(several)
        self.compare_button.setVisible(several)
        self.copy_button.setVisible(writable)
        self.apply_button.setVisible(writable and several and not self._shown.current)
        self.aside_button.setVisible(writable and draft)
        self.remove_button.setVisible(writable and several and not self._shown.current)
        self._flow.setSpacing(metrics.u(0.75))

    def _on_chosen(self, edit: Edit) -> None:
        self.chosen.emit(str(edit.value or ""))
