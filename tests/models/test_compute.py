"""Computed values: the fact sheet's numbers, and unknown stays unknown."""

from __future__ import annotations

import pytest

from app.models.compute import (
    aging_rate,
    effective_dpi,
    half_up,
    indicator_delta,
    indicator_pct,
    line_amount,
    risk_score,
    settlement_balance,
    settlement_refund,
)


def test_amount_is_quantity_times_unit_price() -> None:
    assert line_amount({"qty": 300, "unit_price": 1250}) == 3750
    assert line_amount({"qty": 250, "unit_price": 1999}) == 4998
    assert line_amount({"qty": 0, "unit_price": 1999}) == 0


@pytest.mark.parametrize("values", [{}, {"qty": 100}, {"unit_price": 5}, {"qty": None, "unit_price": 5}])
def test_amount_of_something_unknown_is_unknown(values: dict[str, object]) -> None:
    assert line_amount(values) is None


@pytest.mark.parametrize(("top", "bottom", "expected"), [(1, 2, 1), (-1, 2, -1), (149, 100, 1), (-151, 100, -2)])
def test_halves_round_away_from_zero(top: int, bottom: int, expected: int) -> None:
    assert half_up(top, bottom) == expected


@pytest.mark.parametrize(
    ("pixels", "tenths", "dpi"), [(886, 75, 300), (885, 75, 299), (945, 80, 300), (1890, 160, 300)]
)
def test_effective_resolution(pixels: int, tenths: int, dpi: int) -> None:
    assert effective_dpi({"width_px": pixels, "placed_width_cm": tenths}) == dpi


def test_a_turned_photo_counts_its_height_and_unknown_is_unknown() -> None:
    assert effective_dpi({"width_px": 4000, "height_px": 886, "turn": 1, "placed_width_cm": 75}) == 300
    assert effective_dpi({"width_px": 4000}) is None
    assert effective_dpi({"width_px": 4000, "placed_width_cm": 0}) is None


def test_a_risk_is_likelihood_times_impact() -> None:
    assert risk_score({"likelihood": 3, "impact": 4}) == 12
    assert risk_score({"likelihood": 3}) is None


def test_the_share_of_older_people_is_in_tenths_of_a_percent() -> None:
    assert aging_rate({"age_65p": 422, "total": 1862}) == 227
    assert aging_rate({"age_65p": 0, "total": 1862}) == 0
    assert aging_rate({"age_65p": 0, "total": 0}) is None
    assert aging_rate({"total": 1862}) is None


@pytest.mark.parametrize(
    ("before", "after", "delta", "pct"),
    [(0, 300, 300, "new"), (200, 300, 100, 500), (300, 200, -100, -333), (0, 0, 0, None), (-200, -100, 100, 500)],
)
def test_before_and_after(before: int, after: int, delta: int, pct: object) -> None:
    values = {"before_value": before, "after_value": after}
    assert indicator_delta(values) == delta
    assert indicator_pct(values) == pct


def test_before_and_after_are_unknown_where_one_is() -> None:
    assert indicator_delta({"before_value": 1}) is None
    assert indicator_pct({"after_value": 1}) is None


def test_all_that_is_left_over_goes_back() -> None:
    assert settlement_balance({"approved": 150_000, "spent": 145_650}) == 4_350
    assert settlement_refund({"approved": 150_000, "spent": 145_650}) == 4_350
    assert settlement_balance({"approved": 100, "spent": 120}) == -20
    assert settlement_refund({"approved": 100, "spent": 120}) == 0
    assert settlement_refund({"approved": 100}) is None
