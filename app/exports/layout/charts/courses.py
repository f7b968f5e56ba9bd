"""What goes on in time: a line over the years, and the moments of one day along an axis."""

from __future__ import annotations

from app.exports.drawings import Course, Timeline
from app.exports.layout.charts.pen import Pen, Strip, label_room
from app.exports.layout.items import FAINT

HIGH = 9.0
"""Height of the plot of a line, in em."""
DOT = 0.26
"""Radius of a mark, in em."""


def course(drawing: Course, pen: Pen) -> list[Strip]:
    """Return one strip: the name, the line with a value at each point, the labels below the axis."""
    em, wide, row = pen.size, pen.frame.width, pen.fresh()
    points = drawing.points
    if not points:
        return []
    top = row.write(drawing.name, 0.0, 0.0, wide, bold=True) + 1.2 * row.leading
    side = max(pen.wide(words) for one in points for words in (one.label, one.words)) / 2 + 0.3 * em
    first, last = points[0].place, points[-1].place
    span, most = last - first, max(max(one.value for one in points), 0)
    xs = [side + (wide - 2 * side) * (float((one.place - first) / span) if span else 0.5) for one in points]
    floor = top + HIGH * em
    ys = [floor - (float(one.value) * HIGH * em / float(most) if most else 0.0) for one in points]
    row.line(0.0, floor, wide, floor, 0.8)
    for place in range(len(points) - 1):
        row.line(xs[place], ys[place], xs[place + 1], ys[place + 1], 1.6)
    end_label = end_words = -1e9
    for one, x, y in zip(points, xs, ys, strict=True):
        row.line(x, floor, x, floor + 0.3 * em, 0.8)
        row.mark(x, y, DOT * em)
        half = pen.wide(one.words) / 2
        if x - half > end_words:
            row.write(one.words, x - side, y - row.leading - 0.35 * em, 2 * side, "centre")
            end_words = x + half + 0.2 * em
        half = pen.wide(one.label) / 2
        if x - half > end_label:
            row.write(one.label, x - side, floor + 0.4 * em, 2 * side, "centre")
            end_label = x + half + 0.3 * em
    return [Strip(floor + 0.5 * em + row.leading, tuple(row.items))]


def timeline(drawing: Timeline, pen: Pen) -> list[Strip]:
    """Return one strip per moment: time, axis with a mark, what happened; long silences are dotted."""
    em, wide = pen.size, pen.frame.width
    times = [words for one in drawing.moments for words in (one.when, one.gap) if words]
    left = label_room(pen, times, 0.3 * wide)
    axis, text = left + 0.9 * em, left + 1.9 * em
    strips: list[Strip] = []
    count = len(drawing.moments)
    for place, one in enumerate(drawing.moments):
        if one.day:
            head = pen.fresh()
            top = 0.0 if not place else 0.4 * em
            high = head.write(one.day, 0.0, top, wide, bold=True) + top + 0.25 * em
            if place:
                head.line(axis, 0.0, axis, top, 1.2, FAINT, dotted=True)
            strips.append(Strip(high, tuple(head.items), keep=True))
        row = pen.fresh()
        high = row.write(one.title, text, 0.0, wide - text, bold=True)
        for line in one.lines:
            high += row.write(line, text, high, wide - text)
        row.write(one.when, 0.0, 0.0, left, "right", bold=True)
        if one.gap:
            row.write(one.gap, 0.0, row.leading, left, "right")
        high = max(high, row.leading * (2 if one.gap else 1)) + 0.5 * em
        middle = row.leading / 2
        row.line(axis, middle if not place or one.day else 0.0, axis, middle if place == count - 1 else high, 1.2)
        row.mark(axis, middle, 0.32 * em)
        strips.append(Strip(high, tuple(row.items)))
    return strips
