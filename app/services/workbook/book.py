"""Records as a workbook that can be read back: one sheet per type, masked for its audience.

Rows of a record (roles, agenda items) have sheets of their own that name what they belong to. The first
row of a sheet is hidden and holds the keys of its columns; headings are locked, choices are lists, and
what is referred to stands twice: its title to read, its key in a hidden column. Only a team's workbook is
read back (:mod:`app.services.importing`). Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.core.fields import NO, YES, Field, FromPack, Kind, Option, Row
from app.core.messages import N_, NP_
from app.core.money import exponent
from app.exports.spec import Audience
from app.exports.xlsx.formula import Range
from app.exports.xlsx.spec import (
    CENTS_FORMAT,
    DATE_FORMAT,
    TWD_FORMAT,
    CellValue,
    ColumnSpec,
    Content,
    PrintSetup,
    SheetSpec,
    Style,
    Validation,
    WorkbookSpec,
    sheet_name,
)
from app.i18n import Translator
from app.services.formatting import currency_of, is_empty
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting, heading
from app.services.workbook.columns import (
    ABOUT_SHEET,
    FORM,
    LISTS_SHEET,
    MARK,
    PARENT_ID,
    RECORD_ID,
    ExchangeColumn,
    column_label,
    exchange_columns,
    exchanged_types,
    with_rows,
)
from app.services.workbook.words import Words

HEAD_ROW = 4
"""Row 1 is hidden, 2 the title, 3 what and when, 4 the headings."""
OPEN_ROWS = 2000
"""Rows below the headings in which lists of choices are offered."""
BIGGEST = 10**15
"""Larger numbers lose digits in a spreadsheet and stand as text."""
FIRST_DAY = "1900-03-01"
"""Before it, spreadsheets count a day that never was."""
STYLES = (
    Style("text", wrap=True),
    Style("title", bold=True, size=16.0),
    Style("note", italic=True, colour="57534A"),
    Style("head", bold=True, fill="E4EFE7", border=True, wrap=True),
    Style("cell", border=True, wrap=True),
    Style("key", border=True, size=8.0, colour="57534A"),
    Style("made", border=True, wrap=True, fill="F3F1EA", colour="57534A"),
    Style("whole", border=True, align="right", number_format=TWD_FORMAT),
    Style("plain", border=True, align="right", number_format="0"),
    Style("cents", border=True, align="right", number_format=CENTS_FORMAT),
    Style("decimal", border=True, align="right", number_format="#,##0.########"),
    Style("day", border=True, align="left", number_format=DATE_FORMAT),
    Style("words", number_format="@", wrap=True),
)
WIDTHS = {Kind.LONG_TEXT: 40.0, Kind.LOCALIZED: 40.0, Kind.TEXT: 22.0, Kind.TRISTATE: 10.0, Kind.SET: 26.0}
AS_WORDS = (Kind.TEXT, Kind.CODE, Kind.LONG_TEXT, Kind.LOCALIZED)


@dataclass(frozen=True, slots=True)
class SheetRows:
    """One sheet: the records of one type as this audience may see them.

    Args:
        type: record type name.
        title: its plural in the output's language.
        columns: left to right.
        heads: label of each column, with its unit.
        rows: one per record.
        hidden: how many records are counted only.
        locked: how many fields lie in the closed private drawer and are left out.
    """

    type: str
    title: str
    columns: tuple[ExchangeColumn, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    hidden: int = 0
    locked: int = 0


def record_sheets(
    shown: ShownRecords, types: Sequence[str] = (), only: Collection[str] | None = None
) -> tuple[SheetRows, ...]:
    """Return the records of *types* (those with ids in *only*) with the rows below them.

    The team gets every sheet and column, so that what is empty can be filled in; others what holds something.
    """
    made, team = _Sheets(shown, only), shown.reader.audience is Audience.TEAM
    sheets = [made.sheet(name) for name in with_rows(tuple(types)) or exchanged_types()]
    kept = tuple(one for one in sheets if team or one.rows or one.hidden or one.type in types)
    return kept or tuple(sheets[:1])


def records_book(
    shown: ShownRecords,
    types: Sequence[str] = (),
    setting: ListSetting | None = None,
    only: Collection[str] | None = None,
) -> WorkbookSpec:
    """Return the workbook of the records of *types*, one sheet each.

    Args:
        shown: the records as the audience may see them.
        types: record types, in the order of the sheets; all where empty.
        setting: paper, date and community.
        only: ids of the records to write; all where ``None``.
    """
    how, sheets = setting or ListSetting(), record_sheets(shown, types, only)
    title = sheets[0].title if len(with_rows(tuple(types))) == len(sheets) and len(types) == 1 else ""
    return book_of(shown, sheets, how, title or shown.text(N_("Records")))


def book_of(
    shown: ShownRecords,
    sheets: Sequence[SheetRows],
    how: ListSetting,
    title: str,
    before: Sequence[SheetSpec] = (),
) -> WorkbookSpec:
    """Return the workbook of *sheets*, with other sheets *before* them."""
    lists, taken = _Lists(shown), {one.name for one in before} | {ABOUT_SHEET, LISTS_SHEET}
    made: list[SheetSpec] = []
    for one in sheets:
        made.append(_sheet(shown, one, how, taken, lists))
        taken.add(made[-1].name)
    language = "zh_TW" if shown.translator.language == "zh_TW" else "en"
    hidden = (*lists.sheet(), _about(shown))
    return WorkbookSpec(title, language, (*before, *made, *hidden), STYLES, author=how.community, date_iso=how.date_iso)


class _Sheets:
    """Gathers sheet after sheet; what belongs to a record that may not be shown is not shown either."""

    def __init__(self, shown: ShownRecords, only: Collection[str] | None) -> None:
        self._shown, self._only = shown, only
        self._words = Words(shown.translator, shown.options)
        self._kept: dict[str, dict[str, int]] = {}

    def sheet(self, name: str) -> SheetRows:
        one, team = self._shown.record_type(name), self._shown.reader.audience is Audience.TEAM
        rows = self._rows(name)
        away = {field for row in rows for field in row.locked}
        columns = tuple(
            each
            for each in exchange_columns(name)
            if (each.field is None or each.field.name not in away) and (team or self._wanted(each, rows))
        )
        cells = tuple(tuple(self._cell(row, each) for each in columns) for row in rows)
        heads = tuple(head_of(self._shown, each, name) for each in columns)
        hidden = self._shown.count(name) - len(rows) if self._only is None else 0
        return SheetRows(name, self._shown.text(one.plural), columns, heads, cells, hidden, len(away))

    def _rows(self, name: str) -> tuple[Row, ...]:
        one, rows = self._shown.record_type(name), self._shown.rows(name)
        if one.parent:
            above = self._above(one.parent)
            placed = [(above[parent], row) for row in rows if (parent := self._shown.parent(row)) in above]
            rows = tuple(row for _, row in sorted(placed, key=lambda pair: pair[0]))
        elif self._only is not None:
            rows = tuple(row for row in rows if row.id in self._only)
        return rows

    def _above(self, name: str) -> Mapping[str, int]:
        if name not in self._kept:
            self._kept[name] = {row.id: place for place, row in enumerate(self._rows(name))}
        return self._kept[name]

    def _wanted(self, column: ExchangeColumn, rows: Sequence[Row]) -> bool:
        field = column.field
        if field is None or field.first or field.required:
            return column.part != "id"
        return column.part != "id" and any(self._shown.cell(row, field.name) for row in rows)

    def _cell(self, row: Row, column: ExchangeColumn) -> CellValue:
        if column.field is None:
            return CellValue(self._key(row, column.key) or None, "key", locked=False)
        field, value = column.field, row.get(column.field.name)
        if is_empty(value):
            team = self._shown.reader.audience is Audience.TEAM
            typed = row.pending.get(field.name) if team and not column.part else None  # as typed, until it is mended
            return CellValue(typed, "made" if field.kind is Kind.COMPUTED else "cell", locked=not column.read)
        if column.part == "id":
            keys = value if isinstance(value, tuple) else (value,)
            return CellValue(" ".join(str(one) for one in keys), "key", locked=False)
        if column.part and isinstance(value, dict):
            return CellValue(value.get(column.part) or None, "cell", locked=False)
        content, style = self._content(row, field, value)
        style = "made" if field.kind is Kind.COMPUTED and isinstance(content, str) else style
        return CellValue(content, style, locked=not column.read)

    def _key(self, row: Row, key: str) -> str:
        if key == RECORD_ID:
            return row.id
        parent = self._shown.parent(row)
        return parent if key == PARENT_ID else self._words.title(self._shown.title(self._parent_type(row), parent))

    def _parent_type(self, row: Row) -> str:
        return self._shown.record_type(row.type).parent

    def _content(self, row: Row, field: Field, value: object) -> tuple[Content, str]:
        """Return a value that a spreadsheet can reckon with where it is exact, else its text."""
        if isinstance(value, int) and not isinstance(value, bool) and (number := _number(self._shown, row, field)):
            return number
        if field.kind is Kind.DATE and isinstance(value, str) and (day := self._day(value)):
            return day, "day"
        if self._shown.reader.audience is not Audience.TEAM:
            return self._shown.cell(row, field.name) or None, "cell"
        return self._words.text(field, value, self._shown.title) or None, "cell"

    def _day(self, iso: str) -> date | None:
        """Return a full date as one that sorts and reckons; in ROC years it stands as text."""
        if len(iso) != len(FIRST_DAY) or iso < FIRST_DAY or self._shown.translator.calendar == "roc":
            return None
        try:
            return date.fromisoformat(iso)
        except ValueError:
            return None


def head_of(shown: ShownRecords, column: ExchangeColumn, type_name: str) -> str:
    """Return what stands above a column, with the unit of its numbers."""
    label = shown.text(column_label(column, shown.record_type(type_name)))
    if column.field is None or column.part:
        return label
    unit = shown.text(N_("minutes")) if column.field.kind is Kind.DURATION else ""
    return f"{label} ({unit})" if unit else heading(shown, column.field)


def _number(shown: ShownRecords, row: Row, field: Field) -> tuple[Content, str] | None:
    value = row.get(field.name)
    if not isinstance(value, int) or abs(value) >= BIGGEST:
        return None
    if field.kind is Kind.MONEY or (field.kind is Kind.COMPUTED and field.currency_field):
        digits = exponent(currency_of(field, row.values, shown.translator.currency))
        return Decimal(value).scaleb(-digits), "cents" if digits else "whole"
    if field.scale:
        return Decimal(value).scaleb(-field.scale), "decimal"
    if field.kind in (Kind.INTEGER, Kind.COMPUTED, Kind.DURATION):
        return value, "plain" if field.check == "year" else "whole"
    return None


class _Lists:
    """The choices of a book, each list once, on one hidden sheet."""

    def __init__(self, shown: ShownRecords) -> None:
        self._shown = shown
        self._words = Words(shown.translator, shown.options)
        self._lists: list[tuple[str, ...]] = []

    def area(self, field: Field) -> Range | None:
        """Return where the choices of a field stand, ``None`` where it has none."""
        words = tuple(self._words.choice(field, one.key) for one in self._options(field))
        if not words:
            return None
        if words not in self._lists:
            self._lists.append(words)
        column = self._lists.index(words) + 1
        return Range(LISTS_SHEET, 1, column, len(words), column)

    def _options(self, field: Field) -> tuple[Option, ...]:
        if field.kind is Kind.TRISTATE:
            return (YES, NO)
        if field.kind is not Kind.ENUM:
            return ()
        return self._shown.options(field.options.list_id) if isinstance(field.options, FromPack) else field.options

    def sheet(self) -> tuple[SheetSpec, ...]:
        """Return the hidden sheet, none where there is no list."""
        if not self._lists:
            return ()
        deepest = max(len(one) for one in self._lists)
        rows = tuple(
            tuple(CellValue(one[at] if at < len(one) else None) for one in self._lists) for at in range(deepest)
        )
        return (SheetSpec(LISTS_SHEET, (), rows, hidden=True),)


def _about(shown: ShownRecords) -> SheetSpec:
    translator: Translator = shown.translator
    facts = (
        ("form", FORM),
        ("audience", shown.reader.audience.value),
        ("language", translator.language),
        ("calendar", translator.calendar),
        ("currency", translator.currency),
    )
    return SheetSpec(ABOUT_SHEET, (), tuple((CellValue(key), CellValue(value)) for key, value in facts), hidden=True)


def _sheet(shown: ShownRecords, one: SheetRows, how: ListSetting, taken: set[str], lists: _Lists) -> SheetSpec:
    name = sheet_name(one.title, taken)
    team = shown.reader.audience is Audience.TEAM
    marking = shown.text(N_("For the team only")) if team else ""
    words = " · ".join(part for part in (how.community, how.date_text, marking, *_missing(shown, one)) if part)
    keys = (f"{MARK}:{one.type}", *(each.key for each in one.columns[1:]))
    rows = (
        tuple(CellValue(key, "key") for key in keys),
        (CellValue(None), CellValue(one.title, "title")),
        (CellValue(None), CellValue(words or None, "note")),
        tuple(CellValue(text, "head") for text in one.heads),
        *one.rows,
    )
    last = HEAD_ROW + max(1, len(one.rows))
    return SheetSpec(
        name,
        tuple(_column(each) for each in one.columns),
        rows,
        freeze=(HEAD_ROW, 2),
        protect=team,
        rows_open=True,
        hidden_rows=(1,),
        validations=tuple(_validations(shown, one, name, lists)) if team else (),
        filter=Range(name, HEAD_ROW, 1, last, len(one.columns)) if one.rows else None,
        print=PrintSetup(
            "Letter" if how.paper.upper() == "LETTER" else "A4",
            landscape=True,
            repeat=(HEAD_ROW, HEAD_ROW),
            header=marking,
            footer=how.community,
        ),
    )


def _missing(shown: ShownRecords, one: SheetRows) -> list[str]:
    said = []
    if one.hidden:
        counted = NP_(
            "{n} more record is counted only and not listed.",
            "{n} more records are counted only and not listed.",
            one.hidden,
        )
        said.append(shown.text(counted))
    if one.locked:
        drawer = NP_(
            "{n} field lies in the closed private drawer and is left out.",
            "{n} fields lie in the closed private drawer and are left out.",
            one.locked,
        )
        said.append(shown.text(drawer))
    return said


def _column(column: ExchangeColumn) -> ColumnSpec:
    kind = column.field.kind if column.field is not None else Kind.TEXT
    as_words = kind in AS_WORDS and column.read
    return ColumnSpec(WIDTHS.get(kind, 16.0), column.hidden, "words" if as_words else "", open=column.read)


def _validations(shown: ShownRecords, one: SheetRows, name: str, lists: _Lists) -> list[Validation]:
    found = []
    for place, column in enumerate(one.columns, 1):
        source = lists.area(column.field) if column.field is not None and not column.part else None
        if source is not None:
            area = Range(name, HEAD_ROW + 1, place, HEAD_ROW + max(OPEN_ROWS, len(one.rows) + 200), place)
            message = shown.text(N_("Choose one of the entries of the list, or leave the cell empty."))
            found.append(Validation(area, "list", source, message=message))
    return found
