"""What disks refuse, and the one table of words for it: of the open file, and of a place that is written to beside it.

SQLite and the system say the same things in other numbers. Thread: any.
"""

from __future__ import annotations

import errno
import sqlite3
from dataclasses import dataclass, replace
from enum import Enum, auto
from types import MappingProxyType

from app.core.errors import AppError, DeniedError, DiskFullError, LockedError, StorageError
from app.core.messages import N_, Message

LAST_LOST = N_("The last change could not be stored. Everything before it is safe in the file.")


class Refusal(Enum):
    """What a disk refuses."""

    FULL = auto()
    GONE = auto()
    DENIED = auto()
    BUSY = auto()


OF_SQLITE = {
    sqlite3.SQLITE_FULL: Refusal.FULL,
    sqlite3.SQLITE_IOERR: Refusal.GONE,
    sqlite3.SQLITE_READONLY: Refusal.DENIED,
    sqlite3.SQLITE_CANTOPEN: Refusal.DENIED,
    sqlite3.SQLITE_PERM: Refusal.DENIED,
    sqlite3.SQLITE_BUSY: Refusal.BUSY,
    sqlite3.SQLITE_LOCKED: Refusal.BUSY,
}
OF_SYSTEM = {
    errno.ENOSPC: Refusal.FULL,
    errno.EDQUOT: Refusal.FULL,
    errno.EFBIG: Refusal.FULL,
    errno.EACCES: Refusal.DENIED,
    errno.EPERM: Refusal.DENIED,
    errno.EROFS: Refusal.DENIED,
}


@dataclass(frozen=True, slots=True)
class Words:
    """How a refusal is told.

    Args:
        kind: of the error.
        what: what happened; takes ``name``.
        here: what to do where it is the open file.
        there: what to do where it is the place of a backup, a copy or a stick.
    """

    kind: type[AppError]
    what: Message
    here: Message
    there: Message


WORDS: dict[Refusal, Words] = {
    Refusal.FULL: Words(
        DiskFullError,
        N_("The disk that holds {name} is full."),
        N_("Make room on the disk, for example by emptying the recycle bin. Then do it again."),
        N_("Make room there, or choose another disk. Then do it again."),
    ),
    Refusal.GONE: Words(
        StorageError,
        N_("The disk that holds {name} could not be read or written."),
        N_("Check that the disk is connected. Then open the file again."),
        N_("Put the stick in again, or check the connection. Then do it again."),
    ),
    Refusal.DENIED: Words(
        DeniedError,
        N_("{name} may not be written to."),
        N_("Copy the file to your own folder and open the copy."),
        N_("Choose another folder or another stick."),
    ),
    Refusal.BUSY: Words(
        LockedError,
        N_("Another program is using {name}."),
        N_("Close the other program or wait a moment. Then do it again."),
        N_("Close the other program or wait a moment. Then do it again."),
    ),
}
"""The one table."""


def of_file(refusal: Refusal, name: str) -> AppError:
    """Return the error where the open file called *name* could not be written: its last change is lost."""
    one = WORDS[refusal]
    return one.kind(replace(one.what, params=MappingProxyType({"name": name})), one.here, LAST_LOST)


def of_place(refusal: Refusal, name: str) -> AppError:
    """Return the error where the place called *name* could not be written to: the file itself is untouched."""
    one = WORDS[refusal]
    made = one.kind(replace(one.what, params=MappingProxyType({"name": name})), one.there)
    if refusal is Refusal.GONE:
        made.code = "storage.gone"
    return made
