"""Looking for damage: seals recomputed, bytes hashed again, pages asked whether they can be read.

SQLite's own check misses most single bits that turn, so every record has a seal. Damage is named as
people know the thing: record type and title, photo, history entry or programme pack.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.core.messages import N_, Message
from app.models.document.changes import label_from
from app.models.document.naming import UNREADABLE, Names, Shape, Title, clean, in_words, lenient
from app.models.document.stored import row_hash, set_hash
from app.models.document.triggers import digest, row_json

SLICE = 200

RECORD = N_("“{title}” is damaged: what it says was changed by a fault of the disk.")
GONE = N_("“{title}” is missing: its place in the file was damaged.")
UNSEALED = N_("“{title}” has lost its seal: its place in the file was damaged.")
PHOTO = N_("The photo or file “{title}” is damaged: its bytes were changed by a fault of the disk.")
ENTRY = N_("An entry of the history is damaged: {title}.")
PACK = N_("The stored programme “{title}” is damaged.")
PAGE = N_("A page of the file cannot be read. Records of this kind stood on it.")
FILE = N_("The structure of the file is damaged.")


@dataclass(frozen=True, slots=True)
class Damage:
    """One damaged thing.

    Args:
        kind: ``record``, ``blob``, ``history``, ``pack``, ``page`` or ``file``.
        type: record type (table) name, "" where unknown.
        record: its key, "" where unknown.
        title: what people call it, "" where it cannot be told.
        message: the finding, for people.
    """

    kind: str
    type: str
    record: str
    title: str
    message: Message


class Verifier:
    """Verifies a document in slices; nothing of it is written. Thread: the document's own.

    It trusts the file's own tables, not the program's, so that it can look at older formats too.

    Args:
        connection: opened on the document.
        titles: table name to the columns that make a record's title.
        unsealed: tables that are sealed in another way or not at all.
    """

    def __init__(
        self, connection: sqlite3.Connection, titles: dict[str, tuple[str, ...]], unsealed: frozenset[str]
    ) -> None:
        self._db, self._names = connection, Names(connection, titles, unsealed)
        self._fetch = self._names.fetch

    def everything(self) -> Iterator[list[Damage]]:
        """Verify all, one slice at each step; what each found."""
        yield from self.contents()
        yield self.structure()

    def contents(self) -> Iterator[list[Damage]]:
        """Verify all but the pages; each step is short."""
        yield from self.records()
        yield from self._blobs()

    def records(self) -> Iterator[list[Damage]]:
        """Verify records and history, not the bytes of photos and not the pages."""
        for table in self._names.shapes():
            yield from self._table(table)
        yield from self._lost_seals()
        yield from self._history()

    def structure(self) -> list[Damage]:
        """Ask SQLite whether every page can be read and every index is right; name the record types."""
        try:
            lines = [str(row[0]) for row in self._db.execute("PRAGMA integrity_check(50)").fetchall()]
        except UNREADABLE as error:
            lines = [str(error)]
        if lines == ["ok"]:
            return []
        found = [_page(kind) for kind in sorted(self._kinds_on(lines))]
        return found or [Damage("file", "", "", "", FILE)]

    def _rows(self, table: str, columns: tuple[str, ...], size: int = SLICE) -> Iterator[list[tuple[Any, ...]]]:
        """Read a whole table by rowid in slices that are fetched at once; bytes that are no text stay visible."""
        names = ", ".join(f'"{name}"' for name in columns)
        query = f'SELECT rowid, {names} FROM "{table}" WHERE rowid > ? ORDER BY rowid LIMIT {size}'
        last = -(1 << 63)
        while True:
            rows = self._fetch(query, (last,))
            if rows:
                yield rows
            if len(rows) < size:
                return
            if rows[-1][0] <= last:  # a damaged tree could lead in circles
                raise sqlite3.DatabaseError("rows out of order")
            last = rows[-1][0]

    def _table(self, table: Shape) -> Iterator[list[Damage]]:
        try:
            for rows in self._rows(table.name, table.columns):
                yield [one for row in rows for one in self._row(table, row[1:])]
        except UNREADABLE:
            yield [_page(table.name)]

    def _row(self, table: Shape, row: tuple[Any, ...]) -> list[Damage]:
        values = dict(zip(table.columns, row, strict=True))
        key = values.get(table.key)
        known = self._fetch("SELECT hash FROM seal WHERE type = ? AND record = ?", (table.name, clean(key)))
        if known and known[0][0] == _hash(table.columns, row):
            return []
        title = self._names.title(table.name, values)
        if table.name == "stored_pack":
            return [_named("pack", table.name, key, title, PACK)]
        return [_named("record", table.name, key, title, RECORD if known else UNSEALED)]

    def _lost_seals(self) -> Iterator[list[Damage]]:
        try:
            for table in self._names.shapes():
                living = f'SELECT "{table.key}" FROM "{table.name}"'
                query = f"SELECT record FROM seal WHERE type = ? AND record NOT IN ({living})"
                lost = self._fetch(query, (table.name,))
                yield [_named("record", table.name, key, self._names.last_title(table, key), GONE) for (key,) in lost]
            known = {table.name for table in self._names.shapes()} | {"session", "change_set"}
            kinds = [kind for (kind,) in self._fetch("SELECT DISTINCT type FROM seal")]
            yield [_named("record", kind, "", clean(kind), GONE) for kind in kinds if kind not in known]
        except UNREADABLE:
            yield [_page("seal")]

    def _history(self) -> Iterator[list[Damage]]:
        try:
            for rows in self._rows("change_set", ("id", "label")):
                yield [one for _, key, label in rows for one in self._entry(key, label)]
            for rows in self._rows("session", _SESSION):
                yield [one for row in rows for one in self._session(row[1:])]
            query = "SELECT DISTINCT set_id FROM change WHERE set_id NOT IN (SELECT id FROM change_set)"
            stray = [key for (key,) in self._fetch(query)]
            for kind in ("change_set", "session"):
                query = f"SELECT record FROM seal WHERE type = ? AND record NOT IN (SELECT id FROM {kind})"
                stray += [key for (key,) in self._fetch(query, (kind,))]
            yield [_named("history", "change_set", key, clean(key), ENTRY) for key in stray]
        except UNREADABLE:
            yield [_page("change")]

    def _entry(self, key: str, label: str) -> list[Damage]:
        known = self._fetch("SELECT hash FROM seal WHERE type = 'change_set' AND record = ?", (clean(key),))
        known_factory, self._db.text_factory = self._db.text_factory, lenient
        try:
            now = set_hash(self._db, key) if clean(key) == key else None
        except ValueError:  # a number that is none any more
            now = None
        finally:
            self._db.text_factory = known_factory
        if known and now is not None and known[0][0] == now:
            return []
        try:
            words: object = label_from(label)
        except (ValueError, KeyError, TypeError, AttributeError):
            words = clean(key)
        title = words.id if isinstance(words, Message) else str(words)
        return [Damage("history", "change_set", clean(key), title, Message(ENTRY.id, {"title": words}))]

    def _session(self, row: tuple[Any, ...]) -> list[Damage]:
        key = clean(row[0])
        known = self._fetch("SELECT hash FROM seal WHERE type = 'session' AND record = ?", (key,))
        if known and known[0][0] == digest(row_json(row)):
            return []
        return [_named("history", "session", key, f"{clean(row[2])} {clean(row[3])}".strip(), ENTRY)]

    def _blobs(self) -> Iterator[list[Damage]]:
        try:
            for rows in self._rows("blob", ("sha256", "size"), 50):
                for rowid, name, size in rows:
                    yield self._blob(rowid, name, size)
        except UNREADABLE:
            yield [_page("blob")]

    def _blob(self, rowid: int, name: Any, size: int) -> list[Damage]:  # noqa: ANN401 - whatever the disk holds
        true_name = ""
        try:
            data = self._db.execute("SELECT data FROM blob WHERE rowid = ?", (rowid,)).fetchone()[0]
            true_name = hashlib.sha256(data).hexdigest()
            if true_name == name and len(data) == size:
                return []
        except UNREADABLE:
            pass
        users = self._names.users_of(clean(name)) or (self._names.users_of(true_name) if true_name else [])
        users = users or [("blob", clean(name), clean(name)[:12])]
        return [_named("blob", kind, record, title, PHOTO) for kind, record, title in users]

    def _kinds_on(self, lines: list[str]) -> set[str]:
        """Return the tables that the lines of ``integrity_check`` are about, or that cannot be read through."""
        owners = {str(name): str(table) for name, table in self._fetch("SELECT name, tbl_name FROM sqlite_schema")}
        text = "\n".join(lines)
        kinds = {owners[word] for word in re.findall(r"[\w$]+", text) if word in owners}
        for page in {int(number) for number in re.findall(r"(?:[Pp]age|Tree|tree page) (\d+)", text)}:
            kinds |= self._kinds_of_page(page, owners)
        return kinds or {shape for shape in set(owners.values()) if not self._is_readable(shape)}

    def _kinds_of_page(self, page: int, owners: dict[str, str]) -> set[str]:
        try:  # not every build of SQLite has this table
            rows = self._fetch("SELECT name FROM dbstat WHERE pageno = ?", (page,))
        except UNREADABLE:
            rows = self._fetch("SELECT name FROM sqlite_schema WHERE rootpage = ?", (page,))
        return {owners[name] for (name,) in rows if name in owners}

    def _is_readable(self, table: str) -> bool:
        try:
            self._fetch(f'SELECT count(*) FROM (SELECT * FROM "{table}" NOT INDEXED ORDER BY 1)')
        except UNREADABLE:
            return False
        return True


_SESSION = ("id", "device", "person", "opened_at", "parents")


def _hash(columns: tuple[str, ...], row: tuple[Any, ...]) -> bytes:
    try:
        return row_hash(columns, row)
    except ValueError:  # a number that is none any more
        return b""


def _named(kind: str, table: object, key: object, title: Title, words: Message) -> Damage:
    return Damage(kind, clean(table), clean(key), in_words(title), Message(words.id, {"title": title}))


def _page(kind: str) -> Damage:
    return Damage("page", kind, "", "", PAGE)
