"""The time, asked in one place, so that tests and practice files can hold it still."""

from __future__ import annotations

from datetime import datetime
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
