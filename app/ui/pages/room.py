"""A room: its kinds of records as cards, each with how many, what is missing, what came last, and a way to add."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout

from app.core.errors import AppError
from app.core.fields import RecordType, Row
from app.core.messages import N_, NP_, Label
from app.core.rooms import ROOMS, Room
from app.ui.context import UiContext
from app.ui.figures.panel import PANELS, FigurePanel
from app.ui.pages.base import ScrollPage
from app.ui.rooms import OWN_PAGES, list_route
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.shapes import DONE, NOTICE
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.rooms import RoomCard
    from app.services.workspace import Workspace

COLUMN_EM = 26.0
SOON_MS = 50
MOST_COLUMNS = 3


class RoomPage(ScrollPage):
    """The cards of one room; each leads to a list or makes a record."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._room: Room | None = None
        self._cards: tuple[RoomCard, ...] = ()
        self._columns = 1
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask)
        self._says = self.binder.label(None)
        self.body.addWidget(self._says)
        self._grid = QGridLayout()
        self.body.addLayout(self._grid)
        self.figures = FigurePanel(context)
        self.body.addWidget(self.figures)
        self.binder.also(self.figures.refresh)

    def title(self) -> Label:
        """Return what the room is called."""
        return self._room.label if self._room else N_("Records")

    def help_text(self) -> HelpText | None:
        """Return what is kept in the room."""
        return HelpText(self._room.label, why=self._room.says) if self._room else None

    def wants_help(self) -> bool:
        """The cards say what belongs in them."""
        return False

    def open(self, args: tuple[str, ...]) -> None:
        """Show a room (id)."""
        name = args[0] if args else ROOMS[0].id
        self._room = next((one for one in ROOMS if one.id == name), ROOMS[0])
        self.binder.text(self._says.setText, self._room.says)
        self.title_changed.emit()
        self.help_changed.emit()
        self._ask()

    def on_changes(self, changes: object) -> None:
        """Count anew, once for several changes, where the cards can be seen."""
        if self.isVisible():
            self._soon.start()
            self.figures.on_changes(changes)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards into as many columns as there is room for."""
        super().resizeEvent(event)
        if self._wanted_columns() != self._columns:
            self._fill()

    def _ask(self) -> None:
        if self._room is not None:
            self.context.lane.submit(partial(_gather, room=self._room.id), self._on_cards)

    def _on_cards(self, found: tuple[str, tuple[RoomCard, ...]]) -> None:
        room, cards = found
        if self._room is not None and room == self._room.id and cards != self._cards:
            self._cards = cards
            self._fill()
            self.figures.show_keys(PANELS.get(room, ()))

    def _wanted_columns(self) -> int:
        em = self.context.theme.metrics.em(COLUMN_EM)
        return max(1, min(MOST_COLUMNS, self.width() // max(em, 1)))

    def _fill(self) -> None:
        focused = self.focusWidget()
        held = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        clear(self._grid)
        metrics = self.context.theme.metrics
        self._grid.setSpacing(metrics.u(1.25))
        self._columns = self._wanted_columns()
        for place, one in enumerate(self._cards):
            self._grid.addWidget(self._card(one), place // self._columns, place % self._columns)
        for column in range(MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
        if held and (again := self.findChild(type(focused), held)) is not None:
            again.setFocus()

    def _card(self, one: RoomCard) -> Card:
        kind = one.record_type
        card = Card(self.context, kind.label if one.single else kind.plural)
        card.setObjectName(f"card_{kind.name}")
        binder, body = card.binder, card.body
        if not one.count:
            body.addWidget(binder.label(kind.empty or N_("Nothing here yet.")))
        else:
            self._tell(one, card)
        body.addStretch(1)
        body.addLayout(self._buttons(one, binder))
        return card

    def _tell(self, one: RoomCard, card: Card) -> None:
        binder, body = card.binder, card.body
        if not one.single:
            body.addWidget(binder.label(NP_("{n} record", "{n} records", one.count)))
        if one.latest is not None and one.latest.locked and one.record_type.sealed:
            body.addWidget(StatusWord(self.context, DONE, N_("In the private drawer, which is locked"), wrap=True))
            return
        if one.missing:
            said = NP_("{n} still lacks something", "{n} still lack something", one.missing)
            body.addWidget(StatusWord(self.context, NOTICE, said, wrap=True))
        else:
            body.addWidget(StatusWord(self.context, DONE, N_("Nothing is missing"), wrap=True))
        if one.latest is not None and one.latest.title and not one.single:
            said = N_("Last changed: {title}", title=one.latest.title)
            body.addWidget(binder.label(said, "caption"))

    def _buttons(self, one: RoomCard, binder: Binder) -> FlowLayout:
        kind = one.record_type
        route = list_route(kind.name)
        if one.single:
            opens = binder.button(N_("Open the record"), partial(self.context.go, route), name=f"open_{kind.name}")
            buttons = [opens]
        else:
            opens = binder.button(N_("Open the list"), partial(self.context.go, route), name=f"open_{kind.name}")
            add = binder.button(
                kind.add or N_("Add {what}", what=kind.label),
                partial(self._add, kind),
                icon="plus",
                name=f"add_{kind.name}",
            )
            for button, wanted in ((add, not self.context.document.read_only), (opens, bool(one.count))):
                if not wanted:
                    button.hide()
            buttons = [add, opens]
        title = self.context.text(kind.label if one.single else kind.plural)
        opens.setAccessibleName(f"{opens.text()}: {title}")
        return button_row(*buttons)

    def _add(self, kind: RecordType) -> None:
        """Make a record and open its form; what has a page of its own is added there."""
        if kind.name in OWN_PAGES or kind.name == "file":
            self.context.go(list_route(kind.name))
            return
        made = partial(self._on_added, kind)
        self.context.lane.submit(partial(_create, type_name=kind.name), made, self._on_refused)

    def _on_refused(self, error: AppError) -> None:
        """Lead to the key where the record belongs into the private drawer."""
        if error.code.startswith("drawer."):
            self.context.go("drawer")
        self.context.error(error)

    def _on_added(self, kind: RecordType, row: Row) -> None:
        first = next((one.name for one in kind.fields if one.first), "")
        self.context.go(f"record:{kind.name}:{row.id}:{first}")


def _gather(workspace: Workspace, room: str) -> tuple[str, tuple[RoomCard, ...]]:
    return room, workspace.rooms.cards(room)


def _create(workspace: Workspace, type_name: str) -> Row:
    return workspace.records.create(type_name)[0]
