"""What to look at in the evidence: a card for each list, a line for each record, and the way to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.messages import N_, NP_
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.evidence.lists import Odd, OddList

SHOWN = 10
"""Records of one list at once; the others are counted and come up as these are mended."""


class OddCards(QWidget):
    """All lists below one another."""

    def __init__(self, context: UiContext, lists: Sequence[OddList]) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(context.theme.metrics.u(1))
        for one in lists:
            card = Card(context, one.heading, units=1.25)
            many = NP_("{n} record", "{n} records", len(one.items))
            card.body.addWidget(StatusWord(context, NOTICE, many))
            card.body.addWidget(self._binder.label(one.why, "caption"))
            for number, odd in enumerate(one.items[:SHOWN]):
                card.body.addLayout(self._row(odd, f"{one.key}_{number}"))
            if len(one.items) > SHOWN:
                rest = NP_("And {n} more.", "And {n} more.", len(one.items) - SHOWN)
                card.body.addWidget(self._binder.label(rest, "caption"))
            box.addWidget(card)

    def _row(self, odd: Odd, name: str) -> QHBoxLayout:
        row, texts = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(self._context.theme.metrics.u(0.75))
        texts.setSpacing(0)
        said = N_("{kind}: {title}", kind=odd.kind, title=odd.title) if odd.title else odd.kind
        texts.addWidget(self._binder.label(said))
        if odd.said is not None:
            texts.addWidget(self._binder.label(odd.said, "caption"))
        row.addLayout(texts, 1)
        look = self._binder.button(N_("Look"), partial(self._context.go, odd.route), name=f"odd_{name}")
        look.setAccessibleName(self._context.text(N_("Look at {title}", title=odd.title or odd.kind)))
        row.addWidget(look, 0, Qt.AlignmentFlag.AlignTop)
        return row
