"""Counting cells in formulas: those with a number, those with anything, those that hold a key. Thread: any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.exports.xlsx.formula import Cells, Expr, FormulaError, Key, Range, Text, Value, plain_number

FUNCTIONS = ("COUNT", "COUNTA")


@dataclass(frozen=True)
class Count(Expr):
    """``COUNT`` (cells with a number) or ``COUNTA`` (cells that are not empty) of a range."""

    function: str
    area: Range

    def excel(self, home: str = "") -> str:
        """Return the call."""
        if self.function not in FUNCTIONS:
            raise FormulaError(f"not a function that counts: {self.function}")
        return f"{self.function}({self.area.excel(home)})"

    def value(self, cells: Cells) -> Value:
        """Return how many there are."""
        held = (cells.get(key) for key in self.area.refs())
        if self.function == "COUNT":
            return Decimal(sum(isinstance(one, Decimal) for one in held))
        return Decimal(sum(one is not None for one in held))

    def refs(self) -> Iterator[Key]:
        """Yield the cells of the range."""
        return self.area.refs()


@dataclass(frozen=True)
class CountHolding(Expr):
    """How many cells of a range hold at least one of some texts, such as the key 3 in ``1,3``.

    A number counts by its plain digits. Upper and lower case differ, as for ``FIND``.

    Args:
        area: the cells.
        texts: what is looked for; at least one, none of them empty.
    """

    area: Range
    texts: tuple[str, ...]

    def excel(self, home: str = "") -> str:
        """Return a ``SUMPRODUCT`` over ``FIND``, which every spreadsheet program has."""
        if not self.texts or not all(self.texts):
            raise FormulaError("nothing to look for")
        where = self.area.excel(home)
        found = [f"ISNUMBER(FIND({Text(one).excel(home)},{where}))" for one in self.texts]
        return f"SUMPRODUCT(({'+'.join(found)}>0)*1)"

    def value(self, cells: Cells) -> Value:
        """Return how many there are."""
        held = (_shown(cells.get(key)) for key in self.area.refs())
        return Decimal(sum(any(one in text for one in self.texts) for text in held))

    def refs(self) -> Iterator[Key]:
        """Yield the cells of the range."""
        return self.area.refs()


def _shown(value: Value) -> str:
    if isinstance(value, Decimal):
        return plain_number(value)
    return value if isinstance(value, str) else ""
