"""Warnings: the ways in which they come and go, and the log of each alert."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import HAZARDS
from app.models.sourced import Sourced

CHANNELS = (
    Option("cbs", N_("Public warning to phones (CBS)")),
    Option("weather", N_("Weather service")),
    Option("broadcast", N_("Village loudspeakers")),
    Option("group_chat", N_("LINE group")),
    Option("phone_tree", N_("Phone tree")),
    Option("radio", N_("Two-way radio")),
    Option("gong", N_("Gong")),
)
DIRECTIONS = (
    Option("in", N_("Receives")),
    Option("out", N_("Sends")),
    Option("both", N_("Both ways")),
)
RECIPIENTS = (
    Option("office", N_("Town office")),
    Option("fire", N_("Fire branch")),
    Option("eoc", N_("Emergency operations centre (EOC)")),
    Option("other", N_("Somebody else")),
)


class WarningChannel(Record, Sourced, Base):
    """One way in which warnings arrive or leave. Source: R19."""

    __tablename__ = "warning_channel"
    __record__ = col.about(
        N_("Warning channel"),
        N_("Warning channels"),
        source="records_and_reports.md R19",
        empty=N_("How does a warning reach the last house? List each way, and test it."),
        add=N_("Add warning channel"),
        room="readiness",
        table=("channel", "direction", "owner", "tested_on", "backup", "covers"),
    )

    channel: Mapped[str | None] = col.enum(N_("Channel"), CHANNELS, required=True, title=True)
    direction: Mapped[str | None] = col.enum(N_("Direction"), DIRECTIONS, required=True)
    owner: Mapped[str | None] = col.reference(N_("Looked after by"), "person", required=True)
    backup: Mapped[str | None] = col.reference(
        N_("Stand-in"), "person", help=N_("Who does it when the first person is away.")
    )
    covers: Mapped[int | None] = col.integer(N_("Households covered"), unit=N_("households"), minimum=0)
    tested_on: Mapped[str | None] = col.date(
        N_("Tested on"), required=True, help=N_("The last time somebody tried it out.")
    )
    note: Mapped[str | None] = col.long_text(N_("Note"))


class Alert(Record, Sourced, Base):
    """One alert from the first warning to the all-clear. Source: R20."""

    __tablename__ = "alert"
    __record__ = col.about(
        N_("Alert"),
        N_("Alerts"),
        source="records_and_reports.md R20",
        empty=N_("Log one real alert by the minute. It proves more than any plan."),
        add=N_("Add alert"),
        room="readiness",
        date_order=(("date", "ended_on"),),
    )

    title: Mapped[str | None] = col.text(
        N_("Alert title"), required=True, title=True, example=zh_en("尼伯特颱風警報", "Warning for the March storm")
    )
    date: Mapped[str | None] = col.date(N_("Date"), required=True)
    ended_on: Mapped[str | None] = col.date(N_("Ended on"))
    hazard: Mapped[str | None] = col.enum(N_("Hazard type"), HAZARDS)
    disaster: Mapped[str | None] = col.reference(N_("Disaster event"), "disaster_event")
    rows: ClassVar[Field] = col.rows(N_("What happened, by the minute"), "alert_row", required=True)
    reports: ClassVar[Field] = col.rows(N_("Reports sent"), "alert_report")
    photos: Mapped[tuple[str, ...] | None] = col.photos(N_("Photos"))


class AlertRow(Record, Base):
    """One moment of an alert. Source: R20."""

    __tablename__ = "alert_row"
    __record__ = col.about(
        N_("Moment of an alert"), N_("Moments of alerts"), source="records_and_reports.md R20", add=N_("Add moment")
    )

    alert: Mapped[str | None] = col.parent("alert")
    order_key: Mapped[str | None] = col.order()
    time: Mapped[str | None] = col.datetime_(N_("Time"), required=True, title=True)
    source: Mapped[str | None] = col.text(N_("Came from"), required=True, example=zh_en("公所", "Town office"))
    content: Mapped[str | None] = col.text(
        N_("What was said"), title=True, example=zh_en("土石流紅色警戒", "Red alert for debris flow")
    )
    action: Mapped[str | None] = col.text(
        N_("What we did"), required=True, example=zh_en("勸導撤離", "Asked people to leave")
    )
    by: Mapped[str | None] = col.text(N_("Done by"), check="person_name", privacy=Privacy.P2)


class AlertReport(Record, Base):
    """One report to an office during an alert. Source: R20."""

    __tablename__ = "alert_report"
    __record__ = col.about(
        N_("Report of an alert"), N_("Reports of alerts"), source="records_and_reports.md R20", add=N_("Add report")
    )

    alert: Mapped[str | None] = col.parent("alert")
    order_key: Mapped[str | None] = col.order()
    to: Mapped[str | None] = col.enum(N_("Reported to"), RECIPIENTS, title=True)
    time: Mapped[str | None] = col.datetime_(N_("Time of the report"), title=True)
    content: Mapped[str | None] = col.text(N_("What was reported"))
