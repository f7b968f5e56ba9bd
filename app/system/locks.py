"""A file that is locked by the operating system for as long as its holder lives."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR = 1 << 30  # Windows locks bytes against reading too: lock one far behind the text


class FileLock:
    """An exclusive lock with a text in it; gone with its process, however that ends.

    Use :meth:`take` to get one. Thread: any, one at a time.
    """

    def __init__(self, path: Path, handle: int, left_behind: bool) -> None:
        self.path, self._handle = path, handle
        self.left_behind = left_behind
        """Whether an earlier holder died without removing its file."""

    @classmethod
    def take(cls, path: Path) -> FileLock | None:
        """Take the lock at *path*, or return ``None`` where somebody alive holds it.

        Raises:
            OSError: the file cannot be made there.
        """
        while True:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
            try:
                if not _lock(handle):
                    os.close(handle)
                    return None
                if _is_still(handle, path):
                    return cls(path, handle, os.fstat(handle).st_size > 0)
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)  # the last holder removed this very file in between; the lock is worth nothing

    def write(self, text: str) -> None:
        """Put *text* into the file, for those who find it locked."""
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, text.encode())

    def release(self) -> None:
        """Remove the file and let go; does nothing the second time."""
        if self._handle < 0:
            return
        handle, self._handle = self._handle, -1
        if sys.platform == "win32":  # an open file cannot be removed there
            os.ftruncate(handle, 0)
            os.close(handle)
            _remove(self.path)
        else:
            _remove(self.path)
            os.close(handle)


def read_lock_text(path: Path) -> str:
    """Return the text that the holder of the lock at *path* wrote, "" where there is none."""
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return ""


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except PermissionError:  # somebody else has it open at this moment and will find it empty
        return


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_still(handle: int, path: Path) -> bool:
    """Say whether the open file is the one that stands at *path* now."""
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    here = os.fstat(handle)
    return (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)
