"""Priorities: the earlier ones beside what stands now, answered one by one; what stands; how the earlier ones come."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.messages import N_, NP_, Label
from app.exports.spec import Audience
from app.i18n import Translator
from app.services.figures.view import FigureView
from app.services.output_kinds import Request, prepare
from app.services.priorities.crosswalk import Crosswalk, Line
from app.services.priorities.desk import Brought
from app.services.priorities.paper import TITLE as CROSSWALK
from app.services.priorities.screen import PriorityScreen, priority_screen
from app.services.priorities.words import earlier_words, now_words
from app.ui.context import UiContext
from app.ui.figures.table import FigureTable
from app.ui.pages.base import TabbedPage
from app.ui.priorities.bring import BringView
from app.ui.priorities.cards import CrosswalkView, options_of
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import EmptyState, button_row
from app.ui.widgets.choice import ChoiceBox, widest
from app.ui.widgets.editor import Edit
from app.ui.widgets.focus import tab_through
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.workspace import Workspace

CROSS, NOW, BRING = "crosswalk", "now", "bring"
ALL, UNANSWERED, ODD = "all", "unanswered", "odd"
FILTERS: tuple[tuple[str, Label], ...] = (
    (ALL, N_("All priorities")),
    (UNANSWERED, N_("Those without an answer")),
    (ODD, N_("Those with something to look at")),
)


class PrioritiesPage(TabbedPage):
    """Three views; the crosswalk is where a meeting works."""

    reads = frozenset({"priority", "priority_action", "population_group", "statement"})
    views = ((CROSS, N_("Earlier and now")), (NOW, N_("What stands now")), (BRING, N_("Bring in earlier ones")))

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._screen: PriorityScreen | None = None
        self._part, self._kept = Binder(context), set[str]()
        zones = QWidget(), QWidget()
        self._head, self._tables = QVBoxLayout(zones[0]), QVBoxLayout(zones[1])
        self.only = ChoiceBox(context, options_of(FILTERS), optional=False)
        self.only.box.setObjectName("priority_filter")
        self.only.set_value(ALL)
        self.binder.text(self.only.name_it, N_("Which priorities are shown"))
        self.only.edited.connect(self._on_filter)
        self.cards, self.bring = CrosswalkView(context), BringView(context)
        self.cards.answered.connect(self._on_answer)
        self.cards.edited.connect(self._on_edited)
        self.cards.part.connect(lambda id, words: self._do(lambda ws: ws.priorities.add_part(id, words)))
        self.cards.action.connect(lambda id, words: self._do(lambda ws: ws.priorities.add_action(id, words)))
        self.bring.brought.connect(self._on_brought)
        self.body.addWidget(zones[0])
        self.body.addLayout(button_row(self.only))
        self.body.addWidget(self.cards)
        self.body.addWidget(self.bring)
        self.body.addWidget(zones[1])
        self._parts = (self.tabs, zones[0], self.only, self.cards, self.bring, zones[1])
        for box in (self._head, self._tables):
            box.setContentsMargins(0, 0, 0, 0)
        for one in (self.only, self.bring):
            self.binder.also(one.refresh)

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Priorities")

    def help_text(self) -> HelpText | None:
        """Return what the crosswalk is good for."""
        return HelpText(
            N_("Priorities"),
            why=N_("Residents see what became of each earlier promise, and where a new one comes from."),
            how=(
                N_("Bring the earlier priorities in, all of them, also those that are done."),
                N_("Give each one an answer, and say why in a sentence."),
                N_("Link the statements that show that it matters, and say who gains."),
                N_("Add what is new, and what could be done."),
                N_("Ask residents (round 2). Write down what they said and what changed."),
            ),
            mistake=N_("Starting with an empty list. Then nobody sees what was dropped."),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Show the view that is named, the crosswalk where none is."""
        self._kept = set()
        super().open(args)

    def _ask(self) -> None:
        self.context.lane.submit(partial(_read, language=self.context.translator.language), self._on_screen)

    def _on_screen(self, screen: PriorityScreen) -> None:
        self._screen = screen
        self._fill()

    def _fill(self) -> None:
        if self._screen is not None:
            with self._keyboard():
                self._show(self._screen, self._screen.walk, self.tabs.current())

    def _show(self, screen: PriorityScreen, walk: Crosswalk, on: str) -> None:
        clear(self._head)
        clear(self._tables)
        self._part = Binder(self.context)
        for box in (self._head, self._tables):
            box.setSpacing(self.context.theme.metrics.u(0.75))
        cross = on == CROSS
        self.bring.setVisible(on == BRING)
        self.only.setVisible(cross and bool(walk.lines))
        self.only.setMinimumWidth(widest(self.only.box, self.context.theme))
        self.cards.setVisible(cross and bool(walk.lines))
        if on != BRING:
            self._summary(walk)
        if cross:
            self.cards.show_lines(self._wanted(walk), screen)
        elif on == NOW:
            self._table(screen.standing, N_("Priorities and potential actions"))
            self._table(screen.changes, N_("What residents said, and what changed"))
        tab_through([one for one in self._parts if not one.isHidden()])

    # -- what stands at the head

    def _summary(self, walk: Crosswalk) -> None:
        make, says = self._part.button, self._head.addWidget
        if not walk.lines:
            words = N_("Bring in the earlier priorities first, all of them. What is new then stands beside them.")
            says(EmptyState(self.context, "flag", words, N_("Bring in earlier ones"), partial(self._to, BRING)))
        else:
            if walk.earlier:
                says(self._part.label(earlier_words(walk), "strong"))
            says(self._part.label(now_words(walk)))
        if walk.unplaced:
            self._unplaced(walk.unplaced)
        add = make(N_("Add new priority"), self._on_add, icon="plus", name="add_priority")
        add.setDisabled(self.context.document.read_only)
        team = make(N_("Print for the team"), partial(self._on_print, Audience.TEAM), icon="printer",
                    name="print_team")  # fmt: skip
        public = make(N_("Print for everybody"), partial(self._on_print, Audience.PUBLIC), icon="printer",
                      name="print_public")  # fmt: skip
        self._head.addLayout(button_row(add, team, public))

    def _unplaced(self, lines: tuple[Line, ...]) -> None:
        said = NP_(
            "{n} priority does not say whether it stood in the earlier plan.",
            "{n} priorities do not say whether they stood in the earlier plan.",
            len(lines),
        )
        self._head.addWidget(StatusWord(self.context, NOTICE, said, wrap=True))
        ids, make = tuple(one.id for one in lines), self._part.button
        yes = make(N_("They stood in the earlier plan"), partial(self._place, ids, True), kind="small", name="earlier")
        no = make(N_("They are new"), partial(self._place, ids, False), kind="small", name="all_new")
        for one in (yes, no):
            one.setDisabled(self.context.document.read_only)
        self._head.addLayout(button_row(yes, no))

    def _table(self, figure: FigureView | None, title: Label) -> None:
        if figure is None:
            return
        table = FigureTable()
        table.setObjectName(f"{figure.key}_table")
        table.show_view(figure, self.context.theme.metrics)
        self._tables.addWidget(self._part.label(title, "section"))
        self._tables.addWidget(table)

    def _wanted(self, walk: Crosswalk) -> tuple[Line, ...]:
        """Return the priorities to show; one that was answered just now stays until the choice is made again."""
        only = self.only.value()
        found = tuple(one for one in walk.lines if one.id in self._kept or _fits(one, str(only or ALL)))
        self._kept = {one.id for one in found}
        return found

    # -- what is done

    def _do(self, what: object) -> None:
        self.context.lane.submit(what, None, self.context.error)  # type: ignore[arg-type]

    def _on_view(self, view: str) -> None:
        self._kept = set()
        super()._on_view(view)

    def _on_filter(self, _edit: Edit) -> None:
        self._kept = set()
        self._fill()

    def _on_answer(self, id: str, answer: str) -> None:
        self._do(lambda ws: ws.priorities.answer(id, answer or None))

    def _on_edited(self, id: str, name: str, edit: Edit, visit: str) -> None:
        if edit.pending is not None:
            text = edit.pending
            self._do(lambda ws: ws.records.set_pending("priority", id, name, text))
        else:
            step, values = (f"{id}/{visit}" if visit else ""), {name: edit.value}
            self._do(lambda ws: ws.records.change("priority", id, values, typing=edit.typing, step=step))

    def _on_brought(self, text: str) -> None:
        self.context.lane.submit(lambda ws: ws.priorities.bring_in(text), self._on_there, self.context.error)

    def _on_there(self, brought: Brought) -> None:
        self.bring.taken()
        said = NP_("{n} priority was brought in.", "{n} priorities were brought in.", len(brought.ids))
        if brought.twice:
            twice = NP_("{n} line stood here already", "{n} lines stood here already", len(brought.twice))
            said = N_("{brought} {twice}: {names}.", brought=said, twice=twice, names=brought.twice)
        self.context.notice(said)
        self.only.set_value(ALL)  # what came in is seen
        self._to(CROSS)

    def _place(self, ids: tuple[str, ...], earlier: bool) -> None:
        self._do(lambda ws: ws.priorities.place_all(ids, earlier=earlier))

    def _on_add(self) -> None:
        self.context.lane.submit(
            lambda ws: ws.records.create("priority", {"origin": "new", "disposition": "new"})[0],
            lambda row: self.context.go(f"record:priority:{row.id}"),
            self.context.error,
        )

    def _on_print(self, audience: Audience) -> None:
        request = Request(self.context.document.output_language, audience)
        name = self.context.text(CROSSWALK)
        self.output.write(lambda ws: prepare(ws, "mvp-crosswalk", request), name, ".pdf", N_("Print the crosswalk"))


def _fits(line: Line, only: str) -> bool:
    if only == UNANSWERED:
        return not line.disposition
    return bool(line.doubts or line.lacks) if only == ODD else True


def _read(workspace: Workspace, language: str) -> PriorityScreen:
    custom = workspace.settings.custom()
    return priority_screen(workspace, Translator(language, custom.calendar, custom.currency))
