"""Charts on the page: one size of type, nothing outside the column, figures counted with the photos."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.core.richtext import plain
from app.exports.drawings import Bar, Bars, Fill, Moment, Timeline
from app.exports.layout import LayoutCache, lay_out, page_items, standard_words
from app.exports.layout.items import FillItem, Item, Laid, MarkItem, RuleItem, TextItem, TintItem
from app.exports.pdf import page_texts, render_pages, write_pdf
from app.exports.pdf.fills import GROUND, STROKE, TINTS
from app.exports.spec import A4, LETTER, Chart, DocumentSpec, PageFormat, Part, PhotoItem, Photos
from tests.exports.drawn import chart_spec, drawings
from tests.exports.pages import DrawnPictures, fonts, picture

TURNED = PageFormat(841.89, 595.276, 43, 43, 43, 43)


def items_of(laid: Laid) -> list[Item]:
    """Return every item of the pages, in sheet coordinates."""
    return [item for page in laid.pages for _placed, found in page_items(laid, page) for item in found]


@pytest.mark.parametrize("language", ["zh_TW", "en"])
@pytest.mark.parametrize(("size", "page"), [(14.0, A4), (14.0, LETTER), (11.0, TURNED), (20.0, A4)])
def test_nothing_is_smaller_than_the_text_or_outside_the_column(language: str, size: float, page: PageFormat) -> None:
    laid = lay_out(chart_spec(language, size, page), fonts())
    assert laid.missing == ()
    left, right = page.left - 0.6, page.width - page.right + 0.6
    for item in items_of(laid):
        if isinstance(item, TextItem):
            assert item.size == size
            assert left <= item.x <= item.x + item.width <= right, item.text
        elif isinstance(item, FillItem | TintItem):
            assert left <= item.x <= item.x + item.width <= right
            assert page.top - 1 <= item.y <= item.y + item.height <= page.height - page.bottom + 1
        elif isinstance(item, RuleItem):
            assert left <= item.x <= item.x2 <= right


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_words_do_not_lie_over_one_another(language: str) -> None:
    spec = chart_spec(language)
    laid = lay_out(spec, fonts())
    for page in laid.pages:
        texts = [
            item
            for placed, found in page_items(laid, page)
            for item in found
            if isinstance(item, TextItem) and item.text.strip() and placed.row.role == "Figure"
        ]
        for place, one in enumerate(texts):
            for other in texts[place + 1 :]:
                apart = abs(one.y - other.y) >= 0.9 * one.size
                beside = one.x + one.width <= other.x + 0.6 or other.x + other.width <= one.x + 0.6
                assert apart or beside, (one.text, other.text)


def test_lengths_are_in_proportion_to_the_values() -> None:
    laid = lay_out(chart_spec("zh_TW", only=("bars",)), fonts())
    lengths = [item.width for item in items_of(laid) if isinstance(item, FillItem)]
    assert [round(one / lengths[0], 3) for one in lengths] == [
        1.0,
        round(29 / 43, 3),
        round(21 / 43, 3),
        round(7 / 43, 3),
    ]


def test_every_value_is_printed_beside_its_bar() -> None:
    for language in ("zh_TW", "en"):
        spec = chart_spec(language)
        pdf = write_pdf(spec, lay_out(spec, fonts()), fonts(), DrawnPictures())
        said = "".join("".join(page_texts(pdf)).split())
        bars = drawings(language)["bars"]
        assert isinstance(bars, Bars)
        for one in bars.bars:
            assert "".join(one.words.split()) in said


def test_charts_are_counted_among_the_figures() -> None:
    photo = Photos("photos", (PhotoItem("p1", picture("a"), plain("一張")),), 1)
    bars = Bars((Bar("火災", 1, "1"),))
    blocks = (Chart("c1", bars, plain("占比")), photo, Chart("c2", bars, plain("占比")), Chart("c3", bars))
    spec = DocumentSpec("t", "zh_TW", (Part("p", "chapter", plain("章"), blocks),), words=standard_words("zh_TW"))
    laid = lay_out(spec, fonts())
    assert (laid.labels["c1"], laid.labels["p1"], laid.labels["c2"]) == ("圖1", "圖2", "圖3")
    assert "c3" not in laid.labels
    assert laid.places["c1"] == 1
    assert len(laid.pictures) == 1


def test_a_long_timeline_goes_on_over_pages_and_never_parts_a_moment() -> None:
    moments = tuple(Moment(f"{hour:02}:00", f"第{hour}則", ("作為：巡視", "人員：王○○")) for hour in range(24))
    block = Chart("c", Timeline(moments), plain("時間軸"))
    spec = DocumentSpec("t", "zh_TW", (Part("p", "plain", plain("x"), (block,)),), words=standard_words("zh_TW"))
    laid = lay_out(spec, fonts())
    assert len(laid.pages) == 3
    pdf = write_pdf(spec, laid, fonts(), DrawnPictures())
    for text in page_texts(pdf):
        assert text.count("作為") == text.count("人員")
    assert sum(isinstance(item, MarkItem) for item in items_of(laid)) == 24


def test_the_caption_stands_on_the_page_of_its_chart() -> None:
    fill = tuple(Chart(f"c{place}", Bars((Bar("火災", 1, "1"),) * 3), plain(f"說明{place}")) for place in range(12))
    spec = DocumentSpec("t", "zh_TW", (Part("p", "plain", plain("x"), fill),), words=standard_words("zh_TW"))
    laid = lay_out(spec, fonts())
    for page in laid.pages:
        roles: dict[str, set[str]] = {}
        for placed in page.placed:
            roles.setdefault(placed.row.block_id, set()).add(placed.row.role)
        assert all(found == {"Figure", "Caption"} for name, found in roles.items() if name.startswith("c"))


def test_the_same_chart_gives_the_same_bytes_with_and_without_a_cache() -> None:
    spec, cache = chart_spec("en"), LayoutCache()
    cold = write_pdf(spec, lay_out(spec, fonts()), fonts(), DrawnPictures())
    lay_out(spec, fonts(), cache)
    assert write_pdf(spec, lay_out(spec, fonts(), cache), fonts(), DrawnPictures()) == cold


def grey(rgb: tuple[float, float, float]) -> float:
    """Return how light a colour is printed in grey, 0 to 1."""
    return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2]


def test_fills_stay_apart_in_grey() -> None:
    steps = [grey(one) for one in TINTS]
    assert all(before - after > 0.05 for before, after in pairwise(steps))
    assert all(grey(one) > 0.55 for one in TINTS)
    plain_ones = [grey(GROUND[one]) for one in Fill if one not in STROKE]
    assert min(abs(a - b) for place, a in enumerate(plain_ones) for b in plain_ones[place + 1 :]) > 0.2
    assert all(grey(GROUND[one]) - grey(STROKE[one]) > 0.5 for one in STROKE)


def test_patterns_are_seen_in_a_drawn_page() -> None:
    spec = chart_spec("zh_TW", only=("whole",))
    laid = lay_out(spec, fonts())
    raster = render_pages(write_pdf(spec, laid, fonts(), DrawnPictures()), None, 144)[0]
    dark = []
    for item in [one for one in items_of(laid) if isinstance(one, FillItem)][:5]:
        x, y, wide, high = (round(one * 2) for one in (item.x + 2, item.y + 2, item.width - 4, item.height - 4))
        inside = [
            raster.data[3 * (row * raster.width + column) + 1] < 190
            for row in range(y, y + high)
            for column in range(x, x + wide)
        ]
        dark.append(sum(inside) / len(inside))
    assert dark[0] > 0.95
    assert dark[4] == 0
    assert all(0.02 < one < 0.6 for one in dark[1:4])


def test_an_empty_drawing_prints_its_caption_alone() -> None:
    for drawing in (Bars(()), Timeline(())):
        block = Chart("c", drawing, plain("空"))
        spec = DocumentSpec("t", "zh_TW", (Part("p", "plain", plain("x"), (block,)),), words=standard_words("zh_TW"))
        assert len(lay_out(spec, fonts()).pages) == 1
