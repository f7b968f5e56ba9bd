"""What the engine reckons with: frozen lines, partners and the head of a budget, made of record rows.

Sources: ``records_and_reports.md`` R24; ``repair_lcbf.md`` 3–7. Thread: any.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from app.core.fields import Row
from app.programmes.schema import GrantType, Head, Pack

HUNDRED = 100
DIRECT, CONTINGENCY, INDIRECT = "direct", "contingency", "indirect"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a purchase; amounts in minor units, ``None`` unknown."""

    name: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class BudgetEntry:
    """A line as the engine sees it.

    Args:
        id: of the record; ``new:…`` for one that a proposed change would add.
        line_class: ``direct``, ``contingency`` or ``indirect``.
        asks: what the rules ask of it, from its head and its kind within the head.
        quantity: in hundredths; unit_price, amount, ceiling: minor units; ``None`` unknown.
        eligible: whether the grant may pay it; a kind that the grant never pays makes it ``False``.
        items: of the purchase.
        committed, spent: minor units of the expenses that name this line.
        in_currency: whether it is in the budget's currency and so in its sums.
    """

    id: str
    head: str = ""
    item: str = ""
    line_class: str = DIRECT
    asks: frozenset[str] = frozenset()
    quantity: int | None = None
    unit_price: int | None = None
    amount: int | None = None
    ceiling: int | None = None
    source: str = ""
    organisation: str = ""
    project: str = ""
    year: int | None = None
    quarter: int | None = None
    detail: str = ""
    purpose: str = ""
    estimate: str = ""
    supplier: str = ""
    proof: str = ""
    serves: str = ""
    note: str = ""
    unit: str = ""
    starts_on: str = ""
    ends_on: str = ""
    upkeep: bool | None = None
    eligible: bool | None = None
    ineligible_kind: str = ""
    reason: str = ""
    items: tuple[Item, ...] = ()
    committed: int = 0
    spent: int = 0
    in_currency: bool = True

    @property
    def counted(self) -> int:
        """Return the amount that goes into sums: 0 while unknown or in another currency."""
        return self.amount if self.amount is not None and self.in_currency else 0

    @property
    def ineligible(self) -> bool:
        """Say whether the grant never pays it."""
        return self.eligible is False or bool(self.ineligible_kind)

    @property
    def items_sum(self) -> int:
        """Return what the items add up to, unknown ones left out."""
        return sum(one.amount or 0 for one in self.items)


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation of the budget. ``annual``: its latest annual budget in minor units."""

    organisation: str
    name: str
    role: str
    kind: str = ""
    annual: int | None = None
    earlier: int | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """The head of a budget: whose rules, which figures besides the lines.

    Args:
        pack: whose heads and money rules count, ``None`` where no programme is known.
        grant: the chosen grant type.
        term: in years, exact; ``None`` unknown.
        grant_source: id of the funding source that the grant is, "" where it is not known.
        facts: what other records add: ``expenses``, ``vouchers``, settlement and declarations.
    """

    id: str = ""
    name: str = ""
    currency: str = "TWD"
    pack: Pack | None = None
    grant: GrantType | None = None
    term: Fraction | None = None
    starts_on: str = ""
    ends_on: str = ""
    awarded: int | None = None
    advance: int | None = None
    progress_reports: int | None = None
    final_reports: int | None = None
    regranting: bool | None = None
    partners: tuple[Partner, ...] = ()
    projects: Mapping[str, str] = field(default_factory=dict, hash=False)
    grant_source: str = ""
    facts: Mapping[str, object] = field(default_factory=dict, hash=False)

    def head(self, head_id: str) -> Head | None:
        """Return a head of the pack, ``None`` where it has no such."""
        return next((one for one in self.pack.heads if one.id == head_id), None) if self.pack else None

    def of_role(self, role: str) -> tuple[Partner, ...]:
        """Return the partners with a role."""
        return tuple(one for one in self.partners if one.role == role)


def record_of(entry: BudgetEntry, frame: Frame) -> Mapping[str, object]:
    """Return a line as the rule kinds read records; what nobody wrote is "", what nobody knows ``None``."""
    head = frame.head(entry.head)
    known = [one for one in (entry.quantity, entry.unit_price) if one is not None]
    return {
        "place": f"record:budget_line:{entry.id}:",
        "label": entry.item,
        "head": entry.head if head else "",
        "asks": entry.asks,
        "line_class": entry.line_class,
        "amount": entry.amount,
        "least": min(known) if known else None,
        "unit_price": entry.unit_price,
        "ceiling": entry.ceiling if entry.ceiling is not None else head.ceiling if head else None,
        "purpose": entry.purpose.strip(),
        "explained": bool(entry.purpose.strip() and entry.estimate.strip()),
        "proof": entry.proof.strip(),
        "upkeep": entry.upkeep is True,
        "ineligible": entry.ineligible_kind or ("yes" if entry.eligible is False else ""),
        "charged": entry.ineligible_kind if entry.source in ("", frame.grant_source) else "",
        "inside": _inside(entry, frame),
        "items": entry.items,
        "items_sum": entry.items_sum,
    }


def _inside(entry: BudgetEntry, frame: Frame) -> bool | None:
    """Say whether a cost lies in the term, by its dates or else its year; ``None`` where neither tells."""
    first, last = entry.starts_on or entry.ends_on, entry.ends_on or entry.starts_on
    if last and frame.ends_on and len(last) == len(frame.ends_on):
        early = bool(frame.starts_on) and len(first) == len(frame.starts_on) and first < frame.starts_on
        return last <= frame.ends_on and not early
    if entry.year is not None and frame.term is not None:
        return 1 <= entry.year <= math.ceil(frame.term)
    return None


def product(quantity: int | None, price: int | None) -> int | None:
    """Return quantity (hundredths) × price in minor units, halves away from 0 as workbooks round."""
    if quantity is None or price is None:
        return None
    size = (2 * abs(quantity * price) + HUNDRED) // (2 * HUNDRED)
    return size if quantity * price >= 0 else -size


def entry_of(
    row: Row, heads: Mapping[str, Head], details: Mapping[str, frozenset[str]], currency: str, paid: tuple[int, int]
) -> BudgetEntry:
    """Return a record row as an entry.

    Args:
        row: of type ``budget_line``.
        heads: of the pack, by id.
        details: kind within a head to what it asks besides.
        currency: of the budget.
        paid: committed and spent on this line.
    """
    head, detail = heads.get(row.text("head")), row.text("detail")
    quantity, price = row.whole("qty"), row.whole("unit_price")
    return BudgetEntry(
        id=row.id,
        head=row.text("head"),
        item=row.text("item"),
        line_class=head.line_class if head else DIRECT,
        asks=frozenset(head.asks if head else ()) | details.get(detail, frozenset()),
        quantity=quantity,
        unit_price=price,
        amount=product(quantity, price),
        ceiling=row.whole("ceiling"),
        source=row.text("funding_source"),
        organisation=row.text("organisation"),
        project=row.text("project"),
        year=row.whole("year"),
        quarter=row.whole("quarter"),
        upkeep=_said(row, "upkeep"),
        eligible=_said(row, "eligible"),
        items=_items(row),
        committed=paid[0],
        spent=paid[1],
        in_currency=(row.text("currency") or currency) == currency,
        reason=row.text("eligible_reason"),
        **{name: row.text(name) for name in _TEXTS},
    )


_TEXTS = (
    "detail", "purpose", "estimate", "supplier", "proof", "serves", "note", "unit", "starts_on", "ends_on",
    "ineligible_kind",
)  # fmt: skip


def _said(row: Row, name: str) -> bool | None:
    value = row.get(name)
    return value if isinstance(value, bool) else None


def _items(row: Row) -> tuple[Item, ...]:
    held = row.get("items")
    rows: Iterable[object] = held if isinstance(held, (tuple, list)) else ()
    return tuple(
        Item(one.text("name"), product(one.whole("qty"), one.whole("unit_price")))
        for one in rows
        if isinstance(one, Row)
    )


def paid_on(expenses: Sequence[Row], currency: str) -> Mapping[str, tuple[int, int]]:
    """Return line id to what is committed and what is spent on it, in minor units."""
    found: dict[str, tuple[int, int]] = {}
    for row in expenses:
        line, amount = row.text("budget_line"), row.whole("amount")
        if amount is None or (row.text("currency") or currency) != currency:
            continue
        committed, spent = found.get(line, (0, 0))
        if row.text("state") == "committed":
            found[line] = (committed + amount, spent)
        else:
            found[line] = (committed, spent + amount)
    return found
