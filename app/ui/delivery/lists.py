"""The further views of the page: tasks, money, measures, months, looking back; lists below words and a table."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.messages import N_, Label, Message
from app.services.delivery.desk import STARTERS
from app.services.delivery.screen import BACK, MEASURES, MONEY, WorkScreen
from app.ui.context import UiContext
from app.ui.delivery.sections import SectionCard
from app.ui.figures.table import FigureTable
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.layouts import clear
from app.ui.widgets.status import StatusWord

WAYS: dict[str, tuple[tuple[str, Message, str], ...]] = {
    MONEY: (
        ("budget", N_("Open the budget"), "coins"),
        ("records:expense", N_("Expenses"), "wallet"),
        ("records:liaison_agreement", N_("Pay of liaisons"), "users"),
        ("seed:decision", N_("The decision"), "flag"),
    ),
    MEASURES: (("records:indicator", N_("Before and after"), "table"),),
    BACK: (("records:meeting", N_("Meetings"), "message-circle"), ("photos", N_("Photos"), "images")),
}
"""View to the places that belong to it: route, words, icon."""
LEADS: dict[str, Label] = {
    MEASURES: N_("Look at those hit hardest, not at the total. Ask them what a figure means."),
    BACK: N_("Let each write alone first. Speak of what was done, not of who was good or bad."),
}


class ListsView(QWidget):
    """One of the further views.

    Signals:
        added: type of a new record and what it begins with.
        finished, begun: type and id of a record.
        taken: key of a measure to begin with.
    """

    added = Signal(str, object)
    finished = Signal(str, str)
    begun = Signal(str, str)
    taken = Signal(str)

    def __init__(self, context: UiContext, key: str) -> None:
        super().__init__()
        self._context, self._key, self._part = context, key, Binder(context)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_screen(self, screen: WorkScreen, _project: str) -> None:
        """Show words, table and lists."""
        clear(self._box)
        part, metrics = Binder(self._context), self._context.theme.metrics
        self._part = part
        self._box.setSpacing(metrics.u(1))
        if (lead := LEADS.get(self._key)) is not None:
            self._box.addWidget(part.label(lead, "caption"))
        for shape, said in screen.words.get(self._key, ()):
            self._box.addWidget(StatusWord(self._context, shape, said, wrap=True))
        if (figure := screen.tables.get(self._key)) is not None and self._key in (MONEY, MEASURES):
            table = FigureTable()
            table.setObjectName(f"{self._key}_table")
            self._box.addWidget(table)
            table.show_view(figure, metrics)
        ways = [
            part.button(said, partial(self._context.go, route), icon=icon, name=f"to_{route.replace(':', '_')}")
            for route, said, icon in WAYS.get(self._key, ())
        ]
        if ways:
            self._box.addLayout(button_row(*ways))
        for section in screen.sections.get(self._key, ()):
            card = SectionCard(self._context, section)
            card.added.connect(self.added)
            card.finished.connect(self.finished)
            card.begun.connect(self.begun)
            self._box.addWidget(card)
        if self._key == MEASURES:
            self._box.addWidget(self._starters(screen))

    def _starters(self, screen: WorkScreen) -> Card:
        """Return measures to begin with; those that are taken stand above."""
        known = {str(one.row.get("indicator")) for one in screen.view.measures}
        language = self._context.translator.language
        card = Card(self._context, N_("Measures to begin with"), units=1.25)
        card.body.addWidget(card.binder.label(N_("Take one, then say for which group and what you aim at."), "caption"))
        for one in STARTERS:
            if one.indicator.best(language) in known:
                continue
            card.body.addWidget(card.binder.label(one.indicator))
            button = card.binder.button(N_("Take it"), partial(self.taken.emit, one.key), icon="plus", kind="small",
                                        name=f"take_{one.key}")  # fmt: skip
            button.setAccessibleName(self._context.text(N_("Take “{measure}”", measure=one.indicator)))
            button.setDisabled(self._context.document.read_only)
            card.body.addLayout(button_row(button))
        return card
