"""Which tables a document of the current format has, and how each is watched.

A document that holds a trigger, a view or a table that is not in here was changed by another program
and is refused.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from sqlalchemy import Column, MetaData, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from app.models import load_records
from app.models.base import Base
from app.models.document import faults
from app.models.document.fingerprints import FINGERPRINTS
from app.models.document.tables import ENGINE

if TYPE_CHECKING:
    from app.models.document.migrations import Migration

APPLICATION_ID = 0x42_41_4E_59  # "BANY"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Watched:
    """A table of records, as the triggers and the seals see it.

    Args:
        name: table and record type name.
        key: the column whose value names a record.
        columns: all stored columns, sorted by name, so that the JSON made from them is canonical.
        history: whether its changes are kept.
        title: columns that make a record's title, in order.
        parent: (foreign key column, table) that a row goes with, or ``None``.
    """

    name: str
    key: str
    columns: tuple[str, ...]
    history: bool
    title: tuple[str, ...]
    parent: tuple[str, str] | None


@dataclass(frozen=True)
class Schema:
    """The tables of one file format and the way to it from older ones.

    Args:
        number: the format's number, kept as the file's ``user_version``.
        records: the mapped record tables.
        migrations: steps from older formats, one class per step.
        fingerprint: of the schema of a file as this program makes it, where it is known beforehand.
    """

    number: int
    records: MetaData
    migrations: tuple[type[Migration], ...] = field(default=())
    fingerprint: str = ""

    @cached_property
    def statements(self) -> tuple[str, ...]:
        """The SQL that makes an empty document, tables first."""
        tables = [*ENGINE.sorted_tables, *self.records.sorted_tables]
        dialect = sqlite.dialect()
        made = [str(CreateTable(table).compile(dialect=dialect)).strip() for table in tables]
        for table in tables:
            indexes = sorted(table.indexes, key=lambda index: str(index.name))
            made += [str(CreateIndex(index).compile(dialect=dialect)).strip() for index in indexes]
        return tuple(made)

    @cached_property
    def objects(self) -> Mapping[tuple[str, str], str]:
        """(type, name) of everything in the file's schema to its normalised SQL."""
        scratch = sqlite3.connect(":memory:")
        try:
            for statement in self.statements:
                scratch.execute(statement)
            return read_objects(scratch)
        finally:
            scratch.close()

    @cached_property
    def watched(self) -> Mapping[str, Watched]:
        """Table name to how it is watched, for every table that is sealed."""
        tables = (one for one in self.records.sorted_tables if one.info.get("seal", True))
        return {table.name: _watched(table) for table in tables}

    def table(self, name: str) -> Table:
        """Return the mapped table called *name*; ``KeyError`` where there is none."""
        return self.records.tables[name]

    def children(self, name: str) -> tuple[Watched, ...]:
        """Return the tables whose rows go with a record of table *name*."""
        return tuple(one for one in self.watched.values() if one.parent and one.parent[1] == name)


@cache
def current_schema() -> Schema:
    """Return the one schema of this program's format, with every record module loaded. Thread: any."""
    load_records()
    return Schema(FORMAT, Base.metadata, fingerprint=FINGERPRINTS[FORMAT])


def read_objects(connection: sqlite3.Connection) -> Mapping[tuple[str, str], str]:
    """Return (type, name) to normalised SQL of everything in the schema of the open file."""
    return _objects(schema_rows(connection))


def schema_rows(connection: sqlite3.Connection) -> list[tuple[str, str, str | None]]:
    """Return (type, name, SQL as it is stored) of everything in the schema of the open file."""
    return connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()


def _objects(rows: Iterable[tuple[str, str, str | None]]) -> Mapping[tuple[str, str], str]:
    return {(kind, name): _plain(sql or "") for kind, name, sql in rows}


def fingerprint_of(rows: Iterable[tuple[str, str, str | None]]) -> str:
    """Return the SHA-256 of a file's schema, told as (type, name, SQL as it is stored)."""
    whole = repr([tuple(one) for one in sorted(rows, key=itemgetter(0, 1))])
    return hashlib.sha256(whole.encode("utf-8", "backslashreplace")).hexdigest()


def require_plain(connection: sqlite3.Connection, name: str) -> None:
    """Raise ``CorruptError`` where the open file, called *name*, holds a trigger or a view."""
    _refuse_programs(read_objects(connection), name)


def _refuse_programs(found: Mapping[tuple[str, str], str], name: str) -> None:
    for kind, thing in found:
        if kind not in ("table", "index"):
            raise faults.altered(name, f"{kind} {thing}")


def require_schema(connection: sqlite3.Connection, name: str, schema: Schema) -> None:
    """Raise ``CorruptError`` where the open file, called *name*, does not have exactly the tables of *schema*.

    A file whose schema has the known fingerprint has exactly those; any other is compared object by object.
    """
    rows = schema_rows(connection)
    if fingerprint_of(rows) == schema.fingerprint:
        return
    found = _objects(rows)
    _refuse_programs(found, name)
    for key in sorted(found.keys() | schema.objects.keys()):
        if found.get(key) != schema.objects.get(key):
            raise faults.altered(name, " ".join(key))


@lru_cache(maxsize=1024)
def _plain(sql: str) -> str:
    """Return *sql* with the freedom of white space and quotes taken out."""
    return re.sub(r"\s+", " ", sql.replace('"', "")).replace("( ", "(").replace(" )", ")").strip()


def _watched(table: Table) -> Watched:
    keys = list(table.primary_key.columns)
    if len(keys) != 1:
        raise ValueError(f"{table.name}: a watched table has one key column")
    columns = tuple(sorted(column.name for column in table.columns))
    if len(columns) > 120:
        raise ValueError(f"{table.name}: more columns than one SQL function takes")
    return Watched(table.name, keys[0].name, columns, table.info.get("history", True), _title(table), _parent(table))


def _title(table: Table) -> tuple[str, ...]:
    named = tuple(column.name for column in table.columns if getattr(column.info.get("field"), "title", False))
    first = tuple(column.name for column in table.columns if column.info.get("field") is not None)[:1]
    return named or first or tuple(name for name in ("title", "name") if name in table.columns)[:1]


def _parent(table: Table) -> tuple[str, str] | None:
    for key in sorted(table.foreign_keys, key=lambda one: one.parent.name):
        if (key.ondelete or "").upper() == "CASCADE":
            column: Column[object] = key.parent
            return column.name, key.target_fullname.split(".")[0]
    return None
