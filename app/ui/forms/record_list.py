"""The list side of a record type: what can be done with the list, its filter, columns, table and empty state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from app.core.fields import Field, Kind, RecordType, Row
from app.core.messages import N_, NP_, Label
from app.ui.context import UiContext
from app.ui.drawer.closed import closed_drawer
from app.ui.forms.record_data import SINGLE, Listed, columns_of
from app.ui.forms.registry import FieldContext
from app.ui.itemmodels.row_table import Column, RowTableModel
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import EmptyState, button_row
from app.ui.widgets.choice import CheckBox
from app.ui.widgets.filter_line import FilterLine
from app.ui.widgets.layouts import FlowLayout, PageScroll, clear
from app.ui.widgets.table import RecordTable
from app.ui.widgets.table_memory import TableMemory

ROWS_SEEN = 5


class RecordList(QScrollArea):
    """Shows the records of one type; what is chosen there is for the page to open.

    Signals:
        import_asked: rows are to come in from a file.
        export_asked, print_asked: of the rows that are shown.
        columns_chosen: the records are wanted with other fields.

    Args:
        context: words, theme, settings.
        add: makes a record.
    """

    import_asked = Signal()
    export_asked = Signal()
    print_asked = Signal()
    columns_chosen = Signal()

    def __init__(self, context: UiContext, add: Callable[[], object]) -> None:
        super().__init__()
        self._context, self._add, self._binder = context, add, Binder(context)
        self._listed: Listed | None = None
        self._ways: dict[tuple[str, str], FieldContext] = {}
        self._type = self._marked = ""
        self.model = RowTableModel(self._show, self._key, self)
        self.table = RecordTable(context.theme, self.model)
        self.table.setObjectName("table")
        self._memory = TableMemory(context, self.table)
        self.filter = FilterLine(context)
        self.filter.changed.connect(self._on_words)
        self.model.arranged.connect(self._on_arranged)
        self._lay_out()

    # -- what the page asks for

    def show_listed(self, listed: Listed) -> None:
        """Show the records of a type."""
        self._ways.clear()
        self._listed = listed
        self._binder.text(self.add_button.setText, add_words(listed.record_type))
        names = self.names()
        other = (listed.record_type.name, *names) != (self._type, *(one.field.name for one in self.model.columns))
        self._type = listed.record_type.name
        self.model.show(self._columns(), listed.rows)
        if other:
            self._memory.apply(self._type, names)
            self.table.fit_columns()
            self._build_columns()
            self.mark(self._marked)
        self._show_empty()
        self._count()

    def show_rows(self, listed: Listed) -> None:
        """Show the same records with newer values."""
        self._ways.clear()
        self._listed = listed
        self.model.set_rows(listed.rows)

    def forget(self) -> None:
        """Show nothing: another type comes."""
        self._listed = None
        self._type = self._marked = ""
        self.filter.clear_words()
        self.columns_card.hide()
        self.model.set_rows(())

    def mark(self, row_id: str) -> None:
        """Choose the row of the open record without telling anybody."""
        self._marked = row_id
        self.table.blockSignals(True)
        self.table.selectionModel().blockSignals(False)
        if row_id and row_id not in self.table.chosen():
            self.table.choose(row_id)
        self.table.blockSignals(False)

    def names(self) -> tuple[str, ...]:
        """Return the names of the fields whose columns are shown."""
        if self._listed is None:
            return ()
        return self.chosen() or tuple(field.name for field in columns_of(self._listed.record_type))

    def chosen(self) -> tuple[str, ...]:
        """Return the names of the fields that somebody chose as columns, none where nobody did."""
        if self._listed is None:
            return ()
        one = self._listed.record_type
        return self._memory.columns(one.name, [field.name for field in one.fields])

    def wanted(self, type_name: str) -> tuple[str, ...]:
        """Return the fields to read for the list of a type that is not here yet, nothing for the usual ones."""
        return tuple(self._context.settings.current.columns.get(type_name, ()))

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the rows that are shown, in their order."""
        return tuple(row.id for row in self.model.rows())

    def refresh(self) -> None:
        """Say everything again and space it for the size of the text."""
        self._ways.clear()
        metrics = self._context.theme.metrics
        self._binder.refresh()
        self._box.setContentsMargins(metrics.u(1.5), metrics.u(1), metrics.u(1.5), metrics.u(1))
        self._box.setSpacing(metrics.u(0.75))
        self.filter.refresh()
        self.table.refresh()
        self.table.setMinimumHeight(ROWS_SEEN * metrics.row_px)
        if self._listed is not None:
            self.model.show(self._columns(), self._listed.rows)
            self._memory.apply(self._type, self.names())
            self._build_columns()
            self._show_empty()

    # -- layout

    def _lay_out(self) -> None:
        inner = QFrame()
        inner.setProperty("ground", "window")
        self._box = QVBoxLayout(inner)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        make = self._binder.button
        self.add_button = make(N_("Add record"), self._add, kind="primary", icon="plus", name="add")
        self.columns_button = make(
            N_("Choose columns"), self._on_columns, icon="columns-3", kind="quiet", name="columns"
        )
        self.export_button = make(
            N_("Export to Excel"), self.export_asked.emit, icon="download", kind="quiet", name="export"
        )
        self.import_button = make(
            N_("Bring in from Excel…"), self.import_asked.emit, icon="upload", kind="quiet", name="bring_in_file"
        )
        self.print_button = make(N_("Print list"), self.print_asked.emit, icon="printer", kind="quiet", name="print")
        self.count = self._binder.label(None, "caption", wrap=False)
        quiet = (self.columns_button, self.import_button, self.export_button, self.print_button)
        self._box.addLayout(button_row(self.add_button, self.filter, *quiet))
        self._box.addWidget(self.count)
        self.columns_card = QFrame()
        self.columns_card.setProperty("card", True)
        self._columns_flow = FlowLayout(self.columns_card, gap=4, even=True)
        self.columns_card.hide()
        self._box.addWidget(self.columns_card)
        self._box.addWidget(self.table, 1)
        self._empty_box = QVBoxLayout()
        self._box.addLayout(self._empty_box)

    def _show_empty(self) -> None:
        clear(self._empty_box)
        listed = self._listed
        empty = listed is not None and not listed.rows and listed.record_type.name not in SINGLE
        for widget in (self.table, self.filter, self.columns_button, self.count, self.add_button):
            widget.setVisible(not empty)
        writes = self._context.outputs is not None and not empty
        self.export_button.setVisible(writes)
        self.print_button.setVisible(writes)
        self.import_button.setVisible(not self._context.document.read_only and listed is not None)
        if self._context.document.read_only:
            self.add_button.hide()
        if empty and listed is not None:
            one = listed.record_type
            said = one.empty or N_("Nothing here yet.")
            scroll = PageScroll()
            state = closed_drawer(self._context, listed) or EmptyState(
                self._context, "clipboard-list", said, add_words(one), self._add
            )
            scroll.body.addWidget(state)
            self._empty_box.addWidget(scroll, 1)
        self.columns_card.setVisible(self.columns_card.isVisible() and not empty)

    def _build_columns(self) -> None:
        clear(self._columns_flow)
        pad = self._context.theme.metrics.u(0.75)
        self._columns_flow.setContentsMargins(pad, pad, pad, pad)
        if self._listed is None or self.columns_card.isHidden():
            return
        shown = set(self.names())
        for field in self._listed.record_type.fields:
            if field.kind is not Kind.ROWS:
                box = CheckBox(self._context.theme)
                box.setText(self._context.text(field.label))
                box.setChecked(field.name in shown)
                box.setProperty("field", field.name)
                box.clicked.connect(self._on_column)
                self._columns_flow.addWidget(box)

    def _columns(self) -> list[Column]:
        assert self._listed is not None
        by_name = {one.name: one for one in self._listed.record_type.fields}
        fields = [by_name[name] for name in self.names() if name in by_name]
        return [Column(one, self._context.text(one.label)) for one in fields]

    # -- answers

    def _on_words(self, words: tuple[str, ...]) -> None:
        self.model.set_words(words)

    def _on_arranged(self) -> None:
        self._count()
        self.mark(self._marked)

    def _on_columns(self) -> None:
        self.columns_card.setVisible(self.columns_card.isHidden())
        self._build_columns()

    def _on_column(self) -> None:
        boxes = self.columns_card.findChildren(CheckBox)
        chosen = tuple(str(box.property("field")) for box in boxes if box.isChecked())
        if not chosen or self._listed is None:
            self._build_columns()
            return
        self._memory.choose(self._listed.record_type.name, chosen)
        self.columns_chosen.emit()

    # -- texts

    def _show(self, field: Field, row: Row) -> str:
        if self._listed is None:
            return ""
        currency = str(row.get(field.currency_field) or self._context.document.currency) if field.currency_field else ""
        about = self._ways.get((field.name, currency))
        if about is None:
            options = self._listed.choices.options.get(field.name, ())
            about = FieldContext(self._context, field, options, currency or self._context.document.currency)
            self._ways[field.name, currency] = about
        return about.show(row.get(field.name))

    def _key(self, text: str) -> object:
        return self._context.translator.sort_key(text)

    def _count(self) -> None:
        shown, total = self.model.rowCount(), self.model.total()
        said = NP_("{n} record", "{n} records", total)
        if shown != total:
            said = N_("{shown} of {total} records are shown", shown=shown, total=total)
        self._binder.text(self.count.setText, said)


def add_words(record_type: RecordType) -> Label:
    """Return what the button says that makes a record."""
    return record_type.add or N_("Add {what}", what=record_type.label)
