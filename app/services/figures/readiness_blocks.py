"""Days of supply and places in shelters, against benchmarks that are named. Source: section 4."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.fields import Option
from app.core.messages import N_, NP_, Message
from app.core.richtext import plain
from app.exports.drawings import Bar, Bars, Fill
from app.exports.spec import Block, Chart, Column, Table
from app.services.figures import read
from app.services.figures.adequacy import Days, Shelters, Supply, shelters, supply
from app.services.figures.standards import standards
from app.services.figures.words import DASH, SHOW, amount, caption, chosen, count, pick, sentences, table
from app.services.live_kinds import LiveKind, LiveOption, Shown

WHOM = LiveOption(
    "whom",
    N_("For whom"),
    (Option("protected", N_("People to protect")), Option("residents", N_("All residents"))),
)
"""The benchmark asks for the protected persons at least."""
ZONE = LiveOption("zone", N_("Kind of place"), later=lambda: standards().zone_options())
"""The zones are data, read when they are first asked for."""


def supply_of(settings: Mapping[str, object], shown: Shown) -> Supply:
    """Return the stock measured against the chosen zone."""
    rules = standards()
    zone = rules.zone(chosen(settings, ZONE))
    return supply(read.stock(shown), persons_of(settings, shown), zone, rules, shown.today())


def persons_of(settings: Mapping[str, object], shown: Shown) -> int:
    """Return how many people are to be provided for."""
    return (read.residents(shown) or 0) if chosen(settings, WHOM) == "residents" else read.protected(shown)


def whom_words(settings: Mapping[str, object], persons: int) -> Message:
    """Return for whom it was worked out."""
    if chosen(settings, WHOM) == "residents":
        return NP_("For {n} resident.", "For all {n} residents.", persons)
    return NP_("For {n} person to protect.", "For {n} people to protect.", persons)


def supply_blocks(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    """Return bars and a table of the days that the stock lasts."""
    if not shown.tally("supply"):
        return ()
    found = supply_of(settings, shown)
    drawn: tuple[Chart, ...] = ()
    if found.least is not None:
        bars = tuple(_bar(one, shown) for one in found.days)
        target = Bar(shown.text(N_("Wanted")), found.zone.days, _days(shown, found.zone.days), Fill.EMPTY)
        title = shown.text(N_("Days that the stock lasts"))
        said = supply_words(found, shown)
        drawn = (Chart(block_id, Bars((*bars, target)), caption(settings, title), plain(said), alt=said),)
    told = supply_table(block_id + "/table" if drawn else block_id, found, settings, shown)
    return pick(settings, drawn, (told,)) if drawn else (told,)


def _bar(one: Days, shown: Shown) -> Bar:
    days = one.days or 0
    enough = days >= one.wanted
    return Bar(shown.text(one.rate.title), days, _lasts(one, shown), Fill.SOLID if enough else Fill.SLANT)


def _lasts(one: Days, shown: Shown) -> str:
    return DASH if one.days is None else shown.text(N_("{n} days", n=amount(shown, one.days)))


def _days(shown: Shown, days: int) -> str:
    return shown.text(N_("{n} days", n=shown.number(days)))


def supply_table(block_id: str, found: Supply, settings: Mapping[str, object], shown: Shown) -> Table:
    """Return the stock, the days it lasts, the days wanted and what is missing."""
    rows = [[shown.text(one) for one in (N_("Goods"), N_("In store"), N_("Lasts"), N_("Wanted"), N_("Still missing"))]]
    for one in found.days:
        unit = one.rate.unit
        rows.append(
            [
                shown.text(one.rate.title),
                f"{amount(shown, one.stock, scale=2)} {unit}",
                _lasts(one, shown),
                _days(shown, one.wanted),
                f"{amount(shown, one.short, scale=2, up=True)} {unit}",
            ]
        )
    for each in found.each:
        pieces = N_("{n} pieces", n=amount(shown, each.short, up=True))
        rows.append(
            [
                shown.text(each.piece.title),
                shown.text(N_("{n} pieces", n=amount(shown, each.stock))),
                DASH,
                shown.text(N_("one each")),
                shown.text(pieces),
            ]
        )
    columns = (Column(2.4), *(Column(2.2, "right") for _ in range(4)))
    title = plain(shown.text(N_("Stock and how long it lasts")))
    return table(block_id, columns, rows, title=title, note=supply_note(found, settings, shown))


def supply_words(found: Supply, shown: Shown) -> str:
    """Return how long everything lasts in a sentence."""
    if found.least is None:
        return shown.text(N_("Nobody to provide for is recorded, so no days can be given."))
    return shown.text(N_("Everything together lasts {days} days.", days=amount(shown, found.least)))


def supply_note(found: Supply, settings: Mapping[str, object], shown: Shown) -> str:
    """Return for whom, by which benchmark, and what did not count."""
    rates = shown.listed(
        [f"{shown.text(one.rate.title)} {amount(shown, one.per_day, scale=2)} {one.rate.unit}" for one in found.days]
    )
    return sentences(
        shown,
        whom_words(settings, found.persons),
        N_("Benchmark: {zone}; a person needs each day: {rates}.", zone=found.zone.title, rates=rates),
        N_("It binds local governments and is only a measure here."),
        NP_("{n} expired item is left out.", "{n} expired items are left out.", found.expired)
        if found.expired
        else None,
        NP_("The unit of {n} item is not understood.", "The units of {n} items are not understood.", found.unclear)
        if found.unclear
        else None,
    )


def shelters_of(settings: Mapping[str, object], shown: Shown) -> Shelters:
    """Return all shelters, measured."""
    return shelters(read.rooms(shown), persons_of(settings, shown), standards())


def shelter_blocks(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    """Return the table of shelters with what they hold and how many protected persons that covers."""
    found = shelters_of(settings, shown)
    return (shelter_table(block_id, found, settings, shown),) if found.rooms else ()


def shelter_table(block_id: str, found: Shelters, settings: Mapping[str, object], shown: Shown) -> Table:
    """Return floor, places by floor, places as announced and places that count."""
    heads = (N_("Shelter"), N_("Floor (m²)"), N_("Holds by floor"), N_("Announced"), N_("Counted"))
    rows = [[shown.text(one) for one in heads]]
    for one in found.rooms:
        area = one.room.net_area
        over = shown.text(N_("▲ {n}", n=count(shown, one.room.declared))) if one.over else ""
        rows.append(
            [
                one.room.name,
                DASH if area is None else amount(shown, area, scale=2),
                count(shown, one.most),
                over or count(shown, one.room.declared),
                count(shown, one.counted),
            ]
        )
    rows.append([shown.text(N_("Sum")), "", "", "", count(shown, found.places)])
    columns = (Column(3.4), *(Column(2, "right") for _ in range(4)))
    title = shown.text(N_("Shelters and what they hold"))
    return table(block_id, columns, rows, title=caption(settings, title), note=shelter_note(found, settings, shown))


def shelter_note(found: Shelters, settings: Mapping[str, object], shown: Shown) -> str:
    """Return the coverage, the benchmark and what was announced above it."""
    area = amount(shown, standards().area_per_person, scale=2)
    over = sum(one.over for one in found.rooms)
    covered = None
    if found.coverage is not None:
        covered = N_("There are places for {n}% of them.", n=shown.number(found.coverage))
    return sentences(
        shown,
        whom_words(settings, found.persons),
        covered,
        NP_("{n} place is missing.", "{n} places are missing.", found.short) if found.short else None,
        N_("Benchmark: {area} m² of net floor for each person.", area=area),
        NP_(
            "▲ {n} shelter announces more people than its floor holds.",
            "▲ {n} shelters announce more people than their floor holds.",
            over,
        )
        if over
        else None,
    )


SUPPLIES = LiveKind(
    N_("Days of supply"),
    "supply",
    make=supply_blocks,
    options=(WHOM, ZONE, SHOW),
    also=("protected_person", "population_stat", "community"),
    help=N_("How many days rice and water last, and what is missing"),
)


SHELTERS = LiveKind(
    N_("Shelters and coverage"),
    "shelter",
    make=shelter_blocks,
    options=(WHOM,),
    also=("protected_person", "population_stat", "community"),
    help=N_("What each shelter holds by its floor, and how many people that covers"),
)
