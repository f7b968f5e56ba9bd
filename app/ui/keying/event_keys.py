"""The sheets of an event: rows, totals and running tallies of one sheet at a time, and the notes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.fields import NO, YES
from app.core.messages import N_, Message
from app.services.attendance import COUNTS_ONLY, PARTS, SheetState, part_options, rows_of
from app.services.keying import KeyedEvent, explain_sheet, keep_row, keep_total
from app.ui.context import UiContext
from app.ui.forms.registry import FieldContext
from app.ui.keying.cells import turn_of
from app.ui.keying.grid import CHOICE, NAME, TEXT, KeyColumn, KeyGrid
from app.ui.keying.key_form import parted
from app.ui.keying.totals import SheetTotals, TallyPanel
from app.ui.widgets.binder import Binder
from app.ui.widgets.choice import CheckBox
from app.ui.widgets.layouts import FlowLayout, clear, growing

if TYPE_CHECKING:
    from app.services.workspace import Workspace

SHEETS, NOTES = "sheets", "notes"
PANEL_EM = 17.0


class EventKeys(QWidget):
    """Shows one sheet or the notes of an event, and keeps every row as it is typed.

    Signals:
        hint: a message, or the column whose choices are to be shown.
        before: Shift+Enter in the first row: back to the event form.
        done: Enter behind the last note.
        counted: how far the sheet is, in one line.

    Args:
        context: lane, words, theme.
        side: a place beside the rows that does not scroll away with them.
    """

    hint = Signal(object)
    counted = Signal(object)
    before = Signal()
    done = Signal()

    def __init__(self, context: UiContext, side: QVBoxLayout) -> None:
        super().__init__()
        self._context, self._binder, self._side = context, Binder(context), side
        self._event: KeyedEvent | None = None
        self._part, self.sheet_number, self._beside = SHEETS, 1, True
        self.grid: KeyGrid | None = None
        self.notes: KeyGrid | None = None
        self.totals: SheetTotals | None = None
        self.panel: TallyPanel | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._make_sheet())
        self._notes_place = QWidget()
        self._notes_box = QVBoxLayout(self._notes_place)
        self._notes_box.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._notes_place)
        self.show_part(SHEETS)

    # -- what people do

    def show_part(self, part: str) -> None:
        """Show the sheets or the notes."""
        self._part = part
        self._sheet_place.setVisible(part == SHEETS)
        self._notes_place.setVisible(part == NOTES)

    def start(self) -> None:
        """Put the keyboard where typing goes on."""
        if self._part == NOTES:
            if self.notes is not None:
                self.notes.focus_end()
        elif self.grid is not None and not self.grid.isHidden():
            self.grid.focus_end()
        elif self.totals is not None:
            self.totals.focus_first()

    def turn(self, step: int) -> None:
        """Go to another sheet and put the keyboard into its first empty row."""
        self.flush()
        self.sheet_number = max(1, self.sheet_number + step)
        if self._event is not None:
            self._show_sheet(self._event, own=True)  # nothing of the other sheet stays in a box
        self.start()

    def delete_row(self) -> None:
        """Take the row with the keyboard away; undo brings it back."""
        for grid, kind in ((self.grid, "attendance"), (self.notes, "feedback_note")):
            row = grid.current() if grid is not None else None
            if row is not None and row.stored:
                self._context.lane.submit(partial(_delete, kind=kind, record=row.id))

    def flush(self) -> None:
        """Hand on what was typed, now."""
        for part in (self.grid, self.notes, self.totals):
            if part is not None:
                part.flush()

    def forget(self) -> None:
        """Make room for another event."""
        for box in (self._rows_box, self._side, self._below, self._notes_box):
            clear(box)
        self.grid = self.notes = None
        self.totals, self.panel, self._event = None, None, None
        self.sheet_number = 1
        self.phones.setChecked(False)

    def show_event(self, event: KeyedEvent, *, own: bool = False) -> None:
        """Show what is stored; cells that are being typed in keep what is typed."""
        self._event = event
        if self.grid is None:
            self._make(event)
        self._show_sheet(event, own=own)
        if self.notes is not None:
            self.notes.show_rows(rows_of(event.row, "feedback_notes"), own=own)
        self._arrange()

    def refresh(self) -> None:
        """Say everything again, after the language or the theme changed."""
        self._binder.refresh()
        metrics = self._context.theme.metrics
        self._rows_box.setSpacing(metrics.u(1))
        self._make_anew()

    def _make_anew(self) -> None:
        event, number, phones = self._event, self.sheet_number, self.phones.isChecked()
        if event is not None:
            held = any(grid is not None and grid.current() is not None for grid in (self.grid, self.notes))
            self.flush()
            self.forget()
            self.sheet_number = number
            self.phones.setChecked(phones)
            self.show_event(event)
            if held:
                self.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the sheets over with Page Down and Page Up."""
        step = turn_of(event)
        if self._part == SHEETS and step:
            self.turn(step)
            return
        super().keyPressEvent(event)

    # -- layout

    def _make_sheet(self) -> QWidget:
        self._sheet_place = QWidget()
        outer = QVBoxLayout(self._sheet_place)
        outer.setContentsMargins(0, 0, 0, 0)
        make, metrics = self._binder.button, self._context.theme.metrics
        self.sheet_name = self._binder.label(None, "section", wrap=False)
        back = make(N_("Sheet before"), partial(self.turn, -1), icon="arrow-left", kind="quiet", name="key_before")
        after = make(N_("Next sheet"), partial(self.turn, 1), icon="arrow-right", kind="quiet", name="key_after")
        self.only = CheckBox(self._context.theme)
        self.only.setObjectName("key_counts_only")
        self._binder.text(self.only.setText, N_("Keep counts only, no names"))
        self.only.clicked.connect(self._on_only)
        self.phones = CheckBox(self._context.theme)
        self.phones.setObjectName("key_phones")
        self._binder.text(self.phones.setText, N_("The sheets have telephone numbers"))
        self.phones.clicked.connect(self._on_phones)
        flow = FlowLayout(gap=metrics.u(0.5))
        for one in (self.sheet_name, back, after, self.only, self.phones):
            flow.addWidget(one)
        outer.addLayout(flow)
        self._rows_box, self._below = QVBoxLayout(), QVBoxLayout()
        self._rows_box.setSpacing(metrics.u(1))
        outer.addLayout(self._rows_box)
        outer.addLayout(self._below)
        return self._sheet_place

    def _make(self, event: KeyedEvent) -> None:
        labels, choices = event.labels, event.choices
        columns = (
            KeyColumn("name", N_("Name"), NAME, weight=5),
            *(KeyColumn(part, labels[part], CHOICE, choices[part], part_options(part), 3) for part in PARTS),
        )
        if self._has_phones(event):
            about = FieldContext(self._context, event.phone, (), self._context.document.currency)
            read = parted(about.parse)
            columns = (*columns, KeyColumn("phone", event.phone.label, TEXT, weight=4, parse=read, show=about.show))
        self.grid = KeyGrid(self._context, columns, event.people, name="sign_in")
        self.grid.row_kept.connect(self._on_row)
        self.totals = SheetTotals(self._context, labels, choices)
        self.grid.ended.connect(self.totals.focus_first)
        self.grid.began.connect(self.before)
        self.grid.hint.connect(self.hint)
        self.totals.total_kept.connect(self._on_total)
        self.totals.explained.connect(self._on_explained)
        self.totals.ended.connect(partial(self.turn, 1))
        self.totals.began.connect(self.start)
        self.totals.hint.connect(self.hint)
        self._rows_box.addWidget(self.grid)
        self._rows_box.addWidget(growing(self.totals))
        self._rows_box.addStretch(1)
        self.panel = TallyPanel(self._context, labels, choices)
        notes = (
            KeyColumn("quote", N_("In their words"), TEXT, weight=6),
            KeyColumn("language", labels["language"], CHOICE, choices["language"], part_options("language"), 2),
            KeyColumn("topic", N_("Topic"), TEXT, weight=3),
            KeyColumn("reply", N_("May we write to you"), CHOICE, (YES, NO), weight=2),
        )
        self.notes = KeyGrid(self._context, notes, name="notes")
        self.notes.row_kept.connect(self._on_note)
        self.notes.ended.connect(self.done)
        self.notes.hint.connect(self.hint)
        self._notes_box.addWidget(self.notes)

    def arrange(self, *, beside: bool) -> None:
        """Put the tallies beside the rows where there is room, else below them."""
        self._beside = beside
        self._arrange()

    def _arrange(self) -> None:
        if self.panel is None:
            return
        wide = self._context.theme.metrics.em(PANEL_EM)
        self.panel.setMinimumWidth(wide if self._beside else 0)
        self.panel.setMaximumWidth(wide if self._beside else 16_777_215)
        box, other = (self._side, self._below) if self._beside else (self._below, self._side)
        if other.indexOf(self.panel) >= 0:
            other.removeWidget(self.panel)
        if box.indexOf(self.panel) < 0:
            box.addWidget(self.panel)

    def _show_sheet(self, event: KeyedEvent, *, own: bool) -> None:
        only = event.row.get("attendance_kept") == COUNTS_ONLY
        self.only.setChecked(only)
        count = max([self.sheet_number, *(one.number for one in event.states)])
        said = N_("Sheet {number} of {count}", number=self.sheet_number, count=count)
        self._binder.text(self.sheet_name.setText, said)
        mine = [one for one in rows_of(event.row, "attendance") if (one.get("sheet") or 1) == self.sheet_number]
        if self.grid is not None:
            self.grid.setVisible(not only)
            self.grid.know(event.people)
            self.grid.show_rows(mine, own=own)
        if self.totals is not None:
            self.totals.show_sheet(event.row, self.sheet_number, self._state(event), own=own)
        if self.panel is not None:
            self.panel.show_event(event.row, self.sheet_number, event.states, event.difference)
        self.counted.emit(self._line(event, len(mine)))

    def _state(self, event: KeyedEvent) -> SheetState | None:
        return next((one for one in event.states if one.number == self.sheet_number), None)

    def _line(self, event: KeyedEvent, rows: int) -> Message:
        """Say how far the sheet is, in one line that is always in sight."""
        state = self._state(event)
        if state is not None and state.differences and not state.settled:
            return state.differences[0].said
        return N_("Sheet {number}: {n} typed in", number=self.sheet_number, n=state.typed if state else rows)

    def _has_phones(self, event: KeyedEvent) -> bool:
        """Say whether the paper has a column for telephone numbers: somebody said so, or one was typed before."""
        if not self.phones.isChecked() and any(one.get("phone") for one in rows_of(event.row, "attendance")):
            self.phones.setChecked(True)
        return self.phones.isChecked()

    # -- what is kept

    def _on_row(self, record: str, values: Mapping[str, object], left: Mapping[str, str]) -> None:
        self._keep("attendance", record, {**values, "sheet": self.sheet_number}, left)

    def _on_note(self, record: str, values: Mapping[str, object], left: Mapping[str, str]) -> None:
        if "reply" in values:
            values = {**values, "reply": {"yes": True, "no": False}.get(str(values["reply"]))}
        self._keep("feedback_note", record, values, left)

    def _keep(self, kind: str, record: str, values: Mapping[str, object], left: Mapping[str, str]) -> None:
        if self._event is not None:
            parent = self._event.row.id
            work = partial(keep_row, type_name=kind, parent=parent, record=record, values=values, pending=left)
            self._context.lane.submit(work)

    def _on_total(self, part: str, key: str, number: object) -> None:
        if self._event is not None:
            count = number if isinstance(number, int) else None
            event, sheet = self._event.row.id, self.sheet_number
            self._context.lane.submit(partial(keep_total, event=event, sheet=sheet, part=part, key=key, number=count))

    def _on_explained(self, words: str) -> None:
        if self._event is not None:
            event, sheet = self._event.row.id, self.sheet_number
            self._context.lane.submit(partial(explain_sheet, event=event, sheet=sheet, words=words))

    def _on_phones(self) -> None:
        """Show or leave out the column; what was typed in it stays."""
        self._make_anew()
        self.start()

    def _on_only(self) -> None:
        if self._event is not None:
            event = self._event.row.id
            values = {"attendance_kept": COUNTS_ONLY if self.only.isChecked() else "names"}
            self._context.lane.submit(lambda workspace: workspace.records.change("event", event, values))


def _delete(workspace: Workspace, kind: str, record: str) -> object:
    return workspace.records.delete(kind, record)
