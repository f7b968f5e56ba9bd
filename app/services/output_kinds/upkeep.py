"""The upkeep plan of a round: PDF, Word, Excel."""

from __future__ import annotations

from app.core.messages import N_
from app.exports.spec import DocumentSpec
from app.services.output_kinds.base import (
    INSIDE,
    OutputKind,
    Setting,
    Work,
    book_work,
    docx_work,
    list_setting,
    paged,
    shown_to,
)
from app.services.upkeep.book import plan_book
from app.services.upkeep.paper import plan_spec
from app.services.workspace import Workspace


def _spec(ws: Workspace, setting: Setting) -> DocumentSpec:
    shown = shown_to(ws, setting)
    return plan_spec(shown, list_setting(ws, shown), ws.upkeep.view(shown.rows, setting.programme))


def _paper(ws: Workspace, setting: Setting) -> Work:
    return paged(_spec(ws, setting))


def _word(ws: Workspace, setting: Setting) -> Work:
    return docx_work(_spec(ws, setting))


def _book(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    return book_work(plan_book(shown, list_setting(ws, shown), ws.upkeep.view(shown.rows, setting.programme)))


KINDS: tuple[OutputKind, ...] = (
    OutputKind("nfa-plan", N_("Upkeep plan"), ".pdf", INSIDE, _paper),
    OutputKind("nfa-plan-docx", N_("Upkeep plan for Word"), ".docx", INSIDE, _word),
    OutputKind("nfa-plan-xlsx", N_("Upkeep plan for Excel"), ".xlsx", INSIDE, _book),
)
