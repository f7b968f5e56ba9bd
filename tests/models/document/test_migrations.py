"""Steps that rename, split and drop, on a stored file of format 1; each is a step of the tests' own."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest
from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

from app.core.errors import CorruptError
from app.core.messages import N_
from app.models.base import NAMING, Json
from app.models.document.document import Document
from app.models.document.migrations import FileInHand, Migration
from app.models.document.opening import Setup
from app.models.document.schema import Schema
from tests.models.document.conftest import Hand
from tests.models.document.small_models import SMALL, Member, Role, small_setup

NEW_MEMBER = """CREATE TABLE member (
    id TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, family_name TEXT, given_name TEXT,
    years INTEGER, group_id TEXT, tags TEXT, motto TEXT, photo BLOB,
    CONSTRAINT pk_member PRIMARY KEY (id),
    CONSTRAINT fk_member_group_id FOREIGN KEY(group_id) REFERENCES group_ (id)
        ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
) STRICT"""


class RenameAge(Migration):
    """``age`` becomes ``years``; still in the old table's order."""

    from_format: ClassVar[int] = 1

    def run(self, file: FileInHand) -> None:
        file.connection.execute("ALTER TABLE member RENAME COLUMN age TO years")
        file.rewrite_history("member", lambda row: {{"age": "years"}.get(name, name): row[name] for name in row})


class SplitName(Migration):
    """``name`` becomes ``family_name`` and ``given_name``; ``sha256`` is dropped."""

    from_format: ClassVar[int] = 2

    def run(self, file: FileInHand) -> None:
        file.rebuild("member", NEW_MEMBER, self.rewrite)

    @staticmethod
    def rewrite(row: dict[str, Any]) -> dict[str, Any]:
        found = {name: value for name, value in row.items() if name not in ("name", "sha256")}
        if "name" in row:
            name = row["name"] or ""
            found |= {"family_name": name[:1] or None, "given_name": name[1:] or None}
        return found


class Fails(Migration):
    from_format: ClassVar[int] = 2

    def run(self, file: FileInHand) -> None:
        SplitName().run(file)
        raise OSError("power cut")


def _new_tables() -> MetaData:
    tables = MetaData(naming_convention=NAMING)
    for table in SMALL.records.sorted_tables:
        if table.name != "member":
            table.to_metadata(tables)
    Table(
        "member",
        tables,
        Column("id", Text, primary_key=True),
        Column("created_at", Text, nullable=False),
        Column("updated_at", Text, nullable=False),
        Column("family_name", Text),
        Column("given_name", Text),
        Column("years", Integer),
        Column("group_id", Text, ForeignKey("group_.id", ondelete="SET NULL", deferrable=True, initially="DEFERRED")),
        Column("tags", Json),
        Column("motto", Json),
        Column("photo", LargeBinary),
        sqlite_strict=True,
    )
    return tables


NEW = Schema(3, _new_tables(), (RenameAge, SplitName))


def old_file(path: Path, hand: Hand) -> datetime:
    """Make a file of format 1 with some history; return a time between two edits."""
    with Document.create(path, application_version="0", clock=hand, setup=small_setup()) as doc:
        with doc.unit_of_work(N_("Add")) as work:
            member = Member(name="王小明", age=20, tags=["a"], photo=b"\x01")
            work.session.add(member)
            work.session.flush()
            work.session.add(Role(member_id=member.id, title="長"))
        noon = hand.now()
        hand.wait(60)
        with doc.unit_of_work(N_("Edit")) as work:
            one = work.session.get_one(Member, member.id)
            one.name, one.age = "陳大文", 30
    return noon


def test_an_older_file_is_brought_forward_with_its_history(folder: Path, hand: Hand) -> None:
    path = folder / "a.banyan"
    noon = old_file(path, hand)
    saved: list[int] = []

    def backup(connection: sqlite3.Connection, where: Path) -> None:
        assert where == path
        saved.append(connection.execute("PRAGMA user_version").fetchone()[0])

    with Document.open(path, clock=hand, setup=Setup(NEW, before_migration=backup)) as doc:
        assert saved == [1]
        assert doc.connection.execute("PRAGMA user_version").fetchone() == (3,)
        assert doc.check() == []
        assert doc.undo_label is None
        (row,) = doc.dump()["member"]
        assert row[3:6] == ("陳", "大文", 30)
        then = doc.as_of("member", row[0], noon)
        assert then is not None
        assert (then["family_name"], then["given_name"], then["years"]) == ("王", "小明", 20)
        assert "sha256" not in then
        assert doc.put_back(doc.history()[0].id).left == ()
        assert doc.dump()["member"][0][3:6] == ("王", "小明", 20)
        assert doc.check() == []
    with Document.open(path, clock=hand, setup=Setup(NEW, before_migration=backup)) as doc:
        assert saved == [1]


def test_an_older_file_opened_to_read_stays_as_it_is(folder: Path, hand: Hand) -> None:
    path = folder / "a.banyan"
    old_file(path, hand)
    before = path.read_bytes()
    with Document.open(path, edit=False, setup=Setup(NEW)) as doc:
        assert doc.dump()["member"][0][3] == "陳"
        assert doc.check() == []
        assert doc.document_id
    assert path.read_bytes() == before
    assert [one.name for one in folder.iterdir()] == ["a.banyan"]


def test_a_step_that_fails_leaves_the_last_whole_format(folder: Path, hand: Hand) -> None:
    path = folder / "a.banyan"
    old_file(path, hand)
    with pytest.raises(OSError, match="power cut"):
        Document.open(path, setup=Setup(Schema(3, NEW.records, (RenameAge, Fails))))
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA user_version").fetchone() == (2,)
    assert raw.execute("SELECT name, years FROM member").fetchone() == ("陳大文", 30)
    raw.close()
    with Document.open(path, setup=Setup(NEW)) as doc:
        assert doc.check() == []


def test_a_damaged_file_is_not_brought_forward(folder: Path, hand: Hand) -> None:
    path = folder / "a.banyan"
    old_file(path, hand)
    raw = sqlite3.connect(path)
    raw.execute("UPDATE member SET name = 'x'")
    raw.commit()
    raw.close()
    before = path.read_bytes()
    with pytest.raises(CorruptError):
        Document.open(path, setup=Setup(NEW, before_migration=lambda *_: pytest.fail("no backup of damage")))
    assert path.read_bytes() == before


def test_a_file_with_something_foreign_in_it_is_not_brought_forward(folder: Path, hand: Hand) -> None:
    path = folder / "a.banyan"
    old_file(path, hand)
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE extra (a)")
    raw.close()
    with pytest.raises(CorruptError) as caught:
        Document.open(path, setup=Setup(NEW))
    assert caught.value.code == "document.altered"
