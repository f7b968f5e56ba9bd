"""Attached PDFs and pages that lie on their long side: the meter, the PDF, the bookmarks and the contents agree."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from app.core.clock import Clock
from app.core.errors import InputError
from app.core.ids import seeded_ids
from app.core.richtext import plain
from app.exports.layout import FontSet, LayoutCache
from app.exports.pdf import page_texts
from app.exports.spec import Audience
from app.i18n import Translator
from app.imports.pdf_file import read_pdf
from app.models.document.document import Document
from app.services.dossier import BlockEdit
from app.services.dossier.attached import attach
from app.services.dossier.press import Pressed, gather_dossier, press, write
from app.services.workspace import Program, Workspace
from tests.packs import packs
from tests.support import FULL, ROOT, seeded

FONTS = ROOT / "resources" / "fonts"
CACHE = LayoutCache()


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return FontSet.load(FONTS)


@pytest.fixture
def ws(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    ids = seeded_ids(7)
    program = Program(packs(), tmp_path / "cache", tmp_path, clock, ids)
    document = Document.create(tmp_path / "a.banyan", application_version="0", clock=clock, ids=ids)
    workspace = Workspace(document, program, Translator("zh_TW"))
    workspace.programmes.join("nfa-114", "2025-01")
    workspace.records.create("community", {"name": "榕樹社區", "country": "TW"})
    workspace.records.create("event", {"title": "地震演練", "date": "2025-03-12", "attended": 64})
    workspace.dossier.begin("nfa-114", "zh_TW")
    yield workspace
    workspace.document.close()


def scan(path: Path, *sizes: tuple[int, int], turn: int = 0, password: str = "", words: str = "COPY") -> Path:
    """Write a PDF with one page per size in points, each with a word and its number."""
    with pikepdf.new() as book:
        for number, (wide, high) in enumerate(sizes, 1):
            page = book.add_blank_page(page_size=(wide, high))
            page.contents_add(book.make_stream(f"BT /F1 20 Tf 40 40 Td ({words} {number}) Tj ET".encode()))
            font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier)
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            if turn:
                page.rotate(turn, relative=False)
        lock = pikepdf.Encryption(user=password, owner=password) if password else None
        book.save(path, encryption=lock or False)
    return path


def _appendix(ws: Workspace) -> str:
    view = ws.dossier.find("nfa-114")
    assert view is not None
    return [part.id for part in view.parts if part.kind == "appendix"][-1]


def _pressed(ws: Workspace, fonts: FontSet, audience: Audience = Audience.AUTHORITY) -> Pressed:
    return press(gather_dossier(ws, "nfa-114", "zh_TW", audience), fonts, CACHE)


def test_attached_pages_count_and_are_bookmarked_and_listed(ws: Workspace, fonts: FontSet, tmp_path: Path) -> None:
    file = read_pdf(scan(tmp_path / "合作備忘錄.pdf", (595, 842), (842, 595), (595, 842)))
    block, _changes = attach(ws, _appendix(ws), "", file)
    pressed = _pressed(ws, fonts)
    data = write(pressed, fonts, ws.pictures)
    with pikepdf.open(BytesIO(data)) as book:
        sizes = [(round(float(page.trimbox[2])), round(float(page.trimbox[3]))) for page in book.pages]
        with book.open_outline() as outline:
            marks = {child.title: child for item in outline.root for child in item.children}
        first = pressed.laid.places[block]
        assert book.pages.index(pikepdf.Page(marks["合作備忘錄"].destination[0])) == first - 1
    assert len(sizes) == pressed.pages
    assert [sizes[first - 1 + at] for at in range(3)] == [(595, 842), (842, 595), (595, 842)]
    texts = page_texts(data)
    for at in range(3):
        assert f"COPY {at + 1}" in texts[first - 1 + at]
        assert str(first + at) in texts[first - 1 + at].split()
    assert any("合作備忘錄" in text and str(first) in text for text in texts[: first - 1])
    assert write(_pressed(ws, fonts), fonts, ws.pictures) == data
    ws.dossier.change(block, {**dict(_settings(ws, block)), "first": 2, "last": 2})
    fewer = _pressed(ws, fonts)
    assert fewer.pages == pressed.pages - 2
    assert "COPY 2" in page_texts(write(fewer, fonts, ws.pictures))[fewer.laid.places[block] - 1]


def _settings(ws: Workspace, block: str) -> dict[str, object]:
    view = ws.dossier.find("nfa-114")
    assert view is not None
    return next(dict(one.settings) for part in view.parts for one in part.blocks if one.id == block)


def test_what_was_filled_into_a_form_is_printed(ws: Workspace, fonts: FontSet, tmp_path: Path) -> None:
    path = scan(tmp_path / "表單.pdf", (595, 842))
    name, text, box = pikepdf.Name, pikepdf.Dictionary, [100, 400, 300, 430]
    with pikepdf.open(path, allow_overwriting_input=True) as book:
        letters = text(Helv=text(Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica))
        look = "/Helv 14 Tf 0 g"
        field = text(Type=name.Annot, Subtype=name.Widget, FT=name.Tx, T="n", V="FILLED", Rect=box, F=4, DA=look)
        held = book.make_indirect(field)
        book.pages[0].obj.Annots = pikepdf.Array([held])
        book.Root.AcroForm = text(Fields=[held], NeedAppearances=True, DA=look, DR=text(Font=letters))
        book.save(path)
    block, _changes = attach(ws, _appendix(ws), "", read_pdf(path))
    pressed = _pressed(ws, fonts)
    assert "FILLED" in page_texts(write(pressed, fonts, ws.pictures))[pressed.laid.places[block] - 1]


def test_names_on_a_scan_never_reach_everybody(ws: Workspace, fonts: FontSet, tmp_path: Path) -> None:
    block, _changes = attach(ws, _appendix(ws), "", read_pdf(scan(tmp_path / "簽到單.pdf", (842, 595), words="CHEN")))
    public, inside = _pressed(ws, fonts, Audience.PUBLIC), _pressed(ws, fonts)
    assert public.pages == inside.pages
    assert not public.attachments
    sheet = page_texts(write(public, fonts, ws.pictures))[public.laid.places[block] - 1]
    assert "CHEN" not in sheet
    assert "簽到單" in sheet
    assert "CHEN" in page_texts(write(inside, fonts, ws.pictures))[inside.laid.places[block] - 1]
    ws.dossier.change(block, {**_settings(ws, block), "open": True})
    seen = _pressed(ws, fonts, Audience.PUBLIC)
    assert "CHEN" in page_texts(write(seen, fonts, ws.pictures))[seen.laid.places[block] - 1]


def test_undo_takes_page_and_file_out_in_one_step(ws: Workspace, tmp_path: Path) -> None:
    attach(ws, _appendix(ws), "", read_pdf(scan(tmp_path / "a.pdf", (595, 842))))
    assert len(ws.records.load("file")) == 1
    attach(ws, _appendix(ws), "", read_pdf(tmp_path / "a.pdf"))
    assert len(ws.records.load("file")) == 1
    ws.document.undo()
    ws.document.undo()
    assert not ws.records.load("file")


def test_what_cannot_be_attached_is_refused_in_one_message(tmp_path: Path) -> None:
    good = scan(tmp_path / "good.pdf", (595, 842)).read_bytes()
    files = {
        "other": b"PK\x03\x04 a letter",
        "damaged": good[: len(good) // 3],
        "locked": scan(tmp_path / "l.pdf", (595, 842), password="榕").read_bytes(),
        "pages": scan(tmp_path / "p.pdf").read_bytes(),
        "closed": None,
    }
    for code, data in files.items():
        path = tmp_path / f"{code}.pdf"
        if data is not None:
            path.write_bytes(data)
        with pytest.raises(InputError) as caught:
            read_pdf(path)
        assert caught.value.code == f"attachment.{code}"


def test_a_page_that_is_turned_lies_as_it_is_shown(tmp_path: Path) -> None:
    assert read_pdf(scan(tmp_path / "a.pdf", (595, 842), turn=90)).wide == (True,)
    assert read_pdf(scan(tmp_path / "b.pdf", (842, 595), turn=270)).wide == (False,)


def test_meter_and_pdf_agree_on_generated_dossiers(ws: Workspace, fonts: FontSet, tmp_path: Path) -> None:
    rng = seeded("attached")
    files = [
        read_pdf(scan(tmp_path / f"{at}.pdf", *[rng.choice([(595, 842), (842, 595), (420, 595)]) for _ in range(at)]))
        for at in (1, 2, 5)
    ]
    view = ws.dossier.begin("nfa-114", "zh_TW")
    chapters = [part for part in view.parts if part.kind == "chapter"]
    for _ in range(200 if FULL else 8):
        part = rng.choice(chapters)
        edits = [
            BlockEdit(f"{part.id}{at}", "paragraph", runs=plain("字" * rng.randrange(400)))
            for at in range(rng.randrange(9))
        ]
        ws.dossier.save_part(part.id, edits, "", typing=False)
        for _ in range(rng.randrange(4)):
            after = rng.choice([one.id for one in edits] or [""])
            rows = [["甲" * rng.randrange(1, 9)] * rng.randrange(1, 9)] * rng.randrange(1, 40)
            kind = rng.randrange(3)
            if kind == 0:
                attach(ws, part.id, after, rng.choice(files))
            elif kind == 1:
                settings = {"rows": rows, "caption": "寬表", "landscape": rng.random() < 0.7}
                ws.dossier.insert(part.id, after, "table", settings)
            else:
                ws.dossier.insert(part.id, after, "live", {"live": "events"})
        pressed = _pressed(ws, fonts)
        with pikepdf.open(BytesIO(write(pressed, fonts, ws.pictures))) as book:
            lying = [float(page.trimbox[2]) > float(page.trimbox[3]) for page in book.pages]
        assert len(lying) == pressed.pages
        assert lying == [page.turned for page in pressed.laid.pages]


def test_a_wide_table_lies_with_its_heading_and_the_text_goes_on_upright(ws: Workspace, fonts: FontSet) -> None:
    view = ws.dossier.begin("nfa-114", "zh_TW")
    part = next(one for one in view.parts if one.kind == "chapter")
    edits = [
        BlockEdit("before", "paragraph", runs=plain("前")),
        BlockEdit("head", "heading", 1, runs=plain("寬表")),
        BlockEdit("after", "paragraph", runs=plain("後")),
    ]
    ws.dossier.save_part(part.id, edits, "", typing=False)
    settings = {"rows": [["很寬的欄位名稱"] * 7] * 30, "caption": "物資", "landscape": True}
    table, _changes = ws.dossier.insert(part.id, "head", "table", settings)
    laid = _pressed(ws, fonts).laid
    pages = {name: laid.pages[laid.places[name] - 1] for name in ("before", "head", table, "after")}
    assert [pages[name].turned for name in ("before", "head", table, "after")] == [False, True, True, False]
    assert pages["head"] is pages[table]
    rows = [one for page in laid.pages for one in page.placed if one.row.block_id == table]
    assert {page.turned for page in laid.pages if any(one.row.block_id == table for one in page.placed)} == {True}
    assert sum(one.repeated for one in rows) >= 1
