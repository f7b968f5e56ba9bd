"""One sheet to be typed in: which it is, what is said of it, its questions, and the way to the next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.fields import Option
from app.core.messages import N_
from app.services.questionnaires import QuestionnaireView, SheetHead
from app.services.questionnaires.counts import Filled
from app.services.questionnaires.results import count_words
from app.ui.context import UiContext
from app.ui.questionnaires.sheet_keys import SheetKeys
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import button_row
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.layouts import FlowLayout


class TypingPanel(QWidget):
    """Shows one sheet and hands on what is keyed.

    Signals:
        head_changed: a :class:`SheetHead`.
        next_asked: another sheet is wanted.
        other_asked: -1 for the sheet before, 1 for the one after.
        file_asked: sheets are to come in from a workbook.
        book_asked: a workbook is wanted.
    """

    head_changed = Signal(object)
    next_asked = Signal()
    other_asked = Signal(int)
    file_asked = Signal()
    book_asked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self.binder = context, Binder(context)
        self._asked: object = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        make = self.binder.button
        self._file = make(
            N_("Bring in sheets from Excel"), self.file_asked.emit, icon="upload", kind="quiet", name="bring_sheets"
        )
        book = make(N_("Save as a workbook"), self.book_asked.emit, icon="table", kind="quiet", name="save_workbook")
        box.addLayout(button_row(self._file, book))
        self.which = self.binder.label(None, "section")
        self.which.setObjectName("which_sheet")
        box.addWidget(self.which)
        row = FlowLayout(gap=context.theme.metrics.u(1))
        self.language, self.event_box, self.group = (ChoiceBox(context) for _ in range(3))
        for one, said, name in (
            (self.language, N_("Language of the sheet"), "sheet_language"),
            (self.event_box, N_("Event"), "sheet_event"),
            (self.group, N_("Group of residents"), "sheet_group"),
        ):
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            label = self.binder.label(said, "caption")
            label.setBuddy(one.box)
            one.box.setObjectName(name)
            one.box.setMinimumWidth(context.theme.metrics.em(12))
            self.binder.text(one.name_it, said)
            one.edited.connect(partial(self._on_head, one))
            column.addWidget(label)
            column.addWidget(one)
            row.addWidget(part)
        box.addLayout(row)
        box.addSpacing(context.theme.metrics.u(0.75))
        self.keys = SheetKeys(context)
        self.keys.finished.connect(self.next_asked)
        box.addWidget(self.keys)
        self._next = make(N_("New sheet"), self.next_asked.emit, icon="plus", kind="primary", name="next_sheet")
        self._back = make(
            N_("Earlier sheet"), partial(self.other_asked.emit, -1), icon="arrow-left", name="sheet_before"
        )
        self._on = make(N_("Sheet after"), partial(self.other_asked.emit, 1), icon="arrow-right", name="sheet_after")
        box.addLayout(button_row(self._next, self._back, self._on))

    def set_choices(self, languages: Sequence[Option], events: Sequence[Option], groups: Sequence[Option]) -> None:
        """Offer other languages, events and groups."""
        self.language.set_options(languages)
        self.event_box.set_options(events)
        self.group.set_options(groups)

    def show_sheet(self, view: QuestionnaireView, sheets: Sequence[Filled], sheet: Filled | None) -> None:
        """Show *sheet*, or that there is none yet."""
        frozen = self._context.document.read_only
        for widget in (self.keys, self.language, self.event_box, self.group):
            widget.setEnabled(sheet is not None and not frozen)
        self._next.setDisabled(frozen)
        self._file.setDisabled(frozen)
        self._back.setEnabled(sheet is not None and sheet != sheets[0])
        self._on.setEnabled(sheet is not None and sheet != sheets[-1])
        words = count_words(sum(one.answered for one in sheets), view.target)
        said = N_("No sheet yet: press “New sheet”. {sheets}", sheets=words)
        if sheet is not None:
            said = N_("Sheet {number}. Typed in: {sheets}", number=sheet.number, sheets=words)
        self.binder.text(self.which.setText, said)
        own = "zh" if self._context.translator.language == "zh_TW" else "en"
        first = own if own in view.languages else (view.languages or ("",))[0]
        language = (sheet.language if sheet else "") or first
        asked = (tuple((one.asked, one.says(language)) for one in view.questions), self._context.translator)
        if asked != self._asked:
            self._asked = asked
            self.keys.build(view.questions, language)
        if sheet is not None:
            self.language.set_value(sheet.language)
            self.event_box.set_value(sheet.event)
            self.group.set_value(sheet.group)
            self.keys.show_sheet(sheet.values, sheet.words)

    def refresh(self) -> None:
        """Say it again."""
        self.binder.refresh()
        self._asked = None
        for one in (self.language, self.event_box, self.group):
            one.refresh()

    def _on_head(self, box: ChoiceBox, edit: object) -> None:
        box.set_value(getattr(edit, "value", None))
        chosen = (str(one.value() or "") for one in (self.language, self.event_box, self.group))
        self.head_changed.emit(SheetHead(*chosen))
