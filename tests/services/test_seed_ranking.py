"""Scores of ideas agree with a calculation of the test's own: weights, mean, spread, and the smallest change that turns it.

The test works on the raw sheets with whole numbers and tries weights one by one; the program cuts straight lines.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import pytest

from app.core.messages import zh_en
from app.services.scoring import Given, Line, Person
from app.services.scoring.desk import ScoringView
from app.services.seed.ranking import Turn, Verdict, contenders, verdict
from tests.support import count, seeded

KINDS = ("liaison", "municipal", "team")


@dataclass(frozen=True)
class Case:
    """Weights, and idea to person to criterion to tenths of a level (0 to 50); what nobody gave is absent."""

    weights: list[int]
    sheets: list[list[dict[int, int]]]
    kinds: list[str]

    @property
    def view(self) -> ScoringView:
        lines = tuple(Line(f"c{at}", zh_en("", ""), one, 5) for at, one in enumerate(self.weights))
        given = tuple(
            Given(f"i{idea}", f"p{person}", f"c{line}", tenths)
            for idea, people in enumerate(self.sheets)
            for person, sheet in enumerate(people)
            for line, tenths in sheet.items()
        )
        people = tuple(Person(f"p{at}", "", kind) for at, kind in enumerate(self.kinds))
        ideas = tuple((f"i{at}", f"Idea {at}") for at in range(len(self.sheets)))
        return ScoringView("s", "", "", None, None, "", lines, ideas, people, given, {})

    def whole(self, idea: int) -> list[int]:
        return [at for at, sheet in enumerate(self.sheets[idea]) if len(sheet) == len(self.weights)]

    def mean(self, idea: int, weights: Mapping[int, Fraction], people: list[int]) -> Fraction:
        """Mean of the people's totals: each is the sum of weight × level ÷ 5."""
        totals = [sum((weights[at] * self.sheets[idea][one][at] for at in weights), Fraction(0)) / 50 for one in people]
        return sum(totals, Fraction(0)) / len(totals)

    def winners(self, changed: int = -1, weight: Fraction = Fraction(0)) -> set[str]:
        weights = {at: Fraction(one) for at, one in enumerate(self.weights)}
        if changed >= 0:
            weights[changed] = weight
        totals = {f"i{at}": self.mean(at, weights, self.whole(at)) for at in range(len(self.sheets)) if self.whole(at)}
        return {key for key, total in totals.items() if total == max(totals.values())}


def _case(rng: random.Random) -> Case:
    lines, people, ideas = rng.randint(1, 10), rng.randint(1, 6), rng.randint(1, 4)
    coarse = rng.random() < 0.4  # few different levels make ties
    steps = (0, 50) if coarse else tuple(range(0, 51, rng.choice((1, 5, 10))))
    gap = rng.choice((0, 0, 0.02, 0.1))
    sheets = [
        [{line: rng.choice(steps) for line in range(lines) if rng.random() >= gap} for _ in range(people)]
        for _ in range(ideas)
    ]
    if rng.random() < 0.2:
        sheets[-1] = [dict(one) for one in sheets[0]]  # level all the way
    weights = [rng.choice((0, 1, 5, 10, 15, 20, rng.randint(0, 120))) for _ in range(lines)]
    return Case(weights, sheets, [rng.choice(KINDS) for _ in range(people)])


def _judge(case: Case) -> Verdict:
    return verdict({line.key: line.points for line in case.view.lines}, contenders(case.view))


def test_means_spread_and_turns_agree_with_a_calculation_of_its_own() -> None:
    rng, seen = seeded("seed-ranking"), set()
    for _ in range(count(500)):
        case = _case(rng)
        found = _judge(case)
        _same_totals(case)
        assert {one.key for one in found.leaders} == case.winners() or not found.leaders
        assert bool(found.leaders) == any(case.whole(at) for at in range(len(case.sheets)))
        seen.add(_turn_is_true(case, found))
    assert seen >= {"turn", "none"}


def _same_totals(case: Case) -> None:
    exact = {at: Fraction(one) for at, one in enumerate(case.weights)}
    for idea in range(len(case.sheets)):
        result, whole = case.view.result(f"i{idea}"), case.whole(idea)
        assert result.missing == sum(len(case.weights) - len(sheet) for sheet in case.sheets[idea])
        assert result.total.n == len(whole)
        if not whole:
            assert result.total.mean is None
            continue
        totals = [case.mean(idea, exact, [one]) for one in whole]
        assert (result.total.mean, result.total.low, result.total.high) == (
            sum(totals, Fraction(0)) / len(totals), min(totals), max(totals))  # fmt: skip
        for kind, spread in result.kinds:
            mine = [one for one in whole if case.kinds[one] == kind]
            assert spread.mean == case.mean(idea, exact, mine)


def _turn_is_true(case: Case, found: Verdict) -> str:
    """Try every whole weight from 0 to 100: the told range has the told winner, nothing nearer has another one."""
    if len(found.leaders) != 1 or found.compared < 2:
        assert found.turn is None
        return "none"
    leader = {found.leaders[0].key}
    turn = found.turn
    if turn is None:
        for line in range(len(case.weights)):
            # another idea that is only level, and a range between two tenths, are not told
            assert all(case.winners(line, Fraction(one)) >= leader for one in range(0, 101, 4))
        return "none"
    line = int(turn.line[1:])
    now = Fraction(case.weights[line])
    told = {one.key for one in turn.winners}
    for weight in _inside(turn, max(Fraction(100), now)):
        assert case.winners(line, weight) == told != leader
    nearest = _distance(turn, now)
    for other, own in enumerate(case.weights):
        for step in range(other, 1001, 83):
            tried = Fraction(step, 10)
            if abs(tried - own) < nearest - Fraction(1, 5):
                assert case.winners(other, tried) >= leader
    return "turn"


def _inside(turn: Turn, last: Fraction) -> list[Fraction]:
    if turn.above is None and turn.below is None:
        return [Fraction(0)]
    low, high = turn.above or Fraction(0), turn.below if turn.below is not None else last
    assert low < high
    first = [Fraction(0)] if turn.above is None else []
    return [*first, *(low + (high - low) * Fraction(part, 20) for part in range(1, 20))]


def _distance(turn: Turn, now: Fraction) -> Fraction:
    if turn.above is None and turn.below is None:
        return now
    return turn.above - now if turn.above is not None and turn.above >= now else now - (turn.below or Fraction(0))


def _two(first: list[int], second: list[int], weights: list[int]) -> Verdict:
    sheets = [[dict(enumerate(first))], [dict(enumerate(second))]]
    return _judge(Case(weights, sheets, ["liaison"]))


@pytest.mark.parametrize(
    ("first", "second", "weights", "above", "below"),
    [
        ([50, 0], [0, 50], [20, 12], None, 12),  # level at 12: below it the second one wins
        ([0, 50], [50, 0], [12, 20], 20, None),
        ([50, 0, 10], [0, 50, 0], [20, 12, 1], None, Fraction("11.8")),
        ([50, 10], [49, 20], [100, 1], 10, None),
        ([50, 0], [0, 1], [1, 1], None, None),  # only a weight of 0 turns it: it would not count at all
    ],
)
def test_the_change_in_cases_worked_out_by_hand(
    first: list[int], second: list[int], weights: list[int], above: Fraction | None, below: Fraction | None
) -> None:
    turn = _two(first, second, weights).turn
    assert turn is not None
    assert [one.key for one in turn.winners] == ["i1"]
    assert (turn.above, turn.below) == (above, below)


def test_what_is_level_where_a_criterion_does_not_count_bounds_the_range_at_0() -> None:
    sheets = [[{0: 30, 1: 30}], [{0: 20, 1: 50}], [{0: 30, 1: 10}]]  # at 0 the third is level with the first
    turn = _judge(Case([20, 20], sheets, ["liaison"])).turn
    assert turn is not None
    assert [one.key for one in turn.winners] == ["i0"]
    assert (turn.line, turn.above, turn.below) == ("c1", Fraction(0), Fraction(10))


def test_a_third_idea_may_bound_the_range_from_both_sides() -> None:
    sheets = [[{0: 50, 1: 0}], [{0: 30, 1: 32}], [{0: 0, 1: 50}]]
    turn = _judge(Case([30, 10], sheets, ["liaison"])).turn
    assert turn is not None
    assert (turn.line, turn.winners[0].key, turn.above, turn.below) == ("c1", "i1", Fraction("18.8"), Fraction(50))


def test_a_tie_has_two_leaders_and_no_sentence() -> None:
    found = _two([50, 0], [0, 50], [10, 10])
    assert [one.key for one in found.leaders] == ["i0", "i1"]
    assert found.turn is None


def test_an_idea_that_is_better_everywhere_cannot_be_turned() -> None:
    assert _two([50, 50], [10, 10], [10, 20]).turn is None


def test_a_missing_score_takes_the_sheet_out_and_is_counted() -> None:
    case = Case([20, 10], [[{0: 50, 1: 50}, {0: 0}], [{0: 10, 1: 10}, {0: 20, 1: 20}]], ["liaison", "municipal"])
    found = _judge(case)
    assert case.view.result("i0").missing == 1
    assert case.view.result("i0").total.n == 1
    assert found.leaders[0].total({"c0": Fraction(20), "c1": Fraction(10)}) == 30
