"""One expression, two readings."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exports.xlsx.evaluate import evaluate
from app.exports.xlsx.formula import (
    Cell,
    Expr,
    FormulaError,
    If,
    Key,
    Num,
    Range,
    Round,
    SumIfs,
    Text,
    Value,
    column_letters,
    key_text,
    lift,
    max_of,
    min_of,
    plain_number,
    sum_of,
)
from app.exports.xlsx.spec import CellValue, ColumnSpec, SheetSpec, Style, WorkbookSpec, sheet_name

D = Decimal
A1, B1 = Cell("S", 1, 1), Cell("S", 1, 2)
CELLS: dict[Key, Value] = {
    ("S", 1, 1): D(7),
    ("S", 1, 2): D("2.5"),
    ("S", 2, 1): "事務費",
    ("S", 3, 1): "裝備費",
    ("S", 2, 2): D(10),
    ("S", 3, 2): D(5),
}


@pytest.mark.parametrize(
    ("expression", "text", "value"),
    [
        (A1 + B1 * 2, "A1+(B1*2)", D(12)),
        ((A1 + B1) * 2, "(A1+B1)*2", D(19)),
        (A1 - lift(-3), "A1-(-3)", D(10)),
        (Round(A1 / B1, 1), "ROUND(A1/B1,1)", D("2.8")),
        (Round(Num(D("-0.5"))), "ROUND(-0.5,0)", D(-1)),
        (Round(Num(D("1250")), -2), "ROUND(1250,-2)", D(1300)),
        (sum_of(Range("S", 1, 1, 3, 2)), "SUM($A$1:$B$3)", D("24.5")),
        (min_of(Range("S", 1, 1, 3, 2), Num(D(3))), "MIN($A$1:$B$3,3)", D("2.5")),
        (max_of(Range("S", 8, 1, 9, 2)), "MAX($A$8:$B$9)", D(0)),
        (
            SumIfs(Range("S", 1, 2, 3, 2), ((Range("S", 1, 1, 3, 1), Text("裝備費")),)),
            'SUMIFS($B$1:$B$3,$A$1:$A$3,"裝備費")',
            D(5),
        ),
        (If(A1.is_(">", B1), Text('say "yes"'), Num(D(0))), 'IF(A1>B1,"say ""yes""",0)', 'say "yes"'),
        (Cell("S", 9, 9) + 1, "I9+1", D(1)),
        (Cell("S", 9, 9).is_("=", ""), 'I9=""', True),
        (Cell("S", 9, 9).is_("=", 0), "I9=0", True),
        (Text("abc").is_("=", "ABC"), '"abc"="ABC"', True),
        (Text("5").is_(">", 100), '"5">100', True),
    ],
)
def test_two_readings(expression: Expr, text: str, value: object) -> None:
    assert expression.excel("S") == text
    assert expression.value(CELLS) == value


def test_other_sheet_is_named() -> None:
    assert Cell("It's 1", 2, 28, fixed=True).excel("S") == "'It''s 1'!$AB$2"
    assert column_letters(702) == "ZZ"
    assert column_letters(703) == "AAA"


@pytest.mark.parametrize(
    "expression",
    [
        A1 / (B1 - B1),
        Text("x") + 1,
        SumIfs(Range("S", 1, 2, 3, 2), ((Range("S", 1, 1, 2, 1), Text("x")),)),
        *[SumIfs(Range("S", 1, 2, 3, 2), ((Range("S", 1, 1, 3, 1), Text(t)),)) for t in ("", "a*", ">5", "12", "1/2")],
    ],
)
def test_what_excel_would_refuse(expression: Expr) -> None:
    with pytest.raises(FormulaError):
        expression.value(CELLS)


@given(st.text(max_size=260))
def test_key_text_is_always_a_plain_wanted_text(text: str) -> None:
    key = key_text(text)
    found = SumIfs(Range("S", 1, 2, 1, 2), ((Range("S", 1, 1, 1, 1), Text(key)),)).value(
        {("S", 1, 1): key, ("S", 1, 2): D(3)}
    )
    assert found == 3
    assert len(key) <= 201


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_plain_number_keeps_the_value(number: Decimal) -> None:
    text = plain_number(number)
    assert D(text) == number
    assert "E" not in text
    assert text != "-0"


def _book(*contents: object) -> WorkbookSpec:
    rows = tuple((CellValue(one),) for one in contents)  # type: ignore[arg-type]
    return WorkbookSpec("t", "en", (SheetSpec("S", (ColumnSpec(),), rows),), (Style("text"),))


def test_formulas_follow_formulas_however_deep() -> None:
    chain: list[object] = [1]
    chain += [Cell("S", row, 1) + 1 for row in range(1, 5000)]
    assert evaluate(_book(*chain))[("S", 5000, 1)] == 5000


def test_circle_is_named() -> None:
    with pytest.raises(FormulaError, match="circular"):
        evaluate(_book(Cell("S", 2, 1), Cell("S", 1, 1) + 1))


def test_sheet_names() -> None:
    assert sheet_name("a/b:c") == "a b c"
    assert sheet_name("經費", {"經費"}) == "經費 (2)"
    assert sheet_name("'") == "Sheet"
    assert sheet_name("History") == "History (2)"
    assert len(sheet_name("𡋾" * 40).encode("utf-16-le")) // 2 <= 31
