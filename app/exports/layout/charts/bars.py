"""Bars: single ones, pairs, the parts of a whole, and a pyramid of the population."""

from __future__ import annotations

from app.exports.drawings import Bars, Fill, Length, Pairs, Pyramid, Whole
from app.exports.layout.charts.pen import Pen, Strip, label_room

LABEL_SHARE = 0.34
"""A column of labels takes this share of the width at most."""
BAR = 1.0
"""Height of a bar, in em."""
GAP = 0.5
"""Space between bars, and between a bar and its words, in em."""
SLIM = 1.15
"""Height of each bar of a pair, in em: its words stand behind it."""
SEGMENT = 1.7
"""Height of a bar that is parted, in em."""


def _part(length: Length, longest: Length, room: float) -> float:
    return float(length) * room / float(longest) if longest else 0.0


def bars(drawing: Bars, pen: Pen) -> list[Strip]:
    """Return one strip per bar: label, bar, value."""
    em = pen.size
    left = label_room(pen, [one.label for one in drawing.bars], LABEL_SHARE * pen.frame.width)
    behind = max((pen.wide(one.words) for one in drawing.bars), default=0.0)
    start = left + GAP * em
    room = max(pen.frame.width - start - behind - GAP * em, em)
    longest = max((one.length for one in drawing.bars), default=0)
    strips = []
    for one in drawing.bars:
        row = pen.fresh()
        text = pen.high(one.label, left)
        height = max(text, BAR * em, row.leading) + GAP * em
        row.write(one.label, 0.0, (height - text) / 2, left, "right")
        long = _part(one.length, longest, room)
        row.fill(start, (height - BAR * em) / 2, long, BAR * em, one.fill)
        row.write(one.words, start + long + 0.4 * em, (height - row.leading) / 2, behind + em)
        row.line(start, 0.0, start, height, 0.8)
        strips.append(Strip(height, tuple(row.items)))
    return strips


def pairs(drawing: Pairs, pen: Pen) -> list[Strip]:
    """Return a key and one strip per pair."""
    em = pen.size
    labels = [words for one in drawing.pairs for words in (one.label, one.remark) if words]
    left = label_room(pen, labels, LABEL_SHARE * pen.frame.width)
    both = [words for one in drawing.pairs for words in (one.first_words, one.second_words)]
    behind = max((pen.wide(one) for one in both), default=0.0)
    start = left + GAP * em
    room = max(pen.frame.width - start - behind - GAP * em, em)
    strips = [_key(pen, (Fill.SLANT, Fill.SOLID), drawing.names)]
    for one in drawing.pairs:
        row = pen.fresh()
        text = pen.high(one.label, left) + pen.high(one.remark, left)
        slot = max(SLIM * em, row.leading)
        height = max(text, 2 * slot) + 1.6 * GAP * em
        top = (height - text) / 2
        row.write(one.remark, 0.0, top + row.write(one.label, 0.0, top, left, "right"), left, "right")
        longest = max((value for value in (one.first, one.second) if value is not None), default=0)
        place = (height - 2 * slot) / 2
        for value, words, fill in (
            (one.first, one.first_words, Fill.SLANT),
            (one.second, one.second_words, Fill.SOLID),
        ):
            long = _part(value or 0, longest, room)
            row.fill(start, place + (slot - 0.8 * em) / 2, long, 0.8 * em, fill)
            row.write(words, start + long + 0.4 * em, place + (slot - row.leading) / 2, behind + em)
            place += slot
        row.line(start, 0.0, start, height, 0.8)
        strips.append(Strip(height, tuple(row.items)))
    return strips


def whole(drawing: Whole, pen: Pen) -> list[Strip]:
    """Return the parted bar and its key, each part with its value."""
    em, row = pen.size, pen.fresh()
    total = sum(one.length for one in drawing.parts)
    x = 0.0
    for one in drawing.parts:
        long = _part(one.length, total, pen.frame.width)
        row.fill(x, 0.0, long, SEGMENT * em, one.fill)
        x += long
    fills = tuple(one.fill for one in drawing.parts)
    words = tuple(f"{one.label} {one.words}" for one in drawing.parts)
    return [Strip((SEGMENT + GAP) * em, tuple(row.items), keep=True), _key(pen, fills, words, keep=False)]


def pyramid(drawing: Pyramid, pen: Pen) -> list[Strip]:
    """Return the names of the sides and one strip per layer, the words in the middle."""
    em, wide = pen.size, pen.frame.width
    two = any(one.right is not None for one in drawing.layers)
    if not two:
        return _centred(drawing, pen)
    middle = label_room(pen, [one.label for one in drawing.layers], LABEL_SHARE * wide) + 2 * GAP * em
    behind = max((max(pen.wide(one.left_words), pen.wide(one.right_words)) for one in drawing.layers), default=0.0)
    room = max((wide - middle) / 2 - behind - GAP * em, em)
    longest = max((max(one.left, one.right or 0) for one in drawing.layers), default=0)
    left, right = (wide - middle) / 2, (wide + middle) / 2
    head = pen.fresh()
    head.write(drawing.names[0], 0.0, 0.0, left, "right", bold=True)
    head.write(drawing.names[1], right, 0.0, left, "left", bold=True)
    strips = [Strip(head.leading + 0.2 * em, tuple(head.items), keep=True)]
    for one in drawing.layers:
        row, height = pen.fresh(), max(pen.leading, BAR * em) + 0.6 * GAP * em
        top, text = (height - BAR * em) / 2, (height - pen.leading) / 2
        long = _part(one.left, longest, room)
        row.fill(left - long, top, long, BAR * em, Fill.SLANT)
        row.write(one.left_words, 0.0, text, left - long - 0.4 * em, "right")
        row.write(one.label, left + GAP * em, text, middle - 2 * GAP * em, "centre")
        long = _part(one.right or 0, longest, room)
        row.fill(right, top, long, BAR * em, Fill.SOLID)
        row.write(one.right_words, right + long + 0.4 * em, text, behind + em)
        row.line(left, 0.0, left, height)
        row.line(right, 0.0, right, height)
        strips.append(Strip(height, tuple(row.items)))
    return strips


def _centred(drawing: Pyramid, pen: Pen) -> list[Strip]:
    """Return a pyramid whose layers know no sides: label at the left, bar about the middle, value behind."""
    em, wide = pen.size, pen.frame.width
    left = label_room(pen, [one.label for one in drawing.layers], LABEL_SHARE * wide)
    behind = max((pen.wide(one.left_words) for one in drawing.layers), default=0.0)
    start = left + GAP * em
    room = max(wide - start - behind - 2 * GAP * em, em)
    centre = start + room / 2
    longest = max((one.left for one in drawing.layers), default=0)
    strips = []
    for one in drawing.layers:
        row, height = pen.fresh(), max(pen.leading, BAR * em) + 0.6 * GAP * em
        text = (height - pen.leading) / 2
        long = _part(one.left, longest, room)
        row.write(one.label, 0.0, text, left, "right")
        row.fill(centre - long / 2, (height - BAR * em) / 2, long, BAR * em, Fill.SOLID)
        row.write(one.left_words, start + room + GAP * em, text, behind + em, "left")
        strips.append(Strip(height, tuple(row.items)))
    return strips


def _key(pen: Pen, fills: tuple[Fill, ...], names: tuple[str, ...], *, keep: bool = True) -> Strip:
    """Return the key: a small box of each fill and what it stands for, as many to a line as fit."""
    em, row = pen.size, pen.fresh()
    x = y = 0.0
    for fill, name in zip(fills, names, strict=True):
        long = 1.6 * em + pen.wide(name)
        if x and x + long > pen.frame.width:
            x, y = 0.0, y + row.leading + 0.15 * em
        row.fill(x, y + (row.leading - 0.85 * em) / 2, 1.2 * em, 0.85 * em, fill)
        row.write(name, x + 1.6 * em, y, pen.frame.width - x - 1.5 * em)
        x += long + 1.2 * em
    return Strip(y + row.leading + GAP * em, tuple(row.items), keep=keep)
