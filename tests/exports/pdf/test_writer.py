"""The PDF read back: text, fonts, sizes, pictures, bookmarks, dates; same spec, same bytes."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from app.core.errors import ExportError, InputError, MissingGlyphsError, UnreadablePictureError
from app.core.richtext import Run, plain, text_of
from app.exports.layout import LayoutCache, lay_out, standard_words
from app.exports.pdf import page_count, page_texts, render_pages, write_pdf
from app.exports.spec import (
    AttachedPdf,
    Block,
    Column,
    Contents,
    DocumentSpec,
    Heading,
    ListItem,
    Paragraph,
    Part,
    PhotoItem,
    Photos,
    Picture,
    Table,
)
from tests.exports.pages import DrawnPictures, fonts, picture, random_spec, text
from tests.support import count, seeded

HARD = "堃與喆、𡋾伯、𠊎、𨑨𤆬；a<b、c & d、e = f、100%、<b>不是標記</b>、=1+1。"


def made(spec: DocumentSpec, **more: Any) -> bytes:  # noqa: ANN401 - passed on as they are
    return write_pdf(spec, lay_out(spec, fonts()), fonts(), DrawnPictures(), **more)


def bare(words: str) -> str:
    """Return *words* without white space and hyphens; PDFium gives one at a line's end as another character."""
    return re.sub(r"[\s\ufffe\u00ad\x02-]+", "", words)


def typed(block: Block) -> list[str]:
    match block:
        case Paragraph() | Heading() | ListItem():
            return [text_of(block.runs)]
        case Table():
            return [text_of(cell) for row in block.rows for cell in row] + [text_of(block.caption)]
        case Photos():
            return [text_of(item.caption) for item in block.items]
        case _:
            return []


def dossier(language: str = "zh_TW") -> DocumentSpec:
    rng = seeded(f"dossier {language}")
    words = standard_words(language)
    table = Table(
        "t",
        (Column(), Column(2), Column(1, "right")),
        tuple(tuple(plain(cell) for cell in row) for row in (("日期", "活動", "人數"), ("114年4月15日", HARD, "36"))),
        caption=plain("活動與𡋾伯"),
    )
    items = tuple(PhotoItem(f"f{index}", picture(f"f{index}"), plain(f"{HARD}{index}")) for index in range(3))
    chapter = Part(
        "c1",
        "chapter",
        plain("社區𡋾概況"),
        (
            Heading("h1", 1, plain("環境與災害")),
            Paragraph("p1", (Run(HARD), Run("粗體字", ("b",)), Run("強調字", ("e",)), Run("italic words", ("e",)))),
            *(Paragraph(f"q{index}", plain(text(rng, language, 6))) for index in range(8)),
            ListItem("l1", plain(HARD)),
            table,
            Photos("ph", items),
        ),
    )
    parts = (
        Part(
            "cover",
            "cover",
            plain("封面"),
            (Paragraph("t1", plain("韌性社區𡋾"), "title"), Paragraph("t2", plain("安和社區發展協會"))),
            listed=False,
        ),
        Part("toc", "contents", plain("目錄"), (Contents(),), listed=False),
        chapter,
        Part("a1", "appendix", plain("會議紀錄"), (Paragraph("z", plain(text(rng, language, 20))),)),
    )
    return DocumentSpec(
        "安和社區𡋾成果",
        language,
        parts,
        footer="安和社區",
        marking="團隊內部",
        watermark="練習 Practice",
        date_iso="2025-04-15",
        author="堃叔",
        keywords=("韌性", "社區"),
        words=words,
    )


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_extracted_text_is_what_was_typed(language: str) -> None:
    spec = dossier(language)
    pages = page_texts(made(spec))
    everything = bare("".join(pages))
    body = bare("".join(re.sub(r"團隊內部|安和社區\s*$|^\s*\d+\s*$", "", page, flags=re.M) for page in pages))
    for part in spec.parts:
        for block in part.blocks:
            for words in typed(block):
                short = len(words) < 120
                assert bare(words) in (everything if short else body) or _in_halves(bare(words), body), words


def _in_halves(words: str, body: str) -> bool:
    """Say whether *words* stand in *body* in at most two pieces: a page's end may part them."""
    return any(words[:cut] in body and words[cut:] in body for cut in range(10, len(words) - 10))


def _objects(pdf: bytes) -> list[tuple[int, float, float, float, float, str]]:
    """Return page, left, bottom, right, size and text of every text object."""
    out = []
    document = pdfium.PdfDocument(pdf)
    for number, page in enumerate(document):
        words = page.get_textpage()
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            size = raw.ctypes.c_float() if hasattr(raw, "ctypes") else None
            assert size is not None
            raw.FPDFTextObj_GetFontSize(one.raw, size)
            left, bottom, right, _ = one.get_bounds()
            length = raw.FPDFTextObj_GetText(one.raw, words.raw, None, 0)
            buffer = (raw.FPDF_WCHAR * (length // 2 + 1))()
            raw.FPDFTextObj_GetText(one.raw, words.raw, buffer, length)
            string = bytes(buffer)[: max(length - 2, 0)].decode("utf-16-le", "replace")
            out.append((number, left, bottom, right, round(size.value, 3), string))
        words.close()
        page.close()
    document.close()
    return out


def test_every_run_is_14_points_and_the_cover_title_16() -> None:
    spec = dossier()
    sizes: dict[int, set[float]] = {}
    for number, *_, size, words in _objects(made(spec)):
        if words.strip():
            sizes.setdefault(number, set()).add(size)
    assert sizes.pop(0) == {14.0, 16.0}
    assert set.union(*sizes.values()) == {14.0}


def test_no_line_begins_or_ends_against_the_rules_by_geometry() -> None:
    rng = seeded("geometry")
    blocks = tuple(Paragraph(f"p{index}", plain(text(rng, "zh_TW", 12))) for index in range(12))
    spec = DocumentSpec("試", "zh_TW", (Part("c", "chapter", plain("章"), blocks),))
    pdf = made(spec)
    document = pdfium.PdfDocument(pdf)
    checked = 0
    for page in document:
        words = page.get_textpage()
        lines: dict[int, list[tuple[float, str]]] = {}
        for index in range(words.count_chars()):
            x, y = raw.ctypes.c_double(), raw.ctypes.c_double()
            raw.FPDFText_GetCharOrigin(words.raw, index, x, y)
            char = chr(raw.FPDFText_GetUnicode(words.raw, index))
            if char.strip():
                lines.setdefault(round(y.value), []).append((x.value, char))
        for line in lines.values():
            line.sort()
            checked += 1
            assert line[0][1] not in "。，、；：？！」』》）", "".join(char for _, char in line)
            assert line[-1][1] not in "「『《（", "".join(char for _, char in line)
            assert line[-1][0] <= 595.276 - 70.8
        words.close()
        page.close()
    document.close()
    assert checked > 60


def test_every_font_is_embedded_and_none_is_foreign() -> None:
    with pikepdf.open(io.BytesIO(made(dossier()))) as pdf:
        names = set()
        for page in pdf.pages:
            fonts: Any = page.Resources.Font
            for font in dict(fonts.items()).values():
                assert "/FontFile2" in font.FontDescriptor
                assert "/ToUnicode" in font
                names.add(str(font.BaseFont).split("+")[1])
        assert names == {
            "BanyanKai",
            "BanyanKaiExtB",
            "NotoSansTC-Bold",
            "LiberationSerif",
            "LiberationSerif-Italic",
        }


def test_pictures_stand_at_300_dpi_or_more_and_go_in_unchanged() -> None:
    asked: list[bytes] = []

    class Watched(DrawnPictures):
        def jpeg(self, picture: Picture, width_px: int, height_px: int) -> bytes:
            asked.append(super().jpeg(picture, width_px, height_px))
            return asked[-1]

    spec = dossier()
    laid = lay_out(spec, fonts())
    data = write_pdf(spec, laid, fonts(), Watched())
    document = pdfium.PdfDocument(data)
    seen = 0
    for page in document:
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
            left, bottom, right, top = one.get_bounds()
            width, height = one.get_px_size()
            assert width / (right - left) * 72 >= 299.99
            assert height / (top - bottom) * 72 >= 299.99
            seen += 1
        page.close()
    document.close()
    assert seen == 3 == len(laid.pictures)
    assert all(jpeg in data for jpeg in asked)


def test_the_same_spec_gives_the_same_bytes() -> None:
    spec = dossier()
    cache = LayoutCache()
    lay_out(spec, fonts(), cache)
    again = write_pdf(spec, lay_out(spec, fonts(), cache), fonts(), DrawnPictures())
    assert made(spec) == again
    assert made(replace(spec, date_iso="2025-04-16")) != again


def test_information_language_labels_and_bookmarks() -> None:
    with pikepdf.open(io.BytesIO(made(dossier()))) as pdf:
        assert str(pdf.docinfo.Title) == "安和社區𡋾成果"
        assert str(pdf.docinfo.Author) == "堃叔"
        assert str(pdf.docinfo.CreationDate).startswith("D:20250415")
        assert str(pdf.Root.Lang) == "zh-TW"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "/PageLabels" in pdf.Root
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
            assert titles == ["第一章　社區𡋾概況", "附錄一　會議紀錄"]
            assert [item.title for item in outline.root[0].children] == ["一、環境與災害"]


def test_contents_lead_to_their_pages() -> None:
    spec = dossier()
    laid = lay_out(spec, fonts())
    with pikepdf.open(io.BytesIO(made(spec))) as pdf:
        links = [one for one in pdf.pages[1].Annots.as_list() if one.Subtype == "/Link"]
        assert len(links) == 3
    shown = page_texts(made(spec))[1]
    assert shown.rstrip().count(str(laid.places["a1"])) >= 1


def test_the_watermark_is_drawn_but_is_no_text() -> None:
    spec = dossier()
    marked, clean = made(spec), made(replace(spec, watermark=""))
    assert "Practice" not in "".join(page_texts(marked))
    first, second = (render_pages(data, [1], 36)[0] for data in (marked, clean))
    assert first.data != second.data
    with pikepdf.open(io.BytesIO(marked)) as pdf:
        content = b"".join(stream.read_bytes() for stream in _streams(pdf.pages[0]))
        assert b"/Watermark" in content


def _streams(page: Any) -> list[Any]:  # noqa: ANN401 - pikepdf's page
    contents = page.Contents
    return list(contents.as_list()) if isinstance(contents, pikepdf.Array) else [contents]


def test_the_meter_is_the_page_count_of_the_pdf() -> None:
    rng = seeded("meter")
    for index in range(count(200)):
        spec = random_spec(rng, ("zh_TW", "en")[index % 2], chapters=2, blocks=8)
        laid = lay_out(spec, fonts())
        assert page_count(write_pdf(spec, laid, fonts(), DrawnPictures())) == len(laid.pages)


def test_a_range_of_pages_is_drawn_alone() -> None:
    spec = dossier()
    laid = lay_out(spec, fonts())
    part = write_pdf(spec, laid, fonts(), DrawnPictures(), pages=(3, 4))
    assert [bare(one) for one in page_texts(part)] == [bare(one) for one in page_texts(made(spec))[2:4]]


def test_characters_without_a_glyph_refuse_the_final_and_show_a_mark_in_the_preview() -> None:
    spec = DocumentSpec("試", "zh_TW", (Part("c", "plain", (), (Paragraph("p", plain("加油😀")),)),))
    with pytest.raises(MissingGlyphsError) as raised:
        made(spec)
    assert "😀" in str(raised.value)
    assert "加油〓" in page_texts(made(spec, preview=True))[0]


def test_odd_ids_and_titles_do_not_break_the_file() -> None:
    blocks = (Heading("a b/(c)〉\ud800", 1, plain("題\ud800\n二")), Heading("空", 1, (), numbered=False))
    parts = (
        Part("toc", "contents", plain("目錄"), (Contents("c c"),)),
        Part(")(", "chapter", plain("章"), blocks),
    )
    spec = DocumentSpec("題\ud800\x00", "zh_TW", parts, footer="堃\u202e", author="\ud800")
    with pikepdf.open(io.BytesIO(made(spec, preview=True))) as pdf, pdf.open_outline() as outline:
        assert [len(item.children) for item in outline.root] == [0, 2]


def test_a_picture_that_is_no_jpeg_is_refused() -> None:
    class Broken:
        def jpeg(self, picture: Picture, width_px: int, height_px: int) -> bytes:
            return b"not a picture"

    spec = dossier()
    with pytest.raises(UnreadablePictureError):
        write_pdf(spec, lay_out(spec, fonts()), fonts(), Broken())


def test_attached_pages_count_and_are_drawn_whole() -> None:
    other = made(DocumentSpec("附", "zh_TW", (Part("x", "plain", (), (Paragraph("p", plain("附件內文")),)),)))
    block = AttachedPdf("a", "證明", 1, "f" * 64)
    part = Part("c", "appendix", plain("附"), (Paragraph("q", plain("前")), block, Paragraph("r", plain("後"))))
    spec = DocumentSpec("試", "zh_TW", (part,))
    with pytest.raises(ExportError):
        made(spec)
    whole = page_texts(made(spec, attachments={"f" * 64: other}))
    assert len(whole) == 3
    assert "附件內文" in whole[1]
    assert made(spec, attachments={"f" * 64: other}) == made(spec, attachments={"f" * 64: other})
    assert page_count(made(spec, preview=True)) == 3


def test_raster_pages_are_plain_rgb() -> None:
    (page,) = render_pages(made(dossier()), [1], 50)
    assert len(page.data) == page.width * page.height * 3
    assert page.data[:3] == b"\xff\xff\xff"


def test_a_file_that_is_no_pdf_is_refused() -> None:
    for data in (b"", b"%PDF-1.7", b"hello"):
        with pytest.raises(InputError):
            page_count(data)
