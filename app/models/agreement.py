"""Agreements: standby contracts, memoranda and promises of help, and until when they hold."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import PARTNER_KINDS
from app.models.sourced import Sourced

KINDS = (
    Option("standby", N_("Standby contract")),
    Option("mou", N_("Memorandum of understanding")),
    Option("support", N_("Support agreement")),
    Option("verbal", N_("Verbal understanding")),
)
SIGNERS = (
    Option("community", N_("The community")),
    Option("office", N_("The town office")),
    Option("county", N_("The county or city government")),
)
USE = N_("When it is needed")
WARNED = 60
"""Days before the end on which it is said that an agreement runs out. Source: R15."""


class Agreement(Record, Sourced, Base):
    """One agreement with a partner. Source: R14, R15."""

    __tablename__ = "agreement"
    __record__ = col.about(
        N_("Agreement"),
        N_("Agreements"),
        source="records_and_reports.md R14",
        empty=N_("Who promised what help? Write it down with its end date and the signed copy."),
        add=N_("Add agreement"),
        room="partners",
        table=("title", "counterparty", "kind", "end", "start", "signed_by"),
        date_order=(("start", "end"),),
        ends=(("end", WARNED),),
        falls=(col.Falls("end", col.ENDS),),
    )

    title: Mapped[str | None] = col.text(
        N_("Agreement title"),
        required=True,
        title=True,
        example=zh_en("民生物資開口契約", "Standby supply of groceries"),
    )
    counterparty: Mapped[str | None] = col.reference(
        N_("Other party"),
        "organisation",
        required=True,
        help=N_("Its kind, phone and address stand in its own record."),
    )
    kind: Mapped[str | None] = col.enum(N_("Kind of agreement"), KINDS, required=True)
    signed_by: Mapped[str | None] = col.enum(
        N_("Signed by"),
        SIGNERS,
        help=N_("Standby contracts are mostly signed by the town office. Do not call them your own."),
    )
    scope: Mapped[str | None] = col.long_text(
        N_("What it covers"), required=True, example=zh_en("怪手1部及操作人員", "One excavator with a driver")
    )
    start: Mapped[str | None] = col.date(N_("Valid since"), required=True)
    end: Mapped[str | None] = col.date(
        N_("Valid until"), help=N_("You are told 60 days before. Leave it empty where it has no end.")
    )
    proof: Mapped[tuple[str, ...] | None] = col.references(
        N_("Proof"), "file", required=True, help=N_("A copy of what was signed.")
    )

    partner_type: Mapped[str | None] = col.enum(
        N_("Kind of partner"), PARTNER_KINDS, group=USE, source="records_and_reports.md R15"
    )
    quantity: Mapped[str | None] = col.text(N_("How much"), group=USE, example=zh_en("1部", "One machine"))
    trigger: Mapped[str | None] = col.text(
        N_("What starts it"),
        group=USE,
        help=N_("From which moment the other party has to help."),
        example=zh_en("災害應變中心開設", "The emergency operations centre opens"),
    )
    contact_day: Mapped[str | None] = col.text(
        N_("Contact by day"), group=USE, privacy=Privacy.P2, help=N_("A name and a number that is answered.")
    )
    contact_night: Mapped[str | None] = col.text(N_("Contact by night"), group=USE, privacy=Privacy.P2)
    last_used: Mapped[str | None] = col.date(N_("Last used on"), group=USE)
    last_used_for: Mapped[str | None] = col.text(
        N_("Last used for"), group=USE, example=zh_en("111年尼莎颱風", "The flood of 2022")
    )
