"""The sheet of the budget workbook that keeps pots of money apart: by pot and head, as live formulas.

A pot is made of the funding sources that belong to it; what names none of them stands below as well, so that the
sums are those of the budget. Thread: any.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.core.messages import N_, Label
from app.exports.xlsx.formula import Cell, Expr, Num, Range, Round, SumIfs, Text, sum_of
from app.exports.xlsx.spec import CellValue

Say = Callable[[Label | str | None], str]
"""Renders labels in the language of the workbook."""


@dataclass(frozen=True, slots=True)
class PotInput:
    """A pot: its title, its sum in minor units (``None`` unknown), and the funding sources that it is made of."""

    title: Label
    total: int | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the workbook keeps what the sheet adds up.

    Args:
        planned, paid: amounts of lines and of expenses.
        line_heads, line_sources, paid_heads, paid_sources, states: columns beside them, of the same rows.
        ordered: cell that says what an ordered expense is called.
        heads: head id to its label; sources: funding source id to its label.
    """

    planned: Range
    line_heads: Range
    line_sources: Range
    paid: Range
    paid_heads: Range
    paid_sources: Range
    states: Range
    ordered: Cell
    heads: Mapping[str, str]
    sources: Mapping[str, str]


def pot_rows(
    name: str,
    pots: Sequence[PotInput],
    places: Places,
    say: Callable[[Label | str | None], str],
    digits: int,
    first: int,
) -> list[tuple[CellValue, ...]]:
    """Return the rows of the sheet from row *first* on: each pot with its heads and its sum.

    Args:
        name: of the sheet.
        pots: in order; a last one is added for what belongs to none.
        places: where the amounts stand.
        say: renders labels.
        digits: of the currency after the point.
        first: number of the first row.
    """
    taken = {source for one in pots for source in one.sources}
    rest = tuple(source for source in places.sources if source not in taken)
    rows: list[tuple[CellValue, ...]] = []
    for one in (*pots, PotInput(N_("In neither pot"), None, rest)):
        rows += _pot(name, one, places, say, digits, first + len(rows))
        rows.append(())
    return rows


def _pot(name: str, one: PotInput, places: Places, say: Say, digits: int, row: int) -> list[tuple[CellValue, ...]]:
    total = None if one.total is None else Decimal(one.total).scaleb(-digits)
    known = CellValue("", "plain") if total is None else CellValue(total, "sum")
    rows: list[tuple[CellValue, ...]] = [(CellValue(say(one.title), "step"), known)]
    heads = (N_("Budget head"), N_("Planned"), N_("Ordered"), N_("Spent"), N_("Left of plan"))
    rows.append(tuple(CellValue(say(label), "head") for label in heads))
    begin = row + len(rows)
    for at, label in enumerate(places.heads.values(), begin):
        rows.append(_head(Cell(name, at, 1), label, [places.sources[key] for key in one.sources], places, digits))
    last = begin + len(places.heads) - 1
    if not places.heads:
        rows.append(tuple(CellValue("", "text") for _ in heads))
        last = begin
    sums = [CellValue(Round(sum_of(Range(name, begin, column, last, column)), digits), "sum") for column in range(2, 6)]
    rows.append((CellValue(say(N_("Total")), "sum_text"), *sums))
    if total is not None:
        gone = Cell(name, last + 1, 3) + Cell(name, last + 1, 4)
        left = Round(Cell(name, row, 2) - gone, digits)
        blanks = [CellValue("", "sum_text")] * 3
        rows.append((CellValue(say(N_("Left of the pot")), "sum_text"), *blanks, CellValue(left, "sum")))
    return rows


def _head(wanted: Cell, label: str, sources: Sequence[str], places: Places, digits: int) -> tuple[CellValue, ...]:
    def added(parts: Sequence[Expr]) -> Expr:
        return sum_of(*parts) if parts else Num(Decimal(0))

    planned = added([
        SumIfs(places.planned, ((places.line_heads, wanted), (places.line_sources, Text(one)))) for one in sources
    ])  # fmt: skip
    every = added([
        SumIfs(places.paid, ((places.paid_heads, wanted), (places.paid_sources, Text(one)))) for one in sources
    ])  # fmt: skip
    ordered = added([
        SumIfs(places.paid, ((places.paid_heads, wanted), (places.paid_sources, Text(one)),
                             (places.states, places.ordered)))
        for one in sources
    ])  # fmt: skip
    row, sheet = wanted.row, wanted.sheet
    return (
        CellValue(label, "text"),
        CellValue(Round(planned, digits), "money"),
        CellValue(Round(ordered, digits), "money"),
        CellValue(Round(every - Cell(sheet, row, 3), digits), "money"),
        CellValue(Round(Cell(sheet, row, 2) - Cell(sheet, row, 3) - Cell(sheet, row, 4), digits), "money"),
    )
