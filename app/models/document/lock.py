"""Who has a document open for editing: a lock file beside it, held by the operating system."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.models.base import canonical
from app.models.document.changes import from_moment, moment
from app.system.locks import FileLock, read_lock_text


@dataclass(frozen=True, slots=True)
class LockInfo:
    """Who has the document open, on which computer, since when (aware; ``None`` where unknown)."""

    person: str
    device: str
    since: datetime | None


def lock_path(document: Path) -> Path:
    """Return the place of the lock file of *document*."""
    return document.with_name(f".~{document.name}.lock")


def take_lock(document: Path, info: LockInfo) -> FileLock | LockInfo:
    """Take the lock of *document* for *info*, or say who has it.

    A lock file without a living holder is stale and is taken over.

    Raises:
        OSError: nothing may be written beside the document.
    """
    lock = FileLock.take(lock_path(document))
    if lock is None:
        return read_info(document)
    since = moment(info.since) if info.since else ""
    lock.write(canonical({"device": info.device, "person": info.person, "since": since}))
    return lock


def read_info(document: Path) -> LockInfo:
    """Return what the lock file of *document* says; empty where it says nothing (yet)."""
    try:
        said = json.loads(read_lock_text(lock_path(document)))
        since = from_moment(said["since"]) if said.get("since") else None
        return LockInfo(str(said.get("person", "")), str(said.get("device", "")), since)
    except (ValueError, KeyError, AttributeError, TypeError):
        return LockInfo("", "", None)
