"""What the cells of an ``.xlsx`` sheet hold: text, exact numbers, dates, and what cannot be read.

Thread: any but the document lane; nothing is shared.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Context, Decimal, InvalidOperation
from re import Match
from re import compile as pattern
from xml.etree.ElementTree import Element

from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel, from_ISO8601

from app.core.messages import N_
from app.imports import faults
from app.imports.grid import Limits, Raw, Unread
from app.imports.package import Part

NO_RESULT = N_("This cell is a formula without a stored result. Open the workbook in Excel and save it again.")
ERROR_CELL = N_("This cell shows an error.")
NO_DATE = N_("This number is no date that there is.")
TOO_LONG = N_("This text is longer than a cell of a spreadsheet can hold.")
_EXACT = Context(prec=15)
_ESCAPED = pattern(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class Cells:
    """Reads cells by the strings and styles of their workbook.

    Args:
        limits: how long a text may be.
        strings: of the workbook, in order.
        dates: number of a style that shows a date to whether it is a length of time.
        epoch: the day from which dates are counted.
        formulas: how many were met.
    """

    limits: Limits
    strings: list[str] = field(default_factory=list)
    dates: dict[int, bool] = field(default_factory=dict)
    epoch: datetime = WINDOWS_EPOCH
    formulas: int = 0

    def read(self, one: Element, tags: CellTags) -> Raw:
        """Return what one cell holds, None where it is empty."""
        kind, text = one.get("t", "n"), one.findtext(tags.value)
        if len(one) > 1 or not text:
            if one.find(tags.formula) is not None:
                self.formulas += 1
                if not text and kind != "str":
                    return Unread("=", NO_RESULT)
            if kind == "inlineStr" and (inline := one.find(tags.inline)) is not None:
                return self._said(text_of(inline, tags.text))
        if not text:
            return None
        if kind == "n":
            return self._number(text, int(one.get("s", "0")))
        if kind == "s":
            at = int(text)
            if at < 0:
                raise faults.damaged()
            return self._said(self.strings[at])
        if kind == "b":
            return text.strip() == "1"
        if kind == "e":
            return Unread(text, ERROR_CELL)
        if kind == "d":
            with suppress(ValueError):
                made: Raw = from_ISO8601(text)
                return made
            return Unread(text, NO_DATE)
        return self._said(_unescaped(text))

    def _said(self, text: str) -> Raw:
        if len(text) > self.limits.text:
            return Unread(text[:60] + "…", TOO_LONG)
        return text or None

    def _number(self, text: str, style: int) -> Raw:
        if style not in self.dates and len(text) < 16 and text.isdecimal() and text.isascii():
            return int(text)
        try:
            number = Decimal(text)
        except InvalidOperation:
            return Unread(text[:60], ERROR_CELL)
        if not number.is_finite():
            return Unread(text[:60], ERROR_CELL)
        if style in self.dates:
            try:
                made: Raw = from_excel(float(number), self.epoch, timedelta=self.dates[style])
            except (OverflowError, ValueError):
                return Unread(text, NO_DATE)
            return made
        return exact(number)


def exact(number: Decimal) -> int | Decimal:
    """Return a number as a spreadsheet shows it: 15 digits, whole where it is whole.

    Args:
        number: finite.
    """
    if number.adjusted() < 15:
        number = _EXACT.plus(number)
    if number == number.to_integral_value() and number.adjusted() < 30:
        return int(number)
    return number


@dataclass(frozen=True, slots=True)
class CellTags:
    """Names of the elements inside a cell, in the namespace of their part."""

    value: str
    formula: str
    inline: str
    text: str


def tags_in(part: Part, *names: str) -> tuple[str, ...]:
    """Return names of elements in the namespace of a part."""
    space = f"{{{part.namespace}}}" if part.namespace else ""
    return tuple(space + name for name in names)


def text_of(item: Element, tag: str) -> str:
    """Return the text of a string item; how it is to be pronounced is left out."""
    if len(item) == 1 and item[0].tag == tag:
        return _unescaped(item[0].text or "")
    parts = []
    for one in item:
        if one.tag == tag:
            parts.append(one.text or "")
        elif one.tag.endswith("}r") or one.tag == "r":
            parts.append(one.findtext(tag) or "")
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(found: Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code <= 0xDFFF or code == 0 else chr(code)
