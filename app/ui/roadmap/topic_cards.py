"""All topics at a glance: how far each is, who says so, whom nobody has heard, what is open."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from app.core.messages import N_, NP_
from app.services.roadmap.views import RoadmapView, State, TopicView
from app.ui.context import UiContext
from app.ui.roadmap.words import SHAPES, counted, state_words, unheard_words
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.layouts import clear, set_out
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord

COLUMN_EM = 19.0
MOST_COLUMNS = 3


class TopicCards(QWidget):
    """The topics as cards, in as many columns as there is room for."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)

    def show_topics(self, view: RoadmapView, width: int) -> None:
        """Show all topics in the team's order; the keyboard stays where it was."""
        focused = self.focusWidget()
        held = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        clear(self._grid)
        metrics = self._context.theme.metrics
        self._grid.setSpacing(metrics.u(1))
        cards = [self._card(view, one, place) for place, one in enumerate(view.topics, 1)]
        set_out(self._grid, cards, min(MOST_COLUMNS, width // max(metrics.em(COLUMN_EM), 1)), width)
        if held and (again := self.findChild(type(focused), held)) is not None:
            again.setFocus()

    def _card(self, view: RoadmapView, one: TopicView, number: int) -> Card:
        context = self._context
        title = N_("{number}. {question}", number=number, question=one.topic.title)
        card = Card(context, title, units=1.0)
        card.body.addWidget(StatusWord(context, SHAPES[one.state], state_words(one), wrap=True))
        for line in counted(context, one):
            card.body.addWidget(card.binder.label(line, "caption"))
        if one.state is not State.EMPTY:
            if one.voices and one.unheard:
                words = unheard_words(context, view, one.unheard)
                card.body.addWidget(StatusWord(context, NOTICE, words, wrap=True))
            if one.open:
                words = NP_("{n} question is open.", "{n} questions are open.", len(one.open))
                card.body.addWidget(StatusWord(context, NOTICE, words, wrap=True))
        card.body.addStretch(1)
        go = card.binder.button(N_("Open topic"), partial(context.go, f"roadmap:{one.topic.key}"), kind="small",
                                name=f"topic_{one.topic.key}")  # fmt: skip
        go.setAccessibleName(context.text(N_("Open “{title}”", title=context.text(one.topic.title))))
        card.body.addLayout(button_row(go))
        return card
