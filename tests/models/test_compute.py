"""Computed values: the fact sheet's numbers, and unknown stays unknown."""

from __future__ import annotations

import pytest

from app.models.compute import effective_dpi, half_up, line_amount


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
