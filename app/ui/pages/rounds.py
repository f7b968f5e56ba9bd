"""The three engagement rounds, each seen whole: planned, held, heard, said, and told back to residents."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.fields import Row
from app.core.messages import N_, Label, own_words
from app.exports.spec import Audience
from app.i18n import Translator
from app.services.engagement.paper import TITLE as SUMMARY
from app.services.engagement.rounds import IDEAS, NUMBERS, PRIORITIES, RoundView, State
from app.services.engagement.screen import RoundScreen, round_screens
from app.services.engagement.words import held_words, name_of, remarks, state_words
from app.services.figures.view import FigureView
from app.services.output_kinds import Request, prepare
from app.ui.context import UiContext
from app.ui.figures.table import FigureTable
from app.ui.pages.base import TabbedPage
from app.ui.rounds.state import ROUND_SHAPES
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState, button_row
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import NOTICE, OPEN
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.workspace import Workspace

REPORT = "report_back_on"


class RoundsPage(TabbedPage):
    """One round at a time; buttons lead to the records that it is made of."""

    reads = frozenset(
        {
            "engagement_round",
            "event",
            "event_count",
            "sheet_count",
            "questionnaire",
            "questionnaire_sheet",
            "answer",
            "population_group",
            "statement",
            "roadmap_topic",
        }
    )
    views = tuple((number, name_of(number)) for number in NUMBERS)

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._screens: tuple[RoundScreen, ...] = ()
        self._part = Binder(context)
        self._box = QVBoxLayout()
        self.body.addLayout(self._box)

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Engagement rounds")

    def help_text(self) -> HelpText | None:
        """Return what a round is good for."""
        return HelpText(
            N_("Engagement rounds"),
            why=N_("Three times residents are asked. Each time they hear what became of their words."),
            how=(
                N_("Plan whom to hear, where, in which languages, and what lets people come."),
                N_("Choose the round in the record of each event."),
                N_("Count people by group. Then you see who was heard, and who was not."),
                N_("Tell residents what changed, and what did not and why. Write the day down."),
            ),
            mistake=N_("Ending with the last event. A round ends when people have heard back."),
        )

    def _ask(self) -> None:
        self.context.lane.submit(partial(_read, language=self.context.translator.language), self._on_screens)

    def _on_screens(self, screens: tuple[RoundScreen, ...]) -> None:
        self._screens = screens
        self._fill()

    # -- one round

    def _fill(self) -> None:
        """Fill in the round that is chosen; the keyboard stays where it was."""
        screen = next((one for one in self._screens if one.view.number == self.tabs.current()), None)
        if screen is not None:
            with self._keyboard():
                self._show(screen)

    def _show(self, screen: RoundScreen) -> None:
        clear(self._box)
        self._part = Binder(self.context)
        self._box.setSpacing(self.context.theme.metrics.u(1.25))
        view = screen.view
        self._box.addWidget(StatusWord(self.context, ROUND_SHAPES[view.state], state_words(view), wrap=True))
        if view.held:
            self._box.addWidget(self._part.label(held_words(view)))
        for said in remarks(view):
            self._box.addWidget(StatusWord(self.context, NOTICE, said, wrap=True))
        if view.state is State.NOTHING:
            words = N_("Plan whom this round should hear, or log its first event. Then everything stands here.")
            self._box.addWidget(EmptyState(self.context, "message-circle", words))
        self._box.addLayout(button_row(*self._buttons(view)))
        self._table(screen.planned, N_("Planned and held"))
        self._table(screen.heard, N_("Who was heard"))
        if screen.events:
            self._box.addWidget(self._events(screen))
        if view.state is not State.NOTHING:
            self._box.addWidget(self._said(screen))
            self._box.addWidget(self._report(screen))

    def _buttons(self, view: RoundView) -> list[QWidget]:
        make = self._part.button
        plans = [
            make(N_("Change the plan"), partial(self.context.go, f"record:engagement_round:{plan.id}"), icon="pencil",
                 name=f"plan_{place}")
            for place, plan in enumerate(view.plans)
        ]  # fmt: skip
        if not plans:
            plans = [make(N_("Plan this round"), partial(self._on_plan, ""), icon="plus", kind="primary", name="plan")]
            plans[0].setDisabled(self.context.document.read_only)
        event = make(N_("Add event of this round"), self._on_event, icon="calendar-plus", name="add_event")
        event.setDisabled(self.context.document.read_only)
        team = make(N_("Print for the team"), partial(self._on_print, Audience.TEAM), icon="printer",
                    name="print_team")  # fmt: skip
        public = make(N_("Print for everybody"), partial(self._on_print, Audience.PUBLIC), icon="printer",
                      name="print_public")  # fmt: skip
        return [*plans, event, team, public]

    def _table(self, figure: FigureView | None, title: Label) -> None:
        if figure is None:
            return
        table = FigureTable()
        table.setObjectName(f"{figure.key}_table")
        table.show_view(figure, self.context.theme.metrics)
        self._box.addWidget(self._part.label(title, "section"))
        self._box.addWidget(table)

    def _events(self, screen: RoundScreen) -> Card:
        card = Card(self.context, N_("Events of the round"), units=1.25)
        later = {row.id for row in screen.view.coming}
        for place, (key, title, facts) in enumerate(screen.events):
            row, texts = QHBoxLayout(), QVBoxLayout()
            texts.setSpacing(0)
            texts.addWidget(card.binder.label(own_words(title), "strong"))
            words: Label = N_("Still to come: {facts}", facts=own_words(facts)) if key in later else own_words(facts)
            texts.addWidget(card.binder.label(words, "caption"))
            look = card.binder.button(N_("Open event"), partial(self.context.go, f"record:event:{key}"), kind="small",
                                      icon="pencil", name=f"event_{place}")  # fmt: skip
            look.setAccessibleName(self.context.text(N_("Open “{title}”", title=own_words(title))))
            row.addLayout(texts, 1)
            row.addWidget(look, 0, Qt.AlignmentFlag.AlignTop)
            card.body.addLayout(row)
        return card

    def _said(self, screen: RoundScreen) -> Card:
        card = Card(self.context, N_("What was said, by topic"), units=1.25)
        if screen.said is None:
            said = N_("No statement came of this round yet. Make statements of what people said.")
            card.body.addWidget(StatusWord(self.context, OPEN, said, wrap=True))
        else:
            table = FigureTable()
            table.setObjectName("said_table")
            table.show_view(screen.said, self.context.theme.metrics)
            card.body.addWidget(table)
        go, make = self.context.go, card.binder.button
        buttons = [make(N_("From words to statements"), partial(go, "roadmap:+words"), icon="map", name="to_words")]
        if screen.view.number == PRIORITIES:
            buttons.append(make(N_("Open the priorities"), partial(go, "priorities"), icon="flag", name="to_more"))
        if screen.view.number == IDEAS:
            buttons.append(make(N_("What residents said about the ideas"), partial(go, "seed:residents"),
                                icon="sprout", name="to_more"))  # fmt: skip
        card.body.addLayout(button_row(*buttons))
        return card

    def _report(self, screen: RoundScreen) -> Card:
        card = Card(self.context, N_("Report-back to residents"), units=1.25)
        for _key, lines in screen.reports:
            for first, second in lines:
                card.body.addWidget(card.binder.label(own_words(first), "caption"))
                card.body.addWidget(card.binder.label(own_words(second)))
        if not any(lines for _key, lines in screen.reports):
            said = N_("Nothing yet. People who gave their time hear what became of it.")
            card.body.addWidget(StatusWord(self.context, OPEN, said, wrap=True))
        plans = [key for key, _lines in screen.reports] or [""]
        for place, key in enumerate(plans):
            write = card.binder.button(N_("Write the report-back"), partial(self._on_plan, key), icon="pencil",
                                       name=f"report_{place}")  # fmt: skip
            write.setDisabled(self.context.document.read_only and not key)
            card.body.addLayout(button_row(write))
        return card

    # -- what is done

    def _on_plan(self, plan: str) -> None:
        """Open a plan where its report-back is written; make the plan where there is none yet."""
        if plan:
            self.context.go(f"record:engagement_round:{plan}:{REPORT}")
            return
        number = self.tabs.current()
        self.context.lane.submit(
            lambda ws: ws.records.create("engagement_round", {"number": number})[0],
            lambda row: self.context.go(f"record:engagement_round:{row.id}"),
            self.context.error,
        )

    def _on_event(self) -> None:
        number = self.tabs.current()

        def opened(row: Row) -> None:
            self.context.go(f"record:event:{row.id}")

        self.context.lane.submit(
            lambda ws: ws.records.create("event", {"round": number})[0], opened, self.context.error
        )

    def _on_print(self, audience: Audience) -> None:
        request = Request(self.context.document.output_language, audience)
        self.output.write(
            lambda ws: prepare(ws, "mvp-engagement", request), self.context.text(SUMMARY), ".pdf",
            N_("Print the engagement summary"),
        )  # fmt: skip


def _read(workspace: Workspace, language: str) -> tuple[RoundScreen, ...]:
    custom = workspace.settings.custom()
    return round_screens(workspace, Translator(language, custom.calendar, custom.currency))
