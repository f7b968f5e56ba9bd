"""The dates of a round: hard ones to read, the others to correct as soon as somebody knows better."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.fields import Field, Kind
from app.core.messages import N_, Label, Message
from app.programmes.workflow import is_day
from app.services.wall_calendar.dates import DateLine, DatePart, WallScreen
from app.services.wall_calendar.paper import KINDS
from app.ui.context import UiContext
from app.ui.forms.registry import EDITORS, FieldContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.editor import Edit, Editor
from app.ui.widgets.layouts import clear, growing
from app.ui.widgets.shapes import DONE, NOTICE, OPEN
from app.ui.widgets.status import StatusWord

PARTS: dict[str, Message] = {"date": N_("Day"), "start": N_("From"), "end": N_("Until")}
INTERNAL_WORDS = N_("The county's own earlier day")


class DatesView(QWidget):
    """A card for each date; what is typed is kept for this group only.

    Signals:
        edited: name of the choice and its ISO day, ``None`` for the programme's own.
    """

    edited = Signal(str, object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._part = context, Binder(context)
        self._made: object = None
        self._editors: dict[str, Editor] = {}
        self._states: dict[str, StatusWord] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_screen(self, screen: WallScreen) -> None:
        """Show the dates; an editor that has the keyboard is left alone."""
        lines = [(one.deadline.id, [(part.key, part.own) for part in one.parts]) for one in screen.dates]
        made = (lines, screen.internal.own if screen.internal else None, self._context.translator.language,
                self._context.theme.metrics.em(10))  # fmt: skip
        if made != self._made:
            self._made = made
            self._build(screen)
        for part in self._parts(screen):
            self._editors[part.key].set_value(part.value or None, own=self._context.own_undo)

    def flush(self) -> None:
        """Hand on what was typed, now."""
        for editor in self._editors.values():
            editor.flush()

    def _parts(self, screen: WallScreen) -> list[DatePart]:
        own = [screen.internal] if screen.internal is not None else []
        return [*own, *(part for one in screen.dates for part in one.parts)]

    def _build(self, screen: WallScreen) -> None:
        clear(self._box)
        self._part, self._editors, self._states = Binder(self._context), {}, {}
        self._box.setSpacing(self._context.theme.metrics.u(1))
        said = N_("Hard dates stay as the programme printed them. Planned ones slip: correct them when you hear more.")
        self._box.addWidget(self._part.label(said))
        if screen.internal is not None:
            card = Card(self._context, INTERNAL_WORDS, units=1.25)
            card.body.addWidget(self._part.label(N_("Many counties collect papers weeks before the hard date.")))
            self._ask(card, INTERNAL_WORDS, screen.internal)
            self._box.addWidget(card)
        for line in screen.dates:
            self._box.addWidget(self._card(line))

    def _card(self, line: DateLine) -> Card:
        one, context = line.deadline, self._context
        card = Card(context, one.title, units=1.25)
        card.setObjectName(f"date_{one.id}")
        shape = NOTICE if one.kind == "hard" else DONE if one.last_day() else OPEN
        card.body.addWidget(StatusWord(context, shape, KINDS.get(one.kind, KINDS["planned"]), wrap=True))
        if one.kind == "hard" and one.date:
            card.body.addWidget(self._part.label(context.translator.date(one.date), "strong"))
        if one.words.values:
            card.body.addWidget(self._part.label(N_("As printed: {words}", words=one.words), "caption"))
        if one.note.values:
            card.body.addWidget(self._part.label(one.note))
        for part in line.parts:
            self._ask(card, one.title, part)
        if line.cites is not None:
            card.body.addWidget(self._part.label(line.cites, "caption"))
        return card

    def _ask(self, card: Card, title: Label, part: DatePart) -> None:
        context = self._context
        field = Field(part.part, Kind.DATE, PARTS[part.part])
        editor = EDITORS[Kind.DATE](FieldContext(context, field))
        editor.main_input().setObjectName(f"day_{part.key}")
        editor.name_it(f"{context.text(title)}: {context.text(field.label)}")
        editor.edited.connect(partial(self._on_edited, part.key))
        editor.freeze(context.document.read_only)
        label = self._part.label(field.label)
        label.setBuddy(editor.main_input())
        card.body.addWidget(label)
        card.body.addWidget(growing(editor))
        self._editors[part.key] = editor
        state = StatusWord(context, NOTICE, N_("Write a whole day: year, month and day."), wrap=True)
        state.hide()
        card.body.addWidget(state)
        self._states[part.key] = state
        if part.own and not context.document.read_only:
            back = self._part.button(
                N_("Take the printed day again"), partial(self.edited.emit, part.key, None), icon="rotate-ccw",
                name=f"printed_{part.key}",
            )  # fmt: skip
            card.body.addLayout(button_row(back))

    def _on_edited(self, key: str, edit: Edit) -> None:
        value = edit.value if isinstance(edit.value, str) else ""
        whole = not edit.pending and (not value or is_day(value))
        self._states[key].setVisible(not whole)
        if whole:
            self.edited.emit(key, value or None)
