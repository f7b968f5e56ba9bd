"""Every hostile table ends in a sentence; what exceeds the limits is refused before it is expanded."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import InputError
from app.i18n import Translator
from app.imports.grid import LIMITS, Limits, Meter
from app.imports.workbook import read_book
from tests.imports.hostile import ODD, REFUSED

BEFORE_ANYTHING = {
    "bomb.xlsx",
    "tight.xlsx",
    "many parts of medium size.xlsx",
    "overlapping.xlsx",
    "2500 parts.xlsx",
    "endless list.xlsx",
    "twice the same.xlsx",
    "zip password.xlsx",
}
"""Refused from the list of parts alone: not a byte is expanded."""
HEADS = 400_000
"""Bytes that the beginnings of all parts take at most."""


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_it_is_refused_with_a_reason_in_three_parts(name: str, tmp_path: Path) -> None:
    code, make = REFUSED[name]
    path, meter = tmp_path / name, Meter()
    path.write_bytes(make())
    with pytest.raises(InputError) as caught:
        read_book(path, meter=meter)
    error = caught.value
    assert error.code == code
    assert error.exit_code == 2
    for language in ("zh_TW", "en"):
        said = [Translator(language).text(one) for one in (error.what, error.safe, error.todo)]
        assert all(said)
        assert not any("{" in one for one in said)
    assert meter.expanded <= LIMITS.unpacked
    assert meter.cells <= LIMITS.cells + 20_000
    assert meter.rows <= LIMITS.rows + 1
    if name in BEFORE_ANYTHING:
        assert (meter.expanded, meter.cells) == (0, 0)
    if name == "lying list.xlsx":
        assert meter.expanded < 5_000
    if code == "table.hostile":
        assert meter.cells == 0
        assert meter.expanded <= HEADS


def test_there_are_enough_of_them() -> None:
    assert len(REFUSED) + len(ODD) >= 40


@pytest.mark.parametrize("name", sorted(ODD))
def test_odd_files_are_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(ODD[name]())
    book = read_book(path)
    assert any("陳" in str(cell) or "甲" in str(cell) or "=" in str(cell) or "x" in str(cell)
               for grid in book.grids for row in grid.rows for cell in row.cells)  # fmt: skip


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(file=100), "table.too_large"),
        (Limits(unpacked=2_000), "table.too_large"),
        (Limits(entries=3), "table.hostile"),
        (Limits(cells=50), "table.too_many_cells"),
        (Limits(rows=10), "table.too_many_rows"),
    ],
)
def test_each_limit_is_kept(limits: Limits, code: str, tmp_path: Path) -> None:
    from tests.imports.hostile import good

    path, meter = tmp_path / "good.xlsx", Meter()
    path.write_bytes(good())
    with pytest.raises(InputError) as caught:
        read_book(path, limits, meter=meter)
    assert caught.value.code == code
    assert meter.cells <= limits.cells + 2
    assert meter.rows <= limits.rows + 1


def test_a_text_keeps_to_the_limits_too(tmp_path: Path) -> None:
    (tmp_path / "long.csv").write_text("a,b\n" * 30, encoding="utf-8")
    for limits, code in ((Limits(rows=10), "table.too_many_rows"), (Limits(cells=10), "table.too_many_cells")):
        with pytest.raises(InputError) as caught:
            read_book(tmp_path / "long.csv", limits)
        assert caught.value.code == code


def test_the_macro_and_the_link_are_told(tmp_path: Path) -> None:
    (tmp_path / "m.xlsm").write_bytes(ODD["macros.xlsm"]())
    said = [one.id for one in read_book(tmp_path / "m.xlsm").notes]
    assert any("macros" in one for one in said)
    assert any("other files" in one for one in said)
