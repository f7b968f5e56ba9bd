"""TEMP triggers that write the history and the seals, so that no statement can go around them.

They live on the connection, never in the file. Each calls functions of the connection that a
:class:`Recorder` provides: SQLite hands over the row's old and new columns, Python makes the JSON of
what changed and the hash of what is there now.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from functools import lru_cache

from app.models.document.schema import Schema, Watched

NO_SET = "banyan: a write outside a unit of work"
NEW_KEY = "banyan: the key of a record never changes"
BLOB_FIXED = "banyan: stored bytes are never altered"


def _bytes_as_text(value: object) -> object:
    if isinstance(value, bytes):
        return {"$blob": value.hex()}
    raise TypeError(f"no stored value: {value!r}")


row_json = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=True, default=_bytes_as_text
).encode
"""Canonical JSON of a row as it is stored: column name to text, int, None, or bytes as hexadecimal."""


def digest(text: str) -> bytes:
    """Return the BLAKE2b-128 of *text*; what is no valid UTF-8 in the file still has its own hash."""
    return hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=16).digest()


class Recorder:
    """Writes down what the open unit of work does. Thread: the document's own.

    Attributes:
        set_id: key of the open change set, or ``None`` between units of work.
        ord: number of the last change written into it.
    """

    def __init__(self, schema: Schema) -> None:
        self.set_id: str | None = None
        self.ord = 0
        self._columns = {name: table.columns for name, table in schema.watched.items()}
        self._old: dict[str, object] = {}
        self._new: dict[str, object] = {}
        self._changed: list[str] = []

    def open(self, set_id: str, last_ord: int = 0) -> None:
        """Let changes be written into *set_id*, numbered after *last_ord*."""
        self.set_id, self.ord = set_id, last_ord

    def close(self) -> None:
        """Refuse changes again."""
        self.set_id = None

    def install(self, connection: sqlite3.Connection, tables: Iterable[Watched]) -> None:
        """Put the functions and triggers on *connection*."""
        functions = {
            "banyan_set": lambda: self.set_id,
            "banyan_ord": self._next,
            "banyan_old_row": lambda: row_json(self._old),
            "banyan_new_row": lambda: row_json(self._new),
            "banyan_old_part": lambda: row_json({name: self._old[name] for name in self._changed}),
            "banyan_new_part": lambda: row_json({name: self._new[name] for name in self._changed}),
            "banyan_hash": lambda: digest(row_json(self._new)),
        }
        for name, function in functions.items():
            connection.create_function(name, 0, function)
        connection.create_function("banyan_see_old", -1, self._see_old)
        connection.create_function("banyan_see_new", -1, self._see_new)
        connection.create_function("banyan_compare", 0, self._compare)
        for table in tables:
            for statement in _triggers(table):
                connection.execute(statement)
        connection.execute(
            f"CREATE TEMP TRIGGER banyan_blob BEFORE UPDATE ON main.blob BEGIN SELECT RAISE(ABORT, '{BLOB_FIXED}'); END"
        )

    def _next(self) -> int:
        self.ord += 1
        return self.ord

    def _see_old(self, table: str, *values: object) -> None:
        self._old = dict(zip(self._columns[table], values, strict=True))

    def _see_new(self, table: str, *values: object) -> None:
        self._new = dict(zip(self._columns[table], values, strict=True))

    def _compare(self) -> None:
        old = self._old
        self._changed = [name for name, value in self._new.items() if value != old[name]]


@lru_cache(maxsize=512)
def _triggers(table: Watched) -> tuple[str, str, str]:
    see_old = f"SELECT banyan_see_old('{table.name}', {_row('OLD', table)});"
    see_new = f"SELECT banyan_see_new('{table.name}', {_row('NEW', table)});"
    refuse = f"SELECT RAISE(ABORT, '{NO_SET}') WHERE banyan_set() IS NULL;" if table.history else ""
    same_key = f'SELECT RAISE(ABORT, \'{NEW_KEY}\') WHERE OLD."{table.key}" IS NOT NEW."{table.key}";'
    differs = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in table.columns)
    return (
        _trigger(table, "INSERT", "", refuse + see_new + _change(table, "NEW", "NULL", "banyan_new_row()"), "NEW"),
        _trigger(
            table,
            "UPDATE",
            f"WHEN {differs}",
            f"{refuse}{same_key}{see_old}{see_new}SELECT banyan_compare();"
            + _change(table, "NEW", "banyan_old_part()", "banyan_new_part()"),
            "NEW",
        ),
        _trigger(table, "DELETE", "", refuse + see_old + _change(table, "OLD", "banyan_old_row()", "NULL"), "OLD"),
    )


def _trigger(table: Watched, event: str, when: str, body: str, row: str) -> str:
    """Return one trigger; its seal is deleted and inserted, because the outer statement's OR clause rules here."""
    key = f'{row}."{table.key}"'
    seal = f"DELETE FROM seal WHERE type = '{table.name}' AND record = {key};"
    if row == "NEW":
        seal += f"INSERT INTO seal (type, record, hash) VALUES ('{table.name}', {key}, banyan_hash());"
    name = f'"banyan_{table.name}_{event.lower()}"'
    return f'CREATE TEMP TRIGGER {name} AFTER {event} ON main."{table.name}" {when} BEGIN {body}{seal} END'


def _change(table: Watched, row: str, old: str, new: str) -> str:
    if not table.history:
        return ""
    return (
        "INSERT INTO change (set_id, ord, type, record, old, new, erased) VALUES "
        f"(banyan_set(), banyan_ord(), '{table.name}', {row}.\"{table.key}\", {old}, {new}, 0);"
    )


def _row(row: str, table: Watched) -> str:
    return ", ".join(f'{row}."{name}"' for name in table.columns)
