"""The site visit: the plan for the day, what is shown, the rehearsals, and the panel's questions."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.sourced import Sourced

SITE_LINE = N_("Line of the site rubric")
LINE_EXAMPLE = zh_en("1.1", "1.1")
SOURCE = "records_and_reports.md R30"


class VisitPlan(Record, Sourced, Base):
    """One visit of a panel. Source: R30."""

    __tablename__ = "visit_plan"
    __record__ = col.about(
        N_("Visit plan"),
        N_("Visit plans"),
        source=SOURCE,
        empty=N_("Plan the visit by the minute, lay out the exhibits, and rehearse with a watch."),
        add=N_("Add visit plan"),
        room="activities",
    )

    date: Mapped[str | None] = col.date(N_("Visit on"), required=True, title=True)
    venue: Mapped[str | None] = col.text(N_("Venue"), title=True)
    route: Mapped[str | None] = col.reference(
        N_("Walk"), "route", help=N_("The route that the panel walks, within 40 minutes.")
    )
    presenter: Mapped[str | None] = col.reference(
        N_("Presenter"), "person", help=N_("Has to be a certified disaster volunteer.")
    )
    understudy: Mapped[str | None] = col.reference(
        N_("Understudy"), "person", help=N_("Who presents when the presenter is ill.")
    )
    slots: ClassVar[Field] = col.rows(N_("Order of the visit"), "visit_slot")
    exhibits: ClassVar[Field] = col.rows(N_("Exhibits"), "visit_exhibit")
    rehearsals: ClassVar[Field] = col.rows(N_("Rehearsals"), "visit_rehearsal")
    note: Mapped[str | None] = col.long_text(N_("Note"))


class VisitSlot(Record, Base):
    """One part of the visit. Source: R30."""

    __tablename__ = "visit_slot"
    __record__ = col.about(N_("Part of the visit"), N_("Parts of visits"), source=SOURCE, add=N_("Add part"))

    visit_plan: Mapped[str | None] = col.parent("visit_plan")
    order_key: Mapped[str | None] = col.order()
    label: Mapped[str | None] = col.text(
        N_("What happens"), required=True, title=True, example=zh_en("簡報", "Briefing")
    )
    minutes: Mapped[int | None] = col.integer(N_("Minutes"), unit=N_("minutes"), minimum=0)
    owner: Mapped[str | None] = col.reference(N_("Led by"), "person")


class VisitExhibit(Record, Base):
    """One thing that is shown. Source: R30."""

    __tablename__ = "visit_exhibit"
    __record__ = col.about(N_("Exhibit"), N_("Exhibits of visits"), source=SOURCE, add=N_("Add exhibit"))

    visit_plan: Mapped[str | None] = col.parent("visit_plan")
    order_key: Mapped[str | None] = col.order()
    item: Mapped[str | None] = col.text(
        N_("What is shown"), required=True, title=True, example=zh_en("物資清冊", "List of supplies")
    )
    site_line: Mapped[str | None] = col.text(SITE_LINE, example=LINE_EXAMPLE)
    table_position: Mapped[str | None] = col.text(N_("Where on the table"))


class VisitRehearsal(Record, Base):
    """One rehearsal of the briefing. Source: R30."""

    __tablename__ = "visit_rehearsal"
    __record__ = col.about(N_("Rehearsal"), N_("Rehearsals of visits"), source=SOURCE, add=N_("Add rehearsal"))

    visit_plan: Mapped[str | None] = col.parent("visit_plan")
    order_key: Mapped[str | None] = col.order()
    date: Mapped[str | None] = col.date(N_("Rehearsed on"), required=True, title=True)
    seconds: Mapped[int | None] = col.integer(N_("Seconds taken"), unit=N_("seconds"), minimum=0)
    notes: Mapped[str | None] = col.long_text(N_("What to change"))


class PanelQuestion(Record, Sourced, Base):
    """One question of a panel, expected or asked. Source: R30."""

    __tablename__ = "panel_question"
    __record__ = col.about(
        N_("Panel question"),
        N_("Panel questions"),
        source=SOURCE,
        empty=N_("Collect the questions a panel may ask, with a short answer and where the proof is."),
        add=N_("Add panel question"),
        room="activities",
        falls=(col.Falls("due", col.TO_DO),),
    )

    question: Mapped[str | None] = col.text(N_("Question"), required=True, title=True)
    asked_by: Mapped[str | None] = col.text(N_("Asked by"), check="person_name", privacy=Privacy.P2)
    visit_plan: Mapped[str | None] = col.reference(N_("Asked at visit"), "visit_plan")
    site_line: Mapped[str | None] = col.text(SITE_LINE, example=LINE_EXAMPLE)
    answer: Mapped[str | None] = col.long_text(N_("Answer"))
    evidence: Mapped[tuple[str, ...] | None] = col.references(N_("Evidence"), "file")
    follow_up: Mapped[str | None] = col.long_text(N_("What to follow up"))
    due: Mapped[str | None] = col.date(N_("Due on"))
