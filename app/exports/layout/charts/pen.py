"""A pen for charts: collects items of one row; every word has the size of the text around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.exports.drawings import Fill
from app.exports.layout.breaking import Setting, break_lines, longest_word, set_line
from app.exports.layout.fonts import FontSet, look
from app.exports.layout.items import INK, FillItem, Item, MarkItem, RuleItem, TintItem, shifted
from app.exports.layout.measure import Frame
from app.exports.layout.shaping import Piece, Shaped, shape_pieces

LEADING = 1.3
"""Pitch of lines in a chart, in em."""


@dataclass(slots=True)
class Pen:
    """Draws into ``items``, relative to the left edge of the text column and the top of the row.

    Args:
        frame: the column.
        fonts: that measure.
        items: what was drawn.
        missing: characters that no font has, shared by the pens of a chart.
    """

    frame: Frame
    fonts: FontSet
    items: list[Item] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def size(self) -> float:
        """Size of all words, points."""
        return self.frame.size

    @property
    def leading(self) -> float:
        """Pitch of lines, points."""
        return round(self.frame.size * LEADING, 2)

    def fresh(self) -> Pen:
        """Return an empty pen for the next row."""
        return Pen(self.frame, self.fonts, missing=self.missing)

    def wide(self, text: str, *, bold: bool = False) -> float:
        """Return how wide *text* is on one line, points."""
        shaped = self._shaped(text, bold)
        return (sum(shaped.widths) + sum(shaped.gaps[1:])) * self.size / 1000

    def word(self, text: str, *, bold: bool = False) -> float:
        """Return how wide the longest part of *text* is that no line break may part, points."""
        return longest_word(self._shaped(text, bold)) * self.size / 1000

    def high(self, text: str, width: float, *, bold: bool = False) -> float:
        """Return how high *text* is when it is broken into lines of *width* points."""
        if not text:
            return 0.0
        return len(break_lines(self._shaped(text, bold), int(width * 1000 / self.size))) * self.leading

    def write(self, text: str, x: float, y: float, width: float, align: str = "left", *, bold: bool = False) -> float:
        """Write *text* in lines of *width* points with the upper left corner at (x, y); return the height."""
        if not text:
            return 0.0
        shaped = self._shaped(text, bold)
        self.missing.extend(shaped.missing)
        setting = Setting(self.size, self.leading, width, align)
        lines = break_lines(shaped, int(width * 1000 / self.size))
        for place, line in enumerate(lines):
            down = round(y + place * self.leading, 3)
            self.items.extend(shifted(item, 0.0, down) for item in set_line(shaped, line, setting, x))
        return len(lines) * self.leading

    def fill(self, x: float, y: float, width: float, height: float, how: Fill) -> None:
        """Draw a filled rectangle; nothing where it has no width."""
        if width > 0 and height > 0:
            self.items.append(FillItem(round(x, 3), round(y, 3), round(width, 3), round(height, 3), how))

    def tint(self, x: float, y: float, width: float, height: float, level: int) -> None:
        """Draw a rectangle with a light ground."""
        self.items.append(TintItem(round(x, 3), round(y, 3), round(width, 3), round(height, 3), level))

    def line(
        self,
        x: float,
        y: float,
        x2: float,
        y2: float,
        thickness: float = 0.6,
        grey: float = INK,
        *,
        dotted: bool = False,
    ) -> None:
        """Draw a straight line from left to right, or downwards."""
        self.items.append(RuleItem(round(x, 3), round(y, 3), round(x2, 3), round(y2, 3), thickness, grey, dotted))

    def mark(self, x: float, y: float, radius: float, *, hollow: bool = False) -> None:
        """Draw a round mark."""
        self.items.append(MarkItem(round(x, 3), round(y, 3), round(radius, 3), hollow))

    def _shaped(self, text: str, bold: bool) -> Shaped:
        return shape_pieces((Piece(text, look(self.frame.face, bold=bold, heading=bold)),), self.fonts)


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a chart that a page break cannot part.

    ``keep``: stays with the next one. ``head``: says what stands below, and stands again where a page begins.
    """

    height: float
    items: tuple[Item, ...]
    keep: bool = False
    head: bool = False


def label_room(pen: Pen, labels: list[str], most: float) -> float:
    """Return the width of a column of labels: the widest one, within *most* points."""
    return min(max((pen.wide(one) for one in labels), default=0.0) + 0.1, most)
