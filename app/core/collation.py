"""The order of names in lists, the same on the screen, in print and in workbooks.

Numbers first and by value, then Latin by casefold, then Chinese characters by strokes (as Taiwan counts
them), radical and code point. The table comes from Unihan (``packaging/collation.py``).
"""

from __future__ import annotations

import functools
import re
import unicodedata
import zlib
from pathlib import Path

MAGIC = b"banyan strokes 1\n"
RANGES = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
"""Code points of the table, both ends included."""

_TABLE = Path(__file__).resolve().parents[2] / "resources" / "collation" / "strokes.bin"
_PIECE = re.compile(r"\d{1,18}|.", re.DOTALL)

Element = tuple[int, int, int, int]
SortKey = tuple[tuple[Element, ...], str]


@functools.cache
def _table() -> tuple[bytes, bytes]:
    """Return strokes and radicals, one byte per code point of the ranges.

    Raises:
        ValueError: the file is not the table.
    """
    data = _TABLE.read_bytes()
    if not data.startswith(MAGIC):
        raise ValueError(f"{_TABLE.name} is not the table of strokes")
    body = zlib.decompress(data[len(MAGIC) :])
    return body[: len(body) // 2], body[len(body) // 2 :]


def strokes_and_radical(character: str) -> tuple[int, int]:
    """Return the stroke count and the radical (1 to 214) of a character; (0, 0) where it is not Chinese."""
    code, start = ord(character), 0
    for first, last in RANGES:
        if first <= code <= last:
            strokes, radicals = _table()
            return strokes[start + code - first], radicals[start + code - first]
        start += last - first + 1
    return 0, 0


def key(text: str, language: str = "zh_TW") -> SortKey:
    """Return what *text* is sorted by.

    Args:
        text: a name or title.
        language: of the list; today every language has one order, so that a printed list and the
            screen agree.
    """
    return tuple(_element(piece) for piece in _PIECE.findall(_plain(text))), text


def _plain(text: str) -> str:
    """Return *text* without case, width and accents; Chinese characters stay themselves."""
    parts = unicodedata.normalize("NFKD", text.strip())
    return "".join(one for one in parts if not unicodedata.combining(one)).casefold()


@functools.lru_cache(maxsize=8192)
def _element(piece: str) -> Element:
    if piece.isdecimal():
        return 0, int(piece), len(piece), 0
    strokes, radical = strokes_and_radical(piece)
    code = ord(piece)
    if strokes:
        return 3, strokes, radical, code
    return (1, code, 0, 0) if not piece.isalpha() else (2, code, 0, 0)
