"""Which sheet of a file is which record type, and which column is which field. Pure; thread: any.

A sheet of our own is known by the keys in its hidden first row, whatever its headings say now. Others are
known by their name or their headings, in either language, in whatever order, with other columns between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.core.fields import RecordType
from app.core.messages import N_, NP_, Label, Message
from app.core.text import fold
from app.i18n import Translator
from app.imports.grid import Book, Grid, GridRow, letters
from app.models.catalogue import catalogue
from app.services.importing.priorities import HEADINGS as PRIORITY_HEADINGS
from app.services.importing.shelters import HEADINGS as SHELTER_HEADINGS
from app.services.workbook.columns import (
    ABOUT_SHEET,
    LISTS_SHEET,
    MARK,
    RECORD_ID,
    ExchangeColumn,
    column_label,
    exchange_columns,
    exchanged_types,
)

LOOK_ROWS = 15
"""Rows in which headings are looked for."""
ENOUGH = 2
"""Headings that must be known before a sheet of unknown name is taken for a type."""
_BEHIND = re.compile(r"[(\[（〔].*$")
_LOOSE = re.compile(r"[\s*＊:：_\-/]+")


@dataclass(frozen=True, slots=True)
class SheetMatch:
    """A sheet that is read.

    Args:
        grid: the sheet.
        type: record type.
        columns: place in the row, from 0, to the column of the type.
        heads: place to the heading as it stands in the file.
        head_row: number of the row with the headings.
        own: whether the sheet carries our keys.
        unknown: headings that belong to no field.
    """

    grid: Grid
    type: str
    columns: Mapping[int, ExchangeColumn] = field(hash=False)
    heads: Mapping[int, str] = field(hash=False)
    head_row: int = 0
    own: bool = False
    unknown: tuple[str, ...] = ()

    def rows(self) -> Iterator[GridRow]:
        """Yield the rows below the headings."""
        return (row for row in self.grid.rows if row.number > self.head_row)


@dataclass(frozen=True, slots=True)
class BookMatch:
    """A file that is read.

    Args:
        sheets: sheets that are read, parents before the rows that belong to them.
        left: what is not read, in words.
        about: what the workbook says of itself: language, calendar, audience.
    """

    sheets: tuple[SheetMatch, ...]
    left: tuple[Message, ...] = ()
    about: Mapping[str, str] = field(default_factory=dict, hash=False)


class Vocabulary:
    """Every wording of types and columns, in both languages.

    Args:
        translators: one per language.
    """

    def __init__(self, translators: Sequence[Translator]) -> None:
        self._translators = tuple(translators)
        self._columns: dict[str, dict[str, ExchangeColumn]] = {}
        self._types: dict[str, str] = {}
        for name in exchanged_types():
            one = catalogue()[name]
            for label in (one.plural, one.label):
                for text in (name, *self.wordings(label)):
                    self._types.setdefault(loose(text), name)

    def wordings(self, label: Label) -> tuple[str, ...]:
        """Return a label in every language."""
        return tuple(one.text(label) for one in self._translators)

    def type_called(self, text: str) -> str:
        """Return the type with that singular or plural, "" where there is none."""
        return self._types.get(loose(re.sub(r"\s*\(\d+\)$", "", text)), "")

    def columns(self, type_name: str) -> Mapping[str, ExchangeColumn]:
        """Return the columns of a type by every heading that means them, folded."""
        if type_name not in self._columns:
            self._columns[type_name] = self._headings(catalogue()[type_name])
        return self._columns[type_name]

    def _headings(self, one: RecordType) -> dict[str, ExchangeColumn]:
        found: dict[str, ExchangeColumn] = {}
        columns = exchange_columns(one.name)
        for column in columns:
            if not column.hidden:
                for text in self.wordings(column_label(column, one)):
                    found.setdefault(loose(text, whole=True), column)
                    found.setdefault(loose(text), column)
            found.setdefault(loose(column.key, whole=True), column)
        if one.name == "shelter":
            by_key = {column.key: column for column in columns}
            for heading, key in SHELTER_HEADINGS.items():
                name = key.partition("#")[0]
                part = key.partition("#")[2]
                special = ExchangeColumn(key, by_key[name].field, part) if part else by_key[name]
                found[loose(heading, whole=True)] = found[loose(heading)] = special
        if one.name == "priority":
            by_key = {column.key: column for column in columns}
            for heading, key in PRIORITY_HEADINGS.items():
                found.setdefault(loose(heading, whole=True), by_key[key])
        return found

    def column(self, type_name: str, text: str) -> ExchangeColumn | None:
        """Return the column that a heading means, ``None`` where it means none."""
        known = self.columns(type_name)
        return known.get(loose(text, whole=True)) or known.get(loose(text))


def loose(text: str, *, whole: bool = False) -> str:
    """Return a heading as it is compared: one width, one case, no spaces and marks, no unit behind it."""
    folded = fold(text)
    return _LOOSE.sub("", folded if whole else (_BEHIND.sub("", folded) or folded))


def match_book(book: Book, vocabulary: Vocabulary, hint: str = "") -> BookMatch:
    """Return what of *book* is read.

    Args:
        book: as read.
        vocabulary: wordings.
        hint: record type that an unknown sheet is taken for where its headings allow it.
    """
    found: list[SheetMatch] = []
    left: list[Message] = []
    about = about_of(book)
    for grid in book.grids:
        if grid.name in (ABOUT_SHEET, LISTS_SHEET) or _is_guide(grid):
            continue
        made = _match(grid, vocabulary, hint)
        if isinstance(made, Message):
            left.append(made)
        elif made is not None:
            found.append(made)
    order = {name: place for place, name in enumerate(exchanged_types())}
    found.sort(key=lambda one: order[one.type])
    return BookMatch(tuple(found), tuple(left), about)


def about_of(book: Book) -> dict[str, str]:
    """Return what a workbook of ours says of itself, nothing for any other file."""
    grid = book.grid(ABOUT_SHEET)
    return {str(row.at(0)): str(row.at(1)) for row in grid.rows} if grid else {}


def is_ours(grid: Grid) -> bool:
    """Say whether a sheet carries our keys, or stands beside such ones to explain them."""
    marked = bool(grid.rows) and str(grid.rows[0].at(0) or "").startswith(f"{MARK}:")
    return marked or grid.name in (ABOUT_SHEET, LISTS_SHEET)


def _is_guide(grid: Grid) -> bool:
    return bool(grid.rows) and grid.rows[0].at(0) == f"{MARK}:-"


def _match(grid: Grid, vocabulary: Vocabulary, hint: str) -> SheetMatch | Message | None:
    if not grid.rows:
        return None
    first = str(grid.rows[0].at(0) or "")
    if first.startswith(f"{MARK}:") and first.partition(":")[2] in exchanged_types():
        return _own(grid, first.partition(":")[2])
    named = vocabulary.type_called(grid.name)
    for name in dict.fromkeys(one for one in (named, hint) if one):
        made = _by_headings(grid, name, vocabulary)
        if made is not None and made.columns:
            return made
    candidates = [made for name in exchanged_types() if (made := _by_headings(grid, name, vocabulary)) is not None]
    best = max(candidates, key=_worth, default=None)
    if best is not None and len(best.columns) >= ENOUGH and len(best.columns) >= len(best.unknown):
        return best
    return N_("The sheet “{sheet}” was not read: no headings of ours were found in it.", sheet=grid.name)


def _worth(made: SheetMatch) -> tuple[int, int]:
    """Say how well a sheet fits: known headings; of equal ones the type of its own before rows of another."""
    return len(made.columns), 0 if catalogue()[made.type].parent else 1


def _own(grid: Grid, name: str) -> SheetMatch:
    known = {column.key: column for column in exchange_columns(name)}
    keys = grid.rows[0].cells
    columns = {0: known[RECORD_ID]}
    unknown: list[str] = []
    head = _head_of_own(grid, name)
    heads = {at: heading_of(head, at) for at in range(len(head.cells))} if head else {}
    for at, key in enumerate(keys[1:], 1):
        if isinstance(key, str) and key in known:
            columns[at] = known[key]
        elif key is not None:
            unknown.append(heads.get(at) or str(key))
    extra = [at for at in heads if at >= len(keys) or keys[at] is None]
    unknown += [heads[at] for at in extra if heads[at]]
    readable = {at: column for at, column in columns.items() if column.read}
    return SheetMatch(grid, name, readable, heads, head.number if head else 1, own=True, unknown=tuple(unknown))


def _head_of_own(grid: Grid, name: str) -> GridRow | None:
    """Return the row of headings: the fourth, or the first below it where rows were put above."""
    rows = [row for row in grid.rows[1:LOOK_ROWS] if row.number > 1]
    return next((row for row in rows if row.number >= 4 and len(row.cells) > 1), None)


def _by_headings(grid: Grid, name: str, vocabulary: Vocabulary) -> SheetMatch | None:
    best: SheetMatch | None = None
    for row in grid.rows[:LOOK_ROWS]:
        made = _read_headings(grid, row, name, vocabulary)
        if best is None or len(made.columns) > len(best.columns):
            best = made
    return best


def _read_headings(grid: Grid, row: GridRow, name: str, vocabulary: Vocabulary) -> SheetMatch:
    columns: dict[int, ExchangeColumn] = {}
    heads: dict[int, str] = {}
    unknown: list[str] = []
    for at in range(len(row.cells)):
        text = heading_of(row, at)
        if not text:
            continue
        heads[at] = text
        column = vocabulary.column(name, text)
        if column is None or column in columns.values():
            unknown.append(text)
        elif column.read:
            columns[at] = column
    return SheetMatch(grid, name, columns, heads, row.number, unknown=tuple(unknown))


def heading_of(row: GridRow, at: int) -> str:
    """Return the words of a cell as a heading, "" where it holds none."""
    value = row.at(at)
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""


def unknown_words(match: SheetMatch) -> Message | None:
    """Return the sentence about columns that belong to no field, ``None`` where there are none."""
    if not match.unknown:
        return None
    names = ", ".join(match.unknown[:8]) + ("…" if len(match.unknown) > 8 else "")
    return NP_(
        "Sheet “{sheet}”: {n} column belongs to no field and was left out: {names}",
        "Sheet “{sheet}”: {n} columns belong to no field and were left out: {names}",
        len(match.unknown),
        sheet=match.grid.name,
        names=names,
    )


def head_of(match: SheetMatch, at: int) -> str:
    """Return what a column is called in the file: its heading, else its letters."""
    return match.heads.get(at) or letters(at)
