"""The engagement summary and the crosswalk of priorities."""

from __future__ import annotations

from app.services.engagement.paper import TITLE as ENGAGEMENT
from app.services.engagement.paper import engagement_spec
from app.services.output_kinds.base import ALL, OutputKind, Setting, Work, list_setting, paged, shown_to
from app.services.priorities.crosswalk import crosswalk
from app.services.priorities.paper import TITLE as CROSSWALK
from app.services.priorities.paper import crosswalk_spec
from app.services.workspace import Workspace


def _engagement(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    return paged(engagement_spec(shown, list_setting(ws, shown), ws.seed.view(shown.rows), setting.ids))


def _crosswalk(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    return paged(crosswalk_spec(shown, list_setting(ws, shown), crosswalk(shown.rows("priority"))))


KINDS: tuple[OutputKind, ...] = (
    OutputKind("mvp-engagement", ENGAGEMENT, ".pdf", ALL, _engagement),
    OutputKind("mvp-crosswalk", CROSSWALK, ".pdf", ALL, _crosswalk),
)
