"""The first question of a round: which way is taken through it. It can be answered anew at any time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from app.core.messages import N_, Label
from app.programmes.rounds import WAY
from app.programmes.schema import Way
from app.services.programmes.routes import WayLine, WayView, way_view
from app.ui.context import UiContext
from app.ui.pages.base import AskingPage
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState, button_row
from app.ui.widgets.focus import focus_soon
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.shapes import DONE, NOTICE
from app.ui.widgets.status import StatusWord


class WayPage(AskingPage):
    """A card for each way: who may take it, what it asks, what it gives, its steps."""

    reads = frozenset({"participation"})

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._took = ""
        self._part = Binder(context)
        self._list = QVBoxLayout()
        self.body.addLayout(self._list)

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Which route?")

    def help_text(self) -> HelpText | None:
        """Return how to choose."""
        return HelpText(
            N_("Which route?"),
            why=N_("Each route asks for different papers. The others are hidden, so that you see only what you need."),
            how=(
                N_("Read the three cards with the people who would do the work."),
                N_("Ask the county how many places are left."),
                N_("Press “Take this route”."),
                N_("Change it whenever you like. What you wrote for another route stays in the file."),
            ),
            mistake=N_("Choosing the dossier before anybody has said that they will write it."),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Ask about the round that is named, else about the first one that has ways."""
        self.context.round = args[0] if args else self.context.round
        super().open(args)

    def leave(self) -> None:
        """Let go of the route that was just taken."""
        self._took = ""
        super().leave()

    def _ask(self) -> None:
        pack = self.context.round
        self.context.lane.submit(lambda ws: way_view(ws, pack), self._on_view, self.context.error)

    def _on_view(self, view: WayView | None) -> None:
        self.scroll_area.hold()
        focus = self.focusWidget()
        held = focus.objectName() if focus is not None and focus.hasFocus() else ""
        clear(self._list)
        part = self._part = Binder(self.context)
        self._list.setSpacing(self.context.theme.metrics.u(1.5))
        if view is None:
            go = partial(self.context.go, "programmes")
            said = N_("The programmes that you take part in have one route only. There is nothing to choose.")
            self._list.addWidget(EmptyState(self.context, "map", said, N_("Open programmes"), go, mark="arrow-right"))
            return
        self._list.addWidget(part.label(view.pack.name, "strong"))
        told: Label = N_("Nobody has chosen a route yet.")
        if chosen := next((one.way for one in view.lines if one.way.id == view.chosen), None):
            told = N_("Your route: {route}. Nothing is lost when you change it.", route=chosen.title)
        self._list.addWidget(StatusWord(self.context, DONE if view.chosen else NOTICE, told, wrap=True))
        for line in view.lines:
            self._list.addWidget(self._card(part, view, line))
        if held == "way_first":
            self._took = ""  # it has arrived; the page may have been made anew more than once on the way
        wanted = "way_first" if self._took and self._took == view.chosen else held
        again = self.findChild(QPushButton, wanted) if wanted else None
        if isinstance(again, QPushButton):
            focus_soon(again)

    def _card(self, part: Binder, view: WayView, line: WayLine) -> Card:
        card = Card(self.context, line.way.title, units=1.25)
        card.setObjectName(f"way_{line.way.id}")
        metrics = self.context.theme.metrics
        asked = (
            (N_("Who may take it"), line.way.for_whom),
            (N_("What it asks"), line.way.asks),
            (N_("What it gives"), line.way.gives),
        )
        for head, words in asked:
            card.body.addWidget(part.label(head, "caption"))
            card.body.addWidget(part.label(words))
        flow = FlowLayout(gap=metrics.u(0.75))
        for step in line.steps:
            text = f"{step.number} {self.context.text(step.title)}".strip()
            flow.addWidget(part.label(text, "caption", wrap=False))
        card.body.addWidget(part.label(N_("Its steps"), "caption"))
        card.body.addLayout(flow)
        if line.cites is not None:
            card.body.addWidget(part.label(line.cites, "caption"))
        if line.way.id == view.chosen:
            taken = StatusWord(self.context, DONE, N_("This is your route"))
            card.body.addWidget(taken, 0, Qt.AlignmentFlag.AlignLeft)
            go = partial(self.context.go, f"step:{view.pack.id}:{line.steps[0].id}")
            first = part.button(N_("Open its first step"), go, icon="arrow-right", name="way_first")
            card.body.addLayout(button_row(first))
        elif not self.context.document.read_only:
            take = partial(self._on_take, view.pack.id, line.way)
            kind = "" if view.chosen else "primary"
            button = part.button(N_("Take this route"), take, icon="check", kind=kind, name=f"take_{line.way.id}")
            button.setAccessibleName(self.context.text(N_("Take the route “{route}”", route=line.way.title)))
            card.body.addLayout(button_row(button))
        return card

    def _on_take(self, pack: str, way: Way) -> None:
        self._took = way.id
        label = N_("Take the route “{route}”", route=way.title)
        choice = {WAY: way.id}
        self.context.lane.submit(lambda ws: ws.programmes.choose(pack, choice, label), None, self.context.error)
