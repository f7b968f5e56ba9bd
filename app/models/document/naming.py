"""What people call a thing in a file that may be damaged: nothing here trusts what it reads.

Everything is asked of the file itself, not of the mapped classes, so that older formats can be looked
at too.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from app.core.messages import LocalText, zh_en
from app.models.document.sealing import is_ciphertext

OWN_TABLES = ("meta", "session", "change_set", "change", "seal", "blob")
Title = str | LocalText
HIDDEN = "●●●"
DRAWER = zh_en("私密抽屜的鎖", "the lock of the private drawer")
LONGEST = 60
UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading a damaged file raises; the second where SQLite's own message quotes what it cannot read."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as the file itself describes it: its columns by name, its key, (column, table) it refers to."""

    name: str
    columns: tuple[str, ...]
    key: str
    references: tuple[tuple[str, str], ...]


class Names:
    """Finds tables and titles. Thread: the document's own.

    Args:
        connection: opened on the document.
        titles: table name to the columns that make a record's title.
        unsealed: tables that are sealed in another way or not at all.
    """

    def __init__(
        self, connection: sqlite3.Connection, titles: Mapping[str, tuple[str, ...]], unsealed: frozenset[str]
    ) -> None:
        self._db, self._titles, self._unsealed = connection, titles, unsealed

    def fetch(self, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Read at once; bytes that are no text any more stay visible as lone surrogates."""
        known = self._db.text_factory
        self._db.text_factory = lenient
        try:
            return self._db.execute(query, values).fetchall()
        finally:
            self._db.text_factory = known

    def shapes(self) -> list[Shape]:
        """Return the tables whose rows have seals."""
        query = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        names = [name for (name,) in self._db.execute(query) if name not in OWN_TABLES or name == "meta"]
        return [self.shape(name) for name in names if name not in self._unsealed and not name.startswith("sqlite_")]

    def shape(self, name: str) -> Shape:
        """Return the table called *name*."""
        rows = self._db.execute(f'PRAGMA table_info("{name}")').fetchall()
        key = next((str(row[1]) for row in rows if row[5]), "rowid")
        keys = self._db.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
        references = tuple((str(row[3]), str(row[2])) for row in keys)
        return Shape(name, tuple(sorted(str(row[1]) for row in rows)), key, references)

    def title(self, table: str, values: Mapping[str, Any]) -> Title:
        """Return what people call the record with these stored *values*; its key where it has no title."""
        if table == "drawer":
            return DRAWER
        values = {name: HIDDEN if is_ciphertext(value) else value for name, value in values.items()}
        names = [name for name in self._titles.get(table, ()) if values.get(name)]
        parts = [self._part(table, name, values[name]) for name in names]
        if len(parts) == 1:
            return parts[0]
        together = " ".join(words for words in map(in_words, parts) if words)
        return together or clean(values.get("name") or values.get("key", values.get("id", "")))

    def last_title(self, table: Shape, key: object) -> Title:
        """Return what the history last called a record that is gone."""
        query = "SELECT new FROM change WHERE type = ? AND record = ? AND new IS NOT NULL ORDER BY rowid"
        values: dict[str, Any] = {table.key: key}
        try:
            for (text,) in self.fetch(query, (table.name, clean(key))):
                values |= json.loads(text)
        except (*UNREADABLE, ValueError, TypeError):
            return clean(key)
        return self.title(table.name, values)

    def users_of(self, name: str) -> list[tuple[str, str, Title]]:
        """Return (type, key, title) of the records that show the bytes called *name*."""
        found: list[tuple[str, str, Title]] = []
        for table in self.shapes():
            for column in ("sha256", "blob"):
                if column in table.columns:
                    rows = self._rows_where(table, column, name, table.columns)
                    read = [dict(zip(table.columns, row, strict=True)) for row in rows]
                    found += [(table.name, clean(row[table.key]), self.title(table.name, row)) for row in read]
        return found

    def _part(self, table: str, name: str, value: object) -> Title:
        """Return one part of a title; of a reference, the title of the record it names."""
        target = dict(self.shape(table).references).get(name)
        columns = self._titles.get(target or "", ())
        if target is None or not columns:
            return _read(value)
        rows = self._rows_where(self.shape(target), "id", clean(value), columns)
        return (
            " ".join(in_words(HIDDEN if is_ciphertext(one) else _read(one)) for one in rows[0] if one) if rows else ""
        )

    def _rows_where(self, table: Shape, column: str, value: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
        names = ", ".join(f'"{name}"' for name in columns)
        try:
            return self.fetch(f'SELECT {names} FROM "{table.name}" WHERE "{column}" = ?', (value,))
        except UNREADABLE:
            return []


def lenient(data: bytes) -> str:
    """Return stored text; bytes that are no UTF-8 become lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def clean(value: object) -> str:
    """Return *value* as text that can be shown and bound, whatever the disk made of it."""
    return str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def in_words(title: Title) -> str:
    """Return a title as one text, all its languages one after the other."""
    return title if isinstance(title, str) else " / ".join(title.values.values())


def _read(value: object) -> Title:
    """Return the title in a stored value: plain text, a text per language, or the text of runs."""
    text = HIDDEN if is_ciphertext(value) else clean(value)
    try:
        found = json.loads(text) if text[:1] in ("{", "[") else text
    except ValueError:
        return text
    if isinstance(found, dict):
        return LocalText(MappingProxyType({str(language): str(one) for language, one in found.items()}))
    if isinstance(found, list):
        return "".join(str(run.get("t", "")) for run in found if isinstance(run, dict))[:LONGEST]
    return text
