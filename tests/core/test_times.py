"""Times of the day, ranges and moments."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.dates import (
    format_datetime,
    format_time,
    format_time_range,
    parse_datetime,
    parse_time,
    parse_time_range,
)

MINUTES = st.integers(min_value=0, max_value=24 * 60 - 1)


def clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("09:00", "09:00"), ("9:30", "09:30"), ("０９：３０", "09:30"), ("0930", "09:30"), ("14:20:05", "14:20"),
        ("上午9時30分", "09:30"), ("下午2點半", "14:30"), ("下午二時三十分", "14:30"), ("晚上7點", "19:00"),
        ("中午12點", "12:00"),
        ("14時", "14:00"), ("6:30 pm", "18:30"), ("6:30PM", "18:30"), ("6 p.m.", "18:00"), ("12 am", "00:00"),
        ("12 pm", "12:00"),
        ("24:00", "24:00"), ("上午9時整", "09:00"), ("14.30", "14:30"),
    ],
)  # fmt: skip
def test_times(text: str, value: str) -> None:
    parsed = parse_time(text)
    assert parsed.value == value
    assert parsed.note is not None


@pytest.mark.parametrize("text", ["25:00", "9:60", "9", "noonish", "24:01", "上午15時", "9:3"])
def test_no_times(text: str) -> None:
    assert parse_time(text).value is None
    assert parse_time(text).problem is not None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("09:00 – 10:30", "09:00/10:30"), ("9:00-10:30", "09:00/10:30"), ("09:00～10:30", "09:00/10:30"),
        ("09:00〜10:30", "09:00/10:30"), ("上午9時至10時30分", "09:00/10:30"), ("2-4 pm", "14:00/16:00"),
        ("11-1 pm", "11:00/13:00"), ("9 am to 3:30 pm", "09:00/15:30"), ("下午2點到4點", "14:00/16:00"),
        ("0900-1030", "09:00/10:30"), ("上午9時至下午1時", "09:00/13:00"), ("14:00/16:00", "14:00/16:00"),
        ("9-11", "09:00/11:00"), ("9:00-11", "09:00/11:00"), ("上午9:00~12:00", "09:00/12:00"),
        ("上午9時至1時", "09:00/13:00"),
        ("早上八點到中午十二點", "08:00/12:00"), ("12-2 pm", "12:00/14:00"), ("10 am - 12 pm", "10:00/12:00"),
    ],
)  # fmt: skip
def test_ranges(text: str, value: str) -> None:
    parsed = parse_time_range(text)
    assert parsed.value == value
    assert parsed.note is not None
    assert parsed.note.id == "Understood as {start} – {end}"


def test_ranges_that_are_asked_about() -> None:
    same, over = parse_time_range("09:00 – 09:00"), parse_time_range("20:00 – 12:00")
    assert (same.value, over.value) == ("09:00/09:00", "20:00/12:00")
    assert same.note is not None
    assert over.note is not None
    assert "same" in same.note.id
    assert "next day" in over.note.id


@pytest.mark.parametrize("text", ["09:00", "09:00 –", "9 to 10 to 11", "a – b"])
def test_no_ranges(text: str) -> None:
    assert parse_time_range(text).value is None
    assert parse_time_range(text).problem is not None


@pytest.mark.parametrize(
    ("text", "us", "value"),
    [
        ("114/4/15 14:30", False, "2025-04-15T14:30"), ("114年4月15日下午2時30分", False, "2025-04-15T14:30"),
        ("2025-04-15T14:30", False, "2025-04-15T14:30"), ("114年4月15日(星期二) 14:30", False, "2025-04-15T14:30"),
        ("4/15/2025 6:30 pm", True, "2025-04-15T18:30"), ("Apr 15, 2025, 6:30 pm", True, "2025-04-15T18:30"),
        ("民國一一四年四月十五日十四時", False, "2025-04-15T14:00"),
    ],
)  # fmt: skip
def test_moments(text: str, us: bool, value: str) -> None:
    parsed = parse_datetime(text, calendar="gregorian" if us else "roc", us=us, today=date(2026, 11, 21))
    assert parsed.value == value
    assert parsed.note is not None


@pytest.mark.parametrize(
    "text", ["114/4/15", "Apr 15 2025", "14:30", "114/4 14:30", "114/4/15 25:00", "114/4/15 24:00", "soon"]
)
def test_no_moments(text: str) -> None:
    parsed = parse_datetime(text, today=date(2026, 11, 21))
    assert parsed.value is None
    assert parsed.problem is not None


def test_blanks_are_neither() -> None:
    for parsed in (parse_time(" "), parse_time_range(""), parse_datetime("　")):
        assert (parsed.value, parsed.note, parsed.problem) == (None, None, None)


@given(MINUTES, MINUTES)
def test_print_forms_read_back(start: int, end: int) -> None:
    value = f"{clock(start)}/{clock(end)}"
    for language in ("zh_TW", "en"):
        for style in ("table", "text"):
            assert parse_time(format_time(clock(start), style, language)).value == clock(start)
            assert parse_time_range(format_time_range(value, style, language)).value == value
    moment = f"2025-04-15T{clock(start)}"
    assert parse_datetime(format_datetime(moment, "roc", "weekday")).value == moment


def test_forms_in_text() -> None:
    assert format_time("09:30", "text") == "上午9時30分"
    assert format_time("13:00", "text") == "下午1時"
    assert format_time("12:05", "text") == "中午12時5分"
    assert format_time("00:05", "text", "en") == "12:05 am"
    assert format_time_range("09:00/10:30") == "09:00 – 10:30"
    assert format_time_range("noon") == "noon"
