"""Numbers in words, against the vectors of records_and_reports.md 5.2 and 6.2."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.headings import heading_number
from app.core.numerals import LIMIT, arabic, capital_number, chinese_number, parse_chinese_number, wan_number

CAPITAL = {
    8: "捌", 10: "壹拾", 15: "壹拾伍", 105: "壹佰零伍", 1010: "壹仟零壹拾", 10008: "壹萬零捌",
    12345: "壹萬貳仟參佰肆拾伍", 100000: "壹拾萬", 100050: "壹拾萬零伍拾", 101000: "壹拾萬壹仟",
    145650: "壹拾肆萬伍仟陸佰伍拾", 150000: "壹拾伍萬", 200000: "貳拾萬", 1000001: "壹佰萬零壹",
    7950000: "柒佰玖拾伍萬", 10100000: "壹仟零壹拾萬", 100000001: "壹億零壹", 0: "零", -5: "負伍",
}  # fmt: skip
WAN = {
    100000: "10萬", 150000: "15萬", 12345: "1萬2,345", 100050: "10萬50", 145650: "14萬5,650",
    639442789: "6億3,944萬2,789", 0: "0", 999: "999", -20000: "-2萬", 100000000: "1億",
}  # fmt: skip


@pytest.mark.parametrize(("n", "words"), CAPITAL.items())
def test_capital_vectors(n: int, words: str) -> None:
    assert capital_number(n) == words


@pytest.mark.parametrize(("n", "words"), WAN.items())
def test_wan_vectors(n: int, words: str) -> None:
    assert wan_number(n) == words


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "零"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (101, "一百零一"), (110, "一百一十"),
        (114, "一百一十四"), (1001, "一千零一"), (10010, "一萬零一十"), (100000, "十萬"), (-12, "負十二"),
    ],
)  # fmt: skip
def test_chinese_vectors(n: int, words: str) -> None:
    assert chinese_number(n) == words


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_words_read_back(n: int) -> None:
    assert parse_chinese_number(capital_number(n)) == n
    assert parse_chinese_number(chinese_number(n)) == n
    assert parse_chinese_number(wan_number(n)) == n


@given(st.integers(min_value=1, max_value=LIMIT - 1))
def test_capital_has_one_zero_for_any_gap(n: int) -> None:
    words = capital_number(n)
    assert "零零" not in words
    assert not words.startswith(("零", "拾"))
    assert not words.endswith("零")


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("一一四", 114), ("二〇二五", 2025), ("二○二五", 2025), ("廿五", 25), ("卅一", 31), ("兩百", 200), ("十", 10),
        ("12", 12), ("三萬五千", 35000), ("壹拾肆", 14), ("拾肆", 14),
    ],
)  # fmt: skip
def test_other_spellings(text: str, n: int) -> None:
    assert parse_chinese_number(text) == n


@pytest.mark.parametrize("text", ["", "百", "十百", "一二十", "萬", "三萬萬", "abc", "一十一十", "12a"])
def test_what_is_no_number(text: str) -> None:
    assert parse_chinese_number(text) is None


def test_arabic_inside_text() -> None:
    assert arabic("民國一一四年四月十五日") == "民國114年4月15日"
    assert arabic("民國元年") == "民國1年"


def test_too_large() -> None:
    with pytest.raises(ValueError, match="too large"):
        capital_number(LIMIT)


@pytest.mark.parametrize(
    ("level", "n", "zh", "en"),
    [
        ("part", 1, "壹、", "Part I"), ("part", 2, "貳、", "Part II"), ("part", 3, "參、", "Part III"),
        ("part", 10, "拾、", "Part X"), ("part", 11, "拾壹、", "Part XI"),
        ("chapter", 1, "第一章", "Chapter 1"), (0, 5, "第五章", "Chapter 5"),
        ("appendix", 1, "附錄一", "Appendix 1"), ("appendix", 10, "附錄十", "Appendix 10"),
        (1, 1, "一、", "A."), (1, 10, "十、", "J."), (1, 11, "十一、", "K."), (1, 20, "二十、", "T."),
        (1, 21, "二十一、", "U."), (2, 2, "(二)", "2."), (3, 1, "1.", "a."), (4, 1, "(1)", "(1)"),
        (5, 1, "a.", "(a)"), (5, 27, "aa.", "(aa)"),
    ],
)  # fmt: skip
def test_heading_numbers(level: int | str, n: int, zh: str, en: str) -> None:
    assert heading_number(level, n, "zh_TW") == zh
    assert heading_number(level, n, "en") == en


def test_heading_full_width() -> None:
    assert heading_number(2, 12, "zh_TW", full_width=True) == "（十二）"
    assert heading_number(4, 3, "zh_TW", full_width=True) == "（3）"
    assert heading_number(4, 3, "en", full_width=True) == "(3)"


@pytest.mark.parametrize(("level", "n"), [(6, 1), ("verse", 1), (1, 0)])
def test_headings_refuse(level: int | str, n: int) -> None:
    with pytest.raises(ValueError, match="heading"):
        heading_number(level, n)
