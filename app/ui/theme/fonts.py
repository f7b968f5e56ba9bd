"""The typefaces of the interface: the bundled Traditional Chinese sans first, on every system.

A bare machine has no Chinese font, and a Japanese or Simplified one shows wrong forms; therefore the
families are always named one after the other, the bundled one first.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

INTERFACE_FILES = ("NotoSansTC-Regular.ttf", "NotoSansTC-Bold.ttf", "NotoNaskhArabic-Regular.ttf")
ARABIC = "Noto Naskh Arabic"
"""Stands last: what the fonts before it have is not taken from it."""
FALLBACKS = (
    "Noto Sans TC",
    "Noto Sans CJK TC",
    "Microsoft JhengHei UI",
    "Microsoft JhengHei",
    "PingFang TC",
    "Droid Sans Fallback",
    "Noto Sans",
)


def register_fonts(folder: Path) -> tuple[str, ...]:
    """Make the bundled interface fonts known to Qt.

    Args:
        folder: where the font files lie; files that are not there are left out.

    Returns:
        The family names that were found, each once, in order.

    Thread: UI thread only, after the application object was made.
    """
    families: list[str] = []
    for name in INTERFACE_FILES:
        path = folder / name
        if path.is_file():
            number = QFontDatabase.addApplicationFont(str(path))
            families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return tuple(dict.fromkeys(families))


def interface_font(registered: tuple[str, ...], size_pt: float, *, latin: bool = False) -> QFont:
    """Return the body font with its families set one after the other, *size_pt* points high.

    Args:
        registered: families to try first.
        size_pt: height in points.
        latin: for words of a Latin language: its quotation marks are not as wide as a Chinese character.
    """
    font = QFont()
    first = [one for one in registered if one != ARABIC]
    font.setFamilies(list(dict.fromkeys((*first, *FALLBACKS, ARABIC))))
    font.setPointSizeF(size_pt)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("pwid"), int(latin))  # 0 must be said: the feature of the font before would stay
    return font
