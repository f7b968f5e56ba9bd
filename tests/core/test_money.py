"""Money: every vector of records_and_reports.md 6.2, what people type, and round trips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.money import (
    LARGEST,
    Money,
    ParsedMoney,
    capital_money,
    currency_name,
    exponent,
    format_money,
    parse_money,
)

CAPITAL = {
    8: "捌元整", 10: "壹拾元整", 15: "壹拾伍元整", 105: "壹佰零伍元整", 1010: "壹仟零壹拾元整", 10008: "壹萬零捌元整",
    12345: "壹萬貳仟參佰肆拾伍元整", 100000: "壹拾萬元整", 100050: "壹拾萬零伍拾元整", 101000: "壹拾萬壹仟元整",
    145650: "壹拾肆萬伍仟陸佰伍拾元整", 150000: "壹拾伍萬元整", 200000: "貳拾萬元整", 1000001: "壹佰萬零壹元整",
    7950000: "柒佰玖拾伍萬元整", 10100000: "壹仟零壹拾萬元整", 100000001: "壹億零壹元整",
}  # fmt: skip
WAN = {
    100000: "新臺幣10萬元", 150000: "新臺幣15萬元", 12345: "新臺幣1萬2,345元", 100050: "新臺幣10萬50元",
    145650: "新臺幣14萬5,650元", 639442789: "新臺幣6億3,944萬2,789元",
}  # fmt: skip


@pytest.mark.parametrize(("minor", "words"), CAPITAL.items())
def test_capital_vectors(minor: int, words: str) -> None:
    assert capital_money(minor) == words
    assert format_money(minor, "TWD", "capital") == f"新臺幣{words}"


@pytest.mark.parametrize(("minor", "words"), WAN.items())
def test_wan_vectors(minor: int, words: str) -> None:
    assert format_money(minor, "TWD", "wan") == words


def test_other_forms() -> None:
    assert format_money(100000, "TWD") == "新臺幣100,000元"
    assert format_money(145650, "TWD") == "新臺幣145,650元"
    assert format_money(145650, "TWD", "plain") == "145,650"
    assert format_money(145650, "TWD", language="en") == "NT$145,650"
    assert format_money(123450, "USD", language="en") == "$1,234.50"
    assert format_money(-123450, "USD", language="en") == "-$1,234.50"
    assert format_money(123450, "USD") == "1,234.50美元"
    assert format_money(123450, "USD", "plain", "en") == "1,234.50"
    assert format_money(100005, "USD", "capital") == "美元壹仟元零伍分"
    assert format_money(100050, "USD", "capital") == "美元壹仟元伍角整"
    assert format_money(-1200, "TWD") == "新臺幣-1,200元"
    assert format_money(100, "XAF", language="en") == "XAF 1.00"
    assert format_money(100, "XAF") == "1.00 XAF"


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1,200", 1200), ("1200", 1200), ("１２００元", 1200), ("１，２００", 1200), ("NT$1,200", 1200),
        ("nt$ 1,200", 1200),
        ("$1,200", 1200), ("新臺幣10萬元", 100000), ("新台幣10萬", 100000), ("台幣 500 元", 500), ("TWD 500", 500),
        ("500 TWD", 500),
        ("壹拾萬元整", 100000), ("新臺幣壹拾肆萬伍仟陸佰伍拾元整", 145650), ("6億3,944萬2,789元", 639442789),
        ("1.5萬", 15000),
        ("十五萬", 150000), ("3萬5千", 35000), ("3萬5元", 30005), ("3萬500", 30500), ("1,200.00", 1200), ("-300", -300),
        ("0", 0), ("負壹佰元整", -100), ("兩千元", 2000), ("一百五十元", 150), ("300元整", 300),
    ],
)  # fmt: skip
def test_reads_taiwan_dollars(text: str, minor: int) -> None:
    parsed = parse_money(text, "TWD")
    assert parsed.problem is None
    assert parsed.minor == minor
    assert parsed.note is not None
    assert parsed.note.params["amount"] == Money(minor, "TWD")


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("$1,234.50", 123450), ("1234.5", 123450), ("US$1,234", 123400), ("USD 12", 1200), ("0.05", 5),
        ("-$3.20", -320),
        ("1,000,000", 100000000), ("美金1萬元", 1000000), ("12.00", 1200), ("$５", 500), ("1.5萬", 1500000),
        ("100 美元", 10000),
    ],
)  # fmt: skip
def test_reads_us_dollars(text: str, minor: int) -> None:
    assert parse_money(text, "USD").minor == minor


@pytest.mark.parametrize(
    ("text", "currency", "problem"),
    [
        ("1,20", "TWD", "two different"), ("12,00", "USD", "two different"), ("1.200", "TWD", "two different"),
        ("1.234", "USD", "two different"), ("1 200", "TWD", "two different"), ("1,2345", "TWD", "two different"),
        ("1.234,50", "USD", "two different"), ("3萬5", "TWD", "two different"), ("三萬五", "TWD", "two different"),
        ("1,23萬", "TWD", "two different"), ("1.5", "TWD", "whole numbers"), ("12.50", "TWD", "whole numbers"),
        ("US$12", "TWD", "another currency"), ("NT$1,200", "USD", "another currency"),
        ("€5", "TWD", "another currency"),
        ("abc", "TWD", "not an amount"), ("元", "TWD", "not an amount"), ("12abc", "TWD", "not an amount"),
        ("一二十", "TWD", "not an amount"), ("1.23456萬", "TWD", "not an amount"), ("-", "TWD", "not an amount"),
        ("9" * 16, "TWD", "too large"), ("9" * 5000, "TWD", "too large"), ("--5", "TWD", "not an amount"),
        (",", "TWD", "not an amount"),
    ],
)  # fmt: skip
def test_refuses(text: str, currency: str, problem: str) -> None:
    parsed = parse_money(text, currency)
    assert parsed.minor is None
    assert parsed.problem is not None
    assert problem in parsed.problem.id


def test_blank_is_neither() -> None:
    assert parse_money(" 　", "TWD") == ParsedMoney()


@given(st.integers(min_value=-LARGEST + 1, max_value=LARGEST - 1), st.sampled_from(["TWD", "USD"]))
def test_print_forms_read_back(minor: int, currency: str) -> None:
    for language in ("zh_TW", "en"):
        for style in ("grouped", "wan", "plain"):
            text = format_money(minor, currency, style, language)
            if style == "wan" and currency == "USD" and language == "zh_TW" and abs(minor) >= 1_000_000:
                continue
            assert parse_money(text, currency).minor == minor, text
    capital = format_money(minor, "TWD", "capital")
    assert parse_money(capital, "TWD").minor == minor, capital


def test_exponents() -> None:
    assert (exponent("TWD"), exponent("USD"), exponent("JPY"), exponent("XTS")) == (0, 2, 0, 2)


def test_the_problem_names_the_currency_in_words() -> None:
    problem = parse_money("US$5", "TWD").problem
    assert problem is not None
    assert problem.params["currency"] == currency_name("TWD")
    assert currency_name("TWD").best("zh_TW") == "新臺幣"
    assert currency_name("XAF").best("en") == "XAF"


def test_unknown_style() -> None:
    with pytest.raises(ValueError, match="style"):
        format_money(1, "TWD", "long")
