"""What came of something a page did, in the page: a sentence, the folder where it is, one more action."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.core.messages import N_, Label, Message
from app.system.names import show_folder
from app.ui.widgets.binder import Binder, Dress, restyle
from app.ui.widgets.card import button_row
from app.ui.widgets.shapes import DONE
from app.ui.widgets.status import StatusWord

GROUNDS = {"done": "leaf_soft", "notice": "sun_soft", "problem": "clay_soft"}


class ResultBar(QFrame):
    """Hidden until there is something to say; it stays until it is closed or the next thing begins.

    Args:
        dress: words and theme.
    """

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress, self._binder = dress, Binder(dress)
        self._path: Path | None = None
        self._slot: Callable[[], object] | None = None
        self.setObjectName("result_bar")
        self._box = QVBoxLayout(self)
        self.words = StatusWord(dress, DONE, "", wrap=True)
        self.words.setObjectName("result_said")
        self._box.addWidget(self.words)
        make = self._binder.button
        self.action = make(None, self._on_action, name="result_action")
        self.folder = make(N_("Show folder"), self._on_folder, icon="folder-open", name="result_folder")
        self.close_button = make(N_("Close message"), self.hide, icon="x", kind="quiet", name="close_result")
        self._box.addLayout(button_row(self.action, self.folder, self.close_button))
        self.hide()
        self.refresh()

    def say(
        self,
        shape: str,
        said: Label,
        path: Path | None = None,
        action: tuple[Message, Callable[[], object]] | None = None,
    ) -> None:
        """Say what came of it.

        Args:
            shape: one of ``app.ui.widgets.shapes``.
            said: one or two sentences.
            path: what "Show folder" shows, None for no such button.
            action: words of one more button and what it does.
        """
        self._path, self._slot = path, action[1] if action is not None else None
        self.words.say(shape, said)
        self.folder.setVisible(path is not None)
        self.action.setVisible(action is not None)
        self._binder.text(self.action.setText, action[0] if action is not None else None)
        restyle(self, ground=GROUNDS.get(shape, "sky_soft"))
        self.setAccessibleName(self.words.text())
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def refresh(self) -> None:
        """Say it again, after the language or the theme changed."""
        metrics = self._dress.theme.metrics
        self._box.setContentsMargins(metrics.u(1), metrics.u(0.75), metrics.u(1), metrics.u(0.75))
        self._box.setSpacing(metrics.u(0.5))
        self._binder.refresh()
        self.words.refresh()

    def _on_folder(self) -> None:
        if self._path is not None:
            show_folder(self._path)

    def _on_action(self) -> None:
        if self._slot is not None:
            self.hide()
            self._slot()
