"""The scoring engine: several people score the same things by the same lines; what that adds up to.

It never predicts an award: it tells means, how far people are apart, and what is missing. A total is
told only where every line has a score, and a mean of totals only over complete sheets. Exact fractions
throughout; rounding is for the eye. Sources: ``nfa_114.md`` 10 and 12 (two rubrics, never one; no pass
mark), ``repair_lcbf.md`` 9 (keyed by part). Thread: any.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.core.messages import N_, Label

LEVELS = 5
"""The highest level where lines are weighted instead of having points of their own."""
TENTH = 10
TALKED = 5
"""Lines to talk about that are named; more are only counted, for nobody talks about all of them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A scored line.

    Args:
        key: unique within the scoring; lines of two parts may have equal titles.
        title: what is judged.
        points: what the line is worth.
        most: highest value that can be given.
        part: heading above it, ``None`` for none.
        criterion: what a good answer looks like.
    """

    key: str
    title: Label
    points: int
    most: int
    part: Label | None = None
    criterion: Label | None = None

    @property
    def named(self) -> Label:
        """The title with its part, since lines of two parts may be called the same."""
        return self.title if self.part is None else N_("{line} ({part})", line=self.title, part=self.part)

    def worth(self, tenths: int) -> Fraction:
        """Return what a value in tenths is worth in points of the whole."""
        return Fraction(tenths * self.points, TENTH * self.most)


@dataclass(frozen=True, slots=True)
class Person:
    """A scorer: key, name and kind of person; ``minutes`` spent on reading and scoring so far."""

    key: str
    name: str
    kind: str
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """One score: value in tenths, ``None`` where only a reason was written."""

    candidate: str
    scorer: str
    line: str
    tenths: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """Several people's points.

    Args:
        n: how many gave any.
        mean: exact; ``None`` where nobody did.
        low, high: least and most.
    """

    n: int = 0
    mean: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None

    @property
    def apart(self) -> Fraction:
        """How far the highest is from the lowest, 0 where fewer than two scored."""
        return self.high - self.low if self.high is not None and self.low is not None else Fraction(0)


@dataclass(frozen=True, slots=True)
class LineResult:
    """A line over all people, and over each kind of person; ``missing``: who gave no points."""

    line: Line
    all: Spread
    kinds: tuple[tuple[str, Spread], ...]
    missing: tuple[Person, ...]
    reasons: tuple[tuple[Person, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's sheet; ``total`` only where no line is ``missing``, ``known`` the points given so far."""

    person: Person
    total: Fraction | None
    missing: tuple[Line, ...]
    known: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Result:
    """What one candidate got.

    Args:
        lines: in the order of the sheet.
        sheets: in the order of the people.
        total: over complete sheets alone.
        kinds: kind of person to the spread of complete totals.
        worth: most that can be reached.
    """

    candidate: str
    lines: tuple[LineResult, ...]
    sheets: tuple[Sheet, ...]
    total: Spread
    kinds: tuple[tuple[str, Spread], ...]
    worth: int

    @property
    def missing(self) -> int:
        """How many scores are missing altogether."""
        return sum(len(one.missing) for one in self.sheets)


def spread(values: Iterable[Fraction]) -> Spread:
    """Return mean, least and most of *values*."""
    known = list(values)
    if not known:
        return Spread()
    return Spread(len(known), sum(known, Fraction(0)) / len(known), min(known), max(known))


def evaluate(lines: Sequence[Line], people: Sequence[Person], given: Iterable[Given], candidate: str) -> Result:
    """Return what *candidate* got.

    Args:
        lines: of the sheet, in order.
        people: who scores, in order.
        given: any scores; those of other candidates, gone people and gone lines are left out.
        candidate: key of what is scored.
    """
    known = {(one.scorer, one.line): one for one in given if one.candidate == candidate}
    points = {
        (person.key, line.key): line.worth(found.tenths)
        for person in people
        for line in lines
        if (found := known.get((person.key, line.key))) is not None and found.tenths is not None
    }
    results = tuple(_line(line, people, points, known) for line in lines)
    sheets = tuple(_sheet(person, lines, points) for person in people)
    complete = [(one.person.kind, one.total) for one in sheets if one.total is not None]
    return Result(
        candidate,
        results,
        sheets,
        spread(total for _, total in complete),
        _kinds(complete),
        sum(line.points for line in lines),
    )


def _line(
    line: Line,
    people: Sequence[Person],
    points: dict[tuple[str, str], Fraction],
    known: dict[tuple[str, str], Given],
) -> LineResult:
    scored = [(person.kind, points[person.key, line.key]) for person in people if (person.key, line.key) in points]
    reasons = tuple(
        (person, known[person.key, line.key].reason)
        for person in people
        if (person.key, line.key) in known and known[person.key, line.key].reason
    )
    missing = tuple(person for person in people if (person.key, line.key) not in points)
    return LineResult(line, spread(value for _, value in scored), _kinds(scored), missing, reasons)


def _sheet(person: Person, lines: Sequence[Line], points: dict[tuple[str, str], Fraction]) -> Sheet:
    missing = tuple(line for line in lines if (person.key, line.key) not in points)
    known = sum((points.get((person.key, line.key), Fraction(0)) for line in lines), Fraction(0))
    return Sheet(person, known if lines and not missing else None, missing, known)


def _kinds(values: Sequence[tuple[str, Fraction]]) -> tuple[tuple[str, Spread], ...]:
    names = dict.fromkeys(kind for kind, _ in values)
    return tuple((name, spread(value for kind, value in values if kind == name)) for name in names)


def names_of(lines: Sequence[Line], words: Callable[[Label], str]) -> Mapping[str, Label]:
    """Return what each line is called, by its key: its title, with its part only where two are called the same."""
    counted = Counter(words(one.title) for one in lines)
    return {one.key: one.title if counted[words(one.title)] < 2 else one.named for one in lines}


def apart_most(result: Result, share: Fraction = Fraction(1, 4)) -> tuple[LineResult, ...]:
    """Return the lines on which people are apart by at least *share* of its points, the widest first."""
    wide = [
        one for one in result.lines if one.all.n > 1 and one.line.points and one.all.apart >= share * one.line.points
    ]
    return tuple(sorted(wide, key=lambda one: (-one.all.apart / one.line.points, one.line.key)))
