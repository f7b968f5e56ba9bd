"""The empty records workbook: the same sheets without rows, and one sheet that says what belongs where.

Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.core.fields import Field, FromPack, Kind
from app.core.messages import N_
from app.exports.xlsx.spec import CellValue, ColumnSpec, PrintSetup, SheetSpec, WorkbookSpec, sheet_name
from app.services.masking import ShownRecords
from app.services.printing_lists import ListSetting
from app.services.workbook.book import SheetRows, book_of, head_of
from app.services.workbook.columns import MARK, PARENT, ExchangeColumn, exchange_columns, exchanged_types, with_rows
from app.services.workbook.words import Words

GUIDE = f"{MARK}:-"
"""Marks a sheet that is only to be read by people."""
MOST_CHOICES = 12
"""Choices that are spelled out; more are in the list of the cell."""


def template_book(shown: ShownRecords, types: Sequence[str] = (), setting: ListSetting | None = None) -> WorkbookSpec:
    """Return the empty workbook for *types* and the rows that belong to them; for all where empty.

    Args:
        shown: language, calendar and programme of the document.
        types: record types, in the order of the sheets.
        setting: paper, date and community.
    """
    how, names = setting or ListSetting(), with_rows(tuple(types)) or exchanged_types()
    sheets = tuple(_empty(shown, name) for name in names)
    guide = _guide(shown, sheets, how)
    return book_of(shown, sheets, how, shown.text(N_("Empty workbook to fill in")), (guide,))


def _empty(shown: ShownRecords, name: str) -> SheetRows:
    columns = tuple(one for one in exchange_columns(name) if one.read)
    heads = tuple(head_of(shown, one, name) for one in columns)
    return SheetRows(name, shown.text(shown.record_type(name).plural), columns, heads, ())


def _guide(shown: ShownRecords, sheets: Sequence[SheetRows], how: ListSetting) -> SheetSpec:
    title = shown.text(N_("How to fill it in"))
    heads = (N_("Sheet"), N_("Column"), N_("Example"), N_("What to write"))
    note = shown.text(
        N_("One line per record. Leave empty what you do not know. Then choose this file under “Bring data in”.")
    )
    body = [row for sheet in sheets for row in _lines(shown, sheet)]
    rows = (
        (CellValue(GUIDE, "key"),),
        (CellValue(title, "title"),),
        (CellValue(note, "note"),),
        tuple(CellValue(shown.text(one), "head") for one in heads),
        *body,
    )
    return SheetSpec(
        sheet_name(title),
        (ColumnSpec(22.0), ColumnSpec(26.0), ColumnSpec(30.0), ColumnSpec(70.0)),
        rows,
        freeze=(4, 0),
        hidden_rows=(1,),
        print=PrintSetup(
            "Letter" if how.paper.upper() == "LETTER" else "A4", landscape=True, repeat=(4, 4), footer=how.community
        ),
    )


def _lines(shown: ShownRecords, sheet: SheetRows) -> Iterator[tuple[CellValue, ...]]:
    words = Words(shown.translator, shown.options)
    for column, head in zip(sheet.columns, sheet.heads, strict=True):
        if column.hidden or column.part == "en":
            continue
        cells = (sheet.title, head, _example(shown, column), " ".join(_help(shown, column, words)))
        yield tuple(CellValue(text or None, "cell") for text in cells)


def _example(shown: ShownRecords, column: ExchangeColumn) -> str:
    field = column.field
    if field is None:
        return ""
    if field.example is not None:
        return shown.text(field.example)
    if field.kind is Kind.DATE:
        return shown.translator.date("2025-04-15")
    if field.kind is Kind.DATETIME:
        return shown.translator.moment("2025-04-15T14:30")
    return {Kind.TIME_RANGE: "09:00 – 10:30", Kind.COORDINATES: "24.15, 120.68", Kind.DURATION: "90"}.get(
        field.kind, ""
    )


def _help(shown: ShownRecords, column: ExchangeColumn, words: Words) -> Iterator[str]:
    field = column.field
    if column.key == PARENT:
        yield shown.text(N_("The title of the record that this line belongs to, as on its own sheet."))
    if field is None:
        return
    if field.required:
        yield shown.text(N_("Needed."))
    if field.help is not None:
        yield shown.text(field.help)
    if field.target:
        yield shown.text(N_("The title of a record: {plural}.", plural=shown.record_type(field.target).plural))
    if choices := _choices(shown, field, words):
        yield shown.text(N_("Choices: {choices}", choices=choices))


def _choices(shown: ShownRecords, field: Field, words: Words) -> str:
    if field.kind not in (Kind.ENUM, Kind.SET):
        return ""
    options = shown.options(field.options.list_id) if isinstance(field.options, FromPack) else field.options
    named = [words.choice(field, one.key) if field.kind is Kind.ENUM else shown.text(one.label) for one in options]
    return shown.translator.listed(named[:MOST_CHOICES]) + ("…" if len(named) > MOST_CHOICES else "")
