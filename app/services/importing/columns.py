"""Which column of a file is which field, said by a person where the headings do not say it. Thread: any.

A neighbour's list has headings of its own. What is known by its heading stands as it is; every other column can be
given a field, and a sheet that nothing was known of can be given a record type. Workbooks of ours are not asked
about: their columns carry keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.core.messages import Label
from app.imports.grid import Grid, GridRow, letters
from app.models.catalogue import catalogue
from app.services.importing import Matched
from app.services.importing.cells import shown_raw
from app.services.importing.match import LOOK_ROWS, BookMatch, SheetMatch, heading_of, is_ours
from app.services.workbook.columns import ExchangeColumn, column_label, exchange_columns, exchanged_types

LOOK_FOR_EXAMPLE = 40
"""Rows below the headings in which a filled cell is looked for."""
EXAMPLE_LENGTH = 40
"""Characters of a cell that are shown beside its heading."""


@dataclass(frozen=True, slots=True)
class FileColumn:
    """One column of a file.

    Args:
        at: its place in the row, from 0.
        head: its heading, else its letters.
        example: the first filled cell below, shortened; "" where the column is empty.
        field: key of the column of ours that it is read into, "" where it is left out.
    """

    at: int
    head: str
    example: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """One sheet and what its columns are.

    Args:
        sheet: its name.
        type: record type that its rows become, "" where none is chosen yet.
        columns: left to right.
    """

    sheet: str
    type: str
    columns: tuple[FileColumn, ...]

    @property
    def left(self) -> tuple[FileColumn, ...]:
        """The columns that are left out."""
        return tuple(one for one in self.columns if not one.field)

    @property
    def twice(self) -> tuple[FileColumn, ...]:
        """The columns whose field a column further left has already; that one counts."""
        seen: set[str] = set()
        again = []
        for one in self.columns:
            if one.field and one.field in seen:
                again.append(one)
            seen.add(one.field)
        return tuple(again)

    def given(self, type_name: str, fields: Mapping[int, str]) -> SheetColumns:
        """Return the sheet as records of that type, with other fields: place to key, "" leaves a column out."""
        columns = tuple(replace(one, field=fields.get(one.at, one.field)) for one in self.columns)
        return replace(self, type=type_name, columns=columns)


def sheets_of(first: Matched, hint: str = "") -> tuple[SheetColumns, ...]:
    """Return the sheets whose columns a person may choose, with what is known of them, in the order of the file.

    Args:
        first: as matched by its headings.
        hint: record type that is proposed for a sheet of which nothing is known.
    """
    known = {one.grid.name: one for one in first.match.sheets}
    found = []
    for grid in first.book.grids:
        match = known.get(grid.name)
        if is_ours(grid) or not grid.rows:
            continue
        head = next((row for row in grid.rows if match and row.number == match.head_row), None) or _head(grid)
        fields = {at: column.key for at, column in match.columns.items()} if match else {}
        found.append(SheetColumns(grid.name, match.type if match else hint, tuple(_columns(grid, head, fields))))
    return tuple(found)


def as_type(first: Matched, sheet: SheetColumns, type_name: str) -> SheetColumns:
    """Return a sheet as records of another type, with the fields that its headings name there."""
    readable = _readable(type_name) if type_name else {}
    found = {one.at: first.vocabulary.column(type_name, one.head) if readable else None for one in sheet.columns}
    fields = {at: column.key if column is not None and column.key in readable else "" for at, column in found.items()}
    return sheet.given(type_name, fields)


def types_to_choose() -> tuple[tuple[str, Label], ...]:
    """Return the record types that rows of a file may become, each with its name."""
    return tuple((name, catalogue()[name].label) for name in exchanged_types())


def fields_to_choose(type_name: str) -> tuple[tuple[str, Label], ...]:
    """Return key and wording of what a column may be in records of that type, in the order of the form."""
    one = catalogue()[type_name]
    return tuple((column.key, column_label(column, one)) for column in _readable(type_name).values())


def with_columns(first: Matched, chosen: Mapping[str, SheetColumns]) -> Matched:
    """Return the file read as a person says.

    Args:
        first: as matched by its headings.
        chosen: name of a sheet to what its columns are; other sheets stay as they are. A sheet without a type,
            and one without any column, is not read.
    """
    known = {one.grid.name: one for one in first.match.sheets}
    made: list[SheetMatch] = []
    for grid in first.book.grids:
        said = chosen.get(grid.name)
        match = _said(grid, said) if said is not None else known.get(grid.name)
        if match is not None:
            made.append(match)
    order = {name: place for place, name in enumerate(exchanged_types())}
    made.sort(key=lambda one: order[one.type])
    read = {one.grid.name for one in made}
    left = tuple(one for one in first.match.left if one.params.get("sheet") not in read)
    return replace(first, match=BookMatch(tuple(made), left, first.match.about))


def _said(grid: Grid, said: SheetColumns) -> SheetMatch | None:
    if said.type not in exchanged_types():
        return None
    readable, head = _readable(said.type), _head_row(grid, said)
    counted = (one for one in said.columns if one.field in readable and one not in said.twice)
    columns = {one.at: readable[one.field] for one in counted}
    if not columns:
        return None
    heads = {one.at: one.head for one in said.columns}
    return SheetMatch(grid, said.type, columns, heads, head.number)


def _head_row(grid: Grid, said: SheetColumns) -> GridRow:
    """Return the row whose cells are the headings that were shown."""
    wanted = {one.at: one.head for one in said.columns}
    rows = grid.rows[:LOOK_ROWS]
    return max(rows, key=lambda row: sum(heading_of(row, at) == head for at, head in wanted.items()))


def _readable(type_name: str) -> dict[str, ExchangeColumn]:
    return {one.key: one for one in exchange_columns(type_name) if one.read and not one.hidden}


def _head(grid: Grid) -> GridRow:
    """Return the row that looks most like headings: the first of those with the most different words."""
    return max(grid.rows[:LOOK_ROWS], key=lambda row: len({heading_of(row, at) for at in range(len(row.cells))} - {""}))


def _columns(grid: Grid, head: GridRow, fields: Mapping[int, str]) -> Iterator[FileColumn]:
    below = [row for row in grid.rows if row.number > head.number]
    width = max((len(row.cells) for row in (head, *below[:LOOK_FOR_EXAMPLE])), default=0)
    for at in range(width):
        text = heading_of(head, at)
        filled = next((row.at(at) for row in below[:LOOK_FOR_EXAMPLE] if row.at(at) is not None), None)
        example = " ".join(shown_raw(filled).split()) if filled is not None else ""
        if text or example:
            short = example if len(example) <= EXAMPLE_LENGTH else f"{example[:EXAMPLE_LENGTH]}…"
            yield FileColumn(at, text or letters(at), short, fields.get(at, ""))
