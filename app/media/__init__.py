"""The only room for Pillow and pi-heif: facts, limits, upright sRGB JPEGs at their printed size.

The decoders are imported with the first picture that is opened: most starts and many outputs open none.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from app.media.sizes import Wanted, pixels_for

if TYPE_CHECKING:
    from app.media.pictures import (
        PictureInfo,
        derivative,
        derivatives,
        inspect,
        png,
        readable_jpeg,
        thumbnail,
        thumbnails_and,
    )

__all__ = [
    "PictureInfo",
    "Wanted",
    "derivative",
    "derivatives",
    "inspect",
    "pixels_for",
    "png",
    "readable_jpeg",
    "thumbnail",
    "thumbnails_and",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("app.media.pictures"), name)
