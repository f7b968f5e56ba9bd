"""One of a few answers, each said in words: nothing hidden in a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.core.messages import Label
from app.ui.widgets.binder import Binder, Dress
from app.ui.widgets.choice import RadioButton
from app.ui.widgets.layouts import FlowLayout


class RadioWords(QWidget):
    """A row of answers that wraps.

    Signals:
        chosen: key of the answer that the person chose.

    Args:
        dress: words and theme.
        answers: key and words, in order.
    """

    chosen = Signal(str)

    def __init__(self, dress: Dress, answers: Sequence[tuple[str, Label]]) -> None:
        super().__init__()
        self._binder, self._group = Binder(dress), QButtonGroup(self)
        self._keys = [key for key, _label in answers]
        flow = FlowLayout(self, gap=dress.theme.metrics.u(0.75))
        self.buttons: dict[str, RadioButton] = {}
        for number, (key, label) in enumerate(answers):
            button = RadioButton(dress.theme)
            button.setObjectName(f"answer_{key}")
            self._binder.text(button.setText, label)
            self._group.addButton(button, number)
            self.buttons[key] = button
            flow.addWidget(button)
        self._group.idClicked.connect(self._on_clicked)

    def value(self) -> str:
        """Return the key of what is chosen, "" for nothing."""
        number = self._group.checkedId()
        return self._keys[number] if number >= 0 else ""

    def set_value(self, key: str) -> None:
        """Choose an answer without telling anybody."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)

    def refresh(self) -> None:
        """Say it again."""
        self._binder.refresh()
        self.updateGeometry()

    def _on_clicked(self, number: int) -> None:
        self.chosen.emit(self._keys[number])
