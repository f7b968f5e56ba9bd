"""Read a table that somebody hands over: an Excel workbook or a CSV file, within limits, never half.

**How to use it** (questionnaires, budgets and records alike)::

    book = read_book(path)                      # InputError: the file as a whole cannot be taken
    for grid in book.grids:                     # sheets in order
        for row in grid.rows:                   # rows that are not empty; row.number counts from 1
            value = row.at(2)                   # column C: text, int, Decimal, bool, date …, Unread, None
            Place(grid.name, row.number, "Phone").message()     # sheet People, row 12, column Phone

What a cell holds is given as the file has it: text as typed (nothing is trimmed), numbers exact to the 15
digits that a spreadsheet keeps, dates as dates where the cell is formatted so. The stored result of a
formula is its value; no formula is ever worked out, no macro run, no link followed: ``book.notes`` says so.
A cell with an error or a formula without a result is :class:`~app.imports.grid.Unread`.

Before anything is expanded, ``package.py`` checks the ZIP: parts, declared sizes, ratios, overlaps; then
every byte, row and cell is counted while it is read (``book.meter``) and refused beyond ``Limits``.
The part of a sheet is read by our own loop over the standard XML parser: openpyxl's read-only sheet gives
a million empty tuples for one cell at the bottom, reads sheets twice and fails on odd styles; its rules
for dates and number formats are used here. Thread: any but the document lane; nothing is shared.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Context, Decimal, InvalidOperation
from pathlib import Path
from re import Match
from re import compile as pattern
from typing import BinaryIO
from xml.etree.ElementTree import Element, iterparse

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel, from_ISO8601

from app.core.errors import Cancelled
from app.core.messages import N_, NP_, Message
from app.core.progress import NoProgress, Progress
from app.imports import faults
from app.imports.grid import LIMITS, Book, Grid, GridRow, Limits, Meter, Raw, Unread
from app.imports.package import Package, Part, resolved, size_of
from app.imports.text_table import read_text

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
NO_TABLES = (b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"{\\rtf", b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf",
             b"\x1f\x8b", b"SQLite format", b"BM", b"RIFF")  # fmt: skip
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods")
NO_RESULT = N_("This cell is a formula without a stored result. Open the workbook in Excel and save it again.")
ERROR_CELL = N_("This cell shows an error.")
NO_DATE = N_("This number is no date that there is.")
TOO_LONG = N_("This text is longer than a cell of a spreadsheet can hold.")
MOST_MERGES = 10_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
TELL_EVERY = 500
"""Rows between two steps of the progress."""
_EXACT = Context(prec=15)
_ESCAPED = pattern(r"_x([0-9A-Fa-f]{4})_")
_AREA = pattern(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def read_book(
    path: Path, limits: Limits = LIMITS, progress: Progress | None = None, meter: Meter | None = None
) -> Book:
    """Return the sheets of a workbook or the rows of a text table.

    Args:
        path: ``.xlsx``, ``.xlsm``, ``.csv``, ``.tsv`` or ``.txt``; what counts is the content.
        limits: what it may hold.
        progress: told of the rows; asked whether to stop.
        meter: counts what is read, also where the file is refused in the end.

    Raises:
        InputError: why it cannot be taken, in three lines.
        Cancelled: the person pressed Stop.
    """
    size, counted = size_of(path), meter or Meter()
    if size == 0:
        raise faults.empty()
    if size > limits.file:
        raise faults.too_large(limits.file)
    try:
        with path.open("rb") as file:
            begin = file.read(512)
            if begin.startswith(b"PK"):
                return _workbook(file, path.name, limits, progress or NoProgress(), counted)
            _refuse_others(file, begin, path)
            file.seek(0)
            return read_text(file.read(limits.file + 1), path.name, limits, counted)
    except OSError as cause:
        raise faults.cannot_open() from cause


def _refuse_others(file: BinaryIO, begin: bytes, path: Path) -> None:
    if begin.startswith(OLE):
        file.seek(0)
        while data := file.read(4_000_000):
            if ENCRYPTED in data:
                raise faults.locked()
            if len(data) == 4_000_000:
                file.seek(-len(ENCRYPTED), 1)
        raise faults.old_excel()
    start = begin.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<div", b"<style")):
        raise faults.web_page()
    if start.startswith(b"<?xml"):
        raise faults.other_sheet_program()
    if begin.startswith(NO_TABLES):
        raise faults.not_a_table()
    if path.suffix.lower() in WORKBOOK_ENDINGS:
        raise faults.damaged()


def _workbook(file: BinaryIO, name: str, limits: Limits, progress: Progress, meter: Meter) -> Book:
    package = Package(file, limits, meter)
    _refuse_packages(package)
    package.check_heads()
    reader = _Reader(package, limits, meter, progress)
    grids = tuple(reader.grids())
    return Book(name, grids, tuple(_notes(package, reader, name)), meter)


def _refuse_packages(package: Package) -> None:
    names = package.names()
    if package.has("mimetype") and b"opendocument" in package.beginning("mimetype"):
        raise faults.other_sheet_program()
    if any(name.endswith("workbook.bin") for name in names):
        raise faults.other_sheet_program()
    if "EncryptedPackage" in names:
        raise faults.locked()
    if not any(name.endswith("workbook.xml") for name in names):
        office = any(name.startswith(("word/", "ppt/")) for name in names)
        raise faults.not_a_table() if office else faults.a_package()


def _notes(package: Package, reader: _Reader, name: str) -> Iterator[Message]:
    if any(one.endswith("vbaProject.bin") for one in package.names()) or name.lower().endswith((".xlsm", ".xltm")):
        yield N_("The workbook holds macros. They were not run and nothing of them was read.")
    if any("/externalLinks/" in one for one in package.names()):
        yield N_("The workbook points to other files. They were not opened; the values last saved were read.")
    if reader.formulas:
        yield NP_(
            "{n} cell is a formula; the result last saved was read.",
            "{n} cells are formulas; the results last saved were read.",
            reader.formulas,
        )


@dataclass(slots=True)
class _Reader:
    """Reads the sheets of one package."""

    package: Package
    limits: Limits
    meter: Meter
    progress: Progress
    formulas: int = 0
    _strings: list[str] = field(default_factory=list)
    _dates: dict[int, bool] = field(default_factory=dict)
    """Number of a style that shows a date to whether it is a length of time."""
    _epoch: datetime = WINDOWS_EPOCH
    _columns: dict[str, int] = field(default_factory=dict)

    def grids(self) -> Iterator[Grid]:
        book = self._book_part()
        relations = self._relations(book)
        sheets = self._sheets(book)
        known = [(name, relations.get(key, ("", "")), hidden) for name, key, hidden in sheets]
        found = [(name, target, hidden) for name, (kind, target), hidden in known if kind.endswith("/worksheet")]
        self._count([target for _, target, _ in found])
        by_kind = {kind.rpartition("/")[2]: target for kind, target in relations.values()}
        if (target := by_kind.get("sharedStrings")) and self.package.has(target):
            self._read_strings(target)
        if (target := by_kind.get("styles")) and self.package.has(target):
            self._read_styles(target)
        for name, target, hidden in found:
            yield self._grid(name, target, hidden=hidden)

    def _count(self, targets: list[str]) -> None:
        """Refuse more rows and cells than there may be before one of them is read."""
        rows = cells = 0
        for target in targets:
            if not self.package.has(target):
                raise faults.damaged()
            counted = self.package.count(target, b"<row ", b"<row>", b"<row/>", b"<c ", b"<c>", b"<c/>")
            rows, cells = rows + sum(counted[:3]), cells + sum(counted[3:])
            if rows > self.limits.rows:
                raise faults.too_many_rows(self.limits.rows)
            if cells > self.limits.cells:
                raise faults.too_many_cells(self.limits.cells)

    def _book_part(self) -> str:
        if self.package.has("_rels/.rels"):
            for kind, target in self._relations_in("_rels/.rels", "").values():
                if kind.endswith("/officeDocument") and self.package.has(target):
                    return target
        return next(name for name in self.package.names() if name.endswith("workbook.xml"))

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, _, name = part.rpartition("/")
        return self._relations_in(f"{folder}/_rels/{name}.rels".lstrip("/"), part)

    def _relations_in(self, name: str, beside: str) -> dict[str, tuple[str, str]]:
        """Return the relations of a part, by their key: kind and target."""
        found: dict[str, tuple[str, str]] = {}
        with self.package.part(name) as part:
            for _, one in iterparse(part):
                if one.tag == _RELATIONS and one.get("TargetMode") != "External":
                    found[one.get("Id", "")] = (one.get("Type", ""), resolved(one.get("Target", ""), beside))
        return found

    def _sheets(self, book: str) -> list[tuple[str, str, bool]]:
        found: list[tuple[str, str, bool]] = []
        with self.package.part(book) as part:
            for _, one in iterparse(part):
                tag = one.tag.rpartition("}")[2]
                if tag == "sheet":
                    key = next((value for name, value in one.items() if name.endswith("}id")), "")
                    found.append((one.get("name", ""), key, one.get("state", "visible") != "visible"))
                elif tag == "workbookPr" and one.get("date1904") in ("1", "true"):
                    self._epoch = MAC_EPOCH
        return found

    def _read_strings(self, name: str) -> None:
        with self.package.part(name) as part:
            tag, text = _tags(part, "si", "t")
            root: Element | None = None
            for event, one in iterparse(part, ("start", "end")):
                if root is None:
                    root = one
                elif event == "end" and one.tag == tag:
                    self._strings.append(_text_of(one, text))
                    if len(self._strings) > self.limits.cells:
                        raise faults.too_many_cells(self.limits.cells)
                    root.clear()

    def _read_styles(self, name: str) -> None:
        formats, used = dict(BUILTIN_FORMATS), list[int]()
        with self.package.part(name) as part:
            own, group = _tags(part, "numFmt", "cellXfs")
            for _, one in iterparse(part):
                if one.tag == own:
                    formats[int(one.get("numFmtId", "0"))] = one.get("formatCode", "")
                elif one.tag == group:
                    used = [int(each.get("numFmtId", "0")) for each in one]
        for place, number in enumerate(used):
            code = formats.get(number)
            if code and is_date_format(code):
                self._dates[place] = bool(is_timedelta_format(code))

    def _grid(self, name: str, target: str, *, hidden: bool) -> Grid:
        rows: list[GridRow] = []
        merged: list[tuple[int, int, int, int]] = []
        with self.package.part(target) as part:
            row_tag, merge_tag = _tags(part, "row", "mergeCell")
            tags = _Tags(*_tags(part, "v", "f", "is", "t"))
            for _, one in iterparse(part):
                if one.tag == row_tag:
                    read = self._row(one, tags, rows[-1].number if rows else 0)
                    if read.cells:
                        rows.append(read)
                    one.clear()  # what stays of a row is an empty element
                elif one.tag == merge_tag and len(merged) < MOST_MERGES and (area := self._area(one.get("ref", ""))):
                    merged.append(area)
        return Grid(name, tuple(rows), tuple(merged), hidden)

    def _row(self, element: Element, tags: _Tags, last: int) -> GridRow:
        self._count_row()
        number = int(element.get("r") or last + 1)
        if not last < number <= LAST_ROW:
            raise faults.damaged()
        cells: list[Raw] = []
        for one in element:
            value = self._cell(one, tags)
            if value is None:
                continue
            at = self._column(one.get("r"), len(cells))
            if at < len(cells):
                raise faults.damaged()
            cells.extend([None] * (at - len(cells)))
            cells.append(value)
            self.meter.cells += 1
        if self.meter.cells > self.limits.cells:
            raise faults.too_many_cells(self.limits.cells)
        return GridRow(number, tuple(cells))

    def _count_row(self) -> None:
        self.meter.rows += 1
        if self.meter.rows > self.limits.rows:
            raise faults.too_many_rows(self.limits.rows)
        if self.meter.rows % TELL_EVERY == 0:
            self.progress.step(self.meter.rows, 0, N_("Reading the file"))
            if self.progress.cancelled():
                raise Cancelled(N_("Reading the file was stopped."), N_("Choose it again whenever you like."))

    def _column(self, reference: str | None, following: int) -> int:
        """Return the column of a cell, counted from 0; a cell without an address follows the last one."""
        if not reference:
            return following
        name = reference.rstrip("0123456789")
        at = self._columns.get(name)
        if at is None:
            if not name.isascii() or not name.isalpha() or not name.isupper() or len(name) > 3:
                raise faults.damaged()
            at = 0
            for letter in name:
                at = at * 26 + ord(letter) - 64
            if at > LAST_COLUMN:
                raise faults.damaged()
            self._columns[name] = at = at - 1
        return at

    def _area(self, reference: str) -> tuple[int, int, int, int] | None:
        found = _AREA.fullmatch(reference)
        if found is None:
            return None
        return int(found[2]), self._column(found[1], 0), int(found[4]), self._column(found[3], 0)

    def _cell(self, one: Element, tags: _Tags) -> Raw:
        kind, text = one.get("t", "n"), one.findtext(tags.value)
        if len(one) > 1 or not text:
            if one.find(tags.formula) is not None:
                self.formulas += 1
                if not text and kind != "str":
                    return Unread("=", NO_RESULT)
            if kind == "inlineStr" and (inline := one.find(tags.inline)) is not None:
                return self._said(_text_of(inline, tags.text))
        if not text:
            return None
        if kind == "n":
            return self._number(text, int(one.get("s", "0")))
        if kind == "s":
            at = int(text)
            if at < 0:
                raise faults.damaged()
            return self._said(self._strings[at])
        if kind == "b":
            return text.strip() == "1"
        if kind == "e":
            return Unread(text, ERROR_CELL)
        if kind == "d":
            with suppress(ValueError):
                made: Raw = from_ISO8601(text)
                return made
            return Unread(text, NO_DATE)
        return self._said(_unescaped(text))

    def _said(self, text: str) -> Raw:
        if len(text) > self.limits.text:
            return Unread(text[:60] + "…", TOO_LONG)
        return text or None

    def _number(self, text: str, style: int) -> Raw:
        if style not in self._dates and len(text) < 16 and text.isdecimal() and text.isascii():
            return int(text)
        try:
            number = Decimal(text)
        except InvalidOperation:
            return Unread(text[:60], ERROR_CELL)
        if not number.is_finite():
            return Unread(text[:60], ERROR_CELL)
        if style in self._dates:
            try:
                made: Raw = from_excel(float(number), self._epoch, timedelta=self._dates[style])
            except (OverflowError, ValueError):
                return Unread(text, NO_DATE)
            return made
        return exact(number)


def exact(number: Decimal) -> int | Decimal:
    """Return a number as a spreadsheet shows it: 15 digits, whole where it is whole.

    Args:
        number: finite.
    """
    if number.adjusted() < 15:
        number = _EXACT.plus(number)
    if number == number.to_integral_value() and number.adjusted() < 30:
        return int(number)
    return number


@dataclass(frozen=True, slots=True)
class _Tags:
    value: str
    formula: str
    inline: str
    text: str


def _tags(part: Part, *names: str) -> tuple[str, ...]:
    space = f"{{{part.namespace}}}" if part.namespace else ""
    return tuple(space + name for name in names)


def _text_of(item: Element, tag: str) -> str:
    """Return the text of a string item; how it is to be pronounced is left out."""
    if len(item) == 1 and item[0].tag == tag:
        return _unescaped(item[0].text or "")
    parts = []
    for one in item:
        if one.tag == tag:
            parts.append(one.text or "")
        elif one.tag.endswith("}r") or one.tag == "r":
            parts.append(one.findtext(tag) or "")
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(found: Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code <= 0xDFFF or code == 0 else chr(code)
