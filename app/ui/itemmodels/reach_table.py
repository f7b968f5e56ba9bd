"""The reach map as a table: a row per group, a column per month, words in every cell."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.core.messages import N_, Label
from app.services.reach.paper import DASH, cell_words
from app.services.reach.service import Heard, ReachMap
from app.ui.context import UiContext

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class ReachTable(QAbstractTableModel):
    """Read only; the first column is the group, the last one the sum."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._found = ReachMap((), (), ())

    def show_map(self, found: ReachMap) -> None:
        """Show another map."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of groups."""
        return 0 if parent.isValid() else len(self._found.rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Return group, sum and months."""
        return 0 if parent.isValid() else len(self._found.months) + 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell, for the eye and for a screen reader."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self._found.rows[index.row()]
        if index.column() == 0:
            return row.name
        if index.column() == 1:
            return self._text(cell_words(Heard(row.events, row.people)) or N_("Not heard yet"))
        words = cell_words(row.months.get(self._found.months[index.column() - 2]))
        return self._text(words) if words else DASH

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the month above a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        if section == 0:
            return self._text(N_("Group of residents"))
        if section == 1:
            return self._text(N_("In all"))
        return self._context.translator.date(self._found.months[section - 2])

    def _text(self, label: Label) -> str:
        return self._context.text(label)
