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


def risk_score(values: Values) -> int | None:
    """Return likelihood × impact. Source: ``records_and_reports.md`` R04."""
    likelihood, impact = _whole(values, "likelihood"), _whole(values, "impact")
    return None if likelihood is None or impact is None else likelihood * impact


def aging_rate(values: Values) -> int | None:
    """Return the share of people aged 65 and over in tenths of a percent. Source: R05."""
    older, total = _whole(values, "age_65p"), _whole(values, "total")
    return None if older is None or not total or total < 0 else half_up(older * 1000, total)


def indicator_delta(values: Values) -> int | None:
    """Return the value after less the one before, in hundredths. Source: R22."""
    before, after = _whole(values, "before_value"), _whole(values, "after_value")
    return None if before is None or after is None else after - before


def indicator_pct(values: Values) -> int | str | None:
    """Return the change in tenths of a percent; "new" where there was nothing before. Source: R22.

    From nothing to nothing is no change and nothing new: it has no percentage.
    """
    before, delta = _whole(values, "before_value"), indicator_delta(values)
    if before is None or delta is None:
        return None
    if before == 0:
        return "new" if delta else None
    return half_up(delta * 1000, abs(before))


def settlement_balance(values: Values) -> int | None:
    """Return approved less spent in minor units. Source: R24."""
    approved, spent = _whole(values, "approved"), _whole(values, "spent")
    return None if approved is None or spent is None else approved - spent


def settlement_refund(values: Values) -> int | None:
    """Return what goes back: the whole balance, nothing where more was spent. Source: R24, ``nfa_114.md`` 13."""
    balance = settlement_balance(values)
    return None if balance is None else max(balance, 0)


def position_pay(values: Values) -> int | None:
    """Return one person's pay in the first year in minor units, by hour, month or meeting. Source: ``mvp2.md`` 8.

    Hours and meetings are in tenths; meetings are those of the months of work in the first year.
    """
    rate, months = _whole(values, "rate"), _whole(values, "y1_months")
    if rate is None:
        return None
    if values.get("pay_model") == "monthly":
        return None if months is None else rate * months
    if values.get("pay_model") == "meeting":
        meetings = _whole(values, "meet_month")
        return None if months is None or meetings is None else half_up(rate * months * meetings, 10)
    hours = _whole(values, "y1_hours")
    return None if hours is None or values.get("pay_model") != "hourly" else half_up(rate * hours, 10)


def position_cost(values: Values) -> int | None:
    """Return the first year's pay of all openings in minor units. Source: ``mvp2.md`` 8."""
    pay, openings = position_pay(values), _whole(values, "openings")
    return None if pay is None or openings is None or openings < 0 else pay * openings


COMPUTE: Mapping[str, Callable[[Values], object]] = MappingProxyType(
    {
        "line_amount": line_amount,
        "effective_dpi": effective_dpi,
        "risk_score": risk_score,
        "aging_rate": aging_rate,
        "indicator_delta": indicator_delta,
        "indicator_pct": indicator_pct,
        "settlement_balance": settlement_balance,
        "settlement_refund": settlement_refund,
        "position_pay": position_pay,
        "position_cost": position_cost,
    }
)
