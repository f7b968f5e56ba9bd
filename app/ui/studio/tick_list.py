"""A list of things to tick, worked by keys: Space ticks, Enter goes there or ticks too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.ui.theme import Theme


class TickList(QListWidget):
    """Lines with a box each.

    Signals:
        ticked: something was ticked or unticked by the person.
        asked: row that Enter or a double click was pressed on.

    Args:
        theme: sizes.
        least_em: least height in sizes of the text.
        goes: whether Enter asks for the line instead of ticking it.
    """

    ticked = Signal()
    asked = Signal(int)

    def __init__(self, theme: Theme, least_em: float = 12, *, goes: bool = False) -> None:
        super().__init__()
        self._goes, self._filling, self._theme, self._least_em = goes, False, theme, least_em
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.itemChanged.connect(self._on_changed)
        self.itemDoubleClicked.connect(lambda item: self.asked.emit(self.row(item)))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few lines."""
        return QSize(self._theme.metrics.em(10), self._theme.metrics.em(self._least_em))

    def sizeHint(self) -> QSize:
        """Return the same height."""
        return self.minimumSizeHint()

    def show_lines(self, lines: Sequence[str], ticked: Sequence[bool]) -> None:
        """Show lines with their ticks; the current line stays where it can."""
        self._filling = True
        row = self.currentRow()
        if self.count() != len(lines):
            self.clear()
            for _ in lines:
                item = QListWidgetItem()
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
                )
                self.addItem(item)
        for place, (line, tick) in enumerate(zip(lines, ticked, strict=True)):
            self.item(place).setText(line)
            self.item(place).setCheckState(Qt.CheckState.Checked if tick else Qt.CheckState.Unchecked)
        self.setCurrentRow(max(0, min(row, self.count() - 1)))
        self._filling = False

    def is_ticked(self, row: int) -> bool:
        """Say whether a line is ticked."""
        return self.item(row).checkState() == Qt.CheckState.Checked

    def rows_ticked(self) -> tuple[int, ...]:
        """Return the lines that are ticked."""
        return tuple(row for row in range(self.count()) if self.is_ticked(row))

    def tick_all(self, tick: bool) -> None:
        """Tick or untick every line."""
        self._filling = True
        for row in range(self.count()):
            self.item(row).setCheckState(Qt.CheckState.Checked if tick else Qt.CheckState.Unchecked)
        self._filling = False
        self.ticked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space; go there, or tick, with Enter."""
        item = self.currentItem()
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._goes:
                self.asked.emit(self.currentRow())
            else:
                ticked = item.checkState() == Qt.CheckState.Checked
                item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)

    def _on_changed(self, _item: QListWidgetItem) -> None:
        if not self._filling:
            self.ticked.emit()
