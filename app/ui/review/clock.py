"""A clock for reading: it tells whole minutes, stops nobody and hurries nobody."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.messages import N_, NP_, Message
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import button_row
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord

TICK_MS = 5000
MINUTE_MS = 60_000


class ReadingClock(QWidget):
    """How long somebody has read; begins and pauses on request.

    Signals:
        spent: whole minutes that went by since the clock was last asked; whoever listens writes them down.

    Args:
        context: words, theme.
    """

    spent = Signal(int)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._used, self._allowed, self._handed = 0, 0, 0
        self._since = QElapsedTimer()
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.said = self._binder.label("", "strong", wrap=False)
        self.said.setObjectName("clock_said")
        self.over = StatusWord(context, NOTICE, "", wrap=True)
        self.button = self._binder.button("", self._on_button, icon="clock", kind="small", name="clock")
        layout.addLayout(button_row(self.button, self.said))
        layout.addWidget(self.over)
        self.refresh()

    def show_minutes(self, used: int, allowed: int) -> None:
        """Show whose minutes are counted.

        Args:
            used: minutes spent so far.
            allowed: minutes that were agreed, 0 where nobody said.
        """
        self._used, self._allowed = used, allowed
        self.refresh()

    def running(self) -> bool:
        """Say whether it runs."""
        return self._tick.isActive()

    def look(self) -> None:
        """Hand on the whole minutes that went by."""
        if self.running():
            self._hand_on(int(self._since.elapsed() // MINUTE_MS))
            self.refresh()

    def pause(self) -> None:
        """Stop; what was begun of a minute counts as one from its half on."""
        if self.running():
            self._tick.stop()
            self._hand_on(int((self._since.elapsed() + MINUTE_MS // 2) // MINUTE_MS))
        self.refresh()

    def refresh(self) -> None:
        """Say it again."""
        self._binder.refresh()
        self.said.setText(self._context.text(self._words()))
        label = N_("Pause the clock") if self.running() else N_("Start the clock")
        self.button.setText(self._context.text(label))
        self.button.setDisabled(self._context.document.read_only)
        late = bool(self._allowed) and self._used >= self._allowed
        self.over.setVisible(late)
        if late:
            self.over.say(NOTICE, N_("The agreed time is over. Finish your thought; nothing is locked."))

    def _hand_on(self, minutes: int) -> None:
        fresh = minutes - self._handed
        if fresh > 0:
            self._handed = minutes
            self._used += fresh
            self.spent.emit(fresh)

    def _words(self) -> Message:
        if self._allowed:
            return NP_("{used} of {n} minute", "{used} of {n} minutes", self._allowed, used=self._used)
        return NP_("{n} minute so far", "{n} minutes so far", self._used)

    def _on_button(self) -> None:
        if self.running():
            self.pause()
        else:
            self._handed = 0
            self._since.start()
            self._tick.start()
        self.refresh()
