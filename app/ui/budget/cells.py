"""Cells of the sheet as texts and back, and what a block of them becomes when it is pasted, filled or cleared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from app.core.fields import NO, YES, Field, Kind, Option, RecordType, Row
from app.core.money import exponent
from app.core.text import fold
from app.services.budget.clip import CHOSEN, CellText, choices_of, matching, read_cell
from app.services.budget.sheet import LINE, CellEdit, SheetFacts
from app.services.formatting import currency_of
from app.services.parsing import Reading
from app.ui.context import UiContext
from app.ui.forms.registry import FieldContext
from app.ui.itemmodels.budget_lines import BudgetLinesModel, Place


def sum_text(minor: int, currency: str, usual: str) -> str:
    """Return an amount as a sheet shows it: digits in groups; another currency than the usual one is named."""
    digits = exponent(currency)
    text = f"{Decimal(minor).scaleb(-digits):,.{digits}f}"
    return text if currency == usual else f"{text} {currency}"


class CellReader:
    """Shows and reads cells of one budget.

    Args:
        context: words and facts of the document.
    """

    def __init__(self, context: UiContext) -> None:
        self._context = context
        self._types: Mapping[str, RecordType] = {}
        self._options: Mapping[str, tuple[Option, ...]] = {}
        self._ways: dict[tuple[str, str, str], FieldContext] = {}
        self.currency, self.budget = "TWD", ""

    def take(self, facts: SheetFacts) -> None:
        """Read cells of another budget."""
        self._types = {facts.line_type.name: facts.line_type, facts.item_type.name: facts.item_type}
        self._options = facts.options
        self.currency, self.budget = facts.plan.currency, facts.plan.budget.id
        self.forget()

    def forget(self) -> None:
        """Say everything anew, after the language changed."""
        self._ways.clear()

    def field(self, kind: str, name: str) -> Field:
        """Return the declaration of a field."""
        return self._types[kind].field(name)

    def show(self, name: str, row: Row) -> str:
        """Return the text of a cell: what was kept as typed, else the value."""
        if name in row.pending:
            return row.pending[name]
        one, value = self.field(row.type, name), row.get(name)
        currency = currency_of(one, row.values, self.currency)
        if one.kind in (Kind.MONEY, Kind.COMPUTED) and isinstance(value, int):
            return sum_text(value, currency, self.currency)
        if one.kind is Kind.REFERENCE:
            return next((self.said(each) for each in self.options(row.type, name) if each.key == value), "")
        return self._way(one, row.type, currency).show(value)

    def options(self, kind: str, name: str) -> tuple[Option, ...]:
        """Return what may be chosen in a cell, nothing where it is free text or a number."""
        one = self.field(kind, name)
        if one.kind not in CHOSEN:
            return ()
        own = self._options.get(name) or (one.options if isinstance(one.options, tuple) else ())
        return choices_of(one, own)

    def said(self, option: Option) -> str:
        """Return a choice in words."""
        return self._context.text(option.label) or option.key

    def key_of(self, place: Place, name: str, row: Row) -> str:
        """Return the key that is chosen in a cell, "" for none."""
        value = row.get(name)
        if isinstance(value, bool):
            return YES.key if value else NO.key
        return str(value or "")

    def fits(self, kind: str, name: str, text: str) -> tuple[Option, ...]:
        """Return the choices that a text may mean."""
        return matching(text, self.options(kind, name), self.said)

    def read(self, place: Place, name: str, text: str, row: Row) -> CellText:
        """Return what a text means in a cell."""
        one, facts = self.field(place.type, name), self._context.document
        how = Reading(
            calendar=facts.calendar,
            us=facts.us,
            currency=currency_of(one, row.values, self.currency),
            language=self._context.translator.language,
            options=self.options(place.type, name),
        )
        return read_cell(one, text, how, self.said)

    def edit(self, place: Place, name: str, text: str, row: Row) -> tuple[CellEdit, CellText]:
        """Return how a text is written into a cell, and what it was understood as."""
        found = self.read(place, name, text, row)
        parent = place.parent if place.type != LINE else self.budget
        return CellEdit(place.type, place.id, name, found.value, found.pending, parent), found

    def _way(self, one: Field, kind: str, currency: str) -> FieldContext:
        found = self._ways.get((kind, one.name, currency))
        if found is None:
            options = self.options(kind, one.name)
            found = self._ways[kind, one.name, currency] = FieldContext(self._context, one, options, currency)
        return found


@dataclass(slots=True)
class Block:
    """Cells to write.

    Args:
        edits: in the order in which they are written.
        typed: place, field and text of each, to be shown at once.
        kept: how many were not understood and stay as typed.
        left: cells that no one can write (sums).
        lines: lines that are made.
        wide: columns that stand beyond the last one.
        places, columns: rows that are written, and the first and last column of them.
    """

    edits: list[CellEdit] = field(default_factory=list)
    typed: list[tuple[Place, str, str]] = field(default_factory=list)
    kept: int = 0
    left: int = 0
    lines: int = 0
    wide: int = 0
    places: list[Place] = field(default_factory=list)
    columns: tuple[int, int] = (0, 0)

    def put(self, reader: CellReader, model: BudgetLinesModel, place: Place, column: str, text: str) -> None:
        """Add one cell; a cell that holds the same already is left alone."""
        name = model.field_of(place, column)
        if not name:
            self.left += bool(text)
            return
        row = model.record(place)
        if text == model.text_of(place, column):
            return
        edit, found = reader.edit(place, name, text, row)
        self.kept += found.pending is not None
        self.edits.append(edit)
        self.typed.append((place, name, text))


def pasted(
    reader: CellReader,
    model: BudgetLinesModel,
    at: tuple[int, int],
    table: Sequence[Sequence[str]],
    new: Sequence[Place],
    head: str,
) -> Block:
    """Return the cells that a copied block becomes.

    Args:
        reader: reads cells.
        model: the sheet.
        at: row and column of the upper left cell.
        table: the texts.
        new: places for lines that are made where the block is longer than the sheet.
        head: of the line above; new lines repeat it where the block names none ("" leaves it open).
    """
    block, names = Block(), model.names()
    width = max((len(row) for row in table), default=0)
    block.wide = max(0, width - (len(names) - at[1]))
    block.columns = (at[1], min(at[1] + max(width, 1), len(names)) - 1)
    fresh = iter(new)
    for down, texts in enumerate(table):
        place = model.place(at[0] + down) or next(fresh, None)
        if place is None:
            break
        if place.empty and not any(texts):
            continue
        block.lines += place.empty
        block.places.append(place)
        if place.empty and place.type == LINE and head and "head" not in names[at[1] : at[1] + len(texts)]:
            block.edits.append(CellEdit(LINE, place.id, "head", head, parent=reader.budget))
        for column, text in zip(names[at[1] :], texts, strict=False):
            if text or not place.empty:
                block.put(reader, model, place, column, text)
    return block


def without_headings(
    reader_titles: Sequence[str], table: Sequence[Sequence[str]], left: int
) -> tuple[Sequence[Sequence[str]], bool]:
    """Return a copied block without its first row where that only repeats the headings of the columns."""
    if len(table) < 2:
        return table, False
    titles = [fold(one) for one in reader_titles[left:]]
    words = [(fold(text), titles[at] if at < len(titles) else "") for at, text in enumerate(table[0]) if text]
    same = bool(words) and all(text == title for text, title in words)
    return (table[1:], True) if same else (table, False)
