"""Scoring sheets and results."""

from __future__ import annotations

from collections.abc import Callable

from app.core.messages import N_
from app.exports.spec import Audience
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
from app.services.output_kinds.dossiers import nfa_pack
from app.services.scoring.desk import ScoringView, blank_view
from app.services.scoring.papers import ScorePapers
from app.services.scoring.sheet_file import sheet_book
from app.services.workspace import Workspace


def _scores(results: bool) -> Callable[[Workspace, Setting], Work]:
    def prepared(ws: Workspace, setting: Setting) -> Work:
        shown = shown_to(ws, setting)
        asked = setting.ids if setting.ids is not None else tuple(one.id for one in ws.scoring.all())
        views = [view for one in asked if (view := ws.scoring.view(one)) is not None]
        papers = ScorePapers(shown, list_setting(ws, shown))
        return paged(papers.results(views) if results else papers.sheets(views))

    return prepared


def _sheets(ws: Workspace, setting: Setting) -> Work:
    """Write every sheet of the evaluation: for those who review in the file, else one to copy."""
    shown = shown_to(ws, setting)
    pack = ws.programmes.pack(nfa_pack(ws, setting.programme))
    assert pack is not None  # the file takes part in it
    reviews = [view for one in ws.scoring.all() if (view := ws.scoring.view(one.id)) is not None]
    views: list[ScoringView] = []
    for one in pack.rubrics:
        held = [view for view in reviews if view.rubric == f"{pack.id}/{one.id}" and view.candidates]
        views += held or [blank_view(pack, one, shown.text)]
    return paged(ScorePapers(shown, list_setting(ws, shown)).sheets(views))


def _file(ws: Workspace, setting: Setting) -> Work:
    """Write the sheets of the people that are named, else of everybody, as a workbook that comes back in."""
    shown = shown_to(ws, setting)
    return book_work(sheet_book(shown, list_setting(ws, shown), setting.ids or ()))


KINDS: tuple[OutputKind, ...] = (
    OutputKind("nfa-score-sheets", N_("Sheets of both reviews"), ".pdf", INSIDE, _sheets),
    OutputKind("score-sheets", N_("Scoring sheets"), ".pdf", INSIDE, _scores(results=False)),
    OutputKind("score-file", N_("Sheet of a reviewer as a file"), ".xlsx", (Audience.TEAM,), _file),
    OutputKind("score-results", N_("Scoring results"), ".pdf", ALL, _scores(results=True)),
)
