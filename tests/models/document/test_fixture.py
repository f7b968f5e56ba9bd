"""The stored file of every released format opens, is sound and holds what it held."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.core.errors import CorruptError
from app.models.document.document import Document
from app.models.document.fingerprints import FINGERPRINTS
from app.models.document.schema import FORMAT, current_schema, fingerprint_of, require_schema, schema_rows
from tests.models.document.make_fixture import FOLDER, as_known, make

STORED = [FOLDER / f"format{number}.banyan" for number in range(1, FORMAT + 1)]


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_a_stored_file_opens_and_holds_what_it_held(folder: Path, stored: Path) -> None:
    path = folder / stored.name
    shutil.copyfile(stored, path)
    with Document.open(path, edit=False) as doc:
        assert doc.check() == []
        assert as_known(doc) == json.loads(stored.with_suffix(".json").read_text("utf-8"))
        steps = len(doc.history())
    with Document.open(path) as doc:
        assert not doc.read_only
        for one in doc.deleted():
            doc.bring_back(one.type, one.id)
        assert doc.deleted() == []
        assert len(doc.history()) > steps
        assert doc.check() == []


def test_a_fingerprint_is_known_for_exactly_the_declared_tables() -> None:
    """A stale one would let a file with other tables pass: make the stored file again."""
    with closing(sqlite3.connect(":memory:")) as made:
        for statement in current_schema().statements:
            made.execute(statement)
        assert fingerprint_of(schema_rows(made)) == FINGERPRINTS[FORMAT]
        require_schema(made, "made", current_schema())
        made.execute("CREATE VIEW other AS SELECT 1")
        with pytest.raises(CorruptError):
            require_schema(made, "made", current_schema())


def test_the_present_format_is_the_stored_one(folder: Path) -> None:
    """Where this fails, the form of the file has changed: a released format needs a migration instead."""
    path = folder / "now.banyan"
    make(path)
    stored = folder / "stored.banyan"
    shutil.copyfile(STORED[-1], stored)
    with Document.open(path, edit=False) as now, Document.open(stored, edit=False) as then:
        assert now.dump() == then.dump()
