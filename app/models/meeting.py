"""Meetings: who was there, what was reported, what was decided, who does what until when."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.sourced import Sourced

SOURCE = "records_and_reports.md 7.2"
KINDS = (
    Option("assembly", N_("General assembly")),
    Option("board", N_("Board meeting")),
    Option("team", N_("Team meeting")),
    Option("working", N_("Working group")),
    Option("panel", N_("Selection panel")),
    Option("partner", N_("Meeting with partners")),
    Option("public", N_("Open community meeting")),
    Option("other", N_("Other meeting")),
)
STATUS = (
    Option("open", N_("Open")),
    Option("doing", N_("Being done")),
    Option("done", N_("Done")),
    Option("dropped", N_("Dropped")),
)
PEOPLE = N_("Who was there")
MATTERS = N_("What was dealt with")


class Meeting(Record, Sourced, Base):
    """One meeting and its minutes. Source: R29, section 7.2."""

    __tablename__ = "meeting"
    __record__ = col.about(
        N_("Meeting"),
        N_("Meetings"),
        source=SOURCE,
        empty=N_("Start with the date and the agenda. The minutes grow out of them."),
        add=N_("Add meeting"),
        room="meetings",
        table=("date", "title", "place", "chair", "attendee_count"),
    )

    title: Mapped[str | None] = col.text(
        N_("Meeting title"),
        required=True,
        title=True,
        example=zh_en("第3次工作小組會議", "Third working group meeting"),
    )
    kind: Mapped[str | None] = col.enum(N_("Kind of meeting"), KINDS)
    session: Mapped[str | None] = col.text(N_("Session number"), title=True, example=zh_en("114年度第1次", "2025-1"))
    date: Mapped[str | None] = col.date(N_("Date"), required=True)
    time: Mapped[str | None] = col.time_range(
        N_("Time"), required=True, example=zh_en("19:00–20:30", "7:00 pm–8:30 pm")
    )
    place: Mapped[str | None] = col.text(N_("Place"), required=True)
    chair: Mapped[str | None] = col.reference(N_("Chair"), "person", required=True)
    minutes_taker: Mapped[str | None] = col.reference(N_("Minutes taken by"), "person", required=True)
    agenda: ClassVar[Field] = col.rows(N_("Agenda"), "agenda_item")

    attendees: Mapped[tuple[str, ...] | None] = col.references(
        N_("Present"), "person", required=True, group=PEOPLE, help=N_("Those who may vote. Observers stand below.")
    )
    attendee_count: Mapped[int | None] = col.integer(
        N_("Number present"),
        unit=N_("people"),
        group=PEOPLE,
        minimum=0,
        help=N_("Where not everybody is named: how many there were."),
    )
    observers: Mapped[str | None] = col.long_text(
        N_("Observers"), group=PEOPLE, privacy=Privacy.P2, help=N_("With their posts. They may speak, not vote.")
    )
    leave: Mapped[tuple[str, ...] | None] = col.references(N_("On leave"), "person", group=PEOPLE)
    online: Mapped[bool | None] = col.tristate(N_("Also held online"), group=PEOPLE)

    chair_words: Mapped[str | None] = col.long_text(N_("Words of the chair"), group=MATTERS)
    reports: ClassVar[Field] = col.rows(N_("Matters reported"), "report_item", group=MATTERS)
    motions: ClassVar[Field] = col.rows(N_("Matters discussed"), "motion", group=MATTERS)
    extempore: ClassVar[Field] = col.rows(N_("Motions from the floor"), "extempore_motion", group=MATTERS)
    actions: ClassVar[Field] = col.rows(N_("Who does what"), "action_item", group=MATTERS)
    adjourned_at: Mapped[str | None] = col.datetime_(N_("Adjourned at"), group=MATTERS)
    photos: Mapped[tuple[str, ...] | None] = col.photos(N_("Photos"), group=MATTERS)
    proof: Mapped[tuple[str, ...] | None] = col.references(N_("Proof"), "file", group=MATTERS)


class AgendaItem(Record, Base):
    """One point of the agenda. Source: section 7.2."""

    __tablename__ = "agenda_item"
    __record__ = col.about(N_("Agenda item"), N_("Agendas of meetings"), source=SOURCE, add=N_("Add agenda item"))

    meeting: Mapped[str | None] = col.parent("meeting")
    order_key: Mapped[str | None] = col.order()
    content: Mapped[str | None] = col.text(N_("Point of the agenda"), required=True, title=True)
    minutes: Mapped[int | None] = col.integer(N_("Minutes"), unit=N_("minutes"), minimum=0)
    owner: Mapped[str | None] = col.reference(N_("Led by"), "person")


class ReportItem(Record, Base):
    """One matter that was reported, and what the chair decided. Source: section 7.2."""

    __tablename__ = "report_item"
    __record__ = col.about(N_("Report"), N_("Reports to meetings"), source=SOURCE, add=N_("Add report item"))

    meeting: Mapped[str | None] = col.parent("meeting")
    order_key: Mapped[str | None] = col.order()
    content: Mapped[str | None] = col.long_text(N_("What was reported"), required=True, title=True)
    reporter: Mapped[str | None] = col.reference(N_("Reported by"), "person")
    decision: Mapped[str | None] = col.long_text(N_("Decision of the chair"))


class Motion(Record, Base):
    """One motion with its resolution. Source: section 7.2."""

    __tablename__ = "motion"
    __record__ = col.about(
        N_("Motion"), N_("Motions"), source=SOURCE, add=N_("Add motion"), falls=(col.Falls("due", col.TO_DO, "status"),)
    )

    meeting: Mapped[str | None] = col.parent("meeting")
    order_key: Mapped[str | None] = col.order()
    no: Mapped[int | None] = col.integer(N_("Motion number"), minimum=1)
    subject: Mapped[str | None] = col.long_text(N_("Subject of the motion"), required=True, title=True)
    explanation: Mapped[str | None] = col.long_text(N_("Explanation"))
    resolution: Mapped[str | None] = col.long_text(N_("Resolution"), required=True)
    votes: Mapped[str | None] = col.text(
        N_("Votes"), example=zh_en("贊成12、反對1、棄權2", "12 for, 1 against, 2 abstained")
    )
    owner: Mapped[str | None] = col.reference(N_("Carried out by"), "person")
    due: Mapped[str | None] = col.date(N_("Due on"))
    status: Mapped[str | None] = col.enum(N_("Status"), STATUS)


class ExtemporeMotion(Record, Base):
    """One motion that was not on the agenda. Source: section 7.2."""

    __tablename__ = "extempore_motion"
    __record__ = col.about(
        N_("Motion from the floor"),
        N_("Motions from the floor of meetings"),
        source=SOURCE,
        add=N_("Add motion from the floor"),
    )

    meeting: Mapped[str | None] = col.parent("meeting")
    order_key: Mapped[str | None] = col.order()
    mover: Mapped[str | None] = col.reference(N_("Moved by"), "person")
    subject: Mapped[str | None] = col.long_text(N_("Subject of the motion"), required=True, title=True)
    resolution: Mapped[str | None] = col.long_text(N_("Resolution"))
    owner: Mapped[str | None] = col.reference(N_("Carried out by"), "person")
    due: Mapped[str | None] = col.date(N_("Due on"))


class ActionItem(Record, Base):
    """One thing that somebody does until a day. Source: section 7.2."""

    __tablename__ = "action_item"
    __record__ = col.about(
        N_("Action"),
        N_("Actions of meetings"),
        source=SOURCE,
        add=N_("Add action"),
        falls=(col.Falls("due", col.TO_DO, "status"),),
    )

    meeting: Mapped[str | None] = col.parent("meeting")
    order_key: Mapped[str | None] = col.order()
    content: Mapped[str | None] = col.text(N_("What is to be done"), required=True, title=True)
    owner: Mapped[str | None] = col.reference(N_("Carried out by"), "person", required=True)
    due: Mapped[str | None] = col.date(N_("Due on"), required=True)
    status: Mapped[str | None] = col.enum(N_("Status"), STATUS)
