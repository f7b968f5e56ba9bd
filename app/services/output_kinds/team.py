"""The team's own papers: minutes, what is due, what changed since a meeting, hand-over kit, reach map."""

from __future__ import annotations

from datetime import date, timedelta

from app.core.errors import UsageError
from app.core.fields import Row
from app.core.messages import N_
from app.services.due.dates import SOON_DAYS, last_day
from app.services.due.paper import due_spec
from app.services.output_kinds.base import ALL, INSIDE, TEAM, OutputKind, Setting, Work, list_setting, paged, shown_to
from app.services.papers.minutes import MinutesPaper
from app.services.papers.team import HandoverFacts, TeamPapers
from app.services.reach.paper import reach_spec
from app.services.reach.service import gather_reach
from app.services.workspace import Workspace

NEXT_TASKS = 6


def _minutes(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    rows = [row for row in shown.rows("meeting") if setting.ids is None or row.id in setting.ids]
    if setting.ids and not rows:
        raise UsageError(N_("This meeting is gone, or it may not be printed."), N_("Choose a meeting from the list."))
    rows.sort(key=lambda row: str(row.get("date") or ""))
    return paged(MinutesPaper(shown, list_setting(ws, shown)).spec(rows))


def _since(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    meeting = _last_meeting(shown.rows("meeting"), ws.today(), setting.ids)
    day = setting.options.get("since") or (str(meeting.get("date")) if meeting else "")
    if last_day(day) is None or len(day) < len("2025-01-01"):
        day = (date.fromisoformat(ws.today()) - timedelta(days=SOON_DAYS)).isoformat()
    changes = ws.history.changed_since(day, shown.translator)
    title = meeting.title if meeting and not setting.options.get("since") else ""
    return paged(TeamPapers(shown, list_setting(ws, shown)).since(day, title, changes))


def _last_meeting(rows: tuple[Row, ...], today: str, ids: tuple[str, ...] | None) -> Row | None:
    """Return the meeting that is meant, else the last one held before today."""
    if ids:
        return next((row for row in rows if row.id in ids and row.get("date")), None)
    held = [row for row in rows if "" < str(row.get("date") or "") < today]
    return max(held, key=lambda row: str(row.get("date")), default=None)


def _handover(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    facts = HandoverFacts(
        ws.programmes.journeys(),
        ws.programmes.next_tasks(NEXT_TASKS),
        ws.due.all(),
        ws.budget.view(),
        ws.backups.lines(),
        ws.document.path.name,
    )
    return paged(TeamPapers(shown, list_setting(ws, shown)).handover(facts))


def _due(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    return paged(due_spec(shown, list_setting(ws, shown), ws.due.all()))


def _reach(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    return paged(reach_spec(shown, list_setting(ws, shown), gather_reach(shown, date.fromisoformat(ws.today()))))


KINDS: tuple[OutputKind, ...] = (
    OutputKind("minutes", N_("Minutes of meetings"), ".pdf", INSIDE, _minutes),
    OutputKind("due-dates", N_("List of what is due"), ".pdf", TEAM, _due),
    OutputKind("since-meeting", N_("What changed since the last meeting"), ".pdf", TEAM, _since),
    OutputKind("reach-map", N_("Reach map"), ".pdf", ALL, _reach),
    OutputKind("handover-kit", N_("Hand-over kit"), ".pdf", TEAM, _handover),
)
