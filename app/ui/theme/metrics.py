"""Sizes that follow the text: everything is a multiple of half a line of body text."""

from __future__ import annotations

from dataclasses import dataclass

BASE_PT = {"zh_TW": 13.0}
OTHER_BASE_PT = 12.0
PITCH = 1.5
"""Pitch of lines over the size of the text."""

SCALE = {"title": 1.6, "section": 1.25, "body": 1.0, "caption": 0.9}
TEXT_SIZES = tuple(range(100, 201, 10))
CORNER_PX = 6
RING_PX = 2
RING_GAP_PX = 2


@dataclass(frozen=True, slots=True)
class Metrics:
    """Sizes for one language, text size and screen.

    Args:
        body_pt: size of body text, in points.
        em_px: the same in logical pixels.
        unit: half a line of body text, in logical pixels.
    """

    body_pt: float
    em_px: float
    unit: int

    @classmethod
    def of(cls, language: str, text_size: int, dots_per_inch: float = 96.0) -> Metrics:
        """Return the sizes for a language code and a text size of 100 to 200 per cent."""
        body = BASE_PT.get(language, OTHER_BASE_PT) * text_size / 100
        em = body * dots_per_inch / 72
        return cls(body, em, max(4, round(em * PITCH / 2)))

    def pt(self, role: str) -> float:
        """Return the size in points of ``title``, ``section``, ``body`` or ``caption``."""
        return self.body_pt * SCALE[role]

    def u(self, count: float) -> int:
        """Return *count* units in logical pixels."""
        return round(count * self.unit)

    def em(self, count: float) -> int:
        """Return *count* times the size of body text in logical pixels."""
        return round(count * self.em_px)

    @property
    def act_px(self) -> int:
        """Height of a control with which one acts, in logical pixels, at least 40."""
        return max(40, self.u(3))

    @property
    def row_px(self) -> int:
        """Height of a table row, in logical pixels, at least 32."""
        return max(32, self.u(2.5))

    @property
    def line_px(self) -> int:
        """Longest line of running text, in logical pixels: 38 Chinese or about 70 Latin characters."""
        return self.em(38)


def nearest_size(value: int) -> int:
    """Return the text size nearest to *value*, in steps of ten from 100 to 200 per cent."""
    return min(TEXT_SIZES, key=lambda size: abs(size - value))
