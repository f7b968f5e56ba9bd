"""Which of our languages a person's system asks for, decided by script and not by code page or country."""

from __future__ import annotations

import re

LANGUAGES = ("zh_TW", "en")
"""What the program speaks; the first is the one it was written for."""

PSEUDO = "qps"
"""A pretended language that lengthens every text, to prove that the screens hold it."""

_TRADITIONAL_PLACES = frozenset({"tw", "hk", "mo"})
_SIMPLIFIED_PLACES = frozenset({"cn", "sg", "my"})
_SINITIC = frozenset({"zh", "yue", "nan", "hak", "lzh", "cmn", "chinese"})
_OF_SCRIPT = {"Hant": "zh_TW", "Hans": "zh_TW"}
"""A reader of Simplified characters is better served by our only Chinese than by English."""


def script(locale_name: str) -> str:
    """Return ``"Hant"`` or ``"Hans"`` for a Chinese locale, "" for any other.

    Args:
        locale_name: as systems write it: zh_TW, zh-Hant-HK, zh_MO.UTF-8, Chinese (Traditional)_Taiwan.950.
    """
    parts = [part for part in re.split(r"[^a-z0-9]+", locale_name.lower()) if part]
    if not parts or parts[0] not in _SINITIC:
        return ""
    if "hant" in parts or "traditional" in parts:
        return "Hant"
    if "hans" in parts or "simplified" in parts:
        return "Hans"
    if _TRADITIONAL_PLACES & set(parts):
        return "Hant"
    if _SIMPLIFIED_PLACES & set(parts):
        return "Hans"
    return "Hans" if parts[0] in ("zh", "cmn", "chinese") else "Hant"


def resolve_language(locale_name: str) -> str:
    """Return the language of ours for a system's locale: ``"zh_TW"`` for every Chinese, else ``"en"``."""
    return PSEUDO if locale_name == PSEUDO else _OF_SCRIPT.get(script(locale_name), "en")


def qt_catalogue(language: str) -> str:
    """Return the name of Qt's own catalogue for *language*, "" where Qt's English will do."""
    return "qtbase_zh_TW" if language == "zh_TW" else ""
