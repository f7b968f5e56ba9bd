"""Word documents and PDFs into the dossier by command: what goes where is said, nothing comes in twice."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from app.cli import run
from app.core.clock import FixedClock
from app.core.richtext import text_of
from app.i18n import Translator
from app.services.dossier.views import DossierView
from app.services.opening import open_workspace
from tests.imports.word_files import WITH_PHOTO, p, package, picture
from tests.practice import paths_at, program_at

BODY = (
    p("封面的字") + p("第一章 減災規劃、整備規劃、應變規劃", "1") + p("一、環境") + p("本社區在溪邊。")
    + p("第五章 持續運作", "1") + "<w:p>" + picture() + "</w:p>" + p("圖1、大榕樹")
)  # fmt: skip


def dossier(path: Path, home: Path, clock: FixedClock) -> tuple[DossierView, int]:
    """Return the dossier of a file and how many photos are in it."""
    ws = open_workspace(path, program_at(home, clock), Translator("zh_TW"), edit=False)
    try:
        found = ws.dossier.find("nfa-114")
        assert found is not None
        return found, len(ws.records.load("photo"))
    finally:
        ws.close()


def attached(view: DossierView) -> list[object]:
    return [block.settings.get("name") for one in view.parts for block in one.blocks if block.kind == "attached"]


def pdf(path: Path, pages: int) -> Path:
    with pikepdf.new() as book:
        for _ in range(pages):
            book.add_blank_page()
        book.save(path)
    return path


def test_a_word_document_goes_into_its_chapters_after_a_look(
    small: Path, home: Path, tmp_path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    source, paths = tmp_path / "去年.docx", paths_at(home)
    source.write_bytes(package(BODY, *WITH_PHOTO))
    before = dossier(small, home, clock)
    tried = run(["import", str(small), str(source), "--kind", "word", "--dry-run"], paths)
    said = capsys.readouterr().out
    assert dossier(small, home, clock) == before
    done = run(["import", str(small), str(source), "--kind", "word", "--programme", "nfa-114"], paths)
    told = capsys.readouterr().out
    assert (tried, done) == (1, 1), "a piece before the first chapter is left out"
    assert told.startswith(said)
    lines = said.splitlines()
    for line, target in zip(
        lines[1:3], ("減災規劃、整備規劃、應變規劃、復原/重建規劃(其一亦可)", "持續運作"), strict=True
    ):
        assert target in line.partition("→")[2]
    assert not any(line.strip().startswith("0") for line in lines), "what is dropped is counted"
    view, photos = dossier(small, home, clock)
    texts = {one.item: [text_of(block.runs) for block in one.blocks if block.runs] for one in view.parts}
    assert texts["c1"][:2] == ["環境", "本社區在溪邊。"]
    assert photos == before[1] + 1


def test_pdfs_of_a_folder_stand_at_the_end_of_the_appendices_once(
    small: Path, home: Path, tmp_path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, paths = tmp_path / "掃描 scans", paths_at(home)
    folder.mkdir()
    pdf(folder / "協定.pdf", 2)
    pdf(folder / "簽到.pdf", 1)
    (folder / "壞的.pdf").write_bytes(b"no pdf")
    command = ["import", str(small), str(folder), "--kind", "attachments"]
    assert run([*command, "--dry-run"], paths) == 1
    assert attached(dossier(small, home, clock)[0]) == []
    assert run(command, paths) == 1
    told = capsys.readouterr()
    assert "壞的.pdf" in told.err
    assert attached(dossier(small, home, clock)[0]) == ["協定.pdf", "簽到.pdf"]
    assert run(command, paths) == 1
    assert len(attached(dossier(small, home, clock)[0])) == 2


@pytest.mark.parametrize("kind", ["word", "attachments"])
def test_what_cannot_be_read_is_one_line_and_changes_nothing(
    kind: str, small: Path, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong, before = tmp_path / "讀我.txt", small.read_bytes()
    wrong.write_text("不是文件", encoding="utf-8")
    assert run(["import", str(small), str(wrong), "--kind", kind], paths_at(home)) == 2
    said = capsys.readouterr()
    assert (len(said.err.splitlines()), said.out) == (1, "")
    assert run(["import", str(small), str(wrong), "--kind", kind, "--programme", "nfa-9"], paths_at(home)) in (2, 64)
    assert small.read_bytes() == before
