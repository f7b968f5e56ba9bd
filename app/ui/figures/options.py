"""The choices of a live block, such as the measure of its shares: each asked in words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.editor import Edit
from app.ui.widgets.layouts import FlowLayout, clear

if TYPE_CHECKING:
    from app.services.live_kinds import LiveOption


ACROSS_EM = 13.0
"""Least width of one choice among several side by side."""


class LiveOptions(QWidget):
    """Asks what a live block leaves open.

    Signals:
        chosen: key of the option and key of the answer.

    Args:
        context: words, theme.
        across: side by side where there is room, instead of one below the other.
    """

    chosen = Signal(str, str)

    def __init__(self, context: UiContext, *, across: bool = False) -> None:
        super().__init__()
        self._context, self._binder, self._across = context, Binder(context), across
        self._options: tuple[LiveOption, ...] = ()
        self.boxes: dict[str, ChoiceBox] = {}
        self._rows: QLayout
        if across:
            self._rows = FlowLayout(self, gap=context.theme.metrics.u(1), even=True)
        else:
            self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_options(self, options: tuple[LiveOption, ...], settings: Mapping[str, object]) -> None:
        """Ask these, with the answers that are kept in *settings*; the usual one where nobody chose."""
        if options != self._options:
            self._options = options
            self._build()
        for option in options:
            known = [one.key for one in option.offered()]
            said = str(settings.get(option.key) or "")
            self.boxes[option.key].set_value(said if said in known else known[0])
        self.setVisible(bool(options))

    def refresh(self) -> None:
        """Say it again."""
        self._binder.refresh()
        for option in self._options:
            self.boxes[option.key].refresh()
            self.boxes[option.key].name_it(self._context.text(option.label))

    def _build(self) -> None:
        clear(self._rows)
        self._binder, self.boxes = Binder(self._context), {}
        for option in self._options:
            box = ChoiceBox(self._context, option.offered(), optional=False)
            box.setObjectName(f"option_{option.key}")
            box.name_it(self._context.text(option.label))
            box.edited.connect(partial(self._on_edited, option.key))
            label = self._binder.label(option.label, wrap=not self._across)
            label.setBuddy(box.main_input())
            asked = QWidget()
            if self._across:
                asked.setMinimumWidth(self._context.theme.metrics.em(ACROSS_EM))
            column = QVBoxLayout(asked)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(self._context.theme.metrics.u(0.25))
            column.addWidget(label)
            column.addWidget(box)
            self._rows.addWidget(asked)
            self.boxes[option.key] = box

    def _on_edited(self, key: str, edit: Edit) -> None:
        self.chosen.emit(key, str(edit.value or ""))
