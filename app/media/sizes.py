"""How many pixels a picture needs where it is printed. Nothing here opens one."""

from __future__ import annotations

import math
from dataclasses import dataclass

PRINT_DPI = 300


@dataclass(frozen=True, slots=True)
class Wanted:
    """A placed-size picture.

    Args:
        width_px, height_px: exact size of the result, after the turn.
        crop: left, top, right, bottom in thousandths of the upright picture.
        turn: quarter turns clockwise after uprighting and cropping, 0–3.
    """

    width_px: int
    height_px: int
    crop: tuple[int, int, int, int] = (0, 0, 1000, 1000)
    turn: int = 0


def pixels_for(centimetres: float) -> int:
    """Return the pixels that a length needs at 300 dpi; rounding down would give 299."""
    return math.ceil(round(centimetres / 2.54 * PRINT_DPI, 6))
