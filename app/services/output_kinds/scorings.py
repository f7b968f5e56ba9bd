"""Scoring sheets and results."""

from __future__ import annotations

from collections.abc import Callable

from app.core.messages import N_
from app.services.output_kinds.base import ALL, INSIDE, OutputKind, Setting, Work, list_setting, paged, shown_to
from app.services.scoring.papers import ScorePapers
from app.services.workspace import Workspace


def _scores(results: bool) -> Callable[[Workspace, Setting], Work]:
    def prepared(ws: Workspace, setting: Setting) -> Work:
        shown = shown_to(ws, setting)
        asked = setting.ids if setting.ids is not None else tuple(one.id for one in ws.scoring.all())
        views = [view for one in asked if (view := ws.scoring.view(one)) is not None]
        papers = ScorePapers(shown, list_setting(ws, shown))
        return paged(papers.results(views) if results else papers.sheets(views))

    return prepared


KINDS: tuple[OutputKind, ...] = (
    OutputKind("score-sheets", N_("Scoring sheets"), ".pdf", INSIDE, _scores(results=False)),
    OutputKind("score-results", N_("Scoring results"), ".pdf", ALL, _scores(results=True)),
)
