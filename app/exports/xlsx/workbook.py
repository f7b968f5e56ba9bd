"""Turn a :class:`WorkbookSpec` into the bytes of an .xlsx file.

openpyxl writes cells, looks and formulas; ``repack`` puts the computed values beside the formulas, so
viewers that never recalculate (previews, phones, pandas) show numbers too. Design: engine room 6.
"""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as XlCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from app.exports.xlsx.evaluate import evaluate
from app.exports.xlsx.formula import Expr, Range
from app.exports.xlsx.repack import repack
from app.exports.xlsx.spec import DATE_FORMAT, CellValue, PrintSetup, SheetSpec, Style, Validation, WorkbookSpec
from app.exports.xlsx.text import looks_like_formula, stored_text

_LINE = Side(style="thin", color="808080")
_ALIGN = {"left": "left", "right": "right", "centre": "center"}
_PAPER = {"A4": 9, "Letter": 1}
NARROW_INCHES = 0.4
"""Margin left and right of a print area: many columns need the width."""


def write(spec: WorkbookSpec) -> bytes:
    """Return the workbook. The same spec gives the same bytes. Thread: any.

    Raises:
        FormulaError: a formula is circular or has no value; a bug of whoever made the spec.
        RepackError: openpyxl wrote another number of formulas than the spec holds.
    """
    values = evaluate(spec)
    book = Workbook()
    book.remove(book.active)
    book.properties.title = stored_text(spec.title)
    book.properties.creator = stored_text(spec.author)
    book.properties.language = spec.language.replace("_", "-")
    looks = {style.name: _Look(style, spec.font) for style in spec.styles}
    for sheet in spec.sheets:
        _write_sheet(book.create_sheet(sheet.name), sheet, looks)
    out = BytesIO()
    book.save(out)
    return repack(out.getvalue(), [sheet.name for sheet in spec.sheets], values, datetime.fromisoformat(spec.date_iso))


class _Look:
    """A style as openpyxl's objects, made once and shared by its cells."""

    def __init__(self, style: Style, font: str) -> None:
        self.font = Font(
            name=style.font or font, size=style.size, bold=style.bold, italic=style.italic, color=style.colour or None
        )
        self.fill = PatternFill("solid", fgColor=style.fill) if style.fill else None
        self.alignment = Alignment(
            horizontal=_ALIGN.get(style.align),
            vertical="top" if (style.wrap or style.border) and style.align != "centre" else "center",
            wrap_text=style.wrap or None,
            indent=1 if style.border and style.align in ("left", "right") else 0,
        )
        self.border = Border(_LINE, _LINE, _LINE, _LINE) if style.border else None
        self.number_format = style.number_format
        self.ids: dict[tuple[bool, bool, bool], object] = {}

    def apply(self, cell: XlCell, *, quoted: bool, locked: bool, dated: bool) -> None:
        """Give *cell* this look; the first cell of a kind pays, the others copy its numbers."""
        known = self.ids.get((quoted, locked, dated))
        if known is not None:
            cell._style = known  # openpyxl's own shortcut; these numbers are never changed afterwards
            return
        cell.font, cell.alignment = self.font, self.alignment
        cell.number_format = DATE_FORMAT if dated and self.number_format == "General" else self.number_format
        if self.fill is not None:
            cell.fill = self.fill
        if self.border is not None:
            cell.border = self.border
        if not locked:
            cell.protection = Protection(locked=False)
        if quoted:
            cell.quotePrefix = True
        self.ids[(quoted, locked, dated)] = cell._style

    def dress_column(self, column: ColumnDimension) -> None:
        """Give the empty cells of a column this look, without its border."""
        column.font, column.alignment, column.number_format = self.font, self.alignment, self.number_format


def _write_sheet(sheet: Worksheet, spec: SheetSpec, looks: dict[str, _Look]) -> None:
    _set_columns(sheet, spec, looks)
    for row, height in spec.heights:
        sheet.row_dimensions[row].height = height
    for (_, row, place), value in spec.cells():
        _write_cell(sheet.cell(row, place), value, spec.name, looks[value.style])
    if any(spec.freeze):
        sheet.freeze_panes = sheet.cell(spec.freeze[0] + 1, spec.freeze[1] + 1)
    for merged in spec.merges:
        sheet.merge_cells(_area(merged))
    if spec.filter is not None:
        sheet.auto_filter.ref = _area(spec.filter)
    for validation in spec.validations:
        _add_validation(sheet, validation, spec.name)
    if spec.protect:
        sheet.protection.sheet = True
        sheet.protection.formatColumns = sheet.protection.formatRows = False
        sheet.protection.autoFilter = sheet.protection.sort = False
        if spec.rows_open:
            sheet.protection.insertRows = sheet.protection.deleteRows = False
    _set_print(sheet, spec.print)


def _set_columns(sheet: Worksheet, spec: SheetSpec, looks: dict[str, _Look]) -> None:
    for number, column in enumerate(spec.columns, 1):
        made = sheet.column_dimensions[get_column_letter(number)]
        made.width, made.hidden = column.width, column.hidden
        if column.open:
            made.protection = Protection(locked=False)
        if column.style:
            looks[column.style].dress_column(made)
    for row in spec.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    sheet.sheet_state = "hidden" if spec.hidden else "visible"


def _write_cell(cell: XlCell, value: CellValue, home: str, look: _Look) -> None:
    content, quoted = value.content, False
    if isinstance(content, Expr):
        cell.value = "=" + content.excel(home)
    elif isinstance(content, str):
        text = stored_text(content)
        quoted = looks_like_formula(text)
        if text:
            cell.value = text
            cell.data_type = "s"  # openpyxl takes "=1+1" for a formula and "#N/A" for an error
    elif content is not None:
        cell.value = content
    look.apply(cell, quoted=quoted, locked=value.locked, dated=isinstance(content, date))


def _add_validation(sheet: Worksheet, spec: Validation, home: str) -> None:
    if spec.kind == "list" and spec.source is not None:
        rule = DataValidation(type="list", formula1=spec.source.excel(home), allow_blank=True)
    else:
        rule = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1=str(spec.minimum))
        rule.allow_blank = True
    rule.showErrorMessage = True
    rule.error = stored_text(spec.message)[:255] or None
    rule.add(_area(spec.range))
    sheet.add_data_validation(rule)


def _set_print(sheet: Worksheet, setup: PrintSetup) -> None:
    page = sheet.page_setup
    page.paperSize = _PAPER[setup.paper]
    page.orientation = "landscape" if setup.landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    page.fitToWidth, page.fitToHeight = 1, 0
    first, last = setup.repeat
    if last:
        sheet.print_title_rows = f"{first}:{last}"
    if setup.area is not None:
        sheet.print_area = _area(setup.area)
        sheet.page_margins.left = sheet.page_margins.right = NARROW_INCHES
    # In headers and footers & begins a code, so a typed & is doubled.
    sheet.oddHeader.center.text = stored_text(setup.header).replace("&", "&&") or None
    footer = stored_text(setup.footer).replace("&", "&&")
    sheet.oddFooter.center.text = f"{footer}  &P / &N".strip()


def _area(area: Range) -> str:
    return f"{get_column_letter(area.left)}{area.top}:{get_column_letter(area.right)}{area.bottom}"
