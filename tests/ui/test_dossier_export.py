"""The dossier studio: every way out."""

from __future__ import annotations

from pathlib import Path

import docx
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.exports.pdf import page_count, page_texts
from tests.support import ime_type
from tests.ui.studio_desk import LONG, Studio, empty, studio, workspace

__all__ = ["empty", "studio", "workspace"]


def test_typed_chapters_are_saved_and_the_pdf_has_as_many_pages_as_the_label(studio: Studio, tmp_path: Path) -> None:
    before = studio.meter()
    for number in (0, 1):
        paragraph = next(one for one in studio.chapter(number).blocks if one.kind == "paragraph")
        studio.go(paragraph.id)
        ime_type(studio.page.text.editor, f"堃喆𡋾 <b>&= {number}" + LONG, chunk=60)
        QTest.keyClick(studio.page.text.editor, Qt.Key.Key_Return)
        ime_type(studio.page.text.editor, "第二段", commit=False)
    studio.settle()
    assert f"堃喆𡋾 <b>&= 0{LONG}" in studio.texts(0)
    assert "第二段" in studio.texts(0)
    assert "第二段" in studio.texts(1)
    assert studio.meter() > before
    target = tmp_path / "書面 資料.pdf"
    studio.page.right.export.ask_save = lambda _parent, _title, _proposed, _pattern: str(target)
    studio.click("export_pdf")
    studio.click("export_pdf_now")
    data = target.read_bytes()
    assert page_count(data) == studio.meter()
    assert "第二段" in "".join(page_texts(data))


def test_the_proposed_name_says_draft_and_team(studio: Studio) -> None:
    proposed: list[str] = []
    studio.page.right.export.ask_save = lambda _parent, _title, name, _pattern: proposed.append(name) or ""  # type: ignore[func-returns-value]
    studio.click("export_pdf")
    assert not studio.page.right.export.state.buttons["final"].isEnabled()
    studio.click("export_pdf_now")
    team = studio.page.right.export.audience.buttons["team"]
    QTest.mouseClick(team, Qt.MouseButton.LeftButton)
    studio.click("export_pdf_now")
    assert [Path(one).name.endswith(end) for one, end in zip(proposed, ("_draft.pdf", "_draft_team.pdf"), strict=True)]
    assert "draft" in proposed[0]
    assert "team" in proposed[1]
    assert studio.page.presenter.gathered.spec.marking  # type: ignore[union-attr]


def test_a_busy_target_is_said_in_a_sentence_and_saved_beside_with_one_click(studio: Studio, tmp_path: Path) -> None:
    target = tmp_path / "書面資料.pdf"
    target.mkdir()
    studio.page.right.export.ask_save = lambda *_asked: str(target)
    studio.click("export_pdf")
    studio.click("export_pdf_now")
    assert "書面資料.pdf" in studio.page.right.export.outcome.text()
    studio.click("save_beside")
    assert page_count((tmp_path / "書面資料-2.pdf").read_bytes()) == studio.meter()
    assert not studio.page.right.export.beside.isVisible()


def test_a_range_of_the_dossier_goes_to_the_printer(studio: Studio, tmp_path: Path) -> None:
    class PaperFile:
        def available(self) -> bool:
            return True

        def ask(self, parent: QWidget, printer: QPrinter) -> bool:
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(tmp_path / "紙.pdf"))
            return True

    studio.click("export_pdf")
    flow = studio.page.right.export.printing
    studio.context.printing = PaperFile()
    assert flow.last.text() == str(studio.meter())
    flow.first.selectAll()
    ime_type(flow.first, "2")
    flow.last.selectAll()
    ime_type(flow.last, "4")
    studio.click("print_now")
    assert page_count((tmp_path / "紙.pdf").read_bytes()) == 3
    assert "3" in flow.said.text()
    assert flow.go.isEnabled()


def test_copy_shop_originals_and_small_copy(studio: Studio, tmp_path: Path) -> None:
    photos = studio.add_photos("drill.jpg", "meeting.png")
    assert photos
    part = studio.chapter()
    studio.go(part.blocks[0].id)
    studio.click("insert")
    studio.click("insert_photos")
    for photo in photos:
        studio.page.desk.photos.chooser.taken.emit(photo)
    studio.settle()
    folder = tmp_path / "隨身碟"
    folder.mkdir()
    studio.page.right.export.ask_folder = lambda *_asked: str(folder)
    studio.click("export_pdf")
    panel = studio.page.right.export
    QTest.mouseClick(panel.paper.buttons["Letter"], Qt.MouseButton.LeftButton)
    panel.shop.click()
    shop = next(folder.glob("*Letter.pdf"))
    assert page_count(shop.read_bytes()) > 1
    panel.originals.click()
    assert len(list(folder.glob("圖*"))) >= len(photos)
    small = tmp_path / "small.pdf"
    panel.ask_save = lambda *_asked: str(small)
    panel.limit.clear()
    ime_type(panel.limit, "４")
    panel.small.click()
    assert small.stat().st_size <= 4_000_000
    assert page_count(small.read_bytes()) == studio.meter()
    word = tmp_path / "word"
    panel.ask_save = lambda *_asked: str(word)
    panel.word.click()
    assert any("第一章" in one.text for one in docx.Document(str(word.with_suffix(".docx"))).paragraphs)
    panel.ask_save = lambda *_asked: str(small)
    panel.limit.setText("1")
