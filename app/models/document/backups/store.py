"""Backups of documents: points in time with their photos, verified before older ones go.

Below one folder per document: ``points/<time>_<seq>.db.gz`` (records, history, seals, programmes), a
note beside each, ``photos/ab/<sha256>`` shared by all points, and ``damaged/`` for points of a damaged
document, which never replace a good one.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from app.core.clock import Clock, SystemClock
from app.core.errors import AppError, Cancelled
from app.core.messages import N_
from app.core.progress import NoProgress, Progress
from app.models.document import faults
from app.models.document.backups import faults as backup_faults
from app.models.document.backups.copy import copy_whole, damage_in, facts_of, photos_of
from app.models.document.backups.making import Making, drop, is_complete, thin
from app.models.document.backups.photos import PhotoStore
from app.models.document.backups.points import Known, Point, read_points, write_note
from app.models.document.backups.restore import Restored, expand, is_point, restore
from app.models.document.document import Document
from app.models.document.lock import lock_path
from app.models.document.schema import Schema, current_schema
from app.models.document.soundness import Damage
from app.system.durable import chunks_of, put_in_place, remove
from app.system.locks import FileLock
from app.system.space import free_bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying a point found.

    Args:
        point: as its note says it now.
        damages: damaged records and pages; one of kind ``file`` where it cannot be read at all.
        missing: names of photos that are not there, or not what they were.
    """

    point: Point
    damages: tuple[Damage, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether everything would come back."""
        return not self.damages and not self.missing


class BackupStore:
    """The backups of every document on this computer, or those in one folder elsewhere.

    Args:
        root: folder with one folder per document.
        schema: the program's format, where tests have their own.
        clock: the time.
    """

    def __init__(self, root: Path, schema: Schema | None = None, clock: Clock | None = None) -> None:
        self.root, self._schema, self._clock = root, schema, clock or SystemClock()
        self._known: Known = {}

    @property
    def schema(self) -> Schema:
        """The program's format."""
        self._schema = self._schema or current_schema()
        return self._schema

    def folder(self, document_id: str) -> Path:
        """Return the folder of one document's backups."""
        return self.root / document_id

    def photos(self, document_id: str) -> PhotoStore:
        """Return the bytes kept beside one document's backups."""
        return PhotoStore(self.folder(document_id) / "photos")

    def making(self, document: Document, reason: str) -> Making:
        """Begin a backup that is made slice by slice. Thread: the document's own.

        Args:
            document: its open step of typing is finished first.
            reason: why it is made; see :class:`Point`.
        """
        if not document.read_only:
            document.seal()
        return Making(
            self.folder(document.document_id), document.connection, self.schema, self._clock, reason, document
        )

    def make(self, document: Document, reason: str = "by hand", progress: Progress | None = None) -> Point:
        """Make a backup now and verify it. Thread: the document's own.

        Raises:
            DiskFullError, DeniedError, StorageError, CorruptError, LockedError: see :meth:`Making.step`.
            Cancelled: the person pressed Stop; a point that was in place already stays.
        """
        making, progress = self.making(document, reason), progress or NoProgress()
        while making.step():
            progress.step(making.done, making.total, N_("Backing up"))
            if progress.cancelled():
                making.stop()
                raise Cancelled(N_("The backup was stopped."), N_("Start it again when there is time."))
        return making.finish()

    def before_migration(self, connection: sqlite3.Connection, path: Path) -> None:
        """Make a point of the records before *path* takes a new form; give it to ``Setup``."""
        facts = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        root = self.folder(str(facts.get("document_id") or path.stem))
        Making(root, connection, self.schema, self._clock, "migration", None).finish()

    def points(self, document_id: str) -> tuple[Point, ...]:
        """Return the points of a document, newest first; damaged ones are not among them. Thread: one at a time."""
        return tuple(read_points(self.folder(document_id) / "points", known=self._known))

    def damaged(self, document_id: str) -> tuple[Point, ...]:
        """Return the points that were made of the document while it was damaged, newest first."""
        return tuple(read_points(self.folder(document_id) / "damaged", damaged=True))

    def documents(self) -> tuple[str, ...]:
        """Return the keys of the documents that have backups."""
        return tuple(sorted(one.parent.name for one in self.root.glob("*/points"))) if self.root.is_dir() else ()

    def verify(self, point: Point, *, thorough: bool = False, progress: Progress | None = None) -> Verdict:
        """Open a point read-only and verify it; its note is renewed. Thread: any.

        Args:
            point: of this store.
            thorough: whether to read every photo again, not only to look for it.
            progress: told how far it is.

        Raises:
            Cancelled: the person pressed Stop.
            DiskFullError, StorageError: there is no room to expand it.
        """
        progress, photos, now = progress or NoProgress(), PhotoStore(point.root / "photos"), self._clock.now()
        try:
            with scratch() as folder, backup_faults.told(point.root):
                expand(point.path, folder / "point.db")
                damages = self._damages(folder / "point.db", progress)
                names = photos_of(folder / "point.db") if not damages else dict(point.photos)
        except (sqlite3.DatabaseError, AppError) as error:
            if isinstance(error, AppError) and error.exit_code != 2:
                raise
            return self._found_bad(point, Verdict(point, (_unreadable(point),)))
        missing = []
        for done, (name, size) in enumerate(names.items(), 1):
            if not photos.has(name, size) or (thorough and not photos.is_sound(name, now)):
                missing.append(name)
            _tell(progress, done, len(names))
        if damages:
            return self._found_bad(point, Verdict(point, damages, tuple(missing)))
        renewed = replace(point, photos=names, digest=_digest(point.path), sound_at=now)
        renewed = replace(renewed, verified_at=None if missing else now)
        write_note(renewed)
        return Verdict(renewed, (), tuple(missing))

    def thin(self, document_id: str) -> int:
        """Let go of superfluous points; return how many went."""
        return thin(self.folder(document_id), self._clock.now())

    def drop(self, point: Point) -> None:
        """Remove one point, as after "Erase for good"; photos of no other point go too."""
        drop(point)
        kept = [*read_points(point.root / "points"), *read_points(point.root / "damaged", damaged=True)]
        if all(one.digest for one in kept):
            PhotoStore(point.root / "photos").keep_only(name for one in kept for name in one.photos)

    def restore(self, backup: Point | Path, out: Path, progress: Progress | None = None) -> Restored:
        """Make the new document *out* of a point or of a whole file; see :func:`restore_points.restore`."""
        path = backup.path if isinstance(backup, Point) else backup
        return restore(path, out, self.schema, progress, self._photos_for(path))

    def restore_over(self, backup: Path, out: Path) -> Restored:
        """Restore in the place of the document *out*, which nobody may have open.

        Raises:
            LockedError: somebody has it open.
            CorruptError, DiskFullError, StorageError: *out* is as it was.
        """
        lock = FileLock.take(lock_path(out))
        if lock is None:
            raise faults.busy(out.name)
        draft = out.with_name(f".~{out.stem}.restored{out.suffix}")
        try:
            remove(draft)
            done = self.restore(backup, draft)
            with backup_faults.told(out.parent):
                put_in_place(draft, out)
            return replace(done, path=out)
        finally:
            remove(draft)
            lock.release()

    def _photos_for(self, backup: Path) -> PhotoStore | None:
        """Return this computer's photos for a point that was copied away from its own."""
        if not backup.is_file() or not is_point(backup) or (backup.parent.parent / "photos").is_dir():
            return None
        with suppress(AppError):
            return self.photos(self.document_of(backup))
        return None

    def copy_whole(
        self, document: Document, path: Path, *, force: bool = False, progress: Progress | None = None
    ) -> Path:
        """Copy the open document with all its photos into one file. Thread: the document's own.

        Args:
            document: its open step of typing is finished first.
            path: the new file.
            force: whether a file that stands there is replaced.
            progress: asked whether to stop.

        Raises:
            DeniedError, DiskFullError, StorageError, CorruptError: nothing stands at *path* that was not
                there before.
        """
        if path.exists() and not force:
            raise backup_faults.occupied(path)
        if not document.read_only:
            document.seal()
        draft = path.with_name(f".~{path.name}.new")
        free, needed = free_bytes(path.parent), file_size(document)
        if free is not None and free < needed:
            raise backup_faults.full(path.parent, needed - free)
        with backup_faults.told(path.parent):
            remove(draft)
            try:
                copy_whole(document.connection, draft)
                self.require_sound(draft, document.path.name, progress)
                put_in_place(draft, path)
            finally:
                remove(draft)
        return path

    def require_sound(self, path: Path, name: str, progress: Progress | None = None) -> None:
        """Verify a whole copy.

        Raises:
            CorruptError: it is damaged, as is the document called *name* that it was made of.
            Cancelled: the person pressed Stop.
        """
        progress = progress or NoProgress()
        for done, found in enumerate(damage_in(path, self.schema, whole=True), 1):
            if found:
                raise backup_faults.damaged_source(name)
            _tell(progress, done, 0)

    def document_of(self, backup: Path) -> str:
        """Return the key of the document that a point or a whole file holds. Thread: any.

        Raises:
            CorruptError: it is no backup.
        """
        with scratch() as folder:
            expand(backup, folder / "point.db")
            return facts_of(folder / "point.db").get("document_id", "")

    def _damages(self, path: Path, progress: Progress) -> tuple[Damage, ...]:
        found: list[Damage] = []
        for done, some in enumerate(damage_in(path, self.schema, whole=False), 1):
            found += some
            _tell(progress, done, 0)
        return tuple(found)

    def _found_bad(self, point: Point, verdict: Verdict) -> Verdict:
        """Remember that a point is not to be trusted."""
        renewed = replace(point, sound_at=None, verified_at=None, digest=_digest(point.path))
        write_note(renewed)
        return replace(verdict, point=renewed)

    def recheck(self, document_id: str) -> Callable[[], bool]:
        """Return a function that reads one photo of long ago again at each call; False when none is left."""
        photos = self.photos(document_id)
        left = iter(photos.due(self._clock.now()))

        def one_more() -> bool:
            name = next(left, "")
            if not name or photos.is_sound(name, self._clock.now()):
                return bool(name)
            self._doubt(document_id, name)
            return True

        return one_more

    def _doubt(self, document_id: str, name: str) -> None:
        """Take the word "verified" from the points that hold a photo which turned out to be damaged."""
        for point in self.points(document_id):
            if name in point.photos and point.verified_at is not None:
                write_note(replace(point, verified_at=None))

    def complete(self, point: Point) -> bool:
        """Say whether every photo of *point* is there."""
        return is_complete(point, PhotoStore(point.root / "photos"))


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a temporary folder; it is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="banyan-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def file_size(document: Document) -> int:
    """Return the size of an open document in bytes, without opening its file."""
    pages, size = (
        int(document.connection.execute(f"PRAGMA {one}").fetchone()[0]) for one in ("page_count", "page_size")
    )
    return pages * size


def _digest(path: Path) -> str:
    hasher = hashlib.sha256()
    for chunk in chunks_of(path):
        hasher.update(chunk)
    return hasher.hexdigest()


def _unreadable(point: Point) -> Damage:
    return Damage("file", "", "", point.name, N_("The backup {name} is damaged.", name=point.name))


def _tell(progress: Progress, done: int, total: int) -> None:
    progress.step(done, total, N_("Verifying"))
    if progress.cancelled():
        raise Cancelled(N_("Verifying was stopped."), N_("Start it again when there is time."))
