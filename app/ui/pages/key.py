"""The keyed screen: a code from the paper, then its questions and rows in the order of the paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.fields import Row
from app.core.messages import N_, Label, own_words
from app.services.event_packet import PACKET_SKIP
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
from app.ui.context import UiContext
from app.ui.forms.record_data import keep
from app.ui.keying.cells import focus
from app.ui.keying.event_keys import NOTES, PANEL_EM, SHEETS, EventKeys
from app.ui.keying.grid import KeyColumn
from app.ui.keying.key_form import KeyForm
from app.ui.pages.base import Page
from app.ui.widgets.binder import Said
from app.ui.widgets.card import button_row
from app.ui.widgets.dialogs import dialogs_of
from app.ui.widgets.editor import Edit
from app.ui.widgets.help import HelpText
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import PageScroll, growing
from app.ui.widgets.shapes import DONE, NOTICE, PROBLEM
from app.ui.widgets.status import StatusWord
from app.ui.widgets.tab_row import TabRow

if TYPE_CHECKING:
    pass

FORM = "form"
BESIDE_EM = 46.0
SOON_MS = 30
SCAN_PATTERN = "PDF, JPEG, PNG, TIFF, HEIC (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.heic)"


class KeyPage(Page):
    """Types a paper form in without the mouse; everything is kept from the first key stroke."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._type, self._record = "", ""
        self._event: KeyedEvent | None = None
        self._form: KeyedForm | None = None
        self._part, self._making = FORM, False
        self._waiting: list[tuple[str, Edit]] = []
        self._fresh = True
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask)
        self._lay_out()

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        if self._event is not None and self._event.row.title:
            title = self._event.row.title  # alone, so that a long one has room beside the help with large text
            return own_words(title)
        if self._form is not None:
            return N_("Type in: {title}", title=self._form.record_type.label)
        return N_("Key a paper form")

    def wants_help(self) -> bool:
        """Rows and tallies need the room."""
        return False

    def help_text(self) -> HelpText | None:
        """Return the keys of the screen."""
        return HelpText(
            N_("Key a paper form"),
            why=N_("What stands on paper is typed in its own order. The mouse is not needed."),
            how=(
                N_("Enter goes on, Shift+Enter goes back."),
                N_("F4 repeats what stands above. Ctrl+' does the same."),
                N_("Page Down goes from the form to the sheets, then to the next sheet; Page Up goes back."),
                N_("Ctrl+Z takes back a whole row."),
            ),
            mistake=N_("Type the sheet's own total from the paper, not from the screen. Only then a slip shows."),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Open the question for a code (), a blank form (type), or the form of a record (type, id)."""
        type_name, record = (*args, "", "")[:2]
        if (type_name, record) != (self._type, self._record):
            self._type, self._record = type_name, record
            self._event, self._form, self._part = None, None, FORM
            self._fresh = True
            self._waiting = []
            self.said.hide()
            self.tabs.choose(FORM)
            self.sheets.forget()
        self._show_parts()
        for part in (self.ask, self.form, self.sheets, self.scan_button):
            part.setDisabled(self.context.document.read_only)
        if self.context.document.read_only:
            self._tell(NOTICE, N_("This file is open to read only, so nothing can be typed in."))
        if type_name:
            self._ask()
        else:
            self.code.clear()
            focus(self.code)

    def on_changes(self, changes: object) -> None:
        """Read the paper anew where its record changed, once for several changes."""
        mine = {self._type, "event", "attendance", "sign_in_sheet", "sheet_count", "feedback_note", "person"}
        mine |= {one.target for one in self._form.fields if one.target} if self._form else set()
        if self._type and any(one.type in mine for one in getattr(changes, "changes", ())):
            self._soon.start()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what shortcuts do here."""
        return {"delete": self.sheets.delete_row}

    def focus_first(self) -> None:
        """Put the keyboard where typing begins: the code, the first question, or the first empty row."""
        if not self._type:
            focus(self.code)
        elif self._part == FORM and self._form is not None:
            self.form.focus_first()
        elif self._part != FORM:
            self.sheets.start()
        else:
            super().focus_first()

    def leave(self) -> None:
        """Hand on what was typed."""
        self.sheets.flush()
        self.form.flush()
        super().leave()

    def retranslate(self) -> None:
        """Say everything again and space it."""
        super().retranslate()
        self._space()
        self.tabs.refresh()
        self.said.refresh()
        self.form.refresh()
        self.sheets.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the tallies beside the rows where there is room."""
        super().resizeEvent(event)
        self._arrange()

    # -- layout

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.scroller = PageScroll()
        self._body = self.scroller.body
        self.scroller.verticalScrollBar().rangeChanged.connect(self._follow)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.scroller, 1)
        self.side = PageScroll()
        self.side.setObjectName("key_side")
        across.addWidget(self.side)
        outer.addLayout(across, 1)
        make = self.binder.button
        self.said = StatusWord(self.context, DONE, "", wrap=True)
        self.said.setObjectName("key_said")
        self._body.addWidget(self.said)
        self.said.hide()
        self._body.addWidget(self._make_ask())
        self.head = QWidget()
        row = QVBoxLayout(self.head)
        row.setContentsMargins(0, 0, 0, 0)
        self.about = self.binder.label(None, "body")
        row.addWidget(growing(self.about))
        self.scan_button = make(N_("Attach a scan"), self._on_scan, icon="paperclip", name="key_scan")
        self.paper_button = make(
            N_("Print the papers"), self._on_papers, icon="printer", kind="quiet", name="key_papers"
        )
        self.record_button = make(N_("Open the record"), self._on_record, kind="quiet", name="key_record")
        self.next_button = make(N_("Key another form"), self._on_next, kind="primary", name="key_next")
        row.addLayout(button_row(self.scan_button, self.paper_button, self.record_button, self.next_button))
        self.tabs = TabRow(
            self.context,
            ((FORM, N_("Event form")), (SHEETS, N_("Sign-in sheets")), (NOTES, N_("Feedback notes"))),
        )
        self.tabs.chosen.connect(self._go_part)
        row.addWidget(self.tabs)
        self._body.addWidget(self.head)
        self.form = KeyForm(self.context)
        self.form.setObjectName("key_form")
        self.form.edited.connect(self._on_edited)
        self.form.row_kept.connect(self._on_form_row)
        self.form.ended.connect(self._on_form_ended)
        self.form.skipped.connect(self._on_form_ended)
        self.form.hint.connect(self._on_hint)
        self._body.addWidget(self.form)
        self.sheets = EventKeys(self.context, self.side.body)
        self.sheets.counted.connect(self._on_counted)
        self.sheets.hint.connect(self._on_hint)
        self.sheets.before.connect(partial(self._go_part, FORM))
        self.sheets.done.connect(self._on_done)
        self._body.addWidget(self.sheets)
        self.hint = self.binder.label(None, "body")
        self.hint.setObjectName("key_hint")
        self.hint_bar = QWidget()
        self._hint_box = QVBoxLayout(self.hint_bar)
        self._hint_box.addWidget(growing(self.hint))
        self.count = self.binder.label(None, "strong")
        self.count.setObjectName("key_count")
        self._hint_box.addWidget(growing(self.count))
        outer.addWidget(self.hint_bar)
        self._space()
        self._show_parts()

    def _make_ask(self) -> QWidget:
        """Return the question for the code."""
        self.ask = QWidget()
        inner = QVBoxLayout(self.ask)
        inner.setContentsMargins(0, 0, 0, 0)
        label = self.binder.label(
            N_("Write the code from the top right corner of the paper, such as EV-7K2."), "strong"
        )
        inner.addWidget(growing(label))
        self.code = LineEdit()
        self.code.setObjectName("key_code")
        self.code.setMaximumWidth(self.context.theme.metrics.em(18))
        label.setBuddy(self.code)
        self.binder.text(self.code.setAccessibleName, N_("Code of the paper form"))
        self.code.returnPressed.connect(self._on_code)
        inner.addWidget(self.code)
        inner.addLayout(
            button_row(self.binder.button(N_("Open the form"), self._on_code, kind="primary", name="key_open"))
        )
        return self.ask

    def _space(self) -> None:
        metrics = self.context.theme.metrics
        self._body.setContentsMargins(metrics.u(2), metrics.u(1.25), metrics.u(2), metrics.u(2))
        self._body.setSpacing(metrics.u(0.75))
        self.side.body.setContentsMargins(metrics.u(0.5), metrics.u(1.25), metrics.u(1), metrics.u(1))
        self._hint_box.setContentsMargins(metrics.u(2), metrics.u(0.5), metrics.u(2), metrics.u(0.5))
        self.code.setMaximumWidth(metrics.em(18))

    def _show_parts(self) -> None:
        """Show the question for a code, a form, or the part of an event that is being typed."""
        asked, event = not self._type, self._event is not None
        self.ask.setVisible(asked)
        self.head.setVisible(not asked)
        self.tabs.setVisible(event)
        self.form.setVisible(not asked and (not event or self._part == FORM))
        self.sheets.setVisible(event and self._part != FORM)
        self.scan_button.setVisible(event)
        self.paper_button.setVisible(not asked)
        self.record_button.setVisible(bool(self._record))
        self.next_button.setVisible(not asked and not event)
        self.hint_bar.setVisible(not asked)
        self.count.setVisible(event and self._part == SHEETS)
        self._arrange()

    def _arrange(self) -> None:
        metrics = self.context.theme.metrics
        beside = self.width() >= metrics.em(BESIDE_EM)
        self.sheets.arrange(beside=beside)
        self.side.setVisible(beside and self._event is not None and self._part == SHEETS)
        self.side.setFixedWidth(metrics.em(PANEL_EM) + metrics.u(3))

    # -- reading

    def _ask(self) -> None:
        kind, record = self._type, self._record
        skip = PACKET_SKIP if kind == "event" else frozenset[str]()
        if self._part == FORM or self._form is None:
            self.context.lane.submit(partial(gather_form, type_name=kind, record=record, skip=skip), self._on_form)
        if kind == "event" and record:
            self.context.lane.submit(partial(gather_event, event_id=record), self._on_event)

    def _on_form(self, form: KeyedForm) -> None:
        if form.record_type.name != self._type or (form.row.id if form.row else "") != (
            self._record if form.row else ""
        ):
            return
        self._form = form
        self.form.show_form(form, own=self.context.own_undo)
        if self._type != "event" or not self._record:
            said = N_("Form {code}. Everything is kept as you type.", code=form.code)
            self.binder.text(self.about.setText, said)
        self._show_parts()
        self.title_changed.emit()
        if self._fresh and self._part == FORM:
            self._fresh = False
            self.form.focus_first()

    def _on_event(self, event: KeyedEvent | None) -> None:
        if event is None:
            self._tell(NOTICE, N_("This event is no longer there. The bin may still have it."))
            return
        if event.row.id != self._record:
            return
        self._event = event
        said = N_("Code {code}. Everything is kept as you type.", code=event.code)
        self.binder.text(self.about.setText, said)
        self.sheets.show_event(event, own=self.context.own_undo)
        self._show_parts()
        self.title_changed.emit()

    # -- answers

    def _on_code(self) -> None:
        self.code.commit_composition()
        text = self.code.text()
        if text.strip():
            self.context.lane.submit(partial(read_code, text=text), self._on_answer)

    def _on_answer(self, answer: CodeAnswer) -> None:
        if not answer.route:
            self._tell(PROBLEM, answer.said or N_("No form has this code."))
            self.code.selectAll()
            focus(self.code)
            return
        self.context.go(answer.route)
        if answer.said is not None:
            self._tell(NOTICE, answer.said)

    def _on_edited(self, name: str, edit: Edit) -> None:
        if self._record:
            kind, record = self._type, self._record
            work = partial(keep, type_name=kind, row_id=record, name=name, edit=edit, visit=f"key-{record}-{name}")
            self.context.lane.submit(work)
            return
        self._waiting.append((name, edit))
        self._make()

    def _make(self) -> None:
        """Make the record with the first key stroke."""
        if not self._making:
            self._making = True
            kind = self._type
            self.context.lane.submit(lambda workspace: workspace.records.create(kind)[0], self._on_made)

    def _on_made(self, row: Row) -> None:
        self._making = False
        self._record = row.id
        waiting, self._waiting = self._waiting, []
        for name, edit in waiting:
            self._on_edited(name, edit)
        self._ask()

    def _on_form_row(self, row_type: str, record: str, values: Mapping[str, object], left: Mapping[str, str]) -> None:
        if self._record:
            self._keep_row(row_type, record, values, left)
        else:
            self._make()
            self.context.lane.submit(
                lambda _workspace: None, lambda _nothing: self._keep_row(row_type, record, values, left)
            )

    def _keep_row(self, kind: str, record: str, values: Mapping[str, object], left: Mapping[str, str]) -> None:
        work = partial(keep_row, type_name=kind, parent=self._record, record=record, values=values, pending=left)
        self.context.lane.submit(work)

    def _on_form_ended(self) -> None:
        if self._event is not None:
            self._go_part(SHEETS)
        else:
            focus(self.next_button)

    def _on_next(self) -> None:
        self.form.flush()
        self.form.remember()
        self.context.lane.submit(lambda _workspace: None, self._on_next_ready)

    def _on_next_ready(self, _nothing: object) -> None:
        self.form.remember()
        self._record, self._fresh = "", True
        self.scroller.verticalScrollBar().setValue(0)
        self._ask()

    def _go_part(self, part: str) -> None:
        self.leave()
        self._part = part
        self.tabs.choose(part)
        self._show_parts()
        self.scroller.verticalScrollBar().setValue(0)
        if part == FORM:
            self._ask()
            self.form.focus_first()
        else:
            self.sheets.show_part(part)
            self.sheets.start()

    def _follow(self, *_range: int) -> None:
        """Keep what is typed in sight when rows come or the hint takes more lines."""
        focused = self.focusWidget()
        if focused is not None and self.scroller.isAncestorOf(focused):
            self.scroller.follow(focused)

    def _on_done(self) -> None:
        focus(self.scan_button)

    def _on_scan(self) -> None:
        sheet = self.sheets.sheet_number if self._part == SHEETS else 0
        title = self.context.text(N_("Attach a scan"))
        for path in dialogs_of(self.context).open_files(self, title, SCAN_PATTERN):
            work = partial(attach_scan, event=self._record, sheet=sheet, path=path)
            self.context.lane.submit(work, partial(self._on_attached, path.name))

    def _on_attached(self, name: str, _record: str) -> None:
        self._tell(DONE, N_("{name} is kept as evidence of this event.", name=name))

    def _on_papers(self) -> None:
        self.context.go(f"paper:event:{self._record}" if self._event is not None else f"paper:{self._type}")

    def _on_record(self) -> None:
        self.context.go(f"record:{self._type}:{self._record}")

    def _on_counted(self, said: Label) -> None:
        self.binder.text(self.count.setText, said)

    def _on_hint(self, said: object) -> None:
        if isinstance(said, KeyColumn):
            shown = "   ".join(
                f"{number}\u00a0{self.context.text(one.label)}" for number, one in enumerate(said.choices, 1)
            )
            self.binder.text(self.hint.setText, N_("{field}:   {choices}", field=said.label, choices=shown))
        else:
            words: Said = said  # type: ignore[assignment]
            self.binder.text(self.hint.setText, words)

    def _tell(self, shape: str, said: Label) -> None:
        self.said.say(shape, said)
        self.said.show()
