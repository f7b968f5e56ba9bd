"""The guiding questions of a topic: which have answers, which are open, and the team's own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.core.messages import N_, NP_, LocalText
from app.services.roadmap.topics import Question
from app.services.roadmap.views import TopicView
from app.ui.context import UiContext
from app.ui.roadmap.words import short
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.focus import focus_soon
from app.ui.widgets.inputs import LineEdit, TextEdit
from app.ui.widgets.shapes import DONE, OPEN
from app.ui.widgets.status import StatusWord

NONE_YET = N_("No guiding question yet. Write what you want to know about this topic.")


class QuestionList(Card):
    """All guiding questions of a topic, with what is asked of every topic below.

    Signals:
        answer: key of the question that somebody wants to answer.
        worded: key of a question ("" for another one) and its new words.
        editing: whether the words are being changed.
    """

    answer = Signal(str)
    worded = Signal(str, str)
    editing = Signal(bool)

    def __init__(self, context: UiContext, one: TopicView, prompts: tuple[LocalText, ...], *, edit: bool) -> None:
        super().__init__(context, N_("Guiding questions"), units=1.0)
        self._context, self._edit = context, edit
        self._fields: dict[str, TextEdit] = {}
        part = self.binder
        answered = sum(bool(one.answers(each.key)) for each in one.topic.questions)
        asked = len(one.topic.questions)
        said = N_("{done} of {all} have an answer.", done=answered, all=asked) if asked else NONE_YET
        self.body.addWidget(part.label(said, "caption"))
        for number, each in enumerate(one.topic.questions, 1):
            if edit:
                self._add_field(number, each)
            else:
                self._add_row(number, each, one.answers(each.key))
        if edit:
            self._add_own()
        else:
            self.body.addWidget(part.label(N_("Ask of every topic"), "strong"))
            for words in prompts:
                self.body.addWidget(part.label(words, "caption"))
        says = N_("Done with these") if edit else N_("Change questions")
        toggle = part.button(says, partial(self.editing.emit, not edit), icon="check" if edit else "pencil",
                             name="edit_questions")  # fmt: skip
        toggle.setDisabled(context.document.read_only)
        self.body.addLayout(button_row(toggle))

    def begin(self) -> None:
        """Put the keyboard into the first question, or where one is added."""
        focus_soon(next(iter(self._fields.values()), self.own))

    def show_topic(self, one: TopicView) -> bool:
        """Show the words as they stand; a field that is being edited is left alone. Return whether they are the same.

        The fields stay as long as there are the same questions, for somebody may be typing into one.
        """
        if tuple(self._fields) != tuple(each.key for each in one.topic.questions):
            return False
        for each in one.topic.questions:
            self._fields[each.key].show_text(self._context.text(each.text), own=self._context.own_undo)
        return True

    def _add_row(self, number: int, each: Question, answers: int) -> None:
        row, texts = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(self._context.theme.metrics.u(0.5))
        texts.setSpacing(0)
        words = N_("{number}. {question}", number=number, question=each.text)
        texts.addWidget(self.binder.label(words))
        state = NP_("{n} answer", "{n} answers", answers) if answers else N_("No answer yet")
        texts.addWidget(StatusWord(self._context, DONE if answers else OPEN, state, wrap=True))
        row.addLayout(texts, 1)
        button = self.binder.button(N_("Answer it"), partial(self.answer.emit, each.key), kind="small",
                                    name=f"answer_{each.key}")  # fmt: skip
        asked = short(self._context.text(each.text))
        button.setAccessibleName(self._context.text(N_("Answer “{question}”", question=asked)))
        button.setDisabled(self._context.document.read_only)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)

    def _add_field(self, number: int, each: Question) -> None:
        said = N_("Question {number}", number=number)
        label = self.binder.label(said, "caption")
        field = TextEdit(least=2, most=5)
        field.setObjectName(f"word_{each.key}")
        self.binder.text(field.setAccessibleName, said)
        field.show_text(self._context.text(each.text))
        field.edited.connect(partial(self.worded.emit, each.key))
        self._fields[each.key] = field
        label.setBuddy(field)
        self.body.addWidget(label)
        self.body.addWidget(field)

    def _add_own(self) -> None:
        said = N_("A question of our own")
        label = self.binder.label(said, "caption")
        self.own = LineEdit()
        self.own.setObjectName("own_question")
        self.binder.text(self.own.setAccessibleName, said)
        label.setBuddy(self.own)
        add = self.binder.button(N_("Add question"), self._on_add, icon="plus", name="add_own_question")
        self.own.returnPressed.connect(self._on_add)
        self.body.addWidget(label)
        self.body.addWidget(self.own)
        self.body.addLayout(button_row(add))

    def _on_add(self) -> None:
        if words := self.own.text().strip():
            self.own.clear()
            self.worded.emit("", words)
