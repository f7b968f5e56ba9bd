"""Copies of a document made by SQLite alone, and the proof that a copy is sound.

The source may be open for editing in this very thread: it is read through a second connection of
SQLite's, which knows of the first one's locks. Nothing here opens the document in another way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from app.models.document.backups import faults as backup_faults
from app.models.document.connection import connect, copy_into, journal_of
from app.models.document.migrations import unsealed_tables
from app.models.document.schema import APPLICATION_ID, Schema
from app.models.document.soundness import Damage, Verifier
from app.system.durable import sync_file
from app.system.medium import is_read_only_medium

NO_PHOTOS = "SELECT sha256, size, x'' FROM source.blob"


def file_of(connection: sqlite3.Connection) -> Path:
    """Return the file that *connection* reads: the document, or the copy that is read in its place."""
    rows = connection.execute("PRAGMA database_list").fetchall()
    return Path(next(str(file) for _, name, file in rows if name == "main"))


def copy_records(source: Path, target: Path) -> None:
    """Copy everything but the bytes of photos and files into the new file *target*, in one read.

    The names and sizes of the bytes go along. The copy is not flushed yet.

    Args:
        source: see :func:`file_of`; nobody may be in the middle of a transaction on it in this thread.
        target: where no file is.

    Raises:
        sqlite3.Error: the source cannot be read or the target not written.
    """
    with closing(_scratch(target)) as copy:
        mode = "immutable=1" if is_read_only_medium(source) and not journal_of(source).exists() else "mode=ro"
        copy.execute("ATTACH ? AS source", (f"{source.absolute().as_uri()}?{mode}",))
        copy.execute("BEGIN")
        objects = copy.execute(
            "SELECT type, name, sql FROM source.sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        tables = [(name, sql) for kind, name, sql in objects if kind == "table"]
        for name, sql in tables:
            copy.execute(sql)
            rows = NO_PHOTOS if name == "blob" else f'SELECT * FROM source."{name}"'
            copy.execute(f'INSERT INTO main."{name}" {rows}')
        for kind, _, sql in objects:
            if kind == "index":
                copy.execute(sql)
        for what in ("application_id", "user_version"):
            value = int(copy.execute(f"PRAGMA source.{what}").fetchone()[0])
            copy.execute(f"PRAGMA main.{what} = {value}")
        copy.execute("COMMIT")
        copy.execute("DETACH source")


def _scratch(path: Path) -> sqlite3.Connection:
    """Open a new file that is worth nothing before it is flushed: no journal, no waiting for the disk."""
    connection = connect(path, "rwc")
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def copy_whole(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the document of *connection* with all bytes into the new file *target* and flush it.

    Raises:
        sqlite3.Error, OSError: it could not be done; what stands at *target* is worth nothing.
    """
    copy_into(connection, target)
    flush(target)


def flush(path: Path) -> None:
    """Return when the closed file *path* is on the disk."""
    with path.open("rb+") as file:
        sync_file(file.fileno())


def fill_photos(path: Path, photos: dict[str, Path | None]) -> None:
    """Put the bytes of photos and files into a copy that was made without them.

    Args:
        path: the copy; nobody has it open.
        photos: SHA-256 to the file with the bytes, already compared with it; ``None`` takes the name out.
    """
    with closing(_scratch(path)) as copy:
        copy.execute("BEGIN")
        for name, file in photos.items():
            if file is None:
                copy.execute("DELETE FROM blob WHERE sha256 = ?", (name,))
            else:
                copy.execute("UPDATE blob SET data = ? WHERE sha256 = ?", (file.read_bytes(), name))
        copy.execute("COMMIT")


def photos_of(path: Path) -> dict[str, int]:
    """Return the names and sizes of the bytes that the closed copy at *path* speaks of."""
    with closing(connect(path, "ro")) as copy:
        return {str(name): int(size) for name, size in copy.execute("SELECT sha256, size FROM blob").fetchall()}


def facts_of(path: Path) -> dict[str, str]:
    """Return the facts that the closed copy at *path* says of itself.

    Raises:
        CorruptError: it is no copy of a document.
    """
    try:
        with closing(connect(path, "ro")) as copy:
            if copy.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise backup_faults.no_backup(path.name)
            return {str(key): str(value) for key, value in copy.execute("SELECT key, value FROM meta").fetchall()}
    except sqlite3.DatabaseError as error:
        raise backup_faults.no_backup(path.name) from error


def damage_in(path: Path, schema: Schema, *, whole: bool) -> Iterator[list[Damage]]:
    """Look for damage in the closed file at *path*, one short slice at each step.

    Args:
        path: a copy; it is opened read-only.
        schema: the program's format, for titles and for what has no seals.
        whole: whether it holds the bytes of its photos.
    """
    with closing(connect(path, "ro")) as copy:
        verifier = verifier_of(copy, schema)
        yield verifier.structure()
        yield from verifier.contents() if whole else verifier.records()


def verifier_of(connection: sqlite3.Connection, schema: Schema) -> Verifier:
    """Return what looks for damage on *connection*."""
    titles = {name: table.title for name, table in schema.watched.items()}
    return Verifier(connection, titles, unsealed_tables(schema))
