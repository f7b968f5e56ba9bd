"""What a list and a form need of the document, gathered on the document lane as frozen values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.core.fields import Field, Kind, Option, RecordType, Row
from app.ui.forms.registry import Choices
from app.ui.widgets.editor import Edit

if TYPE_CHECKING:
    from app.services.drawer.service import DrawerView
    from app.services.workspace import Workspace

OFFERED = (Kind.ENUM, Kind.SET, Kind.REFERENCE, Kind.REFERENCES, Kind.PHOTOS, Kind.FILE)
UNLISTED = (Kind.LONG_TEXT, Kind.RICH_TEXT, Kind.ROWS, Kind.PHOTOS, Kind.FILE, Kind.REFERENCES)
SINGLE = frozenset({"community"})
"""Record types of which a document has one."""
COLUMNS, FEWEST = 6, 2


@dataclass(frozen=True, slots=True)
class Listed:
    """A record type with its records.

    Args:
        record_type: the declaration.
        rows: in their own order.
        choices: of the form, without what is hidden for one record.
        closed: how many records lie in the private drawer that cannot be read now, ``None`` where it hides none.
        unset: whether the drawer has no passphrase yet, so that nothing can be put in.
    """

    record_type: RecordType
    rows: tuple[Row, ...] = ()
    choices: Choices = field(default_factory=Choices)
    closed: int | None = None
    unset: bool = False

    def with_rows(self, fresh: Sequence[Row]) -> Listed:
        """Return the list with rows exchanged for newer ones of the same id."""
        newer = {row.id: row for row in fresh}
        return replace(self, rows=tuple(newer.get(row.id, row) for row in self.rows))


@dataclass(frozen=True, slots=True)
class Opened:
    """One record and the fields that have no meaning for it."""

    row: Row | None
    hidden: frozenset[str] = frozenset()


def gather(workspace: Workspace, type_name: str, names: Sequence[str] | None = None) -> Listed:
    """Return the records of a type with everything that may be chosen in its form. Thread: document lane.

    Args:
        workspace: of the open file.
        type_name: record type.
        names: fields that the list shows, nothing for the usual ones; ``None`` reads every field.
    """
    catalogue = workspace.records.catalogue()
    record_type = catalogue[type_name]
    if record_type.sealed and not (drawer := workspace.drawer.view()).readable and not _is_practice(workspace, drawer):
        held = next((one.count for one in drawer.held if one.type == type_name), 0)
        return Listed(record_type, closed=held, unset=drawer.state == "unset")
    options: dict[str, Sequence[Option]] = {}
    types: dict[str, Any] = {}
    for one in record_type.fields:
        if one.kind is Kind.ROWS:
            types[one.target] = catalogue[one.target]
            for inner in catalogue[one.target].fields:
                if inner.kind in OFFERED:
                    options[f"{one.target}.{inner.name}"] = workspace.records.options(one.target, inner.name)
        elif one.kind in OFFERED:
            options[one.name] = workspace.records.options(type_name, one.name)
    known = {one.name for one in record_type.fields}
    shown = [one for one in names or () if one in known] or [one.name for one in columns_of(record_type)]
    rows = workspace.records.load(type_name, names=None if names is None else shown)
    return Listed(record_type, rows, Choices(MappingProxyType(options), frozenset(), MappingProxyType(types)))


def _is_practice(workspace: Workspace, drawer: DrawerView) -> bool:
    """Say whether the drawer may be used without a passphrase: a practice file that has put nothing in yet."""
    return drawer.state == "unset" and bool(workspace.settings.values().get("practice"))


def open_row(workspace: Workspace, type_name: str, row_id: str) -> Opened:
    """Return one record as it is now. Thread: document lane."""
    row = workspace.records.get(type_name, row_id)
    if row is None:
        return Opened(None)
    fields = workspace.records.catalogue()[type_name].fields
    return Opened(row, frozenset(one.name for one in fields if not workspace.records.applies(row, one.name)))


def keep(workspace: Workspace, type_name: str, row_id: str, name: str, edit: Edit, visit: str) -> object:
    """Store one edit: the value, or the text as typed where it could not be understood. Thread: document lane."""
    if edit.pending is not None:
        return workspace.records.set_pending(type_name, row_id, name, edit.pending, typing=edit.typing, step=visit)
    return workspace.records.change(type_name, row_id, {name: edit.value}, typing=edit.typing, step=visit)


def columns_of(record_type: RecordType) -> tuple[Field, ...]:
    """Return the columns that a table shows where nobody chose others."""
    named = [one for one in record_type.fields if one.title and one.kind is Kind.LONG_TEXT]
    plain = [one for one in record_type.fields if one.kind not in UNLISTED or one in named]
    titles = [one for one in plain if one.title]
    first = [one for one in plain if one.first and one not in titles]
    rest = [one for one in plain if one not in titles and one not in first]
    asked = titles + first + [one for one in rest if one.group is None]
    beside = [one for one in rest if one.group is not None]
    return tuple((asked + beside[: max(0, FEWEST - len(asked))])[:COLUMNS])


def touched(changes: object, type_name: str, targets: frozenset[str]) -> Mapping[str, bool]:
    """Say what a change set means for a list.

    Args:
        changes: the change set.
        type_name: record type of the list.
        targets: record types whose titles the list shows or offers.

    Returns:
        Record id to whether it came or went; the key "" stands for everything.
    """
    found: dict[str, bool] = {}
    for change in getattr(changes, "changes", ()):
        if change.type == type_name:
            found[change.record] = change.old is None or change.new is None
        elif change.type in targets:
            found[""] = True
    return found
