"""A table over frozen rows: sorted as people sort, filtered by words, copied as text.

The model holds no session and asks no service; a change of the data is a new tuple of rows. Few rows are
sorted and filtered at once; many of them in slices between two frames, while the former order stands.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from app.core.fields import Field, Kind, Row
from app.core.text import fold

Index = QModelIndex | QPersistentModelIndex
RIGHT = (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.DURATION)
NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.DURATION)
TIMES = (Kind.DATE, Kind.DATETIME, Kind.TIME_RANGE)
ID_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 2
SHOWN_ROLES = frozenset(
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.TextAlignmentRole,
    )
)
MANY = 2000
"""More rows than this are arranged in slices."""
SLICE_S = 0.006
"""How long one slice may take, so that frames between them stay short."""
STEP, RUN = 16, 512
"""Rows between two looks at the clock; rows that are sorted in one go."""
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

    Signals:
        arranged: rows were filtered or sorted and stand in their new order.

    Args:
        show: gives the text of a field of a row, in the interface language.
        key: gives the sort key of a text (strokes in Chinese, casefold in Latin).

    Thread: UI thread only.
    """

    arranged = Signal()

    def __init__(self, show: Show, key: SortKey = fold, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show, self._key = show, key
        self._columns: tuple[Column, ...] = ()
        self._all: tuple[Row, ...] = ()
        self._rows: list[Row] = []
        self._words: tuple[str, ...] = ()
        self._sort: tuple[int, Qt.SortOrder] | None = None
        self._lines: dict[str, tuple[str, ...]] = {}
        self._folded: dict[str, str] = {}
        self._keys: dict[str, Any] = {}
        self._work: Iterator[None] | None = None
        self._made: list[Row] = []
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._on_slice)

    def show(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Show rows in these columns, every text made anew; sorting and filters stay."""
        fresh = tuple(rows)
        newer = {row.id: row for row in fresh} if len(fresh) > MANY and self._ids_are(fresh) else {}
        self.beginResetModel()
        self._columns, self._all = tuple(columns), fresh
        self._forget()
        self._arrange([newer[row.id] for row in self._rows] if newer else fresh)
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns."""
        self.show(columns, self._all)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; sorting and filters stay. Rows that only changed keep their place on the screen."""
        fresh = tuple(rows)
        if self._ids_are(fresh):
            self._refresh(fresh)
        else:
            self.show(self._columns, fresh)

    def set_words(self, words: Sequence[str]) -> None:
        """Keep only rows in whose shown text every word is found."""
        self._words = tuple(folded for word in words if (folded := fold(word).strip()))
        if len(self._all) > MANY:
            self._begin()
            return
        self.beginResetModel()
        self._arrange()
        self.endResetModel()
        self.arranged.emit()

    def busy(self) -> bool:
        """Say whether rows are being arranged."""
        return self._work is not None

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are shown."""
        return self._columns

    def rows(self) -> tuple[Row, ...]:
        """Return the rows that are shown, in their order; what is being arranged is finished first."""
        self._finish()
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
        if role not in SHOWN_ROLES and role != ID_ROLE and role != ROW_ROLE:
            return None
        row = self.row_at(index)
        if row is None:
            return None
        place = index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._line(row)[place]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._columns[place].title}: {self._line(row)[place]}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight if self._columns[place].field.kind in RIGHT else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return row.id if role == ID_ROLE else row

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
        before = self._sort
        self._sort = (column, order) if 0 <= column < len(self._columns) else None
        if self._sort is None or before is None or before[0] != column:
            self._keys.clear()
        if len(self._all) > MANY:
            self._begin()
            return
        self._place(self._arrange)
        self.arranged.emit()

    def as_text(self, places: Sequence[int] | None = None) -> str:
        """Return rows as tab-separated lines with headings, for the clipboard.

        Args:
            places: rows on the screen; all that are shown where None.
        """
        chosen = range(len(self._rows)) if places is None else places
        lines = ["\t".join(_cell(column.title) for column in self._columns)]
        lines += ["\t".join(_cell(text) for text in self._line(self._rows[place])) for place in chosen]
        return "\n".join(lines) + "\n"

    def _line(self, row: Row) -> tuple[str, ...]:
        """Return the texts of a row, column by column."""
        found = self._lines.get(row.id)
        if found is None:
            texts = (row.pending.get(one.field.name) or self._show(one.field, row) for one in self._columns)
            found = self._lines[row.id] = tuple(texts)
        return found

    def _ids_are(self, fresh: Sequence[Row]) -> bool:
        """Say whether these are the same records in the same order, perhaps with other content."""
        return len(fresh) == len(self._all) and all(
            new is old or new.id == old.id for new, old in zip(fresh, self._all, strict=True)
        )

    def _forget(self) -> None:
        for kept in (self._lines, self._folded, self._keys):
            kept.clear()

    def _place(self, arrange: Callable[[], object]) -> None:
        """Put the rows into another order; what is chosen and current stays so."""
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self._rows[index.row()].id, index.column()) for index in self.persistentIndexList()]
        arrange()
        places = {row.id: place for place, row in enumerate(self._rows)} if kept else {}
        for index, row_id, at in kept:
            place = places.get(row_id, -1)
            self.changePersistentIndex(index, self.index(place, at) if place >= 0 else QModelIndex())
        self.layoutChanged.emit()

    # -- filtering and sorting

    def _arrange(self, meanwhile: Sequence[Row] = ()) -> None:
        """Filter and sort anew; where there are many rows, they stand as they are *meanwhile*."""
        self._next.stop()
        self._work = None
        if len(self._all) > MANY:
            self._rows = list(meanwhile)
            self._begin()
            return
        made: list[Row] = []
        for _ in self._arranging(made):
            pass
        self._rows = made

    def _begin(self) -> None:
        """Start to filter and sort in slices; what was begun before is dropped."""
        self._made = []
        self._work = self._arranging(self._made)
        self._next.start(0)

    def _on_slice(self) -> None:
        end = time.perf_counter() + SLICE_S
        while self._work is not None and time.perf_counter() < end:
            if next(self._work, self) is self:
                self._publish()
        if self._work is not None:
            self._next.start(0)

    def _finish(self) -> None:
        if self._work is not None:
            self._next.stop()
            for _ in self._work:
                pass
            self._publish()

    def _publish(self) -> None:
        self._work = None
        made = self._made
        if self._sort is None and len(made) == len(self._rows) == len(self._all) and made == self._rows:
            pass  # it was only read ahead
        elif len(made) == len(self._rows):
            self._place(lambda: setattr(self, "_rows", made))
        else:
            self.beginResetModel()
            self._rows = made
            self.endResetModel()
        self.arranged.emit()

    def _arranging(self, made: list[Row]) -> Iterator[None]:
        """Put the rows that are found into *made* in their order, step by step."""
        found: list[Row] = []
        for at, row in enumerate(self._all):
            if self._found(row):
                found.append(row)
            if at % STEP == 0:
                yield
        if self._sort is None or self._sort[0] >= len(self._columns):
            made += found
            return
        place, falling = self._sort[0], self._sort[1] == Qt.SortOrder.DescendingOrder
        filled: list[Row] = []
        empty: list[Row] = []
        for at, row in enumerate(found):
            (filled if self._line(row)[place] else empty).append(row)
            if row.id not in self._keys:
                self._keys[row.id] = self._sort_key(row, place)
            if at % STEP == 0:
                yield
        keys, runs = self._keys, []
        for at in range(0, len(filled), RUN):
            runs.append(sorted(filled[at : at + RUN], key=lambda row: keys[row.id], reverse=falling))
            yield
        for at, row in enumerate(heapq.merge(*runs, key=lambda row: keys[row.id], reverse=falling)):
            made.append(row)
            if at % STEP == 0:
                yield
        made += empty

    def _sort_key(self, row: Row, place: int) -> Any:  # noqa: ANN401 - equal kinds compare
        field = self._columns[place].field
        value = row.get(field.name)
        if field.kind in NUMBERS:
            return value if isinstance(value, int) else 0
        if field.kind in TIMES:
            return str(value or "")
        return self._key(self._line(row)[place])

    def _found(self, row: Row) -> bool:
        text = self._folded.get(row.id)
        if text is None and (self._words or len(self._all) > MANY):
            text = self._folded[row.id] = fold("\n".join(self._line(row)))
        return not self._words or all(word in (text or "") for word in self._words)

    def _refresh(self, fresh: tuple[Row, ...]) -> None:
        self._finish()
        changed = {
            new.id: new for old, new in zip(self._all, fresh, strict=True) if old is not new and not _same(old, new)
        }
        self._all = fresh
        if not changed:
            return
        for row_id in changed:
            for kept in (self._lines, self._folded, self._keys):
                kept.pop(row_id, None)
        for place, row in enumerate(self._rows):
            if row.id in changed:
                self._rows[place] = changed[row.id]
                if self._columns:
                    self.dataChanged.emit(self.index(place, 0), self.index(place, len(self._columns) - 1))


def _same(one: Row, other: Row) -> bool:
    return one.values == other.values and one.pending == other.pending and one.title == other.title


def _cell(text: str) -> str:
    return " ".join(text.split("\t")).replace("\n", " ").replace("\r", " ")
