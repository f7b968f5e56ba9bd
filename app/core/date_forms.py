"""The readings of a typed date: Chinese, separated, compact and English forms.

The rules are told in ``app.core.date_parse``, which is what other rooms use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.core.date_format import MONTHS_EN
from app.core.messages import N_, Message
from app.core.numerals import arabic
from app.core.partial_date import ROC_OFFSET, PartialDate

UNREADABLE = N_("This is not a date that can be read. Write it like {example}.")
NO_SUCH_DAY = N_("There is no such day in the calendar.")
YEAR_ZERO = N_("There is no year 0.")
AMBIGUOUS = N_("This could be two different dates. Write it like {example}.")
NO_YEAR = N_("The year is missing.")
NO_SHORT_YEAR = N_("Write the year with four digits.")
EARLIEST = 1600
"""Four digits below it are a slip, not a year."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading: a date or a message id of a problem, and what to ask about it."""

    value: PartialDate | None = None
    problem: Message | None = None
    ask: bool = False
    """Whether the year was completed, so that the person should look twice."""
    part: str = ""
    """初, 上旬, 中旬, 下旬 or 底, where the text said so."""


@dataclass(frozen=True, slots=True)
class How:
    """What decides between readings."""

    calendar: str
    us: bool
    today: date | None


def read_date(text: str, how: How) -> Reading | None:
    """Return the first reading that fits, ``None`` where none does.

    Args:
        text: half-width, stripped, without a weekday.
        how: what decides between readings.
    """
    for reader in (_english, _chinese, _separated, _compact):
        read = reader(text, how)
        if read is not None:
            return read
    return None


def _made(
    year: int, month: str | int | None = None, day: str | None = None, *, ask: bool = False, part: str = ""
) -> Reading:
    """Return the reading of a Gregorian year with its month and day, or its problem."""
    if year <= 0:
        return Reading(problem=YEAR_ZERO)
    try:
        value = PartialDate(year, int(month) if month else None, int(day) if day else None)
    except ValueError:
        return Reading(problem=NO_SUCH_DAY)
    return Reading(value, ask=ask, part=part)


def _year(digits: str, how: How, era: str = "") -> tuple[int, bool] | Message:
    """Return the Gregorian year and whether to ask, or the problem.

    Args:
        digits: the year as typed; leading zeros count as digits (094 is ROC 94).
        how: decides about two digits.
        era: ``"roc"``, ``"before"``, ``"ad"`` or "" where none was typed.
    """
    number = int(digits)
    if number == 0:
        return YEAR_ZERO
    if era == "ad" or (len(digits) == 4 and not era):
        return (number, False) if number >= EARLIEST or era else UNREADABLE
    if era == "before":
        return (ROC_OFFSET + 1 - number, False) if number <= ROC_OFFSET else UNREADABLE
    if era == "roc" or len(digits) == 3:
        return number + ROC_OFFSET, False
    return _short_year(number, how)


def _short_year(number: int, how: How) -> tuple[int, bool] | Message:
    if how.us:
        latest = (how.today.year if how.today else 2049) + 20
        year = 2000 + number
        return (year if year <= latest else year - 100), how.today is None
    if how.calendar == "gregorian":
        return NO_SHORT_YEAR
    return number + ROC_OFFSET, True


_ERAS = {
    "中華民國前": "before", "民國前": "before", "民前": "before", "中華民國": "roc", "民國": "roc",
    "西元": "ad", "公元": "ad", "r.o.c.": "roc", "roc": "roc", "a.d.": "ad", "ad": "ad",
}  # fmt: skip


def _take_era(text: str) -> tuple[str, str]:
    for word, era in _ERAS.items():
        if text.lower().startswith(word):
            return text[len(word) :].strip(), era
    return text, ""


_CHINESE = re.compile(
    r"(?:(\d{1,4})年(?:度|([底初]))?)?(?:(\d{1,2})月份?(?:(\d{1,2})[日號号]?|([初底末]|[上中下]旬))?)?", re.ASCII
)


def _chinese(text: str, how: How) -> Reading | None:
    """Read 民國114年4月15日, 一一四年四月十五日, 114年, 4月15日, 114年2月底."""
    body, era = _take_era(re.sub(r"\s+", "", text))
    found = _CHINESE.fullmatch(arabic(body))
    if not body or found is None:
        return None
    year, of_year, month, day, of_month = found.groups()
    part = of_month or of_year or ""
    if not year:
        if how.today is None:
            return Reading(problem=NO_YEAR)
        return _made(how.today.year, month, day, ask=True, part=part)
    got = _year(year, how, era)
    return Reading(problem=got) if isinstance(got, Message) else _made(got[0], month, day, ask=got[1], part=part)


_SPACED = re.compile(r"\d{1,4} \d{1,2} \d{1,4}", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})[-./](\d{4})", re.ASCII)
_SEPARATED = re.compile(r"(\d{1,4})\s?([-./])\s?(\d{1,2})(?:\s?\2\s?(\d{1,4}))?\.?", re.ASCII)


def _separated(text: str, how: How) -> Reading | None:
    """Read what has -, . or / between its numbers."""
    body, era = _take_era(arabic(text).replace("–", "-").replace("−", "-").replace("—", "-"))
    body = body.replace(" ", "-") if _SPACED.fullmatch(body) else body
    if month := _MONTH_YEAR.fullmatch(body):
        return _month_day(_year(month[2], how), month[1], None)
    found = _SEPARATED.fullmatch(body)
    if found is None:
        return None
    first, _, second, third = found.groups()
    if third is None:
        return _two_numbers(first, second, how, era)
    if len(third) > 2:
        return _year_last(first, second, third, how) if not era and len(first) < 3 else None
    if how.us and not era and len(first) < 3:
        return _month_day(_year(third, how), first, second)
    if not era and len(first) < 3 and how.calendar == "roc" and int(first) and (len(first) == 1 or int(second) > 12):
        # 5/4/25 and 4/15/25 may be a ROC year in front or a Gregorian one behind
        return Reading(problem=AMBIGUOUS)
    got = _year(first, how, era)
    return Reading(problem=got) if isinstance(got, Message) else _made(got[0], second, third, ask=got[1])


def _month_day(year: tuple[int, bool] | Message, month: str, day: str | None) -> Reading:
    return Reading(problem=year) if isinstance(year, Message) else _made(year[0], month, day, ask=year[1])


def _two_numbers(first: str, second: str, how: How, era: str) -> Reading:
    """Read 114/4 and 2025-04 as months, 4/15 as a day of this year, 94/5 as a month of a short year."""
    if era or len(first) >= 3 or (int(first) > 12 and not how.us):
        got = _year(first, how, era)
        return Reading(problem=got) if isinstance(got, Message) else _made(got[0], second, ask=got[1])
    if int(first) == 0:
        return Reading(problem=YEAR_ZERO)
    if not how.us and how.calendar == "gregorian" and int(second) <= 12 and first != second:
        return Reading(problem=AMBIGUOUS)
    if how.today is None:
        return Reading(problem=NO_YEAR)
    return _made(how.today.year, first, second, ask=not how.us)


def _year_last(first: str, second: str, third: str, how: How) -> Reading:
    """Read 4/15/2025 and 15/4/2025; in doubt only an American programme knows that 4/5 is April 5."""
    got = _year(third, how)
    if isinstance(got, Message):
        return Reading(problem=got)
    if how.us or int(second) > 12 or first == second:
        return _made(got[0], first, second)
    return _made(got[0], second, first) if int(first) > 12 else Reading(problem=AMBIGUOUS)


def _compact(text: str, how: How) -> Reading | None:
    """Read digits alone: 1140415, 20250415, 940526, 11404, 202504, 114, 2025."""
    body, era = _take_era(arabic(text))
    if not re.fullmatch(r"\d{1,8}", body, re.ASCII):
        return None
    cuts: dict[int, Iterable[tuple[int, int, int]]] = {
        8: ((4, 6, 8),), 7: ((3, 5, 7),), 6: ((4, 6, 6), (2, 4, 6)), 5: ((3, 5, 5),), 4: ((4, 4, 4),), 3: ((3, 3, 3),),
        2: ((2, 2, 2),), 1: ((1, 1, 1),),
    }  # fmt: skip
    reads = [_cut(body, cut, how, era) for cut in cuts[len(body)]]
    good = [read for read in reads if read.value is not None]
    if len(good) > 1:
        return Reading(problem=AMBIGUOUS)
    return good[0] if good else reads[-1]


def _cut(body: str, cut: tuple[int, int, int], how: How, era: str) -> Reading:
    year, month, day = body[: cut[0]], body[cut[0] : cut[1]], body[cut[1] : cut[2]]
    if month == "00" or day == "00":
        return Reading(problem=NO_SUCH_DAY)
    if not era and (len(body) == 1 or (how.us and len(year) < 3)):
        return Reading(problem=UNREADABLE)
    got = _year(year, how, era)
    return Reading(problem=got) if isinstance(got, Message) else _made(got[0], month, day, ask=got[1])


_MONTH = rf"({'|'.join(month[:3] for month in MONTHS_EN)})[a-z]*\.?"
_ENGLISH: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str, str | None, str | None]]], ...] = (
    (re.compile(rf"{_MONTH}[\s,]*(\d{{4}})", re.I | re.A), lambda found: (found[1], None, found[2])),
    (
        re.compile(rf"{_MONTH}\s*(\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,?\s*(\d{{2}}|\d{{4}}))?", re.I | re.A),
        lambda found: (found[1], found[2], found[3]),
    ),
    (
        re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]*{_MONTH}(?:[\s,-]*(\d{{2}}|\d{{4}}))?", re.I | re.A),
        lambda found: (found[2], found[1], found[3]),
    ),
)


def _english(text: str, how: How) -> Reading | None:
    """Read Apr 15 2025, April 15, 2025, 15 April 2025, April 2025, Apr 15; (ROC 114) behind is left out."""
    text = re.sub(r"\s*\(ROC \d{1,3}\)$", "", text)
    for pattern, parts in _ENGLISH:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        name, day, year = parts(found)
        month = [one[:3].lower() for one in MONTHS_EN].index(name.lower()) + 1
        if year is None:
            return _made(how.today.year, month, day, ask=not how.us) if how.today else Reading(problem=NO_YEAR)
        got = _year(year, replace(how, us=True))
        return Reading(problem=got) if isinstance(got, Message) else _made(got[0], month, day)
    return None
