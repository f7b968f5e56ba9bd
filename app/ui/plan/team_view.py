"""The team: what is good to know, who holds which role since when and until when, and the matrix of roles."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.messages import N_, Message, own_words
from app.programmes.schema import Pack
from app.services.plan.desk import PlanView
from app.services.plan.team import GOOD, PARTS, WARN, Held, Hint, Member, matrix
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState, button_row
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import DONE, NOTICE, OPEN
from app.ui.widgets.status import StatusWord

SHAPES = {GOOD: DONE, WARN: NOTICE}
PLACES = {"records:person": N_("Open the list of people"), "recruit": N_("Open recruiting"),
          "records:procurement": N_("Open purchases and vendors")}  # fmt: skip


class TeamView(QWidget):
    """Hints first, then everybody with a role, then who does what in which step."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._part = context, Binder(context)
        self._matrix_open = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_view(self, view: PlanView, pack: Pack | None, hours: Message | None) -> None:
        """Show the team of a plan, what time it gave and the matrix of its programme."""
        clear(self._box)
        part = self._part = Binder(self._context)
        self._box.setSpacing(self._context.theme.metrics.u(1))
        for one in view.team.hints:
            self._hint(one)
        if hours is not None:
            self._box.addWidget(part.label(hours))
        if not view.team.members:
            said = N_("Nobody has a role yet. Add the people who already help, and give each a role.")
            people = partial(self._context.go, "records:person")
            self._box.addWidget(EmptyState(self._context, "users", said, N_("Add people"), people, name="add_people"))
        for member in view.team.members:
            self._box.addWidget(self._member(member))
        go = self._context.go
        buttons = (
            part.button(N_("Open the list of people"), partial(go, "records:person"), icon="users", name="to_people"),
            part.button(
                N_("Open organisations"), partial(go, "records:organisation"), icon="building-2", name="to_orgs"
            ),
            part.button(
                N_("Open purchases and vendors"), partial(go, "records:procurement"), icon="list", name="to_vendors"
            ),
        )
        self._box.addLayout(button_row(*buttons))
        if pack is not None and pack.role_matrix:
            self._box.addWidget(self._matrix(pack))

    def _hint(self, one: Hint) -> None:
        self._box.addWidget(StatusWord(self._context, SHAPES.get(one.shape, OPEN), one.words, wrap=True))
        if one.shape == WARN and one.place in PLACES:
            go = self._part.button(
                PLACES[one.place], partial(self._context.go, one.place), kind="small", name="mend_team"
            )
            self._box.addLayout(button_row(go))

    def _member(self, one: Member) -> Card:
        card = Card(self._context, own_words(one.name), units=1.0)
        for held in one.roles:
            card.body.addWidget(card.binder.label(own_words(self._role(held))))
        date = self._context.translator.date
        if one.joined:
            card.body.addWidget(card.binder.label(N_("On the team since {day}", day=date(one.joined)), "caption"))
        if one.left:
            card.body.addWidget(card.binder.label(N_("Left on {day}", day=date(one.left)), "caption"))
        if one.type == "organisation":
            card.body.addWidget(card.binder.label(N_("Held by the organisation as a whole"), "caption"))
        name = f"open_{one.id}"
        go = partial(self._context.go, f"record:{one.type}:{one.id}")
        button = card.binder.button(N_("Open the record"), go, kind="small", name=name)
        button.setAccessibleName(f"{button.text()}: {one.name}")
        card.body.addLayout(button_row(button))
        return card

    def _role(self, held: Held) -> str:
        text, date = self._context.text, self._context.translator.date
        when: list[str] = []
        if held.start or held.end:
            if held.start:
                when.append(text(N_("since {day}", day=date(held.start))))
            if held.end:
                when.append(text(N_("until {day}", day=date(held.end))))
        else:
            when = [text(one) for one in (held.enters, held.leaves) if one is not None]
        title = text(held.title)
        listed = self._context.translator.listed(when)
        return text(N_("{role} ({when})", role=title, when=listed)) if when else title

    def _matrix(self, pack: Pack) -> Card:
        """Return who does what in which step, step by step in words: no wide table at any size of the text."""
        card = Card(self._context, N_("Roles and steps"), units=1.25)
        rows, text, inner = matrix(pack), self._context.text, QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        show = card.binder.button(N_("Show or hide who does what"), kind="small", name="show_matrix")
        show.clicked.connect(partial(self._on_matrix, inner))
        card.body.addLayout(button_row(show))
        card.body.addWidget(inner)
        inner.setVisible(self._matrix_open)
        for place, step in enumerate(pack.steps):
            title = f"{step.number}　{text(step.title)}" if step.number else text(step.title)
            box.addWidget(card.binder.label(own_words(title), "strong"))
            parts = []
            for role, letters in rows:
                does = [text(PARTS[letter]) for letter in letters[place] if letter in PARTS]
                if does:
                    said = self._context.translator.listed(does)
                    parts.append(text(N_("{role}: {does}", role=role.name, does=said)))
            box.addWidget(card.binder.label(own_words("\n".join(parts)), "caption"))
        return card

    def _on_matrix(self, inner: QWidget, _checked: bool = False) -> None:
        self._matrix_open = inner.isHidden()
        inner.setVisible(self._matrix_open)
