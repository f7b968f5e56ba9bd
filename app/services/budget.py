"""The budget as a whole: planned, spent and left, by head and by source of money.

Everything here is arithmetic over rows that the records service read; only what is written down is
judged, and an unknown amount stays unknown, never 0. Sources: ``records_and_reports.md`` R24, budget
heads of the programme's pack. Thread: the document lane for :class:`BudgetService`; any for the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.core.fields import Finding, Row, Severity
from app.core.messages import N_, NP_, Label, LocalText, Message
from app.core.money import Money
from app.programmes.schema import Head as PackHead

TYPES = ("funding_source", "budget_line", "expense")
HUNDREDTHS = 100


class RowSource(Protocol):
    """What reads the records; ``app.services.records.RecordService`` does."""

    def load(self, type: str) -> Sequence[Row]:
        """Return the records of a type in their order."""
        ...


@dataclass(frozen=True, slots=True)
class Head:
    """A category of cost that the programme names.

    Args:
        id: key that lines and expenses hold.
        title: its official name.
        explains: what belongs under it.
        ceiling: highest unit price in minor units, ``None`` where nobody has told.
        whom_to_ask: who knows the ceiling.
    """

    id: str
    title: Label
    explains: Label | None = None
    ceiling: int | None = None
    whom_to_ask: Label | None = None

    @classmethod
    def of(cls, head: PackHead) -> Head:
        """Return a head as a programme's pack declares it."""
        return cls(head.id, head.title, head.explains, head.ceiling, head.whom_to_ask)


@dataclass(frozen=True, slots=True)
class Line:
    """A budget line.

    Args:
        quantity: in hundredths, ``None`` unknown.
        unit_price, amount, ceiling: minor units, ``None`` unknown.
        spent: minor units of the expenses that name this line.
        counted: whether it is in the currency of the budget and so in its sums.
    """

    id: str
    head: str
    item: str
    quantity: int | None
    unit: str
    unit_price: int | None
    amount: int | None
    source: str
    note: str
    ceiling: int | None
    spent: int
    counted: bool
    currency: str


@dataclass(frozen=True, slots=True)
class Payment:
    """An expense. ``head`` and ``source`` come from its line where it names one."""

    id: str
    date: str
    head: str
    item: str
    amount: int | None
    line: str
    source: str
    note: str
    counted: bool
    currency: str


@dataclass(frozen=True, slots=True)
class HeadSum:
    """What is planned, spent and left under one head; ``head.id`` "" gathers what has none."""

    head: Head
    planned: int
    spent: int

    @property
    def left(self) -> int:
        """Return planned less spent; below 0 where more was spent."""
        return self.planned - self.spent


@dataclass(frozen=True, slots=True)
class SourceSum:
    """What a source gives, and what is planned and spent of it; ``id`` "" gathers what names none.

    Args:
        granted: minor units, ``None`` where the amount is not known.
    """

    id: str
    name: Label
    year: int | None
    kind: str
    granted: int | None
    planned: int
    spent: int
    counted: bool = True
    currency: str = ""

    @property
    def left(self) -> int | None:
        """Return granted less spent, ``None`` where the grant is not known."""
        return None if self.granted is None else self.granted - self.spent

    @property
    def unplanned(self) -> int | None:
        """Return granted less planned, ``None`` where the grant is not known."""
        return None if self.granted is None else self.granted - self.planned


@dataclass(frozen=True, slots=True)
class BudgetView:
    """The whole budget, frozen.

    Args:
        currency: of all sums.
        heads: those of the pack in its order, then ids that the pack does not know, then "".
        sources: in their order, then "" where something names no source.
        granted: sum of the known grants.
        findings: what does not fit, errors first.
    """

    currency: str
    heads: tuple[HeadSum, ...]
    sources: tuple[SourceSum, ...]
    lines: tuple[Line, ...]
    payments: tuple[Payment, ...]
    granted: int
    planned: int
    spent: int
    findings: tuple[Finding, ...]

    @property
    def left(self) -> int:
        """Return granted less spent."""
        return self.granted - self.spent

    @property
    def unplanned(self) -> int:
        """Return granted less planned."""
        return self.granted - self.planned


NO_HEAD = Head("", N_("No head yet"))
NO_SOURCE = N_("No source named")


class BudgetService:
    """Gathers the budget from the records.

    Args:
        records: reads the records.
        heads: the budget heads of the file's programme, asked anew each time.
        currency: ISO 4217 code of the file's programme, asked anew each time.
    """

    def __init__(self, records: RowSource, heads: Callable[[], Sequence[Head]], currency: Callable[[], str]) -> None:
        self._records, self._heads, self._currency = records, heads, currency

    def view(self) -> BudgetView:
        """Return the budget as it stands now. Thread: the document lane."""
        sources, lines, expenses = (tuple(self._records.load(name)) for name in TYPES)
        return budget_view(self._heads(), sources, lines, expenses, self._currency())


def budget_view(
    heads: Sequence[Head], sources: Iterable[Row], lines: Iterable[Row], expenses: Iterable[Row], currency: str
) -> BudgetView:
    """Return the budget made of rows. Amounts in another currency are listed and left out of every sum."""
    source_rows, line_rows = tuple(sources), tuple(lines)
    known_sources = {row.id for row in source_rows}
    by_line = {row.id: row for row in line_rows}
    payments = tuple(_payment(row, by_line, known_sources, currency) for row in expenses)
    spent_on: dict[str, int] = {}
    for one in payments:
        if one.counted and one.amount is not None:
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
        findings=_findings(head_sums, source_sums, made, payments, currency),
    )


def _whole(row: Row, name: str) -> int | None:
    value = row.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _line(row: Row, known_sources: set[str], spent: int, currency: str) -> Line:
    source, own = _text(row, "funding_source"), _text(row, "currency") or currency
    return Line(
        row.id,
        _text(row, "head"),
        _text(row, "item"),
        _whole(row, "qty"),
        _text(row, "unit"),
        _whole(row, "unit_price"),
        _amount(_whole(row, "qty"), _whole(row, "unit_price")),
        source if source in known_sources else "",
        _text(row, "note"),
        _whole(row, "ceiling"),
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
    line = by_line.get(_text(row, "budget_line"))
    own = _text(row, "currency") or currency
    source = _text(line, "funding_source") if line else ""
    return Payment(
        row.id,
        _text(row, "date"),
        _text(row, "head") or (_text(line, "head") if line else ""),
        _text(row, "item"),
        _whole(row, "amount"),
        line.id if line else "",
        source if source in known_sources else "",
        _text(row, "note"),
        own == currency,
        own,
    )


def _head_sums(heads: Sequence[Head], lines: Iterable[Line], payments: Iterable[Payment]) -> tuple[HeadSum, ...]:
    planned: dict[str, int] = {}
    spent: dict[str, int] = {}
    for line in lines:
        planned[line.head] = planned.get(line.head, 0) + (line.amount or 0 if line.counted else 0)
    for one in payments:
        spent[one.head] = spent.get(one.head, 0) + (one.amount or 0 if one.counted else 0)
    known = {head.id for head in heads}
    others = sorted((planned.keys() | spent.keys()) - known - {""})
    every = [*heads, *(Head(key, LocalText({"zh_TW": key, "en": key})) for key in others)]
    if "" in planned or "" in spent:
        every.append(NO_HEAD)
    return tuple(HeadSum(head, planned.get(head.id, 0), spent.get(head.id, 0)) for head in every)


def _source_sums(
    rows: Iterable[Row], lines: Iterable[Line], payments: Iterable[Payment], currency: str
) -> tuple[SourceSum, ...]:
    planned: dict[str, int] = {}
    spent: dict[str, int] = {}
    for line in lines:
        planned[line.source] = planned.get(line.source, 0) + (line.amount or 0 if line.counted else 0)
    for one in payments:
        spent[one.source] = spent.get(one.source, 0) + (one.amount or 0 if one.counted else 0)
    sums = [_source(row, planned.get(row.id, 0), spent.get(row.id, 0), currency) for row in rows]
    if "" in planned or "" in spent:
        sums.append(SourceSum("", NO_SOURCE, None, "", None, planned.get("", 0), spent.get("", 0)))
    return tuple(sums)


def _source(row: Row, planned: int, spent: int, currency: str) -> SourceSum:
    name = " · ".join(part for part in (_text(row, "agency"), _text(row, "programme")) if part)
    own = _text(row, "currency") or currency
    label = LocalText({"zh_TW": name, "en": name}) if name else N_("Source without a name")
    return SourceSum(
        row.id, label, _whole(row, "year"), _text(row, "kind"), _whole(row, "amount"), planned, spent,
        own == currency, own,
    )  # fmt: skip


def _findings(
    heads: Iterable[HeadSum],
    sources: Iterable[SourceSum],
    lines: Sequence[Line],
    payments: Sequence[Payment],
    currency: str,
) -> tuple[Finding, ...]:
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
