"""The budget by command: exported, changed in a spreadsheet, brought in as a version that changes nothing yet."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from app.core.clock import FixedClock
from app.i18n import Translator
from app.services.opening import open_workspace
from tests.console import Console
from tests.practice import program_at


def test_a_workbook_goes_out_and_comes_back_as_a_version(
    small: Path, home: Path, tmp_path: Path, clock: FixedClock, console: Console
) -> None:
    book = tmp_path / "budget.xlsx"
    assert console("export", small, "budget", "--out", book, "--lang", "en").code == 0
    edited = load_workbook(book)
    lines = edited.worksheets[1]
    lines["E4"], lines["A5"] = 123, "Magic"
    edited.save(book)
    tried = console("import", small, book, "--kind", "budget", "--dry-run")
    assert tried.code == 64
    assert "as a version" in tried.mistake
    came = console("import", small, book, "--kind", "budget")
    assert came.code == 1
    assert any(one.startswith("Changed: ") for one in came.out)
    assert any("row 5" in one and "Magic" in one for one in came.out)
    ws = open_workspace(small, program_at(home, clock), Translator("en"), edit=False)
    try:
        assert [one.state for one in ws.plans.budgets()] == ["applied", "draft"]
        before, after = (ws.plans.plan(one.id).lines[0].unit_price for one in ws.plans.budgets())
        assert before != after == 123
    finally:
        ws.close()
