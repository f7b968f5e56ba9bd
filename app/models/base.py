"""What every stored record class builds on: the declarative base, the key and time columns, JSON text.

All tables are STRICT and hold TEXT, INTEGER and BLOB only (REAL would not survive the history, which
keeps JSON). A table stays out of the history with ``__table_args__ = {"info": {"history": False}}``;
it is then still sealed, unless ``"seal": False`` is given too (bytes that are named by their hash).
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Dialect, MetaData, Table, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

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


class Base(DeclarativeBase):
    """Declarative base of every record class."""

    metadata = MetaData(naming_convention=NAMING)

    @classmethod
    def __table_cls__(cls, *args: Any, **kwargs: Any) -> Table:  # noqa: ANN401 - SQLAlchemy's own hook
        """Make the class's table STRICT."""
        kwargs.setdefault("sqlite_strict", True)
        return Table(*args, **kwargs)


class Record:
    """Mixin of every record: its key and when it was made and last changed.

    The unit of work fills in what is not given: ``id`` from the document's id source, the times from
    its clock (ISO 8601 in UTC, to the millisecond).
    """

    id: Mapped[str] = mapped_column(Text, primary_key=True, sort_order=-3)
    created_at: Mapped[str] = mapped_column(Text, nullable=False, sort_order=-2)
    updated_at: Mapped[str] = mapped_column(Text, nullable=False, sort_order=-1)
