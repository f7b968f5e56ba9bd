"""The sheet with its buttons, its columns, and the rules beside it or below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.fields import Kind
from app.core.messages import N_, NP_, Message
from app.services.budget.plan_views import PlanView
from app.services.budget.sheet import SheetFacts, SheetNews
from app.services.budget.views import BudgetView
from app.ui.budget.grid import BudgetGrid
from app.ui.budget.limits import LimitsPanel
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import EmptyState, button_row
from app.ui.widgets.choice import CheckBox
from app.ui.widgets.layouts import FlowLayout, PageScroll, clear
from app.ui.widgets.shapes import BEGUN, OPEN
from app.ui.widgets.status import StatusWord

LIMITS_EM = 17.0
SHEET = "budget_sheet"
"""Name under which the settings keep the columns of the sheet."""
USUAL = ("head", "item", "qty", "unit", "unit_price", "amount")
SHARED = ("head", "item", "qty", "unit", "unit_price", "amount", "organisation")
NEVER = frozenset({"budget", "copied_from", "items", "source_text", "source_kind", "as_of_date"}) | {
    "attachments",
    "privacy",
    "dossier_use",
}
"""Fields that are written in the form of a line, not in the sheet."""
NOT_IN_SHEET = (Kind.ROWS, Kind.LONG_TEXT, Kind.FILE, Kind.PHOTOS)


class SheetDesk(QWidget):
    """Holds the grid and what belongs beside it.

    Signals:
        add_asked: a line is wanted.
        line_asked: id of the line whose whole form is wanted.

    Args:
        context: words, theme, settings.
        add: goes to the place of the next line.
    """

    line_asked = Signal(str)

    def __init__(self, context: UiContext, add: Callable[[], object]) -> None:
        super().__init__()
        self._context, self._add, self._binder = context, add, Binder(context)
        self._facts: SheetFacts | None = None
        self._plan: PlanView | None = None
        self._open = False
        self.grid = BudgetGrid(context)
        self.limits = LimitsPanel(context)
        self._lay_out()

    def show_facts(self, facts: SheetFacts, *, settled: bool) -> None:
        """Show a budget."""
        self._facts = facts
        empty = not facts.rows
        self._show_empty(empty)
        self.grid.show_facts(facts, self.names(), settled=settled)
        self._plan = facts.plan
        self.show_rules()
        self._show_draft(facts)
        self._build_columns()

    def show_news(self, news: SheetNews, *, settled: bool) -> None:
        """Show newer content of some lines; the rules in detail wait for a pause, their summary does not."""
        self.grid.show_news(news.rows, settled=settled)
        self._plan = news.plan

    def show_rules(self) -> None:
        """Show the rules in detail as they stand now."""
        if self._plan is not None:
            self.limits.show_plan(self._plan)

    def show_view(self, view: BudgetView) -> None:
        """Show the sources and what stands out."""
        self.limits.show_view(view)

    def names(self) -> tuple[str, ...]:
        """Return the columns, as this person chose them, else as the budget needs them."""
        if self._facts is None:
            return USUAL
        known = self.known()
        kept = self._context.settings.current.columns.get(SHEET, ())
        chosen = tuple(one for one in kept if one in known)
        return chosen or (SHARED if self._facts.plan.partners else USUAL)

    def known(self) -> tuple[str, ...]:
        """Return every column that there can be."""
        if self._facts is None:
            return ()
        fields = self._facts.line_type.fields
        return tuple(one.name for one in fields if one.kind not in NOT_IN_SHEET and one.name not in NEVER)

    def begin(self) -> None:
        """Show the sheet although it has no line yet, and go to its first cell."""
        self._begun = True
        self._show_empty(False)
        self.grid.open_end()

    def arrange(self, *, beside: bool, room: int) -> None:
        """Put the rules beside the sheet, or below it where room is short.

        Args:
            beside: whether there is room at the side.
            room: height of what is seen of the page, in logical pixels.
        """
        metrics = self._context.theme.metrics
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._side.setMinimumWidth(metrics.em(LIMITS_EM) if beside else 0)
        self._side.setMaximumWidth(metrics.em(LIMITS_EM) if beside else 16_777_215)
        self._side.setMinimumHeight(0 if beside else self.limits.sizeHint().height())
        self.fold.setVisible(not beside)
        self._side.setVisible(beside or self._open)
        count = self.limits.things()
        said = NP_("Limits, and {n} thing to look at", "Limits, and {n} things to look at", count)
        self._binder.text(self.fold.setText, said if count else N_("Limits"))
        self._binder.icon(self.fold.setIcon, "chevron-down" if self._open else "chevron-right")
        # large text: once the sheet is scrolled to, it has all the room, with its own heads at the top
        least = self.grid.view.least_height()
        self.grid.view.setMinimumHeight(least if beside else max(least, room))

    def unfold(self) -> bool:
        """Unfold the limits or fold them; say whether they are open now."""
        self._open = not self._open
        return self._open

    def side(self) -> QWidget:
        """Return what holds the limits."""
        return self._side

    def refresh(self) -> None:
        """Say everything again and space it for the size of the text."""
        metrics = self._context.theme.metrics
        self._binder.refresh()
        self._columns.setSpacing(metrics.u(1))
        self._sheet.setSpacing(metrics.u(0.6))
        self.draft.refresh()
        self.grid.refresh()
        self.limits.refresh()
        if self._facts is not None:
            self._show_empty(not self._facts.rows)
            self._show_draft(self._facts)
            self.grid.show_facts(self._facts, self.names(), settled=True)
            self._build_columns()

    # -- layout

    _begun = False

    def _lay_out(self) -> None:
        make, grid = self._binder.button, self.grid
        self._sheet = QVBoxLayout(self)
        self._sheet.setContentsMargins(0, 0, 0, 0)
        self.draft = StatusWord(self._context, BEGUN, "", wrap=True)
        self.draft.setObjectName("draft_note")
        self.add_button = make(N_("Add budget line"), self._add, icon="plus", kind="primary", name="add_line")
        self.up_button = make(N_("Move line up"), lambda: grid.move_rows(-1), icon="arrow-up", name="line_up")
        self.down_button = make(N_("Move line down"), lambda: grid.move_rows(1), icon="arrow-down", name="line_down")
        self.items_button = make(N_("Items of the purchase"), grid.toggle_items, icon="list", name="line_items")
        self.all_button = make(N_("Show all fields of the line"), self._on_all, icon="file-text", name="line_form")
        self.delete_button = make(N_("Move line to the bin"), grid.remove, icon="trash-2", name="delete_line")
        self.columns_button = make(
            N_("Choose columns"), self._on_columns, icon="columns-3", kind="quiet", name="columns"
        )
        self.more_button = make(
            N_("More for lines"), self._on_more, icon="chevron-right", kind="quiet", name="more_tools"
        )
        self.tools, self.more = QWidget(), QWidget()
        self.tools.setLayout(button_row(self.add_button, self.delete_button, self.items_button, self.more_button))
        self.more.setLayout(button_row(self.up_button, self.down_button, self.all_button, self.columns_button))
        self.columns_card = QFrame()
        self.columns_card.setProperty("card", True)
        self._columns_flow = FlowLayout(self.columns_card, gap=4, even=True)
        self.columns_card.hide()
        self._side = PageScroll()
        self._side.body.addWidget(self.limits)
        self.fold = make(None, None, kind="quiet", name="fold_limits")
        self._columns: QBoxLayout = QHBoxLayout()
        left = QVBoxLayout()
        self._empty = QVBoxLayout()
        left.addLayout(self._empty)
        left.addWidget(grid, 1)
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        self._columns.addWidget(self._side)
        for one in (self.draft, self.tools, self.more, self.columns_card):
            self._sheet.addWidget(one)
        self._sheet.addLayout(self._columns, 1)
        self.draft.hide()
        self.more.hide()

    def _on_more(self) -> None:
        self.more.setVisible(self.more.isHidden())
        self._binder.icon(self.more_button.setIcon, "chevron-down" if self.more.isVisible() else "chevron-right")

    def _show_empty(self, empty: bool) -> None:
        empty = empty and not self._begun
        clear(self._empty)
        writable = not self._context.document.read_only
        self.tools.setVisible(not empty and writable)
        self.more.setVisible(not empty and writable and not self.more.isHidden())
        self.grid.setVisible(not empty)
        if empty and self._facts is not None:
            one = self._facts.line_type
            self._empty.addWidget(EmptyState(self._context, "coins", one.empty, one.add, self._add))

    def _show_draft(self, facts: SheetFacts) -> None:
        budget = facts.plan.budget
        said: Message | None = None
        if budget.state == "draft" and not budget.current:
            said = N_(
                "Draft, version {n}: a copy to try things out. The budget in use stays as it is.", n=budget.version
            )
        elif budget.state == "set_aside":
            said = N_("Set aside, version {n}: kept to look at, not in use.", n=budget.version)
        self.draft.setVisible(said is not None)
        if said is not None:
            self.draft.say(BEGUN if budget.state == "draft" else OPEN, said)

    def _build_columns(self) -> None:
        clear(self._columns_flow)
        pad = self._context.theme.metrics.u(0.75)
        self._columns_flow.setContentsMargins(pad, pad, pad, pad)
        if self._facts is None or self.columns_card.isHidden():
            return
        shown = set(self.names())
        for name in self.known():
            box = CheckBox(self._context.theme)
            box.setText(self._context.text(self._facts.line_type.field(name).label))
            box.setChecked(name in shown)
            box.setProperty("field", name)
            box.setObjectName(f"column_{name}")
            box.clicked.connect(self._on_column)
            self._columns_flow.addWidget(box)

    def _on_columns(self) -> None:
        self.columns_card.setVisible(self.columns_card.isHidden())
        self._build_columns()

    def _on_column(self) -> None:
        boxes = self.columns_card.findChildren(CheckBox)
        picked = {str(box.property("field")) for box in boxes if box.isChecked()} | {"item"}
        self.choose_columns([name for name in self.names() if name in picked] + sorted(picked - set(self.names())))

    def choose_columns(self, names: Sequence[str]) -> None:
        """Keep other columns and show them."""
        columns = {**self._context.settings.current.columns, SHEET: tuple(names)}
        self._context.settings.change(columns=columns)
        if self._facts is not None:
            self.grid.show_facts(self._facts, self.names(), settled=True)

    def _on_all(self) -> None:
        if line := self.grid.current():
            self.line_asked.emit(line)
