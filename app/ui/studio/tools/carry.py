"""Last year's dossier in this year's: what is still to be confirmed, and what the rules of the new year change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout

from app.core.messages import N_, NP_, Label, Message, own_words
from app.ui.context import UiContext
from app.ui.studio.tools.desk import ToolPanel
from app.ui.studio.words import block_words, part_title
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.shapes import DONE, NOTICE, OPEN
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.dossier.carry import RoundChange
    from app.services.dossier.press import Gathered
    from app.services.dossier.views import BlockView, PartView
    from app.ui.studio.presenter import StudioPresenter

SHOWN = 80


@dataclass(frozen=True, slots=True)
class CarryFacts:
    """What the panel shows besides the dossier.

    Args:
        changes: of the rules against the year before.
        rounds: programme and year of every round that can have a dossier.
    """

    changes: tuple[RoundChange, ...]
    rounds: tuple[tuple[str, Label], ...]


class CarryPanel(ToolPanel):
    """Confirms what was carried over."""

    def __init__(self, context: UiContext, presenter: StudioPresenter) -> None:
        super().__init__(context, presenter, N_("From last year"))
        self.verdict = StatusWord(context, OPEN, N_("Reading the text"), wrap=True)
        self.body.addWidget(self.verdict)
        self.rounds, self.waiting, self.rules = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.body.addLayout(self.rounds)
        self.body.addLayout(self.waiting)
        self.body.addSpacing(context.theme.metrics.u(0.5))
        self.rules_title = self.binder.label(N_("What the new year's rules change"), "section")
        self.body.addWidget(self.rules_title)
        self.body.addLayout(self.rules)
        self.binder.also(self.verdict.refresh)
        self.rules_title.hide()
        self._cards = 0
        self._state: object = None
        self._told: object = None

    def refresh(self) -> None:
        """Say and space it again."""
        self._state = self._told = None
        super().refresh()

    def look(self) -> None:
        """See :class:`ToolPanel`."""
        gathered = self.presenter.gathered
        if gathered is None:
            return
        self._show_waiting(gathered)
        self.context.lane.submit(partial(_facts, gathered.view.id), partial(self._on_facts, gathered))

    # --- to be confirmed --------------------------------------------------------------------------------

    def _show_waiting(self, gathered: Gathered) -> None:
        from app.services.dossier.carried import open_blocks

        focused = QApplication.focusWidget()
        had = focused.objectName() if isinstance(focused, QPushButton) and self.isAncestorOf(focused) else ""
        waiting = open_blocks(gathered.view)
        state = (gathered.view.id, tuple((part, blocks) for part, blocks in waiting.items()))
        if state == self._state:
            return
        self._state = state
        clear(self.waiting)
        self._cards = 0
        total = sum(len(one) for one in waiting.values())
        said: Message = N_("This dossier was not started from another one.")
        shape = OPEN
        if gathered.view.carried_from:
            said, shape = N_("Everything from last year is confirmed."), DONE
        if total:
            said, shape = (
                NP_(
                    "{n} block of last year is to be confirmed.", "{n} blocks of last year are to be confirmed.", total
                ),
                NOTICE,
            )
        self.verdict.say(shape, said)
        binder, left = Binder(self.context), SHOWN
        if total:
            hint = N_("Read it, then confirm it. What you write anew counts as confirmed.")
            self.waiting.addWidget(binder.label(hint, "caption"))
        for part in gathered.view.parts:
            if part.id in waiting and left > 0:
                left -= self._add_part(part, frozenset(waiting[part.id]), gathered, binder)
        if total > SHOWN and left <= 0:
            self.waiting.addWidget(binder.label(N_("More follows once these are confirmed."), "caption"))
        if had:
            again = self.findChild(QPushButton, had) or self.findChild(QPushButton, "confirm_0") or self.back
            again.setFocus()

    def _add_part(self, part: PartView, waiting: frozenset[str], gathered: Gathered, binder: Binder) -> int:
        title = part_title(part, gathered, self.presenter.pressed, self.context.text)
        self.waiting.addWidget(binder.label(own_words(title), "section"))
        shown = 0
        for section in sections_of(part):
            open_ones = tuple(one for one in section if one.id in waiting)
            if open_ones:
                self.waiting.addWidget(self._card(open_ones, gathered))
                shown += len(open_ones)
        return shown

    def _card(self, blocks: Sequence[BlockView], gathered: Gathered) -> Card:
        card = Card(self.context, units=0.75)
        binder, text = card.binder, self.context.text
        number, self._cards = self._cards, self._cards + 1
        first = block_words(blocks[0], gathered, text)
        card.body.addWidget(binder.label(own_words(first), "strong"))
        for one in blocks[1:5]:
            card.body.addWidget(binder.label(own_words(block_words(one, gathered, text))))
        if len(blocks) > 5:
            card.body.addWidget(
                binder.label(NP_("And {n} more block.", "And {n} more blocks.", len(blocks) - 5), "caption")
            )
        row = FlowLayout(gap=6)
        confirm = binder.button(
            NP_("Confirm {n} block", "Confirm {n} blocks", len(blocks)), partial(self._confirm, blocks), icon="check",
            kind="small", name=f"confirm_{number}",
        )  # fmt: skip
        confirm.setEnabled(not self.context.document.read_only)
        go = binder.button(
            N_("Go there"), partial(self.go_asked.emit, f"block:{blocks[0].id}"), icon="arrow-right", kind="small",
            name=f"go_carried_{number}",
        )  # fmt: skip
        row.addWidget(confirm)
        row.addWidget(go)
        card.body.addLayout(row)
        return card

    def _confirm(self, blocks: Sequence[BlockView]) -> None:
        self.context.lane.submit(partial(_confirm, tuple(one.id for one in blocks)), self._on_confirmed)

    def _on_confirmed(self, _nothing: object) -> None:
        self.presenter.refresh(own=True)

    # --- the years and their rules ------------------------------------------------------------------------

    def _on_facts(self, gathered: Gathered, facts: CarryFacts) -> None:
        if (gathered.pack.id, facts) == self._told:
            return
        self._told = (gathered.pack.id, facts)
        clear(self.rounds)
        clear(self.rules)
        binder = Binder(self.context)
        others = [one for one in facts.rounds if one[0] != gathered.pack.id]
        if others:
            row = FlowLayout(gap=6)
            for pack, name in others:
                said = N_("Show {year}", year=name)
                row.addWidget(
                    binder.button(said, partial(self.presenter.open, pack), kind="small", name=f"show_{pack}")
                )
            self.rounds.addLayout(row)
        self.rules_title.setVisible(bool(facts.changes))
        for one in facts.changes:
            self.rules.addWidget(binder.label(_change_words(one), "strong"))
            self.rules.addWidget(binder.label(self._touched(one, gathered), "caption"))

    def _touched(self, one: RoundChange, gathered: Gathered) -> Message:
        if one.whole:
            return N_("Touches every page.")
        parts = [part for part in gathered.view.parts if part.item in one.chapters]
        titles = [part_title(part, gathered, self.presenter.pressed, self.context.text) for part in parts]
        if titles:
            return N_("Touches: {chapters}", chapters=own_words("、".join(titles)))
        return N_("Touches no chapter.")


def sections_of(part: PartView) -> list[list[BlockView]]:
    """Return the blocks of a part in sections, each with its first-level heading in front."""
    found: list[list[BlockView]] = []
    for one in part.blocks:
        if not found or (one.kind == "heading" and one.level <= 1) or part.kind == "summary":
            found.append([])
        found[-1].append(one)
    return found


def _change_words(one: RoundChange) -> Message:
    then, now = _value(one.then), _value(one.now)
    return N_("{label}: {then} → {now}", label=one.label, then=then, now=now)


def _value(value: object) -> str:
    return "–" if value is None or value == "" else str(value)


def _facts(dossier: str, ws: Any) -> CarryFacts:  # noqa: ANN401 - the workspace
    from app.services.dossier.carry import round_changes, round_words

    view = ws.dossier.get(dossier)
    older = ws.dossier.get(view.carried_from) if view is not None and view.carried_from else None
    changes: tuple[RoundChange, ...] = ()
    if view is not None and older is not None:
        first, second = ws.programmes.pack(older.pack), ws.programmes.pack(view.pack)
        changes = round_changes(first, second) if first is not None and second is not None else ()
    packs = [one.pack for one in ws.programmes.joined() if ws.template_of(one.pack.id) is not None]
    return CarryFacts(changes, tuple((one.id, round_words(one)) for one in packs))


def _confirm(blocks: tuple[str, ...], ws: Any) -> None:  # noqa: ANN401 - the workspace
    from app.services.dossier.carry import confirm

    confirm(ws, blocks)
