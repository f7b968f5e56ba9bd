"""Money in minor units: reading what people type, printing it as the forms and letters want it.

Sources: records_and_reports.md 0 (TWD has no minor unit here) and 6.2; ISO 4217 exponents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

from app.core.messages import N_, LocalText, Message, zh_en
from app.core.numerals import capital_number, parse_chinese_number, wan_number

EXPONENTS = {
    "TWD": 0, "USD": 2, "EUR": 2, "GBP": 2, "CAD": 2, "AUD": 2, "NZD": 2, "HKD": 2, "MOP": 2, "SGD": 2, "MYR": 2,
    "PHP": 2, "THB": 2, "IDR": 2, "INR": 2, "LKR": 2, "JPY": 0, "KRW": 0, "VND": 0,
}  # fmt: skip
"""Digits after the point; Babel and ISO say 2 for TWD, but cents of it have not been used for decades."""

LARGEST = 10**15
"""Amounts from here on are a slip; also far inside a 64-bit integer."""

LONGEST = 60
"""Characters of an amount; longer texts are something else."""

STYLES = ("grouped", "wan", "capital", "plain")

_SIGNS = {"TWD": "NT$", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "JP¥", "HKD": "HK$"}
_CHINESE = {"TWD": "元", "USD": "美元", "EUR": "歐元", "GBP": "英鎊", "JPY": "日圓", "HKD": "港元"}
_NAMES = {
    "TWD": zh_en("新臺幣", "New Taiwan dollars"),
    "USD": zh_en("美元", "US dollars"),
    "EUR": zh_en("歐元", "euros"),
    "GBP": zh_en("英鎊", "pounds sterling"),
    "JPY": zh_en("日圓", "yen"),
    "HKD": zh_en("港元", "Hong Kong dollars"),
}
_UNITS = {
    "TWD": zh_en("元", "TWD"),
    "USD": zh_en("美元", "USD"),
    "EUR": zh_en("歐元", "EUR"),
    "GBP": zh_en("英鎊", "GBP"),
    "JPY": zh_en("日圓", "JPY"),
    "HKD": zh_en("港元", "HKD"),
}
_MARKS = {
    "TWD": ("新臺幣", "新台幣", "臺幣", "台幣", "nt$", "ntd", "twd", "nt", "$"),
    "USD": ("美金", "美元", "us$", "usd", "u.s.$", "$"),
    "EUR": ("歐元", "eur", "€"),
    "GBP": ("英鎊", "gbp", "£"),
    "JPY": ("日幣", "日圓", "日元", "jp¥", "jpy", "¥"),
    "HKD": ("港幣", "港元", "hk$", "hkd", "$"),
}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the smallest unit of its currency.

    Args:
        minor: whole dollars for TWD, cents for USD.
        currency: ISO 4217 code.
    """

    minor: int
    currency: str = "TWD"


@dataclass(frozen=True, slots=True)
class ParsedMoney:
    """What a typed amount was understood as.

    Args:
        minor: minor units, ``None`` where the text is empty or not understood.
        problem: why there is no amount; the text is kept as typed.
        note: what was understood, to be shown beside the field.
    """

    minor: int | None = None
    problem: Message | None = None
    note: Message | None = None


UNREADABLE = N_("This is not an amount that can be read. Write it like {example}.")
AMBIGUOUS = N_("This could be two different amounts. Write it like {example}.")
OTHER_CURRENCY = N_("This amount is in another currency than {currency}.")
NO_CENTS = N_("Amounts in {currency} are whole numbers.")
TOO_LARGE = N_("This amount is too large.")


def exponent(currency: str) -> int:
    """Return how many digits *currency* has after the point; 2 where the table does not know it."""
    return EXPONENTS.get(currency, 2)


def currency_name(currency: str) -> LocalText:
    """Return what *currency* is called in each language; its code where the table does not know it."""
    return _NAMES.get(currency) or zh_en(currency, currency)


def currency_unit(currency: str) -> LocalText:
    """Return how the head of a column of money names its unit: 元 in Chinese tables, the code in English ones."""
    return _UNITS.get(currency) or zh_en(currency, currency)


_WESTERN = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?", re.A)
_WAN = re.compile(r"(?P<digits>\d+(?:,\d{3})*)\.(?P<part>\d+)(?P<unit>[萬億兆])", re.A)
_ENDS = re.compile(r"\s*(?:元整|元正|圓整|元|圓|塊錢|塊)$")


def parse_money(text: str, currency: str) -> ParsedMoney:
    """Read an amount as people type it.

    Args:
        text: as typed: 1,200, １２００元, NT$1,200, 新臺幣14萬5,650元, 1.5萬, 壹拾萬元整, $1,234.50.
        currency: ISO 4217 code of the field.

    Returns:
        Minor units, or the problem: grouping that is not by three digits, a point that may separate
        thousands, 3萬5 (35,000 or 30,005), parts of a unit that does not exist, another currency.
    """
    clean = normalize("NFKC", text).strip()
    if not clean:
        return ParsedMoney()
    if len(clean) > LONGEST:
        return ParsedMoney(
            problem=TOO_LARGE
            if re.fullmatch(r"[\d,.]+", clean, re.A)
            else Message(UNREADABLE.id, {"example": _example(currency)})
        )
    before, clean = _take_sign(clean)
    body, known = _without_marks(clean, currency)
    if not known:
        return ParsedMoney(problem=Message(OTHER_CURRENCY.id, {"currency": currency_name(currency)}))
    behind, body = _take_sign(body)
    body, ended = _ENDS.subn("", body)
    minor = _amount(body.strip(), currency, bool(ended))
    if before and behind:
        minor = UNREADABLE
    if isinstance(minor, Message):
        return ParsedMoney(
            problem=Message(minor.id, {"example": _example(currency), "currency": currency_name(currency)})
        )
    if minor >= LARGEST:
        return ParsedMoney(problem=TOO_LARGE)
    minor = -minor if before or behind else minor
    return ParsedMoney(minor, note=N_("Understood as {amount}", amount=Money(minor, currency)))


def _take_sign(text: str) -> tuple[bool, str]:
    """Return whether a minus stands before *text*, and the rest."""
    return (True, text[1:].strip()) if text[:1] in ("-", "−", "負") else (False, text)


def _example(currency: str) -> str:
    return "1,200" if exponent(currency) == 0 else "1,234.50"


def _without_marks(text: str, currency: str) -> tuple[str, bool]:
    """Return the text without the marks of *currency*, and whether no other currency is named."""
    lower = text.lower()
    for mark in _MARKS.get(currency, (currency.lower(),)):
        if lower.startswith(mark):
            return text[len(mark) :].strip(" :"), True
        if lower.endswith(mark):
            return text[: -len(mark)].strip(), True
    others = [mark for other, marks in _MARKS.items() if other != currency for mark in marks]
    return text, not any(mark in lower for mark in others)


def _amount(body: str, currency: str, ended: bool) -> int | Message:
    """Return minor units without a sign, or the message of the problem.

    Args:
        body: digits and Chinese units alone.
        currency: ISO 4217 code.
        ended: whether 元 stood behind, which settles 3萬5元.
    """
    digits = exponent(currency)
    if found := _WESTERN.fullmatch(body):
        return _western(found["whole"].replace(",", ""), found["part"] or "", digits)
    if re.fullmatch(r"[\d.,\s']+", body, re.A):
        return AMBIGUOUS if re.search(r"\d", body) else UNREADABLE
    if found := _WAN.fullmatch(body):
        scale, part = {"萬": 4, "億": 8, "兆": 12}[found["unit"]], found["part"]
        if len(part) > scale:
            return UNREADABLE
        return int(found["digits"].replace(",", "") + part.ljust(scale, "0")) * int(10**digits)
    if not ended and re.search(r"[萬億千仟百佰][1-9一二三四五六七八九壹貳參肆伍陸柒捌玖]$", body):
        return AMBIGUOUS
    if re.search(r"\d,(?!\d{3}(?!\d))", body):
        return AMBIGUOUS
    whole, part = _chinese_cents(body) if digits == 2 else (body, 0)
    value = parse_chinese_number(whole)
    return UNREADABLE if value is None else value * int(10**digits) + part


def _western(whole: str, part: str, digits: int) -> int | Message:
    if part and set(part) != {"0"} and not digits:
        # 1.200 may be 1,200 written in the European way
        return AMBIGUOUS if len(part) == 3 else NO_CENTS
    if len(part) > digits and (len(part) == 3 or part.strip("0")):
        return AMBIGUOUS
    return int(whole) * int(10**digits) + int(part[:digits].ljust(digits, "0") or "0")


def _chinese_cents(body: str) -> tuple[str, int]:
    """Return the whole part and the cents of 壹仟元伍角零伍分."""
    found = re.fullmatch(r"(.+?)元零?(?:(.)角)?零?(?:(.)分)?整?", body)
    if found is None:
        return body, 0
    tenths, hundredths = (parse_chinese_number(one) if one else 0 for one in (found[2], found[3]))
    return found[1], (tenths or 0) * 10 + (hundredths or 0)


def format_money(minor: int, currency: str, style: str = "grouped", language: str = "zh_TW") -> str:
    """Return an amount as it is printed.

    Args:
        minor: minor units.
        currency: ISO 4217 code.
        style: ``grouped`` 新臺幣100,000元 or NT$100,000; ``wan`` 新臺幣14萬5,650元; ``capital``
            新臺幣壹拾萬元整 (receipts); ``plain`` 100,000 (columns whose head names the unit).
            English has no ``wan`` and ``capital`` and prints ``grouped``.
        language: ``"zh_TW"``; anything else prints English.

    Raises:
        ValueError: no such style.
    """
    if style not in STYLES:
        raise ValueError(f"no money style {style!r}")
    sign, size = ("-" if minor < 0 else ""), abs(minor)
    whole, part = divmod(size, 10 ** exponent(currency))
    cents = f".{part:0{exponent(currency)}d}" if exponent(currency) else ""
    if style == "plain":
        return f"{sign}{whole:,}{cents}"
    if language != "zh_TW":
        mark = _SIGNS.get(currency)
        return f"{sign}{mark}{whole:,}{cents}" if mark else f"{sign}{currency} {whole:,}{cents}"
    before, unit = ("新臺幣", "元") if currency == "TWD" else ("", _CHINESE.get(currency, f" {currency}"))
    if style == "capital":
        return ("新臺幣" if currency == "TWD" else _CHINESE.get(currency, currency)) + capital_money(minor, currency)
    number = f"{whole:,}" if style == "grouped" else wan_number(whole)
    return f"{before}{sign}{number}{cents}{unit}"


def capital_money(minor: int, currency: str = "TWD") -> str:
    """Return the amount alone in capital numerals: 壹拾萬元整, 壹仟元伍角整, 壹元零伍分."""
    whole, part = divmod(abs(minor), 10 ** exponent(currency))
    words = ("負" if minor < 0 else "") + capital_number(whole) + "元"
    if not part or exponent(currency) != 2:
        return words + "整"
    tenths, hundredths = divmod(part, 10)
    words += f"{capital_number(tenths)}角" if tenths else "零"
    return words + (f"{capital_number(hundredths)}分" if hundredths else "整")
