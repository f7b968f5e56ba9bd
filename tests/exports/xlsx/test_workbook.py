"""Workbooks read back: values beside formulas, text that stays text, the same bytes twice."""

from __future__ import annotations

import html
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exports.xlsx.evaluate import evaluate
from app.exports.xlsx.formula import Cell, If, Range, Round, SumIfs, Text, sum_of
from app.exports.xlsx.repack import RepackError, repack
from app.exports.xlsx.spec import (
    CellValue,
    ColumnSpec,
    Content,
    PrintSetup,
    SheetSpec,
    Style,
    Validation,
    WorkbookSpec,
)
from app.exports.xlsx.text import removed_characters
from app.exports.xlsx.workbook import write
from tests import support
from tests.exports.xlsx.oracle import cell_values, differences

D = Decimal
STYLES = (
    Style("text"),
    Style("head", bold=True, fill="DDEEDD", border=True, align="centre", wrap=True),
    Style("money", number_format="#,##0.00"),
    Style("date", number_format="yyyy-mm-dd"),
)


def book(*rows: tuple[Content, ...], **more: object) -> WorkbookSpec:
    cells = tuple(tuple(CellValue(one) for one in row) for row in rows)
    sheet = SheetSpec("資料", (ColumnSpec(20), ColumnSpec(12)), cells, **more)  # type: ignore[arg-type]
    return WorkbookSpec("測試 & test", "zh_TW", (sheet,), STYLES, author="榕")


def money_book() -> WorkbookSpec:
    rows: list[tuple[CellValue, ...]] = [
        (CellValue("Head", "head"), CellValue("Qty", "head"), CellValue("Sum", "head"))
    ]
    heads = ["事務費", "裝備費", "Travel"]
    for row in range(2, 42):
        quantity = CellValue(D(row) / 4, "money", locked=False)
        rows.append((CellValue(heads[row % 3]), quantity, CellValue(Round(Cell("L", row, 2) * D("33.35"), 2), "money")))
    lines = SheetSpec("L", (ColumnSpec(),) * 3, tuple(rows), freeze=(1, 0), protect=True)
    summary = []
    for row, head in enumerate(heads, 1):
        wanted = SumIfs(Range("L", 2, 3, 41, 3), ((Range("L", 2, 1, 41, 1), Cell("Sum", row, 1)),))
        share = Round(Cell("Sum", row, 2) / sum_of(Range("L", 2, 3, 41, 3)), 4)
        words = If(Cell("Sum", row, 2).is_(">=", 4000), Text("over & out"), Text(""))
        summary.append((CellValue(head), CellValue(wanted, "money"), CellValue(share), CellValue(words)))
    total = CellValue(Cell("Sum", 1, 2).is_("<", Cell("Sum", 2, 2)))
    return WorkbookSpec(
        "b", "en", (SheetSpec("Sum", (ColumnSpec(),) * 4, (*summary, (total,))), lines), STYLES
    )  # fmt: skip


def test_every_formula_has_its_value() -> None:
    spec = money_book()
    shown = cell_values(write(spec))
    exact = evaluate(spec)
    assert len(shown) == len(exact) == 40 + 9 + 1
    empty = {place for (_, place), value in shown.items() if value is None}
    assert empty == {f"D{row}" for row in (1, 2, 3) if exact[("Sum", row, 4)] == ""}
    assert shown[("Sum", "B1")] == float(exact[("Sum", 1, 2)])  # type: ignore[arg-type]
    assert shown[("Sum", "A4")] is exact[("Sum", 4, 1)]


def test_same_spec_same_bytes() -> None:
    assert write(money_book()) == write(money_book())


@pytest.mark.needs_libreoffice
def test_libreoffice_computes_the_same(tmp_path: Path) -> None:
    assert differences(write(money_book()), tmp_path) == []


@pytest.mark.needs_libreoffice
def test_libreoffice_finds_a_seeded_wrong_value(tmp_path: Path) -> None:
    wrong = _with_first_value(write(money_book()), b"<v>12345.67</v>")
    found = differences(wrong, tmp_path)
    assert len(found) == 1
    assert "12345.67" in found[0]


def _with_first_value(data: bytes, value: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                start = content.index(b"</f><v>") + len(b"</f>")
                content = content[:start] + value + content[content.index(b"</v>", start) + 4 :]
            target.writestr(name, content)
    return out.getvalue()


def test_a_formula_without_value_is_refused() -> None:
    data = write(money_book())
    with pytest.raises(RepackError):
        repack(data, ["Sum", "L"], {}, datetime(2025, 1, 1))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "\t=1", "=cmd|' /C calc'!A0", "{=1}"])
def test_text_stays_text(text: str) -> None:
    cell = openpyxl.load_workbook(BytesIO(write(book((text,)))))["資料"]["A1"]
    assert cell.data_type == "s"
    assert cell.value == text
    assert cell.quotePrefix is (text[0] not in "{")


@settings(max_examples=1000 if support.FULL else 30)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=10))
def test_no_text_becomes_a_formula(texts: list[str]) -> None:
    spec = book(*[(text,) for text in texts])
    sheet = openpyxl.load_workbook(BytesIO(write(spec)))["資料"]
    assert all(cell.data_type == "s" or cell.value is None for row in sheet for cell in row)
    assert cell_values(write(spec)) == {}


def test_numbers_and_dates_keep_their_kind() -> None:
    sheet = openpyxl.load_workbook(BytesIO(write(book((-5, D("1234.50"), date(2025, 4, 15), True, None, "2025-04")))))[
        "資料"
    ]
    assert [cell.value for cell in sheet[1]][:2] == [-5, 1234.5]
    assert sheet["C1"].value.date() == date(2025, 4, 15)
    assert sheet["D1"].value is True
    assert sheet["F1"].value == "2025-04"


def test_control_characters_go_and_are_reported() -> None:
    spec = book(("a\x00b\x1fc\ud800", "fine\nline\ttab"), ("x",))
    sheet = openpyxl.load_workbook(BytesIO(write(spec)))["資料"]
    assert sheet["A1"].value == "abc"
    assert sheet["B1"].value == "fine\nline\ttab"
    assert [(one.row, one.column, one.count) for one in removed_characters(spec)] == [(1, 1, 3)]


def test_an_excel_escape_is_shown_as_typed() -> None:
    assert "_x005F_x0041_ and _x_" in _sheet_xml(book(("_x0041_ and _x_",)))


def test_looks_locks_lists_and_print(tmp_path: Path) -> None:
    area = Range("資料", 2, 1, 9, 1)
    spec = book(
        ("Head", "Sum"),
        ("a", 1),
        freeze=(1, 1),
        protect=True,
        filter=Range("資料", 1, 1, 2, 2),
        merges=(Range("資料", 5, 1, 5, 2),),
        heights=((1, 30.0),),
        validations=(
            Validation(area, "list", Range("資料", 2, 2, 9, 2), message="choose"),
            Validation(Range("資料", 2, 2, 9, 2), "decimal"),
        ),
        print=PrintSetup("Letter", landscape=True, repeat=(1, 1), header="安和 & 社區", footer="P&O"),
    )
    sheet = openpyxl.load_workbook(BytesIO(write(spec)))["資料"]
    assert sheet.freeze_panes == "B2"
    assert sheet.protection.sheet
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "1"
    assert sheet.print_title_rows == "$1:$1"
    assert len(sheet.data_validations.dataValidation) == 2
    assert sheet.column_dimensions["A"].width == 20
    assert sheet["A1"].protection.locked
    assert "&C安和 && 社區" in _sheet_xml(spec)
    assert "&CP&&O  &P / &N" in _sheet_xml(spec)


def _sheet_xml(spec: WorkbookSpec) -> str:
    with zipfile.ZipFile(BytesIO(write(spec))) as packed:
        return html.unescape(packed.read("xl/worksheets/sheet1.xml").decode())


def test_nothing_in_the_file_tells_the_hour() -> None:
    with zipfile.ZipFile(BytesIO(write(book(("a",))))) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.read("docProps/core.xml").count(b"2025-01-01T00:00:00Z") == 2
