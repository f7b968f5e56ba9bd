"""Which of two copies of a document knows more: told by their histories and seals, never by a clock."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from app.models.document.connection import Reading
from app.models.document.opening import Setup, drop, open_to_read
from app.models.document.schema import Schema


@dataclass(frozen=True, slots=True)
class State:
    """What a copy of a document holds.

    Args:
        document_id: key of the document.
        heads: editing session to the last change set that is known of it.
        digest: of all seals and the names of all bytes; equal digests are equal contents.
    """

    document_id: str
    heads: Mapping[str, int] = field(hash=False)
    digest: str

    def knows(self, other: State) -> bool:
        """Say whether everything that ever happened in *other* happened here too."""
        return all(self.heads.get(session, 0) >= seq for session, seq in other.heads.items())


class Relation(StrEnum):
    """How the copy on this computer stands to the one elsewhere."""

    SAME = "same"
    AHEAD = "ahead"
    BEHIND = "behind"
    APART = "apart"


def state_of(connection: sqlite3.Connection) -> State:
    """Return what the open file holds; open steps of typing should be finished before."""
    facts = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    heads = connection.execute("SELECT session, max(seq) FROM change_set GROUP BY session").fetchall()
    hasher = hashlib.blake2b(digest_size=16)
    for kind, record, hash_ in connection.execute(
        "SELECT type, record, hash FROM seal ORDER BY type, record"
    ).fetchall():
        hasher.update(f"{kind}\0{record}\0".encode("utf-8", "surrogateescape") + bytes(hash_))
    for (name,) in connection.execute("SELECT sha256 FROM blob ORDER BY sha256").fetchall():
        hasher.update(str(name).encode())
    return State(str(facts.get("document_id", "")), {str(s): int(n) for s, n in heads}, hasher.hexdigest())


def state_in(path: Path, schema: Schema) -> State:
    """Return what the document at *path* holds; nothing is written there.

    Raises:
        CorruptError, TooNewError, DocumentError, StorageError: it cannot be read.
    """
    opened = open_to_read(path, Setup(schema))
    try:
        return state_of(opened.connection)
    finally:
        drop(Reading(opened.connection, opened.aside))


def relation(here: State, there: State, synced: str) -> Relation:
    """Compare the copy here with the one elsewhere.

    Args:
        here: what the copy on this computer holds.
        there: what the one elsewhere holds.
        synced: digest of both when they were last equal, "" where they never were.
    """
    if here.digest == there.digest:
        return Relation.SAME
    if here.document_id != there.document_id:
        return Relation.APART
    if there.digest == synced:
        return Relation.AHEAD
    if here.digest == synced:
        return Relation.BEHIND
    if here.knows(there) and not there.knows(here):
        return Relation.AHEAD
    if there.knows(here) and not here.knows(there):
        return Relation.BEHIND
    return Relation.APART
