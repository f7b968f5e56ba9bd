"""Photos: the untouched original by its hash, what it shows, and who may see it."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.sourced import Sourced

CONSENT = (
    Option("not_asked", N_("Not asked")),
    Option("team", N_("Team only")),
    Option("authority", N_("Submitting authority")),
    Option("public", N_("Open to the public")),
)
FACTS = N_("About the picture")


class Photo(Record, Sourced, Base):
    """One photo; the original is kept untouched. Source: R26."""

    __tablename__ = "photo"
    __record__ = col.about(
        N_("Photo"),
        N_("Photos"),
        source="records_and_reports.md R26",
        empty=N_("Photos prove what was done. Add originals from a phone or camera, not copies from a chat."),
        add=N_("Add photos"),
        room="photos",
    )

    caption: Mapped[dict[str, str] | None] = col.localized(
        N_("Caption"),
        required=True,
        title=True,
        help=N_("One sentence: who does what, where. The figure number is added by itself."),
        example=zh_en("志工在活動中心清點物資。", "Volunteers count the supplies at the hall."),
    )
    taken_on: Mapped[str | None] = col.date(
        N_("Date taken"), required=True, help=N_("Read from the photo where it says so. You can change it.")
    )
    place: Mapped[str | None] = col.text(N_("Place"))
    by: Mapped[str | None] = col.text(N_("Photographer"), check="person_name", privacy=Privacy.P2)
    shows_people: Mapped[bool | None] = col.tristate(N_("People shown"))
    consent: Mapped[str | None] = col.enum(
        N_("Scope of consent"),
        CONSENT,
        help=N_("Who may see this photo, as the people in it agreed. Blur the faces of minors."),
    )
    name: Mapped[str | None] = col.text(N_("Picture file"), required=True, group=FACTS)
    width_px: Mapped[int | None] = col.integer(N_("Pixel width"), unit=N_("px"), required=True, group=FACTS, minimum=1)
    height_px: Mapped[int | None] = col.integer(
        N_("Pixel height"), unit=N_("px"), required=True, group=FACTS, minimum=1
    )
    dpi_tag: Mapped[int | None] = col.integer(N_("DPI tag"), unit=N_("dpi"), group=FACTS, minimum=0)
    placed_width_cm: Mapped[int | None] = col.decimal(
        N_("Printed width"),
        1,
        unit=N_("cm"),
        group=FACTS,
        minimum=0,
        help=N_("How wide the photo stands on the page. Half a page is 7.5 cm, a full one 16 cm."),
    )
    effective_dpi: ClassVar[Field] = col.computed(
        N_("Effective resolution"), "effective_dpi", unit=N_("dpi"), group=FACTS
    )
    turn: Mapped[int | None] = col.integer(
        N_("Quarter turns clockwise"), group=FACTS, minimum=0, maximum=3, help=N_("For a photo that lies on its side.")
    )
    media_type: Mapped[str | None] = col.text(N_("File type"), group=FACTS, search=False)
    sha256: Mapped[str | None] = col.text(N_("SHA-256 of the file"), group=FACTS, search=False)
    size: Mapped[int | None] = col.integer(N_("File size"), unit=N_("bytes"), group=N_("Kept original"), minimum=0)
    original_taken: Mapped[str | None] = col.datetime_(N_("Time in the photo"), group=N_("Kept original"))
    has_gps: Mapped[bool | None] = col.tristate(
        N_("Holds a position"),
        group=N_("Kept original"),
        help=N_("The position stays in the original. No print or copy ever holds it."),
    )
