"""The list of questionnaires: a card for each, and the button that adds one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from app.core.messages import N_, NP_, own_words
from app.services.questionnaires.results import count_words
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState, button_row

if TYPE_CHECKING:
    from app.services.questionnaires import QuestionnaireLine

EMPTY = N_("Ask the same questions on paper, in the languages people speak. Type the answers in with single keys.")


def show_list(
    context: UiContext,
    part: Binder,
    box: QVBoxLayout,
    found: Sequence[QuestionnaireLine],
    on_add: Callable[[], object],
) -> None:
    """Fill an empty box with the cards.

    Args:
        context: words, theme, routes.
        part: says the words again.
        box: takes the cards.
        found: a line for each questionnaire.
        on_add: makes one.
    """
    box.setSpacing(context.theme.metrics.u(1))
    if not found:
        box.addWidget(EmptyState(context, "clipboard-list", EMPTY))
    add = part.button(N_("Add questionnaire"), on_add, icon="plus", kind="primary", name="add_questionnaire")
    add.setDisabled(context.document.read_only)
    box.addLayout(button_row(add))
    for one in found:
        box.addWidget(_card(context, part, one))


def _card(context: UiContext, part: Binder, one: QuestionnaireLine) -> Card:
    card = Card(context, units=1.25)
    card.body.addWidget(
        part.label(own_words(one.title) if one.title else N_("Questionnaire without a title"), "strong")
    )
    questions = NP_("{n} question", "{n} questions", one.questions)
    said = N_("{questions}, {sheets}", questions=questions, sheets=count_words(one.sheets, one.target))
    card.body.addWidget(part.label(said, "caption"))
    go = part.button(N_("Open questionnaire"), partial(context.go, f"questionnaire:{one.id}"), name=f"open_{one.id}")
    go.setAccessibleName(context.text(N_("Open “{title}”", title=one.title)))
    card.body.addLayout(button_row(go))
    return card
