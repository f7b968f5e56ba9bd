"""What a laid-out document is made of: items on rows, rows on pages. Lengths in points, y downwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from app.exports.drawings import Fill
from app.exports.layout.joining import Glyph
from app.exports.spec import Picture

INK = 0.0
FAINT = 0.62
"""Grey of thin rules and leaders, 0 black to 1 white."""


@dataclass(frozen=True, slots=True)
class TextItem:
    """Characters of one font on one baseline.

    Args:
        x, y: start of the baseline.
        spacing: added after each character, from justification.
        stroke: drawn with an outline, to look bold.
        glyphs: of joined letters and placed marks, from left to right, drawn in place of the characters.
    """

    x: float
    y: float
    text: str
    font: str
    size: float
    width: float
    spacing: float = 0.0
    stroke: bool = False
    glyphs: tuple[Glyph, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleItem:
    """A straight line from (x, y) to (x2, y2); ``dotted`` for leaders; ``colour`` as red, green, blue, else grey."""

    x: float
    y: float
    x2: float
    y2: float
    thickness: float = 0.5
    grey: float = INK
    dotted: bool = False
    colour: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class BoxItem:
    """An empty square, the mark of a list to tick; (x, y) is its upper left corner."""

    x: float
    y: float
    size: float
    thickness: float = 0.7


@dataclass(frozen=True, slots=True)
class FillItem:
    """A rectangle with a fill and a thin outline; (x, y) is its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill
    thickness: float = 0.6


@dataclass(frozen=True, slots=True)
class MarkItem:
    """A round mark about (x, y), on an axis or a line; ``hollow`` leaves its middle white."""

    x: float
    y: float
    radius: float
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class TintItem:
    """A rectangle of a light ground, from 0 (white) to 4, with a thin outline."""

    x: float
    y: float
    width: float
    height: float
    level: int


@dataclass(frozen=True, slots=True)
class PictureItem:
    """A picture whose upper left corner is (x, y), with the pixels it needs and its alternative text."""

    x: float
    y: float
    width: float
    height: float
    picture: Picture
    width_px: int
    height_px: int
    block_id: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class PageNumberItem:
    """Room for the page number of *target*, three digits wide, filled in while drawing.

    ``digit`` is the width of one digit; the number stands at the right of its room.
    """

    x: float
    y: float
    width: float
    target: str
    font: str
    size: float
    digit: float
    stroke: bool = False


@dataclass(frozen=True, slots=True)
class LateLine:
    """A line that shows page numbers: broken with three digits each, set once they are known.

    ``settle`` takes id to page and returns the line's items, relative to (x, y).
    """

    x: float
    y: float
    settle: Callable[[Mapping[str, int]], tuple[Item, ...]]


@dataclass(frozen=True, slots=True)
class LinkItem:
    """A rectangle that leads to *target*."""

    x: float
    y: float
    width: float
    height: float
    target: str


Item = (
    TextItem | RuleItem | BoxItem | FillItem | MarkItem | TintItem | PictureItem | PageNumberItem | LinkItem | LateLine
)


def shifted(item: Item, dx: float, dy: float) -> Item:
    """Return *item* moved by (dx, dy).

    Nearly all are words and rules, a hundred for each page several times over: those are made without ``replace``,
    which takes five times as long.
    """
    x, y = item.x + dx, item.y + dy
    if isinstance(item, TextItem):
        return TextItem(x, y, item.text, item.font, item.size, item.width, item.spacing, item.stroke, item.glyphs)
    if isinstance(item, RuleItem):
        return RuleItem(x, y, item.x2 + dx, item.y2 + dy, item.thickness, item.grey, item.dotted, item.colour)
    return replace(item, x=x, y=y)


@dataclass(frozen=True, slots=True)
class Attached:
    """One page of another PDF, drawn whole; ``withheld`` leaves its sheet to the words that stand there instead."""

    sha256: str
    index: int
    title: str
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The smallest thing a page break cannot part: a line, a table row, a row of photos.

    Args:
        height: of the row, without the space above and below.
        items: relative to the text column's left edge and the row's top.
        block_id: block it belongs to.
        role: of the block, for a structure tree: H1 to H4, P, LI, TR, Figure, Caption, TOCI.
        keep: never parted from the next row.
        before, after: least space above and below; dropped at a page's top.
        repeat: rows that stand above this one when it begins a page (table heads).
        starts: ids of blocks and photos that begin here.
        blank: draws nothing and is dropped at a page's top.
        new_page: what follows starts a new page.
        attached: a page of another PDF, which takes the whole sheet.
        turned: whether it stands on a sheet that lies on its long side.
    """

    height: float
    items: tuple[Item, ...]
    block_id: str
    role: str = "P"
    keep: bool = False
    before: float = 0.0
    after: float = 0.0
    repeat: tuple[Row, ...] = ()
    starts: tuple[str, ...] = ()
    blank: bool = False
    new_page: bool = False
    attached: Attached | None = None
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """A block's rows, and the characters in it that no font has."""

    rows: tuple[Row, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A row at (x, y) of the sheet; ``repeated`` marks a table head that stood before."""

    row: Row
    x: float
    y: float
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet.

    Args:
        number: from 1, the cover counted.
        part_id: part of the first row.
        placed: rows in reading order.
        furniture: page number, footer, marking and their rule, in sheet coordinates.
        turned: whether the sheet lies on its long side.
    """

    number: int
    part_id: str
    placed: tuple[Placed, ...]
    furniture: tuple[Item, ...] = ()
    turned: bool = False

    @property
    def attached(self) -> Attached | None:
        """The page of another PDF that this sheet is, or None."""
        return self.placed[0].row.attached if self.placed else None


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character that no font has, and the block it stands in."""

    char: str
    block_id: str


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture as printed: size in points, pixels needed, and the dots per inch that they give."""

    block_id: str
    picture: Picture
    width_pt: float
    height_pt: float
    width_px: int
    height_px: int
    dpi: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: depth from 0, its words, the page and the height on it."""

    depth: int
    title: str
    block_id: str
    page: int
    y: float


@dataclass(frozen=True, slots=True)
class Unresolved:
    """An atom whose target is not in the document; it was printed as a question mark."""

    kind: str
    target: str
    block_id: str


@dataclass(frozen=True, slots=True)
class Laid:
    """A whole document on pages.

    Args:
        pages: in order; their number is what the meter shows.
        missing: characters that no font has.
        places: id of a block, photo or part to its first page.
        part_pages: id of a part to its first and last page.
        pictures: as printed, in order.
        bookmarks: for the outline.
        labels: id of a figure, table, heading or part to its number, such as 圖3.
        unresolved: references that lead nowhere.
    """

    pages: tuple[Page, ...]
    missing: tuple[MissingGlyph, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict, hash=False)
    part_pages: Mapping[str, tuple[int, int]] = field(default_factory=dict, hash=False)
    pictures: tuple[PlacedPicture, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    unresolved: tuple[Unresolved, ...] = ()
