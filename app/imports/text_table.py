"""Rows out of a text file: which encoding, which separator, quoted line breaks. Thread: any.

Unicode is tried first (with and without its mark, UTF-16 too), then Big5 as Windows in Taiwan writes it
(cp950), then Big5-HKSCS. What is in none of them is refused with the line, never guessed.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import PurePath

from app.core.messages import N_, Message
from app.imports import faults
from app.imports.grid import Book, Grid, GridRow, Limits, Meter

SEPARATORS = ",;\t|"
SAMPLE_LINES = 40
UTF16_SHARE = 0.3
"""Share of zero bytes from which a file without a mark is taken for UTF-16."""
NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp950": "Big5 (cp950)", "big5hkscs": "Big5-HKSCS"}


def read_text(data: bytes, name: str, limits: Limits, meter: Meter) -> Book:
    """Return the rows of a text table.

    Args:
        data: the whole file.
        name: file name; the sheet is called like it, without the ending.
        limits: what it may hold.
        meter: counts what is read.

    Raises:
        InputError: it is in no encoding that we read, or built wrongly.
    """
    meter.expanded += len(data)
    text, encoding = _decoded(data)
    if "\x00" in text:
        raise faults.no_text()
    rows = tuple(_rows(text, _separator(text), limits, meter))
    if not rows:
        raise faults.empty()
    notes: tuple[Message, ...] = ()
    if encoding not in ("utf-8", "utf-8-sig"):
        notes = (N_("The file was read as {encoding}.", encoding=NAMES.get(encoding, encoding)),)
    return Book(name, (Grid(PurePath(name).stem, rows),), notes, meter, encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16"), "utf-16"
        if data.startswith(codecs.BOM_UTF8):
            return data.decode("utf-8-sig"), "utf-8-sig"
    except UnicodeDecodeError as cause:
        raise faults.damaged() from cause
    zeros = data[:4000].count(0)
    if zeros > len(data[:4000]) * UTF16_SHARE:
        for encoding in ("utf-16-le", "utf-16-be"):
            text = data.decode(encoding, "replace")
            if "\x00" not in text and "\ufffd" not in text:
                return text, "utf-16"
        raise faults.no_text()
    first = 0
    for encoding in ("utf-8", "cp950", "big5hkscs"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError as error:
            first = max(first, error.start)
    raise faults.mixed_letters(data[:first].count(b"\n") + 1)


def _separator(text: str) -> str:
    """Return the separator that splits the first lines most evenly; a comma where none does."""
    lines = text.splitlines()[:SAMPLE_LINES]

    def worth(separator: str) -> tuple[int, int]:
        with_it = [len(row) for row in csv.reader(lines, delimiter=separator) if row]
        usual = max(set(with_it), key=with_it.count, default=1)
        return (with_it.count(usual) if usual > 1 else 0, usual)

    try:
        best = max(SEPARATORS, key=worth)
        return best if worth(best)[0] else ","
    except csv.Error:
        return ","


def _rows(text: str, separator: str, limits: Limits, meter: Meter) -> Iterator[GridRow]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=False)
    start = 1
    try:
        for fields in reader:
            if '"' in text and reader.line_num > start and _never_closed(text, start, reader.line_num, fields):
                raise faults.open_quote(start)
            meter.rows += 1
            if meter.rows > limits.rows:
                raise faults.too_many_rows(limits.rows)
            cells = tuple(_trimmed(fields))
            meter.cells += sum(one is not None for one in cells)
            if meter.cells > limits.cells:
                raise faults.too_many_cells(limits.cells)
            if cells:
                yield GridRow(start, cells)
            start = reader.line_num + 1
    except csv.Error as cause:
        raise faults.open_quote(start) from cause


def _never_closed(text: str, start: int, end: int, fields: Sequence[str]) -> bool:
    """Say whether a cell swallowed the rest of the file, because its quotation mark is never closed."""
    whole = text.count("\n") + (not text.endswith("\n"))
    if end < whole:
        return False
    taken = "\n".join(text.split("\n")[start - 1 : end])
    return taken.count('"') % 2 == 1


def _trimmed(fields: Sequence[str]) -> list[str | None]:
    cells: list[str | None] = [one or None for one in fields]
    while cells and cells[-1] is None:
        cells.pop()
    return cells
