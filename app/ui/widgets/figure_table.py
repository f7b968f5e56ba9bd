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
TO_CONTENTS, STRETCH, FIXED = (
    QHeaderView.ResizeMode.ResizeToContents,
    QHeaderView.ResizeMode.Stretch,
    QHeaderView.ResizeMode.Fixed,
)
ROOM_EM = 14
"""Of a column with long words, when the table scrolls sideways anyway."""


class FigureTable(QTableWidget):
    """Shows the rows of a :class:`FigureView`; the column with the longest line takes the room that is left."""

    def __init__(self) -> None:
        super().__init__()
        self._longest, self._room_px = -1, 0
        self.setObjectName("figure_table")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
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
        self.horizontalHeader().setSectionResizeMode(TO_CONTENTS)
        self.verticalHeader().setSectionResizeMode(TO_CONTENTS)
        self.verticalHeader().setMinimumSectionSize(metrics.row_px)
        self.setAccessibleName(view.caption)
        self._longest, self._room_px = _longest(view.rows), round(metrics.em(ROOM_EM))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Give the longest column what is left, but no less than its head and words need; else scroll sideways."""
        if self._longest < 0:
            return
        head, wide = self.horizontalHeader(), self._longest
        least = head.minimumSectionSize()
        others = sum(
            max(least, head.sectionSizeHint(column), self.sizeHintForColumn(column))
            for column in range(head.count())
            if column != wide
        )
        needed = max(least, head.sectionSizeHint(wide), self._word_px(wide))
        if self.viewport().width() - others >= needed:
            head.setSectionResizeMode(wide, STRETCH)
        else:
            head.setSectionResizeMode(wide, FIXED)
            head.resizeSection(wide, max(needed, min(self.sizeHintForColumn(wide), self._room_px)))
        self.resizeRowsToContents()
        high = head.sizeHint().height() + sum(self.rowHeight(row) for row in range(self.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(high + bar + 2 * self.frameWidth() + 2)

    def _word_px(self, column: int) -> int:
        """Return the width of the longest word of a column, up to the room of a column that is wide already."""
        items = (self.item(row, column) for row in range(self.rowCount()))
        words = (word for item in items if item is not None for word in item.text().split())
        widest = max((self.fontMetrics().horizontalAdvance(word) for word in words), default=0)
        return min(widest + self.fontMetrics().height(), self._room_px)


def _longest(rows: tuple[tuple[str, ...], ...]) -> int:
    """Return the column with the longest line."""
    longest = [max(len(line) for row in rows for line in row[place].split("\n")) for place in range(len(rows[0]))]
    return longest.index(max(longest))
