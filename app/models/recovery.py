"""After a disaster: relief for those who lost someone or something, and the way back to normal."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CURRENCIES
from app.models.sourced import Sourced

CASES = (
    Option("death", N_("Death")),
    Option("missing", N_("Missing person")),
    Option("injury", N_("Severe injury")),
    Option("relocation", N_("Resettlement")),
)
LIVELIHOOD = (
    Option("jobs", N_("Employment")),
    Option("rent", N_("Rent")),
    Option("mental", N_("Mental care")),
)
SOURCE = "records_and_reports.md R21"


class RecoveryCommittee(Record, Sourced, Base):
    """The committee for recovery. Source: R21."""

    __tablename__ = "recovery_committee"
    __record__ = col.about(
        N_("Recovery committee"),
        N_("Recovery committees"),
        source=SOURCE,
        empty=N_("Agree before a disaster who leads the way back, and write the names down."),
        add=N_("Add committee"),
        room="hazards",
    )

    name: Mapped[str | None] = col.text(
        N_("Committee name"),
        required=True,
        title=True,
        example=zh_en("榕樹社區重建委員會", "Banyan Hill recovery committee"),
    )
    members: Mapped[tuple[str, ...] | None] = col.references(N_("Committee members"), "person", required=True)
    established_on: Mapped[str | None] = col.date(N_("Established on"), required=True)
    disaster: Mapped[str | None] = col.reference(N_("Disaster event"), "disaster_event")
    duties: Mapped[str | None] = col.long_text(N_("Duties"))


class ReliefCase(Record, Sourced, Base):
    """Relief of one kind after one disaster, as counts and amounts without names. Source: R21."""

    __tablename__ = "relief_case"
    __record__ = col.about(
        N_("Relief"),
        N_("Relief paid"),
        source=SOURCE,
        empty=N_("After a disaster, count the cases and what was paid. Never write names here."),
        add=N_("Add relief"),
        room="hazards",
    )

    category: Mapped[str | None] = col.enum(N_("Kind of relief"), CASES, required=True, title=True)
    disaster: Mapped[str | None] = col.reference(N_("Disaster event"), "disaster_event", title=True)
    count: Mapped[int | None] = col.integer(N_("Number of cases"), unit=N_("people"), required=True, minimum=0)
    amount: Mapped[int | None] = col.money(
        N_("Amount paid"),
        required=True,
        minimum=0,
        help=N_("Each hazard has its own standard. Ask the office in charge."),
    )
    paid_on: Mapped[str | None] = col.date(N_("Paid on"))
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES)


class ReconstructionPlan(Record, Sourced, Base):
    """One plan for rebuilding. Source: R21."""

    __tablename__ = "reconstruction_plan"
    __record__ = col.about(
        N_("Reconstruction plan"),
        N_("Reconstruction plans"),
        source=SOURCE,
        empty=N_("Keep the plans for rebuilding here, with who wrote them."),
        add=N_("Add reconstruction plan"),
        room="hazards",
    )

    title: Mapped[str | None] = col.text(
        N_("Plan title"), required=True, title=True, example=zh_en("中正街排水重建計畫", "New drains for Mill Street")
    )
    author: Mapped[str | None] = col.text(N_("Written by"), required=True, check="person_name", privacy=Privacy.P2)
    date: Mapped[str | None] = col.date(N_("Date"))
    disaster: Mapped[str | None] = col.reference(N_("Disaster event"), "disaster_event")
    content: Mapped[str | None] = col.long_text(N_("What it contains"))
    file: Mapped[str | None] = col.file(N_("Plan file"), required=True)


class LivelihoodAction(Record, Sourced, Base):
    """Help with work, rent or the mind after a disaster. Source: R21."""

    __tablename__ = "livelihood_action"
    __record__ = col.about(
        N_("Livelihood help"),
        N_("Livelihood help given"),
        source=SOURCE,
        empty=N_("Note help with work, rent and worries after a disaster, as counts."),
        add=N_("Add livelihood help"),
        room="hazards",
    )

    type: Mapped[str | None] = col.enum(N_("Kind of livelihood help"), LIVELIHOOD, required=True, title=True)
    disaster: Mapped[str | None] = col.reference(N_("Disaster event"), "disaster_event", title=True)
    persons: Mapped[int | None] = col.integer(N_("People helped"), unit=N_("people"), required=True, minimum=0)
    agency: Mapped[str | None] = col.text(
        N_("Agency in charge"), required=True, example=zh_en("勞動部勞動力發展署", "County employment office")
    )
    start: Mapped[str | None] = col.date(N_("Since when"))
    content: Mapped[str | None] = col.long_text(N_("What it contains"))
