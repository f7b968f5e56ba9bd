"""Writes the questions: each in every language of the questionnaire, its choices one to a line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.fields import Option
from app.core.messages import N_, Label
from app.services.questionnaires import INTRODUCTION, QuestionnaireView, QuestionView, Wording
from app.services.questionnaires.counts import CHOICE, SEVERAL
from app.services.questionnaires.frame import FRAME, TITLE_AT
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.inputs import LineEdit, TextEdit
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord

AROUND = "around_"
"""Begins the names of fields for words around the questions; their place in ``FRAME`` follows."""


class QuestionEditor(QWidget):
    """All questions of a questionnaire, to be written.

    Signals:
        worded: question id ("" for the introduction), language, ``text``, ``choices`` or words around the
            questions (:data:`AROUND`), what was written.
        changed: question id, field and value of the question itself.
        add_asked: kind of the new question.
        move_asked: question id, -1 up or 1 down.
        delete_asked: question id.
    """

    worded = Signal(str, str, str, str)
    changed = Signal(str, str, object)
    add_asked = Signal(str)
    move_asked = Signal(str, int)
    delete_asked = Signal(str)

    def __init__(self, context: UiContext, kinds: Sequence[Option]) -> None:
        super().__init__()
        self._context, self._kinds, self._binder = context, tuple(kinds), Binder(context)
        self._languages: tuple[Option, ...] = ()
        self._fields: dict[tuple[str, str, str], TextEdit] = {}
        self._names: dict[str, LineEdit] = {}
        self._shape: object = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_questions(self, view: QuestionnaireView, languages: Sequence[Option], *, own: bool = False) -> None:
        """Show the questions; fields that are being written in are left alone."""
        self._languages = tuple(languages)
        shape = (
            tuple((one.asked.id, one.asked.kind) for one in view.questions),
            tuple(view.frame_places(one.key) for one in languages),
            self._languages,
            self._context.translator,
        )
        if shape != self._shape:
            self._shape = shape
            self._build(view)
        for key, field in self._fields.items():
            field.show_text(self._text(view, *key), own=own)
        for one in view.questions:
            self._names[one.asked.id].show_text(one.asked.label, own=own)

    def _text(self, view: QuestionnaireView, question: str, language: str, part: str) -> str:
        if part.startswith(AROUND):
            return view.framed(language, int(part.removeprefix(AROUND)))
        if question == INTRODUCTION:
            return view.introduction.get(language, "")
        known = next((one for one in view.questions if one.asked.id == question), None)
        said = known.wordings.get(language, Wording()) if known else Wording()
        return said.text if part == "text" else "\n".join(said.choices)

    def _build(self, view: QuestionnaireView) -> None:
        clear(self._box)
        self._binder, self._fields, self._names = Binder(self._context), {}, {}
        self._box.setSpacing(self._context.theme.metrics.u(1))
        if not self._languages:
            said = N_("Choose the languages it is printed in first. Press “Title and languages”.")
            self._box.addWidget(StatusWord(self._context, NOTICE, said, wrap=True))
        else:
            card = Card(self._context, N_("Words above the questions"), units=1.0)
            for language in self._languages:
                self._add_field(card, INTRODUCTION, language, "text", N_("Who asks, what for, how long it takes"))
                for at in view.frame_places(language.key):
                    self._add_field(card, INTRODUCTION, language, f"{AROUND}{at}", self._around(at))
            self._box.addWidget(card)
        for number, one in enumerate(view.questions):
            self._box.addWidget(self._card(number, one, len(view.questions)))
        self._box.addWidget(self._binder.label(N_("Add another question:"), "strong"))
        buttons = [
            self._binder.button(one.label, partial(self.add_asked.emit, one.key), icon="plus", name=f"add_{one.key}")
            for one in self._kinds
        ]
        for button in buttons:
            button.setDisabled(self._context.document.read_only)
        self._box.addLayout(button_row(*buttons))

    @staticmethod
    def _around(at: int) -> Label:
        return FRAME[at] if at == TITLE_AT else N_("In place of “{words}”", words=FRAME[at])

    def _card(self, number: int, one: QuestionView, count: int) -> Card:
        card, key = Card(self._context, N_("Question {number}", number=number + 1), units=1.0), one.asked.id
        kind = ChoiceBox(self._context, self._kinds, optional=False)
        kind.set_value(one.asked.kind)
        kind.name_it(self._context.text(N_("How question {number} is answered", number=number + 1)))
        kind.edited.connect(lambda edit: self.changed.emit(key, "kind", edit.value))
        card.body.addWidget(kind)
        name = LineEdit()
        label = self._binder.label(N_("Short name for results"), "caption")
        label.setBuddy(name)
        name.setAccessibleName(self._context.text(N_("Short name for results")))
        name.setObjectName(f"label_{number}")
        name.edited.connect(lambda text: self.changed.emit(key, "label", text))
        card.body.addWidget(label)
        card.body.addWidget(name)
        self._names[key] = name
        for language in self._languages:
            self._add_field(card, key, language, "text", N_("What is asked"))
            if one.asked.kind in (CHOICE, SEVERAL):
                self._add_field(card, key, language, "choices", N_("Choices, one to a line"))
        make = self._binder.button
        up = make(N_("Up"), partial(self.move_asked.emit, key, -1), icon="arrow-up", name=f"up_{number}")
        down = make(N_("Down"), partial(self.move_asked.emit, key, 1), icon="arrow-down", name=f"down_{number}")
        gone = make(N_("Delete question"), partial(self.delete_asked.emit, key), icon="trash-2", name=f"gone_{number}")
        up.setDisabled(number == 0 or self._context.document.read_only)
        down.setDisabled(number == count - 1 or self._context.document.read_only)
        gone.setDisabled(self._context.document.read_only)
        card.body.addLayout(button_row(up, down, gone))
        return card

    def _add_field(self, card: Card, question: str, language: Option, part: str, said: Label) -> None:
        words = N_("{what}, {language}", what=said, language=language.label)
        label = self._binder.label(words, "caption")
        field = TextEdit(least=3 if part == "choices" else 1, most=8)
        field.setAccessibleName(self._context.text(words))
        field.setObjectName(f"{part}_{question}_{language.key}")
        field.setEnabled(not self._context.document.read_only)
        label.setBuddy(field)
        field.edited.connect(lambda text: self.worded.emit(question, language.key, part, text))
        card.body.addWidget(label)
        card.body.addWidget(field)
        self._fields[question, language.key, part] = field
