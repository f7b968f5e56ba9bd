"""The frozen catalogue of record types, built once from the record classes.

It is all that the interface, the exporters and the services see of them. Thread: any, after the first
call; that one belongs to the start of the program.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from sqlalchemy import Table

from app.core.fields import Field, Kind, RecordType
from app.models import load_records
from app.models.base import Base
from app.models.columns import About
from app.models.compute import COMPUTE


@cache
def catalogue() -> Mapping[str, RecordType]:
    """Return every record type by name, sorted by name."""
    load_records()
    return MappingProxyType({name: _record_type(one) for name, one in sorted(Base.classes.items()) if _about(one)})


@cache
def in_rooms() -> Mapping[str, tuple[RecordType, ...]]:
    """Return the record types of each room, in the order in which they are declared."""
    known, rooms = catalogue(), dict[str, list[RecordType]]()
    for one in (known[name] for name in Base.metadata.tables if name in known):
        if one.room:
            rooms.setdefault(one.room, []).append(one)
    return MappingProxyType({room: tuple(types) for room, types in rooms.items()})


@cache
def about(name: str) -> About:
    """Return what record type *name* says about itself; ``KeyError`` where there is none."""
    load_records()
    found = _about(Base.classes[name])
    if found is None:
        raise KeyError(name)
    return found


@cache
def table(name: str) -> Table:
    """Return the table of record type *name*. For ``app.services`` only."""
    load_records()
    return Base.metadata.tables[name]


@cache
def parent_column(name: str) -> str:
    """Return the column by which rows of type *name* name their parent, "" for other types."""
    return next((column.name for column in table(name).columns if "parent" in column.info), "")


@cache
def ordered(name: str) -> bool:
    """Say whether records of type *name* stand in an order of their own."""
    return any("order" in column.info for column in table(name).columns)


def compute(name: str) -> Callable[[Mapping[str, object]], object]:
    """Return the pure function called *name*; ``KeyError`` where there is none."""
    return COMPUTE[name]


def applies(record_type: str, field: str, values: Mapping[str, object]) -> bool:
    """Say whether *field* has a meaning for a record with these *values* (a state has none in Taiwan)."""
    rule = about(record_type).applies.get(field)
    if rule is None:
        return True
    other = values.get(rule[0])
    return ("" if other is None else other) in rule[1]


def _about(declared: type[Base]) -> About | None:
    found = declared.__dict__.get("__record__")
    return found if isinstance(found, About) else None


def _record_type(declared: type[Base]) -> RecordType:
    about_it, one = _about(declared), declared.__table__
    assert about_it is not None
    parent = next((str(column.info["parent"]) for column in one.columns if "parent" in column.info), "")
    return RecordType(
        name=one.name,
        label=about_it.label,
        plural=about_it.plural,
        fields=tuple(_fields(declared, one, about_it)),
        privacy=about_it.privacy,
        parent=parent,
        empty=about_it.empty,
        add=about_it.add,
        room=about_it.room,
        sealed=about_it.sealed,
    )


def _fields(declared: type[Base], one: Table, about_it: About) -> list[Field]:
    """Return the fields in the order of the class body, then those of its mixins."""
    names = dict.fromkeys(name for each in declared.__mro__ for name in inspect.get_annotations(each))
    out: list[Field] = []
    for name in names:
        made = one.columns[name].info.get("field") if name in one.columns else declared.__dict__.get(name)
        if isinstance(made, Field):
            sealed = made.sealed or (about_it.sealed and made.kind is Kind.COMPUTED)
            out.append(replace(made, name=name, source=made.source or about_it.source, sealed=sealed))
    return out
