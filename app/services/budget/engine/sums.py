"""Sums over lines that are kept up to date one line at a time, so that a changed cell costs next to nothing.

Every line is counted exactly once in each grouping, so the parts of any grouping add up to the total.
Thread: whichever owns the object; it is not shared.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.services.budget.engine.lines import CONTINGENCY, DIRECT, INDIRECT, BudgetEntry

GROUPINGS = ("head", "line_class", "organisation", "project", "year", "quarter", "source", "head_project")
CONSULTANT, ITEMISE = "consultant", "itemise"


@dataclass(frozen=True, slots=True)
class Figures:
    """Planned, committed, spent and left of one group; minor units. Left is planned less committed and spent."""

    planned: int = 0
    committed: int = 0
    spent: int = 0
    lines: int = 0

    @property
    def left(self) -> int:
        """Return what is neither committed nor spent; below 0 where more was."""
        return self.planned - self.committed - self.spent


class Sums:
    """Sums of some lines, in every grouping.

    ``add`` and ``take`` are inverse, so a change is ``take(old); add(new)``.
    """

    def __init__(self) -> None:
        self.groups: dict[str, defaultdict[object, list[int]]] = {one: defaultdict(_zeros) for one in GROUPINGS}
        self.consultants = 0
        self.consultants_of: defaultdict[str, int] = defaultdict(int)
        self.purchases: defaultdict[tuple[str, str], dict[str, BudgetEntry]] = defaultdict(dict)
        self.unknown = 0
        self.foreign = 0
        self.count = 0
        self._total = _zeros()

    def add(self, one: BudgetEntry) -> None:
        """Count a line in."""
        self._count(one, 1)
        if _splittable(one):
            self.purchases[_purchase(one)][one.id] = one

    def take(self, one: BudgetEntry) -> None:
        """Take a line out again, exactly as it was counted in."""
        self._count(one, -1)
        if _splittable(one):
            held = self.purchases[_purchase(one)]
            held.pop(one.id, None)
            if not held:
                del self.purchases[_purchase(one)]

    def of(self, grouping: str, key: object) -> Figures:
        """Return the figures of one group."""
        held = self.groups[grouping].get(key)
        return Figures(*held) if held else Figures()

    def table(self, grouping: str) -> Mapping[object, Figures]:
        """Return key to figures of every group that has a line."""
        return MappingProxyType({key: Figures(*held) for key, held in self.groups[grouping].items() if held[3]})

    @property
    def whole(self) -> Figures:
        """Return the figures of all lines."""
        return Figures(*self._total)

    @property
    def direct(self) -> int:
        """Return D, direct cost without contingency and indirect, in minor units."""
        return self.of("line_class", DIRECT).planned

    @property
    def contingency(self) -> int:
        """Return C."""
        return self.of("line_class", CONTINGENCY).planned

    @property
    def indirect(self) -> int:
        """Return I."""
        return self.of("line_class", INDIRECT).planned

    @property
    def total(self) -> int:
        """Return T = D + C + I."""
        return self._total[0]

    def _count(self, one: BudgetEntry, sign: int) -> None:
        amount = one.counted
        values = (sign * amount, sign * one.committed, sign * one.spent, sign)
        keys = (
            one.head, one.line_class, one.organisation, one.project, one.year, (one.year, one.quarter), one.source,
            (one.project, one.head),
        )  # fmt: skip
        for grouping, key in zip(GROUPINGS, keys, strict=True):
            _into(self.groups[grouping][key], values)
        _into(self._total, values)
        if CONSULTANT in one.asks:
            self.consultants += sign * amount
            self.consultants_of[one.project] += sign * amount
        self.unknown += sign * (one.amount is None)
        self.foreign += sign * (not one.in_currency)
        self.count += sign


def _zeros() -> list[int]:
    return [0, 0, 0, 0]


def _into(held: list[int], values: tuple[int, int, int, int]) -> None:
    held[0] += values[0]
    held[1] += values[1]
    held[2] += values[2]
    held[3] += values[3]


def _splittable(one: BudgetEntry) -> bool:
    return ITEMISE in one.asks and one.amount is not None and one.in_currency and bool(one.item.strip())


def _purchase(one: BudgetEntry) -> tuple[str, str]:
    return _plain(one.supplier), _plain(one.item)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
