"""Which column of a file is which field: what the headings told, and a choice for every column."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.core.messages import N_, NP_, Label, Message
from app.services.importing import Matched
from app.services.importing.columns import (
    FileColumn,
    SheetColumns,
    as_type,
    fields_to_choose,
    sheets_of,
    types_to_choose,
    with_columns,
)
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.choice import ComboBox
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord

LEAVE_OUT = N_("Leave it out")
NO_TYPE = N_("Not brought in")


class ColumnChooser(Card):
    """Folded where headings were known; open for a sheet of which none was.

    Signals:
        chosen: something else was chosen; ``said`` holds it.

    Args:
        context: words and theme.

    Attributes:
        said: name of a sheet to what its columns are now.
    """

    chosen = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, N_("Which column is what"), icon="columns-3", units=1.25)
        self._context, self.said = context, dict[str, SheetColumns]()
        self._open = False
        self._first: Matched | None = None
        self._said_binder = Binder(context)
        self._state = self.binder.label(None)
        self.fold = self.binder.button(None, self._on_fold, kind="quiet", name="columns_fold")
        self._box = QWidget()
        self._rows = QVBoxLayout(self._box)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._twice = StatusWord(context, NOTICE, "", wrap=True)
        self.binder.also(self._twice.refresh)
        self.body.addWidget(self._state)
        self.body.addWidget(self._twice)
        self.body.addLayout(button_row(self.fold))
        self.body.addWidget(self._box)

    def show_file(self, first: Matched, hint: str = "") -> None:
        """Show what is known of a file; nothing is chosen yet.

        Args:
            first: as matched by its headings.
            hint: record type that is proposed for a sheet of which nothing is known.
        """
        sheets = sheets_of(first, hint)
        self._first, self.said = first, {one.sheet: one for one in sheets}
        self._open = any(len(one.left) == len(one.columns) for one in sheets)
        self._build()

    def forget(self) -> None:
        """Show no file."""
        self._first, self.said = None, {}
        self._build()

    def matched(self) -> Matched:
        """Return the file read with the columns that are chosen now."""
        assert self._first is not None  # asked only while a file is shown
        return with_columns(self._first, self.said)

    def refresh(self) -> None:
        """Say everything again, after the language or the size of the text changed."""
        super().refresh()
        self._build()

    # -- building

    def _build(self) -> None:
        clear(self._rows)
        self._said_binder = Binder(self._context)
        self._rows.setSpacing(self._context.theme.metrics.u(1))
        for sheet in self.said.values():
            self._rows.addLayout(self._sheet(sheet))
        self._tell()

    def _tell(self) -> None:
        left = sum(len(one.left) for one in self.said.values())
        told = NP_("{n} column is left out.", "{n} columns are left out.", left)
        self._state.setText(self._context.text(told if left else N_("Every column has its field.")))
        self.fold.setText(self._context.text(N_("Hide the columns") if self._open else N_("Choose the columns")))
        self._box.setVisible(self._open)
        twice = next((one for sheet in self.said.values() for one in sheet.twice), None)
        said = N_("Two columns have the same field; “{head}” is left out.", head=twice.head) if twice else ""
        self._twice.say(NOTICE, said)
        self._twice.setVisible(twice is not None)

    def _sheet(self, sheet: SheetColumns) -> QVBoxLayout:
        words, made = self._said_binder, QVBoxLayout()
        made.setSpacing(self._context.theme.metrics.u(0.75))
        types = [("", NO_TYPE), *types_to_choose()]
        kind = self._combo(types, sheet.type, N_("What the rows of “{sheet}” are", sheet=sheet.sheet))
        kind.setObjectName(f"type_{list(self.said).index(sheet.sheet)}")
        kind.currentIndexChanged.connect(partial(self._on_type, sheet.sheet, kind))
        label = words.label(N_("Each row of “{sheet}” is", sheet=sheet.sheet), "strong")
        label.setBuddy(kind)
        made.addWidget(label)
        made.addWidget(kind)
        if sheet.type:
            made.addLayout(self._grid(sheet))
        return made

    def _grid(self, sheet: SheetColumns) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._context.theme.metrics.u(1.5))
        grid.setVerticalSpacing(self._context.theme.metrics.u(0.5))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        fields = [("", LEAVE_OUT), *fields_to_choose(sheet.type)]
        number = list(self.said).index(sheet.sheet)
        for line, column in enumerate(sorted(sheet.columns, key=lambda one: bool(one.field))):
            box = self._combo(fields, column.field, N_("What the column “{head}” is", head=column.head))
            box.setObjectName(f"column_{number}_{column.at}")
            box.currentIndexChanged.connect(partial(self._on_field, sheet.sheet, column.at, box))
            label = self._said_binder.label(_said(column))
            label.setBuddy(box)
            grid.addWidget(label, line, 0)
            grid.addWidget(box, line, 1)
        return grid

    def _combo(self, options: list[tuple[str, Label]], value: str, name: Message) -> ComboBox:
        box = ComboBox(self._context.theme)
        for key, said in options:
            box.addItem(self._context.text(said), key)
        box.setCurrentIndex(max(0, box.findData(value)))
        box.setAccessibleName(self._context.text(name))
        return box

    # -- choosing

    def _on_fold(self) -> None:
        self._open = not self._open
        self._tell()

    def _on_type(self, sheet: str, box: ComboBox, _index: int) -> None:
        if self._first is not None:
            self.said[sheet] = as_type(self._first, self.said[sheet], str(box.currentData()))
        self._rebuilt(box.objectName())

    def _on_field(self, sheet: str, at: int, box: ComboBox, _index: int) -> None:
        field = str(box.currentData())
        now = self.said[sheet]
        self.said[sheet] = now.given(now.type, {at: field})
        self._tell()
        self.chosen.emit()

    def _rebuilt(self, focus: str) -> None:
        self._build()
        box = self.findChild(ComboBox, focus)
        if box is not None:
            box.setFocus()
        self.chosen.emit()


def _said(column: FileColumn) -> Label:
    if not column.example:
        return N_("{head} (empty)", head=column.head)
    return N_("{head} (for example {example})", head=column.head, example=column.example)
