"""Papers of recruiting and of liaisons at work: notice, poster, guide of talks, agreement, time sheet, invoice.

Nothing about a candidate is in any of them, but for the sheets of talks that the team prints while the private
drawer is open. Source: ``mvp2.md`` 8, 9, 14.11, 14.12.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.core.errors import InputError, UsageError
from app.core.fields import Row
from app.core.messages import N_, LocalText
from app.core.text import safe_file_name
from app.exports.spec import Audience
from app.services.document_services import OWN_PATH
from app.services.masking import ShownRecords
from app.services.output_kinds.base import (
    ALL,
    TEAM,
    Output,
    OutputKind,
    Setting,
    Work,
    docx_work,
    list_setting,
    paged,
    shown_to,
)
from app.services.output_kinds.papers import flyer_work
from app.services.output_kinds.together import team_agreement
from app.services.recruiting.hours import month_days
from app.services.recruiting.notice import Notice, notice_of, notice_text, values_of
from app.services.recruiting.papers import notice_spec, poster
from app.services.recruiting.pay_papers import PayPapers
from app.services.recruiting.talk_papers import TalkPapers
from app.services.workspace import Workspace

PUBLIC = (Audience.PUBLIC,)
ASKED = ("applied", "interviewed", "contacted")
"""Stages of candidates for whom a sheet is printed where nobody chose."""
BEFORE = N_("There is no position yet.")


def programme_words(ws: Workspace) -> dict[str, LocalText]:
    """Return name and purpose of the programme that the notice speaks of; nothing on the group's own path."""
    pack = ws.main_pack()
    return {} if pack is None or pack.id == OWN_PATH else {"name": pack.name, "about": pack.description}


def notice_for(ws: Workspace, setting: Setting) -> tuple[ShownRecords, Notice]:
    """Return the notice that is asked for, open places and all. Thread: document lane.

    Args:
        ws: the open document.
        setting: ``ids`` may name the position, the option ``text`` one of its texts.

    Raises:
        InputError: there is no position.
        UsageError: the position or the text is gone.
    """
    shown = shown_to(ws, setting)
    rows = shown.rows("position")
    if not rows:
        raise InputError(BEFORE, N_("Describe the position first, under “Recruit liaisons”."))
    row = next((one for one in rows if one.id == setting.ids[0]), None) if setting.ids else rows[0]
    text = setting.options.get("text", "")
    if row is None or (text and all(one.id != text for one in row.below("texts"))):
        raise UsageError(N_("This position is gone, or has no such text."), N_("Choose a position from the list."))
    return shown, notice_of(shown, row, programme_words(ws), text)


def _position(ending: str) -> Callable[[Workspace, Setting], Work]:
    def prepared(ws: Workspace, setting: Setting) -> Work:
        shown, notice = notice_for(ws, setting)
        notice.demand_filled()
        spec = notice_spec(notice, shown, list_setting(ws, shown), setting.language)
        return paged(spec) if ending == ".pdf" else docx_work(spec)

    return prepared


def _poster(part: str) -> Callable[[Workspace, Setting], Work]:
    def prepared(ws: Workspace, setting: Setting) -> Work:
        shown, notice = notice_for(ws, setting)
        notice.demand_filled()
        how = list_setting(ws, shown)
        return partial(flyer_work, part, poster(notice, shown, how.community), how, setting.language)

    return prepared


def _text(ws: Workspace, setting: Setting) -> Work:
    _shown, notice = notice_for(ws, setting)
    notice.demand_filled()
    name = safe_file_name(" · ".join(one for one in (notice.title, notice.place) if one))
    data = notice_text(notice, setting.language).encode()
    return lambda _tools, _progress: Output({f"{name}.txt": data})


def _interview(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    positions = shown.rows("position")
    values = values_of(shown, positions[0], programme_words(ws)) if positions else {}
    team = setting.audience is Audience.TEAM
    rows = shown.rows("candidate") if team else ()
    chosen = [row for row in rows if (row.id in setting.ids if setting.ids is not None else row.get("stage") in ASKED)]
    values = {key: one for key, one in values.items() if not one.startswith("[")}
    return paged(TalkPapers(shown, list_setting(ws, shown), values).spec(chosen))


def _agreements(shown: ShownRecords, setting: Setting) -> list[Row]:
    """Return the agreements that are asked for, by their own id or that of the person."""
    rows = shown.rows("liaison_agreement")
    if setting.ids is None:
        return list(rows)
    return [row for row in rows if row.id in setting.ids or row.get("person") in setting.ids]


def _agreement(ws: Workspace, setting: Setting) -> Work:
    if setting.options.get("of") == "team":
        return team_agreement(ws, setting)
    shown = shown_to(ws, setting)
    return paged(PayPapers(shown, list_setting(ws, shown)).agreement(_agreements(shown, setting)))


def _time_sheet(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    month = setting.options.get("month", "") or ws.today()[:7]
    try:
        month_days(month)
    except ValueError as error:
        raise UsageError(N_("“{month}” is no month.", month=month), N_("Write it like 2025-04.")) from error
    return paged(PayPapers(shown, list_setting(ws, shown)).time_sheets(_agreements(shown, setting), month[:7]))


def _invoice(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    pairs = [(row, one) for row in shown.rows("liaison_agreement") for one in row.below("invoices")]
    if setting.ids is not None:
        pairs = [(row, one) for row, one in pairs if {one.id, row.id, row.get("person")} & set(setting.ids)]
    else:
        pairs = [(row, one) for row, one in pairs if not one.get("paid_on")]
    if not pairs:
        raise InputError(
            N_("There is no invoice to print."),
            N_("Add an invoice to the agreement: its number and its days are enough."),
        )
    return paged(PayPapers(shown, list_setting(ws, shown)).invoices(pairs))


KINDS: tuple[OutputKind, ...] = (
    OutputKind("mvp-position", N_("Position description"), ".pdf", PUBLIC, _position(".pdf")),
    OutputKind("mvp-position-docx", N_("Position description to edit"), ".docx", PUBLIC, _position(".docx")),
    OutputKind("mvp-position-poster", N_("Poster of a position"), ".pdf", PUBLIC, _poster("page")),
    OutputKind("mvp-position-picture", N_("Poster of a position as a picture"), ".png", PUBLIC, _poster("picture")),
    OutputKind("mvp-position-text", N_("Position as words to paste"), ".txt", PUBLIC, _text),
    OutputKind("mvp-interview", N_("Guide for talks with candidates"), ".pdf", ALL, _interview),
    OutputKind("mvp-agreement", N_("Agreement with a liaison"), ".pdf", TEAM, _agreement),
    OutputKind("mvp-timesheet", N_("Time sheet of a liaison"), ".pdf", TEAM, _time_sheet),
    OutputKind("mvp-invoice", N_("Invoice of a liaison"), ".pdf", TEAM, _invoice),
)
