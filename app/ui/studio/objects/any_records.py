"""Any kind of record as a live block: first which records, then in which form they are printed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.core.fields import Option
from app.core.messages import N_
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.editor import Edit
from app.ui.widgets.layouts import FlowLayout, clear

if TYPE_CHECKING:
    from app.services.live_kinds import LiveKind


class AnyRecords(QWidget):
    """Offers the forms that every record type has.

    Signals:
        chosen: key of a live block.

    Args:
        context: words, theme.
        kinds: keys such as ``supply.table`` to what is printed.
    """

    chosen = Signal(str)

    def __init__(self, context: UiContext, kinds: Mapping[str, LiveKind]) -> None:
        super().__init__()
        self._context, self._kinds = context, kinds
        self._binder, self._made = Binder(context), Binder(context)
        self._forms: dict[str, list[str]] = {}
        for key in kinds:
            self._forms.setdefault(key.partition(".")[0], []).append(key)
        self.buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(context.theme.metrics.u(0.5))
        options = tuple(Option(name, kinds[keys[0]].label) for name, keys in self._forms.items())
        self.types = ChoiceBox(context, options)
        self.types.setObjectName("any_type")
        self.types.edited.connect(self._on_type)
        label = self._binder.label(N_("Which records"))
        label.setBuddy(self.types.main_input())
        self._row = FlowLayout(gap=context.theme.metrics.u(0.75))
        column.addWidget(label)
        column.addWidget(self.types)
        column.addLayout(self._row)
        self.refresh()

    def refresh(self) -> None:
        """Say it again."""
        self._binder.refresh()
        self._made.refresh()
        self.types.refresh()
        self.types.name_it(self._context.text(N_("Which records")))

    def _on_type(self, edit: Edit) -> None:
        clear(self._row)
        self._made, self.buttons = Binder(self._context), {}
        for key in self._forms.get(str(edit.value or ""), ()):
            kind = self._kinds[key]
            button = self._made.button(
                kind.help or kind.label, partial(self.chosen.emit, key), name=f"insert_{key}", icon="plus"
            )
            self.buttons[key] = button
            self._row.addWidget(button)
