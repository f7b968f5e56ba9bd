"""The selection framework of the seed project."""

from __future__ import annotations

from app.core.messages import N_
from app.services.output_kinds.base import INSIDE, OutputKind, Setting, Work, list_setting, paged, shown_to
from app.services.seed.paper import selection_spec
from app.services.workspace import Workspace


def _selection(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    return paged(selection_spec(shown, list_setting(ws, shown), ws.seed.view(shown.rows)))


KINDS: tuple[OutputKind, ...] = (
    OutputKind("mvp-selection", N_("Selection framework of the seed project"), ".pdf", INSIDE, _selection),
)
