"""Reads a TrueType face's characters, widths and outline places in bulk.

reportlab reads the same tables number by number, which takes a third of a second for fonts of ours.
Source of the forms: the OpenType specification, tables ``cmap``, ``hmtx`` and ``loca``.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Mapping
from dataclasses import dataclass

WINDOWS_UCS4, WINDOWS_BMP = (3, 10), (3, 1)
SEGMENTS, GROUPS = 4, 12
"""Formats of a ``cmap`` that are read here."""


class Metrics:
    """Advance width and left side bearing by glyph number, in font units; read where they are asked for.

    Args:
        data: of the font file.
        start: of ``hmtx``.
        number: how many glyphs have an advance of their own; the others have that of the last of them.
        count: number of glyphs.
    """

    def __init__(self, data: bytes, start: int, number: int, count: int) -> None:
        self._data, self._start, self._number, self._count = data, start, number, count

    def __getitem__(self, glyph: int) -> tuple[int, int]:
        last, extra = min(glyph, self._number - 1), max(0, glyph - self._number + 1)
        advance, bearing = struct.unpack_from(">HH", self._data, self._start + 4 * last)
        if extra:
            bearing = struct.unpack_from(">H", self._data, self._start + 4 * self._number + 2 * (extra - 1))[0]
        return advance, bearing

    def __len__(self) -> int:
        return self._count

    def advances(self) -> list[int]:
        """Return the advance of every glyph."""
        own = struct.unpack_from(f">{2 * self._number}H", self._data, self._start)[::2]
        return [*own, *[own[-1]] * (self._count - self._number)]


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What a face says of its glyphs.

    Args:
        of_char: code point to glyph number.
        metrics: per glyph, advance width and left side bearing in font units.
        places: per glyph and one more, where its outline begins in ``glyf``.
    """

    of_char: dict[int, int]
    metrics: Metrics
    places: list[int]


def read_glyphs(data: bytes, tables: Mapping[str, tuple[int, int]], count: int) -> Glyphs | None:
    """Return the glyphs of a face, ``None`` where its ``cmap`` is of a form not read here.

    Args:
        data: of the font file.
        tables: table name to its start and length.
        count: number of glyphs.
    """
    found = _cmap(data, tables["cmap"][0])
    if found is None:
        return None
    number = struct.unpack_from(">H", data, tables["hhea"][0] + 34)[0]
    return Glyphs(found, Metrics(data, tables["hmtx"][0], number, count), _places(data, tables, count))


def _cmap(data: bytes, start: int) -> dict[int, int] | None:
    rows = struct.iter_unpack(">HHL", data[start + 4 : start + 4 + 8 * struct.unpack_from(">H", data, start + 2)[0]])
    offsets = {(platform, encoding): offset for platform, encoding, offset in rows}
    offset = offsets.get(WINDOWS_UCS4, offsets.get(WINDOWS_BMP))
    if offset is None:
        return None
    at = start + offset
    form = struct.unpack_from(">H", data, at)[0]
    if form == GROUPS:
        return _groups(data, at)
    return _segments(data, at) if form == SEGMENTS else None


def _groups(data: bytes, at: int) -> dict[int, int]:
    number = struct.unpack_from(">L", data, at + 12)[0]
    found: dict[int, int] = {}
    for first, last, glyph in struct.iter_unpack(">LLL", data[at + 16 : at + 16 + 12 * number]):
        if first == last:
            found[first] = glyph
        else:
            found.update(zip(range(first, last + 1), range(glyph, glyph + last + 1 - first), strict=True))
    return found


def _segments(data: bytes, at: int) -> dict[int, int]:
    length, _, double = struct.unpack_from(">HHH", data, at + 2)
    number = double // 2
    words = struct.unpack_from(f">{(length - 14) // 2}H", data, at + 14)
    ends, starts = words[:number], words[number + 1 : 2 * number + 1]
    deltas, ranges = words[2 * number + 1 : 3 * number + 1], 3 * number + 1
    found: dict[int, int] = {}
    for one in range(number):
        delta, shift = deltas[one], words[ranges + one]
        for char in range(starts[one], ends[one] + 1):
            if shift == 0:
                found[char] = (char + delta) & 0xFFFF
                continue
            place = ranges + one + shift // 2 + char - starts[one]
            glyph = words[place] if place < len(words) else 0
            found[char] = (glyph + delta) & 0xFFFF if glyph else 0
    return found


def _places(data: bytes, tables: Mapping[str, tuple[int, int]], count: int) -> list[int]:
    long_form = struct.unpack_from(">H", data, tables["head"][0] + 50)[0] == 1
    places = array("I" if long_form else "H")
    start = tables["loca"][0]
    places.frombytes(data[start : start + places.itemsize * (count + 1)])
    if sys.byteorder == "little":
        places.byteswap()
    return places.tolist() if long_form else [2 * one for one in places]
