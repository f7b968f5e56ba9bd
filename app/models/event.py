"""Outreach events: what was held, who was reached, what was said and what is owed."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Option
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.attendance import KEPT
from app.models.base import Base, Record
from app.models.options import LANGUAGES
from app.models.sourced import Sourced

MVP = "mvp2.md 10"
ROUNDS = (
    Option("R1", N_("Round 1: listen")),
    Option("R2", N_("Round 2: test priorities")),
    Option("R3", N_("Round 3: compare seed ideas")),
    Option("none", N_("Not part of a round")),
)
METHODS = (
    Option("booth", N_("Booth")),
    Option("board_game", N_("Board game")),
    Option("home_visit", N_("Household visits")),
    Option("broadcast", N_("Broadcast")),
    Option("dinner", N_("Community dinner, potluck")),
    Option("popup", N_("Pop-up event")),
    Option("survey", N_("Survey")),
    Option("social", N_("Social media")),
    Option("email", N_("E-mail list")),
    Option("interview", N_("Interviews")),
    Option("focus", N_("Focus group")),
    Option("listening", N_("Listening session")),
    Option("meeting", N_("Community meeting")),
    Option("place_survey", N_("Survey at a gathering place")),
    Option("housing_visit", N_("Visit to public housing")),
    Option("postcard", N_("Postcard with QR code")),
    Option("cbo", N_("Through a community organisation")),
    Option("other", N_("Other method")),
)
AUDIENCES = (
    Option("students", N_("Students")),
    Option("elders", N_("Older people")),
    Option("new_residents", N_("New immigrants")),
    Option("companies", N_("Companies")),
    Option("general", N_("General public")),
)
REACHED = N_("Who was reached")
HELD = N_("How it was held")
OUTCOME = N_("What came of it")
SIGNED_IN = N_("Sign-in sheets and notes")
FLYER = N_("On the flyer")


class Event(Record, Sourced, Base):
    """One outreach event. Source: R28 and the event fields of ``mvp2.md`` section 10."""

    __tablename__ = "event"
    __record__ = col.about(
        N_("Event"),
        N_("Events"),
        source="records_and_reports.md R28",
        empty=N_("Every booth, visit and meeting is evidence. Log it the same day, with photos."),
        add=N_("Add event"),
        room="activities",
        table=("date", "title", "place", "attended", "method", "topic"),
        date_order=(("date", "report_back_on"),),
        falls=(col.Falls("report_back_on", N_("report back to the people"), ahead=30),),
    )

    title: Mapped[str | None] = col.text(
        N_("Event title"),
        required=True,
        title=True,
        example=zh_en("中秋防災闖關", "Potluck on heat and floods"),
    )
    date: Mapped[str | None] = col.date(N_("Date"), required=True)
    time: Mapped[str | None] = col.time_range(N_("Time"), source=MVP, example=zh_en("09:00–10:30", "6:00 pm–8:00 pm"))
    place: Mapped[str | None] = col.text(N_("Place"))
    method: Mapped[str | None] = col.enum(N_("Method"), METHODS)
    attended: Mapped[int | None] = col.integer(
        N_("People present"),
        unit=N_("people"),
        required=True,
        minimum=0,
        help=N_("Count heads or use the sign-in sheet. Leave it empty where nobody counted."),
    )
    topic: Mapped[str | None] = col.text(N_("Topic"))
    photos: Mapped[tuple[str, ...] | None] = col.photos(N_("Photos"))
    proof: Mapped[tuple[str, ...] | None] = col.references(
        N_("Proof"), "file", required=True, help=N_("A sign-in sheet, a letter, a recording: what shows it took place.")
    )

    round: Mapped[str | None] = col.enum(N_("Engagement round"), ROUNDS, group=REACHED, source=MVP)
    audience: Mapped[tuple[str, ...] | None] = col.set_of(N_("Audience"), AUDIENCES, group=REACHED)
    target_groups: Mapped[str | None] = col.text(
        N_("Groups to be reached"),
        group=REACHED,
        source=MVP,
        example=zh_en("新住民、夜班工人", "Renters, night-shift workers"),
    )
    counts: ClassVar[Field] = col.rows(
        N_("People present by group"),
        "event_count",
        group=REACHED,
        source=MVP,
        help=N_("Only what people said about themselves. Never name anyone here."),
    )
    households_visited: Mapped[int | None] = col.integer(
        N_("Households visited"), unit=N_("households"), group=REACHED, minimum=0
    )
    languages: Mapped[tuple[str, ...] | None] = col.set_of(N_("Languages"), LANGUAGES, group=REACHED, source=MVP)
    interpreter: Mapped[bool | None] = col.tristate(N_("Interpreter present"), group=REACHED, source=MVP)
    host: Mapped[str | None] = col.reference(N_("Host liaison"), "person", group=REACHED, source=MVP)

    attendance_kept: Mapped[str | None] = col.enum(
        N_("What is kept of the sign-in sheets"),
        KEPT,
        group=SIGNED_IN,
        source=MVP,
        help=N_("Where only counts are kept, no name is ever typed."),
    )
    attendance: ClassVar[Field] = col.rows(N_("Names on the sheets"), "attendance", group=SIGNED_IN, source=MVP)
    sign_in_sheets: ClassVar[Field] = col.rows(N_("Sign-in sheets"), "sign_in_sheet", group=SIGNED_IN, source=MVP)
    sheet_counts: ClassVar[Field] = col.rows(N_("Tallies of the sheets"), "sheet_count", group=SIGNED_IN, source=MVP)
    feedback_notes: ClassVar[Field] = col.rows(N_("Feedback notes"), "feedback_note", group=SIGNED_IN, source=MVP)
    flyer_contact: Mapped[str | None] = col.text(
        N_("Contact on the flyer"),
        group=FLYER,
        source=MVP,
        help=N_("A flyer is for everybody. Write only what everybody may read."),
        example=zh_en("社區活動中心 04-1234-5678", "Community room, 555-0100"),
    )
    flyer_words: Mapped[str | None] = col.long_text(
        N_("What the flyer says"),
        group=FLYER,
        source=MVP,
        help=N_("Two or three sentences that make people want to come."),
    )

    questions: Mapped[str | None] = col.long_text(
        N_("Questions to ask"),
        group=HELD,
        source=MVP,
        help=N_("Few and short, one to a line. What nobody knows yet comes here from the Roadmap."),
    )
    materials: Mapped[str | None] = col.text(N_("Materials"), group=HELD)
    partners: Mapped[tuple[str, ...] | None] = col.references(N_("Partners"), "organisation", group=HELD)
    childcare: Mapped[bool | None] = col.tristate(N_("Childcare provided"), group=HELD, source=MVP)
    food: Mapped[bool | None] = col.tristate(N_("Food provided"), group=HELD, source=MVP)
    transport: Mapped[bool | None] = col.tristate(N_("Transport provided"), group=HELD, source=MVP)
    stipend: Mapped[bool | None] = col.tristate(N_("Stipend paid"), group=HELD, source=MVP)

    key_statements: Mapped[str | None] = col.long_text(
        N_("Key statements"),
        group=OUTCOME,
        source=MVP,
        help=N_("What people said, in their words, without names."),
    )
    follow_up: Mapped[str | None] = col.long_text(
        N_("Follow-up owed"), group=OUTCOME, source=MVP, help=N_("What was promised, to whom, by when.")
    )
    report_back_on: Mapped[str | None] = col.date(
        N_("Report-back date"),
        group=OUTCOME,
        source=MVP,
        help=N_("The day on which people heard what became of their words."),
    )


class EventCount(Record, Base):
    """How many people of one group were present. Source: ``mvp2.md`` section 10."""

    __tablename__ = "event_count"
    __record__ = col.about(N_("People of one group"), N_("People by group"), source=MVP, add=N_("Add group count"))

    event: Mapped[str | None] = col.parent("event")
    order_key: Mapped[str | None] = col.order()
    group_label: Mapped[str | None] = col.text(
        N_("Group of people"), required=True, title=True, example=zh_en("65歲以上", "65 and older")
    )
    number: Mapped[int | None] = col.integer(N_("Head count"), unit=N_("people"), required=True, minimum=0)
