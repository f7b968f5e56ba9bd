"""The list of any record type with its form beside it, made from the declaration alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from app.core.fields import Kind, RecordType, Row
from app.core.messages import N_, Label
from app.ui.context import UiContext
from app.ui.forms.record_data import SINGLE, Listed, Opened, gather, keep, open_row, touched
from app.ui.forms.record_form import RecordForm
from app.ui.forms.record_list import RecordList
from app.ui.forms.record_side import RecordSide
from app.ui.forms.registry import Choices
from app.ui.pages.base import Page
from app.ui.widgets.editor import Edit
from app.ui.widgets.help import HelpText

if TYPE_CHECKING:
    from app.services.workspace import Workspace

BESIDE_EM = 44.0
WITH_HELP_EM = 96.0
FORM_SHARE = (5, 6)
SOON_MS = 30


class RecordsPage(Page):
    """Lists one record type; the chosen record is edited beside the list, or in its place where room is short."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._type, self._chosen, self._field = "", "", ""
        self._listed: Listed | None = None
        self._help: HelpText | None = None
        self._new = self._form_only = False
        self._stale: dict[str, bool] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._catch_up)
        self.list, self.side = RecordList(context, self.add), RecordSide(context)
        self.model, self.table, self.filter = self.list.model, self.list.table, self.list.filter
        self._lay_out()

    @property
    def form(self) -> RecordForm | None:
        """The form of the open type."""
        return self.side.form

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
        self._ask()

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
        self.list.refresh()
        self.side.refresh()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the form beside the list where there is room."""
        super().resizeEvent(event)
        self._arrange()

    # -- what people do

    def add(self) -> None:
        """Make a record and open its form at the first field; what lies in the closed drawer leads to its page."""
        if self._listed is not None and self._listed.closed is not None:
            self.context.go("drawer")
            return
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

    def bring_in(self) -> None:
        """Go where records of this type come in from a file."""
        self.context.go(f"import:{self._type}")

    def export(self) -> None:
        """Write the shown rows into an Excel workbook."""
        if self.context.outputs is not None:
            self.context.outputs.save_records(self._type, self.list.ids(), self.list.names())

    def print_list(self) -> None:
        """Print the shown rows as a list, with the columns that were chosen, else those that hold anything."""
        if self.context.outputs is not None:
            self.context.outputs.print_records(self._type, self.list.ids(), self.list.chosen())

    # -- layout

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list, FORM_SHARE[0])
        row.addWidget(self.side, FORM_SHARE[1])
        self.table.opened.connect(self._on_opened)
        self.table.activated_row.connect(self._on_activated)
        self.list.import_asked.connect(self.bring_in)
        self.list.export_asked.connect(self.export)
        self.list.print_asked.connect(self.print_list)
        self.list.columns_chosen.connect(self._ask)
        self.side.list_asked.connect(self._on_to_list)
        self.side.delete_asked.connect(self.delete)
        self.side.history_asked.connect(self._on_history)
        self.side.photos_added.connect(self._load_row)
        self.side.erased.connect(self._on_erased)
        self.retranslate()

    def _arrange(self) -> None:
        """Show the list, the form, or both."""
        single = self._type in SINGLE
        beside = self.width() >= self.context.theme.metrics.em(BESIDE_EM)
        has_form = self.form is not None and bool(self._chosen or single)
        only_form = has_form and (single or (self._form_only and not beside))
        self.side.setVisible(has_form and (beside or only_form))
        self.list.setVisible(not single and not only_form)
        self.side.arrange(self._type, with_list=not only_form)

    # -- answers

    def _ask(self) -> None:
        """Read the list, no more of each record than is shown."""
        work = partial(gather, type_name=self._type, names=self.list.wanted(self._type))
        self.context.lane.submit(work, self._on_listed)

    def _on_listed(self, listed: Listed) -> None:
        if listed.record_type.name != self._type:
            return
        self._listed = listed
        self.list.show_listed(listed)
        if listed.closed is not None:
            self._chosen, self._form_only = "", False
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
        self.side.show_row(row, Choices(choices.options, opened.hidden, choices.types))
        self._listed = self._listed.with_rows((row,))
        self.list.show_rows(self._listed)
        self._arrange()
        self.list.mark(row.id)
        if self._new or self._field:
            form.focus_field(self._field)
            self._new, self._field = False, ""

    def _make_form(self, record_type: RecordType) -> RecordForm:
        form, fresh = self.side.make_form(record_type)
        if fresh:
            form.edited.connect(self._on_edited)
            form.row_add_asked.connect(self._on_row_add)
            form.row_remove_asked.connect(self._on_row_remove)
            form.row_move_asked.connect(self._on_row_move)
            form.help_changed.connect(self._on_help)
        return form

    def _on_added(self, row: Row) -> None:
        self._chosen, self._form_only = row.id, True
        self._ask()

    def _on_deleted(self, _changes: object) -> None:
        self.context.notice(N_("The record is in the bin. Undo brings it back."), lead=(N_("Open the bin"), "bin"))
        self._arrange()

    def _on_erased(self) -> None:
        """The record is gone for good: nothing is open any more."""
        self._chosen, self._form_only = "", False
        self._ask()

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
            self._ask()
            return
        if self._chosen in stale:
            self._load_row()
        others = tuple(key for key in stale if key != self._chosen)
        if others:
            self.context.lane.submit(partial(_rows, type_name=self._type, ids=others), self._on_rows)

    def _on_rows(self, rows: tuple[Row, ...]) -> None:
        if self._listed is not None and all(row.type == self._type for row in rows):
            self._listed = self._listed.with_rows(rows)
            self.list.show_rows(self._listed)

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

    def _on_to_list(self) -> None:
        self.leave()
        self._form_only, self._help = False, None
        self._arrange()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.help_changed.emit()

    def _on_help(self, help_text: HelpText) -> None:
        self._help = help_text
        self.help_changed.emit()

    def _leave_type(self) -> None:
        self._listed, self._chosen, self._help = None, "", None
        self._stale = {}
        self.list.forget()
        self.side.forget()


def _create(workspace: Workspace, type_name: str, values: Mapping[str, object] | None = None) -> Row:
    return workspace.records.create(type_name, values)[0]


def _delete(workspace: Workspace, type_name: str, row_id: str) -> object:
    return workspace.records.delete(type_name, row_id)


def _rows(workspace: Workspace, type_name: str, ids: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple(row for one in ids if (row := workspace.records.get(type_name, one)) is not None)
