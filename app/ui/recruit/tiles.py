"""One candidate as a card, and one stage as a column that takes cards.

A card is moved by its button, by Ctrl and an arrow key while the keyboard is in it, or by dragging.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.core.messages import N_, NP_, own_words
from app.services.recruiting.board import STAGE_KEYS, CandidateCard, language_label, stage_label
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import button_row

MIME = "application/x-banyan-candidate"
WAY = tuple(key for key in STAGE_KEYS if key != "not_now")
"""Stages in the order in which one after the other is reached."""
WAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
"""Up and down, too: where there is no room for seven columns, stages stand below one another."""
EDGES = 4
"""Pixels of the lines around a card, and one for rounding."""
NO_NAME = N_("Candidate without a name")


def next_stage(stage: str, by: int) -> str:
    """Return the stage before or behind another, "" at the end of the way."""
    if stage not in WAY:
        return WAY[0] if by < 0 else ""
    at = WAY.index(stage) + by
    return WAY[at] if 0 <= at < len(WAY) else ""


class CandidateTile(QFrame):
    """A candidate: who, whom they connect, what is next, and where they stand.

    Signals:
        moved: candidate and stage.
        opened: candidate.

    Args:
        context: words, theme.
        card: what is shown.
        groups: id and name of every group.
        fixed: whether nothing can be changed.
    """

    moved = Signal(str, str)
    opened = Signal(str)

    def __init__(self, context: UiContext, card: CandidateCard, groups: Mapping[str, str], *, fixed: bool) -> None:
        super().__init__()
        self.card, self._context, self._from = card, context, QPoint()
        self.setProperty("card", True)
        self.setObjectName(f"candidate_{card.id}")
        part, metrics = Binder(context), context.theme.metrics
        self._part = part
        box = QVBoxLayout(self)
        box.setContentsMargins(metrics.u(0.5), metrics.u(0.4), metrics.u(0.5), metrics.u(0.5))
        box.setSpacing(metrics.u(0.25))
        name = own_words(card.name) if card.name else NO_NAME
        self.name = part.label(name, "strong")
        box.addWidget(self.name)
        for label in self._lines(part, dict(groups)):
            box.addWidget(label)
        box.addStretch(1)
        self.mover = part.button(N_("Move"), self._on_move, kind="small", name=f"move_{card.id}")
        self.mover.setAccessibleName(context.text(N_("Move {name} to another stage", name=name)))
        self.mover.setDisabled(fixed)
        self.opener = part.button(
            N_("Details"), lambda: self.opened.emit(card.id), kind="small", name=f"open_{card.id}"
        )  # fmt: skip
        self.opener.setAccessibleName(context.text(N_("Open “{title}”", title=name)))
        buttons = [self.mover, self.opener]
        if card.stage == WAY[-1] and not card.person:
            add = part.button(
                N_("Add to the team"), partial(self.moved.emit, card.id, WAY[-1]), kind="small", name=f"add_{card.id}"
            )  # fmt: skip
            add.setAccessibleName(context.text(N_("Add {name} to the team", name=name)))
            add.setDisabled(fixed)
            buttons.insert(0, add)
        box.addLayout(button_row(*buttons, gap=metrics.u(0.4)))
        for one in (self.mover, self.opener):
            one.installEventFilter(self)
        self.menu = QMenu(self)
        for key in STAGE_KEYS:
            if key != card.stage:
                self.menu.addAction(context.text(stage_label(key)), partial(self.moved.emit, card.id, key))
        self._fixed = fixed
        self.setAcceptDrops(False)
        if not fixed:
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def _lines(self, part: Binder, groups: dict[str, str]) -> list[QLabel]:
        card, out = self.card, []
        if card.groups:
            names = [groups[key] for key in card.groups if key in groups]
            out.append(part.label(self._context.translator.listed(names), "caption"))
        if card.languages:
            words = self._context.translator.listed([self._context.text(language_label(key)) for key in card.languages])
            out.append(part.label(words, "caption"))
        if card.next_step:
            day = self._context.translator.date(card.next_on) if card.next_on else ""
            said = (
                N_("Next: {what}, {day}", what=card.next_step, day=day)
                if day
                else N_("Next: {what}", what=card.next_step)
            )
            out.append(part.label(said, "caption"))
        if card.interviews:
            out.append(part.label(NP_("{n} interview note", "{n} interview notes", card.interviews), "caption"))
        return out

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the card with Ctrl and an arrow; a button would take the arrow for a step to its neighbour."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or self._fixed:
            return super().eventFilter(watched, event)
        way = WAYS.get(Qt.Key(event.key()), 0)
        if not way or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return super().eventFilter(watched, event)
        stage = next_stage(self.card.stage, way)
        if stage:
            self.moved.emit(self.card.id, stage)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        self._from = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin a drag once the mouse has gone far enough."""
        far = (event.position().toPoint() - self._from).manhattanLength() >= QApplication.startDragDistance()
        if self._fixed or not far or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        data = QMimeData()
        data.setData(MIME, self.card.id.encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        drag.setHotSpot(self._from)
        drag.exec(Qt.DropAction.MoveAction)

    def _on_move(self) -> None:
        self.menu.popup(self.mover.mapToGlobal(self.mover.rect().bottomLeft()))


class StageColumn(QFrame):
    """A stage with its cards; a card can be dropped on it.

    Signals:
        dropped: candidate and stage.

    Args:
        context: words, theme.
        stage: key of the stage.
        tiles: its cards.
    """

    dropped = Signal(str, str)

    def __init__(self, context: UiContext, stage: str, tiles: Sequence[CandidateTile]) -> None:
        super().__init__()
        self.stage = stage
        self.setObjectName(f"column_{stage}")
        self.setProperty("ground", "sunken")
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        part, metrics = Binder(context), context.theme.metrics
        box = QVBoxLayout(self)
        box.setContentsMargins(metrics.u(0.4), metrics.u(0.4), metrics.u(0.4), metrics.u(0.5))
        box.setSpacing(metrics.u(0.5))
        head = part.label(N_("{stage} ({n})", stage=stage_label(stage), n=len(tiles)), "strong")
        box.addWidget(head)
        self.setAccessibleName(head.text())
        self._tiles, self._across = tuple(tiles), 0
        self._grid = QGridLayout()
        self._grid.setSpacing(metrics.u(0.5))
        box.addLayout(self._grid)
        box.addStretch(1)
        self.spread(1)
        self._around = 2 * metrics.u(0.4) + 2 * metrics.u(0.5) + EDGES

    def spread(self, across: int) -> None:
        """Put the cards side by side, *across* in a row."""
        if across == self._across:
            return
        self._across = across
        for tile in self._tiles:
            self._grid.removeWidget(tile)
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // across, place % across)
            tile.show()  # at once: what is not seen yet takes no keyboard
        for place in range(max(across, self._grid.columnCount())):
            self._grid.setColumnStretch(place, 1 if place < across else 0)

    def least_width(self) -> int:
        """Return how wide the column must be for its longest word, in logical pixels."""
        words = max((_longest(one) for one in self.findChildren(QLabel)), default=0)
        return words + self._around

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take candidates only."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Move the candidate here."""
        candidate = bytes(event.mimeData().data(MIME).data()).decode()
        if candidate:
            event.acceptProposedAction()
            self.dropped.emit(candidate, self.stage)


def holds(tile: CandidateTile, widget: QWidget | None) -> bool:
    """Say whether the keyboard is in a card."""
    return widget is not None and (widget is tile or tile.isAncestorOf(widget))


def _longest(label: QLabel) -> int:
    """Return the width of a label's longest word; Chinese breaks between any two characters."""
    label.ensurePolished()
    words = (one for one in label.text().split() if one.isascii() or one[0] < "\u2e80")
    return max((label.fontMetrics().horizontalAdvance(one) for one in words), default=0)
