"""The document with the records that the product really keeps."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select

from app.models import RECORD_MODULES, load_records
from app.models.base import Base
from app.models.document.document import Document
from app.models.document.schema import current_schema
from tests.models.document.make_fixture import BYTES, fill, make
from tests.support import FULL, SEED

TURNS = 10
"""In a short run, one type of so many is erased, another for another seed."""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document with a record of every type, made once."""
    made = tmp_path_factory.mktemp("original") / "a.banyan"
    make(made)
    return made


@pytest.fixture
def path(original: Path, folder: Path) -> Path:
    return Path(shutil.copyfile(original, folder / "a.banyan"))


def test_every_record_module_is_known_and_there() -> None:
    load_records()
    declared = {one.__module__.removeprefix("app.models.") for one in Base.classes.values()}
    assert declared == set(RECORD_MODULES)


def test_tables_are_strict_and_hold_no_reals() -> None:
    for statement in current_schema().statements:
        if statement.startswith("CREATE TABLE"):
            assert "STRICT" in statement
            assert " REAL" not in statement
            assert "NUMERIC" not in statement
            for part in statement.split("REFERENCES")[1:]:
                assert "DEFERRABLE INITIALLY DEFERRED" in part


def test_every_type_is_kept_undone_and_sealed(path: Path) -> None:
    with Document.open(path) as doc:
        assert doc.check() == []
        kept = doc.dump(history=False)
        assert all(len(rows) == 1 for rows in kept.values())
        assert {one.type for one in doc.deleted()} | {"event_count", "person_role"} <= set(kept)
        gone = {one.type: one for one in doc.deleted()}
        assert gone["person"].values["name"] == "榕樹里 Banyan"
        for one in doc.deleted():
            doc.bring_back(one.type, one.id)
        assert doc.check() == []
        back = doc.dump(history=False)
        remembered = {name for name, table in doc.schema.watched.items() if table.history}
        assert all(len(back[name]) == 2 for name in remembered)
        with doc.read() as session:
            for declared in Base.classes.values():
                assert session.execute(select(declared.__table__)).all()


def test_the_same_work_makes_the_same_content(path: Path, folder: Path) -> None:
    make(folder / "b.banyan")
    with Document.open(path, edit=False) as one, Document.open(folder / "b.banyan", edit=False) as other:
        assert one.dump() == other.dump()


@pytest.mark.parametrize(
    ("statement", "kind", "type", "title"),
    [
        ("UPDATE person SET name = '李' WHERE id = 'person-1'", "record", "person", "李"),
        ("UPDATE certificate SET note = '李'", "record", "certificate", None),
        ("UPDATE photo SET place = '李'", "record", "photo", "Watch group / 守望隊"),
        ("UPDATE blob SET data = x'00'", "blob", "photo", "Watch group / 守望隊"),
        ("UPDATE stored_pack SET content = content || ' '", "pack", "stored_pack", "title 一"),
        ("UPDATE pending_input SET text = 'x'", "record", "pending_input", None),
        ("UPDATE dossier_block SET kind = 'x'", "record", "dossier_block", None),
        ("UPDATE change SET new = '{}' WHERE type = 'event' AND new IS NOT NULL", "history", "change_set", "Edit"),
    ],
)
def test_damage_is_named_as_people_know_it(path: Path, statement: str, kind: str, type: str, title: str | None) -> None:
    raw = sqlite3.connect(path)
    raw.executescript(statement)
    raw.close()
    with Document.open(path, edit=False) as doc:
        found = [one for one in doc.check() if (one.kind, one.type) == (kind, type)]
    assert found
    assert all(one.title for one in found)
    if title is not None:
        assert title in {one.title for one in found}


def test_erasing_any_record_leaves_nothing_of_it(path: Path) -> None:
    with Document.open(path) as doc:
        fresh = sorted(name for name, table in doc.schema.watched.items() if table.history)
        wanted = fresh if FULL else fresh[SEED % TURNS :: TURNS]
        for name in wanted:
            doc.erase(name, f"{name}-1")
            assert not FULL or doc.check() == []
        for name in wanted:
            doc.erase(name, f"{name}-2")
        assert doc.check() == []
        assert not {one.type for one in doc.deleted()} & set(wanted)
        for name in wanted:
            told = "SELECT count(*) FROM change WHERE type = ? AND (old IS NOT NULL OR new IS NOT NULL)"
            assert doc.connection.execute(told, (name,)).fetchone() == (0,), name
        if FULL:
            assert doc.deleted() == []
            assert doc.blob(hashlib.sha256(BYTES).hexdigest()) == BYTES
            doc.drop_blob(hashlib.sha256(BYTES).hexdigest())
    content = path.read_bytes()
    assert not FULL or "榕樹里 Banyan".encode() not in content
    assert not FULL or "改過 edited".encode() not in content


def test_a_second_fill_is_one_more_history(path: Path, folder: Path) -> None:
    with Document.create(folder / "c.banyan", application_version="0") as doc:
        fill(doc)
        while doc.undo_label is not None:
            doc.undo()
        remembered = [name for name, table in doc.schema.watched.items() if table.history]
        empty = doc.dump(history=False)
        assert all(empty[name] == [] for name in remembered)
        assert doc.check() == []
