"""Rule kinds compute exactly, explain themselves and find the smallest change that passes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.programmes.rules import KINDS, Look, Outcome, State
from app.programmes.rules.scans import national_id


def judge(kind: str, params: Mapping[str, object], facts: Mapping[str, object]) -> Outcome:
    return KINDS[kind].judge(Look(params, {"limit": 100}, facts))


RATIO = {"part": "part", "whole": "whole", "limit": 0.15}


@pytest.mark.parametrize(
    ("kind", "part", "whole", "state"),
    [
        ("ratio_at_most", 15, 100, State.PASSED),
        ("ratio_below", 15, 100, State.FAILED),
        ("ratio_below", 14, 100, State.PASSED),
        ("ratio_at_most", 151, 1000, State.FAILED),
        ("ratio_at_least", 15, 100, State.PASSED),
        ("ratio_at_least", 149, 1000, State.FAILED),
        ("ratio_at_most", 10**17 * 15 + 1, 10**19, State.FAILED),
        ("ratio_at_most", 1, 0, State.FAILED),
        ("ratio_at_most", 0, 0, State.UNKNOWN),
        ("ratio_at_most", None, 100, State.UNKNOWN),
        ("ratio_at_least", 1, 0, State.UNKNOWN),
    ],
)
def test_ratios_are_exact_at_their_limit(kind: str, part: int | None, whole: int, state: State) -> None:
    assert judge(kind, RATIO, {"part": part, "whole": whole}).state is state


@given(
    part=st.integers(1, 10**9),
    rest=st.integers(0, 10**9),
    hundredths=st.integers(1, 99),
    included=st.booleans(),
    kind=st.sampled_from(["ratio_at_most", "ratio_below"]),
)
def test_the_smallest_change_passes_and_one_less_does_not(
    part: int, rest: int, hundredths: int, included: bool, kind: str
) -> None:
    limit = Fraction(hundredths, 100)
    params = {"part": "part", "whole": "whole", "limit": limit, "included": included}
    whole = part + rest if included else max(rest, 1)
    outcome = judge(kind, params, {"part": part, "whole": whole})
    if outcome.state is not State.FAILED:
        return
    assert outcome.change is not None
    less, more = outcome.change.params.get("less"), outcome.change.params.get("more")

    def state(taken: int, added: int) -> State:
        base = whole - taken if included else whole
        return judge(kind, params, {"part": part - taken, "whole": base + added}).state

    if isinstance(less, int):
        assert state(less, 0) in (State.PASSED, State.UNKNOWN)
        assert state(less - 1, 0) is State.FAILED
    if isinstance(more, int):
        assert state(0, more) is State.PASSED
        assert state(0, more - 1) is State.FAILED


@given(part=st.integers(0, 10**9), whole=st.integers(1, 10**9), included=st.booleans())
def test_the_smallest_addition_reaches_a_least_share(part: int, whole: int, included: bool) -> None:
    params = {"part": "part", "whole": "whole", "limit": 0.25, "included": included}
    outcome = judge("ratio_at_least", params, {"part": part, "whole": whole})
    if outcome.state is State.FAILED:
        assert outcome.change is not None
        more = outcome.change.params["more"]
        assert isinstance(more, int)
        grown = {"part": part + more, "whole": whole + (more if included else 0)}
        assert judge("ratio_at_least", params, grown).state is State.PASSED
        short = {"part": part + more - 1, "whole": whole + (more - 1 if included else 0)}
        assert judge("ratio_at_least", params, short).state is State.FAILED


def test_room_left_is_said_when_a_share_passes() -> None:
    outcome = judge("ratio_at_most", RATIO | {"included": True}, {"part": 145, "whole": 1000})
    assert outcome.change is not None
    assert outcome.change.params["room"] == 5
    grown = judge("ratio_at_most", RATIO | {"included": True}, {"part": 150, "whole": 1005})
    assert grown.state is State.PASSED
    assert judge("ratio_at_most", RATIO | {"included": True}, {"part": 151, "whole": 1006}).state is State.FAILED


def test_a_share_in_words_never_hides_a_breach() -> None:
    def said(part: int, whole: int) -> tuple[str, object]:
        arithmetic = judge("ratio_at_most", RATIO, {"part": part, "whole": whole}).arithmetic
        assert arithmetic is not None
        return arithmetic.id.split(" ÷ {whole} ")[1], arithmetic.params.get("percent")

    assert said(150_001, 10**6) == ("is just above {limit} %", None)
    assert said(149_999, 10**6) == ("is just below {limit} %", None)
    assert said(15, 100) == ("= {percent} %, limit {limit} %", 15)
    assert said(150_600, 10**6) == ("= {percent} %, limit {limit} %", "15.06")


@pytest.mark.parametrize(
    ("params", "value", "state", "change"),
    [
        ({"value": "v", "max": {"setting": "limit"}}, 100, State.PASSED, None),
        ({"value": "v", "max": {"setting": "limit"}}, 103, State.FAILED, 3),
        ({"value": "v", "max": {"setting": "unset"}}, 103, State.UNKNOWN, None),
        ({"value": "v", "max": {"setting": "limit"}}, None, State.UNKNOWN, None),
        ({"value": "v", "min": 3, "max": 5}, 2, State.FAILED, 1),
    ],
)
def test_ranges(params: Mapping[str, object], value: int | None, state: State, change: int | None) -> None:
    outcome = judge("range", params, {"v": value})
    assert outcome.state is state
    if change is not None:
        assert outcome.change is not None
        assert change in outcome.change.params.values()


def test_whole_numbers_counts_and_required() -> None:
    assert judge("whole_number", {"value": "v", "step": 100}, {"v": (200, 250)}).state is State.FAILED
    assert judge("whole_number", {"value": "v"}, {"v": 3}).state is State.PASSED
    assert judge("count_at_least", {"items": "v", "min": 2}, {"v": ("a",)}).state is State.FAILED
    assert judge("count_at_least", {"items": "v", "min": 1}, {"v": ("a",)}).state is State.PASSED
    assert judge("count_at_least", {"items": "v", "min": 1}, {}).state is State.UNKNOWN
    assert judge("required", {"fields": ["a", "b"]}, {"a": "x", "b": 0}).state is State.PASSED
    assert judge("required", {"fields": ["a", "b"]}, {"a": "x"}).state is State.UNKNOWN
    assert judge("required", {"fields": ["a", "b"]}, {"a": ""}).state is State.FAILED
    assert judge("required", {"fields": ["a"]}, {"a": False}).state is State.FAILED


@pytest.mark.parametrize(
    ("value", "limit", "strict", "state"),
    [
        ("2025-04-15", "2025-04-15", False, State.PASSED),
        ("2025-04-15", "2025-04-15", True, State.FAILED),
        ("2025-04-16", "2025-04-15", False, State.FAILED),
        ("2025-04", "2025-04-15", False, State.UNKNOWN),
        ("", "2025-04-15", False, State.FAILED),
        ("2025-04-16", None, False, State.UNKNOWN),
    ],
)
def test_dates_are_compared_by_whole_days(value: str, limit: str | None, strict: bool, state: State) -> None:
    params = {"value": "v", "limit": "l", "strict": strict}
    assert judge("date_before", params, {"v": value, "l": limit}).state is state


def test_every_record_is_tested_and_named() -> None:
    params = {"records": "r", "field": "dpi", "test": "at_least", "limit": 300}
    records = ({"place": "block:1", "label": "圖1", "dpi": 187}, {"place": "block:2", "dpi": 300})
    outcome = judge("all_of", params, {"r": records})
    assert outcome.state is State.FAILED
    assert [(hit.place, hit.values["value"], hit.values["limit"]) for hit in outcome.hits] == [("block:1", 187, 300)]
    assert judge("all_of", params, {"r": ()}).state is State.PASSED
    assert judge("all_of", params, {"r": ({"dpi": None},)}).state is State.UNKNOWN
    near = {"records": "r", "field": "size", "test": "within", "limit": 14, "tolerance": 0.1}
    assert judge("all_of", near, {"r": ({"size": 14.1},)}).state is State.PASSED
    assert judge("all_of", near, {"r": ({"size": 14.11},)}).state is State.FAILED
    same = {"records": "r", "field": "a", "test": "equals", "other": "b"}
    assert judge("all_of", same, {"r": ({"a": 3, "b": 4},)}).state is State.FAILED


def test_order_fails_for_what_is_missing_and_warns_for_other_titles() -> None:
    wanted = tuple({"id": one, "title": one} for one in "abc")
    params = {"value": "v", "expected": "e"}
    assert judge("order", params, {"v": wanted, "e": wanted}).state is State.PASSED
    outcome = judge("order", params, {"v": ({"id": "b", "title": "B"}, {"id": "a", "title": "a"}), "e": wanted})
    assert [(hit.values["limit"], hit.severity) for hit in outcome.hits] == [("b", None), ("b", "warn"), ("c", None)]


def test_sets() -> None:
    assert judge("equal_sets", {"left": "l", "right": "r"}, {"l": ("a",), "r": ("a", "b")}).state is State.FAILED
    subset = {"left": "l", "right": "r", "subset": True}
    assert judge("equal_sets", subset, {"l": ("a",), "r": ("a", "b")}).state is State.PASSED


def test_text_matches_apart_from_space_and_width() -> None:
    params = {"value": "t", "contains": "c"}
    facts = {"t": "彰化縣 北斗鎮 １１４ 年", "c": ("彰化縣北斗鎮", "114年")}
    assert judge("text_match", params, facts).state is State.PASSED
    assert judge("text_match", params, facts | {"c": ("臺北市",)}).state is State.FAILED
    assert judge("text_match", params, facts | {"c": ("114年", "")}).state is State.UNKNOWN


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("位於○○縣的社區", State.FAILED),
        ("陳○○、王○明", State.PASSED),
        ("陳○○縣長到場", State.PASSED),
        ("聯絡人＿＿＿", State.FAILED),
        ("一切都寫好了", State.PASSED),
    ],
)
def test_masked_names_are_no_placeholders(text: str, state: State) -> None:
    params = {"texts": "t", "placeholders": ["○○縣", "＿＿"]}
    assert judge("placeholder_scan", params, {"t": ({"place": "x", "text": text},)}).state is state


@pytest.mark.parametrize(
    ("patterns", "text", "found"),
    [
        (["national_id"], "字號A123456789。", True),
        (["national_id"], "字號A123456788。", False),
        (["mobile"], "手機0912-345-678", True),
        (["mobile"], "手機0912-***-678", False),
        (["birth_date"], "生日：民國45年3月2日", True),
        (["birth_date"], "活動日期114年3月2日", False),
        (["tai"], "台北市的朋友", True),
        (["tai"], "台積電捐贈、臺北市", False),
    ],
)
def test_patterns(patterns: list[str], text: str, found: bool) -> None:
    outcome = judge("pattern_scan", {"texts": "t", "patterns": patterns}, {"t": ({"place": "b", "text": text},)})
    assert (outcome.state is State.FAILED) is found


def test_the_year_of_titles_is_compared_with_the_round() -> None:
    params = {"texts": "t", "patterns": ["title_year"], "expect": "round"}
    texts = ({"place": "a", "text": "114年績優韌性社區"}, {"place": "b", "text": "113 年度績優韌性社區"})
    outcome = judge("pattern_scan", params, {"t": texts, "round": "114"})
    assert [hit.place for hit in outcome.hits] == ["b"]


def test_the_check_digit_of_national_numbers() -> None:
    assert national_id("A123456789")
    assert not national_id("A123456780")


def test_every_kind_says_its_rule_in_words() -> None:
    for kind in KINDS.values():
        assert kind.words(Look({}, {}, {})).id
