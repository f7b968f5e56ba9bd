"""Boxes: who leads and who reports to whom, and a table of words on light grounds."""

from __future__ import annotations

from app.exports.drawings import Box, Fill, Heat, Tree
from app.exports.layout.charts.pen import Pen, Strip

NARROWEST = 8.0
"""Least width of a box, in em."""
WIDEST = 15.0
"""Greatest width of a box, in em."""
GAP = 0.9
"""Space between boxes, in em."""
PAD = 0.45
"""Space around the words of a box, in em."""
DROP = 1.1
"""Length of the line from the bar down to a box, in em."""


def tree(drawing: Tree, pen: Pen) -> list[Strip]:
    """Return the top box and the rows of boxes below it, joined by lines.

    As many boxes stand in a row as fit; where several rows are needed, a line at the left joins them.
    """
    em, wide = pen.size, pen.frame.width
    per_row = _per_row(drawing, pen)
    rows = [drawing.below[first : first + per_row] for first in range(0, len(drawing.below), per_row)]
    bus = 0.0 if len(rows) <= 1 else 1.1 * em
    room = wide - bus
    width = min((room - (per_row - 1) * GAP * em) / per_row, WIDEST * em)
    strips = [_top(drawing.top, pen, width * 1.3, joined=bool(rows))]
    for place, boxes in enumerate(rows):
        last = place == len(rows) - 1
        strips.append(_row(boxes, pen, width, bus, first=not place, last=last))
    return strips


def _per_row(drawing: Tree, pen: Pen) -> int:
    """Return how many boxes stand side by side: rows as even as can be, no word parted."""
    em, count = pen.size, max(len(drawing.below), 1)
    words = [words for one in drawing.below for words in (one.title, *one.lines)]
    longest = max((pen.word(one) for one in words), default=0.0) + 2 * PAD * em
    need = max(NARROWEST * em, min(longest, pen.frame.width))
    most = max(1, int((pen.frame.width + GAP * em) / (need + GAP * em)))
    if count <= most:
        return count
    most = max(1, int((pen.frame.width - 1.1 * em + GAP * em) / (need + GAP * em)))
    rows = -(-count // most)
    return -(-count // rows)


def _top(box: Box, pen: Pen, width: float, *, joined: bool) -> Strip:
    em, row, wide = pen.size, pen.fresh(), pen.frame.width
    need = max((pen.wide(one) for one in (box.title, *box.lines)), default=0.0) + 2 * PAD * em
    width = min(max(width, need), wide)
    x = (wide - width) / 2
    high = _box(row, box, x, 0.0, width, _box_height(pen, box, width))
    if not joined:
        return Strip(high, tuple(row.items))
    row.line(wide / 2, high, wide / 2, high + 0.8 * em, 1.0)
    return Strip(high + 0.8 * em, tuple(row.items), keep=True)


def _row(boxes: tuple[Box, ...], pen: Pen, width: float, bus: float, *, first: bool, last: bool) -> Strip:
    em, row, wide, single = pen.size, pen.fresh(), pen.frame.width, first and last
    taken = len(boxes) * width + (len(boxes) - 1) * GAP * em
    x = (wide - taken) / 2 if single else bus
    tall = max(_box_height(pen, one, width) for one in boxes)
    centres = [x + place * (width + GAP * em) + width / 2 for place in range(len(boxes))]
    bar = 0.0 if first else 0.5 * em
    start = min(centres[0], wide / 2) if single else 0.5
    row.line(start, bar, max(centres[-1], wide / 2 if first else 0.0), bar, 1.0)
    height = bar + DROP * em + tall + (0.0 if last else 0.5 * em)
    if not single:
        row.line(0.5, 0.0, 0.5, bar if last else height, 1.0)
    for one, centre in zip(boxes, centres, strict=True):
        row.line(centre, bar, centre, bar + DROP * em, 1.0)
        _box(row, one, centre - width / 2, bar + DROP * em, width, tall)
    return Strip(height, tuple(row.items))


def _box_height(pen: Pen, box: Box, width: float) -> float:
    inner = width - 2 * PAD * pen.size
    words = pen.high(box.title, inner, bold=True) + sum(pen.high(one, inner) for one in box.lines)
    return words + 2 * PAD * pen.size


def _box(row: Pen, box: Box, x: float, y: float, width: float, height: float) -> float:
    pad = PAD * row.size
    row.fill(x, y, width, height, Fill.EMPTY)
    down = y + pad
    down += row.write(box.title, x + pad, down, width - 2 * pad, "centre", bold=True)
    for one in box.lines:
        down += row.write(one, x + pad, down, width - 2 * pad, "centre")
    return y + height


def heat(drawing: Heat, pen: Pen) -> list[Strip]:
    """Return a head and one strip per row; every ground has its word."""
    em, wide = pen.size, pen.frame.width
    widest = max([pen.wide(one, bold=True) for one, _ in drawing.rows] + [pen.wide(drawing.corner)])
    left = min(widest + 0.1, 0.3 * wide) + PAD * em
    cell = (wide - left) / max(len(drawing.columns), 1)
    head, inner = pen.fresh(), cell - PAD * em
    high = max([pen.high(one, inner, bold=True) for one in drawing.columns] + [pen.high(drawing.corner, left)])
    head.write(drawing.corner, 0.0, 0.0, left - PAD * em)
    for place, one in enumerate(drawing.columns):
        head.write(one, left + place * cell + PAD * em / 2, 0.0, inner, "centre", bold=True)
    strips = [Strip(high + 0.3 * em, tuple(head.items), keep=True, head=True)]
    for label, cells in drawing.rows:
        row, beside = pen.fresh(), pen.high(label, left - PAD * em, bold=True)
        tall = max([beside, *(pen.high(words, inner) for words, _ in cells)]) + PAD * em
        row.write(label, 0.0, (tall - beside) / 2, left - PAD * em, "right", bold=True)
        for place, (words, level) in enumerate(cells):
            x = left + place * cell
            row.tint(x, 0.0, cell, tall, level)
            row.write(words, x + PAD * em / 2, (tall - pen.high(words, inner)) / 2, inner, "centre")
        strips.append(Strip(tall, tuple(row.items)))
    return strips
