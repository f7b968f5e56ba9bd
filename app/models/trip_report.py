"""Reports of visits to others: why we went, day by day what we saw, what we learned and took over."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.sourced import Sourced

SOURCE = "records_and_reports.md 7.1"
COURSE = N_("Day by day")
LEARNED = N_("What we take home")


class TripReport(Record, Sourced, Base):
    """One exchange or study trip. Source: R27, section 7.1."""

    __tablename__ = "trip_report"
    __record__ = col.about(
        N_("Trip report"),
        N_("Trip reports"),
        source=SOURCE,
        empty=N_("Went to see another community? Write it up while the talk is still in your ears."),
        add=N_("Add trip report"),
        room="activities",
        table=("date_start", "title", "place", "host", "date_end"),
        date_order=(("date_start", "date_end"),),
    )

    title: Mapped[str | None] = col.text(
        N_("Name of the trip"), required=True, title=True, example=zh_en("水尾社區觀摩", "Visit to Rivermouth")
    )
    place: Mapped[str | None] = col.text(N_("Place"), required=True)
    date_start: Mapped[str | None] = col.date(N_("First day"), required=True)
    date_end: Mapped[str | None] = col.date(N_("Last day"), required=True)
    members: Mapped[tuple[str, ...] | None] = col.references(N_("Who went"), "person", required=True)
    host: Mapped[str | None] = col.text(N_("Received by"))
    purpose: ClassVar[Field] = col.rows(N_("Purpose"), "trip_purpose", required=True)
    photos: Mapped[tuple[str, ...] | None] = col.photos(N_("Photos"), required=True)

    agenda: ClassVar[Field] = col.rows(N_("Agenda"), "trip_agenda", group=COURSE, required=True)
    sessions: ClassVar[Field] = col.rows(N_("What was seen and said"), "trip_session", group=COURSE)

    insights: ClassVar[Field] = col.rows(N_("Insights"), "trip_insight", group=LEARNED, required=True)
    suggestions: ClassVar[Field] = col.rows(N_("Suggestions"), "trip_suggestion", group=LEARNED, required=True)
    adopted: ClassVar[Field] = col.rows(N_("What we took over"), "trip_adopted", group=LEARNED)


class TripPurpose(Record, Base):
    """One purpose of a trip. Source: section 7.1."""

    __tablename__ = "trip_purpose"
    __record__ = col.about(N_("Purpose of a trip"), N_("Purposes of trips"), source=SOURCE, add=N_("Add purpose"))

    trip_report: Mapped[str | None] = col.parent("trip_report")
    order_key: Mapped[str | None] = col.order()
    content: Mapped[str | None] = col.text(N_("Why we go"), required=True, title=True)


class TripAgenda(Record, Base):
    """One entry of the agenda of one day. Source: section 7.1."""

    __tablename__ = "trip_agenda"
    __record__ = col.about(N_("Entry of the agenda"), N_("Agendas of trips"), source=SOURCE, add=N_("Add entry"))

    trip_report: Mapped[str | None] = col.parent("trip_report")
    order_key: Mapped[str | None] = col.order()
    date: Mapped[str | None] = col.date(N_("Day"), required=True)
    time: Mapped[str | None] = col.time_range(N_("Time"), example=zh_en("09:00–10:30", "9:00 am–10:30 am"))
    activity: Mapped[str | None] = col.text(
        N_("What is planned"), required=True, title=True, example=zh_en("參訪避難公園", "Tour of the safety park")
    )


class TripSession(Record, Base):
    """One session of one day. Source: section 7.1."""

    __tablename__ = "trip_session"
    __record__ = col.about(N_("Session of a trip"), N_("Sessions of trips"), source=SOURCE, add=N_("Add session"))

    trip_report: Mapped[str | None] = col.parent("trip_report")
    order_key: Mapped[str | None] = col.order()
    date: Mapped[str | None] = col.date(N_("Day"))
    title: Mapped[str | None] = col.text(N_("Session title"), required=True, title=True)
    content: Mapped[str | None] = col.long_text(N_("What was seen and said"))


class TripInsight(Record, Base):
    """One insight. Source: section 7.1."""

    __tablename__ = "trip_insight"
    __record__ = col.about(N_("Insight"), N_("Insights of trips"), source=SOURCE, add=N_("Add insight"))

    trip_report: Mapped[str | None] = col.parent("trip_report")
    order_key: Mapped[str | None] = col.order()
    content: Mapped[str | None] = col.long_text(N_("What we learned"), required=True, title=True)


class TripSuggestion(Record, Base):
    """One suggestion with who sees to it. Source: section 7.1."""

    __tablename__ = "trip_suggestion"
    __record__ = col.about(
        N_("Suggestion"),
        N_("Suggestions of trips"),
        source=SOURCE,
        add=N_("Add suggestion"),
        falls=(col.Falls("due", col.TO_DO),),
    )

    trip_report: Mapped[str | None] = col.parent("trip_report")
    order_key: Mapped[str | None] = col.order()
    content: Mapped[str | None] = col.long_text(N_("What we suggest"), required=True, title=True)
    owner: Mapped[str | None] = col.reference(N_("Seen to by"), "person")
    due: Mapped[str | None] = col.date(N_("Due on"))


class TripAdopted(Record, Base):
    """One practice of theirs that was taken over. Source: section 7.1."""

    __tablename__ = "trip_adopted"
    __record__ = col.about(
        N_("Practice taken over"), N_("Practices taken over"), source=SOURCE, add=N_("Add practice taken over")
    )

    trip_report: Mapped[str | None] = col.parent("trip_report")
    order_key: Mapped[str | None] = col.order()
    content: Mapped[str | None] = col.text(N_("What we took over"), required=True, title=True)
    date: Mapped[str | None] = col.date(N_("Taken over on"))
    practice: Mapped[str | None] = col.reference(N_("Special practice"), "special_practice")
