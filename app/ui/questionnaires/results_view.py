"""What the sheets say, on the screen: counts with bars, numbers, and the words that were written.

A written answer can be kept as a feedback note of the event that its sheet names.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from app.core.messages import N_, NP_, own_words
from app.services.questionnaires import QuestionnaireView, QuestionView
from app.services.questionnaires.counts import NUMBER, SCALE, WORDS, Filled, tally
from app.services.questionnaires.results import choice_labels, count_words, number_words
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import DONE, NOTICE
from app.ui.widgets.status import Meter, StatusWord

MOST_SPOKEN = 60
"""Letters of an answer that a button's spoken name repeats."""


class ResultsView(QWidget):
    """One card per question.

    Signals:
        keep_asked: question id and the ids of sheets whose written answers become feedback notes.
    """

    keep_asked = Signal(str, object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._kept: frozenset[tuple[str, str]] = frozenset()
        self._keepers: list[QPushButton] = []
        self._again = -1
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_results(
        self, view: QuestionnaireView, sheets: Sequence[Filled], kept: Collection[tuple[str, str]] = ()
    ) -> None:
        """Show the counts of *sheets*.

        Args:
            view: the questionnaire.
            sheets: all that were typed in.
            kept: (sheet id, question id) of the answers that are feedback notes already.
        """
        sheets = [one for one in sheets if one.answered]
        self._kept = frozenset(kept)
        clear(self._box)
        self._keepers = []
        self._binder = Binder(self._context)
        self._box.setSpacing(self._context.theme.metrics.u(1))
        self._box.addWidget(self._binder.label(count_words(len(sheets), view.target), "strong"))
        if not sheets:
            self._box.addWidget(StatusWord(self._context, DONE, N_("No sheet has been typed in yet."), wrap=True))
            return
        for number, one in enumerate(view.questions, 1):
            self._box.addWidget(self._card(number, one, sheets))
        if self._again >= 0 and self._keepers:  # the button that was pressed is gone; its neighbour takes the keyboard
            self._keepers[min(self._again, len(self._keepers) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        self._again = -1

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
            self._add_words(card, one, [sheet for sheet in sheets if sheet.words.get(one.asked.id)])
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

    def _add_words(self, card: Card, one: QuestionView, sheets: Sequence[Filled]) -> None:
        """Show each answer, and a button that keeps it; one for all where there are several."""
        part, key = self._binder, one.asked.id
        open_ = [sheet for sheet in sheets if sheet.event and (sheet.id, key) not in self._kept]
        if len(open_) > 1:
            label = N_("Keep all as feedback notes")
            whole = part.button(label, partial(self._keep, key, open_), icon="copy", name=f"keep_all_{key}")
            whole.setDisabled(self._context.document.read_only)
            self._keepers.append(whole)
            card.body.addLayout(button_row(whole))
        for sheet in sheets:
            card.body.addWidget(part.label(own_words(f"· {sheet.words[key]}")))
            if sheet in open_:
                button = part.button(
                    N_("Keep as feedback note"), partial(self._keep, key, [sheet]), icon="copy",
                    name=f"keep_{key}_{sheet.number}",
                )  # fmt: skip
                said = N_("Keep “{answer}” as a feedback note", answer=sheet.words[key][:MOST_SPOKEN])
                button.setAccessibleName(self._context.text(said))
                button.setDisabled(self._context.document.read_only)
                self._keepers.append(button)
                card.body.addLayout(button_row(button))
            elif sheet.event:
                card.body.addWidget(StatusWord(self._context, DONE, N_("Among the feedback notes of its event.")))
        lonely = sum(not sheet.event for sheet in sheets)
        if lonely:
            said = NP_(
                "{n} answer names no event, so it cannot become a feedback note.",
                "{n} answers name no event, so they cannot become feedback notes.",
                lonely,
            )
            card.body.addWidget(StatusWord(self._context, NOTICE, said, wrap=True))

    def _keep(self, question: str, sheets: Sequence[Filled]) -> None:
        sender = QApplication.focusWidget()
        self._again = self._keepers.index(sender) if sender in self._keepers else -1
        self.keep_asked.emit(question, tuple(one.id for one in sheets))
