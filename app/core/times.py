"""Times of the day as people type and print them: 24 hours in tables, 上午9時30分 or 9:30 am in text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from app.core.date_format import format_date
from app.core.date_parse import parse_date
from app.core.messages import N_, Message
from app.core.numerals import arabic
from app.core.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class ParsedTime:
    """What a typed time, time range or date with time was understood as.

    Args:
        value: ``09:00``, ``09:00/10:30`` or ``2025-04-15T14:30``; ``None`` where not understood.
        note: what was understood, or a question about it.
        problem: why there is no value; the text is kept as typed.
    """

    value: str | None = None
    note: Message | None = None
    problem: Message | None = None


NO_TIME = N_("This is not a time that can be read. Write it like 14:30.")
NO_RANGE = N_("Write the start and the end, like 09:00 – 10:30.")
NO_MOMENT = N_("Write the day and the time, like {example} 14:30.")

_HALVES = {
    "上午": 0, "早上": 0, "清晨": 0, "凌晨": 0, "中午": 12, "下午": 12, "傍晚": 12, "晚上": 12, "晚間": 12,
    "am": 0, "a.m.": 0, "a": 0, "pm": 12, "p.m.": 12, "p": 12,
}  # fmt: skip
_WORDS = "|".join(re.escape(one) for one in sorted(_HALVES, key=len, reverse=True))
_TIME = re.compile(
    rf"(?P<before>{_WORDS})?\s*(?P<hour>\d{{1,2}})"
    rf"(?:\s*[:.]\s*(?P<minute>\d{{2}})(?::\d{{2}})?|\s*[時点點]\s*(?:(?P<words>\d{{1,2}})分?|(?P<rest>半|整))?)?"
    rf"\s*(?P<after>{_WORDS})?",
    re.I | re.A,
)
_BARE = re.compile(r"(\d{1,2})(\d{2})", re.A)
_SEAM = re.compile(rf"[\sT日號)]\s*(?:{_WORDS}|[\d一二三四五六七八九十])", re.I | re.A)
_DASH = re.compile(r"\s*(?:[-–—−~〜～/]|至|到|\bto\b|\buntil\b)\s*", re.I)


def parse_time(text: str) -> ParsedTime:
    """Read a time of the day: 14:30, 1430, 下午2點半, 下午二時三十分, 6:30 pm, 6 pm."""
    clean = normalize("NFKC", text).strip()
    if not clean:
        return ParsedTime()
    minutes = _minutes(clean, "")
    if minutes is None:
        return ParsedTime(problem=NO_TIME)
    return ParsedTime(_hhmm(minutes), N_("Understood as {time}", time=_hhmm(minutes)))


def parse_time_range(text: str) -> ParsedTime:
    """Read a start and an end: 09:00 – 10:30, 上午9時至10時30分, 2-4 pm.

    Returns:
        ``09:00/10:30``; a start that is not before the end is kept and asked about, for it may cross
        midnight or be a slip.
    """
    clean = normalize("NFKC", text).strip()
    if not clean:
        return ParsedTime()
    parts = _DASH.split(clean)
    if len(parts) != 2 or not all(parts):
        return ParsedTime(problem=NO_RANGE)
    start, end = _ends(parts[0], parts[1])
    if start is None or end is None:
        return ParsedTime(problem=NO_TIME)
    params: dict[str, object] = {"start": _hhmm(start), "end": _hhmm(end)}
    value = f"{_hhmm(start)}/{_hhmm(end)}"
    if start == end:
        return ParsedTime(value, N_("Understood as {start} – {end}. Start and end are the same.", **params))
    if start > end:
        return ParsedTime(value, N_("Understood as {start} – {end}. Does it end on the next day?", **params))
    return ParsedTime(value, N_("Understood as {start} – {end}", **params))


def _ends(first: str, second: str) -> tuple[int | None, int | None]:
    """Return both ends in minutes; one may lend the other its half of the day, and hours may stand bare."""
    own, lent = _half(first, "before") or _half(first, "after"), _half(second, "after")
    theirs = _half(second, "before") or lent
    start = _minutes(first, own or lent, hours=True)
    end = _minutes(second, theirs or _half(first, "before"), hours=True)
    if start is None or end is None or start <= end:
        return start, end
    if lent and not own:
        # in "11-1 pm" only the end is in the afternoon
        early = _minutes(first, "am", hours=True)
        return (early if early is not None and early < end else start), end
    if own and not theirs and end + 12 * 60 > start and end < 12 * 60:
        return start, end + 12 * 60
    return start, end


def parse_datetime(text: str, *, calendar: str = "roc", us: bool = False, today: date | None = None) -> ParsedTime:
    """Read a day with a time, such as 114/4/15 14:30, 4/15/2025 6:30 pm or 114年4月15日下午2時.

    Args:
        text: as typed.
        calendar: see ``parse_date``.
        us: see ``parse_date``.
        today: see ``parse_date``.
    """
    clean = normalize("NFKC", text).strip()
    if not clean:
        return ParsedTime()
    if parse_date(clean, calendar=calendar, us=us, today=today).value is not None:
        return ParsedTime(problem=_no_moment(calendar, us))
    for cut in _cuts(clean):
        minutes = _minutes(clean[cut:].strip(" T,"), "")
        day = parse_date(clean[:cut].strip(" T,"), calendar=calendar, us=us, today=today)
        if minutes is None or minutes == 24 * 60 or day.value is None or not day.value.is_full:
            continue
        note = day.note or N_("Understood as {date}", date=day.value)
        moment = N_("{day}, {time}", day=note, time=_hhmm(minutes))
        return ParsedTime(f"{day.value.iso}T{_hhmm(minutes)}", moment)
    return ParsedTime(problem=_no_moment(calendar, us))


def _no_moment(calendar: str, us: bool) -> Message:
    example = "4/15/2025" if us else "114/4/15" if calendar == "roc" else "2025-04-15"
    return Message(NO_MOMENT.id, {"example": example})


def _cuts(text: str) -> list[int]:
    """Return the places where the time may begin, the earliest first."""
    return [place for place in range(1, len(text)) if _SEAM.match(text[place - 1 :])]


def _half(text: str, side: str) -> str:
    found = _TIME.fullmatch(arabic(text.strip()))
    return (found[side] or "") if found else ""


def _minutes(text: str, half: str, *, hours: bool = False) -> int | None:
    """Return minutes from midnight, or ``None``.

    Args:
        text: one time.
        half: the word for the half of the day that the other end of a range has, or "".
        hours: whether a bare number is an hour, as in 9-11.
    """
    clean = arabic(text.strip())
    bare = _BARE.fullmatch(clean)
    if bare:
        hour, minute, word = int(bare[1]), int(bare[2]), ""
    else:
        found = _TIME.fullmatch(clean)
        if found is None or (clean.isdecimal() and not half and not hours):
            return None
        hour = int(found["hour"])
        minute = 30 if found["rest"] == "半" else int(found["minute"] or found["words"] or 0)
        lent = half if hour < 12 or half.lower().startswith("p") else ""
        word = (found["before"] or found["after"] or lent).lower()
    if word:
        if hour > 12 and _HALVES[word] == 0:
            return None
        hour = _with_half(hour, word)
    return hour * 60 + minute if hour <= 24 and minute < 60 and hour * 60 + minute <= 24 * 60 else None


def _with_half(hour: int, word: str) -> int:
    if hour > 12:
        return hour
    if word == "中午":
        return hour if hour >= 10 else hour + 12
    return hour % 12 + _HALVES[word]


def _hhmm(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def format_time(value: str, style: str = "table", language: str = "zh_TW") -> str:
    """Return ``HH:MM`` as it is printed.

    Args:
        value: ``"09:30"``.
        style: ``table`` 09:30 in every language; ``text`` 上午9時30分 or 9:30 am.
        language: ``"zh_TW"``; anything else prints English.
    """
    if style == "table":
        return value
    hour, minute = (int(part) for part in value.split(":"))
    if language != "zh_TW":
        return f"{(hour - 1) % 12 + 1}:{minute:02d} {'pm' if 12 <= hour < 24 else 'am'}"
    half = "中午" if hour == 12 else "上午" if hour < 12 or hour == 24 else "下午"
    shown = hour if hour <= 12 else hour - 12
    return f"{half}{shown}時{f'{minute}分' if minute else ''}"


def format_time_range(value: str, style: str = "table", language: str = "zh_TW") -> str:
    """Return ``09:00/10:30`` as 09:00 – 10:30, 上午9時至上午10時30分 or 9:00 am – 10:30 am.

    Args:
        value: the stored form; a text of another form is returned as it is.
        style: see ``format_time``.
        language: see ``format_time``.
    """
    start, slash, end = value.partition("/")
    if not slash:
        return value
    joint = "至" if style == "text" and language == "zh_TW" else " – "
    return format_time(start, style, language) + joint + format_time(end, style, language)


def format_datetime(value: str, calendar: str, style: str = "normal", language: str = "zh_TW") -> str:
    """Return ``2025-04-15T14:30`` as a day and a time: 114年4月15日 14:30.

    Args:
        value: the stored form.
        calendar: see ``format_date``.
        style: style of the day, see ``format_date``.
        language: see ``format_date``.
    """
    day, _, time = value.partition("T")
    return f"{format_date(PartialDate.from_iso(day), calendar, style, language)} {time[:5]}".strip()
