"""Layouts that keep everything visible at any text size: wrapping rows and pages that scroll down only."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)


class FlowLayout(QLayout):
    """Sets its items in rows like words in a line; what does not fit goes to the next row.

    Args:
        parent: widget that is laid out, or None when it goes into another layout.
        gap: space between items and rows, in logical pixels.
        even: whether all items are as wide as the widest, so that they stand in columns.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 8, *, even: bool = False) -> None:
        super().__init__()
        self._even = even
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)
        if parent is not None:
            parent.setLayout(self)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end."""
        self._items.append(item)

    def insert_first(self, widget: QWidget) -> None:
        """Put a widget before the others."""
        self.addWidget(widget)
        self._items.insert(0, self._items.pop())

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove an item and return it."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Nothing is stretched."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows at *width* logical pixels."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Set the items into *rect*."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of everything in one row."""
        sizes = [item.sizeHint() for item in self._shown()]
        wide = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return self._framed(QSize(wide, max((size.height() for size in sizes), default=0)))

    def minimumSize(self) -> QSize:
        """Return the size of the largest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return self._framed(size)

    def _framed(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        x, y, high = inner.x(), inner.y(), 0
        wide = max((item.sizeHint().width() for item in self._shown()), default=0) if self._even else 0
        for item in self._shown():
            size = item.sizeHint().expandedTo(QSize(wide, 0)).boundedTo(QSize(max(inner.width(), 1), 16_777_215))
            if item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            if x > inner.x() and x + size.width() > inner.x() + inner.width():
                x, y, high = inner.x(), y + high + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x, high = x + size.width() + self.spacing(), max(high, size.height())
        return y + high - rect.y() + margins.bottom()


FOLLOW_PX = 24
"""Room left above and below of what is scrolled to."""
SETTLE_MS = 300
"""So long after the keyboard came or content was made anew, heights may still change; the place is kept meanwhile."""


class PageScroll(QScrollArea):
    """Scrolls downwards only; its content is always as wide as what is seen.

    Attributes:
        body: the layout to add to; what is added stays at the top.
    """

    def __init__(self, parent: QWidget | None = None, *, ground: str = "") -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QFrame()
        inner.setProperty("page", True)
        inner.setProperty("ground", ground or "window")
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.body = QVBoxLayout()
        outer.addLayout(self.body)
        outer.addStretch(1)
        self.setWidget(inner)
        self._place, self._settling = -1, QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self._on_settled)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again where everything stands once the content was laid out, even where it is as high as before."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._fill)
            if self._settling.isActive():
                QTimer.singleShot(0, self, self._on_range)
        return bool(super().eventFilter(watched, event))

    def _fill(self) -> None:
        """Lay the content out in all its room: Qt does not tell of a size that changed while it was being shown."""
        inner = self.widget()
        layout = None if inner is None else inner.layout()
        if inner is not None and layout is not None and layout.geometry() != inner.rect():
            layout.setGeometry(inner.rect())

    def hold(self) -> None:
        """Stay at this place while the content is made anew; what has the keyboard then comes in sight."""
        if self._place < 0:  # else it is made anew for the second time, and stands anywhere meanwhile
            self._place = self.verticalScrollBar().value()
        self._settling.start()

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Keep what has the keyboard in sight, however it came by it."""
        if new is not None and self.isAncestorOf(new) and new.height() < self.viewport().height():
            self.follow(new)
            self._settling.start()

    def _on_range(self) -> None:
        """Keep it in sight, too, where what stands above it only now gets its height."""
        if not self._settling.isActive():
            return
        if self._place >= 0:
            self.verticalScrollBar().setValue(self._place)
        focused = self.focusWidget()
        if focused is not None and focused.hasFocus() and focused.height() < self.viewport().height():
            self.follow(focused)

    def _on_settled(self) -> None:
        self._place = -1

    def shows(self, widget: QWidget) -> bool:
        """Say whether the whole of *widget* is in sight."""
        view = self.viewport()
        return view.rect().contains(QRect(widget.mapTo(view, widget.rect().topLeft()), widget.size()))

    def follow(self, widget: QWidget) -> None:
        """Scroll so that *widget* and its focus ring are seen."""
        inside, room = self.widget(), self.viewport().height()
        if inside is None or widget.height() + 2 * FOLLOW_PX > room:  # too tall: the cursor in it is what counts
            self.ensureWidgetVisible(widget, 16, FOLLOW_PX)
            return
        middle = widget.mapTo(inside, widget.rect().center())  # Qt itself would look at the cursor of a field only
        self.ensureVisible(widget.mapTo(inside, QPoint(0, 0)).x(), middle.y(), 16, widget.height() // 2 + FOLLOW_PX)


def bring_into_sight(widget: QWidget) -> None:
    """Scroll what *widget* stands in so that the whole of it is seen, once it was laid out."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, PageScroll):
        above = above.parentWidget()
    if above is not None:
        QTimer.singleShot(0, widget, partial(above.follow, widget))


def clear(layout: QLayout) -> None:
    """Remove and delete everything in *layout*, layouts within it too."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
            inner.deleteLater()


def growing(widget: QWidget) -> QWidget:
    """Let *widget* be as high as its width asks and as wide as there is room; return it."""
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
    return widget


def set_out(grid: QGridLayout, widgets: Sequence[QWidget], columns: int, width: int) -> None:
    """Put widgets into an empty grid, in at most *columns* equal columns, in fewer where their words need the room.

    Args:
        grid: empty.
        widgets: in order.
        columns: that there should be.
        width: that there is, in logical pixels.
    """
    for across in range(max(1, columns), 0, -1):
        for place, widget in enumerate(widgets):
            grid.addWidget(widget, place // across, place % across)
        for column in range(max(columns, grid.columnCount())):
            grid.setColumnStretch(column, 1 if column < across else 0)
        needed = max((widget.minimumSizeHint().width() for widget in widgets), default=0)
        if across * needed + (across - 1) * max(grid.horizontalSpacing(), 0) <= width:
            return
