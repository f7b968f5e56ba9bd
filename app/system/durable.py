"""Bytes that are surely on a disk: flushed, put in place in one step, and read back from the medium itself."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

if sys.platform == "darwin":
    import fcntl

CHUNK = 1 << 20
"""Bytes that are read or written at once: a step short enough to stop at."""
PAUSES_S = (0.05, 0.1, 0.2, 0.4, 0.8)
"""How long a replacement waits for a virus scanner or a sync program to let go, in all 1.5 s."""


def sync_file(handle: int) -> None:
    """Return when what was written to *handle* is on the disk, as far as the disk tells the truth."""
    if sys.platform == "darwin":
        with contextlib.suppress(OSError):  # a share knows only the plain kind
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """Let new names in *folder* reach the disk too; Windows does that itself (win32 cannot open folders)."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):  # some shares and sticks do not know how
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def put_in_place(draft: Path, target: Path, pause: Callable[[float], None] = time.sleep) -> None:
    """Let the flushed *draft* take the place of *target* in one step; never delete, then rename.

    Args:
        draft: in the same folder.
        target: what is replaced, or made.
        pause: waits so many seconds between tries, while another program holds the target.

    Raises:
        OSError: it could not be done; *target* is as it was and *draft* is still there.
    """
    for seconds in (*PAUSES_S, None):
        try:
            os.replace(draft, target)
            break
        except PermissionError:
            if seconds is None:
                raise
            pause(seconds)
    sync_folder(target.parent)


def write_flushed(path: Path, chunks: Iterable[bytes]) -> int:
    """Write a new file and flush it; return its size in bytes.

    Raises:
        OSError: the disk refused; what was written so far may be left behind.
    """
    size = 0
    with path.open("wb") as file:
        for chunk in chunks:
            size += file.write(chunk)
        file.flush()
        sync_file(file.fileno())
    return size


def write_whole(path: Path, data: bytes) -> None:
    """Write *path* whole or not at all. Raises ``OSError``."""
    draft = path.with_name(f".~{path.name}.new")
    try:
        write_flushed(draft, (data,))
        put_in_place(draft, path)
    finally:
        remove(draft)


def chunks_of(path: Path) -> Iterator[bytes]:
    """Read *path* piece by piece."""
    with path.open("rb") as file:
        yield from _pieces(file)


def read_back(path: Path) -> Iterator[bytes]:
    """Read *path* piece by piece from the medium, not from the memory that still holds what was written.

    Linux and macOS are told to forget their copy. Windows (win32) keeps none of a stick in its usual
    setting, "quick removal".
    """
    with path.open("rb", buffering=0) as file:
        if sys.platform == "darwin":
            fcntl.fcntl(file.fileno(), fcntl.F_NOCACHE, 1)
        elif sys.platform != "win32":
            with contextlib.suppress(OSError):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        yield from _pieces(file)


def remove(path: Path) -> None:
    """Remove a file if it is there and lets itself be removed."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(CHUNK):
        yield piece
