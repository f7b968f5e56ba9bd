"""Who lives here and what they work in: ageing rate, trend, shares. Sources: R05, R06. Pure; any thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.services.figures.rounding import largest_remainder, scaled


@dataclass(frozen=True, slots=True)
class Population:
    """The residents on one day; ``None`` is not known.

    Args:
        as_of: ISO date of any precision.
        young, working, old: aged 0–14, 15–64, 65 and over.
    """

    as_of: str
    total: int | None = None
    male: int | None = None
    female: int | None = None
    households: int | None = None
    young: int | None = None
    working: int | None = None
    old: int | None = None

    @property
    def ageing(self) -> int | None:
        """Residents of 65 and over in tenths of a per cent."""
        if self.old is None or not self.total:
            return None
        return scaled(Fraction(self.old * 100, self.total), 1)

    @property
    def adds_up(self) -> bool | None:
        """Whether the age groups add up to the total, ``None`` where one is not known."""
        ages = (self.young, self.working, self.old)
        if self.total is None or None in ages:
            return None
        return sum(one for one in ages if one is not None) == self.total


@dataclass(frozen=True, slots=True)
class Trend:
    """The latest count of each year, from the earliest on. ``is_trend``: two years at least."""

    years: tuple[Population, ...]

    @property
    def is_trend(self) -> bool:
        """Whether it may be called a trend; otherwise it is the present state."""
        return len(self.years) > 1


def trend(counts: Sequence[Population]) -> Trend:
    """Return one count a year, the latest of each; counts without a date are left out."""
    by_year: dict[str, Population] = {}
    for one in sorted((each for each in counts if each.as_of), key=lambda each: each.as_of):
        by_year[one.as_of[:4]] = one
    return Trend(tuple(by_year.values()))


@dataclass(frozen=True, slots=True)
class Sector:
    """A line of work on one day."""

    name: str
    as_of: str = ""
    units: int | None = None
    workers: int | None = None


@dataclass(frozen=True, slots=True)
class SectorShare:
    """A line of work and its part in whole per cent, ``None`` where nothing is known."""

    sector: Sector
    amount: int | None
    percent: int | None


def sector_shares(sectors: Sequence[Sector], by: str = "workers") -> tuple[SectorShare, ...]:
    """Return the parts of the latest year, the largest first; known ones add up to 100.

    Args:
        sectors: as recorded.
        by: ``workers`` or ``units`` (firms).
    """
    latest = max((one.as_of[:4] for one in sectors if one.as_of), default="")
    now = [one for one in sectors if one.as_of[:4] == latest]
    amounts = [one.workers if by == "workers" else one.units for one in now]
    percents = largest_remainder([one or 0 for one in amounts])
    known = sum(one or 0 for one in amounts) > 0
    found = [
        SectorShare(one, amount, percent if known and amount is not None else None)
        for one, amount, percent in zip(now, amounts, percents, strict=True)
    ]
    return tuple(sorted(found, key=lambda one: -(one.amount if one.amount is not None else -1)))
