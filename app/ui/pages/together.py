"""Beginning together: has the whole team met, its meetings, agreement, sheets, and the four core concepts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from app.core.errors import AppError
from app.core.fields import Row
from app.core.messages import N_, NP_, Label, Message
from app.i18n import Translator
from app.programmes.beginning import team_sheets
from app.services.output_kinds import Request, prepare
from app.services.together.desk import Calendar, draw_up, proposed_days
from app.services.together.screen import TogetherScreen, together_screen
from app.ui.context import UiContext
from app.ui.pages.base import TabbedPage
from app.ui.together.calendar import CalendarCard
from app.ui.together.parts import agreement_card, learning_card, meetings_card, met_card, sheet_cards
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import button_row
from app.ui.widgets.focus import tab_through
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear, set_out
from app.ui.widgets.shapes import DONE
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.workspace import Workspace

MEET, AGREEMENT, SHEETS, CONCEPTS = "meet", "agreement", "sheets", "concepts"

SHEETS_EM = 52.0
"""Room for two sheets beside each other, in sizes of the text."""


class TogetherPage(TabbedPage):
    """Four views below the question that opens the step."""

    reads = frozenset({"person", "person_role", "meeting", "team_agreement", "learning_check", "participation"})
    views = (
        (MEET, N_("Meetings")),
        (AGREEMENT, N_("Team agreement")),
        (SHEETS, N_("Getting to know each other")),
        (CONCEPTS, N_("Four core concepts")),
    )
    place = "together"

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._screen: TogetherScreen | None = None
        self.said = StatusWord(context, DONE, "", wrap=True)
        self.said.setObjectName("together_said")
        self.said.hide()
        self.above.addWidget(self.said)
        self._head, self._foot = QVBoxLayout(), QVBoxLayout()
        self.above.addLayout(self._head)
        self.calendar = CalendarCard(context)
        self.calendar.asked.connect(self._on_asked)
        self.calendar.wanted.connect(self._on_wanted)
        self.calendar.hide()
        self.body.addWidget(self.calendar)
        self.body.addLayout(self._foot)
        for one in (self.calendar, self.said):
            self.binder.also(one.refresh)

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Begin together")

    def help_text(self) -> HelpText | None:
        """Return what this page is good for."""
        return HelpText(
            N_("Begin together"),
            why=N_("People who have met and agreed how to work trust each other when it gets hard."),
            how=(
                N_("Meet once as a whole. Tick at that meeting who was there."),
                N_("Print one or two sheets and do them together."),
                N_("Print the agreement, talk it through line by line, and type in what you agreed."),
                N_("Ask the questions on the four concepts before and after you explain them."),
                N_("Draw up half a year of meetings at once."),
            ),
            mistake=N_("Beginning to work before the liaisons have met the others. Eat together first."),
        )

    def wants_help(self) -> bool:
        """Words are read beside the help."""
        return True

    def open(self, args: tuple[str, ...]) -> None:
        """Show one of the views."""
        self.said.hide()
        super().open(args)

    def leave(self) -> None:
        """Hand on what was typed."""
        self.calendar.flush()
        super().leave()

    # -- reading

    def _ask(self) -> None:
        work = partial(_read, language=self.context.translator.language)
        self.context.lane.submit(work, self._on_screen, self.context.error)

    def _on_screen(self, screen: TogetherScreen) -> None:
        self._screen = screen
        self._fill()

    def _fill(self) -> None:
        """Fill the view that is looked at; the keyboard stays where it was."""
        if self._screen is not None:
            with self._keyboard():
                self._show(self._screen)

    def _show(self, screen: TogetherScreen) -> None:
        clear(self._head)
        clear(self._foot)
        for box in (self._head, self._foot):
            box.setSpacing(self.context.theme.metrics.u(1))
        met = met_card(self.context, screen, self._on_meeting)
        self._head.addWidget(met)
        view = self.tabs.current()
        self.calendar.setVisible(view == MEET)
        if view == MEET:
            self.calendar.show_rhythm(screen.view.rhythm)
            if self.calendar.calendar().first:
                self._on_asked(self.calendar.calendar())
            self._foot.addWidget(meetings_card(self.context, screen))
        elif view == AGREEMENT:
            show = partial(self._print, "team-agreement", N_("Team agreement"), {})
            self._foot.addWidget(
                agreement_card(self.context, screen, partial(self._on_add, "team_agreement", {}), show)
            )
        elif view == SHEETS:
            self._fill_sheets()
        else:
            show = partial(self._print, "learning-check", N_("Learning check: four core concepts"), {})
            self._foot.addWidget(learning_card(self.context, screen, self._on_check, show))
        tab_through((met, self.tabs, self.calendar))

    def _fill_sheets(self) -> None:
        part = Binder(self.context)
        every = part.button(
            N_("Print all six sheets"), partial(self._on_sheet, ""), icon="printer", name="print_sheets"
        )
        self._foot.addLayout(button_row(every))
        grid = QGridLayout()
        grid.setSpacing(self.context.theme.metrics.u(1))
        inner = self.scroll_area.viewport().width() - 2 * self.context.theme.metrics.u(2.5)
        across = 2 if inner >= self.context.theme.metrics.em(SHEETS_EM) else 1
        set_out(grid, sheet_cards(self.context, self._on_sheet), across, inner)
        self._foot.addLayout(grid)

    # -- what is done

    def _on_asked(self, asked: Calendar) -> None:
        self.context.lane.submit(partial(proposed_days, asked=asked), self.calendar.show_days, self._on_problem)

    def _on_problem(self, error: object) -> None:
        if isinstance(error, AppError):
            self.calendar.show_problem(error.what)
        else:
            self.context.error(error)  # type: ignore[arg-type]

    def _on_wanted(self, asked: Calendar) -> None:
        language = self.context.document.output_language
        self.context.lane.submit(partial(_draw_up, asked=asked, language=language), self._on_drawn, self.context.error)

    def _on_drawn(self, number: int) -> None:
        made = NP_("{n} meeting is planned now. Undo takes all of it back.",
                   "{n} meetings are planned now. Undo takes all of them back.", number)  # fmt: skip
        self.said.say(DONE, made)
        self.said.show()
        self._ask()

    def _on_meeting(self) -> None:
        self._on_add("meeting", {"kind": "team"})

    def _on_check(self, moment: str) -> None:
        self._on_add("learning_check", {"moment": moment})

    def _on_add(self, kind: str, values: Mapping[str, object]) -> None:
        self.context.lane.submit(
            partial(_add, kind=kind, values=values),
            lambda row: self.context.go(f"record:{kind}:{row.id}"),
            self.context.error,
        )

    def _on_sheet(self, sheet: str) -> None:
        title: Label = next((one.title for one in team_sheets() if one.id == sheet), N_("Getting to know each other"))
        self._print("team-sheets", N_("Print the team sheets"), {"sheet": sheet} if sheet else {}, title)

    def _print(self, kind: str, title: Message, options: Mapping[str, str], name: Label | None = None) -> None:
        request = Request(self.context.document.output_language, options=options)
        self.said.hide()
        said = self.context.text(name or title)
        self.output.write(lambda workspace: prepare(workspace, kind, request), said, ".pdf", title)
        self.scroll_area.verticalScrollBar().setValue(0)


def _read(workspace: Workspace, language: str) -> TogetherScreen:
    custom = workspace.settings.custom()
    return together_screen(workspace, Translator(language, custom.calendar, custom.currency))


def _draw_up(workspace: Workspace, asked: Calendar, language: str) -> int:
    return draw_up(workspace, asked, language)[1]


def _add(workspace: Workspace, kind: str, values: Mapping[str, object]) -> Row:
    return workspace.records.create(kind, values)[0]
