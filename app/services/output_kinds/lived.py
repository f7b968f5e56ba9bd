"""Who lives here, whom the team knows, and the seat plan; the papers with which a team begins together."""

from __future__ import annotations

from app.services.lived.gather import openings_of
from app.services.lived.paper import TITLE, seats_spec
from app.services.output_kinds.base import ALL, OutputKind, Setting, Work, list_setting, paged, shown_to
from app.services.workspace import Workspace


def _seats(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    return paged(seats_spec(shown, list_setting(ws, shown), openings_of(ws)))


KINDS: tuple[OutputKind, ...] = (OutputKind("mvp-seats", TITLE, ".pdf", ALL, _seats),)
