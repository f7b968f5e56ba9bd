"""The shape beside the words for how far an engagement round is."""

from __future__ import annotations

from collections.abc import Mapping

from app.services.engagement.rounds import State
from app.ui.widgets.shapes import BEGUN, DONE, OPEN

ROUND_SHAPES: Mapping[State, str] = {
    State.NOTHING: OPEN,
    State.PLANNED: OPEN,
    State.HELD: BEGUN,
    State.COMPLETE: DONE,
}
