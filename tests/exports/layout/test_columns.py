"""Room is given to what needs it: columns whose cells would break, names, covers and entries of the contents."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest

from app.core.richtext import plain
from app.exports.docx import write_docx
from app.exports.layout import lay_out, page_items
from app.exports.layout.items import PictureItem, TextItem
from app.exports.spec import (
    Column,
    Contents,
    DocumentSpec,
    Paragraph,
    Part,
    PhotoItem,
    Photos,
    Picture,
    Table,
)
from tests.exports.pages import DrawnPictures, fonts

ROWS = (
    ("項次", "組別", "組長", "災時任務"),
    ("1", "指揮中心", "林○○、黃○○", "決定開設、撤離與收容的時間，對公所與消防分隊的單一窗口"),
    ("2", "巡查警戒組", "吳○○", "看水位尺與坡面，三十分鐘回報一次"),
    ("整備階段平時每一季都要做的事，寫在同一列", "", "", ""),
    ("3", "通報聯絡組", "張○○", "廣播、群組、電話與無線電"),
)


def _spec(*weights: float) -> DocumentSpec:
    rows = tuple(tuple(plain(cell) for cell in row) for row in ROWS)
    table = Table("t", tuple(Column(one) for one in weights), rows, numbered=False)
    return DocumentSpec("表", "zh_TW", (Part("one", "chapter", plain("一"), (table,)),), date_iso="2025-04-15")


def _texts(spec: DocumentSpec) -> list[str]:
    laid = lay_out(spec, fonts())
    return [
        one.text
        for page in laid.pages
        for placed, items in page_items(laid, page)
        if placed.row.block_id == "t"
        for one in items
        if isinstance(one, TextItem)
    ]


def test_a_column_gives_what_it_does_not_need_to_those_whose_cells_break() -> None:
    texts = _texts(_spec(1, 4, 2, 3))
    assert "林○○、黃○○" in texts  # one line, although its share is too narrow
    assert ROWS[3][0] in texts  # what stands alone in its row runs over all columns
    assert sum(one in ROWS[1][3] and len(one) > 1 for one in texts) == 2  # by shares alone: three lines


def test_the_columns_of_the_paper_for_word_are_as_wide_and_a_lone_cell_runs_across() -> None:
    document = docx.Document(io.BytesIO(write_docx(_spec(1, 4, 2, 3), fonts(), DrawnPictures())))
    (table,) = document.tables
    widths = [(column.width or 0) / 12700 for column in table.columns]
    assert widths[2] > widths[1]  # by their shares the second would be twice as wide
    page = _spec(1, 1, 1, 1).page
    assert abs(sum(widths) - (page.width - page.left - page.right)) < 1
    assert [len(row._tr.tc_lst) for row in table.rows] == [4, 4, 4, 1, 4]
    assert [row.cells[0].text for row in table.rows] == [row[0] for row in ROWS]


def test_a_masked_name_is_not_parted() -> None:
    rows = tuple(tuple(plain(cell) for cell in row) for row in (("名", "事"), ("陳○○、黃○○、林○○、王○○", "字" * 300)))
    table = Table("t", (Column(1), Column(9)), rows, numbered=False)
    part = Part("one", "chapter", plain("一"), (table,))
    texts = [one for one in _texts(DocumentSpec("表", "zh_TW", (part,), date_iso="2025-04-15")) if "○" in one]
    assert len(texts) > 1
    assert not [one for one in texts if one.startswith("○")]


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("114年4月15日至114年6月15日", ["114年4月15日", "至", "114年6月15日"]),
        ("January 15, 2025 (ROC 114) to July 1", ["January 15,", "2025", "(ROC 114) to", "July 1"]),
    ],
)
def test_a_date_in_a_narrow_column_is_not_parted_within(said: str, lines: list[str]) -> None:
    rows = ((plain("一"), plain("二")), (plain("長" * 90), plain(said)))
    part = Part("one", "chapter", plain("一"), (Table("t", (Column(8), Column(2)), rows, numbered=False),))
    laid = lay_out(DocumentSpec("表", "zh_TW", (part,), date_iso="2025-04-15"), fonts())
    found: dict[float, str] = {}
    for placed, items in page_items(laid, laid.pages[0]):
        for one in items:
            if placed.row.block_id == "t" and isinstance(one, TextItem) and "長" not in one.text:
                found[one.y] = found.get(one.y, "") + one.text
    assert [one for one in found.values() if one != "一二"] == lines


def test_a_row_that_heads_others_never_ends_a_page() -> None:
    rows = tuple((plain(f"列{one}"), plain("5")) for one in range(60))

    def last_rows(*leads: int) -> list[str]:
        table = Table("t", (Column(3), Column(1)), rows, numbered=False, leads=leads)
        part = Part("one", "chapter", plain("一"), (table,))
        laid = lay_out(DocumentSpec("表", "zh_TW", (part,), date_iso="2025-04-15"), fonts())
        items = [[each for _, each in page_items(laid, page)] for page in laid.pages]
        texts = [[one.text for each in page for one in each if isinstance(one, TextItem)] for page in items]
        return [max((one for one in page if one.isdigit() and one != "5"), key=int) for page in texts]

    first = int(last_rows()[0])
    assert last_rows(first)[0] == str(first - 1)


def test_a_cover_with_long_names_stays_on_one_page() -> None:
    """Its picture gives way, so that its last line does not stand on a page of its own."""
    photo = Photos("ph", (PhotoItem("ph1", Picture("0" * 64, 1600, 1200)),), 1, numbered=False)
    lines = (
        Paragraph("t", plain("很長的鄉鎮名稱" * 12), "title"),
        Paragraph("n", plain("很長的社區名稱" * 45), "centre"),
    )
    last = Paragraph("d", plain("114年3月28日"), "centre")
    part = Part("cover", "cover", (), (*lines, photo, last), listed=False, show_title=False)
    high = []
    for blocks in (part.blocks, (lines[0], photo, last)):
        laid = lay_out(DocumentSpec("表", "zh_TW", (replace(part, blocks=blocks),), date_iso="2025-04-15"), fonts())
        assert len(laid.pages) == 1
        high += [one.height for page in laid.pages for _, items in page_items(laid, page)
                 for one in items if isinstance(one, PictureItem)]  # fmt: skip
    assert 100 < high[0] < high[1]


def test_an_entry_of_the_contents_breaks_before_its_bracket() -> None:
    chapter = Part(
        "c", "chapter", plain("減災規劃、整備規劃、應變規劃、復原/重建規劃(其一亦可)"), (Paragraph("p", plain("字")),)
    )
    listed = Part("l", "contents", plain("目錄"), (Contents("t"),), listed=False)
    laid = lay_out(DocumentSpec("表", "zh_TW", (listed, chapter), date_iso="2025-04-15"), fonts())
    rows = ["".join(one.text for one in items if isinstance(one, TextItem))
            for placed, items in page_items(laid, laid.pages[0]) if placed.row.block_id == "t"]  # fmt: skip
    assert rows[1].startswith("(其一亦可)")
