"""Small budgets for the engine: lines by head and amount, under the rules of a programme."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

from app.programmes.loader import load_pack
from app.programmes.rules import State
from app.programmes.schema import Pack
from app.services.budget.engine.engine import Engine
from app.services.budget.engine.lines import BudgetEntry, Frame, Item, Partner
from app.services.budget.engine.views import RuleView, rule_views

PACKS = Path(__file__).resolve().parents[2] / "resources" / "programmes"
LEAD, ALLY, FRIEND = "o-lead", "o-ally", "o-friend"


@cache
def pack(pack_id: str) -> Pack:
    return load_pack(PACKS / pack_id)


def cents(amount: float | str) -> int:
    """Return dollars as cents, exactly."""
    return int(Fraction(str(amount)) * 100)


def entry(id: str, head: str, amount: int | None, **more: object) -> BudgetEntry:
    """Return a line of *amount* minor units; the organisation is the lead's unless another is named."""
    known = pack(str(more.pop("pack", "lcbf-1")))
    found = next((one for one in known.heads if one.id == head), None)
    asks = frozenset(found.asks if found else ()) | ({str(more["detail"])} if more.get("detail") else set())
    made = BudgetEntry(
        id=id,
        head=head,
        item=str(more.pop("item", id)),
        line_class=found.line_class if found else "direct",
        asks=asks,
        quantity=100,
        unit_price=amount,
        amount=amount,
        organisation=str(more.pop("organisation", LEAD)),
        ends_on="2027-06-30",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def frame(grant: str = "seed", **more: object) -> Frame:
    """Return the head of a budget under the rules of the fund, with a lead of ample means."""
    known = pack(str(more.pop("pack", "lcbf-1")))
    made = Frame(
        currency=known.currency,
        pack=known,
        grant=next((one for one in known.grant_types if one.id == grant), None),
        term=Fraction(2),
        starts_on="2027-01-01",
        ends_on="2028-12-31",
        partners=(Partner(LEAD, "Lead", "lead", "np501c3", 10**12),),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def items(*amounts: int | None) -> tuple[Item, ...]:
    return tuple(Item(f"item {number}", amount) for number, amount in enumerate(amounts))


def rules_of(head: Frame, *entries: BudgetEntry) -> dict[str, RuleView]:
    """Return every rule's view by its id."""
    return {one.id: one for one in rule_views(Engine(head, entries))}


def state(views: dict[str, RuleView], rule: str) -> State:
    return views[rule].state


def found(views: dict[str, RuleView]) -> list[str]:
    """Return the rule of every finding, in order."""
    return [finding.rule for one in views.values() for finding in one.findings]
