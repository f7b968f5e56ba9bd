"""What a workbook is made from: frozen, in one language, masked; the same spec gives the same bytes.

Rows and columns count from 1 wherever a place is named. Thread: any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.exports.xlsx.formula import Cell, Expr, Key, Range

Content = str | int | Decimal | bool | date | Expr | None
"""What a cell may hold; money stands in major units, a date is exact to the day."""

TWD_FORMAT = "#,##0"
CENTS_FORMAT = "#,##0.00"
DATE_FORMAT = "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class Style:
    """How cells of one name look.

    Args:
        name: what cells and columns call it.
        bold, italic: of the text.
        size: points.
        colour, fill: six hexadecimal digits, "" for none.
        align: ``left``, ``right``, ``centre`` or "" (by kind of value).
        wrap: whether long text breaks into lines.
        number_format: Excel's, such as ``#,##0``.
        border: whether a thin line stands around the cell.
        font: family name, "" for the workbook's.
    """

    name: str
    bold: bool = False
    italic: bool = False
    size: float = 12.0
    colour: str = ""
    fill: str = ""
    align: str = ""
    wrap: bool = False
    number_format: str = "General"
    border: bool = False
    font: str = ""


@dataclass(frozen=True, slots=True)
class CellValue:
    """One cell: what it holds, how it looks, and whether people may type into it."""

    content: Content = None
    style: str = "text"
    locked: bool = True


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column.

    Args:
        width: in characters of the normal font.
        hidden: kept in the file, not shown.
        style: look of its empty cells, "" for the plain one.
        open: whether people may type into its empty cells on a protected sheet.
    """

    width: float = 12.0
    hidden: bool = False
    style: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Validation:
    """What may be typed into a range.

    Args:
        range: the cells.
        kind: ``list`` or ``decimal`` (a number from ``minimum`` on).
        source: cells that hold the choices, for a list.
        minimum: least number, for a decimal.
        message: shown when something else is typed.
    """

    range: Range
    kind: str
    source: Range | None = None
    minimum: Decimal = Decimal(0)
    message: str = ""


@dataclass(frozen=True, slots=True)
class PrintSetup:
    """How the sheet prints: fitted to the paper's width, heads repeated.

    Args:
        paper: ``A4`` or ``Letter``.
        landscape: turned.
        repeat: first and last row repeated on every page, (0, 0) for none.
        header, footer: centred text; the page number is added to the footer.
        area: what is printed, ``None`` for all that is used; the margins are narrow where it is given.
    """

    paper: str = "A4"
    landscape: bool = False
    repeat: tuple[int, int] = (0, 0)
    header: str = ""
    footer: str = ""
    area: Range | None = None


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """One sheet.

    Args:
        name: as ``sheet_name`` makes it.
        columns: widths, left to right.
        rows: cells, top to bottom; a row may be shorter than ``columns``.
        heights: row number to height in points, for rows that need one.
        freeze: rows and columns that stay in sight.
        protect: locked cells cannot be changed until the protection (no password) is taken off.
        validations: what may be typed where.
        merges: ranges shown as one cell.
        filter: the table with filter buttons, heads included.
        print: paper set-up.
        hidden_rows: rows that are kept in the file and not shown.
        hidden: whether the sheet is not shown.
        rows_open: whether rows may be added, taken away and sorted on a protected sheet.
    """

    name: str
    columns: tuple[ColumnSpec, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    heights: tuple[tuple[int, float], ...] = ()
    freeze: tuple[int, int] = (0, 0)
    protect: bool = False
    validations: tuple[Validation, ...] = ()
    merges: tuple[Range, ...] = ()
    filter: Range | None = None
    print: PrintSetup = PrintSetup()
    hidden_rows: tuple[int, ...] = ()
    hidden: bool = False
    rows_open: bool = False

    def cells(self) -> Iterator[tuple[Key, CellValue]]:
        """Yield every cell with its place."""
        for row, values in enumerate(self.rows, 1):
            for column, value in enumerate(values, 1):
                yield (self.name, row, column), value


@dataclass(frozen=True, slots=True)
class WorkbookSpec:
    """A whole workbook.

    Args:
        title, author: document properties.
        language: ``zh_TW`` or ``en``.
        sheets: in order; names differ even when case is ignored.
        styles: by name; ``text`` must be among them.
        font: family of every style that names none.
        date_iso: stamped as creation and change date, ``YYYY-MM-DD``.
    """

    title: str
    language: str
    sheets: tuple[SheetSpec, ...]
    styles: tuple[Style, ...]
    author: str = ""
    font: str = "Arial"
    date_iso: str = "2025-01-01"


_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def sheet_name(text: str, taken: frozenset[str] | set[str] = frozenset()) -> str:
    """Return *text* as a sheet name: 31 UTF-16 units, no ``[]:*?/\\``, unlike every name in *taken*."""
    base = _cut(_FORBIDDEN.sub(" ", text).strip().strip("'") or "Sheet", 31)
    lower = {one.casefold() for one in taken} | {"history"}
    name, number = base, 2
    while name.casefold() in lower:
        tail = f" ({number})"
        name, number = _cut(base, 31 - len(tail)) + tail, number + 1
    return name


def _cut(text: str, units: int) -> str:
    while len(text.encode("utf-16-le")) // 2 > units:
        text = text[:-1]
    return text.strip()


def formulas(spec: WorkbookSpec) -> dict[Key, Expr]:
    """Return every formula of the workbook by its place."""
    return {key: cell.content for sheet in spec.sheets for key, cell in sheet.cells() if isinstance(cell.content, Expr)}


def ref(sheet: str, row: int, column: int, *, fixed: bool = False) -> Cell:
    """Return a reference to one cell."""
    return Cell(sheet, row, column, fixed)
