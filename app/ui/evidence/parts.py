"""The parts of the evidence page: a line of the matrix, a piece of evidence, suggestions to tick, a search."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.messages import N_, NP_
from app.services.evidence.views import STRENGTHS, Line, Pick, Piece, Suggestion
from app.ui.context import UiContext
from app.ui.evidence.words import SHAPES, about_words, cited_words, more_words, place_of, state_words
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.choice import CheckBox, ChoiceBox
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import clear
from app.ui.widgets.status import StatusWord

MOST = 40
"""Suggestions shown at once; the others follow when these are decided."""


def line_row(context: UiContext, part: Binder, line: Line) -> QHBoxLayout:
    """Return a line of the matrix: what is asked, how it stands, and the way to it."""
    row, texts = QHBoxLayout(), QVBoxLayout()
    row.setSpacing(context.theme.metrics.u(0.75))
    texts.setSpacing(0)
    texts.addWidget(part.label(line.target.words))
    texts.addWidget(StatusWord(context, SHAPES[line.state], state_words(line), wrap=True))
    if said := more_words(context, line):
        texts.addWidget(part.label(said, "caption"))
    row.addLayout(texts, 1)
    look = part.button(N_("Look"), partial(context.go, f"evidence:{line.target.key}"), name=f"line_{line.target.key}")
    look.setAccessibleName(context.text(N_("Look at {title}", title=line.target.words)))
    row.addWidget(look, 0, Qt.AlignmentFlag.AlignTop)
    return row


class PieceCard(Card):
    """One piece of evidence: what is cited, why it proves the line, how strong it is.

    Signals:
        reason: id of the tag and the text as typed; ``left``: the reason was left.
        strength: id of the tag and the key, or None.
        removed: id of the tag.
    """

    reason = Signal(str, str)
    left = Signal()
    strength = Signal(str, object)
    removed = Signal(str)

    def __init__(self, context: UiContext, piece: Piece) -> None:
        super().__init__(context, units=1.0)
        self._context, self.piece = context, piece
        part, words = self.binder, context.text(cited_words(piece))
        self.body.addWidget(part.label(cited_words(piece), "strong"))
        self._about = part.label(None, "caption")
        self.body.addWidget(self._about)
        label = part.label(N_("Why this proves it"), "caption", wrap=False)
        self.why = LineEdit()
        self.why.setObjectName(f"reason_{piece.id}")
        self.why.setAccessibleName(f"{words}: {context.text(N_('Why this proves it'))}")
        label.setBuddy(self.why)
        self.why.edited.connect(partial(self.reason.emit, piece.id))
        self.why.left.connect(self.left)
        self.strong = ChoiceBox(context, STRENGTHS)
        self.strong.box.setObjectName(f"strength_{piece.id}")
        said = part.label(N_("How strong it is"), "caption", wrap=False)
        said.setBuddy(self.strong.box)
        self.strong.name_it(f"{words}: {context.text(N_('How strong it is'))}")
        self.strong.edited.connect(lambda edit: self.strength.emit(piece.id, edit.value))
        for widget in (label, self.why, said, self.strong):
            self.body.addWidget(widget)
        look = part.button(N_("Open the record"), partial(context.go, place_of(piece)), name=f"open_{piece.id}")
        look.setAccessibleName(context.text(N_("Open “{title}”", title=words)))
        gone = part.button(N_("Remove"), partial(self.removed.emit, piece.id), icon="x", name=f"remove_{piece.id}")
        gone.setAccessibleName(context.text(N_("Remove {what}", what=words)))
        self.body.addLayout(button_row(look, gone))
        for control in (self.why, self.strong, gone):
            control.setDisabled(context.document.read_only)
        self.show_piece(piece)

    def show_piece(self, piece: Piece) -> None:
        """Show what is stored; a field that is being edited is left alone."""
        self.piece = piece
        self.binder.text(self._about.setText, about_words(self._context, piece))
        self.why.show_text(piece.reason, own=self._context.own_undo)
        if self.strong.value() != (piece.strength or None):
            self.strong.set_value(piece.strength)


class SuggestionList(Card):
    """What the programme's map suggests: tick, then add or turn down.

    Signals:
        added, declined: the ticked records.
    """

    added = Signal(object)
    declined = Signal(object)

    def __init__(self, context: UiContext, found: Sequence[Suggestion]) -> None:
        super().__init__(context, N_("Suggested"), units=1.25)
        self._context, self._boxes = context, dict[Pick, CheckBox]()
        part = self.binder
        why = N_("Records of these kinds usually prove this line. Tick those that do.")
        self.body.addWidget(part.label(why, "caption"))
        shown = ""
        for one in found[:MOST]:
            exhibit = context.text(one.exhibit)
            if exhibit != shown:
                usual = N_("Readers are usually shown: {what}", what=one.exhibit)
                self.body.addWidget(part.label(usual, "caption"))
            shown = exhibit
            self.body.addLayout(self._row(one))
        if len(found) > MOST:
            more = NP_("{n} more follows.", "{n} more follow.", len(found) - MOST)
            self.body.addWidget(part.label(more, "caption"))
        self.every = part.button(N_("Tick all"), self._on_every, name="tick_all")
        self.add = part.button(N_("Add the ticked"), partial(self._emit, self.added), icon="check", kind="primary",
                               name="add_ticked")  # fmt: skip
        self.no = part.button(N_("Not these"), partial(self._emit, self.declined), icon="x", name="decline_ticked")
        self.body.addLayout(button_row(self.add, self.no, self.every))
        self._on_ticked()

    def ticked(self) -> tuple[Pick, ...]:
        """Return what is ticked."""
        return tuple(pick for pick, box in self._boxes.items() if box.isChecked())

    def _row(self, one: Suggestion) -> QHBoxLayout:
        row, texts = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(self._context.theme.metrics.u(0.5))
        texts.setSpacing(0)
        box = CheckBox(self._context.theme)
        box.setObjectName(f"tick_{one.type}_{one.record}")
        box.setAccessibleName(self._context.text(cited_words(one)))
        box.setDisabled(self._context.document.read_only)
        box.toggled.connect(self._on_ticked)
        self._boxes[one.pick] = box
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        words = self.binder.label(cited_words(one))
        words.setBuddy(box)
        texts.addWidget(words)
        texts.addWidget(self.binder.label(about_words(self._context, one), "caption"))
        row.addLayout(texts, 1)
        return row

    def _on_ticked(self) -> None:
        number = len(self.ticked())
        self.add.setEnabled(number > 0)
        self.no.setEnabled(number > 0)
        self.every.setDisabled(self._context.document.read_only)

    def _on_every(self) -> None:
        for box in self._boxes.values():
            box.setChecked(True)

    def _emit(self, signal: object) -> None:
        signal.emit(self.ticked())  # type: ignore[attr-defined]


class FindMore(Card):
    """Searches records and photos, each with a button that adds it.

    Signals:
        asked: the words typed.
        added: type and key of a record.
    """

    asked = Signal(str)
    added = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, N_("Find another record"), units=1.25)
        self._context, self._part = context, Binder(context)
        self.line = LineEdit()
        self.line.setObjectName("find_evidence")
        self.binder.text(self.line.setPlaceholderText, N_("Words of the record or photo"))
        self.binder.text(self.line.setAccessibleName, N_("Find another record"))
        self.line.setDisabled(context.document.read_only)
        self.line.edited.connect(self.asked)
        self.line.returnPressed.connect(lambda: self.asked.emit(self.line.text()))
        self.body.addWidget(self.line)
        holder = QWidget()
        self._found = QVBoxLayout(holder)
        self._found.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(holder)

    def show_found(self, found: Sequence[tuple[Pick, str]], words: str) -> None:
        """Show what has the words: each record with its kind and title."""
        clear(self._found)
        part = self._part = Binder(self._context)
        self._found.setSpacing(self._context.theme.metrics.u(0.5))
        if not found and words.strip():
            self._found.addWidget(part.label(N_("Nothing has these words."), "caption"))
        for pick, title in found:
            row = QHBoxLayout()
            row.addWidget(part.label(title), 1)
            add = part.button(N_("Add"), partial(self.added.emit, pick), icon="plus", name=f"add_{pick[0]}_{pick[1]}")
            add.setAccessibleName(self._context.text(N_("Add {title}", title=title)))
            row.addWidget(add, 0, Qt.AlignmentFlag.AlignTop)
            self._found.addLayout(row)
