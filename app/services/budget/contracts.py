"""What signed contracts still bind: their sums less what was paid and ordered on their budget lines.

Only a contract that names its budget line is counted: of any other nobody can say what was already paid for it.
A contract that has ended binds nothing any more. Source: ``mvp2.md`` 4 (steps 8 and 9). Thread: any.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from app.core.fields import Row
from app.services.budget.views import Payment

CONTRACT = "procurement"
BINDS = "signed"
"""State of a contract whose sum is promised."""


def still_ordered(
    contracts: Iterable[Row],
    by_line: Mapping[str, Row],
    known_sources: Collection[str],
    payments: Sequence[Payment],
    currency: str,
) -> tuple[Payment, ...]:
    """Return for each contract what of its sum is neither paid nor ordered yet, as an order; nothing where all is.

    Expenses of a line are set against its contracts in the order in which these were signed.

    Args:
        contracts: purchases and vendors.
        by_line: the lines of the budget.
        known_sources: ids of its funding sources.
        payments: its expenses.
        currency: of the budget, and of contracts that name none.
    """
    gone: dict[str, int] = {}
    for one in payments:
        if one.line and one.counted:
            gone[one.line] = gone.get(one.line, 0) + (one.amount or 0)
    found = []
    for row in sorted(contracts, key=lambda one: one.text("signed_on") or "9"):
        line, amount = by_line.get(row.text("budget_line")), row.whole("amount")
        if row.text("state") != BINDS or line is None or amount is None:
            continue
        own = row.text("currency") or currency
        taken = min(amount, max(gone.get(line.id, 0), 0)) if own == currency else 0
        gone[line.id] = gone.get(line.id, 0) - taken
        source = line.text("funding_source")
        if amount > taken:
            found.append(
                Payment(
                    row.id, row.text("signed_on"), line.text("head"), row.text("title"), amount - taken, line.id,
                    source if source in known_sources else "", "", own == currency, own, committed=True,
                )
            )  # fmt: skip
    return tuple(found)


def unplaced(contracts: Iterable[Row]) -> tuple[Row, ...]:
    """Return the signed contracts with a sum that name no budget line, so that their sum is not among the orders."""
    return tuple(
        row
        for row in contracts
        if row.text("state") == BINDS and row.whole("amount") is not None and not row.text("budget_line")
    )
