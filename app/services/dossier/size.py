"""How large the PDF of a laid-out dossier will be, before it is written. Pure; any thread."""

from __future__ import annotations

from collections.abc import Callable

from app.exports.layout import Laid
from app.services.dossier.check import Original

BYTES_PER_PIXEL = 0.2
"""Size of a reduced photo of which nothing is known, measured: 98 KB for 804 by 603 pixels.
Source: ``typesetting.md`` 3.1."""
DENSER = 2.0
"""A reduced picture has more detail to a pixel than its original: 1.6 to 2.8 times for smooth pictures at
16.0 and 7.5 cm. Grain is averaged away (0.3 to 0.4 times), so grainy photos are never estimated too small."""
BASE_BYTES = 900_000
"""Fonts and page content of a short dossier; each further page adds :data:`BYTES_PER_PAGE`."""
BYTES_PER_PAGE = 30_000


def expected_megabytes(laid: Laid, original_of: Callable[[str], Original], attached: int = 0) -> int:
    """Return the expected size of the PDF in megabytes of a million bytes, rounded up.

    Args:
        laid: the pages.
        original_of: what is known of a picture's original, by SHA-256.
        attached: bytes of the PDFs that are attached.
    """
    pictures = sum(picture_bytes(original_of(one.picture.sha256), one.width_px, one.height_px) for one in laid.pictures)
    return -(-(BASE_BYTES + BYTES_PER_PAGE * len(laid.pages) + pictures + attached) // 1_000_000)


def picture_bytes(original: Original, width_px: int, height_px: int) -> int:
    """Return the bytes of a reduced picture: its own where it was made, else by what is nearest to it."""
    pixels = width_px * height_px
    if original.made:
        wide, high, size = min(original.made, key=lambda one: abs(one[0] * one[1] - pixels))
        return size if (wide, high) == (width_px, height_px) else round(pixels * size / max(1, wide * high))
    density = original.bytes_per_pixel
    return round(pixels * (BYTES_PER_PIXEL if density is None else min(BYTES_PER_PIXEL, DENSER * density)))
