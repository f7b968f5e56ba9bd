"""The bytes of photos and files beside the backups: one file each, named by SHA-256, shared by all points."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from app.system.durable import chunks_of, put_in_place, read_back, remove, write_flushed

REREAD_AFTER = timedelta(days=30)
"""Every photo is read again and hashed within this time."""


class PhotoStore:
    """Keeps bytes by their hash. A file's time is when its bytes were last compared with their name.

    Args:
        folder: ``photos`` of one document's backups.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, name: str) -> Path:
        """Return where the bytes called *name* stand or would stand."""
        return self.folder / name[:2] / name

    def has(self, name: str, size: int) -> bool:
        """Say whether bytes of that name and size are there."""
        try:
            return self.place(name).stat().st_size == size
        except OSError:
            return False

    def names(self) -> set[str]:
        """Return the names of all bytes that are there."""
        return {file.name for file in self._files()}

    def put(self, name: str, data: bytes, now: datetime) -> bool:
        """Store *data*: temporary file, flush, replace, read back and compare.

        Returns:
            Whether what was read back is what was written; else nothing is kept.

        Raises:
            OSError: the disk refused; nothing is kept.
        """
        place = self.place(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(f"{name}.part")
        try:
            write_flushed(draft, (data,))
            if _hash(read_back(draft)) != name:
                return False
            os.utime(draft, (now.timestamp(), now.timestamp()))
            put_in_place(draft, place)
        finally:
            remove(draft)
        return True

    def is_sound(self, name: str, now: datetime) -> bool:
        """Read the bytes called *name* again; False where they are gone or changed.

        Changed ones are put aside as ``<name>.bad``, so that they are copied from the document again.
        """
        place = self.place(name)
        try:
            sound = _hash(chunks_of(place)) == name
        except OSError:
            return False
        if sound:
            os.utime(place, (now.timestamp(), now.timestamp()))
        else:
            place.replace(place.with_name(f"{name}.bad"))
        return sound

    def due(self, now: datetime) -> list[str]:
        """Return the names of bytes that were not compared for 30 days, oldest first."""
        limit = (now - REREAD_AFTER).timestamp()
        old = sorted((file.stat().st_mtime, file.name) for file in self._files())
        return [name for at, name in old if at < limit]

    def keep_only(self, names: Iterable[str]) -> int:
        """Remove all other bytes and unfinished files; return how many went."""
        wanted, gone = set(names), 0
        for file in list(self._files(every=True)):
            if file.name not in wanted:
                remove(file)
                gone += 1
        return gone

    def _files(self, *, every: bool = False) -> Iterator[Path]:
        if not self.folder.is_dir():
            return
        for shelf in sorted(self.folder.iterdir()):
            if shelf.is_dir():
                yield from (file for file in sorted(shelf.iterdir()) if every or len(file.name) == 64)


def _hash(chunks: Iterable[bytes]) -> str:
    hasher = hashlib.sha256()
    for chunk in chunks:
        hasher.update(chunk)
    return hasher.hexdigest()
