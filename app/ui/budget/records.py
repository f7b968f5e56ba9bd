"""A list of one record type with its form beside it, inside a page that shows more than that."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.fields import Field, Row
from app.core.messages import N_
from app.ui.context import UiContext
from app.ui.forms.record_data import Listed, Opened, columns_of, gather, keep, open_row
from app.ui.forms.record_form import RecordForm
from app.ui.forms.registry import Choices, FieldContext
from app.ui.itemmodels.row_table import Column, RowTableModel
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import EmptyState, button_row
from app.ui.widgets.editor import Edit
from app.ui.widgets.layouts import PageScroll, clear
from app.ui.widgets.table import RecordTable

if TYPE_CHECKING:
    from app.services.workspace import Workspace

BESIDE_EM = 42.0
FITTED = 100
"""Rows up to which the columns follow what is typed; more are fitted when rows come or go."""


class RecordsPanel(QWidget):
    """Lists one type; the chosen record is edited beside the list, or below it where room is short.

    Signals:
        help_changed: help of the field with the focus.

    Args:
        context: lane, words, theme.
        type_name: record type.
    """

    help_changed = Signal(object)

    def __init__(self, context: UiContext, type_name: str) -> None:
        super().__init__()
        self._context, self._type = context, type_name
        self.type_name = type_name
        self._listed: Listed | None = None
        self._form: RecordForm | None = None
        self._chosen, self._new = "", False
        self._field: str | None = None  # where the keyboard goes once the record is there
        self._binder = Binder(context)
        self.model = RowTableModel(self._show, self._key, self)
        self.table = RecordTable(context.theme, self.model)
        self.table.setObjectName(f"table_{type_name}")
        self.table.opened.connect(self._on_opened)
        self.table.activated_row.connect(self._on_activated)
        self._lay_out()

    def ask(self, row_id: str = "", field: str = "") -> None:
        """Read the records again; choose *row_id* and put the keyboard on *field* where they are given."""
        if row_id:  # a mere change elsewhere neither moves the keyboard nor shuts the form
            self._chosen, self._field, self._new = row_id, field, True
        self._context.lane.submit(partial(gather, type_name=self._type), self._on_listed)

    def add(self) -> None:
        """Make a record and open its form at the first field."""
        self.flush()
        self._context.lane.submit(partial(_create, type_name=self._type), self._on_added)

    def delete(self) -> None:
        """Move the chosen record to the bin; undo brings it back."""
        if self._chosen:
            self.flush()
            gone, self._chosen = self._chosen, ""
            self._context.lane.submit(partial(_delete, type_name=self._type, row_id=gone), self._on_deleted)

    def flush(self) -> None:
        """Hand on what was typed, now."""
        if self._form is not None:
            self._form.flush()

    def refresh(self) -> None:
        """Say and space it again."""
        metrics = self._context.theme.metrics
        self._space.setSpacing(metrics.u(1))
        self._left.setSpacing(metrics.u(0.75))
        self._form_box.setContentsMargins(metrics.u(1), metrics.u(0.5), metrics.u(1), metrics.u(1))
        self._form_box.setSpacing(metrics.u(0.75))
        self._binder.refresh()
        self.table.refresh()
        if self._form is not None:
            self._form.refresh()
        if self._listed is not None:
            self._columns(self._listed)
            self._show_empty(self._listed)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the form beside the list where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        self._space = QHBoxLayout(self)
        self._space.setContentsMargins(0, 0, 0, 0)
        self._list, self._side = QWidget(), QFrame()
        self._left = QVBoxLayout(self._list)
        self._left.setContentsMargins(0, 0, 0, 0)
        make = self._binder.button
        self.add_button = make(None, self.add, icon="plus", kind="primary", name=f"add_{self._type}")
        self.delete_button = make(N_("Move to the bin"), self.delete, icon="trash-2", name=f"delete_{self._type}")
        self.to_list = make(N_("Back to the list"), self._on_to_list, icon="arrow-left", kind="quiet")
        self._left.addLayout(button_row(self.add_button))
        self._left.addWidget(self.table, 1)
        self._empty = QVBoxLayout()
        self._left.addLayout(self._empty)
        self._side.setProperty("card", True)
        outer = QVBoxLayout(self._side)
        outer.setContentsMargins(1, 1, 1, 1)
        scroll = PageScroll(ground="surface")
        outer.addWidget(scroll)
        self._form_box = scroll.body
        self._form_box.addWidget(self.to_list, 0, Qt.AlignmentFlag.AlignLeft)
        self._form_place = QVBoxLayout()
        self._form_box.addLayout(self._form_place)
        self._form_box.addWidget(self.delete_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._space.addWidget(self._list, 5)
        self._space.addWidget(self._side, 6)
        self.refresh()

    def _arrange(self) -> None:
        beside = self.width() >= self._context.theme.metrics.em(BESIDE_EM)
        opened = self._form is not None and bool(self._chosen)
        self._side.setVisible(opened and (beside or self._new))
        self._list.setVisible(beside or not (opened and self._new))
        self.to_list.setVisible(not beside)
        writable = not self._context.document.read_only
        self.delete_button.setVisible(writable)

    def _on_listed(self, listed: Listed) -> None:
        grown = self._listed is None or len(self._listed.rows) != len(listed.rows)
        self._listed = listed
        one = listed.record_type
        self._binder.text(self.add_button.setText, one.add or N_("Add {what}", what=one.label))
        self._columns(listed)
        self.model.set_rows(listed.rows)
        if grown or len(listed.rows) <= FITTED:
            self.table.fit_columns()
        self._show_empty(listed)
        if not any(row.id == self._chosen for row in listed.rows):
            self._chosen = listed.rows[0].id if listed.rows else ""
            self._new = False
        if self._chosen:
            self._load()
        else:
            self._arrange()

    def _show_empty(self, listed: Listed) -> None:
        clear(self._empty)
        empty = not listed.rows
        self.table.setVisible(not empty)
        self.add_button.setVisible(not empty and not self._context.document.read_only)
        if empty:
            one = listed.record_type
            said = one.add or N_("Add {what}", what=one.label)
            state = EmptyState(self._context, "coins", one.empty, said, self.add, name=f"first_{self._type}")
            self._empty.addWidget(state)

    def _columns(self, listed: Listed) -> None:
        fields = columns_of(listed.record_type)
        self.model.set_columns([Column(one, self._context.text(one.label)) for one in fields])

    def _load(self) -> None:
        work = partial(open_row, type_name=self._type, row_id=self._chosen)
        self._context.lane.submit(work, self._on_row)

    def _on_row(self, opened: Opened) -> None:
        row, listed = opened.row, self._listed
        if row is None or row.id != self._chosen or listed is None:
            return
        if self._form is None:
            self._form = RecordForm(self._context, listed.record_type)
            self._form.edited.connect(self._on_edited)
            self._form.help_changed.connect(self.help_changed)
            self._form.row_add_asked.connect(self._on_row_add)
            self._form.row_remove_asked.connect(self._on_row_remove)
            self._form.row_move_asked.connect(self._on_row_move)
            self._form_place.addWidget(self._form)
        choices = listed.choices
        self._form.show_row(row, Choices(choices.options, opened.hidden, choices.types), own=self._context.own_undo)
        self._listed = listed.with_rows((row,))
        self.model.set_rows(self._listed.rows)
        self.table.blockSignals(True)
        if row.id not in self.table.chosen():
            self.table.choose(row.id)
        self.table.blockSignals(False)
        self._arrange()
        if self._field is not None:
            self._form.focus_field(self._field)
            self._field = None

    def _on_added(self, row: Row) -> None:
        self.ask(row.id)

    def _on_deleted(self, _changes: object) -> None:
        self._new = False
        self._context.notice(N_("The record is in the bin. Undo brings it back."), lead=(N_("Open the bin"), "bin"))
        self.ask()

    def _on_opened(self, row_id: str) -> None:
        if row_id != self._chosen:
            self.flush()
            self._chosen = row_id
            self._load()

    def _on_activated(self, row_id: str) -> None:
        self._chosen, self._field, self._new = row_id, "", True
        self._load()

    def _on_to_list(self) -> None:
        self.flush()
        self._new = False
        self._arrange()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self, type_name: str, row_id: str, name: str, edit: Edit, visit: str) -> None:
        work = partial(keep, type_name=type_name, row_id=row_id, name=name, edit=edit, visit=visit)
        self._context.lane.submit(work)

    def _on_row_add(self, row_type: str) -> None:
        parent = {self._type: self._chosen}
        self._context.lane.submit(partial(_create, type_name=row_type, values=parent))

    def _on_row_remove(self, row_type: str, row_id: str) -> None:
        self._context.lane.submit(partial(_delete, type_name=row_type, row_id=row_id))

    def _on_row_move(self, row_type: str, row_id: str, after: str) -> None:
        self._context.lane.submit(lambda workspace: workspace.records.move(row_type, row_id, after or None))

    def _show(self, field: Field, row: Row) -> str:
        if self._listed is None:
            return ""
        options = self._listed.choices.options.get(field.name, ())
        currency = str(row.get(field.currency_field) or self._context.document.currency)
        return FieldContext(self._context, field, options, currency).show(row.get(field.name))

    def _key(self, text: str) -> object:
        return self._context.translator.sort_key(text)


def _create(workspace: Workspace, type_name: str, values: Mapping[str, object] | None = None) -> Row:
    if type_name == "budget":
        return workspace.plans.begin()
    return workspace.records.create(type_name, values)[0]


def _delete(workspace: Workspace, type_name: str, row_id: str) -> object:
    return workspace.records.delete(type_name, row_id)
