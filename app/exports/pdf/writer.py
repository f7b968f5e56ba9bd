"""Writes laid-out pages as a PDF: the same spec, pages and pictures give the same bytes."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from app.core.errors import ExportError, MissingGlyphsError
from app.core.messages import N_
from app.exports.layout.draw import page_items
from app.exports.layout.fonts import FontSet
from app.exports.layout.items import Bookmark, Item, Laid, LinkItem, Page
from app.exports.layout.scripts import refused_in
from app.exports.pdf.canvas import SheetCanvas
from app.exports.spec import CM, DocumentSpec, PageFormat, Pictures

if TYPE_CHECKING:
    import pikepdf

EDGE, HEAD_ROOM = 1.2 * CM, 0.6 * CM
"""What an attached page keeps from the edges of its sheet, and how far it reaches into the upper margin."""
_WRITING = threading.Lock()
"""reportlab keeps one reading position per font, so only one document is written at a time."""


def write_pdf(
    spec: DocumentSpec,
    laid: Laid,
    fonts: FontSet,
    pictures: Pictures,
    *,
    pages: Sequence[int] | None = None,
    attachments: Mapping[str, bytes] | None = None,
    preview: bool = False,
) -> bytes:
    """Draw *laid* and return the PDF's bytes.

    Args:
        spec: what was laid out.
        laid: its pages.
        fonts: the fonts they were measured with.
        pictures: gives the JPEG of each placed picture.
        pages: numbers (from 1) of the pages to draw, in order; all where it is None.
        attachments: SHA-256 of an attached PDF to its bytes.
        preview: draw 〓 for characters without a glyph, and blank sheets for attachments that are not given.

    Raises:
        MissingGlyphsError: text has characters that no font draws, and this is no preview.
        UnreadablePictureError: a picture's bytes are no JPEG.
        ExportError: an attached PDF is not given or is unreadable, and this is no preview.

    Any thread; waits while another document is being written.
    """
    if laid.missing and not preview:
        raise _missing(laid)
    chosen = [laid.pages[number - 1] for number in pages] if pages is not None else list(laid.pages)
    with _WRITING:
        data = _draw(spec, laid, chosen, fonts, pictures)
    if any(page.attached for page in chosen):
        data = _attach(spec, data, chosen, attachments or {}, preview)
    return data


def _missing(laid: Laid) -> MissingGlyphsError:
    chars = "".join(dict.fromkeys(one.char for one in laid.missing))
    script = refused_in(chars)
    if script is not None:
        return MissingGlyphsError(
            N_("A PDF cannot show {script} yet: {characters}", script=script, characters=chars[:40]),
            N_("Save the paper for Word where that is offered, or take these words out of it."),
        )
    return MissingGlyphsError(
        N_("No font has these characters: {characters}", characters=chars[:40]),
        N_("Replace them in the text, then export again."),
    )


def _draw(spec: DocumentSpec, laid: Laid, chosen: list[Page], fonts: FontSet, pictures: Pictures) -> bytes:
    canvas = SheetCanvas(spec, fonts, pictures)
    drawn = {page.number for page in chosen}
    links = {
        item.target
        for page in chosen
        for placed in page.placed
        for item in placed.row.items
        if isinstance(item, LinkItem)
    }
    bookmarks = [one for one in laid.bookmarks if one.page in drawn]
    wanted = {target for target in links if laid.places.get(target) in drawn} | {one.block_id for one in bookmarks}
    by_page: dict[int, list[Bookmark]] = {}
    for one in bookmarks:
        by_page.setdefault(one.page, []).append(one)
    depth = -1
    for index, page in enumerate(chosen):
        canvas.begin_sheet(sheet_of(spec, page))
        canvas.label(index, page.number)
        _draw_page(spec, laid, page, canvas, wanted)
        for one in by_page.get(page.number, ()):
            depth = min(one.depth, depth + 1)
            canvas.bookmark(one.title, one.block_id, depth)
        canvas.next_sheet()
    return canvas.finish(outline=bool(bookmarks))


def _draw_page(spec: DocumentSpec, laid: Laid, page: Page, canvas: SheetCanvas, wanted: set[str]) -> None:
    if spec.watermark:
        canvas.watermark(spec.watermark, sheet_of(spec, page))
    items: list[Item] = []
    for placed, absolute in page_items(laid, page):
        items.extend(absolute)
        if not placed.repeated:
            for block_id in wanted.intersection(placed.row.starts):
                canvas.destination(block_id, placed.y)
    canvas.draw(items)
    for item in items:
        if isinstance(item, LinkItem) and item.target in wanted:
            canvas.link(item.target, item.x, item.y, item.width, item.height)
    if page.furniture:
        canvas.artifact("Footer", page.furniture)


def sheet_of(spec: DocumentSpec, page: Page) -> PageFormat:
    """Return the sheet that *page* is drawn on, upright or lying. Pure; any thread."""
    return spec.page.turned() if page.turned else spec.page


def _room(page: PageFormat) -> tuple[float, float, float, float]:
    """Return the rectangle of an attached page, left, bottom, right, top: above the foot, close to the edges."""
    return EDGE, page.bottom, page.width - EDGE, page.height - max(EDGE, page.top - HEAD_ROOM)


def _source(data: bytes) -> pikepdf.Pdf:
    """Open an attached PDF; what was filled into its forms, and its notes that print, become part of its pages."""
    import pikepdf

    found = pikepdf.open(BytesIO(data))
    form = "/AcroForm" in found.Root
    found.generate_appearance_streams()
    found.flatten_annotations("print")
    if not form:
        return found
    kept = BytesIO()  # what was drawn for the fields exists only once it is written
    found.save(kept)
    found.close()
    return pikepdf.open(kept)


def as_printed(data: bytes) -> bytes:
    """Return an attached PDF with its filled forms and printing notes as part of its pages.

    Raises:
        ExportError: it cannot be read.
    """
    import pikepdf

    out = BytesIO()
    try:
        with _source(data) as found:
            found.save(out, deterministic_id=True)
    except pikepdf.PdfError as cause:
        raise _unreadable("PDF") from cause
    return out.getvalue()


def _attach(
    spec: DocumentSpec, data: bytes, chosen: list[Page], attachments: Mapping[str, bytes], preview: bool
) -> bytes:
    """Lay the pages of attached PDFs over the sheets that were kept free for them."""
    import pikepdf  # late: only documents with attachments pay for it

    out = BytesIO()
    sources: dict[str, pikepdf.Pdf] = {}
    with pikepdf.open(BytesIO(data)) as book:
        for index, page in enumerate(chosen):
            one = page.attached
            if one is None or one.withheld:
                continue
            if one.sha256 not in attachments:
                if preview:
                    continue
                raise _unreadable(one.title)
            try:
                if one.sha256 not in sources:
                    sources[one.sha256] = _source(attachments[one.sha256])
                sheet, name = book.pages[index], pikepdf.Name("/Attached")
                form = book.copy_foreign(sources[one.sha256].pages[one.index].as_form_xobject())
                sheet.add_resource(form, pikepdf.Name.XObject, name, replace_existing=True)
                place = sheet.calc_form_xobject_placement(
                    form,
                    name,
                    pikepdf.Rectangle(*_room(sheet_of(spec, page))),
                    invert_transformations=True,
                    allow_shrink=True,
                    allow_expand=True,
                )
                sheet.contents_add(book.make_stream(place))
            except (pikepdf.PdfError, IndexError) as error:
                if not preview:
                    raise _unreadable(one.title) from error
        book.save(out, deterministic_id=True)
    for source in sources.values():
        source.close()
    return out.getvalue()


def _unreadable(title: str) -> ExportError:
    return ExportError(
        N_("The attached document “{title}” cannot be read.", title=title),
        N_("Attach the file again, then export again."),
        code="export.attachment",
    )
