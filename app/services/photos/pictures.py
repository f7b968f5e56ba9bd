"""Pictures at their printed size, kept outside the document, and thumbnails for the screen.

The cache may be deleted at any time: everything in it can be made again from the originals. It holds
no EXIF and no place, and is capped; what was not looked at for longest goes first. Thread: any, except
where the original has to be asked for (that is the document lane's).
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from app import media
from app.core.errors import AppError, Cancelled, UnreadablePictureError
from app.core.messages import N_
from app.core.progress import NoProgress, Progress
from app.exports.spec import Picture
from app.media import Wanted, pixels_for

RECIPE = "1"
"""Moves on when the same request would give other bytes; older ones are then never found."""
LIMIT_BYTES = 1024**3
HEAVY_PIXELS = 25_000_000
"""Larger pictures are decoded one at a time: two of 60 megapixels would take half a gigabyte."""
THUMBNAIL_EDGE = 320
HALF_CM, WHOLE_CM = (7.5, 8.6), (16.0, 12.0)
"""Most width and height of a photo in a pair and of one alone, as ``exports.layout.photos`` places them."""
_WHOLE = (0, 0, 1000, 1000)


@dataclass(frozen=True, slots=True)
class Request:
    """One placed-size picture that an output needs."""

    picture: Picture
    width_px: int
    height_px: int

    @property
    def wanted(self) -> Wanted:
        """Return it as ``app.media`` takes it."""
        return Wanted(self.width_px, self.height_px, self.picture.crop, self.picture.turn)


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be made from one original."""

    sha256: str
    wanted: tuple[Wanted, ...]
    thumbnail: bool = False


def usual_size(width_px: int, height_px: int, room: tuple[float, float]) -> Wanted:
    """Return the placed size of a whole upright picture at 300 dpi, never enlarged.

    Args:
        width_px: of the upright original.
        height_px: likewise.
        room: most width and height in centimetres: ``HALF_CM`` or ``WHOLE_CM``.
    """
    scale = min(room[0] / width_px, room[1] / height_px)
    wide, high = pixels_for(width_px * scale), pixels_for(height_px * scale)
    return Wanted(max(1, min(wide, width_px)), max(1, min(high, height_px)))


class PictureCache:
    """Finished JPEGs by original and size; implements ``app.exports.spec.Pictures``.

    Args:
        folder: where the cache stands; made when first needed.
        original: returns an original's bytes by SHA-256; called in the thread that asks for a picture
            that is not there yet. Raises KeyError where there is none.
        limit: most bytes kept.
    """

    def __init__(self, folder: Path, original: Callable[[str], bytes], limit: int = LIMIT_BYTES) -> None:
        self._folder, self._original, self._limit = folder / RECIPE, original, limit
        self._lock, self._one_heavy = threading.Lock(), threading.Lock()
        self._size: int | None = None

    def jpeg(self, picture: Picture, width_px: int, height_px: int) -> bytes:
        """Return the finished JPEG, from the cache or made now. Raises UnreadablePictureError."""
        request = Request(picture, width_px, height_px)
        found = self._read(picture.sha256, _name(request.wanted))
        if found is not None:
            return found
        return self.fill(Job(picture.sha256, (request.wanted,)), self._bytes_of(picture.sha256))[0]

    def thumbnail(self, sha256: str) -> bytes:
        """Return a small JPEG for the screen, from the cache or made now. Raises UnreadablePictureError."""
        found = self.cached_thumbnail(sha256)
        if found is not None:
            return found
        data = self._bytes_of(sha256)
        made = media.thumbnail(data, THUMBNAIL_EDGE)
        self._write(sha256, _THUMBNAIL, made)
        return made

    def cached_thumbnail(self, sha256: str) -> bytes | None:
        """Return the thumbnail where it is there already; never asks for the original."""
        return self._read(sha256, _THUMBNAIL)

    def missing(self, requests: Iterable[Request]) -> tuple[Job, ...]:
        """Return what has to be made before an output, by original, in the order of first need."""
        needed: dict[str, dict[Wanted, None]] = {}
        for one in requests:
            if not self.has(one.picture.sha256, one.wanted):
                needed.setdefault(one.picture.sha256, {})[one.wanted] = None
        return tuple(Job(sha256, tuple(wanted)) for sha256, wanted in needed.items())

    def has(self, sha256: str, wanted: Wanted) -> bool:
        """Say whether a finished JPEG is there."""
        return self._path(sha256, _name(wanted)).is_file()

    def sizes(self, sha256: str) -> tuple[tuple[int, int, int], ...]:
        """Return width, height and bytes of every picture of an original that stands here, the smallest first."""
        found = []
        with contextlib.suppress(OSError), os.scandir(self._folder / sha256[:2]) as files:
            for one in files:
                match = _SIZED.match(one.name, len(sha256)) if one.name.startswith(sha256) else None
                if match is not None:
                    found.append((int(match[1]), int(match[2]), one.stat().st_size))
        return tuple(sorted(found))

    def fill(self, job: Job, data: bytes) -> tuple[bytes, ...]:
        """Make and keep what *job* names from the original's bytes; return its JPEGs."""
        facts = media.inspect(data)
        heavy = facts.width_px * facts.height_px > HEAVY_PIXELS
        with self._one_heavy if heavy else contextlib.nullcontext():
            if job.thumbnail:
                small, made = media.thumbnails_and(data, THUMBNAIL_EDGE, job.wanted)
                self._write(job.sha256, _THUMBNAIL, small)
            else:
                made = media.derivatives(data, job.wanted)
        for wanted, jpeg in zip(job.wanted, made, strict=True):
            self._write(job.sha256, _name(wanted), jpeg)
        return made

    def warm(self, requests: Iterable[Request], progress: Progress | None = None, threads: int = 2) -> None:
        """Make everything that is missing: originals are read in this thread, decoding runs in others.

        A picture that cannot be decoded is passed over; asking for it later tells why.

        Raises:
            Cancelled: the person pressed Stop.
        """
        progress, jobs = progress or NoProgress(), self.missing(requests)
        with ThreadPoolExecutor(threads, "pictures") as pool:
            running: list[Future[object]] = []
            for done, job in enumerate(jobs):
                progress.step(done, len(jobs), N_("Preparing pictures"))
                if progress.cancelled():
                    raise Cancelled(N_("Preparing pictures was stopped."), N_("Start it again whenever you like."))
                with contextlib.suppress(AppError, KeyError):
                    running.append(pool.submit(self._quietly, job, self._bytes_of(job.sha256)))
                if len(running) > 2 * threads:
                    running.pop(0).result()
        progress.step(len(jobs), len(jobs))

    def trim(self) -> None:
        """Drop what was not looked at for longest until the cache is below four fifths of its limit."""
        found = sorted(self._files(), key=lambda one: one[1])
        total = sum(size for _, _, size in found)
        if total > self._limit:
            for path, _, size in found:
                with contextlib.suppress(OSError):
                    path.unlink()
                    total -= size
                if total <= self._limit * 4 // 5:
                    break
        with self._lock:
            self._size = total

    def forget(self, sha256: str) -> None:
        """Drop everything made from one original, as when a photo is erased for good."""
        for path, _, _ in list(self._files(sha256[:2])):
            if path.name.startswith(sha256):
                with contextlib.suppress(OSError):
                    path.unlink()

    def _quietly(self, job: Job, data: bytes) -> None:
        with contextlib.suppress(AppError, MemoryError):
            self.fill(job, data)

    def _bytes_of(self, sha256: str) -> bytes:
        try:
            return self._original(sha256)
        except KeyError as cause:
            raise UnreadablePictureError(
                N_("The original of a photo is missing."),
                N_("Add the photo again, or get it back from a backup."),
                code="picture.missing",
            ) from cause

    def _path(self, sha256: str, name: str) -> Path:
        return self._folder / sha256[:2] / f"{sha256}_{name}.jpg"

    def _read(self, sha256: str, name: str) -> bytes | None:
        path = self._path(sha256, name)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if not (data.startswith(b"\xff\xd8") and data.endswith(b"\xff\xd9")):
            return None  # the computer went off while it was written
        with contextlib.suppress(OSError):
            os.utime(path)
        return data

    def _write(self, sha256: str, name: str, data: bytes) -> None:
        """Keep a JPEG; a disk that is full or refuses only costs time later."""
        path = self._path(sha256, name)
        temporary = path.with_name(f".{secrets.token_hex(6)}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
            os.replace(temporary, path)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            return
        if self._grown(len(data)):
            self.trim()

    def _grown(self, by: int) -> bool:
        with self._lock:
            if self._size is None:
                self._size = sum(size for _, _, size in self._files())
            else:
                self._size += by
            return self._size > self._limit

    def _files(self, below: str = "*") -> Iterator[tuple[Path, float, int]]:
        for path in self._folder.glob(f"{below}/*"):
            with contextlib.suppress(OSError):
                facts = path.stat()
                yield path, facts.st_mtime, facts.st_size


_SIZED = re.compile(r"_(\d+)x(\d+).*\.jpg\Z")
_THUMBNAIL = f"t{THUMBNAIL_EDGE}"


def _name(wanted: Wanted) -> str:
    crop = "" if wanted.crop == _WHOLE else "_" + "-".join(str(side) for side in wanted.crop)
    turn = f"_r{wanted.turn % 4}" if wanted.turn % 4 else ""
    return f"{wanted.width_px}x{wanted.height_px}{crop}{turn}"
