"""Bringing a backup back: a new file beside the original, whole or not at all, with what is missing named.

Thread: any; nothing here touches an open document.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import Cancelled
from app.core.messages import N_
from app.core.progress import NoProgress, Progress
from app.models.document.backups import faults as backup_faults
from app.models.document.backups.copy import (
    copy_whole,
    damage_in,
    facts_of,
    fill_photos,
    flush,
    photos_of,
)
from app.models.document.backups.photos import PhotoStore
from app.models.document.backups.points import unpack
from app.models.document.connection import Reading, connect, require_file
from app.models.document.migrations import unsealed_tables
from app.models.document.naming import Names, Title
from app.models.document.opening import Setup, drop, open_to_read
from app.models.document.schema import Schema
from app.system.durable import chunks_of, put_in_place, remove
from app.system.space import free_bytes

_GZIP = b"\x1f\x8b"
RESERVE = 10_000_000
"""Bytes that are left free beside a restored file."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A file that was made of a backup.

    Args:
        path: where it stands.
        photos: how many photos and files came back.
        missing: what people call the photos and files that did not.
        document_id: key of the document.
    """

    path: Path
    photos: int
    missing: tuple[Title, ...]
    document_id: str


def restore(
    backup: Path, out: Path, schema: Schema, progress: Progress | None = None, photos: PhotoStore | None = None
) -> Restored:
    """Make the new document *out* of *backup*: a point, or a whole file.

    Args:
        backup: ``…/points/<name>.db.gz`` or ``….banyan``.
        out: where no file is yet.
        schema: the program's format.
        progress: told of the photos.
        photos: where the bytes are; beside the point where not given.

    Raises:
        CorruptError: it is damaged, or no backup of ours.
        DeniedError, DiskFullError, StorageError: it cannot be written there.
        Cancelled: the person pressed Stop; nothing is left.
    """
    require_file(backup)
    if out.exists():
        raise backup_faults.occupied(out)
    with backup_faults.told(out.parent), _draft(out) as draft:
        if is_point(backup):
            return _from_point(backup, draft, out, schema, progress, photos or photos_beside(backup))
        return _from_whole(backup, draft, out, schema)


def is_point(path: Path) -> bool:
    """Say whether the file at *path*, which is no open document, is a compressed point."""
    with path.open("rb") as file:
        return file.read(2) == _GZIP


def photos_beside(point: Path) -> PhotoStore:
    """Return the photos that belong to the point at *point*."""
    return PhotoStore(point.parent.parent / "photos")


@contextmanager
def _draft(out: Path) -> Iterator[Path]:
    """Give a place beside *out*; what is left there afterwards is removed."""
    draft = out.with_name(f".~{out.name}.new")
    remove(draft)
    try:
        yield draft
    finally:
        remove(draft)
        remove(draft.with_name(draft.name + "-journal"))


def _from_point(
    backup: Path, draft: Path, out: Path, schema: Schema, progress: Progress | None, photos: PhotoStore
) -> Restored:
    expand(backup, draft)
    facts, wanted = facts_of(draft), photos_of(draft)
    free, needed = free_bytes(out.parent), sum(wanted.values()) + RESERVE
    if free is not None and free < needed:
        raise backup_faults.full(out.parent, needed - free)
    found = _compared(wanted, photos, progress or NoProgress())
    titles = _titles(draft, schema, [name for name, file in found.items() if file is None])
    fill_photos(draft, found)
    _require_sound(draft, backup, schema)
    flush(draft)
    put_in_place(draft, out)
    return Restored(out, len(found) - len(titles), titles, facts.get("document_id", ""))


def _from_whole(backup: Path, draft: Path, out: Path, schema: Schema) -> Restored:
    reading = open_to_read(backup, Setup(schema))
    try:
        copy_whole(reading.connection, draft)
    finally:
        drop(Reading(reading.connection, reading.aside))
    _require_sound(draft, backup, schema)
    facts, photos = facts_of(draft), photos_of(draft)
    put_in_place(draft, out)
    return Restored(out, len(photos), (), facts.get("document_id", ""))


def expand(backup: Path, draft: Path) -> None:
    """Expand a point into the new file *draft*.

    Raises:
        CorruptError: the point is damaged.
    """
    try:
        for _ in unpack(backup, draft):
            pass
    except (EOFError, zlib.error) as error:
        raise backup_faults.bad_backup(backup.name) from error
    except OSError as error:
        if error.errno is None:  # gzip's own: a wrong checksum
            raise backup_faults.bad_backup(backup.name) from error
        raise


def _compared(wanted: dict[str, int], photos: PhotoStore, progress: Progress) -> dict[str, Path | None]:
    """Return each name with its file where the bytes are what the name says."""
    found: dict[str, Path | None] = {}
    for done, name in enumerate(wanted, 1):
        file = photos.place(name)
        found[name] = file if _hash_of(file) == name else None
        progress.step(done, len(wanted), N_("Restoring photos and files"))
        if progress.cancelled():
            raise Cancelled(N_("Restoring was stopped."), N_("Start it again when there is time."))
    return found


def _hash_of(file: Path) -> str:
    hasher = hashlib.sha256()
    try:
        for chunk in chunks_of(file):
            hasher.update(chunk)
    except OSError:
        return ""
    return hasher.hexdigest()


def _titles(path: Path, schema: Schema, names: list[str]) -> tuple[Title, ...]:
    """Return what people call the things whose bytes are called *names*."""
    titles = {name: table.title for name, table in schema.watched.items()}
    with closing(connect(path, "ro")) as copy:
        known = Names(copy, titles, unsealed_tables(schema))
        users = [known.users_of(name) for name in names]
        return tuple(found[0][2] if found else name[:12] for found, name in zip(users, names, strict=True))


def _require_sound(path: Path, backup: Path, schema: Schema) -> None:
    try:
        damaged = any(found for found in damage_in(path, schema, whole=True))
    except sqlite3.DatabaseError as error:
        raise backup_faults.bad_backup(backup.name) from error
    if damaged:
        raise backup_faults.bad_backup(backup.name)
