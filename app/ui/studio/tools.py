"""The tools of the studio in the order of its menu; each panel is imported when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.messages import N_
from app.ui.context import UiContext
from app.ui.studio.tool_panels import Tool, ToolPanel

if TYPE_CHECKING:
    from app.ui.studio.presenter import StudioPresenter


def _budget(context: UiContext, presenter: StudioPresenter) -> ToolPanel:
    from app.ui.studio.budget_panel import BudgetPanel

    return BudgetPanel(context, presenter)


def _cut(context: UiContext, presenter: StudioPresenter) -> ToolPanel:
    from app.ui.studio.cut_panel import CutPanel

    return CutPanel(context, presenter)


def _find(context: UiContext, presenter: StudioPresenter) -> ToolPanel:
    from app.ui.studio.find_panel import FindPanel

    return FindPanel(context, presenter)


def _slips(context: UiContext, presenter: StudioPresenter) -> ToolPanel:
    from app.ui.studio.slips_panel import SlipsPanel

    return SlipsPanel(context, presenter)


def _look(context: UiContext, presenter: StudioPresenter) -> ToolPanel:
    from app.ui.studio.look_panel import LookPanel

    return LookPanel(context, presenter)


def _word(context: UiContext, presenter: StudioPresenter) -> ToolPanel:
    from app.ui.studio.word_panel import WordPanel

    return WordPanel(context, presenter)


def _compare(context: UiContext, presenter: StudioPresenter) -> ToolPanel:
    from app.ui.studio.compare_panel import ComparePanel

    return ComparePanel(context, presenter)


def _carry(context: UiContext, presenter: StudioPresenter) -> ToolPanel:
    from app.ui.studio.carry_panel import CarryPanel

    return CarryPanel(context, presenter)


TOOLS: tuple[Tool, ...] = (
    Tool(
        "budget",
        N_("Page budget"),
        N_("Pages of each chapter, and which records could fill the free ones"),
        "columns-3",
        _budget,
    ),
    Tool("cut", N_("Cut and try"), N_("What falls behind the last page, and pages without some pieces"), "file", _cut),
    Tool("find", N_("Find and replace"), N_("In the whole dossier, looked at before it is changed"), "search", _find),
    Tool(
        "slips",
        N_("Facts and slips"),
        N_("Numbers that disagree, names spelled two ways, dates"),
        "clipboard-list",
        _slips,
    ),
    Tool(
        "look",
        N_("Look of the dossier"),
        N_("Font, line pitch, margins, order, lists of figures and tables"),
        "eye",
        _look,
    ),
    Tool(
        "word",
        N_("Read in from Word"),
        N_("A .docx into the chapters; first you see what goes where"),
        "upload",
        _word,
    ),
    Tool(
        "compare",
        N_("Compare two days"),
        N_("What is new, gone or changed since then, also on paper"),
        "history",
        _compare,
    ),
    Tool(
        "carry", N_("From last year"), N_("What is to be confirmed, and what the new rules touch"), "refresh-cw", _carry
    ),
)
