"""Photos into the document: read and checked first, then stored, then recorded in one small step.

``prepare`` runs outside the document lane and keeps no bytes in memory; it leaves derivatives in the
cache. ``add`` stores each original in a transaction of its own (outside the history) and then makes all
records in one unit of work. The two halves of ``add`` may also be called slice by slice.
"""

from __future__ import annotations

import contextlib
from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import AppError, Cancelled, InputError
from app.core.fields import Row
from app.core.messages import N_, Message
from app.core.progress import NoProgress, Progress
from app.imports.photos import Candidate, Source, Trouble, examine, list_sources, read_bytes
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.services.photos.pictures import HALF_CM, WHOLE_CM, Job, PictureCache, usual_size
from app.services.records import RecordService

MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "TIFF": "image/tiff",
    "HEIC": "image/heic",
    "GIF": "image/gif",
    "BMP": "image/bmp",
    "AVIF": "image/avif",
}
FULL_WIDTH_TENTHS = 160
"""A page's text is 16.0 cm wide."""


@dataclass(frozen=True, slots=True)
class PhotoBatch:
    """Photos that were read and can be added.

    Args:
        candidates: each picture once, in order.
        doubles: how many files were identical to one before them.
        troubles: what cannot be taken, in words.
        left_out: the sentence about files that are no pictures, ``None`` where there are none.
    """

    candidates: tuple[Candidate, ...]
    doubles: int = 0
    troubles: tuple[Trouble, ...] = ()
    left_out: Message | None = None

    @property
    def undated(self) -> tuple[Candidate, ...]:
        """Return those that say nothing themselves of when they were taken."""
        return tuple(one for one in self.candidates if one.date_from != "exif")

    def suggested_date(self, event_date: str = "") -> str:
        """Return the ISO date to offer for the undated ones: from their names, else the event's, else ""."""
        named = Counter(one.date for one in self.undated if one.date)
        return named.most_common(1)[0][0] if named else event_date


@dataclass(frozen=True, slots=True)
class AddResult:
    """What came of a batch.

    Args:
        added: ids of the new photos, in order.
        joined: ids of photos that were in the document already.
        troubles: what could not be stored.
        changes: the one step that made the records, ``None`` where nothing changed.
    """

    added: tuple[str, ...]
    joined: tuple[str, ...]
    troubles: tuple[Trouble, ...]
    changes: ChangeSet | None


class PhotoService:
    """Photos of one open document.

    Args:
        document: the open document.
        records: its records.
        pictures: the cache that is filled while photos come in.
    """

    def __init__(self, document: Document, records: RecordService, pictures: PictureCache) -> None:
        self._document, self._records, self._pictures = document, records, pictures

    def prepare(self, paths: Iterable[Path], progress: Progress | None = None, threads: int = 2) -> PhotoBatch:
        """Read, check and decode files, folders and albums. Thread: any but the lane; changes nothing.

        Raises:
            Cancelled: the person pressed Stop.
        """
        progress, listing = progress or NoProgress(), list_sources(paths)
        found: list[Candidate | Trouble] = []
        with ThreadPoolExecutor(threads, "photos") as pool:
            results = pool.map(self._examined, listing.sources)
            for done, one in enumerate(results, 1):
                found.append(one)
                progress.step(done, len(listing.sources), N_("Reading photos"))
                if progress.cancelled():
                    pool.shutdown(wait=False, cancel_futures=True)
                    raise Cancelled(N_("Reading photos was stopped."), N_("Add them again whenever you like."))
        unique: dict[str, Candidate] = {}
        for one in found:
            if isinstance(one, Candidate):
                unique.setdefault(one.sha256, one)
        doubles = sum(isinstance(one, Candidate) for one in found) - len(unique)
        troubles = (*listing.troubles, *(one for one in found if isinstance(one, Trouble)))
        return PhotoBatch(tuple(unique.values()), doubles, troubles, listing.left_out_words)

    def prepare_wide(self, batch: PhotoBatch, progress: Progress | None = None, threads: int = 2) -> None:
        """Make the pictures for a whole page's width too, from the same files, after they were added.

        Only saves time later: what cannot be read any more is passed over. Thread: any but the lane.
        """
        progress = progress or NoProgress()
        with ThreadPoolExecutor(threads, "photos") as pool:
            for done, _ in enumerate(pool.map(self._widened, batch.candidates), 1):
                progress.step(done, len(batch.candidates), N_("Preparing pictures"))
                if progress.cancelled():
                    pool.shutdown(wait=False, cancel_futures=True)
                    return

    def add(self, batch: PhotoBatch, *, event_id: str | None = None, date_for_undated: str | None = None) -> AddResult:
        """Store the originals, then make the records in one step. Thread: the document lane.

        Args:
            batch: as prepared.
            event_id: event whose photos they become.
            date_for_undated: ISO date (a year or month is enough) for photos whose file tells none in its
                data or its own name; ``None`` keeps each one's guess.
        """
        troubles: list[Trouble] = []
        fresh = [one for one in batch.candidates if self._document.blob_size(one.sha256) is None]
        with ThreadPoolExecutor(1, "photos") as reader:
            # the next one is read while the disk still writes this one; never more than two stand in memory
            ahead = deque(reader.submit(_read, one) for one in fresh[:1])
            for number, one in enumerate(fresh, 1):
                ahead.extend(reader.submit(_read, after) for after in fresh[number : number + 1])
                found = ahead.popleft().result()
                trouble = found if isinstance(found, Trouble) else self.store(one, found)
                if trouble is not None:
                    troubles.append(trouble)
        return self.record(batch, event_id=event_id, date_for_undated=date_for_undated, troubles=tuple(troubles))

    def store(self, candidate: Candidate, data: bytes) -> Trouble | None:
        """Store one original; the words of what went wrong with its file, else ``None``.

        A disk that is full or refuses raises (StorageError): then nothing more can be stored.

        Args:
            candidate: as prepared.
            data: its bytes, read elsewhere.
        """
        if self._document.blob_size(candidate.sha256) is not None:
            return None
        try:
            self._document.put_blob(candidate.sha256, data)
        except ValueError:
            return Trouble.of(
                candidate.name,
                InputError(N_("The file changed while it was being read."), N_("Add it again."), code="input.changed"),
            )
        return None

    def record(
        self,
        batch: PhotoBatch,
        *,
        event_id: str | None = None,
        date_for_undated: str | None = None,
        troubles: tuple[Trouble, ...] = (),
    ) -> AddResult:
        """Make the records of the originals that are stored, in one step, and link them to the event."""
        stored = [one for one in batch.candidates if self._document.blob_size(one.sha256) is not None]
        known = {str(row.get("sha256")): row.id for row in self._records.load("photo")}
        event = self._records.get("event", event_id) if event_id else None
        ids: dict[str, str] = {}
        with self._document.unit_of_work(N_("Add photos")) as work:
            for one in stored:
                ids[one.sha256] = known.get(one.sha256) or self._records.insert(
                    work.session, "photo", _values(one, date_for_undated)
                )
            if event is not None:
                before = tuple(str(key) for key in _keys(event.get("photos")))
                after = (*before, *(key for key in ids.values() if key not in before))
                self._records.write(work.session, "event", event.id, {"photos": after})
        joined = tuple(ids[one.sha256] for one in stored if one.sha256 in known)
        added = tuple(ids[one.sha256] for one in stored if one.sha256 not in known)
        return AddResult(added, joined, troubles, work.changes)

    def caption(
        self, photo_id: str, language: str, text: str, *, typing: bool = False, step: str = ""
    ) -> ChangeSet | None:
        """Give a photo its caption in one language; the other languages stay as they are."""
        row = self._records.get("photo", photo_id)
        if row is None:
            return None
        known = row.get("caption")
        values = {**known} if isinstance(known, Mapping) else {}
        values[language] = text
        kept = {key: value for key, value in values.items() if value}
        return self._records.change("photo", photo_id, {"caption": kept or None}, typing=typing, step=step)

    def thumbnail(self, sha256: str) -> bytes:
        """Return a small JPEG for the screen. Thread: the document lane. Raises UnreadablePictureError."""
        return self._pictures.thumbnail(sha256)

    def _examined(self, source: Source) -> Candidate | Trouble:
        """Read one picture, fill the cache from the same bytes, and let go of them."""
        try:
            data = read_bytes(source)
            candidate = examine(source, data)
            half = usual_size(candidate.info.width_px, candidate.info.height_px, HALF_CM)
            self._pictures.fill(Job(candidate.sha256, (half,), thumbnail=True), data)
        except AppError as error:
            return Trouble.of(source.name, error)
        except MemoryError:
            return Trouble.of(source.name, _no_memory())
        return candidate

    def _widened(self, one: Candidate) -> None:
        wanted = usual_size(one.info.width_px, one.info.height_px, WHOLE_CM)
        with contextlib.suppress(AppError, MemoryError):
            if not self._pictures.has(one.sha256, wanted):
                self._pictures.fill(Job(one.sha256, (wanted,)), read_bytes(one.source))


def _read(one: Candidate) -> bytes | Trouble:
    try:
        return read_bytes(one.source)
    except AppError as error:
        return Trouble.of(one.name, error)


def widest_tenths(width_px: int) -> int:
    """Return how wide a picture may print at 300 dpi, in tenths of a centimetre, rounded down."""
    return max(0, width_px) * 254 // 3000


def width_words(row: Row) -> Message | None:
    """Return the sentence that says how wide a photo may print; ``None`` where its size is not known."""
    turned = row.get("turn") in (1, 3)
    pixels = row.get("height_px" if turned else "width_px")
    if not isinstance(pixels, int):
        return None
    return width_words_for(pixels)


def width_words_for(width_px: int) -> Message:
    """Return the sentence for a picture of that many pixels across, as it stands."""
    tenths = widest_tenths(width_px)
    cm = f"{tenths // 10}.{tenths % 10}"
    if tenths < FULL_WIDTH_TENTHS:
        return N_("{px} px: up to {cm} cm; ask the sender for the original", px=width_px, cm=cm)
    return N_("{px} px: up to {cm} cm", px=width_px, cm=cm)


def _no_memory() -> InputError:
    return InputError(
        N_("The computer has not enough memory for this picture."),
        N_("Close other programs, or make a smaller copy and add that one."),
        code="picture.memory",
    )


def _values(one: Candidate, date_for_undated: str | None) -> dict[str, object]:
    day = one.date
    if date_for_undated and one.date_from not in ("exif", "name"):
        day = date_for_undated
    return {
        "name": one.name,
        "sha256": one.sha256,
        "size": one.size,
        "width_px": one.info.width_px,
        "height_px": one.info.height_px,
        "dpi_tag": one.info.dpi_tag or None,
        "media_type": MEDIA_TYPES.get(one.info.format, "application/octet-stream"),
        "taken_on": day or None,
        "original_taken": one.info.taken_at or None,
        "has_gps": one.info.has_gps,
    }


def _keys(value: object) -> Sequence[object]:
    return value if isinstance(value, (tuple, list)) else ()
