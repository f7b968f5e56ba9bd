"""Reading the history: its list, what a step did, records as they were, the bin."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from app.core.messages import Message
from app.models.document.changes import Change, DeletedRecord, StepInfo, from_moment, label_from, moment
from app.models.document.schema import Schema, Watched
from app.models.document.stored import CHANGE_COLUMNS, Codec, RawRow, StoredChange, as_json, read_row

SHOWN_RECORDS = 100

Rows = dict[tuple[str, str], RawRow]
"""Rows of several tables, by (table, key)."""


class Past:
    """Answers questions about the history of an open document. Thread: the document's own."""

    def __init__(self, connection: sqlite3.Connection, schema: Schema) -> None:
        self._db, self._schema, self._codec = connection, schema, Codec(schema)

    def steps(
        self, since: datetime | None = None, record: tuple[str, str] | None = None, limit: int = 200
    ) -> list[StepInfo]:
        """Return the last *limit* steps, newest first; see :meth:`Document.history`."""
        wanted, values = ["1"], list[object]()
        if since is not None:
            wanted.append("s.at >= ?")
            values.append(moment(since))
        if record is not None:
            wanted.append("s.id IN (SELECT set_id FROM change WHERE type = ? AND record = ?)")
            values += record
        query = (
            "SELECT s.step, s.session, max(s.lamport), max(s.at), s.label, s.undoes, min(s.sealed), w.person, w.device "
            "FROM change_set s LEFT JOIN session w ON w.id = s.session "
            f"WHERE {' AND '.join(wanted)} GROUP BY s.session, s.step ORDER BY max(s.lamport) DESC LIMIT ?"
        )
        return [self._step(row) for row in self._db.execute(query, (*values, limit)).fetchall()]

    def _step(self, row: tuple[str, str, int, str, str, str, int, str | None, str | None]) -> StepInfo:
        step, session, _, at, label, undoes, sealed, person, device = row
        sets = tuple(one for (one,) in self._db.execute(_SETS_OF_STEP, (session, step)).fetchall())
        marks = ", ".join("?" * len(sets))
        touched = f"SELECT DISTINCT type, record FROM change WHERE set_id IN ({marks})"
        records = self._db.execute(f"{touched} LIMIT {SHOWN_RECORDS}", sets).fetchall()
        count = len(records)
        if count == SHOWN_RECORDS:
            count = int(self._db.execute(f"SELECT count(*) FROM ({touched})", sets).fetchone()[0])
        taken_back = tuple(json.loads(undoes)) if undoes else ()
        return StepInfo(
            step,
            from_moment(at),
            person or "",
            device or "",
            label_from(label),
            taken_back,
            tuple((kind, key) for kind, key in records),
            count,
            bool(sealed),
            sets,
        )

    def stored_changes(self, key: str) -> list[StoredChange]:
        """Return the stored changes of a step or of one change set, in order; empty where there is none."""
        names = ", ".join(f"c.{name}" for name in CHANGE_COLUMNS.split(", "))
        query = (
            f"SELECT {names} FROM change c JOIN change_set s ON s.id = c.set_id WHERE {{}} ORDER BY s.lamport, c.ord"
        )
        found: list[StoredChange] = self._db.execute(query.format("s.id = ?"), (key,)).fetchall()
        return found or self._db.execute(query.format("s.step = ?"), (key,)).fetchall()

    def changes(self, key: str) -> tuple[Change, ...]:
        """Return what a step or change set did."""
        return tuple(self._codec.change(row) for row in self.stored_changes(key))

    def label(self, key: str) -> Message | None:
        """Return the label of a step or change set."""
        query = "SELECT label FROM change_set WHERE id = ? OR step = ? ORDER BY lamport DESC LIMIT 1"
        row = self._db.execute(query, (key, key)).fetchone()
        return None if row is None else label_from(row[0])

    def record_at(self, table: str, record: str, when: datetime) -> dict[str, object] | None:
        """Return the record as it was at *when*, ``None`` where it did not exist (or was erased)."""
        raw = self.rows_at(table, record, self.lamport_at(when)).get((table, record))
        return None if raw is None else self._codec.plain(table, raw)

    def family_at(self, table: str, record: str, when: datetime) -> dict[tuple[str, str], dict[str, object]]:
        """Return a record and the rows that go with it as they were at *when*, by (table, key)."""
        rows = self.rows_at(table, record, self.lamport_at(when))
        return {key: self._codec.plain(key[0], raw) for key, raw in rows.items()}

    def hours(self, tables: tuple[str, ...]) -> list[datetime]:
        """Return the hours in which records of some tables were changed, newest first."""
        query = (
            "SELECT DISTINCT substr(s.at, 1, 13) FROM change_set s JOIN change c ON c.set_id = s.id "
            f"WHERE c.type IN ({', '.join('?' * len(tables))}) ORDER BY 1 DESC"
        )
        return [from_moment(f"{hour}:00:00.000Z") for (hour,) in self._db.execute(query, tables).fetchall()]

    def lamport_at(self, when: datetime) -> int:
        """Return the number of the last change set that was written by *when*."""
        query = "SELECT coalesce(max(lamport), 0) FROM change_set WHERE at <= ?"
        return int(self._db.execute(query, (moment(when),)).fetchone()[0])

    def rows_at(self, table: str, record: str, lamport: int) -> Rows:
        """Return a record and the rows that go with it as they were after change set number *lamport*."""
        family = self._family(table)
        rows = self._current(family, table, record)
        marks = ", ".join("?" * len(family))
        query = (
            "SELECT c.type, c.record, c.old, c.new, c.erased FROM change c JOIN change_set s ON s.id = c.set_id "
            f"WHERE s.lamport > ? AND c.type IN ({marks}) ORDER BY s.lamport DESC, c.ord DESC"
        )
        for kind, key, old, new, erased in self._db.execute(query, (lamport, *(one.name for one in family))).fetchall():
            if erased or old is None:
                rows.pop((kind, key), None)
            elif new is None:
                rows[kind, key] = json.loads(old)
            else:
                rows.setdefault((kind, key), {}).update(json.loads(old))
        return self._belonging(rows, family, table, record)

    def current(self, table: str, record: str) -> Rows:
        """Return a record and the rows that go with it as they are."""
        family = self._family(table)
        return self._belonging(self._current(family, table, record), family, table, record)

    def ever_belonging(self, table: str, record: str) -> set[tuple[str, str]]:
        """Return (table, key) of a record and of every row that goes or ever went with it."""
        found = {(table, record)} | set(self.current(table, record))
        for one in self._family(table)[1:]:
            column, above = one.parent or ("", "")
            parents = {key for kind, key in found if kind == above}
            query = "SELECT record, old, new FROM change WHERE type = ?"
            for key, *sides in self._db.execute(query, (one.name,)).fetchall():
                if any(json.loads(side).get(column) in parents for side in sides if side is not None):
                    found.add((one.name, key))
        return found

    def _family(self, table: str) -> list[Watched]:
        """Return the table and those whose rows go with its records, parents first."""
        family = [self._schema.watched[table]]
        for one in family:
            family += [child for child in self._schema.children(one.name) if child not in family]
        return family

    def _current(self, family: list[Watched], table: str, record: str) -> Rows:
        rows: Rows = {}
        own = read_row(self._db, family[0], record)
        if own is not None:
            rows[table, record] = own
        for one in family[1:]:
            names = ", ".join(f'"{name}"' for name in one.columns)
            for values in self._db.execute(f'SELECT {names} FROM "{one.name}"').fetchall():
                row = as_json(dict(zip(one.columns, values, strict=True)))
                rows[one.name, row[one.key]] = row
        return rows

    @staticmethod
    def _belonging(rows: Rows, family: list[Watched], table: str, record: str) -> Rows:
        """Keep of *rows* the record and, table by table, the rows whose parent is kept; parents first."""
        kept: Rows = {key: row for key, row in rows.items() if key == (table, record) and len(row) > 1}
        by_table: dict[str, list[tuple[str, RawRow]]] = {}
        for (kind, key), row in rows.items():
            by_table.setdefault(kind, []).append((key, row))
        for one in family:
            if one.parent is None or (one.name == table):
                continue
            column, above = one.parent
            for key, row in by_table.get(one.name, []):
                if (above, row.get(column)) in kept:
                    kept[one.name, key] = row
        return kept

    def deleted(self) -> list[DeletedRecord]:
        """Return the bin, last deleted first; rows that went with their record are inside it, not listed."""
        last = (
            "SELECT c.type, c.record, c.old, c.new, c.erased, c.set_id, max(s.lamport * 1000000 + c.ord), "
            "s.at, w.person FROM change c JOIN change_set s ON s.id = c.set_id LEFT JOIN session w ON w.id = s.session "
            "GROUP BY c.type, c.record"
        )
        query = f"SELECT * FROM ({last}) WHERE new IS NULL AND old IS NOT NULL AND NOT erased ORDER BY 7 DESC"
        rows = [row for row in self._db.execute(query).fetchall() if row[0] in self._schema.watched]
        gone = {(row[0], row[1]): row[5] for row in rows}
        found = []
        for table, record, old, _, _, set_id, _, at, person in rows:
            raw = json.loads(old)
            parent = self._schema.watched[table].parent
            if parent is not None and gone.get((parent[1], str(raw.get(parent[0])))) == set_id:
                continue
            values = self._codec.plain(table, raw)
            found.append(DeletedRecord(table, record, values, from_moment(at), person or "", set_id))
        return found

    def lamport_before_deletion(self, table: str, record: str) -> int | None:
        """Return the number before the change set that deleted the record last; ``None`` where none did."""
        query = (
            "SELECT s.lamport FROM change c JOIN change_set s ON s.id = c.set_id WHERE c.type = ? AND c.record = ? "
            "AND c.new IS NULL AND NOT c.erased ORDER BY s.lamport DESC LIMIT 1"
        )
        row = self._db.execute(query, (table, record)).fetchone()
        return None if row is None else int(row[0]) - 1


_SETS_OF_STEP = "SELECT id FROM change_set WHERE session = ? AND step = ? ORDER BY lamport"
