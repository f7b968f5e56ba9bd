"""Photos that a dossier places and that were deleted: nothing is printed in their place, and that is said. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from app.core.fields import Finding, Severity
from app.core.messages import N_, NP_
from app.services.dossier.views import DossierView

GONE = "photo.gone"


def gone_findings(view: DossierView, known: Collection[str]) -> tuple[Finding, ...]:
    """Return one finding for each place that names photos which are not among *known* ids any more."""
    return tuple(
        Finding(
            GONE,
            Severity.WARN,
            NP_(
                "{n} photo was deleted. Nothing is printed in its place.",
                "{n} photos were deleted. Nothing is printed in their place.",
                count,
            ),
            place,
            N_("Bring it back from the bin, or take it out of this place."),
        )
        for place, ids in _places(view)
        if (count := len(set(ids) - set(known)))
    )


def _places(view: DossierView) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every place of photos that somebody chose, and their ids."""
    badge = view.look.get("cover_badge")
    for part in view.parts:
        if part.left_out:
            continue
        if part.kind == "cover":
            yield f"part:{part.id}", tuple(str(one) for one in (view.cover_photo, badge) if one)
        for block in part.blocks:
            chosen = block.settings.get("photos") if block.kind == "photos" else None
            if isinstance(chosen, (list, tuple)):
                yield f"block:{block.id}", tuple(str(one) for one in chosen)
