"""Who was heard on which topic, on the screen: as high as its rows; Enter on a cell opens its topic."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.core.messages import N_
from app.services.roadmap.views import RoadmapView
from app.ui.context import UiContext
from app.ui.itemmodels.heard_table import HeardTable
from app.ui.widgets.binder import Binder

HIGHEST_EM, WIDEST_EM = 44, 14


class HeardView(QTableView):
    """The table.

    Signals:
        topic: key of the topic that somebody wants to see.
    """

    topic = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder, self.found = context, Binder(context), HeardTable(context)
        self.setObjectName("heard_table")
        self.setModel(self.found)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
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
        self.resizeColumnsToContents()
        for column in range(self.found.columnCount()):
            wide = min(self.columnWidth(column) + metrics.u(1), metrics.em(WIDEST_EM))
            self.setColumnWidth(column, max(wide, head.sectionSizeHint(column)))
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self.found.rowCount()))
        high = rows + head.sizeHint().height() + self.horizontalScrollBar().sizeHint().height() + metrics.u(0.5)
        self.setFixedHeight(min(high, metrics.em(HIGHEST_EM)))

    def _on_cell(self, index: QModelIndex) -> None:
        self.topic.emit(self.found.topic_at(index))
