"""Which scripts the layout sets word by word, and which it refuses by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from app.core.messages import N_, Message

Ranges = tuple[tuple[int, int], ...]
JOINED: Mapping[str, Ranges] = MappingProxyType(
    {
        "Hebr": ((0x0590, 0x05FF), (0xFB1D, 0xFB4F)),
        "Arab": ((0x0600, 0x06FF), (0x0750, 0x077F), (0x0870, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE)),
    }
)
"""Scripts that run from the right, set word by word (``app.exports.layout.joining``)."""
REFUSED: tuple[tuple[Message, Ranges], ...] = (
    (N_("Syriac"), ((0x0700, 0x074F), (0x0860, 0x086F))),
    (N_("Thaana"), ((0x0780, 0x07BF),)),
    (N_("N’Ko, Samaritan or Mandaic"), ((0x07C0, 0x085F),)),
    (N_("a script of India or Sri Lanka"), ((0x0900, 0x0DFF), (0xA8E0, 0xA8FF))),
    (N_("Thai"), ((0x0E00, 0x0E7F),)),
    (N_("Lao"), ((0x0E80, 0x0EFF),)),
    (N_("Tibetan"), ((0x0F00, 0x0FFF),)),
    (N_("Burmese"), ((0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F))),
    (N_("Korean"), ((0x1100, 0x11FF), (0xAC00, 0xD7FF))),
    (N_("an old script of the Philippines"), ((0x1700, 0x177F),)),
    (N_("Khmer"), ((0x1780, 0x17FF), (0x19E0, 0x19FF))),
    (N_("Mongolian"), ((0x1800, 0x18AF),)),
    (N_("Limbu or Tai Le"), ((0x1900, 0x197F),)),
)
"""Scripts that a PDF of ours cannot show: their letters join, stack or change places, or stand in none of our fonts.
Drawn letter by letter they could not be read, so no font counts as having them."""
_FIRST, _LAST = 0x0590, 0xFEFE


def joined_script(char: str) -> str:
    """Return ``Arab`` or ``Hebr`` for a character of that script, "" for any other."""
    code = ord(char)
    if not (_FIRST <= code < 0x0900 or 0xFB1D <= code <= _LAST):
        return ""
    return next((name for name, ranges in JOINED.items() if _within(code, ranges)), "")


def refused_script(char: str) -> Message | None:
    """Return the name of the script of *char* where the layout cannot set it, None for any other character."""
    code = ord(char)
    if not (0x0700 <= code < 0x1A00 or 0xA8E0 <= code < 0xD800):
        return None
    return next((name for name, ranges in REFUSED if _within(code, ranges)), None)


def refused_in(chars: Iterable[str]) -> Message | None:
    """Return the name of the first script in *chars* that the layout cannot set, None where there is none."""
    return next((found for char in chars if (found := refused_script(char))), None)


def _within(code: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(first <= code <= last for first, last in ranges)
