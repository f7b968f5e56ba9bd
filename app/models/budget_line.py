"""Budget lines: what is to be bought under which head, for how much."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, FromPack
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CURRENCIES
from app.models.sourced import Sourced

LIMITS = N_("Limits and funding")


class BudgetLine(Record, Sourced, Base):
    """One line of the budget; amount = quantity × unit price. Source: R24."""

    __tablename__ = "budget_line"
    __record__ = col.about(
        N_("Budget line"),
        N_("Budget lines"),
        source="records_and_reports.md R24",
        empty=N_("Write one line for each thing to be paid: how many, at what price."),
        add=N_("Add budget line"),
    )

    order_key: Mapped[str | None] = col.order()
    head: Mapped[str | None] = col.enum(
        N_("Budget head"), FromPack("heads"), required=True, help=N_("The programme's categories of cost.")
    )
    item: Mapped[str | None] = col.text(
        N_("Budget item"), required=True, title=True, example=zh_en("手提擴音器", "Portable speaker")
    )
    qty: Mapped[int | None] = col.decimal(N_("Quantity"), 2, minimum=0)
    unit: Mapped[str | None] = col.text(N_("Unit"), example=zh_en("支", "piece"))
    unit_price: Mapped[int | None] = col.money(N_("Unit price"), minimum=0)
    amount: ClassVar[Field] = col.computed(N_("Amount"), "line_amount", currency_field="currency")
    note: Mapped[str | None] = col.long_text(N_("Note"))
    ceiling: Mapped[int | None] = col.money(
        N_("Price ceiling"),
        group=LIMITS,
        minimum=0,
        help=N_("The highest unit price that is allowed. Leave it empty while you do not know it."),
    )
    funding_source: Mapped[str | None] = col.reference(N_("Paid from"), "funding_source", group=LIMITS)
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES, group=LIMITS)
