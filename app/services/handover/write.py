"""Writes a package into a folder or a ZIP, whole or not at all: flushed, read back from the medium, compared.

Thread: any; bytes of originals are handed in one after the other.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from app.core.errors import Cancelled
from app.core.messages import N_, Message
from app.core.progress import NoProgress, Progress
from app.models.document.backups import faults as backup_faults
from app.services.outputs import next_name
from app.services.photos.originals import Figure, MissingOriginal, files_of
from app.system.durable import CHUNK, chunks_of, put_in_place, read_back, remove, sync_folder, write_flushed
from app.system.space import free_bytes

RESERVE = 5_000_000
"""Bytes that are left free beside a package."""
WRITING, COMPARING = N_("Writing"), N_("Reading back and comparing")
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of a package: its place in it with ``/``, its SHA-256 and its bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Delivered:
    """Where a package stands. ``size``: of all its files in bytes."""

    path: Path
    files: tuple[Kept, ...]
    size: int


@dataclass(slots=True)
class PackageWriter:
    """Takes the files of one package and puts them in their place at the end.

    Args:
        target: the folder or ZIP to be made; where it is there already, a free name beside it is taken.
        zipped: whether it is a ZIP.
        listing: name of the file that lists every other with its SHA-256.
        staging: a folder on this computer for a ZIP that is being made.
        replaces: whether a ZIP that is there is replaced.
    """

    target: Path
    zipped: bool
    listing: str
    staging: Path
    replaces: bool = False
    _kept: list[Kept] = field(default_factory=list)
    _draft: Path = field(default_factory=Path)
    _packed: zipfile.ZipFile | None = None

    def begin(self) -> None:
        """Make room for the files.

        Raises:
            DeniedError, DiskFullError, StorageError: nothing can be written there.
        """
        place = self.target.parent
        if not place.is_dir():
            raise backup_faults.gone(place)
        token = secrets.token_hex(4)
        with backup_faults.told(place):
            if self.zipped:
                self.staging.mkdir(parents=True, exist_ok=True)
                self._draft = self.staging / f"package-{token}.zip"
                self._packed = zipfile.ZipFile(self._draft, "w", zipfile.ZIP_STORED)
            else:
                self._draft = place / f".~{self.target.name}.{token}"
                self._draft.mkdir()

    def add(self, name: str, data: bytes) -> None:
        """Put one file in; *name* may have folders with ``/``.

        Raises:
            DeniedError, DiskFullError, StorageError: it cannot be written; the package is not there.
        """
        with self._told():
            taken = {one.name.casefold() for one in self._kept}
            name = _free(name, taken)
            if self._packed is not None:
                self._packed.writestr(zipfile.ZipInfo(name, _EPOCH), data)
            else:
                path = self._draft / name
                path.parent.mkdir(parents=True, exist_ok=True)
                write_flushed(path, (data,))
        self._kept.append(Kept(name, hashlib.sha256(data).hexdigest(), len(data)))

    def finish(self, progress: Progress | None = None) -> Delivered:
        """Add the list, read everything back, compare, and put the package in its place.

        Raises:
            StorageError: what was read back differs (``storage.read_back``), or the disk refused.
            DiskFullError, DeniedError, Cancelled: as said; the package is not there.
        """
        progress = progress or NoProgress()
        self.add(self.listing, listing_of(self._kept))
        try:
            target = self._finish_zip(progress) if self._packed is not None else self._finish_folder(progress)
        finally:
            self.abort()
        return Delivered(target, tuple(self._kept), sum(one.size for one in self._kept))

    def abort(self) -> None:
        """Take away what is half done; harmless where all is done."""
        if self._packed is not None:
            self._packed.close()
            self._packed = None
            remove(self._draft)
        elif self._draft.name:
            shutil.rmtree(self._draft, ignore_errors=True)

    def _finish_folder(self, progress: Progress) -> Path:
        with self._told():
            for number, one in enumerate(self._kept, 1):
                _tell(progress, number, len(self._kept), COMPARING)
                if _digest(read_back(self._draft / one.name)) != one.sha256:
                    raise backup_faults.not_the_same(self.target.parent)
            target = self._free_target()
            self._draft.rename(target)
            sync_folder(target.parent)
        self._draft = Path()
        return target

    def _finish_zip(self, progress: Progress) -> Path:
        assert self._packed is not None  # asked before
        place = self.target.parent
        with self._told():
            self._packed.close()
            size = self._draft.stat().st_size
            free = free_bytes(place)
            if free is not None and free < size + RESERVE:
                raise backup_faults.full(place, size + RESERVE - free)
            total = 2 * -(-size // CHUNK)
            draft = place / f".~{self.target.name}.{secrets.token_hex(4)}"
            try:
                written, back = hashlib.sha256(), hashlib.sha256()
                write_flushed(draft, _watched(chunks_of(self._draft), written, progress, 0, total, WRITING))
                for _ in _watched(read_back(draft), back, progress, total // 2, total, COMPARING):
                    pass
                if back.digest() != written.digest():
                    raise backup_faults.not_the_same(place)
                target = self._free_target()
                put_in_place(draft, target)
            finally:
                remove(draft)
        return target

    def _free_target(self) -> Path:
        taken = self.target.exists() and not (self.replaces and self.zipped and self.target.is_file())
        return next_name(self.target) if taken else self.target

    def _told(self) -> AbstractContextManager[None]:
        return backup_faults.told(self.target.parent)


def write_package(
    writer: PackageWriter,
    files: Mapping[str, bytes],
    folder: str,
    figures: Sequence[Figure],
    original: Callable[[str], bytes],
    progress: Progress | None = None,
) -> tuple[Delivered, tuple[MissingOriginal, ...]]:
    """Write a whole package where the originals can be read in the same thread.

    Args:
        writer: of the place.
        files: papers, name to bytes.
        folder: where the originals go.
        figures: in figure order.
        original: returns an original's bytes by SHA-256, KeyError where there is none.
        progress: told while everything is read back.

    Returns:
        Where it stands, and the figures whose originals are not in it.

    Raises:
        StorageError, DiskFullError, DeniedError: see :class:`PackageWriter`; nothing of it is left.
    """
    missing: list[MissingOriginal] = []
    writer.begin()
    try:
        for name, data in files.items():
            writer.add(name, data)
        for name, data in files_of(tuple(figures), original, missing, NoProgress()):
            writer.add(f"{folder}/{name}", data)
        return writer.finish(progress), tuple(missing)
    finally:
        writer.abort()


def listing_of(kept: Iterable[Kept]) -> bytes:
    """Return the list as ``sha256sum -c`` reads it: digest, two blanks, name; UTF-8."""
    return "".join(f"{one.sha256}  {one.name}\n" for one in kept).encode("utf-8")


def said_of(done: Delivered, place: str, *, removable: bool) -> Message:
    """Return what to tell; only now may a stick be pulled out."""
    params = {"name": done.path.name, "place": place, "n": len(done.files)}
    if removable:
        return N_("{name} is on {place}: {n} files, read back and the same. You may pull it out now.", **params)
    return N_("{name} is on {place}: {n} files, read back and the same.", **params)


def _watched(
    chunks: Iterable[bytes], hasher: hashlib._Hash, progress: Progress, done: int, total: int, note: Message
) -> Iterator[bytes]:
    for number, chunk in enumerate(chunks, done + 1):
        hasher.update(chunk)
        yield chunk
        _tell(progress, min(number, total), total, note)


def _tell(progress: Progress, done: int, total: int, note: Message) -> None:
    progress.step(done, total, note)
    if progress.cancelled():
        raise Cancelled(
            N_("Writing the package was stopped. Nothing of it is there."), N_("Start it again at any time.")
        )


def _digest(chunks: Iterable[bytes]) -> str:
    hasher = hashlib.sha256()
    for chunk in chunks:
        hasher.update(chunk)
    return hasher.hexdigest()


def _free(name: str, taken: set[str]) -> str:
    """Return *name*, or the first free one of the row 圖1.jpg, 圖1-2.jpg, …, apart from its case."""
    path, number, found = PurePosixPath(name), 1, name
    while found.casefold() in taken:
        number += 1
        found = str(path.with_name(f"{path.stem}-{number}{path.suffix}"))
    return found
