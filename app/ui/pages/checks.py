"""Is it ready to be handed in: every rule on dossier and form, what is open, set aside, unknown and met."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from app.core.fields import Finding, Severity
from app.core.messages import N_, NP_, Label, Message
from app.services.checks.paper import against_words, asks_words, verdict_words, waiver_words, where_words
from app.services.checks.view import VERDICTS, CheckLine, CheckView, Verdict
from app.services.output_kinds import Request, prepare
from app.services.programmes.rounds import Rounds, has_dossier, round_or_main, rounds_of
from app.ui.context import UiContext
from app.ui.looking import Gather, PaperLooking
from app.ui.pages.base import TabbedPage
from app.ui.rounds.choice import RoundChoice
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState, button_row
from app.ui.widgets.finding_card import FindingCard, Line
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.shapes import DONE, NOTICE, OPEN, PROBLEM
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.checks.judge import ToCheck
    from app.services.output_kinds import Tools
    from app.services.workspace import Workspace

TO_MEND, ASIDE, UNJUDGED, MET = "open", "aside", "unknown", "met"
OF_VIEW: dict[str, tuple[Verdict, ...]] = {
    TO_MEND: (Verdict.ERROR, Verdict.NOTICE, Verdict.HINT),
    ASIDE: (Verdict.WAIVED,),
    UNJUDGED: (Verdict.UNKNOWN,),
    MET: (Verdict.PASSED,),
}
NOTHING: dict[str, Message] = {
    TO_MEND: N_("Nothing is open. Every rule that can be judged is met."),
    ASIDE: N_("No rule was set aside."),
    UNJUDGED: N_("Every rule could be judged."),
    MET: N_("No rule is met yet."),
}
SEVERITIES = {Verdict.ERROR: Severity.ERROR, Verdict.NOTICE: Severity.WARN}
SHAPES = {Verdict.ERROR: PROBLEM, Verdict.NOTICE: NOTICE, Verdict.PASSED: DONE}
NO_PROGRAMME = N_("This file takes part in no programme with a dossier.")


class ChecksPage(TabbedPage):
    """The verdict, and under it one list at a time."""

    views = (
        (TO_MEND, N_("To mend")),
        (ASIDE, N_("Set aside")),
        (UNJUDGED, N_("Not evaluated")),
        (MET, N_("Met")),
    )
    place = "checks"

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._view: CheckView | None = None
        self._looking = PaperLooking(context, self._begin, _judge, self)
        self._looking.gathered.connect(self._on_gathered)
        self._looking.seen.connect(self._on_judged)
        self._looking.failed.connect(context.error)
        self._part = Binder(context)
        self.round = RoundChoice(context, self.binder, self._ask)
        self.above.addWidget(self.round)
        self.head = QVBoxLayout()
        self.above.addLayout(self.head)
        self.list = QVBoxLayout()
        self.list.addWidget(self.binder.label(N_("Looking at all papers …")))
        self.body.addLayout(self.list)
        self.tabs.hide()

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Checks before handing in")

    def help_text(self) -> HelpText | None:
        """Return what this page is good for."""
        return HelpText(
            N_("Checks before handing in"),
            why=N_("What the county would send back is found here first, with its page and what helps."),
            how=(
                N_("Mend what stands first; “Go there” opens the place."),
                N_("Where a rule does not fit you, set it aside and write why. It is kept with your name and the day."),
                N_("Print the report and put it with the papers."),
            ),
            mistake=N_("A rule that could not be judged is not met. Look at it yourselves."),
        )

    def _touched(self, changes: object) -> bool:
        """Nearly everything stands in a dossier; it is judged anew while somebody looks."""
        return self.isVisible()

    def _ask(self) -> None:
        self._looking.look()

    def _begin(self) -> Gather:
        spoken = self.context.translator.language
        return partial(_gather, self.context.document.output_language, spoken, self.context.round)

    def _on_gathered(self, gathered: Gathered | None) -> None:
        found, rounds = gathered or (None, Rounds())
        self.round.show_rounds(rounds)
        if found is None:
            self._view = None
            clear(self.head)
            clear(self.list)
            self.tabs.hide()
            self.list.addWidget(EmptyState(self.context, "book-open", NO_PROGRAMME))

    def _on_judged(self, view: CheckView) -> None:
        self._view = view
        self.tabs.show()
        self._fill()

    # -- what is shown

    def _fill(self) -> None:
        view = self._view
        if view is None:
            return
        with self._keyboard():
            part = self._part = Binder(self.context)
            clear(self.head)
            clear(self.list)
            units = self.context.theme.metrics.u(1)
            self.head.setSpacing(units)
            self.list.setSpacing(units)
            self.head.addWidget(self._verdict(part, view))
            shown = self.tabs.current()
            lines = [one for one in view.lines if one.verdict in OF_VIEW[shown]]
            if not lines:
                self.list.addWidget(EmptyState(self.context, "shield-check", NOTHING[shown]))
            elif shown in (TO_MEND, ASIDE):
                self._add_cards(lines)
            else:
                self._add_rules(part, lines)

    def _verdict(self, part: Binder, view: CheckView) -> Card:
        card = Card(self.context, None, units=1.25)
        shape = DONE if view.ready else PROBLEM if view.counts.get(Verdict.ERROR, 0) else NOTICE
        card.body.addWidget(StatusWord(self.context, shape, verdict_words(view), wrap=True))
        card.body.addWidget(part.label(against_words(view), "caption"))
        counts = FlowLayout(gap=self.context.theme.metrics.u(1))
        for verdict, said in VERDICTS.items():
            if n := view.counts.get(verdict, 0):  # a red cross beside a 0 would frighten
                words = N_("{said}: {n}", said=said, n=n)
                counts.addWidget(StatusWord(self.context, SHAPES.get(verdict, OPEN), words))
        card.body.addLayout(counts)
        if view.dossier or not view.begun:
            pages = NP_("The dossier has {n} page.", "The dossier has {n} pages.", view.pages)
            card.body.addWidget(part.label(pages if view.begun else N_("The dossier was not begun yet."), "caption"))
        buttons = [part.button(N_("Print the report"), self._on_print, icon="printer", name="print_checks")]
        if view.dossier or not view.begun:
            go = partial(self.context.go, "dossier")
            buttons.append(part.button(N_("Open the dossier"), go, icon="book-open", name="open_dossier"))
        card.body.addLayout(button_row(*buttons))
        return card

    def _add_cards(self, lines: list[CheckLine]) -> None:
        for one in lines:
            card = FindingCard(self.context, self._line(one))
            card.go_asked.connect(self.context.go)
            card.waived.connect(self._on_waived)
            self.list.addWidget(card)

    def _line(self, one: CheckLine) -> Line:
        day = self.context.translator.date(one.on) if one.on else ""
        finding = Finding(
            one.rule,
            SEVERITIES.get(one.verdict, Severity.INFO),
            one.said if isinstance(one.said, Message) else N_("{words}", words=one.title),
            one.route,
            one.fix if isinstance(one.fix, Message) else None,
            one.arithmetic if isinstance(one.arithmetic, Message) else None,
        )
        kept = waiver_words(one, day) if one.reason else None
        return Line(finding, one.waivable and not self.context.document.read_only, one.reason, one.more, one.key,
                    where_words(one), kept, asks_words(one))  # fmt: skip

    def _add_rules(self, part: Binder, lines: list[CheckLine]) -> None:
        card = Card(self.context, None, units=1.25)
        for one in lines:
            shape = SHAPES.get(one.verdict, OPEN)
            said = N_("{rule} · {words}", rule=one.rule, words=one.title)
            card.body.addWidget(StatusWord(self.context, shape, said, wrap=True))
            if one.words is not None and one.verdict is Verdict.PASSED:
                card.body.addWidget(part.label(one.words, "caption"))
        self.list.addWidget(card)

    # -- deeds

    def _on_waived(self, key: str, reason: str) -> None:
        view = self._view
        if view is not None and view.dossier:
            self.tabs.focus_current()  # the card is about to go
            self.context.lane.submit(lambda ws: ws.dossier.waive(view.dossier, key, reason))

    def _on_print(self) -> None:
        ids = (self._view.pack,) if self._view is not None else None
        request, title = Request(self.context.document.output_language, ids=ids), N_("Check report")
        self.output.write(
            lambda workspace: prepare(workspace, "nfa-checks", request), self.context.text(title), ".pdf", title
        )


Gathered = tuple["ToCheck", Rounds]


def _gather(language: str, spoken: str, wanted: str, workspace: Workspace) -> Gathered | None:
    from app.services.checks.judge import gather_checks

    pack = round_or_main(workspace, has_dossier, wanted)
    if pack is None or pack.dossier is None:
        return None
    found = gather_checks(workspace, pack.id, language, spoken=spoken)
    return found, rounds_of(workspace, has_dossier, pack.id)


def _judge(gathered: Gathered, tools: Tools) -> CheckView:
    """Thread: pool."""
    from app.services.checks.judge import check

    return check(gathered[0], tools.fonts, tools.cache)[0]
