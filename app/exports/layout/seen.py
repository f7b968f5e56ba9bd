"""Sets a line whose text runs both ways, or holds joined letters, in the order in which it is seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.exports.layout.bidi import MIRRORED, seen_order
from app.exports.layout.items import Item, RuleItem, TextItem
from app.exports.layout.joining import Glyph
from app.exports.layout.shaping import Shaped


@dataclass(frozen=True, slots=True)
class _Spot:
    """A character in its place: ``left`` and ``right`` of its ink's room and what follows, thousandths of an em."""

    index: int
    left: float
    right: float
    after: float
    leftward: bool


def underline(x: float, x2: float, y: float, size: float) -> RuleItem:
    """Return the thin rule that stresses words between *x* and *x2* whose baseline is *y*."""
    low = round(y + 0.17 * size, 3)
    return RuleItem(round(x, 3), low, round(x2, 3), low, 0.5)


def seen_items(
    shaped: Shaped, span: tuple[int, int], behind: Mapping[int, float], x: float, y: float, size: float
) -> tuple[Item, ...]:
    """Return the items of the characters *span* (first, end) of *shaped*, from left to right.

    Args:
        shaped: the paragraph.
        span: of the line, without the spaces at its end.
        behind: index of a character to the space that justification puts behind it, thousandths of an em.
        x: start of the baseline, points.
        y: of the baseline, points.
        size: of the type, points.
    """
    em = size / 1000
    out: list[Item] = []
    for group in _groups(shaped, _spots(shaped, span, behind)):
        first = group[0]
        width = (group[-1].right - first.left) * em
        item = TextItem(
            round(x + first.left * em, 3), y, _text(shaped, group), shaped.fonts[first.index], size, round(width, 3),
            round(first.after * em, 4), shaped.strokes[first.index],
        )  # fmt: skip
        if first.index in shaped.glyphs:
            item = replace(item, glyphs=_glyphs(shaped, group))
        out.append(item)
        if shaped.lines[first.index]:
            out.append(underline(item.x, item.x + width, y, size))
    return tuple(out)


def _spots(shaped: Shaped, span: tuple[int, int], behind: Mapping[int, float]) -> Iterator[_Spot]:
    """Yield the characters from left to right; what stands behind a character is left of it where it runs so."""
    start, end = span
    levels = shaped.levels[start:end] or [0] * (end - start)
    before, after = [0.0] * len(levels), [0.0] * len(levels)
    for place in range(1, len(levels)):  # what parts two characters belongs to the outer one of the two
        gap = shaped.gaps[start + place] + behind.get(start + place - 1, 0.0)
        if levels[place - 1] <= levels[place]:
            after[place - 1] += gap
        else:
            before[place] += gap
    x = 0.0
    for place in seen_order(levels):
        index, leftward = start + place, bool(levels[place] % 2)
        x += after[place] if leftward else before[place]
        yield _Spot(index, x, x + shaped.widths[index], 0.0 if leftward else after[place], leftward)
        x += shaped.widths[index] + (before[place] if leftward else after[place])


def _groups(shaped: Shaped, spots: Iterator[_Spot]) -> Iterator[list[_Spot]]:
    """Put neighbours of one font and one way together, as far as nothing stands between them."""
    group: list[_Spot] = []
    for spot in spots:
        if group and not _goes_on(shaped, group[-1], spot):
            yield group
            group = []
        group.append(spot)
    if group:
        yield group


def _goes_on(shaped: Shaped, one: _Spot, other: _Spot) -> bool:
    def kind(spot: _Spot) -> tuple[object, ...]:
        index = spot.index
        drawn = (shaped.fonts[index], shaped.strokes[index], shaped.lines[index], index in shaped.glyphs)
        return (*drawn, spot.leftward, spot.after)

    return kind(one) == kind(other) and abs(one.right + one.after - other.left) < 0.001


def _text(shaped: Shaped, group: list[_Spot]) -> str:
    if group[0].index in shaped.glyphs:
        return "".join(shaped.chars[index] for index in sorted(spot.index for spot in group))
    if group[0].leftward:
        return "".join(MIRRORED.get(shaped.chars[spot.index], shaped.chars[spot.index]) for spot in group)
    return "".join(shaped.chars[spot.index] for spot in group)


def _glyphs(shaped: Shaped, group: list[_Spot]) -> tuple[Glyph, ...]:
    return tuple(
        replace(glyph, x=round(spot.left - group[0].left) + glyph.x)
        for spot in group
        for glyph in shaped.glyphs[spot.index]
    )
