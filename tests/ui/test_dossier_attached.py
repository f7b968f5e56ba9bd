"""The studio: a PDF from the disk becomes pages, with hands and eyes of the person who attaches it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.services.test_dossier_attached import scan
from tests.ui.studio_desk import Studio, empty, studio, workspace

__all__ = ["empty", "studio", "workspace"]


def test_a_pdf_becomes_pages_and_a_locked_one_is_refused_in_one_message(studio: Studio, tmp_path: Path) -> None:
    before = studio.meter()
    desk = studio.page.desk
    files = (
        scan(tmp_path / "鎖住.pdf", (595, 842), password="x"),
        scan(tmp_path / "備忘錄.pdf", (595, 842), (842, 595)),
    )
    desk.attaching.ask = lambda _parent: files
    studio.go(studio.chapter().blocks[0].id)
    studio.click("insert")
    studio.click("insert_attached")
    (error,) = studio.errors
    assert "鎖住.pdf" in str(error)
    studio.errors.clear()
    studio.settle()
    assert studio.meter() >= before + 2
    assert desk.attached.title.text() == "備忘錄"
    desk.attached.last.setText("１")
    QTest.keyClick(desk.attached.last, Qt.Key.Key_Return)
    desk.attached.readers.buttons["open"].click()
    studio.settle()
    (block,) = [one for one in studio.chapter().blocks if one.kind == "attached"]
    assert (block.settings["first"], block.settings["last"], block.settings["open"]) == (1, 1, True)
    pressed = studio.page.presenter.pressed
    assert pressed is not None
    assert pressed.attachments
