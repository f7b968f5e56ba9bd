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
The part of a sheet is read (``xlsx/``) by our own loop over the standard XML parser: openpyxl's read-only sheet gives
a million empty tuples for one cell at the bottom, reads sheets twice and fails on odd styles; its rules
for dates and number formats are used here. Thread: any but the document lane; nothing is shared.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.core.messages import N_, NP_, Message
from app.core.progress import NoProgress, Progress
from app.imports import faults
from app.imports.grid import LIMITS, Book, Limits, Meter
from app.imports.package import Package, size_of
from app.imports.text_table import read_text
from app.imports.xlsx.sheets import SheetReader

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
NO_TABLES = (b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"{\\rtf", b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf",
             b"\x1f\x8b", b"SQLite format", b"BM", b"RIFF")  # fmt: skip
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods")


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
    reader = SheetReader(package, limits, meter, progress)
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


def _notes(package: Package, reader: SheetReader, name: str) -> Iterator[Message]:
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
