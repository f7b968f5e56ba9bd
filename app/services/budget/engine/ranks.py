"""The lines of a budget by size, kept in order one line at a time, so that a change is found without walking them all.

Thread: whichever owns the object; it is not shared.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator

from app.services.budget.engine.lines import BudgetEntry
from app.services.budget.engine.sums import CONSULTANT

Rank = tuple[int, int, str]
"""What a line counts, below 0 so that the largest stands first; its seat in the budget; its id."""


class Ranks:
    """Lines that a change may touch: in the budget's currency and not ineligible, the largest first.

    ``add`` and ``take`` are inverse, so a change is ``take(old); add(new)``. Of equal lines the one that stands
    first in the budget comes first; a line keeps its seat when it goes and comes back.
    """

    def __init__(self) -> None:
        self._seats: dict[str, int] = {}
        self._groups: defaultdict[tuple[str, bool], list[Rank]] = defaultdict(list)

    def add(self, one: BudgetEntry) -> None:
        """Take a line up."""
        seat = self._seats.setdefault(one.id, len(self._seats))
        for group in _groups_of(one):
            insort(self._groups[group], (-one.counted, seat, one.id))

    def take(self, one: BudgetEntry) -> None:
        """Leave a line out again, exactly as it was taken up."""
        rank = (-one.counted, self._seats[one.id], one.id)
        for group in _groups_of(one):
            held = self._groups[group]
            del held[bisect_left(held, rank)]

    def falling(self, kind: str, *, itemised: bool) -> Iterator[str]:
        """Return the ids of the lines of a kind, the largest first.

        Args:
            kind: a line class, or ``consultant``.
            itemised: those with the items of a purchase, or those without.
        """
        return (line for _, _, line in self._groups.get((kind, itemised), ()))


def _groups_of(one: BudgetEntry) -> tuple[tuple[str, bool], ...]:
    if not one.in_currency or one.ineligible:
        return ()
    itemised = bool(one.items)
    own = (one.line_class, itemised)
    return (own, (CONSULTANT, itemised)) if CONSULTANT in one.asks else (own,)
