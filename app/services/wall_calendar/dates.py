"""The dates of a round as the programme printed them, and as a group knows better. Thread: the document lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.messages import LocalText
from app.programmes.rounds import day_key
from app.programmes.schema import Deadline, Pack
from app.programmes.sources import cited_in
from app.programmes.ways import movable
from app.services.programmes.rounds import Rounds, any_round, rounds_of
from app.services.wall_calendar.read import INTERNAL, wall
from app.services.wall_calendar.weeks import Wall

if TYPE_CHECKING:
    from app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DatePart:
    """A day that may be set. ``key``: its name in the choices; ``own``: whether the group set it itself."""

    part: str
    key: str
    value: str
    own: bool


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date of the round. ``parts``: what may be set of it, nothing for a hard date."""

    deadline: Deadline
    parts: tuple[DatePart, ...]
    cites: LocalText | None


@dataclass(frozen=True, slots=True)
class WallScreen:
    """Everything that the page shows.

    Args:
        wall: the calendar; ``None``: the file takes part in no programme.
        dates: of the round; ``internal``: the county's own earlier day, ``None`` where the round has none.
        rounds: to choose from.
    """

    wall: Wall | None
    pack: Pack | None
    dates: tuple[DateLine, ...]
    internal: DatePart | None
    rounds: Rounds


def wall_screen(ws: Workspace, pack_id: str = "") -> WallScreen:
    """Return the calendar and the dates of the programme that is worked on; see ``rounds.round_for``."""
    rounds = rounds_of(ws, any_round, pack_id)
    found = wall(ws, pack_id)
    pack = ws.programmes.pack(found.pack) if found is not None else None
    if pack is None:
        return WallScreen(None, None, (), None, rounds)
    own = ws.programmes.own_values(pack.id)
    lines = tuple(_line(pack, one, own) for one in pack.deadlines)
    return WallScreen(found, pack, lines, _internal(pack, own), rounds)


def _line(pack: Pack, one: Deadline, own: object) -> DateLine:
    given = own if isinstance(own, dict) else {}
    parts = tuple(
        DatePart(part, key := day_key(one.id, part), str(getattr(one, part)), key in given) for part in movable(one)
    )
    return DateLine(one, parts, cited_in(pack, one.source, "、"))


def _internal(pack: Pack, own: object) -> DatePart | None:
    if not any(one.id == INTERNAL for one in pack.settings):
        return None
    value = pack.setting(INTERNAL)
    return DatePart("date", INTERNAL, str(value or ""), isinstance(own, dict) and INTERNAL in own)
