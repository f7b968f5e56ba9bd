"""Records out of an open session as frozen rows: values, rows below them, titles, typed leftovers.

One reader serves one short read; it keeps the titles it has looked up. Thread: the document lane.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from sqlalchemy import Column, ColumnElement, Select, select
from sqlalchemy import Row as SqlRow
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from app.core.collation import key as collation_key
from app.core.fields import Field, Kind, Option, RecordType, Row
from app.i18n import Translator
from app.models.base import canonical
from app.models.catalogue import about, applies, catalogue, compute, ordered, parent_column, table
from app.models.column_types import Keys
from app.models.document.drawer import Drawer
from app.models.pending_input import PendingInput
from app.services.formatting import HIDDEN, TITLE_JOINT, Writing, currency_of, format_value

CHUNK = 500
"""Ids per statement, well below SQLite's limit of bound values."""
NOTHING: frozenset[str] = frozenset()
NO_TEXTS: Mapping[str, str] = MappingProxyType({})
_TYPED = select(PendingInput.type, PendingInput.record, PendingInput.field, PendingInput.text)
Options = Callable[[str], tuple[Option, ...]]


class RecordReader:
    """Reads records through one session.

    Args:
        session: an open session.
        translator: language of titles made of choices.
        options: choices that the programme provides, by list id.
        drawer: opens sealed values while it is open.
    """

    def __init__(self, session: Session, translator: Translator, options: Options, drawer: Drawer) -> None:
        self._session, self._translator, self._options = session, translator, options
        self._drawer, self._key = drawer, drawer.key()
        self._titles: dict[str, dict[str, str]] = {}
        self._making: set[str] = set()
        self._typed: dict[str, list[SqlRow[str, str, str, str]]] | None = None

    def rows(
        self,
        name: str,
        where: Mapping[str, object] | None = None,
        ids: Sequence[str] | None = None,
        sort: str | Sequence[str] | None = None,
        names: Collection[str] | None = None,
    ) -> tuple[Row, ...]:
        """Return the records of type *name*, in their own order or by title.

        Args:
            name: record type.
            where: column to value; a set or list column matches where it holds the value, any other column
                where it is the value, or one of a tuple of them.
            ids: only these.
            sort: field names, each with ``-`` in front for falling; empty values stand last.
            names: fields that are asked for, so that a long list reads no others but what the title is
                made of; the rows may hold more. ``None``: everything.
        """
        record_type = catalogue()[name]
        columns = table(name).columns
        few = None if names is None else _few(record_type, {*names, *(where or ()), *_sorted_by(sort)})
        read = {key for key in where or {} if isinstance(columns[key].type, Keys) or self._drawer.holds(name, key)}
        plain = {key: value for key, value in (where or {}).items() if key not in read}
        after = {key: value for key, value in (where or {}).items() if key in read}
        stored, sealed = self._select(name, plain, ids, few), any(field.sealed for field in record_type.fields)
        found = [self.opened(name, str(row["id"]), row) if sealed else (row, NOTHING) for row in stored]
        if after:
            found = [(values, locked) for values, locked in found if _fits(values, locked, after)]
        children = self._children(record_type, [str(values["id"]) for values, _ in found]) if few is None else {}
        pending, made = self._pending(name, few), _made(name) if few is None else ()
        rows = [self._row(record_type, made, values, children, pending, locked) for values, locked in found]
        return tuple(self._sorted(record_type, rows, sort))

    def titles(self, name: str) -> Mapping[str, str]:
        """Return id to title of every record of type *name*."""
        if name not in self._titles and name not in self._making:
            self._making.add(name)  # a title that leads back to its own type ends there
            fields = catalogue()[name].titles()
            names = {one.name for one in (*fields, *_spare(catalogue()[name]))} & set(table(name).columns.keys())
            rows = self._mappings(select(*(table(name).columns[one] for one in sorted({"id", *names}))))
            opened = [self.opened(name, str(row["id"]), row) for row in rows]
            made = catalogue()[name]
            self._titles[name] = {str(row["id"]): self._title(made, row, locked) for row, locked in opened}
            self._making.discard(name)
        return self._titles.get(name, {})

    def filled(self, columns: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        """Return those of *columns*, (type, field), that hold a value in any record, with one question for all."""
        asked = tuple(columns)
        tests = ", ".join(f'EXISTS(SELECT 1 FROM "{name}" WHERE "{field}" IS NOT NULL)' for name, field in asked)
        found = self._session.execute(sql(f"SELECT {tests}")).one() if tests else ()
        return frozenset(one for one, there in zip(asked, found, strict=True) if there)

    def seals(self, name: str, *fields: str) -> bool:
        """Say whether any of some fields of a type lies in the private drawer, so that SQL cannot look at it."""
        return any(self._drawer.holds(name, one) for one in fields)

    def told(self, columns: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str, object, object]]:
        """Yield type, field, id and both values of every record that holds a value in one of *columns*.

        Args:
            columns: type, field, and another field that is told with it ("" for none); none of them sealed.
        """
        parts = (
            f"""SELECT '{name}', '{field}', id, "{field}", {f'"{other}"' if other else "NULL"} FROM "{name}" """
            f"""WHERE "{field}" IS NOT NULL"""
            for name, field, other in columns
        )
        asked = " UNION ALL ".join(parts)
        yield from (tuple(row) for row in self._session.execute(sql(asked))) if asked else ()

    def exists(self, name: str, record: str) -> bool:
        """Say whether there is such a record."""
        return record in self.titles(name)

    def opened(self, name: str, record: str, values: Mapping[str, object]) -> tuple[dict[str, object], frozenset[str]]:
        """Return *values* of a record as they were read with the sealed ones opened, and which stay locked."""
        return self._drawer.open_values(name, record, values, self._key)

    def ids(self, name: str) -> tuple[str, ...]:
        """Return the ids of every record of type *name*."""
        return tuple(str(row["id"]) for row in self._mappings(select(table(name).columns["id"])))

    def sorted_by_type(self, names: Iterable[str], ids: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """Return those of *ids* that are records of the types *names*, by their type, with one question for all."""
        parts = (
            f"SELECT '{name}', id FROM \"{name}\" WHERE id IN (SELECT value FROM json_each(:ids))" for name in names
        )
        found: dict[str, list[str]] = defaultdict(list)
        for name, record in self._session.execute(sql(" UNION ALL ".join(parts)), {"ids": canonical(sorted(ids))}):
            found[name].append(record)
        return found

    def mappings(
        self, statement: Select[tuple[object, ...]], key: Column[object], ids: Sequence[str]
    ) -> Iterator[dict[str, object]]:
        """Run *statement* for the records with these *ids*, in statements of a bearable length."""
        for at in range(0, len(ids), CHUNK):
            yield from self._mappings(statement.where(key.in_(ids[at : at + CHUNK])))

    def _select(
        self, name: str, where: Mapping[str, object], ids: Sequence[str] | None, few: Sequence[str] | None
    ) -> list[dict[str, object]]:
        one = table(name)
        tests: list[ColumnElement[bool]] = [_equals(one.columns[key], value) for key, value in where.items()]
        columns = one.columns if few is None else [one.columns[key] for key in few]
        statement = select(*columns).where(*tests)
        return self._mappings(statement) if ids is None else list(self.mappings(statement, one.columns["id"], ids))

    def _mappings(self, statement: Select[tuple[object, ...]]) -> list[dict[str, object]]:
        result = self._session.execute(statement)
        keys = tuple(result.keys())
        return [dict(zip(keys, row, strict=True)) for row in result]

    def _children(self, record_type: RecordType, parents: list[str]) -> dict[tuple[str, str], tuple[Row, ...]]:
        """Return (field name, parent id) to the rows below, in their order."""
        out: dict[tuple[str, str], tuple[Row, ...]] = {}
        for field in record_type.fields:
            if field.kind is not Kind.ROWS or not parents:
                continue
            column = parent_column(field.target)
            few = {column: tuple(parents)} if len(parents) <= CHUNK else None  # of a long list all are read
            below = self.rows(field.target, few)
            grouped: dict[str, list[Row]] = defaultdict(list)
            for row in below:
                grouped[str(row.get(column))].append(row)
            out.update({(field.name, parent): tuple(found) for parent, found in grouped.items()})
        return out

    def _pending(self, name: str, few: Sequence[str] | None) -> dict[str, dict[str, str]]:
        """Return record id to field to what was typed and not understood; there is little of it, read once for all."""
        if self._typed is None:
            self._typed = defaultdict(list)
            for one in self._session.execute(_TYPED):
                self._typed[one.type].append(one)
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for _, record, field, text in self._typed.get(name, ()):
            if few is not None and field not in few:
                continue
            opened = self._drawer.open_text(name, record, field, text, self._key)
            if opened is not None:
                found[record][field] = opened
        return found

    def _row(
        self,
        record_type: RecordType,
        made: Sequence[Field],
        values: dict[str, object],
        children: Mapping[tuple[str, str], tuple[Row, ...]],
        pending: Mapping[str, Mapping[str, str]],
        locked: frozenset[str],
    ) -> Row:
        record = str(values["id"])
        for field in made:
            if field.kind is Kind.ROWS:
                values[field.name] = children.get((field.name, record), ())
            else:
                values[field.name] = None if locked and field.sealed else compute(field.compute)(values)
        # what an undo brought back is worth more than a leftover of typing
        typed = pending.get(record)
        kept = {name: text for name, text in typed.items() if not _filled(values.get(name))} if typed else None
        left = MappingProxyType(kept) if kept else NO_TEXTS
        title = self._title(record_type, values, locked)
        if locked:
            locked |= {one.name for one in record_type.fields if one.kind is Kind.COMPUTED and one.sealed}
        return Row(record_type.name, record, MappingProxyType(values), title, left, locked)

    def _title(
        self, record_type: RecordType, values: Mapping[str, object], locked: frozenset[str] = frozenset()
    ) -> str:
        titles = _titles(record_type.name)
        if not locked and len(titles) == 1 and titles[0].kind is Kind.TEXT and values.get(titles[0].name):
            return str(values[titles[0].name])
        if _ruled(record_type.name):  # what does not apply is no part of what the record is called
            titles = tuple(one for one in titles if applies(record_type.name, one.name, values))
        parts = [HIDDEN if field.name in locked else self._cell(field, values) for field in titles]
        if all(field.name in locked for field in titles):
            return HIDDEN
        made = TITLE_JOINT.join(part for part in parts if part)
        return made or next((text for one in _spare(record_type) if (text := self._cell(one, values))), "")

    def _cell(self, field: Field, values: Mapping[str, object]) -> str:
        how = Writing(
            self._translator,
            currency=currency_of(field, values, self._translator.currency),
            title=lambda name, record: self.titles(name).get(record, ""),
            options=self._options,
        )
        return format_value(field, values.get(field.name), self._translator, how)

    def _sorted(self, record_type: RecordType, rows: list[Row], sort: str | Sequence[str] | None) -> list[Row]:
        if sort is None:
            if ordered(record_type.name):
                return sorted(rows, key=lambda row: (str(row.get("order_key") or ""), row.id))
            return sorted(rows, key=lambda row: (str(row.get("created_at")), row.id))
        for name in reversed([sort] if isinstance(sort, str) else list(sort)):
            falling, plain = name.startswith("-"), name.lstrip("-")
            filled = [row for row in rows if _filled(row.get(plain)) or (plain == "title" and row.title)]
            kept = {id(row) for row in filled}
            filled.sort(key=lambda row: self._sort_key(row, plain, record_type), reverse=falling)
            rows = filled + [row for row in rows if id(row) not in kept]
        return rows

    def _sort_key(self, row: Row, name: str, record_type: RecordType) -> tuple[int, object]:
        value = row.get(name) if name in row.values else row.title
        if isinstance(value, int):
            return 0, value
        field = next((one for one in record_type.fields if one.name == name), None)
        text = self._cell(field, row.values) if field is not None and field.kind is not Kind.DATE else str(value)
        return 1, collation_key(text, self._translator.language)


@cache
def _titles(name: str) -> tuple[Field, ...]:
    return catalogue()[name].titles()


@cache
def _ruled(name: str) -> bool:
    """Say whether a title field of a type applies only while another of them says so."""
    known, rules = {one.name for one in _titles(name)}, about(name).applies
    return any(one in rules and rules[one][0] in known for one in known)


@cache
def _made(name: str) -> tuple[Field, ...]:
    """Return the fields of a type that no column holds, in form order."""
    return tuple(one for one in catalogue()[name].fields if one.kind in (Kind.ROWS, Kind.COMPUTED))


@cache
def _base(name: str) -> tuple[str, ...] | None:
    """Return the columns that every row of a type is read with; ``None`` where its title follows from others."""
    columns, fields = table(name).columns, (*catalogue()[name].titles(), *_spare(catalogue()[name]))
    if any(one.name not in columns for one in fields):
        return None
    asked = ("id", "created_at", "order_key", *(one for field in fields for one in (field.name, field.currency_field)))
    return tuple(dict.fromkeys(one for one in asked if one in columns))


def _few(record_type: RecordType, names: Iterable[str]) -> tuple[str, ...] | None:
    """Return the columns to read for some fields; ``None`` for all, where one of them follows from others."""
    base, columns = _base(record_type.name), table(record_type.name).columns
    money = {one.name: one.currency_field for one in record_type.fields if one.currency_field}
    asked = {*names, *(money[one] for one in names if one in money)}
    if base is None or not all(one in columns or one == "title" for one in asked):  # every row has its title
        return None
    asked = {one for one in asked if one in columns}
    return (*base, *sorted(asked - set(base)))


def _sorted_by(sort: str | Sequence[str] | None) -> tuple[str, ...]:
    names = () if sort is None else (sort,) if isinstance(sort, str) else tuple(sort)
    return tuple(one.lstrip("-") for one in names)


def _spare(record_type: RecordType) -> Iterable[Field]:
    """Return the texts that stand in where the title fields are empty, such as a photo's file name."""
    return (one for one in record_type.fields if one.kind is Kind.TEXT and one.required and not one.title)


def _equals(column: Column[object], value: object) -> ColumnElement[bool]:
    if isinstance(value, tuple):
        return column.in_(value)
    return column.is_(None) if value is None else column == value


def _filled(value: object) -> bool:
    return value is not None and value not in ("", (), {})


def _fits(values: Mapping[str, object], locked: frozenset[str], where: Mapping[str, object]) -> bool:
    """Say whether a record that was read holds what SQL could not be asked for; what is locked never does."""
    for name, wanted in where.items():
        value = values[name]
        if name in locked or not (wanted in value if isinstance(value, tuple) else value == wanted):
            return False
    return True
