"""The open document: the one face that the rest of the program knows."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.core.clock import Clock, SystemClock
from app.core.errors import DeniedError
from app.core.ids import IdSource, new_id
from app.models.document import faults
from app.models.document.changes import ChangeSet, moment
from app.models.document.connection import Reading, make_engine
from app.models.document.document_content import DocumentContent
from app.models.document.document_past import DocumentPast
from app.models.document.drawer import Drawer
from app.models.document.history import History, Who
from app.models.document.lock import LockInfo
from app.models.document.opening import Opened, Setup, drop, make_file, open_to_edit, open_to_read
from app.models.document.past import Past
from app.models.document.soundness import Damage


class ReadSession(Session):
    """A session that only reads."""

    def commit(self) -> None:
        """Refuse: writing needs a unit of work."""
        raise RuntimeError("a write outside a unit of work")

    def flush(self, objects: Any = None) -> None:  # noqa: ANN401 - SQLAlchemy's own signature
        """Refuse where something would be written."""
        if self.new or self.dirty or self.deleted:
            raise RuntimeError("a write outside a unit of work")


class Document(DocumentPast, DocumentContent):
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
