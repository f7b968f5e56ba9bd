"""The upkeep plan of a round and the report of its results: PDF, Word, Excel."""

from __future__ import annotations

from app.core.messages import N_
from app.exports.spec import DocumentSpec
from app.services.budget.papers import gather_settlement
from app.services.budget.vouchers import SettlementFigures
from app.services.masking import ShownRecords
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
from app.services.upkeep.results import ResultsView, results_of
from app.services.upkeep.results_book import results_book
from app.services.upkeep.results_paper import results_spec
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


def _results(ws: Workspace, setting: Setting) -> ResultsView:
    read = shown_to(ws, setting).rows
    return results_of(ws.upkeep.view(read, setting.programme), read)


def _settled(ws: Workspace, view: ResultsView, shown: ShownRecords) -> SettlementFigures | None:
    """Return what was approved and spent of the grant, ``None`` where the budget does not name it."""
    plan = ws.plans.plan(view.plan.plan.text("budget") if view.plan.plan is not None else "")
    pack = ws.plans.pack_of(plan.budget)
    if pack is None or not plan.grant_source:
        return None
    found = gather_settlement(shown, plan, pack)
    return found.figures if found.figures.approved else None


def _report(ws: Workspace, setting: Setting) -> DocumentSpec:
    shown, view = shown_to(ws, setting), _results(ws, setting)
    return results_spec(shown, list_setting(ws, shown), view, _settled(ws, view, shown))


def _results_paper(ws: Workspace, setting: Setting) -> Work:
    return paged(_report(ws, setting))


def _results_word(ws: Workspace, setting: Setting) -> Work:
    return docx_work(_report(ws, setting))


def _results_book(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    return book_work(results_book(shown, list_setting(ws, shown), _results(ws, setting)))


KINDS: tuple[OutputKind, ...] = (
    OutputKind("nfa-plan", N_("Upkeep plan"), ".pdf", INSIDE, _paper),
    OutputKind("nfa-plan-docx", N_("Upkeep plan for Word"), ".docx", INSIDE, _word),
    OutputKind("nfa-plan-xlsx", N_("Upkeep plan for Excel"), ".xlsx", INSIDE, _book),
    OutputKind("nfa-results", N_("Report of results"), ".pdf", INSIDE, _results_paper),
    OutputKind("nfa-results-docx", N_("Report of results for Word"), ".docx", INSIDE, _results_word),
    OutputKind("nfa-results-xlsx", N_("Report of results for Excel"), ".xlsx", INSIDE, _results_book),
)
