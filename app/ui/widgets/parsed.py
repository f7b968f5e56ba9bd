"""Lines that are understood as they are typed: dates, times, numbers, money, codes, coordinates.

Whatever is typed is kept. Beside the line stands in words what was understood, or why it was not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.core.messages import Message
from app.ui.widgets.binder import Dress, Said, restyle
from app.ui.widgets.editor import Edit, Editor
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.shapes import PROBLEM
from app.ui.widgets.status import StatusWord

UNDERSTAND_MS = 250


class Understood(Protocol):
    """What a parser returns: the value, what was understood in words, or what is wrong."""

    @property
    def value(self) -> object:
        """The value, or None."""
        ...

    @property
    def words(self) -> Message | None:
        """What was understood, in words."""
        ...

    @property
    def problem(self) -> Message | None:
        """Why the text was not understood."""
        ...


class ParsedEdit(Editor):
    """A line with what was understood below it.

    Args:
        dress: words and theme.
        parse: text to value, words and problem; pure and quick.
        show: value to the text that stands in the line.
        unit: shown after the line.
        width_em: width of the line in body text sizes; 0 takes what there is.
        right: right-aligned, as numbers are.
    """

    def __init__(
        self,
        dress: Dress,
        parse: Callable[[str], Understood],
        show: Callable[[object], str],
        *,
        unit: Said = None,
        width_em: float = 0,
        right: bool = False,
    ) -> None:
        super().__init__(dress)
        self._parse, self._show, self._unit, self._width_em = parse, show, unit, width_em
        self._stored: tuple[object, str] = (None, "")
        self.line = LineEdit()
        if right:
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._unit_label = QLabel()
        self.note = QLabel()
        self.note.setProperty("role", "caption")
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.problem = StatusWord(dress, PROBLEM, "", wrap=True)
        self._lay_out()
        self.setFocusProxy(self.line)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(UNDERSTAND_MS)
        self._timer.timeout.connect(self._understand)
        self.line.textChanged.connect(self._on_text)
        self.line.edited.connect(self._on_edited)
        self.refresh()

    def set_value(self, value: object, pending: str = "", *, own: bool = False) -> None:
        """See :class:`Editor`."""
        self._stored = (value, pending)
        self.line.show_text(pending or self._show(value), own=own)
        self._understand()

    def flush(self) -> None:
        """See :class:`Editor`."""
        self.line.flush()

    def main_input(self) -> QWidget:
        """See :class:`Editor`."""
        return self.line

    def refresh(self) -> None:
        """Say it again; the stored value is shown in the language's own way."""
        words = self.dress.text(self._unit)
        self._unit_label.setText(words)
        self._unit_label.setVisible(bool(words))
        if self._width_em:
            self.line.setMaximumWidth(self.dress.theme.metrics.em(self._width_em))
        value, pending = self._stored
        self.line.show_text(pending or self._show(value))
        self.problem.refresh()
        self._understand()

    def note_text(self) -> str:
        """Return what is said below the line: what was understood, or what is wrong."""
        if not self.problem.isHidden():
            return self.problem.text()
        return "" if self.note.isHidden() else self.note.text()

    def _lay_out(self) -> None:
        layout, row = QVBoxLayout(self), QHBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        row.setSpacing(self.dress.theme.metrics.u(0.5))
        row.addWidget(self.line, 1)
        row.addWidget(self._unit_label)
        if self._width_em:
            row.addStretch(1)
            row.setStretch(0, 10)
        layout.addLayout(row)
        layout.addWidget(self.note)
        layout.addWidget(self.problem)

    def _on_text(self, _text: str) -> None:
        self._timer.start()

    def _understand(self) -> None:
        """Say below the line what was understood; never while an input method composes."""
        if self.line.composing():
            self._timer.start()
            return
        text = self.line.text().strip()
        found = self._parse(text) if text else None
        problem = found.problem if found is not None else None
        words = found.words if found is not None and problem is None else None
        self.note.setText(self.dress.text(words))
        self.note.setVisible(words is not None)
        if problem is not None:
            self.problem.say(PROBLEM, problem)
        self.problem.setVisible(problem is not None)
        restyle(self.line, problem=problem is not None)

    def _on_edited(self, text: str) -> None:
        found = self._parse(text.strip()) if text.strip() else None
        if found is None:
            self.edited.emit(Edit(None, typing=True))
        elif found.problem is not None:
            self.edited.emit(Edit(None, text, typing=True))
        else:
            self.edited.emit(Edit(found.value, typing=True))
        self._understand()


class DateEdit(ParsedEdit):
    """A date of any precision, in either calendar, with what was understood in words."""

    def __init__(self, dress: Dress, parse: Callable[[str], Understood], show: Callable[[object], str]) -> None:
        super().__init__(dress, parse, show, width_em=16)


class NumberEdit(ParsedEdit):
    """A number; empty is "not known", never 0."""

    def __init__(
        self, dress: Dress, parse: Callable[[str], Understood], show: Callable[[object], str], unit: Said = None
    ) -> None:
        super().__init__(dress, parse, show, unit=unit, width_em=10, right=True)


class MoneyEdit(ParsedEdit):
    """An amount; what was understood names the currency."""

    def __init__(
        self, dress: Dress, parse: Callable[[str], Understood], show: Callable[[object], str], unit: Said = None
    ) -> None:
        super().__init__(dress, parse, show, unit=unit, width_em=12, right=True)
