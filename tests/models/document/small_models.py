"""A few record classes that show every shape the engine meets: rows, references, JSON, bytes, caches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ForeignKey, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.core.fields import Field, Kind
from app.core.messages import N_
from app.models.base import NAMING, Json, Record
from app.models.document.opening import Setup
from app.models.document.schema import Schema


class SmallBase(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)

    @classmethod
    def __table_cls__(cls, *args: Any, **kwargs: Any) -> Table:  # noqa: ANN401
        return Table(*args, **{"sqlite_strict": True, **kwargs})


class SmallRecord(Record):
    id: Mapped[str] = mapped_column(Text, primary_key=True, sort_order=-3)
    created_at: Mapped[str] = mapped_column(Text, nullable=False, sort_order=-2)
    updated_at: Mapped[str] = mapped_column(Text, nullable=False, sort_order=-1)


def _reference(target: str, rule: str) -> ForeignKey:
    return ForeignKey(target, ondelete=rule, deferrable=True, initially="DEFERRED")


class Group(SmallRecord, SmallBase):
    __tablename__ = "group_"
    name: Mapped[str | None] = mapped_column(Text, info={"field": Field("name", Kind.TEXT, N_("Name"), title=True)})


class Member(SmallRecord, SmallBase):
    __tablename__ = "member"
    name: Mapped[str | None] = mapped_column(Text, info={"field": Field("name", Kind.TEXT, N_("Name"), title=True)})
    age: Mapped[int | None] = mapped_column(Integer)
    group_id: Mapped[str | None] = mapped_column(Text, _reference("group_.id", "SET NULL"))
    tags: Mapped[Any] = mapped_column(Json, nullable=True)
    motto: Mapped[Any] = mapped_column(Json, nullable=True, info={"field": Field("motto", Kind.LOCALIZED, N_("Motto"))})
    photo: Mapped[bytes | None] = mapped_column(LargeBinary)
    sha256: Mapped[str | None] = mapped_column(Text)


class Role(SmallRecord, SmallBase):
    __tablename__ = "role"
    member_id: Mapped[str] = mapped_column(Text, _reference("member.id", "CASCADE"))
    title: Mapped[str | None] = mapped_column(Text)
    position: Mapped[str | None] = mapped_column(Text)


class RoleNote(SmallRecord, SmallBase):
    __tablename__ = "role_note"
    role_id: Mapped[str] = mapped_column(Text, _reference("role.id", "CASCADE"))
    text: Mapped[str | None] = mapped_column(Text)


class Draft(SmallBase):
    __tablename__ = "draft"
    __table_args__ = {"info": {"history": False}}  # noqa: RUF012
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class Cache(SmallBase):
    __tablename__ = "cache"
    __table_args__ = {"info": {"history": False, "seal": False}}  # noqa: RUF012
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text)


SMALL = Schema(1, SmallBase.metadata)


def small_setup(monotonic: Callable[[], float] | None = None) -> Setup:
    return Setup(SMALL) if monotonic is None else Setup(SMALL, monotonic)
