"""Backups of the open document: made when they are due, in slices, and told in words.

A backup is due after 30 minutes of change, at opening, before a risky step, and at closing. Source:
engine room 3, peers 5.3.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from app.core.clock import Clock
from app.core.errors import AppError, Cancelled, LockedError
from app.core.messages import N_, Message
from app.core.progress import NoProgress, Progress
from app.models.document.backups.drill import Drill, drill
from app.models.document.backups.making import Making, copy_photo
from app.models.document.backups.points import Point
from app.models.document.backups.restore import Restored
from app.models.document.backups.store import BackupStore
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.models.document.soundness import Damage
from app.services.backups.memory import MemoryFile, when
from app.services.backups.second_place import SecondPlaces
from app.services.backups.words import Facts, SafetyFact, safety
from app.system.drives import Probe, same_disk

DUE_AFTER = timedelta(minutes=30)
AGAIN_AFTER = timedelta(minutes=10)
"""How long a failed backup waits before it is tried again."""
CHECK_EVERY = timedelta(days=1)
"""How often the whole document is verified; within 7 days is promised."""

OPENED, TIME, CLOSING, BY_HAND, BEFORE_IMPORT = "open", "time", "close", "by hand", "import"


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a backup is: slices done of how many, whether there is more, and what was made."""

    done: int
    total: int
    more: bool
    point: Point | None


class BackupService:
    """Backups of one open document. Thread: the document lane, but where another is named.

    Args:
        document: the open document.
        root: ``<data>/backups``.
        clock: the time.
        probe: tells kinds of places; the system's where not given.
        store: where tests have their own format.

    Attributes:
        elsewhere: the second place, and what other places are called.
    """

    def __init__(
        self, document: Document, root: Path, clock: Clock, probe: Probe | None = None, store: BackupStore | None = None
    ) -> None:
        self._document, self._clock, self._probe = document, clock, probe
        self.store = store or BackupStore(root, clock=clock)
        self.memory = MemoryFile(self.store.folder(document.document_id) / "memory.json")
        self.elsewhere = SecondPlaces(document, self.memory, clock, probe)
        self._making: Making | None = None
        self._recheck: Callable[[], bool] | None = None
        self._changed_at: datetime | None = clock.now() if self._is_behind() else None
        self._reason = OPENED
        self._photos_waiting, self._no_room = True, False
        self._trouble: Message | None = None
        self._wait_until: datetime | None = None
        self._damages: list[Damage] = []
        document.listen(self._on_change)

    # -- what is due

    def due(self) -> bool:
        """Say whether it is time for a backup."""
        if self._document.read_only or self._changed_at is None:
            return False
        now = self._clock.now()
        if self._wait_until is not None and now < self._wait_until:
            return False
        return self._reason == OPENED or now - self._changed_at >= DUE_AFTER

    def slice(self) -> bool:
        """Do one short piece of what is due; False when nothing is. For the lane's idle time.

        Never raises what a disk refuses: that becomes a line of :meth:`lines`.
        """
        if self._document.read_only:
            return False
        try:
            return self._slice()
        except AppError as error:
            self._failed(error)
            return False

    def _slice(self) -> bool:
        if self._making is not None:
            return self._go_on(self._making)
        if self.due():
            self._making = self.store.making(self._document, self._reason)
            return True
        if self._wait_until is not None and self._clock.now() < self._wait_until:
            return False
        return self._next_photo() or self._mirror() or self._reread() or self._verify()

    def _go_on(self, making: Making) -> bool:
        if not making.step():
            self._made(making)
        return True

    def _made(self, making: Making) -> None:
        self._making, self._no_room = None, making.photos_left_out
        self._trouble, self._wait_until, self._reason = None, None, TIME
        point = making.point
        behind = point is None or point.changes < self._last_change()
        self._changed_at = self._clock.now() if behind else None
        if not self.memory.now.since:
            self.memory.change(since=self._clock.now().isoformat())
        if making.damages:
            self.memory.change(damages=len(making.damages))

    def _failed(self, error: AppError) -> None:
        self.stop()
        self.elsewhere.stop()
        busy = isinstance(error, LockedError)  # another window is at it, which is as good
        self._trouble = None if busy else error.what
        self._wait_until = self._clock.now() + AGAIN_AFTER

    def _next_photo(self) -> bool:
        if not self._photos_waiting or self._no_room:
            return False
        name = next(iter(self._missing_photos()), None)
        if name is None:
            self._photos_waiting = False
            return False
        if not copy_photo(self._document, self.store.photos(self._document.document_id), name, self._clock.now()):
            self._photos_waiting = False  # damaged in the document: named by its check
        return True

    def _missing_photos(self) -> list[str]:
        photos = self.store.photos(self._document.document_id)
        return [name for name, size in self._document.blobs().items() if not photos.has(name, size)]

    def _mirror(self) -> bool:
        went = self.elsewhere.step(self.newest)
        if self.elsewhere.left_out:
            self._wait_until = self._clock.now() + AGAIN_AFTER
        return went

    def _reread(self) -> bool:
        if self._recheck is None:
            self._recheck = self.store.recheck(self._document.document_id)
        return self._recheck()

    def _verify(self) -> bool:
        last = when(self.memory.now.checked_at)
        if last is not None and self._clock.now() - last < CHECK_EVERY:
            return False
        part = self._document.verify_slice()
        self._damages += part.found
        if not part.done:
            return True
        self.memory.change(checked_at=self._clock.now().isoformat(), damages=len(self._damages))
        self._damages = []
        return False

    # -- by hand, and around risky steps

    def back_up(self, reason: str = BY_HAND, progress: Progress | None = None) -> Point:
        """Make a backup now, photos included, and verify it.

        Raises:
            DiskFullError, DeniedError, StorageError, CorruptError, LockedError, Cancelled: see
                :meth:`BackupStore.make`.
        """
        progress = progress or NoProgress()
        self.begin(reason)
        while (stage := self.go_on()).more:
            progress.step(stage.done, stage.total, N_("Backing up"))
            if progress.cancelled():
                self.stop()
                raise Cancelled(N_("The backup was stopped."), N_("Start it again when there is time."))
        if stage.point is None:
            raise RuntimeError("a backup ended without a point")
        return stage.point

    def begin(self, reason: str = BY_HAND) -> None:
        """Begin a backup of the document as it is now; go on with :meth:`go_on`."""
        self.stop()  # one that was begun has read the records already, perhaps before the last change
        self._making = self.store.making(self._document, reason)

    def go_on(self, seconds: float = 0.0) -> Stage:
        """Do the next slices of a backup that was begun, for *seconds* and at least one.

        Raises:
            DiskFullError, DeniedError, StorageError, CorruptError, LockedError: see :meth:`Making.step`.
        """
        making, end = self._making, monotonic() + seconds
        if making is None:
            return Stage(1, 1, False, self.newest())
        try:
            while more := making.step():
                if monotonic() >= end:
                    break
            if not more:
                self._made(making)
                return Stage(making.done, making.total, False, making.finish())
        except AppError as error:
            self._failed(error)
            raise
        return Stage(making.done, making.total, True, None)

    def stop(self) -> None:
        """Leave a backup that was begun; what is unfinished is removed."""
        if self._making is not None:
            self._making.stop()
        self._making = None

    def before(self, reason: str) -> None:
        """Make a backup before a risky step; a disk that refuses does not stop the step, but is told."""
        with suppress(AppError):
            self.back_up(reason)

    def close(self, progress: Progress | None = None) -> None:
        """Back up what is in no backup yet, before the document is closed; never raises."""
        if self._document.read_only:
            return
        if self._changed_at is not None or self._making is not None:
            with suppress(AppError):
                self.back_up(CLOSING, progress)
        self.stop()
        self.elsewhere.stop()

    def erased(self) -> None:
        """Remember that something was erased for good, so that older backups can be dropped."""
        self.memory.change(erased_at=self._clock.now().isoformat())

    def older_than_erasing(self) -> tuple[Point, ...]:
        """Return the backups that may still hold what was erased for good."""
        at = when(self.memory.now.erased_at)
        every = (*self.points(), *self.store.damaged(self._document.document_id))
        return tuple(point for point in every if at is not None and point.at < at)

    def drop_older_than_erasing(self) -> int:
        """Drop those backups, after a new one was made; return how many went."""
        self.back_up()
        old = self.older_than_erasing()
        for point in old:
            self.store.drop(point)
        return len(old)

    # -- proving and bringing back

    def try_out(self, point: Point, progress: Progress | None = None) -> Drill:
        """Bring *point* back into a folder of its own and compare; see :func:`backup_drill.drill`. Thread: any."""
        return drill(self.store, point, progress)

    def restore(self, point: Point, out: Path, progress: Progress | None = None) -> Restored:
        """Make the new document *out* of *point*; see :meth:`BackupStore.restore`. Thread: any."""
        return self.store.restore(point, out, progress)

    def drilled(self) -> None:
        """Remember that a backup was brought back whole to prove that it can be."""
        self.memory.change(drilled_at=self._clock.now().isoformat())

    # -- in words

    def points(self) -> tuple[Point, ...]:
        """Return the backups of the document, newest first."""
        return self.store.points(self._document.document_id)

    def newest(self) -> Point | None:
        """Return the newest verified backup."""
        return next((point for point in self.points() if point.verified_at is not None), None)

    def lines(self) -> tuple[SafetyFact, ...]:
        """Return the answers to "Is my work safe?"."""
        return safety(self.facts())

    def facts(self) -> Facts:
        """Return what is known of the document's safety."""
        now, memory, second = self._clock.now(), self.memory.now, self.elsewhere.now()
        newest, last = self.newest(), self._document.history(limit=1)
        missing = len(self._missing_photos())
        return Facts(
            now=now,
            saved_at=last[0].at.astimezone(now.tzinfo) if last else None,
            checked_at=when(memory.checked_at),
            damages=memory.damages,
            verified_at=newest.verified_at.astimezone(now.tzinfo) if newest and newest.verified_at else None,
            unsaved_since=self._changed_at,
            photos_left_out=missing,
            no_room=self._no_room and missing > 0,
            trouble=self._trouble,
            since=when(memory.since),
            second_name=memory.second_name if second else "",
            second_at=second.newest if second else None,
            second_reachable=bool(second and second.reachable),
            second_same_disk=bool(second and second.same_disk),
            stick_name=memory.stick_name,
            stick_at=when(memory.stick_at),
            backups_elsewhere=not same_disk(self.store.root, self._document.path, self._probe),
            put_off=when(memory.put_off),
        )

    def _on_change(self, _changes: ChangeSet) -> None:
        self._changed_at = self._changed_at or self._clock.now()
        self._photos_waiting = True

    def _is_behind(self) -> bool:
        points = self.points()
        return not points or points[0].changes < self._last_change()

    def _last_change(self) -> int:
        row = self._document.connection.execute("SELECT coalesce(max(lamport), 0) FROM change_set").fetchone()
        return int(row[0])
