"""Which font draws which character, and how wide it is; read from small tables, never from the fonts.

The tables (``resources/fonts/*.metrics``) are written by ``packaging/fonts.py``; a character whose
glyph is empty in a font does not stand in that font's table.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.exports.layout.scripts import refused_script

FILES: Mapping[str, str] = {
    "kai": "BanyanKai",
    "kai_ext": "BanyanKaiExtB",
    "sans": "NotoSansTC-Regular",
    "sans_bold": "NotoSansTC-Bold",
    "serif": "LiberationSerif-Regular",
    "serif_bold": "LiberationSerif-Bold",
    "serif_italic": "LiberationSerif-Italic",
    "serif_bold_italic": "LiberationSerif-BoldItalic",
    "charis": "CharisSIL-Regular",
    "arabic": "NotoNaskhArabic-Regular",
}
"""Font key to file name without its ending."""

BOLD_FONTS = frozenset(("sans_bold", "serif_bold", "serif_bold_italic"))
MAGIC = b"BNYM\x01"
GETA = "〓"
"""Printed in a preview for a character that no font has; a final output is refused instead."""


class Coverage:
    """The characters of one font with their advances."""

    def __init__(self, data: bytes) -> None:
        """Read a table of advances. Raises ValueError where *data* is not one."""
        if data[:5] != MAGIC:
            raise ValueError("not a table of advances")
        (count,) = struct.unpack_from("<I", data, 5)
        numbers = struct.unpack(f"<{3 * count}I", zlib.decompress(data[9:]))
        self._starts: Sequence[int] = numbers[:count]
        self._lengths: Sequence[int] = numbers[count : 2 * count]
        self._widths: Sequence[int] = numbers[2 * count :]

    def advance(self, code: int) -> int | None:
        """Return the advance of code point *code* in thousandths of an em, None where it is not drawn."""
        place = bisect_right(self._starts, code) - 1
        if place < 0 or code >= self._starts[place] + self._lengths[place]:
            return None
        return self._widths[place]

    def codes(self) -> Iterator[int]:
        """Yield every code point of the font, ascending."""
        for start, length in zip(self._starts, self._lengths, strict=True):
            yield from range(start, start + length)


@dataclass(frozen=True, slots=True)
class Look:
    """The fonts that a stretch of text is tried in, in order.

    Args:
        latin: for Latin, Greek and Cyrillic letters, digits and their punctuation.
        cjk: for everything else.
        bold: fonts without a bold of their own are drawn with a stroke.
        narrow: font of quotation marks and dashes in Latin text, where the first of *latin* has only
            full-width ones, "" where it has its own.
    """

    latin: tuple[str, ...]
    cjk: tuple[str, ...]
    bold: bool = False
    narrow: str = ""

    def joined(self, script: str) -> tuple[str, ...]:
        """Return the fonts for a script that runs from the right: ``Arab`` or ``Hebr``."""
        return ("arabic",) if script == "Arab" else tuple(one for one in self.latin if one.startswith("serif"))

    def stroke(self, font: str) -> bool:
        """Say whether *font* needs a stroke to look bold here."""
        return self.bold and font not in BOLD_FONTS


_KAI_CHAIN = ("kai", "kai_ext", "sans", "charis", "serif")
_SANS_CHAIN = ("sans", "kai", "kai_ext", "charis", "serif")
_HEAD_CHAIN = ("sans_bold", "kai", "kai_ext", "charis", "serif_bold")


def look(face: str, *, bold: bool = False, italic: bool = False, heading: bool = False) -> Look:
    """Return the fonts for text in *face* (``kai`` or ``sans``); headings are Noto Sans TC Bold in both."""
    if heading or (face == "sans" and bold):
        return Look(("sans_bold", "charis", "serif_bold"), _HEAD_CHAIN, True, "serif_bold")
    if face == "sans":
        return Look(("sans", "charis", "serif"), _SANS_CHAIN, narrow="serif")
    name = {(False, False): "serif", (True, False): "serif_bold", (False, True): "serif_italic"}.get(
        (bold, italic), "serif_bold_italic"
    )
    return Look((name, "charis", "sans"), _KAI_CHAIN, bold)


class FontSet:
    """All fonts of the product: coverage and widths, and where each file lies.

    Safe to share between threads: what it remembers is only ever added to.
    """

    def __init__(self, folder: Path, tables: Mapping[str, bytes]) -> None:
        """Keep the tables of advances; *tables* is font key to table."""
        self._folder = folder
        self._coverage = {key: Coverage(data) for key, data in tables.items()}
        self._found: dict[tuple[tuple[str, ...], str], tuple[str, int] | None] = {}
        self.version = hashlib.sha256(b"".join(tables[key] for key in sorted(tables))).hexdigest()[:16]

    @classmethod
    def load(cls, folder: Path) -> FontSet:
        """Read the tables in *folder* (``resources/fonts``), about a millisecond. Raises OSError."""
        return cls(folder, {key: (folder / f"{name}.metrics").read_bytes() for key, name in FILES.items()})

    def path(self, font: str) -> Path:
        """Return the file of *font*, for the writers that embed it."""
        return self._folder / f"{FILES[font]}.ttf"

    def coverage(self, font: str) -> Coverage:
        """Return the characters of *font*."""
        return self._coverage[font]

    def find(self, chain: tuple[str, ...], char: str) -> tuple[str, int] | None:
        """Return the first font of *chain* that has *char* and its advance in thousandths of an em."""
        key = (chain, char)
        if key in self._found:
            return self._found[key]
        answer = None
        for font in () if refused_script(char) else chain:
            advance = self._coverage[font].advance(ord(char))
            if advance is not None:
                answer = (font, advance)
                break
        self._found[key] = answer
        return answer

    def missing(self, text: str) -> tuple[str, ...]:
        """Return the characters of *text* that no font draws, each once, in order of appearance."""
        from app.exports.layout.shaping import shape

        return tuple(dict.fromkeys(shape(text, look("kai"), self).missing))

    def runs(self, text: str, face: str = "kai") -> list[tuple[str, str]]:
        """Split *text* into (font key, text); a character that no font has becomes 〓."""
        from app.exports.layout.shaping import shape

        out: list[tuple[str, str]] = []
        shaped = shape(text, look(face), self)
        for char, font in zip(shaped.chars, shaped.fonts, strict=True):
            if out and out[-1][0] == font:
                out[-1] = (font, out[-1][1] + char)
            else:
                out.append((font, char))
        return out
