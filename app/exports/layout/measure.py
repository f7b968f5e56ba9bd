"""Measures blocks into rows. Depends on nothing but its arguments, so that the cache can trust it."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.richtext import BOLD, EMPHASIS
from app.exports.layout.breaking import BASELINE, Setting, break_lines, set_line
from app.exports.layout.chars import is_latin
from app.exports.layout.fonts import FontSet, look
from app.exports.layout.items import BoxItem, Item, Measured, Row, RuleItem, TextItem, shifted
from app.exports.layout.numbering import PageOf, Resolved
from app.exports.layout.scripts import joined_script
from app.exports.layout.shaping import Piece, Shaped, shape_pieces

MIN_HANG = 1.0
"""Least room of a hanging number, in em."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The column that blocks are measured for.

    Args:
        width: of the text column, points.
        height: of the text area, points.
        size, leading: of body text, points.
        indent_em: first-line indent of body paragraphs.
        face: ``kai`` or ``sans``.
        cover_title, cover_body: sizes on the cover.
        chinese: whether the output language is Chinese.
    """

    width: float
    height: float
    size: float
    leading: float
    indent_em: float
    face: str
    cover_title: float
    cover_body: float
    chinese: bool


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How one block of text is set; lengths in points.

    Args:
        indent: of the first line.
        left: from the column's edge.
        heading: in the headings' font.
        bold: all of it.
        before, after: space above and below.
        keep: stays with what follows.
        hang: room of the number or marker; 0 takes the number's own width.
    """

    size: float
    leading: float
    align: str = "justify"
    indent: float = 0.0
    left: float = 0.0
    heading: bool = False
    bold: bool = False
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    hang: float = 0.0
    role: str = "P"


def pieces_of(runs: Resolved, face: str, *, heading: bool = False, bold: bool = False) -> tuple[Piece, ...]:
    """Give each run its fonts; emphasis is italic in purely Latin runs and a thin rule below in others."""
    out: list[Piece] = []
    for run in runs:
        strong = bold or BOLD in run.marks
        if isinstance(run, PageOf):
            out.append(Piece("", look(face, bold=strong, heading=heading), target=run.target))
            continue
        emphasis = EMPHASIS in run.marks
        italic = emphasis and face == "kai" and not heading and all(map(_slants, run.text))
        fonts = look(face, bold=strong, italic=italic, heading=heading)
        out.append(Piece(run.text, fonts, underline=emphasis and not italic))
    return tuple(out)


def _slants(char: str) -> bool:
    return is_latin(char) and not joined_script(char)


def text_block(
    block_id: str,
    runs: Resolved,
    style: TextStyle,
    frame: Frame,
    fonts: FontSet,
    *,
    marker: str = "",
    box: bool = False,
) -> Measured:
    """Measure a paragraph, heading, caption or list item; *marker* hangs before it, *box* is □ drawn."""
    shaped = shape_pieces(pieces_of(runs, frame.face, heading=style.heading, bold=style.bold), fonts)
    em = style.size / 1000
    hang, lead = _marker(marker, box, style, frame, fonts)
    left = style.left + hang
    setting = Setting(style.size, style.leading, frame.width - left, style.align)
    if shaped.from_the_right():
        left, lead = 0.0, from_the_right(lead, frame.width)
    lines = break_lines(shaped, int(setting.width / em), int(style.indent / em))
    rows: list[Row] = []
    for index, line in enumerate(lines):
        items = set_line(shaped, line, setting, left, style.indent if index == 0 else 0.0)
        rows.append(
            Row(
                style.leading,
                (lead if index == 0 else ()) + items,
                block_id,
                style.role,
                keep=style.keep or holds(index, len(lines)),
                before=style.before if index == 0 else 0.0,
                after=style.after if index == len(lines) - 1 else 0.0,
                starts=(block_id,) if index == 0 else (),
            )
        )
    return Measured(tuple(rows), tuple(shaped.missing))


def from_the_right(items: tuple[Item, ...], width: float) -> tuple[Item, ...]:
    """Return a marker or box that stood on the left of a column *width* points wide on its right."""
    if not items:
        return ()
    low = min(item.x for item in items if isinstance(item, TextItem | BoxItem | RuleItem))
    high = max(item.x + _wide(item) for item in items)
    return tuple(shifted(item, width - low - high, 0.0) for item in items)


def _wide(item: Item) -> float:
    if isinstance(item, TextItem):
        return item.width
    return item.size if isinstance(item, BoxItem) else 0.0


def holds(index: int, count: int) -> bool:
    """Say whether line *index* of *count* stays with the next: two lines at least on either page."""
    return index < count - 1 and (index == 0 or index == count - 2)


def _marker(marker: str, box: bool, style: TextStyle, frame: Frame, fonts: FontSet) -> tuple[float, tuple[Item, ...]]:
    if box:
        side = round(0.78 * style.size, 2)
        top = (style.leading - style.size) / 2 + BASELINE * style.size - side + 0.06 * style.size
        return max(style.hang, 1.4 * style.size), (BoxItem(style.left, round(top, 3), side),)
    if not marker:
        return style.hang, ()
    fonts_of = look(frame.face, bold=style.bold, heading=style.heading)
    shaped = shape_pieces((Piece(marker, fonts_of),), fonts)
    (line, *_) = break_lines(shaped, 10**9)
    items = set_line(shaped, line, Setting(style.size, style.leading, frame.width, "left"), style.left)
    own = sum(shaped.widths) + sum(shaped.gaps)
    space = 0 if marker.endswith(("、", "　", ". ")) else 300
    return max(style.hang, (own + space) * style.size / 1000), items


def shaped_line(
    text: str, face: str, size: float, leading: float, width: float, align: str, fonts: FontSet, *, bold: bool = False
) -> tuple[tuple[Item, ...], Shaped]:
    """Set *text* on a single line of *width* points, cut with … where it is too long."""
    one = look(face, bold=bold)
    text = text.replace("\n", " ")
    shaped = shape_pieces((Piece(text, one),), fonts)
    limit = width * 1000 / size
    while text and sum(shaped.widths) + sum(shaped.gaps) > limit:
        text = text.rstrip("…")[:-1] + "…" if text.rstrip("…")[:-1] else ""
        shaped = shape_pieces((Piece(text, one),), fonts)
    lines = break_lines(shaped, 10**9)
    return set_line(shaped, lines[0], Setting(size, leading, width, align), 0.0), shaped


def double_rule(
    block_id: str, x: float, x2: float, *, heavy_first: bool, before: float, after: float, keep: bool
) -> Row:
    """Return a row with the thick and thin rule of an almanac's title page."""
    thick, thin = (0.8, 3.4) if heavy_first else (3.4, 0.8)
    items = (RuleItem(x, thick, x2, thick, 1.6), RuleItem(x, thin, x2, thin, 0.5))
    return Row(4.2, items, block_id, "Artifact", keep=keep, before=before, after=after)
