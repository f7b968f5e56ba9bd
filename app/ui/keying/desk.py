"""What the keyed screen does: reads the paper and its record, and keeps every key stroke in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.fields import Row
from app.core.messages import N_, Label, own_words
from app.services.keying import (
    CodeAnswer,
    KeyedEvent,
    KeyedForm,
    attach_scan,
    gather_event,
    gather_form,
    keep_row,
    read_code,
)
from app.services.papers.event_packet import PACKET_SKIP
from app.ui.context import UiContext
from app.ui.forms.record_data import keep
from app.ui.widgets.editor import Edit
from app.ui.widgets.shapes import DONE, NOTICE, PROBLEM

SOON_MS = 30
OF_EVENT = frozenset({"event", "attendance", "sign_in_sheet", "sheet_count", "feedback_note", "person"})


class KeyDesk(QObject):
    """Behaviour of the keyed screen, for one paper at a time.

    Signals:
        form_read: a :class:`KeyedForm`.
        event_read: a :class:`KeyedEvent`.
        told: shape and words of what a person has to know.
        unknown: no form has the code that was written.
        emptied: the form before is kept, the next one can be typed.

    Attributes:
        type, record: what is typed in; "" before a form is chosen, and before its record is made.
        keyed_form, keyed_event: as last read.

    Args:
        context: lane, way around.
        parent: the page.
    """

    form_read = Signal(object)
    event_read = Signal(object)
    told = Signal(str, object)
    unknown = Signal()
    emptied = Signal()

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.type, self.record = "", ""
        self.keyed_event: KeyedEvent | None = None
        self.keyed_form: KeyedForm | None = None
        self._making, self._form_open = False, True
        self._waiting: list[tuple[str, Edit]] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.read)

    # -- reading

    def take(self, type_name: str, record: str) -> bool:
        """Turn to a form (type) or the form of a record (type, id); say whether it is another one than before."""
        if (type_name, record) == (self.type, self.record):
            return False
        self.type, self.record = type_name, record
        self.keyed_event, self.keyed_form, self._form_open = None, None, True
        self._waiting = []
        return True

    def title(self) -> Label:
        """Return what is typed in."""
        title = self.keyed_event.row.title if self.keyed_event is not None else ""
        if title:  # alone, so that a long one has room beside the help with large text
            return own_words(title)
        if self.keyed_form is not None:
            return N_("Type in: {title}", title=self.keyed_form.record_type.label)
        return N_("Key a paper form")

    def look_at(self, *, form: bool) -> None:
        """Say whether the form is looked at; beside an open sheet it is not read again."""
        self._form_open = form

    def changed(self, changes: object) -> None:
        """Read the paper anew where its record changed, once for several changes."""
        mine = {self.type} | OF_EVENT
        mine |= {one.target for one in self.keyed_form.fields if one.target} if self.keyed_form else set()
        if self.type and any(one.type in mine for one in getattr(changes, "changes", ())):
            self._soon.start()

    def read(self) -> None:
        """Read the form, and the event with its sheets."""
        kind, record = self.type, self.record
        skip = PACKET_SKIP if kind == "event" else frozenset[str]()
        if self._form_open or self.keyed_form is None:
            self._context.lane.submit(partial(gather_form, type_name=kind, record=record, skip=skip), self._on_form)
        if kind == "event" and record:
            self._context.lane.submit(partial(gather_event, event_id=record), self._on_event)

    def _on_form(self, form: KeyedForm) -> None:
        if form.record_type.name == self.type and (form.row is None or form.row.id == self.record):
            self.keyed_form = form
            self.form_read.emit(form)

    def _on_event(self, event: KeyedEvent | None) -> None:
        if event is None:
            self.told.emit(NOTICE, N_("This event is no longer there. The bin may still have it."))
        elif event.row.id == self.record:
            self.keyed_event = event
            self.event_read.emit(event)

    # -- the code

    def open_code(self, text: str) -> None:
        """Go to the form with the code that stands on the paper."""
        if text.strip():
            self._context.lane.submit(partial(read_code, text=text), self._on_answer)

    def _on_answer(self, answer: CodeAnswer) -> None:
        if not answer.route:
            self.told.emit(PROBLEM, answer.said or N_("No form has this code."))
            self.unknown.emit()
            return
        self._context.go(answer.route)
        if answer.said is not None:
            self.told.emit(NOTICE, answer.said)

    # -- keeping

    def keep(self, name: str, edit: Edit) -> None:
        """Keep an answer; the first one makes the record."""
        if self.record:
            kind, record = self.type, self.record
            work = partial(keep, type_name=kind, row_id=record, name=name, edit=edit, visit=f"key-{record}-{name}")
            self._context.lane.submit(work)
            return
        self._waiting.append((name, edit))
        self._make()

    def keep_row(self, row_type: str, record: str, values: Mapping[str, object], left: Mapping[str, str]) -> None:
        """Keep a row of the form; *left* is what could not be read, as it was typed."""
        if self.record:
            self._keep_row(row_type, record, values, left)
        else:
            self._make()
            self._context.lane.submit(
                lambda _workspace: None, lambda _nothing: self._keep_row(row_type, record, values, left)
            )

    def _keep_row(self, kind: str, record: str, values: Mapping[str, object], left: Mapping[str, str]) -> None:
        work = partial(keep_row, type_name=kind, parent=self.record, record=record, values=values, pending=left)
        self._context.lane.submit(work)

    def _make(self) -> None:
        """Make the record with the first key stroke."""
        if not self._making:
            self._making = True
            kind = self.type
            self._context.lane.submit(lambda workspace: workspace.records.create(kind)[0], self._on_made)

    def _on_made(self, row: Row) -> None:
        self._making = False
        self.record = row.id
        waiting, self._waiting = self._waiting, []
        for name, edit in waiting:
            self.keep(name, edit)
        self.read()

    def attach(self, path: Path, sheet: int) -> None:
        """Keep a scan as evidence of the event, of one of its sheets where *sheet* is not 0."""
        work = partial(attach_scan, event=self.record, sheet=sheet, path=path)
        self._context.lane.submit(work, partial(self._on_attached, path.name))

    def _on_attached(self, name: str, _record: str) -> None:
        self.told.emit(DONE, N_("{name} is kept as evidence of this event.", name=name))

    def begin_another(self) -> None:
        """Turn to the next empty form once the one before is kept."""
        self._context.lane.submit(lambda _workspace: None, self._on_kept)

    def _on_kept(self, _nothing: object) -> None:
        self.record = ""
        self.emptied.emit()
        self.read()
