"""A small formula tree with two readings: what Excel shows and the exact value behind it.

One expression gives both, so a workbook can never hold a number that its own formula does not make.
References always name their sheet; :meth:`excel` leaves the name out on the sheet the formula is on.
Values are ``Decimal``, ``str``, ``bool`` or ``None`` (an empty cell), as a spreadsheet sees them.
Design: engine room 6. Thread: any (everything is frozen).
"""

from app.exports.xlsx.formula.functions import If, Round, SumIfs, max_of, min_of, sum_of
from app.exports.xlsx.formula.nodes import Cell, Expr, Num, Range, Text, lift
from app.exports.xlsx.formula.values import Cells, FormulaError, Key, Value, column_letters, key_text, plain_number

__all__ = [
    "Cell",
    "Cells",
    "Expr",
    "FormulaError",
    "If",
    "Key",
    "Num",
    "Range",
    "Round",
    "SumIfs",
    "Text",
    "Value",
    "column_letters",
    "key_text",
    "lift",
    "max_of",
    "min_of",
    "plain_number",
    "sum_of",
]
