"""What is done with a range of the sheet: insert, move, copy, paste, fill, clear, repeat. Each is one undo step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.ids import new_id
from app.core.messages import N_, NP_, Message
from app.services.budget.clip import MOST_ROWS, join_table, split_table
from app.services.budget.sheet import CLEAR, CUT, FILL, LINE, PASTE
from app.ui.budget.cells import Block, CellReader, pasted, without_headings
from app.ui.budget.entry import CellEntry
from app.ui.budget.view import SheetView
from app.ui.context import UiContext
from app.ui.itemmodels.budget_lines import BudgetLinesModel, Place
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import button_row
from app.ui.widgets.shapes import DONE, NOTICE
from app.ui.widgets.status import StatusWord

CHANGE = N_("Change cell")
HINT = N_(
    "Type, and Enter takes you down. F2 opens a cell, Esc takes back, Ctrl+D fills down, Ctrl+V pastes from Excel."
)


class SheetRange(QWidget):
    """The part of the grid that works on ranges.

    Signals:
        written: tuple of :class:`CellEdit`, label, step ("" for an undo step of its own), whether it is typing.
        insert_asked: ids of new lines, id of the line before which they stand ("" at the end).
        move_asked: ids of lines, or of items of one purchase; -1 upwards or 1 downwards.
        delete_asked: tuple of record type and id.

    Args:
        context: words, theme, facts of the document.
    """

    written = Signal(object, object, str, bool)
    insert_asked = Signal(object, str)
    move_asked = Signal(object, int)
    delete_asked = Signal(object)

    entry: CellEntry
    view: SheetView

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self.reader = CellReader(context)
        self.model = BudgetLinesModel(self.reader.show, self)
        self._place: Place | None = None
        self._titles: tuple[str, ...] = ()
        self._last: Callable[[], object] | None = None
        self._waiting: Block | None = None
        self._unmarked: Block | None = None  # pasted, but its new lines are still on their way
        self._wanted_cell: tuple[str, str] = ("", "")
        self.note = StatusWord(context, DONE, "", wrap=True)
        self.note.setObjectName("cell_note")
        self.asked = QWidget()
        make = self._binder.button
        self.paste_button = make(N_("Paste what fits"), self._on_paste_anyway, kind="small", name="paste_anyway")
        self.stop_button = make(N_("Leave it"), self._on_paste_not, kind="small", name="paste_not")
        self.asked.setLayout(button_row(self.paste_button, self.stop_button))
        self.hint = self._binder.label(HINT, "caption")
        self.below = QWidget()
        """Says what was understood, else the keys; as high as a line in either case, so that no row jumps."""
        words = QVBoxLayout(self.below)
        words.setContentsMargins(0, 0, 0, 0)
        words.addWidget(self.note)
        words.addWidget(self.hint)
        words.addStretch(1)
        self.note.hide()
        self.asked.hide()

    def current(self) -> str:
        """Return the id of the line that is worked in, "" for none."""
        place = self._place
        if place is None:
            return ""
        return place.parent or ("" if place.empty else place.id)

    def chosen_lines(self) -> tuple[str, ...]:
        """Return the ids of the lines that the range touches."""
        top, _, bottom, _ = self.view.range()
        places = [self.model.place(row) for row in range(top, bottom + 1)]
        return tuple(one.id for one in places if one is not None and one.type == LINE and not one.empty)

    def say(self, shape: str, said: Message | None) -> None:
        """Say something below the sheet; nothing where *said* is None."""
        if said is not None:
            self.note.say(shape, said)
        self.hint.setVisible(said is None)
        self.note.setVisible(said is not None)

    # -- what buttons and keys do

    def insert(self) -> None:
        """Put an empty line before each chosen one."""
        self._commit()
        top, _, bottom, _ = self.view.range()
        place = self.model.place(top)
        if place is None or place.empty:
            self.open_end()
            return
        ids = tuple(new_id() for _ in range(bottom - top + 1))
        self._wanted_cell = (ids[0], "item")
        self.insert_asked.emit(ids, place.parent or place.id)
        self._last = self.insert

    def remove(self) -> None:
        """Move the chosen lines or items to the bin."""
        self._commit()
        top, _, bottom, _ = self.view.range()
        places = [one for row in range(top, bottom + 1) if (one := self.model.place(row)) and not one.empty]
        lines = {one.id for one in places if one.type == LINE}
        rows = tuple((one.type, one.id) for one in places if one.parent not in lines)
        if rows:
            self.delete_asked.emit(rows)

    def move_rows(self, by: int) -> None:
        """Move the chosen lines up or down, or the chosen items within their purchase."""
        self._commit()
        place = self._place
        ids = self._chosen_items(place.parent) if place is not None and place.parent else self.chosen_lines()
        if ids:
            self.move_asked.emit(ids, by)
            self._last = partial(self.move_rows, by)

    def copy(self) -> None:
        """Copy the range as spreadsheets read it."""
        top, left, bottom, right = self.view.range()
        table = [[self.model.text(row, at) for at in range(left, right + 1)] for row in range(top, bottom + 1)]
        QGuiApplication.clipboard().setText(join_table(table))
        self.say(DONE, NP_("{n} row copied.", "{n} rows copied.", len(table)))

    def clear_cells(self, label: Message = CLEAR) -> None:
        """Empty the range, as one undo step."""
        top, left, bottom, right = self.view.range()
        block = Block()
        for row in range(top, bottom + 1):
            place = self.model.place(row)
            for column in range(left, right + 1) if place is not None and not place.empty else ():
                assert place is not None
                block.put(self.reader, self.model, place, self.model.names()[column], "")
        self._write(block, label)
        self._last = self.clear_cells

    def paste(self) -> None:
        """Write what was copied, here or in a spreadsheet; what does not fit is said before."""
        table: Sequence[Sequence[str]] = split_table(QGuiApplication.clipboard().text())
        if not table:
            self.say(NOTICE, N_("There is nothing to paste."))
            return
        top, left, bottom, right = self.view.range()
        table, headings = without_headings(self._titles, table, left)
        if len(table) == 1 and len(table[0]) == 1:
            table = [tuple(table[0]) * (right - left + 1)] * (bottom - top + 1)
        cut = max(0, len(table) - MOST_ROWS)
        table = table[:MOST_ROWS]
        below = len(table) - (self.model.rowCount() - top)
        new = [Place(LINE, new_id(), empty=True) for _ in range(max(0, below))]
        block = pasted(self.reader, self.model, (top, left), table, new, self._head_above())
        if block.wide or cut:
            self._ask_first(block, cut)
        else:
            self._finish_paste(block, headings=headings)
        self._last = self.paste

    def fill_down(self) -> None:
        """Copy the first row of the range into the others; a single row takes the one above it."""
        top, left, bottom, right = self.view.range()
        source = top if bottom > top else top - 1
        above = self.model.place(source)
        if above is None or above.empty:
            return
        block = Block()
        for row in range(source + 1, bottom + 1):
            place = self.model.place(row)
            for column in range(left, right + 1) if place is not None else ():
                assert place is not None
                block.put(self.reader, self.model, place, self.model.names()[column], self.model.text(source, column))
        self._write(block, FILL)
        self._last = self.fill_down

    def repeat(self) -> None:
        """Do the last action again, here."""
        if self._last is not None:
            self._last()

    # -- for the cell that is worked in

    def open_end(self) -> None:
        """Go to the empty row at the end, where the next line begins."""

    def _commit(self) -> None:
        """Hand on what stands in the entry."""

    def _refresh_entry(self) -> None:
        """Show in the entry what the sheet holds now."""

    # -- inside

    def _chosen_items(self, line: str) -> tuple[str, ...]:
        top, _, bottom, _ = self.view.range()
        places = [self.model.place(row) for row in range(top, bottom + 1)]
        return tuple(one.id for one in places if one is not None and one.parent == line and not one.empty)

    def _cut(self) -> None:
        self.copy()
        self.clear_cells(CUT)

    def _head_above(self) -> str:
        """Return the head of the line above the empty row; the first line has none until one is chosen."""
        lines = self.model.lines()
        last = self.model.line(lines[-1]) if lines else None
        return str(last.get("head") or "") if last is not None else ""

    def _type_again(self, text: str) -> None:
        top, left, bottom, right = self.view.range()
        block = Block()
        for row in range(top, bottom + 1):
            place = self.model.place(row)
            for column in range(left, right + 1) if place is not None else ():
                assert place is not None
                block.put(self.reader, self.model, place, self.model.names()[column], text)
        self._write(block, CHANGE)

    def _write(self, block: Block, label: Message) -> None:
        if not block.edits:
            return
        for place, name, text in block.typed:
            if self.model.row_of(place.type, place.id) >= 0:
                self.model.type_in(place, name, text)
        self._refresh_entry()
        self.written.emit(tuple(block.edits), label, "", False)

    def _mark_pasted(self) -> None:
        """Mark what was pasted and bring it into sight, as soon as all of its lines stand there."""
        block = self._unmarked
        if block is None or not block.places:
            return
        rows = [self.model.row_of(one.type, one.id) for one in block.places]
        if min(rows) >= 0:
            self._unmarked = None
            self.view.mark(min(rows), block.columns[0], max(rows), block.columns[1])

    def _ask_first(self, block: Block, cut: int) -> None:
        """Say what would not fit, before anything is written."""
        self._waiting = block
        if block.wide:
            said = NP_(
                "{n} column does not fit: the sheet ends before it.",
                "{n} columns do not fit: the sheet ends before them.",
                block.wide,
            )
        else:
            said = NP_("{n} row is too many at once.", "{n} rows are too many at once.", cut)
        self.say(NOTICE, said)
        self.asked.show()
        self.paste_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_paste_anyway(self) -> None:
        block, self._waiting = self._waiting, None
        self.asked.hide()
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        if block is not None:
            self._finish_paste(block)

    def _on_paste_not(self) -> None:
        self._waiting = None
        self.asked.hide()
        self.say(DONE, N_("Nothing was pasted."))
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish_paste(self, block: Block, *, headings: bool = False) -> None:
        self._write(block, PASTE)
        self._unmarked = block
        self._mark_pasted()
        done = NP_("{n} cell pasted.", "{n} cells pasted.", len(block.edits))
        if block.kept:
            kept = NP_(
                "{n} cell is kept as typed and marked ▲.", "{n} cells are kept as typed and marked ▲.", block.kept
            )
            self.say(NOTICE, N_("{done} {more}", done=done, more=kept))
        elif block.left:
            self.say(NOTICE, N_("{done} {more}", done=done, more=N_("Amounts are worked out, so they were left out.")))
        elif headings:
            self.say(DONE, N_("{done} {more}", done=done, more=N_("The row of headings was left out.")))
        else:
            self.say(DONE, done)
