"""Which way text runs: rules of Unicode Standard Annex 9 by example, and lines that run both ways."""

from __future__ import annotations

import itertools

import pytest

from app.core.directions import runs_from_the_right
from app.exports.layout.bidi import levels, seen_order
from app.exports.layout.breaking import Setting, break_lines, set_line
from app.exports.layout.fonts import look
from app.exports.layout.items import TextItem
from app.exports.layout.shaping import shape
from tests.exports.pages import fonts

EM = 10.0
LONG = "يدعو فريق الحيّ جميع السكان إلى اجتماع مفتوح يوم ١٤ آذار عند الساعة 18:30 في Banyan Town (الطابق الثاني) و中文."


def seen(text: str) -> str:
    each, _ = levels(text)
    return "".join(text[place] for place in seen_order(each or [0] * len(text)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abc", "abc"),
        ("אבג", "גבא"),
        ("ab אב cd", "ab בא cd"),
        ("אב ab 12", "ab 12 בא"),
        ("אב 12 ab", "ab 12 בא"),
        ("אב 12, 34.", ".34 ,12 בא"),
        ("אב 12,34", "12,34 בא"),
        ("بت ١٢", "١٢ تب"),
        ("بت 18:30", "18:30 تب"),
        ("بت 02-2345-6789 ج", "ج 02-2345-6789 تب"),
        ("a (אב) b", "a (בא) b"),
        ("אב (cd) ה", "ה )cd( בא"),
        ("אב $5 ה", "ה $5 בא"),
        ("12 אב", "בא 12"),
        ("ab \u2067אב\u2069 cd", "ab \u2067\u2069בא cd"),
        ("中文，אב。", "中文，בא。"),
    ],
)
def test_each_rule_by_example(text: str, shown: str) -> None:
    assert seen(text) == shown


def test_a_paragraph_runs_as_its_first_letter_does_and_one_without_letters_as_the_one_before() -> None:
    assert runs_from_the_right("12. اسم")
    assert not runs_from_the_right("Name: اسم")
    assert levels("name") == ([], [])
    assert levels("בא\n12\nab\nא")[1] == [1, 1, 1, 1, 1, 1, 0, 0, 0, 1]


@pytest.mark.parametrize("align", ["justify", "left", "centre", "right"])
def test_lines_from_the_right_end_at_the_margin_and_nothing_overlaps(align: str) -> None:
    shaped = shape(LONG, look("kai"), fonts())
    width = 15 * EM
    lines = break_lines(shaped, int(width * 1000 / EM))
    assert len(lines) > 2
    for line in lines:
        items = [
            one for one in set_line(shaped, line, Setting(EM, 15.0, width, align), 3.0) if isinstance(one, TextItem)
        ]
        left, right = items[0].x, items[-1].x + items[-1].width
        assert left >= 3.0 - 0.01
        assert right <= 3.0 + width + 0.01
        if align != "centre":
            assert right == pytest.approx(3.0 + width, abs=0.01)
        if align == "justify" and not line.last:
            assert left == pytest.approx(3.0, abs=0.01)
        for one, other in itertools.pairwise(items):
            assert other.x >= one.x + one.width - 0.01
    drawn = "".join(one for line in lines for one in shaped.chars[line.start : line.end])
    assert drawn.replace(" ", "") == LONG.replace(" ", "")


def test_letters_join_marks_lose_no_room_and_a_joiner_parts_letters() -> None:
    one = look("kai")
    alone = sum(sum(shape(char, one, fonts()).widths) for char in "بيت")
    together = shape("بيت", one, fonts())
    assert sum(together.widths) < 0.9 * alone
    assert sum(shape("بَيْتٌ", one, fonts()).widths) == pytest.approx(sum(together.widths), rel=0.05)
    numbers = [glyph.number for each in shape("می\u200cخواهم", one, fonts()).glyphs.values() for glyph in each]
    assert numbers != [glyph.number for each in shape("میخواهم", one, fonts()).glyphs.values() for glyph in each]
    assert shape("a\u200cb", one, fonts()).chars == ["a", "b"]


def test_a_word_that_is_bold_in_the_middle_still_joins() -> None:
    from app.exports.layout.shaping import Piece, shape_pieces

    parts = shape_pieces((Piece("سل", look("kai")), Piece("ام", look("kai", bold=True))), fonts())
    whole = shape("سلام", look("kai"), fonts())
    assert (parts.glyphs, parts.widths) == (whole.glyphs, whole.widths)
    assert parts.strokes == [False, False, True, True]
