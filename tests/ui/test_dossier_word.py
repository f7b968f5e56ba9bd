"""The studio: a Word document is chosen, looked at, taken in and taken back; what is pasted from Word keeps its form."""

from __future__ import annotations

from pathlib import Path

from app.core.richtext import text_of
from tests.imports.word_files import FILES
from tests.ui.studio_desk import Studio, empty, studio, workspace

__all__ = ["empty", "studio", "workspace"]


def test_a_word_document_is_previewed_taken_in_and_taken_back(studio: Studio, tmp_path: Path) -> None:
    path = tmp_path / "去年.docx"
    path.write_bytes(FILES["word-typed"]())
    studio.page.tools.open("word")
    panel = studio.page.tools.panels["word"]
    panel.ask = lambda _parent: (path,)  # type: ignore[attr-defined]
    studio.click("choose_word")
    first, second = panel.choices  # type: ignore[attr-defined]
    assert first.value() == studio.chapter(0).id
    assert second.value() == studio.chapter(1).id
    before = studio.view
    studio.click("take_word")
    studio.settle()
    assert studio.texts(0) == ["環境與潛勢", "河邊", "本社區在溪邊，颱風時淹過水。", "先巡堤", "再回報"]
    assert [one.kind for one in studio.chapter(0).blocks if text_of(one.runs)] == [
        "heading", "heading", "paragraph", "list_item", "list_item",
    ]  # fmt: skip
    studio.undo()
    assert studio.view == before


def test_a_broken_document_is_told_of_in_one_sentence(studio: Studio, tmp_path: Path) -> None:
    path = tmp_path / "壞.docx"
    path.write_bytes(b"no document")
    studio.page.tools.open("word")
    panel = studio.page.tools.panels["word"]
    panel.ask = lambda _parent: (path,)  # type: ignore[attr-defined]
    studio.click("choose_word")
    said = panel.verdict.text()  # type: ignore[attr-defined]
    assert said.startswith("“壞.docx”: ")
    assert "no Word document" in said
    assert "Your work is safe" in said
    assert said.rstrip().endswith(".")
    assert not panel.choices  # type: ignore[attr-defined]
