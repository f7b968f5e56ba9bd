"""Photos and charts as pictures inside a .docx: the same items as on the printed page, at 200 dots to the inch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.exports.docx.tables import ASIDE
from app.exports.layout import FontSet, lay_out
from app.exports.layout.photos import shown_size
from app.exports.pdf import as_printed, render_pages, write_pdf
from app.exports.spec import AttachedPdf, Chart, DocumentSpec, NoPictures, PageFormat, Part, Photos, Picture, Pictures
from app.media import png

DPI, SHEET_DPI = 200, 130
TALLEST = {1: 340.0, 2: 244.0, 3: 184.0, 4: 147.0}
"""Points that a photo is high at most, by how many stand in a row."""
ROLL, EDGE = 3000.0, 6.0
"""A page that any chart fits on, and the room around it, in points."""


def photo(
    picture: Picture, pictures: Pictures, width: float, per_row: int, tallest: float = 0.0
) -> tuple[bytes, float, float]:
    """Return a JPEG with the width and height in points at which it is shown. Raises UnreadablePictureError."""
    wide, high, across, down = _size(picture, width, tallest or TALLEST[per_row])
    return pictures.jpeg(picture, across, down), wide, high


def placed_in(spec: DocumentSpec) -> Iterator[tuple[Picture, int, int]]:
    """Yield every photo of a paper with the pixels that its .docx asks for."""
    whole = spec.page.width - spec.page.left - spec.page.right
    for part in spec.parts:
        for block in part.blocks:
            if isinstance(block, Photos):
                per_row, width = slots(block, whole)
                for item in block.items:
                    _wide, _high, across, down = _size(item.picture, width, block.tallest or TALLEST[per_row])
                    yield item.picture, across, down


def _size(picture: Picture, width: float, tallest: float) -> tuple[float, float, int, int]:
    """Return width and height in points, then in pixels."""
    across, down = shown_size(picture)
    scale = min(width / across, tallest / down)
    wide, high = across * scale, down * scale
    return wide, high, max(round(wide / 72 * DPI), 1), max(round(high / 72 * DPI), 1)


def chart(block: Chart, spec: DocumentSpec, width: float, fonts: FontSet) -> tuple[bytes, float]:
    """Return a PNG of a drawing and its height in points; its caption is written as text."""
    bare = replace(block, caption=(), note=(), numbered=False)

    def page(height: float) -> DocumentSpec:
        sheet = PageFormat(width + 2 * EDGE, height, EDGE, EDGE, EDGE, EDGE)
        return DocumentSpec(
            spec.title, spec.language, (Part("chart", "plain", (), (bare,), show_title=False),), page=sheet,
            style=spec.style, words=spec.words, outline=False, page_words=" ",
        )  # fmt: skip

    roll = lay_out(page(ROLL), fonts)
    height = max((one.y + one.row.height for one in roll.pages[0].placed), default=0.0) + 3 * EDGE
    made = page(height)
    data = write_pdf(made, lay_out(made, fonts), fonts, NoPictures())
    (raster,) = render_pages(data, [1], DPI)
    return png(raster.width, raster.height, raster.data), height


def sheets(block: AttachedPdf, data: bytes, width: float, height: float) -> Iterator[tuple[bytes, float, float]]:
    """Yield each page of an attached PDF as a PNG, with width and height in points that fit the given ones.

    Raises:
        ExportError, InputError: the PDF cannot be read.
    """
    numbers = range(block.first + 1, block.first + block.pages + 1)
    for page in render_pages(as_printed(data), numbers, SHEET_DPI):
        scale = min(width / page.width, height / page.height)
        yield png(page.width, page.height, page.data), page.width * scale, page.height * scale


def slots(block: Photos, width: float) -> tuple[int, float]:
    """Return how many photos stand in a row, and the width of each in points."""
    per_row = min(max(block.per_row, 1), 4)
    return per_row, (width - (per_row - 1) * 2 * ASIDE) / per_row
