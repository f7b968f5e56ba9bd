"""Records as a workbook: one sheet per type, masked for its audience. Thread: the document lane.

:func:`record_sheets` gives plain frozen rows; :func:`records_book` makes the workbook of them, with user
text that never becomes a formula.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.core.fields import Field, Kind, Row
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
    WorkbookSpec,
    sheet_name,
)
from app.services.formatting import currency_of
from app.services.masking import ShownRecords
from app.services.printing_lists import UNPRINTED, ListSetting, heading

TYPES = (
    "community",
    "person",
    "response_group",
    "certificate",
    "organisation",
    "event",
    "funding_source",
    "budget_line",
    "expense",
    "photo",
    "file",
)
"""Record types of the workbook ``records``, in the order of its sheets."""
HEAD_ROW = 3
STYLES = (
    Style("text", wrap=True),
    Style("title", bold=True, size=16.0),
    Style("note", italic=True, colour="57534A"),
    Style("head", bold=True, fill="E4EFE7", border=True, wrap=True),
    Style("cell", border=True, wrap=True),
    Style("whole", border=True, align="right", number_format=TWD_FORMAT),
    Style("plain", border=True, align="right", number_format="0"),
    Style("cents", border=True, align="right", number_format=CENTS_FORMAT),
    Style("decimal", border=True, align="right", number_format="#,##0.##"),
    Style("day", border=True, align="left", number_format=DATE_FORMAT),
)
WIDTHS = {Kind.LONG_TEXT: 40.0, Kind.LOCALIZED: 40.0, Kind.ROWS: 28.0, Kind.TEXT: 22.0, Kind.TRISTATE: 10.0}


@dataclass(frozen=True, slots=True)
class SheetRows:
    """One sheet: the records of one type as this audience may see them.

    Args:
        type: record type name.
        title: its plural in the output's language.
        columns: fields, left to right.
        heads: label of each column, with its unit.
        rows: one per record; text, whole numbers, exact decimals, days or nothing.
        hidden: how many records are counted only.
    """

    type: str
    title: str
    columns: tuple[Field, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    hidden: int = 0


def record_sheets(
    shown: ShownRecords, types: Sequence[str] = TYPES, only: Collection[str] | None = None
) -> tuple[SheetRows, ...]:
    """Return the records of *types* (those with ids in *only*), without the columns that nobody filled in."""
    return tuple(_sheet_rows(shown, name, only) for name in types)


def records_book(
    shown: ShownRecords,
    types: Sequence[str] = TYPES,
    setting: ListSetting | None = None,
    only: Collection[str] | None = None,
) -> WorkbookSpec:
    """Return the workbook of the records of *types*, one sheet each.

    Args:
        shown: the records as the audience may see them.
        types: record types, in the order of the sheets.
        setting: paper, date and community.
        only: ids of the records to write; all where ``None``.
    """
    how = setting or ListSetting()
    sheets: list[SheetSpec] = []
    for one in record_sheets(shown, types, only):
        sheets.append(_sheet(shown, one, how, {sheet.name for sheet in sheets}))
    title = sheets[0].name if len(sheets) == 1 else shown.text(N_("Records"))
    language = "zh_TW" if shown.translator.language == "zh_TW" else "en"
    return WorkbookSpec(title, language, tuple(sheets), STYLES, author=how.community, date_iso=how.date_iso)


def _sheet_rows(shown: ShownRecords, name: str, only: Collection[str] | None) -> SheetRows:
    one = shown.record_type(name)
    rows = tuple(row for row in shown.rows(name) if only is None or row.id in only)
    fields = tuple(
        field
        for field in one.fields
        if field.name not in UNPRINTED
        and (field.first or field.required or any(shown.cell(row, field.name) for row in rows))
    )
    heads = tuple(heading(shown, field) for field in fields)
    cells = tuple(tuple(_cell(shown, row, field) for field in fields) for row in rows)
    return SheetRows(
        name, shown.text(one.plural), fields, heads, cells, 0 if only is not None else shown.count(name) - len(rows)
    )


def _cell(shown: ShownRecords, row: Row, field: Field) -> CellValue:
    """Return a value that a spreadsheet can reckon with where it is exact, else its text."""
    value, text = row.get(field.name), shown.cell(row, field.name)
    if not text:
        return CellValue(None, "cell", locked=False)
    content: Content = text
    style = "cell"
    if isinstance(value, int) and not isinstance(value, bool):
        if field.kind is Kind.MONEY or field.currency_field:
            digits = exponent(currency_of(field, row.values, shown.translator.currency))
            content, style = Decimal(value).scaleb(-digits), "cents" if digits else "whole"
        elif field.scale:
            content, style = Decimal(value).scaleb(-field.scale), "decimal"
        elif field.kind in (Kind.INTEGER, Kind.COMPUTED):
            content, style = value, "plain" if field.check == "year" else "whole"
    elif field.kind is Kind.DATE and isinstance(value, str) and len(value) == 10:
        content, style = _day(value, text), "day"
    return CellValue(content, style if not isinstance(content, str) else "cell", locked=False)


def _day(iso: str, text: str) -> date | str:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return text


def _sheet(shown: ShownRecords, one: SheetRows, how: ListSetting, taken: set[str]) -> SheetSpec:
    name = sheet_name(one.title, taken)
    marking = shown.text(N_("For the team only")) if shown.reader.audience is Audience.TEAM else ""
    hidden = (
        shown.text(
            NP_(
                "{n} more record is counted only and not listed.",
                "{n} more records are counted only and not listed.",
                one.hidden,
            )
        )
        if one.hidden
        else ""
    )
    words = " · ".join(part for part in (how.community, how.date_text, marking, hidden) if part)
    head = tuple(CellValue(text, "head") for text in one.heads)
    rows = ((CellValue(one.title, "title"),), (CellValue(words or None, "note"),), head, *one.rows)
    last = HEAD_ROW + max(1, len(one.rows))
    return SheetSpec(
        name,
        tuple(ColumnSpec(WIDTHS.get(field.kind, 16.0)) for field in one.columns),
        rows,
        freeze=(HEAD_ROW, 1),
        filter=Range(name, HEAD_ROW, 1, last, len(one.columns)) if one.rows else None,
        print=PrintSetup(
            "Letter" if how.paper.upper() == "LETTER" else "A4",
            landscape=True,
            repeat=(HEAD_ROW, HEAD_ROW),
            header=marking,
            footer=how.community,
        ),
    )
