"""Training and drills: what was practised, how fast it went, what must get better."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import HAZARDS
from app.models.sourced import Sourced

KINDS = (
    Option("course", N_("Course")),
    Option("workshop", N_("Workshop")),
    Option("tabletop", N_("Tabletop exercise")),
    Option("drill", N_("Live drill")),
    Option("surprise", N_("Test without notice")),
    Option("outreach", N_("Public outreach")),
)
WHO = N_("Who took part")
REVIEW = N_("After-action review")


class Training(Record, Sourced, Base):
    """One training or drill. Source: R18."""

    __tablename__ = "training"
    __record__ = col.about(
        N_("Training or drill"),
        N_("Training and drills"),
        source="records_and_reports.md R18",
        empty=N_("Log each course and drill with the sign-in sheet, the times, and what to mend."),
        add=N_("Add training or drill"),
        room="activities",
        table=("date", "title", "kind", "attended", "place", "hours", "hazard"),
        falls=(col.Falls("due", col.TO_DO),),
    )

    title: Mapped[str | None] = col.text(
        N_("Name of the training"),
        required=True,
        title=True,
        example=zh_en("114年地震避難演練", "Earthquake drill 2025"),
    )
    date: Mapped[str | None] = col.date(N_("Date"), required=True)
    place: Mapped[str | None] = col.text(N_("Place"), required=True)
    kind: Mapped[str | None] = col.enum(N_("Kind of training"), KINDS, required=True)
    attended: Mapped[int | None] = col.integer(
        N_("People present"),
        unit=N_("people"),
        required=True,
        minimum=0,
        help=N_("As the sign-in sheet says; the sheet is the proof."),
        example=zh_en("64", "64"),
    )
    hours: Mapped[int | None] = col.decimal(
        N_("Length in hours"), 1, unit=N_("hours"), minimum=0, example=zh_en("3", "3")
    )
    trainer: Mapped[str | None] = col.text(N_("Trainer"), check="person_name", privacy=Privacy.P2)
    photos: Mapped[tuple[str, ...] | None] = col.photos(N_("Photos"))
    proof: Mapped[tuple[str, ...] | None] = col.references(
        N_("Proof"), "file", required=True, help=N_("The sign-in sheet, the photos, the script of the drill.")
    )

    hazard: Mapped[str | None] = col.enum(N_("Hazard type"), HAZARDS, group=WHO)
    scenario: Mapped[str | None] = col.text(
        N_("Assumed situation"), group=WHO, example=zh_en("規模6.8地震，道路中斷", "Magnitude 6.8, the road is cut")
    )
    invited: Mapped[int | None] = col.integer(
        N_("People invited"), unit=N_("people"), group=WHO, minimum=0, example=zh_en("80", "80")
    )
    vulnerable_attended: Mapped[int | None] = col.integer(
        N_("Present who need help"),
        unit=N_("people"),
        group=WHO,
        minimum=0,
        help=N_("How many people who need help took part. A number only, no names."),
        example=zh_en("9", "9"),
    )
    groups: Mapped[tuple[str, ...] | None] = col.references(N_("Groups taking part"), "response_group", group=WHO)
    host: Mapped[str | None] = col.text(N_("Organised by"), group=WHO, source="records_and_reports.md 7.3")
    co_host: Mapped[str | None] = col.text(N_("Organised with"), group=WHO, source="records_and_reports.md 7.3")

    timing: ClassVar[Field] = col.rows(
        N_("Times taken"), "training_timing", group=REVIEW, help=N_("Minutes from one moment to the next.")
    )
    good: Mapped[str | None] = col.long_text(N_("What went well"), group=REVIEW)
    gap: Mapped[str | None] = col.long_text(N_("What went wrong"), group=REVIEW)
    action: Mapped[str | None] = col.long_text(N_("What will be mended"), group=REVIEW)
    action_owner: Mapped[str | None] = col.reference(
        N_("Mended by"), "person", group=REVIEW, source="records_and_reports.md 7.3"
    )
    due: Mapped[str | None] = col.date(N_("Mended until"), group=REVIEW)


class TrainingTiming(Record, Base):
    """One time that was taken. Source: R18."""

    __tablename__ = "training_timing"
    __record__ = col.about(
        N_("Time taken"), N_("Times of drills"), source="records_and_reports.md R18", add=N_("Add time")
    )

    training: Mapped[str | None] = col.parent("training")
    order_key: Mapped[str | None] = col.order()
    label: Mapped[str | None] = col.text(
        N_("From what to what"), required=True, title=True, example=zh_en("通報→集合", "Alarm to assembly point")
    )
    minutes: Mapped[int | None] = col.decimal(
        N_("Minutes needed"), 1, unit=N_("minutes"), required=True, minimum=0, example=zh_en("7", "7")
    )
