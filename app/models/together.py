"""How the team works together: its agreement, and how well the four core concepts are understood.

Source: ``mvp2.md`` 4 (step 4) and 6.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import Option
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.sourced import Sourced

MOMENTS = (Option("before", N_("Before the introduction")), Option("after", N_("Afterwards")))
RIGHT = N_("Right answers, of all people together")


class TeamAgreement(Record, Sourced, Base):
    """What the team agreed about working together; the newest one holds."""

    __tablename__ = "team_agreement"
    __record__ = col.about(
        N_("Team agreement"),
        N_("Team agreements"),
        source="mvp2.md 4",
        empty=N_("Agree how to decide, talk and disagree before you have to. One page is enough."),
        add=N_("Write a team agreement"),
        room="people",
        date_order=(("agreed_on", "look_again"),),
        table=("agreed_on", "decides", "slots", "language"),
        falls=(col.Falls("look_again", N_("look at the team agreement again"), ahead=30),),
    )

    agreed_on: Mapped[str | None] = col.date(N_("Agreed on"), required=True, title=True)
    decides: Mapped[str | None] = col.long_text(
        N_("How we decide"),
        required=True,
        help=N_("What happens when not everybody agrees, and who has a vote."),
        example=zh_en(
            "先求共識；談兩次還不行就表決，一人一票。", "We look for a yes from all; after two talks we vote."
        ),
    )
    language: Mapped[str | None] = col.long_text(
        N_("Which languages we speak"),
        required=True,
        example=zh_en("華語，說得慢；越南語有人口譯。", "English, slowly; Spanish with an interpreter."),
    )
    slots: Mapped[str | None] = col.long_text(
        N_("When and where we meet"),
        required=True,
        example=zh_en("每月第二、四個週六早上，活動中心。", "Every second Tuesday at seven, in the library."),
    )
    minutes: Mapped[str | None] = col.long_text(
        N_("Who takes notes"),
        required=True,
        example=zh_en("輪流寫，三天內給大家看。", "In turn; all read them in a week."),
    )
    confidential: Mapped[str | None] = col.long_text(
        N_("What stays among us"),
        required=True,
        example=zh_en("鄰居的故事不帶名字出去。", "Neighbours' stories leave the room without names."),
    )
    conflict: Mapped[str | None] = col.long_text(
        N_("What we do when we disagree"),
        required=True,
        example=zh_en("先兩個人談，再請引導人一起談。", "Two talk first; then the facilitator joins them."),
    )
    people: Mapped[tuple[str, ...] | None] = col.references(N_("Who agreed"), "person", required=True)
    look_again: Mapped[str | None] = col.date(N_("Look at it again on"), help=N_("For example in half a year."))


class LearningCheck(Record, Base):
    """One go at the learning check: counts only, nobody's answers."""

    __tablename__ = "learning_check"
    __record__ = col.about(
        N_("Learning check"),
        N_("Learning checks"),
        source="mvp2.md 4, 6",
        empty=N_("Ask the questions once before and once after. Only counts are kept."),
        add=N_("Enter a learning check"),
        room="people",
        table=("moment", "date", "people", "ej", "priority", "equity", "lived"),
    )

    moment: Mapped[str | None] = col.enum(N_("When it was done"), MOMENTS, required=True, title=True)
    date: Mapped[str | None] = col.date(N_("Date"), required=True)
    people: Mapped[int | None] = col.integer(
        N_("People who answered"), unit=N_("people"), required=True, minimum=1, help=N_("No names: only how many.")
    )
    note: Mapped[str | None] = col.long_text(N_("Note"))
    ej: Mapped[int | None] = col.integer(N_("Environmental justice populations"), group=RIGHT, minimum=0)
    priority: Mapped[int | None] = col.integer(N_("Priority populations"), group=RIGHT, minimum=0)
    equity: Mapped[int | None] = col.integer(N_("Centring equity"), group=RIGHT, minimum=0)
    lived: Mapped[int | None] = col.integer(N_("Lived expertise"), group=RIGHT, minimum=0)
