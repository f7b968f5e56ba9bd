"""A plan on a wide sheet: labels beside their bars, two clocks above; in place, inside the column, not over one another."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from app.core.richtext import plain
from app.exports.drawings import Fill, Span, Spans
from app.exports.layout import lay_out, page_items, standard_words
from app.exports.layout.items import FillItem, TextItem
from app.exports.spec import A4, Chart, DocumentSpec, PageFormat, Part, TextStyle
from tests.exports.pages import fonts

TURNED = PageFormat(841.89, 595.276, 43, 43, 43, 43)
MONTHS = 28


def plan(now: Fraction | None = Fraction(13, 2)) -> Spans:
    """Return a plan of 28 months from July on."""
    spans = (
        Span("建立核心團隊", "", 0, 9, Fill.PALE, strong=True),
        Span("● 1　開始組建團隊", "完成，2026年1月10日", 0, 2, Fill.SOLID),
        Span(
            "○ 2　Investigate how residents of every street get through heat, floods and storms", "", 14, 28, Fill.EMPTY
        ),
        Span("○ 3　沒有月份", "", None, None),
    )
    calendar = tuple(str((6 + month) % 12 + 1) for month in range(MONTHS))
    numbers = tuple(str(month + 1) for month in range(MONTHS))
    years = ((0, "2025年"), (6, "2026年"), (18, "2027年"))
    return Spans(numbers, spans, years, now, "今天", calendar, aside=True, names=("計畫第幾個月", "月份"))


@pytest.mark.parametrize(("size", "page"), [(11.0, TURNED), (14.0, A4), (20.0, A4)])
def test_a_plan_stays_in_its_column_with_its_bars_in_their_months(size: float, page: PageFormat) -> None:
    style = TextStyle(size=size, leading=round(size * 1.5, 2), cover_body=size, face="sans")
    part = Part("p", "plain", plain("x"), (Chart("c", plan(), numbered=False),))
    laid = lay_out(DocumentSpec("t", "zh_TW", (part,), page, style, words=standard_words("zh_TW")), fonts())
    assert laid.missing == ()
    found = [item for sheet in laid.pages for placed, items in page_items(laid, sheet) for item in items
             if placed.row.role == "Figure"]  # fmt: skip
    left, right = page.left - 0.6, page.width - page.right + 0.6
    texts = [item for item in found if isinstance(item, TextItem) and item.text.strip()]
    for one in texts:
        assert left <= one.x <= one.x + one.width <= right, one.text
    bars = [item for item in found if isinstance(item, FillItem)]
    assert len(bars) == 3, "what has no months has no bar"
    month = bars[1].width + 1.6
    assert bars[0].width + 1.6 == pytest.approx(9 / 2 * month, abs=0.1)
    assert bars[2].width + 1.6 == pytest.approx(14 / 2 * month, abs=0.1)
    assert bars[2].x - bars[1].x == pytest.approx(14 / 2 * month, abs=0.1)
    head = [one for one in texts if one.y < bars[0].y]
    for place, one in enumerate(head):
        for other in head[place + 1 :]:
            apart = abs(one.y - other.y) >= 0.9 * one.size
            beside = one.x + one.width <= other.x + 0.6 or other.x + other.width <= one.x + 0.6
            assert apart or beside, (one.text, other.text)
    said = "".join(one.text for one in texts)
    assert "今天" in said
    assert "完成，2026年1月10日" in said.replace(" ", "")


@pytest.mark.parametrize("aside", [True, False])
def test_the_months_stand_again_where_a_long_plan_goes_on(aside: bool) -> None:
    rows = tuple(Span(f"Task {number}", "", number % 20, number % 20 + 2, Fill.SOLID) for number in range(60))
    long = replace(plan(), spans=rows, aside=aside)
    part = Part("p", "plain", plain("x"), (Chart("c", long, numbered=False),))
    laid = lay_out(DocumentSpec("t", "en", (part,), TURNED, words=standard_words("en")), fonts())
    assert len(laid.pages) > 2
    for sheet in laid.pages:
        words = [one.text for _, items in page_items(laid, sheet) for one in items if isinstance(one, TextItem)]
        assert "2026年" in "".join(words), sheet.number
        if sheet.number > 1:
            assert [placed.repeated for placed in sheet.placed if placed.row.role == "Figure"][:2] == [True, False]
