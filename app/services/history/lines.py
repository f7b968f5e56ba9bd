"""What is told of the history: steps, changes, the bin. Frozen, in the words of the declarations. Thread: any."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.core.messages import N_, NP_, Label, Message
from app.models.document.changes import ChangeSet
from app.services.formatting import HIDDEN

NEW, CHANGED, DELETED, ERASED = "new", "changed", "deleted", "erased"
ERASE_WORDS = {"zh_TW": "永久刪除", "en": "erase"}
"""What is typed to confirm the one act that cannot be undone."""
NAMELESS = frozenset({"participation", "task_state", "step_state"})
"""Record types whose titles are names in a programme's file; the label of the step says which is meant."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One line of the history page.

    Args:
        id: key of the step.
        at: when, in the zone of the people.
        person: who, "" where nobody said.
        device: on which computer.
        label: what was done.
        about: titles of the records it touched, at most three.
        more: how many more it touched.
        undo: whether it took another step back.
    """

    id: str
    at: datetime
    person: str
    device: str
    label: Message
    about: tuple[str, ...]
    more: int
    undo: bool


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as text; "" where it was empty."""

    label: Label
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What happened to one record.

    Args:
        type: record type name.
        id: its key.
        kind: its type in words.
        title: what people call it.
        what: ``new``, ``changed``, ``deleted`` or ``erased``.
        fields: the fields that changed.
        who: names of those who did it.
        at: when it happened last.
    """

    type: str
    id: str
    kind: Label
    title: str
    what: str
    fields: tuple[FieldChange, ...] = ()
    who: tuple[str, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PutBack:
    """What putting back a step did.

    Args:
        done: what was put back.
        left: what was changed since and stayed as it is.
        changes: the change set, ``None`` where nothing could be put back.
    """

    done: tuple[RecordChange, ...]
    left: tuple[RecordChange, ...]
    changes: ChangeSet | None = field(default=None, compare=False)

    @property
    def said(self) -> Message:
        """What to tell."""
        if not self.done:
            return N_("Nothing could be put back: everything was changed since.")
        if self.left:
            return NP_(
                "Put back. {n} record was changed since and stays as it is.",
                "Put back. {n} records were changed since and stay as they are.",
                len(self.left),
            )
        return N_("Put back. Undo takes this back.")


@dataclass(frozen=True, slots=True)
class RecordThen:
    """One record as it was on a day, beside what it is now.

    Args:
        type: record type name.
        id: its key.
        title: what people call it now, or then where it is gone.
        existed: whether it existed on that day.
        fields: those that were different: before is then, after is now.
        same: how many fields were the same.
    """

    type: str
    id: str
    title: str
    existed: bool
    fields: tuple[FieldChange, ...]
    same: int


@dataclass(frozen=True, slots=True)
class BinLine:
    """One record in the bin: what it is, when it was deleted and by whom."""

    type: str
    id: str
    kind: Label
    title: str
    at: datetime
    person: str


IN_DRAWER = FieldChange(N_("In the private drawer"), HIDDEN, HIDDEN)
"""Stands for the fields that lie in the locked drawer: not even which of them changed is told."""
