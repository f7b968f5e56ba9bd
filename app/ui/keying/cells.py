"""Cells of the keyed screen: Enter goes on, Shift+Enter back, F4 repeats what stands above.

While an input method composes, every key is its own: Enter then ends the composition and moves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from unicodedata import normalize

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.core.fields import Option
from app.core.text import fold
from app.services.keying import KnownPerson
from app.services.papers.forms import tick_keys
from app.ui.shell.shortcuts import IN_KEYING, command_of
from app.ui.widgets.inputs import LineEdit

NUMBER_DIGITS = 3


def is_repeat(event: QKeyEvent) -> bool:
    """Say whether a key repeats what stands above."""
    return command_of(event, IN_KEYING) == "key_repeat"


def step_of(event: QKeyEvent) -> int:
    """Return where a key leads among the questions: 1 on, -1 back, 0 where it is another key."""
    return {"key_on": 1, "key_back": -1}.get(command_of(event, IN_KEYING), 0)


def turn_of(event: QKeyEvent) -> int:
    """Return where a key leads among the sheets: 1 on, -1 back, 0 where it is another key."""
    return {"key_next": 1, "key_before": -1}.get(command_of(event, IN_KEYING), 0)


class KeyCell(LineEdit):
    """One cell of a row.

    Signals:
        moved: 1 to the next cell, -1 to the one before.
        climbed: 1 to the row below, -1 to the one above.
        repeat_asked: what stands above is wanted.
        kept: the cell's value changed.
        entered: the keyboard came here.
    """

    moved = Signal(int)
    climbed = Signal(int)
    repeat_asked = Signal()
    kept = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._told: str | None = None
        self.edited.connect(self._on_kept)

    def value(self) -> object:
        """Return what is stored of the cell."""
        return self.text().strip() or None

    def show_value(self, value: object, *, own: bool = False) -> None:
        """Show a stored value; what was typed stays until the document has answered with it."""
        self.show_stored(str(value or ""), own=own)

    def show_stored(self, text: str, *, own: bool = False) -> None:
        """Show *text* unless something newer was handed on and is still on its way."""
        if self._told is not None and self._told != text and not own:
            return
        self._told = None
        self.show_text(text, own=own)

    def settle(self) -> None:
        """Show whatever is stored next: what was typed may be written in another way there."""
        self._told = None

    def take(self, value: object) -> None:
        """Take a value over, such as the one above, as if it were typed."""
        self.setText(str(value or ""))
        self.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, back, up or down, or repeat; other keys are typed."""
        if self.composing():
            super().keyPressEvent(event)
            return
        step = step_of(event)
        if step:
            self.finish()
            self.moved.emit(step)
        elif is_repeat(event):
            self.repeat_asked.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.finish()
            self.climbed.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif not self.takes(event):
            super().keyPressEvent(event)

    def finish(self) -> None:
        """Hand on what was typed, because the cell is being left."""
        self.flush()

    def takes(self, event: QKeyEvent) -> bool:
        """Say whether the cell itself did something with a key."""
        return False

    def event(self, event: QEvent) -> bool:
        """Tell that the keyboard came."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        return bool(super().event(event))

    def minimumSizeHint(self) -> QSize:
        """A cell may be narrow; what it holds can be read along the line."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def _on_kept(self, text: str) -> None:
        self._told = text.strip()
        self.kept.emit()


class NameCell(KeyCell):
    """A name: as written, or the number on the paper of somebody who is known.

    Signals:
        known: a :class:`KnownPerson` was taken, or None where the name stands for itself.
        digit: a choice was typed behind a whole name; it belongs into the next cell.
        unnamed: the space bar in an empty cell: this person wrote no name.

    Args:
        people: known people.
    """

    known = Signal(object)
    digit = Signal(str)
    unnamed = Signal()

    def __init__(self, people: Sequence[KnownPerson]) -> None:
        super().__init__()
        self._people = people
        self._person, self._named = "", ""

    def know(self, people: Sequence[KnownPerson]) -> None:
        """Take the present list of known people."""
        self._people = people

    @property
    def person(self) -> str:
        """Key of the known person, "" for a name as written."""
        return self._person

    def show_person(self, name: object, person: str, *, own: bool = False) -> None:
        """Show a stored name and who it is."""
        self.show_value(name, own=own)
        if self.text() == str(name or ""):
            self._person, self._named = person, self.text().strip()

    def offered(self) -> KnownPerson | None:
        """Return who is meant by what is typed: the number, the whole name, or its only beginning."""
        text = normalize("NFKC", self.text()).strip()
        if not text or self.composing():
            return None
        if text.isdecimal():
            return next((one for one in self._people if str(one.number) == text), None)
        folded = fold(text)
        whole = [one for one in self._people if fold(one.name) == folded]
        begun = whole or [one for one in self._people if fold(one.name).startswith(folded)]
        return begun[0] if len(begun) == 1 else None

    def accept(self, person: KnownPerson) -> None:
        """Put a known person into the cell."""
        self._person, self._named = person.id, person.name
        self.setText(person.name)
        self.known.emit(person)
        self.flush()

    def finish(self) -> None:
        """Settle who it is before it is kept: a number or a whole name is somebody known."""
        self.commit_composition()
        found = self.offered()
        text = normalize("NFKC", self.text()).strip()
        if text == self._named:  # nothing was typed here since it was settled
            found = None
        if found is not None and (text.isdecimal() or fold(found.name) == fold(text)):
            if self._person != found.id or self.text() != found.name:
                self._person = found.id
                self.setText(found.name)
                self.known.emit(found)
        elif text != self._named:
            self._person = ""
        self._named = self.text().strip()
        self.flush()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Settle who it is, however the cell is left."""
        self.finish()
        super().focusOutEvent(event)

    def takes(self, event: QKeyEvent) -> bool:
        """Take the person that is offered with F3 or the right arrow; a digit behind a name is a choice."""
        found = self.offered()
        at_end = self.cursorPosition() == len(self.text())
        if found is not None and (
            command_of(event, IN_KEYING) == "key_take" or (event.key() == Qt.Key.Key_Right and at_end)
        ):
            self.accept(found)
            self.moved.emit(1)
            return True
        typed = normalize("NFKC", event.text())
        text = normalize("NFKC", self.text()).strip()
        if typed == " " and not text:
            self.unnamed.emit()
            return True
        if len(typed) != 1 or not typed.isdecimal() or not at_end:
            return False
        if text and not text[0].isdecimal():
            self.finish()
            self.digit.emit(typed)
            return True
        if text.isdecimal() and len(text) == NUMBER_DIGITS - 1:
            self.setText(text + typed)
            if self.offered() is not None:
                self.finish()
                self.moved.emit(1)
            else:
                self._on_typed()
                self.entered.emit()
            return True
        return False


class ChoiceCell(KeyCell):
    """One choice by one key, the number that stands on the paper; the words stand behind it.

    The input method stays out of it, so that a number is a number also where Chinese is being typed.

    Signals:
        refused: a key that stands for no choice.

    Args:
        choices: at most nine, in the order of the paper.
        words: renders their labels.
        known: every choice there is, for values that came from elsewhere.
    """

    refused = Signal(str)

    def __init__(self, choices: Sequence[Option], words: Callable[[object], str], known: Sequence[Option] = ()) -> None:
        super().__init__()
        self._choices, self._words, self._known = tuple(choices), words, tuple(known)
        self._value = self._whole = ""
        self.setReadOnly(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def value(self) -> object:
        """See :class:`KeyCell`."""
        return self._value or None

    def show_value(self, value: object, *, own: bool = False) -> None:
        """See :class:`KeyCell`."""
        if self._told is not None and self._told != str(value or "") and not own:
            return
        self._told = None
        self._show(str(value or ""))

    def _show(self, value: str) -> None:
        self._value = value
        keys = dict(zip((one.key for one in self._choices), tick_keys(self._choices), strict=True))
        every = (*self._choices, *self._known)
        label = next((one.label for one in every if one.key == self._value), None)
        words = self._words(label) if label is not None else self._value
        self._whole = f"{keys.get(self._value, '')} {words}".strip()
        self.setAccessibleDescription(self._whole)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words anew; the number is always seen."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.contentsRect().width() - 2 * self.fontMetrics().averageCharWidth()
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(room, 1)))
        self.setCursorPosition(0)

    def take(self, value: object) -> None:
        """See :class:`KeyCell`."""
        self._show(str(value or ""))
        self._told = self._value
        self.kept.emit()

    def flush(self) -> None:
        """Nothing waits in a choice."""

    def press(self, typed: str) -> bool:
        """Choose by the number on the paper; False where it stands for nothing."""
        keys = dict(zip(tick_keys(self._choices), (one.key for one in self._choices), strict=True))
        if typed not in keys:
            self.refused.emit(typed)
            return False
        self.take(keys[typed])
        self.moved.emit(1)
        return True

    def takes(self, event: QKeyEvent) -> bool:
        """Choose, or empty the cell."""
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.take("")
            return True
        typed = normalize("NFKC", event.text())
        if len(typed) == 1 and typed.isalnum() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.press(typed)
            return True
        return False


class CountCell(KeyCell):
    """A count in digits, half or full width; the input method stays out of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def value(self) -> object:
        """Return the number, None where there is none or the text is no count."""
        text = normalize("NFKC", self.text()).strip()
        return int(text) if text.isdecimal() and len(text) <= 6 else None

    def show_value(self, value: object, *, own: bool = False) -> None:
        """See :class:`KeyCell`."""
        self.show_stored("" if value is None else str(value), own=own)


def focus(cell: QWidget | None) -> None:
    """Put the keyboard into a cell."""
    if cell is not None:
        cell.setFocus(Qt.FocusReason.TabFocusReason)
