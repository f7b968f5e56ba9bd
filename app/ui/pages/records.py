"""The list of any record type with its form beside it, made from the declaration alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout

from app.core.fields import Field, Kind, RecordType, Row
from app.core.messages import N_, NP_, Label
from app.ui.context import UiContext
from app.ui.forms.record_data import SINGLE, Listed, Opened, columns_of, gather, keep, open_row, touched
from app.ui.forms.record_form import RecordForm
from app.ui.forms.registry import Choices, FieldContext
from app.ui.itemmodels.row_table import Column, RowTableModel
from app.ui.pages.base import Page
from app.ui.widgets.card import EmptyState, button_row
from app.ui.widgets.choice import CheckBox
from app.ui.widgets.editor import Edit
from app.ui.widgets.filter_line import FilterLine
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import FlowLayout, PageScroll, clear
from app.ui.widgets.table import RecordTable

if TYPE_CHECKING:
    from app.services.workspace import Workspace

BESIDE_EM = 44.0
WITH_HELP_EM = 96.0
FORM_SHARE = (5, 6)
SOON_MS = 30
ROWS_SEEN = 5


class RecordsPage(Page):
    """Lists one record type; the chosen record is edited beside the list, or in its place where room is short."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._type, self._chosen, self._field = "", "", ""
        self._listed: Listed | None = None
        self._form: RecordForm | None = None
        self._help: HelpText | None = None
        self._shown: dict[str, tuple[str, ...]] = {}
        self._new = self._form_only = False
        self._stale: dict[str, bool] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._catch_up)
        self.model = RowTableModel(self._show, self._key, self)
        self.table = RecordTable(context.theme, self.model)
        self.table.setObjectName("table")
        self.filter = FilterLine(context)
        self._lay_out()
        self.table.opened.connect(self._on_opened)
        self.table.activated_row.connect(self._on_activated)
        self.filter.changed.connect(self._on_words)

    # -- page

    def title(self) -> Label:
        """Return the plural of the record type."""
        if self._listed is None:
            return N_("Records")
        one = self._listed.record_type
        return one.label if self._type in SINGLE else one.plural

    def help_text(self) -> HelpText | None:
        """Return help for the field with the focus, else what belongs on the page."""
        if self._help is not None or self._listed is None:
            return self._help
        one = self._listed.record_type
        return HelpText(one.plural, why=one.empty)

    def open(self, args: tuple[str, ...]) -> None:
        """Open a list (type), a record (type, id) or a field of one (type, id, field)."""
        type_name, row_id, field = (*args, "", "", "")[:3]
        if type_name != self._type:
            self._leave_type()
            self._type = type_name
        self._chosen, self._field = row_id or (self._chosen if type_name == self._type else ""), field
        self._form_only = bool(row_id)
        self.context.lane.submit(partial(gather, type_name=type_name), self._on_listed)

    def on_changes(self, changes: object) -> None:
        """Take up what changed, once for several changes."""
        if self._listed is None:
            return
        fields = self._listed.record_type.fields
        rows = {one.target for one in fields if one.kind is Kind.ROWS}
        targets = {one.target for one in fields if one.target} - rows
        found = dict(touched(changes, self._type, frozenset(targets)))
        if touched(changes, "", frozenset(rows)) and self._chosen:
            found.setdefault(self._chosen, False)
        if found:
            for key, whole in found.items():
                self._stale[key] = self._stale.get(key, False) or whole
            self._soon.start()

    def wants_help(self) -> bool:
        """List and form need the room; beside them the help stands only in wide windows, or when asked for."""
        return self.window().width() >= self.context.theme.metrics.em(WITH_HELP_EM)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what shortcuts do here."""
        found: dict[str, Callable[[], object]] = {"add": self.add, "delete": self.delete}
        if self.context.outputs is not None:
            found |= {"export": self.export, "print": self.print_list}
        return {} if self._type in SINGLE else found

    def retranslate(self) -> None:
        """Say everything again and space it for the size of the text."""
        super().retranslate()
        metrics = self.context.theme.metrics
        self._list_box.setContentsMargins(metrics.u(1.5), metrics.u(1), metrics.u(1.5), metrics.u(1))
        self._list_box.setSpacing(metrics.u(0.75))
        self._form_box.setContentsMargins(metrics.u(1.5), metrics.u(1), metrics.u(1.5), metrics.u(2))
        self._form_box.setSpacing(metrics.u(0.75))
        self.filter.refresh()
        self.table.refresh()
        self.table.setMinimumHeight(ROWS_SEEN * metrics.row_px)
        if self._form is not None:
            self._form.refresh()
        if self._listed is not None:
            self._set_columns()
            self._build_columns()
            self._show_empty()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the form beside the list where there is room."""
        super().resizeEvent(event)
        self._arrange()

    # -- what people do

    def add(self) -> None:
        """Make a record and open its form at the first field."""
        self.leave()
        self._new = True
        self.context.lane.submit(partial(_create, type_name=self._type), self._on_added)

    def delete(self) -> None:
        """Move the chosen record to the bin; undo brings it back."""
        if not self._chosen:
            return
        self.leave()
        gone, self._chosen = self._chosen, ""
        self._form_only = False
        self.context.lane.submit(partial(_delete, type_name=self._type, row_id=gone), self._on_deleted)

    def export(self) -> None:
        """Write the shown rows into an Excel workbook."""
        if self.context.outputs is not None:
            self.context.outputs.save_records(self._type, self._ids(), self._names())

    def print_list(self) -> None:
        """Print the shown rows as a list."""
        if self.context.outputs is not None:
            self.context.outputs.print_records(self._type, self._ids(), self._names())

    # -- layout

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._list_side, self._form_side = QScrollArea(), QFrame()
        inner = QFrame()
        inner.setProperty("ground", "window")
        self._list_box = QVBoxLayout(inner)
        self._list_side.setWidgetResizable(True)
        self._list_side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list_side.setWidget(inner)
        make = self.binder.button
        self.add_button = make(N_("Add record"), self.add, kind="primary", icon="plus", name="add")
        self.columns_button = make(
            N_("Choose columns"), self._on_columns, icon="columns-3", kind="quiet", name="columns"
        )
        self.export_button = make(N_("Export to Excel"), self.export, icon="download", kind="quiet", name="export")
        self.print_button = make(N_("Print list"), self.print_list, icon="printer", kind="quiet", name="print")
        self.count = self.binder.label(None, "caption", wrap=False)
        quiet = (self.columns_button, self.export_button, self.print_button)
        self._list_box.addLayout(button_row(self.add_button, self.filter, *quiet))
        self._list_box.addWidget(self.count)
        self.columns_card = QFrame()
        self.columns_card.setProperty("card", True)
        self._columns_flow = FlowLayout(self.columns_card, gap=4, even=True)
        self.columns_card.hide()
        self._list_box.addWidget(self.columns_card)
        self._list_box.addWidget(self.table, 1)
        self._empty_box = QVBoxLayout()
        self._list_box.addLayout(self._empty_box)
        self._form_side.setProperty("ground", "surface")
        outer = QVBoxLayout(self._form_side)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = PageScroll(ground="surface")
        outer.addWidget(self._scroll)
        self._form_box = self._scroll.body
        self.to_list = make(N_("Back to the list"), self._on_to_list, icon="arrow-left", kind="quiet", name="to_list")
        self.delete_button = make(N_("Move to the bin"), self.delete, icon="trash-2", name="delete")
        self._form_box.addWidget(self.to_list, 0, Qt.AlignmentFlag.AlignLeft)
        self._form_place = QVBoxLayout()
        self._form_box.addLayout(self._form_place)
        self.photos_button = make(
            N_("Add photos to this event"), self._on_photos, icon="image-plus", name="event_photos"
        )
        self._form_box.addWidget(self.photos_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.history_button = make(N_("See it as it was on a day"), self._on_history, icon="history", name="as_it_was")
        self._form_box.addWidget(self.history_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._form_box.addWidget(self.delete_button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self._list_side, FORM_SHARE[0])
        row.addWidget(self._form_side, FORM_SHARE[1])
        self.retranslate()

    def _arrange(self) -> None:
        """Show the list, the form, or both."""
        single = self._type in SINGLE
        beside = self.width() >= self.context.theme.metrics.em(BESIDE_EM)
        has_form = self._form is not None and bool(self._chosen or single)
        only_form = has_form and (single or (self._form_only and not beside))
        self._form_side.setVisible(has_form and (beside or only_form))
        self._list_side.setVisible(not single and not only_form)
        self.to_list.setVisible(only_form and not single)
        self.delete_button.setVisible(not single and not self.context.document.read_only)
        self.photos_button.setVisible(self._type == "event" and not self.context.document.read_only)

    def _show_empty(self) -> None:
        clear(self._empty_box)
        empty = self._listed is not None and not self._listed.rows and self._type not in SINGLE
        for widget in (self.table, self.filter, self.columns_button, self.count, self.add_button):
            widget.setVisible(not empty)
        writes = self.context.outputs is not None and not empty
        self.export_button.setVisible(writes)
        self.print_button.setVisible(writes)
        if self.context.document.read_only:
            self.add_button.hide()
        if empty and self._listed is not None:
            one = self._listed.record_type
            state = EmptyState(
                self.context, "clipboard-list", one.empty or N_("Nothing here yet."), _add_words(one), self.add
            )
            scroll = PageScroll()
            scroll.body.addWidget(state)
            self._empty_box.addWidget(scroll, 1)
        self.columns_card.setVisible(self.columns_card.isVisible() and not empty)

    def _build_columns(self) -> None:
        clear(self._columns_flow)
        pad = self.context.theme.metrics.u(0.75)
        self._columns_flow.setContentsMargins(pad, pad, pad, pad)
        if self._listed is None:
            return
        shown = set(self._names())
        for field in self._listed.record_type.fields:
            if field.kind is not Kind.ROWS:
                box = CheckBox(self.context.theme)
                box.setText(self.context.text(field.label))
                box.setChecked(field.name in shown)
                box.setProperty("field", field.name)
                box.clicked.connect(self._on_column)
                self._columns_flow.addWidget(box)

    # -- answers

    def _on_listed(self, listed: Listed) -> None:
        if listed.record_type.name != self._type:
            return
        fresh = self._listed is None
        self._listed = listed
        self.binder.text(self.add_button.setText, _add_words(listed.record_type))
        self._set_columns()
        self.model.set_rows(listed.rows)
        if fresh:
            self.table.fit_columns()
            self._build_columns()
        self._show_empty()
        self._count()
        self.title_changed.emit()
        if self._type in SINGLE and not self._chosen:
            if listed.rows:
                self._chosen = listed.rows[0].id
            elif not self.context.document.read_only:
                self.context.lane.submit(partial(_create, type_name=self._type), self._on_added)
        if self._chosen:
            self._load_row()
        else:
            self.help_changed.emit()
            self._arrange()

    def _load_row(self) -> None:
        self.context.lane.submit(partial(open_row, type_name=self._type, row_id=self._chosen), self._on_row)

    def _on_row(self, opened: Opened) -> None:
        row = opened.row
        if row is None:
            self._chosen = ""
            self._form_only = False
            self._arrange()
            return
        if row.type != self._type or row.id != self._chosen or self._listed is None:
            return
        form = self._make_form(self._listed.record_type)
        choices = self._listed.choices
        form.show_row(row, Choices(choices.options, opened.hidden, choices.types), own=self.context.own_undo)
        self._listed = self._listed.with_rows((row,))
        self.model.set_rows(self._listed.rows)
        self._arrange()
        self._mark(row.id)
        if self._new or self._field:
            form.focus_field(self._field)
            self._new, self._field = False, ""

    def _make_form(self, record_type: RecordType) -> RecordForm:
        if self._form is None:
            self._form = RecordForm(self.context, record_type)
            self._form.edited.connect(self._on_edited)
            self._form.row_add_asked.connect(self._on_row_add)
            self._form.row_remove_asked.connect(self._on_row_remove)
            self._form.row_move_asked.connect(self._on_row_move)
            self._form.help_changed.connect(self._on_help)
            self._form_place.addWidget(self._form)
        return self._form

    def _on_added(self, row: Row) -> None:
        self._chosen, self._form_only = row.id, True
        self.context.lane.submit(partial(gather, type_name=self._type), self._on_listed)

    def _on_deleted(self, _changes: object) -> None:
        self.context.notice(N_("The record is in the bin. Undo brings it back."))
        self._arrange()

    def _on_edited(self, type_name: str, row_id: str, name: str, edit: Edit, visit: str) -> None:
        work = partial(keep, type_name=type_name, row_id=row_id, name=name, edit=edit, visit=visit)
        self.context.lane.submit(work)

    def _on_row_add(self, row_type: str) -> None:
        parent = {self._type: self._chosen}
        self.context.lane.submit(partial(_create, type_name=row_type, values=parent))

    def _on_row_remove(self, row_type: str, row_id: str) -> None:
        self.context.lane.submit(partial(_delete, type_name=row_type, row_id=row_id))

    def _on_row_move(self, row_type: str, row_id: str, after: str) -> None:
        self.context.lane.submit(lambda workspace: workspace.records.move(row_type, row_id, after or None))

    def _catch_up(self) -> None:
        stale, self._stale = self._stale, {}
        if any(stale.values()) or "" in stale:
            self.context.lane.submit(partial(gather, type_name=self._type), self._on_listed)
            return
        if self._chosen in stale:
            self._load_row()
        others = tuple(key for key in stale if key != self._chosen)
        if others:
            self.context.lane.submit(partial(_rows, type_name=self._type, ids=others), self._on_rows)

    def _on_rows(self, rows: tuple[Row, ...]) -> None:
        if self._listed is not None and all(row.type == self._type for row in rows):
            self._listed = self._listed.with_rows(rows)
            self.model.set_rows(self._listed.rows)

    def _on_opened(self, row_id: str) -> None:
        if row_id == self._chosen:
            return
        self.leave()
        self._chosen, self._help = row_id, None
        self._load_row()

    def _on_activated(self, row_id: str) -> None:
        self._form_only, self._new = True, True
        self._chosen = row_id
        self._load_row()

    def _on_history(self) -> None:
        """One record as it was stands on the history page."""
        if self._chosen:
            self.context.go(f"history:{self._type}:{self._chosen}")

    def _on_photos(self) -> None:
        """Photos come in on their own page, which then knows the event."""
        if self._chosen:
            self.context.go(f"photos:{self._chosen}")

    def _on_to_list(self) -> None:
        self.leave()
        self._form_only, self._help = False, None
        self._arrange()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.help_changed.emit()

    def _on_words(self, words: tuple[str, ...]) -> None:
        self.model.set_words(words)
        self._count()
        self._mark(self._chosen)

    def _on_columns(self) -> None:
        self.columns_card.setVisible(self.columns_card.isHidden())

    def _on_column(self) -> None:
        boxes = self.columns_card.findChildren(CheckBox)
        chosen = tuple(str(box.property("field")) for box in boxes if box.isChecked())
        if not chosen:
            self._build_columns()
            return
        self._shown[self._type] = chosen
        self._set_columns()
        self.table.fit_columns()
        self._mark(self._chosen)

    def _on_help(self, help_text: HelpText) -> None:
        self._help = help_text
        self.help_changed.emit()

    # -- texts

    def _set_columns(self) -> None:
        if self._listed is not None:
            by_name = {one.name: one for one in self._listed.record_type.fields}
            fields = [by_name[name] for name in self._names() if name in by_name]
            self.model.set_columns([Column(one, self.context.text(one.label)) for one in fields])

    def _names(self) -> tuple[str, ...]:
        if self._listed is None:
            return ()
        chosen = self._shown.get(self._type)
        return chosen or tuple(one.name for one in columns_of(self._listed.record_type))

    def _ids(self) -> tuple[str, ...]:
        return tuple(row.id for row in self.model.rows())

    def _show(self, field: Field, row: Row) -> str:
        if self._listed is None:
            return ""
        options = self._listed.choices.options.get(field.name, ())
        about = FieldContext(
            self.context, field, options, str(row.get(field.currency_field) or self.context.document.currency)
        )
        return about.show(row.get(field.name))

    def _key(self, text: str) -> object:
        translator = self.context.translator
        return translator.sort_key(text)

    def _count(self) -> None:
        shown, total = self.model.rowCount(), self.model.total()
        said = NP_("{n} record", "{n} records", total)
        if shown != total:
            said = N_("{shown} of {total} records are shown", shown=shown, total=total)
        self.binder.text(self.count.setText, said)

    def _mark(self, row_id: str) -> None:
        self.table.blockSignals(True)
        self.table.selectionModel().blockSignals(False)
        if row_id and row_id not in self.table.chosen():
            self.table.choose(row_id)
        self.table.blockSignals(False)

    def _leave_type(self) -> None:
        self._listed, self._chosen, self._help = None, "", None
        self._stale = {}
        self.filter.clear_words()
        self.columns_card.hide()
        self.model.set_rows(())
        if self._form is not None:
            self._form.hide()
            self._form.setParent(None)
            self._form.deleteLater()
            self._form = None


def _add_words(record_type: RecordType) -> Label:
    return record_type.add or N_("Add {what}", what=record_type.label)


def _create(workspace: Workspace, type_name: str, values: Mapping[str, object] | None = None) -> Row:
    return workspace.records.create(type_name, values)[0]


def _delete(workspace: Workspace, type_name: str, row_id: str) -> object:
    return workspace.records.delete(type_name, row_id)


def _rows(workspace: Workspace, type_name: str, ids: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple(row for one in ids if (row := workspace.records.get(type_name, one)) is not None)
