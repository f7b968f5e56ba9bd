"""Who was heard on which topic, on the screen: as high as its rows; Enter on a cell opens its topic."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.core.messages import N_
from app.services.roadmap.views import RoadmapView
from app.ui.context import UiContext
from app.ui.itemmodels.heard_table import HeardTable, Index
from app.ui.widgets.binder import Binder

HIGHEST_EM, WIDEST_EM, TOPIC_EM = 44, 14, 11
RING_PX = 2.5


class _Cells(QStyledItemDelegate):
    """Draws a ring around the cell of the keyboard: a ground of its own would say that the group was heard."""

    def __init__(self, context: UiContext, view: QTableView) -> None:
        super().__init__(view)
        self._context, self._view = context, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell as it is, then the ring."""
        option.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        super().paint(painter, option, index)
        if self._view.hasFocus() and index == self._view.currentIndex():
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._context.theme.colour("focus"), RING_PX))
            painter.drawRect(QRectF(option.rect).adjusted(1.5, 1.5, -2.5, -2.5))
            painter.restore()


class HeardView(QTableView):
    """The table.

    Signals:
        topic: key of the topic that somebody wants to see.
        at: where in this view the cell is that the keyboard went to; the page keeps it in sight.
    """

    topic = Signal(str)
    at = Signal(QRect)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder, self.found = context, Binder(context), HeardTable(context)
        self.setObjectName("heard_table")
        self.setModel(self.found)
        self.setItemDelegate(_Cells(context, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag(left.value | Qt.TextFlag.TextWordWrap.value))
        self.setWordWrap(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.activated.connect(self._on_cell)
        self._binder.text(self.setAccessibleName, N_("Who was heard"))

    def refresh(self) -> None:
        """Say its name again."""
        self._binder.refresh()

    def show_view(self, view: RoadmapView) -> None:
        """Show a Roadmap; every column has the room of its words, the table the height of its rows."""
        self.found.show_view(view)
        metrics, head = self._context.theme.metrics, self.horizontalHeader()
        for column in range(self.found.columnCount()):
            said = str(self.found.headerData(column, Qt.Orientation.Horizontal) or "")
            wide = max(self.sizeHintForColumn(column), self._word_px(said)) + metrics.u(1)
            least = metrics.em(TOPIC_EM) if column == 0 else 0
            self.setColumnWidth(column, max(min(wide, metrics.em(WIDEST_EM)), least))
        head.setFixedHeight(self._head_px())
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self.found.rowCount()))
        high = rows + head.height() + self.horizontalScrollBar().sizeHint().height() + metrics.u(0.5)
        self.setFixedHeight(min(high, metrics.em(HIGHEST_EM)))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the keyboard went: the table may be higher than the page."""
        super().currentChanged(current, previous)
        if self.hasFocus() and current.isValid():
            self.at.emit(self.visualRect(current).translated(self.viewport().pos()))

    def _head_px(self) -> int:
        """Return the height in which every head can be read, wrapped into the width of its column."""
        unit, high = self._context.theme.metrics.u(1), 0
        for column in range(self.found.columnCount()):
            said = str(self.found.headerData(column, Qt.Orientation.Horizontal) or "")
            wide = self.columnWidth(column) - 2 * unit
            room = self._bold().boundingRect(0, 0, max(wide, 1), 0, Qt.TextFlag.TextWordWrap, said)
            high = max(high, room.height())
        return max(high + unit, self.horizontalHeader().sizeHint().height())

    def _bold(self) -> QFontMetrics:
        font = self.horizontalHeader().font()
        font.setBold(True)
        return QFontMetrics(font)

    def _word_px(self, text: str) -> int:
        """Return the width of the longest word of a head; Chinese breaks between any two characters."""
        words = (one if one.isascii() else one[:4] for one in text.split())
        return max((self._bold().horizontalAdvance(one) for one in words), default=0) + self._context.theme.metrics.u(1)

    def _on_cell(self, index: QModelIndex) -> None:
        self.topic.emit(self.found.topic_at(index))
