"""From laid-out pages to pictures of them, through the PDF writer: the preview is the print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.exports.layout import FontSet, page_items
from app.exports.pdf import RasterPage, render_pages
from app.ui.studio.pages.pictures import ReadyPictures

if TYPE_CHECKING:
    from app.services.dossier.press import Pressed
    from app.services.photos.pictures import Request


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page that was asked for.

    Args:
        number: from 1.
        mark: equal for equal pages.
        raster: the picture; None where the one that is known is still true.
    """

    number: int
    mark: int
    raster: RasterPage | None


@dataclass(frozen=True, slots=True)
class Rendered:
    """What came of one rendering. ``missing``: pictures that were drawn pale and have to be made."""

    sheets: tuple[Sheet, ...]
    missing: tuple[Request, ...] = ()


def mark_of(pressed: Pressed, number: int) -> int:
    """Return a number that is equal for pages that look the same."""
    page = pressed.laid.pages[number - 1]
    items = tuple(item for _placed, found in page_items(pressed.laid, page) for item in found)
    return hash((items, page.furniture, page.attached, page.turned, pressed.spec.watermark, pressed.spec.page))


def render(
    pressed: Pressed,
    numbers: Sequence[int],
    known: Mapping[int, int],
    fonts: FontSet,
    pictures: ReadyPictures,
    dpi: float,
) -> Rendered:
    """Draw pages that changed. Pure but for the cache of pictures; any thread.

    Args:
        pressed: whose pages.
        numbers: of the pages that are wanted, from 1.
        known: page number to the mark of the picture that is shown.
        fonts: as the pages were laid out with.
        pictures: what is ready.
        dpi: dots per inch of the pictures.
    """
    from app.services.dossier.press import write

    marks = {number: mark_of(pressed, number) for number in numbers if number <= len(pressed.laid.pages)}
    fresh = [number for number, mark in marks.items() if known.get(number) != mark]
    rasters: dict[int, RasterPage] = {}
    if fresh:
        data = write(pressed, fonts, pictures, preview=True, pages=fresh)
        rasters = dict(zip(fresh, render_pages(data, None, dpi), strict=True))
    return Rendered(
        tuple(Sheet(number, mark, rasters.get(number)) for number, mark in marks.items()), tuple(pictures.missing)
    )
