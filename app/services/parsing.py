"""Typed text to values, one reader per kind of field, with what was understood in words.

Nothing is guessed in silence and nothing is refused: what cannot be read gives a problem, and the text
is kept as typed (:meth:`app.services.records.RecordService.set_pending`). Bounds and checks of codes
are findings, not parsing. Thread: any.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from unicodedata import normalize

from app.core import dates, money
from app.core.fields import Field, FromPack, Kind, Option
from app.core.messages import N_, NP_, LocalText, Message
from app.core.numerals import parse_chinese_number
from app.core.richtext import plain
from app.core.text import fold
from app.services.formatting import format_value

__all__ = ["Parsed", "Reading", "choices", "format_value", "parse_value", "split_number"]

NOT_WHOLE = N_("Write a whole number, such as 30.")
NOT_NUMBER = N_("Write a number, such as 2.5.")
NOT_DURATION = N_("Write how long it takes, such as 1:30 or 90 minutes.")
NOT_PLACE = N_("Write latitude and longitude, such as 24.15, 120.68.")
NOT_YES_NO = N_("Answer with yes, no or not known.")
NOT_LISTED = N_("“{text}” is not in the list. Choose one of its entries.")
CHOOSE = N_("Choose from the list.")
LARGEST = 10**15
"""Larger numbers are a slip of the keyboard."""

YES_WORDS = frozenset({"yes", "y", "true", "1", "是", "有", "○", "v", "✓"})
NO_WORDS = frozenset({"no", "n", "false", "0", "否", "沒有", "無", "×", "x"})
UNKNOWN_WORDS = frozenset({"unknown", "not known", "?", "不知道", "不清楚", "未知"})
_NUMBER = re.compile(r"([-+−]?)([\d,]*\.?\d+|\d[\d,]*\.?)\s*([^\d.,]{0,12})")
_HOURS = re.compile(r"(?:(\d+)\s*(?:小時|時|hours?|hrs?|h))?\s*(?:(\d+)\s*(?:分鐘|分|minutes?|mins?|min|m))?", re.I)
_SPLIT = re.compile(r"[、,;/\n]+")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a typed text was understood as.

    Args:
        value: in the form of ``app.core.fields``; the empty value of the kind where nothing is meant.
        words: what was understood, to be shown beside the field.
        problem: why it was not understood; the text is then kept as typed.
    """

    value: object = None
    words: Message | None = None
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How texts are to be understood.

    Args:
        calendar: ``roc`` or ``gregorian``.
        us: whether 4/5 is April 5.
        currency: ISO 4217 code for amounts.
        language: of a localized text that is typed into one field.
        options: choices, where they are the programme's (``FromPack``).
        wordings: returns every wording of a label, so that choices can be typed in each language.
    """

    calendar: str = "gregorian"
    us: bool = False
    currency: str = "TWD"
    language: str = "zh_TW"
    options: tuple[Option, ...] = ()
    wordings: Callable[[Message | LocalText], tuple[str, ...]] | None = None


def parse_value(field: Field, text: str, reading: Reading | None = None, **settings: object) -> Parsed:
    """Return what *text* means in *field*.

    Args:
        field: declaration of the field.
        text: as typed, in full or half width.
        reading: how to understand it; the default is Gregorian dates and TWD.
        settings: single settings of :class:`Reading` instead, such as ``calendar="roc"``.
    """
    how = reading or Reading(**settings)  # type: ignore[arg-type]
    if field.kind in (Kind.LONG_TEXT, Kind.RICH_TEXT, Kind.LOCALIZED, Kind.TEXT):
        return _READERS[field.kind](field, text, how)
    clean = normalize("NFKC", text).strip()
    if not clean:
        return Parsed(() if field.kind in (Kind.SET, Kind.REFERENCES, Kind.PHOTOS) else None)
    return _READERS[field.kind](field, clean, how)


def split_number(text: str) -> tuple[Decimal, str] | None:
    """Return the number that *text* starts with and the unit behind it; ``None`` where there is none.

    Full-width digits, thousands separators and Chinese numerals are read.
    """
    clean = normalize("NFKC", text).strip()
    found = _NUMBER.fullmatch(clean)
    if found:
        digits = found[2].replace(",", "")
        try:
            return Decimal(("-" if found[1] in "-−" and found[1] else "") + digits), found[3].strip()
        except InvalidOperation:
            return None
    chinese = re.match(r"[〇零一二三四五六七八九十百千萬億兩]+", clean)
    value = parse_chinese_number(chinese.group()) if chinese else None
    return None if value is None or chinese is None else (Decimal(value), clean[chinese.end() :].strip())


def _text(field: Field, text: str, how: Reading) -> Parsed:
    return Parsed(" ".join(text.split()) or None)


def _long_text(field: Field, text: str, how: Reading) -> Parsed:
    return Parsed(text.replace("\r\n", "\n").strip() or None)


def _code(field: Field, text: str, how: Reading) -> Parsed:
    return Parsed(text)


def _rich_text(field: Field, text: str, how: Reading) -> Parsed:
    return Parsed(plain(text.replace("\r\n", "\n")))


def _localized(field: Field, text: str, how: Reading) -> Parsed:
    clean = text.strip()
    return Parsed({how.language: clean} if clean else {})


def _tristate(field: Field, text: str, how: Reading) -> Parsed:
    word = text.casefold()
    if word in YES_WORDS:
        return Parsed(True)
    if word in NO_WORDS:
        return Parsed(False)
    return Parsed(None) if word in UNKNOWN_WORDS else Parsed(problem=NOT_YES_NO)


def _integer(field: Field, text: str, how: Reading) -> Parsed:
    found = split_number(text)
    if found is None or found[0] != found[0].to_integral_value() or abs(found[0]) > LARGEST or len(found[1]) > 6:
        return Parsed(problem=NOT_WHOLE)
    value = int(found[0])
    return Parsed(value, None if text == str(value) else N_("Understood as {number}", number=value))


def _decimal(field: Field, text: str, how: Reading) -> Parsed:
    found = split_number(text)
    if found is None or abs(found[0]) > LARGEST or len(found[1]) > 6:
        return Parsed(problem=NOT_NUMBER)
    scaled = found[0].scaleb(field.scale)
    if scaled != scaled.to_integral_value():
        return Parsed(
            problem=NP_(
                "Write at most {n} digit after the point.", "Write at most {n} digits after the point.", field.scale
            )
        )
    return Parsed(int(scaled))


def _money(field: Field, text: str, how: Reading) -> Parsed:
    parsed = money.parse_money(text, how.currency)
    return Parsed(parsed.minor, parsed.note, parsed.problem)


def _date(field: Field, text: str, how: Reading) -> Parsed:
    parsed = dates.parse_date(text, calendar=how.calendar, us=how.us)
    return Parsed(parsed.value.iso if parsed.value else None, parsed.note, parsed.problem)


def _datetime(field: Field, text: str, how: Reading) -> Parsed:
    parsed = dates.parse_datetime(text, calendar=how.calendar, us=how.us)
    return Parsed(parsed.value, parsed.note, parsed.problem)


def _time_range(field: Field, text: str, how: Reading) -> Parsed:
    parsed = dates.parse_time_range(text)
    return Parsed(parsed.value, parsed.note, parsed.problem)


def _duration(field: Field, text: str, how: Reading) -> Parsed:
    clock = re.fullmatch(r"(\d{1,3}):([0-5]\d)", text)
    if clock:
        minutes = int(clock[1]) * 60 + int(clock[2])
    elif text.isdecimal() and len(text) <= 5:
        minutes = int(text)
    else:
        found = _HOURS.fullmatch(text)
        if found is None or not any(found.groups()):
            return Parsed(problem=NOT_DURATION)
        minutes = int(found[1] or 0) * 60 + int(found[2] or 0)
    return Parsed(minutes, NP_("Understood as {n} minute", "Understood as {n} minutes", minutes))


def _coordinates(field: Field, text: str, how: Reading) -> Parsed:
    parts = re.findall(r"[-+−]?\d+(?:\.\d+)?", text)
    if len(parts) != 2:
        return Parsed(problem=NOT_PLACE)
    first, second = (Decimal(part.replace("−", "-")) for part in parts)
    words = None
    if abs(first) > 90 >= abs(second):
        first, second = second, first
        words = N_("Latitude and longitude were swapped and put right.")
    if abs(first) > 90 or abs(second) > 180:
        return Parsed(problem=NOT_PLACE)
    return Parsed(f"{int((first * 10**7).to_integral_value())},{int((second * 10**7).to_integral_value())}", words)


def choices(field: Field, how: Reading) -> tuple[Option, ...]:
    """Return the choices of an enumeration or set, the programme's where it provides them."""
    return how.options if isinstance(field.options, FromPack) else field.options


def _key_of(field: Field, word: str, how: Reading) -> str | None:
    folded = fold(word)
    for option in choices(field, how):
        label = option.label
        own = (label.id,) if isinstance(label, Message) else tuple(label.values.values())
        wordings = how.wordings(label) if how.wordings else ()
        if folded in {fold(one) for one in (option.key, *own, *wordings)}:
            return option.key
    return None


def _enum(field: Field, text: str, how: Reading) -> Parsed:
    key = _key_of(field, text, how)
    return Parsed(key) if key is not None else Parsed(problem=Message(NOT_LISTED.id, {"text": text}))


def _set(field: Field, text: str, how: Reading) -> Parsed:
    whole = _key_of(field, text, how)  # a choice may hold a comma itself
    if whole is not None:
        return Parsed((whole,))
    keys = []
    for word in (part.strip() for part in _SPLIT.split(text)):
        key = _key_of(field, word, how) if word else ""
        if key is None:
            return Parsed(problem=Message(NOT_LISTED.id, {"text": word}))
        keys += [key] if key else []
    return Parsed(tuple(sorted(set(keys))))


def _not_typed(field: Field, text: str, how: Reading) -> Parsed:
    return Parsed(problem=CHOOSE)


_READERS: Mapping[Kind, Callable[[Field, str, Reading], Parsed]] = MappingProxyType(
    {
        Kind.TEXT: _text,
        Kind.LONG_TEXT: _long_text,
        Kind.RICH_TEXT: _rich_text,
        Kind.LOCALIZED: _localized,
        Kind.CODE: _code,
        Kind.TRISTATE: _tristate,
        Kind.INTEGER: _integer,
        Kind.DECIMAL: _decimal,
        Kind.MONEY: _money,
        Kind.DATE: _date,
        Kind.DATETIME: _datetime,
        Kind.TIME_RANGE: _time_range,
        Kind.DURATION: _duration,
        Kind.COORDINATES: _coordinates,
        Kind.ENUM: _enum,
        Kind.SET: _set,
        Kind.REFERENCE: _not_typed,
        Kind.REFERENCES: _not_typed,
        Kind.FILE: _not_typed,
        Kind.PHOTOS: _not_typed,
        Kind.ROWS: _not_typed,
        Kind.COMPUTED: _not_typed,
    }
)
