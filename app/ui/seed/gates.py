"""The gates with their reasons, and the numbers of the round that they read."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.fields import Field, Kind, Option
from app.core.messages import N_, Label, Message, own_words
from app.services.seed.gates import EACH, WHOLE, Gate, Rules
from app.services.seed.screen import SeedScreen
from app.services.seed.tables import gates_words
from app.services.seed.words import STATES
from app.ui.context import UiContext
from app.ui.forms.registry import EDITORS, FieldContext
from app.ui.seed.ideas import SHAPES
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.editor import Edit, Editor
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import NOTICE, PROBLEM
from app.ui.widgets.status import StatusWord

ASKED: tuple[tuple[str, Kind, Message], ...] = (
    ("seed_months_max", Kind.INTEGER, N_("Most months")),
    ("seed_money", Kind.MONEY, N_("Money for each community")),
    ("communities", Kind.INTEGER, N_("Communities that take part")),
    ("ideas_max", Kind.INTEGER, N_("Most ideas to compare")),
)
HOW = (
    Option(WHOLE, N_("One project for all communities together")),
    Option(EACH, N_("One project for each community")),
)


class Numbers(Card):
    """The numbers of the round, each of which the team may set.

    Signals:
        edited: id of the setting and its value, ``None`` for the programme's own.
    """

    edited = Signal(str, object)

    def __init__(self, context: UiContext, currency: str) -> None:
        super().__init__(context, N_("Numbers of this round"), units=1.25)
        self._context = context
        self.setObjectName("seed_numbers")
        self._editors: dict[str, Editor] = {}
        self._said: dict[str, StatusWord] = {}
        self.body.addWidget(
            self.binder.label(N_("They come from the programme. Change one where yours differs."), "caption")
        )
        for key, kind, said in ASKED:
            label = self.binder.label(said, "strong")
            field = Field(key, kind, said, minimum=1)
            editor = EDITORS[kind](FieldContext(context, field, (), currency))
            editor.main_input().setObjectName(f"number_{key}")
            label.setBuddy(editor.main_input())
            self.binder.text(editor.name_it, said)
            editor.edited.connect(partial(self._on_edited, key))
            self._editors[key] = editor
            self._said[key] = StatusWord(context, PROBLEM, "", wrap=True)
            self._said[key].hide()
            for widget in (label, editor, self._said[key]):
                self.body.addWidget(widget)
        label = self.binder.label(N_("How several communities choose"), "strong")
        self.how = ChoiceBox(context, optional=False)
        self.how.set_options(HOW)
        self.how.box.setObjectName("number_seed_choice")
        label.setBuddy(self.how.box)
        self.binder.text(self.how.name_it, N_("How several communities choose"))
        self.how.setMaximumWidth(context.theme.metrics.em(26))
        self.how.edited.connect(lambda edit: self.edited.emit("seed_choice", edit.value))
        self.body.addWidget(label)
        self.body.addWidget(self.how)
        self.none = StatusWord(
            context, NOTICE, N_("Take part in a programme first. Then these numbers can be set."), wrap=True
        )
        self.counted = self.binder.label(
            N_("Communities are counted from their list, without those that withdrew."), "caption"
        )
        self.body.addWidget(self.none)
        self.body.addWidget(self.counted)

    def show_rules(self, rules: Rules, *, joined: bool, listed: bool) -> None:
        """Show the numbers as they are now; a field with the focus is left alone."""
        values = (rules.months_max, rules.money, rules.communities, rules.ideas_max)
        frozen = self._context.document.read_only or not joined
        for (key, _kind, _said), value in zip(ASKED, values, strict=True):
            self._editors[key].set_value(value, own=self._context.own_undo)
            self._editors[key].freeze(frozen or (listed and key == "communities"))
        self.how.set_value(rules.per)
        self.how.setEnabled(not frozen)
        self.none.setVisible(not joined)
        self.counted.setVisible(listed)

    def _on_edited(self, key: str, edit: Edit) -> None:
        bad = edit.pending is not None or (isinstance(edit.value, int) and edit.value < 1)
        self._said[key].setVisible(bad)
        if bad:
            self._said[key].say(PROBLEM, N_("This does not count yet: write a number of 1 or more."))
        else:
            self.edited.emit(key, edit.value)


class GatesView(QWidget):
    """Every gate with its state in words; nothing is blocked by one.

    Signals:
        number: id of a setting and its value.
    """

    number = Signal(str, object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._part = context, Binder(context)
        self._numbers: Numbers | None = None
        self._currency = ""
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._gates = QVBoxLayout()
        self._box.addLayout(self._gates)

    def show_screen(self, screen: SeedScreen) -> None:
        """Show the gates, and below them the numbers."""
        clear(self._gates)
        part, view = Binder(self._context), screen.view
        self._part = part
        for box in (self._box, self._gates):
            box.setSpacing(self._context.theme.metrics.u(1))
        self._gates.addWidget(part.label(gates_words(view), "strong"))
        self._gates.addWidget(part.label(N_("A gate blocks nothing. It says what still has to be done."), "caption"))
        for one in view.compared:
            mine = [gate for gate in view.gates if gate.idea == one.facts.id]
            self._gates.addWidget(self._card(own_words(one.facts.title), mine))
        rest = [gate for gate in view.gates if not gate.idea]
        self._gates.addWidget(self._card(N_("For all ideas together"), rest))
        if self._numbers is None or self._currency != view.rules.currency:
            if self._numbers is not None:
                self._numbers.deleteLater()
            self._numbers, self._currency = Numbers(self._context, view.rules.currency), view.rules.currency
            self._numbers.edited.connect(self.number)
            self._box.addWidget(self._numbers)
        self._numbers.show_rules(view.rules, joined=screen.joined, listed=screen.listed)

    def refresh(self) -> None:
        """Say the numbers again."""
        if self._numbers is not None:
            self._box.removeWidget(self._numbers)
            self._numbers.deleteLater()
            self._numbers = None

    def _card(self, title: Label, gates: list[Gate]) -> Card:
        card = Card(self._context, title, units=1.25)
        for gate in gates:
            said = N_("{number} {title}: {state}", number=gate.id, title=gate.title, state=STATES[gate.state])
            card.body.addWidget(StatusWord(self._context, SHAPES[gate.state], said, wrap=True))
            card.body.addWidget(card.binder.label(gate.reason, "caption"))
            if gate.place and gate.state.value != "passed":
                go = card.binder.button(N_("Go there"), partial(self._context.go, gate.place), kind="small",
                                        name=f"mend_{gate.id}_{gate.idea}")  # fmt: skip
                go.setAccessibleName(self._context.text(N_("Go there: {gate}", gate=said)))
                card.body.addLayout(button_row(go))
        return card
