"""What a dry run says, row by row. Frozen values; thread: any."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.core.fields import Field
from app.core.messages import Label, Message
from app.imports.grid import Place


class RowKind(StrEnum):
    """What will become of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"
    """It comes in, but something in it wants a look; or it may be a double and waits for a decision."""
    REFUSED = "refused"


class Act(StrEnum):
    """What bringing in does with a row."""

    ADD = "add"
    CHANGE = "change"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that gets another value.

    Args:
        field: which.
        old, new: values as in ``app.core.fields``.
    """

    field: Field
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Note:
    """Something to look at, with its place in the file."""

    place: Place
    said: Message


@dataclass(frozen=True, slots=True)
class Twin:
    """A record that may be the same one.

    Args:
        id: its key.
        title: what it is called.
        why: what is alike.
        row: number of its row, where it is in the same file and not in the document.
    """

    id: str
    title: str
    why: Message
    row: int = 0


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What will become of one row.

    Args:
        key: place among the rows of the plan.
        place: where it stands in the file.
        type: record type.
        id: key of the record that it makes or changes.
        kind: what is told.
        act: what is done.
        title: of the record.
        values: field name to value that is written.
        pending: field name to text that is kept as typed.
        changes: for a record that is there already.
        notes: what to look at, and why it is refused.
        twins: records that it may double; a decision is asked for.
        parent: key of the record that it belongs to, "" for none.
    """

    key: int
    place: Place
    type: str
    id: str
    kind: RowKind
    act: Act
    title: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    pending: Mapping[str, str] = field(default_factory=dict, hash=False)
    changes: tuple[FieldChange, ...] = ()
    notes: tuple[Note, ...] = ()
    twins: tuple[Twin, ...] = ()
    parent: str = ""

    @property
    def refused(self) -> bool:
        """Whether it does not come in."""
        return self.kind is RowKind.REFUSED

    @property
    def asks(self) -> bool:
        """Whether somebody has to decide before it comes in."""
        return bool(self.twins) and self.act is Act.ADD


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The whole dry run.

    Args:
        name: of the file.
        rows: in the order in which they would come in.
        notes: about the file and its sheets.
        titles: (record type, key) to the title of every record that a change names.
        mark: state of the document that it was made for.
        labels: record type to its plural.
    """

    name: str
    rows: tuple[RowPlan, ...]
    notes: tuple[Message, ...] = ()
    titles: Mapping[tuple[str, str], str] = field(default_factory=dict, hash=False)
    mark: str = ""
    labels: Mapping[str, Label] = field(default_factory=dict, hash=False)

    def counts(self) -> Mapping[RowKind, int]:
        """Return how many rows there are of each kind."""
        counted = Counter(row.kind for row in self.rows)
        return {kind: counted[kind] for kind in RowKind}

    def waiting(self, decisions: Mapping[int, str]) -> int:
        """Return how many rows still wait for a decision."""
        return sum(row.asks and row.key not in decisions for row in self.rows)


BOTH, LEAVE, JOIN = "both", "leave", "join:"
"""Decisions about a row with twins: make it anew, leave it out, or ``join:<key>``."""
