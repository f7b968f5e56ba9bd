"""The calendar for the wall: from each date back to the tasks of a week, and the dates themselves."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from app.core.messages import N_, NP_, Label, Message
from app.exports.spec import Audience
from app.services.output_kinds import Request, prepare
from app.services.wall_calendar.dates import WallScreen, wall_screen
from app.ui.context import UiContext
from app.ui.pages.base import TabbedPage
from app.ui.rounds.choice import RoundChoice
from app.ui.wall.dates import DatesView
from app.ui.wall.weeks import WeeksView
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import EmptyState, button_row
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear

if TYPE_CHECKING:
    from app.services.workspace import Workspace

WEEKS, DATES = "weeks", "dates"


class WallPage(TabbedPage):
    """Weeks and dates of one programme; both are printed from here."""

    reads = frozenset({"participation", "task_state", "step_state", "person", "person_role", "organisation"})
    views = ((WEEKS, N_("Week by week")), (DATES, N_("Dates")))
    place = "wall"

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._screen: WallScreen | None = None
        self._part = Binder(context)
        self._head = QVBoxLayout()
        self.round = RoundChoice(context, self.binder, self._ask)
        self.above.addWidget(self.round)
        self.above.addLayout(self._head)
        self.weeks, self.dates = WeeksView(context), DatesView(context)
        self.dates.edited.connect(self._on_date)
        self._none = QVBoxLayout()
        self.body.addLayout(self._none)
        for one in (self.weeks, self.dates):
            self.body.addWidget(one)
            one.hide()

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Wall calendar")

    def help_text(self) -> HelpText | None:
        """Return how the calendar is made."""
        return HelpText(
            N_("Wall calendar"),
            why=N_("The calendar counts back from the last day, so that nobody begins too late."),
            how=(
                N_("Correct the dates first: ask the county for its own day."),
                N_("Print it in A3 for the wall, in A4 for everybody who has a task."),
                N_("Tick tasks off in their steps. What is done leaves the calendar."),
            ),
            mistake=N_("Planning for the programme's last day. The county collects papers earlier."),
        )

    def wants_help(self) -> bool:
        """Words are read beside the help."""
        return True

    def leave(self) -> None:
        """Hand on what was typed."""
        self.dates.flush()
        super().leave()

    def _ask(self) -> None:
        work = partial(_read, pack=self.context.round)
        self.context.lane.submit(work, self._on_screen, self.context.error)

    def _on_screen(self, screen: WallScreen) -> None:
        self.dates.flush()  # what was just typed belongs to the round that was shown
        self._screen = screen
        self.round.show_rounds(screen.rounds)
        with self._keyboard():
            self._fill()

    def _fill(self) -> None:
        clear(self._head)
        clear(self._none)
        screen, part = self._screen, Binder(self.context)
        self._part = part
        there = screen is not None and screen.wall is not None
        self.tabs.setVisible(there)
        view = self.tabs.current()
        self.weeks.setVisible(there and view == WEEKS)
        self.dates.setVisible(there and view == DATES)
        if screen is None or screen.wall is None:
            said = N_("There is no plan yet. Join a programme first.")
            go = partial(self.context.go, "programmes")
            empty = EmptyState(self.context, "calendar", said, N_("Open programmes"), go, mark="arrow-right")
            self._none.addWidget(empty)
            return
        self._show_head(part, screen)
        if view == WEEKS:
            self.weeks.show_wall(screen.wall)
        else:
            self.dates.show_screen(screen)

    def _show_head(self, part: Binder, screen: WallScreen) -> None:
        assert screen.wall is not None
        self._head.setSpacing(self.context.theme.metrics.u(0.75))
        if len(screen.rounds.names) < 2:
            self._head.addWidget(part.label(screen.wall.name, "strong"))
        counts = (NP_("{n} task is open", "{n} tasks are open", screen.wall.open),
                  NP_("{n} task is done", "{n} tasks are done", screen.wall.done))  # fmt: skip
        if screen.wall.open or screen.wall.done:  # a round that is over has nothing to count
            self._head.addWidget(part.label(N_("{open} · {done}", open=counts[0], done=counts[1]), "caption"))
        letter = self.context.document.paper == "Letter"
        small = ("Letter", N_("Print on Letter")) if letter else ("A4", N_("Print in A4"))
        papers = (small, ("A3", N_("Print in A3")))
        buttons = [
            part.button(words, partial(self._on_print, paper), icon="printer", name=f"print_{paper}")
            for paper, words in papers
        ]
        self._head.addLayout(button_row(*buttons))

    # -- what is done

    def _on_date(self, key: str, value: object) -> None:
        if self._screen is not None and self._screen.pack is not None:
            pack, label = self._screen.pack.id, N_("Correct a date of the round")
            work = partial(_choose, pack=pack, choices={key: value}, label=label)
            self.context.lane.submit(work, None, self.context.error)

    def _on_print(self, paper: str) -> None:
        self.dates.flush()
        title: Message = N_("Wall calendar")
        shown = self._screen.rounds.shown if self._screen is not None else ""
        options = {"paper": paper, "programme": shown}
        request = Request(self.context.document.output_language, Audience.TEAM, options=options)
        name = f"{self.context.text(title)} {paper}"
        self.output.write(lambda ws: prepare(ws, "wall-calendar", request), name, ".pdf", title)


def _choose(workspace: Workspace, pack: str, choices: dict[str, object], label: Message) -> object:
    return workspace.programmes.choose(pack, choices, label)


def _read(workspace: Workspace, pack: str) -> WallScreen:
    return wall_screen(workspace, pack)
