"""The tools of the studio in the order of its menu; each panel is imported when it is first opened."""

from __future__ import annotations

from app.core.messages import N_
from app.ui.studio.tools.desk import Tool

TOOLS: tuple[Tool, ...] = (
    Tool(
        "budget",
        N_("Page budget"),
        N_("Pages of each chapter, and which records could fill the free ones"),
        "columns-3",
        "app.ui.studio.tools.budget:BudgetPanel",
    ),
    Tool(
        "cut",
        N_("Cut and try"),
        N_("What falls behind the last page, and pages without some pieces"),
        "file",
        "app.ui.studio.tools.cut:CutPanel",
    ),
    Tool(
        "find",
        N_("Find and replace"),
        N_("In the whole dossier, looked at before it is changed"),
        "search",
        "app.ui.studio.tools.find:FindPanel",
    ),
    Tool(
        "slips",
        N_("Facts and slips"),
        N_("Numbers that disagree, names spelled two ways, dates"),
        "clipboard-list",
        "app.ui.studio.tools.slips:SlipsPanel",
    ),
    Tool(
        "look",
        N_("Look of the dossier"),
        N_("Font, line pitch, margins, order, lists of figures and tables"),
        "eye",
        "app.ui.studio.tools.look:LookPanel",
    ),
    Tool(
        "word",
        N_("Read in from Word"),
        N_("A .docx into the chapters; first you see what goes where"),
        "upload",
        "app.ui.studio.tools.word:WordPanel",
    ),
    Tool(
        "compare",
        N_("Compare two days"),
        N_("What is new, gone or changed since then, also on paper"),
        "history",
        "app.ui.studio.tools.compare:ComparePanel",
    ),
    Tool(
        "carry",
        N_("From last year"),
        N_("What is to be confirmed, and what the new rules touch"),
        "refresh-cw",
        "app.ui.studio.tools.carry:CarryPanel",
    ),
)
