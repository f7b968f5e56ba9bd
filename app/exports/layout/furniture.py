"""What stands around the text of each page: the page number, the footer and the marking."""

from __future__ import annotations

from functools import lru_cache

from app.exports.layout.fonts import FontSet
from app.exports.layout.items import FAINT, Item, RuleItem, shifted
from app.exports.layout.measure import Frame, shaped_line
from app.exports.spec import CM, DocumentSpec, PageFormat

FOOT = 0.46
"""Top of the foot line within the lower margin, as a share of the margin's height."""
HEAD = 0.38
"""Top of the head line within the upper margin."""
EDGE = 1.2 * CM
"""What stands around the text keeps this far from the edge of the sheet, where the margin has the room."""
BAND = 1.3 * CM
"""Width of the band at the left of a cover."""
LEAF = (0.122, 0.435, 0.290)
"""The leaf token of the look; its grey value prints dark."""
DEEP, HIGH = 1.31, 0.15
"""How far letters reach below, and how far below its top they begin in, a line of furniture, in em."""


def furnish(
    spec: DocumentSpec, frame: Frame, fonts: FontSet, place: tuple[int, int], code: str, cover: bool
) -> tuple[Item, ...]:
    """Return the items around a page, in sheet coordinates; a cover has its marking alone.

    Args:
        spec: of the document.
        frame: its column.
        fonts: that it is set with.
        place: number of the page, and of all pages.
        code: of the form on it, "" for none.
        cover: whether it is a cover.
    """
    number, pages = place
    page = spec.page
    numbered = not cover or spec.cover_numbered
    low = min(page.bottom * FOOT - frame.size * 0.5, page.bottom - EDGE - DEEP * frame.size)
    foot = round(page.height - page.bottom + max(low, 0.35 * frame.size + 2.0), 3)
    out: list[Item] = []
    if numbered:
        words = spec.page_words.format(page=number, pages=pages) if spec.page_words else str(number)
        out += _line(words, "right" if spec.page_words else "centre", frame.width, foot, page, frame, fonts)
        if spec.footer:
            room = frame.width * 0.78 if spec.page_words else frame.width / 2 - 2.5 * frame.size
            out += _line(spec.footer, "left", room, foot, page, frame, fonts)
            y = round(foot - 0.35 * frame.size, 3)
            out.append(RuleItem(page.left, y, page.left + frame.width, y, 0.4, FAINT))
    head = round(
        max(min(EDGE - HIGH * frame.size, page.top - 1.4 * frame.size), page.top * HEAD - frame.size * 0.5, 4.0), 3
    )
    if spec.marking:
        out += _line(spec.marking, "left" if code else "right", frame.width, head, page, frame, fonts)
    if code:
        out += _line(code, "right", frame.width, head, page, frame, fonts)
    return tuple(out)


def cover_design(design: str, page: PageFormat) -> tuple[Item, ...]:
    """Return what a cover's design draws on its sheet: a double ``frame``, or a coloured ``band`` at the left."""
    if design == "band":
        x, line = 0.5 * BAND, BAND + 0.22 * CM
        return (
            RuleItem(x, 0.0, x, page.height, BAND, colour=LEAF),
            RuleItem(line, 0.0, line, page.height, 1.2, colour=LEAF),
        )
    if design != "frame":
        return ()
    items: list[Item] = []
    for inset, thick in ((1.25 * CM, 2.4), (1.45 * CM, 0.6)):
        right, low = page.width - inset, page.height - inset
        half = thick / 2
        items += [
            RuleItem(inset - half, inset, right + half, inset, thick),
            RuleItem(inset - half, low, right + half, low, thick),
            RuleItem(inset, inset, inset, low, thick),
            RuleItem(right, inset, right, low, thick),
        ]
    return tuple(items)


def _line(
    text: str, align: str, width: float, y: float, page: PageFormat, frame: Frame, fonts: FontSet
) -> tuple[Item, ...]:
    return tuple(
        shifted(item, page.left, y) for item in _set(text, align, round(width, 3), frame.face, frame.size, fonts)
    )


@lru_cache(maxsize=512)
def _set(text: str, align: str, width: float, face: str, size: float, fonts: FontSet) -> tuple[Item, ...]:
    return shaped_line(text, face, size, round(size * 1.4, 2), width, align, fonts)[0]
