"""Pictures, photos, drawings and attached sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from app.core.errors import UnreadablePictureError
from app.core.messages import N_
from app.core.richtext import Runs
from app.exports.drawings import Drawing


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its bytes and how it is shown.

    Args:
        sha256: hash of the original.
        width_px, height_px: size upright, before the crop.
        crop: left, top, right, bottom in thousandths of the upright picture.
        turn: quarter turns clockwise, 0–3, after EXIF uprighting.
    """

    sha256: str
    width_px: int
    height_px: int
    crop: tuple[int, int, int, int] = (0, 0, 1000, 1000)
    turn: int = 0


class Pictures(Protocol):
    """Gives finished JPEG bytes; implemented in services over the derivative cache."""

    def jpeg(self, picture: Picture, width_px: int, height_px: int) -> bytes:
        """Return an sRGB, EXIF-free JPEG of exactly that size. Raises UnreadablePictureError."""
        ...


class NoPictures:
    """For papers that show no picture."""

    def jpeg(self, picture: Picture, width_px: int, height_px: int) -> bytes:
        """Refuse; nothing here asks for a picture."""
        raise UnreadablePictureError(N_("The original of a photo is missing."), N_("Add the photo again."))


@dataclass(frozen=True, slots=True)
class PhotoItem:
    """One photo of a row with its caption (the layout adds 圖N、 / Figure N.). ``shows``: id of the photo's record."""

    id: str
    picture: Picture
    caption: Runs = ()
    shows: str = ""


@dataclass(frozen=True, slots=True)
class Photos:
    """Photos, one, two or four to a row, equally high within a row, caption below each; ``shows`` as in Table.

    Args:
        tallest: points that a row is high at most; 0 leaves it to the layout.
    """

    id: str
    items: tuple[PhotoItem, ...]
    per_row: int = 2
    numbered: bool = True
    shows: tuple[str, ...] = ()
    tallest: float = 0.0


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of values, numbered among the figures, its caption below.

    Args:
        alt: what it shows, in a sentence, for those who cannot see it.
        note: small remark below, such as the period and the number of events.
        shows: ids of the records that it tells of.
    """

    id: str
    drawing: Drawing
    caption: Runs = ()
    note: Runs = ()
    numbered: bool = True
    alt: str = ""
    shows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AttachedPdf:
    """Pages of another PDF, each on a sheet of its own that counts and has its number; bookmarked and listed.

    Args:
        title: what the bookmarks and the contents say.
        pages: how many of them, from page ``first`` (from 0) on.
        sha256: of the PDF.
        wide: which of them lie on their long side, one for each; all stand upright where it is empty.
        instead: said on every sheet in place of the page, for readers who may not see it; "" draws the page.
    """

    id: str
    title: str
    pages: int
    sha256: str
    first: int = 0
    wide: tuple[bool, ...] = ()
    instead: str = ""
