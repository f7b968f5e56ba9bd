"""May we apply: every condition with what answers it, its state in words, and the way to mend it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from app.core.fields import Row
from app.core.messages import N_, Label, Message
from app.services.eligibility.badge import WORDS
from app.services.eligibility.facts import STATES, State
from app.services.eligibility.sheet import Sheet, begin_answer, sheet_of, way_title, write_answer
from app.services.output_kinds import Request, prepare
from app.services.programmes.rounds import Rounds, has_conditions, rounds_of
from app.ui.context import UiContext
from app.ui.eligibility.cards import SHAPES, badge_shape, condition_card, places_card, rule_card
from app.ui.pages.base import TabbedPage
from app.ui.rounds.choice import RoundChoice
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import EmptyState, button_row
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.workspace import Workspace

CONDITIONS, RULES, PLACES = "conditions", "rules", "places"
COUNTED = (State.MET, State.CLAIMED, State.OPEN, State.FAILED)


class EligibilityPage(TabbedPage):
    """The badge and the counts above; conditions, rules on the form, and places of the counties below."""

    reads = frozenset(
        {"community", "certificate", "participation", "condition_answer", "application", "hazard_potential",
         "funding_source", "organisation", "file", "photo"}
    )  # fmt: skip
    views = (
        (CONDITIONS, N_("Conditions")),
        (RULES, N_("Rules on the form")),
        (PLACES, N_("Places of the counties")),
    )
    place = "eligibility"

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._sheet: Sheet | None = None
        self._part = Binder(context)
        self._head, self._list = QVBoxLayout(), QVBoxLayout()
        self.round = RoundChoice(context, self.binder, self._ask)
        self.above.addWidget(self.round)
        self.above.addLayout(self._head)
        self.body.addLayout(self._list)

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Eligibility sheet")

    def help_text(self) -> HelpText | None:
        """Return how the sheet is read."""
        return HelpText(
            N_("Eligibility sheet"),
            why=N_("What bars you is found here, months before the county would find it."),
            how=(
                N_("Begin with what does not hold, then with what nobody knows yet."),
                N_("Attach the paper that shows it: a map, a list, a letter."),
                N_("What the county decides is told here, never judged."),
                N_("Print the sheet and take it along when you visit the county."),
            ),
            mistake=N_("Dropping partners because the county prefers communities without. The scoring rewards them."),
        )

    def wants_help(self) -> bool:
        """Words are read beside the help."""
        return True

    def _ask(self) -> None:
        read = partial(_read, language=self.context.translator.language, pack=self.context.round)
        self.context.lane.submit(read, self._on_sheet, self.context.error)

    def _on_sheet(self, answer: tuple[Sheet | None, Rounds]) -> None:
        self._sheet, rounds = answer
        self.round.show_rounds(rounds)
        with self._keyboard():
            self._fill()

    def _fill(self) -> None:
        clear(self._head)
        clear(self._list)
        part, sheet = Binder(self.context), self._sheet
        self._part = part
        space = self.context.theme.metrics.u(1)
        self._head.setSpacing(space)
        self._list.setSpacing(space)
        self.tabs.setVisible(sheet is not None)
        if sheet is None:
            said = N_("None of your programmes has conditions to check.")
            go = partial(self.context.go, "programmes")
            empty = EmptyState(self.context, "clipboard-list", said, N_("Open programmes"), go, mark="arrow-right")
            self._list.addWidget(empty)
            return
        self._show_head(part, sheet)
        view = self.tabs.current()
        if view == RULES:
            self._list.addWidget(rule_card(self.context, sheet.rules))
        elif view == PLACES:
            card = places_card(self.context, sheet)
            self._list.addWidget(card or part.label(N_("This round has no table of places.")))
        else:
            for line in sheet.lines:
                self._list.addWidget(condition_card(self.context, line, self._on_held, self._on_asked))

    def _show_head(self, part: Binder, sheet: Sheet) -> None:
        self._head.addWidget(part.label(sheet.pack.name, "strong"))
        way = way_title(sheet.pack)
        said: Label = N_("Route: {route}", route=way) if way else N_("Nobody has chosen a route yet.")
        self._head.addWidget(part.label(said))
        if sheet.pack.quota is not None:
            badge = StatusWord(self.context, badge_shape(sheet.badge.state), WORDS[sheet.badge.state], wrap=True)
            badge.setObjectName("badge")
            self._head.addWidget(badge)
        flow = FlowLayout(gap=self.context.theme.metrics.u(1))
        for state in COUNTED:
            if sheet.counts[state]:
                words = N_("{state}: {n}", state=STATES[state], n=sheet.counts[state])
                flow.addWidget(StatusWord(self.context, SHAPES[state], words))
        self._head.addLayout(flow)
        show = part.button(N_("Print the sheet"), self._on_print, icon="printer", name="print_sheet")
        self._head.addLayout(button_row(show))

    # -- what is done

    def _on_held(self, condition: str, holds: object) -> None:
        if self._sheet is not None:
            pack = self._sheet.pack.id
            self.context.lane.submit(lambda ws: write_answer(ws, pack, condition, holds), None, self.context.error)

    def _on_asked(self, condition: str) -> None:
        if self._sheet is not None:
            pack = self._sheet.pack.id
            work = partial(_begin, pack=pack, condition=condition)
            self.context.lane.submit(work, self._on_begun, self.context.error)

    def _on_begun(self, row: Row) -> None:
        self.context.go(f"record:{row.type}:{row.id}:note")

    def _on_print(self) -> None:
        title: Message = N_("Eligibility sheet")
        options = {"programme": self._sheet.pack.id if self._sheet is not None else ""}
        request = Request(self.context.document.output_language, options=options)
        self.output.write(lambda ws: prepare(ws, "nfa-eligibility", request), self.context.text(title), ".pdf", title)


def _read(workspace: Workspace, language: str, pack: str) -> tuple[Sheet | None, Rounds]:
    return sheet_of(workspace, language, pack), rounds_of(workspace, has_conditions, pack)


def _begin(workspace: Workspace, pack: str, condition: str) -> Row:
    return begin_answer(workspace, pack, condition)
