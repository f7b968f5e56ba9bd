"""Rule kinds on numbers: shares, ranges, whole numbers and counts, in exact arithmetic."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from app.core.messages import N_, Message
from app.programmes.rules.base import PASSED, UNKNOWN, Hit, Look, Need, Outcome, State, exact, shown


def least_whole(value: Fraction, strict: bool) -> int:
    """Return the least whole number at or (strictly) above *value*, never below 0."""
    return max(0, math.floor(value) + 1 if strict else math.ceil(value))


def limit_of(look: Look) -> Fraction | None:
    """Return the limit of a share, given as ``limit`` (0.15) or as ``percent`` (15)."""
    hundredths = look.number("percent")
    return look.number("limit") if hundredths is None else hundredths / 100


def share_words(part: Fraction, whole: Fraction, limit: Fraction, look: Look) -> Message:
    """Return the division with the user's numbers; a share that only rounds to the limit says on which side it is."""
    known = {"part": look.say(part), "whole": look.say(whole), "limit": shown(limit * 100)}
    if whole == 0:
        return N_("{part} of 0, limit {limit} %", **known)
    over = part - limit * whole
    nearest = Fraction(math.floor(part * 10_000 / whole + Fraction(1, 2)), 100)
    if over and nearest == limit * 100:
        if over < 0:
            return N_("{part} ÷ {whole} is just below {limit} %", **known)
        return N_("{part} ÷ {whole} is just above {limit} %", **known)
    return N_("{part} ÷ {whole} = {percent} %, limit {limit} %", percent=shown(nearest), **known)


@dataclass(frozen=True, slots=True)
class RatioAtMost:
    """The share ``part`` ÷ ``whole`` is at most (or strictly below) ``limit``.

    Parameters: ``part``, ``whole``, ``limit`` (0.15) or ``percent`` (15), ``included`` (the part is contained in
    the whole, so that lowering it lowers the whole too).
    """

    name: str = "ratio_at_most"
    needs: tuple[str, ...] = ("part", "whole")
    strict: bool = False

    def words(self, look: Look) -> Message:
        """Return the rule in words."""
        limit = limit_of(look)
        value = shown(limit * 100) if limit is not None else "?"
        if self.strict:
            return N_("The share must stay below {limit} %.", limit=value)
        return N_("The share may be at most {limit} %.", limit=value)

    def judge(self, look: Look) -> Outcome:
        """Compare exactly and find how much less of the part, or more of the whole, would pass."""
        part, whole, limit = look.number("part"), look.number("whole"), limit_of(look)
        if part is None or whole is None or limit is None or (whole == 0 and part == 0):
            return UNKNOWN
        over = part - limit * whole
        passed = over < 0 if self.strict else over <= 0
        arithmetic = share_words(part, whole, limit, look)
        if passed:
            return Outcome(State.PASSED, arithmetic=arithmetic, change=self._room(over, limit, look))
        hit = Hit(values={"value": look.say(part), "limit": shown(limit * 100)})
        less, more = self._least(part, whole, limit, look)
        lower = less if less <= part else 0
        needs = (
            *((Need("part", Fraction(-lower)),) if lower else ()),
            *((Need("whole", Fraction(more)),) if more else ()),
        )
        return Outcome(State.FAILED, (hit,), arithmetic, self._change(lower, more, look), needs)

    def _least(self, part: Fraction, whole: Fraction, limit: Fraction, look: Look) -> tuple[int, int]:
        """Return how much less of the part, or more of the rest, would pass."""
        shrink = 1 - limit if look.flag("included") else Fraction(1)
        less = least_whole((part - limit * whole) / shrink, self.strict) if shrink > 0 else 0
        return less, least_whole(part / limit - whole, self.strict) if limit > 0 else 0

    def _change(self, less: int, more: int, look: Look) -> Message:
        lower, higher = look.say(Fraction(less)), look.say(Fraction(more))
        if less and more:
            return N_("Take {less} away from the part, or add {more} to the rest.", less=lower, more=higher)
        if less:
            return N_("Take {less} away from the part.", less=lower)
        return N_("Add {more} to the rest.", more=higher)

    def _room(self, over: Fraction, limit: Fraction, look: Look) -> Message | None:
        grow = 1 - limit if look.flag("included") else Fraction(1)
        if grow <= 0:
            return None
        room = -over / grow
        left = math.ceil(room) - 1 if self.strict else math.floor(room)
        return N_("The part may still grow by {room}.", room=look.say(Fraction(max(0, left))))


@dataclass(frozen=True, slots=True)
class RatioAtLeast:
    """The share ``part`` ÷ ``whole`` is at least ``limit``; parameters as in ``RatioAtMost``."""

    name: str = "ratio_at_least"
    needs: tuple[str, ...] = ("part", "whole")

    def words(self, look: Look) -> Message:
        """Return the rule in words."""
        limit = limit_of(look)
        return N_("The share must be at least {limit} %.", limit=shown(limit * 100) if limit is not None else "?")

    def judge(self, look: Look) -> Outcome:
        """Compare exactly and find how much more of the part would pass."""
        part, whole, limit = look.number("part"), look.number("whole"), limit_of(look)
        if part is None or whole is None or limit is None or whole == 0:
            return UNKNOWN
        short = limit * whole - part
        arithmetic = share_words(part, whole, limit, look)
        if short <= 0:
            return Outcome(State.PASSED, arithmetic=arithmetic)
        grow = 1 - limit if look.flag("included") else Fraction(1)
        more = least_whole(short / grow, False) if grow > 0 else 0
        shift = least_whole(short, False)
        change = N_("Add {more} to the part.", more=look.say(Fraction(more))) if more else None
        hit = Hit(values={"value": look.say(part), "limit": shown(limit * 100)})
        needs = (Need("shift", Fraction(shift)), *((Need("part", Fraction(more)),) if more else ()))
        return Outcome(State.FAILED, (hit,), arithmetic, change, needs)


@dataclass(frozen=True, slots=True)
class Range:
    """``value`` lies between ``min`` and ``max``, both included; either may be left out.

    With ``none_named: true`` a bound that nobody has set yet leaves the rule unevaluated. Beyond ``until``
    another rule speaks, and this one does not apply.
    """

    name: str = "range"
    needs: tuple[str, ...] = ("value",)

    def words(self, look: Look) -> Message:
        """Return the rule in words."""
        low, high = look.number("min"), look.number("max")
        if low is None and high is None:
            return N_("The bound is not known yet.")
        if low is None:
            return N_("At most {max}.", max=look.say(high))
        if high is None:
            return N_("At least {min}.", min=look.say(low))
        if low == high:
            return N_("Exactly {number}.", number=look.say(low))
        return N_("Between {min} and {max}.", min=look.say(low), max=look.say(high))

    def judge(self, look: Look) -> Outcome:
        """Compare with both bounds and find how far the value is outside."""
        value, low, high = look.number("value"), look.number("min"), look.number("max")
        if value is None or (low is None and high is None):
            return UNKNOWN
        if low is not None and value < low:
            change = N_("{more} more would be enough.", more=look.say(low - value))
            arithmetic = N_("{value} is less than {limit}", value=look.say(value), limit=look.say(low))
            return self._failed(value, low, arithmetic, change, look)
        until = look.number("until")
        if until is not None and value > until:
            return Outcome(State.OFF)
        if high is not None and value > high:
            change = N_("{less} fewer would be enough.", less=look.say(value - high))
            arithmetic = N_("{value} is more than {limit}", value=look.say(value), limit=look.say(high))
            return self._failed(value, high, arithmetic, change, look)
        if high is not None:
            arithmetic = N_("{value} of at most {limit}", value=look.say(value), limit=look.say(high))
            return Outcome(State.PASSED, arithmetic=arithmetic)
        arithmetic = N_("{value}, at least {limit}", value=look.say(value), limit=look.say(low))
        return Outcome(State.PASSED, arithmetic=arithmetic)

    def _failed(self, value: Fraction, limit: Fraction, arithmetic: Message, change: Message, look: Look) -> Outcome:
        hit = Hit(values={"value": look.say(value), "limit": look.say(limit)})
        return Outcome(State.FAILED, (hit,), arithmetic, change, (Need("value", limit - value),))


@dataclass(frozen=True, slots=True)
class OutsideGaps:
    """``value`` does not lie between two of the ``ranges`` (pairs of bounds, both included)."""

    name: str = "outside_gaps"
    needs: tuple[str, ...] = ("value", "ranges")

    def words(self, look: Look) -> Message:
        """Return the rule in words."""
        return N_("Within one of the ranges, not between two of them.")

    def judge(self, look: Look) -> Outcome:
        """Find the gap that the value lies in, and the nearer end of it."""
        value, given = look.number("value"), look.items("ranges")
        if value is None or not given:
            return UNKNOWN
        for below, above in self._gaps(given):
            if below < value < above:
                near = below if value - below <= above - value else above
                said = {"value": look.say(value), "limit": look.say(below), "above": look.say(above)}
                arithmetic = N_("{value} lies between {limit} and {above}", **said)
                change = N_("{near} is the nearest amount that fits.", near=look.say(near))
                return Outcome(State.FAILED, (Hit(values=said),), arithmetic, change, (Need("value", near - value),))
        return PASSED

    def _gaps(self, given: tuple[object, ...]) -> list[tuple[Fraction, Fraction]]:
        """Return the gaps between ranges that stand in order, each with both ends."""
        ranges = []
        for one in given:
            low, high = (exact(end) for end in one) if isinstance(one, tuple) and len(one) == 2 else (None, None)
            if low is not None and high is not None:
                ranges.append((low, high))
        return [(before[1], after[0]) for before, after in pairwise(sorted(ranges))]


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """``value`` (or each of several) is a whole multiple of ``step`` (1 where it is left out)."""

    name: str = "whole_number"
    needs: tuple[str, ...] = ("value",)

    def words(self, look: Look) -> Message:
        """Return the rule in words."""
        return N_("Whole multiples of {step} only.", step=shown(look.number("step") or Fraction(1)))

    def judge(self, look: Look) -> Outcome:
        """Find the values that are not whole, each with the nearest one that is."""
        step = look.number("step") or Fraction(1)
        many = look.items("value")
        given = (look.number("value"),) if many is None else tuple(exact(one) for one in many)
        values = [one for one in given if one is not None]
        if not values or step <= 0:
            return UNKNOWN
        wrong = [one for one in values if (one / step).denominator != 1]
        if not wrong:
            return PASSED
        near = math.floor(wrong[0] / step + Fraction(1, 2)) * step
        hits = tuple(Hit(values={"value": shown(one), "limit": shown(step)}) for one in wrong)
        arithmetic = N_("{value} is not a whole multiple of {step}", value=shown(wrong[0]), step=shown(step))
        near = max(near, step)
        change = N_("Write {near} instead.", near=shown(near))
        return Outcome(State.FAILED, hits, arithmetic, change, (Need("value", near - wrong[0]),))


@dataclass(frozen=True, slots=True)
class CountAtLeast:
    """There are at least ``min`` of ``items`` (a list, or a number already counted)."""

    name: str = "count_at_least"
    needs: tuple[str, ...] = ("items", "min")

    def words(self, look: Look) -> Message:
        """Return the rule in words."""
        return N_("At least {min} of them.", min=shown(look.number("min")))

    def judge(self, look: Look) -> Outcome:
        """Count and say how many are missing."""
        found, least, times = look.items("items"), look.number("min"), look.number("times")
        if "times" in look.params:  # so many for each of something, such as two reports a year
            least = None if least is None or times is None else Fraction(math.ceil(least * times))
        count = Fraction(len(found)) if found is not None else look.number("items")
        if count is None or least is None:
            return UNKNOWN
        arithmetic = N_("{value} of at least {limit}", value=shown(count), limit=shown(least))
        if count >= least:
            return Outcome(State.PASSED, arithmetic=arithmetic)
        hit = Hit(values={"value": shown(count), "limit": shown(least)})
        change = N_("{more} more would be enough.", more=shown(least - count))
        return Outcome(State.FAILED, (hit,), arithmetic, change, (Need("items", least - count),))
