"""Scoring: the list of scorings, one person's sheet, and what all sheets say together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.fields import Option, Row
from app.core.messages import N_, NP_, Label, own_words
from app.services.output_kinds import Request, prepare
from app.services.scoring.papers import NO_AWARD
from app.services.scoring.review import Sheet as ReviewSheet
from app.services.scoring.review import begin, by_share, make_tasks, pack_of, sheets_of
from app.ui.context import UiContext
from app.ui.pages.base import ScrollPage
from app.ui.review.low_card import LowCard
from app.ui.review.result_card import ResultCard
from app.ui.review.sheet import ReviewerSheet
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState, button_row
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.focus import focus_soon
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.output_bar import OutputBar
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord
from app.ui.widgets.tab_row import TabRow

if TYPE_CHECKING:
    from app.services.scoring.desk import ScoringLine, ScoringView
    from app.services.workspace import Workspace

GIVE, RESULTS = "give", "results"
SOON_MS = 60
NAMED = 6
"""People whose missing scores are named; more are only counted."""


class ScoringPage(ScrollPage):
    """All scorings; or one, as a sheet for one person or as the results of all."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._id = ""
        self._view: ScoringView | None = None
        self._part = Binder(context)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask)
        self.output = OutputBar(context)
        self.body.addWidget(self.output)
        self._head = QVBoxLayout()
        self.body.addLayout(self._head)
        self.tabs = TabRow(context, ((GIVE, N_("Give points")), (RESULTS, N_("Results"))))
        self.tabs.chosen.connect(lambda _key: self._fill())
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._make_choice())
        self.paper = ReviewerSheet(context, self.output)
        self.lines = self.paper.lines
        self.body.addWidget(self.paper)
        self.binder.also(self.paper.refresh)
        self._rest = QVBoxLayout()
        self.body.addLayout(self._rest)
        self.binder.also(self.tabs.refresh)
        self.binder.also(self.output.refresh)
        self._built: object = None

    def _make_choice(self) -> QWidget:
        self.choice = QWidget()
        row = QHBoxLayout(self.choice)
        row.setContentsMargins(0, 0, 0, 0)
        self.who, self.what = ChoiceBox(self.context, optional=False), ChoiceBox(self.context, optional=False)
        for box, said, name in (
            (self.who, N_("Who scores"), "score_who"),
            (self.what, N_("What is scored"), "score_what"),
        ):
            column = QVBoxLayout()
            label = self.binder.label(said, "caption", wrap=False)
            label.setBuddy(box.box)
            box.box.setObjectName(name)
            self.binder.text(box.name_it, said)
            box.edited.connect(partial(self._on_chosen, box))
            column.addWidget(label)
            column.addWidget(box)
            row.addLayout(column, 1)
        return self.choice

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        if self._view is not None:
            return own_words(self._view.title)
        return N_("Scoring")

    def help_text(self) -> HelpText | None:
        """Return what scoring is good for."""
        return HelpText(
            N_("Scoring"),
            why=N_("Several people score the same thing alone. Where they differ, you learn most."),
            how=(
                N_("Say what is scored, by which sheet and by whom."),
                N_("Each person gives points alone, on screen or on a printed sheet."),
                N_("Write the reason beside the points. It is worth more than the number."),
                N_("Look at the results together, the widest differences first."),
            ),
            mistake=N_("A high score here promises nothing. The reviewers decide."),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Show all scorings, or the one whose id is given."""
        asked = args[0] if args else ""
        if RESULTS in args[1:] or asked != self._id:
            self.tabs.choose(RESULTS if RESULTS in args[1:] else GIVE)
        self._id, self._view, self._built = asked, None, None
        self._ask()

    def on_changes(self, changes: object) -> None:
        """Read anew where scorings or programmes changed, once for several changes."""
        if any(one.type.startswith("scor") for one in getattr(changes, "changes", ())):
            self._soon.start()

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self._built = None
        self.body.setSpacing(self.context.theme.metrics.u(1.25))
        self._ask()

    def _ask(self) -> None:
        if self._id:
            key = self._id
            self.context.lane.submit(lambda workspace: workspace.scoring.view(key), self._on_view)
        else:
            self.context.lane.submit(_all, self._on_all)

    # -- the list

    def _on_all(self, answer: tuple[tuple[ScoringLine, ...], tuple[ReviewSheet, ...]]) -> None:
        found, sheets = answer
        self._show(one=False)
        clear(self._head)
        clear(self._rest)
        part = self._part = Binder(self.context)
        self._head.setSpacing(self.context.theme.metrics.u(1))
        start = N_("Start a scoring")
        if found:
            add = part.button(start, self._on_add, icon="plus", kind="primary", name="add_scoring")
            self._head.addLayout(button_row(add))
        else:
            said = N_("Let several people score the same thing. Where they differ, there is something to talk about.")
            empty = EmptyState(self.context, "clipboard-list", said, start, self._on_add, name="add_scoring")
            self._head.addWidget(empty)
            assert empty.button is not None
            add = empty.button
        add.setDisabled(self.context.document.read_only)
        if self.scroll_area.hasFocus():  # what came a moment later is what the keyboard waited for
            focus_soon(add)
        if sheets:
            self._head.addWidget(self._reviews(part, sheets))
        for one in found:
            self._head.addWidget(self._card(part, one))

    def _reviews(self, part: Binder, sheets: Sequence[ReviewSheet]) -> Card:
        """Offer a mock review with each sheet that a programme brings."""
        card = Card(self.context, units=1.25)
        card.body.addWidget(part.label(N_("Mock review"), "section"))
        said = N_("Several people read what you hand in and score it by the programme's own sheet, each alone.")
        card.body.addWidget(part.label(said, "caption"))
        buttons = []
        for one in sheets:
            go = part.button(N_("Start: {sheet}", sheet=one.title), partial(self._on_review, one), icon="book-open",
                             name=f"review_{one.key}")  # fmt: skip
            go.setDisabled(self.context.document.read_only)
            buttons.append(go)
        card.body.addLayout(button_row(*buttons))
        return card

    def _on_review(self, sheet: ReviewSheet) -> None:
        said = self.context.text(N_("Mock review: {sheet}", sheet=sheet.title))
        thing = self.context.text(N_("Our dossier"))
        self.context.lane.submit(
            lambda workspace: begin(workspace, sheet.key, said, thing),
            lambda key: self.context.go(f"record:scoring:{key}:scorers"),
            self.context.error,
        )

    def _card(self, part: Binder, one: ScoringLine) -> Card:
        card = Card(self.context, units=1.25)
        card.body.addWidget(part.label(one.title or N_("Scoring without a name"), "strong"))
        things = NP_("{n} thing", "{n} things", one.candidates)
        people = NP_("{n} person scores", "{n} people score", one.scorers)
        missing = NP_("{n} score is missing", "{n} scores are missing", one.missing)
        whole = N_("{things}, {people}, all scores given", things=things, people=people)
        lacking = N_("{things}, {people}, {missing}", things=things, people=people, missing=missing)
        said = lacking if one.missing else whole
        card.body.addWidget(part.label(said, "caption"))
        go = part.button(N_("Open scoring"), partial(self.context.go, f"scoring:{one.id}"), name=f"open_{one.id}")
        go.setAccessibleName(self.context.text(N_("Open “{title}”", title=one.title)))
        card.body.addLayout(button_row(go))
        return card

    def _on_add(self) -> None:
        self.context.lane.submit(_add, self._on_added)

    def _on_added(self, row: Row) -> None:
        self.context.go(f"record:scoring:{row.id}:title")

    # -- one scoring

    def _on_view(self, view: ScoringView | None) -> None:
        if view is None:
            self._id = ""
            self._ask()
            return
        self._view = view
        self.title_changed.emit()
        self._show(one=True)
        built = (view.lines, view.candidates, view.people)
        if built != self._built:
            self._built = built
            self._build(view)
        self._fill()

    def _build(self, view: ScoringView) -> None:
        clear(self._head)
        part = self._part = Binder(self.context)
        self._head.setSpacing(self.context.theme.metrics.u(0.75))
        about = [one for one in (view.sheet, view.note) if one is not None]
        for one in about:
            self._head.addWidget(part.label(one, "body" if one is view.sheet else "caption"))
        set_up = part.button(
            N_("Set up: what, who, which lines"), partial(self.context.go, f"record:scoring:{view.id}"),
            icon="settings", name="set_up_scoring",
        )  # fmt: skip
        sheets = part.button(
            N_("Print the sheets"), partial(self._on_write, "score-sheets"), icon="printer", name="print_sheets"
        )
        results = part.button(
            N_("Print the results"), partial(self._on_write, "score-results"), icon="printer", name="print_results"
        )
        buttons = [set_up, sheets, results]
        if pack_of(view):
            go = partial(self.context.go, f"review:{view.id}")
            read = part.button(N_("Read and score"), go, icon="book-open", kind="primary", name="read_and_score")
            buttons.insert(0, read)
        self._head.addLayout(button_row(*buttons))
        self.who.set_options([Option(one.key, own_words(one.name)) for one in view.people])
        self.what.set_options([Option(key, own_words(title)) for key, title in view.candidates])
        self._keep(self.who, [one.key for one in view.people])
        self._keep(self.what, [key for key, _ in view.candidates])
        self.lines.build(view.lines)

    @staticmethod
    def _keep(box: ChoiceBox, keys: list[str]) -> None:
        if box.value() not in keys:
            box.set_value(keys[0] if keys else "")

    def _fill(self) -> None:
        view = self._view
        if view is None:
            return
        clear(self._rest)
        ready = bool(view.lines and view.people and view.candidates)
        giving = self.tabs.current() == GIVE
        self.choice.setVisible(ready and giving)
        self.paper.setVisible(ready and giving)
        if not ready:
            said = N_("First say what is scored, by whom, and by which lines. Press “Set up”.")
            self._rest.addWidget(StatusWord(self.context, NOTICE, said, wrap=True))
        elif giving:
            self.paper.show_sheet(view, str(self.what.value() or ""), str(self.who.value() or ""))
        else:
            part = Binder(self.context)
            for key, title in view.candidates:
                result = view.result(key)
                self._rest.addWidget(ResultCard(self.context, result, title))
                if by_share(result):
                    self._rest.addWidget(LowCard(self.context, result, self._on_tasks))
            self._rest.addWidget(part.label(NO_AWARD, "caption"))
            self._results = part

    def _on_tasks(self, tasks: tuple[str, ...]) -> None:
        key = self._id
        self.context.lane.submit(lambda workspace: make_tasks(workspace, key, tasks), self._on_made, self.context.error)

    def _on_made(self, answer: tuple[str, int]) -> None:
        meeting, fresh = answer
        said = NP_("{n} task stands in the meeting now.", "{n} tasks stand in the meeting now.", fresh)
        lead = (N_("Say who does them until when"), f"record:meeting:{meeting}:actions")
        self.context.notice(said if fresh else N_("These tasks stand in the meeting already."), lead=lead)

    def _show(self, *, one: bool) -> None:
        for widget in (self.tabs, self.choice, self.paper):
            widget.setVisible(one)

    # -- what is done

    def _on_chosen(self, box: ChoiceBox, edit: object) -> None:
        box.set_value(getattr(edit, "value", None))
        self._fill()

    def _on_write(self, kind: str) -> None:
        key, language = self._id, self.context.document.output_language
        title = N_("Print the sheets") if kind == "score-sheets" else N_("Print the results")
        name = self._view.title if self._view else ""
        self.output.write(
            lambda workspace: prepare(workspace, kind, Request(language, ids=(key,))), name, ".pdf", title
        )


def _all(workspace: Workspace) -> tuple[tuple[ScoringLine, ...], tuple[ReviewSheet, ...]]:
    return workspace.scoring.all(), sheets_of(workspace)


def _add(workspace: Workspace) -> Row:
    return workspace.records.create("scoring", {"date": workspace.today()})[0]
