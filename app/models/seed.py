"""The seed project: ideas with what residents said about each, and the decision with its approval.

Source: ``mvp2.md`` 4 (step 7), 10 (round 3), 12 and 14 (traps 8 and 9).
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy.orm import Mapped

from app.core.fields import Field, Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CURRENCIES
from app.models.sourced import Sourced

SOURCE = "mvp2.md 12"
STANDINGS = (
    Option("noted", N_("Noted for later")),
    Option("candidate", N_("Candidate, to be compared")),
    Option("chosen", N_("Chosen")),
    Option("runner_up", N_("Runner-up")),
    Option("action_grant", N_("For a larger grant later")),
)
SERVES = N_("Whom and what it serves")
SAID = N_("What residents said")
APPROVAL = N_("Approval")
MONEY = N_("Money of the seed project")


class Idea(Record, Sourced, Base):
    """One idea for the seed project, as a card."""

    __tablename__ = "idea"
    __record__ = col.about(
        N_("Idea for the seed project"),
        N_("Ideas for the seed project"),
        source=SOURCE,
        empty=N_("Write down each idea, or take one from the shelf. One to three are then compared."),
        add=N_("Add idea"),
        room="seed",
        table=("title", "standing", "months", "cost", "town"),
    )

    order_key: Mapped[str | None] = col.order()
    title: Mapped[str | None] = col.text(
        N_("Name of the idea"),
        required=True,
        title=True,
        example=zh_en("停電敲門隊", "Door-knocking team for outages"),
    )
    what: Mapped[str | None] = col.long_text(
        N_("What would be done"), required=True, help=N_("Two or three sentences that a neighbour understands.")
    )
    standing: Mapped[str | None] = col.enum(N_("How far the idea is"), STANDINGS)
    months: Mapped[int | None] = col.integer(
        N_("Months it would take"),
        unit=N_("months"),
        minimum=1,
        maximum=120,
        help=N_("From the start to the last day."),
    )
    cost: Mapped[int | None] = col.money(N_("What it would cost"), minimum=0, help=N_("All of it, with pay and fees."))
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES)
    town: Mapped[str | None] = col.text(
        N_("For which community"), help=N_("Only where several communities work together and each chooses its own.")
    )

    priorities: Mapped[tuple[str, ...] | None] = col.references(
        N_("Priorities it serves"), "priority", group=SERVES, help=N_("At least one of your updated priorities.")
    )
    groups: Mapped[tuple[str, ...] | None] = col.references(N_("Groups that gain"), "population_group", group=SERVES)
    feedback: ClassVar[Field] = col.rows(N_("Choices and conditions by group"), "idea_feedback", group=SAID)
    shelf: Mapped[Any] = col.data(N_("Card of the shelf it came from"))


class IdeaFeedback(Record, Base):
    """How many people of one group chose an idea first, and on which condition; never a name."""

    __tablename__ = "idea_feedback"
    __record__ = col.about(
        N_("Feedback of a group"), N_("Feedback of groups"), source="mvp2.md 10", add=N_("Add feedback of a group")
    )

    idea: Mapped[str | None] = col.parent("idea")
    order_key: Mapped[str | None] = col.order()
    group: Mapped[str | None] = col.reference(
        N_("Group of residents"), "population_group", title=True, help=N_("Left empty, it counts for everybody else.")
    )
    first: Mapped[int | None] = col.integer(N_("Chose it first"), unit=N_("people"), minimum=0)
    asked: Mapped[int | None] = col.integer(N_("People asked"), unit=N_("people"), minimum=0)
    condition: Mapped[str | None] = col.long_text(
        N_("What would make it work for them"), example=zh_en("可以帶小孩來", "Children may come along")
    )
    event: Mapped[str | None] = col.reference(N_("Event"), "event")


class SeedDecision(Record, Sourced, Base):
    """Which idea was chosen and why, and when the framework was sent and approved."""

    __tablename__ = "seed_decision"
    __record__ = col.about(
        N_("Decision on the seed project"),
        N_("Decisions on the seed project"),
        source=SOURCE,
        empty=N_("Choose one idea, and write why while everybody is still in the room."),
        add=N_("Record the decision"),
        room="seed",
        date_order=(("date", "sent_on"), ("sent_on", "approved_on")),
        table=("date", "chosen", "runner_up", "sent_on", "approved_on"),
    )

    date: Mapped[str | None] = col.date(N_("Decided on"), required=True)
    chosen: Mapped[str | None] = col.reference(N_("Chosen idea"), "idea", required=True, title=True)
    runner_up: Mapped[str | None] = col.reference(N_("Runner-up"), "idea")
    reasons: Mapped[str | None] = col.long_text(
        N_("Why this one"), required=True, help=N_("So that those whose idea was not chosen understand it.")
    )
    objections: Mapped[str | None] = col.long_text(N_("Who saw it differently, and why"))
    meeting: Mapped[str | None] = col.reference(N_("Meeting"), "meeting")
    town: Mapped[str | None] = col.text(
        N_("For which community"), help=N_("Only where several communities work together and each chooses its own.")
    )

    sent_on: Mapped[str | None] = col.date(N_("Framework sent on"), group=APPROVAL)
    approved_on: Mapped[str | None] = col.date(
        N_("Approved on"), group=APPROVAL, help=N_("The day on the letter. Spend from the seed money only after it.")
    )
    approved_by: Mapped[str | None] = col.text(
        N_("Approved by"), group=APPROVAL, check="person_name", privacy=Privacy.P2
    )
    letter: Mapped[str | None] = col.file(N_("Letter of approval"), group=APPROVAL)

    project: Mapped[str | None] = col.reference(
        N_("Project in the budget"), "project", group=MONEY, help=N_("Its budget lines are watched until the approval.")
    )
    pot: Mapped[str | None] = col.reference(
        N_("Paid from"), "funding_source", group=MONEY, help=N_("The seed money. Its lines are watched, too.")
    )
    early_reason: Mapped[str | None] = col.long_text(
        N_("Why money was spent before the approval"),
        group=MONEY,
        help=N_("Nothing is blocked. Whoever checks the money later reads this reason."),
    )
