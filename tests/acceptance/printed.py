"""A printed dossier read back letter by letter: where each stands, how large it is, which line it is on."""

from __future__ import annotations

import ctypes
import io
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw

GAP = 7.0
"""Points between two letters from which they stand in different cells or columns: letters of one line are at
most 4.3 apart (justified), columns at least 10."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: page from 1, box in points from the lower left, size as drawn."""

    page: int
    char: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Image:
    """One picture: its pixels and the points it covers."""

    page: int
    width_px: int
    height_px: int
    width_pt: float
    height_pt: float

    @property
    def dpi(self) -> float:
        """The lesser of both directions."""
        return 72 * min(self.width_px / self.width_pt, self.height_px / self.height_pt)


@dataclass(frozen=True, slots=True)
class Line:
    """Letters side by side in one column, without white space."""

    page: int
    base: float
    left: float
    text: str


def bare(words: str) -> str:
    """Return *words* without white space."""
    return re.sub(r"\s+", "", words)


class Printed:
    """A PDF, read once.

    Args:
        data: of the PDF.
        margin: of every page, in points; what stands outside is furniture (foot, marks).
    """

    def __init__(self, data: bytes, margin: float) -> None:
        self.data, self.margin = data, margin
        self.letters: list[Letter] = []
        self.images: list[Image] = []
        self.bookmarks: list[tuple[int, str, int]] = []
        document = pdfium.PdfDocument(data)
        self.pages = len(document)
        self.heights: list[float] = [page.get_height() for page in document]
        for number, page in enumerate(document, 1):
            self.letters += _letters(page, number)
            self.images += _images(page, number)
            page.close()
        for one in document.get_toc():
            self.bookmarks.append((one.level, one.get_title(), one.get_dest().get_index() + 1))
        document.close()

    def inside(self, one: Letter) -> bool:
        """Say whether a letter stands in the type area."""
        return self.margin - 4 < one.base < self.heights[one.page - 1] - self.margin

    @cached_property
    def body(self) -> str:
        """Everything in the type area in reading order, without white space."""
        return "".join(one.char for one in self.letters if self.inside(one) and one.char.strip())

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line of every column, page by page, from the top."""
        rows: dict[tuple[int, float], list[Letter]] = defaultdict(list)
        for one in self.letters:
            if one.char.strip():
                rows[one.page, -round(one.base, 1)].append(one)
        return tuple(line for place in sorted(rows) for line in _columns(sorted(rows[place], key=_left)))

    def inside_lines(self, page: int) -> list[Line]:
        """Return the lines of one page that stand in its type area."""
        top = self.heights[page - 1] - self.margin
        return [line for line in self.lines_of(page) if self.margin - 4 < line.base < top]

    def lines_of(self, page: int) -> list[Line]:
        """Return the lines of one page."""
        return [line for line in self.lines if line.page == page]

    def sizes(self, pages: Sequence[int]) -> dict[float, str]:
        """Return each size on *pages* with some of its letters."""
        found: dict[float, str] = {}
        for one in self.letters:
            if one.page in pages and one.char.strip():
                found[one.size] = (found.get(one.size, "") + one.char)[:20]
        return found


def _left(one: Letter) -> float:
    return one.left


def _columns(row: Sequence[Letter]) -> Iterator[Line]:
    start = 0
    for at in range(1, len(row) + 1):
        if at == len(row) or row[at].left - row[at - 1].right > GAP:
            first = row[start]
            yield Line(first.page, first.base, first.left, "".join(one.char for one in row[start:at]))
            start = at


def _letters(page: Any, number: int) -> Iterator[Letter]:  # noqa: ANN401 - a page of pypdfium2
    words = page.get_textpage()
    half = 0
    for index in range(words.count_chars()):
        if raw.FPDFText_IsGenerated(words.raw, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(words.raw, index)
        if 0xD800 <= code < 0xDC00:
            half = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((half - 0xD800) << 10) + (code - 0xDC00)
        box, x, y, matrix = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
        raw.FPDFText_GetLooseCharBox(words.raw, index, box)
        raw.FPDFText_GetCharOrigin(words.raw, index, x, y)
        raw.FPDFText_GetMatrix(words.raw, index, matrix)
        size = raw.FPDFText_GetFontSize(words.raw, index) * math.hypot(matrix.c, matrix.d)
        yield Letter(number, chr(code), box.left, box.right, y.value, round(size, 2))
    words.close()


def _images(page: Any, number: int) -> Iterator[Image]:  # noqa: ANN401 - a page of pypdfium2
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = one.get_bounds()
        width, height = one.get_px_size()
        yield Image(number, width, height, right - left, top - bottom)


def fonts(data: bytes) -> dict[str, bool]:
    """Return every font of a PDF, forms included, and whether its outlines are in the file."""
    found: dict[str, bool] = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font":
                each: Any = thing.get("/DescendantFonts", None) or [thing]
                described: list[Any] = [one.get("/FontDescriptor", {}) for one in each]
                kept = all("/FontFile2" in one or "/FontFile3" in one for one in described)
                found[str(thing.get("/BaseFont"))] = kept
    return found
