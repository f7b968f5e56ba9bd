"""The crosswalk on the screen: a card for each priority, earlier words left, the answer, what stands now right.

Cards are changed in place, so that the keyboard, an open list and half a word stay where they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.core.fields import Option
from app.core.messages import N_, NP_, Label, own_words
from app.services.priorities.crosswalk import GONE, Line
from app.services.priorities.screen import PriorityScreen
from app.services.priorities.words import ASKED_ANSWERS, OPEN, answer_word
from app.services.roadmap.views import keys_of
from app.ui.context import UiContext
from app.ui.priorities.form import PriorityForm
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card
from app.ui.widgets.choice import ChoiceBox, widest
from app.ui.widgets.editor import Edit
from app.ui.widgets.focus import tab_through
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.shapes import OPEN as RING
from app.ui.widgets.status import StatusWord

WIDE_EM = 56
"""From this width on, the three parts of a card stand side by side."""


class PriorityCard(Card):
    """One priority.

    Signals:
        answered: its id and the answer, "" for none.
        edited: its id, name of a field, :class:`Edit`, id of the visit.
        part, action: its id, and words of a part or of something that could be done.
    """

    answered = Signal(str, str)
    edited = Signal(str, str, object, str)
    part = Signal(str, str)
    action = Signal(str, str)

    def __init__(self, context: UiContext, line: Line, screen: PriorityScreen) -> None:
        super().__init__(context, units=1.1)
        self._context, self.line, self._screen = context, line, screen
        self.setObjectName(f"card_{line.id}")
        self.form: PriorityForm | None = None
        self._across = 0
        part = self.binder
        self.was, self.now, self.shows = part.label(None), part.label(None, "strong"), part.label(None, "caption")
        self.why = part.label(None, "caption")
        self.head = part.label(None, "caption")
        self.box = ChoiceBox(context, ASKED_ANSWERS)
        self.box.box.setObjectName(f"answer_{line.id}")
        self.box.setEnabled(not context.document.read_only)
        self.box.setMinimumWidth(widest(self.box.box, context.theme))
        self.box.edited.connect(self._on_answer)
        self.toggle = part.button(
            N_("Work on it"), self._on_toggle, kind="small", icon="pencil", name=f"work_{line.id}"
        )
        self._cells = (
            self._cell(self.head, self.was, self.toggle),
            self._cell(part.label(N_("What becomes of it"), "caption"), self.box, self.why),
            self._cell(part.label(N_("Now"), "caption"), self.now, self.shows),
        )
        self._grid = QGridLayout()
        self._grid.setSpacing(context.theme.metrics.u(1))
        self.body.addLayout(self._grid)
        self._said = QVBoxLayout()
        self.body.addLayout(self._said)
        self._work = QVBoxLayout()
        self.body.addLayout(self._work)
        self.show_line(line, screen)

    def _cell(self, *widgets: QWidget) -> QWidget:
        cell = QWidget()
        box = QVBoxLayout(cell)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self._context.theme.metrics.u(0.4))
        for one in widgets:
            box.addWidget(one)
        box.setAlignment(self.toggle, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        return cell

    def arrange(self, across: int) -> None:
        """Set the three parts side by side, or one below the other."""
        if across == self._across:
            return
        self._across = across
        for one in self._cells:
            self._grid.removeWidget(one)
        for place, one in enumerate(self._cells):
            self._grid.addWidget(one, place // across, place % across)
        for column in range(len(self._cells)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def show_line(self, line: Line, screen: PriorityScreen) -> None:
        """Show what is stored now."""
        self.line, self._screen = line, screen
        part, say = self.binder, self._context.text
        part.text(self.head.setText, N_("Earlier") if line.earlier else N_("In no earlier plan"))
        part.text(self.was.setText, own_words(line.was) if line.earlier else N_("New"))
        self.box.set_value(line.disposition or None)
        self.box.name_it(say(N_("What becomes of “{title}”", title=own_words(line.was))))
        reason = str(line.row.get("reason") or "")
        self.why.setVisible(bool(reason.strip()))
        part.text(self.why.setText, own_words(reason))
        part.text(self.now.setText, _now(line))
        self.shows.setVisible(line.disposition not in GONE)
        part.text(self.shows.setText, _facts(line, screen))
        clear(self._said)
        for doubt in line.doubts:
            self._said.addWidget(StatusWord(self._context, NOTICE, doubt, wrap=True))
        if line.lacks:
            words = N_("Still missing: {names}.", names=line.lacks)
            self._said.addWidget(StatusWord(self._context, RING, words, wrap=True))
        title = own_words(line.row.title)
        self.toggle.setAccessibleName(say(N_("Work on “{title}”", title=title)))
        if self.form is not None:
            self.form.show_line(line, screen)

    def open_form(self, *, on: bool) -> None:
        """Unfold or fold what is written about it."""
        if on == (self.form is not None):
            return
        if self.form is not None:
            self.form.flush()
            clear(self._work)
            self.form = None
        else:
            self.form = PriorityForm(self._context, self.line, self._screen)
            self.form.edited.connect(lambda name, edit, visit: self.edited.emit(self.line.id, name, edit, visit))
            self.form.part.connect(lambda words: self.part.emit(self.line.id, words))
            self.form.action.connect(lambda words: self.action.emit(self.line.id, words))
            self._work.addWidget(self.form)
            tab_through([self])
        self.binder.text(self.toggle.setText, N_("Fold it away") if on else N_("Work on it"))

    def _on_toggle(self) -> None:
        self.open_form(on=self.form is None)

    def _on_answer(self, edit: Edit) -> None:
        self.answered.emit(self.line.id, str(edit.value or ""))


class CrosswalkView(QWidget):
    """All cards: earlier ones, then those that are new.

    Signals: as of :class:`PriorityCard`.
    """

    answered = Signal(str, str)
    edited = Signal(str, str, object, str)
    part = Signal(str, str)
    action = Signal(str, str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._part = context, Binder(context)
        self.cards: dict[str, PriorityCard] = {}
        self._built: tuple[object, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_lines(self, lines: Sequence[Line], screen: PriorityScreen) -> None:
        """Show priorities; where they are the same as before, each card changes in place."""
        earlier = tuple(one for one in lines if one.earlier)
        new = tuple(one for one in lines if not one.earlier)
        built = (tuple(one.id for one in earlier), tuple(one.id for one in new), self._context.translator,
                 self._context.theme.metrics, self._context.document.read_only, screen.options)  # fmt: skip
        if built == self._built:
            for one in lines:
                self.cards[one.id].show_line(one, screen)
            return
        was_open = {key for key, card in self.cards.items() if card.form is not None}
        focused = self.focusWidget()
        held = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        for card in self.cards.values():
            card.open_form(on=False)
        clear(self._box)
        self._built, self.cards, self._part = built, {}, Binder(self._context)
        self._box.setSpacing(self._context.theme.metrics.u(0.75))
        for said, found in ((N_("From the earlier plan"), earlier), (N_("New"), new)):
            if found:
                self._box.addWidget(self._head(said, len(found)))
            for one in found:
                self._box.addWidget(self._card(one, screen, unfolded=one.id in was_open))
        if held and (again := self.findChild(QWidget, held)) is not None:
            again.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the parts of each card out anew."""
        super().resizeEvent(event)
        for card in self.cards.values():
            card.arrange(self._across())

    def _across(self) -> int:
        return 3 if self.width() >= self._context.theme.metrics.em(WIDE_EM) else 1

    def _head(self, said: Label, many: int) -> QLabel:
        return self._part.label(N_("{title} ({n})", title=said, n=many), "section")

    def _card(self, line: Line, screen: PriorityScreen, *, unfolded: bool) -> PriorityCard:
        card = PriorityCard(self._context, line, screen)
        card.arrange(self._across())
        card.open_form(on=unfolded)
        card.answered.connect(self.answered)
        card.edited.connect(self.edited)
        card.part.connect(self.part)
        card.action.connect(self.action)
        self.cards[line.id] = card
        return card


def _now(line: Line) -> Label:
    found = line.now()
    if found:
        titles = "\n".join(row.title for row in found)
        return N_("In: {title}", title=titles) if line.into is not None else own_words(titles)
    if not line.disposition:
        return OPEN if line.earlier else own_words(line.row.title)
    return answer_word(line.disposition)


def _facts(line: Line, screen: PriorityScreen) -> Label:
    known = {one.key for one in screen.options.get("statements", ())}
    shown = len([key for key in keys_of(line.row, "statements") if key in known])
    statements = NP_("{n} statement shows it", "{n} statements show it", shown)
    actions = NP_("{n} potential action", "{n} potential actions", len(line.row.below("actions")))
    if who := screen.gains.get(line.id, ""):
        return N_("{statements}; {actions}; gains: {who}", statements=statements, actions=actions, who=own_words(who))
    return N_("{statements}; {actions}", statements=statements, actions=actions)


def options_of(words: Sequence[tuple[str, Label]]) -> tuple[Option, ...]:
    """Return choices for a closed list."""
    return tuple(Option(key, said) for key, said in words)
