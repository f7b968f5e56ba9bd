"""Line breaking, numbering and pagination; no reportlab here."""

from app.exports.layout.cache import LayoutCache
from app.exports.layout.draw import page_items
from app.exports.layout.engine import lay_out
from app.exports.layout.fonts import FontSet
from app.exports.layout.items import Laid, MissingGlyph, Page, PlacedPicture
from app.exports.layout.shown import page_words, shown_pages, with_pages
from app.exports.layout.words import standard_words

__all__ = [
    "FontSet",
    "Laid",
    "LayoutCache",
    "MissingGlyph",
    "Page",
    "PlacedPicture",
    "lay_out",
    "page_items",
    "page_words",
    "shown_pages",
    "standard_words",
    "with_pages",
]
