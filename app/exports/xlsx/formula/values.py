"""Values as a spreadsheet sees them: arithmetic, comparison, plain text, addresses. Thread: any."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Context, Decimal

Value = Decimal | str | bool | None
Key = tuple[str, int, int]
"""Sheet name, row and column, both counted from 1."""
Cells = Mapping[Key, Value]
EXACT = Context(prec=40, rounding=ROUND_HALF_UP)


class FormulaError(ValueError):
    """A formula that a spreadsheet would answer with an error value; a bug of whoever built it."""


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def quoted_sheet(sheet: str, home: str) -> str:
    """Return ``'Sheet'!``, or nothing where *sheet* is the sheet that the formula stands on."""
    return "" if sheet == home else "'" + sheet.replace("'", "''") + "'!"


def number(value: Value) -> Decimal:
    """Return *value* as arithmetic sees it: empty is 0, yes is 1; text raises FormulaError."""
    if isinstance(value, bool):
        return Decimal(int(value))
    if value is None:
        return Decimal(0)
    if isinstance(value, Decimal):
        return value
    raise FormulaError(f"text in arithmetic: {value!r}")


def plain_number(value: Decimal) -> str:
    """Return plain digits without an exponent or trailing zeros; -0 is 0."""
    text = format(EXACT.plus(value), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def key_text(text: str) -> str:
    """Return *text* such that ``SUMIFS`` can only read it as itself.

    ``* ? ~`` become their full-width forms; a text that would be read as a comparison or a number
    gets a leading middle dot; 200 characters at most (Excel refuses more than 255).
    """
    safe = " ".join(text.split()).translate(str.maketrans("*?~", "＊？～"))[:200]
    return f"·{safe}" if not safe or not is_plain_key(safe) else safe


def is_plain_key(text: str) -> bool:
    """Say whether a spreadsheet reads *text* as itself, not as a comparison or a number."""
    return text[0] not in "<>=" and not re.fullmatch(r"[\s$€£¥(+-]*[\d０-９.,/:%\s-]+(e[+-]?\d+)?[%)\s]*", text, re.I)


def _rank(value: Value) -> tuple[int, Decimal | str]:
    if isinstance(value, bool):
        return 2, Decimal(int(value))
    return (1, value.casefold()) if isinstance(value, str) else (0, number(value))


def compare(operator: str, left: Value, right: Value) -> bool:
    """Compare as a spreadsheet does: numbers stand before text, letters' case does not count."""
    if left is None and isinstance(right, str):
        left = ""
    if right is None and isinstance(left, str):
        right = ""
    one, two = _rank(left), _rank(right)
    equal = one == two
    below = one[0] < two[0] if one[0] != two[0] else (not equal and one < two)
    return {
        "=": equal,
        "<>": not equal,
        "<": below,
        "<=": below or equal,
        ">": not below and not equal,
        ">=": not below,
    }[operator]
