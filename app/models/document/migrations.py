"""Bringing a file of an older format to this program's: one class per step, each its own transaction.

A step is written against the file, never against the mapped classes, which go on changing. It runs
without the triggers; renaming, splitting or dropping a field does the same in the history, so that
old entries can still be read and put back.
"""

from __future__ import annotations

import json
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar

from app.models.document import faults
from app.models.document.naming import OWN_TABLES
from app.models.document.schema import Schema, require_schema
from app.models.document.soundness import Verifier
from app.models.document.stored import row_hash, seal, set_hash
from app.models.document.triggers import row_json

Row = dict[str, Any]
Rewrite = Callable[[Row], Row]


class Migration(ABC):
    """One step from a format to the next.

    Attributes:
        from_format: the number of the format it starts from; it leads to the next number.
    """

    from_format: ClassVar[int]

    @abstractmethod
    def run(self, file: FileInHand) -> None:
        """Change tables, rows and history from the old form to the new one."""


class FileInHand:
    """What a step may do to the file, inside its transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def rebuild(self, table: str, statement: str, rewrite: Rewrite, indexes: tuple[str, ...] = ()) -> None:
        """Give *table* a new form and rewrite its rows and their history.

        Args:
            table: its name, before and after.
            statement: ``CREATE TABLE`` of the new form, under the same name.
            rewrite: takes column name to stored value and returns the same for the new form. It gets
                whole rows and, from the history, rows with only the changed columns.
            indexes: ``CREATE INDEX`` statements of the new form.
        """
        cursor = self.connection.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        rows = [rewrite(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]
        self.connection.execute(f'DROP TABLE "{table}"')
        for one in (statement, *indexes):
            self.connection.execute(one)
        for row in rows:
            columns, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
            self.connection.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', tuple(row.values()))
        self.rewrite_history(table, rewrite)

    def rewrite_history(self, table: str, rewrite: Rewrite) -> None:
        """Put every stored change of *table* into the new form."""
        query = "SELECT rowid, old, new FROM change WHERE type = ?"
        for rowid, old, new in self.connection.execute(query, (table,)).fetchall():
            sides = [None if text is None else row_json(rewrite(json.loads(text))) for text in (old, new)]
            self.connection.execute("UPDATE change SET old = ?, new = ? WHERE rowid = ?", (*sides, rowid))

    def rename_in_history(self, old: str, new: str) -> None:
        """Let the history call the table *old* by its name *new*."""
        self.connection.execute("UPDATE change SET type = ? WHERE type = ?", (new, old))


def migrate(
    connection: sqlite3.Connection, schema: Schema, number: int, name: str, before: Callable[[], None] | None
) -> None:
    """Bring the open file from format *number* to the schema's.

    Args:
        connection: for writing, without triggers, no transaction open.
        schema: where to go, with its steps.
        number: the file's format.
        name: the file's name, for messages.
        before: makes a backup; called before the first step.

    Raises:
        CorruptError: the file is damaged; nothing was changed (a new seal would hide it). Or another
            program changed its structure; it is left in the last format that could be reached.
    """
    steps = {step.from_format: step for step in schema.migrations}
    for one in Verifier(connection, {}, unsealed_tables(schema)).records():
        if one:
            raise faults.damaged(name)
    if before is not None:
        before()
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        for at in range(number, schema.number):
            _run(connection, steps[at](), schema, name)
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _run(connection: sqlite3.Connection, step: Migration, schema: Schema, name: str) -> None:
    connection.execute("BEGIN EXCLUSIVE")
    try:
        step.run(FileInHand(connection))
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise RuntimeError(f"{type(step).__name__} leaves a reference to nothing")
        if step.from_format + 1 == schema.number:  # else another program had put something into the file
            require_schema(connection, name, schema)
        reseal(connection, unsealed_tables(schema))
        connection.execute(f"PRAGMA user_version = {step.from_format + 1}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def unsealed_tables(schema: Schema) -> frozenset[str]:
    """Return the mapped tables that have no seals."""
    return frozenset(schema.records.tables) - frozenset(schema.watched)


def reseal(connection: sqlite3.Connection, unsealed: frozenset[str]) -> None:
    """Make all seals anew, inside the open transaction."""
    connection.execute("DELETE FROM seal WHERE type != 'session'")
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    for (table,) in connection.execute(query).fetchall():
        if table in unsealed or (table in OWN_TABLES and table != "meta"):
            continue
        info = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        columns = tuple(sorted(str(row[1]) for row in info))
        key = next((columns.index(str(row[1])) for row in info if row[5]), None)
        if key is None:  # none of ours; the comparison with the known schema refuses it
            continue
        names = ", ".join(f'"{column}"' for column in columns)
        for row in connection.execute(f'SELECT {names} FROM "{table}"').fetchall():
            seal(connection, table, row[key], row_hash(columns, row))
    for (set_id,) in connection.execute("SELECT id FROM change_set").fetchall():
        seal(connection, "change_set", set_id, set_hash(connection, set_id))
