"""A smaller copy of a dossier for reading on a telephone or sending by e-mail; never the one to hand in.

Text stays text; photos are reduced step by step until the file is small enough. Thread: any.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import media
from app.core.errors import Cancelled, ExportError
from app.core.messages import N_
from app.core.progress import NoProgress, Progress
from app.exports.layout import FontSet
from app.exports.spec import Picture, Pictures

if TYPE_CHECKING:
    from app.services.dossier.press import Pressed

STEPS = ((150, 80), (110, 72), (80, 62), (55, 50))
"""Dots per inch and JPEG quality, from the best to the smallest."""
PRINT_DPI = 300
MEGABYTE = 1_000_000
_WHOLE = (0, 0, 1000, 1000)


@dataclass(frozen=True, slots=True)
class ReadingCopy:
    """A copy that is small enough. ``dpi``: of its photos, at most."""

    data: bytes
    dpi: int


class SmallerPictures:
    """Gives pictures with fewer pixels than they are printed with.

    Args:
        pictures: the finished ones.
        dpi: dots per inch that are kept.
        quality: of the JPEGs.
    """

    def __init__(self, pictures: Pictures, dpi: int, quality: int) -> None:
        self._pictures, self._dpi, self._quality = pictures, dpi, quality

    def jpeg(self, picture: Picture, width_px: int, height_px: int) -> bytes:
        """See :class:`app.exports.spec.Pictures`."""
        whole = self._pictures.jpeg(picture, width_px, height_px)
        width, height = (max(1, side * self._dpi // PRINT_DPI) for side in (width_px, height_px))
        small = media.derivative(whole, _WHOLE, 0, width, height, self._quality)
        return small if len(small) < len(whole) else whole


def reading_copy(
    pressed: Pressed, fonts: FontSet, pictures: Pictures, limit_bytes: int, progress: Progress | None = None
) -> ReadingCopy:
    """Return the best copy of at most *limit_bytes*.

    Args:
        pressed: the pages.
        fonts: as they were laid out with.
        pictures: the finished ones, as for print.
        limit_bytes: as the user set it.
        progress: told before each attempt.

    Raises:
        ExportError: even the smallest copy is larger.
        Cancelled: the person pressed Stop.
    """
    from app.services.dossier.press import write

    progress, smallest = progress or NoProgress(), 0
    for place, (dpi, quality) in enumerate(STEPS):
        progress.step(place, len(STEPS), N_("Making the photos smaller"))
        if progress.cancelled():
            raise Cancelled(N_("Writing was stopped."), N_("Start it again whenever you like."))
        data = write(pressed, fonts, SmallerPictures(pictures, dpi, quality))
        if len(data) <= limit_bytes:
            return ReadingCopy(data, dpi)
        smallest = len(data)
    raise ExportError(
        N_("The smallest copy has {megabytes} MB.", megabytes=-(-smallest // MEGABYTE)),
        N_("Allow more megabytes, or leave out some photos."),
        code="export.too_large",
    )
