"""What was carried over from last year and nobody confirmed yet. Pure; any thread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.core.fields import Finding, Severity
from app.core.messages import N_, NP_
from app.services.dossier.views import DossierView

RULE = "carried-over"


def open_blocks(view: DossierView) -> Mapping[str, tuple[str, ...]]:
    """Return each part to its blocks that are still to be confirmed, in order."""
    found = {part.id: tuple(one.id for one in part.blocks if one.to_confirm) for part in view.parts}
    return {part: blocks for part, blocks in found.items() if blocks}


def carried_findings(view: DossierView) -> Iterator[Finding]:
    """Yield a notice while anything of last year waits to be confirmed, at the first block that waits."""
    waiting = [block for blocks in open_blocks(view).values() for block in blocks]
    if waiting:
        said = NP_(
            "{n} block of last year is to be confirmed.", "{n} blocks of last year are to be confirmed.", len(waiting)
        )
        fix = N_("Read them under “More tools”, From last year.")
        yield Finding(RULE, Severity.WARN, said, f"block:{waiting[0]}", fix, source="peers.md 3.3 item 42")
