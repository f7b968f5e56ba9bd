"""The budget workbook as a person gets it: values that a viewer shows, formulas that a program recalculates."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.acceptance.conftest import FORMULA
from tests.exports.xlsx.oracle import cell_values, differences

BOOKS = ("budget.xlsx", "budget-en.xlsx")


@pytest.mark.parametrize("book", BOOKS)
def test_every_formula_has_its_value_in_the_file(outputs: Path, book: str) -> None:
    values = cell_values((outputs / book).read_bytes())
    assert len(values) > 50
    assert [place for place, value in values.items() if value is None] == []
    assert [place for place, value in values.items() if str(value).startswith("#")] == []


@pytest.mark.parametrize("book", BOOKS)
def test_a_line_that_looks_like_a_formula_stays_text(outputs: Path, book: str) -> None:
    cells = [
        cell
        for sheet in openpyxl.load_workbook(outputs / book)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value == FORMULA
    ]
    assert cells
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)


@pytest.mark.needs_libreoffice
def test_libreoffice_works_out_the_same_and_finds_a_seeded_mistake(outputs: Path, tmp_path: Path) -> None:
    data = (outputs / BOOKS[0]).read_bytes()
    right, wrong = tmp_path / "right", tmp_path / "wrong"
    right.mkdir()
    assert differences(data, right) == []
    wrong.mkdir()
    assert len(differences(_with_a_wrong_value(data), wrong)) == 1


def _with_a_wrong_value(data: bytes) -> bytes:
    """Return the workbook with one stored value of a formula made wrong, its formula untouched."""
    import re
    import zipfile
    from io import BytesIO

    source, out, changed = zipfile.ZipFile(BytesIO(data)), BytesIO(), 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename.startswith("xl/worksheets/") and not changed:
                content, changed = re.subn(rb"(</f><v>)(\d+)(</v>)", rb"\g<1>9\2\3", content, count=1)
            packed.writestr(entry, content)
    assert changed == 1
    return out.getvalue()
