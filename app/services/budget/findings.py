"""What does not fit in a budget: only what is written down is judged, and the unknown is never passed.

Sources: ``nfa_114.md`` FIN-001, FIN-003; ``records_and_reports.md`` R24. Thread: any.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.core.fields import Finding, Severity
from app.core.messages import N_, NP_, Message
from app.core.money import Money
from app.services.budget.views import HeadSum, Line, Payment, SourceSum


def budget_findings(
    heads: Iterable[HeadSum],
    sources: Iterable[SourceSum],
    lines: Sequence[Line],
    payments: Sequence[Payment],
    currency: str,
) -> tuple[Finding, ...]:
    """Return what does not fit in a budget, errors first."""
    ceilings = {one.head.id: one.head.ceiling for one in heads}
    found = [
        *(finding for one in sources for finding in _of_source(one, currency)),
        *(finding for one in heads for finding in _of_head(one, currency)),
        *(finding for one in lines for finding in _of_line(one, ceilings.get(one.head), currency)),
    ]
    unknown = sum(1 for one in lines if one.amount is None) + sum(1 for one in payments if one.amount is None)
    if unknown:
        found.append(
            Finding(
                "budget.unknown",
                Severity.UNKNOWN,
                NP_(
                    "{n} amount is not known yet, so the sums are not complete.",
                    "{n} amounts are not known yet, so the sums are not complete.",
                    unknown,
                ),
                fix=N_("Fill in quantity and unit price, or the amount paid."),
            )
        )
    foreign = sum(1 for line in lines if not line.counted) + sum(1 for one in payments if not one.counted)
    if foreign:
        found.append(
            Finding(
                "budget.currency",
                Severity.WARN,
                NP_(
                    "{n} amount is in another currency than {currency} and is not in the sums.",
                    "{n} amounts are in another currency than {currency} and are not in the sums.",
                    foreign,
                    currency=currency,
                ),
            )
        )
    order = (Severity.ERROR, Severity.WARN, Severity.INFO, Severity.UNKNOWN)
    return tuple(sorted(found, key=lambda one: order.index(one.severity)))


def _of_source(one: SourceSum, currency: str) -> Iterable[Finding]:
    if not one.id or one.granted is None or not one.counted:
        return
    place = f"record:funding_source:{one.id}:amount"
    if one.spent > one.granted:
        yield Finding(
            "budget.overspent",
            Severity.ERROR,
            N_("More was spent than {source} grants.", source=one.name),
            place,
            N_("Pay {over} from another source.", over=Money(one.spent - one.granted, currency)),
            _difference(one.spent, one.granted, currency),
            "nfa_114.md FIN-001",
        )
    elif one.planned > one.granted:
        yield Finding(
            "budget.overplanned",
            Severity.WARN,
            N_("More is planned than {source} grants.", source=one.name),
            place,
            N_("Plan {over} less, or find it elsewhere.", over=Money(one.planned - one.granted, currency)),
            _difference(one.planned, one.granted, currency),
            "nfa_114.md FIN-001",
        )


def _of_head(one: HeadSum, currency: str) -> Iterable[Finding]:
    if one.head.id and one.planned and one.spent > one.planned:
        yield Finding(
            "budget.over_head",
            Severity.WARN,
            N_("More was spent than planned under {head}.", head=one.head.title),
            "budget",
            N_("Look whether every expense stands under the right head."),
            _difference(one.spent, one.planned, currency),
            "records_and_reports.md R24",
        )


def _of_line(line: Line, ceiling_of_head: int | None, currency: str) -> Iterable[Finding]:
    ceiling = line.ceiling if line.ceiling is not None else ceiling_of_head
    if line.counted and ceiling is not None and line.unit_price is not None and line.unit_price > ceiling:
        yield Finding(
            "budget.ceiling",
            Severity.WARN,
            N_("The unit price of {item} is above the ceiling.", item=line.item),
            f"record:budget_line:{line.id}:unit_price",
            N_("At most {ceiling} for one is allowed.", ceiling=Money(ceiling, currency)),
            _difference(line.unit_price, ceiling, currency),
            "nfa_114.md FIN-003",
        )


def _difference(more: int, less: int, currency: str) -> Message:
    return N_(
        "{more} − {less} = {over}",
        more=Money(more, currency),
        less=Money(less, currency),
        over=Money(more - less, currency),
    )
