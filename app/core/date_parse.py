"""Dates as people type them: ROC, Gregorian and American forms, Chinese and full-width digits.

Rules (records_and_reports.md 6.1): a year of three digits is ROC, of four Gregorian, of two ROC with a
question (in an American programme 4/15/25 is 2025); year 0 is refused; 1900 to 1911 is asked about.
Nothing is guessed in silence: every value comes with what was understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from unicodedata import normalize

from app.core.date_format import MONTHS_EN, WEEKDAYS_EN, WEEKDAYS_ZH
from app.core.messages import N_, Message
from app.core.numerals import arabic
from app.core.partial_date import ROC_OFFSET, PartialDate


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """What a typed date was understood as.

    Args:
        value: the date, ``None`` where the text is empty or not understood.
        note: what was understood, or a question about it, to be shown beside the field.
        problem: why there is no value; the text is kept as typed.
    """

    value: PartialDate | None = None
    note: Message | None = None
    problem: Message | None = None


UNREADABLE = N_("This is not a date that can be read. Write it like {example}.")
NO_SUCH_DAY = N_("There is no such day in the calendar.")
YEAR_ZERO = N_("There is no year 0.")
AMBIGUOUS = N_("This could be two different dates. Write it like {example}.")
NO_YEAR = N_("The year is missing.")
NO_SHORT_YEAR = N_("Write the year with four digits.")
EARLIEST = 1600
"""Four digits below it are a slip, not a year."""


@dataclass(frozen=True, slots=True)
class _Read:
    """One reading: a date or a message id of a problem, and what to ask about it."""

    value: PartialDate | None = None
    problem: Message | None = None
    ask: bool = False
    """Whether the year was completed, so that the person should look twice."""
    part: str = ""
    """初, 上旬, 中旬, 下旬 or 底, where the text said so."""


@dataclass(frozen=True, slots=True)
class _How:
    """What decides between readings."""

    calendar: str
    us: bool
    today: date | None


def parse_date(text: str, *, calendar: str = "roc", us: bool = False, today: date | None = None) -> ParsedDate:
    """Read a date as people type it.

    Args:
        text: as typed; blank gives neither value nor problem.
        calendar: the programme's, ``"roc"`` or ``"gregorian"``; it only decides what is doubtful.
        us: whether month comes before day, as in 4/15/2025.
        today: completes dates without a year (4/5, 4月中旬) and two-digit American years.

    Returns:
        The date with its precision and what was understood, or the problem.
    """
    how = _How(calendar, us, today)
    clean = normalize("NFKC", text).strip()
    if not clean:
        return ParsedDate()
    clean, weekday = _take_weekday(clean)
    read = _read(clean, how)
    if read is None:
        return ParsedDate(problem=_with_example(UNREADABLE, how))
    if read.value is None:
        return ParsedDate(problem=_with_example(read.problem or UNREADABLE, how))
    return ParsedDate(read.value, _note(read, read.value, weekday))


def _with_example(problem: Message, how: _How) -> Message:
    """Return *problem* with an example in the form that the person would use."""
    if "{example}" not in problem.id:
        return problem
    example = "4/15/2025" if how.us else "114年4月15日" if how.calendar == "roc" else "2025-04-15"
    return replace(problem, params={"example": example})


def _note(read: _Read, value: PartialDate, weekday: int | None) -> Message:
    if weekday is not None and value.is_full and value.first().weekday() != weekday:
        return N_("Understood as {date}. The weekday that was typed does not match.", date=value)
    if 1900 <= value.year <= ROC_OFFSET:
        return N_("Understood as {date}. Is a year before the Republic meant?", date=value)
    if read.part:
        return N_("Understood as {date}. The words “{part}” are not kept.", date=value, part=read.part)
    if read.ask:
        return N_("Understood as {date}, in full {iso}. Is that the year you mean?", date=value, iso=value.iso)
    return N_("Understood as {date}", date=value)


_WEEKDAY_ZH = re.compile(rf"\s*[(（]?\s*(?:星期|週|周|禮拜)?([{WEEKDAYS_ZH}天])\s*[)）]?$")
_WEEKDAY_EN = re.compile(rf"(?:^|\s|,|\()\(?({'|'.join(day[:3] for day in WEEKDAYS_EN)})[a-z]*\.?\)?(?:,|\s|$)", re.I)


def _take_weekday(text: str) -> tuple[str, int | None]:
    """Return the text without a weekday, and the weekday, 0 for Monday."""
    found = _WEEKDAY_ZH.search(text)
    if found and re.search(r"[星期週周禮拜(（]", found.group()):
        return text[: found.start()].strip(), 6 if found[1] == "天" else WEEKDAYS_ZH.index(found[1])
    found = _WEEKDAY_EN.search(text)
    if found and re.search(r"\d", text):
        names = [day[:3].lower() for day in WEEKDAYS_EN]
        return (text[: found.start()] + " " + text[found.end() :]).strip(" ,"), names.index(found[1].lower())
    return text, None


def _read(text: str, how: _How) -> _Read | None:
    for reader in (_english, _chinese, _separated, _compact):
        read = reader(text, how)
        if read is not None:
            return read
    return None


def _made(
    year: int, month: str | int | None = None, day: str | None = None, *, ask: bool = False, part: str = ""
) -> _Read:
    """Return the reading of a Gregorian year with its month and day, or its problem."""
    if year <= 0:
        return _Read(problem=YEAR_ZERO)
    try:
        value = PartialDate(year, int(month) if month else None, int(day) if day else None)
    except ValueError:
        return _Read(problem=NO_SUCH_DAY)
    return _Read(value, ask=ask, part=part)


def _year(digits: str, how: _How, era: str = "") -> tuple[int, bool] | Message:
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


def _short_year(number: int, how: _How) -> tuple[int, bool] | Message:
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


def _chinese(text: str, how: _How) -> _Read | None:
    """Read 民國114年4月15日, 一一四年四月十五日, 114年, 4月15日, 114年2月底."""
    body, era = _take_era(re.sub(r"\s+", "", text))
    found = _CHINESE.fullmatch(arabic(body))
    if not body or found is None:
        return None
    year, of_year, month, day, of_month = found.groups()
    part = of_month or of_year or ""
    if not year:
        if how.today is None:
            return _Read(problem=NO_YEAR)
        return _made(how.today.year, month, day, ask=True, part=part)
    got = _year(year, how, era)
    return _Read(problem=got) if isinstance(got, Message) else _made(got[0], month, day, ask=got[1], part=part)


_MONTH_YEAR = re.compile(r"(\d{1,2})[-./](\d{4})", re.ASCII)
_SEPARATED = re.compile(r"(\d{1,4})\s?([-./])\s?(\d{1,2})(?:\s?\2\s?(\d{1,4}))?\.?", re.ASCII)


def _separated(text: str, how: _How) -> _Read | None:
    """Read what has -, . or / between its numbers."""
    body, era = _take_era(arabic(text).replace("–", "-").replace("−", "-").replace("—", "-"))
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
    got = _year(first, how, era)
    return _Read(problem=got) if isinstance(got, Message) else _made(got[0], second, third, ask=got[1])


def _month_day(year: tuple[int, bool] | Message, month: str, day: str | None) -> _Read:
    return _Read(problem=year) if isinstance(year, Message) else _made(year[0], month, day, ask=year[1])


def _two_numbers(first: str, second: str, how: _How, era: str) -> _Read:
    """Read 114/4 and 2025-04 as months, 4/15 as a day of this year, 94/5 as a month of a short year."""
    if era or len(first) >= 3 or (int(first) > 12 and not how.us):
        got = _year(first, how, era)
        return _Read(problem=got) if isinstance(got, Message) else _made(got[0], second, ask=got[1])
    if int(first) == 0:
        return _Read(problem=YEAR_ZERO)
    if not how.us and how.calendar == "gregorian" and int(second) <= 12 and first != second:
        return _Read(problem=AMBIGUOUS)
    if how.today is None:
        return _Read(problem=NO_YEAR)
    return _made(how.today.year, first, second, ask=not how.us)


def _year_last(first: str, second: str, third: str, how: _How) -> _Read:
    """Read 4/15/2025 and 15/4/2025; in doubt only an American programme knows that 4/5 is April 5."""
    got = _year(third, how)
    if isinstance(got, Message):
        return _Read(problem=got)
    if how.us or int(second) > 12 or first == second:
        return _made(got[0], first, second)
    return _made(got[0], second, first) if int(first) > 12 else _Read(problem=AMBIGUOUS)


def _compact(text: str, how: _How) -> _Read | None:
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
        return _Read(problem=AMBIGUOUS)
    return good[0] if good else reads[-1]


def _cut(body: str, cut: tuple[int, int, int], how: _How, era: str) -> _Read:
    year, month, day = body[: cut[0]], body[cut[0] : cut[1]], body[cut[1] : cut[2]]
    if month == "00" or day == "00":
        return _Read(problem=NO_SUCH_DAY)
    if how.us and len(year) < 3 and not era:
        return _Read(problem=UNREADABLE)
    got = _year(year, how, era)
    return _Read(problem=got) if isinstance(got, Message) else _made(got[0], month, day, ask=got[1])


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


def _english(text: str, how: _How) -> _Read | None:
    """Read Apr 15 2025, April 15, 2025, 15 April 2025, April 2025, Apr 15; (ROC 114) behind is left out."""
    text = re.sub(r"\s*\(ROC \d{1,3}\)$", "", text)
    for pattern, parts in _ENGLISH:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        name, day, year = parts(found)
        month = [one[:3].lower() for one in MONTHS_EN].index(name.lower()) + 1
        if year is None:
            return _made(how.today.year, month, day, ask=not how.us) if how.today else _Read(problem=NO_YEAR)
        got = _year(year, replace(how, us=True))
        return _Read(problem=got) if isinstance(got, Message) else _made(got[0], month, day)
    return None
