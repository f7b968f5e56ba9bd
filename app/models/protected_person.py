"""People who need help to get to safety: the plan for each, kept in the private drawer and told as counts only."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.sourced import Sourced

CATEGORIES = (
    Option("ill", N_("Sick or injured")),
    Option("elder", N_("Older person")),
    Option("foreign", N_("Person from abroad")),
    Option("infant", N_("Infant or small child")),
    Option("pregnant", N_("Pregnant or just gave birth")),
    Option("disability", N_("Person with a disability")),
    Option("device", N_("Depends on a life-support device")),
    Option("alone", N_("Lives alone")),
)
"""The list of the fire agency, and living alone. Source: R07."""
MOBILITY = (
    Option("walks", N_("Walks without help")),
    Option("aid", N_("Walks with a cane or frame")),
    Option("wheelchair", N_("Needs a wheelchair")),
    Option("carried", N_("Has to be carried")),
    Option("guided", N_("Has to be guided")),
)
NEEDS = N_("Needs")
WHO = N_("Who it is")
AGREED = N_("Consent and review")


class ProtectedPerson(Record, Sourced, Base):
    """One person to protect; the whole record is sensitive. Source: R07."""

    __tablename__ = "protected_person"
    __record__ = col.about(
        N_("Person to protect"),
        N_("People to protect"),
        privacy=Privacy.P3,
        sealed=True,
        source="records_and_reports.md R07",
        empty=N_("Ask first. Then plan, person by person, who helps and where to."),
        add=N_("Add person to protect"),
        room="people",
    )

    code: Mapped[str | None] = col.text(
        N_("Code"),
        required=True,
        title=True,
        privacy=Privacy.P3,
        help=N_("Stands for the name on every list. The name itself stays in here."),
        example=zh_en("V-017", "V-017"),
    )
    category: Mapped[tuple[str, ...] | None] = col.set_of(
        N_("Kind of need"), CATEGORIES, required=True, privacy=Privacy.P3
    )
    helper_1: Mapped[str | None] = col.reference(N_("First helper"), "person", required=True, privacy=Privacy.P3)
    helper_2: Mapped[str | None] = col.reference(N_("Second helper"), "person", privacy=Privacy.P3)
    shelter: Mapped[str | None] = col.reference(N_("Goes to shelter"), "shelter", required=True, privacy=Privacy.P3)
    transport: Mapped[str | None] = col.text(
        N_("Transport"), privacy=Privacy.P3, example=zh_en("鄰居的廂型車", "A neighbour's van")
    )
    consent: Mapped[bool | None] = col.tristate(
        N_("Consent given"),
        required=True,
        privacy=Privacy.P3,
        help=N_("Whether the person, or whoever speaks for them, agreed in writing."),
    )
    reviewed_on: Mapped[str | None] = col.date(
        N_("Reviewed on"),
        required=True,
        privacy=Privacy.P3,
        help=N_("Look at it once a year, before the flood season."),
        example=zh_en("114年4月1日", "April 1, 2025"),
    )

    name: Mapped[str | None] = col.text(N_("Full name"), group=WHO, check="person_name", privacy=Privacy.P3)
    birth_year: Mapped[int | None] = col.integer(
        N_("Year of birth"), check="year", group=WHO, privacy=Privacy.P3, minimum=1, maximum=2999
    )
    address: Mapped[str | None] = col.text(N_("Address"), group=WHO, privacy=Privacy.P3)
    phone: Mapped[str | None] = col.code(N_("Phone"), "phone", group=WHO, privacy=Privacy.P3)
    contact: Mapped[str | None] = col.text(N_("Emergency contact"), group=WHO, check="person_name", privacy=Privacy.P3)
    contact_phone: Mapped[str | None] = col.code(
        N_("Phone of the emergency contact"), "phone", group=WHO, privacy=Privacy.P3
    )

    mobility: Mapped[str | None] = col.enum(N_("Mobility"), MOBILITY, group=NEEDS, privacy=Privacy.P3)
    device: Mapped[str | None] = col.text(
        N_("Life-support device"), group=NEEDS, privacy=Privacy.P3, example=zh_en("製氧機", "Oxygen machine")
    )
    medication: Mapped[str | None] = col.text(N_("Medication"), group=NEEDS, privacy=Privacy.P3)

    consent_kept: Mapped[str | None] = col.text(
        N_("Where the signed form is kept"),
        group=AGREED,
        privacy=Privacy.P3,
        help=N_("Keep the paper itself under lock. Scans and photos cannot be put into the private drawer."),
        example=zh_en("里辦公處鐵櫃", "Steel cabinet in the village office"),
    )
