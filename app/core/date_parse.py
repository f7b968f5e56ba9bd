"""Dates as people type them: ROC, Gregorian and American forms, Chinese and full-width digits.

Rules (records_and_reports.md 6.1): a year of three digits is ROC, of four Gregorian, of two ROC with a
question (in an American programme 4/15/25 is 2025); year 0 is refused; 1900 to 1911 is asked about.
Nothing is guessed in silence: every value comes with what was understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from unicodedata import normalize

from app.core.date_format import WEEKDAYS_EN, WEEKDAYS_ZH
from app.core.date_forms import UNREADABLE, How, Reading, read_date
from app.core.messages import N_, Message
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
    how = How(calendar, us, today)
    clean = normalize("NFKC", text).strip()
    if not clean:
        return ParsedDate()
    clean, weekday = _take_weekday(clean)
    read = read_date(clean, how)
    if read is None:
        return ParsedDate(problem=_with_example(UNREADABLE, how))
    if read.value is None:
        return ParsedDate(problem=_with_example(read.problem or UNREADABLE, how))
    return ParsedDate(read.value, _note(read, read.value, weekday, how))


def _with_example(problem: Message, how: How) -> Message:
    """Return *problem* with an example in the form that the person would use."""
    if "{example}" not in problem.id:
        return problem
    example = "4/15/2025" if how.us else "114年4月15日" if how.calendar == "roc" else "2025-04-15"
    return replace(problem, params={"example": example})


def _note(read: Reading, value: PartialDate, weekday: int | None, how: How) -> Message:
    if weekday is not None and value.is_full and value.first().weekday() != weekday:
        return N_("Understood as {date}. The weekday that was typed does not match.", date=value)
    if 1900 <= value.year <= ROC_OFFSET:
        if how.calendar == "roc":
            return N_("Understood as {date}. Is a year before the Republic meant?", date=value)
        return N_("Understood as {date}. Is that the year you mean?", date=value)
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
