"""Checks of texts with a known form. A breach is said, never refused: the text is kept as typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from unicodedata import normalize

from app.core.messages import N_, Message

TAX_WEIGHTS = (1, 2, 1, 2, 1, 2, 4, 1)
PHONE_DIGITS = range(7, 16)

BAD_PHONE = N_("This does not look like a phone number. Check the digits.")
BAD_EMAIL = N_("This does not look like an e-mail address, such as name@example.org.")
TAX_LENGTH = N_("A business number has eight digits in Taiwan, nine in the USA.")
TAX_SUM = N_("The check digit of this business number does not fit. Compare it with the invoice.")

_EIN = re.compile(r"\d{2}-?\d{7}")
"""Business number of the USA: nine digits, which have no check digit."""
_EXTENSION = re.compile(r"\s*(?:#|轉|分機|ext\.?|x)\s*\d{1,6}\s*$", re.I)
_PHONE = re.compile(r"\+?[\d\s().\-/]+")
_EMAIL = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@.,;<>()]{2,}")


def phone(text: str) -> Message | None:
    """Return what is wrong with a phone number, ``None`` where it may be one.

    Any country's form is taken: 7 to 15 digits, a plus, brackets, dashes, an extension.
    """
    clean = _EXTENSION.sub("", normalize("NFKC", text).strip())
    digits = sum(one.isdecimal() for one in clean)
    return None if _PHONE.fullmatch(clean) and digits in PHONE_DIGITS else BAD_PHONE


def email(text: str) -> Message | None:
    """Return what is wrong with an e-mail address, ``None`` where it may be one."""
    return None if _EMAIL.fullmatch(normalize("NFKC", text).strip()) else BAD_EMAIL


def tax_id(text: str) -> Message | None:
    """Return what is wrong with a 統一編號, ``None`` where it fits, or where it is a business number of the USA.

    The weighted digit sum must be divisible by 5; where the seventh digit is 7, one more counts too.
    Source: ``records_and_reports.md`` R24 (a number that fails is warned about, never refused).
    """
    digits = normalize("NFKC", text).strip()
    if _EIN.fullmatch(digits):
        return None
    if not (digits.isascii() and digits.isdecimal() and len(digits) == len(TAX_WEIGHTS)):
        return TAX_LENGTH
    products = (int(digit) * weight for digit, weight in zip(digits, TAX_WEIGHTS, strict=True))
    total = sum(product // 10 + product % 10 for product in products)
    return None if total % 5 == 0 or (digits[6] == "7" and (total + 1) % 5 == 0) else TAX_SUM


CHECKS: Mapping[str, Callable[[str], Message | None]] = MappingProxyType(
    {"phone": phone, "email": email, "tax_id": tax_id}
)
