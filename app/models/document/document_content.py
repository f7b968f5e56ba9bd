"""What lies in the open document beside its records: stored bytes, and whether all of it is sound."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.core.errors import Cancelled
from app.core.messages import N_
from app.core.progress import Progress
from app.models.document import faults
from app.models.document.document_core import DocumentCore
from app.models.document.migrations import unsealed_tables
from app.models.document.soundness import Damage, Verifier


@dataclass(frozen=True, slots=True)
class Slice:
    """What one slice of verifying found, and whether everything has been seen now."""

    found: tuple[Damage, ...]
    done: bool


class DocumentContent(DocumentCore):
    """Photos and files by their hash; checking; a dump for comparisons."""

    _slices: Iterator[list[Damage]] | None

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
