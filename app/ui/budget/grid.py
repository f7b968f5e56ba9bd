"""A sheet of budget lines that is worked like a spreadsheet: type, arrows, ranges, copy, paste, fill, repeat.

What is typed is shown at once and handed on as :class:`CellEdit`; the file answers with newer lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.core.fields import Row
from app.core.ids import new_id
from app.core.messages import N_, Message
from app.services.budget.sheet import LINE, CellEdit, SheetFacts
from app.ui.budget.entry import EDITING, READY, CellEntry, ChoiceList
from app.ui.budget.keys import SheetKeys
from app.ui.budget.view import SheetView
from app.ui.context import UiContext
from app.ui.itemmodels.budget_lines import NUMBERS, Place
from app.ui.widgets.binder import restyle
from app.ui.widgets.shapes import DONE, PROBLEM

CHANGE = N_("Change cell")


class BudgetGrid(SheetKeys):
    """The lines of one budget.

    Signals:
        entered: record type and field of the cell that got the keyboard.

    Args:
        context: words, theme, facts of the document.
    """

    entered = Signal(str, str)

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.view = SheetView(context.theme, self.model, self._lay_entry)
        self.entry = CellEntry(self._on_key, self._on_tab, self.view.viewport())
        self.entry.edited.connect(self._on_edited)
        self.entry.begun.connect(self._on_begun)
        self.entry.entered.connect(self._on_entered)
        self.entry.textEdited.connect(self._on_text)
        self.choices = ChoiceList(self)
        self.choices.picked.connect(self._on_picked)
        self._name, self._visit = "", new_id()
        self._moving = False
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.clicked.connect(self._on_clicked)
        self.view.doubleClicked.connect(self._on_double)
        self._lay_out()

    # -- what the page asks for

    def show_facts(self, facts: SheetFacts, names: Sequence[str], *, settled: bool) -> None:
        """Show a budget.

        Args:
            facts: the budget.
            names: columns from left to right.
            settled: whether nothing that was typed is still on its way to the file.
        """
        self.reader.take(facts)
        column, focused = self._name, self.entry.hasFocus()
        if tuple(names) != self.model.names() and not self.entry.ready():
            self._commit()
        self._columns(facts, names)
        if self.model.set_lines(facts.rows, writable=not self._context.document.read_only, settled=settled) or (
            self._place is None or not self.view.currentIndex().isValid()
        ):
            self.view.fit()  # to what stands in the columns now
            self._return_to(column, focused)
        self._mark_pasted()
        self._refresh_entry()

    def show_news(self, rows: Mapping[str, Row], *, settled: bool) -> None:
        """Show newer content of some lines."""
        column, focused = self._name, self.entry.hasFocus()
        if self.model.put_lines(rows, settled=settled):
            self._return_to(column, focused)
        self._mark_pasted()
        self._refresh_entry()

    def open_line(self, line_id: str, field: str = "item", *, focus: bool = True) -> bool:
        """Go to a cell of a line; False where the line is not shown."""
        row = self.model.row_of(LINE, line_id)
        if row < 0:
            return False
        self.view.go(row, self._column(field))
        if focus:
            self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def open_end(self) -> None:
        """Go to the empty row at the end, where the next line begins."""
        self.view.go(self.model.rowCount() - 1, self._column("item"))
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Hand on what was typed, now."""
        self._commit()

    def refresh(self) -> None:
        """Say and space it again."""
        metrics, theme = self._context.theme.metrics, self._context.theme
        self.reader.forget()
        pad = metrics.u(0.5)
        ink, focus = theme.colour("ink").name(), theme.colour("focus").name()
        ground = theme.colour("surface").name()
        self.view.setStyleSheet(
            f"QTableView QLineEdit {{ min-height: 0px; padding: 0px {max(0, pad - 2)}px; border-radius: 0px;"
            f" border: 2px solid {focus}; }}"
            f"QTableView QLineEdit[ready=true] {{ selection-background-color: {ground}; selection-color: {ink}; }}"
        )
        self.view.refresh()
        self.note.refresh()
        self._binder.refresh()
        self.below.setMinimumHeight(max(self.hint.sizeHint().height(), self.note.sizeHint().height()))
        self._layout.setSpacing(metrics.u(0.5))
        self._lay_entry()

    def toggle_items(self) -> None:
        """Open or fold the items of the purchase."""
        self._commit()
        if line := self.current():
            column, focused = self._name, self.entry.hasFocus()
            place = self._place
            self.model.toggle(line)
            row = self.model.row_of(LINE, line)
            if self.model.is_open(line) and place is not None and place.type == LINE:
                row = next((at for at in range(row + 1, self.model.rowCount()) if self._is_spare(at, line)), row)
            self.view.go(row, self._column(column if column in ("item", "qty", "unit_price") else "item"))
            if focused:
                self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- layout

    def _lay_out(self) -> None:
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.view, 1)
        self._layout.addWidget(self.below)
        self._layout.addWidget(self.asked)
        self.entry.hide()

    def _columns(self, facts: SheetFacts, names: Sequence[str]) -> None:
        self._titles = tuple(self._context.text(facts.line_type.field(one).label) for one in names)
        self.model.set_columns(names, self._titles)
        self.view.fit()

    def _column(self, name: str) -> int:
        names = self.model.names()
        return names.index(name) if name in names else names.index("item") if "item" in names else 0

    def _lay_entry(self) -> None:
        rect = self.view.visualRect(self.view.currentIndex())
        self.entry.setVisible(rect.isValid() and self.model.rowCount() > 0)
        if rect.isValid():
            self.entry.setGeometry(rect)
        if self.choices.isVisible():
            self._offer(self.entry.text(), whole=not self.entry.text())

    def _is_spare(self, row: int, line: str) -> bool:
        place = self.model.place(row)
        return place is not None and place.empty and place.parent == line

    def _return_to(self, column: str, focused: bool) -> None:
        """Go back to the cell that was worked in, after other rows came to stand there."""
        wanted, self._wanted_cell = self._wanted_cell, ("", "")
        place = self._place
        row = self.model.row_of(LINE, wanted[0]) if wanted[0] else -1
        if row < 0 and place is not None:
            row = self.model.row_of(place.type, place.id)
            row = row if row >= 0 else min(self._row, self.model.rowCount() - 1)
        self.view.go(max(0, row), self._column(wanted[1] or column or "item"))
        if focused or wanted[0]:
            self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the current cell

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        place = self.model.place(now.row())
        if not now.isValid() or place is None:
            return
        name = self.model.names()[now.column()]
        if self._place is not None and (place.type, place.id, name) == (self._place.type, self._place.id, self._name):
            self._row = now.row()
            return
        self._commit()
        self._place, self._name, self._row, self._visit = (
            self.model.place(now.row()) or place,
            name,
            now.row(),
            new_id(),
        )
        self._show_cell()
        self._say_kept()
        self._lay_entry()
        if self.entry.hasFocus():
            self._on_entered()

    _row = 0

    def _say_kept(self) -> None:
        """Say why the text of this cell was kept as typed; the keys where it was understood."""
        place = self._place
        name = self.model.field_of(place, self._name) if place is not None else ""
        kept = self.model.record(place).pending.get(name, "") if place is not None else ""
        found = self.reader.read(place, name, kept, self.model.record(place)) if place is not None and kept else None
        self.say(PROBLEM if found else DONE, (found.problem or found.words) if found else None)

    def _show_cell(self) -> None:
        """Bind the entry to the current cell."""
        place = self._place
        if place is None:
            return
        field = self.model.field_of(place, self._name)
        right = self._name in NUMBERS
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self.entry.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.entry.setReadOnly(not field or self._context.document.read_only)
        self.entry.hold = bool(field and self.reader.options(place.type, field))
        self._before = self._cell_text()
        self.entry.show_cell(self._before)
        self.choices.hide()
        row = self.view.currentIndex().row()
        title = self._titles[self.model.names().index(self._name)] if self._name in self.model.names() else ""
        number = str(self.model.headerData(row, Qt.Orientation.Vertical) or "")
        said = N_("{column}, line {line}", column=title, line=number or "–")
        self.entry.setAccessibleName(self._context.text(said))
        restyle(self.entry, problem=bool(field and field in self.model.record(place).pending))

    def _cell_text(self) -> str:
        names = self.model.names()
        if self._place is None or self._name not in names:
            return ""
        row = self.model.row_of(self._place.type, self._place.id)
        return self.model.text(row, names.index(self._name))

    def _refresh_entry(self) -> None:
        place = self._place
        if place is None:
            return
        row = self.model.row_of(place.type, place.id)
        fresh = self.model.place(row)
        if fresh is not None:
            self._place = fresh
        if self.entry.ready():
            text = self._cell_text()
            self._before = text
            self.entry.refresh_cell(text)
            field = self.model.field_of(place, self._name)
            pending = bool(field and field in self.model.record(place).pending)
            if bool(self.entry.property("problem")) != pending:
                restyle(self.entry, problem=pending)
        self._lay_entry()

    def _commit(self) -> None:
        """Hand on what stands in the entry; a choice is taken as far as it is clear."""
        if self._moving:
            return
        self._moving = True
        self.entry.flush()
        if self.entry.state != READY:
            self.entry.show_cell(self.entry.text())
        self.choices.hide()
        self._moving = False

    def _on_edited(self, text: str) -> None:
        place = self._place
        name = self.model.field_of(place, self._name) if place is not None else ""
        if place is None or not name or self._context.document.read_only:
            return
        if place.empty and not text.strip():
            return
        edits: list[CellEdit] = []
        if place.empty and place.type == LINE and name != "head" and self._head_above():
            edits.append(CellEdit(LINE, place.id, "head", self._head_above(), parent=self.reader.budget))
        edit, found = self.reader.edit(place, name, text, self.model.record(place))
        edits.append(edit)
        self.model.type_in(place, name, text)
        self._place = self.model.place(self.model.row_of(place.type, place.id)) or place
        self.say(PROBLEM if found.problem else DONE, found.problem or found.words)
        restyle(self.entry, problem=found.problem is not None)
        self.written.emit(tuple(edits), self._label(place, name), self._visit, not self.entry.hold)
        self._last = partial(self._type_again, text)

    def _label(self, place: Place, name: str) -> Message:
        return N_("Change {field}", field=self.reader.field(place.type, name).label)

    def _on_begun(self) -> None:
        if self.entry.hold and not self.entry.isReadOnly():
            self._offer("" if self.entry.state == EDITING else self.entry.text(), whole=self.entry.state == EDITING)

    def _on_text(self, text: str) -> None:
        if self.entry.hold and not self.entry.composing():
            self._offer(text)

    def _offer(self, text: str, *, whole: bool = False) -> None:
        place = self._place
        name = self.model.field_of(place, self._name) if place is not None else ""
        if place is None or not name or self.entry.isReadOnly():
            return
        every = self.reader.options(place.type, name)
        found = every if whole else self.reader.fits(place.type, name, text)
        cell = self.entry.rect()
        cell.moveTopLeft(self.entry.mapTo(self, cell.topLeft()))
        row_px = self.view.verticalHeader().defaultSectionSize()
        chosen = self.reader.key_of(place, name, self.model.record(place))
        self.choices.offer([(one, self.reader.said(one)) for one in found], chosen, cell, row_px)

    def _on_picked(self, key: str) -> None:
        place = self._place
        name = self.model.field_of(place, self._name) if place is not None else ""
        if place is None or not name:
            return
        option = next((one for one in self.reader.options(place.type, name) if one.key == key), None)
        if option is not None:
            self.entry.setText(self.reader.said(option))
            self._commit()
            self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_entered(self) -> None:
        place = self._place
        if place is None:
            self.view.go(0, self._column("item"))
            return
        name = self.model.field_of(place, self._name)
        if name:
            self.entered.emit(place.type, name)

    def _on_clicked(self, _index: QModelIndex) -> None:
        self._tab_from = -1
        self.entry.setFocus(Qt.FocusReason.MouseFocusReason)

    def _on_double(self, _index: QModelIndex) -> None:
        self.entry.setFocus(Qt.FocusReason.MouseFocusReason)
        self.entry.edit()
