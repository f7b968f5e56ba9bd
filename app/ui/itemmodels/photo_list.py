"""Photos as a grid of thumbnails over frozen rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.fields import Row

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 2


class PhotoListModel(QAbstractListModel):
    """Shows photo rows.

    Args:
        said: returns what a screen reader says of a photo.

    Thread: UI thread only.
    """

    def __init__(self, said: Callable[[Row], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._said = said
        self._rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row]) -> bool:
        """Show other rows; True where they are other photos than before, or in another order."""
        fresh = tuple(rows)
        if [row.id for row in fresh] == [row.id for row in self._rows]:
            self._rows = fresh
            if fresh:
                self.dataChanged.emit(self.index(0, 0), self.index(len(fresh) - 1, 0))
            return False
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()
        return True

    def rows(self) -> tuple[Row, ...]:
        """Return the rows in their order."""
        return self._rows

    def place_of(self, row_id: str) -> int:
        """Return the place of a photo, -1 where it is not shown."""
        return next((place for place, row in enumerate(self._rows) if row.id == row_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of photos."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, what is said of it, or the row of a photo."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._said(row)
        return row if role == ROW_ROLE else None
