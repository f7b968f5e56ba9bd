"""Applying: the official form, the sheet of conditions, the calendar for the wall."""

from __future__ import annotations

from dataclasses import replace

from app.core.errors import InputError, UsageError
from app.core.messages import N_
from app.core.progress import Progress
from app.exports.spec import Audience
from app.i18n import Translator
from app.services.application.form import form_view
from app.services.application.glyphs import refusal, unprintable
from app.services.application.paper import form_spec
from app.services.drawer.service import LOCKED
from app.services.eligibility.paper import sheet_spec
from app.services.eligibility.sheet import sheet_of
from app.services.output_kinds.base import (
    ALL,
    INSIDE,
    Output,
    OutputKind,
    Setting,
    Tools,
    Work,
    list_setting,
    paged,
    shown_to,
)
from app.services.wall_calendar.paper import wall_spec
from app.services.wall_calendar.read import wall
from app.services.workspace import Workspace

PAPER = "paper"
"""Option: the size of the sheet."""
PAPERS = ("", "A3", "A4", "LETTER")


def _form(ws: Workspace, setting: Setting) -> Work:
    """Print the form for the authority that demands what stands in it: all of its fields, and nothing else.

    Raises:
        InputError: no joined programme has a form.
        MissingGlyphsError: a field holds characters that no font has; while it is worked.
    """
    view = form_view(ws, setting.programme)
    if view is None:
        raise InputError(N_("None of your programmes has an application form."), N_("Join a programme first."))
    custom = ws.settings.custom()
    words = Translator(setting.language, custom.calendar, custom.currency)
    marking = words.text(N_("For the team only")) if setting.audience is Audience.TEAM else ""
    printed = paged(form_spec(view, words, ws.today(), marking=marking, watermark=ws.watermark()))

    def work(tools: Tools, progress: Progress) -> Output:
        if odd := unprintable(view, tools.fonts.missing):
            raise refusal(odd)
        return printed(tools, progress)

    return work


def _sheet(ws: Workspace, setting: Setting) -> Work:
    """Print the conditions with their states.

    Raises:
        InputError: no joined programme has conditions.
    """
    shown = shown_to(ws, setting)
    sheet = sheet_of(ws, setting.language, setting.programme, shown)
    if sheet is None:
        raise InputError(N_("None of your programmes has conditions to check."), N_("Join a programme first."))
    return paged(sheet_spec(shown, list_setting(ws, shown), sheet))


def _wall(ws: Workspace, setting: Setting) -> Work:
    """Print the calendar; names are whole for the team, unless it locked its private drawer.

    Raises:
        InputError: the file takes part in no programme.
        UsageError: there is no such size of paper.
    """
    paper = setting.options.get(PAPER, "")
    if paper.upper() not in PAPERS:
        raise UsageError(N_("“{paper}” is no size of paper here.", paper=paper), N_("Choose A3, A4 or Letter."))
    locked = setting.audience is Audience.TEAM and ws.drawer.view().state == LOCKED
    shown = shown_to(ws, replace(setting, audience=Audience.AUTHORITY) if locked else setting)
    found = wall(ws, setting.programme, shown)
    if found is None:
        raise InputError(N_("There is no plan yet."), N_("Join a programme first, then its months stand in a plan."))
    return paged(wall_spec(shown, list_setting(ws, shown), found, paper))


KINDS: tuple[OutputKind, ...] = (
    OutputKind("wall-calendar", N_("Wall calendar"), ".pdf", ALL, _wall),
    OutputKind("nfa-application", N_("Application form"), ".pdf", INSIDE, _form),
    OutputKind("nfa-eligibility", N_("Eligibility sheet"), ".pdf", INSIDE, _sheet),
)
