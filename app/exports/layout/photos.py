"""Rows of photos: equally high, flush with the text's edges, caption close below, number before it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from app.exports.layout.breaking import Setting, break_lines, set_line
from app.exports.layout.fonts import FontSet
from app.exports.layout.items import Item, Measured, PictureItem, Row, shifted
from app.exports.layout.measure import Frame, pieces_of
from app.exports.layout.numbering import Resolved
from app.exports.layout.shaping import Shaped, shape_pieces
from app.exports.spec import CM, PhotoItem, Photos, Picture

DPI = 300
GAPS: Mapping[int, float] = {1: 0.0, 2: 1.0 * CM, 3: 0.6 * CM, 4: 0.5 * CM}
"""Space between photos of a row: two to a row are 7.5 cm wide each on A4."""
TALLEST: Mapping[int, float] = {1: 12.0 * CM, 2: 8.6 * CM, 3: 6.5 * CM, 4: 5.2 * CM}
"""A row of photos is never higher than this, so that three rows of landscape pairs fill a page."""
LEADING = 1.43


def shown_size(picture: Picture) -> tuple[float, float]:
    """Return width and height in pixels of what is left after crop and turn."""
    left, top, right, bottom = picture.crop
    width = max(picture.width_px * max(right - left, 1) / 1000, 1.0)
    height = max(picture.height_px * max(bottom - top, 1) / 1000, 1.0)
    return (height, width) if picture.turn % 2 else (width, height)


def pixels(points: float) -> int:
    """Return how many pixels *points* take at 300 to the inch, rounded up: 299 would fail a check."""
    return max(1, math.ceil(round(points / 72 * DPI, 6)))


def photos(block: Photos, captions: Sequence[Resolved], frame: Frame, fonts: FontSet) -> Measured:
    """Measure *block*; *captions* are resolved, with their numbers."""
    per_row = min(max(block.per_row, 1), 4)
    rows: list[Row] = []
    missing: list[str] = []
    for first in range(0, len(block.items), per_row):
        items = block.items[first : first + per_row]
        shaped = [shape_pieces(pieces_of(one, frame.face), fonts) for one in captions[first : first + per_row]]
        missing.extend(char for one in shaped for char in one.missing)
        rows += _row(block, items, shaped, per_row, frame, first == 0)
    return Measured(tuple(rows), tuple(missing))


def _row(
    block: Photos, items: Sequence[PhotoItem], captions: Sequence[Shaped], per_row: int, frame: Frame, first: bool
) -> list[Row]:
    """Return one row of photos with captions; captions longer than a page become rows of their own."""
    gap = min(GAPS[per_row], frame.width / 8)
    least = (frame.width - (per_row - 1) * gap) / per_row * (0.5 if per_row < 4 else 0.8)
    height, slots = _sizes(items, per_row, gap, least, frame, block.tallest)
    used = sum(slots) + gap * (len(items) - 1)
    spread = (frame.width - used) / (len(items) - 1) if len(items) == per_row and per_row > 1 else 0.0
    x = (frame.width - used) / 2 if per_row == 1 else 0.0
    pictures: list[Item] = []
    lines: list[list[tuple[Item, ...]]] = []
    for item, shaped, slot in zip(items, captions, slots, strict=True):
        width = height * _aspect(item.picture)
        size = (round(width, 3), round(height, 3), item.picture, *_pixels(item.picture, width, height))
        pictures.append(PictureItem(round(x + (slot - width) / 2, 3), 0.0, *size, item.id, "".join(shaped.chars)))
        lines.append(_caption(shaped, 0.0 if per_row == 1 else x, frame.width if per_row == 1 else slot, frame))
        x += slot + gap + max(spread, 0.0)
    starts = (*((block.id,) if first else ()), *(item.id for item in items))
    return _with_captions(block.id, pictures, lines, round(height, 3), frame, starts)


def _caption(shaped: Shaped, left: float, width: float, frame: Frame) -> list[tuple[Item, ...]]:
    if not shaped.chars:
        return []
    setting = Setting(frame.size, round(frame.size * LEADING, 2), width, "centre")
    return [set_line(shaped, line, setting, left) for line in break_lines(shaped, int(width * 1000 / frame.size))]


def _with_captions(
    block_id: str,
    pictures: list[Item],
    lines: list[list[tuple[Item, ...]]],
    height: float,
    frame: Frame,
    starts: tuple[str, ...],
) -> list[Row]:
    leading, count = round(frame.size * LEADING, 2), max(map(len, lines), default=0)
    before, after, close = 0.55 * frame.leading, 0.45 * frame.leading, 0.25 * frame.size
    whole = height + (close + count * leading if count else 0.0)
    if whole <= frame.height:
        captions = [
            shifted(item, 0.0, height + close + index * leading)
            for one in lines
            for index, line in enumerate(one)
            for item in line
        ]
        items = (*pictures, *captions)
        return [Row(round(whole, 3), items, block_id, "Figure", before=before, after=after, starts=starts)]
    rows = [Row(height, tuple(pictures), block_id, "Figure", keep=True, before=before, after=close, starts=starts)]
    for index in range(count):
        line = tuple(item for one in lines if index < len(one) for item in one[index])
        rows.append(Row(leading, line, block_id, "Caption", after=after if index == count - 1 else 0.0))
    return rows


def _aspect(picture: Picture) -> float:
    width, height = shown_size(picture)
    return width / height


def _sizes(
    items: Sequence[PhotoItem], per_row: int, gap: float, least: float, frame: Frame, tallest: float = 0.0
) -> tuple[float, list[float]]:
    """Return the common height, and the width of each photo's slot, which is never too narrow for a caption."""
    aspects = [_aspect(item.picture) for item in items]
    full = len(items) == per_row
    room = frame.width - gap * (per_row - 1)
    if not full:
        room = room * len(items) / per_row
    limit = min(tallest or TALLEST[per_row], 0.6 * frame.height)
    height = min(room / sum(aspects), limit)
    for _ in range(8):
        slots = [max(height * one, least) for one in aspects]
        over = sum(slots) - room
        if over <= 0.01:
            break
        free = sum(height * one for one in aspects if height * one > least)
        height *= max((free - over) / free, 0.2) if free else 0.8
    return height, [max(height * one, least) for one in aspects]


def _pixels(picture: Picture, width: float, height: float) -> tuple[int, int]:
    """Return the pixels for 300 dpi, or all there are: nothing is enlarged."""
    have_x, have_y = (max(1, int(one)) for one in shown_size(picture))
    want_x, want_y = pixels(width), pixels(height)
    if want_x <= have_x and want_y <= have_y:
        return want_x, want_y
    return min(want_x, have_x), min(want_y, have_y)
