"""A date that may know only its year or its month: what every date field holds."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

ROC_OFFSET = 1911
"""Gregorian year minus ROC year; 1912 is 民國 1 年."""

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year of the Gregorian calendar.

    Args:
        year: 1 to 9999.
        month: 1 to 12, or ``None`` where only the year is known.
        day: a day of that month, or ``None`` where only the month is known.

    Raises:
        ValueError: there is no such date, or a day without its month.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day needs its month")
        date(self.year, self.month or 1, self.day or 1)

    @property
    def iso(self) -> str:
        """Return ``2025``, ``2025-04`` or ``2025-04-15``: the stored form."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @classmethod
    def from_iso(cls, text: str) -> PartialDate:
        """Read the stored form.

        Raises:
            ValueError: *text* is not of that form, or there is no such date.
        """
        found = _ISO.fullmatch(text)
        if found is None:
            raise ValueError(f"not an ISO date: {text!r}")
        year, month, day = found.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def from_date(cls, day: date) -> PartialDate:
        """Return the full date of *day* (a date or the date of a moment)."""
        return cls(day.year, day.month, day.day)

    @property
    def roc_year(self) -> int:
        """Return the ROC year; 0 and below are the years before the Republic."""
        return self.year - ROC_OFFSET

    @property
    def is_full(self) -> bool:
        """Say whether the day is known."""
        return self.day is not None

    def first(self) -> date:
        """Return the first day that it covers."""
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """Return the last day that it covers."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])
