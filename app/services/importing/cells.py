"""One cell of a file as a value of a field, read like typed text. Thread: any; a reader belongs to one job.

What a spreadsheet holds as a number or date is taken exactly; text goes through the same parsers as the
forms (:mod:`app.services.parsing`). Nothing is guessed in silence: what was understood comes with words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache

from app.core.fields import Field, FromPack, Kind, Option
from app.core.messages import N_, Label, Message
from app.core.money import LARGEST as LARGEST_MONEY
from app.core.money import exponent
from app.imports.grid import Raw, Unread
from app.services.parsing import LARGEST, NOT_WHOLE, Parsed, Reading, parse_value

QUIET = frozenset(
    {
        "Understood as {date}",
        "Understood as {number}",
        "Understood as {amount}",
        "Understood as {n} minute",
        "Understood as {from}",
        "{day}, {time}",
    }
)
"""Words that only repeat what was typed; others are worth a look."""
ZERO_LOST = N_("Understood as {phone}; a spreadsheet had taken the zero in front away.")
TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.CODE, Kind.RICH_TEXT)
MOST_KEPT = 50_000
MOBILE_DIGITS = 9
"""Digits of a mobile number in Taiwan without the zero in front."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How cells are to be understood.

    Args:
        calendar, us, currency: as in :class:`app.services.parsing.Reading`.
        choices: lists that the programme provides, by id.
        wordings: every wording of a label.
    """

    calendar: str
    us: bool
    currency: str
    choices: Mapping[str, tuple[Option, ...]]
    wordings: Callable[[Label], tuple[str, ...]]


class CellReader:
    """Reads cells; equal texts of a field are read once.

    Args:
        manner: how to understand them.
    """

    def __init__(self, manner: Manner) -> None:
        self._manner = manner
        self._base = Reading(manner.calendar, manner.us, manner.currency, wordings=cache(manner.wordings))
        self._known: dict[tuple[int, str, str], Parsed] = {}
        self._ways: dict[tuple[str, str], Reading] = {}

    def read(self, field: Field, raw: Raw, currency: str = "") -> Parsed:
        """Return what a cell means in a field; a text that cannot be read comes with its problem.

        Args:
            field: declaration of the field.
            raw: the cell; ``None`` gives the empty value.
            currency: of an amount; the document's where it is "".
        """
        if raw is None:
            return Parsed(() if field.kind in (Kind.SET, Kind.REFERENCES, Kind.PHOTOS) else None)
        if isinstance(raw, Unread):
            return Parsed(problem=raw.why)
        if isinstance(raw, str):
            return self._text(field, raw, currency or self._manner.currency)
        if isinstance(raw, bool):
            return Parsed(raw) if field.kind is Kind.TRISTATE else self._text(field, "1" if raw else "0", currency)
        if isinstance(raw, int | Decimal):
            return self._number(field, raw, currency or self._manner.currency)
        return self._time(field, raw, currency)

    def _text(self, field: Field, text: str, currency: str) -> Parsed:
        if field.kind is Kind.TEXT:
            return Parsed(" ".join(text.split()) or None)
        key = (id(field), text, currency if field.kind is Kind.MONEY else "")
        found = self._known.get(key)
        if found is None:
            found = parse_value(field, text, self._way(field, currency))
            if found.words is not None and found.words.id in QUIET and not _asks(found.words):
                found = replace(found, words=None)
            if len(self._known) < MOST_KEPT:
                self._known[key] = found
        return found

    def _way(self, field: Field, currency: str) -> Reading:
        list_id = field.options.list_id if isinstance(field.options, FromPack) else ""
        if (list_id, currency) not in self._ways:
            options = self._manner.choices.get(list_id, ())
            self._ways[list_id, currency] = replace(self._base, options=options, currency=currency)
        return self._ways[list_id, currency]

    def _number(self, field: Field, number: int | Decimal, currency: str) -> Parsed:
        match field.kind:
            case Kind.INTEGER | Kind.DURATION:
                whole = number == int(number) and abs(Decimal(number)) <= LARGEST
                return Parsed(int(number)) if whole else Parsed(problem=NOT_WHOLE)
            case Kind.DECIMAL:
                return _scaled(number, field.scale, LARGEST) or self._text(field, plain(number), currency)
            case Kind.MONEY:
                digits = exponent(currency)
                return _scaled(number, digits, int(LARGEST_MONEY)) or self._text(field, plain(number), currency)
            case Kind.CODE if field.check == "phone":
                return self._phone(field, plain(number))
            case _:
                return self._text(field, plain(number), currency)

    def _phone(self, field: Field, digits: str) -> Parsed:
        """Read a telephone number that the spreadsheet took for a number."""
        if len(digits) == MOBILE_DIGITS and digits.startswith("9"):
            return Parsed(f"0{digits}", Message(ZERO_LOST.id, {"phone": f"0{digits}"}))
        return self._text(field, digits, "")

    def _time(self, field: Field, raw: datetime | date | time | timedelta, currency: str) -> Parsed:
        if isinstance(raw, timedelta):
            minutes = int(raw.total_seconds() // 60)
            text = f"{minutes // 60}:{minutes % 60:02d}"
            return Parsed(minutes) if field.kind is Kind.DURATION else self._text(field, text, currency)
        if isinstance(raw, time):
            minutes = raw.hour * 60 + raw.minute
            return Parsed(minutes) if field.kind is Kind.DURATION else self._text(field, f"{raw:%H:%M}", currency)
        day = raw.date() if isinstance(raw, datetime) else raw
        if field.kind is Kind.DATE:
            return Parsed(day.isoformat())
        if field.kind is Kind.DATETIME and isinstance(raw, datetime):
            return Parsed(raw.isoformat(timespec="minutes"))
        return self._text(field, shown_raw(raw), currency)


def _asks(words: Message) -> bool:
    return any(isinstance(one, Message) and one.id not in QUIET for one in words.params.values())


def _scaled(number: int | Decimal, digits: int, largest: int) -> Parsed | None:
    scaled = Decimal(number).scaleb(digits)
    if scaled != scaled.to_integral_value() or abs(scaled) >= largest:
        return None
    return Parsed(int(scaled))


def plain(number: int | Decimal) -> str:
    """Return a number in plain digits, never with an exponent."""
    if isinstance(number, int):
        return str(number)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown_raw(raw: Raw) -> str:
    """Return a cell as text: what a person would have typed."""
    if raw is None:
        return ""
    if isinstance(raw, Unread):
        return raw.text
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, int | Decimal):
        return plain(raw)
    if isinstance(raw, datetime):
        midnight = raw.time() == time(0, 0)
        return raw.date().isoformat() if midnight else raw.isoformat(" ", timespec="minutes")
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, time):
        return f"{raw:%H:%M}"
    if isinstance(raw, timedelta):
        return str(raw)
    return raw
