"""What figures say in the words of one output: amounts, percentages, periods, tables. Pure but for the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from app.core.fields import Option
from app.core.messages import N_, Label
from app.core.richtext import Runs, plain
from app.exports.spec import Block, Column, Table
from app.services.figures.rounding import ceiled, floored
from app.services.live_kinds import LiveOption, Shown

DASH = "－"
"""Printed where there is no figure: never 0, never an empty cell."""
SHOW = LiveOption(
    "show",
    N_("What is printed"),
    (
        Option("both", N_("Chart and table")),
        Option("chart", N_("Chart alone")),
        Option("table", N_("Table alone")),
    ),
)

CHART_FIRST = LiveOption(SHOW.key, SHOW.label, (SHOW.answers[1], SHOW.answers[0], SHOW.answers[2]))
"""The same question where the chart says everything and the table is seldom wanted."""


def chosen(settings: Mapping[str, object], option: LiveOption) -> str:
    """Return the answer to an option, the usual one where nobody answered."""
    said = str(settings.get(option.key) or "")
    known = [one.key for one in option.offered()]
    return said if said in known else known[0]


def pick(settings: Mapping[str, object], chart: Sequence[Block], table: Sequence[Block]) -> tuple[Block, ...]:
    """Return what is to be printed of a chart and its table."""
    how = chosen(settings, SHOW)
    return (*(chart if how != "table" else ()), *(table if how != "chart" else ()))


def caption(settings: Mapping[str, object], usual: str) -> Runs:
    """Return the caption that somebody wrote, else the usual one."""
    return plain(str(settings.get("caption") or "") or usual)


def amount(shown: Shown, value: Fraction, *, scale: int = 1, up: bool = False) -> str:
    """Return an exact number with as few decimals as it needs, at most *scale*.

    Args:
        shown: writes numbers.
        value: exact.
        scale: decimals at most.
        up: round up (what is missing) instead of down (what there is).
    """
    for places in range(scale):
        if (value * 10**places).denominator == 1:
            return shown.number(int(value * 10**places), places)
    return shown.number(ceiled(value, scale) if up else floored(value, scale), scale)


def count(shown: Shown, value: int | None, scale: int = 0) -> str:
    """Return a number, － where it is not known."""
    return DASH if value is None else shown.number(value, scale)


def percent(shown: Shown, value: int | None, scale: int = 0) -> str:
    """Return a percentage, － where there is none."""
    return DASH if value is None else shown.number(value, scale) + "%"


def period(shown: Shown, first: str, last: str) -> str:
    """Return the years between which something lies, "" where no date is known."""
    if not first:
        return ""
    start, end = shown.date(first[:4]), shown.date(last[:4])
    return start if start == end else shown.text(N_("{start} to {end}", start=start, end=end))


def sentences(shown: Shown, *said: Label | str | None) -> str:
    """Return remarks one behind the other; empty ones are left out."""
    parts = [one if isinstance(one, str) else shown.text(one) for one in said if one]
    joint = "" if any("\u4e00" <= char <= "\u9fff" for part in parts for char in part) else " "
    return joint.join(part for part in parts if part)


def table(
    block_id: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], *, title: Runs = (), note: str = ""
) -> Table:
    """Return a table whose first row is its head."""
    cells = tuple(tuple(plain(cell) for cell in row) for row in rows)
    return Table(block_id, tuple(columns), cells, header=1, caption=title, note=plain(note) if note else ())
