"""The one question per batch of photos: when they were taken, and to which event they belong."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.core.fields import Field, Kind
from app.core.messages import N_, NP_, Message
from app.core.text import fold
from app.services.photos.service import PhotoBatch
from app.ui.context import UiContext
from app.ui.forms.registry import EDITORS, FieldContext
from app.ui.photos.intake import PhotoSetting
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import button_row
from app.ui.widgets.editor import Edit
from app.ui.widgets.inputs import flush_inputs
from app.ui.widgets.picker import ReferencePicker

_DATE = Field("taken_on", Kind.DATE, N_("Date taken"))


class PhotoQuestion(QFrame):
    """Asks what the files do not say; hidden until it has something to ask.

    Signals:
        taken: add the photos.
        dropped: do not.

    Args:
        context: words, theme.
    """

    taken = Signal()
    dropped = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._batch: PhotoBatch | None = None
        self._setting: PhotoSetting | None = None
        self._event, self._touched = "", False
        self._date = Edit(None)
        self.setProperty("ground", "sky_soft")
        self.setObjectName("photo_question")
        self._lay_out()
        self.hide()

    def ask(self, batch: PhotoBatch, setting: PhotoSetting, event: str, *, event_asked: bool) -> None:
        """Ask about a batch.

        Args:
            batch: what was read.
            setting: events and their days.
            event: id of the event that goes without saying, "" for none.
            event_asked: whether the event is asked for.
        """
        self._batch, self._setting, self._event = batch, setting, event
        undated, total = len(batch.undated), len(batch.candidates)
        said: Message = NP_("{n} photo was read.", "{n} photos were read.", total)
        if undated:
            said = NP_(
                "{n} of {total} photos does not say when it was taken.",
                "{n} of {total} photos do not say when they were taken.",
                undated,
                total=total,
            )
        self._binder.text(self.words.setText, said)
        for widget in (self.date_words, self.date):
            widget.setVisible(bool(undated))
        for widget in (self.event_words, self.picker):
            widget.setVisible(event_asked)
        self.picker.set_options(setting.events)
        self.picker.set_value(None)
        self._touched = False
        self._suggest()
        self._binder.text(self.take_button.setText, NP_("Add {n} photo", "Add {n} photos", total))
        first = self.date.main_input() if undated else self.take_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def event_id(self) -> str:
        """Return the id of the event that was chosen here, "" for none."""
        return str(self.picker.value() or "")

    def day(self) -> object:
        """Return the date for photos without one, None where it was left open."""
        return self._date.value

    def refresh(self) -> None:
        """Say and space it again."""
        metrics = self._context.theme.metrics
        self._box.setContentsMargins(metrics.u(1), metrics.u(0.75), metrics.u(1), metrics.u(1))
        self._box.setSpacing(metrics.u(0.5))
        self._binder.refresh()
        self.date.refresh()
        self.picker.refresh()

    def _lay_out(self) -> None:
        self._box = QVBoxLayout(self)
        self.words = self._binder.label(None, "strong")
        self.date_words = self._binder.label(N_("When were these taken?"), "strong")
        self.date = EDITORS[_DATE.kind](FieldContext(self._context, _DATE))
        self.date.main_input().setObjectName("photo_date")
        self.date.edited.connect(self._on_date)
        self._binder.text(self.date.name_it, N_("When were these taken?"))
        self.event_words = self._binder.label(N_("Which event do they belong to? You can leave it open."), "strong")
        self.picker = ReferencePicker(self._context, choose=N_("Choose an event"), fold=fold)
        self.picker.edited.connect(self._on_event)
        self._binder.text(self.picker.name_it, N_("Event"))
        self.take_button = self._binder.button(None, self._on_take, kind="primary", icon="check", name="take_photos")
        self.drop_button = self._binder.button(N_("Do not add them"), self.dropped.emit, name="drop_photos")
        for widget in (self.words, self.date_words, self.date, self.event_words, self.picker):
            self._box.addWidget(widget)
        self._box.addLayout(button_row(self.take_button, self.drop_button))

    def _suggest(self) -> None:
        """Prefill the date from the files' names, else from the event, unless something was typed."""
        if self._batch is not None and self._setting is not None and not self._touched:
            event = self._event or self.event_id()
            day = self._batch.suggested_date(self._setting.days.get(event, ""))
            self._date = Edit(day or None)
            self.date.set_value(day or None, own=True)

    def _on_date(self, edit: Edit) -> None:
        self._date, self._touched = edit, True

    def _on_event(self, _edit: Edit) -> None:
        self._suggest()

    def _on_take(self) -> None:
        flush_inputs(self)
        if self._date.pending is not None and not self.date.isHidden():
            self.date.main_input().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.taken.emit()
