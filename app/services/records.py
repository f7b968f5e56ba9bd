"""Records as people work with them: read as frozen rows, changed by named units of work.

Everything here runs on the document lane and returns frozen values only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.core import order
from app.core.clock import Clock
from app.core.fields import Field, Finding, FromPack, Kind, Option, RecordType, Row
from app.core.ids import IdSource
from app.core.messages import N_, LocalText, Message
from app.i18n import Translator
from app.models.catalogue import about, applies, catalogue, ordered, parent_column, table
from app.models.document.changes import ChangeSet, moment
from app.models.document.document import Document
from app.models.options import COUNTIES
from app.models.pending_input import PendingInput
from app.services.delivery.findings import change_findings
from app.services.formatting import is_empty
from app.services.record_reader import RecordReader
from app.services.rules.declared import declared
from app.services.rules.findings import findings_of, missing
from app.services.seed.spending import early_of

if TYPE_CHECKING:
    from app.services.plan.timeline import Timeline

SUGGESTIONS = 50
"""Texts offered for a field, of those used before."""
CROSSED = ("priority", "engagement_round")
"""Types whose records are looked at together with others; see ``app.services.priorities.findings``."""
PREFILLED = ("currency",)
"""Settings of the community that a new record starts with."""


def _odd_of(reader: RecordReader, type: str, id: str, today: str) -> tuple[Finding, ...]:
    if type not in CROSSED:
        return ()
    from app.services.priorities.findings import odd_of  # which is made of records itself

    return odd_of(reader.rows, type, id, today)


def _no_options(list_id: str) -> tuple[Option, ...]:
    return ()


def _no_plan(rows: Callable[[str], Sequence[Row]]) -> Timeline | None:
    return None


class RecordService:
    """The records of one open document.

    Args:
        document: the open document.
        clock: tells the time that is stored.
        ids: makes keys.
        translator: language of titles that are made of choices.
        options: choices that the programmes provide, by list id such as ``roles`` or ``heads``.
        day: says what day it is in the file; *clock* where not given.
    """

    def __init__(
        self,
        document: Document,
        clock: Clock,
        ids: IdSource,
        translator: Translator | None = None,
        options: Callable[[str], tuple[Option, ...]] = _no_options,
        day: Clock | None = None,
    ) -> None:
        self._document, self._clock, self._ids = document, clock, ids
        self._day = day or clock
        self.translator = translator or Translator("en")
        self.option_source = options
        self.plan_source: Callable[[Callable[[str], Sequence[Row]]], Timeline | None] = _no_plan

    def catalogue(self) -> Mapping[str, RecordType]:
        """Return every record type by name."""
        return catalogue()

    def types(self) -> tuple[str, ...]:
        """Return the names of the record types, sorted."""
        return tuple(catalogue())

    @contextmanager
    def speaking(self, translator: Translator) -> Iterator[None]:
        """Make titles in other words for a while: a paper speaks its own language."""
        before, self.translator = self.translator, translator
        try:
            yield
        finally:
            self.translator = before

    @contextmanager
    def reader(self) -> Iterator[RecordReader]:
        """Open one short read, for several questions at once."""
        with self._document.read() as session:
            yield self._reader(session)

    def _reader(self, session: Session) -> RecordReader:
        return RecordReader(session, self.translator, self.option_source, self._document.drawer)

    def today(self) -> str:
        """Return the ISO date of the day."""
        return self._day.now().date().isoformat()

    def load(
        self,
        type: str,
        *,
        where: Mapping[str, object] | None = None,
        sort: str | Sequence[str] | None = None,
        names: Collection[str] | None = None,
    ) -> tuple[Row, ...]:
        """Return the records of a type.

        Args:
            type: record type name.
            where: column to value that must be equal (for sets, lists and photos: be among them).
            sort: field names, ``-`` in front for falling; ``None`` keeps the records' own order.
            names: fields that are asked for, as in :meth:`RecordReader.rows`; ``None``: everything.
        """
        with self.reader() as reader:
            return reader.rows(type, where, sort=sort, names=names)

    def ids(self, type: str) -> frozenset[str]:
        """Return the ids of all records of a type."""
        with self.reader() as reader:
            return frozenset(reader.ids(type))

    def get(self, type: str, id: str) -> Row | None:
        """Return one record, ``None`` where there is none."""
        with self.reader() as reader:
            return next(iter(reader.rows(type, ids=[id])), None)

    def single(self, type: str) -> Row | None:
        """Return the only record of a type such as the community, ``None`` before it is made."""
        return next(iter(self.load(type)), None)

    def create(self, type: str, values: Mapping[str, object] | None = None) -> tuple[Row, ChangeSet]:
        """Make a record; nothing is required for it to exist.

        Args:
            type: record type name.
            values: first values; of rows also the parent's column, such as ``person``.

        Raises:
            KeyError: a name that is no column of the type.
            ValueError: a second record of a type of which there is only one.
        """
        one = catalogue()[type]
        label = one.add if isinstance(one.add, Message) else N_("Add {type}", type=one.label)
        with self._document.unit_of_work(label) as work:
            record = self.insert(work.session, type, values)
        return self._after(type, record, work.changes)

    def insert(self, session: Session, type: str, values: Mapping[str, object] | None = None) -> str:
        """Make a record inside a unit of work that is open already; return its id."""
        columns = table(type).columns
        given = dict(values or {})
        if about(type).single and session.execute(select(columns["id"]).limit(1)).first():
            raise ValueError(f"there is a {type} already")
        for name in PREFILLED:
            if name in columns and name not in given and type != "community":
                given[name] = session.execute(select(table("community").columns[name]).limit(1)).scalar()
        if ordered(type) and not given.get("order_key"):
            given["order_key"] = order.between(self._last_key(session, type, given), None)
        now, record = moment(self._clock.now()), str(given.pop("id", None) or self._ids())
        given = self._document.drawer.seal_new(type, record, given)
        stored = {name: value for name, value in given.items() if columns[name] is not None}
        session.execute(insert(table(type)).values(id=record, created_at=now, updated_at=now, **stored))
        return record

    def change(
        self, type: str, id: str, values: Mapping[str, object], *, typing: bool = False, step: str = ""
    ) -> ChangeSet | None:
        """Give fields new values; text that was kept as typed for them is forgotten.

        Args:
            type: record type name.
            id: key of the record.
            values: field name to value, in the form of ``app.core.fields``.
            typing: whether more of the same is on its way (autosave).
            step: names the visit of a field, so that it is one Undo.

        Returns:
            What changed, ``None`` where nothing did (equal values, or the record is gone).
        """
        with self._document.unit_of_work(self._change_label(type, values), step=step, typing=typing) as work:
            self.write(work.session, type, id, values)
            self._forget(work.session, type, id, values)
        return work.changes

    def write(self, session: Session, type: str, id: str, values: Mapping[str, object]) -> bool:
        """Write values inside a unit of work that is open already; say whether any differs."""
        one = table(type)
        chosen = [one.columns[name] for name in values]
        known = session.execute(select(*chosen).where(one.columns["id"] == id)).mappings().first() if chosen else None
        if known is None:
            return False
        drawer = self._document.drawer
        plain, locked = drawer.open_values(type, id, dict(known), drawer.key())
        new = {name: value for name, value in values.items() if name in locked or not _same(plain[name], value)}
        if new:
            now = moment(self._clock.now())
            new = drawer.seal_changed(type, id, new)
            session.execute(update(one).where(one.columns["id"] == id).values(updated_at=now, **new))
        return bool(new)

    def set_pending(
        self, type: str, id: str, field: str, text: str, *, typing: bool = False, step: str = ""
    ) -> ChangeSet | None:
        """Keep *text* as typed, because it could not be read; the value it replaces is emptied.

        Undo brings that value back. An empty text takes the leftover away.

        Args:
            type: record type name.
            id: key of the record.
            field: name of the field.
            text: as typed.
            typing: as for :meth:`change`.
            step: as for :meth:`change`.
        """
        with self._document.unit_of_work(self._change_label(type, {field: None}), step=step, typing=typing) as work:
            self._forget(work.session, type, id, {field: None})
            if text:
                self.write(work.session, type, id, {field: None})
                sealed = self._document.drawer.seal_text(type, id, field, text)
                kept = {"type": type, "record": id, "field": field, "text": sealed}
                work.session.execute(insert(PendingInput).values(key=f"{type}/{id}/{field}", **kept))
        return work.changes

    def delete(self, type: str, id: str) -> ChangeSet | None:
        """Delete a record with the rows below it; references to it are emptied. Undo brings all back."""
        with self._document.unit_of_work(N_("Delete {type}", type=catalogue()[type].label)) as work:
            work.session.execute(delete(PendingInput).where(PendingInput.type == type, PendingInput.record == id))
            work.session.execute(delete(table(type)).where(table(type).columns["id"] == id))
        return work.changes

    def move(self, type: str, id: str, after_id: str | None) -> ChangeSet | None:
        """Put a record behind *after_id*, or first where that is ``None``, among its neighbours."""
        with self._document.unit_of_work(N_("Move {type}", type=catalogue()[type].label)) as work:
            rows = self._neighbours(work.session, type, id)
            at = next((place + 1 for place, row in enumerate(rows) if row[0] == after_id), 0)
            if len({key for _, key in rows}) < len(rows):  # two copies gave one place twice
                rows = self._renumber(work.session, type, rows)
            before, after = (rows[at - 1][1] if at else None), (rows[at][1] if at < len(rows) else None)
            self.write(work.session, type, id, {"order_key": order.between(before, after)})
        return work.changes

    def findings(self, type: str, id: str) -> tuple[Finding, ...]:
        """Return what is missing, unreadable or contradictory in a record, in form order."""
        with self.reader() as reader:
            one, today = catalogue()[type], self._day.now().date()
            country = next((row.get("country") for row in reader.rows("community")), None)
            early = (*early_of(reader.rows, type, id, today.isoformat()), *_odd_of(reader, type, id, today.isoformat()))
            found = tuple(
                finding
                for row in reader.rows(type, ids=[id])
                for finding in (
                    *findings_of(one, row, reader.exists, self._keys),
                    *declared(one, row, about(type), today, country),
                    *change_findings(row),
                )
            )
            return (*found, *early)

    def missing_count(self, type: str, id: str) -> int:
        """Return how many required fields of a record are still empty."""
        row = self.get(type, id)
        return 0 if row is None else len(missing(catalogue()[type], row))

    def applies(self, row: Row, field: str) -> bool:
        """Say whether a field has a meaning for this record (a state has none in Taiwan)."""
        return applies(row.type, field, row.values)

    def options(self, type: str, field: str) -> tuple[Option, ...]:
        """Return what may be chosen for a field; for a text, what was written there before.

        Keys are option keys, record ids, or the texts themselves.
        """
        one = catalogue()[type].field(field)
        if isinstance(one.options, FromPack):
            return self.option_source(one.options.list_id)
        if one.options:
            return one.options
        if one.target and one.kind is not Kind.ROWS:
            with self.reader() as reader:
                rows = reader.rows(one.target, sort="title")
            return tuple(Option(row.id, LocalText({self.translator.language: row.title})) for row in rows)
        return self._suggestions(type, one) if one.kind is Kind.TEXT else ()

    def opened(self, type: str, id: str, values: Mapping[str, object]) -> tuple[Mapping[str, object], frozenset[str]]:
        """Return *values* out of the history with the sealed ones opened, and the names of those that stay locked."""
        drawer = self._document.drawer
        return drawer.open_values(type, id, values, drawer.key())

    def title_of(self, type: str, id: str) -> str:
        """Return a record's title, "" where it has none or is gone."""
        with self.reader() as reader:
            return next((row.title for row in reader.rows(type, ids=[id])), "")

    def _suggestions(self, type: str, field: Field) -> tuple[Option, ...]:
        if (type, field.name) == ("community", "county"):
            return COUNTIES
        if field.sealed:
            return ()
        column = table(type).columns[field.name]
        with self._document.read() as session:
            used = session.execute(select(column).where(column.is_not(None)).distinct().order_by(column)).scalars()
            return tuple(Option(str(text), LocalText({"": str(text)})) for text in used.fetchmany(SUGGESTIONS))

    def _keys(self, field: Field) -> frozenset[str] | None:
        options = self.option_source(field.options.list_id) if isinstance(field.options, FromPack) else field.options
        return frozenset(option.key for option in options) if options else None

    def _after(self, type: str, record: str, changes: ChangeSet | None) -> tuple[Row, ChangeSet]:
        row = self.get(type, record)
        assert row is not None
        assert changes is not None
        return row, changes

    def _change_label(self, type: str, values: Iterable[str]) -> Message:
        one = catalogue()[type]
        fields = [field for field in one.fields if field.name in set(values)]
        if len(fields) == 1 and not fields[0].sealed:
            return N_("Change {field}", field=fields[0].label)
        return N_("Change {type}", type=one.label)

    def _forget(self, session: Session, type: str, id: str, fields: Iterable[str]) -> None:
        keys = [f"{type}/{id}/{field}" for field in fields]
        session.execute(delete(PendingInput).where(PendingInput.key.in_(keys)))

    def _siblings(self, session: Session, type: str, values: Mapping[str, object]) -> list[tuple[str, str]]:
        one, parent = table(type), parent_column(type)
        statement = select(one.columns["id"], one.columns["order_key"])
        if parent:
            statement = statement.where(one.columns[parent] == values.get(parent))
        rows = [(str(id), str(key or "")) for id, key in session.execute(statement)]
        return sorted(rows, key=lambda row: (row[1], row[0]))

    def _last_key(self, session: Session, type: str, values: Mapping[str, object]) -> str | None:
        rows = self._siblings(session, type, values)
        return rows[-1][1] or None if rows else None

    def _neighbours(self, session: Session, type: str, id: str) -> list[tuple[str, str]]:
        one, parent = table(type), parent_column(type)
        values: dict[str, object] = {}
        if parent:
            values[parent] = session.execute(select(one.columns[parent]).where(one.columns["id"] == id)).scalar()
        return [row for row in self._siblings(session, type, values) if row[0] != id]

    def _renumber(self, session: Session, type: str, rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
        fresh = [(row[0], key) for row, key in zip(rows, order.many(len(rows)), strict=True)]
        for record, key in fresh:
            self.write(session, type, record, {"order_key": key})
        return fresh


def _same(known: object, value: object) -> bool:
    value = tuple(value) if isinstance(value, list) else value
    return known == value or (is_empty(known) and is_empty(value))
