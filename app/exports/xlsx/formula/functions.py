"""Functions of a spreadsheet: SUM, MIN, MAX, SUMIFS, ROUND, IF. Frozen; thread: any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.exports.xlsx.formula.nodes import Cell, Expr, Range
from app.exports.xlsx.formula.values import EXACT, Cells, FormulaError, Key, Value, is_plain_key, number


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
                total = EXACT.add(total, one)
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
                total = EXACT.add(total, held)
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
        return number(self.inner.value(cells)).quantize(step, rounding=ROUND_HALF_UP, context=EXACT)

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


def _wanted(value: Value) -> str:
    if not isinstance(value, str) or not value or any(mark in value for mark in "*?~") or not is_plain_key(value):
        raise FormulaError(f"not a plain SUMIFS text: {value!r}")
    return value.casefold()


def _folded(value: Value) -> str | None:
    return value.casefold() if isinstance(value, str) else None
