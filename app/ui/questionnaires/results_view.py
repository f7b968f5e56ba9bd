"""What the sheets say, on the screen: counts with bars, numbers, and the words that were written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.messages import N_, NP_, LocalText
from app.services.questionnaires import QuestionnaireView, QuestionView
from app.services.questionnaires.counts import NUMBER, SCALE, WORDS, Filled, tally
from app.services.questionnaires.results import choice_labels, count_words, number_words
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import DONE
from app.ui.widgets.status import Meter, StatusWord


class ResultsView(QWidget):
    """One card per question."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_results(self, view: QuestionnaireView, sheets: Sequence[Filled]) -> None:
        """Show the counts of *sheets*."""
        clear(self._box)
        self._binder = Binder(self._context)
        self._box.setSpacing(self._context.theme.metrics.u(1))
        self._box.addWidget(self._binder.label(count_words(len(sheets), view.target), "strong"))
        if not sheets:
            self._box.addWidget(StatusWord(self._context, DONE, N_("No sheet has been typed in yet."), wrap=True))
            return
        for number, one in enumerate(view.questions, 1):
            self._box.addWidget(self._card(number, one, sheets))

    def _card(self, number: int, one: QuestionView, sheets: Sequence[Filled]) -> Card:
        language = "zh" if self._context.translator.language == "zh_TW" else "en"
        words = one.says(language).text or one.asked.label
        card, found, part = (
            Card(self._context, own_words(f"{number}. {words}"), units=1.25),
            tally(one.asked, sheets),
            self._binder,
        )
        if one.asked.kind == WORDS:
            said = NP_("{n} person wrote something.", "{n} people wrote something.", found.n)
            card.body.addWidget(part.label(said))
            for sheet in sheets:
                if text := sheet.words.get(one.asked.id):
                    card.body.addWidget(part.label(own_words(f"· {text}")))
            return card
        for label, (_key, count) in zip(choice_labels(one, language), found.counts, strict=False):
            said = N_("{answer}: {n} of {all}", answer=label, n=count, all=found.n)
            card.body.addWidget(part.label(said))
            meter = Meter(self._context.theme)
            meter.show_share(count / found.n if found.n else 0.0)
            meter.setAccessibleName(self._context.text(said))
            card.body.addWidget(meter)
        if one.asked.kind in (NUMBER, SCALE):
            card.body.addWidget(part.label(number_words(found), "caption" if one.asked.kind == SCALE else "body"))
        return card


def own_words(text: str) -> LocalText:
    """Return people's own words, the same in every language."""
    return LocalText({"zh_TW": text, "en": text})
