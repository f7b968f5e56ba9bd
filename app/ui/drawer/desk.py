"""What the page of the private drawer does: locks are tried and made in the pool, one at a time, and then stored."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError
from app.core.messages import N_, Label
from app.ui.context import UiContext
from app.ui.widgets.shapes import DONE, OPEN, PROBLEM

if TYPE_CHECKING:
    from app.services.drawer.service import DrawerView, NewLocks, Ways
    from app.services.workspace import Workspace


class DrawerDesk(QObject):
    """Behaviour of the page. What is typed goes straight to the work and is kept nowhere.

    Signals:
        viewed: the :class:`DrawerView`.
        told: shape and words of what came of it.
        made: :class:`NewLocks` that are not stored yet, for the recovery sheet.
        code_fits: the key that the recovery code opened.
        stored: whether everything was encrypted anew, after new locks were stored.
        opened, locked, emptied: the drawer was.
        refused: after an expected failure was told.

    Args:
        context: lane, pool.
        parent: the page.
    """

    viewed = Signal(object)
    told = Signal(str, object)
    made = Signal(object)
    code_fits = Signal(object)
    stored = Signal(bool)
    opened = Signal()
    locked = Signal()
    emptied = Signal()
    refused = Signal()

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._busy = context, False

    def read(self) -> None:
        """Read how the drawer stands."""
        self._context.lane.submit(_view, self._on_view)

    def _on_view(self, view: DrawerView) -> None:
        self.viewed.emit(view)

    # -- making locks

    def set_first(self, passphrase: str) -> None:
        """Make the first locks."""
        self._make(partial(_first, passphrase), self._on_made)

    def renew(self, key: object, passphrase: str) -> None:
        """Set another passphrase with the key that the recovery code opened."""
        self._make(partial(_changed, key, passphrase), self._store)

    def change(self, old: str, new: str) -> None:
        """Set another passphrase."""
        self._try(partial(_other_passphrase, old, new), self._store)

    def make_sheet(self, passphrase: str) -> None:
        """Make another recovery code."""
        self._try(partial(_other_code, passphrase), self._on_made)

    def store(self, made: NewLocks) -> None:
        """Store locks that were made."""
        if not self._busy:
            self._store(made)

    def _on_made(self, made: NewLocks) -> None:
        self._busy = False
        self.made.emit(made)

    def _store(self, made: NewLocks) -> None:
        self._busy = True
        self._context.lane.submit(lambda workspace: workspace.drawer.store(made), self._on_stored, self._on_failed)

    def _on_stored(self, anew: bool) -> None:
        self._busy = False
        self.stored.emit(anew)

    # -- opening, locking, emptying

    def try_passphrase(self, typed: str) -> None:
        """Open the drawer with a passphrase."""
        self._try(partial(_by_passphrase, typed), self.open_with)

    def try_code(self, typed: str) -> None:
        """Try a recovery code; ``code_fits`` says that it does."""
        self._try(partial(_by_code, typed), self._on_code_key)

    def _on_code_key(self, key: object) -> None:
        self._busy = False
        self.code_fits.emit(key)

    def open_with(self, key: object) -> None:
        """Open the drawer."""
        self._context.lane.submit(lambda workspace: workspace.drawer.open_with(key), self._on_opened, self._on_failed)

    def _on_opened(self, _view: DrawerView) -> None:
        self._busy = False
        self.told.emit(DONE, N_("The drawer is open."))
        self.opened.emit()

    def lock(self) -> None:
        """Lock the drawer."""
        self._context.lane.submit(lambda workspace: workspace.drawer.lock(), self._on_locked)

    def _on_locked(self, _view: DrawerView) -> None:
        self.told.emit(DONE, N_("The drawer is locked."))
        self.locked.emit()

    def set_minutes(self, minutes: int) -> None:
        """Choose after how long it locks itself."""
        self._context.lane.submit(lambda workspace: workspace.drawer.set_minutes(minutes))

    def empty(self, typed: str) -> None:
        """Erase everything in the drawer; *typed* is the word that has to be typed for it."""
        self._context.lane.submit(lambda workspace: workspace.drawer.empty(typed), self._on_emptied, self._on_failed)

    def _on_emptied(self, _changes: object) -> None:
        self.told.emit(DONE, N_("The drawer is empty. Older backups still hold what was in it, encrypted as it was."))
        self.emptied.emit()

    # -- trying

    def _try(self, work: Callable[[Ways], Any], done: Callable[[Any], Any]) -> None:
        """Read the locks on the lane, try them in the pool."""
        if self._busy:
            return
        self._busy = True
        self.told.emit(OPEN, N_("Trying the key …"))
        self._context.lane.submit(_ways, partial(self._on_ways, work, done), self._on_failed)

    def _on_ways(self, work: Callable[[Ways], Any], done: Callable[[Any], Any], ways: Ways) -> None:
        self._run(partial(work, ways), done)

    def _make(self, work: Callable[[], Any], done: Callable[[Any], Any]) -> None:
        if not self._busy:
            self._busy = True
            self.told.emit(OPEN, N_("Making the lock …"))
            self._run(work, done)

    def _run(self, work: Callable[[], Any], done: Callable[[Any], Any]) -> None:
        self._context.pool.run(lambda _job: work(), done, self._on_failed)

    def _on_failed(self, error: AppError) -> None:
        self._busy = False
        if error.code == "drawer.wrong":
            self._context.lane.submit(lambda workspace: workspace.drawer.wrong(), partial(self._on_wrong, error))
            return
        self._refuse(error, error.todo)

    def _on_wrong(self, error: AppError, wait_s: int) -> None:
        self._refuse(error, N_("Wait {n} seconds, then try again.", n=wait_s) if wait_s else error.todo)

    def _refuse(self, error: AppError, todo: Label) -> None:
        self.told.emit(PROBLEM, N_("{what} {todo}", what=error.what, todo=todo))
        self.refused.emit()


def _view(workspace: Workspace) -> DrawerView:
    return workspace.drawer.view()


def _ways(workspace: Workspace) -> Ways:
    return workspace.drawer.ways()


def _first(passphrase: str) -> NewLocks:
    from app.services.drawer.service import first_locks

    return first_locks(passphrase)


def _changed(key: object, passphrase: str) -> NewLocks:
    from app.services.drawer.service import changed_passphrase

    return changed_passphrase(key, passphrase)  # type: ignore[arg-type]


def _by_passphrase(passphrase: str, ways: Ways) -> object:
    from app.services.drawer.service import key_by_passphrase

    return key_by_passphrase(ways, passphrase)


def _by_code(code: str, ways: Ways) -> object:
    from app.services.drawer.service import key_by_code

    return key_by_code(ways, code)


def _other_passphrase(old: str, new: str, ways: Ways) -> NewLocks:
    from app.services.drawer.service import changed_passphrase, key_by_passphrase

    return changed_passphrase(key_by_passphrase(ways, old), new)


def _other_code(old: str, ways: Ways) -> NewLocks:
    from app.services.drawer.service import key_by_passphrase, new_sheet

    return new_sheet(key_by_passphrase(ways, old))
