"""What a room page shows of each of its record types: how many, what is missing, what came last.

Frozen values; counting happens in the database, so that 20,000 records cost no more than 20.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from app.core.fields import Field, Kind, RecordType, Row
from app.core.messages import Label
from app.models.catalogue import about, in_rooms, parent_column, table
from app.models.document.document import Document
from app.models.pending_input import PendingInput
from app.services.records import RecordService
from app.services.rules.findings import missing


@dataclass(frozen=True, slots=True)
class RoomCard:
    """One record type of a room.

    Args:
        record_type: the declaration.
        single: whether the document has one at most.
        count: how many records there are.
        missing: how many of them still lack something that is needed.
        latest: the one changed last, ``None`` where there is none.
    """

    record_type: RecordType
    single: bool
    count: int = 0
    missing: int = 0
    latest: Row | None = None


def types_of(room: str) -> tuple[RecordType, ...]:
    """Return the record types of a room in the order of their declaration. Thread: any."""
    return in_rooms().get(room, ())


def room_of(type_name: str) -> str:
    """Return the room of a record type, "" where it has none. Thread: any."""
    return next((room for room, types in in_rooms().items() for one in types if one.name == type_name), "")


def called(one: RecordType) -> Label:
    """Return what a list of a type is called; a document has one community, not communities. Thread: any."""
    return one.label if about(one.name).single else one.plural


class RoomService:
    """Counts what the rooms hold.

    Args:
        document: the open document.
        records: its records.

    Thread: the document lane.
    """

    def __init__(self, document: Document, records: RecordService) -> None:
        self._document, self._records = document, records

    def cards(self, room: str) -> tuple[RoomCard, ...]:
        """Return a card for every record type of *room*."""
        with self._document.read() as session:
            found = [(one, *_counted(session, one)) for one in types_of(room)]
        with self._records.reader() as reader:
            return tuple(
                RoomCard(
                    one,
                    about(one.name).single,
                    count,
                    lacking if not _hidden(one) else sum(bool(missing(one, row)) for row in reader.rows(one.name)),
                    next(iter(reader.rows(one.name, ids=[latest])), None) if latest else None,
                )
                for one, count, lacking, latest in found
            )


def _counted(session: Session, one: RecordType) -> tuple[int, int, str]:
    """Return how many records there are, how many lack something, and the id of the one changed last."""
    columns = table(one.name).columns
    count = session.execute(select(func.count()).select_from(table(one.name))).scalar_one()
    conditions = list(_lacks(one)) if not _hidden(one) else []
    lacking = select(func.count()).select_from(table(one.name)).where(or_(*conditions)) if conditions else None
    lack = session.execute(lacking).scalar_one() if count and lacking is not None else 0
    last = select(columns["id"]).order_by(columns["updated_at"].desc(), columns["id"].desc()).limit(1)
    return count, lack, str(session.execute(last).scalar() or "")


def _hidden(one: RecordType) -> bool:
    """Say whether the database cannot tell what a record lacks, because the private drawer hides a needed field."""
    return any(field.required and field.sealed for field in one.fields)


def _lacks(one: RecordType) -> Iterator[ColumnElement[bool]]:
    """Yield, for every required field, when a record lacks it; the twin of ``app.services.rules.findings.missing``."""
    columns = table(one.name).columns
    for field in one.fields:
        if not field.required:
            continue
        typed = exists().where(
            PendingInput.type == one.name, PendingInput.record == columns["id"], PendingInput.field == field.name
        )
        yield and_(_empty(one, field), ~typed, *_has_meaning(one, field))


def _empty(one: RecordType, field: Field) -> ColumnElement[bool]:
    columns = table(one.name).columns
    if field.kind is Kind.ROWS:
        child = table(field.target)
        return ~exists().where(child.columns[parent_column(field.target)] == columns["id"])
    column = columns[field.name]
    return or_(column.is_(None), column == "") if field.kind in (Kind.TEXT, Kind.LONG_TEXT) else column.is_(None)


def _has_meaning(one: RecordType, field: Field) -> Iterator[ColumnElement[bool]]:
    rule = about(one.name).applies.get(field.name)
    if rule is not None:
        other = table(one.name).columns[rule[0]]
        named = [value for value in rule[1] if value != ""]
        yield or_(*([other.is_(None)] if "" in rule[1] else []), *([other.in_(named)] if named else []))
