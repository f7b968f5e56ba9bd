"""The private drawer as people use it: set a passphrase, unlock, lock, change, recover, empty.

What scrypt makes slow is a pure function for the pool; reading and storing the locks is for the document lane.
A :class:`DataKey` and a :class:`NewLocks` are handed on by the interface without being looked into.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from app.core.errors import CorruptError, InputError
from app.core.messages import N_, Label, Message
from app.models.catalogue import catalogue
from app.models.document import faults
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.models.document.drawer import DrawerState
from app.models.document.recovery_code import GROUPS, new_code, read_code, wrong_groups
from app.models.document.sealing import (
    PASSPHRASE,
    RECOVERY,
    DataKey,
    Lock,
    WrongKeyError,
    is_strong,
    lock_with,
    normal,
    unlock,
)
from app.services.document_settings import DocumentSettings
from app.services.history.lines import ERASE_WORDS
from app.services.search import SearchService

UNSET, CLEAR, LOCKED, OPEN = (state.value for state in DrawerState)
FREE_TRIES = 5
"""Wrong passphrases in a row before one has to wait."""
LONGEST_WAIT_S = 60
MINUTES, DEFAULT_MINUTES = (5, 15, 30, 60), 15
SETTING = "drawer_minutes"
WRONG, WAIT = "drawer.wrong", "drawer.wait"
DAMAGED = N_("The lock of the private drawer is damaged by a fault of the disk.")


@dataclass(frozen=True, slots=True)
class Held:
    """How many records of one type lie in the drawer."""

    type: str
    label: Label
    count: int


@dataclass(frozen=True, slots=True)
class DrawerView:
    """How the drawer stands.

    Args:
        state: ``unset``, ``clear`` (practice, no passphrase), ``locked`` or ``open``.
        held: what is in it, by type.
        minutes: without a key stroke until it locks itself.
        read_only: whether the document can only be read.
        recovery: whether there is a recovery code.
    """

    state: str
    held: tuple[Held, ...]
    minutes: int
    read_only: bool
    recovery: bool = False

    @property
    def readable(self) -> bool:
        """Whether what is in it can be read now."""
        return self.state in (OPEN, CLEAR)


@dataclass(frozen=True, slots=True)
class Ways:
    """The stored locks, for trying a key in the pool; ``None`` where there is none."""

    passphrase: Lock | None
    recovery: Lock | None


@dataclass(frozen=True, slots=True)
class NewLocks:
    """Locks that were made and are not stored yet.

    Args:
        key: behind them.
        locks: to be stored.
        code: the recovery code, "" where it stays as it is; shown once and kept nowhere.
    """

    key: DataKey = field(repr=False)
    locks: tuple[Lock, ...] = field(repr=False)
    code: str = field(default="", repr=False)


class DrawerService:
    """The drawer of one open document. Thread: document lane.

    Args:
        document: the open document.
        settings: for the minutes.
        search: forgets what it read out of the drawer.
        exposed: called where older backups hold what the drawer held under a key that is no secret, or at all.
        clock: seconds that only go forward, for the wait after wrong passphrases.
    """

    def __init__(
        self,
        document: Document,
        settings: DocumentSettings,
        search: SearchService,
        exposed: Callable[[], None],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._document, self._settings, self._search = document, settings, search
        self._exposed, self._clock = exposed, clock
        self._wrong, self._until = 0, 0.0

    def view(self) -> DrawerView:
        """Return how it stands."""
        drawer = self._document.drawer
        return DrawerView(
            drawer.state().value, self.held(), self.minutes(), self._document.read_only, RECOVERY in drawer.locks()
        )

    def held(self) -> tuple[Held, ...]:
        """Return how many records of each type lie in it, locked or not."""
        counts = self._document.drawer.counts()
        return tuple(Held(name, catalogue()[name].plural, n) for name, n in counts.items() if name in catalogue())

    def minutes(self) -> int:
        """Return after how many minutes without a key stroke it locks itself."""
        found = self._settings.values().get(SETTING)
        return found if isinstance(found, int) and found in MINUTES else DEFAULT_MINUTES

    def set_minutes(self, minutes: int) -> ChangeSet | None:
        """Choose after how many minutes it locks itself, one of ``MINUTES``."""
        return self._settings.change({SETTING: minutes if minutes in MINUTES else DEFAULT_MINUTES})

    def ways(self) -> Ways:
        """Return the locks to try a passphrase or code on.

        Raises:
            InputError: too many wrong ones were tried; it says how long to wait.
            CorruptError: a lock is damaged.
        """
        left = self._until - self._clock()
        if left > 0:
            raise InputError(
                N_("Too many wrong passphrases were tried."),
                N_("Wait {n} seconds, then try again.", n=int(left) + 1),
                code=WAIT,
            )
        if not self._document.drawer.is_sound():
            raise CorruptError(DAMAGED, faults.RESTORE, faults.UNTOUCHED)
        locks = self._document.drawer.locks()
        return Ways(locks.get(PASSPHRASE), locks.get(RECOVERY))

    def wrong(self) -> int:
        """Count a wrong passphrase or code; return how many seconds to wait before the next."""
        self._wrong += 1
        wait = min(LONGEST_WAIT_S, 1 << (self._wrong - FREE_TRIES)) if self._wrong >= FREE_TRIES else 0
        self._until = self._clock() + wait
        return wait

    def open_with(self, key: DataKey) -> DrawerView:
        """Open the drawer.

        Raises:
            DrawerError: it has got other locks meanwhile.
        """
        self._document.drawer.take(key)
        self._wrong, self._until = 0, 0.0
        self._search.reread_sealed()
        return self.view()

    def lock(self) -> DrawerView:
        """Lock the drawer: forget the key, and what the search read with it."""
        self._document.drawer.drop()
        self._search.reread_sealed()
        return self.view()

    def store(self, made: NewLocks) -> bool:
        """Store new locks in one transaction and leave the drawer open.

        Returns:
            Whether everything was encrypted anew (a practice file got its first passphrase).

        Raises:
            DrawerError: it is locked.
            ReadOnlyError: the document is open to read.
        """
        drawer = self._document.drawer
        if drawer.state() is DrawerState.LOCKED:
            drawer.take(made.key)
        anew = drawer.lock_up(made.key, made.locks)
        self._wrong, self._until = 0, 0.0
        if anew:
            self._exposed()
        self._search.reread_sealed()
        return anew

    def empty(self, typed: str) -> ChangeSet | None:
        """Erase everything in the drawer for good, with its locks. Works without the passphrase; no undo.

        Args:
            typed: what the person typed to confirm: one of ``ERASE_WORDS``.

        Raises:
            InputError: something else was typed; nothing happened.
        """
        if typed.strip().casefold() not in ERASE_WORDS.values():
            raise InputError(
                N_("The word for erasing was not typed."), N_("Type the word as it stands beside the field.")
            )
        changes = self._document.empty_drawer()
        self._exposed()
        self._search.reread_sealed()
        return changes


def key_by_passphrase(ways: Ways, passphrase: str) -> DataKey:
    """Return the key behind a passphrase. Takes half a second. Thread: any, never the lane.

    Raises:
        InputError: it is not the one.
    """
    try:
        if ways.passphrase is None or not normal(passphrase):
            raise WrongKeyError
        return unlock(ways.passphrase, passphrase)
    except WrongKeyError as error:
        raise InputError(
            N_("This passphrase does not open the drawer."),
            N_("Look at capital letters and at the input method, then type it again."),
            code=WRONG,
        ) from error


def key_by_code(ways: Ways, code: str) -> DataKey:
    """Return the key behind a recovery code. Takes half a second. Thread: any, never the lane.

    Raises:
        InputError: it is not the one, or a group of it was misread.
    """
    slip = code_slip(code)
    if slip is not None:
        raise InputError(slip, N_("Compare it with the recovery sheet."), code=WRONG)
    try:
        if ways.recovery is None:
            raise WrongKeyError
        return unlock(ways.recovery, read_code(code))
    except WrongKeyError as error:
        raise InputError(
            N_("This recovery code does not open the drawer."),
            N_("Look whether the sheet belongs to this community and has the latest date."),
            code=WRONG,
        ) from error


def code_slip(code: str) -> Message | None:
    """Return which groups of a typed recovery code cannot be right, ``None`` where it can be tried."""
    wrong = wrong_groups(code)
    if not wrong:
        return None
    if wrong[-1] > GROUPS:
        return N_("The recovery code has {n} groups; more were typed.", n=GROUPS)
    if len(wrong) == GROUPS:
        return N_("The recovery code has {n} groups of five characters.", n=GROUPS)
    return N_("Group {groups} of the recovery code is not right.", groups=" · ".join(str(one) for one in wrong))


def passphrase_fault(passphrase: str, again: str) -> Message | None:
    """Return why a new passphrase cannot be taken, ``None`` where it can."""
    if not is_strong(passphrase):
        return N_("A passphrase has at least ten letters or five Chinese characters.")
    if normal(passphrase) != normal(again):
        return N_("The two passphrases are not the same.")
    return None


def first_locks(passphrase: str) -> NewLocks:
    """Make the first locks: a new key behind a passphrase and a new recovery code. Thread: any, never the lane."""
    key, code = DataKey.random(), new_code()
    return NewLocks(key, (lock_with(key, PASSPHRASE, passphrase), lock_with(key, RECOVERY, code)), code)


def changed_passphrase(key: DataKey, passphrase: str) -> NewLocks:
    """Make a lock for another passphrase; the recovery code stays. Thread: any, never the lane."""
    return NewLocks(key, (lock_with(key, PASSPHRASE, passphrase),))


def new_sheet(key: DataKey) -> NewLocks:
    """Make a lock for another recovery code; the old sheet then opens nothing. Thread: any, never the lane."""
    code = new_code()
    return NewLocks(key, (lock_with(key, RECOVERY, code),), code)
