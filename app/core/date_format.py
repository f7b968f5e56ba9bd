"""Dates in print: every form of records_and_reports.md 6.1, and their English twins."""

from __future__ import annotations

from app.core.headings import capital_outline
from app.core.numerals import capital_number
from app.core.partial_date import PartialDate

WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
STYLES = ("normal", "formal", "dotted", "slashed", "compact", "weekday", "capital")


def format_date(value: PartialDate, calendar: str, style: str = "normal", language: str = "zh_TW") -> str:
    """Return *value* as it is printed; a month or year prints what is known.

    Args:
        value: any precision.
        calendar: ``"roc"`` or ``"gregorian"``.
        style: ``normal`` 114年4月15日, ``formal`` 中華民國114年4月15日, ``dotted`` 114.4.15, ``slashed``
            114/04/15 (year of three digits, so that it reads back), ``compact`` 1140415, ``weekday``
            114年4月15日(星期二), ``capital`` 中華民國壹佰壹拾肆年肆月拾伍日. In English: April 15, 2025 and
            Tuesday, April 15, 2025, with (ROC 114) behind in the ROC calendar; the forms made of
            digits are the same, but 04/15/2025.
        language: ``"zh_TW"``; anything else prints English.

    Raises:
        ValueError: no such style or calendar.
    """
    if style not in STYLES or calendar not in ("roc", "gregorian"):
        raise ValueError(f"no date style {style!r} in calendar {calendar!r}")
    roc = calendar == "roc"
    if style in ("dotted", "slashed", "compact"):
        return _digits(value, roc and value.roc_year > 0, style, language)
    return _chinese(value, roc, style) if language == "zh_TW" else _english(value, roc, style)


def _digits(value: PartialDate, roc: bool, style: str, language: str) -> str:
    year = value.roc_year if roc else value.year
    month_day = [part for part in (value.month, value.day) if part is not None]
    if style == "dotted":
        return ".".join(str(part) for part in (year, *month_day))
    width = 3 if roc else 4
    parts = [f"{year:0{width}d}", *(f"{part:02d}" for part in month_day)]
    if style == "compact":
        return "".join(parts)
    return "/".join(parts if roc or language == "zh_TW" else [*parts[1:], parts[0]])


def _chinese(value: PartialDate, roc: bool, style: str) -> str:
    capital = style == "capital"
    number = capital_number if capital else str
    small = capital_outline if capital else str
    if roc:
        year = f"{number(value.roc_year)}年" if value.roc_year > 0 else f"前{number(1 - value.roc_year)}年"
        era = {"formal": "中華民國", "capital": "中華民國"}.get(style, "民國" if value.roc_year <= 0 else "")
    else:
        year, era = f"{number(value.year)}年", "西元" if style in ("formal", "capital") else ""
    text = era + year
    text += f"{small(value.month)}月" if value.month else ""
    text += f"{small(value.day)}日" if value.day else ""
    return f"{text}(星期{WEEKDAYS_ZH[value.first().weekday()]})" if style == "weekday" and value.day else text


def _english(value: PartialDate, roc: bool, style: str) -> str:
    text = str(value.year)
    if value.month:
        month = MONTHS_EN[value.month - 1]
        text = f"{month} {value.day}, {text}" if value.day else f"{month} {text}"
    if style == "weekday" and value.day:
        text = f"{WEEKDAYS_EN[value.first().weekday()]}, {text}"
    return f"{text} (ROC {value.roc_year})" if roc and value.roc_year > 0 else text
