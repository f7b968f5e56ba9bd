"""What people really bring: the dossier builds with it, or says exactly what and where, and that the work is safe."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from app.core.clock import FixedClock
from app.core.errors import AppError, MissingGlyphsError
from app.core.ids import seeded_ids
from app.core.richtext import plain, text_of
from app.exports.layout import FontSet
from app.exports.pdf import page_count, page_texts
from app.exports.spec import Audience
from app.i18n import Translator
from app.imports.pdf_file import read_pdf
from app.imports.word import read_docx
from app.models.document.document import Document
from app.services.dossier import BlockEdit
from app.services.dossier.gone import GONE
from app.services.dossier.press import Gathered, Pressed, gather_dossier, press, write
from app.services.dossier.views import PartView
from app.services.workspace import Program, Workspace
from app.ui.studio.chapter.pasting_html import from_html
from tests.packs import packs
from tests.services.test_dossier_attached import scan
from tests.support import ROOT

PACK = "nfa-114"
ENDLESS = 10_000
CLOCK = FixedClock(datetime(2025, 4, 15, 9, 0, tzinfo=UTC))
WORDS = (Translator("zh_TW"), Translator("en"))


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    """The bundled fonts."""
    return FontSet.load(ROOT / "resources" / "fonts")


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A community with a dossier that was just begun."""
    folder, ids = tmp_path_factory.mktemp("bad"), seeded_ids(7)
    program = Program(packs(), folder / "cache", folder, CLOCK, ids)
    made = Workspace(
        Document.create(folder / "a.banyan", application_version="0", clock=CLOCK, ids=ids), program, WORDS[0]
    )
    made.programmes.join(PACK, "2025-01")
    made.dossier.begin(PACK, "zh_TW")
    yield made
    made.close()


@pytest.fixture
def part(ws: Workspace) -> Iterator[PartView]:
    """The first chapter; what a test does to it is taken back."""
    before, view = ws.document.undo_depth, ws.dossier.find(PACK)
    assert view is not None
    yield next(one for one in view.parts if one.kind == "chapter")
    while ws.document.undo_depth > before:
        ws.document.undo()


def _edits(part: PartView) -> list[BlockEdit]:
    return [BlockEdit(one.id, one.kind, one.level, one.style, one.runs, one.settings) for one in part.blocks]


def _built(ws: Workspace, fonts: FontSet) -> tuple[Gathered, Pressed, list[str]]:
    """Print the dossier with the real builder and read it back."""
    gathered = gather_dossier(ws, PACK, "zh_TW", Audience.AUTHORITY)
    pressed = press(gathered, fonts)
    data = write(pressed, fonts, ws.pictures)
    assert page_count(data) == pressed.pages
    return gathered, pressed, page_texts(data)


def _three_parts(error: AppError) -> None:
    """What happened, whether the work is safe, what to do now: said in both languages."""
    for language in WORDS:
        said = [language.text(one) for one in (error.what, error.safe, error.todo)]
        assert all(one.strip() and "{" not in one for one in said), said


def test_a_paragraph_without_a_break_is_printed_whole_in_both_scripts(
    ws: Workspace, fonts: FontSet, part: PartView
) -> None:
    edits = _edits(part)
    edits += [BlockEdit(f"endless-{char}", "paragraph", 0, "body", plain(char * ENDLESS)) for char in "榕w"]
    ws.dossier.save_part(part.id, edits, "", typing=False)
    _gathered, pressed, texts = _built(ws, fonts)
    for char in "榕w":
        assert sum(text.count(char) for text in texts) >= ENDLESS
        first, last = (pressed.laid.places[f"endless-{char}"] for _ in (0, 1))
        assert first == last > 0


def test_a_table_in_a_table_from_word_keeps_every_word(ws: Workspace, fonts: FontSet, part: PartView) -> None:
    inner = "<table><tr><td>一</td><td>二<table><tr><td>深處</td></tr></table></td></tr></table>"
    pasted = from_html(f"<table><tr><td>外</td><td>數量</td></tr><tr><td>{inner}</td><td>3箱</td></tr></table>")
    made = [BlockEdit(one.id, one.kind, one.level, one.style, one.runs, one.settings) for one in pasted.blocks]
    ws.dossier.save_part(part.id, [*_edits(part), *made], "", typing=False)
    gathered, _pressed, texts = _built(ws, fonts)
    words = "".join("".join(texts).split())
    for word in ("外", "數量", "一", "二", "深處", "3", "箱"):
        assert word in words
    assert not [one for one in gathered.consent if one.place.startswith("block:")]


def test_an_emoji_is_named_with_its_page_and_stops_the_final_in_three_parts(
    ws: Workspace, fonts: FontSet, part: PartView
) -> None:
    ws.dossier.save_part(
        part.id, [*_edits(part), BlockEdit("odd", "paragraph", 0, "body", plain("巡堤🦞很勤"))], "", typing=False
    )
    pressed = press(gather_dossier(ws, PACK, "zh_TW", Audience.AUTHORITY), fonts)
    finding = next(one for one in pressed.findings if one.place == "block:odd")
    assert "U+1F99E" in WORDS[0].text(finding.message)
    assert pressed.laid.places["odd"] > 0
    assert not pressed.ready
    with pytest.raises(MissingGlyphsError) as caught:
        write(pressed, fonts, ws.pictures)
    _three_parts(caught.value)
    assert page_count(write(pressed, fonts, ws.pictures, preview=True)) == pressed.pages


def test_a_photo_one_pixel_high_builds_and_one_that_was_deleted_is_told_of(
    ws: Workspace, fonts: FontSet, part: PartView, tmp_path: Path
) -> None:
    for name, size in (("線.png", (900, 1)), ("點.png", (1, 1)), ("好.png", (900, 600))):
        Image.new("RGB", size, "green").save(tmp_path / name)
    flat, dot, good = ws.photos.add(ws.photos.prepare([tmp_path / one for one in ("線.png", "點.png", "好.png")])).added
    block, _ = ws.dossier.insert(part.id, "", "photos", {"photos": [flat, dot, good], "per_row": 1})
    _gathered, pressed, _texts = _built(ws, fonts)
    placed = {one.block_id for one in pressed.laid.pictures}
    assert {f"{block}/{one}" for one in (flat, dot, good)} <= placed
    coarse = {one.place for one in pressed.findings if one.rule == "DOS-013"}
    assert f"block:{block}/{dot}" in coarse
    ws.records.delete("photo", good)
    gathered, pressed, _texts = _built(ws, fonts)
    assert f"{block}/{good}" not in {one.block_id for one in pressed.laid.pictures}
    (gone,) = [one for one in gathered.consent if one.rule == GONE]
    assert gone.place == f"block:{block}"
    assert "1" in WORDS[0].text(gone.message)
    for photo in (flat, dot):
        ws.records.delete("photo", photo)
    gathered, _pressed, _texts = _built(ws, fonts)
    assert [one.message.params["n"] for one in gathered.consent if one.rule == GONE] == [3]


def test_an_attached_pdf_that_is_gone_is_a_blank_sheet_in_the_preview_and_no_final(
    ws: Workspace, fonts: FontSet, part: PartView
) -> None:
    settings = {"sha256": "0" * 64, "name": "備忘錄.pdf", "title": "備忘錄", "wide": [False, True]}
    block, _ = ws.dossier.insert(part.id, "", "attached", settings)
    pressed = press(gather_dossier(ws, PACK, "zh_TW", Audience.AUTHORITY), fonts)
    assert page_count(write(pressed, fonts, ws.pictures, preview=True)) == pressed.pages
    assert f"block:{block}" in {one.place for one in pressed.findings}
    with pytest.raises(AppError) as caught:
        write(pressed, fonts, ws.pictures)
    _three_parts(caught.value)


def test_a_chapter_emptied_by_undo_still_prints_its_title(ws: Workspace, fonts: FontSet, part: PartView) -> None:
    ws.dossier.save_part(part.id, [], "", typing=False)
    _gathered, pressed, texts = _built(ws, fonts)
    title = "".join(part.title.best("zh_TW").split())
    page = pressed.laid.part_pages[part.id][0]
    assert title[:4] in "".join(texts[page - 1].split())
    before = ws.document.undo_depth
    ws.dossier.save_part(part.id, [BlockEdit("word", "paragraph", 0, "body", plain("一句話"))], "", typing=False)
    ws.document.undo()
    assert ws.document.undo_depth == before
    again = _built(ws, fonts)
    assert again[1].pages == pressed.pages
    assert text_of(next(one for one in again[1].spec.parts if one.id == part.id).title)


def test_files_that_are_not_what_their_name_says_are_refused_in_three_parts(tmp_path: Path) -> None:
    locked = scan(tmp_path / "鎖.pdf", (595, 842), password="榕")
    broken = tmp_path / "壞.pdf"
    broken.write_bytes(locked.read_bytes()[:200])
    docx = tmp_path / "不是.docx"
    for data in (b"PK\x03\x04 cut", b"{\\rtf1 old}", b"\xd0\xcf\x11\xe0" + bytes(600), b""):
        docx.write_bytes(data)
        with pytest.raises(AppError) as caught:
            read_docx(docx)
        _three_parts(caught.value)
    for path in (locked, broken):
        with pytest.raises(AppError) as refused:
            read_pdf(path)
        _three_parts(refused.value)
        assert path.name in WORDS[0].text(refused.value.what)
