"""Statements as cards, in three columns: what we know, what residents say, what we do not know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.core.fields import Option
from app.core.messages import N_, Label, own_words
from app.services.roadmap.views import UNKNOWN, VOICE, RoadmapView, StatementView
from app.services.roadmap.words_of import kind_word
from app.ui.context import UiContext
from app.ui.roadmap.facts import NEW, ask_there
from app.ui.roadmap.words import said_of, short
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.choice import CheckBox, ChoiceBox
from app.ui.widgets.layouts import clear, set_out
from app.ui.widgets.shapes import DONE, NOTICE
from app.ui.widgets.status import StatusWord

COLUMN_EM = 18.0
MOST_COLUMNS = 3
ASKED_TITLE = N_("Questions from the Roadmap")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what it says while it is empty, its statements, and what is missing."""

    key: str
    title: Label
    empty: Label
    found: tuple[StatementView, ...]
    lacks: tuple[Label, ...] = ()


def columns_of(found: Sequence[StatementView], lacks: tuple[Label, ...] = ()) -> tuple[Column, Column, Column]:
    """Return the statements of a topic by who says so; last what nobody knows, with what else is missing."""
    known = tuple(each for each in found if each.kind != UNKNOWN and each.provenance != VOICE)
    voices = tuple(each for each in found if each.heard)
    unknown = tuple(each for each in found if each.kind == UNKNOWN)
    return (
        Column("known", N_("What we know"), N_("Nothing from data, documents or the team yet."), known),
        Column("voices", N_("What residents say"), N_("No resident's own words yet."), voices),
        Column("unknown", N_("What we do not know"), N_("No open question. Is there really none?"), unknown, lacks),
    )


class StatementCard(Card):
    """One statement.

    Signals:
        publish: id, and whether it may be published.
        settled: id, and whether its answer is known.
        ask: id, and where: ``new``, ``q:<questionnaire>`` or ``e:<event>``.
    """

    publish = Signal(str, bool)
    settled = Signal(str, bool)
    ask = Signal(str, str)

    def __init__(
        self, context: UiContext, view: RoadmapView, one: StatementView, places: Sequence[Option] = ()
    ) -> None:
        super().__init__(context, units=0.9)
        self._context, self.one = context, one
        part, words = self.binder, short(one.text)
        self.body.addWidget(part.label(kind_word(one.kind), "strong"))
        self.body.addWidget(part.label(own_words(one.text) if one.text.strip() else N_("No words yet")))
        self.body.addWidget(part.label(said_of(context, view, one), "caption"))
        box = CheckBox(context.theme)
        part.text(box.setText, N_("May be published"))
        box.setChecked(one.publish is True)
        box.setObjectName(f"publish_{one.id}")
        box.setAccessibleName(f"{context.text(N_('May be published'))}: {words}")
        box.toggled.connect(lambda on: self.publish.emit(one.id, on))
        go = partial(context.go, f"record:statement:{one.id}")
        look = part.button(N_("Change it"), go, kind="small", name=f"open_{one.id}")
        look.setAccessibleName(context.text(N_("Open “{title}”", title=words)))
        buttons: list[QWidget] = [box, look]
        if one.kind == UNKNOWN:
            self._add_asking(places, buttons, words)
        for control in buttons:
            control.setDisabled(context.document.read_only and control is not look)
        self.body.addLayout(button_row(*buttons))

    def _add_asking(self, places: Sequence[Option], buttons: list[QWidget], words: str) -> None:
        part, one, say = self.binder, self.one, self._context.text
        if one.settled:
            self.body.addWidget(StatusWord(self._context, DONE, N_("The answer is known now"), wrap=True))
        elif one.asked:
            self.body.addWidget(StatusWord(self._context, DONE, N_("Asked: {where}", where=one.asked), wrap=True))
        else:
            self.body.addWidget(StatusWord(self._context, NOTICE, N_("Nobody was asked yet"), wrap=True))
        done = CheckBox(self._context.theme)
        part.text(done.setText, N_("Answered"))
        done.setChecked(one.settled)
        done.setObjectName(f"settled_{one.id}")
        done.setAccessibleName(f"{say(N_('Answered'))}: {words}")
        done.toggled.connect(lambda on: self.settled.emit(one.id, on))
        buttons.insert(0, done)
        if one.settled:
            return
        where = ChoiceBox(self._context, tuple(places), optional=False)
        where.set_value(NEW)
        where.box.setObjectName(f"ask_where_{one.id}")
        where.name_it(f"{say(N_('Where to ask it'))}: {words}")
        where.edited.connect(lambda edit: where.set_value(edit.value))
        asks = part.button(N_("Ask it there"), lambda: self.ask.emit(one.id, str(where.value() or NEW)),
                           icon="message-circle", name=f"ask_{one.id}")  # fmt: skip
        asks.setAccessibleName(f"{say(N_('Ask it there'))}: {words}")
        for control in (where, asks):
            control.setDisabled(self._context.document.read_only)
        self.body.addWidget(part.label(N_("Where to ask it"), "caption"))
        self.body.addWidget(where)
        self.body.addLayout(button_row(asks))


class StatementColumns(QWidget):
    """The three columns; one below the other where there is no room. What is ticked on a card is written at once."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._part = context, Binder(context)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.under: QVBoxLayout = QVBoxLayout()
        """Below the last column: the guiding questions."""

    def show_columns(self, view: RoadmapView, columns: Sequence[Column], places: Sequence[Option], width: int) -> None:
        """Show statements; the keyboard stays where it was."""
        focused = self.focusWidget()
        held = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        clear(self._grid)
        self._part, metrics = Binder(self._context), self._context.theme.metrics
        self._grid.setSpacing(metrics.u(1.25))
        every = [self._column(view, one, places) for one in columns]
        set_out(self._grid, every, min(MOST_COLUMNS, width // max(metrics.em(COLUMN_EM), 1)), width)
        if held and (again := self.findChild(type(focused), held)) is not None:
            again.setFocus()

    def _column(self, view: RoadmapView, column: Column, places: Sequence[Option]) -> QWidget:
        """Return a column; below the last one made the guiding questions may stand."""
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self._context.theme.metrics.u(0.75))
        title = N_("{title} ({n})", title=column.title, n=len(column.found))
        box.addWidget(self._part.label(title, "section"))
        for said in column.lacks:
            box.addWidget(StatusWord(self._context, NOTICE, said, wrap=True))
        if not column.found:
            box.addWidget(self._part.label(column.empty, "caption"))
        for one in column.found:
            box.addWidget(self._card(view, one, places))
        self.under = QVBoxLayout()
        box.addLayout(self.under)
        box.addStretch(1)
        return whole

    def _card(self, view: RoadmapView, one: StatementView, places: Sequence[Option]) -> StatementCard:
        card = StatementCard(self._context, view, one, places)
        card.publish.connect(lambda id, on: self._put(id, {"publish": on}))
        card.settled.connect(lambda id, on: self._put(id, {"settled": on}))
        card.ask.connect(self._on_ask)
        return card

    def _put(self, id: str, values: dict[str, object]) -> None:
        self._context.lane.submit(lambda workspace: workspace.roadmap.write(id, values), None, self._context.error)

    def _on_ask(self, id: str, where: str) -> None:
        work = partial(ask_there, id=id, where=where, title=self._context.text(ASKED_TITLE))
        self._context.lane.submit(work, self._on_asked, self._context.error)

    def _on_asked(self, done: object) -> None:
        if done is not None:
            self._context.notice(N_("It is among the questions there now. Undo takes it back."))
