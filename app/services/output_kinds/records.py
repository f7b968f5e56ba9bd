"""Records as workbooks and as printed lists."""

from __future__ import annotations

from collections.abc import Callable

from app.core.messages import N_
from app.exports.spec import Audience
from app.services.output_kinds.base import (
    ALL,
    OutputKind,
    Setting,
    Work,
    book_work,
    list_setting,
    paged,
    shown_to,
)
from app.services.printing_lists import list_spec
from app.services.workbook.book import records_book
from app.services.workbook.template import template_book
from app.services.workspace import Workspace


def _records(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    return book_work(records_book(shown, setting.types, list_setting(ws, shown), setting.ids))


def _template(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    return book_work(template_book(shown, setting.types, list_setting(ws, shown)))


def _list(type_name: str) -> Callable[[Workspace, Setting], Work]:
    def prepared(ws: Workspace, setting: Setting) -> Work:
        shown = shown_to(ws, setting)
        name = next(iter(setting.types), type_name)
        return paged(list_spec(shown, name, setting.columns, list_setting(ws, shown), setting.ids))

    return prepared


KINDS: tuple[OutputKind, ...] = (
    OutputKind("records", N_("All records as a workbook"), ".xlsx", ALL, _records),
    OutputKind("records-template", N_("Empty workbook to fill in"), ".xlsx", (Audience.TEAM,), _template),
    OutputKind("list", N_("List of records"), ".pdf", ALL, _list("community")),
    OutputKind("people", N_("List of people"), ".pdf", ALL, _list("person")),
    OutputKind("organisations", N_("List of organisations"), ".pdf", ALL, _list("organisation")),
    OutputKind("events", N_("List of events"), ".pdf", ALL, _list("event")),
    OutputKind("photos", N_("List of photos"), ".pdf", ALL, _list("photo")),
)
