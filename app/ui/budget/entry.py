"""The one input of the sheet: it lies over the current cell and always has the keyboard.

Because it is an ordinary text field, an input method can begin to compose at once, in any cell, without the
cell having been opened first. While nothing is typed its text is chosen whole, so the first key replaces it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.core.fields import Option
from app.ui.widgets.binder import restyle
from app.ui.widgets.inputs import LineEdit

READY, TYPING, EDITING = "ready", "typing", "editing"
ROWS_SHOWN = 8
OWN_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_F4, Qt.Key.Key_Insert, Qt.Key.Key_D, Qt.Key.Key_Home, Qt.Key.Key_End,
            Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_A)  # fmt: skip


class CellEntry(LineEdit):
    """The current cell.

    Signals:
        entered: it got the keyboard.
        begun: somebody began to type.

    Args:
        keys: takes a key press; True where it did something with it.
        tab: takes Tab (True) and Shift+Tab (False); False lets the keyboard leave the sheet.
        parent: viewport of the sheet.

    Attributes:
        state: ``ready`` (the next key replaces the text), ``typing`` or ``editing`` (F2: arrows stay inside).
        hold: whether to wait with handing on until the cell is left, as for choices.
    """

    entered = Signal()
    begun = Signal()

    def __init__(
        self, keys: Callable[[QKeyEvent], bool], tab: Callable[[bool], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.state, self.hold = READY, False
        self._keys, self._tab = keys, tab
        self.setObjectName("cell_entry")
        self.setProperty("ready", True)
        self.textEdited.connect(self._on_begun)

    def show_cell(self, text: str) -> None:
        """Show another cell's text, ready to be replaced."""
        self._timer.stop()
        self._waiting = None
        self._preedit = ""
        self.setText(text)
        self._handed = text
        self._be(READY)
        self._choose()

    def refresh_cell(self, text: str) -> None:
        """Show what the file holds now, unless somebody is typing."""
        if self.state == READY and not self.composing() and text != self.text():
            self.show_cell(text)

    def edit(self) -> None:
        """Open the cell: the cursor stands behind its text."""
        self._be(EDITING)
        self.deselect()
        self.end(False)
        self.begun.emit()

    def ready(self) -> bool:
        """Say whether nothing has been typed."""
        return self.state == READY and not self.composing()

    def can_undo(self) -> bool:
        """See :class:`CompositionMixin`; only typing can be taken back here."""
        return self.state != READY and super().can_undo()

    def can_redo(self) -> bool:
        """See :class:`CompositionMixin`."""
        return self.state != READY and super().can_redo()

    def event(self, event: QEvent) -> bool:
        """Keep the sheet's own keys from the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._wants(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer the key to the sheet first; what it has no use for is typing."""
        if not self.composing() and self._keys(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell."""
        if self.composing():
            self.commit_composition()
        return True if self._tab(forward) else super().focusNextPrevChild(forward)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A composition is typing."""
        fresh = self.state == READY and bool(event.preeditString() or event.commitString())
        super().inputMethodEvent(event)
        if fresh:
            self._on_begun()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard came."""
        super().focusInEvent(event)
        if self.state == READY:
            self._choose()
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand on what was typed."""
        super().focusOutEvent(event)
        if not self.hasFocus() and self.state != READY and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.show_cell(self.text())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the cell."""
        self.edit()

    def _choose(self) -> None:
        """Choose the whole text from its end, so that its beginning is seen."""
        self.setSelection(len(self.text()), -len(self.text()))

    def _visited(self) -> bool:
        return self.state != READY

    def _on_typed(self) -> None:
        if not self.hold:
            super()._on_typed()

    def _on_begun(self) -> None:
        if self.state == READY:
            self._be(TYPING)
            self.begun.emit()

    def _be(self, state: str) -> None:
        """Change the state; the look follows only between ready and open, never amid a composition."""
        self.state = state
        if state != TYPING and bool(self.property("ready")) != (state == READY):
            restyle(self, ready=state == READY)

    def _wants(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            return False
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control, shift, alt = (
            Qt.KeyboardModifier.ControlModifier,
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.AltModifier,
        )
        if event.key() == Qt.Key.Key_D:
            return modifiers == control
        if modifiers & alt:
            return event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Right)
        return (
            event.key() in OWN_KEYS
            and (event.key() != Qt.Key.Key_A or modifiers == control)
            and not (modifiers & ~(control | shift))
        )


class ChoiceList(QListWidget):
    """What may be chosen in the current cell; it never has the keyboard.

    Signals:
        picked: key of a choice that was clicked.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._home = parent
        self.setObjectName("cell_choices")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemClicked.connect(self._on_clicked)
        self.hide()

    def offer(self, options: Sequence[tuple[Option, str]], chosen: str, cell: QRect, row_px: int) -> None:
        """Show choices below the cell, or above it where there is more room.

        Args:
            options: with their words.
            chosen: key that is marked; the first where it is not among them.
            cell: of the parent.
            row_px: height of one choice.
        """
        self.clear()
        for option, words in options:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, option.key)
            item.setSizeHint(QSize(0, row_px))
            item.setToolTip(words)
            self.addItem(item)
        if not options:
            self.hide()
            return
        keys = [option.key for option, _ in options]
        self.setCurrentRow(keys.index(chosen) if chosen in keys else 0)
        self._lay(cell, row_px)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Mark the next choice or the one before."""
        self.setCurrentRow(max(0, min(self.count() - 1, self.currentRow() + by)))

    def marked(self) -> str:
        """Return the key of the marked choice, "" for none."""
        item = self.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _lay(self, cell: QRect, row_px: int) -> None:
        home = self._home.rect()
        wide = max(
            (self.fontMetrics().horizontalAdvance(self.item(at).text()) for at in range(self.count())), default=0
        )
        wide = min(max(cell.width(), wide + 3 * row_px // 2), home.width())
        high = min(self.count(), ROWS_SHOWN) * row_px + 2 * self.frameWidth()
        below, above = home.bottom() - cell.bottom(), cell.top() - home.top()
        upwards = below < high and above > below
        high = min(high, above if upwards else below)
        top = cell.top() - high if upwards else cell.bottom() + 1
        self.setGeometry(min(cell.left(), home.right() - wide), top, wide, high)

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.picked.emit(str(item.data(Qt.ItemDataRole.UserRole)))
