"""Papers that are drawn: the hazard report, the chart of the organisation, the timeline of an alert."""

from __future__ import annotations

from app.core.errors import UsageError
from app.core.messages import N_
from app.services.figures import hazard_blocks
from app.services.figures.words import SHOW
from app.services.live_kinds import LiveOption
from app.services.output_kinds.base import ALL, OutputKind, Setting, Work, book_work, list_setting, paged, shown_to
from app.services.papers.figures import alert_timeline, hazard_report, organisation_chart
from app.services.papers.hazard_book import hazard_book
from app.services.workspace import Workspace


def _hazards(ws: Workspace, setting: Setting) -> Work:
    for option in hazard_blocks.KIND.options:
        if option is not SHOW:
            _check(option, setting.options.get(option.key, ""))
    shown = shown_to(ws, setting)
    return paged(hazard_report(shown, setting.options, list_setting(ws, shown)))


def _hazard_book(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    return book_work(hazard_book(shown, list_setting(ws, shown)))


def _check(option: LiveOption, said: str) -> None:
    """Refuse an answer that is not among the choices: a wrong measure must not be printed as the usual one."""
    known = [one.key for one in option.offered()]
    if said and said not in known:
        raise UsageError(
            N_("“{value}” is no choice of “{option}”.", value=said, option=option.key),
            N_("Choose one of: {choices}", choices=", ".join(known)),
        )


def _organisation(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    return paged(organisation_chart(shown, list_setting(ws, shown)))


def _alert(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    record = setting.ids[0] if setting.ids else ""
    if record and shown.row("alert", record) is None:
        raise UsageError(
            N_("There is no alert with this key, or it may not be printed."), N_("Choose an alert from the list.")
        )
    return paged(alert_timeline(shown, record, list_setting(ws, shown)))


KINDS: tuple[OutputKind, ...] = (
    OutputKind("hazard-report", N_("Hazard report"), ".pdf", ALL, _hazards),
    OutputKind("hazard-workbook", N_("Hazard report as a workbook"), ".xlsx", ALL, _hazard_book),
    OutputKind("organisation-chart", N_("Chart of the response organisation"), ".pdf", ALL, _organisation),
    OutputKind("alert-timeline", N_("Timeline of an alert"), ".pdf", ALL, _alert),
)
