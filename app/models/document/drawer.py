"""The private drawer of an open document: its locks, its key while it is open, its values in and out.

The key is in memory only from unlocking to locking. Practice files need no passphrase: their key stands in
the file as it is until one is set; everything in the drawer is then encrypted anew. Thread: the document's own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.core.errors import DocumentError
from app.core.messages import N_
from app.models.base import Sealed
from app.models.document.naming import lenient
from app.models.document.schema import Schema
from app.models.document.sealing import (
    CLEAR,
    MARK,
    Ciphertext,
    DataKey,
    Entropy,
    Lock,
    Place,
    WrongKeyError,
    clear_lock,
    is_ciphertext,
    unlock,
)
from app.models.document.stored import row_hash, seal, set_hash
from app.models.document.triggers import row_json

if TYPE_CHECKING:
    from app.models.document.history import History
    from app.models.document.restore import Restorer

PENDING = "pending_input"
EMPTY: tuple[object, ...] = (None, "", (), {}, [])
"""What no kind of field counts as a value."""
_COLUMNS = ("way", "key", "n", "r", "p", "salt", "wrapped")


class DrawerState(StrEnum):
    """How the drawer stands."""

    UNSET = "unset"
    """No passphrase was ever set, and nothing is in it."""
    CLEAR = "clear"
    """A practice file without a passphrase: everything can be read."""
    LOCKED = "locked"
    OPEN = "open"


class DrawerError(DocumentError):
    """Something of the private drawer was wanted while it is closed."""

    code = "drawer.locked"
    exit_code = 1


def closed() -> DrawerError:
    """The drawer is locked."""
    return DrawerError(N_("This is in the private drawer, and the drawer is locked."), N_("Unlock the drawer first."))


def unset() -> DrawerError:
    """Nothing can be put into a drawer that has no passphrase."""
    return DrawerError(
        N_("This belongs into the private drawer, and the drawer has no passphrase yet."),
        N_("Set a passphrase on the page “Private drawer” first."),
        code="drawer.unset",
    )


class Drawer:
    """Seals and opens values of one document.

    Args:
        connection: of the open document.
        schema: its tables.
        writer: returns the history that writes; raises where the document is open to read.
        entropy: source of keys and nonces.
    """

    def __init__(
        self, connection: sqlite3.Connection, schema: Schema, writer: Callable[[], History], entropy: Entropy
    ) -> None:
        self._db, self._schema, self._writer, self.entropy = connection, schema, writer, entropy
        self._taken: DataKey | None = None

    # -- what lies in it

    @cached_property
    def columns(self) -> Mapping[str, Mapping[str, Sealed]]:
        """Table name to its sealed columns."""
        found = {
            table.name: {one.name: one.type for one in table.columns if isinstance(one.type, Sealed)}
            for table in self._schema.records.sorted_tables
        }
        return MappingProxyType({name: columns for name, columns in found.items() if columns})

    @cached_property
    def types(self) -> tuple[str, ...]:
        """The record types that lie in it as a whole."""
        return tuple(name for name in self.columns if self._schema.table(name).info.get("sealed"))

    def holds(self, type: str, field: str) -> bool:
        """Say whether a field lies in it."""
        return field in self.columns.get(type, ())

    def counts(self) -> dict[str, int]:
        """Return how many records of each type have something in it, locked or not; whole types at any rate."""
        found: dict[str, int] = {}
        for name, columns in self.columns.items():
            whole = name in self.types
            filled = " OR ".join(f'"{column}" IS NOT NULL' for column in columns)
            query = f'SELECT count(*) FROM "{name}"' + ("" if whole else f" WHERE {filled}")
            count = int(self._db.execute(query).fetchone()[0])
            if whole or count:
                found[name] = count
        return found

    # -- key and locks

    def locks(self) -> Mapping[str, Lock]:
        """Return the ways to the key as they are stored, by ``way``."""
        if "drawer" not in self._schema.records.tables:
            return {}
        return {str(row[0]): Lock(*row) for row in self._rows(_COLUMNS)}

    def _rows(self, columns: Sequence[str]) -> list[tuple[Any, ...]]:
        """Read the locks; bytes that are no text any more make a lock that opens nothing, and no record unreadable."""
        names = ", ".join(f'"{name}"' for name in columns)
        known, self._db.text_factory = self._db.text_factory, lenient
        try:
            return self._db.execute(f"SELECT {names} FROM drawer").fetchall()
        finally:
            self._db.text_factory = known

    def state(self) -> DrawerState:
        """Return how it stands."""
        locks = self.locks()
        if not locks:
            return DrawerState.UNSET
        if CLEAR in locks:
            return DrawerState.CLEAR
        return DrawerState.OPEN if self._fits(locks) else DrawerState.LOCKED

    def is_sound(self) -> bool:
        """Say whether the locks are what was stored: none has lost or broken its seal."""
        known = dict(self._db.execute("SELECT record, hash FROM seal WHERE type = 'drawer'").fetchall())
        columns = tuple(sorted(_COLUMNS))
        return {row[columns.index("way")]: row_hash(columns, row) for row in self._rows(columns)} == known

    def key(self) -> DataKey | None:
        """Return the key that opens it now, ``None`` while it is locked or unset."""
        locks = self.locks()
        if CLEAR in locks:
            if self._taken is None or self._taken.name != locks[CLEAR].key:
                try:
                    self._taken = unlock(locks[CLEAR])
                except WrongKeyError:
                    return None
            return self._taken
        return self._taken if self._fits(locks) else None

    def take(self, key: DataKey) -> None:
        """Open it with *key*.

        Raises:
            DrawerError: it has other locks by now.
        """
        self._taken = key
        if not self._fits(self.locks()):
            self._taken = None
            raise closed()

    def drop(self) -> None:
        """Lock it: forget the key."""
        self._taken = None

    def _fits(self, locks: Mapping[str, Lock]) -> bool:
        return self._taken is not None and any(lock.key == self._taken.name for lock in locks.values())

    def writing_key(self) -> DataKey:
        """Return the key for writing; in a practice file without one, make one in the open transaction.

        Raises:
            DrawerError: it is locked, or has no passphrase yet.
        """
        key = self.key()
        if key is not None:
            return key
        if self.locks():
            raise closed()
        if not self._is_practice():
            raise unset()
        key = DataKey.random(self.entropy)
        self._store([clear_lock(key)])
        self._taken = key
        return key

    def _is_practice(self) -> bool:
        if "setting" not in self._schema.records.tables:
            return False
        row = self._db.execute("SELECT value FROM setting WHERE key = 'practice'").fetchone()
        return bool(row and json.loads(row[0]))

    # -- values in and out

    def seal_new(self, type: str, record: str, values: Mapping[str, object]) -> dict[str, object]:
        """Return the first values of a record with the sealed ones encrypted.

        Empty ones are encrypted too, so that nobody sees which boxes are filled in; only where a record is open
        but for some fields, and all of these are empty, nothing of it needs the key.
        """
        columns = self.columns.get(type, {})
        filled = any(values.get(name) not in EMPTY for name in columns)
        if not columns or not (filled or type in self.types):
            return {**values, **dict.fromkeys(columns.keys() & values.keys())}
        return self.seal_changed(type, record, {**dict.fromkeys(columns), **values})

    def seal_changed(self, type: str, record: str, values: Mapping[str, object]) -> dict[str, object]:
        """Return *values* with the sealed ones encrypted.

        Raises:
            DrawerError: one of them is sealed, and the drawer is not open.
        """
        columns, found = self.columns.get(type, {}), dict(values)
        wanted = [name for name in columns if name in values]  # in one order, for files that come out the same
        if wanted:
            key = self.writing_key()
            for name in wanted:
                found[name] = key.seal(Place(type, record, name), columns[name].stored(values[name]), self.entropy)
        return found

    def open_values(
        self, type: str, record: str, values: Mapping[str, object], key: DataKey | None
    ) -> tuple[dict[str, object], frozenset[str]]:
        """Return *values* with the sealed ones opened, and the names of those that cannot be.

        Args:
            type: record type.
            record: its id.
            values: as they were read, ciphertext and plain.
            key: from :meth:`key`, asked once for several rows.
        """
        columns = self.columns.get(type)
        if not columns:
            return values if isinstance(values, dict) else dict(values), frozenset()
        found, locked = dict(values), set[str]()
        for name in columns.keys() & values.keys():
            text = values[name]
            stored: object = None
            if text is not None:
                try:
                    if key is None:
                        raise WrongKeyError
                    stored = key.open(Place(type, record, name), str(text))
                except WrongKeyError:
                    locked.add(name)
            elif key is None:
                locked.add(name)
            found[name] = columns[name].plain(stored)
        return found, frozenset(locked)

    def seal_text(self, type: str, record: str, field: str, text: str) -> str:
        """Return text that did not parse as it is kept: encrypted where its field is sealed."""
        if not self.holds(type, field):
            return text
        return self.writing_key().seal(Place(PENDING, f"{type}/{record}", field), text, self.entropy)

    def open_text(self, type: str, record: str, field: str, text: str, key: DataKey | None) -> str | None:
        """Return text that did not parse, ``None`` where it cannot be read."""
        if not self.holds(type, field):
            return text
        try:
            return None if key is None else str(key.open(Place(PENDING, f"{type}/{record}", field), text))
        except WrongKeyError:
            return None

    # -- new locks

    def lock_up(self, key: DataKey, locks: Iterable[Lock]) -> bool:
        """Store *locks* of *key*, in one transaction; where the file had another key, encrypt everything anew.

        It stays open. The history keeps nothing of it, and Undo stays as it was.

        Args:
            key: the one behind the locks.
            locks: they replace those of the same way, and a clear one always.

        Returns:
            Whether values were encrypted anew, so that older backups hold them under a key that is no secret.

        Raises:
            DrawerError: it is locked.
        """
        known, before = self.locks(), self.key()
        if known and before is None:
            raise closed()
        anew = before is not None and before.name != key.name

        def write() -> None:
            if before is not None and anew:
                _Anew(self._db, self, before, key).rewrite()
                self._db.execute("DELETE FROM drawer")
            self._store(locks)

        history = self._writer()
        history.rewrite(write)
        self._taken = key
        if anew:
            self._db.execute("VACUUM")
        return anew

    def erase(self, restorer: Restorer) -> None:
        """Take everything out for good, with what the history holds of it, inside an open unit of work."""
        for name in self.types:
            query = f'SELECT id FROM "{name}" UNION SELECT record FROM change WHERE type = ?'
            for (record,) in self._db.execute(query, (name,)).fetchall():
                restorer.erase(name, record)
        for name in self.columns.keys() - set(self.types):
            for column in self.columns[name]:
                self._db.execute(f'UPDATE "{name}" SET "{column}" = NULL WHERE "{column}" IS NOT NULL')
        self._db.execute(f"DELETE FROM {PENDING} WHERE text LIKE ?", (MARK + "%",))
        self._change_history(lambda place, text: None)
        self._db.execute("DELETE FROM drawer")
        self._taken = None

    def _store(self, locks: Iterable[Lock]) -> None:
        for lock in locks:
            values = tuple(getattr(lock, name) for name in _COLUMNS)
            names = ", ".join(f'"{name}"' for name in _COLUMNS)
            self._db.execute("DELETE FROM drawer WHERE way IN (?, ?)", (lock.way, CLEAR))
            self._db.execute(f"INSERT INTO drawer ({names}) VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def _change_history(self, turn: Callable[[Place, str], str | None]) -> None:
        """Put what *turn* makes of each sealed value into the history, and seal the entries again."""
        query = "SELECT set_id, ord, type, record, old, new FROM change WHERE old LIKE ? OR new LIKE ?"
        like = f"%{MARK}%"
        touched: dict[str, None] = {}
        for set_id, number, type, record, *sides in self._db.execute(query, (like, like)).fetchall():
            turned = [self._side(type, record, side, turn) for side in sides]
            if turned != sides:
                touched[set_id] = None
                update = "UPDATE change SET old = ?, new = ? WHERE set_id = ? AND ord = ?"
                self._db.execute(update, (*turned, set_id, number))
        for set_id in touched:
            seal(self._db, "change_set", set_id, set_hash(self._db, set_id))

    def _side(self, type: str, record: str, side: str | None, turn: Callable[[Place, str], str | None]) -> str | None:
        if side is None:
            return None
        values = json.loads(side)
        for name in self.columns.get(type, {}).keys() & values.keys():
            if is_ciphertext(values[name]):
                values[name] = turn(Place(type, record, name), values[name])
        return row_json(values)


class _Anew:
    """Encrypts everything in the drawer with another key; equal ciphertexts stay equal, for putting back."""

    def __init__(self, connection: sqlite3.Connection, drawer: Drawer, before: DataKey, after: DataKey) -> None:
        self._db, self._drawer, self._before, self._after = connection, drawer, before, after
        self._known: dict[tuple[Place, str], Ciphertext] = {}

    def rewrite(self) -> None:
        """Encrypt records, typed leftovers and history."""
        for name, columns in self._drawer.columns.items():
            names = ", ".join(f'"{one}"' for one in columns)
            for record, *texts in self._db.execute(f'SELECT id, {names} FROM "{name}"').fetchall():
                for column, text in zip(columns, texts, strict=True):
                    if text is not None:
                        turned = self._turn(Place(name, record, column), text)
                        self._db.execute(f'UPDATE "{name}" SET "{column}" = ? WHERE id = ?', (turned, record))
        query = f"SELECT key, type, record, field, text FROM {PENDING} WHERE text LIKE ?"
        for row, type, record, field, text in self._db.execute(query, (MARK + "%",)).fetchall():
            if self._drawer.holds(type, field):
                turned = self._turn(Place(PENDING, f"{type}/{record}", field), text)
                self._db.execute(f"UPDATE {PENDING} SET text = ? WHERE key = ?", (turned, row))
        self._drawer._change_history(self._turn)

    def _turn(self, place: Place, text: str) -> str:
        if (place, text) not in self._known:
            try:
                self._known[place, text] = self._after.seal(place, self._before.open(place, text), self._drawer.entropy)
            except WrongKeyError:  # damaged: its seal says so, and no key would make it whole
                return text
        return self._known[place, text]
