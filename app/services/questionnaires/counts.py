"""What the sheets of a questionnaire say together: counts with n, by group, small groups hidden. Thread: any.

A group of fewer than five sheets is never shown on its own, and neither is a rest from which it could be
worked out: with one small group, the smallest shown one is hidden too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

SMALL = 5
"""Groups with fewer sheets are not shown."""
CHOICE, SEVERAL, SCALE, NUMBER, WORDS = "choice", "several", "scale", "number", "words"
SCALE_KEYS = ("1", "2", "3", "4", "5")
LETTERS = "123456789abcdefghijklmnopqrstuvwxyz"
"""Keys of choices in their order: one key stroke each."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as results need it.

    Args:
        id: of its record.
        label: short name.
        kind: ``choice``, ``several``, ``scale``, ``number`` or ``words``.
        choices: how many there are, 0 for other kinds.
    """

    id: str
    label: str
    kind: str
    choices: int = 0

    @property
    def keys(self) -> tuple[str, ...]:
        """What may be ticked, as typed and stored."""
        if self.kind == SCALE:
            return SCALE_KEYS
        return tuple(LETTERS[: self.choices]) if self.kind in (CHOICE, SEVERAL) else ()


@dataclass(frozen=True, slots=True)
class Filled:
    """One sheet: number, what it is grouped by, question id to value, question id to words."""

    id: str
    number: int
    language: str
    group: str
    event: str
    values: dict[str, str]
    words: dict[str, str]

    @property
    def answered(self) -> bool:
        """Whether anything stands on it; the sheet that waits to be typed in next is not counted."""
        return any(self.values.values()) or any(self.words.values())


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers of some sheets to one question.

    Args:
        n: sheets that answered.
        asked: sheets in all.
        counts: key to number of ticks, in the order of the keys.
        mean, low, high: of scales and numbers, ``None`` where nobody answered.
    """

    n: int
    asked: int
    counts: tuple[tuple[str, int], ...] = ()
    mean: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Grouped:
    """One question by group: shown groups with their tally, and how many sheets stand in hidden groups."""

    question: Asked
    whole: Tally
    groups: tuple[tuple[str, Tally], ...]
    hidden_groups: int
    hidden_sheets: int


def split(value: str) -> tuple[str, ...]:
    """Return the keys of a stored value such as ``1,3``."""
    return tuple(one for one in (part.strip() for part in value.split(",")) if one)


def joined(keys: Iterable[str], question: Asked) -> str:
    """Return keys as they are stored, in the order of the question, each once."""
    chosen = set(keys)
    return ",".join(one for one in question.keys if one in chosen)


def decimal(value: str) -> Fraction | None:
    """Return a stored number, ``None`` where it is none."""
    try:
        return Fraction(value.strip()) if value.strip() and "/" not in value else None
    except (ValueError, ZeroDivisionError):
        return None


def tally(question: Asked, sheets: Sequence[Filled]) -> Tally:
    """Return the answers of *sheets* to *question*."""
    values = [one.values.get(question.id, "") for one in sheets]
    if question.kind == WORDS:
        return Tally(sum(bool(one.words.get(question.id)) for one in sheets), len(sheets))
    numbers: list[Fraction] = []
    if question.kind in (SCALE, NUMBER):
        numbers = [number for value in values if (number := decimal(value)) is not None]
    if question.kind == NUMBER:
        n, counts = len(numbers), Counter[str]()
    else:
        ticked = [[key for key in split(value) if key in question.keys] for value in values]
        n, counts = sum(bool(one) for one in ticked), Counter(key for one in ticked for key in one)
    mean = sum(numbers, Fraction(0)) / len(numbers) if numbers else None
    low, high = (min(numbers), max(numbers)) if numbers else (None, None)
    return Tally(n, len(sheets), tuple((key, counts[key]) for key in question.keys), mean, low, high)


def by_group(question: Asked, sheets: Sequence[Filled], groups: Sequence[tuple[str, str]]) -> Grouped:
    """Return the answers by group; groups under five sheets are hidden.

    Args:
        question: what was asked.
        sheets: all of them.
        groups: sheet id to its group's name, in the order of the sheets; "" for none.
    """
    names = dict(groups)
    by: dict[str, list[Filled]] = {}
    for one in sheets:
        by.setdefault(names.get(one.id, ""), []).append(one)
    shown = {name: found for name, found in by.items() if len(found) >= SMALL}
    hidden = {name: found for name, found in by.items() if name not in shown}
    if sum(map(len, hidden.values())) < SMALL and hidden and shown:  # else a difference would tell them
        least = min(shown, key=lambda name: (len(shown[name]), name))
        hidden[least] = shown.pop(least)
    return Grouped(
        question,
        tally(question, sheets),
        tuple((name, tally(question, found)) for name, found in shown.items()),
        len(hidden),
        sum(map(len, hidden.values())),
    )


def percents(counts: Sequence[int], n: int) -> tuple[int, ...]:
    """Return whole percentages of *n*, halves up; they are of people, so several choices sum to more than 100."""
    return tuple((200 * one + n) // (2 * n) if n else 0 for one in counts)
