"""The idea cards: those that are compared, then those that are noted for later."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.messages import N_, NP_, Label, own_words
from app.core.money import Money
from app.services.seed.gates import State
from app.services.seed.screen import SeedScreen
from app.services.seed.view import IdeaCard, SeedView
from app.services.seed.words import standings
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState, button_row
from app.ui.widgets.choice import ChoiceBox, widest
from app.ui.widgets.editor import Edit
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import DONE, NOTICE, OPEN
from app.ui.widgets.status import StatusWord

SHAPES = {State.PASSED: DONE, State.FAILED: NOTICE, State.OPEN: OPEN}


class IdeasView(QWidget):
    """All ideas.

    Signals:
        stands: id of an idea and its new standing.
        wanted: the view of the page that was asked for.
        added: a new idea is wanted.
    """

    stands = Signal(str, str)
    wanted = Signal(str)
    added = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._part = context, Binder(context)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_screen(self, screen: SeedScreen) -> None:
        """Show the ideas."""
        clear(self._box)
        part = self._part = Binder(self._context)
        self._box.setSpacing(self._context.theme.metrics.u(1))
        view = screen.view
        look = part.button(
            N_("Look on the shelf"), partial(self.wanted.emit, "shelf"), icon="book-open", name="to_shelf"
        )
        if view.ideas:
            add = part.button(N_("Add idea"), self.added.emit, icon="plus", kind="primary", name="add_idea")
            self._box.addLayout(button_row(add, look))
        else:
            said = N_("Write down each idea, or take one from the shelf. One to three are then compared.")
            state = EmptyState(self._context, "lightbulb", said, N_("Add idea"), self.added.emit, name="add_idea")
            assert state.button is not None  # it has an action
            add = state.button
            self._box.addWidget(state)
            self._box.addLayout(button_row(look))
        add.setDisabled(self._context.document.read_only)
        later = tuple(one for one in view.ideas if not one.compared)
        for head, cards in ((N_("Ideas compared"), view.compared), (N_("Noted for later"), later)):
            if cards:
                self._box.addWidget(part.label(head, "section"))
            for one in cards:
                self._box.addWidget(self._card(view, one))

    def _card(self, view: SeedView, one: IdeaCard) -> Card:
        card = Card(self._context, own_words(one.facts.title), units=1.25)
        if what := str(one.row.get("what") or ""):
            card.body.addWidget(card.binder.label(what))
        for line in _facts(one):
            card.body.addWidget(card.binder.label(line, "caption"))
        if one.compared:
            card.body.addWidget(self._gates(view, one))
        label = card.binder.label(N_("How far the idea is"), "caption")
        box = ChoiceBox(self._context, optional=False)
        box.set_options(standings())
        box.set_value(one.facts.standing)
        box.box.setObjectName(f"standing_{one.facts.id}")
        box.name_it(self._context.text(N_("How far “{title}” is", title=one.facts.title)))
        label.setBuddy(box.box)
        box.setMinimumWidth(widest(box.box, self._context.theme))
        box.edited.connect(partial(self._on_standing, one.facts.id))
        box.setEnabled(not self._context.document.read_only)
        go = card.binder.button(N_("Open card"), partial(self._context.go, f"record:idea:{one.facts.id}"),
                                icon="pencil", name=f"open_{one.facts.id}")  # fmt: skip
        go.setAccessibleName(self._context.text(N_("Open “{title}”", title=one.facts.title)))
        card.body.addWidget(label)
        card.body.addLayout(button_row(box, go))
        return card

    def _gates(self, view: SeedView, one: IdeaCard) -> StatusWord:
        mine = [gate for gate in view.gates if gate.idea == one.facts.id]
        numbers = tuple(gate.id for gate in mine if gate.state is State.FAILED)
        still = tuple(gate.id for gate in mine if gate.state is State.OPEN)
        if numbers:
            return StatusWord(self._context, NOTICE, N_("Not passed: {gates}. See “Gates”.", gates=numbers), wrap=True)
        if still:
            return StatusWord(self._context, OPEN, N_("Still open: {gates}. See “Gates”.", gates=still), wrap=True)
        return StatusWord(self._context, DONE, N_("Gates G1 to G3 are passed."), wrap=True)

    def _on_standing(self, idea: str, edit: Edit) -> None:
        self.stands.emit(idea, str(edit.value or "noted"))


def _facts(one: IdeaCard) -> list[Label]:
    facts = one.facts
    months = NP_("It takes {n} month.", "It takes {n} months.", facts.months or 0)
    cost = N_("It costs {cost}.", cost=Money(facts.cost or 0, facts.currency))
    out: list[Label] = [N_("For {town}", town=facts.town)] if facts.town else []
    if facts.months is not None and facts.cost is not None:
        out.append(N_("{months} {cost}", months=months, cost=cost))
    elif facts.months is not None or facts.cost is not None:
        out.append(cost if facts.months is None else months)
    if one.priorities:
        out.append(N_("Serves: {names}", names=one.priorities))
    if one.groups:
        out.append(N_("Gains: {names}", names=one.groups))
    return out
