"""What a declaration demands beside its single fields: sums, ends that draw near, places that can be.

Pure functions of a frozen row. Thread: any.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.core.fields import Field, Finding, Kind, RecordType, Row, Severity
from app.core.messages import N_, NP_, Message
from app.models.columns import About

SUM = N_("{parts} add up to {sum}, but “{whole}” says {said}.")
ENDED = N_("“{field}” has passed.")
SWAPPED = N_("Latitude and longitude in “{field}” look swapped.")
OUTSIDE = N_("“{field}” does not lie in Taiwan.")
DEGREE = 10**7
LATITUDES, LONGITUDES = (215 * DEGREE // 10, 265 * DEGREE // 10), (118 * DEGREE, 123 * DEGREE)
"""Where a place in Taiwan lies, in 1e-7 degree. Source: ``records_and_reports.md`` R02."""
TAIWAN = ("TW", "", None)
"""Countries of a community whose places are looked for in Taiwan; nothing said means Taiwan."""


def declared(one: RecordType, row: Row, about: About, today: date, country: object) -> Iterator[Finding]:
    """Return what breaks a rule of the declaration.

    Args:
        one: declaration of the record.
        row: the record as it was read.
        about: what the type says about itself.
        today: the day on which it is asked.
        country: the community's.
    """
    yield from _sums(one, row, about)
    yield from _ends(one, row, about, today)
    for field in one.fields:
        if field.kind is Kind.COORDINATES:
            yield from _place(field, row, country)


def _sums(one: RecordType, row: Row, about: About) -> Iterator[Finding]:
    """Compare parts with their whole where all of them are known."""
    for parts, whole in about.sums:
        numbers = [value for name in parts if isinstance(value := row.get(name), int)]
        said = row.get(whole)
        if len(numbers) == len(parts) and isinstance(said, int) and sum(numbers) != said:
            labels = tuple(one.field(name).label for name in parts)
            values = {"parts": labels, "sum": sum(numbers), "whole": one.field(whole).label, "said": said}
            yield _warn("sum", row, one.field(whole), Message(SUM.id, values))


def _ends(one: RecordType, row: Row, about: About, today: date) -> Iterator[Finding]:
    """Say that something ends within the days that its declaration names; a month or year ends with its last day."""
    for name, days in about.ends:
        field, value = one.field(name), row.get(name)
        if not isinstance(value, str) or not value:
            continue
        left = _days_left(value, today)
        if left is not None and left < 0:
            yield _warn("ended", row, field, Message(ENDED.id, {"field": field.label}))
        elif left is not None and left <= days:
            said = NP_("“{field}” is in {n} day.", "“{field}” is in {n} days.", left, field=field.label)
            yield _warn("ends-soon", row, field, said)


def _days_left(value: str, today: date) -> int | None:
    """Return the days from *today* to the last day of a date of any precision, ``None`` where it is no date."""
    parts = [int(part) for part in value.split("-") if part.isdecimal()]
    try:
        if len(parts) == 3:
            return (date(parts[0], parts[1], parts[2]) - today).days
        year, month = (parts[0], parts[1] + 1) if len(parts) == 2 else (parts[0] + 1, 1)
        first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    except (ValueError, IndexError):
        return None
    return (first - today).days - 1


def _place(field: Field, row: Row, country: object) -> Iterator[Finding]:
    value = row.get(field.name)
    try:
        latitude, longitude = (int(part) for part in str(value or "").split(","))
    except ValueError:
        return
    words = {"field": field.label}
    in_taiwan = country in TAIWAN
    if abs(latitude) > 90 * DEGREE or (in_taiwan and _within(longitude, LATITUDES) and _within(latitude, LONGITUDES)):
        yield _warn("swapped", row, field, Message(SWAPPED.id, words))
    elif in_taiwan and not (_within(latitude, LATITUDES) and _within(longitude, LONGITUDES)):
        yield _warn("outside", row, field, Message(OUTSIDE.id, words))


def _within(value: int, bounds: tuple[int, int]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _warn(rule: str, row: Row, field: Field, message: Message) -> Finding:
    return Finding(rule, Severity.WARN, message, f"record:{row.type}:{row.id}:{field.name}", source=field.source)
