"""Settlements: what was granted, what was spent, and what goes back."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CURRENCIES
from app.models.sourced import Sourced

RULES = "nfa_114.md 13"
SENT = N_("What is sent in")


class Settlement(Record, Sourced, Base):
    """The final account of one grant; all that is left over is refunded. Source: R24, ``nfa_114.md`` section 13."""

    __tablename__ = "settlement"
    __record__ = col.about(
        N_("Settlement"),
        N_("Settlements"),
        source="records_and_reports.md R24",
        empty=N_("Close the account of a grant here: granted, spent, left over, sent back."),
        add=N_("Add settlement"),
        room="money",
        table=("funding_source", "approved", "spent", "refund", "year", "settled_on"),
        date_order=(("settled_on", "sent_on"),),
        falls=(col.Falls("due", col.TO_DO, ahead=120),),
    )

    funding_source: Mapped[str | None] = col.reference(N_("Funding source"), "funding_source", title=True)
    year: Mapped[int | None] = col.integer(
        N_("Budget year"), check="year", title=True, minimum=1, maximum=2999, example=zh_en("114", "2025")
    )
    approved: Mapped[int | None] = col.money(N_("Amount approved"), minimum=0, example=zh_en("150,000", "150,000"))
    spent: Mapped[int | None] = col.money(N_("Amount spent"), minimum=0, example=zh_en("145,650", "145,650"))
    balance: ClassVar[Field] = col.computed(
        N_("Balance"), "settlement_balance", currency_field="currency", help=N_("Approved less spent.")
    )
    refund: ClassVar[Field] = col.computed(
        N_("To be refunded"),
        "settlement_refund",
        currency_field="currency",
        help=N_("All that is left over goes back, not only a share."),
    )
    settled_on: Mapped[str | None] = col.date(N_("Settled on"))
    due: Mapped[str | None] = col.date(N_("Due on"), source=RULES)
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES)

    receipt_file: Mapped[str | None] = col.file(N_("Receipt of the organisation"), group=SENT, source=RULES)
    statement_file: Mapped[str | None] = col.file(N_("Statement of account"), group=SENT, source=RULES)
    account: Mapped[str | None] = col.text(
        N_("Account for the transfer"), group=SENT, source=RULES, privacy=Privacy.P2, search=False
    )
    sent_on: Mapped[str | None] = col.date(N_("Sent on"), group=SENT, source=RULES)
    refunded_on: Mapped[str | None] = col.date(N_("Refunded on"), group=SENT, source=RULES)
