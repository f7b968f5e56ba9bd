"""The Roadmap report."""

from __future__ import annotations

from app.services.output_kinds.base import ALL, OutputKind, Setting, Work, list_setting, paged, shown_to
from app.services.roadmap.paper import TITLE, roadmap_spec
from app.services.workspace import Workspace


def _prepared(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    return paged(roadmap_spec(shown, list_setting(ws, shown)))


KINDS: tuple[OutputKind, ...] = (OutputKind("mvp-roadmap", TITLE, ".pdf", ALL, _prepared),)
