"""Decode a picture upright at a working size, without holding it in memory twice. Thread: any."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pi_heif
from PIL import Image

from app.media.limits import check_bytes
from app.media.opening import FORMATS, Header, guarded, heif_header, image_header, is_heif

BAND_ROWS = 64
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def decode(data: bytes, edge: int) -> tuple[Header, Image.Image]:
    """Return the header and the first frame, upright, its longer edge at least *edge* where it has that.

    A JPEG is decoded at 1/2, 1/4 or 1/8 where that still gives *edge*; others are reduced by a whole
    number, band by band, so that nothing stands in memory twice. The pixels depend on *data* and *edge*
    alone.
    """
    check_bytes(len(data))
    with guarded():
        if is_heif(data):
            heif = pi_heif.open_heif(BytesIO(data))
            header, bands = heif_header(heif), _heif_bands(heif)
        else:
            image = Image.open(BytesIO(data), formats=FORMATS)
            header = image_header(image)
            if image.format in ("JPEG", "MPO"):
                image.draft(None, _at_least(image.size, edge))
            image.load()
            bands = _bands(image)
        shrink = max(1, max(bands.size) // max(edge, 1))
        return header, _upright(_joined(bands, shrink), header.orientation)


@dataclass(frozen=True, slots=True)
class _Bands:
    """A decoded picture that is handed out in bands of rows, each in a mode that can be averaged."""

    size: tuple[int, int]
    info: dict[str | tuple[int, int], Any]
    band: Callable[[int, int], Image.Image]


def _bands(image: Image.Image) -> _Bands:
    def band(top: int, bottom: int) -> Image.Image:
        whole = top == 0 and bottom == image.height
        return _averaged(image if whole else image.crop((0, top, image.width, bottom)))

    return _Bands(image.size, image.info, band)


def _heif_bands(heif: pi_heif.HeifFile) -> _Bands:
    """Take bands straight from the decoder's memory: a copy of 48 megapixels would cost 190 MB."""
    first = heif[0]
    pixels, stride, mode, width = memoryview(first.data), first.stride, first.mode, first.size[0]

    def band(top: int, bottom: int) -> Image.Image:
        rows = pixels[top * stride : bottom * stride]
        return Image.frombytes(mode, (width, bottom - top), rows, "raw", mode, stride)

    return _Bands(first.size, dict(first.info), band)


def _averaged(image: Image.Image) -> Image.Image:
    """Return *image* in a mode whose neighbouring pixels can be averaged: no palette, no key colour."""
    clear = "transparency" in image.info
    if image.mode in ("P", "PA", "1"):
        return image.convert("RGBA" if clear or image.mode == "PA" else "RGB")
    if clear and image.mode in ("L", "RGB"):
        return image.convert("LA" if image.mode == "L" else "RGBA")
    return image.convert("I") if image.mode.startswith("I;16") else image


def _joined(bands: _Bands, shrink: int) -> Image.Image:
    """Return the whole picture, reduced by a whole number."""
    width, height = bands.size
    if shrink == 1:
        image = bands.band(0, height)
    else:
        step = shrink * BAND_ROWS
        image = Image.new(bands.band(0, 1).mode, (-(-width // shrink), -(-height // shrink)))
        for top in range(0, height, step):
            image.paste(bands.band(top, min(top + step, height)).reduce(shrink), (0, top // shrink))
    image.info.update({key: value for key, value in bands.info.items() if key != "transparency"})
    return image


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    step = _UPRIGHT.get(orientation)
    if step is None:
        return image
    info, image = image.info, image.transpose(step)
    image.info.update(info)
    return image


def _at_least(size: tuple[int, int], edge: int) -> tuple[int, int]:
    longest = max(size)
    return (max(1, -(-size[0] * edge // longest)), max(1, -(-size[1] * edge // longest)))
