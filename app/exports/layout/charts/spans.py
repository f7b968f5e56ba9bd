"""What happens when: a row for each thing, its words above its bar, so that both stay legible on a narrow sheet."""

from __future__ import annotations

from app.exports.drawings import Span, Spans
from app.exports.layout.charts.beside import beside
from app.exports.layout.charts.pen import Pen, Strip
from app.exports.layout.items import FAINT

BAR = 0.62
"""Height of a bar, in em."""
LEAST = 0.35
"""Width of the shortest bar, in em."""
MARK = 0.34
"""Radius of the mark of one day, in em."""
PAD = 0.35


def spans(drawing: Spans, pen: Pen) -> list[Strip]:
    """Return the heads and one strip per thing: its name and its words, then its bar on the grid of columns."""
    if not drawing.columns:
        return []
    if drawing.aside:
        return beside(drawing, pen)
    cell = pen.frame.width / len(drawing.columns)
    return [_head(drawing, pen, cell), *(_row(one, drawing, pen, cell) for one in drawing.spans)]


def _head(drawing: Spans, pen: Pen, cell: float) -> Strip:
    em, head, top = pen.size, pen.fresh(), 0.0
    if drawing.now is not None and drawing.now_words:
        x, wide = float(drawing.now) * cell, pen.wide(drawing.now_words)
        head.write(drawing.now_words, min(max(x - wide / 2, 0.0), pen.frame.width - wide), 0.0, wide + 0.1)
        top = head.leading
    if drawing.years:
        ends = -1.0
        for column, words in drawing.years:
            if column * cell >= ends:
                wide = pen.wide(words, bold=True)
                x = min(column * cell, pen.frame.width - wide)
                head.write(words, max(x, 0.0), top, wide + 0.1, bold=True)
                ends = x + wide + 0.4 * em
        top += head.leading
    step = _step(drawing.columns, pen, cell)
    for place in range(0, len(drawing.columns), step):
        words = drawing.columns[place]
        wide = pen.wide(words)
        x = place * cell + max((cell - wide) / 2, 0.0)
        head.write(words, min(x, pen.frame.width - wide), top, wide + 0.1)
    top += head.leading + 0.15 * em
    head.line(0.0, top, pen.frame.width, top, 0.8)
    return Strip(top + 0.1 * em, tuple(head.items), keep=True, head=True)


def _step(columns: tuple[str, ...], pen: Pen, cell: float) -> int:
    """Return after how many columns a head is written, so that no two touch."""
    widest = max((pen.wide(one) for one in columns), default=0.0) + 0.35 * pen.size
    return next((one for one in (1, 2, 3, 4, 6, 12) if one * cell >= widest), len(columns))


def _row(one: Span, drawing: Spans, pen: Pen, cell: float) -> Strip:
    em, wide, row = pen.size, pen.frame.width, pen.fresh()
    top = PAD * em
    beside = pen.wide(one.label, bold=one.strong) + pen.wide(one.words) + em <= wide
    if beside:
        row.write(one.label, 0.0, top, wide, bold=one.strong)
        top += row.write(one.words, 0.0, top, wide, "right") or row.leading
    else:
        top += row.write(one.label, 0.0, top, wide, bold=one.strong)
        top += row.write(one.words, 0.0, top, wide)
    high, middle = BAR * em, top + 0.15 * em + BAR * em / 2
    floor = middle + high / 2 + PAD * em
    for place in range(1, len(drawing.columns)):
        row.line(place * cell, top + 0.1 * em, place * cell, floor, 0.3, FAINT, dotted=True)
    if one.first is not None and one.last is not None:
        start, end = float(one.first) * cell, float(one.last) * cell
        if one.first == one.last:
            row.mark(min(max(start, MARK * em), wide - MARK * em), middle, MARK * em)
        else:
            start = min(max(start, 0.0), wide - LEAST * em)
            row.fill(start, middle - high / 2, max(min(end, wide) - start, LEAST * em), high, one.fill)
    if drawing.now is not None:
        row.line(float(drawing.now) * cell, top, float(drawing.now) * cell, floor, 1.2)
    row.line(0.0, floor, wide, floor, 0.3, FAINT)
    return Strip(floor, tuple(row.items))
