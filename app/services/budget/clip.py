"""What a person types or pastes into the budget's sheet: TSV as spreadsheets write it, and cells to values.

Nothing is refused: what cannot be read keeps its text and says why. Thread: any.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from app.core.fields import NO, YES, Field, Kind, Option
from app.core.messages import N_, Message
from app.core.money import Money
from app.core.text import fold
from app.services.parsing import Reading, parse_value

MOST_ROWS, MOST_COLUMNS = 2000, 100
"""Larger blocks are cut, and that is said before anything is written."""
LONGEST = 2000
"""Characters of one pasted cell that are kept."""
CHOSEN = (Kind.ENUM, Kind.REFERENCE, Kind.TRISTATE)
"""Kinds whose cells hold one of a list."""
NEGATIVE = N_("Below zero. A budget holds no negative numbers, so this stays as it was typed.")
NOT_LISTED = N_("“{text}” is not in the list. Choose one of its entries.")
SEVERAL = N_("“{text}” could be several entries of the list. Write more of it.")
_BRACKETS = re.compile(r"[^\d(]*\(.*\d.*\)\D*")


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell's text means.

    Args:
        value: in the plain form of ``app.core.fields``, ``None`` where it is empty or not understood.
        pending: the text, where it was not understood.
        words: what was understood, where that needs saying.
        problem: why it was not.
    """

    value: object = None
    pending: str | None = None
    words: Message | None = None
    problem: Message | None = None


def split_table(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of copied cells: parted by tabs; quoted cells may hold tabs, line breaks and quotes.

    Rows are as long as the longest; a last empty row, which every spreadsheet adds, is left out.
    """
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    clean = clean.removesuffix("\n")
    if not clean:
        return ()
    if clean.count('"') % 2:  # an inch sign, not a quoted cell
        rows = [line.split("\t") for line in clean.split("\n")]
        return _even(rows)
    limit = csv.field_size_limit(max(csv.field_size_limit(), len(clean) + 1))
    try:
        rows = list(csv.reader(io.StringIO(clean, newline=""), delimiter="\t", strict=False))
    finally:
        csv.field_size_limit(limit)
    return _even(rows)


def join_table(rows: Sequence[Sequence[str]]) -> str:
    """Return cells as spreadsheets read them; what holds a tab, a line break or a quote is quoted."""
    return "\n".join("\t".join(_quoted(one) for one in row) for row in rows) + "\n"


def read_cell(field: Field, text: str, how: Reading, show: Callable[[Option], str]) -> CellText:
    """Return what a text means in a cell.

    Args:
        field: declaration of the field.
        text: as typed or pasted.
        how: calendar, currency, choices.
        show: the wording of a choice in the interface language.
    """
    clean = text.strip()
    if not clean:
        return CellText()
    if field.kind in CHOSEN:
        return _choice(field, clean, how, show)
    parsed = parse_value(field, text, how)
    if field.kind in (Kind.MONEY, Kind.DECIMAL, Kind.INTEGER) and field.minimum is not None and field.minimum >= 0:
        below = isinstance(parsed.value, int) and parsed.value < 0
        if below or (parsed.problem is not None and _BRACKETS.fullmatch(normalize("NFKC", clean))):
            return CellText(pending=clean, problem=NEGATIVE)
    if parsed.problem is not None:
        return CellText(pending=clean, problem=parsed.problem)
    return CellText(parsed.value, words=parsed.words)


def matching(text: str, options: Sequence[Option], show: Callable[[Option], str]) -> tuple[Option, ...]:
    """Return the choices that *text* may mean: the one that is equal, else those that begin so, else that hold it."""
    wanted = fold(text)
    if not wanted:
        return tuple(options)
    wordings: Mapping[str, frozenset[str]] = {one.key: _wordings(one, show) for one in options}
    for fits in (str.__eq__, str.startswith, str.__contains__):
        found = tuple(one for one in options if any(fits(word, wanted) for word in wordings[one.key]))
        if found:
            return found
    return ()


def understood(field: Field, value: object, currency: str) -> Message | None:
    """Return an amount in words, for a line below the sheet; ``None`` for other kinds."""
    if field.kind is Kind.MONEY and isinstance(value, int):
        return N_("Understood as {amount}", amount=Money(value, currency))
    return None


def choices_of(field: Field, options: Sequence[Option]) -> tuple[Option, ...]:
    """Return what may be chosen in a cell."""
    return (YES, NO) if field.kind is Kind.TRISTATE else tuple(options)


def _choice(field: Field, text: str, how: Reading, show: Callable[[Option], str]) -> CellText:
    if field.kind is Kind.TRISTATE:
        parsed = parse_value(field, text, how)
        if parsed.problem is None:
            return CellText(parsed.value)
    found = matching(text, choices_of(field, how.options), show)
    if len(found) != 1:
        problem = SEVERAL if found else NOT_LISTED
        return CellText(pending=text, problem=Message(problem.id, {"text": text}))
    return CellText(found[0].key == YES.key if field.kind is Kind.TRISTATE else found[0].key)


def _wordings(option: Option, show: Callable[[Option], str]) -> frozenset[str]:
    label = option.label
    own = (label.id,) if isinstance(label, Message) else tuple(label.values.values())
    return frozenset(fold(one) for one in (option.key, show(option), *own) if one)


def _even(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    wide = max((len(row) for row in rows), default=0)
    return tuple(tuple(_cell(one) for one in (*row, *[""] * (wide - len(row)))) for row in rows)


def _cell(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()[:LONGEST]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(one in text for one in '\t\n"') else text
