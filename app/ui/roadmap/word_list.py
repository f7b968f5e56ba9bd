"""People's words, to be ticked and made into statements: each of its own, or several that say one thing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.fields import Option
from app.core.messages import N_, NP_, own_words
from app.services.roadmap.words import Draft, Said
from app.ui.context import UiContext
from app.ui.roadmap.words import short
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState, button_row
from app.ui.widgets.choice import CheckBox, ChoiceBox
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import DONE
from app.ui.widgets.status import StatusWord

MOST = 60
"""Words shown at once; the others follow when these are used."""
FRESH, ALL = "fresh", "all"


class WordList(QWidget):
    """Choices at the head, words with boxes below.

    Signals:
        wanted: the ticked words and the draft of what they become.

    Args:
        context: words and theme.
    """

    wanted = Signal(object, object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder, self._part = context, Binder(context), Binder(context)
        self._said: tuple[Said, ...] = ()
        self._topics: dict[str, str] = {}
        self._boxes: dict[str, CheckBox] = {}
        self._ticked: set[str] = set()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._card = Card(context, N_("What the ticked words become"), units=1.25)
        self._binder.also(self._card.refresh)
        outer.addWidget(self._card)
        self._grid = QGridLayout()
        self._card.body.addLayout(self._grid)
        self.topic, self.kind, self.group, self.source = (
            ChoiceBox(context), ChoiceBox(context), ChoiceBox(context), ChoiceBox(context, optional=False),
        )  # fmt: skip
        self._fields = []
        for box, said, name in (
            (self.topic, N_("Topic of the Roadmap"), "words_topic"),
            (self.kind, N_("What it tells"), "words_kind"),
            (self.group, N_("Group that said it"), "words_group"),
        ):
            label = self._card.binder.label(said, "caption", wrap=False)
            label.setBuddy(box.box)
            box.box.setObjectName(name)
            self._card.binder.text(box.name_it, said)
            box.edited.connect(lambda edit, one=box: self._on_chosen(one, edit))
            self._fields.append((label, box))
        self._across = 0
        self._arrange(3)
        make = self._card.binder.button
        self.each = make(N_("Make a statement of each"), lambda: self._emit(together=False), kind="primary",
                         icon="plus", name="make_each")  # fmt: skip
        self.one = make(N_("Make one statement of all"), lambda: self._emit(together=True), icon="plus",
                        name="make_one")  # fmt: skip
        self._card.body.addLayout(button_row(self.each, self.one))
        self.count = self._card.binder.label(None, "caption")
        self._card.body.addWidget(self.count)
        label = self._binder.label(N_("Which words are shown"), "caption", wrap=False)
        label.setBuddy(self.source.box)
        self.source.box.setObjectName("words_source")
        self._binder.text(self.source.name_it, N_("Which words are shown"))
        self.source.edited.connect(self._on_source)
        outer.addWidget(label)
        outer.addWidget(self.source)
        self._list = QVBoxLayout()
        outer.addLayout(self._list)

    def refresh(self) -> None:
        """Say everything again."""
        self._binder.refresh()
        for _label, box in self._fields:
            box.refresh()
        self.source.refresh()

    def show_words(
        self,
        said: Sequence[Said],
        topics: Sequence[Option],
        kinds: Sequence[Option],
        groups: Sequence[Option],
        width: int,
    ) -> None:
        """Show people's words; what is ticked stays ticked as long as it is there."""
        self._said = tuple(said)
        self._topics = {one.key: self._context.text(one.label) for one in topics}
        self.topic.set_options(topics)
        self.kind.set_options(kinds)
        self.group.set_options(groups)
        events = {one.event or one.where: one.where for one in said if one.where}
        fixed = (Option(FRESH, N_("Not in the Roadmap yet")), Option(ALL, N_("All words")))
        self.source.set_options((*fixed, *(Option(key, own_words(name)) for key, name in events.items())))
        if (self.source.value() or "") not in {FRESH, ALL, *events}:
            self.source.set_value(FRESH)
        self._arrange(3 if width >= self._context.theme.metrics.em(48) else 1)
        self._fill()

    def seen(self) -> tuple[Said, ...]:
        """Return the words that the chosen source shows."""
        source = self.source.value() or FRESH
        if source == FRESH:
            return tuple(one for one in self._said if not one.used)
        return tuple(one for one in self._said if source == ALL or source in (one.event, one.where))

    def _arrange(self, columns: int) -> None:
        if columns == self._across:
            return
        self._across = columns
        for place, (label, box) in enumerate(self._fields):
            row, column = divmod(place, columns)
            self._grid.addWidget(label, 2 * row, column)
            self._grid.addWidget(box, 2 * row + 1, column)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _fill(self) -> None:
        focused = self.focusWidget()
        held = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        clear(self._list)
        self._part, metrics = Binder(self._context), self._context.theme.metrics
        self._list.setSpacing(metrics.u(0.5))
        found = self.seen()
        self._boxes = {}
        if not self._said:
            why = N_("No words yet. Type in feedback notes and key statements at events, or answers on questionnaires.")
            self._list.addWidget(EmptyState(self._context, "message-circle", why, N_("Open events"),
                                            lambda: self._context.go("records:event"), mark="calendar"))  # fmt: skip
        elif not found:
            self._list.addWidget(self._part.label(N_("All these words are in the Roadmap already.")))
        where = None
        for one in found[:MOST]:
            if one.where != where:
                where = one.where
                day = self._context.translator.date(one.date) if one.date else ""
                head = " · ".join(each for each in (where, day) if each)
                self._list.addWidget(self._part.label(head or N_("No event"), "strong"))
            self._list.addLayout(self._row(one))
        if len(found) > MOST:
            more = NP_("{n} more follows.", "{n} more follow.", len(found) - MOST)
            self._list.addWidget(self._part.label(more, "caption"))
        self._ticked &= {one.key for one in found[:MOST]}
        self._on_ticked()
        if held and (again := self.findChild(type(focused), held)) is not None:
            again.setFocus()

    def _row(self, one: Said) -> QHBoxLayout:
        row, texts = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(self._context.theme.metrics.u(0.5))
        texts.setSpacing(0)
        box = CheckBox(self._context.theme)
        box.setObjectName(f"tick_{one.key}")
        box.setAccessibleName(short(one.text, 120))
        box.setDisabled(self._context.document.read_only)
        box.setChecked(one.key in self._ticked)
        box.toggled.connect(lambda on, key=one.key: self._on_tick(key, on))
        self._boxes[one.key] = box
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        words = self._part.label(own_words(one.text))
        words.setBuddy(box)
        texts.addWidget(words)
        if one.about:
            texts.addWidget(self._part.label(own_words(one.about), "caption"))
        if one.used:
            topics = self._context.translator.listed([self._topics.get(key, "") or "?" for key in one.used])
            texts.addWidget(StatusWord(self._context, DONE, N_("In the Roadmap: {topics}", topics=topics), wrap=True))
        row.addLayout(texts, 1)
        return row

    def _on_tick(self, key: str, on: bool) -> None:
        (self._ticked.add if on else self._ticked.discard)(key)
        self._on_ticked()

    def _on_ticked(self) -> None:
        number = len(self._ticked)
        ready = bool(number and self.topic.value()) and not self._context.document.read_only
        self.each.setEnabled(ready)
        self.one.setEnabled(ready and number > 1)
        said = (
            NP_("{n} is ticked.", "{n} are ticked.", number)
            if number
            else N_("Tick what people said, then say where it belongs.")
        )
        if number and not self.topic.value():
            said = N_("Choose a topic for them.")
        self._card.binder.text(self.count.setText, said)

    def _on_chosen(self, box: ChoiceBox, edit: object) -> None:
        box.set_value(getattr(edit, "value", None))
        self._on_ticked()

    def _on_source(self, edit: object) -> None:
        self.source.set_value(getattr(edit, "value", None))
        self._fill()

    def _emit(self, *, together: bool) -> None:
        chosen = tuple(one for one in self.seen() if one.key in self._ticked)
        group = self.group.value()
        draft = Draft(self.topic.value() or "", self.kind.value() or "", (group,) if group else (), together=together)
        self._ticked.clear()
        self.wanted.emit(chosen, draft)
