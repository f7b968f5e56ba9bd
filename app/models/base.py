"""What every stored record class builds on: the declarative base, the key and time columns, JSON text.

All tables are STRICT and hold TEXT, INTEGER and BLOB only (REAL would not survive the history, which
keeps JSON). A table stays out of the history with ``__table_args__ = {"info": {"history": False}}``;
it is then still sealed, unless ``"seal": False`` is given too (bytes that are named by their hash).

A class is turned into its table and nothing more: services read and write most records by the table's
columns, and mapping a hundred classes would cost half of what the program needs to start. Only a class
whose rows services handle as objects of the session says ``mapped=True``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar

from sqlalchemy import Column, Dialect, ForeignKey, MetaData, Table, Text
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Mapped, MappedColumn, mapped_column, registry
from sqlalchemy.types import TypeDecorator, TypeEngine

from app.core.fields import Privacy
from app.models.document.sealing import Ciphertext

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def canonical(value: object) -> str:
    """Return *value* as canonical JSON: keys sorted, no spaces, characters as they are.

    Equal values are equal bytes, so texts can be compared, hashed and merged.

    Args:
        value: dicts with text keys, lists, tuples, text, int, bool or None; never a float.

    Raises:
        ValueError: for NaN and infinity.
        TypeError: for anything JSON has no form for.
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


class Json(TypeDecorator[Any]):
    """A column of canonical JSON text; None is SQL NULL, tuples are written as lists."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401 - any JSON value
        """Return the stored text of *value*."""
        return None if value is None else canonical(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401 - any JSON value
        """Return the value of the stored text."""
        return None if value is None else json.loads(value)

    def compare_values(self, x: Any, y: Any) -> bool:  # noqa: ANN401 - any JSON value
        """Say whether two values are stored as the same text (a tuple equals its list)."""
        return (x is None) == (y is None) and canonical(x) == canonical(y)


class Sealed(TypeDecorator[Ciphertext]):
    """A column of the private drawer: ciphertext alone goes in and comes out, whatever kind of value it hides.

    Args:
        inner: how the value itself would be stored.
    """

    impl = Text
    cache_ok = True

    def __init__(self, inner: TypeEngine[Any]) -> None:
        super().__init__()
        self.inner = inner

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401 - whatever came
        """Return the ciphertext; a plain value is a mistake of the program and goes nowhere."""
        if value is not None and not isinstance(value, Ciphertext):
            raise TypeError("a value for a sealed column was not sealed")
        return value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Ciphertext | None:
        """Return the ciphertext."""
        return None if value is None else Ciphertext(value)

    def stored(self, value: Any) -> Any:  # noqa: ANN401 - as the inner type says
        """Return *value* as the inner type would store it: text, whole number or None."""
        return value if self._writer is None else self._writer(value)

    def plain(self, stored: Any) -> Any:  # noqa: ANN401 - as the inner type says
        """Return the value of what the inner type would have stored."""
        return stored if self._reader is None else self._reader(stored)

    @cached_property
    def _writer(self) -> Callable[[Any], Any] | None:
        return self.inner.dialect_impl(_DIALECT).bind_processor(_DIALECT)

    @cached_property
    def _reader(self) -> Callable[[Any], Any] | None:
        return self.inner.dialect_impl(_DIALECT).result_processor(_DIALECT, None)


_DIALECT = sqlite.dialect()


class Declared:
    """A column as the body of a record class declares it; the library's own holder does four times the work.

    Args:
        column: without a name, which is that of the attribute.
    """

    __slots__ = ("column",)

    def __init__(self, column: Column[Any]) -> None:
        self.column = column


class Base:
    """Base of every record class: makes its table of the columns that it and its mixins declare.

    Attributes:
        metadata: the tables of all record classes.
        classes: every record class by the name of its table, in the order of declaration.
    """

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMING)
    classes: ClassVar[dict[str, type[Base]]] = {}
    __tablename__: ClassVar[str]
    __table__: ClassVar[Table]

    def __init__(self, **values: Any) -> None:  # noqa: ANN401 - as each column says
        for name, value in values.items():
            setattr(self, name, value)

    def __init_subclass__(cls, *, mapped: bool = False) -> None:
        """Make the class's table STRICT, its references foreign keys, and its sealed columns sealed.

        Args:
            mapped: whether the session keeps its rows as objects.
        """
        about = cls.__dict__.get("__record__")
        whole, in_clear = bool(getattr(about, "sealed", False)), getattr(about, "open_fields", ())
        columns = _columns(cls)
        for column in columns:
            _prepare(column, whole=whole and column.name not in in_clear)
        more = cls.__dict__.get("__table_args__", {})
        cls.__table__ = Table(cls.__tablename__, cls.metadata, *columns, sqlite_strict=True, **more)
        cls.__table__.info["sealed"] = whole
        cls.classes[cls.__tablename__] = cls
        for column in columns:
            setattr(cls, column.name, column)
        if mapped:
            _REGISTRY.map_imperatively(cls, cls.__table__)


_REGISTRY = registry(metadata=Base.metadata)


def _columns(cls: type[Base]) -> list[Column[Any]]:
    """Return a class's columns: key and times, its own in their order, then those of its other mixins."""
    homes = sorted(cls.__mro__, key=lambda home: home is not Record)
    made: dict[str, Column[Any]] = {}
    for home in homes:
        for name, value in vars(home).items():
            if isinstance(value, (Declared, MappedColumn)) and name not in made:
                made[name] = _named(name, value.column, shared=home is not cls)
    return list(made.values())


def _named(name: str, column: Column[Any], *, shared: bool) -> Column[Any]:
    """Return a column under its name; one that several classes share through a mixin is made anew for each."""
    if shared:
        return Column(
            name,
            column.type,
            primary_key=column.primary_key,
            nullable=column.nullable,
            index=column.index,
            info=dict(column.info),
        )
    column.name = column.key = name
    return column


UNSEALABLE = frozenset({"file", "photo"})
"""What a record that is sealed as a whole does not offer: the bytes of files and photos are not encrypted."""


def _prepare(column: Column[Any], *, whole: bool) -> None:
    """Seal a column that belongs into the private drawer; of another, make its reference a foreign key.

    A sealed reference is none for SQLite: it would say in clear whom the record points at.
    """
    made = column.info.get("field")
    if whole and made is not None and made.target in UNSEALABLE:
        column.info["unused"] = column.info.pop("field")
    elif made is not None and (whole or made.sealed):
        column.info["field"] = replace(made, sealed=True, privacy=Privacy.P3)
        column.type = Sealed(column.type)
    elif "points_at" in column.info:
        target, ondelete = column.info["points_at"]
        column.append_foreign_key(ForeignKey(f"{target}.id", ondelete=ondelete, deferrable=True, initially="DEFERRED"))


class Record:
    """Mixin of every record: its key and when it was made and last changed.

    The unit of work fills in what is not given: ``id`` from the document's id source, the times from
    its clock (ISO 8601 in UTC, to the millisecond).
    """

    id: Mapped[str] = mapped_column(Text, primary_key=True)
    created_at: Mapped[str] = mapped_column(Text, nullable=False)
    updated_at: Mapped[str] = mapped_column(Text, nullable=False)
