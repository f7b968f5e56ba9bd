from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest

from app.core.errors import Cancelled
from app.core.messages import N_, Message
from app.models.document.document import Document
from app.models.document.soundness import Damage
from tests.models.document.small_models import Draft, Member, small_setup

DATA = b"picture" * 5000
NAME = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def path(folder: Path) -> Path:
    made = folder / "a.banyan"
    with Document.create(made, application_version="0", person="林", setup=small_setup()) as doc:
        doc.put_blob(NAME, DATA)
        with doc.unit_of_work(N_("Add people")) as work:
            work.session.add_all([Member(name=f"王{n}", sha256=NAME if n == 7 else None) for n in range(450)])
            work.session.add(Draft(key="d", text="typed"))
    return made


def checked(path: Path, statement: str) -> list[Damage]:
    raw = sqlite3.connect(path)
    raw.executescript(statement)
    raw.close()
    with Document.open(path, edit=False, setup=small_setup()) as doc:
        found = doc.check()
        sliced: list[Damage] = []
        while not (one := doc.verify_slice()).done:
            sliced += one.found
        assert [one for one in found if one.kind not in ("page", "file")] == sliced
    return found


@pytest.mark.parametrize(
    ("statement", "kind", "type", "title"),
    [
        ("UPDATE member SET name = '李' WHERE name = '王3'", "record", "member", "李"),
        ("UPDATE member SET age = 3 WHERE name = '王444'", "record", "member", "王444"),
        ("DELETE FROM member WHERE name = '王5'", "record", "member", "王5"),
        ("DELETE FROM seal WHERE type = 'draft'", "record", "draft", "d"),
        ("UPDATE draft SET text = 'other'", "record", "draft", "d"),
        ("UPDATE meta SET value = 'other' WHERE key = 'document_id'", "record", "meta", "document_id"),
        ("UPDATE seal SET hash = zeroblob(16) WHERE type = 'meta' AND record = 'created_by'", "record", "meta", None),
        ("UPDATE seal SET type = 'nothing' WHERE type = 'draft'", "record", "draft", "d"),
        ("UPDATE change SET new = replace(new, '王8', '王9') WHERE ord = 9", "history", "change_set", "Add people"),
        ("UPDATE change SET set_id = 'x' WHERE ord = 9", "history", "change_set", None),
        ("DELETE FROM change_set", "history", "change_set", None),
        ("UPDATE change_set SET label = '{'", "history", "change_set", None),
        ("UPDATE change_set SET sealed = 0", "history", "change_set", "Add people"),
        ("UPDATE session SET person = '李'", "history", "session", None),
        ("DELETE FROM session", "history", "change_set", None),
        ("UPDATE blob SET data = zeroblob(35000)", "blob", "member", "王7"),
        ("UPDATE blob SET size = 5", "blob", "member", "王7"),
        ("UPDATE blob SET sha256 = 'x'", "blob", "member", "王7"),
        ("UPDATE blob SET sha256 = 'x', data = zeroblob(9)", "blob", "blob", "x"),
    ],
)
def test_damage_is_named(path: Path, statement: str, kind: str, type: str, title: str | None) -> None:
    found = checked(path, statement)
    assert (kind, type) in {(one.kind, one.type) for one in found}
    if title is not None:
        assert title in {one.title for one in found}


def test_a_sound_file_has_no_damage(path: Path) -> None:
    assert checked(path, "SELECT 1") == []


def test_an_index_that_is_wrong_names_its_table(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA writable_schema = ON")
    root = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_draft_1'").fetchone()[0]
    raw.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * 8192)
        page = bytearray(file.read(8192))
        at = page.rindex(b"d")
        page[at] = ord("e")
        file.seek((root - 1) * 8192)
        file.write(page)
    assert ("page", "draft") in {(one.kind, one.type) for one in checked(path, "SELECT 1")}


def test_a_page_that_cannot_be_read_names_the_records_on_it(path: Path) -> None:
    raw = sqlite3.connect(path)
    pages = [row[0] for row in raw.execute("SELECT pageno FROM dbstat WHERE name = 'member' AND pagetype = 'leaf'")]
    raw.close()
    with path.open("r+b") as file:
        file.seek((pages[2] - 1) * 8192)
        file.write(b"\xff" * 8192)
    with Document.open(path, edit=False, setup=small_setup()) as doc:
        found = doc.check()
    assert ("page", "member") in {(one.kind, one.type) for one in found}
    assert all(isinstance(one.message, Message) for one in found)


def test_a_check_can_be_stopped(path: Path) -> None:
    class Stop:
        def step(self, done: int, total: int, note: Message | None = None) -> None:
            assert done >= 1

        def cancelled(self) -> bool:
            return True

    with Document.open(path, edit=False, setup=small_setup()) as doc, pytest.raises(Cancelled):
        doc.check(Stop())


def test_slices_go_round_while_the_document_changes(path: Path) -> None:
    with Document.open(path, setup=small_setup()) as doc:
        rounds = 0
        for n in range(60):
            with doc.unit_of_work(N_("Edit"), typing=True, step="s") as work:
                work.session.query(Member).filter(Member.name == f"王{n}").update({"age": n})
            one = doc.verify_slice()
            assert one.found == ()
            rounds += one.done
        assert rounds > 1
