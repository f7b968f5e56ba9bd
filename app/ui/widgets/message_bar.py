"""Messages that stand in the page, not over it: three lines for a failure, one for a notice."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.core.errors import AppError
from app.core.messages import N_, Message
from app.ui.widgets.binder import Binder, Dress, restyle

ICONS = {"leaf": "check", "sun": "triangle-alert", "clay": "circle-alert", "sky": "info"}
HEADS = {"sun": N_("Notice"), "clay": N_("This did not work"), "sky": N_("Good to know"), "leaf": N_("Done")}


class MessageBar(QFrame):
    """A bar under the top line. It stays until it is closed, the next message comes, or its page is left.

    Signals:
        shown: True when a message is shown, False when it was closed.
        followed: route of the button that leads on from a message.

    Args:
        dress: words and theme.
    """

    shown = Signal(bool)
    followed = Signal(str)

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress, self._binder = dress, Binder(dress)
        self._lines: tuple[Message, ...] = ()
        self._tone, self._stays, self._new = "leaf", False, False
        self.setObjectName("message_bar")
        self._row = QHBoxLayout(self)
        self._mark = QLabel()
        self._row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._texts = QVBoxLayout()
        self._row.addLayout(self._texts, 1)
        self._labels = [self._binder.label(None, "strong" if i == 0 else "body") for i in range(3)]
        for label in self._labels:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._texts.addWidget(label)
        self._actions = QHBoxLayout()
        self._row.addLayout(self._actions)
        self._row.setAlignment(self._actions, Qt.AlignmentFlag.AlignTop)
        self.close_button = self._binder.button(
            N_("Close message"), self._on_close, icon="x", kind="quiet", name="close_message"
        )
        self._row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_error(self, error: AppError, *, stays: bool = False) -> None:
        """Show what happened, whether the work is safe, and what to do now."""
        self.show_lines((error.what, error.safe, error.todo), "clay", stays=stays)

    def show_lines(self, lines: tuple[Message, ...], tone: str, *, stays: bool = False) -> None:
        """Show up to three lines in the tone ``leaf``, ``sun``, ``clay`` or ``sky``.

        Args:
            lines: what is said.
            tone: how it is dressed.
            stays: whether it is about the whole file, not about the page that is open.
        """
        self._lines, self._tone, self._stays, self._new = lines[:3], tone, stays, True
        QTimer.singleShot(0, self, self._on_read)
        self.clear_actions()
        self.refresh()
        self.show()
        self.shown.emit(True)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def leave(self) -> None:
        """Let go of what was said about the page that is left; what was said on the way to another page stays."""
        if not (self.isHidden() or self._stays or self._new):
            self._on_close()

    def _on_read(self) -> None:
        self._new = False

    def _on_followed(self, route: str) -> None:
        self._on_close()
        self.followed.emit(route)

    def _on_close(self) -> None:
        self.shown.emit(False)  # while it is known whether the keyboard was here
        self.hide()

    def lines(self) -> tuple[str, ...]:
        """Return the lines that are shown, "" for none."""
        return tuple(label.text() for label in self._labels[: len(self._lines)])

    def refresh(self) -> None:
        """Say it again, after the language or the theme changed."""
        metrics = self._dress.theme.metrics
        self._row.setContentsMargins(metrics.u(1), metrics.u(0.6), metrics.u(0.6), metrics.u(0.6))
        self._row.setSpacing(metrics.u(0.75))
        self._texts.setSpacing(metrics.u(0.2))
        self._binder.refresh()
        for index, label in enumerate(self._labels):
            label.setVisible(index < len(self._lines))
            label.setText(self._dress.text(self._lines[index]) if index < len(self._lines) else "")
        self._mark.setPixmap(self._dress.theme.pixmap(ICONS[self._tone], self._tone, 1.5))
        self._mark.setContentsMargins(0, metrics.u(0.3), 0, 0)
        self.setAccessibleName("\n".join((self._dress.text(HEADS[self._tone]), *self.lines())))
        restyle(self, ground=f"{self._tone}_soft")

    def add_action(self, button: QPushButton) -> None:
        """Put a button of the message's own before Close."""
        self._actions.addWidget(button)

    def lead_on(self, label: Message, route: str) -> None:
        """Put a button that leads on beside the message."""
        self.add_action(self._binder.button(label, lambda: self._on_followed(route), name="lead_on"))

    def clear_actions(self) -> None:
        """Take the buttons of the last message away."""
        while (item := self._actions.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
