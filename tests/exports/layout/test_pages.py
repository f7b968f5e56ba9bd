"""Pages: the cache never lies, headings and captions stay with theirs, numbers and references follow."""

from __future__ import annotations

import random
from dataclasses import replace

from app.core.richtext import Atom, Run, plain
from app.exports import preflight
from app.exports.layout import Laid, LayoutCache, lay_out, page_items, standard_words
from app.exports.layout.items import PictureItem, TextItem
from app.exports.spec import (
    AttachedPdf,
    Block,
    Column,
    Contents,
    DocumentSpec,
    Heading,
    ListItem,
    PageBreak,
    Paragraph,
    Part,
    PhotoItem,
    Photos,
    Space,
    Table,
)
from tests.exports.pages import fonts, picture, random_block, random_spec, text
from tests.support import FULL, LANGUAGES, SEED, count, seeded


def drawn(laid: Laid) -> list[object]:
    """Return all that a writer sees; rows themselves hold lines that are set late and equal nothing."""
    return [
        (
            page.number,
            page.part_id,
            page.furniture,
            *((placed.row.block_id, placed.x, placed.y, items) for placed, items in page_items(laid, page)),
        )
        for page in laid.pages
    ]


def same(one: Laid, other: Laid) -> bool:
    return drawn(one) == drawn(other) and replace(one, pages=()) == replace(other, pages=())


def edited(rng: random.Random, spec: DocumentSpec) -> DocumentSpec:
    """Change, add, move or drop one block."""
    parts = list(spec.parts)
    place = rng.randrange(2, len(parts))
    blocks = list(parts[place].blocks)
    targets = [block.id for part in parts for block in part.blocks]
    at = rng.randrange(len(blocks)) if blocks else 0
    match rng.randrange(4):
        case 0 if blocks:
            blocks[at] = random_block(rng, spec.language, blocks[at].id, targets)
        case 1 if blocks:
            blocks.insert(rng.randrange(len(blocks)), blocks.pop(at))
        case 2 if len(blocks) > 3:
            del blocks[at]
        case _:
            blocks.insert(at, random_block(rng, spec.language, f"n{rng.randrange(10**9)}", targets))
    parts[place] = replace(parts[place], blocks=tuple(blocks))
    return replace(spec, parts=tuple(parts))


def test_the_cached_result_is_the_cold_result_after_random_edits() -> None:
    rng = seeded("layout edits")
    for language in LANGUAGES if FULL else (LANGUAGES[SEED % 2],):
        cache, spec = LayoutCache(), random_spec(rng, language)
        for _ in range(count(500)):
            spec = edited(rng, spec)
            assert same(lay_out(spec, fonts(), cache), lay_out(spec, fonts()))
        assert len(cache) > 30


def test_an_edit_measures_only_what_it_changes() -> None:
    spec, cache = random_spec(seeded("one edit")), LayoutCache()
    lay_out(spec, fonts(), cache)
    before = len(cache)
    last = spec.parts[-1]
    changed = replace(last, blocks=(*last.blocks, Paragraph("new", plain("新的一段。"))))
    lay_out(replace(spec, parts=(*spec.parts[:-1], changed)), fonts(), cache)
    assert len(cache) == before + 1


def test_a_small_cache_forgets_but_never_lies() -> None:
    rng = seeded("small cache")
    cache, spec = LayoutCache(5), random_spec(rng)
    for _ in range(5):
        spec = edited(rng, spec)
        assert same(lay_out(spec, fonts(), cache), lay_out(spec, fonts()))
    assert len(cache) <= 5


def one_part(*blocks: Block, kind: str = "chapter", title: str = "社區概況", language: str = "zh_TW") -> DocumentSpec:
    return DocumentSpec("試", language, (Part("c", kind, plain(title), blocks),), words=standard_words(language))


def words_of(laid: Laid, page: int) -> str:
    return "".join(
        item.text for _, items in page_items(laid, laid.pages[page - 1]) for item in items if isinstance(item, TextItem)
    )


def test_chinese_numbers_and_references_follow_the_tree() -> None:
    spec = one_part(
        Heading("h1", 1, plain("環境")),
        Heading("h2", 2, plain("地形")),
        Heading("h3", 3, plain("溪流")),
        Heading("h4", 4, plain("上游")),
        Paragraph("p", (Run("見"), Atom("ref", "h4"), Atom("ref", "f1"), Atom("ref", "t"), Atom("ref", "c"))),
        Photos("f", (PhotoItem("f1", picture("a"), plain("溪")),)),
        Table("t", (Column(),), ((plain("頭"),), (plain("身"),)), caption=plain("表")),
    )
    laid = lay_out(spec, fonts())
    assert laid.labels["h4"] == "第一章一、(一)1.(1)"
    assert "第一章　社區概況" in words_of(laid, 1)
    assert "見第一章一、(一)1.(1)圖1表1第一章" in words_of(laid, 1)
    assert "圖1、溪" in words_of(laid, 1)
    assert "表1、表" in words_of(laid, 1)
    moved = replace(
        spec, parts=(Part("z", "chapter", plain("前"), (Photos("g", (PhotoItem("g1", picture("b")),)),)), *spec.parts)
    )
    assert lay_out(moved, fonts()).labels["f1"] == "圖2"
    assert lay_out(moved, fonts()).labels["c"] == "第二章"


def test_english_numbers() -> None:
    spec = one_part(
        Heading("h1", 1, plain("Streets")),
        Heading("h2", 2, plain("Slopes")),
        Paragraph("p", (Run("See "), Atom("ref", "h2"), Run("."))),
        language="en",
        title="Where we live",
    )
    laid = lay_out(spec, fonts())
    assert "Chapter 1.Where we live" in words_of(laid, 1)
    assert laid.labels["h2"] == "Chapter 1, A.1"
    appendix = lay_out(one_part(kind="appendix"), fonts())
    assert appendix.labels["c"] == "附錄一"


def test_full_width_parentheses_on_request() -> None:
    spec = replace(one_part(Heading("h", 2, plain("地形"))), full_width_parens=True)
    assert "（一）地形" in words_of(lay_out(spec, fonts()), 1)


def test_list_numbers_start_again_after_other_blocks() -> None:
    spec = one_part(
        ListItem("a", plain("一"), "number"),
        ListItem("b", plain("二"), "number"),
        Paragraph("p", plain("中")),
        ListItem("c1", plain("三"), "number"),
    )
    assert "1.一2.二中1.三" in words_of(lay_out(spec, fonts()), 1)


def test_a_reference_to_nothing_is_a_question_mark_and_a_finding() -> None:
    laid = lay_out(one_part(Paragraph("p", (Run("見"), Atom("ref", "gone"), Run("。")))), fonts())
    assert "見？。" in words_of(laid, 1)
    (finding,) = preflight.check(laid)
    assert (finding.rule, finding.place) == ("print.reference", "block:p")


def test_no_heading_stands_alone_at_a_pages_foot() -> None:
    rng = seeded("headings")
    for lead in range(20, 36):
        blocks = [Paragraph(f"p{index}", plain("行")) for index in range(lead)]
        body = Paragraph("body", plain(text(rng, "zh_TW", 6)))
        laid = lay_out(one_part(*blocks, Heading("h", 1, plain("題")), Heading("h2", 2, plain("小題")), body), fonts())
        assert laid.places["h"] == laid.places["h2"] == laid.places["body"]


def test_breaks_and_space_after_a_heading_do_what_they_say() -> None:
    spec = one_part(Heading("h", 1, plain("題")), PageBreak("b"), Paragraph("p", plain("文")))
    laid = lay_out(spec, fonts())
    assert (laid.places["h"], laid.places["p"]) == (1, 2)
    spec = one_part(Heading("h", 1, plain("題")), AttachedPdf("a", "附", 2, "0" * 64), Paragraph("p", plain("文")))
    laid = lay_out(spec, fonts())
    assert (laid.places["h"], laid.places["a"], laid.places["p"]) == (1, 2, 4)
    for lead in range(20, 36):
        blocks = [Paragraph(f"p{index}", plain("行")) for index in range(lead)]
        tail = (Heading("h", 1, plain("題")), Space("s", 2), Paragraph("p", plain("文")))
        laid = lay_out(one_part(*blocks, *tail), fonts())
        assert laid.places["h"] == laid.places["p"]


def test_nothing_leaves_the_page_however_long() -> None:
    long = plain("很長的說明。" * 400)
    spec = one_part(
        Photos("f", (PhotoItem("f1", picture("a"), long), PhotoItem("f2", picture("b"), plain("短")))),
        Table("t", (Column(), Column()), ((long, plain("頭")), (plain("a"), plain("b"))), header=1),
        Heading("h", 1, long),
        ListItem("l", long),
    )
    laid = lay_out(spec, fonts())
    bottom = spec.page.height - spec.page.bottom + 0.1
    assert all(placed.y + placed.row.height <= bottom for page in laid.pages for placed in page.placed)
    everything = "".join(words_of(laid, number) for number in range(1, len(laid.pages) + 1))
    assert everything.count("很長") >= 4 * 380


def test_two_lines_at_least_on_either_page() -> None:
    rng = seeded("widows")
    for lead in range(15, 34):
        blocks = [Paragraph(f"p{index}", plain("行")) for index in range(lead)]
        laid = lay_out(one_part(*blocks, Paragraph("long", plain(text(rng, "zh_TW", 7)))), fonts())
        for page in laid.pages:
            lines = sum(1 for placed in page.placed if placed.row.block_id == "long")
            assert lines != 1


def long_table(rows: int = 60, cell: str = "避難演練") -> Table:
    head = (plain("日期"), plain("活動"))
    body = tuple((plain(f"114年{index}"), plain(cell)) for index in range(rows))
    return Table("t", (Column(), Column(3)), (head, *body), caption=plain("一覽"), note=plain("至三月底。"))


def test_table_heads_repeat_and_rows_stay_whole() -> None:
    laid = lay_out(one_part(long_table(cell="避難演練與物資盤點、長者關懷訪視及環境踏勘成果彙整" * 2)), fonts())
    assert len(laid.pages) > 2
    for number in range(1, len(laid.pages) + 1):
        assert words_of(laid, number).count("日期活動") == 1
    assert sum(1 for page in laid.pages for placed in page.placed if placed.repeated) == len(laid.pages) - 1


def test_a_word_is_broken_only_where_the_words_of_all_columns_leave_no_room() -> None:
    long = "A place with a name of many words, as people write them"
    head = tuple(plain(one) for one in ("Title", "Date", "Place", "Method", "Present"))
    body = tuple(plain(one) for one in (long, "September 16, 2023", long, long, "58"))
    weights = (14.0, 12.0, 14.0, 14.0, 2.0)
    laid = lay_out(one_part(Table("t", tuple(Column(one) for one in weights), (head, body))), fonts())
    words = [item.text for _, items in page_items(laid, laid.pages[0]) for item in items if isinstance(item, TextItem)]
    assert "Present" in words


def test_a_row_taller_than_a_page_is_parted_and_nothing_is_lost() -> None:
    story = "很長的口述紀錄，一句接著一句。" * 200
    spec = one_part(Table("t", (Column(), Column(2)), ((plain("人"), plain("話")), (plain("堃叔"), plain(story)))))
    laid = lay_out(spec, fonts())
    everything = "".join(words_of(laid, number) for number in range(1, len(laid.pages) + 1))
    assert everything.replace("人話", "").count("一句接著一句") + everything.count("一句接著|") >= 190
    bottom = spec.page.height - spec.page.bottom + 0.1
    assert all(placed.y + placed.row.height <= bottom for page in laid.pages for placed in page.placed)


def test_photos_of_a_row_are_equally_high_and_keep_their_captions() -> None:
    items = tuple(
        PhotoItem(f"f{index}", picture(f"x{index}", *size), plain("說明文字"))
        for index, size in enumerate(((4000, 3000), (3000, 4000), (4000, 800), (900, 4000), (4000, 3000)))
    )
    for per_row in (1, 2, 4):
        laid = lay_out(one_part(Photos("f", items, per_row)), fonts())
        width = 595.276 - 5 / 2.54 * 72
        for page in laid.pages:
            for placed, absolute in page_items(laid, page):
                pictures = [item for item in absolute if isinstance(item, PictureItem)]
                if not pictures:
                    continue
                assert len({round(one.height, 2) for one in pictures}) == 1
                assert all(one.x >= 70.8 and one.x + one.width <= 70.9 + width for one in pictures)
                assert any(isinstance(item, TextItem) and item.y > pictures[0].y for item in absolute)
                assert placed.y + placed.row.height <= 841.89 - 70.8


def test_pictures_print_at_300_dpi_and_are_never_enlarged() -> None:
    sharp, coarse = PhotoItem("s", picture("s"), plain("清楚")), PhotoItem("k", picture("k", 640, 480), plain("模糊"))
    laid = lay_out(one_part(Photos("f", (sharp, coarse))), fonts())
    by_id = {one.block_id: one for one in laid.pictures}
    assert by_id["s"].dpi >= 300
    assert by_id["s"].width_px == 886, "7.5 cm at 300 dpi, rounded up"
    assert (by_id["k"].width_px, by_id["k"].height_px) == (640, 480)
    (finding,) = preflight.check(laid)
    assert finding.place == "block:k"
    turned = picture("t", 4000, 3000)
    laid = lay_out(
        one_part(Photos("f", (PhotoItem("t", replace(turned, turn=1, crop=(0, 0, 500, 1000))),), 1)), fonts()
    )
    assert laid.pictures[0].height_pt / laid.pictures[0].width_pt < 1


def test_contents_are_true_and_no_width_depends_on_a_page_number() -> None:
    rng = seeded("contents")
    spec = random_spec(rng, chapters=6)
    spec = replace(
        spec, parts=(*spec.parts[:1], Part("toc", "contents", plain("目錄"), (Contents(),)), *spec.parts[2:])
    )
    laid = lay_out(spec, fonts())
    shown = words_of(laid, 2)
    for part in spec.parts[2:]:
        assert str(laid.places[part.id]) in shown
        first, last = laid.part_pages[part.id]
        assert first == laid.places[part.id] <= last
    shifted = replace(
        spec, parts=(*spec.parts[:2], Part("x", "plain", (), (AttachedPdf("a", "附", 120, "0" * 64),)), *spec.parts[2:])
    )
    more = lay_out(shifted, fonts())
    assert len(more.pages) == len(laid.pages) + 120
    assert [len(page.placed) for page in more.pages[122:]] == [len(page.placed) for page in laid.pages[2:]]


def test_page_references_are_set_as_if_the_number_had_been_typed() -> None:
    late = one_part(Paragraph("p", (Run("詳見第"), Atom("page", "p"), Run("頁。"))))
    typed = one_part(Paragraph("p", plain("詳見第1頁。")))
    one, other = (
        list(page_items(laid, laid.pages[0]))[-1][1] for laid in (lay_out(late, fonts()), lay_out(typed, fonts()))
    )
    assert one == other


def test_breaks_spaces_and_empty_documents() -> None:
    laid = lay_out(
        one_part(Space("s", 3), PageBreak("b"), PageBreak("b2"), Paragraph("p", ()), Space("e", 200)), fonts()
    )
    assert laid.places["p"] == 2
    assert len(lay_out(DocumentSpec("空", "zh_TW", ()), fonts()).pages) == 1
    assert len(lay_out(one_part(), fonts()).pages) == 1


def test_the_cover_counts_but_shows_no_number_and_marks_stand_on_every_page() -> None:
    spec = random_spec(seeded("cover"))
    laid = lay_out(spec, fonts())
    texts = ["".join(item.text for item in page.furniture if isinstance(item, TextItem)) for page in laid.pages]
    assert texts[0] == "團隊內部"
    assert texts[1] == "2安和社區團隊內部"
    assert laid.pages[0].number == 1


def test_missing_characters_are_listed_with_their_block() -> None:
    laid = lay_out(
        one_part(Paragraph("p", plain("加油😀")), Photos("f", (PhotoItem("f1", picture("a"), plain("🚒")),))), fonts()
    )
    assert [(one.char, one.block_id) for one in laid.missing] == [("😀", "p"), ("🚒", "f")]
    assert [one.place for one in preflight.glyph_findings(laid)] == ["block:p", "block:f"]
    assert preflight.headline(laid).count == 2


def test_layout_does_not_touch_reportlab() -> None:
    import subprocess
    import sys

    from tests.support import ROOT

    code = "import sys, app.exports.layout, app.exports.preflight; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_whole_table_is_not_parted_and_its_heading_goes_with_it() -> None:
    rows = tuple((plain("名"), plain("值\n" * 4)) for _ in range(4))
    blocks: list[Block] = []
    for number in range(6):
        blocks.append(Heading(f"h{number}", 2, plain(f"規則 {number}"), numbered=False))
        columns = (Column(2), Column(8))
        blocks.append(Table(f"t{number}", columns, rows, header=0, numbered=False, note=plain("出處"), whole=True))
    laid = lay_out(DocumentSpec("t", "zh_TW", (Part("p", "plain", plain("t"), tuple(blocks)),)), fonts())
    on = {f"{kind}{number}": set[int]() for kind in "ht" for number in range(6)}
    for page in laid.pages:
        for placed, _ in page_items(laid, page):
            if placed.row.block_id in on:
                on[placed.row.block_id].add(page.number)
    assert len(laid.pages) > 2
    assert all(on[f"h{number}"] == on[f"t{number}"] and len(on[f"t{number}"]) == 1 for number in range(6))
