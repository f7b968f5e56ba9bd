"""Official letters, received and sent, and the dates that they set."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.sourced import Sourced

SOURCE = "nfa_114.md 3"
DIRECTIONS = (
    Option("received", N_("Received letter")),
    Option("sent", N_("Sent letter")),
)


class Letter(Record, Sourced, Base):
    """One letter. Source: ``nfa_114.md`` section 3, whose dates come by letter."""

    __tablename__ = "letter"
    __record__ = col.about(
        N_("Official letter"),
        N_("Official letters"),
        source=SOURCE,
        empty=N_("Scan each letter that sets a date, so that nothing is missed."),
        add=N_("Add letter"),
        room="letters",
        table=("date", "number", "other", "subject", "direction"),
    )

    direction: Mapped[str | None] = col.enum(N_("Received or sent"), DIRECTIONS, required=True)
    date: Mapped[str | None] = col.date(N_("Date of the letter"), required=True)
    number: Mapped[str | None] = col.text(
        N_("Letter number"), title=True, example=zh_en("府授消字第1140012345號", "2025-0417")
    )
    other: Mapped[str | None] = col.text(
        N_("Sender or recipient"),
        required=True,
        help=N_("The office at the other end."),
        example=zh_en("○○縣政府", "City of Banyan Hill"),
    )
    subject: Mapped[str | None] = col.text(N_("Subject"), required=True, title=True)
    scan: Mapped[str | None] = col.file(N_("Scan of the letter"), privacy=Privacy.P1)
    deadlines: ClassVar[Field] = col.rows(
        N_("Dates that it sets"), "letter_deadline", help=N_("They then stand in the calendar.")
    )
    organisation: Mapped[str | None] = col.reference(N_("Organisation"), "organisation")
    note: Mapped[str | None] = col.long_text(N_("Note"))


class LetterDeadline(Record, Base):
    """One date that a letter sets."""

    __tablename__ = "letter_deadline"
    __record__ = col.about(
        N_("Date set by a letter"),
        N_("Dates set by letters"),
        source=SOURCE,
        add=N_("Add date"),
        falls=(col.Falls("date", col.TO_DO, "done_on", ahead=120, mark=""),),
    )

    letter: Mapped[str | None] = col.parent("letter")
    order_key: Mapped[str | None] = col.order()
    date: Mapped[str | None] = col.date(N_("On or before"), required=True)
    what: Mapped[str | None] = col.text(
        N_("What is due"), required=True, title=True, example=zh_en("送出簡表", "Send in the summary form")
    )
    done_on: Mapped[str | None] = col.date(N_("Done on"))
