"""Before and after: what changed, by how much, and whether it is better. Source: R22. Pure; any thread."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.services.figures.rounding import scaled


class Verdict(StrEnum):
    """What a change means."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    OPEN = "open"
    """A value is missing, or nobody said which direction is good."""


@dataclass(frozen=True, slots=True)
class Change:
    """One indicator before and after.

    Args:
        before, after: whole numbers times ``10 ** scale``; ``None`` is not known.
        delta: after − before.
        percent: change in tenths of a per cent of the value before, ``None`` where that is 0 or not known.
        new: whether there was nothing before and there is something now, printed as 新增.
        verdict: better, worse, the same, or not to be said.
    """

    before: int | None
    after: int | None
    delta: int | None
    percent: int | None
    new: bool
    verdict: Verdict


def change(before: int | None, after: int | None, higher_is_better: bool | None) -> Change:
    """Return the change of an indicator.

    Args:
        before: what was.
        after: what is, in the same scale.
        higher_is_better: ``None`` where nobody said.
    """
    if before is None or after is None:
        return Change(before, after, None, None, False, Verdict.OPEN)
    delta = after - before
    percent = scaled(Fraction(delta * 100, abs(before)), 1) if before else None
    verdict = Verdict.SAME
    if delta and higher_is_better is None:
        verdict = Verdict.OPEN
    elif delta:
        verdict = Verdict.BETTER if (delta > 0) == higher_is_better else Verdict.WORSE
    return Change(before, after, delta, percent, before == 0 and delta != 0, verdict)
