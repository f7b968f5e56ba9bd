"""A list of things to tick, worked by keys: Space ticks, Enter goes there or ticks too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.theme import Theme

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_TICK = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.31))
"""Corners of a tick, in shares of its box."""


class TickList(QListWidget):
    """Lines with a box each.

    Signals:
        ticked: something was ticked or unticked by the person.
        asked: row that Enter or a double click was pressed on.

    Args:
        theme: sizes.
        least_em: least height in sizes of the text.
        goes: whether Enter asks for the line instead of ticking it.
    """

    ticked = Signal()
    asked = Signal(int)

    def __init__(self, theme: Theme, least_em: float = 12, *, goes: bool = False) -> None:
        super().__init__()
        self._goes, self._filling, self._theme, self._least_em = goes, False, theme, least_em
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setItemDelegate(_Ticks(theme, self))
        self.itemChanged.connect(self._on_changed)
        self.itemDoubleClicked.connect(lambda item: self.asked.emit(self.row(item)))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few lines."""
        return QSize(self._theme.metrics.em(10), self._theme.metrics.em(self._least_em))

    def sizeHint(self) -> QSize:
        """Return the same height."""
        return self.minimumSizeHint()

    def show_lines(self, lines: Sequence[str], ticked: Sequence[bool]) -> None:
        """Show lines with their ticks; the current line stays where it can."""
        self._filling = True
        row = self.currentRow()
        if self.count() != len(lines):
            self.clear()
            for _ in lines:
                item = QListWidgetItem()
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
                )
                self.addItem(item)
        for place, (line, tick) in enumerate(zip(lines, ticked, strict=True)):
            self.item(place).setText(line)
            self.item(place).setCheckState(Qt.CheckState.Checked if tick else Qt.CheckState.Unchecked)
        self.setCurrentRow(max(0, min(row, self.count() - 1)))
        self._filling = False

    def is_ticked(self, row: int) -> bool:
        """Say whether a line is ticked."""
        return self.item(row).checkState() == Qt.CheckState.Checked

    def rows_ticked(self) -> tuple[int, ...]:
        """Return the lines that are ticked."""
        return tuple(row for row in range(self.count()) if self.is_ticked(row))

    def tick_all(self, tick: bool) -> None:
        """Tick or untick every line."""
        self._filling = True
        for row in range(self.count()):
            self.item(row).setCheckState(Qt.CheckState.Checked if tick else Qt.CheckState.Unchecked)
        self._filling = False
        self.ticked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space; go there, or tick, with Enter."""
        item = self.currentItem()
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._goes:
                self.asked.emit(self.currentRow())
            else:
                ticked = item.checkState() == Qt.CheckState.Checked
                item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)

    def _on_changed(self, _item: QListWidgetItem) -> None:
        if not self._filling:
            self.ticked.emit()


class _Ticks(QStyledItemDelegate):
    """Draws a box as large and as clear as every other one, and words that are never cut."""

    def __init__(self, theme: Theme, view: TickList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        metrics, wide = self._theme.metrics, max(80, self._view.viewport().width())
        _box, words = self._places(QRect(0, 0, wide, 10_000), index)
        font = QFontMetrics(self._view.font())
        high = font.boundingRect(QRect(0, 0, words.width(), 10_000), _WRAP, self._words(index)).height()
        return QSize(wide, max(metrics.row_px, high + metrics.u(0.5)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, ticked = self._theme, index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
        box, words = self._places(option.rect, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour("leaf_soft"))
        painter.setPen(QPen(theme.colour("leaf" if ticked else "line"), 1.5))
        painter.setBrush(theme.colour("leaf" if ticked else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        if ticked:
            pen = QPen(theme.colour("on_leaf"), max(2.0, box.width() / 9))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPolyline([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in _TICK])
        painter.setPen(theme.colour("ink"))
        painter.setFont(self._view.font())
        painter.drawText(words, _WRAP, self._words(index))
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Tick with a click on the box; keys are the list's own."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            _box, words = self._places(option.rect, index)
            if event.position().x() < words.left():
                ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
                state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
                return model.setData(index, state.value, Qt.ItemDataRole.CheckStateRole)
            return False
        if event.type() == QEvent.Type.MouseButtonDblClick:
            return False
        return super().editorEvent(event, model, option, index)

    def _words(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "").lstrip("\N{EM SPACE}")

    def _places(self, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> tuple[QRectF, QRect]:
        """Return where the box and the words stand; em spaces before the words set both in."""
        metrics, text = self._theme.metrics, str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        deep = (len(text) - len(text.lstrip("\N{EM SPACE}"))) * metrics.em(0.7)
        edge, pad = metrics.em(1.2), metrics.u(0.5)
        left = rect.left() + pad + deep
        box = QRectF(left, rect.center().y() - edge / 2, edge, edge)
        return box, rect.adjusted(left - rect.left() + edge + pad, 0, -pad, 0)
