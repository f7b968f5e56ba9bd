"""The time, asked in one place, so that tests and practice files can hold it still."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    """Says what time it is. Thread: any."""

    def now(self) -> datetime:
        """Return the moment, aware, in the zone of the people who work."""
        ...


class SystemClock:
    """The computer's clock in the computer's time zone."""

    def now(self) -> datetime:
        """Return the moment, aware, in local time."""
        return datetime.now().astimezone()


class FixedClock:
    """A clock that stands still.

    Args:
        moment: what it says; aware.

    Raises:
        ValueError: *moment* has no time zone.
    """

    def __init__(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise ValueError("a clock's moment needs a time zone")
        self._moment = moment

    def now(self) -> datetime:
        """Return the moment it stands at."""
        return self._moment


class DayClock:
    """The hour of another clock on a day that stays: what is invented for a day is true on that day only.

    Args:
        clock: tells the hour and the zone.
        day: the day it always is.
    """

    def __init__(self, clock: Clock, day: date) -> None:
        self._clock, self._day = clock, day

    def now(self) -> datetime:
        """Return this hour on the day that stays."""
        return datetime.combine(self._day, self._clock.now().timetz())
