"""Which columns a record table shows and what it is sorted by, kept on this computer for the next time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt

from app.ui.context import UiContext
from app.ui.widgets.table import RecordTable

FALLING = "-"


class TableMemory(QObject):
    """Remembers for each record type.

    Args:
        context: its settings keep it.
        table: whose sorting is watched.
    """

    def __init__(self, context: UiContext, table: RecordTable) -> None:
        super().__init__(table)
        self._context, self._table = context, table
        self._type, self._names, self._applying = "", tuple[str, ...](), False
        table.horizontalHeader().sortIndicatorChanged.connect(self._on_sorted)

    def columns(self, type_name: str, known: Sequence[str]) -> tuple[str, ...]:
        """Return the columns that were chosen, without fields that are gone; empty where nobody chose."""
        kept = self._context.settings.current.columns.get(type_name, ())
        return tuple(name for name in kept if name in known)

    def choose(self, type_name: str, names: Sequence[str]) -> None:
        """Keep other columns."""
        columns = {**self._context.settings.current.columns, type_name: tuple(names)}
        self._context.settings.change(columns=columns)

    def apply(self, type_name: str, names: Sequence[str]) -> None:
        """Sort the table, which shows *names* now, as it was sorted last; its own order where it never was."""
        self._type, self._names = type_name, tuple(names)
        kept = self._context.settings.current.sorts.get(type_name, "")
        name = kept.removeprefix(FALLING)
        place = self._names.index(name) if name in self._names else -1
        order = Qt.SortOrder.DescendingOrder if kept.startswith(FALLING) else Qt.SortOrder.AscendingOrder
        self._applying = True
        self._table.sortByColumn(place, order)
        self._applying = False

    def _on_sorted(self, place: int, order: Qt.SortOrder) -> None:
        if self._applying or not self._type:
            return
        sorts = {key: kept for key, kept in self._context.settings.current.sorts.items() if key != self._type}
        if 0 <= place < len(self._names):
            falling = FALLING if order == Qt.SortOrder.DescendingOrder else ""
            sorts[self._type] = falling + self._names[place]
        self._context.settings.change(sorts=sorts)
