"""The chosen photo, or several: what it shows, how wide it prints, its caption, its day, its events, what it proves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from app.core.fields import Field, Kind, Option, RecordType, Row
from app.core.ids import new_id
from app.core.messages import N_, NP_
from app.core.text import fold
from app.services.photos.service import width_words
from app.ui.context import UiContext
from app.ui.forms.proves import ProvesPart
from app.ui.forms.registry import EDITORS, FieldContext
from app.ui.photos.grid import turned
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import button_row
from app.ui.widgets.editor import Edit
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import PageScroll
from app.ui.widgets.picker import ReferencePicker
from app.ui.widgets.shapes import DONE, NOTICE
from app.ui.widgets.status import StatusWord
from app.ui.widgets.text_editors import LocalizedEditor

PREVIEW_EM = 15.0


class PhotoPanel(QFrame):
    """Edits one photo; for several it turns, deletes and assigns all of them.

    Signals:
        edited: photo id, field name, :class:`Edit`, id of the visit ("" for a choice).
        events_edited: ids of the events that the chosen photos shall belong to.
        turn_asked: quarter turns clockwise, 1 or -1.
        delete_asked: the chosen photos go to the bin.
        next_asked: Enter in a caption; the language of the line.
        form_asked: every field of the photo is wanted.

    Args:
        context: words, theme, facts.
    """

    edited = Signal(str, str, object, str)
    events_edited = Signal(tuple)
    turn_asked = Signal(int)
    delete_asked = Signal()
    next_asked = Signal(str)
    form_asked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._rows: tuple[Row, ...] = ()
        self._visit = new_id()
        self._pixmap: QPixmap | None = None
        self.setProperty("card", True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        scroll = PageScroll(ground="surface")
        outer.addWidget(scroll)
        self._body = scroll.body
        self._lay_out()

    def show_photos(
        self, rows: Sequence[Row], events: Sequence[Option], chosen: Sequence[str], *, own: bool = False
    ) -> None:
        """Show the chosen photos; fields that are being typed into are left alone.

        Args:
            rows: the chosen photos, at least one.
            events: every event.
            chosen: ids of the events that all of them belong to.
            own: the answer to the person's own undo.
        """
        if [row.id for row in rows] != [row.id for row in self._rows]:
            self.flush()
            self._visit = new_id()
        self._rows = tuple(rows)
        one = rows[0] if len(rows) == 1 else None
        for widget in (self.caption_words, self.caption, self.date_words, self.date, self.prints, self.name, self.form):
            widget.setVisible(one is not None)
        self.picture.setVisible(one is not None)
        self.proves.setVisible(one is not None)
        if one is not None:
            self.proves.show_record(one)
            self.caption.set_value(one.get("caption"), own=own)
            self.date.set_value(one.get("taken_on"), one.pending.get("taken_on", ""), own=own)
            self._binder.text(self.name.setText, str(one.get("name") or ""))
            words = width_words(one)
            narrow = words is not None and "ask" in words.id
            self.prints.say(NOTICE if narrow else DONE, words or N_("Size not known"))
        self.many.setVisible(one is None)
        self._binder.text(self.many.setText, NP_("{n} photo is chosen", "{n} photos are chosen", len(rows)))
        self.events.set_options(events)
        self.events.set_value(tuple(chosen))

    def show_picture(self, pixmap: QPixmap | None) -> None:
        """Show the thumbnail of the one chosen photo; None while it is not there."""
        self._pixmap = pixmap
        if pixmap is None or not self._rows:
            self.picture.clear()
            return
        metrics = self._context.theme.metrics
        room = turned(pixmap, self._rows[0]).scaled(
            metrics.em(PREVIEW_EM), metrics.em(PREVIEW_EM * 0.75),
            Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation,
        )  # fmt: skip
        self.picture.setPixmap(room)

    def focus_caption(self, language: str = "") -> None:
        """Put the keyboard into the caption of a language; the interface's where "" is given."""
        wanted = language or self._context.translator.language
        line = self.caption.inputs.get(wanted) or self.caption.inputs["zh_TW"]
        line.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Hand on what was typed, now."""
        self.caption.flush()
        self.date.flush()

    def refresh(self) -> None:
        """Say and space it again."""
        metrics = self._context.theme.metrics
        self._body.setContentsMargins(metrics.u(1), metrics.u(0.75), metrics.u(1), metrics.u(1))
        self._body.setSpacing(metrics.u(0.5))
        self._binder.refresh()
        for part in (self.caption, self.date, self.events, self.prints, self.proves):
            part.refresh()
        self.show_picture(self._pixmap)

    def _lay_out(self) -> None:
        label, make = self._binder.label, self._binder.button
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.many = label(None, "section")
        self.name = label(None, "caption")
        self.prints = StatusWord(self._context, DONE, "", wrap=True)
        self.prints.setObjectName("photo_width")
        self.caption_words = label(N_("Caption"), "strong")
        self.caption = LocalizedEditor(self._context)
        self.caption.edited.connect(self._on_caption)
        for language, editor in self.caption.inputs.items():
            editor.input.setObjectName(f"caption_{language}")
            line = editor.input
            if isinstance(line, LineEdit):
                line.returnPressed.connect(lambda language=language: self.next_asked.emit(language))
        self.date_words = label(N_("Date taken"), "strong")
        field = Field("taken_on", Kind.DATE, N_("Date taken"))
        self.date = EDITORS[Kind.DATE](FieldContext(self._context, field))
        self.date.main_input().setObjectName("photo_taken_on")
        self.date.edited.connect(self._on_date)
        self.events_words = label(N_("Events"), "strong")
        self.events = ReferencePicker(self._context, many=True, choose=N_("Choose an event"), fold=fold)
        self.events.edited.connect(self._on_events)
        for name_it, said in (
            (self.caption.name_it, N_("Caption")),
            (self.date.name_it, N_("Date taken")),
            (self.events.name_it, N_("Events")),
        ):
            self._binder.text(name_it, said)
        self.left = make(N_("Turn left"), lambda: self.turn_asked.emit(-1), icon="rotate-ccw", name="turn_left")
        self.right = make(N_("Turn right"), lambda: self.turn_asked.emit(1), icon="rotate-cw", name="turn_right")
        self.form = make(N_("Show all fields"), self.form_asked.emit, icon="list", name="photo_form")
        self.bin = make(N_("Move to the bin"), self.delete_asked.emit, icon="trash-2", name="delete_photo")
        for widget in (
            self.many, self.picture, self.name, self.prints, self.caption_words, self.caption, self.date_words,
            self.date, self.events_words, self.events,
        ):  # fmt: skip
            self._body.addWidget(widget)
        self._body.addLayout(button_row(self.left, self.right, self.form, self.bin))
        self.proves = ProvesPart(self._context)
        self._body.addWidget(self.proves)
        self.refresh()

    def freeze(self, record_type: RecordType) -> None:
        """Take labels from the declaration; a document opened to read only is not changed."""
        self._binder.text(self.date_words.setText, record_type.field("taken_on").label)
        frozen = self._context.document.read_only
        for editor in (self.caption, self.date, self.events):
            editor.freeze(frozen)
        for button in (self.left, self.right, self.bin):
            button.setEnabled(not frozen)

    def _on_caption(self, edit: Edit) -> None:
        self._tell("caption", edit)

    def _on_date(self, edit: Edit) -> None:
        self._tell("taken_on", edit)

    def _tell(self, name: str, edit: Edit) -> None:
        if len(self._rows) == 1:
            self.edited.emit(self._rows[0].id, name, edit, self._visit + name)

    def _on_events(self, edit: Edit) -> None:
        value = edit.value if isinstance(edit.value, tuple) else ()
        self.events_edited.emit(tuple(str(one) for one in value))
