"""A statement at the speed of typing: words first, kind and source by one key, everything else later.

It is kept from the first pause in typing; Enter begins the next one, Shift and Enter a new line.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel

from app.core.fields import Option
from app.core.messages import N_
from app.ui.context import UiContext
from app.ui.widgets.card import Card
from app.ui.widgets.choice import CheckList, ChoiceBox
from app.ui.widgets.inputs import TextEdit

WIDE_EM, MIDDLE_EM, MOST = 48.0, 30.0, 3
"""From these widths on three choices stand side by side, and two."""


@dataclass(slots=True)
class Draft:
    """The statement that is being written. ``id`` is set and read on the document lane alone."""

    number: int
    id: str = ""
    given: dict[str, object] = field(default_factory=dict)


class QuickAdd(Card):
    """The card at the head of a topic.

    Signals:
        typed: the draft, and the fields that changed.

    Args:
        context: words and theme.
        kinds, provenances: the choices, from the declaration of statements.
    """

    typed = Signal(object, object)

    def __init__(self, context: UiContext, kinds: tuple[Option, ...], provenances: tuple[Option, ...]) -> None:
        super().__init__(context, units=1.0)
        self._context, self._number = context, 0
        self.draft = Draft(0)
        self._offered: tuple[Option, ...] = ()
        part = self.binder
        label = part.label(N_("Add a statement: one sentence, one thing"), "strong")
        self.text = TextEdit(least=1, most=6)
        self.text.setObjectName("statement_text")
        label.setBuddy(self.text)
        part.text(self.text.setAccessibleName, N_("Statement"))
        self.text.edited.connect(lambda text: self._tell({"text": text or None}))
        self.text.installEventFilter(self)
        self.body.addWidget(label)
        self.body.addWidget(self.text)
        self._grid = QGridLayout()
        self.body.addLayout(self._grid)
        self.kind, self.who = ChoiceBox(context, kinds), ChoiceBox(context, provenances)
        self.question, self.groups = ChoiceBox(context), CheckList(context, even=False)
        self._fields: list[tuple[QLabel, ChoiceBox]] = []
        for box, said, name in (
            (self.kind, N_("What it tells"), "kind"),
            (self.who, N_("Who says so"), "provenance"),
            (self.question, N_("Guiding question it answers"), "question"),
        ):
            words = part.label(said, "caption", wrap=False)
            words.setBuddy(box.box)
            box.box.setObjectName(f"statement_{name}")
            part.text(box.name_it, said)
            box.edited.connect(lambda edit, key=name: self._tell({key: edit.value}))
            part.also(box.refresh)
            self._fields.append((words, box))
        self._columns = 0
        self.arrange(MOST)
        self._of_groups = part.label(N_("Groups it is about"), "caption")
        self.groups.setObjectName("statement_groups")
        part.text(self.groups.name_it, N_("Groups it is about"))
        self.groups.edited.connect(lambda edit: self._tell({"groups": edit.value}))
        part.also(self.groups.refresh)
        self.body.addWidget(self._of_groups)
        self.body.addWidget(self.groups)
        self.next = part.button(N_("Next statement"), self.begin_next, icon="plus", name="next_statement")
        hint = N_("It is kept as you type. Enter begins the next one. Place and date can wait.")
        row = QHBoxLayout()
        row.setSpacing(context.theme.metrics.u(0.75))
        row.addWidget(self.next)
        row.addWidget(part.label(hint, "caption"), 1)
        self.body.addLayout(row)
        for control in (self.text, self.kind, self.who, self.question, self.groups, self.next):
            control.setDisabled(context.document.read_only)

    def arrange(self, columns: int) -> None:
        """Put the choices into so many columns."""
        if columns == self._columns:
            return
        self._columns = columns
        for place, (label, box) in enumerate(self._fields):
            row, column = divmod(place, columns)
            self._grid.addWidget(label, 2 * row, column)
            self._grid.addWidget(box, 2 * row + 1, column)
        for column in range(MOST):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def offer(self, groups: tuple[Option, ...], questions: tuple[Option, ...]) -> None:
        """Offer the groups of residents and the guiding questions of the topic."""
        self.groups.setVisible(bool(groups))
        self._of_groups.setVisible(bool(groups))
        if groups != self._offered:  # boxes made anew would lose the keyboard
            self._offered = groups
            self.groups.set_options(groups)
        self.question.set_options(questions)

    def begin(self) -> None:
        """Begin afresh, with nothing typed; what was chosen stays for the next one, but for the question."""
        self.text.flush()
        self._number += 1
        self.draft = Draft(self._number)
        self.text.show_text("", own=True)
        self.question.set_value("")

    def begin_next(self) -> None:
        """Keep what is typed and begin the next statement."""
        self.text.commit_composition()
        if self.text.toPlainText().strip():
            self.begin()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self, question: str) -> None:
        """Begin a statement that answers a guiding question."""
        self.begin()
        self.question.set_value(question)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin the next statement with Enter, unless an input method composes."""
        if watched is not self.text or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter or self.text.composing() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return False
        self.begin_next()
        return True

    def _tell(self, values: dict[str, object]) -> None:
        """Hand on what changed; choices alone make no statement before its words do."""
        if "text" in values and not self.draft.given and values["text"] is not None:
            values = {**self._chosen(), **values}
        elif not self.draft.given:
            return
        self.draft.given.update(values)
        self.typed.emit(self.draft, values)

    def _chosen(self) -> dict[str, object]:
        boxes = (("kind", self.kind), ("provenance", self.who), ("groups", self.groups), ("question", self.question))
        return {key: box.value() for key, box in boxes}
