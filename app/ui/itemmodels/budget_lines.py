"""The budget as rows of a sheet: each head a heading with its sum, below it its lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from app.core.fields import Row
from app.core.messages import Label
from app.services.budget_views import BudgetView

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("head", "item", "qty", "unit", "unit_price", "amount")
"""Fields of a budget line, as the sheet shows them from left to right."""
NUMBERS = frozenset({"qty", "unit_price", "amount"})
AMOUNT = COLUMNS.index("amount")
HEAD, LINE = "head", "line"


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of the sheet.

    Args:
        kind: ``head`` or ``line``.
        key: id of the head or of the line.
        texts: one for each of ``COLUMNS``.
        said: what a screen reader says.
    """

    kind: str
    key: str
    texts: tuple[str, ...]
    said: str = ""


def grid_rows(
    view: BudgetView,
    rows: Mapping[str, Row],
    show: Callable[[str, Row], str],
    words: Callable[[Label], str],
    money: Callable[[int], str],
) -> tuple[GridRow, ...]:
    """Return the sheet's rows: the heads that have lines, each followed by its lines.

    Args:
        view: the whole budget.
        rows: line id to the record as it was read.
        show: field name and record to the text of a cell.
        words: a label in the interface language.
        money: minor units to the text of a sum.
    """
    found: list[GridRow] = []
    for one in view.heads:
        lines = [line for line in view.lines if line.head == one.head.id and line.id in rows]
        if not lines:
            continue
        title = words(one.head.title)
        planned = money(one.planned)
        found.append(GridRow(HEAD, one.head.id, (title, "", "", "", "", planned), f"{title}: {planned}"))
        for line in lines:
            texts = ("", *(show(name, rows[line.id]) for name in COLUMNS[1:]))
            found.append(GridRow(LINE, line.id, texts, ", ".join(one for one in (title, *texts) if one)))
    return tuple(found)


class BudgetLinesModel(QAbstractTableModel):
    """Shows :class:`GridRow` rows.

    Thread: UI thread only.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[GridRow, ...] = ()
        self._titles: tuple[str, ...] = ("",) * len(COLUMNS)
        self._ground, self._bold = QColor(), QFont()

    def set_titles(self, titles: Sequence[str]) -> None:
        """Show other headings of the columns."""
        self._titles = tuple(titles)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def set_look(self, ground: QColor, bold: QFont) -> None:
        """Set the ground of a head's row and the font of its words."""
        self._ground, self._bold = ground, bold

    def set_rows(self, rows: Sequence[GridRow]) -> bool:
        """Show other rows; True where they are other heads or lines than before, or in another order."""
        fresh = tuple(rows)
        if [(one.kind, one.key) for one in fresh] == [(one.kind, one.key) for one in self._rows]:
            self._rows = fresh
            if fresh:
                self.dataChanged.emit(self.index(0, 0), self.index(len(fresh) - 1, len(COLUMNS) - 1))
            return False
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()
        return True

    def rows(self) -> tuple[GridRow, ...]:
        """Return the rows, from top to bottom."""
        return self._rows

    def place_of(self, line_id: str) -> int:
        """Return the place of a line, -1 where there is none of that id."""
        return next((at for at, one in enumerate(self._rows) if one.kind == LINE and one.key == line_id), -1)

    def lines(self) -> tuple[str, ...]:
        """Return the ids of the lines, from top to bottom."""
        return tuple(one.key for one in self._rows if one.kind == LINE)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text, alignment, look or accessible text of a cell."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, name = self._rows[index.row()], COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.texts[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.said
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if name in NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if row.kind == HEAD and role == Qt.ItemDataRole.FontRole:
            return self._bold
        if row.kind == HEAD and role == Qt.ItemDataRole.BackgroundRole:
            return QBrush(self._ground)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the headings of the columns."""
        if orientation != Qt.Orientation.Horizontal or section >= len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = COLUMNS[section] in NUMBERS
            return (
                Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            ) | Qt.AlignmentFlag.AlignVCenter
        return (
            self._titles[section] if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A head's row is read, not chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.row() < len(self._rows) and self._rows[index.row()].kind == HEAD:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
