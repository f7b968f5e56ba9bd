"""The check report of the resilient-community evaluation."""

from __future__ import annotations

from app.core.messages import N_
from app.core.progress import Progress
from app.services.checks.judge import check, gather_checks
from app.services.checks.paper import checks_spec
from app.services.output_kinds.base import (
    INSIDE,
    Output,
    OutputKind,
    Setting,
    Tools,
    Work,
    list_setting,
    paged,
    shown_to,
)
from app.services.output_kinds.dossiers import nfa_pack
from app.services.workspace import Workspace


def _checks(ws: Workspace, setting: Setting) -> Work:
    shown = shown_to(ws, setting)
    how = list_setting(ws, shown)
    found = gather_checks(
        ws,
        setting.ids[0] if setting.ids else nfa_pack(ws, setting.programme),
        setting.language,
        setting.audience,
    )

    def work(tools: Tools, progress: Progress) -> Output:
        view, _pressed = check(found, tools.fonts, tools.cache)
        progress.step(1, 2)
        return paged(checks_spec(shown, how, view))(tools, progress)

    return work


KINDS: tuple[OutputKind, ...] = (OutputKind("nfa-checks", N_("Check report"), ".pdf", INSIDE, _checks),)
