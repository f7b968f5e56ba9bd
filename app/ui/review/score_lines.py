"""One person's scoring sheet on the screen: a line each, its points and the reason for them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.core.messages import N_, NP_, Message
from app.core.numerals import tenths
from app.services.scoring import Given, Line
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord

BESIDE_EM = 30.0
"""From this width on, in sizes of the body text, the reason stands beside the points."""


class ScoreRow(Card):
    """One line: what is judged, the points, the reason. Enter in the points goes on to the next line.

    Signals:
        points, reason: text as typed.
        onward: Enter was pressed in the points.
    """

    points = Signal(str)
    reason = Signal(str)
    onward = Signal()

    def __init__(self, context: UiContext, line: Line) -> None:
        super().__init__(context, units=1.0)
        self.line, self._context, self._binder = line, context, Binder(context)
        name = context.text(line.title)
        self.body.addWidget(self._binder.label(line.title, "strong"))
        if line.criterion is not None:
            self.body.addWidget(self._binder.label(line.criterion, "caption"))
        self._fields = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(context.theme.metrics.u(1))
        self.value = self._input(row, N_("Points, at most {most}", most=line.most), name, em=7)
        self.value.setObjectName(f"points_{line.key}")
        self.why = self._input(row, N_("Reason"), name, em=0)
        self.why.setObjectName(f"reason_{line.key}")
        self.body.addLayout(row)
        self.said = StatusWord(context, NOTICE, "", wrap=True)
        self.body.addWidget(self.said)
        self.said.hide()
        self.value.edited.connect(self.points)
        self.value.returnPressed.connect(self.onward)
        self.why.edited.connect(self.reason)
        self.why.returnPressed.connect(self.onward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the reason below the points where it had no room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < self._context.theme.metrics.em(BESIDE_EM)
        self._fields.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def show_score(self, given: Given | None, kept: str) -> None:
        """Show what is stored; text that is no number the line allows is shown as it was typed."""
        number = "" if given is None or given.tenths is None else self._number(given.tenths)
        self.value.show_text(kept or number, own=self._context.own_undo)
        self.why.show_text(given.reason if given else "", own=self._context.own_undo)
        self.said.setVisible(bool(kept))
        if kept:
            most = self.line.most
            self.said.say(
                NOTICE, N_("“{typed}” does not count yet: write a number from 0 to {most}.", typed=kept, most=most)
            )

    def _input(self, row: QBoxLayout, said: Message, line: str, em: int) -> LineEdit:
        box, field = QVBoxLayout(), LineEdit()
        box.setSpacing(self._context.theme.metrics.u(0.25))
        label = self._binder.label(said, "caption", wrap=False)
        label.setBuddy(field)
        field.setAccessibleName(f"{line}: {self._context.text(said)}")
        if em:
            field.setMaximumWidth(max(self._context.theme.metrics.em(em), label.sizeHint().width()))
        field.setEnabled(not self._context.document.read_only)
        box.addWidget(label)
        box.addWidget(field)
        row.addLayout(box, 0 if em else 1)
        return field

    @staticmethod
    def _number(tenths: int) -> str:
        whole, rest = divmod(tenths, 10)
        return f"{whole}.{rest}" if rest else str(whole)


class ScoreLines(QWidget):
    """All lines of a sheet for one person and one thing.

    Signals:
        points: key of a line and the text typed.
        reason: key of a line and the reason typed.
    """

    points = Signal(str, str)
    reason = Signal(str, str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.rows: list[ScoreRow] = []

    def build(self, lines: Sequence[Line]) -> None:
        """Make a row for each line, under the heading of its part."""
        clear(self._box)
        self._binder = Binder(self._context)
        self.rows = []
        self._box.setSpacing(self._context.theme.metrics.u(0.75))
        part = None
        for line in lines:
            if line.part is not None and line.part != part:
                self._box.addWidget(self._binder.label(line.part, "section"))
            part = line.part
            row = ScoreRow(self._context, line)
            row.points.connect(partial(self.points.emit, line.key))
            row.reason.connect(partial(self.reason.emit, line.key))
            row.onward.connect(partial(self._on_onward, len(self.rows)))
            self.rows.append(row)
            self._box.addWidget(row)

    def line_at(self, widget: QWidget | None) -> str:
        """Return the key of the line in which a control stands, "" where it stands in none."""
        return next((row.line.key for row in self.rows if widget is not None and row.isAncestorOf(widget)), "")

    def _on_onward(self, number: int) -> None:
        here = self.rows[number]
        if here.value.hasFocus() and (here.said.isVisible() or not here.value.text()):
            return
        if here.value.hasFocus():
            here.why.setFocus(Qt.FocusReason.TabFocusReason)
        elif number + 1 < len(self.rows):
            following = self.rows[number + 1].value
            following.setFocus(Qt.FocusReason.TabFocusReason)
            following.selectAll()


def total_words(points: Fraction | None, known: Fraction, worth: int, missing: int) -> Message:
    """Return the sentence below a sheet: its total, or how far it is."""
    if points is not None:
        return N_("{points} of {worth} points.", points=shown(points), worth=worth)
    return NP_(
        "{points} points so far; {n} line is missing.", "{points} points so far; {n} lines are missing.", missing,
        points=shown(known),
    )  # fmt: skip


def shown(value: Fraction) -> str:
    """Return points with at most one decimal place, halves up."""
    return ScoreRow._number(tenths(value))
