"""Looks, settings and small helpers that the sheets of the budget workbook share. Thread: any."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.core.messages import Label
from app.exports.xlsx.formula import key_text
from app.exports.xlsx.spec import CellValue, Style

FONTS = {"zh_TW": "Microsoft JhengHei", "en": "Calibri"}
TITLE_HEIGHT, LINE_HEIGHT = 30.0, 16.5
"""Points."""
NOTHING = "–"
"""What a formula without an answer says: readers that do not recalculate would take "" for no value at all.
The look ``amount`` does not show it, so that an empty line stays an empty line."""
_ONE_LINE = frozenset({"title", "note", "step", "key"})

Words = Callable[[Label | str | None], str]


@dataclass(frozen=True, slots=True)
class BookSetting:
    """Everything about the workbook that is not the budget.

    Args:
        words: renders labels in the output's language (``Translator.text``).
        language: ``zh_TW`` or ``en``.
        community: printed at the head of each sheet.
        date_iso: stamped into the file, ``YYYY-MM-DD``.
        date_text: the same as printed.
        kinds: funding kind to its label.
        rules: title and explanation of each money rule of the programme.
        paper: ``A4`` or ``LETTER``.
        marking: audience or draft words, "" for none.
    """

    words: Words
    language: str
    community: str
    date_iso: str
    date_text: str
    kinds: Mapping[str, Label]
    rules: Sequence[tuple[Label, Label]] = ()
    paper: str = "A4"
    marking: str = ""


def styles(digits: int) -> tuple[Style, ...]:
    """Return the looks of every workbook of ours; *digits* are those after the point of money."""
    money = "#,##0" + ("." + "0" * digits if digits else "")
    signed = f"{money};[Red]-{money}"
    return (
        Style("text", wrap=True, border=True, align="left"),
        Style("plain", wrap=True),
        Style("title", bold=True, size=18, colour="1F6F4A"),
        Style("note", colour="4B544E"),
        Style("head", bold=True, colour="FFFFFF", fill="1F6F4A", align="centre", wrap=True, border=True),
        Style("input", fill="FFF9EC", wrap=True, border=True, align="left"),
        Style("number", fill="FFF9EC", align="right", number_format="#,##0.##", border=True),
        Style("number_plain", align="right", number_format="#,##0.##", border=True),
        Style("percent", align="right", number_format='0.00##" %"', border=True),
        Style("year", align="centre", number_format="0", border=True),
        Style("date", fill="FFF9EC", align="centre", number_format="yyyy-mm-dd", border=True),
        Style("money_input", fill="FFF9EC", align="right", number_format=money, border=True),
        Style("money", align="right", number_format=signed, border=True),
        Style("amount", align="right", number_format=f"{signed};{money};", border=True),
        Style(
            "amount_open", align="right", number_format=f"{signed};", border=True
        ),  # nothing where nothing is filled in
        Style("sum_text", bold=True, fill="DDEFE4", border=True, align="left"),
        Style("sum", bold=True, fill="DDEFE4", align="right", number_format=signed, border=True),
        Style("words", colour="9B2318", wrap=True, border=True, align="left"),
        Style("key", size=7, colour="4B544E", border=True, align="left"),
        Style("step", bold=True, size=14, colour="1F6F4A"),
    )


def fitted(rows: Sequence[Sequence[CellValue]], widths: Sequence[float]) -> tuple[tuple[int, float], ...]:
    """Return the heights of rows whose text needs more than one line; viewers do not all work that out.

    Args:
        rows: cells from the first row on.
        widths: of the columns, in characters of the normal font; a Chinese one takes two.
    """
    heights = [(1, TITLE_HEIGHT)]
    for number, row in enumerate(rows[1:], 2):
        cells = [
            _lines_of(cell.content, width)
            for cell, width in zip(row, widths, strict=False)
            if isinstance(cell.content, str) and cell.style not in _ONE_LINE
        ]
        if max(cells, default=1) > 1:
            heights.append((number, LINE_HEIGHT * max(cells) + 3))
    return tuple(heights)


def _lines_of(text: str, width: float) -> int:
    room = max(1.0, width - 2) * 10 / 11
    units = [sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line) for line in text.split("\n")]
    return min(20, sum(max(1, math.ceil(count / room)) for count in units))


def labels_of(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return id to a label that SUMIFS reads as itself and that no other id has."""
    made: dict[str, str] = {}
    taken: set[str] = set()
    for key, title in pairs:
        base, number = key_text(title), 2
        label = base
        while label.casefold() in taken:
            label, number = f"{base} ({number})", number + 1
        made[key] = label
        taken.add(label.casefold())
    return made


def typed(content: str | Decimal | date | None, style: str = "input") -> CellValue:
    """Return a yellow cell that people may change."""
    return CellValue(content, style, locked=False)


def day_of(iso: str) -> str | date | None:
    """Return a whole day as a date and anything less exact as text."""
    try:
        return date.fromisoformat(iso) if len(iso) == 10 else iso
    except ValueError:
        return iso
