"""Which budget the page shows, and what becomes of it: copied, compared, put into use, set aside, removed.

Thread: UI.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.messages import N_
from app.services.budget.plan_views import Comparison
from app.services.budget.sheet import SheetFacts, read_sheet
from app.ui.budget.compare_view import CompareView
from app.ui.budget.versions import VersionBar
from app.ui.context import UiContext

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class ShownVersion(QObject):
    """Keeps the budget that is shown, and does what the bar of versions and the comparison ask.

    Signals:
        wanted: the budget is to be read anew.
        came: facts of a version that a workbook became.
        compared: the comparison is to be seen.

    Args:
        context: lane, words.
        bar, compare: where people choose.
        leave: finishes what is being typed.
    """

    wanted = Signal()
    came = Signal(object)
    compared = Signal()

    def __init__(
        self, context: UiContext, bar: VersionBar, compare: CompareView, leave: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._compare_view, self._leave = context, compare, leave
        self._facts: SheetFacts | None = None
        self.asked = ""
        bar.chosen.connect(self._on_budget)
        bar.copy_asked.connect(self._on_copy)
        bar.compare_asked.connect(lambda: self._on_compare())
        bar.apply_asked.connect(lambda: self._apply(self.shown()))
        bar.aside_asked.connect(self._on_aside)
        bar.remove_asked.connect(self._on_remove)
        compare.pair_asked.connect(self._compare)
        compare.apply_asked.connect(self._apply)

    def show_facts(self, facts: SheetFacts) -> None:
        """Remember what was read; the budget in use is asked for without its key from now on."""
        self._facts = facts
        self.asked = facts.plan.budget.id if not facts.plan.budget.current else ""

    def shown(self) -> str:
        """Return the key of the budget that is shown, "" before anything was read."""
        return self._facts.plan.budget.id if self._facts else ""

    def compare(self) -> None:
        """Compare those chosen there, else the one in use and the one that is shown."""
        self._compare(*self._pair())

    def came_back(self, made: str) -> None:
        """Show the version *made* of a workbook beside the budget that it came from."""
        self._context.lane.submit(partial(read_sheet, budget_id=made), self._on_back)

    def _pair(self) -> tuple[str, str]:
        before, after = self._compare_view.pair()
        budgets = self._facts.budgets if self._facts else ()
        known = {one.id for one in budgets}
        if before in known and after in known and before != after:
            return before, after
        current = next((one.id for one in budgets if one.current), "")
        others = [one.id for one in budgets if one.id != current]
        shown = self.shown()
        return current, shown if shown in others else (others[-1] if others else current)

    def _on_budget(self, budget: str) -> None:
        self._leave()
        self.asked = budget
        self.wanted.emit()

    def _on_copy(self) -> None:
        self._leave()
        self._context.lane.submit(partial(_copy, budget=self.shown()), self._on_copied)

    def _on_copied(self, made: str) -> None:
        self.asked = made
        self.wanted.emit()  # the line above the sheet says that this is the copy

    def _on_back(self, facts: SheetFacts) -> None:
        self.came.emit(facts)
        made = facts.plan.budget
        known = {one.id for one in facts.budgets}
        self._on_compare(made.copied_from if made.copied_from in known else "", made.id)

    def _on_compare(self, before: str = "", after: str = "") -> None:
        self._leave()
        self._compare_view.offer(self._facts.budgets if self._facts else (), before, after)
        self.compared.emit()

    def _compare(self, before: str, after: str) -> None:
        if self._facts is not None and before != after:
            self._compare_view.offer(self._facts.budgets, before, after)
            work = partial(_comparison, before=before, after=after)
            self._context.lane.submit(work, self._compare_view.show_comparison)

    def _apply(self, budget: str) -> None:
        self._leave()
        self.asked = budget
        self._context.lane.submit(lambda workspace: workspace.plans.apply(budget), self._on_applied)

    def _on_applied(self, changes: object) -> None:
        self.wanted.emit()
        touched = {one.record for one in getattr(changes, "changes", ()) if one.type == "budget"}
        replaced = N_("The budget is in use. The one before is set aside; undo takes this back.")
        alone = N_("The budget is in use. Undo takes this back.")
        self._context.notice(replaced if len(touched) > 1 else alone)

    def _on_aside(self) -> None:
        budget, self.asked = self.shown(), ""
        self._leave()
        self._context.lane.submit(lambda workspace: workspace.plans.set_aside(budget))

    def _on_remove(self) -> None:
        budget, self.asked = self.shown(), ""
        self._leave()
        self._context.lane.submit(lambda workspace: workspace.plans.remove(budget))


def _copy(workspace: Workspace, budget: str) -> str:
    return workspace.plans.copy(budget)[0]


def _comparison(workspace: Workspace, before: str, after: str) -> Comparison:
    return workspace.plans.compare(before, after)
