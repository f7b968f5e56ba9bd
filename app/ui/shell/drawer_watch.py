"""Locks the private drawer when nobody has typed for a while, or at once by its key. Thread: UI thread only."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from app.core.messages import N_, Message
from app.ui.context import UiContext

if TYPE_CHECKING:
    from app.services.workspace import Workspace

LOOK_MS = 15_000
AWAKE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


NOW_LOCKED = N_("The private drawer is locked.")
NO_LOCK = N_("The private drawer has no passphrase yet, so it cannot be locked.")


class DrawerWatch(QObject):
    """Hears the keys and clicks of a window, and what is written; an input method may take the keys for itself.

    Args:
        context: lane, and the minutes of the document.
        before: called before the drawer is locked, so that what was typed is stored.
        clock: seconds that only go forward.
    """

    def __init__(
        self, context: UiContext, before: Callable[[], object], clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__(context)
        self._context, self._before, self._clock = context, before, clock
        self._last = clock()
        context.lane.changes.connect(self._touch)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def attend(self, window: QObject) -> None:
        """Hear what *window* (a ``QWindow``) is given; said again for the same one, it does nothing."""
        window.removeEventFilter(self)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there; nothing is held back."""
        if event.type() in AWAKE:
            self._touch()
        return False

    def _touch(self, _changes: object = None) -> None:
        self._last = self._clock()

    def look(self) -> None:
        """Lock the drawer where nobody has been there for its minutes."""
        if self._clock() - self._last >= 60 * self._context.document.drawer_minutes:
            self._context.lane.submit(_state, self._on_state)

    def lock_now(self) -> None:
        """Lock the drawer because somebody asks for it, and say so; where it cannot be locked, say why."""
        self._context.lane.submit(_state, self._on_asked)

    def _on_state(self, state: str) -> None:
        if state == "open":
            self._lock(N_("Nobody has typed for a while, so the private drawer was locked."))

    def _on_asked(self, state: str) -> None:
        if state == "open":
            self._lock(NOW_LOCKED)
        else:
            self._context.notice(NOW_LOCKED if state == "locked" else NO_LOCK, "sky")

    def _lock(self, said: Message) -> None:
        self._before()
        self._context.lane.submit(lambda workspace: workspace.drawer.lock(), partial(self._on_locked, said))

    def _on_locked(self, said: Message, _view: object) -> None:
        self._context.drawer_changed.emit()
        self._context.notice(said, "sky")


def _state(workspace: Workspace) -> str:
    return workspace.drawer.view().state
