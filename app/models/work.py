"""Carrying a project out: tasks and milestones, permissions, risks, changes, monthly check-ins.

Source: ``mvp2.md`` 4 (steps 8 and 9), 11; ``community_path.md`` D1, D2.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from app.core.fields import Option, Privacy
from app.core.messages import N_, zh_en
from app.models import columns as col
from app.models.base import Base, Record
from app.models.options import CURRENCIES
from app.models.sourced import Sourced

SOURCE = "mvp2.md 11"
KINDS = (
    Option("task", N_("A task")),
    Option("milestone", N_("A milestone: one day by which something stands")),
)
TASK_STATES = (
    Option("open", N_("Not begun")),
    Option("doing", N_("Being done")),
    Option("stuck", N_("Stuck")),
    Option("done", N_("Done")),
    Option("dropped", N_("Dropped")),
)
PERMISSION_STATES = (
    Option("open", N_("Not asked yet")),
    Option("asked", N_("Asked, no answer yet")),
    Option("done", N_("Given")),
    Option("refused", N_("Not allowed")),
    Option("dropped", N_("Not needed after all")),
)
GRADES = (
    Option("low", N_("Low")),
    Option("middle", N_("Middle")),
    Option("high", N_("High")),
)
RISK_STATES = (
    Option("open", N_("It may still happen")),
    Option("happened", N_("It happened")),
    Option("done", N_("Over")),
)
TOUCHES = (
    Option("scope", N_("What is done")),
    Option("time", N_("When it is done")),
    Option("money", N_("What it costs")),
    Option("people", N_("Who does it")),
)
ANSWERS = (
    Option("open", N_("No answer yet")),
    Option("done", N_("Approved in writing")),
    Option("spoken", N_("A spoken yes only")),
    Option("refused", N_("Not allowed")),
    Option("dropped", N_("Taken back by us")),
)
COURSE = (
    Option("on_time", N_("On time")),
    Option("late", N_("Late")),
    Option("stuck", N_("Stuck")),
    Option("done", N_("Done")),
)
BELONGS = N_("Where it belongs")
ANSWER = N_("The answer")
HELP = N_("Help and next meeting")


class PlanTask(Record, Sourced, Base):
    """One task or milestone of a project."""

    __tablename__ = "plan_task"
    __record__ = col.about(
        N_("Task of the project"),
        N_("Tasks and milestones"),
        source=SOURCE,
        empty=N_("Break the project into about a dozen tasks, each with one person and two dates."),
        add=N_("Add task"),
        room="seed",
        date_order=(("start", "end"), ("start", "done_on")),
        table=("title", "kind", "start", "end", "status"),
        falls=(col.Falls("end", col.TO_DO, done="status", ahead=30),),
    )

    order_key: Mapped[str | None] = col.order()
    title: Mapped[str | None] = col.text(
        N_("What is to be done"),
        required=True,
        title=True,
        example=zh_en("找二十位敲門志工", "Find twenty door-knockers"),
    )
    kind: Mapped[str | None] = col.enum(N_("Task or milestone"), KINDS)
    owner: Mapped[str | None] = col.reference(N_("Who does it"), "person", help=N_("One person, who may ask others."))
    start: Mapped[str | None] = col.date(
        N_("Begins"), help=N_("A month is enough. A milestone needs only its last day.")
    )
    end: Mapped[str | None] = col.date(N_("To be finished by"), required=True)
    status: Mapped[str | None] = col.enum(N_("How far it is"), TASK_STATES)
    done_on: Mapped[str | None] = col.date(N_("Finished on"))
    why_late: Mapped[str | None] = col.text(
        N_("Why it is late, or stuck"), example=zh_en("簾子晚到兩週", "The shades came two weeks late")
    )
    project: Mapped[str | None] = col.reference(N_("Project"), "project", group=BELONGS)
    organisation: Mapped[str | None] = col.reference(
        N_("Organisation that does it"), "organisation", group=BELONGS, help=N_("Such as the hired vendor.")
    )
    what: Mapped[str | None] = col.long_text(N_("In more words"), group=BELONGS)
    photos: Mapped[tuple[str, ...] | None] = col.photos(N_("Photos as proof"), group=BELONGS)


class Permission(Record, Sourced, Base):
    """Somebody's yes that the project needs: of an owner, an office, a school."""

    __tablename__ = "permission"
    __record__ = col.about(
        N_("Permission"),
        N_("Permissions"),
        source=SOURCE,
        empty=N_("List everybody who has to agree before the work begins: owners, offices, schools."),
        add=N_("Add permission"),
        room="seed",
        date_order=(("asked_on", "granted_on"),),
        table=("title", "from_whom", "asked_on", "expected_on", "status"),
        falls=(col.Falls("expected_on", N_("a permission is needed"), done="status", ahead=30),),
    )

    order_key: Mapped[str | None] = col.order()
    title: Mapped[str | None] = col.text(
        N_("What needs a yes"),
        required=True,
        title=True,
        example=zh_en("活動中心外牆裝鑰匙箱", "Key box on the hall wall"),
    )
    from_whom: Mapped[str | None] = col.text(
        N_("Who has to agree"), example=zh_en("鎮公所建設課", "The town's building office")
    )
    status: Mapped[str | None] = col.enum(N_("How far the permission is"), PERMISSION_STATES)
    asked_on: Mapped[str | None] = col.date(N_("Asked on"))
    expected_on: Mapped[str | None] = col.date(N_("Needed by"))
    granted_on: Mapped[str | None] = col.date(N_("Given on"))
    owner: Mapped[str | None] = col.reference(N_("Who sees to it"), "person")
    paper: Mapped[str | None] = col.file(N_("The written permission"))
    project: Mapped[str | None] = col.reference(N_("Project"), "project", group=BELONGS)


class PlanRisk(Record, Sourced, Base):
    """What may go wrong with a project, and what is done then."""

    __tablename__ = "plan_risk"
    __record__ = col.about(
        N_("Risk of the project"),
        N_("Risks of the project"),
        source=SOURCE,
        empty=N_("Write five things that may go wrong, and what you do then."),
        add=N_("Add risk"),
        room="seed",
        table=("title", "likely", "harm", "response", "status"),
        falls=(col.Falls("look_on", N_("look at this risk again"), done="status", ahead=14),),
    )

    order_key: Mapped[str | None] = col.order()
    title: Mapped[str | None] = col.text(
        N_("What may go wrong"), required=True, title=True, example=zh_en("志工人數不足", "Too few volunteers")
    )
    likely: Mapped[str | None] = col.enum(N_("How likely"), GRADES)
    harm: Mapped[str | None] = col.enum(N_("How bad it would be"), GRADES)
    response: Mapped[str | None] = col.long_text(
        N_("What we do about it"),
        required=True,
        example=zh_en("夏天以前每兩週招一次", "Recruit every two weeks until summer"),
    )
    owner: Mapped[str | None] = col.reference(N_("Who watches it"), "person")
    look_on: Mapped[str | None] = col.date(N_("Look at it again on"))
    status: Mapped[str | None] = col.enum(N_("How it stands"), RISK_STATES)
    project: Mapped[str | None] = col.reference(N_("Project"), "project", group=BELONGS)


class ChangeRequest(Record, Sourced, Base):
    """A change of the plan and the written yes to it. Sources: ``mvp2.md`` 4 (step 9), 13 W4."""

    __tablename__ = "change_request"
    __record__ = col.about(
        N_("Change of the plan"),
        N_("Changes of the plan"),
        source="mvp2.md 4 W4",
        empty=N_("Write every change down before it is made, and wait for the written yes."),
        add=N_("Add change"),
        room="seed",
        date_order=(("asked_on", "approved_on"),),
        table=("title", "asked_on", "answer", "approved_on", "made_on"),
        falls=(col.Falls("answer_by", N_("an answer is needed"), done="answer", ahead=30),),
    )

    order_key: Mapped[str | None] = col.order()
    title: Mapped[str | None] = col.text(
        N_("What changes"),
        required=True,
        title=True,
        example=zh_en("一場訓練改成無線電演練", "A radio drill instead of one training"),
    )
    why: Mapped[str | None] = col.long_text(N_("Why it has to change"), required=True)
    touches: Mapped[tuple[str, ...] | None] = col.set_of(N_("What it touches"), TOUCHES)
    amount: Mapped[int | None] = col.money(
        N_("Money it moves"), help=N_("More is a plain amount; less has a minus before it.")
    )
    currency: Mapped[str | None] = col.enum(N_("Currency"), CURRENCIES)
    asked_on: Mapped[str | None] = col.date(N_("Asked on"))
    answer_by: Mapped[str | None] = col.date(N_("Answer needed by"))
    made_on: Mapped[str | None] = col.date(
        N_("Change made on"), help=N_("Nothing is blocked. A change without a written yes is told.")
    )
    early_reason: Mapped[str | None] = col.long_text(N_("Why it could not wait"), group=ANSWER)
    answer: Mapped[str | None] = col.enum(N_("Answer to it"), ANSWERS, group=ANSWER)
    approved_on: Mapped[str | None] = col.date(
        N_("Approved in writing on"), group=ANSWER, help=N_("The day on the letter or e-mail.")
    )
    approved_by: Mapped[str | None] = col.text(N_("Approved by"), group=ANSWER, check="person_name", privacy=Privacy.P2)
    letter: Mapped[str | None] = col.file(N_("The written answer"), group=ANSWER)
    project: Mapped[str | None] = col.reference(N_("Project"), "project", group=BELONGS)


class CheckIn(Record, Sourced, Base):
    """What happened in one month, on one sheet."""

    __tablename__ = "check_in"
    __record__ = col.about(
        N_("Monthly check-in"),
        N_("Monthly check-ins"),
        source="mvp2.md 4",
        empty=N_("Ten minutes a month: what was done, how it goes, what comes next."),
        add=N_("Add check-in"),
        room="seed",
        table=("month", "course", "done", "money", "next"),
        falls=(col.Falls("next_on", N_("next monthly check-in"), ahead=14),),
    )

    month: Mapped[str | None] = col.date(N_("Month"), required=True, title=True, example=zh_en("115-05", "2026-05"))
    course: Mapped[str | None] = col.enum(N_("On time or late"), COURSE, required=True)
    done: Mapped[str | None] = col.long_text(
        N_("What was done"), required=True, help=N_("With a number or a day, also what did not work.")
    )
    money: Mapped[str | None] = col.long_text(
        N_("The money in words"), example=zh_en("餐費比預計多，口譯還沒用到", "Meals cost more, interpreting is unused")
    )
    next: Mapped[str | None] = col.long_text(N_("What comes next"))
    changed: Mapped[str | None] = col.long_text(
        N_("Decided otherwise because somebody spoke up"), help=N_("Words of liaisons or residents, without names.")
    )
    owner: Mapped[str | None] = col.reference(N_("Written by"), "person", group=HELP)
    stuck: Mapped[str | None] = col.text(N_("What is stuck, and who helps"), group=HELP)
    next_on: Mapped[str | None] = col.date(N_("Next check-in on"), group=HELP)
    meeting: Mapped[str | None] = col.reference(N_("Meeting"), "meeting", group=HELP)
    photos: Mapped[tuple[str, ...] | None] = col.photos(N_("Photos of the month"), group=BELONGS)
    project: Mapped[str | None] = col.reference(N_("Project"), "project", group=BELONGS)
