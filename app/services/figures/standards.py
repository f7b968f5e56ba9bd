"""The benchmarks that stock and shelters are measured against: data with its source, read once.

They bind local governments, not communities, so they inform and never judge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from app.core.fields import Option
from app.core.messages import LocalText

FILE = Path(__file__).resolve().parents[3] / "resources" / "standards" / "adequacy.yaml"


@dataclass(frozen=True, slots=True)
class Zone:
    """A kind of place and the days that its stock should last. ``rates``: where it differs."""

    id: str
    title: LocalText
    days: int
    source: str
    rates: Mapping[str, Fraction] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Rate:
    """What one person needs a day, in ``unit``."""

    id: str
    title: LocalText
    per_day: Fraction
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A kind of thing of which there should be one for each person."""

    id: str
    title: LocalText
    source: str


@dataclass(frozen=True, slots=True)
class Standards:
    """All benchmarks.

    Args:
        zones, rates, pieces: in the order they are offered; the first zone is the usual one.
        units: name of a unit in small letters to the unit that rates use, and how much of it one is.
        area_per_person: net floor in square metres.
        helpers_least, helpers_ideal: helpers per protected person.
        shelter_source, helpers_source: where they come from.
    """

    zones: tuple[Zone, ...]
    rates: tuple[Rate, ...]
    pieces: tuple[Piece, ...]
    units: Mapping[str, tuple[str, Fraction]] = field(hash=False)
    area_per_person: Fraction
    helpers_least: Fraction
    helpers_ideal: Fraction
    shelter_source: str
    helpers_source: str

    def zone(self, zone_id: str) -> Zone:
        """Return a zone, the usual one where there is none of that id."""
        return next((one for one in self.zones if one.id == zone_id), self.zones[0])

    def zone_options(self) -> tuple[Option, ...]:
        """Return the zones as choices."""
        return tuple(Option(one.id, one.title) for one in self.zones)


@cache
def standards() -> Standards:
    """Return the benchmarks of the program. Raises ProgrammeError where the file is damaged."""
    from app.programmes.yaml_core import parse_file  # late: most starts never need it

    tree: Any = parse_file(FILE).value
    units = {name.casefold(): (one["unit"], Fraction(one["factor"])) for one in tree["units"] for name in one["names"]}
    return Standards(
        zones=tuple(
            Zone(one["id"], _text(one), one["days"], one["source"], _rates(one.get("rates", {})))
            for one in tree["zones"]
        ),
        rates=tuple(
            Rate(one["id"], _text(one), Fraction(one["per_day"]), one["unit"], one["source"]) for one in tree["rates"]
        ),
        pieces=tuple(Piece(one["id"], _text(one), one["source"]) for one in tree["each_person"]),
        units=MappingProxyType(units),
        area_per_person=Fraction(tree["shelter"]["area_per_person"]),
        helpers_least=Fraction(tree["helpers_per_person"]["least"]),
        helpers_ideal=Fraction(tree["helpers_per_person"]["ideal"]),
        shelter_source=tree["shelter"]["source"],
        helpers_source=tree["helpers_per_person"]["source"],
    )


def _text(one: Mapping[str, Any]) -> LocalText:
    return LocalText(MappingProxyType(dict(one["title"])))


def _rates(given: Mapping[str, str]) -> Mapping[str, Fraction]:
    return MappingProxyType({key: Fraction(value) for key, value in given.items()})
