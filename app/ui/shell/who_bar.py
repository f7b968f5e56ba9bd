"""Asks once per start who is working: a name or someone else, no password, and no dialog in the way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.core.messages import N_
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import FlowLayout, clear

PROPOSED = 4


class WhoBar(QFrame):
    """A bar under the top lines with the names of before, a line for another, and "Someone else".

    Signals:
        answered: the name, "" for someone else.

    Args:
        context: words and theme.
    """

    answered = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._names: tuple[str, ...] = ()
        self._asking = False
        self.setObjectName("who_bar")
        self.setProperty("ground", "sky_soft")
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._binder.label(N_("Who is working? The history remembers the name."), "strong"))
        self._flow = FlowLayout()
        self._layout.addLayout(self._flow)
        self.name = LineEdit()
        self.name.setObjectName("who_name")
        self.name.returnPressed.connect(self._on_name)
        self.refresh()
        self.hide()

    def ask(self, names: Sequence[str]) -> None:
        """Show the bar with names to choose from, the last used first."""
        self._names = tuple(dict.fromkeys(name for name in names if name))[:PROPOSED]
        self._asking = True
        self.refresh()
        self.show()

    def wait(self, waiting: bool) -> None:
        """Step aside for a message, and come back where nobody has answered yet."""
        self.setVisible(self._asking and not waiting)

    def refresh(self) -> None:
        """Say it again."""
        metrics = self._context.theme.metrics
        self._layout.setContentsMargins(metrics.u(1), metrics.u(0.6), metrics.u(1), metrics.u(0.6))
        self._flow.setSpacing(metrics.u(0.6))
        self._binder.refresh()
        self._flow.removeWidget(self.name)
        self.name.setParent(self)
        clear(self._flow)
        for name in self._names:
            button = Binder(self._context).button("", None, icon="user", name="who_proposed")
            wide = metrics.em(10)
            button.setText(button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, wide))
            button.setAccessibleName(name)
            button.clicked.connect(self._on_proposed)
            button.setProperty("person", name)
            self._flow.addWidget(button)
        self.name.setFixedWidth(metrics.em(10))
        self.name.setPlaceholderText(self._context.text(N_("Another name")))
        self.name.setAccessibleName(self._context.text(N_("Another name")))
        self._flow.addWidget(self.name)
        self._flow.addWidget(self._binder.button(N_("Use this name"), self._on_name, name="who_use"))
        self._flow.addWidget(self._binder.button(N_("Someone else"), self._on_else, kind="quiet", name="who_else"))

    def _on_proposed(self) -> None:
        self._answer(str(self.sender().property("person")))

    def _on_name(self) -> None:
        self.name.commit_composition()
        if self.name.text().strip():
            self._answer(self.name.text().strip())

    def _on_else(self) -> None:
        self._answer("")

    def _answer(self, name: str) -> None:
        self._asking = False
        self.hide()
        self.answered.emit(name)
