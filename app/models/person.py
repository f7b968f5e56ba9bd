"""People: members, liaisons, helpers and contacts, with the roles they hold."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, FromPack, Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import LANGUAGES
from app.models.sourced import Sourced

AGE_BANDS = (
    Option("u18", N_("Under 18")),
    Option("a18_34", N_("18 to 34")),
    Option("a35_49", N_("35 to 49")),
    Option("a50_64", N_("50 to 64")),
    Option("a65_74", N_("65 to 74")),
    Option("a75", N_("75 and older")),
)
MEMBERSHIP = N_("Membership")
MORE = N_("More about the person")


class Person(Record, Sourced, Base):
    """One person. Source: R09."""

    __tablename__ = "person"
    __record__ = col.about(
        N_("Person"),
        N_("People"),
        source="records_and_reports.md R09",
        empty=N_("Start with the people who already help. A name is enough; the rest can wait."),
        add=N_("Add person"),
        room="people",
        date_order=(("active_since", "left_on"),),
    )

    name: Mapped[str | None] = col.text(
        N_("Full name"),
        required=True,
        title=True,
        check="person_name",
        privacy=Privacy.P2,
        help=N_("As the person writes it. Public outputs show it masked."),
        example=zh_en("陳榕樹", "Rosa Banyan"),
    )
    roles: ClassVar[Field] = col.rows(N_("Roles held"), "person_role", required=True)
    phone: Mapped[str | None] = col.code(N_("Phone"), "phone", privacy=Privacy.P2)
    email: Mapped[str | None] = col.code(N_("E-mail"), "email", privacy=Privacy.P2)
    is_dp: Mapped[bool | None] = col.tristate(
        N_("Certified disaster volunteer"),
        required=True,
        help=N_("Taiwan calls this volunteer 防災士. Record the certificate too, with its number and date."),
    )
    skills: Mapped[str | None] = col.text(
        N_("Skills"), example=zh_en("木工、無線電、台語口譯", "Carpentry, radio, Spanish interpreting")
    )
    languages: Mapped[tuple[str, ...] | None] = col.set_of(N_("Languages"), LANGUAGES)
    organisation: Mapped[str | None] = col.reference(N_("Organisation"), "organisation")
    age_band: Mapped[str | None] = col.enum(N_("Age group"), AGE_BANDS, group=MEMBERSHIP, privacy=Privacy.P1)
    active_since: Mapped[str | None] = col.date(N_("Joined the team"), group=MEMBERSHIP)
    left_on: Mapped[str | None] = col.date(N_("Left the team"), group=MEMBERSHIP, privacy=Privacy.P1)
    note: Mapped[str | None] = col.long_text(N_("Note"), group=MORE, privacy=Privacy.P1)


class PersonRole(Record, Base):
    """One role that a person holds or held, for the community or for an organisation. Source: R09."""

    __tablename__ = "person_role"
    __record__ = col.about(
        N_("Role of a person"),
        N_("Roles of people"),
        source="records_and_reports.md R09",
        add=N_("Add role"),
        date_order=(("start", "end"),),
        applies={"role": ("other_title", ("",))},
    )

    person: Mapped[str | None] = col.parent("person")
    order_key: Mapped[str | None] = col.order()
    role: Mapped[str | None] = col.enum(
        N_("Role held"),
        FromPack("roles"),
        required=True,
        title=True,
        help=N_("Choose from the programme's list, or write another title."),
    )
    other_title: Mapped[str | None] = col.text(N_("Other title"), title=True)
    organisation: Mapped[str | None] = col.reference(N_("For organisation"), "organisation")
    start: Mapped[str | None] = col.date(N_("Held since"))
    end: Mapped[str | None] = col.date(N_("Held until"))
