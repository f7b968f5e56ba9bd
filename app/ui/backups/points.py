"""The backups of a document, newest first, each with a button that brings it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.messages import N_, Message
from app.ui.widgets.binder import Binder, Dress
from app.ui.widgets.card import button_row
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import BEGUN, DONE, NOTICE
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.backups.types import Point

SHOWN = 6
REASONS: dict[str, Message] = {
    "open": N_("When the file was opened"),
    "time": N_("After half an hour of work"),
    "close": N_("When the file was closed"),
    "by hand": N_("Made by hand"),
    "import": N_("Before data came in"),
    "migration": N_("Before the file took a new form"),
}
OTHER = N_("Before a bigger step")


class PointList(QWidget):
    """A row per backup; older ones on demand.

    Args:
        dress: words and theme.
        restore: called with the backup that is to be brought back.
    """

    def __init__(self, dress: Dress, restore: Callable[[Point], object]) -> None:
        super().__init__()
        self._dress, self._restore = dress, restore
        self._points: Sequence[Point] = ()
        self._shown = SHOWN
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_points(self, points: Sequence[Point]) -> None:
        """Show these backups."""
        self._points = points
        self.refresh()

    def refresh(self) -> None:
        """Say it again."""
        clear(self._box)
        binder, metrics = Binder(self._dress), self._dress.theme.metrics
        self._box.setSpacing(metrics.u(0.5))
        intro = N_("A backup comes back as a new file. Your present file stays as it is.")
        empty = N_("There is no backup yet. The first one is made while you work.")
        self._box.addWidget(binder.label(intro if self._points else empty))
        for number, point in enumerate(self._points[: self._shown]):
            if number:
                rule = QFrame()
                rule.setProperty("rule", True)
                self._box.addWidget(rule)
            self._box.addWidget(self._row(binder, point))
        if len(self._points) > self._shown:
            more = binder.button(N_("Show older backups"), self._on_more, name="older_backups")
            self._box.addLayout(button_row(more))

    def _row(self, binder: Binder, point: Point) -> QWidget:
        widget, texts = QWidget(), QVBoxLayout()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._dress.theme.metrics.u(1))
        texts.setSpacing(0)
        when = point.at.astimezone()
        texts.addWidget(binder.label(N_("Backup of {when}", when=when), "strong"))
        texts.addWidget(binder.label(REASONS.get(point.reason, OTHER), "caption"))
        row.addLayout(texts, 3)
        shape, said = DONE, N_("Verified, with all photos")
        if point.sound_at is None:
            shape, said = BEGUN, N_("Not verified")
        elif point.verified_at is None:
            shape, said = NOTICE, N_("Verified, but photos are missing")
        row.addWidget(StatusWord(self._dress, shape, said, wrap=True), 3, Qt.AlignmentFlag.AlignVCenter)
        button = binder.button(N_("Bring it back"), partial(self._restore, point), name=f"restore_{point.name}")
        button.setAccessibleName(self._dress.text(N_("Bring back the backup of {when}", when=when)))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return widget

    def _on_more(self) -> None:
        self._shown += 2 * SHOWN
        self.refresh()
