"""What is said of a project that is carried out: how tasks and measures stand, and what is to be thought of.

Nothing here blocks anything: each sentence says what something means and where to mend it. Pure; thread: any.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.core.fields import Row
from app.core.messages import N_, NP_, Label, Message, own_words
from app.core.money import Money as Amount
from app.core.partial_date import PartialDate
from app.services.budget.contracts import unplaced
from app.services.delivery.view import Money, Reach, SecondYear, Stand, TaskFacts, WorkView

DONE, OPEN, NOTICE = "done", "open", "notice"
"""Shapes of what is said; nothing here is ever a problem in red."""
STANDS: dict[Stand, Message] = {
    Stand.OPEN: N_("not begun"),
    Stand.DOING: N_("being done"),
    Stand.STUCK: N_("stuck"),
    Stand.LATE: N_("late"),
    Stand.DONE: N_("done"),
    Stand.DROPPED: N_("dropped"),
}
REACHES: dict[Reach, Message] = {
    Reach.NO_BASELINE: N_("not measured before the work"),
    Reach.NO_TARGET: N_("no target yet"),
    Reach.NOT_READ: N_("not read yet"),
    Reach.ON_THE_WAY: N_("on the way"),
    Reach.WORSE: N_("worse than before"),
    Reach.REACHED: N_("target reached"),
}
FEW = 3
"""So many names stand in a sentence; the others are counted."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to think of: its shape, the sentence, and where to see to it."""

    shape: str
    said: Message
    route: str = ""


def reminders(view: WorkView) -> tuple[Reminder, ...]:
    """Return what is to be thought of, what matters most first; nothing before anything is planned."""
    if not view.begun:
        return ()
    found = (*_plan(view), *_money(view), *_people(view), *_proof(view))
    return tuple(sorted(found, key=lambda one: one.shape != NOTICE))


def _plan(view: WorkView) -> Iterator[Reminder]:
    if not view.tasks:
        yield Reminder(OPEN, N_("No task is planned yet. About a dozen are enough."), "records:plan_task")
    late = view.standing(Stand.LATE)
    if late:
        said = NP_("{n} task is late: {names}.", "{n} tasks are late: {names}.", len(late), names=_names(late))
        yield Reminder(NOTICE, said, _route(late[0].row, "end"))
    stuck = view.standing(Stand.STUCK)
    if stuck:
        said = NP_("{n} task is stuck: {names}.", "{n} tasks are stuck: {names}.", len(stuck), names=_names(stuck))
        yield Reminder(NOTICE, said, _route(stuck[0].row, "why_late"))
    for one in view.tasks:
        if one.backwards:
            said = N_("“{task}” ends before it begins. Look at its two days.", task=_title(one.row))
            yield Reminder(NOTICE, said, _route(one.row, "start"))
    if (said_ := length_words(view)) is not None and _too_long(view):
        yield Reminder(NOTICE, said_, f"record:project:{view.project.id}:end" if view.project else "records:plan_task")
    for row in view.permissions:
        state, due = row.get("status"), str(row.get("expected_on") or "")
        if state == "refused":
            said = N_("“{permission}” was refused. Plan around it, or ask again.", permission=_title(row))
            yield Reminder(NOTICE, said, _route(row, "status"))
        elif state not in ("done", "dropped") and not row.get("granted_on") and due and due < view.today[: len(due)]:
            said = N_("“{permission}” was needed by {day}.", permission=_title(row), day=PartialDate.from_iso(due))
            yield Reminder(NOTICE, said, _route(row, "granted_on"))


def _money(view: WorkView) -> Iterator[Reminder]:
    money = view.money
    if not money.lines:
        yield Reminder(OPEN, N_("No budget line belongs to the project yet."), "budget")
    elif money.over:
        yield Reminder(NOTICE, limit_words(money), "budget")
    for row in unplaced(view.vendors):
        said = N_("“{contract}” names no budget line, so its sum is not among what is ordered.", contract=_title(row))
        yield Reminder(OPEN, said, _route(row, "budget_line"))
    for one in view.changes:
        if one.early:
            said = N_("“{change}” was made without the written yes. Ask now, and write why it could not wait.",
                      change=_title(one.row))  # fmt: skip
            field = "approved_on" if one.row.get("early_reason") else "early_reason"
            yield Reminder(NOTICE, said, _route(one.row, field))
        elif one.waiting:
            said = N_("“{change}” waits for the written yes. Until then the old plan holds.", change=_title(one.row))
            yield Reminder(OPEN, said, _route(one.row, "approved_on"))


def _people(view: WorkView) -> Iterator[Reminder]:
    if (said := manager_words(view)) is not None:
        route = f"record:project:{view.project.id}:manager" if view.project else "records:project"
        yield Reminder(NOTICE, said, route)
    if (said := second_year_words(view.second_year)) is not None:
        yield Reminder(OPEN, said, "drawer" if drawer_asked(view.second_year) else "records:liaison_agreement")
    works = [row for row in view.vendors if row.get("purpose") == "carrying_out" and row.get("state") != "dropped"]
    if works and not any(row.get("signed_on") or row.get("state") in ("signed", "ended") for row in works):
        said = N_("Nobody is hired yet to do the work. Buying takes time.")
        yield Reminder(OPEN, said, _route(works[0], "state"))


def _proof(view: WorkView) -> Iterator[Reminder]:
    if not view.measures:
        said = N_("No equity measure yet. Measure once before the work begins.")
        yield Reminder(OPEN, said, "records:equity_measure")
    for one in view.measures:
        route = f"record:equity_measure:{one.row.id}"
        if one.reach is Reach.NO_BASELINE:
            said = N_("“{measure}” has no figure from before. Measure now, or nothing can be compared later.",
                      measure=_title(one.row))  # fmt: skip
            yield Reminder(NOTICE, said, f"{route}:baseline")
        elif one.due:
            yield Reminder(OPEN, N_("“{measure}” is to be read again.", measure=_title(one.row)), f"{route}:readings")
    if view.unchecked:
        months = tuple(PartialDate.from_iso(one) for one in view.unchecked[:FEW])
        said = NP_("{n} month has no check-in: {months}.", "{n} months have no check-in, such as {months}.",
                   len(view.unchecked), months=months)  # fmt: skip
        yield Reminder(OPEN, said, "records:check_in")


def manager_words(view: WorkView) -> Message | None:
    """Return the warning that nobody manages the project after its planning, ``None`` where somebody does.

    Source: ``mvp2.md`` 14.3.
    """
    if view.project is None:
        return N_("Name the project, and who manages it from now on.") if view.begun else None
    if not view.manager:
        return N_("Nobody is named to manage the project now. A planning vendor stops when the plan stands.")
    if view.planner:
        return N_("The manager is the planning vendor, who stops when the plan stands. Name somebody else.")
    return None


def drawer_asked(year: SecondYear) -> bool:
    """Say whether only the open drawer can tell what is still to be decided of the second year."""
    return bool(year.liaisons) and not year.hours_open and year.closed


def second_year_words(year: SecondYear) -> Message | None:
    """Return the reminder that hours or pay of the second year are open, ``None`` where they are decided."""
    if not year.liaisons:
        return None
    if year.hours_open:
        return NP_("Hours of the second year are not decided for {n} of {all} liaisons.",
                   "Hours of the second year are not decided for {n} of {all} liaisons.",
                   year.hours_open, all=year.liaisons)  # fmt: skip
    if year.pay_open:
        return NP_("Pay of the second year is not decided for {n} of {all} liaisons.",
                   "Pay of the second year is not decided for {n} of {all} liaisons.",
                   year.pay_open, all=year.liaisons)  # fmt: skip
    if year.closed:
        return N_("Pay of the second year lies in the closed drawer. Open it to see whether it is decided.")
    return None


def _too_long(view: WorkView) -> bool:
    return bool(view.months and view.rules.months_max is not None and view.months > view.rules.months_max)


def length_words(view: WorkView) -> Message | None:
    """Return how long the plan takes, and what the round allows; ``None`` where no day is known."""
    if not view.months:
        return None
    takes = NP_("The plan takes {n} month.", "The plan takes {n} months.", view.months)
    most = view.rules.months_max
    if most is None:
        return takes
    if view.months > most:
        return N_("{takes} The round allows {most}. Make it shorter, or ask whether more is allowed.",
                  takes=takes, most=most)  # fmt: skip
    return N_("{takes} The round allows {most}.", takes=takes, most=most)


def limit_words(money: Money) -> Message:
    """Return what the plan costs, against what may be spent."""
    planned = Amount(money.planned, money.currency)
    if money.limit is None:
        return N_("The plan costs {planned}. No limit is written down.", planned=planned)
    most = Amount(money.limit, money.currency)
    if money.over:
        over = Amount(money.over, money.currency)
        return N_("The plan costs {planned}, {over} more than the {most} there are. Plan less, or find the rest.",
                  planned=planned, over=over, most=most)  # fmt: skip
    left = Amount(money.limit - money.planned, money.currency)
    return N_("The plan costs {planned} of {most}; {left} are free.", planned=planned, most=most, left=left)


def spent_words(money: Money) -> Message:
    """Return what was paid and ordered so far, against the plan."""
    spent, planned = Amount(money.spent, money.currency), Amount(money.planned, money.currency)
    left = Amount(money.planned - money.spent - money.committed, money.currency)
    if money.committed:
        ordered = Amount(money.committed, money.currency)
        return N_("Paid {spent} of {planned}, ordered {ordered}, left {left}.",
                  spent=spent, planned=planned, ordered=ordered, left=left)  # fmt: skip
    return N_("Paid {spent} of {planned}, left {left}.", spent=spent, planned=planned, left=left)


def advisor_words(money: Money) -> Message | None:
    """Return what is kept for an advisor, ``None`` where nobody speaks of one."""
    planned = Amount(money.advisor, money.currency)
    if money.advisor_money is not None:
        kept = Amount(money.advisor_money, money.currency)
        return N_("Kept for an advisor: {planned} of {kept}.", planned=planned, kept=kept)
    return N_("Kept for an advisor: {planned}.", planned=planned) if money.advisor else None


def pot_words(view: WorkView) -> Message | None:
    """Return how the seed money is worked out for several communities, ``None`` for one."""
    rules = view.rules
    if rules.money is None or rules.communities < 2:
        return None
    each = Amount(rules.money, rules.currency)
    return N_("The seed money is {each} for each of {n} communities.", each=each, n=rules.communities)


def done_words(view: WorkView) -> Message:
    """Return how many tasks are done."""
    counted = [one for one in view.tasks if one.stand is not Stand.DROPPED]
    done = sum(one.stand is Stand.DONE for one in counted)
    return NP_("{done} of {n} task is done.", "{done} of {n} tasks are done.", len(counted), done=done)


def stand_words(one: TaskFacts) -> Message:
    """Return how a task stands, with the days that it is late."""
    if one.late:
        return NP_("late by {n} day", "late by {n} days", one.late)
    return STANDS[one.stand]


def _names(tasks: tuple[TaskFacts, ...]) -> Label:
    names = tuple(_title(one.row) for one in tasks[:FEW])
    more = len(tasks) - len(names)
    return N_("{names}, and {n} more tasks", names=names, n=more) if more > 0 else N_("{names}", names=names)


def _title(row: Row) -> Label:
    return own_words(row.title) if row.title else N_("Without a name")


def _route(row: Row, field: str) -> str:
    return f"record:{row.type}:{row.id}:{field}"
