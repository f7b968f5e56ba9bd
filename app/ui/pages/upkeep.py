"""The upkeep plan: aims, activities by month, money by head, and what was done against what was planned."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from app.core.fields import Row
from app.core.messages import N_, Label, Message
from app.i18n import Translator
from app.services.output_kinds import Request, prepare
from app.services.programmes.rounds import Rounds, has_upkeep, rounds_of
from app.services.upkeep.desk import STARTERS
from app.services.upkeep.paper import OURS
from app.services.upkeep.results_paper import DEMO_TITLE as DEMO_REPORT
from app.services.upkeep.results_paper import OURS as OUR_REPORT
from app.services.upkeep.results_paper import TITLE as REPORT_TITLE
from app.services.upkeep.screen import AIMS, MONEY, MONTHS, PLAN, RESULTS, UpkeepScreen, upkeep_screen
from app.ui.context import UiContext
from app.ui.delivery.sections import SectionCard
from app.ui.figures.table import FigureTable
from app.ui.pages.base import TabbedPage
from app.ui.rounds.choice import RoundChoice
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState, button_row
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.workspace import Workspace

PAPERS: tuple[tuple[str, str, Message, str], ...] = (
    ("nfa-plan", ".pdf", N_("Print the plan"), "printer"),
    ("nfa-plan-docx", ".docx", N_("Save for Word"), "file-text"),
    ("nfa-plan-xlsx", ".xlsx", N_("Save for Excel"), "table"),
)
REPORT: tuple[tuple[str, str, Message, str], ...] = (
    ("nfa-results", ".pdf", N_("Print the report"), "printer"),
    ("nfa-results-docx", ".docx", N_("Save for Word"), "file-text"),
    ("nfa-results-xlsx", ".xlsx", N_("Save for Excel"), "table"),
)
"""Papers of the results; like those of the plan each with its ending, its button and its icon."""
WAYS: tuple[tuple[str, Message, str], ...] = (
    ("budget", N_("Open the budget"), "coins"),
    ("records:settlement", N_("Settlement"), "file-text"),
)
TITLE, DEMO = N_("Upkeep plan"), N_("Demonstration upkeep plan")


class UpkeepPage(TabbedPage):
    """Five views of the plan; each is filled when it is looked at."""

    reads = frozenset(
        {"upkeep_plan", "upkeep_aim", "upkeep_activity", "budget", "budget_line", "expense", "funding_source",
         "person", "participation", "event", "indicator"}
    )  # fmt: skip
    views = (
        (PLAN, N_("The plan")),
        (AIMS, N_("Aims")),
        (MONTHS, N_("By month")),
        (MONEY, N_("Money")),
        (RESULTS, N_("What was done")),
    )
    place = "upkeep"

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._screen: UpkeepScreen | None = None
        self._pack = ""
        self._part = Binder(context)
        self.round = RoundChoice(context, self.binder, self._ask)
        self.above.addWidget(self.round)
        self.content = QVBoxLayout()
        self.body.addLayout(self.content)

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return DEMO if self._screen is not None and self._screen.demo else TITLE

    def help_text(self) -> HelpText | None:
        """Return what this page is good for."""
        return HelpText(
            TITLE,
            why=N_("A grant is given for a plan. What is planned here is what you settle at the end."),
            how=(
                N_("Write two or three aims, and how you will see that they were reached."),
                N_("List activities by month, each with one person."),
                N_("Plan the money in the budget; it stands here by head."),
                N_("Tick what was done and write who came. The result report is made of it."),
            ),
            mistake=N_("Waiting until the end to write what happened. Five minutes after each activity are enough."),
        )

    def _ask(self) -> None:
        read = partial(_read, self.context.translator.language, self.context.round)
        self.context.lane.submit(read, self._on_screen, self.context.error)

    def _on_screen(self, answer: tuple[UpkeepScreen, Rounds]) -> None:
        self._screen, rounds = answer
        self._pack = rounds.shown
        self.round.show_rounds(rounds)
        self.title_changed.emit()
        self._fill()

    def _fill(self) -> None:
        screen = self._screen
        if screen is None:
            return
        with self._keyboard():
            clear(self.content)
            part = self._part = Binder(self.context)
            self.content.setSpacing(self.context.theme.metrics.u(1))
            self.tabs.setVisible(screen.begun)
            if not screen.begun:
                said = N_("Say what the grant will be used for, so that everybody and the county can see it.")
                begin = EmptyState(self.context, "map", said, N_("Begin the plan"), self._on_begin_plan,
                                   name="begin_plan")  # fmt: skip
                if begin.button is not None:
                    begin.button.setDisabled(self.context.document.read_only)
                self.content.addWidget(begin)
                return
            self._show(part, screen, self.tabs.current())

    def _show(self, part: Binder, screen: UpkeepScreen, key: str) -> None:
        if key == PLAN:
            self.content.addWidget(self._overview(screen))
        elif key == RESULTS:
            self.content.addWidget(self._report(screen))
        for shape, said in screen.words.get(key, ()) if key not in (PLAN, RESULTS) else ():
            self.content.addWidget(StatusWord(self.context, shape, said, wrap=True))
        if (figure := screen.tables.get(key)) is not None:
            table = FigureTable()
            table.setObjectName(f"{key}_table")
            self.content.addWidget(table)
            table.show_view(figure, self.context.theme.metrics)
        if key == MONEY:
            ways = [part.button(said, partial(self.context.go, route), icon=icon, name=f"to_{route.replace(':', '_')}")
                    for route, said, icon in WAYS]  # fmt: skip
            self.content.addLayout(button_row(*ways))
        for section in screen.sections.get(key, ()):
            card = SectionCard(self.context, section)
            card.added.connect(self._on_add)
            card.finished.connect(lambda _type, record: self._do(lambda ws: ws.upkeep.finish(record)))
            card.begun.connect(lambda _type, record: self._do(lambda ws: ws.upkeep.start(record)))
            self.content.addWidget(card)
        if key == MONTHS:
            self._add_starters(screen)

    def _overview(self, screen: UpkeepScreen) -> Card:
        card = Card(self.context, None, units=1.25)
        for at, said in enumerate(screen.facts):
            card.body.addWidget(card.binder.label(N_("{words}", words=said), "strong" if not at else ""))
        card.body.addWidget(card.binder.label(OURS, "caption"))
        for shape, said in screen.words.get(PLAN, ()):
            card.body.addWidget(StatusWord(self.context, shape, said, wrap=True))
        self._add_papers(card, PAPERS, N_("Write the plan"), f"record:upkeep_plan:{screen.plan}", "write_plan")
        return card

    def _report(self, screen: UpkeepScreen) -> Card:
        """Return what the report of results still lacks, with its papers."""
        card = Card(self.context, REPORT_TITLE, units=1.25)
        card.body.addWidget(card.binder.label(OUR_REPORT, "caption"))
        for shape, said in screen.words.get(RESULTS, ()):
            card.body.addWidget(StatusWord(self.context, shape, said, wrap=True))
        route = f"record:upkeep_plan:{screen.plan}:came_of_it"
        self._add_papers(card, REPORT, N_("Write the summary"), route, "write_results")
        return card

    def _add_papers(
        self, card: Card, papers: tuple[tuple[str, str, Message, str], ...], said: Message, route: str, name: str
    ) -> None:
        make = card.binder.button
        buttons = [make(said, partial(self.context.go, route), icon="pencil", kind="primary", name=name)]
        buttons += [make(words, partial(self._on_write, kind, ending, words), icon=icon, name=f"out_{kind}")
                    for kind, ending, words, icon in papers]  # fmt: skip
        card.body.addLayout(button_row(*buttons))

    def _add_starters(self, screen: UpkeepScreen) -> None:
        """Offer activities to begin with; those that are taken stand above."""
        language = self.context.translator.language
        open_ = [one for one in STARTERS if one.title.best(language) not in screen.titles]
        if not open_:
            return
        card = Card(self.context, N_("Activities to begin with"), units=1.25)
        buttons = []
        for one in open_:
            take = card.binder.button(N_("{title}", title=one.title), partial(self._on_take, one.key), icon="plus",
                                      kind="small", name=f"take_{one.key}")  # fmt: skip
            take.setDisabled(self.context.document.read_only)
            buttons.append(take)
        card.body.addLayout(button_row(*buttons))
        self.content.addWidget(card)

    # -- deeds

    def _do(self, what: object) -> None:
        self.context.lane.submit(what, None, self.context.error)  # type: ignore[arg-type]

    def _on_begin_plan(self) -> None:
        language, pack = self.context.document.output_language, self._pack
        begin = partial(_begin, language, pack)
        self.context.lane.submit(begin, lambda _id: self._ask(), self.context.error)

    def _on_take(self, key: str) -> None:
        language, pack = self.context.document.output_language, self._pack
        self._do(lambda ws: ws.upkeep.take(key, language, pack))

    def _on_add(self, type_name: str, preset: dict[str, object]) -> None:
        self.context.lane.submit(partial(_add, type_name, preset), self._on_added, self.context.error)

    def _on_added(self, row: Row) -> None:
        self.context.go(f"record:{row.type}:{row.id}")

    def _on_write(self, kind: str, ending: str, title: Message) -> None:
        request = Request(self.context.document.output_language, options={"programme": self._pack})
        report = any(kind == one for one, _ending, _said, _icon in REPORT)
        demo = self._screen is not None and self._screen.demo
        name = self.context.text((DEMO_REPORT if demo else REPORT_TITLE) if report else self.title())
        self.output.write(lambda workspace: prepare(workspace, kind, request), name, ending, title)


def _read(language: str, pack: str, workspace: Workspace) -> tuple[UpkeepScreen, Rounds]:
    custom, rounds = workspace.settings.custom(), rounds_of(workspace, has_upkeep, pack)
    words = Translator(language, custom.calendar, custom.currency)
    return upkeep_screen(workspace, words, rounds.shown), rounds


def _begin(language: str, pack: str, workspace: Workspace) -> str:
    return workspace.upkeep.begin(language, pack)


def _add(type_name: str, preset: dict[str, object], workspace: Workspace) -> Row:
    return workspace.records.create(type_name, preset)[0]
