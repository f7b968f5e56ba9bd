"""The numbers beside a drawing, as a table that is as high as its rows and never cuts a head. Thread: UI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

if TYPE_CHECKING:
    from app.services.figures.view import FigureView
    from app.ui.theme import Metrics

LEAST_EM = 5
FIXED = QHeaderView.ResizeMode.Fixed
ROOM_EM = 14
"""What is wider is wrapped where the columns do not fit side by side."""


class FigureTable(QTableWidget):
    """Shows the rows of a :class:`FigureView`; long lines wrap before anything scrolls sideways."""

    def __init__(self) -> None:
        super().__init__()
        self._longest, self._room_px, self._unit, self._row_px = -1, 0, 0, 0
        self.setObjectName("figure_table")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setHighlightSections(False)

    def show_view(self, view: FigureView, metrics: Metrics) -> None:
        """Show the rows of *view*; without any, the table hides."""
        if self.parent() is not None:
            self.setVisible(bool(view.rows))
        elif not view.rows:
            self.hide()  # shown with the layout that takes it up: alone it would be a window that takes the keyboard
        if not view.rows:
            self._longest = -1
            self.setRowCount(0)
            return
        head, *body = view.rows
        self.setColumnCount(len(head))
        self.setRowCount(len(body))
        self.setHorizontalHeaderLabels(list(head))
        sides = [Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft for right in view.right]
        for place, cells in enumerate(body):
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                item.setTextAlignment(sides[column] | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(place, column, item)
        for column, side in enumerate(sides):
            if (title := self.horizontalHeaderItem(column)) is not None:
                title.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setMinimumSectionSize(metrics.em(LEAST_EM))
        self.verticalHeader().setSectionResizeMode(FIXED)
        self._unit, self._row_px = metrics.u(0.5), metrics.row_px
        self.setAccessibleName(view.caption)
        self._longest, self._room_px = _longest(view.rows, view.right), round(metrics.em(ROOM_EM))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Give every column its longest line where all fit; else wrap the long ones, and only then scroll sideways.

        What is left over goes to the column with the longest line.
        """
        if self._longest < 0:
            return
        head, room = self.horizontalHeader(), self.viewport().width()
        least = head.minimumSectionSize()
        floor = [max(least, head.sectionSizeHint(column)) for column in range(head.count())]
        wish = [max(px, self.sizeHintForColumn(column)) for column, px in enumerate(floor)]
        widths = list(wish)
        if sum(wish) > room:
            wraps = [px > self._room_px or column == self._longest for column, px in enumerate(wish)]
            widths = [
                max(floor[column], self._word_px(column)) if wraps[column] else px for column, px in enumerate(wish)
            ]
            spare, missing = room - sum(widths), sum(wish) - sum(widths)
            if spare >= 0:
                widths = [px + (wish[at] - px) * spare // max(missing, 1) for at, px in enumerate(widths)]
            else:  # it scrolls anyway, so that long words get more room
                widths = [max(px, min(wish[at], self._room_px)) for at, px in enumerate(widths)]
        widths[self._longest] += max(room - sum(widths), 0)
        head.setSectionResizeMode(FIXED)
        for column, px in enumerate(widths):
            head.resizeSection(column, px)
        for row in range(self.rowCount()):
            self.setRowHeight(row, self._row_high(row))
        high = head.sizeHint().height() + sum(self.rowHeight(row) for row in range(self.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(high + bar + 2 * self.frameWidth() + 2)

    def _row_high(self, row: int) -> int:
        """Return the height in which every line of a row can be read, with air above and below; Qt's own cuts lines."""
        wrap, high = int(Qt.TextFlag.TextWordWrap), 0
        for column in range(self.columnCount()):
            item = self.item(row, column)
            if item is None:
                continue
            width = self.columnWidth(column) - 2 * self._unit
            room = self.fontMetrics().boundingRect(0, 0, 0, 0, 0, item.text())
            if room.width() > width - 2:
                room = self.fontMetrics().boundingRect(0, 0, max(width - 8, 1), 0, wrap, item.text())
            high = max(high, room.height())
        return max(self._row_px, high + 2 * self._unit)

    def _word_px(self, column: int) -> int:
        """Return the width of the longest word of a column, up to the room of a column that is wide already."""
        items = (self.item(row, column) for row in range(self.rowCount()))
        words = (word for item in items if item is not None for word in item.text().split())
        widest = max((self.fontMetrics().horizontalAdvance(word) for word in words), default=0)
        return min(widest + self.fontMetrics().height(), self._room_px)


def _longest(rows: tuple[tuple[str, ...], ...], right: tuple[bool, ...]) -> int:
    """Return the column with the longest line; words before figures, which need no more than their own width."""
    longest = [max(len(line) for row in rows for line in row[place].split("\n")) for place in range(len(rows[0]))]
    return max(range(len(longest)), key=lambda place: (not right[place], longest[place]))
