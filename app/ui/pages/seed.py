"""The seed project: ideas and the shelf, gates, scores, residents, the decision and its approval."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.fields import Row
from app.core.messages import N_, Label, Message
from app.i18n import Translator
from app.services.output_kinds import Request, prepare
from app.services.seed.desk import Taken
from app.services.seed.gates import CHOSEN
from app.services.seed.screen import SeedScreen, seed_screen
from app.ui.context import UiContext
from app.ui.pages.base import TabbedPage
from app.ui.seed.decision import DecisionView, ResidentsView
from app.ui.seed.gates import GatesView
from app.ui.seed.ideas import IdeasView
from app.ui.seed.scores import ScoresView
from app.ui.seed.shelf import ShelfView
from app.ui.widgets.card import button_row
from app.ui.widgets.help import HelpText

if TYPE_CHECKING:
    from app.services.workspace import Workspace

IDEAS, SHELF, GATES, SCORES, RESIDENTS, DECISION = "ideas", "shelf", "gates", "scores", "residents", "decision"


class SeedPage(TabbedPage):
    """Six views of the seed project; each is filled when it is looked at."""

    reads = frozenset(
        {"idea", "idea_feedback", "seed_decision", "scoring", "score_candidate", "score_criterion", "score", "scorer",
         "priority", "population_group", "event", "questionnaire", "question", "question_wording",
         "questionnaire_sheet", "answer", "budget_line", "expense", "voucher", "participation", "community"}
    )  # fmt: skip
    views = (
        (IDEAS, N_("Ideas")),
        (SHELF, N_("Idea shelf")),
        (GATES, N_("Gates")),
        (SCORES, N_("Scores")),
        (RESIDENTS, N_("What residents said")),
        (DECISION, N_("Decision")),
    )

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._screen: SeedScreen | None = None
        show = self.binder.button(
            N_("Print the selection framework"), self._on_print, icon="printer", name="print_selection"
        )
        self.ideas, self.shelf, self.gates = IdeasView(context), ShelfView(context), GatesView(context)
        self.scores, self.residents, self.decision = ScoresView(context), ResidentsView(context), DecisionView(context)
        self._views: dict[str, QWidget] = {
            IDEAS: self.ideas, SHELF: self.shelf, GATES: self.gates,
            SCORES: self.scores, RESIDENTS: self.residents, DECISION: self.decision,
        }  # fmt: skip
        for view in self._views.values():
            self.body.addWidget(view)
            view.hide()
        self.body.addLayout(button_row(show))
        self._connect()
        for one in (self.shelf, self.gates, self.scores):
            self.binder.also(one.refresh)

    def _connect(self) -> None:
        self.ideas.stands.connect(self._on_standing)
        self.ideas.added.connect(lambda: self.context.lane.submit(_add, self._on_added, self.context.error))
        self.ideas.wanted.connect(self._to)
        self.shelf.taken.connect(self._on_taken)
        self.gates.number.connect(self._on_number)
        self.scores.started.connect(self._on_start)
        self.scores.weighed.connect(self._on_weight)
        self.scores.printed.connect(self._on_sheets)
        self.decision.chosen.connect(self._on_chosen)
        for view in (self.scores, self.decision):
            view.ideas.connect(partial(self._to, IDEAS))

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Seed project")

    def help_text(self) -> HelpText | None:
        """Return what this page is good for."""
        return HelpText(
            N_("Seed project"),
            why=N_("One small project that can be finished. Residents see that their words led to something."),
            how=(
                N_("Collect ideas, and take some from the shelf."),
                N_("Mark one to three as candidates and look at the gates."),
                N_("Let residents compare them, group by group (round 3)."),
                N_("Let everybody score alone, then talk about the differences."),
                N_("Choose one, write the reasons, and send the framework."),
                N_("Wait for the approval before you spend."),
            ),
            mistake=N_("Taking the highest mean as the answer. Look first at what those hit hardest chose."),
        )

    def _ask(self) -> None:
        text = self.context.text
        captions = (
            text(N_("How the ideas were scored")),
            text(N_("Criteria and weights")),
            text(N_("What residents said, by group")),
        )
        language = self.context.translator.language
        self.context.lane.submit(partial(_read, language=language, captions=captions), self._on_screen)

    def _on_screen(self, screen: SeedScreen) -> None:
        self._screen = screen
        self._fill()

    def _fill(self) -> None:
        """Fill the view that is looked at; the keyboard stays where it was."""
        if self._screen is None:
            return
        with self._keyboard():
            key = self.tabs.current()
            for name, view in self._views.items():
                view.setVisible(name == key)
            shown: QWidget = self._views[key]
            shown.show_screen(self._screen)  # type: ignore[attr-defined]

    # -- what is done

    def _do(self, what: Callable[[Workspace], object]) -> None:
        self.context.lane.submit(what, None, self.context.error)

    def _on_added(self, row: Row) -> None:
        self.context.go(f"record:idea:{row.id}")

    def _on_taken(self, card: str) -> None:
        language = self.context.translator.language
        self.context.lane.submit(lambda ws: ws.seed.take(card, language), self._on_card, self.context.error)

    def _on_card(self, taken: Taken) -> None:
        self._ask()

    def _on_standing(self, idea: str, standing: str) -> None:
        if standing == CHOSEN:
            self._on_chosen(idea)
        else:
            self._do(lambda ws: ws.seed.stand(idea, standing))

    def _on_chosen(self, idea: str) -> None:
        self.context.lane.submit(lambda ws: ws.seed.choose(idea), self._on_decided, self.context.error)

    def _on_decided(self, _decision: str) -> None:
        self.tabs.choose(DECISION)
        self._ask()

    def _on_number(self, key: str, value: object) -> None:
        self._do(lambda ws: ws.seed.set_numbers({key: value}))

    def _on_start(self) -> None:
        language = self.context.document.output_language
        self._do(lambda ws: ws.seed.start_scoring(language))

    def _on_weight(self, criterion: str, text: str) -> None:
        step = f"weight/{criterion}"
        self._do(lambda ws: ws.seed.weigh(criterion, text, step=step))

    def _on_print(self) -> None:
        self._write("mvp-selection", Request(self.context.document.output_language),
                    N_("Selection framework of the seed project"))  # fmt: skip

    def _on_sheets(self, kind: str) -> None:
        scoring = self._screen.view.scoring if self._screen else None
        ids = (scoring.id,) if scoring is not None else None
        self._write(kind, Request(self.context.document.output_language, ids=ids), N_("Print the sheets"))

    def _write(self, kind: str, request: Request, title: Message) -> None:
        self.output.write(
            lambda workspace: prepare(workspace, kind, request), self.context.text(title), ".pdf", title
        )  # fmt: skip


def _read(workspace: Workspace, language: str, captions: tuple[str, str, str]) -> SeedScreen:
    custom = workspace.settings.custom()
    return seed_screen(workspace, Translator(language, custom.calendar, custom.currency), captions)


def _add(workspace: Workspace) -> Row:
    return workspace.records.create("idea", {"standing": "noted"})[0]
