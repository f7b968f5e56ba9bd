"""Candidates for a position and what was said in the talks with them: all of it in the private drawer.

Only the stage stands in clear, beside no name, so that a team sees how recruiting goes while the drawer is
locked. Source: ``mvp2.md`` 4 (step 3), 9, 10 and 14.11.
"""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import LANGUAGES

SOURCE = "mvp2.md 4, 9"
STAGES = (
    Option("found", N_("Found")),
    Option("contacted", N_("Contacted")),
    Option("applied", N_("Applied")),
    Option("interviewed", N_("Interviewed")),
    Option("offered", N_("Offered")),
    Option("joined", N_("Joined")),
    Option("not_now", N_("Not now")),
)
"""The columns of the board, in their order."""
CHANNELS = (
    Option("notice", N_("Notice or poster")),
    Option("cbo", N_("A community organisation")),
    Option("talk", N_("A talk where people gather")),
    Option("word", N_("Somebody told them")),
    Option("online", N_("E-mail list or social media")),
    Option("self", N_("They came to us")),
    Option("other", N_("Another way")),
)
"""How somebody was found; the first three are the programme's own. Source: ``mvp2.md`` 10."""
REACH = N_("How to reach them")
SUPPORT = N_("What would make it possible")
LATER = N_("What came of it")

INTRO = N_("Who you are")
PLACE = N_("This place")
WORK = N_("The work")
TIME = N_("Time and doubts")


class Candidate(Record, Base):
    """One person who may become a liaison."""

    __tablename__ = "candidate"
    __record__ = col.about(
        N_("Candidate"),
        N_("Candidates"),
        privacy=Privacy.P3,
        sealed=True,
        open_fields=("stage",),
        source=SOURCE,
        empty=N_("Note whom you met, where, and whom they could connect. It stays in the private drawer."),
        add=N_("Add candidate"),
        room="people",
    )

    name: Mapped[str | None] = col.text(
        N_("Full name"), required=True, title=True, check="person_name", example=zh_en("陳榕樹", "Rosa Banyan")
    )
    stage: Mapped[str | None] = col.enum(
        N_("Stage"), STAGES, required=True, privacy=Privacy.P3, help=N_("Counted while the drawer is locked.")
    )
    channel: Mapped[str | None] = col.enum(N_("Found through"), CHANNELS, required=True)
    groups: Mapped[tuple[str, ...] | None] = col.references(
        N_("Groups they would connect"), "population_group", required=True
    )
    languages: Mapped[tuple[str, ...] | None] = col.set_of(N_("Languages they speak"), LANGUAGES, required=True)
    position: Mapped[str | None] = col.reference(N_("For the position"), "position")
    next_step: Mapped[str | None] = col.text(N_("Next step"), example=zh_en("星期四打電話", "Call her on Thursday"))
    next_on: Mapped[str | None] = col.date(N_("Next step on"))
    notes: Mapped[str | None] = col.long_text(
        N_("What we noticed"), help=N_("Only what the work needs; nothing on income, status or health.")
    )

    phone: Mapped[str | None] = col.code(N_("Phone"), "phone", group=REACH)
    email: Mapped[str | None] = col.code(N_("E-mail"), "email", group=REACH)
    reach: Mapped[str | None] = col.text(
        N_("Best way and time to reach them"), group=REACH, example=zh_en("LINE，晚上八點後", "WhatsApp, after 8 pm")
    )
    channel_note: Mapped[str | None] = col.text(
        N_("Through whom, or where"), group=REACH, example=zh_en("學校街洗衣店", "Laundry on School Street")
    )

    needs_language: Mapped[str | None] = col.text(N_("Language help"), group=SUPPORT)
    needs_childcare: Mapped[str | None] = col.text(N_("Childcare"), group=SUPPORT)
    needs_transport: Mapped[str | None] = col.text(N_("Transport"), group=SUPPORT)
    needs_other: Mapped[str | None] = col.text(
        N_("Meeting time, place, other needs"),
        group=SUPPORT,
        example=zh_en("大字講義、不爬樓梯", "Large print, no stairs"),
    )

    interviews: ClassVar[Field] = col.rows(N_("Interview notes"), "interview_note", group=LATER)
    decided: Mapped[str | None] = col.long_text(
        N_("Why they were chosen, or not"), group=LATER, help=N_("Reasons that you could tell the person.")
    )
    thanked_on: Mapped[str | None] = col.date(N_("Answered and thanked on"), group=LATER)
    person: Mapped[str | None] = col.reference(N_("Joined as"), "person", group=LATER)


class InterviewNote(Record, Base):
    """What one interviewer noted of one talk, by the eight themes."""

    __tablename__ = "interview_note"
    __record__ = col.about(
        N_("Interview note"),
        N_("Interview notes"),
        privacy=Privacy.P3,
        sealed=True,
        source="mvp2.md 9",
        add=N_("Add interview note"),
    )

    candidate: Mapped[str | None] = col.parent("candidate")
    order_key: Mapped[str | None] = col.order()
    date: Mapped[str | None] = col.date(N_("Date of the talk"), required=True, title=True)
    interviewer: Mapped[str | None] = col.reference(N_("Noted by"), "person", required=True, title=True)
    passion: Mapped[str | None] = col.long_text(N_("What they care about"), group=INTRO)
    experience: Mapped[str | None] = col.long_text(N_("What they have organised"), group=INTRO)
    strengths: Mapped[str | None] = col.long_text(N_("What makes this place good"), group=PLACE)
    worries: Mapped[str | None] = col.long_text(N_("What worries them here"), group=PLACE)
    motivation: Mapped[str | None] = col.long_text(N_("What draws them to the work"), group=WORK)
    methods: Mapped[str | None] = col.long_text(N_("Engagement they saw work"), group=WORK)
    commitment: Mapped[str | None] = col.long_text(N_("Whether the time fits"), group=TIME)
    concerns: Mapped[str | None] = col.long_text(N_("Doubts and questions"), group=TIME)
    summary: Mapped[str | None] = col.long_text(N_("In short"))
