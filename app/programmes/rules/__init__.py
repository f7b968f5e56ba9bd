"""Rule kinds: code knows kinds, packs have instances.

``KINDS`` is the one registry; ``evaluate`` turns an instance and the facts into findings.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.programmes.rules.base import Facts, Hit, Look, Need, Outcome, RuleKind, State, setting_references
from app.programmes.rules.money import Declared, ItemsSum, PerYearAtMost, SplitPurchase
from app.programmes.rules.numbers import CountAtLeast, OutsideGaps, Range, RatioAtLeast, RatioAtMost, WholeNumber
from app.programmes.rules.records import AllOf, DateBefore, EqualSets, Order, Required
from app.programmes.rules.scans import PatternScan, PlaceholderScan, TextMatch

__all__ = ["KINDS", "Facts", "Hit", "Look", "Need", "Outcome", "RuleKind", "State", "setting_references"]

_ALL: tuple[RuleKind, ...] = (
    RatioAtMost(),
    RatioAtMost("ratio_below", strict=True),
    RatioAtLeast(),
    Range(),
    OutsideGaps(),
    WholeNumber(),
    CountAtLeast(),
    Required(),
    DateBefore(),
    AllOf(),
    TextMatch(),
    Order(),
    EqualSets(),
    PlaceholderScan(),
    PatternScan(),
    PerYearAtMost(),
    ItemsSum(),
    SplitPurchase(),
    Declared(),
)

KINDS: Mapping[str, RuleKind] = MappingProxyType({one.name: one for one in _ALL})
"""Name of a kind to the kind."""
