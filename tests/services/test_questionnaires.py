"""Counting questionnaires: n, several ticks, means, and groups too small to be shown."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.services.questionnaires import lines
from app.services.questionnaires.counts import (
    CHOICE,
    NUMBER,
    SCALE,
    SEVERAL,
    SMALL,
    Asked,
    Filled,
    by_group,
    decimal,
    joined,
    percents,
    tally,
)

COOL = Asked("q1", "降溫", SEVERAL, 3)
ONE = Asked("q2", "住", CHOICE, 2)
RATE = Asked("q3", "滿意", SCALE)
PEOPLE = Asked("q4", "人數", NUMBER)


def _sheet(number: int, **values: str) -> Filled:
    return Filled(f"s{number}", number, "zh", "", "", values, {})


def test_ticks_are_counted_over_those_who_answered() -> None:
    found = tally(COOL, [_sheet(1, q1="1,3"), _sheet(2, q1="3"), _sheet(3), _sheet(4, q1="9")])
    assert (found.n, found.asked) == (2, 4)
    assert found.counts == (("1", 1), ("2", 0), ("3", 2))


def test_scales_and_numbers_have_exact_means() -> None:
    found = tally(RATE, [_sheet(1, q3="5"), _sheet(2, q3="4"), _sheet(3, q3="4"), _sheet(4, q3="x")])
    assert found.mean == Fraction(13, 3)
    assert (found.low, found.high, found.n) == (Fraction(4), Fraction(5), 3)
    numbers = tally(PEOPLE, [_sheet(1, q4="2.5"), _sheet(2, q4="abc"), _sheet(3, q4="1/2")])
    assert (numbers.n, numbers.mean) == (1, Fraction(5, 2))


def test_small_groups_are_hidden_and_cannot_be_worked_out() -> None:
    sheets = [_sheet(number, q2="1") for number in range(12)]
    names = [(one.id, "甲" if at < 6 else "乙" if at < 11 else "丙") for at, one in enumerate(sheets)]
    found = by_group(ONE, sheets, names)
    assert [name for name, _ in found.groups] == ["甲"]
    assert (found.hidden_groups, found.hidden_sheets) == (2, 6)
    assert found.whole.n == 12


@given(st.lists(st.integers(0, 5), min_size=0, max_size=40))
def test_what_is_hidden_is_never_fewer_than_five_sheets(groups: list[int]) -> None:
    sheets = [_sheet(number, q2="1") for number in range(len(groups))]
    found = by_group(ONE, sheets, [(one.id, str(group)) for one, group in zip(sheets, groups, strict=True)])
    assert all(one.asked >= SMALL for _, one in found.groups)
    if found.groups:
        assert found.hidden_sheets == 0 or found.hidden_sheets >= SMALL
    assert sum(one.asked for _, one in found.groups) + found.hidden_sheets == len(groups)


def test_stored_forms() -> None:
    assert joined(["3", "1", "3"], COOL) == "1,3"
    assert lines(" 冷氣 \n\n 電扇\n") == ("冷氣", "電扇")
    assert decimal(" 12 ") == 12
    assert decimal("") is None
    assert percents([1, 2], 3) == (33, 67)
    assert Asked("q", "", SEVERAL, 11).keys[-2:] == ("a", "b")
