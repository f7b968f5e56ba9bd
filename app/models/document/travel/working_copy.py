"""Documents that live on a stick, a share or in a cloud folder: a working copy here, written back whole.

``<data>/working/<document id>/`` holds the working copy and ``origin.json``, which says where the other
one is and when both were last equal. A working copy that is left is the crash recovery: opening the file
there again goes on with it.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.core.clock import Clock, SystemClock
from app.core.errors import AppError
from app.core.ids import IdSource
from app.core.progress import Progress
from app.models.base import canonical
from app.models.document.backups import faults as backup_faults
from app.models.document.backups.copy import copy_whole
from app.models.document.changes import from_moment, moment
from app.models.document.connection import Reading
from app.models.document.document import Document
from app.models.document.lock import LockInfo, lock_path, take_lock
from app.models.document.opening import IN_USE, Setup, drop, open_to_read
from app.models.document.schema import Schema, current_schema
from app.models.document.travel.parcel import Delivery, Parcel, changed, deliver, pack_up
from app.models.document.travel.state import Relation, State, relation, state_in, state_of
from app.system.drives import Probe, place_of
from app.system.durable import put_in_place, remove, write_whole
from app.system.locks import FileLock
from app.system.places import Place, PlaceKind
from app.system.reach import is_reachable
from app.system.space import free_bytes

RESERVE = 20_000_000
"""Bytes that a working copy leaves free on this computer."""
OURS, THEIRS = "ours", "theirs"


@dataclass(frozen=True, slots=True)
class Trip:
    """One travelling document.

    Args:
        folder: its folder on this computer.
        work: the working copy.
        origin: the file elsewhere.
        kind: what kind of place that is.
        place: what people call the place.
        synced: digest of both when they were last equal, "" where they never were.
        synced_at: when that was, aware; ``None`` where they never were.
        document_id: key of the document.
    """

    folder: Path
    work: Path
    origin: Path
    kind: PlaceKind
    place: str
    synced: str
    synced_at: datetime | None
    document_id: str

    @property
    def reachable(self) -> bool:
        """Whether the place is there (the stick is in)."""
        return is_reachable(self.origin.parent)


@dataclass(slots=True)
class Journey:
    """A document that was set out for: what to open, and how to write it back.

    Args:
        trip: as it stands; renewed by every write-back.
        lock: held beside the origin on a share.
        edit: whether it may be edited; else somebody else has it.
        locked_by: who has it.
        recovered: whether a working copy with changes was left from before.
        kept: where a working copy that was not taken was put aside.
    """

    trip: Trip
    lock: FileLock | None = None
    edit: bool = True
    locked_by: LockInfo | None = None
    recovered: bool = False
    kept: Path | None = None


class WorkingCopies:
    """The working copies of this computer.

    Args:
        root: ``<data>/working``.
        schema: the program's format, where tests have their own.
        clock: the time.
        probe: tells kinds of places; the system's where not given.
    """

    def __init__(
        self, root: Path, schema: Schema | None = None, clock: Clock | None = None, probe: Probe | None = None
    ) -> None:
        self.root, self._schema, self.clock, self._probe = root, schema, clock or SystemClock(), probe

    @property
    def schema(self) -> Schema:
        """The program's format."""
        self._schema = self._schema or current_schema()
        return self._schema

    def trips(self) -> tuple[Trip, ...]:
        """Return every working copy on this computer."""
        folders = sorted(one for one in self.root.iterdir() if one.is_dir()) if self.root.is_dir() else []
        return tuple(trip for folder in folders if (trip := read_trip(folder)) is not None)

    def set_out(self, path: Path, who: LockInfo, take: str = "") -> Journey | None:
        """Make ready to edit the document at *path*; ``None`` where it is edited (or only read) where it stands.

        Args:
            path: the document as the person chose it.
            who: who opens it, for others on a share.
            take: ``ours`` or ``theirs`` where both were changed; "" raises.

        Raises:
            ChangedOnDiskError: both copies were changed; ask which to take.
            CorruptError, DocumentError, TooNewError, StorageError: the file there cannot be read.
            DiskFullError: there is no room for a working copy.
        """
        path = Path(path).absolute()
        known = next((trip for trip in self.trips() if trip.origin == path), None)
        if known is not None and not path.exists():  # the stick is out; its copy is here
            return Journey(known, recovered=True)
        place = place_of(path, self._probe)
        if place.edits_live or place.read_only or path.is_relative_to(self.root.absolute()):
            return None
        lock = None
        if place.kind is PlaceKind.NETWORK:
            taken = self._lock(path, who)
            if isinstance(taken, LockInfo):
                return self._to_read(path, place, taken)
            lock = taken
        try:
            journey = self._ready(path, place, take)
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        journey.lock = lock
        return journey

    def pack_up(self, document: Document, trip: Trip) -> Parcel:
        """Make the parcel that is to be written back. Thread: the document's own."""
        return pack_up(document, trip.folder)

    def write_back(
        self, trip: Trip, parcel: Parcel, *, beside: bool = False, progress: Progress | None = None
    ) -> tuple[Trip, Delivery]:
        """Write a parcel to where the document lives. Thread: any.

        Args:
            trip: as it stands.
            parcel: as packed; it is removed once it is there.
            beside: whether to take another name where the file there was changed or is held.
            progress: told of the bytes, asked whether to stop.

        Raises:
            ChangedOnDiskError, CorruptError, DiskFullError, DeniedError, StorageError, Cancelled: see
                :func:`travel_parcel.deliver`; the file there is as it was.
        """
        done = deliver(parcel, trip.origin, self.schema, synced=trip.synced, beside=beside, progress=progress)
        now = replace(trip, origin=done.path, synced=done.state.digest, synced_at=self.clock.now())
        write_trip(now)
        remove(parcel.path)
        return now, done

    def unwritten(self, trip: Trip, document: Document | None = None) -> bool:
        """Say whether the working copy holds what the file elsewhere does not.

        Args:
            trip: as it stands.
            document: the open working copy; its file is read where it is closed.
        """
        state = state_of(document.connection) if document is not None else state_in(trip.work, self.schema)
        return state.digest != trip.synced

    def come_home(self, journey: Journey) -> bool:
        """End a journey after its document was closed; the working copy goes where nothing is left to write.

        Returns:
            Whether the working copy is gone.
        """
        trip = journey.trip
        try:
            if not journey.edit:
                shutil.rmtree(trip.folder, ignore_errors=True)
                return True
            if not trip.reachable or not trip.origin.exists() or self.unwritten(trip) or not self._is_there(trip):
                return False
            _forget(trip)
            return True
        finally:
            if journey.lock is not None:
                journey.lock.release()

    def _is_there(self, trip: Trip) -> bool:
        with suppress(AppError):
            return state_in(trip.origin, self.schema).digest == trip.synced
        return False

    def _ready(self, path: Path, place: Place, take: str) -> Journey:
        opened = open_to_read(path, Setup(self.schema))
        try:
            there = state_of(opened.connection)
            folder = self.root / there.document_id
            fresh = Trip(folder, folder / path.name, path, place.kind, place.name, "", None, there.document_id)
            known = read_trip(folder) or _left_in(fresh)
            if known is None or not known.work.exists():
                return Journey(self._fetch(opened.connection, fresh, there))
            mine = FileLock.take(lock_path(known.work))
            if mine is None:  # this computer edits it in another window: nothing of it may be touched
                return Journey(known)
            try:
                return self._compare(opened.connection, known, fresh, there, take)
            finally:
                mine.release()
        finally:
            drop(Reading(opened.connection, opened.aside))

    def _compare(self, connection: sqlite3.Connection, known: Trip, fresh: Trip, there: State, take: str) -> Journey:
        """Decide between the working copy that is there and the file that was chosen."""
        here = state_in(known.work, self.schema)
        same_place = known.origin == fresh.origin
        how = relation(here, there, known.synced if same_place else "")
        here_now = replace(fresh, work=known.work, synced=known.synced if same_place else "")
        here_now = replace(here_now, synced_at=known.synced_at if same_place else None)
        if how is Relation.SAME:
            equal = replace(here_now, synced=there.digest, synced_at=known.synced_at or self.clock.now())
            write_trip(equal)
            return Journey(equal)
        if how is Relation.APART and take not in (OURS, THEIRS):
            raise changed(fresh.origin)
        if how is Relation.AHEAD or (how is Relation.APART and take == OURS):
            write_trip(here_now)
            return Journey(here_now, recovered=True)
        kept = None if there.knows(here) else self._keep_aside(known)
        fetched = self._fetch(connection, fresh, there)
        if known.work != fetched.work:
            remove(known.work)
        return Journey(fetched, kept=kept)

    def _fetch(self, connection: sqlite3.Connection, trip: Trip, there: State) -> Trip:
        """Copy the file from elsewhere into the working folder."""
        with backup_faults.told(trip.folder):
            trip.folder.mkdir(parents=True, exist_ok=True)
            pages, size = (
                int(connection.execute(f"PRAGMA {one}").fetchone()[0]) for one in ("page_count", "page_size")
            )
            free, needed = free_bytes(trip.folder), pages * size + RESERVE
            if free is not None and free < needed:
                raise backup_faults.full(trip.folder, needed - free)
            draft = trip.folder / "fetched.new"
            remove(draft)
            try:
                copy_whole(connection, draft)
                put_in_place(draft, trip.work)
            finally:
                remove(draft)
        trip = replace(trip, synced=there.digest, synced_at=self.clock.now())
        write_trip(trip)
        return trip

    def _keep_aside(self, trip: Trip) -> Path:
        folder = trip.folder / "kept"
        folder.mkdir(exist_ok=True)
        kept = folder / f"{self.clock.now():%Y%m%d-%H%M%S} {trip.work.name}"
        trip.work.replace(kept)
        return kept

    def _lock(self, path: Path, who: LockInfo) -> FileLock | LockInfo | None:
        with suppress(OSError):  # a share that cannot be locked still has the check before writing back
            return take_lock(path, who)
        return None

    def _to_read(self, path: Path, place: Place, who: LockInfo) -> Journey:
        """Copy a file that somebody else edits, so that reading it never stands in their way."""
        opened = open_to_read(path, Setup(self.schema))
        try:
            there = state_of(opened.connection)
            folder = self.root / f"read-{there.document_id}"
            shutil.rmtree(folder, ignore_errors=True)
            trip = Trip(folder, folder / path.name, path, place.kind, place.name, "", None, there.document_id)
            return Journey(self._fetch(opened.connection, trip, there), edit=False, locked_by=who)
        finally:
            drop(Reading(opened.connection, opened.aside))


def read_trip(folder: Path) -> Trip | None:
    """Return the trip that *folder* holds, ``None`` where it holds none."""
    try:
        said = json.loads((folder / "origin.json").read_text("utf-8"))
        return Trip(
            folder,
            folder / str(said["work"]),
            Path(str(said["origin"])),
            PlaceKind(said["kind"]),
            str(said["place"]),
            str(said["synced"]),
            from_moment(said["synced_at"]) if said["synced_at"] else None,
            str(said["document_id"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _left_in(trip: Trip) -> Trip | None:
    """Return a trip over the working copy that is left although nothing says where it came from."""
    left = [one for one in sorted(trip.folder.glob("*.banyan")) if not one.name.startswith(("parcel-", ".~"))]
    return replace(trip, work=left[0]) if left else None


def write_trip(trip: Trip) -> None:
    """Keep what is known of a trip."""
    said = {
        "work": trip.work.name,
        "origin": str(trip.origin),
        "kind": trip.kind.value,
        "place": trip.place,
        "synced": trip.synced,
        "synced_at": moment(trip.synced_at) if trip.synced_at else "",
        "document_id": trip.document_id,
    }
    with backup_faults.told(trip.folder):
        write_whole(trip.folder / "origin.json", canonical(said).encode())


def _forget(trip: Trip) -> None:
    """Remove a working copy that is written back; what was kept aside stays."""
    remove(trip.folder / "origin.json")
    remove(trip.work)
    for leftover in (*trip.folder.glob("parcel-*"), *trip.folder.glob("fetched.*")):
        remove(leftover)
    with suppress(OSError):
        trip.folder.rmdir()


def open_travelling(
    copies: WorkingCopies,
    path: Path,
    *,
    person: str = "",
    device: str = "",
    take: str = "",
    ids: IdSource | None = None,
    setup: Setup | None = None,
) -> tuple[Document, Journey | None]:
    """Open the document at *path* where it stands, or its working copy on this computer.

    Args:
        copies: the working copies of this computer.
        path: the document as the person chose it.
        person: who works.
        device: name of this computer.
        take: see :meth:`WorkingCopies.set_out`.
        ids: makes keys.
        setup: see :meth:`Document.open`.

    Raises:
        AppError: see :meth:`WorkingCopies.set_out` and :meth:`Document.open`.
    """
    journey = copies.set_out(path, LockInfo(person, device, copies.clock.now()), take)
    if journey is None:
        return Document.open(path, person=person, device=device, clock=copies.clock, ids=ids, setup=setup), None
    try:
        document = Document.open(
            journey.trip.work, edit=journey.edit, person=person, device=device, clock=copies.clock, ids=ids, setup=setup
        )
    except BaseException:
        if journey.lock is not None:
            journey.lock.release()
        raise
    if journey.locked_by is not None:
        document.locked_by = journey.locked_by
        document.why_read_only = IN_USE
    return document, journey
