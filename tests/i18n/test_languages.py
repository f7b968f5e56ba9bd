"""Which language a system's locale asks for."""

from __future__ import annotations

import pytest

from app.i18n import qt_catalogue, resolve_language
from app.i18n.languages import script


@pytest.mark.parametrize(
    ("name", "letters", "language"),
    [
        ("zh_TW", "Hant", "zh_TW"), ("zh-Hant-TW", "Hant", "zh_TW"), ("zh_HK", "Hant", "zh_TW"),
        ("zh_MO.UTF-8", "Hant", "zh_TW"),
        ("zh-Hant", "Hant", "zh_TW"), ("zh_Hant_HK", "Hant", "zh_TW"), ("zh_TW.Big5@radical", "Hant", "zh_TW"),
        ("Chinese (Traditional)_Taiwan.950", "Hant", "zh_TW"), ("zh-Hans-HK", "Hans", "zh_TW"),
        ("zh_CN", "Hans", "zh_TW"),
        ("zh_SG", "Hans", "zh_TW"), ("zh", "Hans", "zh_TW"), ("yue_HK", "Hant", "zh_TW"), ("nan_TW", "Hant", "zh_TW"),
        ("en_US", "", "en"), ("en-GB", "", "en"), ("de_DE", "", "en"), ("C", "", "en"), ("POSIX", "", "en"),
        ("", "", "en"),
        ("zhx", "", "en"), ("qps", "", "qps"),
    ],
)  # fmt: skip
def test_by_script(name: str, letters: str, language: str) -> None:
    assert script(name) == letters
    assert resolve_language(name) == language


def test_qt_catalogue() -> None:
    assert qt_catalogue("zh_TW") == "qtbase_zh_TW"
    assert qt_catalogue("en") == qt_catalogue("qps") == ""
