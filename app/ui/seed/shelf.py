"""The idea shelf: nine kinds, what cities did, and where to look once there is a connection."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.messages import N_, Label
from app.services.seed.screen import SeedScreen
from app.services.seed.shelf import Words, shelf
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import DONE
from app.ui.widgets.status import StatusWord
from app.ui.widgets.tab_row import TabRow

CITIES, POINTERS = "cities", "pointers"


class ShelfView(QWidget):
    """One kind at a time, chosen by buttons.

    Signals:
        taken: id of a card.
    """

    taken = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder, self._part = context, Binder(context), Binder(context)
        self._known: frozenset[str] = frozenset()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(context.theme.metrics.u(1))
        said = N_("Ideas from elsewhere, retold. Ask of each which of your priorities it would serve.")
        box.addWidget(self._binder.label(said))
        kinds: list[tuple[str, Label]] = [(one.id, one.title.label) for one in shelf().kinds]
        tabs = [*kinds, (CITIES, N_("What cities did")), (POINTERS, N_("Where to look further"))]
        self.kinds = TabRow(context, tabs)
        self.kinds.chosen.connect(lambda _key: self._fill())
        box.addWidget(self.kinds)
        self._cards = QVBoxLayout()
        box.addLayout(self._cards)

    def show_screen(self, screen: SeedScreen) -> None:
        """Show the shelf; cards that were taken say so."""
        self._known = frozenset(str(one.row.get("shelf") or "") for one in screen.view.ideas)
        self._fill()

    def refresh(self) -> None:
        """Say it again."""
        self._binder.refresh()
        self.kinds.refresh()
        self._fill()

    def _fill(self) -> None:
        clear(self._cards)
        part = self._part = Binder(self._context)
        self._cards.setSpacing(self._context.theme.metrics.u(1))
        key, found = self.kinds.current(), shelf()
        put: Callable[[QWidget], object] = self._cards.addWidget
        if key == CITIES:
            for city in found.cities:
                put(self._card(city.id, city.title, city.what, city.place.label))
            source = found.cities[0].source
        elif key == POINTERS:
            for one in found.pointers:
                card = Card(self._context, one.title.label, units=1.25)
                card.body.addWidget(card.binder.label(one.what.label))
                address = card.binder.label(one.address, "caption")
                address.setTextInteractionFlags(
                    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
                )
                card.body.addWidget(address)
                put(card)
            source = found.pointers[0].source
        else:
            kind = next(one for one in found.kinds if one.id == key)
            put(part.label(kind.why.label))
            for each in kind.cards:
                put(self._card(each.id, each.title, each.what))
            put(part.label(N_("Search the playbook and GEAR for: {words}", words=kind.search), "caption"))
            source = kind.source
        put(part.label(N_("Source: {source}", source=found.source(source)), "caption"))

    def _card(self, key: str, title: Words, what: Words, place: Label | None = None) -> Card:
        card = Card(self._context, title.label, units=1.25)
        if place is not None:
            card.body.addWidget(card.binder.label(place, "caption"))
        card.body.addWidget(card.binder.label(what.label))
        if key in self._known:
            card.body.addWidget(StatusWord(self._context, DONE, N_("Taken: it is among your ideas."), wrap=True))
        take = card.binder.button(N_("Take as idea"), partial(self.taken.emit, key), icon="plus", name=f"take_{key}")
        take.setAccessibleName(self._context.text(N_("Take “{title}” as an idea", title=title.label)))
        take.setDisabled(self._context.document.read_only)
        card.body.addLayout(button_row(take))
        return card
