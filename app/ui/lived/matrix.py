"""The matrix of groups and topics, and the connections of the cell that is looked at."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.messages import N_, Label, own_words
from app.services.lived.screen import LivedScreen
from app.services.lived.view import Known, Seated, State
from app.services.lived.words import MARKS, gap_words, group_name, topic_name
from app.ui.context import UiContext
from app.ui.figures.table import FigureTable
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.focus import tab_through
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import BEGUN, DONE, NOTICE, OPEN
from app.ui.widgets.status import StatusWord

SHAPES = {Seated.FILLED: DONE, Seated.PLANNED: BEGUN, Seated.NONE: NOTICE}
CLOSENESS = {"close": DONE, "met": BEGUN, "name": OPEN}


class MatrixView(QWidget):
    """Groups side by side, topics below one another; Enter on a cell opens what is known, or adds it.

    Attributes:
        beside: the connections of the cell that is looked at, and the gaps; the page says where it stands.

    Signals:
        wanted: group and topic for which a connection is to be added.
        opened: id of a connection.
    """

    wanted = Signal(str, str)
    opened = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._part = context, Binder(context)
        self._screen: LivedScreen | None = None
        self._at = (0, 1)
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.legend = self._part.label(None, "caption")
        self.table = FigureTable()
        self.table.setObjectName("lived_matrix")
        self.table.currentCellChanged.connect(self._on_current)
        self.table.activated.connect(lambda _index: self._on_activated())
        box.addWidget(self.legend)
        box.addWidget(self.table)
        box.addStretch(1)
        self.beside = QWidget()
        self._cell, self._gaps = QVBoxLayout(), QVBoxLayout()
        beside = self._beside_box = QVBoxLayout(self.beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addLayout(self._cell)
        beside.addLayout(self._gaps)

    def show_screen(self, screen: LivedScreen) -> None:
        """Show the matrix; the cell that was looked at stays the one."""
        self._screen, at = screen, self._at
        metrics = self._context.theme.metrics
        self._box.setSpacing(metrics.u(1))
        self._beside_box.setSpacing(metrics.u(1))
        words = [f"{mark} {self._context.text(word)}" for mark, word in MARKS.values()]
        self.legend.setText("   ".join(words))
        self.table.blockSignals(True)
        self.table.show_view(screen.table, metrics)
        at = (min(at[0], len(screen.topics) - 1), max(1, min(at[1], len(screen.view.groups))))
        self.table.setCurrentCell(*at)
        self.table.blockSignals(False)
        self._at = at
        self._fill_cell()
        clear(self._gaps)
        self._gaps.setSpacing(metrics.u(0.5))
        for state, said in gap_words(screen.view):
            self._gaps.addWidget(StatusWord(self._context, SHAPES[state], said, wrap=True))

    def needed(self) -> int:
        """Return the width at which every column shows its words whole."""
        head = self.table.horizontalHeader()
        columns = range(self.table.columnCount())
        whole = sum(max(head.sectionSizeHint(at), self.table.sizeHintForColumn(at)) for at in columns)
        return whole + 2 * self.table.frameWidth() + self._context.theme.metrics.em(2)

    def _on_current(self, row: int, column: int, _was: int, _before: int) -> None:
        self._at = (row, column)
        self._fill_cell()

    def _on_activated(self) -> None:
        """Open the one that is known, go to the list of several, or add one."""
        place = self._screen.place(*self._at) if self._screen else None
        if self._screen is None or place is None:
            return
        found = self._screen.view.cell(*place)
        if len(found) == 1:
            self.opened.emit(found[0].id)
        elif found:
            first = self.beside.findChild(QWidget, f"open_{found[0].id}")
            if first is not None:
                first.setFocus()
        elif not self._context.document.read_only:
            self.wanted.emit(*place)

    def _fill_cell(self) -> None:
        clear(self._cell)
        place = self._screen.place(*self._at) if self._screen else None
        if self._screen is None or place is None:
            return
        view, (group, topic) = self._screen.view, place
        name = own_words(group_name(view.groups, group))
        title = N_("{group}: {topic}", group=name, topic=topic_name(view, topic))
        card = Card(self._context, title, units=1.25)
        card.setObjectName("lived_cell")
        found = view.cell(group, topic)
        for one in found:
            card.body.addWidget(StatusWord(self._context, CLOSENESS.get(one.strength, OPEN), _words(one), wrap=True))
        if not found:
            state = view.state(group, topic)
            none = N_("Nobody is known yet who could speak about this.")
            through = N_("Nobody for this topic alone; somebody may speak on anything.")
            card.body.addWidget(card.binder.label(through if state is State.COVERED else none))
        add = card.binder.button(
            N_("Add connection"), partial(self.wanted.emit, group, topic), icon="user-plus", name="add_connection"
        )
        add.setDisabled(self._context.document.read_only)
        buttons = []
        for one in found:
            said = N_("Open “{title}”", title=one.whom)
            buttons.append(
                card.binder.button(said, partial(self.opened.emit, one.id), icon="pencil", name=f"open_{one.id}")
            )
        card.body.addLayout(button_row(*buttons, add))
        self._cell.addWidget(card)
        tab_through((self.table, card))


def _words(one: Known) -> Label:
    """Return a connection in words: how well, whom, and who on the team knows them."""
    _mark, word = MARKS[State(one.strength)] if one.strength in CLOSENESS else MARKS[State.NAME]
    if one.by:
        return N_("{how}: {whom}, known by {name}", how=word, whom=own_words(one.whom), name=own_words(one.by))
    return N_("{how}: {whom}", how=word, whom=own_words(one.whom))
