"""What a chart shows: plain labels, lengths and printed words; how it looks is the layout's business.

Lengths are exact numbers that only decide how long something is drawn; every value is also printed as
words. A fill is told from the others by its pattern, not by its colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

Length = int | Fraction


class Fill(StrEnum):
    """How a shape is filled; the patterns stay apart in black and white."""

    SOLID = "solid"
    SLANT = "slant"
    DOTS = "dots"
    CROSS = "cross"
    LEVEL = "level"
    PALE = "pale"
    EMPTY = "empty"


ROUND = (Fill.SOLID, Fill.SLANT, Fill.DOTS, Fill.CROSS, Fill.LEVEL, Fill.PALE)
"""Fills of several shapes side by side, in their order; what is left over is ``EMPTY``."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. ``words``: its value as printed."""

    label: str
    length: Length
    words: str
    fill: Fill = Fill.SOLID


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars, each with its label before and its value behind."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values side by side; ``None`` is not known. ``remark``: said below the label."""

    label: str
    first: Length | None
    second: Length | None
    first_words: str
    second_words: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of bars such as before and after; each pair has a scale of its own.

    Args:
        names: what the first and the second bar of each pair are.
    """

    names: tuple[str, str]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """One bar parted into the shares of a whole, with a key below."""

    parts: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of a pyramid; where there is no right side, the bar stands in the middle."""

    label: str
    left: Length
    left_words: str
    right: Length | None = None
    right_words: str = ""


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Layers from the top down. ``names``: of the left and the right side, both "" where there is one."""

    layers: tuple[Layer, ...]
    names: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Point:
    """One point: where it stands on the axis, its label there, its value and how that is printed."""

    place: Length
    label: str
    value: Length
    words: str


@dataclass(frozen=True, slots=True)
class Course:
    """Values over the years as a line from point to point. ``name``: what is measured."""

    points: tuple[Point, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened.

    Args:
        when: time as printed beside the axis.
        title: what happened, one line in bold.
        lines: more about it.
        day: printed above it where a new day begins, "" otherwise.
        gap: time since the one before, such as 12 分, "" for the first.
    """

    when: str
    title: str
    lines: tuple[str, ...] = ()
    day: str = ""
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Moments one below the other along an axis."""

    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a chart of the organisation: its name and what stands below it."""

    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """One box at the top and those that report to it."""

    top: Box
    below: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """A table of words on grounds from 0 (none) to 4 (darkest).

    Args:
        columns: heads of the columns.
        rows: head of a row and its cells: word and level.
        corner: what stands at the upper left.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    corner: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Something that takes a while, or stands on one day.

    Args:
        label: what it is.
        words: its days and its state as printed.
        first, last: where it begins and ends, in columns from the left edge of the first; both alike for one day;
            ``None`` where nobody wrote a day.
        fill: tells its state; the words say it too.
        strong: printed bold, for what stands on one day.
    """

    label: str
    words: str
    first: Length | None
    last: Length | None
    fill: Fill = Fill.SOLID
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Spans:
    """What happens when: a bar for each thing along columns of equal width, such as months.

    Args:
        columns: heads, such as 5 and 6; an empty one is left out.
        years: (column, words) of what stands above the heads from that column on.
        now: where today is, ``None`` where it lies outside. ``now_words`` says so.
        second: heads of a second clock, as long as ``columns``; they stand above those.
        aside: whether labels stand at the left of their bars, for wide sheets; ``names`` are of the clocks then,
            that of ``columns`` first.
    """

    columns: tuple[str, ...]
    spans: tuple[Span, ...]
    years: tuple[tuple[int, str], ...] = ()
    now: Length | None = None
    now_words: str = ""
    second: tuple[str, ...] = ()
    aside: bool = False
    names: tuple[str, str] = ("", "")


Drawing = Bars | Pairs | Whole | Pyramid | Course | Timeline | Tree | Heat | Spans
