"""Breaks a paragraph into lines and sets each line: our own, because reportlab's Chinese is wrong.

No line begins with closing punctuation or ends with an opening bracket, wherever another break exists;
a closing bracket may hang over the margin by its empty half. Lines are justified by widening the
space between characters (between words, where the text is Latin).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from app.exports.layout.chars import RIGHT_BLANK, Class
from app.exports.layout.items import Item, LateLine, TextItem
from app.exports.layout.seen import seen_items, underline
from app.exports.layout.shaping import HALF, Shaped

LOOSEST = 500
"""A line that would need wider gaps than this (thousandths of an em) stays ragged."""
BASELINE = 0.86
"""Baseline below the top of the em box, in em."""


@dataclass(frozen=True, slots=True)
class Line:
    """Characters ``start`` to ``end``; ``width`` in thousandths of an em; ``last`` of its paragraph."""

    start: int
    end: int
    width: int
    last: bool


def break_lines(shaped: Shaped, width: int, first_indent: int = 0) -> list[Line]:
    """Return the lines of *shaped*; *width* and *first_indent* in thousandths of an em."""
    classes = shaped.classes
    lines: list[Line] = []
    count, start, room = len(classes), 0, width - first_indent
    if not count:
        return [Line(0, 0, 0, True)]
    while start < count:
        index, x, chance, chance_x = _fill(shaped, start, room)
        room = width
        if index >= count:
            lines.append(_trimmed(shaped, start, count, x, True))
            break
        if classes[index] is Class.BREAK:
            lines.append(_trimmed(shaped, start, index, x, True))
            start = index + 1
            if start == count:
                lines.append(Line(count, count, 0, True))
            continue
        if chance <= start:
            chance = _emergency(shaped, start, index)
            chance_x = _natural(shaped, start, chance)
        lines.append(_trimmed(shaped, start, chance, chance_x, False))
        start = chance
        while start < count and classes[start] is Class.SPACE:
            start += 1
    return lines


def _fill(shaped: Shaped, start: int, room: int) -> tuple[int, int, int, int]:
    """Fill a line from *start*: the first character that does not fit, the width so far, the last break and its."""
    classes, widths, gaps, breaks = shaped.classes, shaped.widths, shaped.gaps, shaped.breaks
    x, index, chance, chance_x = 0, start, -1, 0
    while index < len(classes):
        klass = classes[index]
        if klass is Class.BREAK:
            break
        if index > start:
            if breaks[index]:
                chance, chance_x = index, x
            x += gaps[index]
        x += widths[index]
        if x > room and klass is not Class.SPACE and not _hangs(shaped, index, x, room):
            break
        index += 1
    return index, x, chance, chance_x


def _hangs(shaped: Shaped, index: int, x: int, room: int) -> bool:
    return shaped.chars[index] in RIGHT_BLANK and x - HALF <= room


def _emergency(shaped: Shaped, start: int, index: int) -> int:
    """Choose a break where the rules allow none: as late as possible, and not before a closing mark."""
    latest = max(index, start + 1)
    for place in range(latest, start, -1):
        before, after = shaped.classes[place - 1], shaped.classes[place] if place < len(shaped.classes) else None
        if before is not Class.OPEN and after is not Class.CLOSE and after is not Class.GLUE:
            return place
    return latest


def _natural(shaped: Shaped, start: int, end: int) -> int:
    return sum(shaped.widths[start:end]) + sum(shaped.gaps[start + 1 : end])


def _trimmed(shaped: Shaped, start: int, end: int, x: int, last: bool) -> Line:
    while end > start and shaped.classes[end - 1] is Class.SPACE:
        end -= 1
        x -= shaped.widths[end] + (shaped.gaps[end] if end > start else 0)
    return Line(start, end, x, last)


def longest_word(shaped: Shaped, gaps: int = 1) -> int:
    """Return the width of the longest stretch that no line break may part, in thousandths of an em.

    Args:
        shaped: a paragraph.
        gaps: how many times wider the space between Chinese and Latin is than on our own pages.
    """
    longest = x = 0
    for index, klass in enumerate(shaped.classes):
        x = 0 if shaped.breaks[index] or klass is Class.BREAK else x + (shaped.gaps[index] * gaps if x else 0)
        x += shaped.widths[index]
        if klass is not Class.SPACE:  # one at the end of a line takes no room
            longest = max(longest, x)
    return longest


@dataclass(frozen=True, slots=True)
class Setting:
    """How lines are set.

    Args:
        size: of the type, points.
        leading: pitch, points.
        width: of the column, points.
        align: ``justify``, ``left``, ``centre`` or ``right``.
    """

    size: float
    leading: float
    width: float
    align: str = "justify"


def set_line(shaped: Shaped, line: Line, setting: Setting, left: float, indent: float = 0.0) -> tuple[Item, ...]:
    """Return the items of one line; *left* and *indent* in points from the text column's edge."""
    if any(line.start <= place < line.end for place in shaped.targets):
        return (LateLine(0.0, 0.0, partial(_settle, shaped, line, setting, left, indent)),)
    return _set(shaped, line, setting, left, indent)


def _settle(
    shaped: Shaped, line: Line, setting: Setting, left: float, indent: float, pages: Mapping[str, int]
) -> tuple[Item, ...]:
    """Set a line again with its page numbers: shorter numbers leave their room to the line's other gaps."""
    widths, chars, saved = list(shaped.widths), list(shaped.chars), 0
    for place, target in shaped.targets.items():
        chars[place] = str(pages.get(target, 0) or "?")
        width = widths[place] // 3 * len(chars[place])
        if line.start <= place < line.end:
            saved += widths[place] - width
        widths[place] = width
    settled = replace(shaped, widths=widths, chars=chars)
    return _set(settled, replace(line, width=line.width - saved), setting, left, indent)


def _set(shaped: Shaped, line: Line, setting: Setting, left: float, indent: float) -> tuple[Item, ...]:
    size = setting.size
    em = size / 1000
    room = setting.width - indent
    slack = room / em - line.width
    extra, gaps = 0.0, 0
    if setting.align == "justify" and not line.last and slack > 0:
        gaps = sum(1 for index in range(line.start + 1, line.end) if _stretches(shaped, index))
        extra = slack / gaps if gaps and slack / gaps <= LOOSEST else 0.0
    x, align = left + indent, setting.align
    if shaped.from_the_right(line.start) and align in ("left", "justify"):
        x, align = left, "right"
        slack -= extra * gaps if extra else 0
    if align == "centre":
        x += max(0.0, slack * em / 2)
    elif align == "right":
        x += max(0.0, slack * em)
    y = (setting.leading - size) / 2 + BASELINE * size
    if shaped.levels or shaped.glyphs:
        return seen_items(shaped, (line.start, line.end), _stretched(shaped, line, extra), x, y, size)
    return _items(shaped, line, x, y, size, extra)


def _stretched(shaped: Shaped, line: Line, extra: float) -> Mapping[int, float]:
    """Return the space that justification puts behind characters of *line*."""
    places = range(line.start, line.end - 1) if extra else ()
    return {index: extra for index in places if _stretches(shaped, index + 1)}


def _stretches(shaped: Shaped, index: int) -> bool:
    """Say whether a justified line may widen the gap before the character *index*."""
    klass, before = shaped.classes[index], shaped.classes[index - 1]
    if klass is Class.SPACE or (klass is Class.GLUE and before is Class.GLUE):
        return False
    return before is Class.SPACE or not (shaped.latin[index] and shaped.latin[index - 1])


def _items(shaped: Shaped, line: Line, x: float, y: float, size: float, extra: float) -> tuple[Item, ...]:
    em = size / 1000
    out: list[Item] = []
    rule_from: float | None = None
    index = line.start
    while index < line.end:
        if index > line.start:
            x += shaped.gaps[index] * em
        if shaped.lines[index] and rule_from is None:
            rule_from = x
        elif not shaped.lines[index] and rule_from is not None:
            out.append(underline(rule_from, x, y, size))
            rule_from = None
        end, spaced = _same(shaped, index, line.end, extra > 0)
        text = "".join(shaped.chars[index:end])
        width = (sum(shaped.widths[index:end]) + (extra * (end - index - 1) if spaced else 0.0)) * em
        out.append(
            TextItem(
                round(x, 3),
                y,
                text,
                shaped.fonts[index],
                size,
                round(width, 3),
                round(extra * em, 4) if spaced else 0.0,
                shaped.strokes[index],
            )
        )
        x += width
        if extra and end < line.end and _stretches(shaped, end):
            x += extra * em
        index = end
    if rule_from is not None:
        out.append(underline(rule_from, x, y, size))
    return tuple(out)


def _same(shaped: Shaped, index: int, end: int, stretched: bool) -> tuple[int, bool]:
    """Return where the run that starts at *index* ends, and whether its characters are spaced apart."""
    font, stroke, underline = shaped.fonts[index], shaped.strokes[index], shaped.lines[index]
    spaced: bool | None = None
    place = index + 1
    while place < end:
        if (
            shaped.fonts[place] != font
            or shaped.strokes[place] is not stroke
            or shaped.lines[place] is not underline
            or shaped.gaps[place]
        ):
            break
        if stretched:
            here = _stretches(shaped, place)
            if spaced is not None and here is not spaced:
                break
            spaced = here
        place += 1
    return place, bool(spaced)
