"""The papers with which a team begins together: agreement, team-building sheets, learning check."""

from __future__ import annotations

from app.core.errors import UsageError
from app.core.messages import N_
from app.programmes.beginning import team_sheets
from app.services.output_kinds.base import ALL, TEAM, OutputKind, Setting, Work, list_setting, paged, shown_to
from app.services.together.papers import TogetherPapers
from app.services.workspace import Workspace


def team_agreement(ws: Workspace, setting: Setting) -> Work:
    """Return the work that prints the newest team agreement, or those that are asked for. Thread: document lane."""
    shown = shown_to(ws, setting)
    rows = sorted(shown.rows("team_agreement"), key=lambda row: str(row.get("agreed_on") or ""))
    chosen = rows[-1:] if setting.ids is None else [row for row in rows if row.id in setting.ids]
    return paged(TogetherPapers(shown, list_setting(ws, shown)).agreement(chosen))


def _sheets(ws: Workspace, setting: Setting) -> Work:
    shown, wanted = shown_to(ws, setting), setting.options.get("sheet", "")
    found = tuple(one for one in team_sheets() if wanted in ("", one.id))
    if not found:
        raise UsageError(
            N_("There is no sheet called “{sheet}”.", sheet=wanted),
            N_("Choose one of: {sheets}", sheets=", ".join(one.id for one in team_sheets())),
        )
    return paged(TogetherPapers(shown, list_setting(ws, shown)).sheets(found))


def _check(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    return paged(TogetherPapers(shown, list_setting(ws, shown)).check())


KINDS: tuple[OutputKind, ...] = (
    OutputKind("team-agreement", N_("Team agreement"), ".pdf", TEAM, team_agreement),
    OutputKind("team-sheets", N_("Sheets for getting to know each other"), ".pdf", ALL, _sheets),
    OutputKind("learning-check", N_("Learning check: four core concepts"), ".pdf", ALL, _check),
)
