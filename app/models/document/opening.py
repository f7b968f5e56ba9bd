"""From a path to an open, sound, locked file, or to an honest reason why it can only be read."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.core.errors import DeniedError
from app.core.messages import N_, Message
from app.models.document import faults
from app.models.document.connection import (
    QUICK_CHECK_LIMIT,
    Reading,
    connect,
    copy_into,
    inspect,
    journal_of,
    open_reader,
    open_writer,
    require_engine,
    require_file,
)
from app.models.document.lock import LockInfo, take_lock
from app.models.document.migrations import migrate
from app.models.document.schema import APPLICATION_ID, Schema, current_schema
from app.models.document.stored import row_hash, seal
from app.system.durable import put_in_place
from app.system.locks import FileLock

NOT_WRITABLE = N_("This place can only be read: the disk or the folder is write-protected.")
IN_USE = N_("This file is open for editing somewhere else.")


@dataclass(frozen=True)
class Setup:
    """What a document is opened with, besides its path; tests put their own in.

    Args:
        schema: the program's format.
        monotonic: seconds of a clock that only goes forward.
        entropy: source of keys and nonces of the private drawer.
        before_migration: makes a backup of an older file (its connection, its path) before its form changes.
    """

    schema: Schema = field(default_factory=current_schema)
    monotonic: Callable[[], float] = time.monotonic
    entropy: Callable[[int], bytes] = os.urandom
    before_migration: Callable[[sqlite3.Connection, Path], None] | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """An open file.

    Args:
        connection: for writing, or to read.
        lock: held while the file is open for editing.
        locked_by: who edits it instead.
        why_read_only: why it can only be read, ``None`` where it was asked for or may be edited.
        unclean: the last one who edited it did not close it.
        aside: folder of a copy that is read in its place.
    """

    connection: sqlite3.Connection
    lock: FileLock | None = None
    locked_by: LockInfo | None = None
    why_read_only: Message | None = None
    unclean: bool = False
    aside: Path | None = None


def make_file(path: Path, schema: Schema, facts: dict[str, str]) -> None:
    """Make an empty document at *path*; it appears there whole or not at all.

    Args:
        path: where nothing stands yet.
        schema: the program's format.
        facts: rows of ``meta``.

    Raises:
        DeniedError: something stands there, or nothing may be written there.
        DiskFullError: there is no room.
    """
    require_engine()
    if path.exists():
        raise faults.occupied(path.name)
    draft = path.with_name(f".~{path.name}.new")
    with faults.told(path.name):
        for leftover in (journal_of(draft), draft):
            leftover.unlink(missing_ok=True)
        try:
            _fill(draft, schema, facts)
            put_in_place(draft, path)
        except OSError as error:
            raise faults.denied(path.name) from error
        finally:
            draft.unlink(missing_ok=True)


def _fill(path: Path, schema: Schema, facts: dict[str, str]) -> None:
    connection = connect(path, "rwc")
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {schema.number}")
        for statement in schema.statements:
            connection.execute(statement)
        for key, value in facts.items():
            connection.execute("INSERT INTO meta (key, value) VALUES (?, ?)", (key, value))
            seal(connection, "meta", key, row_hash(("key", "value"), (key, value)))
        connection.execute("COMMIT")
    finally:
        connection.close()


def open_to_edit(path: Path, setup: Setup, who: LockInfo) -> Opened:
    """Open *path* for editing where that can be, else to read with the reason.

    Raises:
        DocumentError, CorruptError, TooNewError, StorageError: it cannot be opened at all.
    """
    require_engine()
    require_file(path)
    try:
        with faults.told_of_opening(path.name):
            return _writer(path, setup, who)
    except DeniedError:
        opened = open_to_read(path, setup)
        return Opened(opened.connection, why_read_only=NOT_WRITABLE, aside=opened.aside)


def _writer(path: Path, setup: Setup, who: LockInfo) -> Opened:
    unclean = journal_of(path).exists()
    connection = open_writer(path)
    lock: FileLock | None = None
    try:
        small = path.stat().st_size <= QUICK_CHECK_LIMIT
        inspect(connection, path, setup.schema, thorough=small or unclean)
        taken = _take(path, who)
        if isinstance(taken, LockInfo):
            connection.close()
            opened = open_to_read(path, setup)
            return Opened(opened.connection, None, taken, IN_USE, aside=opened.aside)
        lock = taken
        unclean = unclean or lock.left_behind
        number = inspect(connection, path, setup.schema, thorough=unclean and not small)
        if journal_of(path).exists():
            _clear_cold_journal(connection, number)
        if number < setup.schema.number:
            before = setup.before_migration
            migrate(connection, setup.schema, number, path.name, (lambda: before(connection, path)) if before else None)
        return Opened(connection, lock, unclean=unclean)
    except BaseException:
        connection.close()
        if lock is not None:
            lock.release()
        raise


def _clear_cold_journal(connection: sqlite3.Connection, number: int) -> None:
    """Let SQLite remove a journal whose writer died before it changed the file; any write does that."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA user_version = {number}")
    connection.execute("COMMIT")


def _take(path: Path, who: LockInfo) -> FileLock | LockInfo:
    try:
        return take_lock(path, who)
    except OSError as error:
        raise faults.denied(path.name) from error


def open_to_read(path: Path, setup: Setup) -> Opened:
    """Open *path* to read; nothing is written and nothing left beside it.

    A file of an older format is copied to a temporary folder and brought to this program's form there.

    Raises:
        DocumentError, CorruptError, TooNewError, StorageError: it cannot be read.
    """
    require_engine()
    require_file(path)
    with faults.told_of_opening(path.name):
        reading = open_reader(path)
        try:
            number = inspect(reading.connection, path, setup.schema, thorough=False)
            if number < setup.schema.number:
                reading = _modern_copy(reading, path, setup, number)
        except BaseException:
            drop(reading)
            raise
    return Opened(reading.connection, aside=reading.aside)


def _modern_copy(reading: Reading, path: Path, setup: Setup, number: int) -> Reading:
    folder = Path(tempfile.mkdtemp(prefix="banyan-"))
    try:
        copy = folder / "copy.banyan"
        copy_into(reading.connection, copy)
        connection = connect(copy, "rw")
        migrate(connection, setup.schema, number, path.name, None)
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    drop(reading)
    return Reading(connection, folder)


def drop(reading: Reading) -> None:
    """Close a reading connection and remove the copy it read."""
    reading.connection.close()
    if reading.aside is not None:
        shutil.rmtree(reading.aside, ignore_errors=True)


def roll_back_leftover(path: Path) -> bool:
    """Roll back what a killed program left beside *path*, without opening the document for editing.

    Called at the start for every recent file. Does nothing where somebody is editing it.

    Returns:
        Whether there was a leftover and it is gone.
    """
    if not path.is_file() or not journal_of(path).exists():
        return False
    try:
        connection = connect(path, "rw")
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError):
        return False
    return not journal_of(path).exists()
