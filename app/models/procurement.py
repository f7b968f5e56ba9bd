"""The log of vendors: what was asked of whom, who was chosen and why, the contract, and who takes over after it.

Kept from the first step on: the planning vendor stands here as well as the one who carries out the project.
Source: ``mvp2.md`` 4 (steps 1, 8 and 9), 14.3.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import Option
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CURRENCIES
from app.models.sourced import Sourced

SOURCE = "mvp2.md 4"
PURPOSES = (
    Option("planning", N_("Planning and leading meetings")),
    Option("carrying_out", N_("Carrying out the project")),
    Option("advice", N_("Advice on one topic")),
    Option("language", N_("Interpreting and translating")),
    Option("other", N_("Other goods or services")),
)
STATES = (
    Option("looking", N_("Looking for somebody")),
    Option("asked", N_("Offers asked for")),
    Option("chosen", N_("Chosen, not signed yet")),
    Option("signed", N_("Contract signed")),
    Option("ended", N_("Contract ended")),
    Option("dropped", N_("Not pursued")),
)
CHOICE = N_("How the choice was made")
CONTRACT = N_("Contract and money")
AFTER = N_("After the contract")
WARNED = 60
"""Days before the end of a contract on which it is said that it runs out."""


class Procurement(Record, Sourced, Base):
    """One thing or service that was bought, from looking for a vendor to the end of the contract."""

    __tablename__ = "procurement"
    __record__ = col.about(
        N_("Purchase and vendor"),
        N_("Purchases and vendors"),
        source=SOURCE,
        empty=N_("Log each vendor from the first call on. Later nobody has to ask why this one was chosen."),
        add=N_("Add purchase or vendor"),
        room="partners",
        table=("title", "vendor", "purpose", "state", "signed_on", "end"),
        date_order=(("asked_on", "signed_on"), ("start", "end")),
        ends=(("end", WARNED),),
        falls=(col.Falls("end", col.ENDS, done="state", mark="ended"),),
    )

    order_key: Mapped[str | None] = col.order()
    title: Mapped[str | None] = col.text(
        N_("What is bought"),
        required=True,
        title=True,
        example=zh_en("規劃與會議帶領", "Planning and meetings"),
    )
    purpose: Mapped[str | None] = col.enum(N_("What it is for"), PURPOSES, required=True)
    state: Mapped[str | None] = col.enum(N_("How far it is"), STATES, required=True)
    vendor: Mapped[str | None] = col.reference(
        N_("Vendor"), "organisation", help=N_("Empty until one is chosen. Phone and address stand in its own record.")
    )
    responsible: Mapped[str | None] = col.reference(N_("Who looks after it"), "person")
    project: Mapped[str | None] = col.reference(N_("Project"), "project")
    note: Mapped[str | None] = col.long_text(N_("Note"))

    asked_on: Mapped[str | None] = col.date(N_("Offers asked for on"), group=CHOICE)
    asked: Mapped[int | None] = col.integer(N_("Vendors asked"), unit=N_("vendors"), minimum=0, group=CHOICE)
    offers: Mapped[int | None] = col.integer(N_("Offers received"), unit=N_("offers"), minimum=0, group=CHOICE)
    reasons: Mapped[str | None] = col.long_text(
        N_("Why this one"),
        group=CHOICE,
        help=N_("Not only the price: how they work with residents, in which languages, when they can meet."),
    )

    amount: Mapped[int | None] = col.money(N_("Amount of the contract"), minimum=0, group=CONTRACT)
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES, group=CONTRACT)
    pot: Mapped[str | None] = col.reference(N_("Paid from"), "funding_source", group=CONTRACT)
    budget_line: Mapped[str | None] = col.reference(
        N_("Budget line"),
        "budget_line",
        group=CONTRACT,
        help=N_("Once signed, what is not paid yet counts there as ordered."),
    )
    signed_on: Mapped[str | None] = col.date(N_("Contract signed on"), group=CONTRACT)
    start: Mapped[str | None] = col.date(N_("Contract begins"), group=CONTRACT)
    end: Mapped[str | None] = col.date(N_("Contract ends"), group=CONTRACT)
    contract: Mapped[str | None] = col.file(N_("The signed contract"), group=CONTRACT)

    follows: Mapped[str | None] = col.reference(
        N_("Who manages the project afterwards"),
        "person",
        group=AFTER,
        help=N_("A planning vendor leaves before the project is carried out. Name somebody of your own."),
    )
    handed_over: Mapped[str | None] = col.date(N_("Handed over on"), group=AFTER)
