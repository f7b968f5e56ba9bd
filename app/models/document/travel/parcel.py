"""Taking a document to a stick, a share or a cloud folder: whole, read back and compared, or not at all."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import Cancelled, ChangedOnDiskError, CorruptError, DeniedError
from app.core.messages import N_, Message
from app.core.progress import NoProgress, Progress
from app.models.document.backups import faults as backup_faults
from app.models.document.backups.copy import copy_whole, damage_in
from app.models.document.document import Document
from app.models.document.schema import Schema
from app.models.document.travel.state import Relation, State, relation, state_in, state_of
from app.system.durable import CHUNK, chunks_of, put_in_place, read_back, remove, write_flushed
from app.system.space import free_bytes

RESERVE = 5_000_000
"""Bytes that are left free beside a delivered file."""
READING, WRITING, COMPARING = N_("Checking the file"), N_("Writing"), N_("Reading back and comparing")


@dataclass(frozen=True, slots=True)
class Parcel:
    """A finished copy of the document on this computer, ready to be taken somewhere.

    Args:
        path: the copy; it is removed once delivered.
        name: file name of the document.
        state: what it holds.
    """

    path: Path
    name: str
    state: State


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a parcel stands now.

    Args:
        path: the file.
        state: what it holds.
        beside: whether it stands under another name than asked for, and why; else ``None``.
        size: in bytes.
    """

    path: Path
    state: State
    beside: Message | None = None
    size: int = 0


def pack_up(document: Document, folder: Path) -> Parcel:
    """Make a copy of the open document in *folder*, on this computer. Thread: the document's own.

    Raises:
        DiskFullError, DeniedError, StorageError, CorruptError: it could not be made.
    """
    if not document.read_only:
        document.seal()
    with backup_faults.told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for leftover in folder.glob("parcel-*"):
            remove(leftover)
        path = folder / f"parcel-{secrets.token_hex(4)}.banyan"
        try:
            copy_whole(document.connection, path)
        except BaseException:
            remove(path)
            raise
    return Parcel(path, document.path.name, state_of(document.connection))


def deliver(
    parcel: Parcel,
    target: Path,
    schema: Schema,
    *,
    synced: str = "",
    beside: bool = False,
    progress: Progress | None = None,
) -> Delivery:
    """Put a parcel in the place of *target*: temporary file beside it, flush, read back, compare, replace.

    Args:
        parcel: as packed; it stays, for another try.
        target: the file elsewhere; it is there or not.
        schema: the program's format.
        synced: digest of both copies when they were last equal.
        beside: whether to take another name where *target* holds what the parcel does not know, or
            cannot be replaced; else that is an error.
        progress: told of the bytes, asked whether to stop.

    Raises:
        ChangedOnDiskError: *target* holds something that the parcel does not know; nothing was written.
        CorruptError: the parcel is damaged, because the document is.
        DiskFullError, DeniedError, StorageError: the disk refused; *target* is as it was.
        Cancelled: the person pressed Stop; *target* is as it was.
    """
    progress = progress or NoProgress()
    place = target.parent
    if not place.is_dir():
        raise backup_faults.gone(place)
    _require_sound(parcel, schema, progress)
    why: Message | None = None
    if not _may_replace(parcel, target, schema, synced):
        if not beside:
            raise changed(target)
        target, why = free_name(target), N_("The file there has changes that are not in this one.")
    with backup_faults.told(place):
        draft = target.with_name(f".~{target.name}.new")
        remove(draft)  # what an interrupted try left must not count as used room
        size = parcel.path.stat().st_size
        free = free_bytes(place)
        if free is not None and free < size + RESERVE:
            raise backup_faults.full(place, size + RESERVE - free)
        try:
            _write_compared(parcel.path, draft, progress)
            target, blocked = _put(draft, target, beside=beside)
        finally:
            remove(draft)
    return Delivery(target, parcel.state, why or blocked, size)


def _put(draft: Path, target: Path, *, beside: bool) -> tuple[Path, Message | None]:
    try:
        put_in_place(draft, target)
    except PermissionError as error:
        if not beside:
            raise DeniedError(
                N_("{name} is held by another program, such as a sync program.", name=target.name),
                N_("Wait a moment and write again, or write under another name."),
                code="storage.target_busy",
            ) from error
        other = free_name(target)
        put_in_place(draft, other)
        return other, N_("The file there is held by another program.")
    return target, None


def _require_sound(parcel: Parcel, schema: Schema, progress: Progress) -> None:
    for found in damage_in(parcel.path, schema, whole=True):
        if found:
            raise backup_faults.damaged_source(parcel.name)
        _tell(progress, 0, 0, READING)


def _may_replace(parcel: Parcel, target: Path, schema: Schema, synced: str) -> bool:
    if not target.exists():
        return True
    try:
        there = state_in(target, schema)
    except CorruptError:  # a half-written or foreign file: not ours to judge, so not ours to replace
        return False
    return relation(parcel.state, there, synced) in (Relation.SAME, Relation.AHEAD)


def _write_compared(source: Path, draft: Path, progress: Progress) -> None:
    """Write *draft* and compare what the medium gives back with what was written."""
    total = 2 * -(-source.stat().st_size // CHUNK)
    written = hashlib.sha256()
    write_flushed(draft, _watched(chunks_of(source), written, progress, 0, total))
    back = hashlib.sha256()
    for _ in _watched(read_back(draft), back, progress, total // 2, total):
        pass
    if back.digest() != written.digest():
        raise backup_faults.not_the_same(draft.parent)


def _watched(
    chunks: Iterable[bytes], hasher: hashlib._Hash, progress: Progress, done: int, total: int
) -> Iterator[bytes]:
    note = COMPARING if done else WRITING
    for number, chunk in enumerate(chunks, done + 1):
        hasher.update(chunk)
        yield chunk
        _tell(progress, min(number, total), total, note)


def _tell(progress: Progress, done: int, total: int, note: Message) -> None:
    progress.step(done, total, note)
    if progress.cancelled():
        raise Cancelled(N_("Writing was stopped. The file there is as it was."), N_("Write again when there is time."))


def free_name(path: Path) -> Path:
    """Return the first free name of the row 社區 (2).banyan, 社區 (3).banyan, …."""
    stem = re.sub(r" \(\d{1,3}\)$", "", path.stem)
    number = 2
    while (other := path.with_name(f"{stem} ({number}){path.suffix}")).exists():
        number += 1
    return other


def changed(target: Path) -> ChangedOnDiskError:
    """Return the error that says that both copies were changed."""
    return ChangedOnDiskError(
        N_("{name} was changed somewhere else too, so it was not replaced.", name=target.name),
        N_("Write your copy beside it under another name. Then look at both."),
        N_("Both are safe: nothing was overwritten."),
    )
