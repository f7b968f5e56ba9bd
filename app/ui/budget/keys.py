"""What the keys do in the sheet: Tab and Enter walk, Escape takes back, arrows and commands work on ranges."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.ui.budget.entry import EDITING, READY, ChoiceList
from app.ui.budget.range import SheetRange
from app.ui.context import UiContext
from app.ui.widgets.shapes import DONE

Keys = Qt.Key
PAGE_ROWS = 10


class SheetKeys(SheetRange):
    """The part of the grid that listens to keys.

    Signals:
        left: the keyboard wants out of the sheet.

    Args:
        context: words, theme, facts of the document.
    """

    left = Signal()

    choices: ChoiceList

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._tab_from = -1
        self._before = ""

    # -- for the cell that is worked in

    def toggle_items(self) -> None:
        """Open or fold the items of the purchase."""

    def _on_picked(self, key: str) -> None:
        """Take a choice of the list."""

    # -- keys

    def _on_tab(self, forward: bool) -> bool:
        if self.choices.isVisible() and self.choices.marked() and self.entry.text():
            self._on_picked(self.choices.marked())
        index = self.view.currentIndex()
        row, column = index.row(), index.column() + (1 if forward else -1)
        if self._tab_from < 0:
            self._tab_from = index.column()
        if not 0 <= column < self.model.columnCount():
            row, column = row + (1 if forward else -1), 0 if forward else self.model.columnCount() - 1
        if not 0 <= row < self.model.rowCount():
            self._commit()
            self._tab_from = -1
            return False
        self._commit()
        # committing may have turned the empty row into a line; the cell beside it is where it was
        self.view.go(row, column)
        return True

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            return False
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.choices.isVisible() and not plain and self._choice_key(event.key()):
            return True
        if event.key() in (Keys.Key_Return, Keys.Key_Enter):
            self._step(-1 if plain & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        if event.key() == Keys.Key_Escape:
            return self._on_escape()
        if event.key() == Keys.Key_F2:
            self.entry.edit()
            return True
        if plain & Qt.KeyboardModifier.AltModifier:
            return self._alt_key(event.key())
        if self.entry.state == EDITING and event.key() not in (Keys.Key_Up, Keys.Key_Down):
            return False
        return self._command(event, plain) or self._go_key(event.key(), plain)

    def _choice_key(self, key: int) -> bool:
        if key in (Keys.Key_Up, Keys.Key_Down):
            self.choices.step(-1 if key == Keys.Key_Up else 1)
            return True
        if key in (Keys.Key_Return, Keys.Key_Enter) and (self.entry.text() or self.entry.state == EDITING):
            self._on_picked(self.choices.marked())
            self._step(1)
            return True
        return False

    def _on_escape(self) -> bool:
        """Take back what was typed; with nothing typed, let the keyboard out of the sheet."""
        if self.entry.state == READY:
            self.left.emit()
            return True
        handed = self.entry._handed
        self.entry.setText(self._before)
        if handed == self._before:
            self.entry.show_cell(self._before)
        self._commit()
        self.say(DONE, None)
        return True

    def _alt_key(self, key: int) -> bool:
        if key in (Keys.Key_Up, Keys.Key_Down) and not (key == Keys.Key_Down and self.entry.hold):
            self.move_rows(-1 if key == Keys.Key_Up else 1)
            return True
        if key == Keys.Key_Down:
            self.entry.edit()
            return True
        if key == Keys.Key_Right:
            self.toggle_items()
            return True
        return False

    def _command(self, event: QKeyEvent, plain: Qt.KeyboardModifier) -> bool:
        """Do what a key stands for on a range, while nothing is being typed."""
        if self.entry.state != READY:
            return False
        commands: tuple[tuple[bool, Callable[[], object]], ...] = (
            (event.matches(QKeySequence.StandardKey.Copy), self.copy),
            (event.matches(QKeySequence.StandardKey.Cut), self._cut),
            (event.matches(QKeySequence.StandardKey.Paste), self.paste),
            (event.matches(QKeySequence.StandardKey.SelectAll), self.view.choose_all),
            (event.key() == Keys.Key_D and plain == Qt.KeyboardModifier.ControlModifier, self.fill_down),
            (event.key() == Keys.Key_F4 and not plain, self.repeat),
            (event.key() == Keys.Key_Insert and not plain, self.insert),
            (event.key() in (Keys.Key_Delete, Keys.Key_Backspace) and not plain, self.clear_cells),
        )
        for asked, do in commands:
            if asked:
                if self._context.document.read_only and do not in (self.copy, self.view.choose_all):
                    return True
                do()
                return True
        return False

    def _go_key(self, key: int, plain: Qt.KeyboardModifier) -> bool:
        control = bool(plain & Qt.KeyboardModifier.ControlModifier)
        shift = bool(plain & Qt.KeyboardModifier.ShiftModifier)
        index, last = self.view.currentIndex(), (self.model.rowCount() - 1, self.model.columnCount() - 1)
        row, column = index.row(), index.column()
        there = {
            Keys.Key_Up: (0 if control else row - 1, column),
            Keys.Key_Down: (last[0] if control else row + 1, column),
            Keys.Key_Left: (row, 0 if control else column - 1),
            Keys.Key_Right: (row, last[1] if control else column + 1),
            Keys.Key_Home: (0 if control else row, 0),
            Keys.Key_End: (last[0] if control else row, last[1]),
            Keys.Key_PageUp: (row - PAGE_ROWS, column),
            Keys.Key_PageDown: (row + PAGE_ROWS, column),
        }.get(Qt.Key(key))
        if there is None:
            return False
        self._commit()
        self._tab_from = -1
        self.view.go(*there, extend=shift)
        return True

    def _step(self, by: int) -> None:
        """Go down or up with Enter, to the column where a row of Tabs began."""
        self._commit()
        index = self.view.currentIndex()
        column = self._tab_from if self._tab_from >= 0 else index.column()
        self._tab_from = -1
        self.view.go(index.row() + by, column)
