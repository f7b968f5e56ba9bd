"""Turns PDF pages into pictures and text with PDFium: for preview, screenshots and tests."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from app.core.errors import InputError
from app.core.messages import N_

_PDFIUM = threading.Lock()
"""PDFium may be called from one thread at a time."""


@dataclass(frozen=True, slots=True)
class RasterPage:
    """A drawn page: ``data`` holds rows of 3 bytes (red, green, blue) per pixel, without padding."""

    width: int
    height: int
    data: bytes


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2 as pdfium  # writing a PDF does without it

    with _PDFIUM:
        try:
            document = pdfium.PdfDocument(pdf)
        except pdfium.PdfiumError as error:
            raise InputError(
                N_("This file is not a PDF that can be read."), N_("Choose another file."), code="input.pdf"
            ) from error
        try:
            yield document
        finally:
            document.close()


def page_count(pdf: bytes) -> int:
    """Return the number of pages. Raises InputError. Any thread."""
    with _opened(pdf) as document:
        return len(document)


def render_pages(pdf: bytes, pages: Sequence[int] | None = None, dpi: float = 96.0) -> list[RasterPage]:
    """Draw the *pages* (from 1; all where None) at *dpi*. Raises InputError. Any thread, one at a time."""
    out: list[RasterPage] = []
    with _opened(pdf) as document:
        for number in pages if pages is not None else range(1, len(document) + 1):
            page = document[number - 1]
            bitmap = page.render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=False)
            out.append(RasterPage(bitmap.width, bitmap.height, _packed(bitmap)))
            bitmap.close()
            page.close()
    return out


def _packed(bitmap: Any) -> bytes:  # noqa: ANN401 - pypdfium2 has no types
    """Return the bitmap's rows without the padding at their ends."""
    raw = bytes(ctypes.cast(bitmap.buffer, ctypes.POINTER(ctypes.c_ubyte * (bitmap.stride * bitmap.height))).contents)
    wide = bitmap.width * bitmap.n_channels
    rows = (raw[start : start + wide] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride))
    packed = b"".join(rows)
    if bitmap.n_channels == 1:
        return bytes(value for value in packed for _ in range(3))
    if bitmap.n_channels == 4:
        return b"".join(packed[start : start + 3] for start in range(0, len(packed), 4))
    return packed


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page as a reader copies it. Raises InputError."""
    out: list[str] = []
    with _opened(pdf) as document:
        for page in document:
            text = page.get_textpage()
            out.append(text.get_text_range())
            text.close()
            page.close()
    return out
