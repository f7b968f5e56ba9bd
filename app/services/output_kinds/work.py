"""Carrying the project out on paper: implementation plan, progress, closing report, Community Snapshot."""

from __future__ import annotations

from collections.abc import Callable

from app.core.messages import N_
from app.exports.spec import DocumentSpec
from app.services.delivery.paper import WorkPaper
from app.services.delivery.snapshot import SnapshotFacts, snapshot_spec
from app.services.output_kinds.base import ALL, INSIDE, OutputKind, Setting, Work, list_setting, paged, shown_to
from app.services.workspace import Workspace


def plan_spec(ws: Workspace, setting: Setting) -> DocumentSpec:
    """Return the implementation plan. Thread of all of these: the document lane."""
    return _paper(ws, setting).plan()


def progress_spec(ws: Workspace, setting: Setting) -> DocumentSpec:
    """Return the progress report."""
    return _paper(ws, setting).progress()


def closing_spec(ws: Workspace, setting: Setting) -> DocumentSpec:
    """Return the closing report."""
    return _paper(ws, setting).closing()


def overview_spec(ws: Workspace, setting: Setting) -> DocumentSpec:
    """Return the Community Snapshot."""
    shown = shown_to(ws, setting)
    names = tuple(str(row.get("name") or "") for row in ws.records.load("person"))
    roles = {one.id: one.name for pack in ws.own_packs() for one in pack.roles if one.core}
    return snapshot_spec(shown, list_setting(ws, shown), SnapshotFacts(ws.work.view("", shown.rows), names, roles))


def _paper(ws: Workspace, setting: Setting) -> WorkPaper:
    shown = shown_to(ws, setting)
    project = setting.ids[0] if setting.ids else ""
    return WorkPaper(shown, list_setting(ws, shown), ws.work.view(project, shown.rows))


def _paged(make: Callable[[Workspace, Setting], DocumentSpec]) -> Callable[[Workspace, Setting], Work]:
    return lambda ws, setting: paged(make(ws, setting))


KINDS: tuple[OutputKind, ...] = (
    OutputKind("mvp-implementation", N_("Implementation plan"), ".pdf", INSIDE, _paged(plan_spec)),
    OutputKind("mvp-progress", N_("Progress report"), ".pdf", INSIDE, _paged(progress_spec)),
    OutputKind("mvp-closing", N_("Closing report"), ".pdf", ALL, _paged(closing_spec)),
    OutputKind("mvp-snapshot", N_("Community Snapshot"), ".pdf", ALL, _paged(overview_spec)),
)
