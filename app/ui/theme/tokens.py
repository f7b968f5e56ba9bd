"""The colours of the interface, by meaning; nothing else in ``app/ui`` names a colour.

Contrast was measured: text at least 6.5 : 1 on its ground, lines and focus at least 3 : 1.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One scheme's colours as ``#RRGGBB``.

    Args:
        window, surface, sunken: page ground; cards, fields and tables; side bars.
        ink, ink_2: text; secondary text, never for what must be read.
        line, divider: borders of controls; mere dividers, which may be paler.
        leaf, on_leaf, leaf_soft: the one primary action, progress, selection.
        sun, sun_soft: notice, due soon.
        clay, clay_soft: error, damage.
        sky, sky_soft: help, source, information.
        focus: ring of what has the keyboard.
    """

    window: str
    surface: str
    sunken: str
    ink: str
    ink_2: str
    line: str
    divider: str
    leaf: str
    on_leaf: str
    leaf_soft: str
    sun: str
    sun_soft: str
    clay: str
    clay_soft: str
    sky: str
    sky_soft: str
    focus: str

    def tone(self, name: str) -> str:
        """Return the colour called *name*, such as ``"leaf"``; ``AttributeError`` where there is none."""
        return str(getattr(self, name))


LIGHT = Tokens(
    window="#FAF8F3",
    surface="#FFFFFF",
    sunken="#F1EEE6",
    ink="#1F2421",
    ink_2="#4B544E",
    line="#8A867A",
    divider="#DDD8CB",
    leaf="#1F6F4A",
    on_leaf="#FFFFFF",
    leaf_soft="#DDEFE4",
    sun="#7A4700",
    sun_soft="#FFF1D6",
    clay="#9B2318",
    clay_soft="#FCE6E2",
    sky="#17537C",
    sky_soft="#E1EFF8",
    focus="#0B66C3",
)

DARK = Tokens(
    window="#161A17",
    surface="#1E2420",
    sunken="#121512",
    ink="#EDEFEA",
    ink_2="#B6BEB6",
    line="#6F7A71",
    divider="#343C36",
    leaf="#7FCBA1",
    on_leaf="#0E2418",
    leaf_soft="#22392C",
    sun="#F0B95A",
    sun_soft="#3A2C12",
    clay="#F2988C",
    clay_soft="#421D18",
    sky="#8CC4EC",
    sky_soft="#17303F",
    focus="#7DB7FF",
)


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two ``#RRGGBB`` colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
