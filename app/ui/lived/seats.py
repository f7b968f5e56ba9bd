"""The seat plan beside the matrix: each seat, and which groups and languages still have none."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.messages import N_, own_words
from app.services.lived.screen import LivedScreen
from app.services.lived.view import LivedView, Seat
from app.services.lived.words import covers, seat_facts, seats_words
from app.ui.context import UiContext
from app.ui.lived.matrix import SHAPES
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import DONE, OPEN
from app.ui.widgets.status import StatusWord


class SeatsView(QWidget):
    """All seats, then what they cover.

    Signals:
        added: another seat is wanted.
        opened: id of a seat.
    """

    added = Signal()
    opened = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_screen(self, screen: LivedScreen) -> None:
        """Show the seats."""
        clear(self._box)
        self._box.setSpacing(self._context.theme.metrics.u(1))
        self._box.addWidget(self._seats(screen.view))
        if screen.view.groups:
            self._box.addWidget(self._cover(screen.view))
        self._box.addStretch(1)

    def _seats(self, view: LivedView) -> Card:
        card = Card(self._context, N_("Seats on the team"), units=1.25)
        said = N_("Name the perspective of each seat first. The person who takes it comes later.")
        card.body.addWidget(card.binder.label(seats_words(view) if view.seats else said))
        for at, seat in enumerate(view.seats, 1):
            self._add_seat(card, view, seat, at)
        add = card.binder.button(N_("Add seat"), self.added.emit, icon="plus", name="add_seat")
        add.setDisabled(self._context.document.read_only)
        card.body.addLayout(button_row(add))
        return card

    def _add_seat(self, card: Card, view: LivedView, seat: Seat, at: int) -> None:
        title = own_words(seat.perspective)
        said = N_("{n}. {perspective}", n=at, perspective=title)
        card.body.addWidget(StatusWord(self._context, DONE if seat.person else OPEN, said, wrap=True))
        for fact in seat_facts(view, seat):
            card.body.addWidget(card.binder.label(fact, "caption"))
        if not seat.person:
            card.body.addWidget(card.binder.label(N_("Nobody sits here yet."), "caption"))
        go = card.binder.button(N_("Open seat {n}", n=at), partial(self.opened.emit, seat.id), icon="pencil",
                                name=f"seat_{seat.id}")  # fmt: skip
        go.setAccessibleName(self._context.text(N_("Open seat {n}: {perspective}", n=at, perspective=title)))
        card.body.addLayout(button_row(go))

    def _cover(self, view: LivedView) -> Card:
        card = Card(self._context, N_("Whom the seats bring to the table"), units=1.25)
        for one, said in covers(view):
            card.body.addWidget(StatusWord(self._context, SHAPES[one.state], said, wrap=True))
        return card
