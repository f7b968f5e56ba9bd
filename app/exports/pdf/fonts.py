"""Embeds our fonts through reportlab, with four of its habits mended.

Its ToUnicode map is wrong for characters above U+FFFF, its CMaps hold more than 100 entries to a block,
it copies a 40 MB glyph table for each 255 characters (typesetting.md 2, items 6 and 8), and it reads the
tables of a face number by number.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts

from app.exports.pdf.glyphs import read_glyphs

FIRST_GLYPH = 0xF0000
"""Of the characters that stand for glyphs: the first plane for private use."""
BLOCK = 100
"""Entries of one ``beginbfchar`` block, at most."""


class _Slices:
    """A big table that is only ever cut into small pieces; each piece alone is copied."""

    def __init__(self, view: memoryview) -> None:
        self._view = view

    def __getitem__(self, place: slice) -> bytes:
        return bytes(self._view[place])


class Face(ttfonts.TTFontFace):  # type: ignore[misc]  # reportlab has no types
    """A TrueType face whose glyph table is not copied, and whose outlines can be read."""

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803 - reportlab's own names
        """Read the face's tables; those of its glyphs in bulk where they have the form that ours have."""
        super().extractInfo(0)
        if not charInfo:
            return
        places = {tag: self.get_table_pos(tag) for tag in ("cmap", "hhea", "hmtx", "head", "loca")}
        found = read_glyphs(self._ttf_data, places, self.numGlyphs)
        if found is None:
            super().extractInfo(1)
            return
        self.charToGlyph, self.hmetrics, self.glyphPos = found.of_char, found.metrics, found.places
        widths = [self._pdfScale(advance) for advance in found.metrics.advances()]
        self.defaultWidth = widths[0]
        self.charWidths = {char: widths[glyph] for char, glyph in found.of_char.items()}
        self.glyphToChar: dict[int, list[int]] = {}  # only shaping asks for it
        for one, other in ((0x20, 0xA0), (0xA0, 0x20)):
            if one in self.charToGlyph:
                self.charToGlyph[other], self.charWidths[other] = self.charToGlyph[one], self.charWidths[one]
                break

    def get_table(self, tag: str) -> Any:  # noqa: ANN401 - reportlab's own signature
        """Return a table's bytes; the glyph table as a view."""
        if tag != "glyf":
            return super().get_table(tag)
        start, length = self.get_table_pos(tag)
        return _Slices(memoryview(self._ttf_data)[start : start + length])

    def glyph_data(self, glyph: int) -> bytes:
        """Return the outline description of a glyph, empty where it draws nothing."""
        start, _ = self.get_table_pos("glyf")
        return bytes(memoryview(self._ttf_data)[start + self.glyphPos[glyph] : start + self.glyphPos[glyph + 1]])


class EmbeddedFont(ttfonts.TTFont):  # type: ignore[misc]  # reportlab has no types
    """A font that is embedded as subsets with a correct ToUnicode map."""

    def __init__(self, name: str, path: Path) -> None:
        """Load the face at *path*. Raises OSError, or reportlab's TTFError for what is no TrueType font.

        The base's own constructor would load a face that copies its tables, so it is not called.
        """
        self.fontName = name
        self.face = Face(str(path))
        self.encoding = ttfonts.TTEncoding()
        self.state: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        self._asciiReadable = 0
        self.shapable = False
        self._glyphs: dict[tuple[int, str], int] = {}
        self._texts: dict[int, str] = {}

    def glyph(self, number: int, text: str) -> str:
        """Return the character that draws the glyph *number* where it stands for *text*.

        The embedder of reportlab knows characters alone; a glyph without one of its own gets one of a plane
        for private use, which no text of ours holds. It is drawn by it, and copied out as *text*.
        """
        known = self._glyphs.get((number, text))
        if known is None:
            known = FIRST_GLYPH + len(self._glyphs)
            self.face.charToGlyph[known] = number
            self.face.charWidths[known] = self.face._pdfScale(self.face.hmetrics[number][0])
            self._glyphs[number, text], self._texts[known] = known, text
        return chr(known)

    def addObjects(self, doc: Any) -> None:  # noqa: N802, ANN401 - reportlab's own name
        """Add the font's subsets to *doc*, after all text was drawn."""
        state = self.state[doc]
        state.frozen = 1
        for number, subset in enumerate(state.subsets):
            internal = self.getSubsetInternalName(number, doc)[1:]
            base = (ttfonts.SUBSETN(number) + b"+" + self.face.name).decode("pdfdoc")
            font = pdfdoc.PDFTrueTypeFont()
            font.Name, font.BaseFont = internal, base
            font.FirstChar, font.LastChar = 0, len(subset) - 1
            font.Widths = pdfdoc.PDFArray([self.face.getCharWidth(code) for code in subset])
            stream = pdfdoc.PDFStream()
            stream.content = to_unicode([self._texts.get(code) or chr(code) for code in subset])
            if doc.compression:
                stream.filters = [pdfdoc.PDFZCompress]
            font.ToUnicode = doc.Reference(stream, "toUnicodeCMap:" + base)
            font.FontDescriptor = self.face.addSubsetObjects(doc, base, subset)
            doc.Reference(font, internal)
            doc.idToObject["BasicFonts"].dict[internal] = font
        del self.state[doc]


def to_unicode(subset: list[str]) -> str:
    """Return the CMap that turns the codes of *subset* back into text, UTF-16BE for all planes."""
    rows = [f"<{code:02X}> <{''.join(map(_utf16, text))}>" for code, text in enumerate(subset)]
    out = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        out += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    out += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(out)


def _utf16(char: str) -> str:
    return char.encode("utf-16-be", "surrogatepass").hex().upper()


@lru_cache(maxsize=32)
def embedded(key: str, path: Path) -> EmbeddedFont:
    """Return the font at *path*, loaded once in this process and known to reportlab under its key."""
    place = hashlib.sha256(str(path).encode()).hexdigest()[:8]
    font = EmbeddedFont(f"{key}-{place}", path)
    pdfmetrics.registerFont(font)
    return font
