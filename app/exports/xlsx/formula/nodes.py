"""The nodes of a formula: numbers, texts, cells, ranges, operations, comparisons. Frozen; thread: any."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from app.exports.xlsx.formula.values import (
    EXACT,
    Cells,
    FormulaError,
    Key,
    Value,
    column_letters,
    compare,
    number,
    plain_number,
    quoted_sheet,
)


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
        return compare(self.operator, self.left.value(cells), self.right.value(cells))

    def refs(self) -> Iterator[Key]:
        """Yield the cells of both sides."""
        yield from self.left.refs()
        yield from self.right.refs()


def _operand(part: Expr, home: str) -> str:
    text = part.excel(home)
    return f"({text})" if isinstance(part, (Op, Compare)) or text.startswith("-") else text


_OPERATIONS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": EXACT.add,
    "-": EXACT.subtract,
    "*": EXACT.multiply,
    "/": EXACT.divide,
}
