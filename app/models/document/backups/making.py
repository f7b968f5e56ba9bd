"""Making one backup, cut into short slices so that the document lane stays free for the person.

The records come first, in one read; they are verified, compressed and put in place before the photos,
because a point without its newest photo is worth more than none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.core.clock import Clock
from app.core.errors import CorruptError
from app.models.document.backups import faults as backup_faults
from app.models.document.backups.copy import copy_records, damage_in, file_of, photos_of
from app.models.document.backups.photos import PhotoStore
from app.models.document.backups.points import ENDING, Point, new_name, pack, read_points, superfluous, write_note
from app.models.document.connection import connect
from app.models.document.document import Document
from app.models.document.schema import Schema
from app.system.durable import put_in_place, remove
from app.system.locks import FileLock
from app.system.space import free_bytes

RESERVE = 50_000_000
"""Bytes that a backup leaves free."""


class Making:
    """One backup that is being made. Thread: the document's own.

    Args:
        root: folder of this document's backups.
        connection: of the open document.
        schema: the program's format.
        clock: the time.
        reason: why it is made.
        document: gives the bytes of photos; ``None`` makes a point of the records alone.

    Attributes:
        point: what was made, after the slice that put it in place.
        done, total: how many slices are done of how many there may be.
        photos_left_out: whether there was no room for the photos.
        damages: what is damaged in the document, one text each.
    """

    def __init__(
        self,
        root: Path,
        connection: sqlite3.Connection,
        schema: Schema,
        clock: Clock,
        reason: str,
        document: Document | None,
    ) -> None:
        self._root, self._connection, self._schema = root, connection, schema
        self._clock, self._reason, self._document = clock, reason, document
        self._photos = PhotoStore(root / "photos")
        self.point: Point | None = None
        self.photos_left_out = False
        self.damages: list[str] = []
        self.done, self.total = 0, 1
        self._slices = self._run()

    def step(self) -> bool:
        """Do the next slice; False when everything is done.

        Raises:
            DiskFullError, DeniedError, StorageError: the disk of the backups refused.
            CorruptError: the document cannot be read.
            LockedError: another program makes a backup of it.
        """
        with backup_faults.told(self._root):
            more = next(self._slices, False)
        self.done += 1
        self.total = max(self.total, self.done)
        return more

    def finish(self) -> Point:
        """Do all slices that are left and return the point."""
        while self.step():
            pass
        if self.point is None:
            raise backup_faults.bad_backup(self._root.name)
        return self.point

    def stop(self) -> None:
        """Leave it; what is unfinished is removed."""
        self._slices.close()

    def _run(self) -> Generator[bool, None, None]:
        points = self._root / "points"
        points.mkdir(parents=True, exist_ok=True)
        lock = FileLock.take(self._root / ".lock")
        if lock is None:
            raise backup_faults.busy()
        draft = points / "new.part"
        try:
            sweep(points)
            self._require_room()
            copy_records(file_of(self._connection), draft)
            yield True
            yield from self._place(draft)
            remove(draft)
            if self.point is not None and not self.point.damaged:
                yield from self._copy_photos(self.point)
                self._settle(self.point)
        finally:
            sweep(points)
            lock.release()

    def _require_room(self) -> None:
        """Leave the photos out, or refuse, where the disk is too full. Source: engine room 3."""
        free = free_bytes(self._root)
        size = file_of(self._connection).stat().st_size
        names = self._document.blobs() if self._document is not None else {}
        records = max(0, size - sum(names.values()))
        new = sum(size for name, size in names.items() if not self._photos.has(name, size))
        if free is None:
            return
        self.photos_left_out = new > 0 and free < new + 2 * records + RESERVE
        least = 2 * records + min(RESERVE, records)
        if free < least:
            raise backup_faults.full(self._root, least - free)

    def _place(self, draft: Path) -> Iterator[bool]:
        """Verify the copy, compress it and put it where it belongs."""
        for damages in damage_in(draft, self._schema, whole=False):
            self.damages += [one.title or one.type or one.kind for one in damages]
            yield True
        folder = self._root / ("damaged" if self.damages else "points")
        folder.mkdir(exist_ok=True)
        now = self._clock.now()
        name = new_name(now, (point.name for point in read_points(folder)))
        packed, target, digest = self._root / "points" / "new.gz.part", folder / f"{name}{ENDING}", ""
        self.total = self.done + 3 + draft.stat().st_size // (1 << 20)
        for said in pack(draft, packed):
            digest = said
            yield True
        point = Point(
            target, now, None if self.damages else now, None, photos_of(draft), digest, self._reason,
            str(file_of(self._connection)), bool(self.damages), _changes_in(draft),
        )  # fmt: skip
        write_note(point)
        put_in_place(packed, target)
        self.point = point

    def _copy_photos(self, point: Point) -> Iterator[bool]:
        if self._document is None or self.photos_left_out:
            return
        missing = [name for name, size in point.photos.items() if not self._photos.has(name, size)]
        self.total = self.done + len(missing) + 1
        for name in missing:
            copy_photo(self._document, self._photos, name, self._clock.now())
            yield True

    def _settle(self, point: Point) -> None:
        """Call the point verified where all its photos are there; then old ones may go."""
        if not is_complete(point, self._photos):
            return
        self.point = replace(point, verified_at=self._clock.now())
        write_note(self.point)
        thin(self._root, self._clock.now())


def copy_photo(document: Document, photos: PhotoStore, name: str, now: datetime) -> bool:
    """Copy the bytes called *name* out of the document; False where they are damaged or gone there."""
    with suppress(KeyError, CorruptError):
        return photos.put(name, document.blob(name), now)
    return False


def is_complete(point: Point, photos: PhotoStore) -> bool:
    """Say whether every photo of *point* is there with its size."""
    return all(photos.has(name, size) for name, size in point.photos.items())


def thin(root: Path, now: datetime) -> int:
    """Let go of what the newer points make superfluous, and of photos that no point speaks of.

    Returns:
        How many points went.
    """
    points = read_points(root / "points")
    gone = superfluous(points, now)
    for point in gone:
        drop(point)
    kept = [point for point in points if point not in gone] + read_points(root / "damaged", damaged=True)
    if gone and all(point.digest for point in kept):  # a lost note would hide which photos belong to it
        PhotoStore(root / "photos").keep_only(name for point in kept for name in point.photos)
    return len(gone)


def drop(point: Point) -> None:
    """Remove a point: the copy first, so that no note is left that speaks for none."""
    remove(point.path)
    remove(point.path.with_name(f"{point.name}.json"))


def sweep(points: Path) -> None:
    """Remove what an interrupted backup left; only the holder of the lock may."""
    for file in list(points.iterdir()):
        if file.name.endswith((".part", ".part-journal", ".new")):
            remove(file)


def _changes_in(path: Path) -> int:
    with closing(connect(path, "ro")) as copy:
        return int(copy.execute("SELECT coalesce(max(lamport), 0) FROM change_set").fetchone()[0])
