"""A document on a stick, a share or in a cloud folder, and copies of any document for a stick.

Each job has three parts: packing up on the document lane, delivering in the pool (it may take minutes on
a slow stick), and noting what came of it on the lane again.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.core.clock import Clock
from app.core.errors import AppError
from app.core.messages import N_, Message
from app.core.progress import Progress
from app.i18n import Translator
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.models.document.travel.parcel import Delivery, Parcel, deliver, pack_up
from app.models.document.travel.working_copy import Journey, WorkingCopies
from app.services.backups.service import BackupService
from app.services.backups.words import DONE, NOTICE, SafetyFact, age_words, day_words
from app.system.durable import remove, write_whole
from app.system.places import PlaceKind

NOTE_NAME = "備份說明 Backup note.txt"
KINDS: dict[PlaceKind, Message] = {
    PlaceKind.REMOVABLE: N_("a stick"),
    PlaceKind.NETWORK: N_("a shared folder"),
    PlaceKind.CLOUD: N_("a cloud folder"),
    PlaceKind.LOCAL: N_("this computer"),
}


@dataclass(frozen=True, slots=True)
class TravelView:
    """Where the other one is.

    Args:
        origin: the file elsewhere.
        kind: what kind of place it is, in words.
        place: what people call it.
        reachable: whether it is there now.
        synced_at: when both were last equal, aware; ``None`` where they never were.
        unwritten: whether this computer holds what the file there does not.
        recovered: whether that was left from an earlier time.
        kept: where a copy that was not taken was put aside, ``None`` where none was.
    """

    origin: Path
    kind: Message
    place: str
    reachable: bool
    synced_at: datetime | None
    unwritten: bool
    recovered: bool
    kept: Path | None


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a delivery.

    Args:
        path: where the file stands.
        said: what to tell: only now may the stick be pulled out.
        beside: why it stands under another name, ``None`` where it does not.
        place: what people call the place.
    """

    path: Path
    said: Message
    beside: Message | None
    place: str


class TravelService:
    """Travelling of one open document.

    Args:
        copies: the working copies of this computer.
        journey: of the document; ``None`` where it is edited where it stands.
        document: the open document.
        backups: remembers what was copied where.
        clock: the time.
    """

    def __init__(
        self, copies: WorkingCopies, journey: Journey | None, document: Document, backups: BackupService, clock: Clock
    ) -> None:
        self._copies, self._journey, self._document = copies, journey, document
        self._backups, self._clock = backups, clock
        self._unwritten = journey is not None and journey.edit and copies.unwritten(journey.trip, document)
        document.listen(self._on_change)

    # -- the document lane

    def view(self) -> TravelView | None:
        """Return where the other one is, ``None`` where there is no other one. Thread: the lane."""
        if self._journey is None:
            return None
        trip = self._journey.trip
        synced = trip.synced_at.astimezone(self._clock.now().tzinfo) if trip.synced_at else None
        return TravelView(
            trip.origin,
            KINDS[trip.kind],
            trip.place or trip.origin.parent.name,
            trip.reachable,
            synced,
            self._unwritten,
            self._journey.recovered and self._unwritten,
            self._journey.kept,
        )

    def lines(self) -> tuple[SafetyFact, ...]:
        """Return the line that says where the other one is and how old. Thread: the lane."""
        view = self.view()
        if view is None:
            return ()
        now, place = self._clock.now(), {"place": view.place}
        if not view.unwritten:
            when = day_words(view.synced_at, now) if view.synced_at else Message("")
            said = N_("The file on {place} is the same, written {when}.", when=when, **place)
            return (SafetyFact(DONE, said, key="travel"),)
        age = age_words(view.synced_at, now) if view.synced_at else N_("older")
        if not view.reachable:
            said = N_("Your changes are only on this computer. Put {place} in to write them back.", **place)
            return (SafetyFact(NOTICE, said, N_("Open backups"), "backups", "travel"),)
        said = N_("Your changes are only on this computer. The file on {place} is {age}.", age=age, **place)
        return (SafetyFact(NOTICE, said, N_("Write back"), "backups", "travel"),)

    def pack_up(self) -> Parcel:
        """Make the parcel to be delivered. Thread: the lane.

        Raises:
            DiskFullError, DeniedError, StorageError, CorruptError: it could not be made.
        """
        folder = self._journey.trip.folder if self._journey is not None else self._copies.root / "parcels"
        return pack_up(self._document, folder)

    def written_back(self, parcel: Parcel) -> None:
        """Note that a parcel was written back. Thread: the lane."""
        with suppress(AppError):
            if self._journey is not None:
                self._unwritten = self._copies.unwritten(self._journey.trip, self._document)
        remove(parcel.path)

    def copied_to_stick(self, parcel: Parcel, written: Written) -> None:
        """Note that everything was copied to a stick. Thread: the lane."""
        self._backups.elsewhere.copied_to_stick(written.place)
        remove(parcel.path)

    def come_home(self) -> bool:
        """End the journey after the document was closed; True where no working copy is left. Thread: the lane."""
        return self._journey is None or self._copies.come_home(self._journey)

    # -- any thread

    def write_back(self, parcel: Parcel, *, beside: bool = False, progress: Progress | None = None) -> Written:
        """Write a parcel to where the document lives, read it back and compare. Thread: any.

        Args:
            parcel: from :meth:`pack_up`.
            beside: whether to take another name where the file there was changed or is held.
            progress: told of the bytes, asked whether to stop.

        Raises:
            ChangedOnDiskError: the file there has changes that are not in this one; nothing was written.
            CorruptError, DiskFullError, DeniedError, StorageError, Cancelled: the file there is as it was.
        """
        if self._journey is None:
            raise RuntimeError("a document that is edited where it stands is not written back")
        trip, done = self._copies.write_back(self._journey.trip, parcel, beside=beside, progress=progress)
        self._journey.trip = trip
        removable = trip.kind is PlaceKind.REMOVABLE
        return _written(done, trip.place or trip.origin.parent.name, can_be_pulled=removable)

    def copy_to_stick(self, parcel: Parcel, folder: Path, progress: Progress | None = None) -> Written:
        """Write everything into *folder*: the document with all photos, and a note. Thread: any.

        An older copy of this document there is replaced; anything else of that name is left alone.

        Raises:
            CorruptError, DiskFullError, DeniedError, StorageError, Cancelled: see :meth:`write_back`.
        """
        done = deliver(parcel, folder / parcel.name, self._copies.schema, beside=True, progress=progress)
        with suppress(OSError):  # the note helps, the file is what counts
            write_whole(folder / NOTE_NAME, self.note(done).encode("utf-8-sig"))
        place = self._backups.elsewhere.name_of(folder)
        return _written(done, place, can_be_pulled=self._backups.elsewhere.is_removable(folder))

    def note(self, done: Delivery) -> str:
        """Return the note that lies beside a copy, in both languages. Thread: any."""
        now = self._clock.now()
        lines = (
            N_("Banyan: a copy of everything"),
            N_("File: {name}", name=done.path.name),
            N_("Written on {day}, read back and compared.", day=now),
            N_("It holds all records, their history and all photos."),
            N_("To use it, copy it to a computer that has Banyan. Then open it there."),
            N_("It holds personal data. Keep it where only your team can take it."),
        )
        parts = []
        for language, calendar in (("zh_TW", "roc"), ("en", "gregorian")):
            words = Translator(language, calendar)
            parts.append("\r\n".join(words.text(line) for line in lines))
        return "\r\n\r\n".join(parts) + "\r\n"

    def _on_change(self, _changes: ChangeSet) -> None:
        self._unwritten = self._journey is not None


def _written(done: Delivery, place: str, *, can_be_pulled: bool) -> Written:
    params = {"name": done.path.name, "place": place}
    if can_be_pulled:
        said = N_("{name} is on {place}. It was read back and is the same. You may pull it out now.", **params)
    else:
        said = N_("{name} is on {place}. It was read back and is the same.", **params)
    return Written(done.path, said, done.beside, place)
