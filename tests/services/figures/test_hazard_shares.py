"""Hazard shares: the vectors V1 to V3 of the fact sheet, ties, gaps and what is left out."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from app.services.figures.hazards import LOSSES, REST, HazardEvent, Measure, hazard_shares
from app.services.figures.rounding import largest_remainder

ORDER = ("WIND", "QUAKE", "FIRE", "FLOOD", "DEBRIS", "FOREST", "OTHER")

V1 = {
    "Indonesia": ((("FLOOD", 3700), ("WIND", 2100), ("DEBRIS", 1600), ("OTHER", 2600)), (37, 21, 16, 26)),
    "Sri Lanka": ((("DEBRIS", 5800), ("FLOOD", 2400), ("TRANS", 1000), ("OTHER", 800)), (58, 24, 10, 8)),
    "Cambodia": ((("FLOOD", 4000), ("FOREST", 1900), ("WIND", 1700), ("OTHER", 2400)), (40, 19, 17, 24)),
}
V2 = {
    "WIND": (3, 0, 12, 420, 35),
    "QUAKE": (1, 2, 9, 160, 18),
    "FIRE": (6, 1, 4, 22, 7),
    "FLOOD": (4, 0, 0, 610, 52),
}
V2_SHARES = {
    Measure.EVENTS: (21, 7, 43, 29),
    Measure.DEATHS: (0, 67, 33, 0),
    Measure.INJURED: (48, 36, 16, 0),
    Measure.AFFECTED: (35, 13, 2, 50),
    Measure.HOUSES: (31, 16, 6, 47),
}


def v2_events() -> list[HazardEvent]:
    """Return the made-up community: each hazard's losses stand at its first event, the others have none."""
    found = []
    for hazard, (count, *losses) in V2.items():
        for number in range(count):
            amounts = losses if number == 0 else [0, 0, 0, 0]
            found.append(HazardEvent(hazard, "2020-06-01", losses=dict(zip(LOSSES, amounts, strict=True))))
    return found


@pytest.mark.parametrize("country", V1)
def test_published_shares_come_out(country: str) -> None:
    rows, expected = V1[country]
    events = [HazardEvent(key, "2010", losses={Measure.AFFECTED: amount}) for key, amount in rows]
    shares = hazard_shares(events, (Measure.AFFECTED,), ORDER)
    assert tuple(one.percent for one in shares.ranked(3)) == expected
    assert shares.ranked(3)[-1].hazard == REST
    assert shares.ranked(3)[-1].amount == rows[-1][1]


@pytest.mark.parametrize("measure", V2_SHARES)
def test_each_measure_of_one_community(measure: Measure) -> None:
    shares = hazard_shares(v2_events(), (measure,), ORDER)
    assert tuple(one.percent for one in shares.slices) == V2_SHARES[measure]
    assert shares.total == sum(row[list(Measure).index(measure)] for row in V2.values())
    assert (shares.n, shares.few) == (14, False)


def test_the_mean_of_the_four_losses() -> None:
    shares = hazard_shares(v2_events(), LOSSES, ORDER)
    assert tuple(one.percent for one in shares.slices) == (29, 33, 14, 24)
    assert shares.total is None


def test_rounding_adds_up_where_plain_rounding_does_not() -> None:
    assert largest_remainder([1, 1, 1]) == (34, 33, 33)
    assert largest_remainder([35, 18, 7, 52]) == (31, 16, 6, 47)
    assert sum(round(one * 100 / 112) for one in (35, 18, 7, 52)) == 99
    assert largest_remainder([0, 0]) == (0, 0)


def test_any_weights_add_up_to_a_hundred(rng: random.Random) -> None:
    for _ in range(300):
        weights = [Fraction(rng.randrange(0, 500), rng.randrange(1, 9)) for _ in range(rng.randrange(1, 18))]
        parts = largest_remainder(weights)
        assert sum(parts) == (100 if sum(weights) else 0)
        for part, weight in zip(parts, weights, strict=True):
            assert not sum(weights) or abs(part - weight * 100 / sum(weights)) < 1


def test_ties_keep_the_order_of_the_hazards() -> None:
    events = [HazardEvent(key, "2020") for key in ("FLOOD", "FIRE", "WIND", "QUAKE")]
    ranked = hazard_shares(events, (Measure.EVENTS,), ORDER).ranked(2)
    assert [one.hazard for one in ranked] == ["WIND", "QUAKE", REST]
    assert [one.percent for one in ranked] == [25, 25, 50]


def test_what_is_not_known_is_left_out_and_counted() -> None:
    events = [
        HazardEvent("WIND", "2016-07-08", losses={Measure.INJURED: 3}),
        HazardEvent("FLOOD", "2018", losses={Measure.INJURED: None}),
        HazardEvent("", "2019", losses={Measure.INJURED: 9}),
    ]
    shares = hazard_shares(events, (Measure.INJURED,), ORDER)
    assert (shares.percent("WIND"), shares.percent("FLOOD")) == (100, 0)
    assert (shares.incomplete, shares.total, shares.n, shares.few) == (2, 3, 3, True)
    assert (shares.first, shares.last) == ("2016-07-08", "2019")


def test_a_measure_that_is_nothing_has_no_shares() -> None:
    events = [HazardEvent("WIND", "2016", losses={Measure.DEATHS: 0}) for _ in range(6)]
    shares = hazard_shares(events, (Measure.DEATHS,), ORDER)
    assert shares.slices == ()
    assert shares.percent("WIND") is None
    mean = hazard_shares([*events, HazardEvent("FIRE", "2017", losses={Measure.INJURED: 2})], LOSSES, ORDER)
    assert mean.used == (Measure.INJURED,)
    assert mean.percent("FIRE") == 100


def test_no_events_give_no_shares() -> None:
    shares = hazard_shares([], (Measure.EVENTS,), ORDER)
    assert (shares.slices, shares.n, shares.first) == ((), 0, "")
