"""Fonts: what is covered, what falls back to what, and that the tables agree with the fonts."""

from __future__ import annotations

import json
import unicodedata

import pytest
from fontTools.ttLib import TTFont

from app.exports.layout import FontSet
from app.exports.layout.fonts import FILES, Coverage, look
from app.exports.layout.scripts import joined_script, refused_in, refused_script
from app.exports.layout.shaping import shape
from tests.exports.pages import FONTS, fonts

RARE = "堃喆犇𡋾瑴峯邨嘅㗎啲煊甯㵞鈈𠊎𠢕𨑨𤆬𪜶𫝛𡢃𠮶𥰔𧮙"


def test_every_rare_name_character_has_a_font() -> None:
    assert fonts().missing(RARE) == ()


def test_big5_is_covered_whole() -> None:
    chars = []
    for high in range(0xA1, 0xFA):
        for low in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            try:
                chars.append(bytes((high, low)).decode("big5"))
            except UnicodeDecodeError:
                continue
    absent = fonts().missing("".join(char for char in chars if char.isprintable()))
    assert absent == ()


def test_romanisation_of_taiwan_is_covered_and_marked_words_are_charis() -> None:
    assert fonts().missing("Tâi-gí ṟ ʉ ɨ ŋ o͘ a̍ Pangcah Bunun 'u") == ()
    assert ("charis", "chi̍t") in fonts().runs("一 chi̍t 二")


def test_characters_without_a_font_are_listed_once_each() -> None:
    assert fonts().missing("甲😀乙😀🚒") == ("😀", "🚒")


def test_runs_fall_back_character_by_character() -> None:
    assert fonts().runs("王𡋾A") == [("kai", "王"), ("kai_ext", "𡋾"), ("serif", "A")]
    assert fonts().runs("王A", "sans") == [("sans", "王A")]


def test_kai_without_a_bold_is_drawn_with_a_stroke_and_headings_are_noto() -> None:
    bold = shape("社A", look("kai", bold=True), fonts())
    assert bold.fonts == ["kai", "serif_bold"]
    assert bold.strokes == [True, False]
    heading = shape("社𡒩", look("kai", heading=True), fonts())
    assert heading.fonts == ["sans_bold", "kai_ext"]
    assert heading.strokes == [False, True]


@pytest.mark.parametrize("key", ["serif", "charis", "sans_bold"])
def test_tables_say_what_the_fonts_say(key: str) -> None:
    with TTFont(fonts().path(key), lazy=True) as font:
        scale = 1000 / font["head"].unitsPerEm
        cmap, metrics = font.getBestCmap(), font["hmtx"].metrics
    codes = list(fonts().coverage(key).codes())
    assert codes == sorted(codes)
    for code in codes[::7]:
        assert fonts().coverage(key).advance(code) == round(metrics[cmap[code]][0] * scale)
    assert fonts().coverage(key).advance(0x10FFFF) is None


def test_our_kai_has_our_name_and_its_brackets_stand_at_the_side() -> None:
    with TTFont(fonts().path("kai"), lazy=True) as font:
        assert str(font["name"].getName(1, 3, 1, 0x409)) == "Banyan Kai"
        assert "fpgm" not in font
        em, cmap, glyf = font["head"].unitsPerEm, font.getBestCmap(), font["glyf"]
        for opening, closing in ("「」", "『』", "（）", "《》", "〈〉", "【】"):
            left, right = glyf[cmap[ord(opening)]], glyf[cmap[ord(closing)]]
            assert left.xMin >= 0.45 * em
            assert right.xMax <= 0.55 * em


def test_the_manifest_and_the_licences_are_beside_the_fonts() -> None:
    manifest = json.loads((FONTS / "fonts.json").read_text(encoding="utf-8"))
    assert set(manifest["fonts"]) == set(FILES)
    assert all((FONTS / one["file"]).stat().st_size < 50_000_000 for one in manifest["fonts"].values())
    assert {path.name for path in (FONTS / "licences").iterdir()} >= {"ATTRIBUTION.txt", "NotoSansTC-OFL.txt"}


def test_a_table_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="table"):
        Coverage(b"nothing of ours")


def test_loading_again_gives_the_same_version() -> None:
    again = FontSet.load(FONTS)
    assert again.version == fonts().version


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("កង្ហារ", "Khmer"),
        ("ที่นี่", "Thai"),
        ("नमस्ते", "a script of India or Sri Lanka"),
        ("한국", "Korean"),
        ("မြန်မာ", "Burmese"),
    ],
)
def test_scripts_that_cannot_be_set_are_named_and_never_drawn_letter_by_letter(text: str, name: str) -> None:
    """Drawn one by one, the letters of Khmer stand apart and Thai shows its vowels on dotted rings."""
    assert set(fonts().missing(text)) == set(text)
    named = refused_in(text)
    assert named is not None
    assert named.id == name


def test_no_mark_of_another_script_is_drawn_beside_its_letter() -> None:
    """Marks that our fonts hold belong to scripts that are joined, refused, or set whole in Charis."""
    free = "COMBINING", "IDEOGRAPHIC", "HANGUL", "VARIATION"
    for key in FILES:
        for char in map(chr, fonts().coverage(key).codes()):
            if unicodedata.category(char) in ("Mn", "Mc") and not joined_script(char) and refused_script(char) is None:
                assert unicodedata.name(char).split()[0] in free, f"{key} U+{ord(char):04X}"


@pytest.mark.parametrize("text", ["Điện", "ñandú", "Ελλάδα", "Привет", "𡋾", "ㄅㄆ", "あア"])
def test_other_scripts_are_drawn(text: str) -> None:
    assert fonts().missing(text) == ()
