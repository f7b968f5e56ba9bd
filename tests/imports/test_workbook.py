"""Tables as other programs write them: what their cells hold, and where."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.core.errors import InputError
from app.imports.grid import Place, Unread, letters
from app.imports.workbook import read_book


def test_cells_come_as_they_stand_in_the_workbook(tmp_path: Path) -> None:
    made = Workbook()
    sheet = made.active
    sheet.title = "人員"
    sheet.append(["姓名 ", 12, 0.1 + 0.2, True, datetime(2025, 4, 15), date(2025, 4, 15), time(9, 30)])
    sheet["C3"], sheet["D3"], sheet["E3"] = "第一行\n第二行", timedelta(hours=25), -3
    sheet["A5"], sheet["B5"] = "=1+1", "_x005F_x0041_"
    sheet["A6"] = "#REF!"
    sheet["A9"] = "last"
    sheet.merge_cells("A9:C10")
    made.create_sheet("Empty")
    made.create_sheet("藏").sheet_state = "hidden"
    made.save(tmp_path / "名冊.xlsx")
    book = read_book(tmp_path / "名冊.xlsx")
    assert [(one.name, one.hidden) for one in book.grids] == [("人員", False), ("Empty", False), ("藏", True)]
    rows = {row.number: row for row in book.grids[0].rows}
    moment = datetime(2025, 4, 15)
    assert rows[1].cells == ("姓名 ", 12, Decimal("0.3"), True, moment, moment, time(9, 30))
    assert rows[3].cells == (None, None, "第一行\n第二行", timedelta(hours=25), -3)
    assert isinstance(rows[5].at(0), Unread)
    assert rows[5].at(1) == "_x0041_"
    assert isinstance(rows[6].at(0), Unread)
    assert rows[6].at(7) is None
    assert book.grids[0].merged == ((9, 0, 10, 2),)
    assert (book.meter.cells, book.meter.rows) == (14, 6)
    assert len(book.notes) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp950", "utf-16", "utf-16-le", "big5hkscs"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_text_table_is_read_in_the_encodings_of_the_place(tmp_path: Path, encoding: str, separator: str) -> None:
    lines = [
        ["姓名", "電話", "備註"],
        ["陳美玉", "0912345678", '他說 ""好"",\n明天來'],
        ["林大同", "", ""],
        ["王小美", "", "x"],
    ]
    text = "\r\n".join(separator.join(f'"{one}"' if "\n" in one else one for one in line) for line in lines)
    (tmp_path / "名冊.csv").write_bytes(text.encode(encoding))
    book = read_book(tmp_path / "名冊.csv")
    rows = book.grids[0].rows
    assert book.grids[0].name == "名冊"
    assert [row.number for row in rows] == [1, 2, 4, 5]
    assert rows[1].cells == ("陳美玉", "0912345678", '他說 "好",\n明天來')
    assert rows[2].cells == ("林大同",)


def test_what_is_in_no_encoding_is_named_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "mixed.csv").write_bytes("姓名\n陳".encode() + b"\n" + "陳美玉\n".encode("cp950") + b"\xff\xff\n")
    with pytest.raises(InputError) as caught:
        read_book(tmp_path / "mixed.csv")
    assert caught.value.what.params["line"] == 3


def test_places_are_said_in_words() -> None:
    assert Place("People", 12, "Phone").message().id == "sheet {sheet}, row {row}, column {column}"
    assert Place(row=3).message().params["row"] == 3
    assert [letters(one) for one in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
