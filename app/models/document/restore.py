"""Putting things back out of the history without undoing anything else, and erasing for good.

Each runs inside an open unit of work, so what it does is history too.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from app.core.fields import Kind
from app.core.messages import N_
from app.models.document.changes import Change, label_text
from app.models.document.inverse import delete_row, insert_row, update_row
from app.models.document.past import Past
from app.models.document.schema import Schema, Watched
from app.models.document.stored import Codec, RawRow, StoredChange, merge, read_row, seal, set_hash
from app.models.document.triggers import row_json

ERASED = N_("Erased for good")


class Restorer:
    """Writes old values into the open document. Thread: the document's own."""

    def __init__(self, connection: sqlite3.Connection, schema: Schema) -> None:
        self._db, self._schema = connection, schema
        self._past, self._codec = Past(connection, schema), Codec(schema)

    def put_back(self, key: str) -> tuple[Change, ...]:
        """Take back step or change set *key* wherever the present value is still the one that it wrote.

        Returns:
            What has been changed since and was left as it is.
        """
        left: list[Change] = []
        changes = [row for row in merge(self._past.stored_changes(key)) if row[2] in self._schema.watched]
        own = {(row[2], row[3]) for row in changes}
        deferred: list[StoredChange] = []
        for row in reversed(changes):
            if row[6]:
                left.append(self._codec.change(row))
            elif row[4] is None:
                left += self._unmake(row, own)
            elif row[5] is None:
                deferred.append(row)
            else:
                left += self._put_fields_back(row)
        for row in sorted(deferred, key=lambda one: self._depth(one[2])):
            left += self._remake(row)
        return tuple(left)

    def put_record(self, table: str, record: str, lamport: int) -> None:
        """Make a record and its rows what they were after change set number *lamport*."""
        then, now = self._past.rows_at(table, record, lamport), self._past.current(table, record)
        for kind, key in [one for one in now if one not in then]:
            delete_row(self._db, self._schema.watched[kind], key)
        for (kind, key), row in then.items():
            watched = self._schema.watched[kind]
            if (kind, key) in now:
                update_row(self._db, watched, key, row)
            elif read_row(self._db, watched, key) is None:
                insert_row(self._db, watched, self._with_living_references(watched, row))

    def erase(self, table: str, record: str) -> None:
        """Delete a record with its rows and take their values out of every change set."""
        gone = self._past.ever_belonging(table, record)
        delete_row(self._db, self._schema.watched[table], record)
        touched: set[str] = set()
        for one in self._schema.watched.values():  # what was typed and not understood
            if not one.history and {"type", "record"} <= set(one.columns):
                self._db.executemany(f'DELETE FROM "{one.name}" WHERE type = ? AND record = ?', sorted(gone))
        for table, record in gone:
            query = "SELECT DISTINCT set_id FROM change WHERE type = ? AND record = ?"
            touched |= {one for (one,) in self._db.execute(query, (table, record)).fetchall()}
            update = "UPDATE change SET old = NULL, new = NULL, erased = 1 WHERE type = ? AND record = ?"
            self._db.execute(update, (table, record))
        for set_id in touched:  # a label may hold a name
            self._db.execute("UPDATE change_set SET label = ? WHERE id = ?", (label_text(ERASED), set_id))
            seal(self._db, "change_set", set_id, set_hash(self._db, set_id))

    def _unmake(self, row: StoredChange, own: set[tuple[str, str]]) -> list[Change]:
        """Delete a record that the step made, if nothing was changed in it or put into it since."""
        _, _, table, record, _, new, _ = row
        watched = self._schema.watched[table]
        now = read_row(self._db, watched, record)
        if now is None:
            return []
        others = [one for one in self._past.current(table, record) if one != (table, record) and one not in own]
        if now != json.loads(new or "{}") or others:
            return [self._codec.change(row)]
        delete_row(self._db, watched, record)
        return []

    def _remake(self, row: StoredChange) -> list[Change]:
        """Make a record that the step deleted, if it is still gone and what it belongs to, if anything, is there."""
        _, _, table, record, old, _, _ = row
        watched, values = self._schema.watched[table], json.loads(old or "{}")
        if read_row(self._db, watched, record) is not None:
            return [self._codec.change(row)]
        if watched.parent is not None and (named := values.get(watched.parent[0])) is not None:
            above = self._schema.watched[watched.parent[1]]
            if read_row(self._db, above, str(named)) is None:
                return [self._codec.change(row)]
        insert_row(self._db, watched, self._with_living_references(watched, values))
        return []

    def _put_fields_back(self, row: StoredChange) -> list[Change]:
        set_id, number, table, record, old_text, new_text, _ = row
        watched = self._schema.watched[table]
        now = read_row(self._db, watched, record)
        if now is None:
            return [self._codec.change(row)]
        old, new = json.loads(old_text or "{}"), json.loads(new_text or "{}")
        back: RawRow = {}
        stays: list[str] = []
        for name in new:
            if name not in now:
                stays.append(name)
            elif now[name] == new[name]:
                back[name] = old[name]
            elif self._is_localized(table, name):
                back[name], whole = per_language(now[name], old[name], new[name])
                stays += [] if whole else [name]
            elif name != "updated_at":
                stays.append(name)
        update_row(self._db, watched, record, self._with_living_references(watched, back))
        if not stays:
            return []
        before, after = (row_json({name: side[name] for name in stays}) for side in (old, new))
        return [self._codec.change((set_id, number, table, record, before, after, 0))]

    def _with_living_references(self, watched: Watched, row: RawRow) -> RawRow:
        """Return *row* with references to records that are gone left empty."""
        found = dict(row)
        for key in self._schema.table(watched.name).foreign_keys:
            name, target = key.parent.name, key.target_fullname.split(".")[0]
            if (key.ondelete or "").upper() != "SET NULL" or found.get(name) is None:
                continue
            if target in self._schema.watched and read_row(self._db, self._schema.watched[target], found[name]) is None:
                found[name] = None
        return found

    def _is_localized(self, table: str, name: str) -> bool:
        declared = self._schema.table(table).columns[name].info.get("field")
        return getattr(declared, "kind", None) == Kind.LOCALIZED

    def _depth(self, table: str) -> int:
        parent = self._schema.watched[table].parent
        return 0 if parent is None or parent[1] == table else 1 + self._depth(parent[1])


def per_language(now: str | None, old: str | None, new: str | None) -> tuple[str | None, bool]:
    """Put each language back that is still as the step wrote it; say whether that were all it touched."""
    present, before, after = (_texts(one) for one in (now, old, new))
    whole = True
    for language in sorted(before.keys() | after.keys()):
        if before.get(language) == after.get(language):
            continue
        if present.get(language) != after.get(language):
            whole = False
        elif language in before:
            present[language] = before[language]
        else:
            present.pop(language, None)
    if present == before:
        return old, whole
    return (row_json(present) if present else None), whole


def _texts(stored: str | None) -> dict[str, Any]:
    value = json.loads(stored) if stored else {}
    return value if isinstance(value, dict) else {}
