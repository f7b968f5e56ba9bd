"""The programmes: those the community takes part in, those it may join, and what a new round changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout

from app.core.fields import Kind
from app.core.messages import N_, NP_, Label
from app.core.money import Money
from app.programmes.journey import JourneyView
from app.programmes.rounds import RoundField
from app.programmes.schema import Pack
from app.services.programmes.service import Joined, PackSummary
from app.ui.context import UiContext
from app.ui.forms.registry import EDITORS, FieldContext
from app.ui.pages.base import ScrollPage
from app.ui.rounds.programme_card import MONTH, Changed, ProgrammeCard
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.editor import Edit
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.workspace import Workspace

SOON_MS = 50
TYPES = frozenset({"participation", "participation_baseline", "task_state", "step_state"})


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """What the page shows."""

    joined: tuple[Joined, ...]
    views: tuple[JourneyView | None, ...]
    available: tuple[PackSummary, ...]


class ProgrammesPage(ScrollPage):
    """Cards: first what is joined, then what can be joined."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._facts: ProgrammeFacts | None = None
        self._compare: tuple[str, str] = ("", "")
        self._cards: dict[str, ProgrammeCard] = {}
        self._months: dict[str, Edit] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask)
        self._content = QVBoxLayout()
        self.body.addLayout(self._content)

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Programmes")

    def help_text(self) -> HelpText | None:
        """Return what a programme is."""
        return HelpText(
            N_("Programmes"),
            why=N_("A programme brings steps, tasks, forms and rules. All programmes share the same records."),
            how=(
                N_("Join the programme that you take part in; its steps then stand in the journey."),
                N_("Move the plan where the beginning slips; what is done stays done."),
                N_("Set up your year where a new round has begun."),
            ),
            mistake=N_("A programme is not lost by leaving it. Undo brings it back with all ticks."),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Show the programmes; ``compare``, an older and a newer pack show what changed between the two."""
        self._compare = (args[1], args[2]) if len(args) > 2 and args[0] == "compare" else ("", "")
        self._ask()

    def on_changes(self, changes: object) -> None:
        """Read the programmes anew, once for several changes."""
        if self._facts is not None and TYPES & {one.type for one in getattr(changes, "changes", ())}:
            self._soon.start()

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self._content.setSpacing(self.context.theme.metrics.u(1.25))
        if self._facts is not None:
            self._fill(self._facts)

    # -- layout

    def _ask(self) -> None:
        self.context.lane.submit(_gather, self._on_facts)

    def _on_facts(self, facts: ProgrammeFacts) -> None:
        self._facts = facts
        self._fill(facts)

    def _fill(self, facts: ProgrammeFacts) -> None:
        kept = self.scroll_area.verticalScrollBar().value()
        clear(self._content)
        self._cards, self._months = {}, {}
        self._content.addWidget(self.binder.label(N_("You take part in"), "section"))
        if not facts.joined:
            self._content.addWidget(self.binder.label(N_("No programme has been chosen yet.")))
        for one, view in zip(facts.joined, facts.views, strict=True):
            older = [
                other.pack
                for other in facts.available
                if other.pack.family == one.pack.family and other.id != one.id and one.pack.round > other.pack.round
            ]
            older.sort(key=lambda pack: pack.round, reverse=True)
            card = ProgrammeCard(self.context, one, view, older[:1])
            card.leave_asked.connect(self._on_leave)
            card.compare_asked.connect(self._on_compare)
            card.route_asked.connect(self.context.go)
            self._cards[one.id] = card
            self._content.addWidget(card)
        others = [one for one in facts.available if not one.joined and one.pack.joinable]
        if others and not self.context.document.read_only:
            self._content.addWidget(self.binder.label(N_("You can join"), "section"))
            for other in others:
                self._content.addWidget(self._offer(other))
        known = [one for one in facts.available if not one.joined and not one.pack.joinable]
        if known:
            self._content.addWidget(self.binder.label(N_("Rules that budgets can follow"), "section"))
            for other in known:
                self._content.addWidget(self._rules_only(other))
        self.scroll_area.verticalScrollBar().setValue(kept)
        if self._compare[1] in self._cards:
            self._on_compare(*self._compare)

    def _offer(self, one: PackSummary) -> Card:
        card = Card(self.context, one.pack.name)
        card.setObjectName(f"offer_{one.id}")
        words = card.binder.label(one.pack.description)
        words.setMaximumWidth(self.context.theme.metrics.line_px)
        card.body.addWidget(words)
        if one.over:
            said = N_("This round is over. Join it to set up your own year from it.")
            card.body.addWidget(StatusWord(self.context, NOTICE, said, wrap=True))
        card.body.addWidget(card.binder.label(N_("First month"), "strong"))
        month = EDITORS[Kind.DATE](FieldContext(self.context, MONTH))
        month.main_input().setObjectName(f"month_{one.id}")
        month.name_it(self.context.text(N_("First month")))
        month.set_value(one.pack.start_month or None)
        self._months[one.id] = Edit(one.pack.start_month or None)
        month.edited.connect(partial(self._on_month, one.id))
        card.body.addWidget(month)
        if not one.pack.start_month:
            card.body.addWidget(card.binder.label(N_("Leave it empty to begin this month."), "caption"))
        join = card.binder.button(
            N_("Join the programme"), partial(self._on_join, one.id), icon="plus", name=f"join_{one.id}"
        )
        join.setAccessibleName(f"{join.text()}: {self.context.text(one.pack.name)}")
        card.body.addLayout(button_row(join))
        return card

    def _rules_only(self, one: PackSummary) -> Card:
        """Return the card of a programme that nobody can join here yet, with the sentence why."""
        card = Card(self.context, one.pack.name)
        card.setObjectName(f"rules_{one.id}")
        for said in (one.pack.description, one.pack.not_joinable):
            words = card.binder.label(said)
            words.setMaximumWidth(self.context.theme.metrics.line_px)
            card.body.addWidget(words)
        currency = one.pack.currency
        for grant in one.pack.grant_types:
            if grant.least is None or grant.most is None or grant.max_years is None:
                continue
            text = NP_(
                "{title}: {least} to {most}, {n} year at most",
                "{title}: {least} to {most}, {n} years at most",
                grant.max_years,
                title=grant.title,
                least=Money(grant.least, currency),
                most=Money(grant.most, currency),
            )
            words = card.binder.label(text, "caption")
            words.setMaximumWidth(self.context.theme.metrics.line_px)
            card.body.addWidget(words)
        return card

    # -- what people do

    def _on_month(self, pack: str, edit: Edit) -> None:
        self._months[pack] = edit

    def _on_join(self, pack: str) -> None:
        self.leave()
        month = str(self._months[pack].value or "")[:7]
        work = partial(_join, pack=pack, month=month if len(month) == len("2025-01") else "")
        self.context.lane.submit(work, self._on_joined)

    def _on_joined(self, first_question: str) -> None:
        self.context.notice(N_("You take part now. Its steps stand in the journey."))
        if first_question:
            self.context.go(first_question)
        else:
            self._ask()

    def _on_leave(self, pack: str) -> None:
        self.leave()
        self.context.lane.submit(lambda workspace: workspace.programmes.leave(pack), self._on_left)

    def _on_left(self, _changes: object) -> None:
        self.context.notice(N_("You left the programme. Undo brings it back."))
        self._ask()

    def _on_compare(self, older: str, newer: str) -> None:
        self._compare = (older, newer)
        self.context.lane.submit(partial(_changed, older=older, newer=newer), self._on_changed)

    def _on_changed(self, answer: tuple[str, Pack, tuple[Changed, ...]] | None) -> None:
        if answer is None or answer[0] not in self._cards:
            return
        card = self._cards[answer[0]]
        if card.changes.isHidden():
            card.show_changes(answer[1], answer[2])
        card.changes.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.follow(card.changes)


def _gather(workspace: Workspace) -> ProgrammeFacts:
    programmes = workspace.programmes
    joined = programmes.joined()
    return ProgrammeFacts(joined, tuple(programmes.journey(one.id) for one in joined), programmes.available())


def _join(workspace: Workspace, pack: str, month: str) -> str:
    """Take part and return where the first question is asked, "" where the round has one way only."""
    workspace.programmes.join(pack, month)
    joined = workspace.programmes.pack(pack)
    return f"way:{pack}" if joined is not None and joined.ways else ""


def _changed(workspace: Workspace, older: str, newer: str) -> tuple[str, Pack, tuple[Changed, ...]] | None:
    first = workspace.programmes.pack(older)
    if first is None:
        return None
    fields: dict[Label, RoundField] = {one.label: one for one in workspace.programmes.round_fields(newer)}
    found = workspace.programmes.compare(older, newer)
    return newer, first, tuple(Changed(label, fields[label], then, now) for label, then, now in found)
