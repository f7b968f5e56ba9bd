"""What people see of the evidence: pieces, suggestions, how well a line is proven. Frozen values; any thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from app.core.fields import Kind, Option, RecordType, Row
from app.core.messages import Label, LocalText
from app.models import evidence as stored
from app.models.catalogue import about, catalogue, table
from app.services.evidence.targets import Sheet, Target
from app.services.formatting import is_empty

HOLE, OFFERED, WEAK, PROVEN = "hole", "offered", "weak", "proven"
"""How a line stands: nothing at all; only suggestions; nothing that is dated and can be checked; proven."""
STRENGTHS: tuple[Option, ...] = stored.STRENGTHS
"""How strong a piece is, the weakest first."""
AHEAD = frozenset({"due", "expires_on", "report_back_on", "end", "end_date"})
"""Dates that lie ahead of a record and do not say when it was true."""
Pick = tuple[str, str]
"""Record type and key of a record; an empty key is the whole list."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence for one line.

    Args:
        id: of the tag.
        type, record: what is cited; an empty key is the whole list of the type.
        kind: what such a record is called.
        title: of the record.
        date: ISO date on which it was true, "" where none is known.
        reason: why it proves the line.
        strength: "0" to "3", "" where nobody said.
        sound: whether it has a date and something by which it can be checked.
        count: how many records a whole list has.
        target: key of the line.
        words: of the line.
    """

    id: str
    type: str
    record: str
    kind: Label
    title: str
    date: str
    reason: str
    strength: str
    sound: bool
    count: int
    target: str
    words: LocalText

    @property
    def pick(self) -> Pick:
        """What is cited."""
        return self.type, self.record


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record that the programme's map suggests for a line; fields as of :class:`Piece`.

    Args:
        exhibit: what a reader is usually shown of it.
    """

    type: str
    record: str
    kind: Label
    title: str
    date: str
    sound: bool
    count: int
    exhibit: LocalText
    target: str = ""
    words: LocalText = field(default_factory=LocalText)

    @property
    def pick(self) -> Pick:
        """What is suggested."""
        return self.type, self.record


@dataclass(frozen=True, slots=True)
class Line:
    """A line with what proves it."""

    target: Target
    pieces: tuple[Piece, ...]
    suggested: tuple[Suggestion, ...]

    @property
    def state(self) -> str:
        """How it stands."""
        if any(one.sound for one in self.pieces):
            return PROVEN
        if self.pieces:
            return WEAK
        return OFFERED if self.suggested else HOLE

    @property
    def strongest(self) -> str:
        """The highest strength that somebody gave, "" where nobody did."""
        return max((one.strength for one in self.pieces), default="")

    @property
    def dates(self) -> tuple[str, str]:
        """First and last date, two empty texts where none is known."""
        known = sorted(one.date for one in self.pieces if one.date)
        return (known[0], known[-1]) if known else ("", "")


@dataclass(frozen=True, slots=True)
class Coverage:
    """A sheet with all its lines."""

    sheet: Sheet
    lines: tuple[Line, ...]

    def line(self, key: str) -> Line | None:
        """Return one line, ``None`` where there is none."""
        return next((one for one in self.lines if one.target.key == key), None)

    @property
    def open_points(self) -> int:
        """Points of the lines without any evidence."""
        return sum(one.target.points or 0 for one in self.lines if not one.pieces)

    @property
    def suggested(self) -> int:
        """How many suggestions wait on all lines."""
        return sum(len(one.suggested) for one in self.lines)


@dataclass(frozen=True, slots=True)
class Proves:
    """What one record proves: its tags, and the lines for which the map suggests it."""

    pieces: tuple[Piece, ...]
    suggested: tuple[Suggestion, ...]


def date_of(one: RecordType, row: Row) -> str:
    """Return the ISO date on which a record was true, "" where none is known."""
    return next((str(value)[:10] for name in _dates(one.name) if (value := row.get(name))), "")


@cache
def _dates(type_name: str) -> tuple[str, ...]:
    one = catalogue()[type_name]
    ahead = AHEAD | {name for name, _ in about(one.name).ends}
    dates = [field for field in one.fields if field.kind in (Kind.DATE, Kind.DATETIME) and field.name not in ahead]
    required = (field.name for field in dates if field.required)
    return (*required, "as_of_date", *(field.name for field in dates if not field.required))


def checkable(one: RecordType, row: Row) -> bool:
    """Say whether a record has something by which it can be checked: a photo, a paper, a source."""
    if one.name in ("photo", "file"):
        return True
    return any(not is_empty(row.get(name)) for name in _sources(one.name))


@cache
def _sources(type_name: str) -> tuple[str, ...]:
    papers = (
        field.name
        for field in catalogue()[type_name].fields
        if field.kind in (Kind.PHOTOS, Kind.FILE) or (field.kind is Kind.REFERENCES and field.target == "file")
    )
    return (*papers, "source_text", "source", "source_kind")


@cache
def looked_at(type_name: str) -> frozenset[str]:
    """Return the columns of a type by which its records are judged as evidence, so that no others are read."""
    photos = (field.name for field in catalogue()[type_name].fields if field.kind is Kind.PHOTOS)
    asked = {*_dates(type_name), *_sources(type_name), *photos, "dossier_use"}
    return frozenset(asked.intersection(table(type_name).columns.keys()))


def has_content(row: Row) -> bool:
    """Say whether a record says anything and may be cited at all."""
    return bool(row.title) and row.get("dossier_use") != "none"


def sound_picks(lines: Sequence[Line]) -> Mapping[str, frozenset[Pick]]:
    """Return each aspect to what is cited for it, is dated and can be checked."""
    found: dict[str, set[Pick]] = {}
    for line in lines:
        if line.target.aspect:
            found.setdefault(line.target.aspect, set()).update(one.pick for one in line.pieces if one.sound)
    return {aspect: frozenset(picks) for aspect, picks in found.items()}
