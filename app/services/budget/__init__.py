"""The budget as a whole: planned, spent and left, by head and by source of money.

Everything here is arithmetic over rows that the records service read; only what is written down is
judged, and an unknown amount stays unknown, never 0. Sources: ``records_and_reports.md`` R24, budget
heads of the programme's pack. Thread: the document lane for :class:`BudgetService`; any for the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from app.core.fields import Finding, Row
from app.core.messages import N_, own_words
from app.services.budget.contracts import CONTRACT, still_ordered
from app.services.budget.findings import budget_findings
from app.services.budget.gather import Ledger, current_of, family_of, lines_of
from app.services.budget.views import (
    NO_HEAD,
    NO_SOURCE,
    BudgetView,
    Head,
    HeadSum,
    Line,
    Payment,
    SourceSum,
)

__all__ = ["BudgetService", "BudgetView", "Head", "HeadSum", "Line", "Payment", "SourceSum", "budget_view"]

TYPES = ("funding_source", "budget_line", "expense")
HUNDREDTHS = 100
COMMITTED = "committed"
"""State of an expense that is ordered and not yet paid."""


class RowSource(Protocol):
    """What reads the records; ``app.services.records.RecordService`` does."""

    def load(self, type: str) -> Sequence[Row]:
        """Return the records of a type in their order."""
        ...


class BudgetService:
    """Gathers the budget from the records.

    Args:
        records: reads the records.
        heads: the budget heads of the file's programme, asked anew each time.
        currency: ISO 4217 code of the file's programme, asked anew each time.
        further: what else does not fit, such as money spent before an approval; asked anew each time.
    """

    def __init__(
        self,
        records: RowSource,
        heads: Callable[[], Sequence[Head]],
        currency: Callable[[], str],
        further: Callable[[], tuple[Finding, ...]] = tuple,
    ) -> None:
        self._records, self._heads, self._currency, self._further = records, heads, currency, further

    def view(self, budget_id: str = "", heads: Sequence[Head] | None = None) -> BudgetView:
        """Return a budget as it stands now, "" the one in use. Thread: the document lane.

        ``heads`` are those of another programme than that of the budget in use.
        Lines of copies and of other budgets are left out, and so is what was paid on another budget's lines.
        """
        ledger = Ledger({name: tuple(self._records.load(name)) for name in (*TYPES, "budget", CONTRACT)})
        current = budget_id or current_of(ledger.of("budget"))
        lines = lines_of(ledger, current)
        elsewhere = {row.id for row in ledger.of("budget_line")} - {
            row.id for one in family_of(ledger, current) for row in lines_of(ledger, one)
        }
        expenses = tuple(row for row in ledger.of("expense") if row.get("budget_line") not in elsewhere)
        own = next((row.get("currency") for row in ledger.of("budget") if row.id == current), None)
        currency = own if isinstance(own, str) and own else self._currency()
        known = self._heads() if heads is None else heads
        made = budget_view(known, ledger.of("funding_source"), lines, expenses, currency, ledger.of(CONTRACT))
        further = self._further()
        return replace(made, findings=(*made.findings, *further)) if further else made


def budget_view(
    heads: Sequence[Head],
    sources: Iterable[Row],
    lines: Iterable[Row],
    expenses: Iterable[Row],
    currency: str,
    contracts: Iterable[Row] = (),
) -> BudgetView:
    """Return the budget made of rows. Amounts in another currency are listed and left out of every sum.

    What signed contracts still bind stands among the payments as ordered.
    """
    source_rows, line_rows = tuple(sources), tuple(lines)
    known_sources = {row.id for row in source_rows}
    by_line = {row.id: row for row in line_rows}
    payments = tuple(_payment(row, by_line, known_sources, currency) for row in expenses)
    payments += still_ordered(contracts, by_line, known_sources, payments, currency)
    spent_on: dict[str, int] = {}
    for one in payments:
        if one.counted and one.amount is not None and not one.committed:
            spent_on[one.line] = spent_on.get(one.line, 0) + one.amount
    made = tuple(_line(row, known_sources, spent_on.get(row.id, 0), currency) for row in line_rows)
    head_sums = _head_sums(heads, made, payments)
    source_sums = _source_sums(source_rows, made, payments, currency)
    return BudgetView(
        currency,
        head_sums,
        source_sums,
        made,
        payments,
        granted=sum(one.granted or 0 for one in source_sums if one.counted),
        planned=sum(one.planned for one in head_sums),
        spent=sum(one.spent for one in head_sums),
        findings=budget_findings(head_sums, source_sums, made, payments, currency),
        committed=sum(one.committed for one in head_sums),
    )


def _line(row: Row, known_sources: set[str], spent: int, currency: str) -> Line:
    source, own = row.text("funding_source"), row.text("currency") or currency
    return Line(
        row.id,
        row.text("head"),
        row.text("item"),
        row.whole("qty"),
        row.text("unit"),
        row.whole("unit_price"),
        _amount(row.whole("qty"), row.whole("unit_price")),
        source if source in known_sources else "",
        row.text("note"),
        row.whole("ceiling"),
        spent,
        own == currency,
        own,
    )


def _amount(quantity: int | None, price: int | None) -> int | None:
    """Return quantity × price in minor units, halves away from 0 as Excel's ROUND."""
    if quantity is None or price is None:
        return None
    product = quantity * price
    size = (2 * abs(product) + HUNDREDTHS) // (2 * HUNDREDTHS)
    return size if product >= 0 else -size


def _payment(row: Row, by_line: Mapping[str, Row], known_sources: set[str], currency: str) -> Payment:
    line = by_line.get(row.text("budget_line"))
    own = row.text("currency") or currency
    source = line.text("funding_source") if line else ""
    return Payment(
        row.id,
        row.text("date"),
        (line.text("head") if line else "") or row.text("head"),
        row.text("item"),
        row.whole("amount"),
        line.id if line else "",
        source if source in known_sources else "",
        row.text("note"),
        own == currency,
        own,
        row.text("state") == COMMITTED,
    )


def _head_sums(heads: Sequence[Head], lines: Iterable[Line], payments: Iterable[Payment]) -> tuple[HeadSum, ...]:
    planned: dict[str, int] = {}
    for line in lines:
        planned[line.head] = planned.get(line.head, 0) + (line.amount or 0 if line.counted else 0)
    spent, committed = _paid((one.head, one) for one in payments)
    known, used = {head.id for head in heads}, planned.keys() | spent.keys() | committed.keys()
    every = [*heads, *(Head(key, own_words(key)) for key in sorted(used - known - {""}))]
    if "" in used:
        every.append(NO_HEAD)
    return tuple(
        HeadSum(head, planned.get(head.id, 0), spent.get(head.id, 0), committed.get(head.id, 0)) for head in every
    )


def _paid(keyed: Iterable[tuple[str, Payment]]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Return by key what was paid, and what is ordered and not yet paid."""
    spent: dict[str, int] = {}
    committed: dict[str, int] = {}
    for key, one in keyed:
        into = committed if one.committed else spent
        into[key] = into.get(key, 0) + (one.amount or 0 if one.counted else 0)
    return spent, committed


def _source_sums(
    rows: Iterable[Row], lines: Iterable[Line], payments: Iterable[Payment], currency: str
) -> tuple[SourceSum, ...]:
    planned: dict[str, int] = {}
    for line in lines:
        planned[line.source] = planned.get(line.source, 0) + (line.amount or 0 if line.counted else 0)
    spent, committed = _paid((one.source, one) for one in payments)
    sums = [
        replace(
            _source(row, currency),
            planned=planned.get(row.id, 0), spent=spent.get(row.id, 0), committed=committed.get(row.id, 0),
        )
        for row in rows
    ]  # fmt: skip
    if "" in planned.keys() | spent.keys() | committed.keys():
        rest = (planned.get("", 0), spent.get("", 0))
        sums.append(SourceSum("", NO_SOURCE, None, "", None, *rest, committed=committed.get("", 0)))
    return tuple(sums)


def _source(row: Row, currency: str) -> SourceSum:
    name = " · ".join(part for part in (row.text("agency"), row.text("programme")) if part)
    own = row.text("currency") or currency
    label = own_words(name) if name else N_("Source without a name")
    return SourceSum(
        row.id, label, row.whole("year"), row.text("kind"), row.whole("amount"), 0, 0,
        own == currency, own,
    )  # fmt: skip
