"""Days and months of a plan: how long it takes, and where a day stands among the months. Pure; thread: any."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

from app.core.partial_date import PartialDate


def first_day(iso: object) -> date | None:
    """Return the first day that an ISO date of any precision can mean, ``None`` where there is none."""
    made = _partial(iso)
    return made.first() if made is not None else None


def last_day(iso: object) -> date | None:
    """Return the last day that an ISO date of any precision can mean, ``None`` where there is none."""
    made = _partial(iso)
    return made.last() if made is not None else None


def _partial(iso: object) -> PartialDate | None:
    try:
        return PartialDate.from_iso(iso) if isinstance(iso, str) and iso else None
    except ValueError:
        return None


def months_between(first: date, last: date) -> int:
    """Return how many months it takes from *first* to *last*, both included, a begun one counted whole."""
    after = last + timedelta(days=1)
    whole = (after.year - first.year) * 12 + after.month - first.month
    return max(whole + (1 if after.day > first.day else 0), 0)


def index(day: date) -> int:
    """Return the number of the month of a day."""
    return day.year * 12 + day.month - 1


def iso_month(number: int) -> str:
    """Return ``YYYY-MM`` of the number of a month."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def place(day: date, base: int, *, end: bool = False) -> Fraction:
    """Return where a day stands, in months from the month numbered *base*; its evening with *end*."""
    days = monthrange(day.year, day.month)[1]
    return index(day) - base + Fraction(day.day if end else day.day - 1, days)
