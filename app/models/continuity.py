"""Carrying on: who follows whom, the money ahead, where it goes, what is handed down, what never stops."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import Option
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CURRENCIES
from app.models.sourced import Sourced

SOURCE = "records_and_reports.md R25"
INCOME_KINDS = (
    Option("central", N_("Central or federal government")),
    Option("local", N_("Local or state government")),
    Option("foundation", N_("Foundation")),
    Option("donation", N_("Company donation")),
    Option("fees", N_("Membership fees")),
    Option("own", N_("Own funds")),
    Option("cost", N_("Cost of running it")),
)
"""The kinds of a funding source, and the cost that they are to cover."""
MONTHS = tuple(
    Option(str(number), zh_en(f"{number}月", name))
    for number, name in enumerate(
        (
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        1,
    )
)


class Succession(Record, Sourced, Base):
    """One post and who follows. Source: R25, people."""

    __tablename__ = "succession"
    __record__ = col.about(
        N_("Succession"),
        N_("Succession plan"),
        source=SOURCE,
        empty=N_("For each post, name who could take over, and from when."),
        add=N_("Add succession"),
        room="people",
    )

    post: Mapped[str | None] = col.text(N_("Post"), required=True, title=True, example=zh_en("總幹事", "Coordinator"))
    holder: Mapped[str | None] = col.reference(N_("Held now by"), "person")
    successor: Mapped[str | None] = col.reference(N_("Successor"), "person")
    handover_on: Mapped[str | None] = col.date(N_("Handover on"))
    note: Mapped[str | None] = col.long_text(N_("Note"))


class IncomePlan(Record, Sourced, Base):
    """Income or cost of one kind in one year; three years make the plan. Source: R25, money."""

    __tablename__ = "income_plan"
    __record__ = col.about(
        N_("Income and cost plan"),
        N_("Income and cost plans"),
        source=SOURCE,
        empty=N_("Plan three years ahead: what comes in, from whom, and what it all costs."),
        add=N_("Add planned amount"),
        room="money",
    )

    year: Mapped[int | None] = col.integer(
        N_("Budget year"),
        check="year",
        required=True,
        title=True,
        minimum=1,
        maximum=2999,
        help=N_("As the agency counts it: an ROC year such as 114, or 2025."),
    )
    kind: Mapped[str | None] = col.enum(N_("Income or cost"), INCOME_KINDS, required=True, title=True)
    amount: Mapped[int | None] = col.money(N_("Amount planned"), required=True, minimum=0)
    certain: Mapped[bool | None] = col.tristate(N_("Already promised"))
    note: Mapped[str | None] = col.long_text(N_("Note"))
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES)


class Direction(Record, Sourced, Base):
    """One goal for the years to come. Source: R25, direction."""

    __tablename__ = "direction"
    __record__ = col.about(
        N_("Goal"),
        N_("Goals"),
        source=SOURCE,
        empty=N_("Where should the community be in three years? One goal per line, with a milestone."),
        add=N_("Add goal"),
        room="activities",
    )

    goal: Mapped[str | None] = col.text(N_("Goal in words"), required=True, title=True)
    year: Mapped[int | None] = col.integer(
        N_("Year"), check="year", required=True, minimum=1, maximum=2999, example=zh_en("116", "2027")
    )
    milestone: Mapped[str | None] = col.long_text(
        N_("Milestone"), help=N_("By what you will see that it has been reached.")
    )


class KnowledgeTransfer(Record, Sourced, Base):
    """One thing that one person teaches another. Source: R25, knowledge."""

    __tablename__ = "knowledge_transfer"
    __record__ = col.about(
        N_("Handing down"),
        N_("Knowledge handed down"),
        source=SOURCE,
        empty=N_("Who knows something that only one person knows? Pair them with a learner."),
        add=N_("Add handing down"),
        room="people",
    )

    topic: Mapped[str | None] = col.text(
        N_("What is taught"), required=True, title=True, example=zh_en("發電機操作", "Running the generator")
    )
    mentor: Mapped[str | None] = col.reference(N_("Taught by"), "person")
    learner: Mapped[str | None] = col.reference(N_("Learned by"), "person")
    material: Mapped[str | None] = col.text(N_("Teaching material"))
    date: Mapped[str | None] = col.date(N_("Taught on"))


class CalendarActivity(Record, Sourced, Base):
    """What happens in which month, year after year. Source: R25, calendar."""

    __tablename__ = "calendar_activity"
    __record__ = col.about(
        N_("Activity of the year"),
        N_("Calendar of the year"),
        source=SOURCE,
        empty=N_("Tie safety to what is celebrated anyway, month by month."),
        add=N_("Add activity of the year"),
        room="activities",
    )

    month: Mapped[str | None] = col.enum(N_("Month"), MONTHS, required=True)
    activity: Mapped[str | None] = col.text(
        N_("What happens"), required=True, title=True, example=zh_en("中秋防災闖關", "Safety games at the harvest fair")
    )
    festival: Mapped[str | None] = col.text(N_("Festival it goes with"), example=zh_en("中秋節", "Harvest fair"))
    owner: Mapped[str | None] = col.reference(N_("Looked after by"), "person")


class ContinuityFunction(Record, Sourced, Base):
    """One thing that must go on in a disaster. Source: R25, ccp."""

    __tablename__ = "continuity_function"
    __record__ = col.about(
        N_("Essential function"),
        N_("Essential functions"),
        source=SOURCE,
        empty=N_("What must never stop, such as meals for those alone? Say who steps in."),
        add=N_("Add essential function"),
        room="readiness",
    )

    function: Mapped[str | None] = col.text(
        N_("What must go on"),
        required=True,
        title=True,
        example=zh_en("獨居長者送餐", "Meals for people who live alone"),
    )
    minimum_level: Mapped[str | None] = col.text(
        N_("Least that is needed"), example=zh_en("每日一餐", "One meal a day")
    )
    recovery_hours: Mapped[int | None] = col.integer(
        N_("Running again within"), unit=N_("hours"), minimum=0, help=N_("How long it may be down at most.")
    )
    substitute: Mapped[str | None] = col.text(N_("Who or what steps in"))
