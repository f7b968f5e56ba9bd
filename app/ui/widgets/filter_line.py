"""Filters as words in a line, each of which can be taken away by itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.messages import N_
from app.ui.widgets.binder import Dress
from app.ui.widgets.focus import focus_soon
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.picker import Chip


class FilterLine(QWidget):
    """A line to type a word into, and the words that are kept.

    Signals:
        changed: all words, the one being typed included; never while an input method composes.
    """

    changed = Signal(tuple)

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._kept: tuple[str, ...] = ()
        self._flow = FlowLayout(self, gap=dress.theme.metrics.u(0.5))
        self.line = LineEdit()
        self.line.setObjectName("filter")
        self.line.textChanged.connect(self._on_text)
        self.line.returnPressed.connect(self._on_return)
        self._flow.addWidget(self.line)
        self.refresh()

    def words(self) -> tuple[str, ...]:
        """Return the kept words and the one being typed."""
        typed = self.line.text().strip()
        return (*self._kept, *((typed,) if typed else ()))

    def clear_words(self) -> None:
        """Take all words away."""
        self._kept = ()
        self.line.clear()
        self._build()

    def refresh(self) -> None:
        """Say it again."""
        said = self._dress.text(N_("Filter by words"))
        self.line.setPlaceholderText(said)
        self.line.setAccessibleName(said)
        self.line.setFixedWidth(self._dress.theme.metrics.em(14))
        self._build()

    def _build(self) -> None:
        focused = self.line.hasFocus()
        self._flow.removeWidget(self.line)
        clear(self._flow)
        for word in self._kept:
            chip = Chip(self._dress, word, word)
            chip.removed.connect(self._on_removed)
            self._flow.addWidget(chip)
        self._flow.addWidget(self.line)
        if focused:
            focus_soon(self.line)

    def _on_text(self, _text: str) -> None:
        if not self.line.composing():
            self.changed.emit(self.words())

    def _on_return(self) -> None:
        word = self.line.text().strip()
        if word and not self.line.composing():
            self._kept = tuple(dict.fromkeys((*self._kept, word)))
            self.line.clear()
            self._build()
            self.changed.emit(self.words())

    def _on_removed(self, word: str) -> None:
        self._kept = tuple(one for one in self._kept if one != word)
        self._build()
        self.line.setFocus()
        self.changed.emit(self.words())
