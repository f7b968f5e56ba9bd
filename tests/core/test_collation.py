"""Names in the order of strokes as Taiwan counts them."""

from __future__ import annotations

import random

import pytest

from app.core.collation import key, strokes_and_radical


@pytest.mark.parametrize(
    ("character", "strokes", "radical"),
    [
        ("一", 1, 1), ("丁", 2, 1), ("王", 4, 96), ("林", 8, 75), ("花", 8, 140), ("陳", 11, 170), ("許", 11, 149),
        ("張", 11, 57), ("黃", 12, 201), ("鄭", 15, 163), ("堃", 11, 32), ("喆", 12, 30), ("𡋾", 10, 32), ("A", 0, 0),
    ],
)  # fmt: skip
def test_counts(character: str, strokes: int, radical: int) -> None:
    assert strokes_and_radical(character) == (strokes, radical)


def test_names() -> None:
    wanted = [
        "",
        "2號井",
        "Amy",
        "bob",
        "Émile",
        "Zoë",
        "丁一",
        "王一",
        "林阿土",
        "𡋾氏",
        "張三",
        "陳五",
        "黃六",
        "鄭七",
    ]
    mixed = list(wanted)
    random.Random(7).shuffle(mixed)
    assert mixed != wanted
    assert sorted(mixed, key=key) == wanted


def test_numbers_inside_count_by_value() -> None:
    assert sorted(["第10組", "第2組", "第一組"], key=key) == ["第2組", "第10組", "第一組"]


def test_strokes_decide_also_within_a_name() -> None:
    assert sorted(["王大同", "王一", "王小美"], key=key) == ["王一", "王大同", "王小美"]


def test_case_width_and_accents_do_not_decide() -> None:
    assert sorted(["Ｂob", "amy", "Élan", "elan"], key=key)[0] == "amy"
    assert key("ＡＢＣ")[0] == key("abc")[0]
    assert key("Élan")[0] == key("elan")[0]


def test_keys_are_total_and_never_fail() -> None:
    odd = ["", "9" * 5000, "٣", "\U000e0001", "〇", "龘", "\u3000", "a\u0301", "ß", "𠮷"]
    assert sorted(sorted(odd, key=key, reverse=True), key=key) == sorted(odd, key=key)
