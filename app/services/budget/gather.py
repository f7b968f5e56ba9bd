"""Record rows made into budgets for the engine: which lines belong where, and what rules ask beside them.

Sources: ``records_and_reports.md`` R24; ``nfa_114.md`` 9, 13. Thread: any (everything is frozen).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.core.fields import Row
from app.programmes.schema import Pack
from app.services.budget.engine.lines import BudgetEntry, Frame, Partner, entry_of, paid_on
from app.services.budget.plan_views import BudgetName
from app.services.budget.vouchers import voucher_record

TERM_SCALE = 100
TYPES = (
    "budget", "budget_line", "expense", "funding_source", "organisation", "project", "voucher", "settlement",
)  # fmt: skip
"""Record types that a plan is made of, besides the rows below them."""
DRAFT, APPLIED, SET_ASIDE = "draft", "applied", "set_aside"


@dataclass(frozen=True, slots=True)
class Ledger:
    """All rows that budgets are made of, read at one moment."""

    rows: Mapping[str, tuple[Row, ...]]

    def of(self, type_name: str) -> tuple[Row, ...]:
        """Return the rows of a type."""
        return self.rows.get(type_name, ())

    def names(self) -> Mapping[str, str]:
        """Return the titles of organisations, projects and sources by id."""
        return {row.id: row.title for name in ("organisation", "project", "funding_source") for row in self.of(name)}


def budgets_of(ledger: Ledger) -> tuple[BudgetName, ...]:
    """Return the budgets in their order; one without an id where nobody made a record yet."""
    rows = ledger.of("budget")
    if not rows:
        return (BudgetName("", "", current=True),)
    current = current_of(rows)
    return tuple(
        BudgetName(
            row.id, row.text("name"), row.text("kind"), row.text("programme"), row.text("grant_type"),
            row.text("state") or APPLIED, row.whole("version") or 1, row.text("copied_from"), row.id == current,
        )
        for row in rows
    )  # fmt: skip


def current_of(rows: Sequence[Row]) -> str:
    """Return the id of the budget in use: the first applied one, else the first that is no copy, else the first."""
    applied = [row.id for row in rows if row.text("state") == APPLIED]
    originals = [row.id for row in rows if not row.text("copied_from")]
    return next(iter([*applied, *originals, *(row.id for row in rows)]), "")


def lines_of(ledger: Ledger, budget_id: str) -> tuple[Row, ...]:
    """Return the lines of a budget; those that name none belong to the one in use."""
    rows = ledger.of("budget")
    known, current = {row.id for row in rows}, current_of(rows)

    def home(line: Row) -> str:
        named = line.text("budget")
        return named if named in known else current

    return tuple(line for line in ledger.of("budget_line") if home(line) == budget_id)


def family_of(ledger: Ledger, budget_id: str) -> frozenset[str]:
    """Return a budget with every version that it was copied from or into."""
    parents = {row.id: row.text("copied_from") for row in ledger.of("budget")}

    def root(one: str) -> str:
        seen = {one}
        while (up := parents.get(one, "")) in parents and up not in seen:
            one = up
            seen.add(one)
        return one

    return frozenset(one for one in parents if root(one) == root(budget_id)) | {budget_id}


@dataclass(frozen=True, slots=True)
class Gathered:
    """A budget ready for the engine."""

    frame: Frame
    entries: tuple[BudgetEntry, ...]
    make: Callable[[Row], BudgetEntry]


def gather(ledger: Ledger, budget_id: str, pack: Pack | None, currency: str) -> Gathered:
    """Return the head and the lines of a budget.

    Args:
        ledger: all rows.
        budget_id: which one; "" where there is no record.
        pack: whose rules it follows.
        currency: of the file, where the budget names none.
    """
    row = next((one for one in ledger.of("budget") if one.id == budget_id), Row("budget", ""))
    money = row.text("currency") or currency
    heads = {one.id: one for one in pack.heads} if pack else {}
    asked = _details(pack)
    paid = paid_on(ledger.of("expense"), money)
    draft = row.text("state") == DRAFT

    def make(line: Row) -> BudgetEntry:
        own = paid.get(line.id, (0, 0))
        if draft:  # what was spent on the original is spent in the copy as well
            other = paid.get(line.text("copied_from"), (0, 0))
            own = (own[0] + other[0], own[1] + other[1])
        return entry_of(line, heads, asked, money, own)

    entries = tuple(make(line) for line in lines_of(ledger, budget_id))
    return Gathered(_frame(ledger, row, pack, money, entries), entries, make)


def _details(pack: Pack | None) -> Mapping[str, frozenset[str]]:
    """Return kind within a head to what it asks: its own id, so that rules can name it."""
    lists = [one for one in pack.lists if one.id == "head_details"] if pack else []
    return {item.id: frozenset({item.id}) for one in lists for item in one.items}


def _frame(ledger: Ledger, row: Row, pack: Pack | None, currency: str, entries: Sequence[BudgetEntry]) -> Frame:
    names, term = ledger.names(), row.whole("term")
    grant_type = row.text("grant_type")
    grant = next((one for one in pack.grant_types if one.id == grant_type), None) if pack else None
    regranting = row.get("regranting")
    partners = row.get("partners")
    source = _grant_source(ledger, row)
    return Frame(
        id=row.id,
        name=row.text("name"),
        currency=currency,
        pack=pack,
        grant=grant,
        term=None if term is None else Fraction(term, TERM_SCALE),
        starts_on=row.text("starts_on"),
        ends_on=row.text("ends_on"),
        awarded=row.whole("awarded"),
        advance=row.whole("advance"),
        progress_reports=row.whole("progress_reports"),
        final_reports=row.whole("final_reports"),
        regranting=regranting if isinstance(regranting, bool) else None,
        partners=tuple(_partner(one, names) for one in partners if isinstance(one, Row))
        if isinstance(partners, tuple)
        else (),
        projects={one.id: one.title for one in ledger.of("project")},
        grant_source=source.id if source else "",
        facts=_other_facts(ledger, row, pack, currency, entries),
    )


def _partner(row: Row, names: Mapping[str, str]) -> Partner:
    organisation = row.text("organisation")
    return Partner(
        organisation,
        names.get(organisation, ""),
        row.text("role"),
        row.text("kind"),
        row.whole("annual_budget"),
        row.whole("earlier_budget"),
        row.id,
    )


def _other_facts(
    ledger: Ledger, row: Row, pack: Pack | None, currency: str, entries: Sequence[BudgetEntry]
) -> Mapping[str, object]:
    """Return what the rules ask that stands in no line: payments, vouchers, settlement, what people confirmed."""
    by_id = {one.id: one for one in entries}
    if row.text("state") == DRAFT:  # payments still name the lines that a copy was made of
        copies = {one.text("copied_from"): one.id for one in lines_of(ledger, row.id)}
        by_id |= {old: by_id[new] for old, new in copies.items() if old and new in by_id}
    here = [one for one in ledger.of("expense") if one.text("budget_line") in by_id or not one.text("budget_line")]
    source = _grant_source(ledger, row)
    facts: dict[str, object] = {
        "expenses": tuple(_expense(one, by_id, row) for one in here),
        "vouchers": tuple(voucher_record(one, pack) for one in ledger.of("voucher")),
        "prices_checked": row.get("prices_checked"),
        "no_private_use": row.get("no_private_use"),
        "others_declared": row.get("others_declared"),
        "spent_outside": _spent_outside(here, currency) if len(ledger.of("funding_source")) == 1 else 0,
    }
    settlement = next(
        (one for one in ledger.of("settlement") if source is None or one.text("funding_source") in ("", source.id)),
        Row("settlement", ""),
    )
    approved, spent = settlement.whole("approved"), settlement.whole("spent")
    settled, balance = settlement.text("settled_on"), None
    if approved is not None and spent is not None and settled:
        balance = 0 if settlement.text("refunded_on") else max(0, approved - spent)
    given = approved if approved is not None else row.whole("awarded")
    facts |= {
        "grant_awarded": given if given is not None else (source.whole("amount") if source else None),
        "refund_missing": balance,
        "settled_on": settled or None,
        "settlement_due": settlement.text("due") or _deadline(pack),
    }
    return facts


def _deadline(pack: Pack | None) -> str | None:
    """Return the day by which the programme wants the papers, where a money rule names a deadline."""
    if pack is None:
        return None
    named = {one.params.get("deadline") for one in pack.rules if one.subject == "money"}
    return next((one.date or None for one in pack.deadlines if one.id in named), None)


def _grant_source(ledger: Ledger, row: Row) -> Row | None:
    sources = ledger.of("funding_source")
    named = next((one for one in sources if one.id == row.text("grant_source")), None)
    central = [one for one in sources if one.text("kind") == "central"]
    return named or (central[0] if len(central) == 1 else sources[0] if len(sources) == 1 else None)


def _spent_outside(expenses: Sequence[Row], currency: str) -> int:
    """Return what was paid without naming a line, in minor units."""
    return sum(
        one.whole("amount") or 0
        for one in expenses
        if not one.text("budget_line")
        and one.text("state") != "committed"
        and (one.text("currency") or currency) == currency
    )


def _expense(row: Row, by_id: Mapping[str, BudgetEntry], budget: Row) -> Mapping[str, object]:
    line = by_id.get(row.text("budget_line"))
    day, first, last = row.text("date"), budget.text("starts_on"), budget.text("ends_on")
    known = bool(day and last and len(day) == len(last) and (not first or len(first) == len(day)))
    return {
        "place": f"record:expense:{row.id}:",
        "label": row.text("item"),
        "head": (line.head if line else "") or row.text("head"),
        "asks": line.asks if line else frozenset(),
        "amount": row.whole("amount"),
        "proof": row.text("file"),
        "inside": (first or day) <= day <= last if known else None,
    }
