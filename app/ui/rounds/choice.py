"""Which round a page shows, where the file takes part in several; there is nothing to see where it is one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.fields import Option
from app.core.messages import N_
from app.services.programmes.rounds import Rounds
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.layouts import growing

ROUND = N_("Programme and year")


class RoundChoice(QWidget):
    """The choice; what is chosen holds for every page that shows one round.

    Args:
        context: words, theme, the round that is worked on.
        page: says the choice again with the rest of the page.
        ask: called when another round is to be shown; ``context.round`` names it.
    """

    def __init__(self, context: UiContext, page: Binder, ask: Callable[[], None]) -> None:
        super().__init__()
        self._context, self._binder, self._ask = context, Binder(context), ask
        page.also(self.refresh)
        self.box = ChoiceBox(context, optional=False)
        self.box.box.setObjectName("round_choice")
        self.box.edited.connect(self._on_edited)
        self._binder.text(self.box.name_it, ROUND)
        label = self._binder.label(ROUND, "caption", wrap=False)
        label.setBuddy(self.box.box)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(label)
        self._layout.addWidget(growing(self.box))
        self.hide()

    def refresh(self) -> None:
        """Say it again."""
        self._layout.setSpacing(self._context.theme.metrics.u(0.25))
        self._binder.refresh()

    def show_rounds(self, rounds: Rounds) -> None:
        """Show the rounds to choose from, and which of them is shown."""
        self.box.set_options([Option(key, name) for key, name in rounds.names])
        self.box.set_value(rounds.shown)
        self.setVisible(len(rounds.names) > 1)

    def _on_edited(self, edit: object) -> None:
        wanted = str(getattr(edit, "value", None) or "")
        if wanted:
            self._context.round = wanted
            self._ask()
