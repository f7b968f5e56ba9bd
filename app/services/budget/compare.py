"""Two budgets beside each other, line by line and rule by rule. Thread: any (everything is frozen)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.core.fields import Row
from app.core.messages import Label
from app.models.catalogue import catalogue
from app.services.budget.engine.lines import BudgetEntry
from app.services.budget.plan_views import (
    ADDED,
    CHANGED,
    REMOVED,
    SAME,
    Comparison,
    LineDifference,
    PlanView,
    RuleDifference,
)

NOT_COMPARED = frozenset({"budget", "copied_from", "order_key", "created_at", "updated_at", "id", "amount"})
"""Fields of a line that differ between any two versions."""


def compare(
    before: PlanView, after: PlanView, rows_before: Sequence[Row], rows_after: Sequence[Row], expenses: Sequence[Row]
) -> Comparison:
    """Return how two budgets differ.

    Args:
        before: the first budget.
        after: the second.
        rows_before: lines of the first, as records.
        rows_after: lines of the second.
        expenses: all of them, to count those that would lose their line.
    """
    pairs = paired(rows_before, rows_after)
    old, new = {one.id: one for one in before.lines}, {one.id: one for one in after.lines}
    taken = set(pairs.values())
    known = {row.id: row for row in rows_before}
    lines = [_line(old, new, known.get(pairs.get(row.id, "")), row) for row in rows_after]
    gone = [LineDifference(REMOVED, old[row.id], None) for row in rows_before if row.id not in taken]
    lost = {row.id for row in rows_before if row.id not in taken}
    return Comparison(
        before.budget,
        after.budget,
        after.currency,
        (*lines, *gone),
        _rules(before, after),
        before.figures,
        after.figures,
        sum(one.text("budget_line") in lost for one in expenses),
    )


def paired(rows_before: Sequence[Row], rows_after: Sequence[Row]) -> Mapping[str, str]:
    """Return line id of the second to line id of the first: its original, its copy, or one with the same original."""
    known = {row.id for row in rows_before}
    copies = {row.text("copied_from"): row.id for row in rows_before if row.text("copied_from")}
    found: dict[str, str] = {}
    taken: set[str] = set()
    for row in rows_after:
        original = row.text("copied_from")
        match = original if original in known else copies.get(row.id, copies.get(original, "") if original else "")
        if match and match not in taken:
            found[row.id] = match
            taken.add(match)
    return found


def _line(
    old: Mapping[str, BudgetEntry], new: Mapping[str, BudgetEntry], match: Row | None, row: Row
) -> LineDifference:
    if match is None:
        return LineDifference(ADDED, None, new[row.id])
    fields = tuple(_differing(match, row))
    return LineDifference(CHANGED if fields else SAME, old[match.id], new[row.id], fields)


def _differing(before: Row, after: Row) -> Sequence[Label]:
    out = []
    for field in catalogue()["budget_line"].fields:
        if field.name in NOT_COMPARED:
            continue
        one, two = before.get(field.name), after.get(field.name)
        if field.name == "items":
            one, two = _items(one), _items(two)
        if one != two and not (one in (None, "", ()) and two in (None, "", ())):
            out.append(field.label)
    return out


def _items(value: object) -> object:
    rows = value if isinstance(value, tuple) else ()
    return tuple((one.get("name"), one.get("qty"), one.get("unit_price")) for one in rows if isinstance(one, Row))


def _rules(before: PlanView, after: PlanView) -> tuple[RuleDifference, ...]:
    known = {one.id: one for one in before.rules}
    return tuple(
        RuleDifference(one.id, one.title, other.state, one.state, other.arithmetic, one.arithmetic)
        for one in after.rules
        if (other := known.get(one.id)) is not None and (other.state, other.arithmetic) != (one.state, one.arithmetic)
    )
