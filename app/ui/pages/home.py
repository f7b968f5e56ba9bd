"""Home answers four questions: where are we, what is next, what is due, is my work safe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.core.messages import N_, Label, Message
from app.programmes.journey import JourneyView, TaskView
from app.services.due.dates import SOON_DAYS, DueDate
from app.ui.context import SafetyLine, UiContext
from app.ui.pages import has_page
from app.ui.pages.base import ScrollPage
from app.ui.widgets.binder import Said
from app.ui.widgets.card import Card
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.shapes import DONE, NOTICE, OPEN, PROBLEM
from app.ui.widgets.status import Meter, StatusWord

if TYPE_CHECKING:
    from app.services.workspace import Workspace

TWO_COLUMNS_EM = 52.0
DUE_SHOWN, TASKS_SHOWN = 5, 3
URGENT = 7
"""From this warning of a hard date on, it is shown as a problem."""
SOON_MS = 50


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """What the four cards show. ``practice_day``: ISO day that it always is in a practice file, "" in others."""

    journeys: tuple[JourneyView, ...]
    tasks: tuple[TaskView, ...]
    due: tuple[DueDate, ...]
    safety: tuple[SafetyLine, ...]
    practice_day: str = ""


class HomePage(ScrollPage):
    """Four cards; the last is always there."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._facts: HomeFacts | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask)
        self._grid = QGridLayout()
        self.body.addLayout(self._grid)
        self.cards = {
            "where": Card(context, N_("Where we are"), icon="map"),
            "next": Card(context, N_("What comes next"), icon="clipboard-list"),
            "due": Card(context, N_("What is due soon"), icon="calendar"),
            "safe": Card(context, N_("Is my work safe?"), icon="shield-check"),
        }
        self._bodies: dict[str, QVBoxLayout] = {}
        for name, card in self.cards.items():
            card.setObjectName(f"card_{name}")
            inner = QVBoxLayout()
            card.body.addLayout(inner)
            card.body.addStretch(1)
            self._bodies[name] = inner
            self.binder.also(card.refresh)
        self._columns = 0
        self._set_cards()

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Home")

    def focus_first(self) -> None:
        """Put the keyboard on the one thing to do now where that is in sight, else as on every page."""
        first = next((one for one in self.findChildren(QPushButton) if one.property("kind") == "primary"), None)
        if first is not None and first.isVisible() and self.scroll_area.shows(first):
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().focus_first()

    def wants_help(self) -> bool:
        """The four cards speak for themselves."""
        return False

    def open(self, args: tuple[str, ...]) -> None:
        """Read the four cards anew."""
        self._ask()

    def on_changes(self, changes: object) -> None:
        """Read the cards anew, once for several changes, where they can be seen."""
        if self.isVisible():
            self._soon.start()

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self._set_cards()
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards into two columns where there is room."""
        super().resizeEvent(event)
        self._set_cards()

    def _ask(self) -> None:
        safety = self.context.safety
        self.context.lane.submit(lambda workspace: _facts(workspace, tuple(safety(workspace))), self._on_facts)

    def _on_facts(self, facts: HomeFacts) -> None:
        self._facts = facts
        self._fill()

    def _set_cards(self) -> None:
        metrics = self.context.theme.metrics
        self._grid.setSpacing(metrics.u(1.25))
        columns = 2 if self.width() >= metrics.em(TWO_COLUMNS_EM) else 1
        if columns != self._columns:
            self._columns = columns
            for place, card in enumerate(self.cards.values()):
                self._grid.addWidget(card, place // columns, place % columns)
            for column in range(2):
                self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _fill(self) -> None:
        if self._facts is None:
            return
        for inner in self._bodies.values():
            clear(inner)
            inner.setSpacing(self.context.theme.metrics.u(0.75))
        self._fill_where(self._facts.journeys, self._facts.practice_day)
        asked = any(one.pack.ways and not one.pack.way for one in self._facts.journeys)
        self._fill_next(self._facts.tasks, first="" if asked else "primary")
        self._fill_due(self._facts.due)
        self._fill_safe(self._facts.safety)

    def _fill_where(self, journeys: Sequence[JourneyView], practice_day: str) -> None:
        inner = self._bodies["where"]
        if practice_day:
            day = self.context.translator.date(practice_day)
            inner.addWidget(self._words(N_("Practice file: here it is always {day}.", day=day)))
        if not journeys:
            inner.addWidget(self._words(N_("No programme has been chosen yet.")))
            if has_page("programmes"):
                self._add_action(inner, N_("Choose a programme"), "programmes", "choose_programme")
        for place, view in enumerate(journeys):
            inner.addWidget(self._words(view.pack.name, "strong"))
            if view.pack.ways and not view.pack.way:
                inner.addWidget(StatusWord(self.context, NOTICE, N_("First question: which route?"), wrap=True))
                self._add_action(inner, N_("Choose the route"), f"way:{view.pack.id}", "choose_way", "primary")
            inner.addWidget(self._words(view.clock.words))
            meter = Meter(self.context.theme)
            meter.show_share(view.done / view.total if view.total else 0.0)
            meter.setAccessibleName(self.context.text(view.words))
            inner.addWidget(meter)
            inner.addWidget(self._words(view.words, "caption"))
            if place == 0 and len(view.phases) > 1:
                flow = FlowLayout(gap=self.context.theme.metrics.u(1))
                for phase in view.phases:
                    flow.addWidget(StatusWord(self.context, phase.status, phase.phase.title))
                inner.addLayout(flow)
            if view.over and has_page("round-setup"):
                self._add_action(inner, N_("Set up our year"), f"round-setup:{view.pack.id}", "set_up_year")

    def _fill_next(self, tasks: Sequence[TaskView], *, first: str) -> None:
        inner = self._bodies["next"]
        if not tasks:
            inner.addWidget(self._words(N_("Nothing is waiting. Look at the journey for what comes later.")))
        for number, view in enumerate(tasks, 1):
            row = self._row()
            mark = self._words(f"{number}", "strong")
            mark.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            row.addWidget(mark)
            row.addWidget(self._words(view.task.title), 1)
            said = N_("Continue") if view.status == "doing" else N_("Begin")
            route = f"step:{view.pack}:{view.task.step}:{view.task.id}"
            kind = first if number == 1 else ""
            button = self.binder.button(said, partial(self.context.go, route), kind=kind, name=f"next_{number}")
            title = self.context.text(view.task.title)
            button.setAccessibleName(f"{self.context.text(said)}: {title}")
            row.addWidget(button)
            inner.addLayout(row)
        if not self.context.document.read_only:
            key = self.binder.button(
                N_("Key a paper form"), partial(self.context.go, "key"), icon="keyboard", kind="quiet", name="home_key"
            )
            inner.addWidget(key, 0, Qt.AlignmentFlag.AlignLeft)

    def _fill_due(self, due: Sequence[DueDate]) -> None:
        inner = self._bodies["due"]
        if not due:
            inner.addWidget(self._words(N_("Nothing is due in the next weeks.")))
        for one in due:
            urgent = one.hard and (one.overdue or 0 < one.stage <= URGENT)
            shape = PROBLEM if urgent else NOTICE if one.days <= SOON_DAYS else OPEN
            day = self.context.translator.date(one.date)
            words = N_("{day}: {title}, {left}", day=day, title=one.named, left=one.left)
            if one.stage:
                words = N_("Hard date {day}: {title}, {left}", day=day, title=one.title, left=one.left)
            row = self._row()
            row.addWidget(StatusWord(self.context, shape, words, wrap=True), 1, Qt.AlignmentFlag.AlignVCenter)
            if one.route:
                button = self.binder.button(N_("Look"), partial(self.context.go, one.route), name="due_look")
                button.setAccessibleName(self.context.text(N_("Look at {title}", title=one.title)))
                row.addWidget(button)
            inner.addLayout(row)
        if due:
            self._add_action(inner, N_("All that is due"), "due", "all_due")

    def _fill_safe(self, lines: Sequence[SafetyLine]) -> None:
        inner = self._bodies["safe"]
        for line in lines or (SafetyLine(DONE, N_("Everything is saved.")),):
            row = self._row()
            row.addWidget(StatusWord(self.context, line.shape, line.said, wrap=True), 1, Qt.AlignmentFlag.AlignVCenter)
            if line.action is not None and has_page(line.route.partition(":")[0]):
                route = line.route
                row.addWidget(self.binder.button(line.action, partial(self.context.go, route), name="safe_action"))
            inner.addLayout(row)

    def _add_action(self, inner: QVBoxLayout, said: Message, route: str, name: str, kind: str = "") -> None:
        row = self._row()
        row.addWidget(self.binder.button(said, lambda: self.context.go(route), kind=kind, name=name))
        row.addStretch(1)
        inner.addLayout(row)

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.context.theme.metrics.u(0.75))
        return row

    def _words(self, said: Said, role: str = "body") -> QWidget:
        return self.binder.label(said, role)


def _facts(workspace: Workspace, safety: tuple[SafetyLine, ...]) -> HomeFacts:
    programmes, day = workspace.programmes, workspace.practice_day()
    journeys = programmes.journeys()
    tasks, due = programmes.next_tasks(TASKS_SHOWN, journeys), workspace.due.soon(DUE_SHOWN)
    return HomeFacts(journeys, tasks, due, safety, day)
