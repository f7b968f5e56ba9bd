"""Open a picture's header and judge by it alone what decoding would cost.

Pillow opens JPEG, PNG, WebP, TIFF, GIF, BMP and AVIF; pi-heif opens HEIC (its wheels hold a decoder
only, and no GPL code). Thread: any; both free the interpreter lock while they decode.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import pi_heif
from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from app.core.errors import AppError
from app.media.limits import check_bytes, check_pixels, damaged, unknown_kind

FORMATS = tuple(
    str(plugin.format)
    for plugin in (
        JpegImagePlugin.JpegImageFile,
        PngImagePlugin.PngImageFile,
        WebPImagePlugin.WebPImageFile,
        TiffImagePlugin.TiffImageFile,
        GifImagePlugin.GifImageFile,
        BmpImagePlugin.BmpImageFile,
        AvifImagePlugin.AvifImageFile,
    )
)
"""Named by their plugins, so that each is loaded before the first picture is opened. Pillow turns a JPEG
that holds several pictures into MPO by itself."""
ORIENTATION = 0x0112
_EXIF_IFD, _GPS_IFD, _TAKEN = 0x8769, 0x8825, 0x9003
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"msf1"})
_TURNED = frozenset({5, 6, 7, 8})

COST = {"JPEG": 0.5, "MPO": 0.5, "WEBP": 16.0, "AVIF": 16.0}
"""Bytes per pixel at the peak of decoding; a baseline JPEG is decoded small, WebP keeps four copies."""
HEIF_COST = 5.0

# Pillow warns about broken EXIF and tags on standard error; a person who adds photos cannot mend them.
warnings.filterwarnings("ignore", module=r"PIL\.")
logging.getLogger("PIL").setLevel(logging.CRITICAL)
# Pillow's own limit only warns, and warns process-wide; ours refuses, per picture, from the header.
Image.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True, slots=True)
class Header:
    """What is known before decoding.

    Args:
        format: ``JPEG``, ``HEIC``, ….
        width, height: pixels as stored.
        orientation: EXIF orientation still to be applied, 1–8.
        taken: EXIF DateTimeOriginal as written, "" where there is none or it is broken.
        has_gps: whether the file says where it was taken, or may say so in EXIF that is broken.
        dpi: resolution tag, rounded, 0 for none.
        frames: pictures in the file; only the first is ever used.
    """

    format: str
    width: int
    height: int
    orientation: int
    taken: str
    has_gps: bool
    dpi: int
    frames: int

    @property
    def upright(self) -> tuple[int, int]:
        """Width and height once upright."""
        turned = self.orientation in _TURNED
        return (self.height, self.width) if turned else (self.width, self.height)


@contextmanager
def guarded() -> Iterator[None]:
    """Turn whatever a decoder raises into the one error for damaged pictures.

    Decoders answer hostile bytes with a dozen kinds of exceptions (OSError, SyntaxError, struct.error,
    OverflowError, …); the list changes with each release, so none is trusted to be complete.
    """
    try:
        yield
    except (AppError, MemoryError, KeyboardInterrupt):
        raise
    except UnidentifiedImageError as cause:
        raise unknown_kind() from cause
    except Exception as cause:
        raise damaged() from cause


def is_heif(data: bytes) -> bool:
    """Say whether *data* begins like a HEIC or HEIF file."""
    if data[4:8] != b"ftyp":
        return False
    length = int.from_bytes(data[:4], "big")
    brands = {data[8:12]} | {data[at : at + 4] for at in range(16, min(length, 128), 4)}
    return bool(brands & _HEIF_BRANDS) and b"avif" not in brands and b"avis" not in brands


def read_header(data: bytes) -> Header:
    """Return the header of a picture. Raises UnreadablePictureError or InputError; decodes nothing."""
    check_bytes(len(data))
    with guarded():
        if is_heif(data):
            return heif_header(pi_heif.open_heif(BytesIO(data)))
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            return image_header(image)


def image_header(image: Image.Image) -> Header:
    """Return the header of an open picture; refuse it where it is too large to decode."""
    check_pixels(*image.size, _cost(image))
    orientation, taken, has_gps = 1, "", False
    if image.format != "PNG" or image.info.keys() & {"exif", "Raw profile type exif"}:
        # For a PNG without EXIF at its head Pillow would decode it all to look for some at its end.
        orientation, taken, has_gps = _facts(image.getexif)
    if image.format == "TIFF":
        orientation = 1  # Pillow turns TIFF itself while it loads, and gives its size upright already
    frames = 1 if image.format == "MPO" else int(getattr(image, "n_frames", 1))
    return Header(
        "JPEG" if image.format == "MPO" else str(image.format),
        image.size[0],
        image.size[1],
        orientation,
        taken,
        has_gps,
        _dpi(image.info.get("dpi")),
        frames,
    )


def heif_header(heif: pi_heif.HeifFile) -> Header:
    """Return the header of an open HEIC picture; refuse it where it is too large to decode."""
    width, height = heif.size
    check_pixels(width, height, HEIF_COST)
    raw = heif.info.get("exif")
    _, taken, has_gps = _facts(lambda: _parsed(raw)) if raw else (1, "", False)
    # The file's own turns are applied by the decoder; the EXIF tag repeats them and must not turn again.
    return Header("HEIC", width, height, 1, taken, has_gps, 0, len(heif))


def _cost(image: Image.Image) -> float:
    """Return how many bytes per pixel decoding takes at its peak (measured at 60 megapixels)."""
    if image.format in ("JPEG", "MPO") and image.info.get("progressive"):
        areas = [int(layer[1]) * int(layer[2]) for layer in getattr(image, "layer", ())]
        return 2 * sum(areas) / max(areas, default=1)
    return COST.get(str(image.format), 5.0)


def _facts(read: Callable[[], Image.Exif]) -> tuple[int, str, bool]:
    """Return orientation, moment and whether there is a place; while the file is still open."""
    try:
        exif = read()
        turn, taken, place = exif.get(ORIENTATION, 1), exif.get_ifd(_EXIF_IFD).get(_TAKEN), exif.get_ifd(_GPS_IFD)
    except Exception:  # broken EXIF must not cost the picture
        return 1, "", True
    return turn if turn in range(1, 9) else 1, taken if isinstance(taken, str) else "", bool(place)


def _parsed(raw: bytes) -> Image.Exif:
    exif = Image.Exif()
    exif.load(raw)
    return exif


def _dpi(tag: object) -> int:
    try:
        value = float(tag[0])  # type: ignore[index]
    except (TypeError, ValueError, IndexError, ZeroDivisionError, OverflowError):
        return 0
    return round(value) if 1 <= value <= 100_000 else 0
