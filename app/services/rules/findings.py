"""What is wrong or missing in one record: said beside the field, never a reason to refuse input.

Pure functions of frozen rows. Thread: any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.core.fields import Field, Finding, Kind, RecordType, Row, Severity
from app.core.messages import N_, Message
from app.models.catalogue import about, applies
from app.services.attendance import sheet_findings
from app.services.codes import CHECKS
from app.services.formatting import is_empty
from app.services.recruiting.checks import position_findings

REQUIRED = N_("“{field}” is still empty.")
PENDING = N_("“{text}” in “{field}” could not be read, so it is not used yet.")
TOO_SMALL = N_("“{field}” is below {limit}.")
TOO_LARGE = N_("“{field}” is above {limit}.")
GONE = N_("“{field}” names a record that is no longer there.")
DATE_ORDER = N_("“{first}” lies after “{second}”.")
TIME_ORDER = N_("In “{field}” the end is not after the start.")
NOT_LISTED = N_("“{text}” in “{field}” is not in the list of the programme.")

Exists = Callable[[str, str], bool]
"""(record type, id): whether there is such a record."""
Keys = Callable[[Field], frozenset[str] | None]
"""Keys that a field may hold, ``None`` where its list is not known."""


def place_of(row: Row, field: str) -> str:
    """Return where to click to mend *field* of *row*."""
    return f"record:{row.type}:{row.id}:{field}"


def missing(record_type: RecordType, row: Row) -> tuple[Field, ...]:
    """Return the required fields that are empty and have a meaning for this record, in form order."""
    return tuple(
        field
        for field in record_type.fields
        if field.required
        and field.name not in row.pending
        and field.name not in row.locked
        and is_empty(row.get(field.name))
        and applies(record_type.name, field.name, row.values)
    )


def findings_of(record_type: RecordType, row: Row, exists: Exists, keys: Keys) -> tuple[Finding, ...]:
    """Return what is missing, unreadable, out of bounds or contradictory in *row*, in form order.

    Args:
        record_type: declaration of the record.
        row: the record as it was read.
        exists: whether a record that is referred to is still there.
        keys: keys that an enumeration or set may hold.
    """
    found: list[Finding] = []
    required = set(missing(record_type, row))
    for field in record_type.fields:
        if field in required:
            found.append(_warn("required", row, field, Message(REQUIRED.id, {"field": field.label})))
        found += _of_field(field, row, exists, keys)
    found += _date_order(record_type, row)
    if record_type.name == "event":
        found += sheet_findings(row)
    if record_type.name == "position":
        found += position_findings(row)
    return tuple(found)


def _of_field(field: Field, row: Row, exists: Exists, keys: Keys) -> Iterator[Finding]:
    value = row.get(field.name)
    if field.name in row.pending:
        message = Message(PENDING.id, {"text": row.pending[field.name], "field": field.label})
        yield Finding("pending", Severity.ERROR, message, place_of(row, field.name), source=field.source)
    if is_empty(value):
        return
    yield from _bounds(field, row, value)
    if field.kind is Kind.CODE and field.check in CHECKS and (problem := CHECKS[field.check](str(value))):
        yield _warn(field.check, row, field, problem)
    if field.kind is Kind.TIME_RANGE:
        start, _, end = str(value).partition("/")
        if end <= start:
            yield _warn("time-order", row, field, Message(TIME_ORDER.id, {"field": field.label}))
    if field.target and field.kind is not Kind.ROWS:
        ids = value if isinstance(value, tuple) else (value,)
        if not all(exists(field.target, str(one)) for one in ids):
            yield _warn("gone", row, field, Message(GONE.id, {"field": field.label}))
    if field.kind in (Kind.ENUM, Kind.SET) and (known := keys(field)) is not None:
        for key in value if isinstance(value, tuple) else (value,):
            if key not in known:
                yield _warn("option", row, field, Message(NOT_LISTED.id, {"text": str(key), "field": field.label}))


def _bounds(field: Field, row: Row, value: object) -> Iterator[Finding]:
    if not isinstance(value, int) or isinstance(value, bool):
        return
    shown: dict[str, object] = {"field": field.label}
    if field.minimum is not None and value < field.minimum:
        yield _warn("bounds", row, field, Message(TOO_SMALL.id, {**shown, "limit": field.minimum}))
    if field.maximum is not None and value > field.maximum:
        yield _warn("bounds", row, field, Message(TOO_LARGE.id, {**shown, "limit": field.maximum}))


def _date_order(record_type: RecordType, row: Row) -> Iterator[Finding]:
    """Compare dates as far as both are precise: 2025-04 is neither before nor after 2025-04-15."""
    for first, second in about(record_type.name).date_order:
        early, late = row.get(first), row.get(second)
        if not (isinstance(early, str) and isinstance(late, str) and early and late):
            continue
        known = min(len(early), len(late))
        if early[:known] > late[:known]:
            labels = {"first": record_type.field(first).label, "second": record_type.field(second).label}
            yield _warn("date-order", row, record_type.field(second), Message(DATE_ORDER.id, labels))


def _warn(rule: str, row: Row, field: Field, message: Message) -> Finding:
    return Finding(rule, Severity.WARN, message, place_of(row, field.name), source=field.source)
