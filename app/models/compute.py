"""Computed values: pure functions of one row. Figures over many records are services.

Each takes the row's values (name to value, as in ``app.core.fields``) and returns the plain value, or
``None`` where something it needs is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

Values = Mapping[str, object]
QTY_SCALE = 100


def _whole(values: Values, name: str) -> int | None:
    value = values.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def half_up(numerator: int, denominator: int) -> int:
    """Return the quotient rounded to a whole number, halves away from zero (as workbooks do)."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    return sign * ((2 * abs(numerator) + abs(denominator)) // (2 * abs(denominator)))


def line_amount(values: Values) -> int | None:
    """Return quantity × unit price in minor units. Source: ``records_and_reports.md`` R24."""
    quantity, price = _whole(values, "qty"), _whole(values, "unit_price")
    return None if quantity is None or price is None else half_up(quantity * price, QTY_SCALE)


def effective_dpi(values: Values) -> int | None:
    """Return width × 2.54 ÷ printed width in dpi, rounded down. Source: ``records_and_reports.md`` R26.

    ``placed_width_cm`` is in tenths of a centimetre; a photo on its side counts its height.
    """
    turned = (_whole(values, "turn") or 0) % 2 == 1
    pixels, tenths = _whole(values, "height_px" if turned else "width_px"), _whole(values, "placed_width_cm")
    return None if pixels is None or not tenths or tenths < 0 else pixels * 254 // (tenths * 10)


COMPUTE: Mapping[str, Callable[[Values], object]] = MappingProxyType(
    {"line_amount": line_amount, "effective_dpi": effective_dpi}
)
