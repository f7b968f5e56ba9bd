"""The plan as a timeline: every step with both clocks, how far it is in words and shape, who leads, what comes out.

Nothing here reproaches: a step may begin before its month and end before it, and what is behind is said once,
with a notice. Source: ``mvp2.md`` 2, 3, 14.1, 14.2. Thread: any.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.messages import N_, NP_, Label, LocalText, Message, own_words
from app.programmes.journey import Baseline, JourneyView, PhaseView, StepStatus, StepView
from app.programmes.planning import calendar_month
from app.programmes.schema import Pack
from app.programmes.workflow import month_number

DONE, BEGUN, OPEN, NOTICE = "●", "◐", "○", "▲"
Holders = Mapping[str, Sequence[str]]
"""Role id to the names of those who hold it."""


class State(StrEnum):
    """How far a step is, beside its months."""

    DONE = "done"
    EARLY = "early"
    HAVE = "have"
    BEGUN = "begun"
    AHEAD = "ahead"
    NOW = "now"
    LATE = "late"
    OPEN = "open"
    ALONGSIDE = "alongside"


SHAPES: Mapping[State, str] = {
    State.DONE: DONE, State.EARLY: DONE, State.HAVE: DONE, State.BEGUN: BEGUN, State.AHEAD: BEGUN,
    State.NOW: OPEN, State.LATE: NOTICE, State.OPEN: OPEN, State.ALONGSIDE: BEGUN,
}  # fmt: skip
WORDS: Mapping[State, Message] = {
    State.DONE: N_("Done"),
    State.EARLY: N_("Done ahead of its months"),
    State.HAVE: N_("Was there already"),
    State.BEGUN: N_("Begun"),
    State.AHEAD: N_("Begun ahead of its months"),
    State.NOW: N_("Its time is now"),
    State.LATE: N_("Behind its months"),
    State.OPEN: N_("Open"),
    State.ALONGSIDE: N_("Alongside, all the time"),
}


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads a step. ``names``: of those who hold the role, empty where nobody does yet."""

    role: str
    title: Label
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A step on the timeline.

    Args:
        first, last: programme months, 0 where it has none.
        first_month, last_month: ``YYYY-MM``, "" unknown.
        done_on: ISO day, "" unknown.
    """

    id: str
    number: str
    title: LocalText
    first: int
    last: int
    first_month: str
    last_month: str
    state: State
    leads: tuple[Lead, ...]
    produces: LocalText
    have: bool
    done: int
    total: int
    done_on: str = ""

    @property
    def shape(self) -> str:
        """The shape beside the word."""
        return SHAPES[self.state]

    @property
    def words(self) -> Message:
        """How far it is, in words."""
        return WORDS[self.state]

    @property
    def settled(self) -> bool:
        """Whether it is done and stays where it is when the plan moves."""
        return self.state in (State.DONE, State.EARLY, State.HAVE)


@dataclass(frozen=True, slots=True)
class PlanPhase:
    """A phase with its steps; ``first`` and ``last`` are programme months, 0 where it has none."""

    id: str
    title: LocalText
    first: int
    last: int
    steps: tuple[PlanStep, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole plan.

    Args:
        months: length in programme months.
        month: programme month of today; outside 1 to ``months`` where it has not begun or is past.
        start_month: ``YYYY-MM``, "" where nobody chose it.
        calendar: ``YYYY-MM`` of each programme month, empty without a start.
        baselines: earlier plans, the latest first.
    """

    pack: str
    name: LocalText
    months: int
    month: int
    start_month: str
    clock: Message
    calendar: tuple[str, ...]
    phases: tuple[PlanPhase, ...]
    baselines: tuple[Baseline, ...] = ()
    over: bool = False

    def steps(self) -> tuple[PlanStep, ...]:
        """Return all steps in order."""
        return tuple(one for phase in self.phases for one in phase.steps)

    def step(self, step_id: str) -> PlanStep | None:
        """Return one step, ``None`` where there is none of that id."""
        return next((one for one in self.steps() if one.id == step_id), None)


def timeline(
    view: JourneyView, start_month: str, baselines: Sequence[Baseline], today: date, held: Holders
) -> Timeline:
    """Return the plan of a journey as a timeline.

    Args:
        view: the journey, its months as the group moved them.
        start_month: ``YYYY-MM``, "" unknown.
        baselines: earlier plans, oldest first.
        today: the day.
        held: who holds which role.
    """
    pack = view.pack
    month = month_number(start_month, today) if start_month else 0
    calendar = tuple(calendar_month(start_month, one) for one in range(1, pack.months + 1)) if start_month else ()
    phases = tuple(_phase(pack, one, month, held) for one in view.phases)
    return Timeline(pack.id, pack.name, pack.months, month, start_month, view.clock.words, calendar, phases,
                    tuple(reversed(baselines)), view.over)  # fmt: skip


def months_words(first: int, last: int) -> Message:
    """Return programme months in words: month 3, months 4–5."""
    if not first:
        return N_("No months are planned")
    return N_("Month {n}", n=first) if first == last else N_("Months {first}–{last}", first=first, last=last)


def moved_words(step: PlanStep, earlier: Baseline) -> tuple[str, str] | None:
    """Return the first and last ``YYYY-MM`` that an earlier plan gave a step, ``None`` where it did not say."""
    found = next((one for one in earlier.steps if one.step == step.id), None)
    return (found.first_month, found.last_month) if found is not None and found.first_month else None


def move_words(moving: int, staying: int) -> Message:
    """Return what a move would do, in one sentence."""
    moves = NP_("{n} step moves.", "{n} steps move.", moving)
    stays = NP_("{n} that is done stays.", "{n} that are done stay.", staying)
    return N_("{moves} {stays}", moves=moves, stays=stays)


def _phase(pack: Pack, one: PhaseView, month: int, held: Holders) -> PlanPhase:
    first, last = one.phase.months or (0, 0)
    return PlanPhase(
        one.phase.id, one.phase.title, first, last, tuple(_step(pack, step, month, held) for step in one.steps)
    )


def _step(pack: Pack, one: StepView, month: int, held: Holders) -> PlanStep:
    first, last = one.step.months or (0, 0)
    leads = tuple(
        Lead(
            role,
            next((each.name for each in pack.roles if each.id == role), own_words(role)),
            tuple(held.get(role, ())),
        )
        for role in one.step.lead
    )
    return PlanStep(one.step.id, one.step.number, one.step.title, first, last, one.first_month, one.last_month,
                    _state(one, month), leads, one.step.produces, one.have, one.done, one.total,
                    one.done_on)  # fmt: skip


def _state(one: StepView, month: int) -> State:
    first, last = one.step.months or (0, 0)
    if one.have:
        return State.HAVE
    if one.status is StepStatus.DONE:
        return State.EARLY if one.done_on and one.last_month and one.done_on[:7] < one.last_month else State.DONE
    if one.late:
        return State.LATE
    if one.status is StepStatus.BEGUN:
        return State.AHEAD if month and first > month else State.BEGUN
    if one.step.alongside:
        return State.ALONGSIDE
    return State.NOW if first and first <= month <= last else State.OPEN
