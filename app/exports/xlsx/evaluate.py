"""Work out every formula of a workbook, each after the cells it looks at."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.exports.xlsx.formula import Expr, FormulaError, Key, Value
from app.exports.xlsx.spec import Content, WorkbookSpec, formulas

_DAY_ZERO = date(1899, 12, 30)


def plain_value(content: Content) -> Value:
    """Return what a formula sees in a cell that holds no formula; a date is its day number."""
    if isinstance(content, Expr):
        raise FormulaError("a formula has no plain value")
    if isinstance(content, (bool, str)) or content is None:
        return content or None if isinstance(content, str) else content
    if isinstance(content, date):
        return Decimal((content - _DAY_ZERO).days)
    return Decimal(content)


def evaluate(spec: WorkbookSpec) -> dict[Key, Value]:
    """Return the value of every formula cell, exact. Raises FormulaError on a circle or a wrong kind."""
    waiting = formulas(spec)
    cells: dict[Key, Value] = {}
    for sheet in spec.sheets:
        for key, cell in sheet.cells():
            if key not in waiting:
                cells[key] = plain_value(cell.content)
    done: dict[Key, Value] = {}
    for start in waiting:
        _work_out(start, waiting, cells, done)
    return done


def _work_out(start: Key, waiting: dict[Key, Expr], cells: dict[Key, Value], done: dict[Key, Value]) -> None:
    """Depth first with a stack of our own: a running total of 5,000 rows is 5,000 deep."""
    stack, open_keys = [start], set[Key]()
    while stack:
        key = stack[-1]
        if key in done:
            stack.pop()
            continue
        needed = [one for one in waiting[key].refs() if one in waiting and one not in done]
        if not needed:
            done[key] = cells[key] = waiting[key].value(cells)
            open_keys.discard(key)
            stack.pop()
            continue
        open_keys.add(key)
        if any(one in open_keys for one in needed):
            raise FormulaError(f"circular reference at {key}")
        stack.extend(needed)
