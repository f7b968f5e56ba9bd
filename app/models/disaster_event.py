"""Disasters of the past: when, where, what was lost, what was learned."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CURRENCIES, HAZARDS
from app.models.sourced import Sourced

LOSSES = N_("What was lost")
LESSONS = N_("What was learned")


class DisasterEvent(Record, Sourced, Base):
    """One disaster. Source: R02; deaths and missing exclude each other, the injured exclude the dead."""

    __tablename__ = "disaster_event"
    __record__ = col.about(
        N_("Disaster event"),
        N_("Disaster events"),
        source="records_and_reports.md R02",
        empty=N_("Write down what has happened here before. Even three floods already show a pattern."),
        add=N_("Add disaster event"),
        room="hazards",
        table=("date_start", "name", "hazard", "place", "injured", "houses_damaged", "loss"),
        date_order=(("date_start", "date_end"),),
    )

    name: Mapped[str | None] = col.text(
        N_("Disaster name"), required=True, title=True, example=zh_en("尼伯特颱風", "Typhoon Nepartak")
    )
    date_start: Mapped[str | None] = col.date(
        N_("Began on"), required=True, help=N_("The day, or only the month or year where nobody remembers more.")
    )
    date_end: Mapped[str | None] = col.date(N_("Ended on"))
    hazard: Mapped[str | None] = col.enum(
        N_("Hazard type"), HAZARDS, required=True, help=N_("The main hazard. The event is counted once, under it.")
    )
    place: Mapped[str | None] = col.text(
        N_("Place"), required=True, example=zh_en("中正街低窪處", "Low end of Mill Street")
    )
    position: Mapped[str | None] = col.coordinates(N_("Coordinates"))
    source_text: Mapped[str | None] = col.text(
        N_("Source"),
        required=True,
        help=N_("Who told us, or where it is written. A reader can then check it."),
        example=zh_en("鎮公所災情彙整表", "Damage report of the town office"),
    )
    photos: Mapped[tuple[str, ...] | None] = col.photos(N_("Photos"))
    secondary: Mapped[tuple[str, ...] | None] = col.set_of(N_("Secondary hazards"), HAZARDS)

    deaths: Mapped[int | None] = col.integer(
        N_("Deaths"),
        unit=N_("people"),
        group=LOSSES,
        minimum=0,
        help=N_("Write 0 only where you know it. Leave it empty where nobody knows."),
        example=zh_en("0", "0"),
    )
    missing: Mapped[int | None] = col.integer(
        N_("Missing"),
        unit=N_("people"),
        group=LOSSES,
        minimum=0,
        help=N_("Whoever is counted as dead is not counted here again."),
    )
    injured: Mapped[int | None] = col.integer(
        N_("Injured"), unit=N_("people"), group=LOSSES, minimum=0, help=N_("Without those who died later.")
    )
    affected: Mapped[int | None] = col.integer(
        N_("People affected"),
        unit=N_("people"),
        group=LOSSES,
        minimum=0,
        help=N_("People who felt the effects but were not hurt, such as homes without water."),
        example=zh_en("420", "420"),
    )
    evacuated: Mapped[int | None] = col.integer(N_("People evacuated"), unit=N_("people"), group=LOSSES, minimum=0)
    houses_destroyed: Mapped[int | None] = col.integer(
        N_("Houses destroyed"),
        unit=N_("households"),
        group=LOSSES,
        minimum=0,
        help=N_("Homes in which nobody can live any more."),
    )
    houses_damaged: Mapped[int | None] = col.integer(
        N_("Houses damaged"), unit=N_("households"), group=LOSSES, minimum=0
    )
    flood_depth: Mapped[int | None] = col.integer(
        N_("Flood depth"), unit=N_("cm"), group=LOSSES, minimum=0, example=zh_en("45", "45")
    )
    loss: Mapped[int | None] = col.money(
        N_("Estimated loss"), group=LOSSES, minimum=0, example=zh_en("1,200,000", "1,200,000")
    )

    cause: Mapped[str | None] = col.long_text(N_("Cause"), group=LESSONS)
    response: Mapped[str | None] = col.long_text(N_("What was done"), group=LESSONS)
    lesson: Mapped[str | None] = col.long_text(
        N_("What was improved"), group=LESSONS, help=N_("What the community does differently since then.")
    )
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES, group=LESSONS)
