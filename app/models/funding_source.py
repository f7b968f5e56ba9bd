"""Funding sources: who gives how much, for which year and which hazards."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import Option
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CURRENCIES, HAZARDS
from app.models.sourced import Sourced

KINDS = (
    Option("central", N_("Central or federal government")),
    Option("local", N_("Local or state government")),
    Option("foundation", N_("Foundation")),
    Option("donation", N_("Company donation")),
    Option("fees", N_("Membership fees")),
    Option("own", N_("Own funds")),
)
POTS = (
    Option("planning", N_("Money for planning")),
    Option("seed", N_("Money for the seed project")),
)
"""Pots that are kept apart. Source: ``mvp2.md`` 1, 14.9."""


class FundingSource(Record, Sourced, Base):
    """One source of money. Source: R24."""

    __tablename__ = "funding_source"
    __record__ = col.about(
        N_("Funding source"),
        N_("Funding sources"),
        source="records_and_reports.md R24",
        empty=N_("Say where money comes from and how much. Budget lines then draw on it."),
        add=N_("Add funding source"),
        room="money",
    )

    order_key: Mapped[str | None] = col.order()
    agency: Mapped[str | None] = col.text(
        N_("Funding agency"), required=True, title=True, example=zh_en("消防署", "City of Banyan Hill")
    )
    programme: Mapped[str | None] = col.text(
        N_("Grant programme"), title=True, example=zh_en("114年維運", "Neighbourhood resilience grant")
    )
    year: Mapped[int | None] = col.integer(
        N_("Budget year"),
        check="year",
        required=True,
        minimum=1,
        maximum=2999,
        help=N_("As the agency counts it: an ROC year such as 114, or 2025."),
    )
    amount: Mapped[int | None] = col.money(N_("Amount granted"), required=True, minimum=0)
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES)
    kind: Mapped[str | None] = col.enum(N_("Kind of funding"), KINDS)
    pot: Mapped[str | None] = col.enum(
        N_("Pot"),
        POTS,
        source="mvp2.md 14.9",
        help=N_("Only where planning and the project are paid apart. Their money is then never mixed."),
    )
    hazard_scope: Mapped[tuple[str, ...] | None] = col.set_of(
        N_("Hazard types"),
        HAZARDS,
        help=N_("The hazards this money is for. Some grants ask about the last three years."),
    )
