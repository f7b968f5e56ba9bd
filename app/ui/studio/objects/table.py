"""The grid of a table block: cells that grow, rows and columns by buttons, a caption."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.core.messages import N_
from app.ui.context import UiContext
from app.ui.studio.chapter.pasting import clean
from app.ui.studio.panel import ObjectPanel
from app.ui.widgets.choice import CheckBox
from app.ui.widgets.inputs import LineEdit, TextEdit
from app.ui.widgets.layouts import FlowLayout, clear

if TYPE_CHECKING:
    from app.services.dossier.press import Gathered, Pressed
    from app.services.dossier.views import BlockView

MOST_COLUMNS, MOST_ROWS = 12, 300
EMPTY = (("", "", ""), ("", "", ""))
Grid = tuple[tuple[str, ...], ...]


class Cell(TextEdit):
    """One cell; a copied part of a workbook is spread over the cells.

    Signals:
        entered: the keyboard came here.
        spread: rows of texts that were pasted.
    """

    entered = Signal()
    spread = Signal(object)

    def __init__(self) -> None:
        super().__init__(least=1, most=8)

    def minimumSizeHint(self) -> QSize:
        """Return room for two characters; a table of many columns shares what there is."""
        return QSize(2 * self.fontMetrics().height(), super().minimumSizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that rows and columns are now meant from here."""
        super().focusInEvent(event)
        self.entered.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take text as it is, a copied grid cell by cell."""
        text = clean(source.text()).strip("\n")
        if "\t" in text:
            self.spread.emit(tuple(tuple(line.split("\t")) for line in text.split("\n")))
        else:
            self.insertPlainText(text)


class TablePanel(ObjectPanel):
    """Edits a table: ``rows``, ``header`` and ``caption`` of its settings."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, N_("Table"), N_("Back to the text"))
        self._settings: dict[str, object] = {}
        self._grid: Grid = EMPTY
        self.cells: list[list[Cell]] = []
        self._here = (0, 0)
        binder = self.binder
        self.caption = LineEdit()
        self.caption.setObjectName("table_caption")
        label = binder.label(N_("Caption above the table"), "strong")
        label.setBuddy(self.caption)
        self.caption.edited.connect(self._on_caption)
        self.caption.left.connect(self.end_visit)
        self.header = CheckBox(context.theme)
        self.header.setObjectName("table_header")
        binder.text(self.header.setText, N_("First row is a heading"))
        self.header.clicked.connect(self._on_header)
        self.body.addWidget(label)
        self.body.addWidget(self.caption)
        self.body.addWidget(self.header)
        self.across = CheckBox(context.theme)
        self.across.setObjectName("table_across")
        binder.text(self.across.setText, N_("On a sideways page"))
        self.across.clicked.connect(self._on_across)
        self.body.addWidget(self.across)
        self._buttons = FlowLayout(gap=6)
        for said, slot, icon, name in (
            (N_("Add a row below"), self.add_row, "plus", "add_row"),
            (N_("Take this row out"), self.drop_row, "minus", "drop_row"),
            (N_("Add a column"), self.add_column, "plus", "add_column"),
            (N_("Take this column out"), self.drop_column, "minus", "drop_column"),
        ):
            button = binder.button(said, slot, icon=icon, kind="small", name=name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._buttons.addWidget(button)
        self.body.addLayout(self._buttons)
        self._host = QWidget()
        self._layout = QGridLayout(self._host)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self.body.addWidget(self._host)
        self.hint = binder.label(
            N_("Copied cells of a workbook can be pasted here; they spread over the cells."), "caption"
        )
        self.body.addWidget(self.hint)

    def show_block(self, block: BlockView, gathered: Gathered, pressed: Pressed | None, *, own: bool) -> None:
        """See :class:`ObjectPanel`."""
        fresh = block.id != self.block_id
        self.block_id = block.id
        self._settings = dict(block.settings)
        grid = grid_of(block.settings)
        if fresh or (len(grid), len(grid[0])) != (len(self.cells), len(self.cells[0]) if self.cells else 0):
            self._build(grid)
        for texts, cells in zip(grid, self.cells, strict=True):
            for text, cell in zip(texts, cells, strict=True):
                cell.show_text(text, own=own)
        self._grid = grid
        self.caption.show_text(str(block.settings.get("caption") or ""), own=own)
        self.header.setChecked(bool(block.settings.get("header", True)))
        self.across.setChecked(block.settings.get("landscape") is True)

    def focus_first(self) -> None:
        """Put the keyboard into the first cell."""
        if self.cells:
            self.cells[0][0].setFocus()

    def refresh(self) -> None:
        """Say and space it again."""
        super().refresh()
        self.caption.setAccessibleName(self.context.text(N_("Caption above the table")))
        self._name_cells()

    def add_row(self) -> None:
        """Add an empty row below the one with the keyboard."""
        at = self._here[0] + 1
        rows = list(self._flushed())
        if len(rows) < MOST_ROWS:
            rows.insert(at, ("",) * len(rows[0]))
            self._tell(tuple(rows), (at, self._here[1]))

    def drop_row(self) -> None:
        """Take out the row with the keyboard; the last one stays."""
        rows = list(self._flushed())
        if len(rows) > 1:
            del rows[min(self._here[0], len(rows) - 1)]
            self._tell(tuple(rows), (max(0, min(self._here[0], len(rows) - 1)), self._here[1]))

    def add_column(self) -> None:
        """Add an empty column at the right of the one with the keyboard."""
        at, rows = self._here[1] + 1, self._flushed()
        if len(rows[0]) < MOST_COLUMNS:
            self._tell(tuple((*row[:at], "", *row[at:]) for row in rows), (self._here[0], at))

    def drop_column(self) -> None:
        """Take out the column with the keyboard; the last one stays."""
        rows, at = self._flushed(), self._here[1]
        if len(rows[0]) > 1:
            left = tuple((*row[:at], *row[at + 1 :]) for row in rows)
            self._tell(left, (self._here[0], max(0, min(at, len(left[0]) - 1))))

    def _flushed(self) -> Grid:
        """Return the cells with everything that was being composed."""
        self.flush()
        return self._now()

    def _now(self) -> Grid:
        return tuple(tuple(cell.toPlainText() for cell in row) for row in self.cells)

    def _tell(self, grid: Grid, here: tuple[int, int]) -> None:
        """Hand on another grid, show it at once, and keep the keyboard where it was meant."""
        self.end_visit()
        self._build(grid)
        self._grid, self._here = grid, here
        self.changed.emit(self.block_id, {**self._settings, "rows": [list(row) for row in grid]}, False, "")
        self.cells[here[0]][here[1]].setFocus()

    def _build(self, grid: Grid) -> None:
        clear(self._layout)
        self._here = (0, 0)
        self.cells = [[self._cell(row, column) for column in range(len(grid[0]))] for row in range(len(grid))]
        for texts, cells in zip(grid, self.cells, strict=True):
            for text, cell in zip(texts, cells, strict=True):
                cell.show_text(text)
        self._name_cells()

    def _cell(self, row: int, column: int) -> Cell:
        cell = Cell()
        cell.setObjectName(f"cell_{row}_{column}")
        cell.setProperty("place", (row, column))
        cell.entered.connect(self._on_entered)
        cell.left.connect(self.end_visit)
        cell.edited.connect(self._on_cell)
        cell.spread.connect(self._on_spread)
        self._layout.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
        return cell

    def _name_cells(self) -> None:
        for row, cells in enumerate(self.cells, 1):
            for column, cell in enumerate(cells, 1):
                said = N_("Row {row}, column {column}", row=row, column=column)
                cell.setAccessibleName(self.context.text(said))

    def _on_entered(self) -> None:
        cell = self.sender()
        if isinstance(cell, Cell):
            row, column = cell.property("place")
            self._here = (int(row), int(column))
            self.scroller.follow(cell)

    def _on_cell(self, _text: str) -> None:
        grid = self._now()
        if grid != self._grid:
            self._grid = grid
            settings = {**self._settings, "rows": [list(row) for row in grid]}
            self._settings = settings
            self.changed.emit(self.block_id, settings, True, self.visit("cells"))

    def _on_spread(self, rows: Sequence[Sequence[str]]) -> None:
        top, left = self._here
        old = self._flushed()
        high = min(MOST_ROWS, max(len(old), top + len(rows)))
        wide = min(MOST_COLUMNS, max(len(old[0]), left + max(len(row) for row in rows)))
        grid = [[old[r][c] if r < len(old) and c < len(old[0]) else "" for c in range(wide)] for r in range(high)]
        for r, row in enumerate(rows[: high - top]):
            for c, text in enumerate(row[: wide - left]):
                grid[top + r][left + c] = text.strip()
        self._tell(tuple(tuple(row) for row in grid), (top, left))

    def _on_caption(self, text: str) -> None:
        self._settings = {**self._settings, "caption": text}
        self.changed.emit(self.block_id, dict(self._settings), True, self.visit("caption"))

    def _on_header(self) -> None:
        self._settings = {**self._settings, "header": self.header.isChecked()}
        self.changed.emit(self.block_id, dict(self._settings), False, "")

    def _on_across(self) -> None:
        self._settings = {**self._settings, "landscape": self.across.isChecked()}
        self.changed.emit(self.block_id, dict(self._settings), False, "")


def grid_of(settings: Mapping[str, object]) -> Grid:
    """Return the cells of a table as texts, all rows equally long, at least two by three for a new one."""
    rows = settings.get("rows")
    found = [
        [str(cell) for cell in row]
        for row in (rows if isinstance(rows, (list, tuple)) else ())
        if isinstance(row, (list, tuple))
    ]
    wide = max((len(row) for row in found), default=0)
    if not wide:
        return EMPTY
    return tuple(tuple(row + [""] * (wide - len(row))) for row in found)
