"""What an exporter is given: frozen, resolved, masked for its audience, in one language.

A :class:`DocumentSpec` describes every paged output (dossier, printable list, manual, card, check
report) for ``exports/layout``, which turns it into pages of placed items; ``exports/pdf`` draws them
and the preview shows them. The same spec gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from app.core.richtext import Runs
from app.exports.drawings import Drawing

CM = 72 / 2.54
"""Points in a centimetre."""
SHOWN = "shown:"
"""Begins the target of a ``page`` atom that asks for the pages on which a record is printed."""


class Audience(StrEnum):
    """Who an output is for; masking happened before the spec was made."""

    TEAM = "team"
    AUTHORITY = "authority"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class PageFormat:
    """Paper and margins, in points."""

    width: float = 595.276
    height: float = 841.89
    top: float = 2.5 * CM
    bottom: float = 2.5 * CM
    left: float = 2.5 * CM
    right: float = 2.5 * CM

    def turned(self) -> PageFormat:
        """Return the same sheet lying on its long side, with the same margins."""
        return PageFormat(self.height, self.width, self.top, self.bottom, self.left, self.right)


A4 = PageFormat()
LETTER = PageFormat(width=612.0, height=792.0)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Sizes of a document's text, in points.

    Args:
        size: body, headings, captions, cells, marks: everything off the cover.
        leading: pitch of the lines.
        cover_title, cover_body: sizes on the cover.
        indent_em: first-line indent of body paragraphs, in em.
        face: ``kai`` (body in Kai, the default for dossiers) or ``sans`` (lists, manuals, cards).
    """

    size: float = 14.0
    leading: float = 22.0
    cover_title: float = 16.0
    cover_body: float = 14.0
    indent_em: float = 2.0
    face: str = "kai"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its bytes and how it is shown.

    Args:
        sha256: hash of the original.
        width_px, height_px: size upright, before the crop.
        crop: left, top, right, bottom in thousandths of the upright picture.
        turn: quarter turns clockwise, 0–3, after EXIF uprighting.
    """

    sha256: str
    width_px: int
    height_px: int
    crop: tuple[int, int, int, int] = (0, 0, 1000, 1000)
    turn: int = 0


class Pictures(Protocol):
    """Gives finished JPEG bytes; implemented in services over the derivative cache."""

    def jpeg(self, picture: Picture, width_px: int, height_px: int) -> bytes:
        """Return an sRGB, EXIF-free JPEG of exactly that size. Raises UnreadablePictureError."""
        ...


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; its number is made by the layout, never typed.

    Args:
        level: 1 for the first level below the chapter title (一、), 2 (一), 3 1., 4 (1).
        numbered: whether it takes part in the numbering.
        ruled: whether a heavy line across the page begins it, as on forms, whose questions are bold too.
    """

    id: str
    level: int
    runs: Runs
    numbered: bool = True
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``style``: body, lead (bold), note, centre, plain (no indent), small-gap, ragged."""

    id: str
    runs: Runs
    style: str = "body"


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list. ``marker``: ``bullet``, ``number`` or ``box`` (□); ``level`` from 0; ``shows``: see Table."""

    id: str
    runs: Runs
    marker: str = "bullet"
    level: int = 0
    shows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A table column. ``weight``: share of the width; ``align``: left, right, centre."""

    weight: float = 1.0
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with repeated heads. ``header``: first rows that repeat; caption stands above it.

    Args:
        rows: cells as runs; all rows as long as ``columns``.
        note: small remark below, such as the date of the numbers.
        row_shows: id of the record that each row prints, "" for none; as long as ``rows``, or empty.
        shows: ids of records that the table as a whole tells of.
        whole: whether no page break parts it, its note and the heading above, where one page can hold them.
        landscape: whether it stands on sheets that lie on their long side; so does the heading right above.
    """

    id: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    header: int = 1
    caption: Runs = ()
    numbered: bool = True
    note: Runs = ()
    row_shows: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    whole: bool = False
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class PhotoItem:
    """One photo of a row with its caption (the layout adds 圖N、 / Figure N.). ``shows``: id of the photo's record."""

    id: str
    picture: Picture
    caption: Runs = ()
    shows: str = ""


@dataclass(frozen=True, slots=True)
class Photos:
    """Photos, one, two or four to a row, equally high within a row, caption below each; ``shows`` as in Table.

    Args:
        tallest: points that a row is high at most; 0 leaves it to the layout.
    """

    id: str
    items: tuple[PhotoItem, ...]
    per_row: int = 2
    numbered: bool = True
    shows: tuple[str, ...] = ()
    tallest: float = 0.0


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of values, numbered among the figures, its caption below.

    Args:
        alt: what it shows, in a sentence, for those who cannot see it.
        note: small remark below, such as the period and the number of events.
        shows: ids of the records that it tells of.
    """

    id: str
    drawing: Drawing
    caption: Runs = ()
    note: Runs = ()
    numbered: bool = True
    alt: str = ""
    shows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents; page numbers reserve three digits and are filled while drawing.

    ``depth``: 1 chapters, 2 with first headings; ``of``: ``headings``, ``figures`` or ``tables``.
    """

    id: str = "contents"
    depth: int = 2
    of: str = "headings"


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height in lines of body text."""

    id: str
    lines: float = 1.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""

    id: str


@dataclass(frozen=True, slots=True)
class AttachedPdf:
    """Pages of another PDF, each on a sheet of its own that counts and has its number; bookmarked and listed.

    Args:
        title: what the bookmarks and the contents say.
        pages: how many of them, from page ``first`` (from 0) on.
        sha256: of the PDF.
        wide: which of them lie on their long side, one for each; all stand upright where it is empty.
        instead: said on every sheet in place of the page, for readers who may not see it; "" draws the page.
    """

    id: str
    title: str
    pages: int
    sha256: str
    first: int = 0
    wide: tuple[bool, ...] = ()
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """One choice on a paper form. ``key``: what is typed for it; ``ticked``: whether its box is ticked."""

    key: str
    label: Runs
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class FormField:
    """One question of a paper form with the room for its answer; a page break never parts the two.

    Args:
        label: the question; it wraps and is never cut.
        answer: ``line`` (ruled lines), ``box`` (an open frame), ``ticks`` or ``blanks`` (words with gaps).
        lines: how many lines, or how high the box is, in lines of handwriting.
        ticks: boxes to tick.
        blanks: the words between which gaps stand, such as ("", "年", "月", "日").
        value: what is known already; it stands where one would write.
        unit: behind the line.
        note: a hint below the label.
    """

    id: str
    label: Runs
    answer: str = "line"
    lines: int = 1
    ticks: tuple[Tick, ...] = ()
    blanks: tuple[str, ...] = ()
    value: Runs = ()
    unit: Runs = ()
    note: Runs = ()


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of a ruled table. ``circles``: marks in each empty cell, one of which is to be circled."""

    label: Runs
    weight: float = 1.0
    circles: tuple[str, ...] = ()
    align: str = "left"


@dataclass(frozen=True, slots=True)
class FormGrid:
    """A ruled table to write in: its heads repeat, its rows stay whole.

    Args:
        rows: cells that are known, each row as long as ``columns``.
        blank: empty rows below them.
        lines: height of a row in lines of handwriting, at least.
        shaded: places of rows that head what follows: on a light ground, as high as their words, without inner walls.
    """

    id: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[Runs, ...], ...] = ()
    blank: int = 0
    lines: float = 1.0
    shaded: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FormTally:
    """Boxes in which counts are written, each with its label; ``label`` stands before them."""

    id: str
    label: Runs
    boxes: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Display:
    """Words of a poster in a size of their own.

    Args:
        size: points.
        after: space below, in points.
        role: ``line``, or ``band`` for a coloured bar without words (``size`` is its height).
    """

    id: str
    runs: Runs
    size: float
    bold: bool = False
    align: str = "left"
    after: float = 0.0
    role: str = "line"


Block = (
    Heading
    | Paragraph
    | ListItem
    | Table
    | Photos
    | Chart
    | Contents
    | Space
    | PageBreak
    | AttachedPdf
    | FormField
    | FormGrid
    | FormTally
    | Display
)


def records_in(block: Block) -> tuple[str, ...]:
    """Return the ids of the records that a block prints or tells of, in its order."""
    found: list[str] = list(block.shows) if isinstance(block, Table | Photos | Chart | ListItem) else []
    if isinstance(block, Table):
        found += [one for one in block.row_shows if one]
    elif isinstance(block, Photos):
        found += [one.shows for one in block.items if one.shows]
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Part:
    """A cover, summary table, contents, chapter or appendix; starts on a new page unless told not to.

    Args:
        id: block id of the part, target of bookmarks and references.
        kind: ``cover``, ``summary``, ``contents``, ``chapter``, ``appendix`` or ``plain``.
        title: without its number; the layout numbers 第一章 / Chapter 1, 附錄一 / Appendix 1.
        blocks: in order. A cover's blocks are paragraphs: ``title`` style in the cover size.
        listed: whether it stands in the contents and the bookmarks.
        show_title: whether the title is printed above the blocks.
        code: of this form, where a document holds several; "" takes the document's.
        design: of a cover: "" sets its title between rules, ``frame`` frames the sheet, ``band`` has a coloured band.
    """

    id: str
    kind: str
    title: Runs
    blocks: tuple[Block, ...] = ()
    new_page: bool = True
    listed: bool = True
    show_title: bool = True
    code: str = ""
    design: str = ""


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """A whole paged output.

    Args:
        title: of the PDF.
        language: ``zh_TW`` or ``en``: labels, numbering style and PDF language.
        parts: in printing order.
        footer: printed at each page's foot beside the page number, such as the community's name.
        author, subject, keywords: PDF information.
        date_iso: date stamped into the PDF, ``YYYY-MM-DD``.
        watermark: drawn as vector outlines on every page, "" for none.
        marking: audience or draft words printed at the head of each page, "" for none.
        cover_numbered: whether the cover shows its page number (it counts in any case).
        full_width_parens: （一） instead of (一).
        words: label id to wording in the output language (figure, table, chapter, contents, page…).
        outline: whether there are bookmarks.
        code: of a paper form, printed at the head on the right, "" for none.
        page_words: such as "Page {page} of {pages}", printed instead of the bare page number.
    """

    title: str
    language: str
    parts: tuple[Part, ...]
    page: PageFormat = A4
    style: TextStyle = TextStyle()
    footer: str = ""
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    date_iso: str = "2025-01-01"
    watermark: str = ""
    marking: str = ""
    cover_numbered: bool = False
    full_width_parens: bool = False
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    outline: bool = True
    code: str = ""
    page_words: str = ""
