"""What a picture may cost, and the words for one that costs more or cannot be read.

Limits: issue of hostile pictures (peers R18, R19); they are checked from the header, before decoding.
"""

from __future__ import annotations

from app.core.errors import InputError, UnreadablePictureError
from app.core.messages import N_

MEGAPIXELS = 60
"""Most pixels of one picture, in millions."""
PICTURE_BYTES = 80 * 1024 * 1024
"""Largest picture file."""
DECODING_MB = 320
"""Most memory that decoding one picture may take, in megabytes of a million bytes."""
LONGEST_EDGE = 65_500
"""Longest edge in pixels; JPEG itself ends there."""


def check_bytes(size: int) -> None:
    """Refuse an empty or oversized file. Raises UnreadablePictureError or InputError."""
    if size <= 0:
        raise UnreadablePictureError(
            N_("The picture file is empty."),
            N_("Copy it again from the camera or phone, or ask the sender for the original."),
            code="picture.empty",
        )
    if size > PICTURE_BYTES:
        raise InputError(
            N_(
                "The picture file has {size} MB; at most {limit} MB can be taken.",
                size=-(-size // (1024 * 1024)),
                limit=PICTURE_BYTES // (1024 * 1024),
            ),
            N_("Make a smaller copy and add that one."),
            code="picture.too_large",
        )


def check_pixels(width: int, height: int, cost: float = 0.0) -> None:
    """Refuse a picture whose header promises too many pixels, before anything is decoded.

    Args:
        width: in pixels.
        height: in pixels.
        cost: bytes per pixel that decoding this kind takes at its peak.
    """
    if width <= 0 or height <= 0:
        raise damaged()
    most = MEGAPIXELS if cost * MEGAPIXELS <= DECODING_MB else int(DECODING_MB / cost)
    if width * height > most * 1_000_000 or max(width, height) > LONGEST_EDGE:
        raise InputError(
            N_(
                "The picture has {width} × {height} pixels; at most {limit} million can be taken.",
                width=width,
                height=height,
                limit=most,
            ),
            N_("Make a smaller copy and add that one."),
            code="picture.too_large",
        )


def damaged() -> UnreadablePictureError:
    """Return the error for a picture that is cut off or damaged."""
    return UnreadablePictureError(
        N_("The picture is damaged or cut off."),
        N_("Copy it again from the camera or phone, or ask the sender for the original."),
        code="picture.damaged",
    )


def unknown_kind() -> UnreadablePictureError:
    """Return the error for a file that is no picture of a kind that can be read."""
    return UnreadablePictureError(
        N_("The file is not a picture of a known kind."),
        N_("Save it as JPEG or PNG and add it again."),
        code="picture.unknown_kind",
    )
