"""Writing outputs: to the letter, never over another unasked, and a draft says so."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import openpyxl
import pytest

from app.exports.pdf import page_texts
from tests.console import Console


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An empty folder for outputs."""
    folder = tmp_path / "輸出 out「1」"
    folder.mkdir()
    return folder


def test_a_draft_is_said_on_standard_error_and_the_document_stays_as_it_is(
    small: Path, out: Path, console: Console, chinese: Console
) -> None:
    before, beside = digest(small), names(small.parent)
    said = console("export", small, "dossier", "--out", out / "成果 draft.pdf")
    assert (said.code, said.out) == (0, [str(out / "成果 draft.pdf")])
    assert said.err[0].startswith("draft: ")
    assert "DOS-006" in said.err[1]
    again = chinese("export", small, "dossier", "--out", out / "另一份.pdf", "--lang", "en")
    assert again.err[0].startswith("草稿")
    assert names(out) == {"成果 draft.pdf", "另一份.pdf"}
    assert "草稿" in page_texts((out / "成果 draft.pdf").read_bytes())[0]
    assert "Draft" in page_texts((out / "另一份.pdf").read_bytes())[0]
    assert (digest(small), names(small.parent)) == (before, beside)


def test_the_same_document_gives_the_same_bytes(small: Path, out: Path, console: Console) -> None:
    for kind, ending in (("dossier", ".pdf"), ("budget", ".xlsx")):
        written = [out / f"{number}{ending}" for number in (1, 2)]
        for path in written:
            assert console("export", small, kind, "--out", path).code == 0
        assert digest(written[0]) == digest(written[1])


@pytest.mark.parametrize(
    ("asked", "written"),
    [("名冊", "名冊.pdf"), ("名冊 114.4.15", "名冊 114.4.15.pdf"), ("名冊.PDF", "名冊.PDF"), ("list.txt", "list.txt")],
)
def test_the_target_is_taken_to_the_letter_and_a_missing_ending_added(
    asked: str, written: str, small: Path, out: Path, console: Console
) -> None:
    said = console("export", small, "people", "--out", asked, cwd=out)
    assert (said.code, said.out, said.err) == (0, [written], [])
    assert names(out) == {written}
    assert (out / written).read_bytes().startswith(b"%PDF")


def test_nothing_is_replaced_unasked(small: Path, out: Path, chinese: Console) -> None:
    target = out / "預算.xlsx"
    target.write_text("別人的檔案", encoding="utf-8")
    refused = chinese("export", small, "budget", "--out", out / "預算")
    assert refused.code == 64
    assert "預算.xlsx" in refused.mistake
    assert "--force" in refused.mistake
    assert target.read_text(encoding="utf-8") == "別人的檔案"
    assert chinese("export", small, "budget", "--out", target, "--force").code == 0
    items = {cell.value for sheet in openpyxl.load_workbook(target) for row in sheet.iter_rows() for cell in row}
    assert {"=1+1", "急救包", "+886"} <= items
    assert names(out) == {"預算.xlsx"}


def test_originals_of_a_dossier_without_pictures_are_refused_in_words(small: Path, out: Path, console: Console) -> None:
    said = console("export", small, "nfa-originals", "--out", out / "圖.zip")
    assert said.code == 1
    assert "picture" in said.mistake
    assert names(out) == set()


def test_a_dossier_that_was_not_begun_is_refused_in_words(
    small: Path, out: Path, console: Console, begun_nothing: Path
) -> None:
    before = digest(begun_nothing)
    said = console("export", begun_nothing, "dossier", "--out", out / "d.pdf")
    assert said.code == 1
    assert "begun" in said.mistake
    assert "read only" not in said.mistake
    assert names(out) == set()
    assert digest(begun_nothing) == before


@pytest.mark.parametrize("target", ["沒有 here/名冊.pdf", "x" * 300 + ".pdf", "folder.pdf", "file.txt/名冊.pdf"])
def test_a_place_that_cannot_be_written_is_said_in_one_line(
    target: str, small: Path, out: Path, console: Console
) -> None:
    (out / "folder.pdf").mkdir()
    (out / "file.txt").write_text("x", encoding="utf-8")
    said = console("export", small, "people", "--out", out / target, "--force")
    assert said.code == 1
    assert said.mistake
    assert names(out) == {"folder.pdf", "file.txt"}
    assert list((out / "folder.pdf").iterdir()) == []


def test_masking_follows_the_audience(small: Path, out: Path, console: Console) -> None:
    for audience in ("public", "team"):
        assert console("export", small, "people", "--audience", audience, "--out", out / audience).code == 0
    public, team = ("".join(page_texts((out / f"{one}.pdf").read_bytes())) for one in ("public", "team"))
    assert "陳○○" in public
    assert "陳美玉" not in public
    assert "0912-345-678" not in public
    assert "陳美玉" in team
    assert "0912-345-678" in team


def test_originals_come_as_a_folder_or_as_a_zip_in_figure_order(sample: Path, out: Path, console: Console) -> None:
    assert console("export", sample, "nfa-originals", "--out", out / "照片 photos").code == 0
    assert console("export", sample, "nfa-originals", "--out", out / "照片.zip").code == 0
    with zipfile.ZipFile(out / "照片.zip") as album:
        packed = {one.filename: hashlib.sha256(album.read(one)).hexdigest() for one in album.infolist()}
    found = {one.name: digest(one) for one in (out / "照片 photos").iterdir()}
    assert found == packed
    heads = {name.split(".")[0].split("_")[0] for name in found}
    assert heads == {"封面", *(f"圖{number:02}" for number in range(1, len(found)))}
    again = console("export", sample, "nfa-originals", "--out", out / "照片 photos")
    assert again.code == 64
    assert again.mistake
