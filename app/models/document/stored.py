"""Rows as they are stored and as they are shown, and the seals of what they hold."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from sqlalchemy.dialects import sqlite

from app.models.document.changes import Change
from app.models.document.schema import Schema, Watched
from app.models.document.triggers import digest, row_json

RawRow = dict[str, Any]
"""Column name to value as SQLite holds it; bytes as ``{"$blob": hex}`` once it went through JSON."""

CHANGE_COLUMNS = "set_id, ord, type, record, old, new, erased"
SET_COLUMNS = "id, session, seq, lamport, at, label, step, undoes, sealed"

CHANGED_AT = "updated_at"
EMPTY = (None, "", "[]", "{}")
"""What a text, a list or texts by language are stored as where nothing is filled in."""

StoredChange = tuple[str, int, str, str, str | None, str | None, int]
"""A row of ``change``, in the order of ``CHANGE_COLUMNS``."""


class Codec:
    """Turns stored values into the plain values of the mapped columns. Thread: any."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._readers = cache(self._make_readers)

    def plain(self, table: str, raw: Mapping[str, Any]) -> dict[str, object]:
        """Return *raw* (column name to stored value) as the mapped class would show it."""
        readers = self._readers(table)
        return {name: readers[name](value) if name in readers else value for name, value in raw.items()}

    def change(self, stored: StoredChange) -> Change:
        """Return a stored change as the views get it."""
        _, _, table, record, old, new, erased = stored
        return Change(table, record, self._side(table, old), self._side(table, new), bool(erased))

    def _side(self, table: str, text: str | None) -> dict[str, object] | None:
        return None if text is None else self.plain(table, json.loads(text))

    def _make_readers(self, table: str) -> dict[str, Callable[[Any], Any]]:
        if table not in self._schema.records.tables:
            return {}
        dialect = sqlite.dialect()
        found: dict[str, Callable[[Any], Any]] = {}
        for column in self._schema.table(table).columns:
            reader = column.type.dialect_impl(dialect).result_processor(dialect, None)
            if reader is not None:
                found[column.name] = reader
        return found


def bind(value: object) -> Any:  # noqa: ANN401 - what sqlite3 binds
    """Return a value of a stored row's JSON as it goes back into the table."""
    if isinstance(value, dict) and set(value) == {"$blob"}:
        return bytes.fromhex(value["$blob"])
    return value


def read_row(connection: sqlite3.Connection, table: Watched, record: str) -> RawRow | None:
    """Return the stored row with key *record*, or ``None``."""
    names = ", ".join(f'"{name}"' for name in table.columns)
    found = connection.execute(f'SELECT {names} FROM "{table.name}" WHERE "{table.key}" = ?', (record,)).fetchone()
    return None if found is None else as_json(dict(zip(table.columns, found, strict=True)))


def as_json(row: RawRow) -> RawRow:
    """Return *row* as its JSON holds it (only bytes look different there)."""
    return {name: {"$blob": value.hex()} if isinstance(value, bytes) else value for name, value in row.items()}


def row_hash(names: tuple[str, ...], values: tuple[object, ...]) -> bytes:
    """Return the seal of a row."""
    return digest(row_json(dict(zip(names, values, strict=True))))


def set_hash(connection: sqlite3.Connection, set_id: str) -> bytes | None:
    """Return the seal of a change set: its own row and every change in it; ``None`` where there is none."""
    row = connection.execute(f"SELECT {SET_COLUMNS} FROM change_set WHERE id = ?", (set_id,)).fetchone()
    if row is None:
        return None
    hasher = hashlib.blake2b(row_json(row).encode("utf-8", "surrogateescape"), digest_size=16)
    changes = connection.execute(f"SELECT {CHANGE_COLUMNS} FROM change WHERE set_id = ? ORDER BY ord", (set_id,))
    for change in changes.fetchall():
        hasher.update(row_json(change).encode("utf-8", "surrogateescape"))
    return hasher.digest()


def seal(connection: sqlite3.Connection, kind: str, record: str, hash_: bytes | None) -> None:
    """Store the seal of a history row; ``None`` takes it away."""
    connection.execute("DELETE FROM seal WHERE type = ? AND record = ?", (kind, record))
    if hash_ is not None:
        connection.execute("INSERT INTO seal (type, record, hash) VALUES (?, ?, ?)", (kind, record, hash_))


def merge(rows: list[StoredChange]) -> list[StoredChange]:
    """Join the changes of each record into one: first old, last new, nothing where nothing is left.

    Args:
        rows: changes of one set, by ``ord``.
    """
    joined: dict[tuple[str, str], StoredChange] = {}
    for row in rows:
        key = row[2], row[3]
        known = joined.get(key)
        merged = row if known is None else _join(known, row)
        if merged is None:
            del joined[key]
        else:
            joined[key] = merged
    return list(joined.values())


def says_nothing(change: StoredChange) -> bool:
    """Say whether a change leaves a record as it was to people: of another time, or empty in another way."""
    old, new = _sides(change)
    if old is None or new is None:
        return False
    return all(name == CHANGED_AT or (old[name] in EMPTY and value in EMPTY) for name, value in new.items())


def _join(first: StoredChange, then: StoredChange) -> StoredChange | None:
    set_id, number, table, record = first[:4]
    if first[6] or then[6]:
        return set_id, number, table, record, None, None, 1
    old, new = _sides(first)
    later_old, later_new = _sides(then)
    if new is None:  # deleted, then made again
        old, new = old or {}, later_new or {}
    elif later_new is None:  # made or changed, then deleted
        old, new = None if old is None else {**(later_old or {}), **old}, None
    elif old is None:  # made, then changed
        new = {**new, **later_new}
    else:
        old, new = {**(later_old or {}), **old}, {**new, **later_new}
    if old is not None and new is not None:
        changed = [name for name in new if old.get(name) != new[name]]
        old, new = {name: old.get(name) for name in changed}, {name: new[name] for name in changed}
    if not old and not new:
        return None
    return set_id, number, table, record, _text(old), _text(new), 0


def _sides(change: StoredChange) -> tuple[RawRow | None, RawRow | None]:
    old, new = change[4], change[5]
    return None if old is None else json.loads(old), None if new is None else json.loads(new)


def _text(side: RawRow | None) -> str | None:
    return None if side is None else row_json(side)
