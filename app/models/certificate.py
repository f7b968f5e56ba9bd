"""Certificates that people hold."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.sourced import Sourced

KINDS = (
    Option("dp", N_("Disaster volunteer")),
    Option("dp_advanced", N_("Advanced disaster volunteer")),
    Option("cpr_aed", N_("CPR+AED")),
    Option("emt", N_("EMT")),
    Option("radio", N_("Radio operator")),
    Option("debris_officer", N_("Debris-flow officer")),
    Option("cert", N_("CERT basic training")),
    Option("other", N_("Other certificate")),
)


class Certificate(Record, Sourced, Base):
    """One certificate of one person. Source: R10."""

    __tablename__ = "certificate"
    __record__ = col.about(
        N_("Certificate"),
        N_("Certificates"),
        source="records_and_reports.md R10",
        empty=N_("Record who is trained and until when, so that nothing runs out unseen."),
        add=N_("Add certificate"),
        room="people",
        date_order=(("issued_on", "expires_on"),),
        falls=(col.Falls("expires_on", col.EXPIRES, ahead=90),),
    )

    member: Mapped[str | None] = col.reference(N_("Holder"), "person", required=True, title=True)
    kind: Mapped[str | None] = col.enum(N_("Kind of certificate"), KINDS, required=True, title=True)
    number: Mapped[str | None] = col.text(N_("Certificate number"), privacy=Privacy.P2)
    issued_on: Mapped[str | None] = col.date(N_("Issued on"), required=True)
    expires_on: Mapped[str | None] = col.date(
        N_("Expires on"), help=N_("Leave it empty where the certificate does not expire.")
    )
    issuer: Mapped[str | None] = col.text(N_("Issued by"), example=zh_en("內政部", "American Red Cross"))
    file: Mapped[str | None] = col.file(N_("Copy of the certificate"), privacy=Privacy.P2)
