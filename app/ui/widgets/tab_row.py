"""Two or more views of one page, chosen by buttons that say what they show."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from app.core.messages import Label
from app.ui.widgets.binder import Binder, Dress
from app.ui.widgets.layouts import FlowLayout


class TabRow(QWidget):
    """Buttons of which one is pressed; arrow keys go from one to the next.

    Signals:
        chosen: key of the view.

    Args:
        dress: words and theme.
        tabs: key and words of each view; the first is pressed.
    """

    chosen = Signal(str)

    def __init__(self, dress: Dress, tabs: Sequence[tuple[str, Label]]) -> None:
        super().__init__()
        self._binder, self._group = Binder(dress), QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        self._flow = FlowLayout(self, gap=6)
        for key, said in tabs:
            button = self._binder.button(said, None, kind="quiet", name=f"tab_{key}")
            button.setCheckable(True)
            button.setProperty("key", key)
            button.clicked.connect(self._on_clicked)
            self._group.addButton(button)
            self.buttons[key] = button
            self._flow.addWidget(button)
        next(iter(self.buttons.values())).setChecked(True)

    def current(self) -> str:
        """Return the key of the view that is shown."""
        return next((key for key, button in self.buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Press a button; the page changes the view itself."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)

    def refresh(self) -> None:
        """Say it again."""
        self._binder.refresh()

    def focus_current(self) -> None:
        """Put the keyboard on the pressed button."""
        self.buttons[self.current()].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self) -> None:
        self.chosen.emit(str(self.sender().property("key")))
