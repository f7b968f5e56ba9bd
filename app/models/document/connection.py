"""How a document's file is opened: pragmas, soundness before trust, reading without a trace.

While a document is open, nothing in the process opens its path except SQLite: closing any other
handle on it would drop SQLite's locks. What can be known without opening comes from ``os.stat``.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import StaticPool

from app.models.document import faults
from app.models.document.schema import APPLICATION_ID, Schema, require_plain, require_schema
from app.system.medium import is_read_only_medium

PAGE_SIZE = 8192
FLOOR = (3, 40, 1)
QUICK_CHECK_LIMIT = 200 * 1024 * 1024
BUSY_MS = 5000

_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_MS}",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # else REPLACE deletes rows that no trigger sees
)
_WRITER_PRAGMAS = (
    f"PRAGMA page_size = {PAGE_SIZE}",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA fullfsync = ON",  # macOS: a plain flush stops in the disk's own memory
    "PRAGMA secure_delete = ON",
    "PRAGMA cache_size = -16384",  # a photo fits: else half of it is spilled and the journal flushed once more
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A connection that never writes, and the folder of the copy it reads, if it had to make one."""

    connection: sqlite3.Connection
    aside: Path | None


class Connection(sqlite3.Connection):
    """A connection whose transactions are begun and ended by SQL alone.

    SQLAlchemy's sessions share it and each would end the transaction when it is closed.
    """

    def commit(self) -> None:
        """Do nothing: the unit of work says ``COMMIT``."""

    def rollback(self) -> None:
        """Do nothing: the unit of work says ``ROLLBACK``."""


def require_engine() -> None:
    """Raise ``DocumentError`` where Python's SQLite is older than the floor."""
    if sqlite3.sqlite_version_info < FLOOR:
        raise faults.engine_too_old(sqlite3.sqlite_version)


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open *path* by SQLite alone.

    Args:
        path: the document.
        mode: ``rw``, ``rwc`` (make it), ``ro`` or ``immutable``.
    """
    query = "immutable=1" if mode == "immutable" else f"mode={mode}"
    place = path.absolute().as_posix()
    place = quote(os.fsencode(place if place.startswith("/") else f"/{place}"), safe="/:")
    connection = sqlite3.connect(
        f"file://{place}?{query}",  # not as_uri(): it makes a share's server the host, which SQLite refuses
        uri=True,
        isolation_level=None,
        factory=Connection,
        timeout=BUSY_MS / 1000,
        cached_statements=512,
    )
    try:
        for pragma in (*_PRAGMAS, *(_WRITER_PRAGMAS if mode in ("rw", "rwc") else ())):
            connection.execute(pragma).fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def require_file(path: Path) -> None:
    """Say what can be said of *path* without opening it.

    Raises:
        DocumentError: there is no such file.
        CorruptError: it is empty, or a folder.
    """
    if not path.exists():
        raise faults.missing(path.name)
    if not path.is_file():
        raise faults.other_kind(path.name)
    if path.stat().st_size == 0:
        raise faults.empty(path.name)


def open_writer(path: Path) -> sqlite3.Connection:
    """Open *path* for editing; a leftover journal is rolled back by the first read.

    Raises:
        DeniedError: the file may not be written to; it can still be read.
    """
    if not os.access(path, os.W_OK):
        raise faults.denied(path.name)
    connection = connect(path, "rw")
    try:
        refused = _is_read_only(connection)
    except BaseException:
        connection.close()
        raise
    if refused:
        connection.close()
        raise faults.denied(path.name)
    return connection


def _is_read_only(connection: sqlite3.Connection) -> bool:
    """Say whether SQLite fell back to reading although asked for more (the system refused)."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        code = faults.code_of(error)
        if code not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY):
            raise
        return code == sqlite3.SQLITE_READONLY
    return False


def open_reader(path: Path) -> Reading:
    """Open *path* to read: nothing is written and nothing is left beside it.

    A journal that a killed writer left must be rolled back before anything may be trusted. A reader
    does that on a copy of both files in a temporary folder.
    """
    immutable = is_read_only_medium(path) and not journal_of(path).exists()
    connection = connect(path, "immutable" if immutable else "ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if not journal_of(path).exists() or faults.code_of(error) not in _WANTS_ROLLBACK:
            raise
        return _copied_aside(path)
    except BaseException:
        connection.close()
        raise
    return Reading(connection, None)


def copy_into(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the document of *connection* into the new file *target*, also where it is only read.

    SQLite takes the copying for writing, so ``query_only`` is lifted as long as it lasts.
    """
    (kept,) = connection.execute("PRAGMA query_only").fetchone()
    connection.execute("PRAGMA query_only = OFF")
    try:
        connection.execute("VACUUM INTO ?", (str(target),))
    finally:
        connection.execute(f"PRAGMA query_only = {kept}")


_WANTS_ROLLBACK = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)


def journal_of(path: Path) -> Path:
    """Return the path of SQLite's rollback journal of *path*."""
    return path.with_name(path.name + "-journal")


def _copied_aside(path: Path) -> Reading:
    folder = Path(tempfile.mkdtemp(prefix="banyan-"))
    try:
        copy = folder / "copy.banyan"
        shutil.copyfile(path, copy)
        shutil.copyfile(journal_of(path), journal_of(copy))
        connection = connect(copy, "rw")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Reading(connection, folder)


def inspect(connection: sqlite3.Connection, path: Path, schema: Schema, *, thorough: bool) -> int:
    """Say whether the open file is a sound document of ours and return its format number.

    Args:
        connection: opened on *path*, no transaction.
        path: the document.
        schema: the current format; a file of that format must have exactly its tables.
        thorough: also run ``quick_check``.

    Raises:
        CorruptError, TooNewError: it is not.
    """
    name = path.name
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise faults.other_kind(name)
    number = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if number > schema.number:
        raise faults.too_new(name)
    if number < 1:
        raise faults.damaged(name)
    pages, size = (int(connection.execute(f"PRAGMA {what}").fetchone()[0]) for what in ("page_count", "page_size"))
    if path.stat().st_size < pages * size and not journal_of(path).exists():
        raise faults.cut_off(name)
    if number == schema.number:
        require_schema(connection, name, schema)
    else:
        require_plain(connection, name)
    if thorough and connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise faults.damaged(name)
    return number


def make_engine(connection: sqlite3.Connection) -> Engine:
    """Return an SQLAlchemy engine over this one connection; transactions are begun by the history."""
    creator: Callable[[], sqlite3.Connection] = lambda: connection  # noqa: E731 - a name for the type
    return create_engine(
        "sqlite://",
        creator=creator,
        poolclass=StaticPool,
        pool_reset_on_return=None,
        hide_parameters=True,  # the message of an error goes into reports, and people's data with it
    )
