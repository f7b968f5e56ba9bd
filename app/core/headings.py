"""Heading numbers: made from the outline, never typed (records_and_reports.md 5.2)."""

from __future__ import annotations

from app.core.numerals import CAPITAL_DIGITS, capital_number, chinese_number

PART, CHAPTER, APPENDIX = "part", "chapter", "appendix"
_FULL = str.maketrans("()", "（）")


def heading_number(level: int | str, n: int, language: str = "zh_TW", full_width: bool = False) -> str:
    """Return the number that stands before a heading, with its punctuation.

    Args:
        level: ``"part"`` (壹、), ``"chapter"`` or 0 (第一章), ``"appendix"`` (附錄一), 1 (一、), 2 ((一)),
            3 (1.), 4 ((1)), 5 (a.); in English Part I, Chapter 1, Appendix 1, A. 1. a. (1) (a).
        n: from 1.
        language: ``"zh_TW"``; anything else is numbered as in English.
        full_width: parentheses as （） in Chinese; half-width is the custom of the plan.

    Raises:
        ValueError: *n* below 1 or a level there is not.
    """
    if n < 1:
        raise ValueError("headings count from 1")
    level = CHAPTER if level == 0 else level
    text = _chinese(level, n) if language == "zh_TW" else _english(level, n)
    if not text:
        raise ValueError(f"no heading level {level!r}")
    return text.translate(_FULL) if full_width and language == "zh_TW" else text


def _chinese(level: int | str, n: int) -> str:
    match level:
        case "part":
            return capital_outline(n) + "、"
        case "chapter":
            return f"第{chinese_number(n)}章"
        case "appendix":
            return f"附錄{chinese_number(n)}"
        case 1:
            return f"{chinese_number(n)}、"
        case 2:
            return f"({chinese_number(n)})"
        case 3:
            return f"{n}."
        case 4:
            return f"({n})"
        case 5:
            return f"{letters(n)}."
        case _:
            return ""


def _english(level: int | str, n: int) -> str:
    match level:
        case "part":
            return f"Part {roman(n)}"
        case "chapter":
            return f"Chapter {n}"
        case "appendix":
            return f"Appendix {n}"
        case 1:
            return f"{letters(n).upper()}."
        case 2:
            return f"{n}."
        case 3:
            return f"{letters(n)}."
        case 4:
            return f"({n})"
        case 5:
            return f"({letters(n)})"
        case _:
            return ""


def capital_outline(n: int) -> str:
    """Return the capital numeral of an outline: 拾 and 拾壹, where money writes 壹拾."""
    words = capital_number(n)
    return words[1:] if words.startswith(CAPITAL_DIGITS[1] + "拾") else words


def letters(n: int) -> str:
    """Return the letters that count: a, b … z, aa, ab."""
    out = ""
    while n > 0:
        n, place = divmod(n - 1, 26)
        out = chr(ord("a") + place) + out
    return out


def roman(n: int) -> str:
    """Return *n* in Roman numerals."""
    out = ""
    for value, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
        (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        out += sign * (n // value)
        n %= value
    return out
