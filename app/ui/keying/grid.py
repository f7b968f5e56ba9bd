"""Rows of a paper sheet, typed one after the other: an empty row always waits at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from app.core.fields import Option, Row
from app.core.ids import new_id
from app.core.messages import N_, Label
from app.services.keying import KnownPerson
from app.ui.context import UiContext
from app.ui.keying.cells import ChoiceCell, KeyCell, NameCell, focus
from app.ui.widgets.binder import Binder
from app.ui.widgets.layouts import clear

NAME, CHOICE, TEXT = "name", "choice", "text"


@dataclass(frozen=True, slots=True)
class KeyColumn:
    """A column of the paper.

    Args:
        name: field where it is kept.
        label: its head.
        kind: ``name``, ``choice`` or ``text``.
        choices: of a choice, in the order of the paper.
        known: every choice there is, the ones that are not on the paper included.
        weight: share of the width.
        parse: text to value and, where it is not understood, the text to be kept as typed.
        show: value to text.
    """

    name: str
    label: Label
    kind: str = TEXT
    choices: tuple[Option, ...] = ()
    known: tuple[Option, ...] = ()
    weight: int = 2
    parse: Callable[[str], tuple[object, str]] | None = field(default=None, hash=False)
    show: Callable[[object], str] | None = field(default=None, hash=False)


class KeyRow:
    """The cells of one row. ``id`` is given before anything is stored; ``seen``: it was read back since."""

    def __init__(self, number: QLabel, cells: Sequence[KeyCell], record: str = "") -> None:
        self.number, self.cells, self.id = number, list(cells), record or new_id()
        self.stored = self.seen = bool(record)


class KeyGrid(QWidget):
    """Rows of cells with running numbers.

    Signals:
        row_kept: row id, field name to value, field name to text that was not understood.
        ended: Enter in the first cell of the empty row at the end: the sheet is typed in.
        began: Shift+Enter in the first cell of the first row.
        hint: what can be done in the cell that has the keyboard, or why a key did nothing.

    Args:
        context: words, theme.
        columns: in the order of the paper.
        people: known people, for a column of names.
        person_field: where the key of a known person is kept.
        name: object name; cells are called ``<name>_<row>_<field>``.
    """

    row_kept = Signal(str, object, object)
    ended = Signal()
    began = Signal()
    hint = Signal(object)

    def __init__(
        self,
        context: UiContext,
        columns: Sequence[KeyColumn],
        people: Sequence[KnownPerson] = (),
        *,
        person_field: str = "person",
        name: str = "key",
    ) -> None:
        super().__init__()
        self._context, self._columns, self._people = context, tuple(columns), tuple(people)
        self._person_field = person_field
        self.setObjectName(name)
        self._binder = Binder(context)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._rows: list[KeyRow] = []
        self._first = 1
        self._build(())

    # -- rows

    def show_rows(self, rows: Sequence[Row], first: int = 1, *, own: bool = False) -> None:
        """Show stored rows; cells that are being typed in keep what is typed.

        Args:
            rows: in the order of the paper.
            first: number of the first row.
            own: the answer to the person's own undo.
        """
        self._first = first
        wanted = [row.id for row in rows]
        stored = [one.id for one in self._rows if one.stored and (one.seen or one.id in wanted)]
        if wanted != stored:
            self._build(rows)
        for line, row in zip(self._rows, rows, strict=False):
            line.stored = line.seen = True
            for column, cell in zip(self._columns, line.cells, strict=True):
                self._fill(column, cell, row, own=own)

    def know(self, people: Sequence[KnownPerson]) -> None:
        """Take the present list of known people."""
        if tuple(people) != self._people:
            self._people = tuple(people)
            for cell in (cell for row in self._rows for cell in row.cells if isinstance(cell, NameCell)):
                cell.know(self._people)

    def shown(self) -> list[KeyRow]:
        """Return the rows, the empty one at the end included."""
        return self._rows

    def current(self) -> KeyRow | None:
        """Return the row that has the keyboard."""
        return next((row for row in self._rows if any(cell.hasFocus() for cell in row.cells)), None)

    def flush(self) -> None:
        """Hand on what was typed, now."""
        for row in self._rows:
            for cell in row.cells:
                cell.finish()

    def focus_end(self) -> None:
        """Put the keyboard into the empty row at the end."""
        focus(self._rows[-1].cells[0])

    def refresh(self) -> None:
        """Say it again."""
        self._binder.refresh()
        self._grid.setHorizontalSpacing(self._context.theme.metrics.u(0.75))
        self._grid.setVerticalSpacing(self._context.theme.metrics.u(0.5))
        for row in self._rows:
            self._name(row)

    # -- inside

    def _build(self, rows: Sequence[Row]) -> None:
        held = self.current()
        place = (held.id, [cell.hasFocus() for cell in held.cells].index(True)) if held else None
        spare = next((one for one in self._rows if not one.stored), None)
        clear(self._grid)
        self._binder = Binder(self._context)
        self._grid.setHorizontalSpacing(self._context.theme.metrics.u(0.75))
        self._grid.setVerticalSpacing(self._context.theme.metrics.u(0.5))
        self._rows = []
        for at, column in enumerate(self._columns, 1):
            head = self._binder.label(column.label, "strong")
            self._grid.addWidget(head, 0, at, Qt.AlignmentFlag.AlignBottom)
            self._grid.setColumnStretch(at, column.weight)
        for row in rows:
            self._add(row.id)
        self._add("")
        if spare is not None and spare.id not in {row.id for row in rows}:
            self._rows[-1].id = spare.id
        if place is not None:
            line = next((one for one in self._rows if one.id == place[0]), self._rows[-1])
            focus(line.cells[place[1]])

    def _add(self, record: str) -> KeyRow:
        at = len(self._rows) + 1
        number = QLabel(str(self._first + at - 1))
        number.setProperty("role", "caption")
        number.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row = KeyRow(number, [self._cell(column) for column in self._columns], record)
        self._grid.addWidget(number, at, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for place, cell in enumerate(row.cells):
            self._grid.addWidget(cell, at, place + 1)
            cell.moved.connect(lambda step, row=row, place=place: self._on_moved(row, place, step))
            cell.climbed.connect(lambda step, row=row, place=place: self._on_climbed(row, place, step))
            cell.repeat_asked.connect(lambda row=row, place=place: self._on_repeat(row, place))
            cell.kept.connect(lambda row=row, place=place: self._on_kept(row, place))
            cell.entered.connect(lambda row=row, place=place: self._on_entered(row, place))
            cell.textEdited.connect(lambda _text, row=row, place=place: self._on_entered(row, place))
            if isinstance(cell, NameCell):
                cell.known.connect(lambda person, row=row: self._on_known(row, person))
                cell.unnamed.connect(lambda row=row, place=place: focus(row.cells[place + 1]))
                cell.digit.connect(lambda typed, row=row, place=place: self._on_digit(row, place, typed))
            if isinstance(cell, ChoiceCell):
                cell.refused.connect(lambda typed: self.hint.emit(N_("No choice has the number {key}.", key=typed)))
        self._rows.append(row)
        self._name(row)
        return row

    def _cell(self, column: KeyColumn) -> KeyCell:
        if column.kind == NAME:
            return NameCell(self._people)
        if column.kind == CHOICE:
            return ChoiceCell(column.choices, self._context.text, column.known)  # type: ignore[arg-type]
        return KeyCell()

    def _name(self, row: KeyRow) -> None:
        at = self._rows.index(row)
        row.number.setText(str(self._first + at))
        for column, cell in zip(self._columns, row.cells, strict=True):
            cell.setObjectName(f"{self.objectName()}_{at}_{column.name}")
            said = N_("Row {number}, {field}", number=self._first + at, field=column.label)
            cell.setAccessibleName(self._context.text(said))

    def _fill(self, column: KeyColumn, cell: KeyCell, row: Row, *, own: bool) -> None:
        value = row.get(column.name)
        if isinstance(cell, NameCell):
            person = str(row.get(self._person_field) or "")
            known = next((one.name for one in self._people if one.id == person), "")
            cell.show_person(value or known, person, own=own)
        elif isinstance(cell, ChoiceCell):
            key = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
            cell.show_value(key, own=own)
        else:
            text = row.pending.get(column.name) or (column.show(value) if column.show else value)
            cell.show_value(text, own=own)

    def _on_moved(self, row: KeyRow, place: int, step: int) -> None:
        at, first_empty = self._rows.index(row), place == 0 and not row.stored and self._is_empty(row)
        if step > 0 and first_empty and at == len(self._rows) - 1:
            self.ended.emit()
            return
        to = place + step
        if step > 0 and isinstance(row.cells[place], NameCell):
            to = self._open_question(row, place)
        if 0 <= to < len(row.cells):
            focus(row.cells[to])
        elif to < 0:
            if at:
                focus(self._rows[at - 1].cells[-1])
            else:
                self.began.emit()
        elif at + 1 < len(self._rows):
            focus(self._rows[at + 1].cells[0])
        else:
            focus(self._add("").cells[0])

    @staticmethod
    def _open_question(row: KeyRow, place: int) -> int:
        """Return the next cell; behind somebody known, the first whose answer is not on record."""
        name = row.cells[place]
        if not isinstance(name, NameCell) or not name.person:
            return place + 1
        open_ones = [at for at, one in enumerate(row.cells) if isinstance(one, ChoiceCell) and not one.value()]
        return next((at for at in open_ones if at > place), len(row.cells))

    def _on_climbed(self, row: KeyRow, place: int, step: int) -> None:
        to = self._rows.index(row) + step
        if 0 <= to < len(self._rows):
            focus(self._rows[to].cells[place])

    def _on_repeat(self, row: KeyRow, place: int) -> None:
        at = self._rows.index(row)
        if at == 0:
            self.hint.emit(N_("Nothing stands above the first row."))
            return
        above = self._rows[at - 1].cells[place]
        row.cells[place].take(above.value())
        self._on_moved(row, place, 1)

    def _on_digit(self, row: KeyRow, place: int, typed: str) -> None:
        """A number behind a name answers the first question that is still open."""
        for to in range(place + 1, len(row.cells)):
            cell = row.cells[to]
            if isinstance(cell, ChoiceCell) and not cell.value():
                focus(cell)
                cell.press(typed)
                return

    def _on_known(self, row: KeyRow, person: KnownPerson) -> None:
        """Take over what is on record of somebody known, where nothing was typed yet."""
        for column, cell in zip(self._columns, row.cells, strict=True):
            if isinstance(cell, ChoiceCell) and not cell.value() and column.name in person.values:
                cell.take(person.values[column.name])

    def _on_entered(self, row: KeyRow, place: int) -> None:
        cell, column = row.cells[place], self._columns[place]
        if isinstance(cell, NameCell):
            found = cell.offered()
            said = (
                N_("{number} {name}: F3 takes it, Enter keeps what you wrote.", number=found.number, name=found.name)
                if found
                else N_("Write the name or its number. Space: no name. Enter in an empty row: the totals.")
            )
            if cell.text() and found is None and cell.text().strip().isdecimal() and len(cell.text().strip()) > 2:
                said = N_("Nobody has the number {number}.", number=cell.text().strip())
            self.hint.emit(said)
        elif isinstance(cell, ChoiceCell):
            self.hint.emit(column)
        else:
            self.hint.emit(N_("{field}: Enter goes on, F4 repeats the row above.", field=column.label))

    def _on_kept(self, row: KeyRow, place: int) -> None:
        values, pending = self._values(row, place)
        if not row.stored and self._is_empty(row):
            return
        if not row.stored:
            row.stored = True
            if row is self._rows[-1]:
                self._add("")
        self.row_kept.emit(row.id, values, pending)

    def _values(self, row: KeyRow, place: int) -> tuple[Mapping[str, object], Mapping[str, str]]:
        column, cell = self._columns[place], row.cells[place]
        if isinstance(cell, NameCell):
            # of somebody known the key is enough: erasing the person then leaves no name behind
            name = None if cell.person else cell.value()
            return {column.name: name, self._person_field: cell.person or None}, {}
        if column.parse is not None:
            cell.settle()
            value, left = column.parse(str(cell.value() or ""))
            return ({}, {column.name: left}) if left else ({column.name: value}, {})
        return {column.name: cell.value()}, {}

    @staticmethod
    def _is_empty(row: KeyRow) -> bool:
        return not any(cell.value() for cell in row.cells)
