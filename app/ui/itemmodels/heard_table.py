"""Who was heard on which topic as a table: a row per topic, a column per group, a shape and words in every cell."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.core.messages import N_
from app.services.roadmap.views import Heard, RoadmapView
from app.ui.context import UiContext
from app.ui.roadmap.words import cell_text

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class HeardTable(QAbstractTableModel):
    """Read only; the first column is the topic."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._view = RoadmapView(())

    def show_view(self, view: RoadmapView) -> None:
        """Show another Roadmap."""
        self.beginResetModel()
        self._view = view
        self.endResetModel()

    def topic_at(self, index: Index) -> str:
        """Return the key of the topic of a row."""
        return self._view.topics[index.row()].topic.key

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of topics."""
        return 0 if parent.isValid() else len(self._view.topics)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Return the topic and the groups."""
        return 0 if parent.isValid() else len(self._view.groups) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell, and a ground that is the darker the more was heard."""
        one = self._view.topics[index.row()]
        if role == Qt.ItemDataRole.BackgroundRole and index.column():
            cell = self._view.cell(self._view.groups[index.column() - 1][0], one.topic.key)
            return self._context.theme.colour("leaf_soft") if cell.state is Heard.HEARD else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        title = self._context.text(one.topic.title)
        if index.column() == 0:
            return title
        group, name = self._view.groups[index.column() - 1]
        words = cell_text(self._context, self._view.cell(group, one.topic.key))
        return words if role == Qt.ItemDataRole.DisplayRole else f"{title}, {name}: {words}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the group above a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self._context.text(N_("Topic of the Roadmap")) if section == 0 else self._view.groups[section - 1][1]
