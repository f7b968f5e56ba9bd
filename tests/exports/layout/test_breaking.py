"""Lines: what may not begin or end one, what stays together, and that no text whatever raises."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.exports.layout.breaking import Setting, break_lines, longest_word, set_line
from app.exports.layout.fonts import look
from app.exports.layout.items import TextItem
from app.exports.layout.shaping import Shaped, shape
from tests.exports.pages import fonts

WIDTH = 32_000
NO_START, NO_END = "，。、；：？！」』》）", "「『《（"


def shaped(text: str, face: str = "kai") -> Shaped:
    return shape(text, look(face), fonts())


def lines(text: str, width: int = WIDTH, indent: int = 0, face: str = "kai") -> list[str]:
    one = shaped(text, face)
    return ["".join(one.chars[line.start : line.end]) for line in break_lines(one, width, indent)]


@given(
    st.text(st.sampled_from("社區防災堃喆𡋾，。、；：「」『』（）《》？！abc 12.5%"), max_size=300),
    st.integers(6_000, 40_000),
)
@settings(max_examples=150, deadline=None)
def test_lines_begin_and_end_as_taiwan_reads(text: str, width: int) -> None:
    one = shaped(text)
    for line in break_lines(one, width):
        words = "".join(one.chars[line.start : line.end])
        free = any(one.breaks[line.start + 1 : line.end])
        if words and line.start and free and one.breaks[line.start]:
            assert words[0] not in NO_START
        if words and line.end < len(one.chars) and one.breaks[line.end]:
            assert words[-1] not in NO_END


def test_ordinary_prose_never_breaks_the_rules() -> None:
    text = "居民說：「自己的社區（含巷弄）自己顧」，每月第一個週六、日巡視《水溝》。" * 40
    for width in range(8_000, 33_000, 500):
        out = lines(text, width, 2_000)
        assert not [line for line in out if line[0] in NO_START or line[-1] in NO_END]
        assert "".join(out) == text


def test_a_closing_bracket_may_hang_by_its_empty_half_only() -> None:
    text = "社" * 9 + "「區」" + "里" * 9
    one = shaped(text)
    for line in break_lines(one, 11_500):
        assert line.width <= 11_500 + 500


def test_numbers_stay_with_their_units() -> None:
    text = "備有白米20公斤與飲用水1,200公升，第3章共36人次，距離 5 km 以內。"
    for width in range(6_000, 20_000, 250):
        joined = "|".join(lines(text, width))
        for whole in ("20公斤", "1,200公升", "第3章", "36人次", "5 km"):
            assert whole in joined.replace("| ", "|"), (width, joined)


def test_words_are_whole_and_long_addresses_part_after_their_marks() -> None:
    address = "https://example.org/community/preparedness/2025/map?layer=flood&zoom=14"
    parts = lines(f"見{address}。", 12_000)
    assert "".join(parts) == f"見{address}。"
    assert len(parts) > 2
    assert all(part[-1] in "/.-_?&=。" for part in parts)
    assert "https://" not in parts
    assert lines("community based preparedness", 9_000) == ["community based", "preparedness"]
    assert "-".join(("community", "based")) in "".join(lines("a community-based plan", 6_000))


def test_a_word_longer_than_the_line_is_parted_and_nothing_is_lost() -> None:
    word = "Llanfairpwllgwyngyll" * 6
    assert "".join(lines(word, 5_000)) == word


def test_line_breaks_in_the_text_hold_and_the_last_may_be_empty() -> None:
    assert lines("一\n\n二\n") == ["一", "", "二", ""]
    assert lines("") == [""]


def test_justified_lines_reach_the_margin_and_the_last_does_not() -> None:
    one = shaped("本社區位於兩條溪流之間，雨季時低處的巷道 MVP 2.0 容易積水。" * 6)
    setting = Setting(14.0, 22.0, 451.0)
    out = break_lines(one, int(451 * 1000 / 14))
    for line in out[:-1]:
        items = [item for item in set_line(one, line, setting, 0.0) if isinstance(item, TextItem)]
        end = items[-1].x + items[-1].width
        hangs = 7.0 if items[-1].text[-1] in "」』》）" else 0.0
        assert abs(end - 451.0) < 0.2 + hangs
    items = [item for item in set_line(one, out[-1], setting, 0.0) if isinstance(item, TextItem)]
    assert all(item.spacing == 0 for item in items)


def test_chinese_and_latin_stand_an_eighth_of_an_em_apart() -> None:
    one = shaped("用 MVP工具A")
    assert one.gaps[one.chars.index("工")] == 125
    assert one.gaps[-1] == 125
    assert one.gaps[2] == 0, "a typed space needs no more room"


def test_brackets_side_by_side_close_up() -> None:
    one = shaped("」「）』")
    assert one.gaps == [0, -500, 0, -500]


def test_marks_of_both_scripts_follow_their_neighbours() -> None:
    latin = shaped("it’s “so” fine")
    assert set(latin.fonts) == {"serif"}
    sans = shaped("it’s “so” fine", "sans")
    assert max(sans.widths) < 1000, "no full-width apostrophes in Latin words"
    chinese = shaped("他說“好”…")
    assert set(chinese.fonts) == {"kai"}
    assert set(shaped("尤·巴").fonts) == {"kai"}


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all_is_laid_out(text: str) -> None:
    one = shaped(text)
    setting = Setting(14.0, 22.0, 100.0)
    for line in break_lines(one, 7_000):
        set_line(one, line, setting, 0.0)
    assert longest_word(one) >= 0


def test_controls_direction_marks_emoji_and_halves_of_pairs_do_not_raise() -> None:
    one = shaped("甲\x00\u202e乙\ufe0f👩‍🚒\ud800丙\tA\u200bB")
    assert "".join(one.chars).replace("〓", "") == "甲乙丙 AB"
    assert "👩" in one.missing
    assert "\ud800" in one.missing
