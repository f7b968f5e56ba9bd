"""What a unit of work leaves behind, as frozen values that may go to any thread."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType

from app.core.messages import LocalText, Message
from app.models.base import canonical


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one record: the changed fields only.

    Args:
        type: record type (table) name.
        record: key of the record.
        old: field name to value before; ``None``: the record was made.
        new: field name to value after; ``None``: the record was deleted.
        erased: the values were erased for good; both mappings are then empty or ``None``.
    """

    type: str
    record: str
    old: Mapping[str, object] | None = field(hash=False)
    new: Mapping[str, object] | None = field(hash=False)
    erased: bool = False


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One unit of work, for views that decide by it what to refresh.

    Args:
        id: key of the stored change set.
        seq: its number within the editing session, from 1.
        label: what was done, in the words of a menu.
        changes: one per record, in the order in which the records were first touched.
    """

    id: str
    seq: int
    label: Message
    changes: tuple[Change, ...]

    def types(self) -> frozenset[str]:
        """Return the record types that were touched."""
        return frozenset(change.type for change in self.changes)

    def touches(self, type: str, id: str | None = None) -> bool:
        """Say whether a record of *type* (the one with key *id*, where given) was touched."""
        return any(change.type == type and id in (None, change.record) for change in self.changes)


@dataclass(frozen=True, slots=True)
class StepInfo:
    """One line of the history page: one or several change sets of one action.

    Args:
        id: key of the step (also the key of its first change set, where the step was not named).
        at: when it was last written, aware, UTC.
        person: who worked, "" where nobody said.
        device: on which computer.
        label: what was done.
        undoes: ids of the change sets that it took back.
        records: (type, key) of the records it touched, at most 100.
        count: how many records it touched.
        sealed: whether it is finished; typing that is still going on is not.
        sets: ids of its change sets, oldest first.
    """

    id: str
    at: datetime
    person: str
    device: str
    label: Message
    undoes: tuple[str, ...]
    records: tuple[tuple[str, str], ...]
    count: int
    sealed: bool
    sets: tuple[str, ...]

    @property
    def step(self) -> str:
        """The step's key, as given to the unit of work."""
        return self.id


@dataclass(frozen=True, slots=True)
class PutBackResult:
    """What putting back a step did: the change set, and what stood in the way and was left as it is."""

    changes: ChangeSet | None
    left: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class DeletedRecord:
    """A record in the bin: what it held when it was deleted, by whom and when (aware, UTC)."""

    type: str
    id: str
    values: Mapping[str, object] = field(hash=False)
    at: datetime
    person: str
    set_id: str


def moment(at: datetime) -> str:
    """Return an aware time as it is stored: ISO 8601 in UTC to the millisecond; sorts as text."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_moment(text: str) -> datetime:
    """Return the aware time of a stored one."""
    return datetime.fromisoformat(text)


def label_text(label: Message) -> str:
    """Return the stored form of a label: its id and parameters, never translated text."""
    return canonical(_pack(label))


def label_from(text: str) -> Message:
    """Return the label of its stored form."""
    value = _unpack(json.loads(text))
    return value if isinstance(value, Message) else Message(str(value))


def _pack(value: object) -> object:
    if isinstance(value, Message):
        params = {name: _pack(one) for name, one in value.params.items()}
        packed: dict[str, object] = {"message": value.id, "params": params}
        return packed | ({"plural": value.plural, "count": value.count} if value.plural else {})
    if isinstance(value, LocalText):
        return {"local": dict(value.values)}
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    if value is None or isinstance(value, str | int):
        return value
    return str(value)


def _unpack(value: object) -> object:
    if not isinstance(value, dict):
        return value
    if "local" in value:
        return LocalText(MappingProxyType(value["local"]))
    if "time" in value:
        return datetime.fromisoformat(value["time"])
    params = {name: _unpack(one) for name, one in value.get("params", {}).items()}
    return Message(value["message"], MappingProxyType(params), value.get("plural", ""), value.get("count", 0))
