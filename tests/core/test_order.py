"""Order keys keep any order under any insertions, and stay short."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.order import FIRST, between, many


@given(st.lists(st.integers(min_value=0, max_value=10**6), max_size=300))
def test_insertions_anywhere_keep_the_order(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        at = place % (len(keys) + 1)
        keys.insert(at, between(keys[at - 1] if at else None, keys[at] if at < len(keys) else None))
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("front", [True, False])
def test_adding_at_one_end_keeps_keys_short(front: bool) -> None:
    key: str | None = None
    seen: list[str] = []
    for _ in range(10_000):
        key = between(None, key) if front else between(key, None)
        seen.append(key)
    assert max(map(len, seen)) <= 4
    assert seen == sorted(seen, reverse=front)


def test_always_between_the_same_two() -> None:
    low, high = "a0", "a1"
    for turn in range(500):
        key = between(low, high)
        assert low < key < high
        low, high = (key, high) if random.Random(turn).random() < 0.5 else (low, key)
    assert len(key) < 200


@given(st.integers(min_value=0, max_value=200), st.booleans(), st.booleans())
def test_many_rise_within_their_neighbours(count: int, has_before: bool, has_after: bool) -> None:
    before, after = ("a3" if has_before else None), ("a4" if has_after else None)
    keys = many(count, before, after)
    assert len(keys) == count
    every = [*filter(None, [before]), *keys, *filter(None, [after])]
    assert every == sorted(set(every))


@pytest.mark.parametrize(
    ("before", "after"), [("a1", "a1"), ("a2", "a1"), ("", None), ("a", None), ("a00", None), ("!", None), ("b1", None)]
)
def test_refuses(before: str, after: str | None) -> None:
    with pytest.raises(ValueError, match=r"order key|not before|zero"):
        between(before, after)


def test_first() -> None:
    assert between(None, None) == FIRST == "a0"
    assert between(None, "a0") == "Zz"
    assert between("az", None) == "b00"
    assert between("Zz", None) == "a0"
