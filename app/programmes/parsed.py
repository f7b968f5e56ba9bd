"""What reading a pack's file gives, and the error that names its line; apart from the reader of YAML itself.

A start reads compiled packs only and never needs that reader.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.core.errors import ProgrammeError
from app.core.messages import N_, Message

MAX_BYTES = 5 * 1024 * 1024
"""Largest file that is read."""

MEND_IT = N_("Use the pack as it was delivered, or mend the file at that line.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands. ``line``: from 1."""

    file: str
    line: int


@dataclass(slots=True)
class Parsed:
    """A file's content and the place of every value, keyed by its path such as ``$.rules[3].id``."""

    value: object
    places: dict[str, Place] = field(default_factory=dict)


def pack_error(file: str, line: int, reason: Message | str) -> ProgrammeError:
    """Return the error that names the file and the line; *reason* is plain text where a library gave it."""
    what = N_("The programme pack cannot be read: {file}, line {line}: {reason}", file=file, line=line, reason=reason)
    return ProgrammeError(what, MEND_IT)
