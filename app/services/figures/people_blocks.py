"""Population, its trend, lines of work, and what changed: charts with their tables. Sources: R05, R06, R22."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from app.core.fields import Option, Row
from app.core.messages import N_, Label
from app.core.richtext import plain
from app.exports.drawings import ROUND, Bar, Course, Fill, Layer, Pair, Pairs, Point, Pyramid, Whole
from app.exports.spec import Block, Chart, Column, Table
from app.services.figures import read
from app.services.figures.changes import Change, Verdict, change
from app.services.figures.people import Population, SectorShare, Trend, sector_shares, trend
from app.services.figures.rounding import scaled
from app.services.figures.words import DASH, SHOW, amount, caption, chosen, count, percent, pick, sentences, table
from app.services.live_kinds import LiveKind, LiveOption, Shown

AGES: tuple[tuple[str, Label], ...] = (
    ("old", N_("Aged 65 and over")),
    ("working", N_("Aged 15–64")),
    ("young", N_("Aged 0–14")),
)
BY = LiveOption("by", N_("Measure"), (Option("workers", N_("Workers")), Option("units", N_("Number of businesses"))))
VERDICTS: Mapping[Verdict, Label | None] = {
    Verdict.BETTER: N_("better"),
    Verdict.WORSE: N_("worse"),
    Verdict.SAME: N_("unchanged"),
    Verdict.OPEN: None,
}


# -- the residents on one day, and over the years


def pyramid_blocks(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    """Return the age groups of the latest count, the oldest at the top."""
    years = trend(read.populations(shown)).years
    now = next((one for one in reversed(years) if _ages(one)), None)
    if now is None:
        return ()
    layers = tuple(Layer(shown.text(label), value, shown.number(value)) for label, value in _ages(now))
    title = shown.text(N_("Residents by age, {date}", date=shown.date(now.as_of)))
    said = N_("The age groups do not add up to the total.") if now.adds_up is False else None
    drawn = Chart(block_id, Pyramid(layers), caption(settings, title), plain(sentences(shown, said)))
    rows = [[shown.text(N_("Age")), shown.text(N_("Inhabitants")), shown.text(N_("Share"))]]
    for label, value in _ages(now):
        rows.append([shown.text(label), shown.number(value), _share(shown, value, now.total)])
    rows.append([shown.text(N_("Sum")), count(shown, now.total), ""])
    columns = (Column(3), Column(2, "right"), Column(2, "right"))
    told = table(block_id + "/table", columns, rows, title=plain(title))
    return pick(settings, (drawn,), (told,))


def _ages(one: Population) -> list[tuple[Label, int]]:
    """Return the age groups from the oldest on, nothing where one of them is not known."""
    values = [getattr(one, name) for name, _label in AGES]
    return [] if None in values else [(label, value) for (_name, label), value in zip(AGES, values, strict=True)]


def _share(shown: Shown, part: int, total: int | None) -> str:
    return percent(shown, scaled(Fraction(part * 100, total), 1), 1) if total else DASH


def trend_blocks(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    """Return residents and ageing rate over the years; one year alone is the present state, not a trend."""
    found = trend(read.populations(shown))
    if not found.years:
        return ()
    told = _trend_table(block_id, found, shown, settings)
    points = tuple(
        Point(int(one.as_of[:4]), shown.date(one.as_of[:4]), Fraction(one.ageing, 10), percent(shown, one.ageing, 1))
        for one in found.years
        if one.ageing is not None
    )
    if len(points) < 2:
        return (told,)
    title = shown.text(N_("Trend of the share of older people"))
    drawn = Chart(block_id, Course(points, shown.text(N_("Share aged 65 and over"))), caption(settings, title))
    return pick(settings, (drawn,), (replace(told, id=block_id + "/table"),))


def _trend_table(block_id: str, found: Trend, shown: Shown, settings: Mapping[str, object]) -> Table:
    heads = (N_("Date"), N_("Households"), N_("Inhabitants"), N_("65 and over"), N_("Share"))
    rows = [[shown.text(one) for one in heads]]
    rows += [
        [
            shown.date(one.as_of),
            count(shown, one.households),
            count(shown, one.total),
            count(shown, one.old),
            percent(shown, one.ageing, 1),
        ]
        for one in found.years
    ]
    columns = (Column(2.6), *(Column(2, "right") for _ in range(4)))
    usual = N_("Population trend") if found.is_trend else N_("Present population")
    title = plain(shown.text(usual)) if found.is_trend else caption(settings, shown.text(usual))
    said = "" if found.is_trend else shown.text(N_("One year only: the present state, no trend."))
    return table(block_id, columns, rows, title=title, note=said)


# -- lines of work


def industry_blocks(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    """Return the parts of the lines of work as one bar and a table."""
    by = chosen(settings, BY)
    found = sector_shares(read.sectors(shown), by)
    if not found:
        return ()
    known = [one for one in found if one.percent]
    measure = next(one.label for one in BY.answers if one.key == by)
    usual = shown.text(N_("Lines of work by: {measure}", measure=measure))
    drawn = (
        (Chart(block_id, Whole(_parts(known, shown)), caption(settings, usual), plain(_date_note(found, shown))),)
        if known
        else ()
    )
    heads = (N_("Sector"), N_("Businesses"), N_("Workers"), N_("Share"))
    rows = [[shown.text(one) for one in heads]]
    for one in found:
        cells = (count(shown, one.sector.units), count(shown, one.sector.workers), percent(shown, one.percent))
        rows.append([one.sector.name, *cells])
    columns = (Column(3.2), Column(1.8, "right"), Column(1.8, "right"), Column(1.8, "right"))
    told = table(block_id + "/table" if drawn else block_id, columns, rows, title=plain(usual))
    return pick(settings, drawn, (told,)) if drawn else (told,)


def _parts(known: list[SectorShare], shown: Shown) -> tuple[Bar, ...]:
    """Return a part for each fill that there is; what is left over is one empty part."""
    room = len(ROUND)
    named = known if len(known) <= room else known[: room - 1]
    bars = [
        Bar(one.sector.name, one.percent or 0, percent(shown, one.percent), fill)
        for one, fill in zip(named, ROUND, strict=False)
    ]
    rest = sum(one.percent or 0 for one in known[len(named) :])
    if rest:
        bars.append(Bar(shown.text(N_("All others")), rest, percent(shown, rest), Fill.EMPTY))
    return tuple(bars)


def _date_note(found: tuple[SectorShare, ...], shown: Shown) -> str:
    days = [one.sector.as_of for one in found if one.sector.as_of]
    unknown = sum(one.percent is None for one in found)
    return sentences(
        shown,
        N_("As of {date}.", date=shown.date(max(days))) if days else None,
        N_("Incomplete: {n}.", n=shown.number(unknown)) if unknown else None,
    )


# -- before and after


def change_blocks(block_id: str, settings: Mapping[str, object], shown: Shown) -> tuple[Block, ...]:
    """Return pairs of bars and a table of what changed."""
    rows = shown.rows("indicator")
    if not rows:
        return ()
    scale = shown.record_type("indicator").field("after_value").scale
    found = [(row, _change(row)) for row in rows]
    pairs = tuple(_pair(row, one, shown, scale) for row, one in found if one.delta is not None)
    names = (shown.text(N_("At first")), shown.text(N_("By now")))
    usual = shown.text(N_("Before and after"))
    said = plain(shown.text(N_("Each pair has a scale of its own.")))
    drawn = (Chart(block_id, Pairs(names, pairs), caption(settings, usual), said),) if pairs else ()
    told = _change_table(block_id + "/table" if drawn else block_id, found, shown, scale)
    return pick(settings, drawn, (told,)) if drawn else (told,)


def _change(row: Row) -> Change:
    better = {"higher": True, "lower": False}.get(row.text("better_is"))
    return change(row.whole("before_value"), row.whole("after_value"), better)


def _pair(row: Row, one: Change, shown: Shown, scale: int) -> Pair:
    unit = shown.cell(row, "unit")
    return Pair(
        _measured(row, shown),
        _length(one.before),
        _length(one.after),
        _valued(shown, one.before, scale, unit),
        _valued(shown, one.after, scale, unit),
        change_words(one, shown),
    )


def _measured(row: Row, shown: Shown) -> str:
    """Return what is measured, as long as nobody said it the item it belongs to."""
    return shown.cell(row, "measure") or shown.cell(row, "item")


def _length(value: int | None) -> int | None:
    return None if value is None else max(value, 0)


def _valued(shown: Shown, value: int | None, scale: int, unit: str) -> str:
    if value is None:
        return DASH
    return f"{_number(shown, value, scale)} {unit}".strip()


def _number(shown: Shown, value: int, scale: int) -> str:
    exact = Fraction(abs(value), 10**scale)
    return ("-" if value < 0 else "") + amount(shown, exact, scale=scale)


def change_words(one: Change, shown: Shown) -> str:
    """Return a change as printed: +53.3%, newly added, or －."""
    if one.new:
        return shown.text(N_("Newly added"))
    if one.percent is None:
        return DASH
    return ("+" if one.percent > 0 else "") + percent(shown, one.percent, 1)


def _change_table(block_id: str, found: list[tuple[Row, Change]], shown: Shown, scale: int) -> Table:
    heads = (N_("What is measured"), N_("At first"), N_("By now"), N_("Difference"), N_("Change"))
    rows = [[shown.text(one) for one in heads]]
    for row, one in found:
        unit = shown.cell(row, "unit")
        verdict = VERDICTS[one.verdict]
        delta = DASH if one.delta is None else ("+" if one.delta > 0 else "") + _number(shown, one.delta, scale)
        rows.append(
            [
                f"{_measured(row, shown)} ({unit})" if unit else _measured(row, shown),
                _dated(shown, row, one.before, scale, "before_date"),
                _dated(shown, row, one.after, scale, "after_date"),
                delta,
                "\n".join(part for part in (change_words(one, shown), shown.text(verdict) if verdict else "") if part),
            ]
        )
    columns = (Column(2.8), Column(2.5, "right"), Column(2.5, "right"), Column(1.6, "right"), Column(1.9, "right"))
    return table(block_id, columns, rows, title=plain(shown.text(N_("Before and after figures"))))


def _dated(shown: Shown, row: Row, value: int | None, scale: int, day: str) -> str:
    words = DASH if value is None else _number(shown, value, scale)
    said = shown.date(row.text(day)[:7]) if row.text(day) else ""
    return f"{words}\n{said}".strip()


PYRAMID = LiveKind(
    N_("Residents by age"),
    "population_stat",
    make=pyramid_blocks,
    options=(SHOW,),
    help=N_("The age groups of the latest count as a pyramid"),
)
TREND = LiveKind(
    N_("Population trend"),
    "population_stat",
    make=trend_blocks,
    options=(SHOW,),
    help=N_("Residents and the share of older people over the years; two years make a trend"),
)
INDUSTRY = LiveKind(
    N_("Lines of work"),
    "industry_stat",
    make=industry_blocks,
    options=(BY, SHOW),
    help=N_("What people work in, as parts of one bar"),
)
CHANGES = LiveKind(
    N_("Before and after"),
    "indicator",
    make=change_blocks,
    options=(SHOW,),
    help=N_("Pairs of bars and a table: what the work has moved"),
)
