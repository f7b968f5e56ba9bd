"""From records to the plain values that figures are made of. Thread: the document lane.

What is only summed or counted is read through ``tally``, so that every audience sees the same figures;
what is printed by itself is read through ``rows``, as that audience may see it.
"""

from __future__ import annotations

import re
from fractions import Fraction

from app.core.fields import Field, Row
from app.services.figures.adequacy import Room, Stock
from app.services.figures.hazards import HazardEvent, Measure
from app.services.figures.organisation import GroupFact, Organisation, organisation
from app.services.figures.people import Population, Sector
from app.services.live_kinds import Shown

_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]$")


def exact(row: Row, field: Field) -> Fraction | None:
    """Return a decimal as an exact number, ``None`` where it is not known."""
    value = row.whole(field.name)
    return Fraction(value, 10**field.scale) if value is not None else None


def keys(row: Row, name: str) -> tuple[str, ...]:
    """Return ids or keys, ``()`` where there are none."""
    value = row.get(name)
    return tuple(str(one) for one in value) if isinstance(value, tuple) else ()


def hazard_order(shown: Shown) -> tuple[str, ...]:
    """Return the keys of the hazards in the order of the act, which breaks ties."""
    options = shown.record_type("disaster_event").field("hazard").options
    return tuple(one.key for one in options) if isinstance(options, tuple) else ()


def hazard_name(shown: Shown, key: str) -> str:
    """Return the short name of a hazard, without what stands in brackets behind it."""
    options = shown.record_type("disaster_event").field("hazard").options
    found = next((one for one in options if one.key == key), None) if isinstance(options, tuple) else None
    return _BRACKETS.sub("", shown.text(found.label)) if found else key


def hazard_events(shown: Shown) -> tuple[HazardEvent, ...]:
    """Return all past disasters."""
    return tuple(_hazard_event(row) for row in shown.tally("disaster_event"))


def _hazard_event(row: Row) -> HazardEvent:
    houses = (row.whole("houses_destroyed"), row.whole("houses_damaged"))
    known = [one for one in houses if one is not None]
    losses = {
        Measure.DEATHS: row.whole("deaths"),
        Measure.INJURED: row.whole("injured"),
        Measure.AFFECTED: row.whole("affected"),
        Measure.HOUSES: sum(known) if known else None,
    }
    partly = frozenset({Measure.HOUSES}) if len(known) == 1 else frozenset()
    return HazardEvent(row.text("hazard"), row.text("date_start"), row.text("date_end"), losses, partly)


def stock(shown: Shown) -> tuple[Stock, ...]:
    """Return everything in store."""
    qty = shown.record_type("supply").field("qty")
    return tuple(
        Stock(row.text("kind"), exact(row, qty), row.text("unit"), row.text("pack"), row.text("expires_on"))
        for row in shown.tally("supply", ("unit", "pack"))
    )


def protected(shown: Shown) -> int:
    """Return the number of people to protect; only this number leaves the private drawer."""
    return shown.count("protected_person")


def rooms(shown: Shown) -> tuple[Room, ...]:
    """Return the shelters that may be printed."""
    area = shown.record_type("shelter").field("floor_area_net")
    return tuple(
        Room(shown.cell(row, "name"), exact(row, area), row.whole("capacity")) for row in shown.rows("shelter")
    )


def populations(shown: Shown) -> tuple[Population, ...]:
    """Return the counts of residents that may be printed."""
    return tuple(
        Population(
            as_of=row.text("as_of_date"),
            total=row.whole("total"),
            male=row.whole("male"),
            female=row.whole("female"),
            households=row.whole("households"),
            young=row.whole("age_0_14"),
            working=row.whole("age_15_64"),
            old=row.whole("age_65p"),
        )
        for row in shown.rows("population_stat")
    )


def residents(shown: Shown) -> int | None:
    """Return the latest number of residents, from the population figures, else from the community's page."""
    dated = [one for one in populations(shown) if one.as_of and one.total is not None]
    if dated:
        return max(dated, key=lambda one: one.as_of).total
    return next((row.whole("population") for row in shown.rows("community")), None)


def sectors(shown: Shown) -> tuple[Sector, ...]:
    """Return the lines of work that may be printed."""
    return tuple(
        Sector(shown.cell(row, "sector"), row.text("as_of_date"), row.whole("units"), row.whole("workers"))
        for row in shown.rows("industry_stat")
    )


def group_facts(shown: Shown) -> tuple[GroupFact, ...]:
    """Return the response groups with the ids of their people."""
    found = []
    for row in shown.tally("response_group"):
        command = row.get("is_command") is True
        head, deputy = row.text("leader"), row.text("deputy")
        deputies: tuple[str, ...] = (deputy,) if deputy else ()
        if command:
            head, deputies = row.text("commander"), keys(row, "commander_deputies")
        found.append(GroupFact(head, deputies, keys(row, "members"), command))
    return tuple(found)


def certified(shown: Shown, today: str) -> frozenset[str]:
    """Return the ids of the certified disaster volunteers: said of the person, or a certificate that is valid."""
    people = {row.id for row in shown.tally("person") if not row.text("left_on")}
    said = {row.id for row in shown.tally("person") if row.get("is_dp") is True}
    for row in shown.tally("certificate"):
        ends = row.text("expires_on")
        if row.get("kind") in ("dp", "dp_advanced") and not (ends and ends < today[: len(ends)]):
            said.add(row.text("member"))
    return frozenset(said & people)


def organisation_figures(shown: Shown, today: str) -> Organisation:
    """Return the figures of the response organisation on a day."""
    people = shown.tally("protected_person")
    locked = any(row.locked for row in people)
    helpers = sum(bool(row.text(name)) for row in people for name in ("helper_1", "helper_2"))
    return organisation(
        group_facts(shown),
        certified(shown, today),
        residents(shown),
        protected(shown),
        None if locked else helpers,
    )
