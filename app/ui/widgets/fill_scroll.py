"""A page body that fills the height there is, and scrolls where that is less than it needs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class FillScroll(QScrollArea):
    """Like ``PageScroll``, but what may grow takes the height that is left.

    Attributes:
        body: the layout to add to.
    """

    def __init__(self, parent: QWidget | None = None, *, ground: str = "window") -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QFrame()
        inner.setProperty("page", True)
        inner.setProperty("ground", ground)
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.setWidget(inner)

    def follow(self, widget: QWidget) -> None:
        """Scroll so that *widget* and its focus ring are seen."""
        self.ensureWidgetVisible(widget, 16, 24)
