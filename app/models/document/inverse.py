"""Applying stored changes backwards; the triggers write down what that does like any other change."""

from __future__ import annotations

import json
import sqlite3

from app.models.document.schema import Schema, Watched
from app.models.document.stored import RawRow, StoredChange, bind


def apply_inverse(connection: sqlite3.Connection, schema: Schema, changes: list[StoredChange]) -> None:
    """Take *changes* back, the last one first, inside the open unit of work.

    Args:
        connection: with an open change set.
        schema: the tables.
        changes: in the order in which they happened.
    """
    for _, _, table, record, old, new, _ in reversed(changes):
        watched = schema.watched[table]
        if old is None:
            delete_row(connection, watched, record)
        elif new is None:
            insert_row(connection, watched, json.loads(old))
        else:
            update_row(connection, watched, record, json.loads(old))


def delete_row(connection: sqlite3.Connection, table: Watched, record: str) -> None:
    """Delete the row with key *record*; what goes with it goes by the foreign keys."""
    connection.execute(f'DELETE FROM "{table.name}" WHERE "{table.key}" = ?', (record,))


def insert_row(connection: sqlite3.Connection, table: Watched, row: RawRow) -> None:
    """Insert a stored row."""
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    values = [bind(value) for value in row.values()]
    connection.execute(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', values)


def update_row(connection: sqlite3.Connection, table: Watched, record: str, row: RawRow) -> None:
    """Set the given columns of the row with key *record*."""
    if not row:
        return
    names = ", ".join(f'"{name}" = ?' for name in row)
    values = [bind(value) for value in row.values()]
    connection.execute(f'UPDATE "{table.name}" SET {names} WHERE "{table.key}" = ?', (*values, record))
