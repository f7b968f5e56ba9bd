"""SQLite's refusals as the errors that people are shown: what happened, is my work safe, what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from app.core.errors import (
    AppError,
    CorruptError,
    DeniedError,
    DocumentError,
    ReadOnlyError,
    TooNewError,
)
from app.core.messages import N_, Message
from app.models.document.refusals import OF_SQLITE, Refusal, of_file

UNTOUCHED = N_("The file was not changed.")
RESTORE = N_("Restore the newest backup. It opens beside this file.")


@contextmanager
def told(name: str, say: Callable[[Refusal, str], AppError] = of_file) -> Iterator[None]:
    """Turn SQLite's refusals inside the block into errors of ours about the file called *name*.

    *say*: words of what the disk refuses; see :mod:`app.models.document.refusals`.

    Raises:
        DiskFullError, DeniedError, StorageError, LockedError, CorruptError: as SQLite says.
    """
    try:
        yield
    except (sqlite3.Error, DBAPIError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        known = fault(cause, name, say) if isinstance(cause, sqlite3.Error) else None
        if known is None:
            raise
        raise known from error


@contextmanager
def told_of_opening(name: str) -> Iterator[None]:
    """As :func:`told`; also where SQLite's own message quotes bytes of a damaged file that are no text."""
    with told(name):
        try:
            yield
        except UnicodeDecodeError as error:
            raise damaged(name) from error


def fault(error: sqlite3.Error, name: str, say: Callable[[Refusal, str], AppError] = of_file) -> AppError | None:
    """Return the error of ours for *error*; ``None`` where it is a mistake of the program."""
    code = code_of(error)
    refusal = OF_SQLITE.get(code)
    if refusal is not None:
        return say(refusal, name)
    if code == sqlite3.SQLITE_NOTADB:
        return other_kind(name)
    return damaged(name) if code == sqlite3.SQLITE_CORRUPT or "decode to UTF-8" in str(error) else None


def code_of(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code, 0 where there is none (Python gives none when opening fails)."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and "unable to open" in str(error):
        return sqlite3.SQLITE_CANTOPEN
    return (code or 0) & 0xFF


def denied(name: str) -> AppError:
    """The file may not be written to."""
    return of_file(Refusal.DENIED, name)


def busy(name: str) -> AppError:
    """Another program holds the file."""
    return of_file(Refusal.BUSY, name)


def missing(name: str) -> AppError:
    """There is no such file."""
    return DocumentError(
        N_("There is no file called {name} in that place.", name=name),
        N_("Connect the disk that holds it, or choose another file."),
        code="document.missing",
    )


def occupied(name: str) -> AppError:
    """A new file would overwrite another."""
    return DeniedError(
        N_("There is already a file called {name}.", name=name),
        N_("Choose another name or another folder."),
        code="storage.exists",
    )


def empty(name: str) -> AppError:
    """The file has no bytes."""
    return CorruptError(N_("{name} is empty: it holds no data at all.", name=name), RESTORE, UNTOUCHED)


def cut_off(name: str) -> AppError:
    """The file ends too early."""
    return CorruptError(N_("{name} is cut off: a part of the file is missing.", name=name), RESTORE, UNTOUCHED)


def damaged(name: str) -> AppError:
    """The file's content cannot be read."""
    return CorruptError(N_("{name} is damaged and cannot be used as it is.", name=name), RESTORE, UNTOUCHED)


def other_kind(name: str) -> AppError:
    """The file is not a document."""
    return CorruptError(
        N_("{name} is not a Banyan file.", name=name),
        N_("Choose a file whose name ends in .banyan."),
        UNTOUCHED,
        code="document.other_kind",
    )


def altered(name: str, thing: str) -> AppError:
    """Another program put something into the file, or took it out."""
    return CorruptError(
        N_("Another program changed the structure of {name} ({thing}).", name=name, thing=thing),
        RESTORE,
        UNTOUCHED,
        code="document.altered",
    )


def too_new(name: str) -> AppError:
    """The file's format is of a later program."""
    return TooNewError(
        N_("{name} was made by a newer version of Banyan.", name=name),
        N_("Install the newer version on this computer. Then open the file with it."),
        UNTOUCHED,
    )


def read_only(why: Message | None = None) -> AppError:
    """The document was opened to read."""
    return ReadOnlyError(
        why or N_("This file is open to read only."), N_("Open the file for editing, or copy it and edit the copy.")
    )


def engine_too_old(version: str) -> AppError:
    """Python's SQLite lacks what the document needs."""
    return DocumentError(
        N_("This computer's SQLite {version} is too old.", version=version),
        N_("Install Python with SQLite 3.40.1 or newer."),
        code="document.engine",
    )
