"""Paper forms, the packet of an event, and its flyer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.core.errors import UsageError
from app.core.fields import Row
from app.core.messages import N_
from app.core.progress import Progress
from app.core.text import safe_file_name
from app.exports.pdf import render_pages
from app.exports.spec import Audience
from app.media import png
from app.services.masking import ShownRecords
from app.services.output_kinds.base import (
    ALL,
    YES,
    Output,
    OutputKind,
    Setting,
    Tools,
    Work,
    list_setting,
    paged,
    shown_to,
)
from app.services.papers.event_packet import ROWS, PacketSetting, fit_packet, gather_packet
from app.services.papers.flyer import PICTURE_WIDTH, Flyer, fit_flyer, flyer_text, gather_flyer
from app.services.papers.forms import choices_of, form_spec, joined_forms
from app.services.printing_lists import ListSetting
from app.services.workspace import Workspace


def _paper_form(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    how = list_setting(ws, shown)
    names = setting.types or tuple(name for name, one in ws.records.catalogue().items() if not one.parent)
    unknown = [name for name in names if name not in ws.records.catalogue()]
    if unknown:
        raise UsageError(
            N_("There is no record type called “{type}”.", type=unknown[0]),
            N_("Choose one of: {types}", types=", ".join(ws.records.types())),
        )
    specs = [form_spec(shown, name, how, partial(choices_of, ws.records), large=setting.large) for name in names]
    return paged(joined_forms(specs, shown.text(N_("Paper forms"))))


def _event_packet(ws: Workspace, setting: Setting) -> Work:
    shown, custom = shown_to(ws, setting), ws.settings.custom()
    rows = setting.options.get("rows", "")
    people = setting.options.get("people")
    how = PacketSetting(
        list_setting(ws, shown),
        custom.country,
        int(rows) if rows.isdecimal() and len(rows) <= 4 else ROWS,
        None if people is None else tuple(one for one in people.split(",") if one),
        setting.options.get("phone", "") in YES,
        setting.large,
    )
    packet = gather_packet(shown, _event(shown, setting), partial(choices_of, ws.records), how)

    def work(tools: Tools, progress: Progress) -> Output:
        spec = fit_packet(packet, tools.fonts, tools.cache)
        progress.step(1, 2)
        return paged(spec)(tools, progress)

    return work


def _event(shown: ShownRecords, setting: Setting) -> Row | None:
    """Return the event that is meant, ``None`` for a blank packet."""
    found = shown.row("event", setting.ids[0]) if setting.ids else None
    if setting.ids and found is None:
        raise UsageError(
            N_("There is no event with this key, or it may not be printed."), N_("Choose an event from the list.")
        )
    return found


def _flyer(part: str) -> Callable[[Workspace, Setting], Work]:
    def prepared(ws: Workspace, setting: Setting) -> Work:
        shown = shown_to(ws, setting)
        how = list_setting(ws, shown)
        event = _event(shown, setting) or _next_event(shown, how.date_iso)
        if event is None:
            raise UsageError(N_("There is no event yet."), N_("Add an event first, then make its flyer."))
        flyer = gather_flyer(shown, event, how.community)
        return partial(flyer_work, part, flyer, how, setting.language)

    return prepared


def flyer_words(ws: Workspace, event: str, language: str) -> str:
    """Return the words of a flyer, for the clipboard. Thread: document lane."""
    setting = Setting(language, Audience.PUBLIC, ids=(event,))
    shown = shown_to(ws, setting)
    row = _event(shown, setting)
    return flyer_text(gather_flyer(shown, row, ws.settings.custom().community), language) if row else ""


def flyer_work(part: str, flyer: Flyer, how: ListSetting, language: str, tools: Tools, progress: Progress) -> Output:
    """Make the page, the picture or the words of a flyer. Pure; any thread."""
    name = safe_file_name(" · ".join(one for one in (flyer.title, flyer.community) if one))
    if part == "text":
        return Output({f"{name}.txt": flyer_text(flyer, language).encode()})
    spec = fit_flyer(flyer, how, language, tools.fonts, tools.cache)
    output = paged(spec)(tools, progress)
    if part == "page":
        return output
    (page,) = render_pages(output.single or b"", [1], PICTURE_WIDTH / spec.page.width * 72)
    return Output({f"{name}.png": png(page.width, page.height, page.data)})


def _next_event(shown: ShownRecords, today: str) -> Row | None:
    """Return the next event, or the last one where none is planned."""
    rows = [row for row in shown.rows("event") if row.get("date")]
    rows.sort(key=lambda row: str(row.get("date")))
    return next((row for row in rows if str(row.get("date")) >= today), rows[-1] if rows else None)


KINDS: tuple[OutputKind, ...] = (
    OutputKind("paper-form", N_("Blank paper form"), ".pdf", ALL, _paper_form),
    OutputKind("event-packet", N_("Event packet"), ".pdf", (Audience.TEAM,), _event_packet),
    OutputKind("flyer", N_("Flyer"), ".pdf", (Audience.PUBLIC,), _flyer("page")),
    OutputKind("flyer-picture", N_("Flyer as a picture"), ".png", (Audience.PUBLIC,), _flyer("picture")),
    OutputKind("flyer-text", N_("Flyer as words to paste"), ".txt", (Audience.PUBLIC,), _flyer("text")),
)
