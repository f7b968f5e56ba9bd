"""What is filled in by hand: boxes, fields, grids and tallies."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.richtext import Runs


@dataclass(frozen=True, slots=True)
class Tick:
    """One choice on a paper form. ``key``: what is typed for it; ``ticked``: whether its box is ticked."""

    key: str
    label: Runs
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class FormField:
    """One question of a paper form with the room for its answer; a page break never parts the two.

    Args:
        label: the question; it wraps and is never cut.
        answer: ``line`` (ruled lines), ``box`` (an open frame), ``ticks`` or ``blanks`` (words with gaps).
        lines: how many lines, or how high the box is, in lines of handwriting.
        ticks: boxes to tick.
        blanks: the words between which gaps stand, such as ("", "年", "月", "日").
        value: what is known already; it stands where one would write.
        unit: behind the line.
        note: a hint below the label.
    """

    id: str
    label: Runs
    answer: str = "line"
    lines: int = 1
    ticks: tuple[Tick, ...] = ()
    blanks: tuple[str, ...] = ()
    value: Runs = ()
    unit: Runs = ()
    note: Runs = ()


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of a ruled table. ``circles``: marks in each empty cell, one of which is to be circled."""

    label: Runs
    weight: float = 1.0
    circles: tuple[str, ...] = ()
    align: str = "left"


@dataclass(frozen=True, slots=True)
class FormGrid:
    """A ruled table to write in: its heads repeat, its rows stay whole.

    Args:
        rows: cells that are known, each row as long as ``columns``.
        blank: empty rows below them.
        lines: height of a row in lines of handwriting, at least.
        shaded: places of rows that head what follows: on a light ground, as high as their words, without inner walls.
    """

    id: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[Runs, ...], ...] = ()
    blank: int = 0
    lines: float = 1.0
    shaded: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FormTally:
    """Boxes in which counts are written, each with its label; ``label`` stands before them."""

    id: str
    label: Runs
    boxes: tuple[Runs, ...]
