"""How much of the harm each kind of hazard did: shares by a measure that is chosen and printed.

Source of the definitions: ``records_and_reports.md`` 3. Pure; any thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from app.services.figures.rounding import largest_remainder

FEW = 5
"""Fewer events than this are called a small sample."""
REST = ""
"""Stands for the hazards that are folded into one line."""
OTHER = "OTHER"


class Measure(StrEnum):
    """What is counted. ``HOUSES`` are those destroyed and those damaged."""

    EVENTS = "events"
    DEATHS = "deaths"
    INJURED = "injured"
    AFFECTED = "affected"
    HOUSES = "houses"


LOSSES = (Measure.DEATHS, Measure.INJURED, Measure.AFFECTED, Measure.HOUSES)


@dataclass(frozen=True, slots=True)
class HazardEvent:
    """One past disaster.

    Args:
        hazard: key of its primary hazard, "" unknown.
        start, end: ISO dates of any precision, "" unknown.
        losses: what is known of each loss; ``None`` or absent is not known, never 0.
        partly: losses of which only a part is known.
    """

    hazard: str
    start: str = ""
    end: str = ""
    losses: Mapping[Measure, int | None] = field(default_factory=dict, hash=False)
    partly: frozenset[Measure] = frozenset()

    def amount(self, measure: Measure) -> int | None:
        """Return what this event adds to *measure*."""
        return 1 if measure is Measure.EVENTS else self.losses.get(measure)


@dataclass(frozen=True, slots=True)
class Slice:
    """One hazard's part. ``amount``: of the one measure, ``None`` for a mean of several."""

    hazard: str
    percent: int
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Shares:
    """The parts of all hazards by one measure, or by the mean of several.

    Args:
        measures: that were asked for.
        used: those of them that have any amount.
        slices: in the order of the hazards; they add up to 100, or there are none.
        total: of the one measure, ``None`` for several.
        incomplete: events of which something that was asked for is not known.
        n: number of events.
        first, last: ISO dates between which they lie, "" where none has a date.
    """

    measures: tuple[Measure, ...]
    used: tuple[Measure, ...]
    slices: tuple[Slice, ...]
    total: int | None
    incomplete: int
    n: int
    first: str = ""
    last: str = ""

    @property
    def few(self) -> bool:
        """Whether there are too few events to conclude from."""
        return self.n < FEW

    def percent(self, hazard: str) -> int | None:
        """Return a hazard's percentage, ``None`` where the measure has no shares."""
        return next((one.percent for one in self.slices if one.hazard == hazard), 0) if self.slices else None

    def ranked(self, top: int = 0) -> tuple[Slice, ...]:
        """Return the slices from the largest; beyond the *top* ones (0: all) they are one last slice.

        Ties keep the order of the hazards. "Other hazard" is part of the rest wherever there is one.
        """
        there = [one for one in self.slices if one.percent or one.amount]
        order = sorted(there, key=lambda one: -one.percent)
        if not top or len(order) <= top:
            return tuple(order)
        named = [one for one in order if one.hazard != OTHER][:top]
        rest = [one for one in order if one not in named]
        amounts = [one.amount for one in rest]
        known = sum(one for one in amounts if one is not None) if None not in amounts else None
        return (*named, Slice(REST, sum(one.percent for one in rest), known))


def hazard_shares(events: Sequence[HazardEvent], measures: Sequence[Measure], order: Sequence[str]) -> Shares:
    """Return the share of each hazard.

    One measure: its sum by hazard over its sum over all. Several: the mean of the shares of those
    whose sum is not 0. Percentages are rounded by the largest remainder, so that they add up to 100.

    Args:
        events: the past disasters; one without a hazard is only reported as incomplete.
        measures: one or several.
        order: keys of all hazards in the order that breaks ties.
    """
    known = [one for one in events if one.hazard]
    hazards = [key for key in order if any(one.hazard == key for one in known)]
    hazards += sorted({one.hazard for one in known} - set(hazards))
    sums = {
        measure: [sum(one.amount(measure) or 0 for one in known if one.hazard == key) for key in hazards]
        for measure in measures
    }
    used = tuple(measure for measure in measures if sum(sums[measure]))
    weights = [
        sum((Fraction(sums[measure][place], sum(sums[measure])) for measure in used), Fraction(0))
        for place in range(len(hazards))
    ]
    single = sums[measures[0]] if len(measures) == 1 else None
    slices = tuple(
        Slice(key, percent, single[place] if single is not None else None)
        for place, (key, percent) in enumerate(zip(hazards, largest_remainder(weights), strict=True))
    )
    days = [day for one in events for day in (one.start, one.end) if day]
    return Shares(
        measures=tuple(measures),
        used=used,
        slices=slices if used else (),
        total=sum(single) if single is not None else None,
        incomplete=sum(_incomplete(one, measures) for one in events),
        n=len(events),
        first=min(days, default=""),
        last=max(days, default=""),
    )


def _incomplete(event: HazardEvent, measures: Sequence[Measure]) -> bool:
    return not event.hazard or any(event.amount(one) is None or one in event.partly for one in measures)
