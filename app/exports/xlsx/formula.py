"""A small formula tree with two readings: what Excel shows and the exact value behind it.

One expression gives both, so a workbook can never hold a number that its own formula does not make.
References always name their sheet; :meth:`excel` leaves the name out on the sheet the formula is on.
Values are ``Decimal``, ``str``, ``bool`` or ``None`` (an empty cell), as a spreadsheet sees them.
Design: engine room 6. Thread: any (everything is frozen).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cached_property

Value = Decimal | str | bool | None
Key = tuple[str, int, int]
"""Sheet name, row and column, both counted from 1."""
Cells = Mapping[Key, Value]

_EXACT = Context(prec=40, rounding=ROUND_HALF_UP)


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


@dataclass(frozen=True)
class Expr:
    """Base of every node; ``+ - * /`` and the comparison methods build larger ones."""

    def excel(self, home: str = "") -> str:
        """Return the formula's text without ``=``, as written on the sheet *home*."""
        raise FormulaError(f"{type(self).__name__} has no text of its own")

    def value(self, cells: Cells) -> Value:
        """Return the exact value over *cells*. Raises FormulaError where Excel would show an error."""
        raise FormulaError(f"{type(self).__name__} has no value of its own")

    def refs(self) -> Iterator[Key]:
        """Yield every cell that the value depends on."""
        return iter(())

    def __add__(self, other: Operand) -> Op:
        """Return the sum of two expressions."""
        return Op("+", self, lift(other))

    def __sub__(self, other: Operand) -> Op:
        """Return the difference of two expressions."""
        return Op("-", self, lift(other))

    def __mul__(self, other: Operand) -> Op:
        """Return the product of two expressions."""
        return Op("*", self, lift(other))

    def __truediv__(self, other: Operand) -> Op:
        """Return the quotient of two expressions."""
        return Op("/", self, lift(other))

    def is_(self, operator: str, other: Operand) -> Compare:
        """Return a comparison: ``=``, ``<>``, ``<``, ``<=``, ``>`` or ``>=``."""
        return Compare(operator, self, lift(other))


Operand = Expr | Decimal | int | str


def lift(value: Operand) -> Expr:
    """Return *value* as an expression."""
    if isinstance(value, Expr):
        return value
    return Text(value) if isinstance(value, str) else Num(Decimal(value))


@dataclass(frozen=True)
class Num(Expr):
    """A number written in the formula."""

    number: Decimal

    def excel(self, home: str = "") -> str:
        """Return plain digits, never an exponent."""
        return plain_number(self.number)

    def value(self, cells: Cells) -> Value:
        """Return the number."""
        return self.number


@dataclass(frozen=True)
class Text(Expr):
    """Characters written in the formula."""

    text: str

    def excel(self, home: str = "") -> str:
        """Return the text in double quotes."""
        return '"' + self.text.replace('"', '""') + '"'

    def value(self, cells: Cells) -> Value:
        """Return the text."""
        return self.text


@dataclass(frozen=True)
class Cell(Expr):
    """One cell. ``fixed`` writes ``$A$1``, so that copying the formula keeps the reference."""

    sheet: str
    row: int
    column: int
    fixed: bool = False

    def excel(self, home: str = "") -> str:
        """Return the address."""
        mark = "$" if self.fixed else ""
        return f"{quoted_sheet(self.sheet, home)}{mark}{column_letters(self.column)}{mark}{self.row}"

    def value(self, cells: Cells) -> Value:
        """Return what the cell holds, ``None`` where it is empty."""
        return cells.get((self.sheet, self.row, self.column))

    def refs(self) -> Iterator[Key]:
        """Yield the cell itself."""
        yield (self.sheet, self.row, self.column)


@dataclass(frozen=True)
class Range(Expr):
    """A rectangle of cells, used inside SUM, SUMIFS, MIN and MAX only."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    def excel(self, home: str = "") -> str:
        """Return the fixed address ``$A$1:$B$9``."""
        first, last = column_letters(self.left), column_letters(self.right)
        return f"{quoted_sheet(self.sheet, home)}${first}${self.top}:${last}${self.bottom}"

    def refs(self) -> Iterator[Key]:
        """Yield the cells row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield (self.sheet, row, column)

    @cached_property
    def size(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.bottom - self.top + 1, self.right - self.left + 1


@dataclass(frozen=True)
class Op(Expr):
    """Two operands and one of ``+ - * /``; an empty cell counts as 0."""

    operator: str
    left: Expr
    right: Expr

    def excel(self, home: str = "") -> str:
        """Return the operation with every nested one in brackets."""
        return f"{_operand(self.left, home)}{self.operator}{_operand(self.right, home)}"

    def value(self, cells: Cells) -> Value:
        """Return the exact result."""
        left, right = number(self.left.value(cells)), number(self.right.value(cells))
        if self.operator == "/" and right == 0:
            raise FormulaError("division by zero")
        return _OPERATIONS[self.operator](left, right)

    def refs(self) -> Iterator[Key]:
        """Yield the cells of both operands."""
        yield from self.left.refs()
        yield from self.right.refs()


@dataclass(frozen=True)
class Compare(Expr):
    """A comparison as a spreadsheet makes it: letters' case does not count, numbers stand before text."""

    operator: str
    left: Expr
    right: Expr

    def excel(self, home: str = "") -> str:
        """Return the comparison."""
        return f"{_operand(self.left, home)}{self.operator}{_operand(self.right, home)}"

    def value(self, cells: Cells) -> Value:
        """Return whether it holds."""
        return _compare(self.operator, self.left.value(cells), self.right.value(cells))

    def refs(self) -> Iterator[Key]:
        """Yield the cells of both sides."""
        yield from self.left.refs()
        yield from self.right.refs()


@dataclass(frozen=True)
class Fold(Expr):
    """SUM, MIN or MAX of cells and ranges; inside a range or cell, text and blanks are passed over."""

    function: str
    parts: tuple[Expr, ...]

    def excel(self, home: str = "") -> str:
        """Return the call."""
        return f"{self.function}({','.join(part.excel(home) for part in self.parts)})"

    def value(self, cells: Cells) -> Value:
        """Return the result; 0 where there is no number at all."""
        numbers = list(self._numbers(cells))
        if self.function == "SUM":
            total = Decimal(0)
            for one in numbers:
                total = _EXACT.add(total, one)
            return total
        if not numbers:
            return Decimal(0)
        return min(numbers) if self.function == "MIN" else max(numbers)

    def refs(self) -> Iterator[Key]:
        """Yield the cells of every part."""
        for part in self.parts:
            yield from part.refs()

    def _numbers(self, cells: Cells) -> Iterator[Decimal]:
        for part in self.parts:
            if isinstance(part, (Cell, Range)):
                for key in part.refs():
                    held = cells.get(key)
                    if isinstance(held, Decimal):
                        yield held
            else:
                yield number(part.value(cells))


def sum_of(*parts: Expr) -> Fold:
    """Return ``SUM(parts)``."""
    return Fold("SUM", parts)


def min_of(*parts: Expr) -> Fold:
    """Return ``MIN(parts)``."""
    return Fold("MIN", parts)


def max_of(*parts: Expr) -> Fold:
    """Return ``MAX(parts)``."""
    return Fold("MAX", parts)


@dataclass(frozen=True)
class SumIfs(Expr):
    """``SUMIFS``: the sum of the rows whose other columns equal the wanted texts.

    Only plain equality is offered; a wanted text that a spreadsheet would read as a pattern, an
    operator or a number raises FormulaError (``key_text`` makes a safe one).

    Args:
        summed: one column.
        where: pairs of a column of the same height and the wanted value.
    """

    summed: Range
    where: tuple[tuple[Range, Expr], ...]

    def excel(self, home: str = "") -> str:
        """Return the call."""
        pairs = ",".join(f"{column.excel(home)},{wanted.excel(home)}" for column, wanted in self.where)
        return f"SUMIFS({self.summed.excel(home)},{pairs})"

    def value(self, cells: Cells) -> Value:
        """Return the sum."""
        for column, _ in self.where:
            if column.size != self.summed.size:
                raise FormulaError("SUMIFS columns differ in height")
        wanted = [_wanted(expression.value(cells)) for _, expression in self.where]
        columns = [list(column.refs()) for column, _ in self.where]
        total = Decimal(0)
        for place, key in enumerate(self.summed.refs()):
            held = cells.get(key)
            if isinstance(held, Decimal) and all(
                _folded(cells.get(column[place])) == text for column, text in zip(columns, wanted, strict=True)
            ):
                total = _EXACT.add(total, held)
        return total

    def refs(self) -> Iterator[Key]:
        """Yield the summed cells, the columns looked at and the wanted values."""
        yield from self.summed.refs()
        for column, wanted in self.where:
            yield from column.refs()
            yield from wanted.refs()


@dataclass(frozen=True)
class Round(Expr):
    """``ROUND``: half away from zero, as Excel does."""

    inner: Expr
    digits: int = 0

    def excel(self, home: str = "") -> str:
        """Return the call."""
        return f"ROUND({self.inner.excel(home)},{self.digits})"

    def value(self, cells: Cells) -> Value:
        """Return the rounded number."""
        step = Decimal(1).scaleb(-self.digits)
        return number(self.inner.value(cells)).quantize(step, rounding=ROUND_HALF_UP, context=_EXACT)

    def refs(self) -> Iterator[Key]:
        """Yield the cells of the rounded expression."""
        return self.inner.refs()


@dataclass(frozen=True)
class If(Expr):
    """``IF``: only the branch that is taken is worked out."""

    condition: Expr
    then: Expr
    otherwise: Expr

    def excel(self, home: str = "") -> str:
        """Return the call."""
        return f"IF({self.condition.excel(home)},{self.then.excel(home)},{self.otherwise.excel(home)})"

    def value(self, cells: Cells) -> Value:
        """Return the value of the branch taken."""
        held = self.condition.value(cells)
        chosen = self.then if (held if isinstance(held, bool) else number(held) != 0) else self.otherwise
        result = chosen.value(cells)
        return Decimal(0) if result is None else result

    def refs(self) -> Iterator[Key]:
        """Yield the cells of the condition and both branches."""
        yield from self.condition.refs()
        yield from self.then.refs()
        yield from self.otherwise.refs()


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
    text = format(_EXACT.plus(value), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def key_text(text: str) -> str:
    """Return *text* such that ``SUMIFS`` can only read it as itself.

    ``* ? ~`` become their full-width forms; a text that would be read as a comparison or a number
    gets a leading middle dot; 200 characters at most (Excel refuses more than 255).
    """
    safe = " ".join(text.split()).translate(str.maketrans("*?~", "＊？～"))[:200]
    return f"·{safe}" if not safe or not _is_plain_key(safe) else safe


def _is_plain_key(text: str) -> bool:
    return text[0] not in "<>=" and not re.fullmatch(r"[\s$€£¥(+-]*[\d０-９.,/:%\s-]+(e[+-]?\d+)?[%)\s]*", text, re.I)


def _wanted(value: Value) -> str:
    if not isinstance(value, str) or not value or any(mark in value for mark in "*?~") or not _is_plain_key(value):
        raise FormulaError(f"not a plain SUMIFS text: {value!r}")
    return value.casefold()


def _folded(value: Value) -> str | None:
    return value.casefold() if isinstance(value, str) else None


def _operand(part: Expr, home: str) -> str:
    text = part.excel(home)
    return f"({text})" if isinstance(part, (Op, Compare)) or text.startswith("-") else text


_OPERATIONS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": _EXACT.add,
    "-": _EXACT.subtract,
    "*": _EXACT.multiply,
    "/": _EXACT.divide,
}


def _rank(value: Value) -> tuple[int, Decimal | str]:
    if isinstance(value, bool):
        return 2, Decimal(int(value))
    return (1, value.casefold()) if isinstance(value, str) else (0, number(value))


def _compare(operator: str, left: Value, right: Value) -> bool:
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
