"""The budget workbook read back, and recalculated by a second program."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from app.core.messages import zh_en
from app.exports.xlsx.evaluate import evaluate
from app.exports.xlsx.workbook import write
from app.i18n.translator import Translator
from app.services.budget import budget_view
from app.services.budget.book import BookSetting, budget_book
from tests.exports.xlsx.oracle import cell_values, differences
from tests.services.budget_rows import HEADS, LINES, PAYMENTS, SOURCES, paid

ORDERED = (paid("e6", 700, line="l1", state="committed"), paid("e7", 9, state="committed", head="office"))
"""Ordered, not yet paid."""


def setting(language: str) -> BookSetting:
    return BookSetting(
        words=Translator(language).text,
        language=language,
        community="安和 & 社區",
        date_iso="2025-04-15",
        date_text="114年4月15日",
        kinds={"central": zh_en("中央", "Central")},
        rules=((zh_en("不得超過補助額度", "Not above the award"), zh_en("說明", "Why")),),
    )


def made(language: str = "zh_TW", currency: str = "TWD") -> bytes:
    view = budget_view(HEADS, SOURCES, LINES, (*PAYMENTS, *ORDERED), currency)
    return write(budget_book(view, setting(language)))


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_every_formula_has_a_value_that_the_budget_has_too(language: str) -> None:
    budget = budget_view(HEADS, SOURCES, LINES, (*PAYMENTS, *ORDERED), "TWD")
    assert budget.committed == 709
    spec = budget_book(budget, setting(language))
    exact = evaluate(spec)
    summary, _, _, sources, _ = (sheet.name for sheet in spec.sheets)
    assert [exact[(summary, row, 2)] for row in (3, 4, 5, 6, 7)] == [
        budget.granted, budget.planned, budget.committed, budget.spent, budget.left,
    ]  # fmt: skip
    for row, one in enumerate(budget.heads, 10):
        figures = [one.planned, one.committed, one.spent, one.left]
        assert [exact[(summary, row, column)] for column in (2, 3, 4, 5)] == figures
    for row, source in enumerate(budget.sources, 4):
        figures = [source.planned, source.committed, source.spent]
        assert [exact[(sources, row, column)] for column in (5, 6, 7)] == figures
        assert exact.get((sources, row, 9)) == source.left
    shown = cell_values(write(spec))
    assert len(shown) == len(exact)


def test_without_a_known_grant_what_is_left_is_left_of_the_plan() -> None:
    budget = budget_view(HEADS, (), LINES, (*PAYMENTS, *ORDERED), "TWD")
    spec = budget_book(budget, setting("en"))
    assert evaluate(spec)[(spec.sheets[0].name, 7, 2)] == budget.planned - budget.committed - budget.spent > 0


def test_cents_are_exact() -> None:
    lines = [row for row in LINES if row.get("currency") is None]
    budget = budget_view(HEADS, SOURCES, lines, PAYMENTS, "USD")
    spec = budget_book(budget, setting("en"))
    exact = evaluate(spec)
    assert exact[(spec.sheets[0].name, 4, 2)] == Decimal(budget.planned).scaleb(-2)
    book = openpyxl.load_workbook(BytesIO(write(spec)))
    assert book.worksheets[0]["B4"].number_format.startswith("#,##0.00")
    assert openpyxl.load_workbook(BytesIO(made())).worksheets[0]["B4"].number_format.startswith("#,##0;")


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize(("language", "currency"), [("zh_TW", "TWD"), ("en", "USD")])
def test_libreoffice_computes_the_same(tmp_path: Path, language: str, currency: str) -> None:
    assert differences(made(language, currency), tmp_path) == []


def test_a_line_named_like_a_formula_stays_text() -> None:
    lines = openpyxl.load_workbook(BytesIO(made())).worksheets[1]
    cell = next(cell for cell in lines["B"] if cell.value == "=1+1")
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_labels_are_locked_and_inputs_are_not() -> None:
    book = openpyxl.load_workbook(BytesIO(made()))
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    lines = book.worksheets[1]
    assert lines["A3"].protection.locked
    assert lines["F4"].protection.locked
    assert not lines["C4"].protection.locked
    assert not lines["C20"].protection.locked


def test_the_lines_in_use_and_a_few_empty_ones_are_printed() -> None:
    for sheet in openpyxl.load_workbook(BytesIO(made())).worksheets[1:3]:
        used = max(row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 3).value is not None)
        last = sheet.print_area.replace("$", "").rpartition(":")[2]
        assert last.strip("ABCDEFGHIJKLMNOP") == str(used + 5)
        assert sheet.max_row == used + 30
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)


def test_sources_of_one_name_stay_apart() -> None:
    sources = openpyxl.load_workbook(BytesIO(made())).worksheets[3]
    names = [sources.cell(row, 1).value for row in range(4, 9)]
    assert len(set(names)) == 5
    assert names[2:4] == ["同名", "同名 (2)"]


def test_months_stay_text_and_days_are_dates() -> None:
    payments = openpyxl.load_workbook(BytesIO(made())).worksheets[2]
    assert payments["A4"].value.date().isoformat() == "2025-04-15"
    assert payments["A7"].value == "2025-04"


def test_an_empty_budget_has_a_workbook_too() -> None:
    data = write(budget_book(budget_view((), (), (), (), "TWD"), setting("en")))
    values = {place: value for (sheet, place), value in cell_values(data).items() if sheet == "Budget summary"}
    assert values == dict.fromkeys(("B3", "B4", "B5", "B6", "B7", "B11", "C11", "D11", "E11"), 0)


def test_the_same_budget_is_the_same_file() -> None:
    assert made() == made()
    assert made() != made("en")
