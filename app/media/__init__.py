"""The only room for Pillow and pi-heif: facts, limits, upright sRGB JPEGs at their printed size."""

from __future__ import annotations

from app.media.pictures import (
    PictureInfo,
    Wanted,
    derivative,
    derivatives,
    inspect,
    pixels_for,
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
