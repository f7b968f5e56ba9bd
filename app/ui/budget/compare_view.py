"""Two budgets side by side in words: the totals, each line that differs, each rule that stands otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.core.fields import Option
from app.core.messages import N_, NP_, Label, Message
from app.core.money import Money
from app.programmes.rules import State
from app.services.budget.engine.lines import BudgetEntry
from app.services.budget.plan_views import ADDED, CHANGED, REMOVED, SAME, BudgetName, Comparison, LineDifference
from app.ui.budget.limits import STATES
from app.ui.budget.versions import label_of
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import button_row
from app.ui.widgets.choice import ChoiceBox, widest
from app.ui.widgets.editor import Edit
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.shapes import BEGUN, DONE, NOTICE, OPEN, PROBLEM
from app.ui.widgets.status import StatusWord

MOST = 200
"""Differing lines that are listed; the rest is counted."""
KINDS: dict[str, tuple[str, Message]] = {
    ADDED: (DONE, N_("New line")),
    REMOVED: (OPEN, N_("Line taken out")),
    CHANGED: (BEGUN, N_("Changed line")),
}
UNNAMED = N_("a line without a name")


class CompareView(QWidget):
    """Shows a :class:`Comparison`.

    Signals:
        pair_asked: ids of the two budgets to compare.
        apply_asked: id of the budget to put into use.

    Args:
        context: words and theme.
    """

    pair_asked = Signal(str, str)
    apply_asked = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._found: Comparison | None = None
        self._budgets: tuple[BudgetName, ...] = ()
        self.before = ChoiceBox(context, (), optional=False)
        self.after = ChoiceBox(context, (), optional=False)
        for one, name in ((self.before, "compare_before"), (self.after, "compare_after")):
            one.box.setObjectName(name)
            one.edited.connect(self._on_chosen)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        choice = FlowLayout(gap=10)
        choice.addWidget(self.before)
        self._between = self._binder.label(N_("compared with"), wrap=False)
        choice.addWidget(self._between)
        choice.addWidget(self.after)
        self._outer.addLayout(choice)
        self._card = QFrame()
        self._card.setProperty("card", True)
        self._body = QVBoxLayout(self._card)
        self._outer.addWidget(self._card)
        self._outer.addStretch(1)

    def pair(self) -> tuple[str, str]:
        """Return the ids of the two budgets that are compared."""
        return str(self.before.value() or ""), str(self.after.value() or "")

    def offer(self, budgets: Sequence[BudgetName], before: str, after: str) -> None:
        """Offer the budgets and choose two of them."""
        self._budgets = tuple(budgets)
        options = [Option(one.id, label_of(one)) for one in budgets]
        for box, value in ((self.before, before), (self.after, after)):
            box.set_options(options)
            box.set_value(value)
        self._size()

    def show_comparison(self, found: Comparison) -> None:
        """Show how the two differ."""
        self._found = found
        self.refresh()

    def refresh(self) -> None:
        """Build everything again in the interface language."""
        metrics = self._context.theme.metrics
        self._binder.refresh()
        self.before.refresh()
        self.after.refresh()
        self._size()
        self._outer.setSpacing(metrics.u(0.75))
        pad = metrics.u(1.5)
        self._body.setContentsMargins(pad, metrics.u(1), pad, pad)
        self._body.setSpacing(metrics.u(0.5))
        clear(self._body)
        self._card.setVisible(self._found is not None)
        if self._found is not None:
            self._build(self._found, Binder(self._context))

    def _size(self) -> None:
        metrics = self._context.theme.metrics
        self._between.setFixedHeight(self.before.sizeHint().height())
        for one in (self.before, self.after):
            one.setFixedWidth(min(widest(one.box, self._context.theme), metrics.em(22)))

    def _build(self, found: Comparison, binder: Binder) -> None:
        add = self._body.addWidget
        add(binder.label(N_("Sums"), "section"))
        self._totals(found, binder)
        if found.unpaired:
            said = NP_(
                "{n} expense would lose its line if the second budget were put into use.",
                "{n} expenses would lose their lines if the second budget were put into use.",
                found.unpaired,
            )
            add(StatusWord(self._context, NOTICE, said, wrap=True))
        if found.after.state != "applied" and not self._context.document.read_only:
            button = binder.button(
                N_("Put the second into use"), None, icon="check", kind="primary", name="apply_second"
            )
            button.clicked.connect(self._on_apply)
            self._body.addLayout(button_row(button))
        differing = [one for one in found.lines if one.kind != SAME]
        add(binder.label(N_("Line by line"), "section"))
        for line in differing[:MOST]:
            self._line(line, found.currency, binder)
        self._count(found, len(differing), binder)
        add(binder.label(N_("Rule by rule"), "section"))
        for rule in found.rules:
            shape = PROBLEM if rule.after is State.FAILED else DONE if rule.after is State.PASSED else OPEN
            said = N_(
                "{rule}: {before} → {after}", rule=rule.title, before=STATES[rule.before], after=STATES[rule.after]
            )
            add(StatusWord(self._context, shape, said, wrap=True))
            for which, sum_said in ((N_("First"), rule.arithmetic_before), (N_("Second"), rule.arithmetic_after)):
                if sum_said is not None:
                    add(binder.label(N_("{which}: {sum}", which=which, sum=sum_said), "caption"))
        if not found.rules:
            add(StatusWord(self._context, DONE, N_("Every rule stands as before."), wrap=True))

    def _totals(self, found: Comparison, binder: Binder) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._context.theme.metrics.u(2))
        rows: tuple[tuple[Label, int, int], ...] = (
            (N_("Direct"), found.totals_before.direct, found.totals_after.direct),
            (N_("Contingency"), found.totals_before.contingency, found.totals_after.contingency),
            (N_("Indirect"), found.totals_before.indirect, found.totals_after.indirect),
            (N_("Total"), found.totals_before.total, found.totals_after.total),
        )
        shown = [one for one in rows if one[1] or one[2] or one[0] is rows[-1][0]]
        heads: tuple[Label | None, ...] = (None, N_("First"), N_("Second"), N_("Difference"))
        for column, head in enumerate(heads):
            grid.addWidget(binder.label(head, "caption", wrap=False), 0, column)
        for at, (said, before, after) in enumerate(shown, 1):
            grid.addWidget(binder.label(said, "strong", wrap=False), at, 0)
            for column, label in enumerate(
                (_money(before, found), _money(after, found), _signed(after - before, found)), 1
            ):
                grid.addWidget(binder.label(label, wrap=False), at, column)
        grid.setColumnStretch(4, 1)
        self._body.addLayout(grid)

    def _line(self, one: LineDifference, currency: str, binder: Binder) -> None:
        shape, kind = KINDS[one.kind]
        name = (one.after or one.before or BudgetEntry("")).item or UNNAMED
        said = N_("{kind}: {item}", kind=kind, item=name)
        self._body.addWidget(StatusWord(self._context, shape, said, wrap=True))
        amounts = [_amount(entry, currency) for entry in (one.before, one.after) if entry is not None]
        told: Label = amounts[0]
        if len(amounts) == 2 and amounts[0] != amounts[1]:
            told = N_("{before} → {after}", before=amounts[0], after=amounts[1])
        label: QLabel = binder.label(told, "caption")
        self._body.addWidget(label)
        if one.fields:
            fields = "、" if self._context.translator.language == "zh_TW" else ", "
            words = fields.join(self._context.text(field) for field in one.fields)
            self._body.addWidget(binder.label(N_("Differs in: {fields}", fields=words), "caption"))

    def _count(self, found: Comparison, differing: int, binder: Binder) -> None:
        if differing > MOST:
            said = NP_("{n} more line differs.", "{n} more lines differ.", differing - MOST)
            self._body.addWidget(binder.label(said))
        same = len(found.lines) - differing
        shape = DONE if not differing else OPEN
        self._body.addWidget(
            StatusWord(self._context, shape, NP_("{n} line is the same.", "{n} lines are the same.", same))
        )

    def _on_chosen(self, _edit: Edit) -> None:
        self.pair_asked.emit(*self.pair())

    def _on_apply(self, _checked: bool = False) -> None:
        self.apply_asked.emit(self.pair()[1])


def _money(minor: int, found: Comparison) -> Message:
    return N_("{amount}", amount=Money(minor, found.currency))


def _signed(minor: int, found: Comparison) -> Message:
    if not minor:
        return N_("the same")
    amount = Money(abs(minor), found.currency)
    return N_("{amount} more", amount=amount) if minor > 0 else N_("{amount} less", amount=amount)


def _amount(entry: BudgetEntry, currency: str) -> Message:
    if entry.amount is None:
        return N_("amount not known")
    return N_("{amount}", amount=Money(entry.amount, currency))
