"""The form side of a record type: the form, photos of an event, its past, the bin and erasing for good."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.core.fields import RecordType, Row
from app.core.messages import N_
from app.ui.context import UiContext
from app.ui.deeds import DEEDS, WHOLE, Deed
from app.ui.forms.proves import ProvesPart, can_prove
from app.ui.forms.record_data import SINGLE
from app.ui.forms.record_form import RecordForm
from app.ui.forms.registry import Choices
from app.ui.history.erase_question import ERASABLE, EraseQuestion, erased_words
from app.ui.photos.add import PhotoAddBox
from app.ui.photos.intake import can_take
from app.ui.widgets.binder import Binder
from app.ui.widgets.layouts import PageScroll, clear

WITH_PHOTOS = frozenset({"event"})
"""Record types whose form takes photos by button, drag and paste."""
WITH_PACKET = frozenset({"event"})
"""Record types with papers of each record."""


class RecordSide(QFrame):
    """Holds the form of the open record.

    Signals:
        list_asked: back to the list.
        delete_asked: the record goes to the bin.
        history_asked: the record as it was on a day.
        photos_added: photos belong to the record now.
        erased: the record is gone for good.

    Args:
        context: lane, words, theme.
    """

    list_asked = Signal()
    delete_asked = Signal()
    history_asked = Signal()
    photos_added = Signal()
    erased = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._row: Row | None = None
        self._deeds, self._deeds_of = Binder(context), ""
        self.form: RecordForm | None = None
        self.adder: PhotoAddBox | None = None
        self.proves: ProvesPart | None = None
        self._question: EraseQuestion | None = None
        self.setProperty("ground", "surface")
        self._lay_out()

    # -- what the page asks for

    def make_form(self, record_type: RecordType) -> tuple[RecordForm, bool]:
        """Return the form of the type, and whether it was made just now."""
        if self.form is not None:
            return self.form, False
        self.form = RecordForm(self._context, record_type)
        self._form_place.addWidget(self.form)
        if record_type.name in WITH_PHOTOS and not self._context.document.read_only:
            self.adder = PhotoAddBox(self._context, primary=False)
            self.adder.added.connect(self._on_photos)
            self._photos_place.addWidget(self.adder)
            self.setAcceptDrops(True)
        if can_prove(record_type):
            self.proves = ProvesPart(self._context)
            self._proves_place.addWidget(self.proves)
        return self.form, True

    def show_row(self, row: Row, choices: Choices) -> None:
        """Show a record in the form that was made."""
        if self.form is None:
            return
        if self._row is None or self._row.id != row.id:
            self._close_question()
            if self.adder is not None:
                self.adder.clear_outcome()
        self._row = row
        self.form.show_row(row, choices, own=self._context.own_undo)
        if self.adder is not None and not self.adder.busy():
            self.adder.set_event(row.id, fixed=True)
        if self.proves is not None:
            self.proves.show_record(row)

    def forget(self) -> None:
        """Take the form away: another type comes."""
        self._row = None
        self._close_question()
        clear(self._form_place)
        clear(self._photos_place)
        clear(self._proves_place)
        self.form = self.adder = self.proves = None
        self.setAcceptDrops(False)

    def arrange(self, type_name: str, *, with_list: bool) -> None:
        """Show what can be done with a record of the type.

        Args:
            type_name: record type.
            with_list: whether the list stands beside it.
        """
        writes = not self._context.document.read_only
        if type_name != self._deeds_of:
            self._deeds_of = type_name
            self._show_deeds(type_name)
        self.to_list.setVisible(not with_list and type_name not in SINGLE)
        self.delete_button.setVisible(type_name not in SINGLE and writes)
        self.erase_button.setVisible(type_name in ERASABLE and writes and self._question is None)

    def refresh(self) -> None:
        """Say everything again and space it for the size of the text."""
        metrics = self._context.theme.metrics
        self._binder.refresh()
        self._deeds.refresh()
        self._box.setContentsMargins(metrics.u(1.5), metrics.u(1), metrics.u(1.5), metrics.u(2))
        self._box.setSpacing(metrics.u(0.75))
        for part in (self.form, self.adder, self.proves):
            if part is not None:
                part.refresh()
        if self._question is not None:
            self._ask()

    # -- photos that are dragged or pasted onto the form

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take photos that are dragged anywhere onto the form."""
        if self.adder is not None and can_take(event.mimeData()) and not self.adder.busy():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        if self.adder is not None:
            event.acceptProposedAction()
            self.adder.take(event.mimeData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste photos where no field takes the key."""
        if self.adder is not None and event.matches(QKeySequence.StandardKey.Paste):
            self.adder.paste()
        else:
            super().keyPressEvent(event)

    # -- layout

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = PageScroll(ground="surface")
        outer.addWidget(self._scroll)
        self._box, make = self._scroll.body, self._binder.button
        left = Qt.AlignmentFlag.AlignLeft
        self.to_list = make(
            N_("Back to the list"), self.list_asked.emit, icon="arrow-left", kind="quiet", name="to_list"
        )
        self._box.addWidget(self.to_list, 0, left)
        self._form_place, self._photos_place, self._question_place = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._box.addLayout(self._form_place)
        self._box.addLayout(self._photos_place)
        self._proves_place = QVBoxLayout()
        self._box.addLayout(self._proves_place)
        self._deeds_place = QVBoxLayout()
        self._box.addLayout(self._deeds_place)
        self.paper_button = make(N_("On paper"), self._on_paper, icon="printer", name="on_paper")
        self.history_button = make(
            N_("See it as it was on a day"), self.history_asked.emit, icon="history", name="as_it_was"
        )
        self.delete_button = make(N_("Move to the bin"), self.delete_asked.emit, icon="trash-2", name="delete")
        self.erase_button = make(N_("Erase for good"), self._ask, kind="quiet", name="erase")
        for button in (self.paper_button, self.history_button, self.delete_button, self.erase_button):
            self._box.addWidget(button, 0, left)
        self._box.addLayout(self._question_place)

    def _show_deeds(self, type_name: str) -> None:
        """Show what can be done with a record of the type, each as a button below the form."""
        clear(self._deeds_place)
        self._deeds = Binder(self._context)
        for number, deed in enumerate(DEEDS.get(type_name, ())):
            if deed.output and self._context.outputs is None:
                continue
            button = self._deeds.button(deed.label, partial(self._on_deed, deed), icon=deed.icon, name=f"deed_{number}")
            self._deeds_place.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_deed(self, deed: Deed) -> None:
        if self._row is None:
            return
        if deed.route:
            self._context.go(deed.route.format(id=self._row.id))
        elif self._context.outputs is not None:
            ids = None if deed.output in WHOLE else (self._row.id,)
            self._context.outputs.print_output(deed.output, ids, self._row.title, deed.label)

    def _on_paper(self) -> None:
        """Forms to fill in by hand stand on their own page; an event has a packet and a flyer there too."""
        if self._row is not None:
            own = f":{self._row.id}" if self._row.type in WITH_PACKET else ""
            self._context.go(f"paper:{self._row.type}{own}")

    # -- erasing

    def _ask(self) -> None:
        """Ask for the word: the one act without undo."""
        if self._row is None:
            return
        clear(self._question_place)
        question = EraseQuestion(self._context, self._row.type, self._row.id, N_("Keep the record"))
        question.kept.connect(self._on_kept)
        question.erased.connect(self._on_erased)
        self._question = question
        self._question_place.addWidget(question)
        self.erase_button.hide()
        question.show()
        question.ask()
        QTimer.singleShot(0, self._follow_question)  # once it has its place

    def _follow_question(self) -> None:
        if self._question is not None:
            self._scroll.follow(self._question)
            self._scroll.follow(self._question.input)

    def _on_kept(self) -> None:
        self._close_question()
        self.erase_button.show()
        self.erase_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_erased(self, dropped: int) -> None:
        title = self._row.title if self._row is not None else ""
        self._close_question()
        self.erased.emit()
        self._context.notice(erased_words(title, dropped))

    def _close_question(self) -> None:
        self._question = None
        clear(self._question_place)

    def _on_photos(self, _result: object) -> None:
        self.photos_added.emit()
