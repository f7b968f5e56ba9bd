"""What the budget may still take, as sentences with a gauge, and what does not fit, with the way there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.core.fields import Finding, Severity
from app.core.messages import N_, LocalText, Message
from app.core.money import Money, currency_name
from app.services.budget_views import BudgetView, SourceSum
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.budget_grid import sum_text
from app.ui.widgets.card import button_row
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.shapes import DONE, NOTICE, OPEN, PROBLEM
from app.ui.widgets.status import Meter, StatusWord

SHAPES = {Severity.ERROR: PROBLEM, Severity.WARN: NOTICE, Severity.INFO: OPEN, Severity.UNKNOWN: OPEN}


class LimitsPanel(QFrame):
    """One gauge for each source of money, then the findings.

    Signals:
        place_asked: where a finding can be mended, such as ``record:budget_line:<id>:unit_price``.

    Args:
        context: words and theme.
    """

    place_asked = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._view: BudgetView | None = None
        self.setProperty("card", True)
        self.setObjectName("budget_limits")
        self._body = QVBoxLayout(self)

    def show_view(self, view: BudgetView) -> None:
        """Show another state of the budget."""
        self._view = view
        self.refresh()

    def refresh(self) -> None:
        """Build everything again in the interface language."""
        metrics, binder = self._context.theme.metrics, Binder(self._context)
        self._body.setContentsMargins(metrics.u(1.25), metrics.u(1), metrics.u(1.25), metrics.u(1.25))
        self._body.setSpacing(metrics.u(0.5))
        clear(self._body)
        if self._view is None:
            return
        self._body.addWidget(binder.label(N_("Limits"), "section"))
        sources = [one for one in self._view.sources if one.id]
        if not sources:
            self._body.addWidget(binder.label(N_("No source of money has been named yet."), tone="ink_2"))
        for one in sources:
            self._add_source(binder, one)
        self._body.addSpacing(metrics.u(0.5))
        self._body.addWidget(binder.label(N_("What to look at"), "section"))
        for finding in self._view.findings:
            self._add_finding(binder, finding)
        if not self._view.findings:
            self._body.addWidget(StatusWord(self._context, DONE, N_("Nothing stands out."), wrap=True))

    def sentences(self) -> tuple[str, ...]:
        """Return what is said, for tests and screen readers."""
        return tuple(one.text() for one in self.findChildren(StatusWord))

    def _add_source(self, binder: Binder, one: SourceSum) -> None:
        self._body.addWidget(binder.label(one.name, "strong"))
        said, shape, share = source_words(one, self._view.currency if self._view else "TWD")
        meter = Meter(self._context.theme)
        meter.show_share(share, "clay" if shape == PROBLEM else "sun" if shape == NOTICE else "leaf")
        meter.setAccessibleName(self._context.text(said))
        self._body.addWidget(meter)
        self._body.addWidget(StatusWord(self._context, shape, said, wrap=True))
        self._body.addSpacing(self._context.theme.metrics.u(0.4))

    def _add_finding(self, binder: Binder, finding: Finding) -> None:
        self._body.addWidget(StatusWord(self._context, SHAPES[finding.severity], finding.message, wrap=True))
        for said in (finding.arithmetic, finding.fix):
            if said is not None:
                self._body.addWidget(binder.label(said, "caption"))
        if finding.place.startswith("record:"):
            button = binder.button(N_("Go there"), None, kind="small", name="go_there")
            button.setProperty("place", finding.place)
            button.setAccessibleName(f"{button.text()}: {self._context.text(finding.message)}")
            button.clicked.connect(self._on_place)
            self._body.addLayout(button_row(button))
        self._body.addSpacing(self._context.theme.metrics.u(0.4))

    def _on_place(self) -> None:
        self.place_asked.emit(str(self.sender().property("place")))


class TotalsBar(QFrame):
    """The sums, pinned below the sheet."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._view: BudgetView | None = None
        self.setProperty("card", True)
        self.setObjectName("budget_totals")
        self._flow = FlowLayout(self)

    def show_view(self, view: BudgetView) -> None:
        """Show another state of the budget."""
        self._view = view
        self.refresh()

    def refresh(self) -> None:
        """Build the sums again in the interface language."""
        metrics = self._context.theme.metrics
        self._flow.setContentsMargins(metrics.u(1), metrics.u(0.5), metrics.u(1), metrics.u(0.5))
        self._flow.setSpacing(metrics.u(1.5))
        clear(self._flow)
        if self._view is None:
            return
        view, binder = self._view, Binder(self._context)
        sums: tuple[tuple[Message, int, str], ...] = (
            (N_("Planned"), view.planned, "planned"),
            (N_("Granted"), view.granted, "granted"),
            (N_("Left to plan"), view.unplanned, "unplanned"),
            (N_("Spent"), view.spent, "spent"),
            (N_("Left to spend"), view.left, "left"),
        )
        for said, amount, name in sums:
            pair = QWidget()
            column = QVBoxLayout(pair)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(binder.label(said, "caption", wrap=False))
            number = binder.label(sum_text(amount, view.currency, view.currency), "strong", wrap=False)
            number.setObjectName(f"total_{name}")
            number.setAccessibleName(f"{self._context.text(said)}: {number.text()}")
            column.addWidget(number)
            self._flow.addWidget(pair)
        unit = LocalText({**currency_name(view.currency).values, "en": view.currency})
        self._flow.addWidget(binder.label(unit, "caption", wrap=False))


def source_words(one: SourceSum, currency: str) -> tuple[Message, str, float]:
    """Return the sentence about a source, its shape and how full the gauge is (more than 1 is too much)."""
    if one.granted is None or not one.counted:
        return N_("How much it grants is not known yet."), OPEN, 0.0
    amounts = {"planned": Money(one.planned, currency), "granted": Money(one.granted, currency)}
    most = max(one.planned, one.spent)
    share = most / one.granted if one.granted else (2.0 if most else 0.0)
    if one.spent > one.granted:
        said = N_("Spent {spent}, granted {granted}: {over} too much", spent=Money(one.spent, currency),
                  granted=amounts["granted"], over=Money(one.spent - one.granted, currency))  # fmt: skip
        return said, PROBLEM, share
    if one.planned > one.granted:
        over = Money(one.planned - one.granted, currency)
        return N_("Planned {planned}, granted {granted}: {over} too much", over=over, **amounts), NOTICE, share
    left = Money(one.granted - one.planned, currency)
    return N_("Planned {planned} of {granted}; {left} can still be planned", left=left, **amounts), DONE, share
