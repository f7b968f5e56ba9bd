"""The second place: the newest verified backup with its photos, on another disk, compared after writing.

Thread: any, one at a time; nothing here touches an open document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

from app.core.clock import Clock
from app.models.document.backups import faults as backup_faults
from app.models.document.backups.making import is_complete, sweep, thin
from app.models.document.backups.photos import PhotoStore
from app.models.document.backups.points import Point, read_points, write_note
from app.system.durable import chunks_of, put_in_place, read_back, remove, write_flushed
from app.system.locks import FileLock
from app.system.space import free_bytes

RESERVE = 20_000_000
FOLDER = "Banyan backups"
"""Folder that is made in the place that was chosen."""


class Mirroring:
    """One point on its way to the second place, slice by slice.

    Args:
        point: of the backups on this computer.
        root: folder of the document's backups in the second place.
        clock: the time.

    Attributes:
        done, total: how many slices are done of how many there are.
        complete: whether the point and all its photos are there, read back and compared.
    """

    def __init__(self, point: Point, root: Path, clock: Clock) -> None:
        self._point, self._root, self._clock = point, root, clock
        self.done, self.total, self.complete = 0, 1, False
        self._slices = self._run()

    def step(self) -> bool:
        """Do the next slice; False when everything is done.

        Raises:
            DiskFullError, DeniedError, StorageError: the place refused; what was there before is unharmed.
            LockedError: another program writes there.
        """
        with backup_faults.told(self._root.parent.parent):
            more = next(self._slices, False)
        self.done += 1
        self.total = max(self.total, self.done)
        return more

    def stop(self) -> None:
        """Leave it for another time."""
        self._slices.close()

    def _run(self) -> Generator[bool, None, None]:
        points = self._root / "points"
        points.mkdir(parents=True, exist_ok=True)
        lock = FileLock.take(self._root / ".lock")
        if lock is None:
            raise backup_faults.busy()
        try:
            sweep(points)
            yield from self._photos()
            self._records(points)
            yield True
            thin(self._root, self._clock.now())
        finally:
            sweep(points)
            lock.release()

    def _photos(self) -> Generator[bool, None, None]:
        here, there = PhotoStore(self._point.root / "photos"), PhotoStore(self._root / "photos")
        new = {name: size for name, size in self._point.photos.items() if not there.has(name, size)}
        free, needed = free_bytes(self._root), sum(new.values()) + self._point.path.stat().st_size + RESERVE
        if free is not None and free < needed:
            raise backup_faults.full(self._root.parent.parent, needed - free)
        self.total = len(new) + 2
        for name in new:
            data = here.place(name).read_bytes()
            if hashlib.sha256(data).hexdigest() == name and not there.put(name, data, self._clock.now()):
                raise backup_faults.not_the_same(self._root.parent.parent)
            yield True

    def _records(self, points: Path) -> None:
        draft = points / f"{self._point.name}.part"
        try:
            write_flushed(draft, chunks_of(self._point.path))
            hasher = hashlib.sha256()
            for chunk in read_back(draft):
                hasher.update(chunk)
            if hasher.hexdigest() != self._point.digest:
                raise backup_faults.not_the_same(self._root.parent.parent)
            copy = replace(self._point, path=points / self._point.path.name)
            whole = is_complete(copy, PhotoStore(self._root / "photos"))
            write_note(replace(copy, verified_at=self._clock.now() if whole else None))
            put_in_place(draft, copy.path)
            self.complete = whole
        finally:
            remove(draft)


def second_root(place: Path, document_id: str) -> Path:
    """Return the folder of a document's backups in the second place."""
    return place / FOLDER / document_id


def newest_there(place: Path, document_id: str) -> Point | None:
    """Return the newest complete point in the second place, ``None`` where there is none or it is away."""
    points = read_points(second_root(place, document_id) / "points")
    return next((point for point in points if point.verified_at is not None), None)
