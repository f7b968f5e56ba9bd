"""Engagement rounds: whom a round means to hear and how, and what residents were told afterwards.

What was held stands in the events that name the round. Source: ``mvp2.md`` 4 (steps 5 to 7), 10 and 14 (trap 7).
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import Option
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.event import METHODS, ROUNDS
from app.models.options import LANGUAGES
from app.models.sourced import Sourced

SOURCE = "mvp2.md 10"
ROUND_NUMBERS = tuple(one for one in ROUNDS if one.key != "none")
TOLD = (
    Option("meeting", N_("At a meeting or a meal")),
    Option("letter", N_("By letter or on paper")),
    Option("poster", N_("On the notice board")),
    Option("door", N_("From door to door")),
    Option("social", N_("On social media")),
    Option("email", N_("By e-mail")),
    Option("phone", N_("By telephone")),
    Option("partners", N_("Through organisations that people trust")),
    Option("other", N_("In another way")),
)
SUPPORT = N_("What lets people come")
REPORT = N_("Report-back to residents")


class EngagementRound(Record, Sourced, Base):
    """The plan of one engagement round, and its report-back."""

    __tablename__ = "engagement_round"
    __record__ = col.about(
        N_("Plan of a round"),
        N_("Plans of the rounds"),
        source=SOURCE,
        empty=N_("Plan whom a round should hear before the first invitation goes out."),
        add=N_("Add plan of a round"),
        room="roadmap",
        table=("number", "question", "groups", "methods", "report_back_on"),
        date_order=(("start", "end"), ("start", "report_back_on")),
        falls=(col.Falls("report_back_on", N_("report back to the people"), ahead=30),),
    )

    number: Mapped[str | None] = col.enum(
        N_("Which round"),
        ROUND_NUMBERS,
        required=True,
        title=True,
        help=N_("Events of the same round belong to this plan by themselves."),
    )
    question: Mapped[str | None] = col.long_text(
        N_("Question to the community"),
        required=True,
        help=N_("One question that anybody can answer without reading anything first."),
        example=zh_en("夏天最熱的那幾天，你家裡怎麼過？", "How do you get through the hottest nights?"),
    )
    groups: Mapped[tuple[str, ...] | None] = col.references(
        N_("Groups to be heard"), "population_group", required=True, help=N_("Those hit hardest come first.")
    )
    aim: Mapped[int | None] = col.integer(
        N_("People to be heard in all"), unit=N_("people"), minimum=1, help=N_("A hope, not a duty.")
    )
    methods: Mapped[tuple[str, ...] | None] = col.set_of(N_("How people are asked"), METHODS)
    places: Mapped[str | None] = col.text(
        N_("Places where people are already"),
        example=zh_en("共餐據點、夜市入口", "Laundromat, church supper"),
    )
    start: Mapped[str | None] = col.date(N_("First day of the round"))
    end: Mapped[str | None] = col.date(N_("Last day of the round"))

    languages: Mapped[tuple[str, ...] | None] = col.set_of(N_("Languages"), LANGUAGES, group=SUPPORT)
    interpreters: Mapped[str | None] = col.text(
        N_("Who interprets"), group=SUPPORT, example=zh_en("越南語一位，已約好", "One for Spanish, asked already")
    )
    childcare: Mapped[bool | None] = col.tristate(N_("Childcare planned"), group=SUPPORT)
    food: Mapped[bool | None] = col.tristate(N_("Food planned"), group=SUPPORT)
    transport: Mapped[bool | None] = col.tristate(N_("Transport planned"), group=SUPPORT)
    pay: Mapped[str | None] = col.text(
        N_("Thanks or pay for residents"),
        group=SUPPORT,
        help=N_("What people get for their time, and from which money."),
        example=zh_en("每人一份禮券二百元", "A gift card of $25 each"),
    )

    report_back_on: Mapped[str | None] = col.date(
        N_("Report-back on"), group=REPORT, help=N_("The day on which residents hear what became of their words.")
    )
    told: Mapped[tuple[str, ...] | None] = col.set_of(N_("How residents are told"), TOLD, group=REPORT)
    heard: Mapped[str | None] = col.long_text(
        N_("What we heard, in short"), group=REPORT, help=N_("Three to five sentences, without names.")
    )
    changed: Mapped[str | None] = col.long_text(
        N_("What we changed because of it"),
        group=REPORT,
        example=zh_en("納涼站改到晚上也開門。", "The cool room now opens at night, too."),
    )
    unchanged: Mapped[str | None] = col.long_text(
        N_("What we did not change, and why"), group=REPORT, help=N_("A reason is respect. Silence is not.")
    )
