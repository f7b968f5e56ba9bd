"""What disks refuse while backups, copies and restored files are written, in the three lines people need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.errors import (
    AppError,
    CorruptError,
    DiskFullError,
    DocumentError,
    LockedError,
    StorageError,
)
from app.core.messages import N_
from app.models.document import faults
from app.models.document.refusals import OF_SYSTEM, Refusal, of_place
from app.system.space import in_mb

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@contextmanager
def told(place: Path) -> Iterator[None]:
    """Turn what SQLite and the system refuse inside the block into errors of ours about *place*.

    Raises:
        DiskFullError, DeniedError, StorageError, CorruptError, LockedError: as they say.
    """
    try:
        with faults.told(_name(place), of_place):
            yield
    except OSError as cause:
        raise _error(place, cause) from cause


def _error(place: Path, cause: OSError) -> AppError:
    refusal = Refusal.DENIED if isinstance(cause, PermissionError) else OF_SYSTEM.get(cause.errno or 0, Refusal.GONE)
    return of_place(refusal, _name(place))


def _name(place: Path) -> str:
    """Return what people call a place: a folder that bears a document's id goes by the folder it lies in."""
    named = place.parent if _ID.fullmatch(place.name) else place
    return named.name or str(named)


def full(place: Path, missing: int) -> AppError:
    """There is no room at *place*: *missing* bytes more are needed."""
    known = of_place(Refusal.FULL, _name(place))
    todo = N_("Free {mb} MB there, or choose another disk. Then do it again.", mb=in_mb(missing))
    return DiskFullError(known.what, todo)


def gone(place: Path) -> AppError:
    """The disk with *place* does not answer."""
    return of_place(Refusal.GONE, _name(place))


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
        N_("What was written to {place} reads back differently.", place=_name(place)),
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
