"""The reading room of a mock review: one person's sheet beside the pages that are handed in, and a clock."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.core.fields import Option
from app.core.messages import N_, Label, own_words
from app.exports.spec import Audience
from app.services.scoring.review import add_minutes, aspect_of
from app.ui.context import UiContext
from app.ui.pages.base import SOON_MS, Page
from app.ui.review.clock import ReadingClock
from app.ui.review.sheet import ReviewerSheet
from app.ui.studio.pages.column import PageColumn
from app.ui.studio.pages.view import PageView
from app.ui.studio.presenter import Found, StudioPresenter
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.focus import focus_soon
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import PageScroll
from app.ui.widgets.output_bar import OutputBar
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord
from app.ui.widgets.tab_row import TabRow

if TYPE_CHECKING:
    from app.services.scoring.desk import ScoringView
    from app.services.workspace import Workspace

SHEET, PAGES = "sheet", "pages"
BOTH_EM = 50.0
"""From this width on, in sizes of the body text, sheet and pages stand side by side."""
SHARES = (3, 4)


class ReviewPage(Page):
    """One reviewer's sheet; beside it the dossier as whoever decides will get it, and nothing else.

    Args:
        context: lane, pool, words, theme.
    """

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._id, self._line = "", ""
        self._view: ScoringView | None = None
        self._built: object = None
        self.presenter = StudioPresenter(context, self)
        self.pages = PageView(context, self.presenter)
        self.clock, self.output = ReadingClock(context), OutputBar(context)
        self.paper = ReviewerSheet(context, self.output)
        self.lines = self.paper.lines
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask)
        self._lay_out()
        self._connect()

    # -- page

    def title(self) -> Label:
        """Return the name of the review."""
        return own_words(self._view.title) if self._view is not None else N_("Mock review")

    def wants_help(self) -> bool:
        """Sheet and pages need the width."""
        return False

    def help_text(self) -> HelpText | None:
        """Return how a review is held."""
        return HelpText(
            N_("Mock review"),
            why=N_("Whoever decides sees these pages and nothing else. Read them as somebody who was never here."),
            how=(
                N_("Choose your name and start the clock."),
                N_("Read a chapter, then give its points. The pages follow the line you are in."),
                N_("Write what you looked for and did not find. That helps most."),
                N_("Do not talk until all sheets are done."),
            ),
            mistake=N_("Points for what you know of the place instead of what stands on the pages."),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Show the review whose id is given."""
        self._id, self._view, self._built = (args[0] if args else ""), None, None
        self._ask()

    def on_changes(self, changes: object) -> None:
        """Read the sheet and the pages anew where they changed."""
        if any(one.type.startswith("scor") for one in getattr(changes, "changes", ())):
            self._soon.start()
        if self.presenter.target is not None and self.presenter.concerns(changes):
            self.presenter.soon()

    def leave(self) -> None:
        """Pause the clock and hand on what was typed."""
        self.clock.pause()
        super().leave()

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self._built = None
        for part in (self.clock, self.tabs, self.column, self.pages, self.paper, self.output):
            part.refresh()
        self._space()
        self._fold()
        self._ask()

    def focus_first(self) -> None:
        """Put the keyboard on the choice of who scores."""
        focus_soon(self.who.box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put sheet and pages side by side where there is room."""
        super().resizeEvent(event)
        self._fold()

    # -- building

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.tabs = TabRow(self.context, ((SHEET, N_("Your sheet")), (PAGES, N_("The pages handed in"))))
        outer.addWidget(self.tabs)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.sheet = PageScroll()
        self.column = PageColumn(self.context, self.pages)
        self.splitter.addWidget(self.sheet)
        self.splitter.addWidget(self.column)
        self.splitter.setMinimumHeight(1)  # the choice above keeps its height where there is little
        outer.addWidget(self.splitter, 1)
        body = self.sheet.body
        self.nothing = StatusWord(self.context, NOTICE, "", wrap=True)
        body.addWidget(self.nothing)
        body.addWidget(self.output)
        body.addWidget(self._make_choice())
        body.addWidget(self.clock)
        body.addWidget(self.paper)
        self.results = self.binder.button(N_("See all sheets"), self._on_results, icon="list", name="see_results")
        body.addWidget(self.results, 0, Qt.AlignmentFlag.AlignLeft)
        self._space()

    def _make_choice(self) -> QWidget:
        choice = QWidget()
        row = QHBoxLayout(choice)
        row.setContentsMargins(0, 0, 0, 0)
        column, self.who = QVBoxLayout(), ChoiceBox(self.context, optional=False)
        label = self.binder.label(N_("Who scores"), "caption", wrap=False)
        label.setBuddy(self.who.box)
        self.who.box.setObjectName("review_who")
        self.binder.text(self.who.name_it, N_("Who scores"))
        column.addWidget(label)
        column.addWidget(self.who)
        row.addLayout(column, 1)
        return choice

    def _connect(self) -> None:
        self.who.edited.connect(self._on_who)
        self.tabs.chosen.connect(lambda _key: self._fold())
        self.clock.spent.connect(self._on_spent)
        self.presenter.found.connect(self._on_found)
        self.presenter.pressed_anew.connect(self._on_pressed)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def _space(self) -> None:
        metrics = self.context.theme.metrics
        self.sheet.body.setContentsMargins(metrics.u(2), metrics.u(1.5), metrics.u(2), metrics.u(3))
        self.sheet.body.setSpacing(metrics.u(1.25))
        self.splitter.setHandleWidth(max(7, metrics.u(0.5)))

    def _fold(self) -> None:
        """Show both where there is room, else the one that was chosen."""
        both = self.width() >= self.context.theme.metrics.em(BOTH_EM)
        self.tabs.setVisible(not both)
        self.sheet.setVisible(both or self.tabs.current() == SHEET)
        self.column.setVisible(both or self.tabs.current() == PAGES)
        if both:
            whole = sum(SHARES)
            self.splitter.setSizes([self.width() * one // whole for one in SHARES])

    # -- what is read

    def _ask(self) -> None:
        key = self._id
        self.context.lane.submit(lambda workspace: workspace.scoring.view(key), self._on_view)

    def _on_view(self, view: ScoringView | None) -> None:
        if view is None:
            self.context.go("scoring")
            return
        if self.presenter.target is None:
            self.presenter.open()
        self._view = view
        self.title_changed.emit()
        ready = bool(view.people and view.lines and view.candidates)
        self.nothing.setVisible(not ready)
        if not ready:
            said = N_("Say first who scores and what. Go back and press “Set up”.")
            self.nothing.say(NOTICE, said)
        built = (view.lines, view.people)
        if built != self._built:
            self._built = built
            self.lines.build(view.lines)
            self.who.set_options([Option(one.key, own_words(one.name)) for one in view.people])
            if self.who.value() not in {one.key for one in view.people}:
                self.who.set_value(view.people[0].key if view.people else "")
        self._fill()

    def _fill(self) -> None:
        view = self._view
        ready = view is not None and bool(view.people and view.lines and view.candidates)
        for part in (self.clock, self.paper, self.results):
            part.setVisible(ready)
        if view is None or not ready:
            return
        who = str(self.who.value() or "")
        self.paper.show_sheet(view, view.candidates[0][0], who)
        person = next(one for one in view.people if one.key == who)
        if not self.clock.running():
            self.clock.show_minutes(person.minutes, view.minutes)

    def _on_found(self, found: Found) -> None:
        """Ask for the pages as whoever decides gets them, whatever the studio shows."""
        if found.target is not None:
            self.presenter.target = replace(found.target, audience=Audience.AUTHORITY)

    def _on_pressed(self, _pressed: object) -> None:
        self.pages.show_pages(0)
        self.column.refresh()
        self._follow()

    # -- what is done

    def _on_who(self, edit: object) -> None:
        self.clock.pause()
        self.who.set_value(getattr(edit, "value", None))
        self._fill()

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        line = self.lines.line_at(new)
        if line and aspect_of(line) != aspect_of(self._line):
            self._line = line
            self._follow()

    def _follow(self) -> None:
        """Turn to the chapter of the line that the keyboard is in."""
        gathered = self.presenter.gathered
        if gathered is None or not self._line:
            return
        chapters = {one.id: one.aspect for one in gathered.template.chapters}
        wanted = aspect_of(self._line)
        part = next((one for one in gathered.view.parts if chapters.get(one.item) == wanted), None)
        if part is not None:
            self.pages.follow(part.id, mark=False)

    def _on_spent(self, minutes: int) -> None:
        scorer = str(self.who.value() or "")
        self.context.lane.submit(partial(_spend, scorer, minutes), None, self.context.error)

    def _on_results(self) -> None:
        self.context.go(f"scoring:{self._id}:results")


def _spend(scorer: str, minutes: int, workspace: Workspace) -> None:
    add_minutes(workspace, scorer, minutes)
