"""The board: stages as columns side by side, below one another where there is no room for seven."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.messages import N_, NP_
from app.services.recruiting.board import STAGE_KEYS, Board, coverage_words, stage_label
from app.ui.context import UiContext
from app.ui.recruit.facts import RecruitFacts
from app.ui.recruit.tiles import CandidateTile, StageColumn, holds
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card
from app.ui.widgets.layouts import clear, set_out
from app.ui.widgets.shapes import DONE, NOTICE, OPEN
from app.ui.widgets.status import StatusWord

ALL = len(STAGE_KEYS)
COLUMN_EM = 6.4
"""Least width of a column."""
CARD_EM, MOST_BESIDE = 17.0, 3
"""Least width of a card, and how many stand side by side, where stages stand below one another."""


class BoardView(QWidget):
    """Columns of cards; a move keeps the keyboard on its card.

    Signals:
        moved: candidate and stage.
        opened: candidate.
    """

    moved = Signal(str, str)
    opened = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._facts: RecruitFacts | None = None
        self._across, self._keep = 0, ""
        self.columns: list[StageColumn] = []
        self.tiles: dict[str, CandidateTile] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._arrange)

    def show_facts(self, facts: RecruitFacts) -> None:
        """Show the board; the keyboard stays in the card that it was in."""
        focus = QApplication.focusWidget()
        inside = next((key for key, tile in self.tiles.items() if holds(tile, focus)), "")
        self._keep = inside or self._keep
        self._facts = facts
        fixed = self._context.document.read_only
        clear(self._grid)
        self.columns, self.tiles = [], {}
        for stage in STAGE_KEYS:
            mine = [CandidateTile(self._context, one, facts.groups, fixed=fixed) for one in facts.board.stage(stage)]
            for tile in mine:
                tile.moved.connect(self._on_moved)
                tile.opened.connect(self.opened)
                self.tiles[tile.card.id] = tile
            column = StageColumn(self._context, stage, mine)
            column.dropped.connect(self._on_moved)
            self.columns.append(column)
        self._across = 0
        self._arrange()
        if self._keep in self.tiles:
            self.tiles[self._keep].mover.setFocus()
        self._keep = ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns anew where more or fewer fit."""
        super().resizeEvent(event)
        self._soon.start()

    def across(self) -> int:
        """Return how many columns stand side by side."""
        return self._across

    def _arrange(self) -> None:
        """Set all columns side by side, or all below one another: a row of four and three reads like neither."""
        metrics = self._context.theme.metrics
        gap = metrics.u(0.5)
        self._grid.setSpacing(gap)
        least = max(metrics.em(COLUMN_EM), *(one.least_width() for one in self.columns)) if self.columns else 0
        fits = self.width() >= ALL * least + (ALL - 1) * gap
        across = ALL if fits else 1
        beside = 1 if fits else max(1, min(MOST_BESIDE, self.width() // max(metrics.em(CARD_EM), least, 1)))
        for column in self.columns:
            column.spread(beside)
        if across == self._across or not self.columns:
            return
        self._across = across
        for column in self.columns:
            self._grid.removeWidget(column)
        for place, column in enumerate(self.columns):
            self._grid.addWidget(column, place // across, place % across)
            column.show()  # at once: what is not seen yet takes no keyboard
        for place in range(ALL):
            self._grid.setColumnStretch(place, 1 if place < across else 0)
        self.updateGeometry()

    def _on_moved(self, candidate: str, stage: str) -> None:
        self._keep = candidate
        self.moved.emit(candidate, stage)


def coverage_card(context: UiContext, board: Board, width: int) -> Card:
    """Return the strip above the board: seats, and which groups and languages the chosen would connect."""
    card, part = Card(context, N_("Whom the chosen would connect"), units=1.25), Binder(context)
    if board.openings is not None and not board.locked:
        seats = N_("{filled} of {openings} places are taken.", filled=board.filled, openings=board.openings)
        card.body.addWidget(part.label(seats))
    grid = QGridLayout()
    grid.setHorizontalSpacing(context.theme.metrics.u(1.5))
    lists = []
    for head, found in ((N_("Groups"), board.groups), (N_("Languages"), board.languages)):
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(context.theme.metrics.u(0.25))
        box.addWidget(part.label(head, "strong"))
        for one in found:
            shape = DONE if one.chosen else OPEN if one.talking else NOTICE
            box.addWidget(StatusWord(context, shape, coverage_words(one), wrap=True))
        if not found:
            none = N_("None are listed yet.")
            box.addWidget(part.label(none, "caption"))
        box.addStretch(1)
        lists.append(holder)
    set_out(grid, lists, 2, width)
    card.body.addLayout(grid)
    return card


def channels_card(context: UiContext, board: Board) -> Card:
    """Return what each way of finding people brought."""
    card, part = Card(context, N_("What each way brought"), units=1.25), Binder(context)
    for one in board.channels:
        said = N_(
            "{channel}: {found} found, {talked} talked with, {chosen} chosen",
            channel=one.label, found=one.found, talked=one.talked, chosen=one.chosen,
        )  # fmt: skip
        card.body.addWidget(part.label(said))
    if not any(one.found for one in board.channels if one.key == "talk"):
        hint = N_("Nobody was found in a talk yet. Go where people gather.")
        card.body.addWidget(StatusWord(context, NOTICE, hint, wrap=True))
    return card


def counts_card(context: UiContext, board: Board) -> Card | None:
    """Return how many candidates each stage has, for a locked drawer; ``None`` where that is not known."""
    if not board.counts:
        return None
    card, part = Card(context, N_("How recruiting stands"), units=1.25), Binder(context)
    for key in STAGE_KEYS:
        said = NP_("{stage}: {n} person", "{stage}: {n} people", board.counts.get(key, 0), stage=stage_label(key))
        card.body.addWidget(part.label(said))
    return card
