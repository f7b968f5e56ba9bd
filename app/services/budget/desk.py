"""What vouchers still lack and how grants are settled, in words for the page of the money.

Thread: the document lane.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.fields import Row
from app.core.messages import Label
from app.services.budget.vouchers import SettlementFigures, missing_on

if TYPE_CHECKING:
    from app.services.workspace import Workspace

VOUCHER, SETTLEMENT = "voucher", "settlement"


@dataclass(frozen=True, slots=True)
class VoucherGap:
    """A voucher that does not show what its kind must show.

    Args:
        id: of the record.
        title: as lists show it, "" where it has none.
        field: the first field that is missing.
        missing: labels of the missing fields; of several that would do, the first.
    """

    id: str
    title: str
    field: str
    missing: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class VoucherDesk:
    """All vouchers: how many there are, and those that are not complete."""

    count: int = 0
    gaps: tuple[VoucherGap, ...] = ()


@dataclass(frozen=True, slots=True)
class SettlementView:
    """A settlement with its sums; ``figures`` is ``None`` while approved or spent is not known."""

    id: str
    title: str
    figures: SettlementFigures | None


def vouchers(workspace: Workspace) -> VoucherDesk:
    """Return what the vouchers of the budget in use lack."""
    current = next((one for one in workspace.plans.budgets() if one.current), None)
    pack = workspace.programmes.pack(current.programme) if current is not None and current.programme else None
    pack = pack or workspace.main_pack()
    labels = {one.name: one.label for one in workspace.records.catalogue()[VOUCHER].fields}
    rows, gaps = workspace.records.load(VOUCHER), []
    for row in rows:
        missing = [one.split("|")[0] for one in missing_on(row, pack)]
        if missing:
            gaps.append(VoucherGap(row.id, row.title, missing[0], tuple(labels[one] for one in missing)))
    return VoucherDesk(len(rows), tuple(gaps))


def settlements(workspace: Workspace) -> tuple[SettlementView, ...]:
    """Return each settlement with what was approved and spent, and what goes back."""
    usual = workspace.settings.custom().currency
    return tuple(SettlementView(row.id, row.title, _figures(row, usual)) for row in workspace.records.load(SETTLEMENT))


def _figures(row: Row, usual: str) -> SettlementFigures | None:
    approved, spent, currency = row.get("approved"), row.get("spent"), row.get("currency")
    if not isinstance(approved, int) or not isinstance(spent, int):
        return None
    return SettlementFigures(approved, spent, str(currency) if currency else usual)
