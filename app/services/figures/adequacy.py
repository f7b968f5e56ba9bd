"""Does it last, and is there room: days of supply, things for each person, places in shelters.

Source: ``records_and_reports.md`` 4. Pure; any thread.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.services.figures.standards import Piece, Rate, Standards, Zone

_PACK = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Stock:
    """One thing in store.

    Args:
        kind: ``staple``, ``water``, ``food``, ``bedding`` or another key.
        quantity: how many units.
        unit, pack: as people wrote them, such as 公斤, 箱 and 600毫升.
        expires: ISO date of any precision, "" where it keeps.
    """

    kind: str
    quantity: Fraction | None
    unit: str = ""
    pack: str = ""
    expires: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """How long the stock of one rate lasts.

    Args:
        stock: in the rate's unit.
        days: ``None`` where there is nobody to provide for.
        short: what is missing for the wanted days, in the rate's unit.
        wanted: days.
    """

    rate: Rate
    per_day: Fraction
    stock: Fraction
    days: Fraction | None
    wanted: int
    short: Fraction


@dataclass(frozen=True, slots=True)
class Each:
    """Whether there is one thing for each person."""

    piece: Piece
    stock: Fraction
    short: Fraction


@dataclass(frozen=True, slots=True)
class Supply:
    """The whole stock against the benchmark of a zone.

    Args:
        days: one per rate.
        each: one per thing of which everybody needs one.
        unclear: items whose quantity or unit is not understood.
        expired: items past their date, which do not count.
    """

    zone: Zone
    persons: int
    days: tuple[Days, ...]
    each: tuple[Each, ...]
    unclear: int
    expired: int

    @property
    def least(self) -> Fraction | None:
        """Days that everything lasts: the smallest of all."""
        known = [one.days for one in self.days if one.days is not None]
        return min(known) if len(known) == len(self.days) and known else None


def supply(stock: Sequence[Stock], persons: int, zone: Zone, rules: Standards, today: str) -> Supply:
    """Measure a stock.

    Args:
        stock: everything in store.
        persons: who is to be provided for: at least the protected persons.
        zone: how many days it should last.
        rules: rates and units.
        today: ISO day; what expired before it does not count.
    """
    kinds = {one.id for one in rules.rates} | {one.id for one in rules.pieces}
    good = [one for one in stock if one.kind in kinds and not _expired(one, today)]
    unclear = 0
    days: list[Days] = []
    for rate in rules.rates:
        amounts = [in_unit(one, rate.unit, rules) for one in good if one.kind == rate.id]
        unclear += amounts.count(None)
        days.append(_days(rate, sum((one for one in amounts if one is not None), Fraction(0)), persons, zone))
    each: list[Each] = []
    for piece in rules.pieces:
        quantities = [one.quantity for one in good if one.kind == piece.id]
        unclear += quantities.count(None)
        there = sum((one for one in quantities if one is not None), Fraction(0))
        each.append(Each(piece, there, max(persons - there, Fraction(0))))
    expired = sum(one.kind in kinds and _expired(one, today) for one in stock)
    return Supply(zone, persons, tuple(days), tuple(each), unclear, expired)


def _days(rate: Rate, stock: Fraction, persons: int, zone: Zone) -> Days:
    per_day = zone.rates.get(rate.id, rate.per_day)
    daily = persons * per_day
    short = max(daily * zone.days - stock, Fraction(0))
    return Days(rate, per_day, stock, stock / daily if daily else None, zone.days, short)


def in_unit(one: Stock, unit: str, rules: Standards) -> Fraction | None:
    """Return how much of *unit* an item is, ``None`` where its words do not say.

    The pack says what one unit holds: 24 of "600毫升" are 14.4 L; "600 mL × 24" are 24 of them in a box.
    """
    if one.quantity is None:
        return None
    known = rules.units.get(_folded(one.unit))
    if known is not None:
        return one.quantity * known[1] if known[0] == unit else None
    pack = _folded(one.pack)
    found = _PACK.search(pack)
    inner = rules.units.get(found[2]) if found else None
    if found is None or inner is None or inner[0] != unit:
        return None
    times = re.search(r"[x×*]\s*([0-9]+)", pack[found.end() :]) or re.search(
        r"([0-9]+)\D{0,3}[x×*]", pack[: found.start()]
    )
    return one.quantity * Fraction(found[1]) * inner[1] * (int(times[1]) if times else 1)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold().rstrip(".")


def _expired(one: Stock, today: str) -> bool:
    return bool(one.expires) and one.expires < today[: len(one.expires)]


@dataclass(frozen=True, slots=True)
class Room:
    """One shelter.

    Args:
        net_area: floor that can be slept on, square metres.
        declared: number of people as announced.
    """

    name: str
    net_area: Fraction | None = None
    declared: int | None = None


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a shelter holds.

    Args:
        most: people by floor, ``None`` where the floor is not known.
        counted: what goes into the sum: the smaller of both, or the one that is known.
        over: whether more people were announced than the floor holds.
    """

    room: Room
    most: int | None
    counted: int | None
    over: bool


@dataclass(frozen=True, slots=True)
class Shelters:
    """All shelters. ``coverage``: places per protected person in per cent, ``None`` without persons."""

    rooms: tuple[Capacity, ...]
    persons: int

    @property
    def places(self) -> int:
        """People that all of them hold."""
        return sum(one.counted or 0 for one in self.rooms)

    @property
    def coverage(self) -> int | None:
        """Places for 100 protected persons, rounded down."""
        return self.places * 100 // self.persons if self.persons else None

    @property
    def short(self) -> int:
        """Places that are missing for the protected persons."""
        return max(self.persons - self.places, 0)


def capacity(net_area: Fraction, rules: Standards) -> int:
    """Return how many people a net floor holds at most, rounded down."""
    exact = net_area / rules.area_per_person
    return exact.numerator // exact.denominator


def shelters(rooms: Sequence[Room], persons: int, rules: Standards) -> Shelters:
    """Measure every shelter."""
    return Shelters(tuple(_capacity(one, rules) for one in rooms), persons)


def _capacity(room: Room, rules: Standards) -> Capacity:
    most = capacity(room.net_area, rules) if room.net_area is not None else None
    known = [one for one in (most, room.declared) if one is not None]
    over = most is not None and room.declared is not None and room.declared > most
    return Capacity(room, most, min(known, default=None), over)
