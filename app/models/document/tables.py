"""The document's own tables: who it is, its history, its seals, and the bytes of photos and files.

They are the same in every document, whatever records it keeps, and no trigger ever watches them.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text

from app.models.base import NAMING

ENGINE = MetaData(naming_convention=NAMING)

META = Table(
    "meta",
    ENGINE,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)
"""Facts about the file itself: ``document_id``, ``created_at``, ``created_by`` (program version)."""

SESSION = Table(
    "session",
    ENGINE,
    Column("id", Text, primary_key=True),
    Column("device", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("opened_at", Text, nullable=False),
    Column("parents", Text, nullable=False),
    sqlite_strict=True,
)
"""One row per opening that changed something; ``parents``: JSON of [session, last seq] known then."""

CHANGE_SET = Table(
    "change_set",
    ENGINE,
    Column("id", Text, primary_key=True),
    Column("session", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("lamport", Integer, nullable=False),
    Column("at", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("undoes", Text, nullable=False),
    Column("sealed", Integer, nullable=False),
    Index(None, "lamport"),
    sqlite_strict=True,
)
"""One row per unit of work; ``label``: JSON of a message; ``undoes``: JSON list of set ids."""

CHANGE = Table(
    "change",
    ENGINE,
    Column("set_id", Text, primary_key=True),
    Column("ord", Integer, primary_key=True),
    Column("type", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("old", Text),
    Column("new", Text),
    Column("erased", Integer, nullable=False),
    Index(None, "type", "record"),
    sqlite_strict=True,
)
"""JSON of the changed columns as they are stored; insert: ``old`` is null; delete: ``new`` is null."""

SEAL = Table(
    "seal",
    ENGINE,
    Column("type", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("hash", LargeBinary, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""BLAKE2b-128 of each record's canonical JSON; a change set's seal covers its changes too."""

BLOB = Table(
    "blob",
    ENGINE,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""Bytes of photos and files, named by their SHA-256, never altered; outside the history."""
