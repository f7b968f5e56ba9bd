"""Organisations: partners, offices, schools, firms and vendors."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import FromPack, Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import LANGUAGES, PARTNER_KINDS
from app.models.sourced import Sourced

KINDS = (*PARTNER_KINDS, Option("vendor", N_("Vendor")))


class Organisation(Record, Sourced, Base):
    """One organisation. Source: R15, kinds of partner, and vendors."""

    __tablename__ = "organisation"
    __record__ = col.about(
        N_("Organisation"),
        N_("Organisations"),
        source="records_and_reports.md R15",
        empty=N_("List whom you work with: schools, offices, firms, groups next door."),
        add=N_("Add organisation"),
        room="partners",
    )

    name: Mapped[str | None] = col.text(
        N_("Organisation name"),
        required=True,
        title=True,
        help=N_("The full official name, as it stands on letters."),
        example=zh_en("榕樹國民小學", "Banyan Elementary School"),
    )
    kind: Mapped[str | None] = col.enum(N_("Kind of organisation"), KINDS, required=True)
    contact_person: Mapped[str | None] = col.text(N_("Contact person"), check="person_name", privacy=Privacy.P2)
    phone: Mapped[str | None] = col.code(N_("Phone"), "phone", privacy=Privacy.P2)
    email: Mapped[str | None] = col.code(N_("E-mail"), "email", privacy=Privacy.P2)
    address: Mapped[str | None] = col.text(N_("Address"))
    note: Mapped[str | None] = col.long_text(N_("Note"))
    tax_id: Mapped[str | None] = col.code(
        N_("Business number"),
        "tax_id",
        group=N_("More about the organisation"),
        source="records_and_reports.md R24",
        help=N_("As it is printed, in Taiwan eight digits. A number that looks wrong is kept and marked."),
    )
    languages: Mapped[tuple[str, ...] | None] = col.set_of(
        N_("Languages"), LANGUAGES, group=N_("More about the organisation")
    )
    roles: Mapped[tuple[str, ...] | None] = col.set_of(
        N_("Roles that it holds as a whole"),
        FromPack("roles"),
        group=N_("More about the organisation"),
        source="mvp2.md 5",
        help=N_("Such as the planning vendor. A role of one of its people stands with that person."),
    )
