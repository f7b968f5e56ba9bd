"""The table of every list: rows at least 32 px high, Tab leaves it, Enter opens, Ctrl+C copies."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.ui.itemmodels.row_table import RowTableModel
from app.ui.theme import Theme

BAR_PX = 4
SAMPLE = 60
"""Rows beyond those in sight that a column's width is made for."""


class RowDelegate(QStyledItemDelegate):
    """Marks the row that is being edited with a bar at its left edge, not only with a tint."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the cell, then the bar before the first one."""
        super().paint(painter, option, index)
        if index.row() == self._view.currentIndex().row():
            rect: QRect = option.rect
            painter.fillRect(QRect(rect.left(), rect.top(), BAR_PX, rect.height()), self._theme.colour("leaf"))


class RecordTable(QTableView):
    """Shows a :class:`RowTableModel`.

    Signals:
        opened: id of the row that was chosen by click, arrow key or Enter.
        activated_row: id of the row on which Enter was pressed.

    Args:
        theme: colours and sizes.
        model: the rows.
    """

    opened = Signal(str)
    activated_row = Signal(str)

    def __init__(self, theme: Theme, model: RowTableModel) -> None:
        super().__init__()
        self._theme, self._model = theme, model
        self._first_px = 0
        self.setModel(model)
        self.setItemDelegateForColumn(0, RowDelegate(theme, self))
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSortingEnabled(True)
        self.setWordWrap(False)
        self.setAlternatingRowColors(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        head, side = self.horizontalHeader(), self.verticalHeader()
        head.setStretchLastSection(False)
        head.setSortIndicatorShown(True)
        head.setResizeContentsPrecision(SAMPLE)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.refresh()
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def refresh(self) -> None:
        """Space the rows for the size of the text."""
        self.verticalHeader().setDefaultSectionSize(self._theme.metrics.row_px)
        self.horizontalHeader().setMinimumSectionSize(self._theme.metrics.em(3))

    def fit_columns(self) -> None:
        """Give each column the width of its text, within bounds."""
        metrics = self._theme.metrics
        for column in range(self._model.columnCount()):
            words = min(self.sizeHintForColumn(column) + metrics.em(1), metrics.em(15))
            wide = max(metrics.em(5), words, self.horizontalHeader().sectionSizeHint(column))
            self.setColumnWidth(column, wide)
            self._first_px = self._first_px if column else wide
        self._spread()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the first column the room that is left, less of it where a scroll bar came."""
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        count = self._model.columnCount()
        left = self.viewport().width() - sum(self.columnWidth(one) for one in range(1, count))
        if count and self._first_px:
            self.setColumnWidth(0, max(self._first_px, min(left, self._theme.metrics.em(36))))

    def choose(self, row_id: str) -> bool:
        """Make a row current; False where it is not shown."""
        place = self._model.place_of(row_id)
        if place < 0:
            return False
        self.selectRow(place)
        self.scrollTo(self._model.index(place, 0))
        return True

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the selected rows, from top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(row.id for place in places if (row := self._model.row_at(self._model.index(place, 0))))

    def copy(self) -> None:
        """Copy the selected rows, or all, with their headings."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        QGuiApplication.clipboard().setText(self._model.as_text(places or None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C; open with Enter; leave the rest to the view."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self._model.row_at(self.currentIndex())
            if row is not None:
                self.activated_row.emit(row.id)
        else:
            super().keyPressEvent(event)

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = self._model.row_at(now)
        if row is not None:
            self.opened.emit(row.id)
        self.viewport().update()
