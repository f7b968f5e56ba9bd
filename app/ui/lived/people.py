"""Who lives here: groups of residents with why and how we know, and the data shelf."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.messages import N_, Label, own_words
from app.services.lived.screen import GroupLine, LivedScreen, ShelfLine
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState, button_row
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord

GROUP, ITEM = "population_group", "data_item"


class PeopleView(QWidget):
    """Groups, then data.

    Signals:
        added: record type of which another one is wanted.
        opened: record type and id.
    """

    added = Signal(str)
    opened = Signal(str, str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_screen(self, screen: LivedScreen) -> None:
        """Show groups and data."""
        clear(self._box)
        part = Binder(self._context)
        self._box.setSpacing(self._context.theme.metrics.u(1))
        self._box.addWidget(part.label(N_("Groups of residents"), "section"))
        if not screen.groups:
            said = N_("Name the groups that heat, floods or outages hit hardest. Then see whom you have heard.")
            self._box.addWidget(EmptyState(self._context, "users", said))
        for one in screen.groups:
            self._box.addWidget(self._group(one))
        self._add_button(part, GROUP, N_("Add group of residents"), primary=not screen.groups)
        self._box.addWidget(part.label(N_("Data shelf"), "section"))
        if not screen.shelf:
            self._box.addWidget(part.label(N_("Put tables and pictures of maps here, each with its source and date.")))
        for item in screen.shelf:
            self._box.addWidget(self._item(item))
        self._add_button(part, ITEM, N_("Add item to the data shelf"), primary=False)

    def _add_button(self, part: Binder, kind: str, said: Label, *, primary: bool) -> None:
        add = part.button(said, partial(self.added.emit, kind), icon="plus", name=f"add_{kind}",
                          kind="primary" if primary else "")  # fmt: skip
        add.setDisabled(self._context.document.read_only)
        self._box.addLayout(button_row(add))

    def _group(self, one: GroupLine) -> Card:
        card = Card(self._context, own_words(one.name), units=1.25)
        if one.why:
            card.body.addWidget(card.binder.label(one.why))
        for fact in _facts(one):
            card.body.addWidget(card.binder.label(fact, "caption"))
        if not one.basis:
            missing = N_("What shows it is not written down yet.")
            card.body.addWidget(StatusWord(self._context, NOTICE, missing, wrap=True))
        self._open(card, GROUP, one.id, one.name)
        return card

    def _item(self, one: ShelfLine) -> Card:
        card = Card(self._context, own_words(one.title), units=1.25)
        for words, role in ((one.says, "body"), (one.basis, "caption")):
            if words:
                card.body.addWidget(card.binder.label(words, role))
        if not one.basis:
            missing = N_("Source and date are missing, so nobody can check it.")
            card.body.addWidget(StatusWord(self._context, NOTICE, missing, wrap=True))
        self._open(card, ITEM, one.id, one.title)
        return card

    def _open(self, card: Card, kind: str, id: str, title: str) -> None:
        said = N_("Open this group") if kind == GROUP else N_("Open this item")
        go = card.binder.button(said, partial(self.opened.emit, kind, id), icon="pencil", name=f"open_{id}")
        go.setAccessibleName(self._context.text(N_("Open “{title}”", title=title)))
        card.body.addLayout(button_row(go))


def _facts(one: GroupLine) -> list[Label]:
    """Return what is known; the mapped place stands apart from the people."""
    out: list[Label] = []
    if one.languages:
        out.append(N_("Languages: {languages}", languages=one.languages))
    if one.gathers:
        out.append(N_("They gather: {places}", places=one.gathers))
    if one.mapped and one.place:
        out.append(N_("On the map of environmental justice areas: {place}", place=one.place))
    elif one.mapped is not None:
        yes, no = N_("Yes"), N_("No")
        out.append(N_("On the map of environmental justice areas: {place}", place=yes if one.mapped else no))
    if one.basis:
        out.append(N_("What shows it: {basis}", basis=one.basis))
    return out
