"""Put a finished output where the person wants it: whole or not at all, never half over the old one.

A temporary file beside the target is written, flushed to the disk and put in its place in one step. A
target that is open in Excel or a PDF reader is left as it is, and another name is offered (peers R23).
Thread: any.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.core.errors import AppError, DeniedError, DiskFullError, StorageError
from app.core.messages import N_

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.ETXTBSY, errno.EISDIR})
_NUMBERED = re.compile(r"-(\d{1,3})$")


class TargetBusyError(DeniedError):
    """The target is open in another program, or may not be replaced.

    Attributes:
        proposal: a name beside it that is free.
    """

    code = "storage.target_busy"

    def __init__(self, path: Path) -> None:
        self.proposal = next_name(path)
        super().__init__(
            N_("{name} is open in another program or may not be replaced.", name=path.name),
            N_("Close it there, or save as {other}.", other=self.proposal.name),
        )


def next_name(path: Path) -> Path:
    """Return the first free name of the row 預算.xlsx, 預算-2.xlsx, 預算-3.xlsx, …."""
    found = _NUMBERED.search(path.stem)
    stem, number = (path.stem[: found.start()], int(found[1]) + 1) if found else (path.stem, 2)
    while (other := path.with_name(f"{stem}-{number}{path.suffix}")).exists():
        number += 1
    return other


def write_output(path: Path, data: bytes) -> None:
    """Write *data* to *path*; see :func:`open_output`."""
    with open_output(path) as file:
        file.write(data)


def is_taken(path: Path) -> bool:
    """Say whether writing to *path* would replace something; an empty folder may be filled.

    Raises:
        StorageError: nothing can have that name there.
    """
    with told_of_writing(path):
        return any(path.iterdir()) if path.is_dir() else path.exists()


@contextlib.contextmanager
def open_output(path: Path) -> Iterator[BinaryIO]:
    """Open a new file that takes the place of *path* when the block ends without an error.

    Raises:
        TargetBusyError: *path* is open elsewhere or write-protected; it is unchanged.
        DeniedError: nothing can be written into that folder.
        DiskFullError: there is not enough room; *path* is unchanged.
        StorageError: the disk refused in another way.
    """
    path = Path(path).absolute()
    with told_of_writing(path):
        kept = path.is_dir() or (path.exists() and not os.access(path, os.W_OK))
    if kept:
        raise TargetBusyError(path)
    temporary = path.with_name(f".{path.stem[:40]}.{secrets.token_hex(4)}.tmp")
    try:
        with told_of_writing(path), temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with told_of_writing(path, replacing=True):
            os.replace(temporary, path)
        _sync_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def told_of_writing(path: Path, *, replacing: bool = False) -> Iterator[None]:
    """Turn what the system says while *path* is written inside the block into words. Raises as :func:`open_output`."""
    try:
        yield
    except OSError as cause:
        raise _error(path, cause, replacing) from cause


def _error(path: Path, cause: OSError, replacing: bool) -> AppError:
    if cause.errno in _FULL:
        return DiskFullError(
            N_("There is not enough room on the disk for {name}.", name=path.name),
            N_("Free some room or choose another disk, then save again."),
        )
    if replacing and (isinstance(cause, PermissionError) or cause.errno in _DENIED):
        return TargetBusyError(path)
    if isinstance(cause, PermissionError) or cause.errno in _DENIED:
        return DeniedError(
            N_("Nothing can be written into the folder {folder}.", folder=path.parent.name or str(path.parent)),
            N_("Choose another folder, such as Documents."),
        )
    if cause.errno == errno.ENAMETOOLONG:
        return StorageError(
            N_("The name is too long for this disk."), N_("Choose a shorter name."), code="storage.name_too_long"
        )
    if isinstance(cause, (FileNotFoundError, NotADirectoryError, FileExistsError)):
        return StorageError(
            N_("The folder {folder} is not there.", folder=path.parent.name or str(path.parent)),
            N_("Choose another folder, or put the stick in again."),
            code="storage.gone",
        )
    return StorageError(
        N_("{name} could not be written.", name=path.name),
        N_("Try again, or choose another folder."),
    )


def _sync_folder(folder: Path) -> None:
    """Let the new name reach the disk too, where the system knows how."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
