"""Applying for a round: the sheet of what answers each condition, and what happened to the official form.

What the form itself says stands in the records it is filled from. Source: ``nfa_114.md`` 6, 7.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import FromPack, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.sourced import Sourced


class ConditionAnswer(Record, Sourced, Base):
    """What a community can show for one condition of a round."""

    __tablename__ = "condition_answer"
    __record__ = col.about(
        N_("Answer to a condition"),
        N_("Answers to conditions"),
        source="nfa_114.md 6",
        empty=N_("Say for each condition whether it holds, and attach what shows it."),
        add=N_("Add answer"),
        room="people",
        table=("condition", "holds", "told_by", "asked_on", "note"),
    )

    programme: Mapped[str | None] = col.enum(N_("Programme"), FromPack("programmes"), required=True)
    condition: Mapped[str | None] = col.enum(N_("Condition"), FromPack("conditions"), required=True, title=True)
    holds: Mapped[bool | None] = col.tristate(
        N_("It holds"), help=N_("Leave it open until somebody has looked. An honest no is better than a guess.")
    )
    told_by: Mapped[str | None] = col.text(
        N_("Who said so"), privacy=Privacy.P1, example=zh_en("縣消防局承辦人", "The officer at the county")
    )
    asked_on: Mapped[str | None] = col.date(N_("Asked on"))
    note: Mapped[str | None] = col.long_text(
        N_("What shows it"),
        example=zh_en("112年版淹水潛勢圖，41戶在範圍內。", "Flood map of 2023: 41 homes lie within it."),
    )
    files: Mapped[tuple[str, ...] | None] = col.references(
        N_("Papers"), "file", help=N_("A map, a list or a letter, with its date.")
    )
    photos: Mapped[tuple[str, ...] | None] = col.photos(N_("Photos"))


class Application(Record, Sourced, Base):
    """The official form of one round: who is named as volunteer, when it was signed and handed on."""

    __tablename__ = "application"
    __record__ = col.about(
        N_("Application form"),
        N_("Application forms"),
        source="nfa_114.md 7",
        empty=N_("The form is filled from your records. Note here when it was signed and handed on."),
        add=N_("Add application form"),
        room="people",
        date_order=(("signed_on", "handed_on"),),
    )

    programme: Mapped[str | None] = col.enum(N_("Programme"), FromPack("programmes"), required=True, title=True)
    volunteer: Mapped[str | None] = col.reference(
        N_("Certified volunteer on the form"), "person", help=N_("One of those whose certificate is recorded.")
    )
    signed_on: Mapped[str | None] = col.date(N_("Signed on"))
    signed_file: Mapped[str | None] = col.file(N_("Scan of the signed form"), privacy=Privacy.P2)
    handed_on: Mapped[str | None] = col.date(N_("Handed to the county on"))
    received_by: Mapped[str | None] = col.text(N_("Received by"), check="person_name", privacy=Privacy.P2)
    note: Mapped[str | None] = col.long_text(N_("Note"))
