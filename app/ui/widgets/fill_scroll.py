"""A page body that fills the height there is, and scrolls where that is less than it needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class FillScroll(QScrollArea):
    """Like ``PageScroll``, but what may grow takes the height that is left.

    Parts that scroll by themselves (tables, grids) are asked for their least height only, so the page
    scrolls as a whole no earlier than it has to.

    Attributes:
        body: the layout to add to.
    """

    def __init__(self, parent: QWidget | None = None, *, ground: str = "window") -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = QFrame()
        self._inner.setProperty("page", True)
        self._inner.setProperty("ground", ground)
        self.body = QVBoxLayout(self._inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._inner.installEventFilter(self)
        self.setWidget(self._inner)

    def follow(self, widget: QWidget) -> None:
        """Scroll so that *widget* and its focus ring are seen."""
        self.ensureWidgetVisible(widget, 16, 24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the body to the new room."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the body when what it holds asks for another size."""
        if watched is self._inner and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return bool(super().eventFilter(watched, event))

    def _fit(self) -> None:
        room = self.viewport().size()
        least = self.body.minimumSize()
        wide = max(room.width(), least.width())
        high = self.body.minimumHeightForWidth(wide) if self.body.hasHeightForWidth() else least.height()
        self._inner.resize(wide, max(room.height(), high))
