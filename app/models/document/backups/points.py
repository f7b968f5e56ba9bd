"""Points in time to which a document can be brought back: their names, their notes, which are kept."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.models.base import canonical
from app.models.document.changes import from_moment, moment
from app.system.durable import CHUNK, chunks_of, sync_file, write_whole

ENDING = ".db.gz"
LEVEL = 3
"""Of compression: records shrink to a sixth; higher levels cost more time than they save room."""

ALL_FOR = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 30, 26, 36
"""For how many days, weeks and months the last point of each is kept."""


@dataclass(frozen=True, slots=True)
class Point:
    """One backup: records, history, seals and programmes; photos are shared with the other points.

    Args:
        path: the compressed copy.
        at: when it was made, aware, UTC.
        sound_at: when its records were last verified, ``None``: not yet.
        verified_at: the same, with every photo there; only such a point lets older ones go.
        photos: SHA-256 to size of the bytes that belong to it.
        digest: SHA-256 of the compressed copy.
        reason: why it was made: ``open``, ``time``, ``close``, ``by hand``, ``migration`` or a name of a step.
        source: path of the document it was made from.
        damaged: whether it was made of a damaged document; it then stands apart.
        changes: number of the last change set in it.
    """

    path: Path
    at: datetime
    sound_at: datetime | None = None
    verified_at: datetime | None = None
    photos: Mapping[str, int] = field(default_factory=dict, hash=False)
    digest: str = ""
    reason: str = ""
    source: str = ""
    damaged: bool = False
    changes: int = 0

    @property
    def name(self) -> str:
        """Its name without an ending."""
        return self.path.name.removesuffix(ENDING)

    @property
    def root(self) -> Path:
        """The folder with this document's points and photos."""
        return self.path.parent.parent


def new_name(at: datetime, taken: Iterable[str]) -> str:
    """Return ``<time>_<seq>`` for a point made at *at*, later than every name that is taken."""
    last = max((int(name.rpartition("_")[2]) for name in taken if name.rpartition("_")[2].isdigit()), default=0)
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}_{last + 1:06d}"


Known = dict[Path, tuple[int, Point]]
"""Points that were read before, with the time of their notes in nanoseconds."""


def read_points(folder: Path, *, damaged: bool = False, known: Known | None = None) -> list[Point]:
    """Return the points in *folder*, newest first; one whose note is lost counts as never verified.

    Args:
        folder: with points and their notes.
        damaged: whether they were made of a damaged document.
        known: what was read before; renewed here, so that a note is read once.
    """
    if not folder.is_dir():
        return []
    known = {} if known is None else known
    found = [_read_once(path, damaged, known) for path in folder.iterdir() if path.name.endswith(ENDING)]
    return sorted(found, key=lambda point: (point.at, point.name), reverse=True)


def _read_once(path: Path, damaged: bool, known: Known) -> Point:
    try:
        at = note_of(path).stat().st_mtime_ns
    except OSError:
        return _read(path, damaged)
    if path not in known or known[path][0] != at:
        known[path] = (at, _read(path, damaged))
    return known[path][1]


def _read(path: Path, damaged: bool) -> Point:
    known = Point(path, _time_in(path), damaged=damaged)
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        said = json.loads(note_of(path).read_text("utf-8"))
        known = replace(
            known,
            sound_at=_when(said["sound_at"]),
            verified_at=_when(said["verified_at"]),
            photos={str(name): int(size) for name, size in said["photos"].items()},
            digest=str(said["digest"]),
            reason=str(said["reason"]),
            source=str(said["source"]),
            changes=int(said["changes"]),
        )
    return known


def write_note(point: Point) -> None:
    """Keep what is known of *point* beside it."""
    said = {
        "sound_at": moment(point.sound_at) if point.sound_at else "",
        "verified_at": moment(point.verified_at) if point.verified_at else "",
        "photos": dict(point.photos),
        "digest": point.digest,
        "reason": point.reason,
        "source": point.source,
        "changes": point.changes,
    }
    write_whole(note_of(point.path), canonical(said).encode())


def note_of(path: Path) -> Path:
    """Return the place of the note of the point at *path*."""
    return path.with_name(path.name.removesuffix(ENDING) + ".json")


def pack(source: Path, target: Path) -> Iterator[str]:
    """Compress *source* into *target* and flush it, a short slice at each step; at last yield its SHA-256."""
    hasher = hashlib.sha256()
    packer = zlib.compressobj(LEVEL, wbits=31)  # 31: as gzip, so that any program can unpack it
    with target.open("wb") as file:
        for chunk in chunks_of(source):
            piece = packer.compress(chunk)
            hasher.update(piece)
            file.write(piece)
            yield ""
        piece = packer.flush()
        hasher.update(piece)
        file.write(piece)
        file.flush()
        sync_file(file.fileno())
    yield hasher.hexdigest()


def unpack(source: Path, target: Path) -> Iterator[None]:
    """Expand the point at *source* into the new file *target*, a short slice at each step.

    Raises:
        OSError, EOFError, zlib.error: it is damaged.
    """
    with gzip.open(source, "rb") as packed, target.open("wb") as file:
        while piece := packed.read(CHUNK):
            file.write(piece)
            yield


def superfluous(points: Iterable[Point], now: datetime) -> tuple[Point, ...]:
    """Return the points that may go: all of 2 days stay, then the last of each day, week and month.

    Only verified points stand for a day, week or month, and only they may go; the newest verified one
    always stays. Source: engine room 3, peers 5.3.

    Args:
        points: of one document.
        now: aware; days begin at midnight in its zone.
    """
    verified = sorted(
        (one for one in points if one.verified_at and not one.damaged), key=lambda one: (one.at, one.name)
    )
    keep = {verified[-1].name} if verified else set()
    last: dict[Hashable, Point] = {}
    for point in verified:
        if now - point.at <= ALL_FOR:
            keep.add(point.name)
        for bucket in _buckets(point.at.astimezone(now.tzinfo), now):
            last[bucket] = point
    keep |= {point.name for point in last.values()}
    return tuple(point for point in verified if point.name not in keep)


def _buckets(at: datetime, now: datetime) -> Iterator[Hashable]:
    days = (now.date() - at.date()).days
    if days < DAILY:
        yield "day", at.date()
    if days < WEEKLY * 7:
        yield "week", at.isocalendar()[:2]
    if (now.year - at.year) * 12 + now.month - at.month < MONTHLY:
        yield "month", at.year, at.month


def _time_in(path: Path) -> datetime:
    with suppress(ValueError):
        return datetime.strptime(path.name.partition("_")[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _when(text: str) -> datetime | None:
    return from_moment(text) if text else None
