"""The set-up of a programme on paper: two-year plan, roster, budget by pot, hours of everybody."""

from __future__ import annotations

from dataclasses import replace

from app.core.errors import InputError, UsageError
from app.core.messages import N_
from app.exports.spec import Audience
from app.services.budget.book_pots import PotInput
from app.services.drawer.service import LOCKED
from app.services.masking import ShownRecords
from app.services.output_kinds.base import (
    ALL,
    INSIDE,
    OutputKind,
    Setting,
    Work,
    book_work,
    list_setting,
    paged,
    shown_to,
)
from app.services.output_kinds.money import budget_spec
from app.services.plan.desk import PlanView
from app.services.plan.hours import pay_lines, people_hours
from app.services.plan.hours_book import hours_book
from app.services.plan.plan_paper import plan_spec
from app.services.plan.roster_paper import roster_spec
from app.services.workspace import Workspace

PAPERS = ("", "A3", "A4", "LETTER")
PAPER = "paper"
"""Option: the size of the sheet."""


def _shown(ws: Workspace, setting: Setting) -> ShownRecords:
    """Return the records for the reader; names are masked for the team too while its private drawer is locked."""
    return shown_to(ws, replace(setting, audience=Audience.AUTHORITY) if _locked(ws, setting) else setting)


def _locked(ws: Workspace, setting: Setting) -> bool:
    return setting.audience is Audience.TEAM and ws.drawer.view().state == LOCKED


def _view(ws: Workspace, setting: Setting, shown: ShownRecords) -> PlanView:
    """Return the plan as the reader may see it; names of those who lead are masked.

    Raises:
        InputError: the file takes part in no programme.
    """
    found = ws.plan.view(setting.programme, shown.rows)
    if found is None:
        raise InputError(N_("There is no plan yet."), N_("Join a programme first, then its months stand in a plan."))
    return found


def _plan(ws: Workspace, setting: Setting) -> Work:
    shown, paper = _shown(ws, setting), setting.options.get(PAPER, "")
    if paper.upper() not in PAPERS:
        raise UsageError(N_("“{paper}” is no size of paper here.", paper=paper), N_("Choose A3, A4 or Letter."))
    return paged(plan_spec(shown, list_setting(ws, shown), _view(ws, setting, shown).timeline, paper))


def _roster(ws: Workspace, setting: Setting) -> Work:
    """Names are whole for the team, unless it locked its private drawer; contacts only while that is open."""
    team, drawer = setting.audience is Audience.TEAM, ws.drawer.view()
    shown = _shown(ws, setting)
    found = _view(ws, setting, shown)
    pack = ws.programmes.pack(found.pack)
    assert pack is not None
    said = None
    if _locked(ws, setting):
        said = N_("The private drawer is locked: names are masked, and phone numbers are left out.")
    elif team and not drawer.readable:
        said = N_("Phone numbers and e-mail addresses are printed while the private drawer is open.")
    contacts = team and drawer.readable
    return paged(roster_spec(shown, list_setting(ws, shown), pack, found.team, contacts=contacts, said=said))


def _budget(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    own = ws.settings.custom().currency
    pots = tuple(
        PotInput(one.title, one.total if one.currency == own else None, one.sources)
        for one in _view(ws, setting, shown).pots
    )
    return book_work(budget_spec(ws, setting, pots))


def _hours(ws: Workspace, setting: Setting) -> Work:
    shown = _shown(ws, setting)
    team = setting.audience is Audience.TEAM
    people = people_hours(shown, ws.plan.journey(setting.programme))
    pay = pay_lines(shown, ws.today()) if team and ws.drawer.view().readable else ()
    marking = shown.text(N_("For the team only")) if team else ""
    return book_work(hours_book(shown, list_setting(ws, shown), people, pay, marking))


KINDS: tuple[OutputKind, ...] = (
    OutputKind("mvp-plan-24", N_("Two-year plan"), ".pdf", ALL, _plan),
    OutputKind("mvp-roster", N_("Roster of the team"), ".pdf", ALL, _roster),
    OutputKind("mvp-budget", N_("Budget by pot and head"), ".xlsx", ALL, _budget),
    OutputKind("mvp-hours", N_("Hours by person and month"), ".xlsx", INSIDE, _hours),
)
