"""What a reader of tables gives back: cells as they stand in the file, each with its place.

Plain frozen values, safe in any thread. Nothing here knows about record types.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from app.core.messages import N_, Message


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that holds no value: an error such as ``#REF!``, or a formula without a stored result.

    Args:
        text: what the cell shows.
        why: one sentence for the person.
    """

    text: str
    why: Message


Raw = str | int | Decimal | bool | datetime | date | time | timedelta | Unread | None
"""What a cell holds: text as typed, an exact number, a date as the spreadsheet shows it; ``None``: empty."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold at most; more is refused before it is expanded. Source: ``peers.md`` R17.

    Args:
        file: bytes on the disk.
        unpacked: bytes of all parts together.
        ratio: how many times smaller a part may be when it is packed.
        entries: parts of the package.
        cells: cells that are written down in the file, of all sheets.
        rows: rows that are written down in the file, empty ones included.
        text: characters in one cell, as in a spreadsheet.
    """

    file: int = 50_000_000
    unpacked: int = 50_000_000
    ratio: int = 100
    entries: int = 2_000
    cells: int = 1_000_000
    rows: int = 200_000
    text: int = 32_767


LIMITS = Limits()


@dataclass(slots=True)
class Meter:
    """How much was really read, counted while reading. One reader's own; not shared between threads.

    Attributes:
        scanned: bytes that were only counted through, a megabyte at a time, before anything is built of them.
        expanded: bytes that were built into rows and cells.
        cells: cells that were read.
        rows: rows that were read.
    """

    scanned: int = 0
    expanded: int = 0
    cells: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row that is not empty.

    Args:
        number: as the spreadsheet counts, from 1.
        cells: from column A on; empty cells at the end are left out.
    """

    number: int
    cells: tuple[Raw, ...]

    def at(self, column: int) -> Raw:
        """Return the cell in a column counted from 0; ``None`` where the row ends before it."""
        return self.cells[column] if 0 <= column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet.

    Args:
        name: of the sheet; of the file without its ending, for text files.
        rows: in order, empty ones left out.
        merged: areas shown as one cell: first row and column, last row and column, rows from 1, columns from 0.
        hidden: whether the sheet was hidden.
    """

    name: str
    rows: tuple[GridRow, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A file that was read.

    Args:
        name: file name.
        grids: its sheets, in order.
        notes: what the person should know of the file as a whole, such as macros that were not run.
        meter: how much was read.
        encoding: of a text file, "" for a workbook.
    """

    name: str
    grids: tuple[Grid, ...]
    notes: tuple[Message, ...] = ()
    meter: Meter = field(default_factory=Meter, compare=False, hash=False)
    encoding: str = ""

    def grid(self, name: str) -> Grid | None:
        """Return the sheet called *name*, ``None`` where there is none."""
        return next((one for one in self.grids if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file.

    Args:
        sheet: name of the sheet, "" where the file has only one.
        row: from 1, 0 for the sheet as a whole.
        column: heading or letters, "" for the row as a whole.
    """

    sheet: str = ""
    row: int = 0
    column: str = ""

    def message(self) -> Message:
        """Return the place in words: sheet People, row 12, column Phone."""
        params: Mapping[str, object] = {"sheet": self.sheet, "row": self.row, "column": self.column}
        if self.row and self.column and self.sheet:
            return N_("sheet {sheet}, row {row}, column {column}", **params)
        if self.row and self.sheet:
            return N_("sheet {sheet}, row {row}", **params)
        if self.row and self.column:
            return N_("row {row}, column {column}", **params)
        if self.column and self.sheet:
            return N_("sheet {sheet}, column {column}", **params)
        if self.row:
            return N_("row {row}", **params)
        return N_("sheet {sheet}", **params) if self.sheet else N_("the file")


def letters(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    text, rest = "", column + 1
    while rest > 0:
        rest, digit = divmod(rest - 1, 26)
        text = chr(65 + digit) + text
    return text
