"""What the command line calls: back a document up, copy it whole, make one of a backup."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.errors import CorruptError, DeniedError, LockedError
from app.core.ids import seeded_ids
from app.i18n import Translator
from app.models.document.document import Document
from app.services.backups.command_line import backup_file, restore_file
from app.services.opening import open_workspace
from app.services.workspace import Program

EN = Translator("en")


@pytest.fixture
def program(tmp_path: Path, clock: FixedClock) -> Program:
    return Program((), tmp_path / "cache", tmp_path / "data", clock, seeded_ids(8))


@pytest.fixture
def path(tmp_path: Path, program: Program) -> Path:
    path = tmp_path / "社區.banyan"
    Document.create(path, application_version="0", clock=program.clock).close()
    workspace = open_workspace(path, program, EN, person="王小美")
    name = hashlib.sha256(b"photo").hexdigest()
    workspace.document.put_blob(name, b"photo")
    workspace.records.create("photo", {"name": "IMG_1.jpg", "sha256": name})
    workspace.close()
    return path


def dump_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with Document.open(path, edit=False) as doc:
        assert doc.check() == []
        return doc.dump()


def test_closing_backed_it_up(path: Path, program: Program) -> None:
    workspace = open_workspace(path, program, EN, edit=False)
    assert [point.reason for point in workspace.backups.points()] == ["close"]
    workspace.close()
    assert len(workspace.backups.points()) == 1  # reading leaves no backup


def test_a_point_and_back(path: Path, program: Program, tmp_path: Path) -> None:
    workspace = open_workspace(path, program, EN, edit=False)
    point = backup_file(workspace, None)
    workspace.close()
    (said,) = restore_file(point, tmp_path / "again.banyan", program.data)
    assert EN.text(said) == "Restored with 1 photo or file: again.banyan"
    assert dump_of(tmp_path / "again.banyan") == dump_of(path)


def test_a_point_that_was_copied_away_finds_its_photos(path: Path, program: Program, tmp_path: Path) -> None:
    workspace = open_workspace(path, program, EN, edit=False)
    lonely = tmp_path / "mail" / "x.db.gz"
    lonely.parent.mkdir()
    shutil.copyfile(backup_file(workspace, None), lonely)
    workspace.close()
    (said,) = restore_file(lonely, tmp_path / "again.banyan", program.data)
    assert said.count == 1
    said, missing = restore_file(lonely, tmp_path / "elsewhere.banyan", tmp_path / "another computer")
    assert said.count == 0
    assert EN.text(missing) == "Missing: IMG_1.jpg"


def test_a_whole_file_and_force(path: Path, program: Program, tmp_path: Path) -> None:
    workspace = open_workspace(path, program, EN, edit=False)
    whole = backup_file(workspace, tmp_path / "whole.banyan")
    with pytest.raises(DeniedError):
        backup_file(workspace, whole)
    workspace.close()
    out = tmp_path / "out.banyan"
    list(restore_file(whole, out, program.data))
    with pytest.raises(DeniedError):
        list(restore_file(whole, out, program.data))
    with Document.open(out) as busy:
        with pytest.raises(LockedError):
            list(restore_file(whole, out, program.data, force=True))
        assert busy.check() == []
    list(restore_file(whole, out, program.data, force=True))
    assert dump_of(out) == dump_of(path)
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".~")]


def test_a_damaged_file_says_so(path: Path, program: Program) -> None:
    import sqlite3

    raw = sqlite3.connect(path)
    raw.execute("UPDATE photo SET name = 'x'")
    raw.commit()
    raw.close()
    workspace = open_workspace(path, program, EN, edit=False)
    with pytest.raises(CorruptError):
        backup_file(workspace, None)
    assert len(workspace.backups.points()) == 1
    workspace.close()
