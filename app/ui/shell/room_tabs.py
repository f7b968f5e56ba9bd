"""The line above a list: back to its room, and the other kinds of records of that room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.core.rooms import Room, room
from app.ui.context import UiContext
from app.ui.rooms import list_route, room_of_route, siblings
from app.ui.widgets.binder import Binder
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.tab_row import TabRow

TALL_EM = 36.0
"""A window that is less high has room for one row of tabs above a list, others for two.

Where there are more, only the way back to the room stays.
"""


class RoomTabs(QFrame):
    """Shows the record types of the room that the open page belongs to.

    Signals:
        chosen: a route.

    Args:
        context: words and theme.
    """

    chosen = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._room: Room | None = None
        self._here = ""
        self._tabs: TabRow | None = None
        self._back: QPushButton | None = None
        self._before: QWidget | None = None
        self.setObjectName("room_tabs")
        self.setProperty("ground", "window")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._box = QVBoxLayout(self)
        self.hide()

    def show_route(self, route: str) -> None:
        """Show the line for a page; nothing where its room has no other kind of records."""
        name, here = room_of_route(route)
        others = siblings(name) if name else ()
        if len(others) < 2:
            self.hide()
            return
        if self._room is None or self._room.id != name:
            self._room = room(name)
            self._here = here
            self._build()
        self._here = here
        if self._tabs is not None:
            self._tabs.choose(here)
        self.show()
        self._fit()

    def stand_behind(self, before: QWidget) -> None:
        """Take the Tab key after *before*, the last control above the page."""
        self._before = before
        self._order()

    def refresh(self) -> None:
        """Say and space it again."""
        self._build()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the tabs where there is room for them."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """The line takes what width it is given; its height follows."""
        return QSize(0, super().minimumSizeHint().height())

    def _build(self) -> None:
        clear(self._box)
        self._tabs = self._back = None
        if self._room is None:
            return
        self._binder = Binder(self._context)
        metrics = self._context.theme.metrics
        self._box.setContentsMargins(metrics.u(1.5), metrics.u(0.5), metrics.u(1.5), 0)
        self._tabs = TabRow(self._context, siblings(self._room.id))
        self._tabs.choose(self._here)
        self._tabs.chosen.connect(self._on_chosen)
        self._back = self._binder.button(
            self._room.label, self._on_room, kind="quiet", icon="arrow-left", name="to_room"
        )
        flow = self._tabs.layout()
        assert isinstance(flow, FlowLayout)  # made with the widget
        flow.insert_first(self._back)
        self._box.addWidget(self._tabs)
        self._order()

    def _order(self) -> None:
        before = self._before
        if before is not None and self._tabs is not None and self._back is not None:
            for after in (self._back, *self._tabs.buttons.values()):
                QWidget.setTabOrder(before, after)
                before = after

    def _fit(self) -> None:
        """Leave the tabs out where they would take more than two rows."""
        flow = self._tabs.layout() if self._tabs is not None else None
        if self._tabs is None or self._back is None or flow is None:
            return
        margins, buttons = self._box.contentsMargins(), tuple(self._tabs.buttons.values())
        room, gap = self.width() - margins.left() - margins.right(), flow.spacing()
        rows, used = 1, self._back.sizeHint().width()
        for wide in (one.sizeHint().width() for one in buttons):
            rows, used = (rows + 1, wide) if used + gap + wide > room else (rows, used + gap + wide)
        most = 2 if self.window().height() >= self._context.theme.metrics.em(TALL_EM) else 1
        for one in buttons:
            one.setVisible(rows <= most)

    def _on_room(self) -> None:
        if self._room is not None:
            self.chosen.emit(f"room:{self._room.id}")

    def _on_chosen(self, name: str) -> None:
        self.chosen.emit(list_route(name))
