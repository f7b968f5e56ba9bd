"""The arithmetic of scoring: exact means, nothing invented for what is missing, totals only when whole."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.core.messages import zh_en
from app.services.scoring import Given, Line, Person, apart_most, evaluate

LINES = (Line("1", zh_en("計畫", "Plan"), 40, 40), Line("2", zh_en("風險", "Risk"), 10, 10))
ANA, BO, CY = Person("a", "Ana", "liaison"), Person("b", "Bo", "liaison"), Person("c", "Cy", "expert")


def _score(scorer: str, line: str, value: int | None, candidate: str = "x", reason: str = "") -> Given:
    return Given(candidate, scorer, line, None if value is None else value * 10, reason)


def test_means_and_spread_by_kind_of_person() -> None:
    found = evaluate(
        LINES,
        (ANA, BO, CY),
        [_score("a", "1", 30), _score("b", "1", 20), _score("c", "1", 40), *(_score(one, "2", 5) for one in "abc")],
        "x",
    )
    first = found.lines[0]
    assert [first.all.mean, first.all.low, first.all.high] == [Fraction(one) for one in (30, 20, 40)]
    assert {kind: one.mean for kind, one in first.kinds} == {"liaison": 25, "expert": 40}
    assert [one.total for one in found.sheets] == [35, 25, 45]
    assert (found.total.mean, found.worth, found.missing) == (Fraction(35), 50, 0)


def test_a_total_is_told_only_for_a_whole_sheet() -> None:
    found = evaluate(LINES, (ANA, BO), [_score("a", "1", 30), _score("a", "2", 0), _score("b", "1", 10)], "x")
    assert [one.total for one in found.sheets] == [30, None]
    assert found.sheets[1].missing == (LINES[1],)
    assert [one.known for one in found.sheets] == [30, 10]
    assert (found.total.n, found.total.mean) == (1, Fraction(30))
    assert found.lines[1].missing == (BO,)


def test_nothing_scored_is_no_zero() -> None:
    found = evaluate(LINES, (ANA,), [_score("a", "1", None, reason="not yet")], "x")
    assert found.total.mean is None
    assert found.lines[0].all.mean is None
    assert found.lines[0].reasons == ((ANA, "not yet"),)
    assert found.missing == 2


def test_other_candidates_and_people_who_left_do_not_count() -> None:
    found = evaluate(LINES, (ANA,), [_score("a", "1", 8, "y"), _score("gone", "1", 9)], "x")
    assert found.lines[0].all.n == 0


def test_levels_are_worth_their_weight() -> None:
    weighted = Line("w", zh_en("公平", "Equity"), 30, 5)
    assert weighted.worth(50) == 30
    assert weighted.worth(25) == 15


def test_lines_on_which_people_differ_come_widest_first() -> None:
    scores = [_score("a", "1", 10), _score("b", "1", 30), _score("a", "2", 0), _score("b", "2", 10)]
    assert [one.line.key for one in apart_most(evaluate(LINES, (ANA, BO), scores, "x"))] == ["2", "1"]


@given(st.lists(st.lists(st.integers(0, 100), min_size=2, max_size=2), min_size=1, max_size=8))
def test_the_mean_of_totals_is_the_sum_of_means(sheets: list[list[int]]) -> None:
    people = [Person(str(number), "", "team") for number in range(len(sheets))]
    scores = [
        Given("x", str(number), LINES[line].key, tenths)
        for number, sheet in enumerate(sheets)
        for line, tenths in enumerate(sheet)
    ]
    found = evaluate(LINES, people, scores, "x")
    assert found.total.mean == sum((one.all.mean or Fraction(0) for one in found.lines), Fraction(0))
