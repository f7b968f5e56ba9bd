"""What residents said, the decision with its approval, and money that was spent too early."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.messages import N_, Label, own_words
from app.core.partial_date import PartialDate
from app.services.seed.gates import Gate
from app.services.seed.screen import SeedScreen
from app.services.seed.spending import Early
from app.services.seed.words import STATES
from app.ui.context import UiContext
from app.ui.figures.table import FigureTable
from app.ui.seed.ideas import SHAPES
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState, button_row
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import DONE, NOTICE
from app.ui.widgets.status import StatusWord


class ResidentsView(QWidget):
    """Choices and conditions, group by group."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._part = context, Binder(context)
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._head, self._foot, self.table = QVBoxLayout(), QVBoxLayout(), FigureTable()
        self.table.setObjectName("feedback_table")
        self.table.setShowGrid(True)  # cells have several lines
        box.addLayout(self._head)
        box.addWidget(self.table)
        box.addLayout(self._foot)

    def show_screen(self, screen: SeedScreen) -> None:
        """Show the table, the conditions, and where more comes from."""
        clear(self._head)
        clear(self._foot)
        part, metrics, view = Binder(self._context), self._context.theme.metrics, screen.view
        self._part = part
        for layout in (self._box, self._head, self._foot):
            layout.setSpacing(metrics.u(1))
        heard = next(gate for gate in view.gates if gate.id == "G5")
        self._head.addWidget(StatusWord(self._context, SHAPES[heard.state], heard.reason, wrap=True))
        self.table.setVisible(screen.feedback is not None)
        if screen.feedback is None and not screen.conditions:
            said = N_("Hold an event of round 3, or ask in a questionnaire whose choices are called like the ideas.")
            self._head.addWidget(EmptyState(self._context, "users", said))
        if screen.feedback is not None:
            self.table.show_view(screen.feedback, metrics)
            for line in screen.feedback.words:
                self._foot.addWidget(part.label(line, "caption"))
        go = self._context.go
        buttons = [
            part.button(N_("Events"), partial(go, "records:event"), icon="calendar", name="to_events"),
            part.button(N_("Questionnaires"), partial(go, "questionnaire"), icon="clipboard-list", name="to_questions"),
        ]
        self._head.addLayout(button_row(*buttons))
        if view.compared:
            self._head.addWidget(part.label(N_("Type what each group chose on the card of an idea:"), "caption"))
            self._head.addLayout(
                button_row(*(self._tally(part, one.facts.id, one.facts.title) for one in view.compared))
            )
        if screen.conditions:
            card = Card(self._context, N_("What would make it work"), units=1.25)
            for said_ in screen.conditions:
                card.body.addWidget(card.binder.label(said_))
            self._foot.addWidget(card)

    def _tally(self, part: Binder, idea: str, title: str) -> QWidget:
        button = part.button(own_words(title), partial(self._context.go, f"record:idea:{idea}:feedback"), kind="small",
                             name=f"tally_{idea}")  # fmt: skip
        button.setAccessibleName(self._context.text(N_("Type what groups chose: {title}", title=title)))
        return button


class DecisionView(QWidget):
    """The decision, its approval, and spending that came too early.

    Signals:
        chosen: id of the idea that is to be chosen.
        ideas: the ideas are to be seen.
    """

    chosen = Signal(str)
    ideas = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._part = context, Binder(context)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_screen(self, screen: SeedScreen) -> None:
        """Show what was decided, or the ideas to choose from."""
        clear(self._box)
        part, view = Binder(self._context), screen.view
        self._part = part
        self._box.setSpacing(self._context.theme.metrics.u(1))
        if not view.compared:
            said = N_("Mark one to three ideas as candidates first.")
            self._box.addWidget(
                EmptyState(self._context, "flag", said, N_("See the ideas"), self.ideas.emit, name="to_ideas",
                           mark="lightbulb")
            )  # fmt: skip
        for gate in (one for one in view.gates if one.id in ("G6", "G7")):
            self._box.addWidget(self._gate(part, gate))
        for key, lines in screen.decisions:
            self._box.addWidget(self._decision(key, lines))
        if view.compared:
            self._box.addWidget(self._choice(screen))
        if view.decisions or view.early:
            self._box.addWidget(self._early(screen))

    def _gate(self, part: Binder, gate: Gate) -> QWidget:
        said = N_("{number} {title}: {state}", number=gate.id, title=gate.title, state=STATES[gate.state])
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self._context.theme.metrics.u(0.25))
        box.addWidget(StatusWord(self._context, SHAPES[gate.state], said, wrap=True))
        box.addWidget(part.label(gate.reason, "caption"))
        return holder

    def _decision(self, key: str, lines: tuple[tuple[str, str], ...]) -> Card:
        card = Card(self._context, N_("The decision and its reasons"), units=1.25)
        for label, value in lines:
            pair = QVBoxLayout()
            pair.setSpacing(self._context.theme.metrics.u(0.1))
            pair.addWidget(card.binder.label(label, "caption"))
            pair.addWidget(card.binder.label(value))
            card.body.addLayout(pair)
        go = self._context.go
        write = card.binder.button(N_("Write reasons and dates"), partial(go, f"record:seed_decision:{key}"),
                                   icon="pencil", kind="primary", name=f"write_{key}")  # fmt: skip
        date = card.binder.button(N_("Write the approval down"), partial(go, f"record:seed_decision:{key}:approved_on"),
                                  icon="check", name=f"approve_{key}")  # fmt: skip
        card.body.addLayout(button_row(write, date))
        return card

    def _choice(self, screen: SeedScreen) -> Card:
        view = screen.view
        card = Card(self._context, N_("Choose one idea"), units=1.25)
        said = N_("Decide together, in the way your team agreed on. What was chosen before is a candidate again.")
        card.body.addWidget(card.binder.label(said, "caption"))
        decided = {str(row.get("chosen")) for row in view.decisions}
        buttons = []
        for one in view.compared:
            if one.facts.standing == "chosen" and one.facts.id in decided:
                continue
            button = card.binder.button(N_("Choose “{title}”", title=own_words(one.facts.title)),
                                        partial(self.chosen.emit, one.facts.id), icon="flag",
                                        name=f"choose_{one.facts.id}")  # fmt: skip
            button.setDisabled(self._context.document.read_only)
            buttons.append(button)
        card.body.addLayout(button_row(*buttons))
        if not buttons:
            card.body.addWidget(StatusWord(self._context, DONE, N_("The only idea is chosen."), wrap=True))
        return card

    def _early(self, screen: SeedScreen) -> Card:
        view = screen.view
        card = Card(self._context, N_("Seed money before the approval"), units=1.25)
        for row in view.decisions:
            if not (row.get("project") or row.get("pot")):
                said = N_("The decision names no project and no pot, so its money cannot be watched.")
                card.body.addWidget(StatusWord(self._context, NOTICE, said, wrap=True))
        if not view.early:
            card.body.addWidget(StatusWord(self._context, DONE, N_("Nothing was spent too early."), wrap=True))
            return card
        card.body.addWidget(card.binder.label(N_("Nothing is blocked. Write down why it was spent."), "caption"))
        for one in view.early:
            card.body.addWidget(StatusWord(self._context, DONE if one.reason else NOTICE, _early_words(one), wrap=True))
        reasons = dict.fromkeys(one.reason for one in view.early if one.reason)
        for reason in reasons:
            card.body.addWidget(card.binder.label(N_("Reason given: {reason}", reason=own_words(reason))))
        keys = dict.fromkeys(one.decision for one in view.early if one.decision)
        go = self._context.go
        buttons = [
            card.binder.button(N_("Write the reason"), partial(go, f"record:seed_decision:{key}:early_reason"),
                               icon="pencil", name=f"reason_{key}")
            for key in keys
        ]  # fmt: skip
        card.body.addLayout(button_row(*buttons))
        return card


def _early_words(one: Early) -> Label:
    what: Label = own_words(one.title) if one.title else N_("Without a name")
    if not one.date:
        return N_("{what}: without a date", what=what)
    return N_("{what}: {day}", what=what, day=PartialDate.from_iso(one.date))
