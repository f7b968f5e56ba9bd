"""Looking for damage: seals recomputed, bytes hashed again, pages asked whether they can be read.

SQLite's own check misses most single bits that turn, so every record has a seal. Damage is named as
people know the thing: record type and title, photo, history entry or programme pack.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.core.messages import N_, Message
from app.models.document.changes import label_from
from app.models.document.stored import row_hash, set_hash
from app.models.document.triggers import digest, row_json

SLICE = 200
OWN_TABLES = ("meta", "session", "change_set", "change", "seal", "blob")
_SHA256 = re.compile(r"[0-9a-f]{64}")

RECORD = N_("“{title}” is damaged: what it says was changed by a fault of the disk.")
GONE = N_("A record is missing: its place in the file was damaged.")
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


@dataclass(frozen=True, slots=True)
class _Shape:
    """A table as the file itself describes it."""

    name: str
    columns: tuple[str, ...]
    key: str
    references: tuple[tuple[str, str], ...]


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
        self._db, self._titles, self._unsealed = connection, titles, unsealed

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
        for table in self._shapes():
            yield from self._table(table)
        yield from self._lost_seals()
        yield from self._history()

    def structure(self) -> list[Damage]:
        """Ask SQLite whether every page can be read and every index is right; name the record types."""
        try:
            lines = [str(row[0]) for row in self._db.execute("PRAGMA integrity_check(50)").fetchall()]
        except sqlite3.DatabaseError as error:
            lines = [str(error)]
        if lines == ["ok"]:
            return []
        found = [_page(kind) for kind in sorted(self._kinds_on(lines))]
        return found or [Damage("file", "", "", "", FILE)]

    def _shapes(self) -> list[_Shape]:
        query = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        names = [name for (name,) in self._db.execute(query) if name not in OWN_TABLES or name == "meta"]
        return [self._shape(name) for name in names if name not in self._unsealed and not name.startswith("sqlite_")]

    def _shape(self, name: str) -> _Shape:
        rows = self._db.execute(f'PRAGMA table_info("{name}")').fetchall()
        key = next((str(row[1]) for row in rows if row[5]), "rowid")
        keys = self._db.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
        references = tuple((str(row[3]), str(row[2])) for row in keys)
        return _Shape(name, tuple(sorted(str(row[1]) for row in rows)), key, references)

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
            last = rows[-1][0]

    def _fetch(self, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        known = self._db.text_factory
        self._db.text_factory = _lenient
        try:
            return self._db.execute(query, values).fetchall()
        finally:
            self._db.text_factory = known

    def _table(self, table: _Shape) -> Iterator[list[Damage]]:
        try:
            for rows in self._rows(table.name, table.columns):
                yield [one for row in rows for one in self._row(table, row[1:])]
        except sqlite3.DatabaseError:
            yield [_page(table.name)]

    def _row(self, table: _Shape, row: tuple[Any, ...]) -> list[Damage]:
        values = dict(zip(table.columns, row, strict=True))
        key = values.get(table.key)
        known = self._fetch("SELECT hash FROM seal WHERE type = ? AND record = ?", (table.name, _clean(key)))
        if known and known[0][0] == _hash(table.columns, row):
            return []
        title = self._title(table.name, values)
        if table.name.endswith("_pack") or table.name == "pack":
            return [Damage("pack", table.name, _clean(key), title, _said(PACK, title))]
        return [Damage("record", table.name, _clean(key), title, _said(RECORD if known else UNSEALED, title))]

    def _lost_seals(self) -> Iterator[list[Damage]]:
        try:
            for table in self._shapes():
                living = f'SELECT "{table.key}" FROM "{table.name}"'
                query = f"SELECT record FROM seal WHERE type = ? AND record NOT IN ({living})"
                lost = self._fetch(query, (table.name,))
                yield [Damage("record", table.name, _clean(key), self._last_title(table, key), GONE) for (key,) in lost]
            known = {table.name for table in self._shapes()} | {"session", "change_set"}
            kinds = [kind for (kind,) in self._fetch("SELECT DISTINCT type FROM seal")]
            yield [Damage("record", _clean(kind), "", "", GONE) for kind in kinds if kind not in known]
        except sqlite3.DatabaseError:
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
            yield [
                Damage("history", "change_set", _clean(key), _clean(key), _said(ENTRY, _clean(key))) for key in stray
            ]
        except sqlite3.DatabaseError:
            yield [_page("change")]

    def _entry(self, key: str, label: str) -> list[Damage]:
        known = self._fetch("SELECT hash FROM seal WHERE type = 'change_set' AND record = ?", (_clean(key),))
        known_factory, self._db.text_factory = self._db.text_factory, _lenient
        try:
            now = set_hash(self._db, key) if _clean(key) == key else None
        except ValueError:  # a number that is none any more
            now = None
        finally:
            self._db.text_factory = known_factory
        if known and now is not None and known[0][0] == now:
            return []
        try:
            words: object = label_from(label)
        except (ValueError, KeyError, TypeError, AttributeError):
            words = _clean(key)
        title = words.id if isinstance(words, Message) else str(words)
        return [Damage("history", "change_set", _clean(key), title, Message(ENTRY.id, {"title": words}))]

    def _session(self, row: tuple[Any, ...]) -> list[Damage]:
        key = _clean(row[0])
        known = self._fetch("SELECT hash FROM seal WHERE type = 'session' AND record = ?", (key,))
        if known and known[0][0] == digest(row_json(row)):
            return []
        title = f"{_clean(row[2])} {_clean(row[3])}".strip()
        return [Damage("history", "session", key, title, _said(ENTRY, title))]

    def _blobs(self) -> Iterator[list[Damage]]:
        try:
            for rows in self._rows("blob", ("sha256", "size"), 50):
                for rowid, name, size in rows:
                    yield self._blob(rowid, name, size)
        except sqlite3.DatabaseError:
            yield [_page("blob")]

    def _blob(self, rowid: int, name: Any, size: int) -> list[Damage]:  # noqa: ANN401 - whatever the disk holds
        try:
            data = self._db.execute("SELECT data FROM blob WHERE rowid = ?", (rowid,)).fetchone()[0]
            if hashlib.sha256(data).hexdigest() == name and len(data) == size:
                return []
        except sqlite3.DatabaseError:
            pass
        user = self._user_of(_clean(name))
        kind, record, title = user or ("blob", _clean(name), _clean(name)[:12])
        return [Damage("blob", kind, record, title, _said(PHOTO, title))]

    def _user_of(self, name: str) -> tuple[str, str, str] | None:
        """Return (type, key, title) of a record that shows the bytes called *name*."""
        for table in self._shapes():
            for column in ("sha256", "blob"):
                if column not in table.columns:
                    continue
                try:
                    rows = self._rows_where(table, column, name, table.columns)
                except sqlite3.DatabaseError:
                    continue
                if rows:
                    values = dict(zip(table.columns, rows[0], strict=True))
                    return table.name, _clean(values[table.key]), self._title(table.name, values)
        return None

    def _rows_where(self, table: _Shape, column: str, value: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
        names = ", ".join(f'"{name}"' for name in columns)
        return self._fetch(f'SELECT {names} FROM "{table.name}" WHERE "{column}" = ?', (value,))

    def _title(self, table: str, values: dict[str, Any]) -> str:
        parts = [self._part(table, name, values[name]) for name in self._titles.get(table, ()) if values.get(name)]
        key = values.get("key", values.get("id", ""))
        return " ".join(part for part in parts if part) or _clean(key)

    def _part(self, table: str, name: str, value: object) -> str:
        """Return one part of a title; of a reference, the title of the record it names."""
        target = dict(self._shape(table).references).get(name)
        columns = self._titles.get(target or "", ())
        if target is None or not columns:
            return _shown(value)
        try:
            rows = self._rows_where(self._shape(target), "id", _clean(value), columns)
        except sqlite3.DatabaseError:
            return ""
        return " ".join(_shown(one) for one in rows[0] if one) if rows else ""

    def _last_title(self, table: _Shape, key: object) -> str:
        """Return what the history last called a record that is gone."""
        query = "SELECT new FROM change WHERE type = ? AND record = ? AND new IS NOT NULL ORDER BY rowid"
        values: dict[str, Any] = {}
        try:
            for (text,) in self._fetch(query, (table.name, _clean(key))):
                values |= json.loads(text)
        except (sqlite3.DatabaseError, ValueError):
            return ""
        return self._title(table.name, values) if values else ""

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
        except sqlite3.DatabaseError:
            rows = self._fetch("SELECT name FROM sqlite_schema WHERE rootpage = ?", (page,))
        return {owners[name] for (name,) in rows if name in owners}

    def _is_readable(self, table: str) -> bool:
        try:
            self._fetch(f'SELECT count(*) FROM (SELECT * FROM "{table}" NOT INDEXED ORDER BY 1)')
        except sqlite3.DatabaseError:
            return False
        return True


_SESSION = ("id", "device", "person", "opened_at", "parents")


def _lenient(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _clean(value: object) -> str:
    """Return *value* as text that can be shown and bound, whatever the disk made of it."""
    return str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _shown(value: object) -> str:
    """Return a title as people read it: of a localized one the first text there is, of runs their text."""
    text = _clean(value)
    try:
        found = json.loads(text) if text[:1] in ("{", "[") else text
    except ValueError:
        return text
    if isinstance(found, dict):
        return str(next(iter(found.values()), text))
    if isinstance(found, list):
        return "".join(str(run.get("t", "")) for run in found if isinstance(run, dict))[:60]
    return text


def _hash(columns: tuple[str, ...], row: tuple[Any, ...]) -> bytes:
    try:
        return row_hash(columns, row)
    except ValueError:  # a number that is none any more
        return b""


def _said(words: Message, title: str) -> Message:
    return Message(words.id, {"title": title})


def _page(kind: str) -> Damage:
    return Damage("page", kind, "", "", PAGE)
