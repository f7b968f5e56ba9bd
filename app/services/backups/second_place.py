"""The second place of backups: a stick, another disk or a share, where a copy of the newest one is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.core.clock import Clock
from app.models.document.backups.mirror import Mirroring, newest_there, second_root
from app.models.document.backups.points import Point
from app.models.document.document import Document
from app.services.backups.memory import MemoryFile, when
from app.services.backups.words import ASK_AFTER
from app.system.drives import Probe, place_of, same_disk
from app.system.places import PlaceKind
from app.system.reach import is_reachable

MIRROR_EVERY = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """The second place: its folder, what people call it, whether it is there and on another disk."""

    folder: Path
    name: str
    reachable: bool
    same_disk: bool
    newest: datetime | None


class SecondPlaces:
    """Where a copy of every backup is kept, and what people call other places. Thread: the document lane.

    Args:
        document: the open document.
        memory: of its backups; remembers the place.
        clock: the time.
        probe: tells kinds of places; the system's where not given.

    Attributes:
        left_out: whether the last copy could not take everything.
    """

    def __init__(self, document: Document, memory: MemoryFile, clock: Clock, probe: Probe | None = None) -> None:
        self._document, self._memory, self._clock, self._probe = document, memory, clock, probe
        self._mirroring: Mirroring | None = None
        self.left_out = False

    def now(self) -> SecondPlace | None:
        """Return the second place, ``None`` where none was chosen."""
        memory = self._memory.now
        if not memory.second:
            return None
        folder = Path(memory.second)
        reachable = is_reachable(folder)
        together = reachable and same_disk(folder, self._document.path, self._probe)
        return SecondPlace(folder, memory.second_name, reachable, together, when(memory.second_at))

    def choose(self, folder: Path) -> SecondPlace:
        """Keep a copy of every backup in *folder* too; the first one is written in the next idle time."""
        newest = newest_there(folder, self._document.document_id)
        at = newest.at.astimezone(self._clock.now().tzinfo).isoformat() if newest is not None else ""
        self._memory.change(second=str(folder), second_name=self.name_of(folder), second_at=at)
        second = self.now()
        assert second is not None  # it was chosen one line above
        return second

    def forget(self) -> None:
        """Keep no second copy any more; what stands there stays."""
        self._memory.change(second="", second_name="", second_at="")

    def put_off(self) -> None:
        """Ask again for a second place in a week."""
        self._memory.change(put_off=(self._clock.now() + ASK_AFTER).isoformat())

    def copied_to_stick(self, name: str) -> None:
        """Remember that everything was copied to a stick and compared."""
        self._memory.change(stick_at=self._clock.now().isoformat(), stick_name=name)

    def name_of(self, folder: Path) -> str:
        """Return what people call the place of *folder*."""
        place = place_of(folder, self._probe)
        return place.name if place.kind is not PlaceKind.LOCAL and place.name else folder.name or str(folder)

    def is_removable(self, folder: Path) -> bool:
        """Say whether *folder* is on a stick or another disk that can be pulled out."""
        return place_of(folder, self._probe).kind is PlaceKind.REMOVABLE

    # -- copying, in slices

    def step(self, newest: Callable[[], Point | None]) -> bool:
        """Do one short piece of the copy that is due; False when none is.

        Raises:
            DiskFullError, DeniedError, StorageError: see :meth:`Mirroring.step`.
        """
        self.left_out = False
        if self._mirroring is None:
            self._mirroring = self._due(newest)
            return self._mirroring is not None
        if not self._mirroring.step():
            self.left_out = not self._mirroring.complete
            self._mirroring = None
            self._memory.change(second_at=self._clock.now().isoformat())
        return True

    def stop(self) -> None:
        """Leave a copy that was begun; what is unfinished is removed."""
        if self._mirroring is not None:
            self._mirroring.stop()
        self._mirroring = None

    def _due(self, newest: Callable[[], Point | None]) -> Mirroring | None:
        second, last, point = self.now(), when(self._memory.now.second_at), newest()
        if second is None or not second.reachable or point is None:
            return None
        if last is not None and (self._clock.now() - last < MIRROR_EVERY or last >= point.at):
            return None
        return Mirroring(point, second_root(second.folder, self._document.document_id), self._clock)
