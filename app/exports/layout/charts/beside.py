"""What happens when, on a wide sheet: labels at the left, bars beside them, one clock or two above."""

from __future__ import annotations

from app.exports.drawings import Span, Spans
from app.exports.layout.charts.pen import Pen, Strip

PAD, AIR = 0.45, 0.28
"""Space beside words, and above and below them, in em."""
LEFT = 0.4
"""Greatest share of the width that the labels take."""
THIN, BAR = 0.42, 1.1
"""Height of the bar of what is printed bold (it stands over those below it), and of any other, in em."""
GREY, TURN = 0.72, 0.45


def beside(drawing: Spans, pen: Pen) -> list[Strip]:
    """Return the head with its clocks, then a strip for each thing."""
    em, wide = pen.size, pen.frame.width
    widest = max((pen.wide(one.label, bold=one.strong) for one in drawing.spans), default=0.0)
    left = min(max(widest, *(pen.wide(one) for one in drawing.names)) + 2 * PAD * em, LEFT * wide)
    grid = _Grid(drawing, left, (wide - left) / len(drawing.columns))
    last = len(drawing.spans) - 1
    return [_head(grid, pen), *(_strip(one, grid, pen, last=at == last) for at, one in enumerate(drawing.spans))]


class _Grid:
    """Where the columns stand: ``left`` is the room of the labels, ``cell`` the width of a column, in points."""

    def __init__(self, drawing: Spans, left: float, cell: float) -> None:
        self.drawing, self.left, self.cell = drawing, left, cell
        self.turns = {0, len(drawing.columns), *(column for column, _ in drawing.years)}

    def lines(self, row: Pen, height: float) -> None:
        """Draw thin lines between columns, darker ones where a year begins, and today."""
        for column in range(len(self.drawing.columns) + 1):
            x, turn = self.left + column * self.cell, column in self.turns
            row.line(x, 0.0, x, height, 0.6 if turn else 0.3, TURN if turn else GREY)
        if self.drawing.now is not None:
            x = self.left + float(self.drawing.now) * self.cell
            row.line(x, 0.0, x, height, 1.4)


def _head(grid: _Grid, pen: Pen) -> Strip:
    row, drawing, top = pen.fresh(), grid.drawing, 0.0
    room = grid.left - PAD * pen.size
    if drawing.now is not None and drawing.now_words:
        wide = row.wide(drawing.now_words) + 0.1
        x = grid.left + float(drawing.now) * grid.cell - wide / 2
        row.write(drawing.now_words, min(x, pen.frame.width - wide), top, wide)
        top += row.leading
    if drawing.years:
        ends = [column for column, _ in drawing.years[1:]] + [len(drawing.columns)]
        for (column, words), end in zip(drawing.years, ends, strict=True):
            if row.wide(words, bold=True) <= (end - column) * grid.cell:
                x = grid.left + column * grid.cell
                row.write(words, x, top, (end - column) * grid.cell, "centre", bold=True)
        top += row.leading
    for name, heads in ((drawing.names[1], drawing.second), (drawing.names[0], drawing.columns)):
        if heads:
            row.write(name, 0.0, top, room)
            top += _cells(grid, row, heads, top)
    top += 0.15 * pen.size
    row.line(0.0, top, pen.frame.width, top, 1.0)
    return Strip(top, tuple(row.items), keep=True, head=True)


def _cells(grid: _Grid, row: Pen, words: tuple[str, ...], top: float) -> float:
    """Write a word over each column, or over every second or third where they would touch; return the height."""
    widest = max(row.wide(one) for one in words) + 0.3 * row.size
    step = next((many for many in (1, 2, 3, 6, 12) if many * grid.cell >= widest), 12)
    room = max(widest, grid.cell)
    ends = 0.0
    for place in range(0, len(words), step):
        middle = grid.left + (place + 0.5) * grid.cell
        x = min(middle - room / 2, row.frame.width - room)
        if x >= ends - 0.1:
            row.write(words[place], x, top, room, "centre")
            ends = x + room
    return row.leading


def _strip(one: Span, grid: _Grid, pen: Pen, *, last: bool) -> Strip:
    em, row = pen.size, pen.fresh()
    indent = 0.0 if one.strong else PAD * em
    room = grid.left - PAD * em - indent
    label = row.high(one.label, room, bold=one.strong)
    height = label + row.high(one.words, room) + 2 * AIR * em
    grid.lines(row, height)
    row.write(one.label, indent, AIR * em, room, bold=one.strong)
    row.write(one.words, indent, AIR * em + label, room)
    if one.first is not None and one.last is not None:
        tall = (THIN if one.strong else BAR) * em
        start, end = float(one.first) * grid.cell, float(one.last) * grid.cell
        row.fill(grid.left + start + 0.8, (height - tall) / 2, max(end - start - 1.6, 1.0), tall, one.fill)
    row.line(0.0, height, pen.frame.width, height, 0.6 if last else 0.3, TURN if last else GREY)
    return Strip(height, tuple(row.items), keep=one.strong)
