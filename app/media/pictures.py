"""What the other rooms ask of pictures: facts, placed-size JPEGs and thumbnails.

A derivative is a function of the original's bytes and the request alone, whether it is made by itself
or together with others, so the same spec prints the same bytes whatever the cache holds. Measured:
``typesetting.md`` 3.1. Thread: any.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from PIL import Image

from app.media.colour import to_srgb
from app.media.decoding import decode
from app.media.limits import check_pixels
from app.media.opening import guarded, read_header
from app.media.sizes import PRINT_DPI, Wanted

QUALITY = 88
DECODED_EDGES = (1000, 1920)
"""Longer edges, in pixels, at which pictures are decoded: for half a page (7.5 cm is 886) and a whole one
(16 cm is 1,890). A phone's 4,032 px give 1,008 and 2,016 by the JPEG decoder's own reduction."""

_STAMP = re.compile(r"(\d{4})[:/.-](\d{2})[:/.-](\d{2})(?:[ T](\d{2}):(\d{2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PictureInfo:
    """Facts of a picture, read from its header.

    Args:
        format: ``JPEG``, ``PNG``, ``WEBP``, ``TIFF``, ``HEIC``, ``GIF``, ``BMP`` or ``AVIF``.
        width_px, height_px: upright.
        dpi_tag: resolution written in the file, 0 for none.
        taken_on: ISO date of EXIF DateTimeOriginal, "" where there is none.
        taken_at: the same to the minute, ``2025-04-15T14:30``, "" where the file gives no hour.
        has_gps: whether the file says where it was taken.
        frames: pictures in the file; the first one is used.
    """

    format: str
    width_px: int
    height_px: int
    dpi_tag: int
    taken_on: str
    taken_at: str
    has_gps: bool
    frames: int


def inspect(data: bytes) -> PictureInfo:
    """Return a picture's facts without decoding it.

    Raises:
        UnreadablePictureError: empty, damaged or of another kind.
        InputError: more bytes or pixels than the limits allow.
    """
    header = read_header(data)
    width, height = header.upright
    day, minute = _moment(header.taken)
    return PictureInfo(header.format, width, height, header.dpi, day, minute, header.has_gps, header.frames)


def derivative(
    data: bytes, crop: tuple[int, int, int, int], turn: int, width_px: int, height_px: int, quality: int = QUALITY
) -> bytes:
    """Return one placed-size JPEG; see :func:`derivatives`."""
    return derivatives(data, (Wanted(width_px, height_px, crop, turn),), quality)[0]


def derivatives(data: bytes, wanted: Sequence[Wanted], quality: int = QUALITY) -> tuple[bytes, ...]:
    """Return a JPEG of exactly the wanted size for each request, decoding once where that is the same.

    Each is upright, sRGB, baseline JPEG at 300 dpi, without EXIF, place or profile.

    Raises:
        UnreadablePictureError: the picture cannot be decoded.
        InputError: it is larger than the limits allow, or so is a request.
    """
    return _derivatives(data, wanted, quality, {})


def _derivatives(
    data: bytes, wanted: Sequence[Wanted], quality: int, bases: dict[int, Image.Image]
) -> tuple[bytes, ...]:
    header = read_header(data)
    results = []
    for one in wanted:
        check_pixels(one.width_px, one.height_px)
        edge = _edge_for(one, header.upright)
        with guarded():
            if edge not in bases:
                bases[edge] = _base(data, edge)
            results.append(_jpeg(_placed(bases[edge], one), quality))
    return tuple(results)


def _base(data: bytes, edge: int) -> Image.Image:
    base = to_srgb(decode(data, edge)[1])
    base.info = {}  # Pillow would copy a comment from there into each JPEG
    return base


def thumbnail(data: bytes, edge: int) -> bytes:
    """Return a small upright sRGB JPEG whose longer edge is *edge* pixels at most."""
    return thumbnails_and(data, edge, ())[0]


def thumbnails_and(data: bytes, edge: int, wanted: Sequence[Wanted]) -> tuple[bytes, tuple[bytes, ...]]:
    """Return a thumbnail and placed-size JPEGs from one decoding where possible, as at import."""
    bases: dict[int, Image.Image] = {}
    made = _derivatives(data, wanted, QUALITY, bases)
    with guarded():
        base = min(bases.items())[1] if bases else _base(data, DECODED_EDGES[0])
        small = base.copy()
        small.thumbnail((edge, edge), Image.Resampling.BICUBIC, reducing_gap=1.5)
        return _jpeg(small, QUALITY), made


def readable_jpeg(data: bytes) -> bytes:
    """Return the whole picture as an upright sRGB JPEG in its own size, for people without HEIC."""
    width, height = read_header(data).upright
    return derivative(data, (0, 0, 1000, 1000), 0, width, height, 92)


def _edge_for(one: Wanted, upright: tuple[int, int]) -> int:
    left, top, right, bottom = one.crop
    width, height = (one.width_px, one.height_px) if one.turn % 2 == 0 else (one.height_px, one.width_px)
    scale = max(width / max(1, upright[0] * (right - left) / 1000), height / max(1, upright[1] * (bottom - top) / 1000))
    needed = math.ceil(scale * max(upright))
    return next((edge for edge in DECODED_EDGES if edge >= needed), needed)


def _placed(base: Image.Image, one: Wanted) -> Image.Image:
    left, top, right, bottom = (
        place * side / 1000 for place, side in zip(one.crop, (*base.size, *base.size), strict=True)
    )
    right, bottom = max(right, left + 1), max(bottom, top + 1)
    box = (min(left, base.width - 1), min(top, base.height - 1), min(right, base.width), min(bottom, base.height))
    size = (one.width_px, one.height_px) if one.turn % 2 == 0 else (one.height_px, one.width_px)
    placed = base.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
    turns = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
    step = turns[one.turn % 4]
    return placed if step is None else placed.transpose(step)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, dpi=(PRINT_DPI, PRINT_DPI))
    return out.getvalue()


def _moment(stamp: str) -> tuple[str, str]:
    match = _STAMP.match(stamp.strip())
    if match is None:
        return "", ""
    year, month, day, hour, minute = (-1 if part is None else int(part) for part in match.groups())
    try:
        on = date(year, month, day).isoformat()
    except ValueError:
        return "", ""
    if not 1990 <= year <= 2100:
        return "", ""
    timed = 0 <= hour <= 23 and 0 <= minute <= 59
    return on, f"{on}T{hour:02}:{minute:02}" if timed else ""


def png(width: int, height: int, data: bytes) -> bytes:
    """Return pixels of a drawn page as a small PNG.

    Args:
        width: in pixels.
        height: in pixels.
        data: rows of 3 bytes (red, green, blue) per pixel, without padding.
    """
    image = Image.frombytes("RGB", (width, height), data)
    out = BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
