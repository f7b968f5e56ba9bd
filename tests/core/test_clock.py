"""Clocks and progress."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.core.clock import Clock, DayClock, FixedClock, SystemClock
from app.core.progress import NoProgress, Progress


def test_clocks_are_aware() -> None:
    moment = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    clocks: list[Clock] = [FixedClock(moment), SystemClock()]
    assert clocks[0].now() is moment
    assert all(clock.now().tzinfo is not None for clock in clocks)


def test_a_fixed_clock_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        FixedClock(datetime(2026, 11, 21))


def test_a_day_that_stays_keeps_the_hour_and_the_zone() -> None:
    clock = DayClock(FixedClock(datetime(2026, 11, 21, 9, 30, tzinfo=UTC)), date(2025, 4, 28))
    assert clock.now() == datetime(2025, 4, 28, 9, 30, tzinfo=UTC)


def test_no_progress_never_stops() -> None:
    progress: Progress = NoProgress()
    progress.step(1, 2)
    assert not progress.cancelled()
