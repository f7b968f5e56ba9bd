"""Rounding that adds up. Pure; any thread."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

WHOLE = 100


def largest_remainder(weights: Sequence[Fraction | int], total: int = WHOLE) -> tuple[int, ...]:
    """Return whole numbers in the proportion of *weights* whose sum is *total*.

    Everyone gets the whole part; what is left goes to the largest remainders, the earlier one first
    where two are equal. All zeros where the weights add up to nothing.

    Args:
        weights: not negative, in the order that breaks ties.
        total: what the result adds up to.

    Source: ``records_and_reports.md`` 3.
    """
    whole = sum(weights, Fraction(0))
    if not whole:
        return (0,) * len(weights)
    exact = [Fraction(one) * total / whole for one in weights]
    parts = [one.numerator // one.denominator for one in exact]
    order = sorted(range(len(weights)), key=lambda place: (parts[place] - exact[place], place))
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return tuple(parts)


def scaled(value: Fraction, scale: int) -> int:
    """Return *value* times ``10 ** scale`` as a whole number, halves away from zero."""
    exact = value * 10**scale
    sign = -1 if exact < 0 else 1
    return int(sign * ((2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)))


def floored(value: Fraction, scale: int) -> int:
    """Return *value* times ``10 ** scale``, rounded down: never more than there is."""
    exact = value * 10**scale
    return int(exact.numerator // exact.denominator)


def ceiled(value: Fraction, scale: int) -> int:
    """Return *value* times ``10 ** scale``, rounded up: never less than what is missing."""
    return -floored(-value, scale)
