"""A whole paper: its parts, and the blocks that may stand in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.core.richtext import Runs
from app.exports.spec.forms import FormField, FormGrid, FormTally
from app.exports.spec.paper import A4, PageFormat, TextStyle
from app.exports.spec.pictures import AttachedPdf, Chart, Photos
from app.exports.spec.tables import Table
from app.exports.spec.texts import Contents, Display, Heading, ListItem, PageBreak, Paragraph, Space

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
    style: TextStyle = field(default_factory=TextStyle)
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
