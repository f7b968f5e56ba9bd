"""Numbers in words: Chinese numerals, capital numerals, 萬 forms, and heading numbers.

Source of the forms: the capital digits and heading levels of official Taiwanese documents
(records_and_reports.md 5.2, 6.2).
"""

from __future__ import annotations

import re
from fractions import Fraction

PLAIN_DIGITS, PLAIN_UNITS = "零一二三四五六七八九", ("", "十", "百", "千")
CAPITAL_DIGITS, CAPITAL_UNITS = "零壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟")
GROUPS = ("", "萬", "億", "兆", "京")
LIMIT = 10**20
LONGEST = 60
"""Characters of a number in words; longer texts are something else."""

_VALUES = {
    **{one: place for place, one in enumerate("〇一二三四五六七八九")},
    **{one: place for place, one in enumerate(CAPITAL_DIGITS)},
    "○": 0, "◯": 0, "兩": 2, "两": 2, "叁": 3, "弎": 3, "貮": 2, "弍": 2, "弌": 1,
}  # fmt: skip
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": "二十", "卄": "二十", "卅": "三十", "卌": "四十"}
_BIG = {"萬": 10**4, "万": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}
CHINESE_NUMBER = re.compile(rf"[{''.join((*_VALUES, *_UNITS, *_TENS))}]+")
"""Finds a run of Chinese numerals without 萬 and above."""


def chinese_number(n: int) -> str:
    """Return *n* in Chinese numerals: 十, 十一, 二十, 一百零五; 負 before a negative.

    Raises:
        ValueError: |n| is 10²⁰ or more.
    """
    words = _words(n, PLAIN_DIGITS, PLAIN_UNITS)
    return re.sub(r"^(負?)一十", r"\1十", words)


def capital_number(n: int) -> str:
    """Return *n* in capital numerals, which cannot be altered: 壹拾 for ten, one 零 for any gap.

    Raises:
        ValueError: |n| is 10²⁰ or more.
    """
    return _words(n, CAPITAL_DIGITS, CAPITAL_UNITS)


def wan_number(n: int) -> str:
    """Return *n* with 萬 and 億 between groups of digits: 10萬, 14萬5,650, 6億3,944萬2,789.

    Raises:
        ValueError: |n| is 10²⁰ or more.
    """
    groups = _groups(n)
    words = "".join(f"{group:,}{GROUPS[place]}" for place, group in reversed(list(enumerate(groups))) if group)
    return ("-" if n < 0 else "") + (words or "0")


def _groups(n: int) -> list[int]:
    """Return the groups of four digits of |n|, the lowest first."""
    if abs(n) >= LIMIT:
        raise ValueError("the number is too large for Chinese units")
    rest, out = abs(n), []
    while rest:
        rest, group = divmod(rest, 10_000)
        out.append(group)
    return out


def _words(n: int, digits: str, units: tuple[str, ...]) -> str:
    out, gap = "", False
    for place, group in reversed(list(enumerate(_groups(n)))):
        if not group:
            gap = True
            continue
        if out and (gap or group < 1000):
            out += digits[0]
        out += _group_words(group, digits, units) + GROUPS[place]
        gap = False
    return ("負" if n < 0 else "") + (out or digits[0])


def _group_words(group: int, digits: str, units: tuple[str, ...]) -> str:
    """Return 1 to 9999 in words, 一 before every unit, one zero for a gap."""
    out, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if not digit:
            gap = bool(out)
            continue
        out += (digits[0] if gap else "") + digits[digit] + units[place]
        gap = False
    return out


def parse_chinese_number(text: str) -> int | None:
    """Return the number that Chinese numerals say, or ``None``.

    Args:
        text: digit by digit (一一四, 二〇二五), with units (一百一十四, 十五, 廿五), capital
            (壹拾肆萬伍仟), with Arabic digits between units (14萬5,650) or without (12).
    """
    if len(text) > LONGEST:
        return None
    for short, long in _TENS.items():
        text = text.replace(short, long)
    text = text.replace(",", "")
    total = 0
    for unit, size in sorted(_BIG.items(), key=lambda one: -one[1]):
        if unit not in text:
            continue
        head, _, text = text.partition(unit)
        value = _below_ten_thousand(head)
        if value is None or not value:
            return None
        total += value * size
        text = text.removeprefix("零") if text != "零" else text
        if not text:
            return total
    value = _below_ten_thousand(text) if total else _small_or_plain(text)
    return None if value is None else total + value


def _small_or_plain(text: str) -> int | None:
    """Read a number without 萬: any length of bare digits, or one with units."""
    bare = "".join(str(_VALUES.get(one, one)) for one in text)
    return int(bare) if bare.isascii() and bare.isdecimal() else _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> int | None:
    """Read 0 to 9999: bare digits or digits with 千, 百, 十, each unit once and falling."""
    bare = "".join(str(_VALUES.get(one, one)) for one in text)
    if bare.isascii() and bare.isdecimal():
        return int(bare) if int(bare) < 10_000 else None
    total, digit, last = 0, -1, 10_000
    for one in bare:
        if one.isascii() and one.isdecimal():
            if digit > 0:
                return None
            digit = int(one)
        elif (unit := _UNITS.get(one, 0)) and unit < last and digit != 0:
            if digit < 0 and (unit != 10 or total):
                return None
            total, digit, last = total + (1 if digit < 0 else digit) * unit, -1, unit
        else:
            return None
    return total + max(digit, 0) if bare else None


def arabic(text: str) -> str:
    """Return *text* with every run of Chinese numerals (without 萬) as Arabic digits; 元年 is year 1."""

    def digits(match: re.Match[str]) -> str:
        value = parse_chinese_number(match.group())
        return match.group() if value is None else str(value)

    return CHINESE_NUMBER.sub(digits, text.replace("元年", "1年"))


def tenths(value: Fraction) -> int:
    """Return a value that is not negative in tenths, halves up."""
    return (value.numerator * 20 + value.denominator) // (2 * value.denominator)
