"""Dates: every vector of records_and_reports.md 6.1, American forms, and every day of ROC years 1 to 200."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.core.dates import STYLES, ParsedDate, PartialDate, format_date, parse_date
from tests import support

TODAY = date(2026, 11, 21)
APRIL = PartialDate(2025, 4, 15)
FIRST, LAST = date(1912, 1, 1), date(2111, 12, 31)
STEP = 1 if support.FULL else 5
"""A short run reads one day of five, and others for another seed; with five, every day of a month has its turn."""


@pytest.mark.parametrize(
    ("style", "roc", "gregorian", "english"),
    [
        ("normal", "114年4月15日", "2025年4月15日", "April 15, 2025"),
        ("formal", "中華民國114年4月15日", "西元2025年4月15日", "April 15, 2025"),
        ("dotted", "114.4.15", "2025.4.15", "2025.4.15"),
        ("slashed", "114/04/15", "2025/04/15", "04/15/2025"),
        ("compact", "1140415", "20250415", "20250415"),
        ("weekday", "114年4月15日(星期二)", "2025年4月15日(星期二)", "Tuesday, April 15, 2025"),
        ("capital", "中華民國壹佰壹拾肆年肆月拾伍日", "西元貳仟零貳拾伍年肆月拾伍日", "April 15, 2025"),
    ],
)
def test_print_forms(style: str, roc: str, gregorian: str, english: str) -> None:
    assert format_date(APRIL, "roc", style) == roc
    assert format_date(APRIL, "gregorian", style) == gregorian
    assert format_date(APRIL, "gregorian", style, "en") == english


@pytest.mark.parametrize(
    ("iso", "normal", "compact", "weekday"),
    [
        ("2016-03-01", "105年3月1日", "1050301", "二"), ("2016-03-02", "105年3月2日", "1050302", "三"),
        ("2022-06-10", "111年6月10日", "1110610", "五"), ("2024-04-01", "113年4月1日", "1130401", "一"),
        ("2025-10-30", "114年10月30日", "1141030", "四"), ("2005-05-26", "94年5月26日", "0940526", "四"),
    ],
)  # fmt: skip
def test_vectors(iso: str, normal: str, compact: str, weekday: str) -> None:
    value = PartialDate.from_iso(iso)
    assert format_date(value, "roc") == normal
    assert format_date(value, "roc", "compact") == compact
    assert format_date(value, "roc", "weekday") == f"{normal}(星期{weekday})"
    for text in (compact, f"民國{normal}", f"{normal}(星期{weekday})"):
        assert parse_date(text).value == value


def test_partial_print_forms() -> None:
    month, year = PartialDate(2025, 4), PartialDate(2025)
    assert [format_date(month, "roc", style) for style in STYLES] == [
        "114年4月", "中華民國114年4月", "114.4", "114/04", "11404", "114年4月", "中華民國壹佰壹拾肆年肆月",
    ]  # fmt: skip
    assert format_date(year, "roc") == "114年"
    assert format_date(year, "gregorian", "slashed") == "2025"
    assert format_date(month, "gregorian", "normal", "en") == "April 2025"
    assert format_date(month, "gregorian", "slashed", "en") == "04/2025"
    assert format_date(month, "roc", "normal", "en") == "April 2025 (ROC 114)"
    assert format_date(PartialDate(1911, 10, 10), "roc") == "民國前1年10月10日"


@pytest.mark.parametrize(
    "text",
    [
        "114-4-15", "114.4.15", "114.04.15", "114/4/15", "114/04/15", "1140415", "民國114年4月15日", "2025-04-15",
        "114年4月15日", "中華民國114年4月15日", "114年04月15號", "１１４年４月１５日", "１１４／４／１５",
        "１１４－４－１５",
        "一一四年四月十五日", "民國一一四年四月十五日", "一百一十四年四月十五日", "二○二五年四月十五日",
        "二〇二五年四月十五日",
        "中華民國壹佰壹拾肆年肆月拾伍日", "114 年 4 月 15 日", " 114/4/15 ", "2025/4/15", "2025.4.15", "20250415",
        "2025年4月15日", "西元2025年4月15日", "114年4月15日(星期二)", "114年4月15日（二）", "114/4/15 週二",
        "民國114/4/15",
        "Apr 15 2025", "April 15, 2025", "Apr. 15th, 2025", "15 April 2025", "15-Apr-2025", "Tue, Apr 15, 2025",
        "Tuesday, April 15, 2025", "4/15/2025", "15/4/2025", "April 15, 2025 (ROC 114)", "ROC 114/4/15", "114 4 15",
        "2025 04 15",
    ],
)  # fmt: skip
def test_reads(text: str) -> None:
    parsed = parse_date(text, today=TODAY)
    assert parsed.problem is None
    assert parsed.value == APRIL
    assert parsed.note is not None
    assert parsed.note.id == "Understood as {date}"
    assert parsed.note.params["date"] == APRIL


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("4/15/2025", "2025-04-15"), ("Apr 15 2025", "2025-04-15"), ("4/15/25", "2025-04-15"),
        ("4-15-25", "2025-04-15"),
        ("4/5", "2026-04-05"), ("4/5/2025", "2025-04-05"), ("Apr 15", "2026-04-15"), ("4/15/98", "1998-04-15"),
        ("2025-04-15", "2025-04-15"), ("Apr 2025", "2025-04"), ("2025", "2025"), ("12/31", "2026-12-31"),
        ("June 3rd, 25", "2025-06-03"), ("4/2025", "2025-04"),
    ],
)  # fmt: skip
def test_american_forms(text: str, iso: str) -> None:
    parsed = parse_date(text, calendar="gregorian", us=True, today=TODAY)
    assert parsed.value == PartialDate.from_iso(iso)
    assert parsed.note is not None
    assert parsed.note.id == "Understood as {date}"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("114年2月底", "2025-02"), ("4月中旬", "2026-04"), ("114年4月上旬", "2025-04"), ("四月下旬", "2026-04"),
        ("114年5月初", "2025-05"), ("114年底", "2025"),
    ],
)  # fmt: skip
def test_parts_of_a_month_keep_the_month_and_say_so(text: str, iso: str) -> None:
    parsed = parse_date(text, today=TODAY)
    assert parsed.value == PartialDate.from_iso(iso)
    assert parsed.note is not None
    assert "{part}" in parsed.note.id


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("114年4月", "2025-04"), ("114/4", "2025-04"), ("11404", "2025-04"), ("2025-04", "2025-04"),
        ("202504", "2025-04"),
        ("114年", "2025"), ("114年度", "2025"), ("114", "2025"), ("2025", "2025"), ("民國元年", "1912"),
        ("094/05/26", "2005-05-26"),
        ("民國94年", "2005"),
    ],
)  # fmt: skip
def test_precision(text: str, iso: str) -> None:
    parsed = parse_date(text)
    assert parsed.value == PartialDate.from_iso(iso)
    assert parsed.note is not None
    assert parsed.note.id == "Understood as {date}"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("94年5月26日", "2005-05-26"), ("94/5/26", "2005-05-26"), ("94-5", "2005-05"), ("940526", "2005-05-26"),
        ("4月15日", "2026-04-15"), ("4/5", "2026-04-05"), ("94", "2005"),
    ],
)  # fmt: skip
def test_two_digit_years_are_roc_and_ask(text: str, iso: str) -> None:
    parsed = parse_date(text, today=TODAY)
    assert parsed.value == PartialDate.from_iso(iso)
    assert parsed.note is not None
    assert parsed.note.id.endswith("Is that the year you mean?")
    assert parsed.note.params["iso"] == iso


@pytest.mark.parametrize("year", range(1900, 1912))
def test_years_before_the_republic_warn(year: int) -> None:
    for text in (f"{year}-04-15", f"西元{year}年4月15日", f"民國前{1912 - year}年4月15日"):
        parsed = parse_date(text)
        assert parsed.value == PartialDate(year, 4, 15)
        assert parsed.note is not None
        assert "before the Republic" in parsed.note.id


def test_old_years_are_asked_about_in_any_calendar() -> None:
    parsed = parse_date("1905-04-15", calendar="gregorian")
    assert parsed.note is not None
    assert parsed.note.id.endswith("Is that the year you mean?")


def test_a_wrong_weekday_is_said() -> None:
    for text in ("114年4月15日(星期三)", "Wed, Apr 15 2025"):
        parsed = parse_date(text)
        assert parsed.value == APRIL
        assert parsed.note is not None
        assert "weekday" in parsed.note.id


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("0/4/15", "no year 0"), ("000/4/15", "no year 0"), ("民國0年4月15日", "no year 0"),
        ("0000-04-15", "no year 0"),
        ("0000415", "no year 0"), ("114/2/29", "no such day"), ("114/13/1", "no such day"), ("1140431", "no such day"),
        ("2025-02-30", "no such day"), ("4/5/2025", "two different dates"), ("201112", "two different dates"),
        ("4/15/25", "two different dates"), ("5/4/25", "two different dates"), ("5", "not a date"),
        ("hello", "not a date"), ("114年4月15日左右", "not a date"), ("Apr", "not a date"), ("年", "not a date"),
        ("0114", "not a date"),
        ("4月15日", "year is missing"), ("4/15", "year is missing"), ("Apr 15", "year is missing"),
        ("1/2/3/4", "not a date"),
        ("民國前99999年", "not a date"), ("123456789", "not a date"), ("114-4/15", "not a date"),
    ],
)  # fmt: skip
def test_refuses(text: str, problem: str) -> None:
    parsed = parse_date(text)
    assert parsed.value is None
    assert parsed.note is None
    assert parsed.problem is not None
    assert problem in parsed.problem.id


@pytest.mark.parametrize(
    ("text", "problem"), [("94/5/26", "four digits"), ("4/5", "two different dates"), ("94年5月", "four digits")]
)
def test_a_gregorian_programme_asks_for_four_digits(text: str, problem: str) -> None:
    parsed = parse_date(text, calendar="gregorian", today=TODAY)
    assert parsed.problem is not None
    assert problem in parsed.problem.id


def test_the_example_fits_the_programme() -> None:
    examples = [
        parse_date("?", calendar=calendar, us=us).problem
        for calendar, us in (("roc", False), ("gregorian", False), ("gregorian", True))
    ]
    assert [one.params["example"] for one in examples if one] == ["114年4月15日", "2025-04-15", "4/15/2025"]


def test_blank_is_neither() -> None:
    assert parse_date(" 　") == ParsedDate()


def test_every_day_of_roc_years_1_to_200_reads_back() -> None:
    """Every print form of every day; the forms of one-digit and two-digit years ask, but agree."""
    full = ("formal", "slashed", "compact", "capital", "weekday", "normal")
    day = FIRST + timedelta(days=support.SEED % STEP)
    while day <= LAST:
        value = PartialDate.from_date(day)
        turn = day.toordinal()
        # a full run reads every form of every day; otherwise forms take turns, all on the first of a month
        all_forms = support.FULL or day.day in (1, 29)
        for style in full if all_forms else (full[turn % len(full)], full[(turn + 3) % len(full)]):
            text = format_date(value, "roc", style)
            parsed = parse_date(text)
            assert parsed.value == value, (text, parsed)
            assert parsed.note is not None
            assert parsed.note.id.startswith("Understood as {date}"), text
        assert parse_date(value.iso).value == value
        if value.roc_year > 12:
            assert parse_date(format_date(value, "roc", "dotted")).value == value
        day += timedelta(days=STEP)


def test_every_day_reads_back_in_english() -> None:
    day = FIRST + timedelta(days=support.SEED % STEP)
    while day <= LAST:
        value = PartialDate.from_date(day)
        style = ("normal", "weekday", "slashed", "compact")[day.toordinal() % 4]
        text = format_date(value, "gregorian", style, "en")
        assert parse_date(text, calendar="gregorian", us=True).value == value, text
        day += timedelta(days=STEP)


def test_every_month_and_year_reads_back() -> None:
    for year in range(1912, 2112):
        for value in (PartialDate(year), *(PartialDate(year, month) for month in range(1, 13))):
            for style in ("normal", "formal", "slashed", "compact", "capital"):
                assert parse_date(format_date(value, "roc", style)).value == value
            assert PartialDate.from_iso(value.iso) == value
            assert value.first() <= value.last()


@pytest.mark.parametrize("text", ["2025-4-15", "2025-04-31", "25", "", "2025-13", "2025-04-15T10:00", "２０２５"])
def test_iso_is_strict(text: str) -> None:
    with pytest.raises(ValueError, match=r"ISO|month|day"):
        PartialDate.from_iso(text)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match="month"):
        PartialDate(2025, None, 3)


def test_last_day_of_what_is_known() -> None:
    assert PartialDate(2024, 2).last() == date(2024, 2, 29)
    assert PartialDate(2025).last() == date(2025, 12, 31)
    assert APRIL.last() == APRIL.first() == date(2025, 4, 15)


@pytest.mark.parametrize(("style", "calendar"), [("long", "roc"), ("normal", "julian")])
def test_unknown_forms_are_refused(style: str, calendar: str) -> None:
    with pytest.raises(ValueError, match="date style"):
        format_date(APRIL, calendar, style)
