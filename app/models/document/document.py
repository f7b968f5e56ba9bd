"""The open document: the one face that the rest of the program knows."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.core.clock import Clock, SystemClock
from app.core.errors import Cancelled, DeniedError
from app.core.ids import IdSource, new_id
from app.core.messages import N_, Message
from app.core.progress import Progress
from app.models.document import faults
from app.models.document.changes import Change, ChangeSet, DeletedRecord, PutBackResult, StepInfo, moment
from app.models.document.connection import Reading, make_engine
from app.models.document.drawer import Drawer
from app.models.document.history import History, UnitOfWork, Who
from app.models.document.lock import LockInfo
from app.models.document.migrations import unsealed_tables
from app.models.document.opening import Opened, Setup, drop, make_file, open_to_edit, open_to_read
from app.models.document.past import Past
from app.models.document.restore import ERASED, Restorer
from app.models.document.schema import Schema
from app.models.document.soundness import Damage, Verifier


class ReadSession(Session):
    """A session that only reads."""

    def commit(self) -> None:
        """Refuse: writing needs a unit of work."""
        raise RuntimeError("a write outside a unit of work")

    def flush(self, objects: Any = None) -> None:  # noqa: ANN401 - SQLAlchemy's own signature
        """Refuse where something would be written."""
        if self.new or self.dirty or self.deleted:
            raise RuntimeError("a write outside a unit of work")


@dataclass(frozen=True, slots=True)
class Slice:
    """What one slice of verifying found, and whether everything has been seen now."""

    found: tuple[Damage, ...]
    done: bool


class Document:
    """One open file. Everything on it runs in the thread that opened it; close it when done.

    Attributes:
        path: where it stands.
        document_id: its own key, the same in every copy of it.
        read_only: whether it can only be read.
        why_read_only: why, in words, where editing was asked for; else ``None``.
        locked_by: who has it open for editing instead, where that is the reason.
        unclean: whether the last one who edited it did not get to close it.
        drawer: what is encrypted in it.
    """

    def __init__(self, path: Path, opened: Opened, setup: Setup, clock: Clock, ids: IdSource, who: LockInfo) -> None:
        self.path = path
        self.read_only = opened.lock is None
        self.why_read_only, self.locked_by, self.unclean = opened.why_read_only, opened.locked_by, opened.unclean
        self._opened, self._setup, self._clock, self._ids = opened, setup, clock, ids
        self._thread, self._closed, self._reading = threading.get_ident(), False, 0
        self._db, self._engine = opened.connection, make_engine(opened.connection)
        self._past = Past(self._db, setup.schema)
        self._slices: Iterator[list[Damage]] | None = None
        self._history: History | None = None
        self.drawer = Drawer(self._db, setup.schema, self._writer, setup.entropy)
        with faults.told_of_opening(path.name):
            facts = dict(self._db.execute("SELECT key, value FROM meta").fetchall())
            self.document_id = str(facts.get("document_id", ""))
            if not self.read_only:
                since = moment(who.since or clock.now())
                identity = Who(ids(), who.person, who.device, since)
                self._history = History(self._db, self._engine, setup.schema, clock, ids, setup.monotonic, identity)

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        application_version: str,
        person: str = "",
        device: str = "",
        clock: Clock | None = None,
        ids: IdSource | None = None,
        setup: Setup | None = None,
    ) -> Document:
        """Make a new document at *path* and open it for editing.

        Args:
            path: where no file is yet.
            application_version: kept in the file as the program that made it.
            person: who works, "" where nobody said.
            device: name of this computer.
            clock: tells the time that is stored; the system's where not given.
            ids: makes keys; random where not given.
            setup: format and clockwork, for tests.

        Raises:
            DeniedError, DiskFullError, StorageError: it cannot be made there.
        """
        clock, ids, setup = clock or SystemClock(), ids or new_id, setup or Setup()
        facts = {"document_id": ids(), "created_at": moment(clock.now()), "created_by": application_version}
        make_file(Path(path), setup.schema, facts)
        return cls.open(path, person=person, device=device, clock=clock, ids=ids, setup=setup)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        edit: bool = True,
        person: str = "",
        device: str = "",
        clock: Clock | None = None,
        ids: IdSource | None = None,
        setup: Setup | None = None,
    ) -> Document:
        """Open the document at *path*.

        Where it cannot be edited (somebody else has it open, the place is write-protected) it is open
        to read, and ``why_read_only`` and ``locked_by`` say so. Opening to read writes nothing.

        Args:
            path: an existing document.
            edit: whether to open it for editing.
            person: who works, "" where nobody said.
            device: name of this computer.
            clock: tells the time that is stored; the system's where not given.
            ids: makes keys; random where not given.
            setup: format and clockwork, for tests and for the backup before a migration.

        Raises:
            DocumentError: there is no such file, or SQLite is too old.
            CorruptError: it is damaged, of another kind, or was changed by another program.
            TooNewError: it is of a newer format.
            StorageError: the disk refused.
        """
        clock, ids, setup, path = clock or SystemClock(), ids or new_id, setup or Setup(), Path(path).absolute()
        who = LockInfo(person, device, clock.now())
        opened = open_to_edit(path, setup, who) if edit else open_to_read(path, setup)
        try:
            return cls(path, opened, setup, clock, ids, who)
        except BaseException:
            drop(Reading(opened.connection, opened.aside))
            if opened.lock is not None:
                opened.lock.release()
            raise

    def __enter__(self) -> Document:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def session_id(self) -> str:
        """Key of this editing session, "" where the document is open to read."""
        return "" if self._history is None else self._history.who.session

    @property
    def person(self) -> str:
        """Who works."""
        return "" if self._history is None else self._history.who.person

    @property
    def schema(self) -> Schema:
        """The tables of the document."""
        return self._setup.schema

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, for the rooms beside this one (backups, copies)."""
        self._require_thread()
        return self._db

    @property
    def engine(self) -> Engine:
        """SQLAlchemy over the connection, for the rooms beside this one."""
        self._require_thread()
        return self._engine

    def close(self) -> None:
        """Finish the open step, close the file, remove the lock; does nothing the second time.

        Raises:
            StorageError: the last step could not be finished; the file is closed all the same.
        """
        if self._closed:
            return
        self._require_thread()
        self._closed = True
        self.drawer.drop()
        try:
            if self._history is not None:
                with self._told():
                    self._history.seal()
        finally:
            self._slices = None
            self._engine.dispose()
            drop(Reading(self._db, self._opened.aside))
            if self._opened.lock is not None:
                self._opened.lock.release()

    @contextmanager
    def unit_of_work(self, label: Message, *, step: str = "", typing: bool = False) -> Iterator[UnitOfWork]:
        """Change the document: one transaction, one change set, all or nothing.

        Args:
            label: what is done, in the words of a menu (``N_("Add an event")``).
            step: change sets with the same step in a row are one Undo; "" stands alone.
            typing: text that goes on being typed; it is joined with what was typed before in the same
                step until 2 s of rest, 10 s in all or any other action.

        Yields:
            An object with ``session``; after the block its ``changes`` hold what was done.

        Raises:
            ReadOnlyError: the document is open to read.
            DiskFullError, StorageError: nothing of the block was stored.
        """
        with self._told(), self._writer().unit(label, step=step, typing=typing) as work:
            yield work

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Read the document in one consistent state; what is loaded is detached after the block."""
        self._require_thread()
        inside = self._reading > 0 or (self._history is not None and self._history.busy)
        session = ReadSession(self._engine, autoflush=False, expire_on_commit=False)
        self._reading += 1
        try:
            with self._told():
                if not inside:
                    self._db.execute("PRAGMA query_only = ON")
                    self._db.execute("BEGIN")
                yield session
        except DeniedError as error:  # a mistake of ours, not of the disk
            raise RuntimeError("a write outside a unit of work") from error
        finally:
            self._reading -= 1
            session.close()
            if not inside:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                if not self.read_only:
                    self._db.execute("PRAGMA query_only = OFF")

    def listen(self, listener: Callable[[ChangeSet], None]) -> None:
        """Call *listener* after every unit of work that changed something, in this thread."""
        if self._history is not None:
            self._history.listeners.append(listener)

    def data_version(self) -> int:
        """Return a number that moves when another process writes; a gather that saw it move starts again."""
        self._require_thread()
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def set_person(self, name: str) -> None:
        """Go on as *name*; what is stored already keeps the name it has."""
        with self._told():
            self._writer().set_person(name)

    def seal(self) -> None:
        """Finish the open step of typing, before a backup, a copy or another page."""
        with self._told():
            self._writer().seal()

    def seal_if_idle(self, now: float) -> bool:
        """Finish the open step of typing if it rested 2 s or lasted 10 s by *now* (monotonic seconds)."""
        with self._told():
            return self._writer().seal_if_idle(now)

    @property
    def undo_label(self) -> Message | None:
        """What Undo would take back, ``None``: nothing."""
        return None if self._history is None else self._history.undo_label

    @property
    def redo_label(self) -> Message | None:
        """What Redo would do again, ``None``: nothing."""
        return None if self._history is None else self._history.redo_label

    @property
    def undo_depth(self) -> int:
        """How many times Undo can be pressed."""
        return 0 if self._history is None else self._history.undo_depth

    def undo(self) -> ChangeSet | None:
        """Take back the last step of this session; ``None`` where there is none."""
        with self._told():
            return self._writer().undo()

    def redo(self) -> ChangeSet | None:
        """Do again what was last taken back; ``None`` where there is nothing."""
        with self._told():
            return self._writer().redo()

    def barrier(self) -> None:
        """Let Undo stop here (after a merge or a restore)."""
        self._writer().barrier()

    def history(
        self, since: datetime | None = None, record: tuple[str, str] | None = None, limit: int = 200
    ) -> list[StepInfo]:
        """Return what was done, newest first.

        Args:
            since: only what was done at or after this (aware) time.
            record: only what touched this (type, key).
            limit: at most this many steps.
        """
        with self._told():
            return self._past.steps(since, record, limit)

    def step_changes(self, key: str) -> tuple[Change, ...]:
        """Return what a step (or one change set of it) did, in order."""
        with self._told():
            return self._past.changes(key)

    def put_back(self, key: str) -> PutBackResult:
        """Take back a step of any age where the present values are still the ones it wrote.

        Args:
            key: id of a step or change set.

        Returns:
            The change set, and what has been changed since and was left as it is.
        """
        label = self._label_of(key)
        with self.unit_of_work(Message(_PUT_BACK.id, {"action": label})) as work:
            left = self._restorer().put_back(key)
        return PutBackResult(work.changes, left)

    def as_of(self, type: str, id: str, when: datetime) -> dict[str, object] | None:
        """Return the values of a record as they were at *when* (aware); ``None`` where it did not exist."""
        with self._told():
            return self._past.record_at(type, id, when)

    def family_as_of(self, type: str, id: str, when: datetime) -> dict[tuple[str, str], dict[str, object]]:
        """Return a record with the rows that go with it as they were at *when* (aware), by (type, key)."""
        with self._told():
            return self._past.family_at(type, id, when)

    def hours_changed(self, types: tuple[str, ...]) -> list[datetime]:
        """Return the hours in which records of some types were changed, newest first."""
        with self._told():
            return self._past.hours(types)

    def put_back_record(self, type: str, id: str, when: datetime) -> ChangeSet | None:
        """Make a record, with the rows that go with it, what it was at *when* (aware); else nothing is undone."""
        with self._told():
            lamport = self._past.lamport_at(when)
            if (type, id) not in self._past.rows_at(type, id, lamport):
                return None
        with self.unit_of_work(N_("Put back as it was")) as work:
            self._restorer().put_record(type, id, lamport)
        return work.changes

    def deleted(self) -> list[DeletedRecord]:
        """Return the bin: deleted records, last deleted first."""
        with self._told():
            return self._past.deleted()

    def bring_back(self, type: str, id: str) -> ChangeSet | None:
        """Take a record out of the bin with the rows that went with it; ``None`` where it is not in there."""
        with self._told():
            lamport = self._past.lamport_before_deletion(type, id)
            if lamport is None or (type, id) in self._past.current(type, id):
                return None
        with self.unit_of_work(N_("Take out of the bin")) as work:
            self._restorer().put_record(type, id, lamport)
        return work.changes

    def erase(self, type: str, id: str, blobs: tuple[str, ...] = ()) -> ChangeSet | None:
        """Erase a record for good, with its rows and everything that the history holds of them.

        The only action without undo.

        Args:
            type: record type.
            id: its key, of a living record or one in the bin.
            blobs: SHA-256 of stored bytes that go with it; bytes that other records show are not for here.
        """
        with self.unit_of_work(ERASED) as work:
            self._restorer().erase(type, id)
            for name in blobs:
                self._db.execute("DELETE FROM blob WHERE sha256 = ?", (name,))
        with self._told():
            self._writer().barrier()
            self._db.execute("VACUUM")
        return work.changes

    def empty_drawer(self) -> ChangeSet | None:
        """Erase everything in the private drawer for good, locked or not; there is no undo."""
        with self.unit_of_work(N_("Empty the private drawer")) as work:
            self.drawer.erase(self._restorer())
        with self._told():
            self._writer().barrier()
            self._db.execute("VACUUM")
        return work.changes

    def put_blob(self, sha256: str, data: bytes) -> None:
        """Store bytes under their hash, in a transaction of their own; does nothing where they are there.

        Raises:
            ValueError: *sha256* is not the hash of *data*.
            DiskFullError: there is no room; nothing was stored.
        """
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ValueError("bytes under a wrong name")
        with self._told():
            self._writer().without_history(
                lambda: self._db.execute(
                    "INSERT INTO blob (sha256, size, data) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    (sha256, len(data), data),
                )
            )

    def blob(self, sha256: str) -> bytes:
        """Return stored bytes.

        Raises:
            KeyError: there are none under this name.
            CorruptError: they are not what they were when they were stored.
        """
        with self._told():
            self._require_thread()
            row = self._db.execute("SELECT data FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
        if row is None:
            raise KeyError(sha256)
        if hashlib.sha256(row[0]).hexdigest() != sha256:
            raise faults.damaged(self.path.name)
        return bytes(row[0])

    def blob_size(self, sha256: str) -> int | None:
        """Return the size of stored bytes, ``None`` where there are none under this name."""
        with self._told():
            self._require_thread()
            row = self._db.execute("SELECT size FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
        return None if row is None else int(row[0])

    def blobs(self) -> dict[str, int]:
        """Return the names of all stored bytes with their sizes."""
        with self._told():
            self._require_thread()
            return {str(name): int(size) for name, size in self._db.execute("SELECT sha256, size FROM blob").fetchall()}

    def drop_blob(self, sha256: str) -> None:
        """Remove stored bytes that nothing refers to any more."""
        with self._told():
            self._writer().without_history(lambda: self._db.execute("DELETE FROM blob WHERE sha256 = ?", (sha256,)))

    def check(self, progress: Progress | None = None) -> list[Damage]:
        """Verify everything: records, history, bytes, pages.

        Raises:
            Cancelled: the person pressed Stop.
        """
        self._require_thread()
        found: list[Damage] = []
        for number, some in enumerate(self.verifier().everything(), 1):
            found += [one for one in some if one not in found]
            if progress is not None:
                progress.step(number, 0)
                if progress.cancelled():
                    raise Cancelled(N_("The check was stopped."), N_("Start it again when there is time."))
        return found

    def verify_slice(self) -> Slice:
        """Verify the next few records or one photo; begins again after everything has been seen."""
        self._require_thread()
        if self._slices is None:
            self._slices = self.verifier().contents()
        found = next(self._slices, None)
        if found is None:
            self._slices = None
        return Slice(tuple(found or ()), found is None)

    def verifier(self) -> Verifier:
        """Return what looks for damage, for the rooms beside this one."""
        titles = {name: table.title for name, table in self.schema.watched.items()}
        return Verifier(self._db, titles, unsealed_tables(self.schema))

    def dump(self, *, history: bool = True) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row of every table as it is stored, sorted by key; for tests and comparisons.

        Args:
            history: whether to give the document's own tables (history, seals, bytes) too.
        """
        self._require_thread()
        query = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        names = [name for (name,) in self._db.execute(query).fetchall()]
        wanted = [name for name in names if history or name in self.schema.records.tables]
        return {name: self._db.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2').fetchall() for name in wanted}

    def _restorer(self) -> Restorer:
        self._writer()
        return Restorer(self._db, self.schema)

    def _label_of(self, key: str) -> Message:
        with self._told():
            found = self._past.label(key)
        return found or N_("A step of the history")

    def _writer(self) -> History:
        self._require_thread()
        if self._history is None:
            raise faults.read_only(self.why_read_only)
        return self._history

    def _require_thread(self) -> None:
        if threading.get_ident() != self._thread:
            raise RuntimeError("the document belongs to the thread that opened it")

    @contextmanager
    def _told(self) -> Iterator[None]:
        with faults.told(self.path.name):
            yield


_PUT_BACK = N_("Put back: {action}")
