"""The upkeep plan of a round: what the grant is for, aims, activities by month, and what became of them.

No format was published; the parts are ours. Source: ``nfa_114.md`` 3, 13; ``records_and_reports.md`` 5.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import FromPack, Option
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.sourced import Sourced
from app.models.work import TASK_STATES

SOURCE = "nfa_114.md 13"
KINDS = (
    Option("upkeep", zh_en("維運計畫", "Upkeep plan")),
    Option("demo", zh_en("示範維運計畫", "Demonstration upkeep plan")),
)
MONEY = N_("Money and settlement")
BELONGS = N_("Where it belongs")
AFTERWARDS = N_("What became of it")


class UpkeepPlan(Record, Sourced, Base):
    """The plan of one round."""

    __tablename__ = "upkeep_plan"
    __record__ = col.about(
        N_("Upkeep plan"),
        N_("Upkeep plans"),
        source=SOURCE,
        empty=N_("Say what the grant will be used for, so that everybody and the county can see it."),
        add=N_("Begin an upkeep plan"),
        room="activities",
        table=("title", "kind", "round", "settle_by"),
        falls=(col.Falls("settle_by", N_("the grant is to be settled"), done="settled_on", ahead=60, mark=""),),
    )

    order_key: Mapped[str | None] = col.order()
    title: Mapped[str | None] = col.text(
        N_("Name of the plan"), required=True, title=True, example=zh_en("114年度維運計畫", "Upkeep plan 2025")
    )
    kind: Mapped[str | None] = col.enum(N_("Kind of plan"), KINDS)
    round: Mapped[str | None] = col.text(
        N_("Year of the round"), help=N_("The year as the programme counts it."), example=zh_en("114", "2025")
    )
    manager: Mapped[str | None] = col.reference(N_("Who answers for the plan"), "person")
    situation: Mapped[str | None] = col.long_text(
        N_("Where we stand"),
        required=True,
        help=N_("What works already, what is missing, and why it matters now."),
    )
    carries_on: Mapped[str | None] = col.long_text(
        N_("How it goes on afterwards"), required=True, help=N_("Who keeps it up, and with what, after the grant.")
    )
    settle_by: Mapped[str | None] = col.date(
        N_("To be settled by"), required=True, group=MONEY, help=N_("The county names the day. Ask for it early.")
    )
    settled_on: Mapped[str | None] = col.date(N_("Settled on"), group=MONEY)
    budget: Mapped[str | None] = col.reference(
        N_("Budget of the plan"), "budget", group=MONEY, help=N_("Empty is the budget in use.")
    )
    came_of_it: Mapped[str | None] = col.long_text(
        N_("What came of the year"), group=AFTERWARDS, help=N_("Three sentences for somebody who was not there.")
    )
    money_reason: Mapped[str | None] = col.long_text(N_("Why money was spent otherwise"), group=AFTERWARDS)
    learned: Mapped[str | None] = col.long_text(N_("What we do otherwise next time"), group=AFTERWARDS)


class UpkeepAim(Record, Sourced, Base):
    """One aim of a plan and the result that is expected."""

    __tablename__ = "upkeep_aim"
    __record__ = col.about(
        N_("Aim of the upkeep plan"),
        N_("Aims of the upkeep plan"),
        source=SOURCE,
        empty=N_("Two or three aims are enough. Say for each how you will see that it was reached."),
        add=N_("Add aim"),
        room="activities",
        table=("title", "expected", "measure", "result"),
    )

    order_key: Mapped[str | None] = col.order()
    title: Mapped[str | None] = col.text(
        N_("What we want to reach"),
        required=True,
        title=True,
        example=zh_en("每一鄰都有人會操作無線電", "Somebody in every block can use the radio"),
    )
    expected: Mapped[str | None] = col.long_text(N_("Expected result"), required=True)
    measure: Mapped[str | None] = col.text(
        N_("How we see it"), example=zh_en("測試當晚回報的鄰數", "Blocks that answer on the test night")
    )
    target: Mapped[str | None] = col.text(N_("Figure to be reached"), example=zh_en("12鄰全部", "All 12 blocks"))
    plan: Mapped[str | None] = col.reference(N_("Plan"), "upkeep_plan", group=BELONGS)
    result: Mapped[str | None] = col.long_text(N_("Result"), group=AFTERWARDS)
    reached: Mapped[bool | None] = col.tristate(N_("Reached"), group=AFTERWARDS)
    indicator: Mapped[str | None] = col.reference(
        N_("Figure that shows it"), "indicator", group=AFTERWARDS, help=N_("A before and after figure that you keep.")
    )
    reason: Mapped[str | None] = col.long_text(N_("Why it came otherwise"), group=AFTERWARDS)


class UpkeepActivity(Record, Sourced, Base):
    """One activity of a plan: when, who, for whom, from which head; and what became of it."""

    __tablename__ = "upkeep_activity"
    __record__ = col.about(
        N_("Activity of the upkeep plan"),
        N_("Activities of the upkeep plan"),
        source=SOURCE,
        empty=N_("List what you do month by month. A month and one person are enough to begin."),
        add=N_("Add activity"),
        room="activities",
        date_order=(("start", "end"), ("start", "done_on")),
        table=("title", "start", "owner", "people", "status"),
        falls=(col.Falls("end", col.TO_DO, done="status", ahead=30),),
    )

    order_key: Mapped[str | None] = col.order()
    title: Mapped[str | None] = col.text(
        N_("What we do"), required=True, title=True, example=zh_en("汛期前夜間疏散演練", "Night drill before the rains")
    )
    aim: Mapped[str | None] = col.reference(N_("For which aim"), "upkeep_aim")
    start: Mapped[str | None] = col.date(N_("From"), required=True, help=N_("A month is enough."))
    end: Mapped[str | None] = col.date(N_("To"))
    owner: Mapped[str | None] = col.reference(N_("Who sees to it"), "person", required=True)
    place: Mapped[str | None] = col.text(N_("Where"))
    people: Mapped[int | None] = col.integer(N_("People expected"), unit=N_("people"), minimum=0)
    head: Mapped[str | None] = col.enum(N_("Budget head"), FromPack("heads"), help=N_("From which part of the money."))
    status: Mapped[str | None] = col.enum(N_("How far it is"), TASK_STATES)
    plan: Mapped[str | None] = col.reference(N_("Plan"), "upkeep_plan", group=BELONGS)
    done_on: Mapped[str | None] = col.date(N_("Finished on"), group=AFTERWARDS)
    came: Mapped[int | None] = col.integer(N_("People who came"), unit=N_("people"), group=AFTERWARDS, minimum=0)
    result: Mapped[str | None] = col.long_text(N_("Result"), group=AFTERWARDS)
    reason: Mapped[str | None] = col.long_text(
        N_("Why it came otherwise"), group=AFTERWARDS, help=N_("Another month, fewer people, or not done at all.")
    )
    event: Mapped[str | None] = col.reference(
        N_("Event that it became"), "event", group=AFTERWARDS, help=N_("Its day and its people count here.")
    )
    expenses: Mapped[tuple[str, ...] | None] = col.references(N_("Payments for it"), "expense", group=AFTERWARDS)
    photos: Mapped[tuple[str, ...] | None] = col.photos(N_("Photos as proof"), group=AFTERWARDS)
