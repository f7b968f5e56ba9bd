"""The hazard report as a workbook: its formulas give the shares that are printed, and LibreOffice agrees."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.services.output_kinds import Request, Tools, prepare
from app.services.workspace import Workspace
from tests.exports.pages import DrawnPictures
from tests.exports.xlsx.oracle import differences


def book(ws: Workspace, fonts: FontSet, language: str = "zh_TW") -> bytes:
    output = prepare(ws, "hazard-workbook", Request(language=language))(Tools(fonts, DrawnPictures()), NoProgress())
    assert output.single is not None
    return output.single


def rows(data: bytes, sheet: str) -> list[list[object]]:
    found = openpyxl.load_workbook(BytesIO(data), data_only=True)[sheet]
    return [[cell.value for cell in row] for row in found.iter_rows(min_row=4)]


def test_amounts_shares_and_printed_shares_agree(ws: Workspace, fonts: FontSet) -> None:
    data = book(ws, fonts)
    assert rows(data, "事件與損失")[-1] == ["合計", 14, 3, 25, 1212, 112]
    exact, printed = rows(data, "精確占比"), rows(data, "印出的占比")
    assert printed[0] == ["風災", 21, 0, 48, 35, 31, 29]
    assert printed[-1][1:] == [100] * 6
    for one, other in zip(exact, printed[:-1], strict=True):
        assert one[0] == other[0]
        for share, whole in zip(one[1:], other[1:], strict=True):
            assert abs(float(str(share)) - float(str(whole))) < 1


def test_formulas_are_alive(ws: Workspace, fonts: FontSet) -> None:
    sheet = openpyxl.load_workbook(BytesIO(book(ws, fonts, "en")))["Exact shares"]
    assert str(sheet["B4"].value).startswith("=IF(")
    assert "Events and losses" in str(sheet["G4"].value)


def test_a_community_without_events_gets_an_empty_book(empty: Workspace, fonts: FontSet) -> None:
    assert rows(book(empty, fonts), "印出的占比")[-1][1:] == ["－"] * 6


@pytest.mark.needs_libreoffice
def test_libreoffice_works_out_the_same(ws: Workspace, fonts: FontSet, tmp_path: Path) -> None:
    assert differences(book(ws, fonts), tmp_path) == []
