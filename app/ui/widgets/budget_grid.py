"""A sheet of budget lines; the row one works in is made of inputs, the others are drawn.

Arrow keys and Enter go from row to row, Tab from cell to cell. The inputs are the composition-safe ones
of every form, so Chinese can be typed at once, without opening a cell first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QHeaderView, QTableView, QVBoxLayout, QWidget

from app.core.fields import Kind, Option, RecordType, Row
from app.core.ids import new_id
from app.core.money import exponent
from app.services.formatting import currency_of
from app.ui.context import UiContext
from app.ui.forms.registry import FieldContext
from app.ui.itemmodels.budget_lines import AMOUNT, COLUMNS, HEAD, NUMBERS, BudgetLinesModel, GridRow
from app.ui.theme import Theme
from app.ui.widgets.binder import restyle
from app.ui.widgets.choice import NOT_CHOSEN, ComboBox
from app.ui.widgets.editor import Edit
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.shapes import DONE, PROBLEM
from app.ui.widgets.status import StatusWord
from app.ui.widgets.table import RowDelegate

WIDTHS_EM = {"head": 8.5, "item": 9.0, "qty": 5.0, "unit": 3.6, "unit_price": 5.6, "amount": 6.2}
HEAD_SHARE, WIDE_HEAD_SHARE = 0.2, 0.5
UNIT_AT_MOST_EM = 5.5


def cell_text(about: FieldContext, row: Row) -> str:
    """Return what stands in a cell: text kept as typed, else the value; sums without the currency's name."""
    value = row.get(about.field.name)
    if about.field.name in row.pending:
        return row.pending[about.field.name]
    if about.field.kind in (Kind.MONEY, Kind.COMPUTED) and isinstance(value, int):
        return sum_text(value, about.currency, about.context.document.currency)
    return about.show(value)


def sum_text(minor: int, currency: str, usual: str) -> str:
    """Return an amount as a sheet shows it: digits in groups; another currency than the usual one is named."""
    digits = exponent(currency)
    text = f"{Decimal(minor).scaleb(-digits):,.{digits}f}"
    return text if currency == usual else f"{text} {currency}"


def widest(box: QComboBox, theme: Theme) -> int:
    """Return how wide a closed list must be to show each of its entries whole, in logical pixels."""
    metrics = box.fontMetrics()
    text = max((metrics.horizontalAdvance(box.itemText(at)) for at in range(box.count())), default=0)
    return text + theme.metrics.em(1.9) + 3 * theme.metrics.u(0.75)


class CellEdit(LineEdit):
    """One cell of the row that is being worked in.

    Signals:
        stepped: rows downwards, and whether it was Enter.
        entered: the cell got the keyboard.
    """

    stepped = Signal(int, bool)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down; everything else is typing."""
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if plain and not self.composing():
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.stepped.emit(-1 if back else 1, True)
                return
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1, False)
                return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard came, and have everything chosen, as a sheet does."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()
        self.entered.emit()


class BudgetGrid(QWidget):
    """The lines of a budget, grouped by head.

    Signals:
        edited: line id, field name, :class:`Edit`, id of the visit ("" for a choice).
        current_changed: id of the line that is worked in, "" for none.
        add_asked: a new line is wanted.
        entered: the cell that got the keyboard.

    Args:
        context: words, theme, facts of the document.
        before: the control after which Tab enters the sheet.
    """

    edited = Signal(str, str, object, str)
    current_changed = Signal(str)
    add_asked = Signal()
    entered = Signal(object)

    def __init__(self, context: UiContext, before: QWidget) -> None:
        super().__init__()
        self._context, self._before = context, before
        self._type: RecordType | None = None
        self._rows: Mapping[str, Row] = {}
        self._heads: tuple[Option, ...] = ()
        self._line, self._visit = "", new_id()
        self._cells: dict[str, CellEdit] = {}
        self._box: ComboBox | None = None
        self.model = BudgetLinesModel(self)
        self.view = self._make_view()
        self.note = StatusWord(context, DONE, "", wrap=True)
        self.note.setObjectName("cell_note")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(context.theme.metrics.u(0.5))
        layout.addWidget(self.view, 1)
        layout.addWidget(self.note)
        self.note.hide()

    def show_lines(
        self,
        record_type: RecordType,
        grid: Sequence[GridRow],
        rows: Mapping[str, Row],
        heads: Sequence[Option],
        *,
        own: bool = False,
    ) -> None:
        """Show the sheet; a cell that is being typed into is left alone.

        Args:
            record_type: declaration of a budget line.
            grid: rows of the sheet.
            rows: line id to record.
            heads: choices of the head.
            own: the answer to the person's own undo.
        """
        other = self._type is None or self._heads != tuple(heads)
        self._type, self._rows, self._heads = record_type, rows, tuple(heads)
        self._name_columns()
        column = self._focused_column()
        if self._structure(grid) or other:
            self.flush()
            self._close_row()
            self.model.set_rows(grid)
            self._span()
            lines = self.model.lines()
            if lines:
                self.open_line(self._line if self._line in lines else lines[0], column, focus=bool(column))
        else:
            self.model.set_rows(grid)
            self._refill(own=own)

    def open_line(self, line_id: str, field: str = "item", *, focus: bool = True) -> None:
        """Work in a line; the keyboard goes to the cell of *field* where *focus* asks for it."""
        place = self.model.place_of(line_id)
        if place < 0 or self._type is None:
            return
        left: tuple[int, tuple[QWidget, ...]] | None = None
        if line_id != self._line or not self._cells:
            self.flush()
            left = (self.model.place_of(self._line), self._inputs())
            self._line, self._cells, self._box = line_id, {}, None
            self._open_row(place)
            self.note.hide()
            self.current_changed.emit(line_id)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        index = self.model.index(place, max(0, COLUMNS.index(field) if field in COLUMNS else 1))
        self.view.selectionModel().setCurrentIndex(index, flags)
        self.view.scrollTo(index)
        if focus:
            cell = self._cells.get(field) or (self._box if field == "head" else None) or self._cells.get("item")
            if cell is not None:
                cell.setFocus(Qt.FocusReason.OtherFocusReason)
        if left is not None:  # only now, so that the keyboard does not wander off in between
            self._drop_row(*left)

    def current(self) -> str:
        """Return the id of the line that is worked in, "" for none."""
        return self._line if self.model.place_of(self._line) >= 0 else ""

    def cell(self, field: str) -> QWidget | None:
        """Return the input of a field in the line that is worked in."""
        return self._box if field == "head" else self._cells.get(field)

    def flush(self) -> None:
        """Hand on what was typed, now."""
        for cell in self._cells.values():
            cell.flush()

    def refresh(self) -> None:
        """Say and space it again."""
        metrics, theme = self._context.theme.metrics, self._context.theme
        self.model.set_look(theme.colour("sunken"), theme.font("body", bold=True))
        self._name_columns()
        self.view.verticalHeader().setDefaultSectionSize(metrics.row_px + 4)
        pad = metrics.u(0.4)
        dense = f"min-height: 0px; padding: 0px {pad}px; border-radius: 0px;"
        arrow = f"padding-right: {metrics.em(1.9)}px;"
        self.view.setStyleSheet(
            f"QTableView QLineEdit, QTableView QComboBox {{ {dense} }} QTableView QComboBox {{ {arrow} }}"
        )
        self.view.setMinimumHeight(metrics.u(12))
        self._fit()
        self.note.refresh()
        if self._cells:
            line = self._line
            self._close_row()
            self._line = line
            self._open_row(self.model.place_of(line))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the item take the room that is left."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _name_columns(self) -> None:
        if self._type is not None:
            self.model.set_titles([self._context.text(self._type.field(name).label) for name in COLUMNS])
            self._fit()

    def _make_view(self) -> QTableView:
        view = QTableView()
        view.setObjectName("budget_lines")
        view.setModel(self.model)
        view.setItemDelegate(RowDelegate(self._context.theme, view))
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setWordWrap(False)
        head, side = view.horizontalHeader(), view.verticalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.clicked.connect(self._on_clicked)
        view.viewport().installEventFilter(self)
        return view

    def _fit(self) -> None:
        metrics, head = self._context.theme.metrics, self.view.horizontalHeader()
        widths = [max(metrics.em(WIDTHS_EM[name]), head.sectionSizeHint(at)) for at, name in enumerate(COLUMNS)]
        unit, item = COLUMNS.index("unit"), COLUMNS.index("item")
        written = self.view.sizeHintForColumn(unit) + metrics.u(1)  # the field of the line in work has a border
        widths[unit] = max(widths[unit], min(written, metrics.em(UNIT_AT_MOST_EM)))
        if self._box is not None:
            across = self.view.viewport().width()
            spare = across - sum(widths)
            room = (
                round(across * WIDE_HEAD_SHARE)
                if spare < 0
                else max(round(across * HEAD_SHARE), widths[0] + spare // 2)
            )
            widths[0] = max(widths[0], min(widest(self._box, self._context.theme), room))
        widths[item] += max(0, self.view.viewport().width() - sum(widths))
        for at, width in enumerate(widths):
            self.view.setColumnWidth(at, width)

    def _structure(self, grid: Sequence[GridRow]) -> bool:
        return [(one.kind, one.key) for one in grid] != [(one.kind, one.key) for one in self.model.rows()]

    def _span(self) -> None:
        self.view.clearSpans()
        for place, row in enumerate(self.model.rows()):
            if row.kind == HEAD:
                self.view.setSpan(place, 0, 1, AMOUNT)

    # -- the row that is worked in

    def _open_row(self, place: int) -> None:
        row = self._rows.get(self._line)
        if row is None or place < 0 or self._type is None:
            return
        previous: QWidget = self._before
        for at, name in enumerate(COLUMNS):
            if name == "amount":
                continue
            cell: QWidget = self._make_box(row) if name == "head" else self._make_cell(name, row)
            field = self._type.field(name)
            cell.setAccessibleName(f"{self._context.text(field.label)}, {row.title}".strip(", "))
            cell.setObjectName(f"cell_{name}")
            cell.setEnabled(not self._context.document.read_only)
            self.view.setIndexWidget(self.model.index(place, at), cell)
            QWidget.setTabOrder(previous, cell)
            previous = cell
        self._fit()

    def _close_row(self) -> None:
        place, inputs = self.model.place_of(self._line), self._inputs()
        self._cells, self._box = {}, None
        self._drop_row(place, inputs)
        self.note.hide()

    def _drop_row(self, place: int, inputs: tuple[QWidget, ...]) -> None:
        for widget in inputs:
            widget.hide()
        for at in range(len(COLUMNS)) if inputs and place >= 0 else ():
            self.view.setIndexWidget(self.model.index(place, at), None)  # type: ignore[arg-type]

    def _inputs(self) -> tuple[QWidget, ...]:
        return (*((self._box,) if self._box is not None else ()), *self._cells.values())

    def _make_box(self, row: Row) -> ComboBox:
        box = ComboBox(self._context.theme)
        box.addItem(self._context.text(NOT_CHOSEN), "")
        for option in self._heads:
            box.addItem(self._context.text(option.label), option.key)
        self._box = box
        self._choose_head(row)
        box.activated.connect(self._on_head)
        return box

    def _choose_head(self, row: Row) -> None:
        value = str(row.get("head") or "")
        if self._box is not None:
            if self._box.findData(value) < 0:
                self._box.addItem(value, value)
            self._box.setCurrentIndex(self._box.findData(value))

    def _make_cell(self, name: str, row: Row) -> CellEdit:
        cell = CellEdit()
        if name in NUMBERS:
            cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        cell.show_text(cell_text(self._about(name, row), row))
        restyle(cell, problem=name in row.pending)
        cell.edited.connect(partial(self._on_edited, self._line, name))
        cell.textEdited.connect(partial(self._understand, name))
        cell.stepped.connect(self._on_stepped)
        cell.entered.connect(partial(self._on_entered, name))
        self._cells[name] = cell
        return cell

    def _refill(self, *, own: bool) -> None:
        row = self._rows.get(self._line)
        if row is None:
            return
        for name, cell in self._cells.items():
            cell.show_text(cell_text(self._about(name, row), row), own=own)
            restyle(cell, problem=name in row.pending)
        self._choose_head(row)

    def _about(self, name: str, row: Row) -> FieldContext:
        assert self._type is not None
        field = self._type.field(name)
        return FieldContext(self._context, field, (), currency_of(field, row.values, self._context.document.currency))

    def _read(self, line_id: str, name: str, text: str) -> Edit:
        about = self._about(name, self._rows[line_id])
        if about.field.kind is Kind.TEXT:
            return Edit(text, typing=True)
        found = about.parse(text.strip()) if text.strip() else None
        if found is None:
            return Edit(None, typing=True)
        return Edit(None, text, typing=True) if found.problem else Edit(found.value, typing=True)

    def _understand(self, name: str, text: str) -> None:
        """Say below the sheet what a number was understood as, or why it was not."""
        cell, row = self._cells.get(name), self._rows.get(self._line)
        if cell is None or row is None or cell.composing():
            return
        about = self._about(name, row)
        found = about.parse(text.strip()) if text.strip() and about.field.kind is not Kind.TEXT else None
        said = (found.problem or found.words) if found is not None else None
        if found is not None and said is not None:
            self.note.say(PROBLEM if found.problem else DONE, said)
        self.note.setVisible(said is not None)
        restyle(cell, problem=bool(found and found.problem))

    # -- what people do

    def _on_edited(self, line_id: str, name: str, text: str) -> None:
        if line_id in self._rows:
            if line_id == self._line:
                self._understand(name, text)
            self.edited.emit(line_id, name, self._read(line_id, name, text), self._visit)

    def _on_head(self, place: int) -> None:
        value = str(self._box.itemData(place) or "") if self._box is not None else ""
        if self._line in self._rows and value != str(self._rows[self._line].get("head") or ""):
            self.edited.emit(self._line, "head", Edit(value or None), "")

    def _on_entered(self, name: str) -> None:
        self._visit = new_id()
        cell = self._cells.get(name)
        if cell is not None:
            self._understand(name, cell.text())
            self.entered.emit(cell)

    def _on_stepped(self, by: int, enter: bool) -> None:
        lines = self.model.lines()
        column = self._focused_column() or "item"
        place = lines.index(self._line) + by if self._line in lines else 0
        if 0 <= place < len(lines):
            self.open_line(lines[place], column)
        elif place >= len(lines) and enter:
            self.flush()
            self.add_asked.emit()

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.model.rows()[index.row()]
        if row.kind != HEAD:
            name = COLUMNS[index.column()]
            self.open_line(row.key, "unit_price" if name == "amount" else name)

    def _focused_column(self) -> str:
        focused = QApplication.focusWidget()
        if focused is not None and focused is self._box:
            return "head"
        return next((name for name, cell in self._cells.items() if cell is focused), "")
