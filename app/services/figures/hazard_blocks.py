"""Hazard shares as chart, table and ranking: the measure is chosen and always printed. Source: section 3."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.fields import Option
from app.core.messages import N_, NP_, Label
from app.core.richtext import plain
from app.exports.drawings import Bar, Bars, Fill
from app.exports.spec import Block, Chart, Column, Paragraph, Table
from app.services.figures import read
from app.services.figures.hazards import LOSSES, REST, Measure, Shares, hazard_shares
from app.services.figures.words import DASH, SHOW, caption, chosen, count, percent, period, pick, sentences, table
from app.services.live_kinds import LiveKind, LiveOption, Shown

COMPOSITE = "composite"
MEASURES: Mapping[str, Label] = {
    Measure.EVENTS: N_("Number of events"),
    Measure.DEATHS: N_("Deaths"),
    Measure.INJURED: N_("Injured"),
    Measure.AFFECTED: N_("People affected"),
    Measure.HOUSES: N_("Houses destroyed or damaged"),
    COMPOSITE: N_("Mean of the four losses"),
}
REST_LABEL = N_("All others")
ROUNDED = N_("Percentages are rounded so that each column adds up to 100; － stands where a measure has no sum.")
MEASURE = LiveOption("measure", N_("Measure"), tuple(Option(str(key), label) for key, label in MEASURES.items()))
BESIDE = LiveOption(
    "beside",
    N_("Second measure beside it"),
    (
        Option(str(Measure.AFFECTED), MEASURES[Measure.AFFECTED]),
        *(Option(str(key), label) for key, label in MEASURES.items() if key != Measure.AFFECTED),
    ),
)
TOP = LiveOption(
    "top",
    N_("How many hazards"),
    (
        Option("3", N_("The three largest")),
        Option("5", N_("The five largest")),
        Option("0", N_("All of them")),
    ),
)


def measures_of(key: str) -> tuple[Measure, ...]:
    """Return the measures behind a choice."""
    return LOSSES if key == COMPOSITE else (Measure(key),)


def shares_of(shown: Shown, key: str) -> Shares:
    """Return the shares by a choice of measure."""
    return hazard_shares(read.hazard_events(shown), measures_of(key), read.hazard_order(shown))


def blocks(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    """Return the ranking in words, the chart and the table of two measures side by side."""
    key, second, top = chosen(settings, MEASURE), chosen(settings, BESIDE), int(chosen(settings, TOP))
    shares = shares_of(shown, key)
    if not shares.n:
        return ()
    if second == key:
        second = next(one.key for one in BESIDE.answers if one.key != key)
    drawn = (chart(block_id, settings, shown, key, shares, top),) if shares.slices else ()
    told = compare(block_id + "/table" if drawn else block_id, settings, shown, (key, second), top)
    words = Paragraph(block_id + "/words", plain(ranking(shown, key, shares, top)), "body")
    return (words, *pick(settings, drawn, (told,)))


def chart(block_id: str, settings: Mapping[str, object], shown: Shown, key: str, shares: Shares, top: int) -> Chart:
    """Return the bars of one measure, the largest first."""
    bars = tuple(
        Bar(
            name(shown, one.hazard),
            one.percent,
            value(shown, one.percent, one.amount),
            Fill.EMPTY if one.hazard == REST else Fill.SOLID,
        )
        for one in shares.ranked(top)
    )
    title = shown.text(N_("Share of hazards by: {measure}", measure=MEASURES[key]))
    said = ranking(shown, key, shares, top)
    return Chart(block_id, Bars(bars), caption(settings, title), plain(note(shown, key, shares)), alt=said)


def compare(block_id: str, settings: Mapping[str, object], shown: Shown, keys: tuple[str, str], top: int) -> Table:
    """Return two measures side by side: amounts and percentages of each, the hazards by the first one."""
    first, second = (shares_of(shown, key) for key in keys)
    names = [one.hazard for one in (first.ranked(top) or second.ranked(top))]
    heads = [shown.text(N_("Hazard"))]
    for key in keys:
        heads += [shown.text(MEASURES[key]), shown.text(N_("Share"))]
    rows = [heads]
    for hazard in names:
        row = [name(shown, hazard)]
        for shares in (first, second):
            amount, part = _of(shares, hazard, names)
            row += [_amount(shown, shares, amount), percent(shown, part)]
        rows.append(row)
    total = [shown.text(N_("Sum"))]
    for shares in (first, second):
        total += [_amount(shown, shares, shares.total), percent(shown, 100 if shares.slices else None)]
    rows.append(total)
    columns = (Column(3), Column(2.6, "right"), Column(1.7, "right"), Column(2.6, "right"), Column(1.7, "right"))
    title = shown.text(N_("Hazards by two measures"))
    said = "" if chosen(settings, SHOW) != "table" else note(shown, keys[0], first)
    return table(block_id, columns, rows, title=caption({}, title), note=said)


def _of(shares: Shares, hazard: str, names: list[str]) -> tuple[int | None, int | None]:
    """Return amount and percentage of a hazard, or of all that are not named."""
    if not shares.slices:
        return (0 if shares.total == 0 else None), None
    wanted = [one for one in shares.slices if (one.hazard == hazard if hazard != REST else one.hazard not in names)]
    amounts = [one.amount for one in wanted]
    known = sum(one for one in amounts if one is not None) if None not in amounts else None
    return known, sum(one.percent for one in wanted)


def _amount(shown: Shown, shares: Shares, value: int | None) -> str:
    return DASH if len(shares.measures) > 1 else count(shown, value)


def full_table(block_id: str, shown: Shown) -> Table:
    """Return every measure side by side, in percent; the last row holds the sums that they are made of."""
    order = [one.hazard for one in shares_of(shown, Measure.EVENTS).slices]
    found = {key: shares_of(shown, key) for key in MEASURES}
    rows = [[shown.text(N_("Hazard")), *(shown.text(label) for label in MEASURES.values())]]
    rows += [
        [name(shown, hazard), *(percent(shown, one.percent(hazard)) for one in found.values())] for hazard in order
    ]
    rows.append([shown.text(N_("Sum")), *(_amount(shown, one, one.total) for one in found.values())])
    columns = (Column(2.4), *(Column(2, "right") for _ in found))
    return table(block_id, columns, rows, title=plain(shown.text(N_("Shares of every measure"))))


def amounts_table(block_id: str, shown: Shown) -> Table:
    """Return the sums of every measure by hazard."""
    order = [one.hazard for one in shares_of(shown, Measure.EVENTS).slices]
    single = {key: shares_of(shown, key) for key in MEASURES if key != COMPOSITE}
    rows = [[shown.text(N_("Hazard")), *(shown.text(MEASURES[key]) for key in single)]]
    for hazard in order:
        cells = (next((one.amount for one in each.slices if one.hazard == hazard), 0) for each in single.values())
        rows.append([name(shown, hazard), *(count(shown, one) for one in cells)])
    rows.append([shown.text(N_("Sum")), *(count(shown, one.total) for one in single.values())])
    columns = (Column(2.4), *(Column(2, "right") for _ in single))
    return table(block_id, columns, rows, title=plain(shown.text(N_("Events and losses"))))


def name(shown: Shown, hazard: str) -> str:
    """Return a hazard's name; what was folded has one too."""
    return shown.text(REST_LABEL) if hazard == REST else read.hazard_name(shown, hazard)


def value(shown: Shown, part: int, amount: int | None) -> str:
    """Return a share as printed at its bar: the percentage and what it is made of."""
    if amount is None:
        return percent(shown, part)
    return shown.text(N_("{percent} ({amount})", percent=percent(shown, part), amount=shown.number(amount)))


def ranking(shown: Shown, key: str, shares: Shares, top: int) -> str:
    """Return the order of the hazards in words, such as 火災(43%)、水災(29%)."""
    named = [one for one in shares.ranked(top) if one.hazard != REST and one.percent]
    if not named:
        return shown.text(N_("{measure}: there is nothing to compare.", measure=MEASURES[key]))
    pairs = [
        shown.text(N_("{hazard} ({percent}%)", hazard=name(shown, one.hazard), percent=one.percent)) for one in named
    ]
    listed = shown.listed(pairs)
    return shown.text(N_("{measure}, from the largest: {hazards}.", measure=MEASURES[key], hazards=listed))


def note(shown: Shown, key: str, shares: Shares) -> str:
    """Return what every share has to say: measure ("" for all of them), period, events, gaps, small sample."""
    years = period(shown, shares.first, shares.last)
    gaps = NP_("Incomplete: {n} event.", "Incomplete: {n} events.", shares.incomplete) if shares.incomplete else None
    return sentences(
        shown,
        N_("Measure: {measure}.", measure=MEASURES[key]) if key else None,
        N_("Period: {years}.", years=years) if years else None,
        NP_("Made of {n} event.", "Made of {n} events.", shares.n),
        gaps,
        N_("Small sample.") if shares.few else None,
    )


KIND = LiveKind(
    N_("Hazard shares"),
    "disaster_event",
    make=blocks,
    options=(MEASURE, BESIDE, TOP, SHOW),
    help=N_("Which hazard did how much harm: bars, a table of two measures, and the order in words"),
)
