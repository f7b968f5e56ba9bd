"""Types one sheet in: a key for each tick, Enter goes on; nothing needs the mouse.

A question with one answer goes on by itself after its key. With several, keys tick and untick until Enter.
Numbers and words are typed into fields that are safe for input methods.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.core.messages import N_, own_words
from app.services.questionnaires import QuestionView
from app.services.questionnaires.counts import NUMBER, SEVERAL, WORDS, Asked, decimal, joined, split
from app.ui.context import UiContext
from app.ui.keying.cells import step_of
from app.ui.widgets.binder import Binder, restyle
from app.ui.widgets.choice import CheckBox
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord


class TickRow(QFrame):
    """A question that is answered by ticks; it takes the keyboard itself.

    Signals:
        answered: the ticked keys as stored.
        moved: 1 to the next question, -1 back.
        entered: the keyboard came here.
    """

    answered = Signal(str)
    moved = Signal(int)
    entered = Signal()

    def __init__(self, context: UiContext, asked: Asked, choices: Sequence[str]) -> None:
        super().__init__()
        self.asked, self._boxes = asked, dict[str, CheckBox]()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("row", True)
        flow = FlowLayout(self, gap=context.theme.metrics.u(1))
        for key, words in zip(asked.keys, choices, strict=True):
            box = CheckBox(context.theme)
            box.setText(f"{key}  {words}" if words and words != key else key)
            box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            box.clicked.connect(lambda _on=False, tick=key: self._on_tick(tick))
            self._boxes[key] = box
            flow.addWidget(box)

    def value(self) -> str:
        """Return the ticked keys as stored."""
        return joined((key for key, box in self._boxes.items() if box.isChecked()), self.asked)

    def show_value(self, value: str, _words: str = "") -> None:
        """Tick what is stored."""
        chosen = split(value)
        for key, box in self._boxes.items():
            box.setChecked(key in chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with the key that stands before a choice; Enter goes on, Backspace empties."""
        if step := step_of(event):
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.show_value("")
            self.answered.emit("")
        elif (key := event.text().casefold()) in self._boxes:
            self._on_tick(key, keyed=True)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard came."""
        super().focusInEvent(event)
        self.entered.emit()

    def _on_tick(self, key: str, *, keyed: bool = False) -> None:
        several = self.asked.kind == SEVERAL
        on = not self._boxes[key].isChecked() if keyed else self._boxes[key].isChecked()
        if several:
            self._boxes[key].setChecked(on)
        else:
            for other, box in self._boxes.items():
                box.setChecked(other == key and (on or keyed))
        self.answered.emit(self.value())
        if keyed and not several:
            self.moved.emit(1)


class WrittenRow(QFrame):
    """A question that is answered by a number or in words.

    Signals: as of :class:`TickRow`.
    """

    answered = Signal(str)
    moved = Signal(int)
    entered = Signal()

    def __init__(self, context: UiContext, asked: Asked) -> None:
        super().__init__()
        self.asked = asked
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.line = LineEdit()
        self.line.edited.connect(self.answered)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        box.addWidget(self.line)
        self.said = StatusWord(context, NOTICE, N_("This is no number yet."), wrap=True)
        box.addWidget(self.said)
        self.said.hide()
        if asked.kind == NUMBER:
            self.line.setMaximumWidth(context.theme.metrics.em(9))

    def show_value(self, value: str, words: str = "") -> None:
        """Show what is stored."""
        text = words if self.asked.kind == WORDS else value
        self.line.show_text(text)
        self.said.setVisible(self.asked.kind == NUMBER and bool(text) and decimal(text) is None)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Go on with Enter unless an input method composes; tell when the keyboard comes."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or self.line.composing():
            return False
        if step := step_of(event):
            self.line.flush()
            self.moved.emit(step)
        return bool(step)


class SheetKeys(QWidget):
    """All questions of one sheet.

    Signals:
        answered: question id and the value.
        worded: question id and the words.
        finished: Enter after the last question.
    """

    answered = Signal(str, str)
    worded = Signal(str, str)
    finished = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.rows: list[TickRow | WrittenRow] = []
        self._frames: list[QFrame] = []

    def build(self, questions: Sequence[QuestionView], language: str) -> None:
        """Make a row for each question, in the words of the sheet."""
        clear(self._box)
        self._binder, self.rows, self._frames = Binder(self._context), [], []
        metrics = self._context.theme.metrics
        self._box.setSpacing(metrics.u(0.5))
        for number, one in enumerate(questions):
            said, frame = one.says(language), QFrame()
            frame.setProperty("card", True)
            inner = QVBoxLayout(frame)
            inner.setContentsMargins(metrics.u(1), metrics.u(0.5), metrics.u(1), metrics.u(0.5))
            text = f"{number + 1}. {said.text or one.asked.label}"
            inner.addWidget(self._binder.label(own_words(text), "strong"))
            row = self._row(one.asked, said.choices)
            row.setObjectName(f"answer_{number}")
            row.setAccessibleName(text)
            row.moved.connect(lambda step, at=number: self._on_moved(at, step))
            row.entered.connect(lambda at=number: self._on_entered(at))
            inner.addWidget(row)
            self.rows.append(row)
            self._frames.append(frame)
            self._box.addWidget(frame)

    def show_sheet(self, values: Mapping[str, str], words: Mapping[str, str]) -> None:
        """Show what is stored of the sheet."""
        for row in self.rows:
            row.show_value(values.get(row.asked.id, ""), words.get(row.asked.id, ""))

    def begin(self) -> None:
        """Put the keyboard on the first question."""
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _row(self, asked: Asked, choices: Sequence[str]) -> TickRow | WrittenRow:
        if not asked.keys:
            written = WrittenRow(self._context, asked)
            signal = self.worded if asked.kind == WORDS else self.answered
            written.answered.connect(lambda text, key=asked.id: signal.emit(key, text))
            return written
        texts = [choices[at] if at < len(choices) else "" for at in range(len(asked.keys))]
        ticks = TickRow(self._context, asked, texts)
        ticks.answered.connect(lambda value, key=asked.id: self.answered.emit(key, value))
        return ticks

    def _on_moved(self, at: int, step: int) -> None:
        if at + step >= len(self.rows):
            self.finished.emit()
        elif at + step >= 0:
            self.rows[at + step].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_entered(self, at: int) -> None:
        for number, frame in enumerate(self._frames):
            restyle(frame, ground="leaf_soft" if number == at else "")
