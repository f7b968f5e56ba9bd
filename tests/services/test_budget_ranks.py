"""The lines of a budget by size: always in the order in which a walk over all of them would find them."""

from __future__ import annotations

import random
from dataclasses import replace

from app.services.budget.engine.engine import Engine
from app.services.budget.engine.lines import CONTINGENCY, DIRECT, BudgetEntry, Frame, Item
from app.services.budget.engine.sums import CONSULTANT


def _entry(number: int, luck: random.Random) -> BudgetEntry:
    amount = luck.choice((None, 0, 100, 100, 250, -30))
    return BudgetEntry(
        id=f"l{number}",
        line_class=luck.choice((DIRECT, CONTINGENCY)),
        asks=frozenset(luck.choice(((), (CONSULTANT,)))),
        amount=amount,
        items=(Item("x", amount),) if luck.random() < 0.3 else (),
        eligible=luck.choice((None, True, False)),
        in_currency=luck.random() < 0.9,
    )


def test_lines_stand_by_size_whatever_came_changed_or_went() -> None:
    luck = random.Random(7)
    engine = Engine(Frame(), [_entry(number, luck) for number in range(30)])
    for _ in range(200):
        number = luck.randrange(40)
        if luck.random() < 0.2 and f"l{number}" in engine.entries:
            kept = dict(engine.entries)
            gone = engine.entries[f"l{number}"]
            engine.drop(gone.id)
            assert gone.id not in engine.ranks.falling(gone.line_class, itemised=bool(gone.items))
            engine.put(replace(gone, amount=luck.choice((100, 400))))
            engine.entries = {one: engine.entries[one] for one in kept}  # as a change that was tried leaves them
        else:
            engine.put(_entry(number, luck))
        for kind in (DIRECT, CONTINGENCY, CONSULTANT):
            for itemised in (False, True):
                lines = [
                    one
                    for one in engine.entries.values()
                    if (kind in one.asks if kind == CONSULTANT else one.line_class == kind)
                    and bool(one.items) is itemised
                    and one.in_currency
                    and not one.ineligible
                ]
                wanted = [one.id for one in sorted(lines, key=lambda one: one.counted, reverse=True)]
                assert list(engine.ranks.falling(kind, itemised=itemised)) == wanted
