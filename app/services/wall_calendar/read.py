"""Reads what the calendar is planned from. Thread: the document lane."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.programmes.schema import Pack
from app.programmes.workflow import is_day
from app.services.masking import ShownRecords
from app.services.plan.team import team
from app.services.programmes.rounds import any_round, round_for
from app.services.wall_calendar.weeks import Wall, wall_of

if TYPE_CHECKING:
    from app.services.workspace import Workspace

INTERNAL = "internal_date"
"""Setting of packs: the county's own earlier day for what is handed in."""
HANDED_IN = "handover"


def wall(ws: Workspace, pack_id: str = "", shown: ShownRecords | None = None) -> Wall | None:
    """Return the calendar of the programme that is worked on, ``None`` where none was joined.

    Args:
        ws: of the open file.
        pack_id: id of the programme; see ``rounds.round_for``.
        shown: the records as a reader may see them; the team's own where ``None``.
    """
    pack = round_for(ws, any_round, pack_id)
    view = ws.programmes.journey(pack.id) if pack is not None else None
    if view is None:
        return None
    today = ws.today()
    holders = team(view, shown.rows if shown is not None else ws.records.load, today).holders(today)
    return wall_of(view, date.fromisoformat(today), holders, own_days(view.pack))


def own_days(pack: Pack) -> dict[str, date]:
    """Return the day that the county set before the programme's, by the deadline that it goes before."""
    said = pack.setting(INTERNAL)
    if not isinstance(said, str) or not is_day(said):
        return {}
    day = date.fromisoformat(said)
    closing = [one for one in pack.deadlines if one.kind == "hard" and HANDED_IN in one.steps]
    return {one.id: day for one in closing if one.date and day < date.fromisoformat(one.date)}
