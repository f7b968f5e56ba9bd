"""Expenses: what was paid, to whom, for which budget line."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import FromPack, Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CURRENCIES
from app.models.sourced import Sourced

STATES = (
    Option("committed", N_("Ordered, not yet paid")),
    Option("paid", N_("Paid")),
)


class Expense(Record, Sourced, Base):
    """One payment. Source: R24."""

    __tablename__ = "expense"
    __record__ = col.about(
        N_("Expense"),
        N_("Expenses"),
        source="records_and_reports.md R24",
        empty=N_("Write down each payment on the day it is made, with its receipt."),
        add=N_("Add expense"),
        room="money",
        applies={"head": ("budget_line", ("",))},  # a line has its own head, which counts
    )

    date: Mapped[str | None] = col.date(N_("Date"), required=True)
    head: Mapped[str | None] = col.enum(N_("Budget head"), FromPack("heads"), required=True)
    item: Mapped[str | None] = col.text(
        N_("Budget item"), required=True, title=True, example=zh_en("手提擴音器2支", "Two portable speakers")
    )
    amount: Mapped[int | None] = col.money(N_("Amount"), required=True)
    budget_line: Mapped[str | None] = col.reference(
        N_("Budget line"), "budget_line", help=N_("The line of the budget this belongs to. Its head counts.")
    )
    payee: Mapped[str | None] = col.text(N_("Paid to"), check="person_name", privacy=Privacy.P2)
    file: Mapped[str | None] = col.file(N_("Receipt"), privacy=Privacy.P2)
    note: Mapped[str | None] = col.long_text(N_("Note"))
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES)
    state: Mapped[str | None] = col.enum(
        N_("Ordered or paid"),
        STATES,
        group=N_("More about the expense"),
        help=N_("Ordered money is committed. Left empty, it counts as paid."),
    )
