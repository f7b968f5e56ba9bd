"""A table over frozen rows: sorted as people sort, filtered by words, copied as text.

The model holds no session and asks no service; a change of the data is a new tuple of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.fields import Field, Kind, Row
from app.core.text import fold

Index = QModelIndex | QPersistentModelIndex
RIGHT = (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.DURATION)
NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.DURATION)
ID_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 2
Show = Callable[[Field, Row], str]
SortKey = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        field: whose values it shows.
        title: heading in the interface language.
    """

    field: Field
    title: str


class RowTableModel(QAbstractTableModel):
    """Rows of one record type.

    Args:
        show: gives the text of a field of a row, in the interface language.
        key: gives the sort key of a text (strokes in Chinese, casefold in Latin).

    Thread: UI thread only.
    """

    def __init__(self, show: Show, key: SortKey = fold, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show, self._key = show, key
        self._columns: tuple[Column, ...] = ()
        self._all: tuple[Row, ...] = ()
        self._rows: list[Row] = []
        self._words: tuple[str, ...] = ()
        self._sort: tuple[int, Qt.SortOrder] | None = None
        self._texts: dict[tuple[str, str], str] = {}

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self._columns = tuple(columns)
        self._texts.clear()
        self._arrange()
        self.endResetModel()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; sorting and filters stay. Rows that only changed keep their place on the screen."""
        fresh = tuple(rows)
        if [row.id for row in fresh] == [row.id for row in self._all]:
            self._refresh(fresh)
            return
        self.beginResetModel()
        self._all = fresh
        self._texts.clear()
        self._arrange()
        self.endResetModel()

    def set_words(self, words: Sequence[str]) -> None:
        """Keep only rows in whose shown text every word is found."""
        self.beginResetModel()
        self._words = tuple(folded for word in words if (folded := fold(word).strip()))
        self._arrange()
        self.endResetModel()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are shown."""
        return self._columns

    def rows(self) -> tuple[Row, ...]:
        """Return the rows that are shown, in their order."""
        return tuple(self._rows)

    def total(self) -> int:
        """Return how many rows there are without filters."""
        return len(self._all)

    def row_at(self, index: Index) -> Row | None:
        """Return the row of an index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def place_of(self, row_id: str) -> int:
        """Return the place of a row on the screen, -1 where it is filtered out or gone."""
        return next((place for place, row in enumerate(self._rows) if row.id == row_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows that are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns that are shown."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text, alignment or accessible text of a cell, or its row."""
        row = self.row_at(index)
        if row is None:
            return None
        column = self._columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, column.field)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {self._text(row, column.field)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.field.kind in RIGHT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return {ID_ROLE: row.id, ROW_ROLE: row}.get(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the headings of columns, and numbers of rows."""
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.TextAlignmentRole and across and section < len(self._columns):
            right = self._columns[section].field.kind in RIGHT
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if across:
            return self._columns[section].title if section < len(self._columns) else None
        return section + 1

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 gives the records' own order."""
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self._rows[index.row()].id, index.column()) for index in self.persistentIndexList()]
        self._sort = (column, order) if 0 <= column < len(self._columns) else None
        self._arrange()
        for index, row_id, at in kept:
            self.changePersistentIndex(index, self.index(self.place_of(row_id), at))
        self.layoutChanged.emit()

    def as_text(self, places: Sequence[int] | None = None) -> str:
        """Return rows as tab-separated lines with headings, for the clipboard.

        Args:
            places: rows on the screen; all that are shown where None.
        """
        chosen = range(len(self._rows)) if places is None else places
        lines = ["\t".join(_cell(column.title) for column in self._columns)]
        for row in (self._rows[place] for place in chosen):
            lines += ["\t".join(_cell(self._text(row, one.field)) for one in self._columns)]
        return "\n".join(lines) + "\n"

    def _text(self, row: Row, field: Field) -> str:
        key = (row.id, field.name)
        if key not in self._texts:
            self._texts[key] = row.pending.get(field.name) or self._show(field, row)
        return self._texts[key]

    def _arrange(self) -> None:
        """Filter and sort anew."""
        self._rows = [row for row in self._all if self._found(row)] if self._words else list(self._all)
        if self._sort is not None and self._sort[0] < len(self._columns):
            column, order = self._columns[self._sort[0]], self._sort[1]
            filled = [row for row in self._rows if self._text(row, column.field)]
            empty = [row for row in self._rows if not self._text(row, column.field)]
            falling = order == Qt.SortOrder.DescendingOrder
            filled.sort(key=lambda row: self._sort_key(row, column.field), reverse=falling)
            self._rows = filled + empty

    def _sort_key(self, row: Row, field: Field) -> Any:  # noqa: ANN401 - equal kinds compare
        value = row.get(field.name)
        if field.kind in NUMBERS:
            return value if isinstance(value, int) else 0
        if field.kind in (Kind.DATE, Kind.DATETIME, Kind.TIME_RANGE):
            return str(value or "")
        return self._key(self._text(row, field))

    def _found(self, row: Row) -> bool:
        text = fold("\n".join(self._text(row, column.field) for column in self._columns))
        return all(word in text for word in self._words)

    def _refresh(self, fresh: tuple[Row, ...]) -> None:
        changed = {new.id for old, new in zip(self._all, fresh, strict=True) if not _same(old, new)}
        self._all = fresh
        if not changed:
            return
        self._texts = {key: text for key, text in self._texts.items() if key[0] not in changed}
        by_id = {row.id: row for row in fresh}
        self._rows = [by_id[row.id] for row in self._rows]
        for place, row in enumerate(self._rows):
            if row.id in changed and self._columns:
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(self._columns) - 1))


def _same(one: Row, other: Row) -> bool:
    return one.values == other.values and one.pending == other.pending and one.title == other.title


def _cell(text: str) -> str:
    return " ".join(text.split("\t")).replace("\n", " ").replace("\r", " ")
