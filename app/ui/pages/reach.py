"""The reach map: who was heard in which month, who was not, and what liaisons gave so far."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout

from app.core.messages import N_, Label, own_words
from app.exports.spec import Audience
from app.i18n import Translator
from app.services.masking import Reader, ShownRecords
from app.services.output_kinds import Request, prepare
from app.services.reach.paper import hours_words
from app.services.reach.service import ReachMap, gather_reach
from app.ui.context import UiContext
from app.ui.itemmodels.reach_table import ReachTable
from app.ui.pages.base import AskingPage
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState, button_row
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import DONE, NOTICE
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class ReachPage(AskingPage):
    """Who has not been heard first, then the map, then the liaisons."""

    reads = frozenset(
        {"event", "event_count", "sheet_count", "population_group", "liaison_agreement", "work_log", "person"}
    )

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._part = Binder(context)
        self._head = QVBoxLayout()
        self.body.addLayout(self._head)
        self.model = ReachTable(context)
        self.table = QTableView()
        self.table.setObjectName("reach_table")
        self.table.setModel(self.model)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.setWordWrap(True)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.binder.text(self.table.setAccessibleName, N_("Reach map"))
        self.body.addWidget(self.table)
        self._rest = QVBoxLayout()
        self.body.addLayout(self._rest)
        self.table.hide()

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Reach map")

    def help_text(self) -> HelpText | None:
        """Return what the map is good for."""
        return HelpText(
            N_("Reach map"),
            why=N_("It shows whom you have heard, month by month, and whom you have not."),
            how=(
                N_("List the groups under “Groups of residents”."),
                N_("At each event, count people by group. The same names are joined by themselves."),
                N_("Plan the next event for a group that has not been heard."),
                N_("Log hours; the map compares them with what was agreed."),
            ),
            mistake=N_("An invitation is not yet a voice. Only people who were counted count."),
        )

    def _touched(self, changes: object) -> bool:
        return self.isVisible() and super()._touched(changes)

    def _ask(self) -> None:
        self.context.lane.submit(partial(_reach, language=self.context.translator.language), self._fill)

    def _fill(self, found: ReachMap) -> None:
        clear(self._head)
        clear(self._rest)
        part, metrics = Binder(self.context), self.context.theme.metrics
        self._part = part
        for box in (self._head, self._rest):
            box.setSpacing(metrics.u(1))
        groups = part.button(
            N_("Groups of residents"), partial(self.context.go, "records:population_group"), icon="users", name="groups"
        )
        show = part.button(N_("Print the map"), self._on_print, icon="printer", name="print_reach")
        if not found.rows:
            said = N_("No groups yet. Add groups of residents, and count people by group at events.")
            self._head.addWidget(EmptyState(self.context, "users", said))
        self._head.addLayout(button_row(groups, show))
        if found.unheard:
            card = Card(self.context, N_("Not heard yet"), units=1.25)
            for one in found.unheard:
                card.body.addWidget(StatusWord(self.context, NOTICE, own_words(one.name), wrap=True))
            self._head.addWidget(card)
        self.model.show_map(found)
        self.table.setVisible(bool(found.rows))
        self._fit()
        if found.liaisons:
            card = Card(self.context, N_("Liaisons: given and agreed"), units=1.25)
            for liaison in found.liaisons:
                card.body.addWidget(part.label(liaison.name, "strong"))
                behind = liaison.share is not None and liaison.hours < liaison.share
                card.body.addWidget(
                    StatusWord(self.context, NOTICE if behind else DONE, hours_words(liaison), wrap=True)
                )
            self._rest.addWidget(card)

    def _fit(self) -> None:
        """Give every column the room of its words, and the table the height of its rows."""
        metrics = self.context.theme.metrics
        self.table.resizeColumnsToContents()
        for column in range(self.model.columnCount()):
            width = min(self.table.columnWidth(column) + metrics.u(1), metrics.em(14))
            self.table.setColumnWidth(column, max(width, self.table.horizontalHeader().sectionSizeHint(column)))
        self.table.resizeRowsToContents()
        rows = sum(self.table.rowHeight(row) for row in range(self.model.rowCount()))
        bar = self.table.horizontalScrollBar().sizeHint().height()
        high = rows + self.table.horizontalHeader().sizeHint().height() + bar + metrics.u(0.5)
        self.table.setFixedHeight(min(high, metrics.em(36)))

    def _on_print(self) -> None:
        request, title = Request(self.context.document.output_language, Audience.TEAM), N_("Print the map")
        name = self.context.text(N_("Reach map"))
        self.output.write(lambda workspace: prepare(workspace, "reach-map", request), name, ".pdf", title)


def _reach(workspace: Workspace, language: str) -> ReachMap:
    custom = workspace.settings.custom()
    translator = Translator(language, custom.calendar, custom.currency)
    shown = ShownRecords(workspace.records, translator, Reader(Audience.TEAM))
    return gather_reach(shown, date.fromisoformat(workspace.today()))
