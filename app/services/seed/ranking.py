"""Who leads by the scores, and the smallest change of one weight that would let another idea win. Exact.

Every mean is over whole sheets alone, so a total is a sum of weight × mean level, and moving one weight moves
each total on a straight line. Scores are a talking aid; the team decides. Source: ``mvp2.md`` 12. Thread: any.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, pairwise

from app.services.scoring import LEVELS, TENTH
from app.services.scoring.desk import ScoringView

MOST_WEIGHT = Fraction(100)
"""A weight is never imagined higher than this, unless it is higher already."""
STEP = Fraction(1, TENTH)
"""Weights are told in tenths; a change that needs finer ones is not told."""


@dataclass(frozen=True, slots=True)
class Contender:
    """An idea with at least one whole sheet.

    Args:
        key: of the candidate.
        title: as written.
        levels: key of each line to the mean level, 0 to 5, over whole sheets.
    """

    key: str
    title: str
    levels: Mapping[str, Fraction] = field(hash=False)

    def total(self, weights: Mapping[str, Fraction]) -> Fraction:
        """Return the points under *weights*."""
        return sum((weights[line] * level for line, level in self.levels.items()), Fraction(0)) / LEVELS


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of one weight that lets others win.

    Args:
        line: key of the criterion.
        winners: who would win, in order; several would be level.
        above, below: between which weights, in tenths and rounded inwards; ``None`` for no bound.
            Both ``None``: the criterion would not count at all.
    """

    line: str
    winners: tuple[Contender, ...]
    above: Fraction | None
    below: Fraction | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the totals say.

    Args:
        leaders: of the highest total; several are level, none where nothing is whole yet.
        compared: how many ideas have a total.
        turn: the smallest change that alters the winner, ``None`` where none does or there is none to alter.
    """

    leaders: tuple[Contender, ...]
    compared: int
    turn: Turn | None = None


def contenders(view: ScoringView) -> tuple[Contender, ...]:
    """Return what of a scoring has a total, in the order of its candidates."""
    found = []
    for key, title in view.candidates:
        whole = [one.person.key for one in view.result(key).sheets if one.total is not None]
        if not whole:
            continue
        given = {(one.scorer, one.line): one.tenths or 0 for one in view.given if one.candidate == key}
        levels = {
            line.key: Fraction(sum(given[who, line.key] for who in whole) * LEVELS, TENTH * len(whole) * line.most)
            for line in view.lines
        }
        found.append(Contender(key, title, levels))
    return tuple(found)


def verdict(weights: Mapping[str, int], ideas: Sequence[Contender]) -> Verdict:
    """Return who leads and how firmly.

    Args:
        weights: key of each line to its weight, in the order of the sheet.
        ideas: as :func:`contenders` gives them.
    """
    exact = {key: Fraction(one) for key, one in weights.items()}
    leaders = _best(ideas, exact)
    if len(leaders) != 1 or len(ideas) < 2:
        return Verdict(leaders, len(ideas))
    found = [(far, place, turn) for place, line in enumerate(exact) for far, turn in _turns(line, exact, ideas)]
    found.sort(key=lambda one: (one[0], one[1], one[2].below is None))
    return Verdict(leaders, len(ideas), found[0][2] if found else None)


def _best(ideas: Sequence[Contender], weights: Mapping[str, Fraction]) -> tuple[Contender, ...]:
    totals = [one.total(weights) for one in ideas]
    return tuple(one for one, total in zip(ideas, totals, strict=True) if total == max(totals))


def _turns(line: str, weights: Mapping[str, Fraction], ideas: Sequence[Contender]) -> Iterator[tuple[Fraction, Turn]]:
    """Return the ranges of one weight in which others win, each with how far it lies from today's weight."""
    now = weights[line]
    last = max(MOST_WEIGHT, now)
    leaders, uncounted = _best(ideas, weights), _best(ideas, {**weights, line: Fraction(0)})
    for low, high, winners in _stretches(line, weights, ideas, last):
        if winners == leaders or low < now < high:
            continue
        above = None if low == 0 and winners == uncounted else _up(low)  # others may be level at 0 alone
        below = None if high == last else _down(high)
        if low == 0 and below is not None and below <= 0:
            if uncounted != leaders:
                yield now - high, Turn(line, uncounted, None, None)
        elif above is not None and above >= (last if below is None else below):
            continue
        else:
            yield (now - high if high <= now else low - now), Turn(line, winners, above, below)


def _stretches(
    line: str, weights: Mapping[str, Fraction], ideas: Sequence[Contender], last: Fraction
) -> list[tuple[Fraction, Fraction, tuple[Contender, ...]]]:
    """Cut the weights from 0 to *last* where two ideas cross; equal neighbours are joined."""
    without = {**weights, line: Fraction(0)}
    cuts = {Fraction(0), last}
    for one, other in combinations(ideas, 2):
        slope = one.levels[line] - other.levels[line]
        if slope:
            at = (other.total(without) - one.total(without)) * LEVELS / slope
            cuts |= {at} if 0 < at < last else set()
    out: list[tuple[Fraction, Fraction, tuple[Contender, ...]]] = []
    for low, high in pairwise(sorted(cuts)):
        winners = _best(ideas, {**weights, line: (low + high) / 2})
        if out and out[-1][2] == winners:
            out[-1] = (out[-1][0], high, winners)
        else:
            out.append((low, high, winners))
    return out


def _down(value: Fraction) -> Fraction:
    return Fraction(value // STEP) * STEP


def _up(value: Fraction) -> Fraction:
    return Fraction(-(-value // STEP)) * STEP
