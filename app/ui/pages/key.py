"""The keyed screen: a code from the paper, then its questions and rows in the order of the paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.messages import N_, Label
from app.services.keying import KeyedEvent, KeyedForm
from app.ui.context import UiContext
from app.ui.keying.cells import focus
from app.ui.keying.desk import KeyDesk
from app.ui.keying.event_keys import NOTES, PANEL_EM, SHEETS, EventKeys
from app.ui.keying.grid import KeyColumn
from app.ui.keying.key_form import KeyForm
from app.ui.pages.base import Page
from app.ui.widgets.binder import Said
from app.ui.widgets.card import button_row
from app.ui.widgets.dialogs import dialogs_of
from app.ui.widgets.help import HelpText
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import PageScroll, growing
from app.ui.widgets.shapes import DONE, NOTICE
from app.ui.widgets.status import StatusWord
from app.ui.widgets.tab_row import TabRow

FORM = "form"
BESIDE_EM = 46.0
SCAN_PATTERN = "PDF, JPEG, PNG, TIFF, HEIC (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.heic)"


class KeyPage(Page):
    """Types a paper form in without the mouse; everything is kept from the first key stroke."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.desk = KeyDesk(context, self)
        self._part, self._fresh = FORM, True
        self._lay_out()
        self._connect()

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return self.desk.title()

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
        if self.desk.take(type_name, record):
            self._part, self._fresh = FORM, True
            self.said.hide()
            self.tabs.choose(FORM)
            self.sheets.forget()
        self._show_parts()
        for part in (self.ask, self.form, self.sheets, self.scan_button):
            part.setDisabled(self.context.document.read_only)
        if self.context.document.read_only:
            self._tell(NOTICE, N_("This file is open to read only, so nothing can be typed in."))
        if type_name:
            self.desk.read()
        else:
            self.code.clear()
            focus(self.code)

    def on_changes(self, changes: object) -> None:
        """Read the paper anew where its record changed, once for several changes."""
        self.desk.changed(changes)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what shortcuts do here."""
        return {"delete": self.sheets.delete_row}

    def focus_first(self) -> None:
        """Put the keyboard where typing begins: the code, the first question, or the first empty row."""
        if not self.desk.type:
            focus(self.code)
        elif self._part == FORM and self.desk.keyed_form is not None:
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
        row.addWidget(self.tabs)
        self._body.addWidget(self.head)
        self.form = KeyForm(self.context)
        self.form.setObjectName("key_form")
        self._body.addWidget(self.form)
        self.sheets = EventKeys(self.context, self.side.body)
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

    def _connect(self) -> None:
        desk, form, sheets = self.desk, self.form, self.sheets
        desk.form_read.connect(self._on_form)
        desk.event_read.connect(self._on_event)
        desk.told.connect(self._tell)
        desk.unknown.connect(self._on_unknown)
        desk.emptied.connect(self._on_emptied)
        self.tabs.chosen.connect(self.go_part)
        form.edited.connect(desk.keep)
        form.row_kept.connect(desk.keep_row)
        form.ended.connect(self._on_form_ended)
        form.skipped.connect(self._on_form_ended)
        form.hint.connect(self._on_hint)
        sheets.counted.connect(self._on_counted)
        sheets.hint.connect(self._on_hint)
        sheets.before.connect(partial(self.go_part, FORM))
        sheets.done.connect(self._on_done)

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
        asked, event = not self.desk.type, self.desk.keyed_event is not None
        self.ask.setVisible(asked)
        self.head.setVisible(not asked)
        self.tabs.setVisible(event)
        self.form.setVisible(not asked and (not event or self._part == FORM))
        self.sheets.setVisible(event and self._part != FORM)
        self.scan_button.setVisible(event)
        self.paper_button.setVisible(not asked)
        self.record_button.setVisible(bool(self.desk.record))
        self.next_button.setVisible(not asked and not event)
        self.hint_bar.setVisible(not asked)
        self.count.setVisible(event and self._part == SHEETS)
        self._arrange()

    def _arrange(self) -> None:
        metrics = self.context.theme.metrics
        beside = self.width() >= metrics.em(BESIDE_EM)
        self.sheets.arrange(beside=beside)
        self.side.setVisible(beside and self.desk.keyed_event is not None and self._part == SHEETS)
        self.side.setFixedWidth(metrics.em(PANEL_EM) + metrics.u(3))

    # -- what was read

    def _on_form(self, form: KeyedForm) -> None:
        self.form.show_form(form, own=self.context.own_undo)
        if self.desk.type != "event" or not self.desk.record:
            said = N_("Form {code}. Everything is kept as you type.", code=form.code)
            self.binder.text(self.about.setText, said)
        self._show_parts()
        self.title_changed.emit()
        if self._fresh and self._part == FORM:
            self._fresh = False
            self.form.focus_first()

    def _on_event(self, event: KeyedEvent) -> None:
        said = N_("Code {code}. Everything is kept as you type.", code=event.code)
        self.binder.text(self.about.setText, said)
        self.sheets.show_event(event, own=self.context.own_undo)
        self._show_parts()
        self.title_changed.emit()

    # -- what the person does

    def _on_code(self) -> None:
        self.code.commit_composition()
        self.desk.open_code(self.code.text())

    def _on_unknown(self) -> None:
        self.code.selectAll()
        focus(self.code)

    def _on_form_ended(self) -> None:
        if self.desk.keyed_event is not None:
            self.go_part(SHEETS)
        else:
            focus(self.next_button)

    def _on_next(self) -> None:
        self.form.flush()
        self.form.remember()
        self.desk.begin_another()

    def _on_emptied(self) -> None:
        self.form.remember()
        self._fresh = True
        self.scroller.verticalScrollBar().setValue(0)

    def go_part(self, part: str) -> None:
        """Go to the form, the sheets or the notes of an event."""
        self.leave()
        self._part = part
        self.desk.look_at(form=part == FORM)
        self.tabs.choose(part)
        self._show_parts()
        self.scroller.verticalScrollBar().setValue(0)
        if part == FORM:
            self.desk.read()
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
            self.desk.attach(path, sheet)

    def _on_papers(self) -> None:
        desk = self.desk
        self.context.go(f"paper:event:{desk.record}" if desk.keyed_event is not None else f"paper:{desk.type}")

    def _on_record(self) -> None:
        self.context.go(f"record:{self.desk.type}:{self.desk.record}")

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
