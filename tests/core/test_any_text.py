"""Whatever is typed, the readers answer: a value with a note, a problem, or neither for blanks."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.core.dates import parse_date, parse_datetime, parse_time, parse_time_range
from app.core.money import parse_money
from app.core.numerals import arabic, parse_chinese_number

TODAY = date(2024, 2, 29)
PIECES = st.sampled_from([
    "1", "12", "114", "2025", "0", "29", "31", "2", "/", "-", ".", ":", " ", "年", "月", "日", "底", "中旬", "民國",
    "前", "西元",
    "一", "十", "百", "廿", "○", "萬", "億", "元", "整", "壹", "拾", "Apr", "Feb", "pm", "上午", "時", "半", "NT$",
    "$", ",", "(二)", "T",
    "星期", "至", "–", "１", "／", "負", "角", "分", "ROC", "\u0661", "\U0001d7d8", "²", "ⅷ",
])  # fmt: skip
TYPED = st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=40) | st.sampled_from(["一" * 5000, "9" * 5000])


@given(TYPED, st.sampled_from(["roc", "gregorian"]), st.booleans(), st.sampled_from([None, TODAY]))
def test_dates(text: str, calendar: str, us: bool, today: date | None) -> None:
    for parsed in (
        parse_date(text, calendar=calendar, us=us, today=today),
        parse_datetime(text, calendar=calendar, us=us, today=today),
        parse_time(text),
        parse_time_range(text),
    ):
        assert (parsed.value is None) == (parsed.note is None)
        assert parsed.value is None or parsed.problem is None
        assert parsed.problem is not None or parsed.value is not None or not text.strip()


@given(TYPED, st.sampled_from(["TWD", "USD"]))
def test_money(text: str, currency: str) -> None:
    parsed = parse_money(text, currency)
    assert (parsed.minor is None) == (parsed.note is None)
    assert parsed.problem is not None or parsed.minor is not None or not text.strip()


@given(TYPED)
def test_numbers(text: str) -> None:
    assert isinstance(arabic(text), str)
    value = parse_chinese_number(text)
    assert value is None or value >= 0
