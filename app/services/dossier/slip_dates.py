"""Times and days in the text: ends before the beginning, other days in captions, wrong weekdays. Pure; any thread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.core.messages import N_
from app.core.richtext import text_of
from app.exports.spec import Photos
from app.services.dossier.finding import PHOTO, Spot
from app.services.dossier.slip import Book, Day, Place, Rule, Slip, around, slip

if TYPE_CHECKING:
    from app.services.dossier.press import Gathered

RANGE = re.compile(r"(?<![\d:])(\d{1,2})[:：](\d{2})\s*[–—~〜～\-－至到]\s*(\d{1,2})[:：](\d{2})(?![\d:])")
WEEKDAYS = "一二三四五六日"
ZH_DAY = re.compile(
    r"(?:(?<!\d)(?P<y>\d{2,4})\s*年\s*)?(?<!\d)(?P<m>\d{1,2})\s*[月/]\s*(?P<d>\d{1,2})\s*日?\s*"
    r"[（(]?\s*(?:星期|週|禮拜|[（(])\s*(?P<w>[一二三四五六日天])\s*[)）]?"
)
EN_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
EN_DAY = re.compile(
    rf"\b(?P<w>{'|'.join(EN_NAMES)}),?\s+(?:(?P<d>\d{{1,2}})\s+(?P<mo>{'|'.join(MONTHS)})|"
    rf"(?P<mo2>{'|'.join(MONTHS)})\s+(?P<d2>\d{{1,2}})),?\s+(?P<y>\d{{4}})",
    re.IGNORECASE,
)
CAPTION_DAYS = (
    re.compile(r"(?<!\d)(?P<y>\d{2,4})[年/.\-](?P<m>\d{1,2})[月/.\-](?P<d>\d{1,2})日?(?!\d)"),
    re.compile(r"(?<!\d)(?P<m>\d{1,2})[月/](?P<d>\d{1,2})日?(?!\d)"),
    re.compile(r"(?<!\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?!\d)"),
)
"""Ways in which captions write a day, the fullest first; the last is the 0502 of file names."""
ROC = 1911


def wrong_times(places: Sequence[Place], _book: Book, _gathered: Gathered) -> Iterator[Slip]:
    """Yield times that end when, or before, they begin (L1, L2)."""
    for place in places:
        for found in RANGE.finditer(place.text):
            first, last = (int(found[at]) * 60 + int(found[at + 1]) for at in (1, 3))
            quote = found.group(0)
            if first == last:
                yield slip("L1", place, N_("“{quote}” ends when it begins.", quote=quote), *found.span())
            elif last < first:
                said = N_("“{quote}” ends before it begins. Does it go past midnight?", quote=quote)
                yield slip("L2", place, said, *found.span())


def wrong_weekdays(places: Sequence[Place], _book: Book, gathered: Gathered) -> Iterator[Slip]:
    """Yield days whose weekday is another one; a day without a year is of the programme's year (L8)."""
    round_year = int(gathered.pack.round) + ROC if gathered.pack.round.isdigit() else 0
    for place in places:
        for found in ZH_DAY.finditer(place.text):
            year = _year(found["y"]) if found["y"] else round_year
            day = _day(year, int(found["m"]), int(found["d"]))
            said = WEEKDAYS.find(found["w"].replace("天", "日"))
            if day is not None and day.weekday() != said:
                right = N_("“{quote}”: that day is {weekday}.", quote=found.group(0).strip(),
                           weekday=f"星期{WEEKDAYS[day.weekday()]}")  # fmt: skip
                yield slip("L8", place, right, *found.span())
        for found in EN_DAY.finditer(place.text):
            month = MONTHS.index((found["mo"] or found["mo2"]).casefold()) + 1
            day = _day(int(found["y"]), month, int(found["d"] or found["d2"]))
            if day is not None and EN_NAMES[day.weekday()] != found["w"].casefold():
                right = N_("“{quote}”: that day is {weekday}.", quote=found.group(0),
                           weekday=EN_NAMES[day.weekday()].capitalize())  # fmt: skip
                yield slip("L8", place, right, *found.span())


def other_days(places: Sequence[Place], book: Book, gathered: Gathered) -> Iterator[Slip]:
    """Yield captions of photos that name a day on which nothing that shows the photo took place (L3)."""
    pages = {place.spot.block: place.page for place in places}
    for part in gathered.spec.parts:
        for block in part.blocks:
            if not isinstance(block, Photos):
                continue
            key = block.id.partition("/")[0]
            for item in block.items:
                text, days = text_of(item.caption), book.days.get(item.shows, ())
                if not days:
                    continue
                place = Place(Spot(PHOTO, item.shows, part.id, key), PHOTO, text, pages.get(key, 0))
                yield from _caption(place, days)


def _caption(place: Place, days: Sequence[Day]) -> Iterator[Slip]:
    for pattern in CAPTION_DAYS:
        found = pattern.search(place.text)
        if found is None:
            continue
        if not any(_fits(found, day) for day in days):
            said = N_(
                "The caption says “{quote}”; “{title}” was on {day}.",
                quote=around(place.text, *found.span(), 4),
                title=days[0].title,
                day=days[0].first,
            )
            yield slip("L3", place, said, *found.span())
        return


def _fits(found: re.Match[str], day: Day) -> bool:
    """Say whether the day in a caption lies within a happening, as far as both are precise."""
    if len(day.first) < 10:
        return True
    named = found.groupdict().get("y")
    years = {_year(named)} if named else {int(day.first[:4]), int(day.last[:4])}
    days = (_day(year, int(found["m"]), int(found["d"])) for year in years)
    return any(one is not None and day.first <= one.isoformat() <= (day.last[:10] or day.first) for one in days)


def _year(text: str) -> int:
    """Return the common year of a ROC or common one."""
    number = int(text)
    return number + ROC if number < 1000 else number


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


DATE_RULES: tuple[Rule, ...] = (wrong_times, other_days, wrong_weekdays)
