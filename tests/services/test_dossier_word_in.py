"""A Word document into the chapters: proposed first, taken in one step, nothing overwritten."""

from __future__ import annotations

from pathlib import Path

from app.core.richtext import plain, text_of
from app.imports.word import read_docx
from app.services.dossier import BlockEdit
from app.services.dossier.views import DossierView
from app.services.dossier.word_in import bring_in, propose
from app.services.workspace import Workspace
from tests.imports.word_files import FILES, PHOTO, WITH_PHOTO, p, package, picture, table
from tests.services.test_dossier import ws

__all__ = ["ws"]

BODY = (
    p("封面的字") + p("第一章 減災規劃、整備規劃、應變規劃", "1") + p("一、環境") + p("本社區在溪邊。")
    + p("第五章 持續運作", "1") + "<w:p>" + picture() + "</w:p>" + p("圖1、大榕樹") + "<w:p>" + picture() + "</w:p>"
    + p("附錄一 名冊", "1") + p("名單在後面。")
)  # fmt: skip


def _view(ws: Workspace) -> DossierView:
    found = ws.dossier.find("nfa-114")
    assert found is not None
    return found


def _texts(ws: Workspace, item: str) -> list[str]:
    part = next(one for one in _view(ws).parts if one.item == item)
    return [text_of(one.runs) for one in part.blocks if one.runs]


def test_sections_find_their_chapters_and_come_in_as_one_step(ws: Workspace, tmp_path: Path) -> None:
    view = ws.dossier.begin("nfa-114", "zh_TW")
    written = next(one for one in view.parts if one.item == "c5")
    ws.dossier.save_part(
        written.id, [BlockEdit("mine", "paragraph", style="body", runs=plain("我寫的"))], "", typing=False
    )
    path = tmp_path / "去年.docx"
    path.write_bytes(package(BODY, *WITH_PHOTO))
    proposal = propose(read_docx(path), _view(ws), "zh_TW")
    by_id = {part.id: part.item for part in _view(ws).parts}
    assert [by_id.get(one.part, "") for one in proposal.sections] == ["", "c1", "c5", "appendices"]
    before = _view(ws)
    done = bring_in(ws, _view(ws), proposal, [one.part for one in proposal.sections])
    assert (done.photos, done.refused) == (1, ())
    assert _texts(ws, "c1") == ["環境", "本社區在溪邊。"]
    assert _texts(ws, "c5")[0] == "我寫的"
    blocks = next(part for part in _view(ws).parts if part.item == "c5").blocks
    photos = next(one for one in blocks if one.kind == "photos")
    (photo,) = ws.records.load("photo")
    assert photos.settings["photos"] == [photo.id, photo.id]
    assert ws.document.blob(str(photo.get("sha256"))) == PHOTO
    assert [
        one.kind for one in next(part for part in _view(ws).parts if part.item == "c1").blocks if not one.runs
    ].count("live") > 0
    ws.document.undo()
    assert _view(ws) == before
    assert not ws.records.load("photo")


def test_the_summary_table_fills_the_rows_that_are_empty(ws: Workspace, tmp_path: Path) -> None:
    view = ws.dossier.begin("nfa-114", "zh_TW")
    template = ws.template_of("nfa-114")
    assert template is not None
    part = next(one for one in view.parts if one.kind == "summary")
    first, *rest = part.blocks
    edits = [BlockEdit(first.id, "row", style=first.style, runs=plain("我寫的"))]
    edits += [BlockEdit(one.id, "row", style=one.style) for one in rest]
    ws.dossier.save_part(part.id, edits, "", typing=False)
    titles = [row.title.best("zh_TW") for row in template.summary_rows]
    path = tmp_path / "a.docx"
    path.write_bytes(package(table(("工作項目", "重點說明"), *((one, f"說明{at}") for at, one in enumerate(titles)))))
    proposal = propose(read_docx(path), _view(ws), "zh_TW", template.summary_rows)
    assert len(proposal.summary) == 5
    bring_in(ws, _view(ws), proposal, [""] * len(proposal.sections), summary=True)
    filled = _view(ws).part(part.id)
    assert filled is not None
    assert [text_of(one.runs) for one in filled.blocks] == [
        "我寫的",
        "說明1",
        "說明2",
        "說明3",
        "說明4",
    ]


def test_a_document_without_chapters_goes_into_the_first(ws: Workspace, tmp_path: Path) -> None:
    view = ws.dossier.begin("nfa-114", "zh_TW")
    path = tmp_path / "a.docx"
    path.write_bytes(FILES["word-lists"]())
    (section,) = propose(read_docx(path), view, "zh_TW").sections
    assert section.part == next(one for one in view.parts if one.item == "c1").id
