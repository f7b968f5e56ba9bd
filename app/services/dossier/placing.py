"""Changes of a dossier that touch several blocks at once, each one Undo. Thread: the document lane."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from app.core import order
from app.core.messages import N_, NP_
from app.models.dossier import DossierBlock, DossierPart
from app.services.dossier.views import blocks_of

if TYPE_CHECKING:
    from app.services.workspace import Workspace

Wanted = tuple[str, str, Mapping[str, object]]
"""Id of the block that it follows ("" for the beginning), kind, settings."""


def place(ws: Workspace, part_id: str, wanted: Sequence[Wanted]) -> tuple[str, ...]:
    """Put several blocks into a part; those that follow the same block stand in the order given.

    Returns:
        Their ids.
    """
    made: list[str] = []
    label = NP_("Put {n} block of records into the dossier", "Put {n} blocks of records into the dossier", len(wanted))
    with ws.document.unit_of_work(label) as work:
        rows = [(row.id, row.order_key) for row in blocks_of(work.session, part_id)]
        last: dict[str, str] = {}
        for after, kind, settings in wanted:
            here = last.get(after, after)
            at = next((place + 1 for place, (key, _) in enumerate(rows) if key == here), len(rows) if here else 0)
            key = order.between(rows[at - 1][1] if at else None, rows[at][1] if at < len(rows) else None)
            block_id = ws.program.ids()
            work.session.add(
                DossierBlock(id=block_id, part=part_id, order_key=key, kind=kind, settings=dict(settings) or None)
            )
            rows.insert(at, (block_id, key))
            last[after] = block_id
            made.append(block_id)
    return tuple(made)


def take_out(ws: Workspace, blocks: Collection[str], parts: Collection[str] = ()) -> None:
    """Take blocks out of the dossier and leave whole parts out of the print; Undo brings all of it back."""
    label = N_("Take {n} pieces out of the dossier", n=len(blocks) + len(parts))
    with ws.document.unit_of_work(label) as work:
        for key in blocks:
            row = work.session.get(DossierBlock, key)
            if row is not None:
                work.session.delete(row)
        for key in parts:
            part = work.session.get(DossierPart, key)
            if part is not None:
                part.left_out = True
