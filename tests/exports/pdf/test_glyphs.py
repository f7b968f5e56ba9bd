"""The bulk reading of a face gives what reportlab reads number by number, for every font of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase import ttfonts

from app.exports.pdf.fonts import Face
from tests.exports.pages import FONTS

FILES = sorted(FONTS.glob("*.ttf"))


@pytest.mark.parametrize("path", FILES, ids=[one.stem for one in FILES])
def test_a_face_read_in_bulk_is_the_same(path: Path) -> None:
    ours, theirs = Face(str(path)), ttfonts.TTFontFace(str(path))
    assert ours.charToGlyph == theirs.charToGlyph
    assert ours.charWidths == theirs.charWidths
    assert ours.glyphPos == theirs.glyphPos
    assert (ours.defaultWidth, ours.name, ours.bbox) == (theirs.defaultWidth, theirs.name, theirs.bbox)
    assert len(ours.hmetrics) == len(theirs.hmetrics) == ours.numGlyphs
    scale = ours.unitsPerEm / 1000  # reportlab scales the advances that the last glyphs share
    advances = [round(one * scale) if isinstance(one, float) else one for one, _ in theirs.hmetrics]
    assert [ours.hmetrics[glyph] for glyph in range(ours.numGlyphs)] == [
        (advance, bearing) for advance, (_, bearing) in zip(advances, theirs.hmetrics, strict=True)
    ]
