"""The first question of a round: which way through it. Thread: the document lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.messages import LocalText
from app.programmes.schema import Pack, Step, Way
from app.programmes.sources import cited_in
from app.services.programmes.rounds import has_ways, round_for

if TYPE_CHECKING:
    from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class WayLine:
    """One way. ``steps``: what has to be done on it, in order; ``cites``: the documents it comes from."""

    way: Way
    steps: tuple[Step, ...]
    cites: LocalText | None


@dataclass(frozen=True, slots=True)
class WayView:
    """The ways of a round. ``chosen``: id of the one that was chosen, "" while nobody has."""

    pack: Pack
    lines: tuple[WayLine, ...]
    chosen: str


def way_view(ws: Workspace, pack_id: str = "") -> WayView | None:
    """Return the ways of the round that is worked on (``rounds.round_for``); ``None``: no joined round has any."""
    own = round_for(ws, has_ways, pack_id)
    if own is None:
        return None
    found = ws.programmes.ways(own.id)
    lines = tuple(WayLine(way, pack.steps, cited_in(own, way.source, "、")) for way, pack in found)
    return WayView(own, lines, own.way)
