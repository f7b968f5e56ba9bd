"""What every field editor is: it shows a stored value and tells what a person made of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.widgets.binder import Dress


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit.

    Args:
        value: in the plain form of ``app.core.fields``; None where nothing was entered.
        pending: text that could not be understood, to be kept as typed; None otherwise.
        typing: whether it came from typing, which is joined into one step, or from a choice.
    """

    value: object
    pending: str | None = None
    typing: bool = False


class Editor(QWidget):
    """Base of the editors of all kinds of field.

    Signals:
        edited: an :class:`Edit`.

    Args:
        dress: words and theme.
    """

    edited = Signal(object)

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.dress = dress

    def set_value(self, value: object, pending: str = "", *, own: bool = False) -> None:
        """Show a stored value, or text that was kept because it could not be understood.

        Args:
            value: in the plain form of ``app.core.fields``.
            pending: kept text; it is shown instead of the value.
            own: the answer to the person's own undo; a focused field takes it too.
        """

    def flush(self) -> None:
        """Hand on what was typed, now."""

    def main_input(self) -> QWidget:
        """Return the widget that takes the focus and carries the field's name."""
        return self

    def name_it(self, name: str, description: str = "") -> None:
        """Give the input its accessible name, and the help as description."""
        self.setAccessibleName(name)
        main = self.main_input()
        main.setAccessibleName(name)
        main.setAccessibleDescription(description)

    def freeze(self, frozen: bool) -> None:
        """Let the value be read but not changed, as in a document opened to read only."""
        self.setEnabled(not frozen)

    def refresh(self) -> None:
        """Say and draw it again, after the language or the theme changed."""
