"""Headings, paragraphs, lists, and what lies between them."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.richtext import Runs


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; its number is made by the layout, never typed.

    Args:
        level: 1 for the first level below the chapter title (一、), 2 (一), 3 1., 4 (1).
        numbered: whether it takes part in the numbering.
        ruled: whether a heavy line across the page begins it, as on forms, whose questions are bold too.
    """

    id: str
    level: int
    runs: Runs
    numbered: bool = True
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``style``: body, lead (bold), note, centre, plain (no indent), small-gap, ragged."""

    id: str
    runs: Runs
    style: str = "body"


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list. ``marker``: ``bullet``, ``number`` or ``box`` (□); ``level`` from 0; ``shows``: see Table."""

    id: str
    runs: Runs
    marker: str = "bullet"
    level: int = 0
    shows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents; page numbers reserve three digits and are filled while drawing.

    ``depth``: 1 chapters, 2 with first headings; ``of``: ``headings``, ``figures`` or ``tables``.
    """

    id: str = "contents"
    depth: int = 2
    of: str = "headings"


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height in lines of body text."""

    id: str
    lines: float = 1.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""

    id: str


@dataclass(frozen=True, slots=True)
class Display:
    """Words of a poster in a size of their own.

    Args:
        size: points.
        after: space below, in points.
        role: ``line``, or ``band`` for a coloured bar without words (``size`` is its height).
    """

    id: str
    runs: Runs
    size: float
    bold: bool = False
    align: str = "left"
    after: float = 0.0
    role: str = "line"
