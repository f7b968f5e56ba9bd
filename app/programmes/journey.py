"""What the journey through a pack shows: frozen marks, plans and views."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from app.core.messages import N_, LocalText, Message
from app.programmes.schema import Pack, Phase, Step, Task


class TaskStatus(StrEnum):
    """Where a task stands."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    LATER = "later"


class StepStatus(StrEnum):
    """Where a step or phase stands."""

    OPEN = "open"
    BEGUN = "begun"
    DONE = "done"


STATUS_WORDS: Mapping[str, Message] = MappingProxyType(
    {
        "open": N_("Open"),
        "doing": N_("Being done"),
        "begun": N_("Begun"),
        "done": N_("Done"),
        "later": N_("Later"),
    }
)
"""Status to its word; it stands beside the shape, never alone as a colour."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step of an earlier plan: its first and last ``YYYY-MM``, "" for none, and how far it was then."""

    step: str
    first_month: str
    last_month: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class Baseline:
    """A plan that was valid until it was moved. ``until``: ISO date; ``steps``: empty in files of long ago."""

    start_month: str
    until: str
    reason: str = ""
    steps: tuple[PlannedStep, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskMark:
    """What a group said about a task. ``files``: ids of attachments."""

    status: TaskStatus = TaskStatus.OPEN
    note: str = ""
    files: tuple[str, ...] = ()
    done_on: str = ""


@dataclass(frozen=True, slots=True)
class StepMark:
    """What a group said about a step.

    Args:
        have: they already had this when they began.
        first_moved, last_moved: months by which beginning and end lie later than the pack says.
    """

    have: bool = False
    note: str = ""
    files: tuple[str, ...] = ()
    first_moved: int = 0
    last_moved: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """How far a group is in one pack.

    Args:
        start_month: ``YYYY-MM`` of programme month 1, "" not chosen.
        baselines: earlier plans, oldest first.
    """

    start_month: str = ""
    tasks: Mapping[str, TaskMark] = field(default_factory=dict, hash=False)
    steps: Mapping[str, StepMark] = field(default_factory=dict, hash=False)
    baselines: tuple[Baseline, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task as the journey shows it. ``due``: last ISO day, "" for none."""

    pack: str
    task: Task
    status: TaskStatus
    note: str = ""
    files: tuple[str, ...] = ()
    due: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """What a step could use from an earlier one that is not done."""

    step: Step
    tasks: tuple[Task, ...]
    words: Message


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as the journey shows it.

    Args:
        first_month, last_month: ``YYYY-MM``, "" where the step has no months or no start was chosen.
        missing: soft order; empty where everything it needs is there.
        words: the count in words.
        done_on: ISO day of the last tick of a finished step, "" unknown.
    """

    pack: str
    step: Step
    status: StepStatus
    tasks: tuple[TaskView, ...]
    done: int
    total: int
    words: Message
    have: bool = False
    note: str = ""
    files: tuple[str, ...] = ()
    first_month: str = ""
    last_month: str = ""
    late: bool = False
    missing: tuple[Missing, ...] = ()
    done_on: str = ""


@dataclass(frozen=True, slots=True)
class PhaseView:
    """A phase with its steps; done and total count steps."""

    phase: Phase
    status: StepStatus
    steps: tuple[StepView, ...]
    done: int
    total: int
    words: Message


@dataclass(frozen=True, slots=True)
class ClockView:
    """Both clocks.

    Args:
        month: programme month today; 0 or less before the beginning, 0 also where none was chosen.
        months: length of the programme.
        phase: id of the phase that this month belongs to, "" for none.
    """

    month: int
    months: int
    phase: str
    words: Message


@dataclass(frozen=True, slots=True)
class JourneyView:
    """A whole programme as home and the journey show it; done and total count steps."""

    pack: Pack
    phases: tuple[PhaseView, ...]
    clock: ClockView
    over: bool
    done: int
    total: int
    words: Message

    def step(self, step_id: str) -> StepView | None:
        """Return one step, ``None`` where the pack has no such id (any more)."""
        return next((one for phase in self.phases for one in phase.steps if one.step.id == step_id), None)

    def steps(self) -> tuple[StepView, ...]:
        """Return all steps in order."""
        return tuple(one for phase in self.phases for one in phase.steps)


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a day.

    Args:
        days: from today; negative where it is past.
        hard: whether missing it ends the matter; planned days slip.
        words: how long is left, in words.
        step: step id to open, "" for none.
        stage: of the days before a hard date on which the pack warns, the last that was reached; 0 for none.
    """

    pack: str
    id: str
    title: LocalText
    date: str
    days: int
    hard: bool
    overdue: bool
    words: Message
    step: str = ""
    stage: int = 0
