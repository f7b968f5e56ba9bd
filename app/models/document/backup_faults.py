"""What disks refuse while backups, copies and restored files are written, in the three lines people need."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.errors import (
    AppError,
    CorruptError,
    DeniedError,
    DiskFullError,
    DocumentError,
    LockedError,
    StorageError,
)
from app.core.messages import N_
from app.models.document import faults
from app.system.space import in_mb

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@contextmanager
def told(place: Path) -> Iterator[None]:
    """Turn what SQLite and the system refuse inside the block into errors of ours about *place*.

    Raises:
        DiskFullError, DeniedError, StorageError, CorruptError, LockedError: as they say.
    """
    try:
        with faults.told(place.name):
            yield
    except OSError as cause:
        raise _error(place, cause) from cause


def _error(place: Path, cause: OSError) -> AppError:
    if cause.errno in _FULL:
        return full(place)
    if isinstance(cause, PermissionError) or cause.errno in _DENIED:
        return DeniedError(
            N_("Nothing can be written to {place}.", place=place.name or str(place)),
            N_("Choose another folder or another stick."),
        )
    return gone(place)


def full(place: Path, missing: int = 0) -> AppError:
    """There is no room at *place*; *missing* bytes more are needed, 0 where that is not known."""
    todo = N_("Make room there, or choose another disk. Then do it again.")
    if missing:
        todo = N_("Free {mb} MB there, or choose another disk. Then do it again.", mb=in_mb(missing))
    return DiskFullError(N_("There is not enough room at {place}.", place=place.name or str(place)), todo)


def gone(place: Path) -> AppError:
    """The disk with *place* does not answer."""
    return StorageError(
        N_("The disk with {place} could not be read or written.", place=place.name or str(place)),
        N_("Put the stick in again, or check the connection. Then do it again."),
        code="storage.gone",
    )


def occupied(path: Path) -> AppError:
    """Something stands at *path* already."""
    return faults.occupied(path.name)


def busy() -> AppError:
    """Another window of the program makes a backup of the same file right now."""
    return LockedError(
        N_("A backup of this file is being made at this moment."), N_("Wait a moment. Then do it again.")
    )


def bad_backup(name: str) -> AppError:
    """A backup cannot be trusted."""
    return CorruptError(
        N_("The backup {name} is damaged.", name=name),
        N_("Choose an older backup from the list."),
        code="backup.damaged",
    )


def no_backup(name: str) -> AppError:
    """A file is no backup of ours."""
    return CorruptError(
        N_("{name} is not a backup of a Banyan file.", name=name),
        N_("Choose a backup from the list, or a file whose name ends in .banyan."),
        code="backup.other_kind",
    )


def not_the_same(place: Path) -> AppError:
    """What was read back is not what was written."""
    return StorageError(
        N_("What was written to {place} reads back differently.", place=place.name or str(place)),
        N_("Do not trust this stick any more. Use another one."),
        code="storage.read_back",
    )


def damaged_source(name: str) -> AppError:
    """The document itself is damaged, so it does not replace a good copy."""
    return CorruptError(
        N_("{name} is damaged, so it was not copied over a good file.", name=name),
        N_("Restore the newest backup. It opens beside this file."),
        N_("The other file was not changed."),
    )


def no_points() -> AppError:
    """There is no backup yet."""
    return DocumentError(N_("There is no verified backup of this file yet."), N_("Make one now."), code="backup.none")
