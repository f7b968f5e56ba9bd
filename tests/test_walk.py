"""Acceptance 1: the main job by keys and clicks in the real window, in both languages.

A short run walks in one of them, and in the other for another seed.
"""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from app.exports.pdf import page_count, page_texts
from app.ui import screenshots
from tests.support import FULL, LANGUAGES, SEED
from tests.walk import PRICES, WORDS, empty_home, walk

QUIET_MS = 20


@pytest.mark.parametrize("language", LANGUAGES if FULL else (LANGUAGES[(SEED // 2 + 1) % 2],))
def test_the_walk(language: str, tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screenshots, "QUIET_MS", QUIET_MS)
    words = WORDS[language]
    result = walk(empty_home(tmp_path), language, tmp_path / "out")
    data = result.pdf.read_bytes()
    assert page_count(data) == result.meter
    text = re.sub(r"\s", "", "".join(page_texts(data)))
    for typed in words["chapters"]:
        assert re.sub(r"\s", "", typed) in text
    assert re.sub(r"\s", "", str(words["event"])) in text
    assert all(typed in chapter for typed, chapter in zip(words["chapters"], result.before, strict=True))
    assert result.after == result.before
    there, back, again = result.undone
    assert there == again != back
    assert result.put_back == (there, back)
    book = openpyxl.load_workbook(result.workbook, data_only=True)
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(item in cells for item in words["lines"])
    assert sum(int(price) * 2 for price in PRICES) in cells
    assert result.document.name.startswith(str(words["community"]))
