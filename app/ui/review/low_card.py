"""What is low becomes tasks: the lines of a review by their share of points, each with a box to tick."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from PySide6.QtWidgets import QVBoxLayout

from app.core.messages import N_, Message
from app.services.scoring import LineResult, Result
from app.services.scoring.review import by_share, is_low
from app.ui.context import UiContext
from app.ui.review.score_lines import shown
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.choice import CheckBox


class LowCard(Card):
    """Lines to tick, the lowest first; one press makes tasks of those that are ticked.

    Args:
        context: words, theme.
        result: of one thing that was scored.
        make: called with the tasks in words.
    """

    def __init__(self, context: UiContext, result: Result, make: Callable[[tuple[str, ...]], None]) -> None:
        super().__init__(context, units=1.25)
        self._context, self._make = context, make
        part = Binder(context)
        self.boxes: list[tuple[CheckBox, str]] = []
        self.body.addWidget(part.label(N_("What is low becomes tasks"), "section"))
        said = N_("Tick what you want to work on. Lines below six tenths are ticked; that measure is our own.")
        self.body.addWidget(part.label(said, "caption"))
        column = QVBoxLayout()
        column.setSpacing(context.theme.metrics.u(0.5))
        for one in by_share(result):
            column.addLayout(self._row(part, one))
        self.body.addLayout(column)
        self.button = part.button(
            N_("Make tasks of these"), self._on_make, icon="clipboard-list", kind="primary", name="make_tasks"
        )
        self.button.setDisabled(context.document.read_only)
        self.body.addLayout(button_row(self.button))

    def _row(self, part: Binder, one: LineResult) -> QVBoxLayout:
        box = CheckBox(self._context.theme)
        box.setText(self._context.text(_points(one)))
        box.setChecked(is_low(one))
        box.setObjectName(f"low_{one.line.key}")
        box.setAccessibleName(f"{self._context.text(one.line.named)}: {box.text()}")
        self.boxes.append((box, self._context.text(_task(one))))
        row = QVBoxLayout()
        row.setSpacing(self._context.theme.metrics.u(0.25))
        row.addWidget(box)
        row.addWidget(part.label(one.line.named, "caption"))
        return row

    def _on_make(self) -> None:
        self._make(tuple(words for box, words in self.boxes if box.isChecked()))


def _points(one: LineResult) -> Message:
    return N_("{mean} of {most} points", mean=shown(one.all.mean or Fraction(0)), most=one.line.points)


def _task(one: LineResult) -> Message:
    return N_(
        "Improve “{line}” ({mean} of {most} points)",
        line=one.line.named,
        mean=shown(one.all.mean or Fraction(0)),
        most=one.line.points,
    )
