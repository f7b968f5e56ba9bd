"""Rule kinds on money: yearly requests, itemised and split purchases, and what people declare.

Sources: ``repair_lcbf.md`` 4.1, 4.4, 13.9, 13.10, 13.12.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from app.core.messages import N_, Message
from app.programmes.rules.base import PASSED, UNKNOWN, Hit, Look, Need, Outcome, State, exact, shown
from app.programmes.rules.records import chosen, outcome_of


@dataclass(frozen=True, slots=True)
class PerYearAtMost:
    """``value`` over ``years`` is at most ``limit`` a year, and so is each record of ``each`` (its ``value``).

    Compared as value ≤ years × limit, so nothing is rounded.
    """

    name: str = "per_year_at_most"
    needs: tuple[str, ...] = ("value", "years", "limit")

    def words(self, look: Look) -> Message:
        """Return the rule in words."""
        return N_("At most {limit} a year.", limit=look.say(look.number("limit")))

    def judge(self, look: Look) -> Outcome:
        """Compare the whole and every year that has a figure of its own."""
        value, years, limit = look.number("value"), look.number("years"), look.number("limit")
        if value is None or years is None or limit is None or years <= 0:
            return UNKNOWN
        most = years * limit
        said = {"value": look.say(value), "years": shown(years), "limit": look.say(limit)}
        each = look.say(Fraction(math.floor(value / years)))
        if value > most:
            arithmetic = N_("{value} ÷ {years} years = {each} a year, limit {limit}", each=each, **said)
            less = value - math.floor(most)
            change = N_("Ask for {less} less, or spread it over more years.", less=look.say(Fraction(less)))
            hit = Hit(values={"value": each, "limit": look.say(limit)})
            return Outcome(State.FAILED, (hit,), arithmetic, change, (Need("value", Fraction(-less)),))
        for one in look.records("each") or ():
            own = exact(one.get("value"))
            if own is not None and own > limit:
                known = {"year": one.get("label", ""), "value": look.say(own), "limit": look.say(limit)}
                change = N_("Move {less} to another year.", less=look.say(own - limit))
                hit = Hit(str(one.get("place", "")), {"value": look.say(own), "limit": look.say(limit)})
                return Outcome(State.FAILED, (hit,), N_("Year {year}: {value}, limit {limit}", **known), change)
        return Outcome(
            State.PASSED,
            arithmetic=N_("{value} ÷ {years} years = {each} a year, limit {limit}", each=each, **said),
        )


@dataclass(frozen=True, slots=True)
class ItemsSum:
    """A record whose ``total`` reaches ``limit`` has items (``count``) that add up to it (``sum``)."""

    name: str = "items_sum"
    needs: tuple[str, ...] = ("records", "total", "limit")

    def words(self, look: Look) -> Message:
        """Return the rule in words."""
        return N_("From {limit} on, the items are listed and add up.", limit=look.say(look.number("limit")))

    def judge(self, look: Look) -> Outcome:
        """Judge every record."""
        records = look.records("records")
        if records is None or look.number("limit") is None:
            return UNKNOWN
        verdicts = [(one, self.verdict(one, look)) for one in records]
        hits = tuple(self.hit(one, look) for one, passed in verdicts if passed is False)
        return outcome_of(hits, len(records), unknown=any(passed is None for _, passed in verdicts))

    def verdict(self, record: Mapping[str, object], look: Look) -> bool | None:
        """Say whether one record passes, ``None`` where its amount is not known."""
        if not chosen(record, look):
            return True
        total, limit = exact(record.get(look.text("total"))), look.number("limit")
        if total is None or limit is None:
            return None
        if total < limit:
            return True
        return bool(record.get("items")) and exact(record.get("items_sum")) == total

    def hit(self, record: Mapping[str, object], look: Look) -> Hit:
        """Return where a record fails, with the sum of its items."""
        held = look.say(exact(record.get("items_sum")) or Fraction(0))
        total = look.say(exact(record.get(look.text("total"))))
        return Hit(str(record.get("place", "")), {"label": record.get("label", ""), "value": held, "limit": total})


@dataclass(frozen=True, slots=True)
class SplitPurchase:
    """No purchase that would have to be itemised was split: parts below ``limit`` that reach it together.

    ``records``: groups of the same supplier and item, each with ``parts`` (amounts) and ``label``.
    """

    name: str = "split_purchase"
    needs: tuple[str, ...] = ("records", "limit")

    def words(self, look: Look) -> Message:
        """Return the rule in words."""
        return N_(
            "Parts of one purchase that reach {limit} together count as one.", limit=look.say(look.number("limit"))
        )

    def judge(self, look: Look) -> Outcome:
        """Find the groups of which each part is below the limit and the sum is not."""
        groups, limit = look.records("records"), look.number("limit")
        if groups is None or limit is None:
            return UNKNOWN
        hits = []
        for one in groups:
            held = one.get("parts")
            numbers = [exact(part) for part in held] if isinstance(held, (tuple, list)) else []
            below = [part for part in numbers if part is not None and part < limit]
            if len(below) > 1 and sum(below) >= limit:
                said = {
                    "label": one.get("label", ""),
                    "value": look.say(Fraction(sum(below))),
                    "limit": look.say(limit),
                }
                hits.append(Hit(str(one.get("place", "")), {**said, "parts": len(below)}))
        if not hits:
            return PASSED
        first = hits[0].values
        arithmetic = N_("{parts} parts, together {value}", parts=first["parts"], value=first["value"])
        return Outcome(State.FAILED, tuple(hits), arithmetic)


@dataclass(frozen=True, slots=True)
class Declared:
    """Somebody said yes to ``value``; no fails, nothing said leaves it unevaluated."""

    name: str = "declared"
    needs: tuple[str, ...] = ("value",)

    def words(self, look: Look) -> Message:
        """Return the rule in words."""
        return N_("Somebody has to confirm it.")

    def judge(self, look: Look) -> Outcome:
        """Look at what was said."""
        value = look.raw("value")
        if not isinstance(value, bool):
            return UNKNOWN
        return PASSED if value else Outcome(State.FAILED)
