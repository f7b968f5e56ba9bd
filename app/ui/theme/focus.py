"""The ring around what has the keyboard: two pixels, two pixels away, on every kind of widget."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from app.ui.theme.metrics import CORNER_PX, RING_GAP_PX, RING_PX

REACH = RING_PX + RING_GAP_PX
FOLLOWED = frozenset(
    (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest)
)


class FocusRing(QWidget):
    """The drawing: a rounded frame that takes no clicks and no keys.

    Args:
        window: over which it lies.
        colour: ``#RRGGBB``.
    """

    def __init__(self, window: QWidget, colour: str) -> None:
        super().__init__(window)
        self.colour = colour
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame inside the widget's edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.colour), RING_PX))
        half = RING_PX // 2
        painter.drawRoundedRect(self.rect().adjusted(half, half, -half, -half), CORNER_PX, CORNER_PX)


class FocusFollower(QObject):
    """Keeps the ring around whatever has the focus, through scrolling, resizing and hiding.

    Args:
        app: whose focus is followed; it becomes the parent.
        colour: ``#RRGGBB``.
    """

    def __init__(self, app: QApplication, colour: str) -> None:
        super().__init__(app)
        self._app, self._colour = app, colour
        self._chain: list[QWidget] = []
        self._target: QWidget | None = None
        self._ring: FocusRing | None = None
        app.focusChanged.connect(self._on_focus_changed)

    def set_colour(self, colour: str) -> None:
        """Draw in another scheme's *colour*."""
        self._colour = colour
        if self._ring is not None and isValid(self._ring):
            self._ring.colour = colour
            self._ring.update()

    def stop(self) -> None:
        """Follow no more; another one draws the ring now."""
        self._app.focusChanged.disconnect(self._on_focus_changed)
        self._on_focus_changed(None, None)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for one in self._chain:
            if isValid(one):
                one.removeEventFilter(self)
        self._chain = []
        self._target = _ringed(new)
        step = self._target
        while step is not None:
            self._chain.append(step)
            step.installEventFilter(self)
            step = None if step.isWindow() else step.parentWidget()
        self._place()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the widget and everything it lies in."""
        if event.type() in FOLLOWED:
            self._place()
        return False

    def _place(self) -> None:
        target, ring = self._target, self._ring
        if ring is not None and not isValid(ring):
            ring = self._ring = None
        rect = _place_of(target) if target is not None and isValid(target) and target.isVisible() else QRect()
        if rect.isEmpty():
            if ring is not None:
                ring.hide()
            return
        window = target.window()  # type: ignore[union-attr]
        if ring is None or ring.parentWidget() is not window:
            if ring is not None:
                ring.deleteLater()
            ring = self._ring = FocusRing(window, self._colour)
        ring.setGeometry(rect)
        ring.raise_()
        ring.show()


def _place_of(target: QWidget) -> QRect:
    window = target.window()
    rect = QRect(target.mapTo(window, QPoint(0, 0)), target.size()).adjusted(-REACH, -REACH, REACH, REACH)
    return rect & _seen(target, window)


def _ringed(widget: QWidget | None) -> QWidget | None:
    """Return the widget to draw around: a view rather than its viewport; none for a bare page."""
    if widget is None or widget.property("ring") is False or isinstance(widget, QScrollArea):
        return None
    if widget.window() is widget or widget.window().windowType() == Qt.WindowType.Popup:
        return None
    parent = widget.parentWidget()
    return parent if isinstance(parent, QAbstractScrollArea) and not isinstance(parent, QScrollArea) else widget


def _seen(target: QWidget, window: QWidget) -> QRect:
    """Return the part of the window in which *target* can be seen through its scroll areas."""
    seen, step = window.rect(), target.parentWidget()
    while step is not None and step is not window:
        parent = step.parentWidget()
        if isinstance(parent, QScrollArea) and parent.viewport() is step:
            seen &= QRect(step.mapTo(window, QPoint(0, 0)), step.size())
        step = parent
    return seen
