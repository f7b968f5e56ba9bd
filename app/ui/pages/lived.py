"""Lived expertise: whom the team knows by group and topic, the seat plan beside it, who lives here, the data shelf."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.core.fields import Row
from app.core.messages import N_, Label
from app.exports.spec import Audience
from app.i18n import Translator
from app.services.lived.paper import TITLE
from app.services.lived.screen import LivedScreen, lived_screen
from app.services.output_kinds import Request, prepare
from app.ui.context import UiContext
from app.ui.lived.matrix import MatrixView
from app.ui.lived.people import GROUP, PeopleView
from app.ui.lived.seats import SeatsView
from app.ui.pages.base import TabbedPage
from app.ui.widgets.card import EmptyState, button_row
from app.ui.widgets.focus import tab_through
from app.ui.widgets.help import HelpText

if TYPE_CHECKING:
    from app.services.workspace import Workspace

KNOWN, PEOPLE = "known", "people"
UNLIMITED = (1 << 24) - 1
"""Qt's own greatest width."""
SIDE_EM = 22
"""Width that the connections of a cell and the seat plan need beside the matrix, in sizes of the text."""


class LivedPage(TabbedPage):
    """Two views: whom we know, with the seats; and who lives here, with the data."""

    reads = frozenset(
        {"population_group", "known_connection", "seat", "data_item", "person", "roadmap_topic", "roadmap_question"}
    )
    views = ((KNOWN, N_("Whom we know")), (PEOPLE, N_("Who lives here")))
    place = "lived"

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._screen: LivedScreen | None = None
        self._beside: bool | None = None
        said = N_("The matrix begins with groups of residents. Name those that are hit hardest first.")
        self.empty = EmptyState(
            context, "users", said, N_("Add group of residents"), partial(self._on_add, GROUP, {}), name="first_group"
        )
        self.body.addWidget(self.empty)
        self.matrix, self.seats, self.people = MatrixView(context), SeatsView(context), PeopleView(context)
        self._known, self._side = QWidget(), QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.matrix.beside)
        side.addWidget(self.seats)
        side.addStretch(1)
        self._grid = QGridLayout(self._known)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._known)
        self.body.addWidget(self.people)
        make = self.binder.button
        for_all = make(N_("Print for everybody"), partial(self._on_print, Audience.PUBLIC), icon="printer",
                       name="print_public")  # fmt: skip
        for_team = make(N_("Print for the team, with names"), partial(self._on_print, Audience.TEAM), icon="printer",
                        name="print_team")  # fmt: skip
        self.body.addLayout(button_row(for_all, for_team))
        self._order = (self.tabs, self.empty, self.matrix, self._side, self.people, for_all, for_team)
        self._connect()
        self.binder.also(self.empty.refresh)
        for view in (self.empty, self._known, self.people):
            view.hide()

    def _connect(self) -> None:
        self.matrix.wanted.connect(self._on_connection)
        self.matrix.opened.connect(lambda id: self.context.go(f"record:known_connection:{id}"))
        self.seats.added.connect(partial(self._on_add, "seat", {}))
        self.seats.opened.connect(lambda id: self.context.go(f"record:seat:{id}"))
        self.people.added.connect(lambda kind: self._on_add(kind, {}))
        self.people.opened.connect(lambda kind, id: self.context.go(f"record:{kind}:{id}"))

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Who lives here, and whom we know")

    def help_text(self) -> HelpText | None:
        """Return what this page is good for."""
        return HelpText(
            N_("Who lives here, and whom we know"),
            why=N_("Data show who is hit hardest. The matrix shows whom nobody on the team knows yet."),
            how=(
                N_("Put data on the shelf, each with its source and date."),
                N_("Name the groups, and write why harm is likelier for them."),
                N_("Go through the matrix with the arrow keys. Enter opens a cell, or adds a connection."),
                N_("Plan seats for the groups and languages that nobody brings yet."),
            ),
            example=N_(
                "On housing we know the owner of the laundry; on health nobody. So a seat is for night cleaners."
            ),
            mistake=N_("A mapped area is a place; a group is people. Having no area on the map is no reason to stop."),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the seat plan beside or below the matrix."""
        super().resizeEvent(event)
        self._arrange()

    # -- reading

    def _ask(self) -> None:
        text = self.context.text
        work = partial(
            _read,
            language=self.context.translator.language,
            caption=text(N_("Connections by group and topic")),
            head=text(N_("Topic of the Roadmap")),
        )
        self.context.lane.submit(work, self._on_screen, self.context.error)

    def _on_screen(self, screen: LivedScreen) -> None:
        self._screen = screen
        self._fill()

    def _fill(self) -> None:
        """Fill the view that is looked at; the keyboard stays where it was."""
        if self._screen is not None:
            with self._keyboard():
                self._show(self._screen)

    def _show(self, screen: LivedScreen) -> None:
        known = self.tabs.current() == KNOWN
        self.empty.setVisible(known and not screen.view.groups)
        self._known.setVisible(known)
        for view in (self.matrix, self.matrix.beside):
            view.setVisible(bool(screen.view.groups))
        self.people.setVisible(not known)
        if known:
            self.matrix.show_screen(screen)
            self.seats.show_screen(screen)
            self._arrange(again=True)
        else:
            self.people.show_screen(screen)
        tab_through(self._order)

    def _arrange(self, *, again: bool = False) -> None:
        metrics = self.context.theme.metrics
        wide = self.matrix.needed()
        inner = self.width() - 2 * metrics.u(2.5)
        beside = not self.matrix.isHidden() and inner >= wide + metrics.em(SIDE_EM) + metrics.u(1.5)
        if beside == self._beside and not again:
            return
        self._beside = beside
        self._grid.setSpacing(metrics.u(1.5))
        for view in (self.matrix, self._side):
            self._grid.removeWidget(view)
        self.matrix.setMinimumWidth(wide if beside else 0)
        self.matrix.setMaximumWidth(max(wide, inner // 2) if beside else UNLIMITED)
        self._grid.addWidget(self.matrix, 0, 0)
        self._grid.addWidget(self._side, 0 if beside else 1, 1 if beside else 0)
        self._grid.setColumnStretch(0, 0 if beside else 1)
        self._grid.setColumnStretch(1, 1 if beside else 0)

    # -- what is done

    def _on_connection(self, group: str, topic: str) -> None:
        self._on_add("known_connection", {"group": group, "topic": topic or None})

    def _on_add(self, kind: str, values: Mapping[str, object]) -> None:
        self.context.lane.submit(
            partial(_add, kind=kind, values=values),
            lambda row: self.context.go(f"record:{kind}:{row.id}"),
            self.context.error,
        )

    def _on_print(self, audience: Audience) -> None:
        request = Request(self.context.document.output_language, audience)
        self.output.write(
            lambda workspace: prepare(workspace, "mvp-seats", request), self.context.text(TITLE), ".pdf", TITLE
        )
        self.scroll_area.verticalScrollBar().setValue(0)


def _read(workspace: Workspace, language: str, caption: str, head: str) -> LivedScreen:
    custom = workspace.settings.custom()
    return lived_screen(workspace, Translator(language, custom.calendar, custom.currency), caption, head)


def _add(workspace: Workspace, kind: str, values: Mapping[str, object]) -> Row:
    return workspace.records.create(kind, values)[0]
