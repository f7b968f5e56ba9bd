"""A .docx holds what its spec says, read back with python-docx; the same spec gives the same bytes."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from app.core.richtext import Atom, Run, plain
from app.exports.docx import write_docx
from app.exports.drawings import Bar, Bars
from app.exports.spec import (
    LETTER,
    Chart,
    Column,
    DocumentSpec,
    FormField,
    FormGrid,
    GridColumn,
    Heading,
    ListItem,
    Paragraph,
    Part,
    PhotoItem,
    Photos,
    Picture,
    Table,
    Tick,
)
from tests.exports.pages import DrawnPictures, fonts

ARABIC = "مرحبا بكم في الاجتماع الأول"


@pytest.fixture(scope="module")
def spec() -> DocumentSpec:
    blocks = (
        Heading("h1", 1, plain("時間與報酬")),
        Paragraph("p", (Run("見第"), Atom("page", "t"), Run("頁的"), Atom("ref", "t"), Run("粗", ("b",)))),
        ListItem("a1", plain("先聽"), "number"),
        ListItem("a2", plain("再說"), "number"),
        Paragraph("between", plain("另一段"), "plain"),
        ListItem("b1", plain("又從一開始"), "number"),
        Table("t", (Column(3), Column(1, "right")), ((plain("項目"), plain("時數")), (plain("會議"), plain("36"))),
              caption=plain("第一年")),
        Photos("ph", (PhotoItem("ph1", Picture("0" * 64, 400, 300), plain("榕樹下")),), 2),
        Chart("c", Bars((Bar("會議", 36, "36"), Bar("外展", 44, "44"))), plain("時數"), alt="會議36，外展44"),
        FormField("f", plain("可以嗎"), "ticks", ticks=(Tick("1", plain("可以"), True), Tick("2", plain("不行")))),
        FormGrid("g", (GridColumn(plain("日期")), GridColumn(plain("時數"))), blank=2),
        Paragraph("ar", plain(ARABIC)),
        Paragraph("day", plain("April 1, 2025 (ROC 114)")),
    )  # fmt: skip
    part = Part("one", "chapter", plain("招募"), blocks)
    return DocumentSpec("職位說明", "zh_TW", (part,), LETTER, footer="安和社區", date_iso="2025-04-15", watermark="練習",
                        author="安和社區", page_words="第 {page} 頁，共 {pages} 頁")  # fmt: skip


@pytest.fixture(scope="module")
def made(spec: DocumentSpec) -> bytes:
    return write_docx(spec, fonts(), DrawnPictures())


def _read(made: bytes) -> Any:  # noqa: ANN401 - a document of python-docx
    return docx.Document(io.BytesIO(made))


def test_what_the_spec_says_is_read_back(made: bytes) -> None:
    read = _read(made)
    said = [one.text for one in read.paragraphs]
    assert "第一章　招募" in said
    assert "一、時間與報酬" in said
    assert "表1、第一年" in said
    assert "☒ 可以　☐ 不行　" in said
    assert any("見第" in one and "表1" in one for one in said)
    assert "April\xa01, 2025 (ROC\xa0114)" in said  # Word parts a date where our pages do, not within
    assert [cell.text for row in read.tables[0].rows for cell in row.cells] == ["項目", "時數", "會議", "36"]
    assert read.tables[0].rows[0]._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
    assert len(read.tables[2].rows) == 3
    assert [one.style.name for one in read.paragraphs if one.text == "一、時間與報酬"] == ["Heading 2"]
    section = read.sections[0]
    assert (section.page_width.pt, section.page_height.pt) == (612, 792)
    assert "練習" in section.header.paragraphs[0].text
    assert section.footer.paragraphs[0].text == "安和社區\t第 1 頁，共 1 頁"
    facts = read.core_properties
    assert (facts.title, facts.author, str(facts.created)[:10]) == ("職位說明", "安和社區", "2025-04-15")


def test_each_list_counts_from_one(made: bytes) -> None:
    read = _read(made)
    items = {
        one.text: one._p.pPr.numPr.numId.val
        for one in read.paragraphs
        if one._p.pPr is not None and one._p.pPr.numPr is not None
    }
    assert items["先聽"] == items["再說"] != items["又從一開始"]
    numbers = read.part.numbering_part.element
    for num in (one for one in numbers.num_lst if one.numId in items.values()):
        assert num.lvlOverride_lst[0].startOverride.val == 1


def test_a_page_asked_for_is_a_field_that_finds_its_table(made: bytes) -> None:
    body = _read(made).element.body
    asked = [one.text.split()[1] for one in body.iter(qn("w:instrText")) if "PAGEREF" in one.text]
    marks = {one.get(qn("w:name")): one.getparent() for one in body.iter(qn("w:bookmarkStart"))}
    assert len(asked) == 1
    assert "".join(one.text for one in marks[asked[0]].iter(qn("w:t"))) == "表1、第一年"


def test_pictures_are_as_large_as_on_the_page_and_say_what_they_show(made: bytes) -> None:
    read = _read(made)
    shown = [one.get("descr") for one in read.element.body.iter(qn("wp:docPr"))]
    assert shown == ["榕樹下", "會議36，外展44"]
    extent = next(iter(read.element.body.iter(qn("wp:extent"))))
    assert int(extent.get("cx")) / int(extent.get("cy")) == pytest.approx(4 / 3, rel=0.01)


def test_arabic_runs_from_right_to_left(made: bytes) -> None:
    (found,) = [one for one in _read(made).paragraphs if one.text == ARABIC]
    assert found._p.pPr.find(qn("w:bidi")) is not None
    assert all(run._r.rPr.find(qn("w:rtl")) is not None for run in found.runs)
    assert {run._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) for run in found.runs} == {"ar-SA"}


def test_only_what_is_arabic_or_hebrew_is_marked_so_and_numbers_keep_their_order() -> None:
    blocks = (
        Paragraph("a", (Run("اتصلوا 02-2345 أو "), Run("Banyan", ("b",)), Run(" שלום", ("b", "e")))),
        Paragraph("b", plain("The word سلام means peace.")),
        Table("t", (Column(1), Column(1, "right")), ((plain("البند"), plain("المبلغ")), (plain("قاعة"), plain("12")))),
    )
    spec = DocumentSpec("t", "en", (Part("p", "plain", plain("عنوان"), blocks),), footer="بلدة Banyan")
    read = _read(write_docx(spec, fonts(), DrawnPictures()))
    first = next(one for one in read.paragraphs if "Banyan" in one.text)
    marked = [(run.text, run._r.rPr is not None and run._r.rPr.find(qn("w:rtl")) is not None) for run in first.runs]
    assert marked == [("اتصلوا ", True), ("\u200e02-2345", False), (" أو ", True), ("Banyan", False), (" שלום", True)]
    children = [one.tag.partition("}")[2] for one in first.runs[-1]._r.rPr]
    assert children == ["b", "bCs", "i", "iCs", "rtl", "lang"]
    assert first.runs[-1]._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "he-IL"
    second = next(one for one in read.paragraphs if "peace" in one.text)
    assert second._p.pPr is None or second._p.pPr.find(qn("w:bidi")) is None
    assert [run.text for run in second.runs] == ["The word ", "سلام", " means peace."]
    assert read.tables[0]._tbl.tblPr.find(qn("w:bidiVisual")) is not None
    sizes = read.styles["Heading 1"].element.rPr
    assert sizes.find(qn("w:szCs")).get(qn("w:val")) == sizes.find(qn("w:sz")).get(qn("w:val"))


def test_the_same_spec_gives_the_same_bytes(spec: DocumentSpec, made: bytes) -> None:
    assert write_docx(spec, fonts(), DrawnPictures()) == made
