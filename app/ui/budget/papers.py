"""What stands above the lists of vouchers and settlements: what is missing, and the sums that go on the receipt."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.core.messages import N_, NP_
from app.core.money import Money
from app.services.budget.desk import SettlementView, VoucherDesk
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import button_row
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import DONE, NOTICE, OPEN, PROBLEM
from app.ui.widgets.status import StatusWord

MOST = 3
"""Vouchers that are named one by one; the others are counted."""
UNNAMED = N_("Voucher without a number")
NOT_NAMED = N_("Settlement")


class PapersCard(QFrame):
    """Says what vouchers lack, or what a settlement comes to.

    Signals:
        place_asked: where to fill in what is missing.

    Args:
        context: words and theme.
    """

    place_asked = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._found: VoucherDesk | tuple[SettlementView, ...] | None = None
        self.setProperty("card", True)
        self._body = QVBoxLayout(self)
        self.hide()

    def show_found(self, found: VoucherDesk | tuple[SettlementView, ...] | None) -> None:
        """Show what was found, nothing where there is no record."""
        if found != self._found:
            self._found = found
            self.refresh()

    def refresh(self) -> None:
        """Build everything again in the interface language."""
        metrics, binder, found = self._context.theme.metrics, Binder(self._context), self._found
        self._body.setContentsMargins(metrics.u(1.25), metrics.u(0.75), metrics.u(1.25), metrics.u(0.75))
        self._body.setSpacing(metrics.u(0.4))
        clear(self._body)
        self.setVisible(bool(found.count if isinstance(found, VoucherDesk) else found))
        if isinstance(found, VoucherDesk):
            self._vouchers(found, binder)
        elif found:
            for one in found:
                self._settlement(one, binder)

    def _vouchers(self, found: VoucherDesk, binder: Binder) -> None:
        if not found.gaps:
            self._body.addWidget(
                StatusWord(self._context, DONE, N_("Every voucher shows what it must show."), wrap=True)
            )
            return
        said = NP_("{n} voucher is not complete", "{n} vouchers are not complete", len(found.gaps))
        self._body.addWidget(StatusWord(self._context, NOTICE, said, wrap=True))
        joint = "、" if self._context.translator.language == "zh_TW" else ", "
        for gap in found.gaps[:MOST]:
            words = joint.join(self._context.text(one) for one in gap.missing)
            told = N_("{voucher}: still missing {fields}", voucher=gap.title or UNNAMED, fields=words)
            self._body.addWidget(binder.label(told))
            button = binder.button(N_("Go there"), None, kind="small", name="go_there")
            button.setProperty("place", f"record:voucher:{gap.id}:{gap.field}")
            button.setAccessibleName(f"{button.text()}: {self._context.text(told)}")
            button.clicked.connect(self._on_place)
            self._body.addLayout(button_row(button))
        if len(found.gaps) > MOST:
            self._body.addWidget(binder.label(NP_("{n} more", "{n} more", len(found.gaps) - MOST), "caption"))

    def _settlement(self, one: SettlementView, binder: Binder) -> None:
        self._body.addWidget(binder.label(one.title or NOT_NAMED, "strong"))
        figures = one.figures
        if figures is None:
            said = N_("Write down what was approved and what was spent.")
            self._body.addWidget(StatusWord(self._context, OPEN, said, wrap=True))
            return
        amounts = {
            "approved": Money(figures.approved, figures.currency),
            "spent": Money(figures.spent, figures.currency),
        }
        if figures.balance < 0:
            over = Money(-figures.balance, figures.currency)
            told = N_("Approved {approved}, spent {spent}: {over} too much", over=over, **amounts)
            self._body.addWidget(StatusWord(self._context, PROBLEM, told, wrap=True))
            return
        balance = Money(figures.balance, figures.currency)
        told = N_("Approved {approved} − spent {spent} = {balance}", balance=balance, **amounts)
        self._body.addWidget(StatusWord(self._context, DONE, told, wrap=True))
        if figures.refund:
            refund = Money(figures.refund, figures.currency)
            words = N_("To be refunded: {amount}", amount=refund)
            if figures.capital:
                words = N_(
                    "To be refunded: {amount}, in capital numerals {capital}", amount=refund, capital=figures.capital
                )
            self._body.addWidget(binder.label(words))
        else:
            self._body.addWidget(binder.label(N_("Nothing is to be refunded.")))

    def _on_place(self) -> None:
        self.place_asked.emit(str(self.sender().property("place")))
