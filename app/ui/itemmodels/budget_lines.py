"""The budget as rows of a sheet: lines, the items of an opened purchase below them, and an empty row at the end.

Texts are made when a cell is looked at, so that two thousand lines cost no more than those in sight.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.fields import Row
from app.core.ids import new_id
from app.services.budget.sheet import ITEM, ITEM_FIELDS, LINE

Index = QModelIndex | QPersistentModelIndex
NUMBERS = frozenset({"qty", "unit_price", "amount", "ceiling", "year", "quarter"})
PENDING_ROLE = int(Qt.ItemDataRole.UserRole) + 1
MARK, CLOSED, OPENED, INSIDE = "▲ ", "▸ ", "▾ ", "· "
"""Before a text that was kept as typed; a purchase whose items are folded, or open; an item."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a row of the sheet is.

    Args:
        type: ``budget_line`` or ``budget_item``.
        id: of the record; of an empty row the id that its record will have.
        parent: the line of an item, "" for a line.
        empty: whether nothing has been written in it yet.
    """

    type: str
    id: str
    parent: str = ""
    empty: bool = False


class BudgetLinesModel(QAbstractTableModel):
    """The rows of one budget.

    Args:
        show: column and row to the text of a cell.
        parent: owner.

    Thread: UI thread only.
    """

    def __init__(self, show: Callable[[str, Row], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._names: tuple[str, ...] = ()
        self._titles: tuple[str, ...] = ()
        self._lines: dict[str, Row] = {}
        self._places: list[Place] = []
        self._at: dict[tuple[str, str], int] = {}
        self._typed: dict[tuple[str, str], str] = {}
        self._new: list[str] = []
        self._open: set[str] = set()
        self._writable = True

    # -- what is shown

    def set_columns(self, names: Sequence[str], titles: Sequence[str]) -> None:
        """Show these columns with these headings."""
        other = tuple(names) != self._names
        if other:
            self.beginResetModel()
        self._names, self._titles = tuple(names), tuple(titles)
        if other:
            self.endResetModel()
        else:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(self._names) - 1))

    def names(self) -> tuple[str, ...]:
        """Return the columns from left to right."""
        return self._names

    def set_lines(self, lines: Mapping[str, Row], *, writable: bool, settled: bool) -> bool:
        """Show other lines; True where other rows stand there than before.

        Args:
            lines: in order.
            writable: whether an empty row stands at the end.
            settled: whether nothing that was typed is still on its way to the file.
        """
        coming = {one: self._lines[one] for one in self._new if one not in lines and one in self._lines}
        if settled:
            coming = {}
            self._typed.clear()
        self._new = list(coming)
        self._lines, self._writable = {**lines, **coming}, writable
        self._open &= self._lines.keys()
        return self._arrange()

    def put_lines(self, lines: Mapping[str, Row], *, settled: bool) -> bool:
        """Take newer content of some lines; True where other rows stand there than before."""
        if settled:
            self._typed.clear()
            self._new = []
        self._lines.update({key: row for key, row in lines.items() if key in self._lines})
        if any(one in self._open for one in lines):
            return self._arrange()
        for one in lines:
            self._repaint(self._at.get((LINE, one), -1))
        return False

    def type_in(self, place: Place, name: str, text: str) -> None:
        """Show what was typed until the file has taken it; the empty row becomes a line."""
        self._typed[place.id, name] = text
        row = self._at.get((place.type, place.id), -1)
        if row >= 0 and self._places[row].empty:
            self._begin(row, place)
        self._repaint(row)

    def toggle(self, line: str) -> None:
        """Open or fold the items of a purchase."""
        self._open ^= {line}
        self._arrange()

    def is_open(self, line: str) -> bool:
        """Say whether the items of a line are shown."""
        return line in self._open

    # -- what stands where

    def place(self, row: int) -> Place | None:
        """Return what a row is, ``None`` outside the sheet."""
        return self._places[row] if 0 <= row < len(self._places) else None

    def row_of(self, kind: str, record: str) -> int:
        """Return where a record stands, -1 where it is not shown."""
        return self._at.get((kind, record), -1)

    def line(self, record: str) -> Row | None:
        """Return a line as it was read."""
        return self._lines.get(record)

    def lines(self) -> tuple[str, ...]:
        """Return the ids of the lines from top to bottom."""
        return tuple(self._lines)

    def record(self, place: Place) -> Row:
        """Return the record of a row, an empty one where it has none yet."""
        if place.type == LINE:
            return self._lines.get(place.id) or Row(LINE, place.id)
        return next((one for one in self._items(place.parent) if one.id == place.id), Row(ITEM, place.id))

    def field_of(self, place: Place, name: str) -> str:
        """Return the field that a cell writes, "" for none."""
        known = ITEM_FIELDS.get(name, "") if place.type == ITEM else name
        return "" if known == "amount" else known

    def text(self, row: int, column: int) -> str:
        """Return a cell's text as it is typed, without marks."""
        place = self.place(row)
        return "" if place is None else self.text_of(place, self._names[column])

    def text_of(self, place: Place, name: str) -> str:
        """Return the text of a column in a row that may not be in the sheet yet."""
        known = ITEM_FIELDS.get(name, "") if place.type == ITEM else name
        if not known:
            return ""
        typed = self._typed.get((place.id, known))
        return typed if typed is not None else self._show(known, self.record(place))

    def pending(self, row: int, column: int) -> bool:
        """Say whether a cell holds text that was not understood."""
        place = self.place(row)
        return place is not None and self.field_of(place, self._names[column]) in self.record(place).pending

    # -- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text, alignment or accessible text of a cell."""
        if not index.isValid() or index.row() >= len(self._places) or index.column() >= len(self._names):
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._marked(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._titles[column]}: {self.text(row, column)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self._names[column] in NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == PENDING_ROLE:
            return self.pending(row, column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the headings of the columns and the numbers of the lines."""
        if orientation == Qt.Orientation.Vertical:
            return self._number(section) if role == Qt.ItemDataRole.DisplayRole else None
        if section >= len(self._titles):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self._names[section] in NUMBERS
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        said = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        return self._titles[section] if role in said else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    # -- inside

    def _items(self, line: str) -> tuple[Row, ...]:
        row = self._lines.get(line)
        held = row.get("items") if row is not None else ()
        return tuple(one for one in held if isinstance(one, Row)) if isinstance(held, tuple) else ()

    def _arrange(self) -> bool:
        """Set the rows anew where others stand there now."""
        wanted: list[Place] = []
        spare = {one.parent: one for one in self._places if one.empty}
        for line in self._lines:
            wanted.append(Place(LINE, line))
            if line in self._open:
                own = self._items(line)
                wanted += [Place(ITEM, one.id, line) for one in own]
                if self._writable:
                    wanted.append(_spare(spare.get(line), Place(ITEM, new_id(), line, empty=True), own))
        if self._writable:
            kept = spare.get("")
            fresh = kept is None or kept.id in self._lines
            wanted.append(Place(LINE, new_id(), empty=True) if fresh or kept is None else kept)
        if wanted == self._places:
            if wanted and self._names:
                self.dataChanged.emit(self.index(0, 0), self.index(len(wanted) - 1, len(self._names) - 1))
            return False
        self.beginResetModel()
        self._places = wanted
        self._at = {(one.type, one.id): at for at, one in enumerate(wanted)}
        self.endResetModel()
        return True

    def _begin(self, row: int, place: Place) -> None:
        """Let the empty row be a line or an item, and put another one below it."""
        self._places[row] = replace(place, empty=False)
        if place.type == LINE:
            self._lines[place.id] = Row(LINE, place.id)
            self._new.append(place.id)
        self.beginInsertRows(QModelIndex(), row + 1, row + 1)
        self._places.insert(row + 1, replace(place, id=new_id(), empty=True))
        self._at = {(one.type, one.id): at for at, one in enumerate(self._places)}
        self.endInsertRows()

    def _repaint(self, row: int) -> None:
        if row >= 0 and self._names:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._names) - 1))

    def _marked(self, row: int, column: int) -> str:
        text, place = self.text(row, column).replace("\n", " "), self._places[row]
        if text and self.pending(row, column):
            return MARK + text
        if self._names[column] == "item" and not place.empty:
            if place.type == ITEM:
                return INSIDE + text
            if self._items(place.id) or place.id in self._open:
                return (OPENED if place.id in self._open else CLOSED) + text
        return text

    def _number(self, row: int) -> str:
        place = self.place(row)
        if place is None or place.type == ITEM:
            return ""
        return "+" if place.empty else str(self._line_numbers().get(place.id, ""))

    def _line_numbers(self) -> Mapping[str, int]:
        if len(self._numbers) != len(self._lines):
            self._numbers = {}
        if not self._numbers or next(reversed(self._numbers)) != next(reversed(self._lines), ""):
            self._numbers = {line: at for at, line in enumerate(self._lines, 1)}
        return self._numbers

    _numbers: dict[str, int] = {}  # noqa: RUF012 - replaced, never changed


def _spare(kept: Place | None, fresh: Place, own: Sequence[Row]) -> Place:
    return fresh if kept is None or any(one.id == kept.id for one in own) else kept
