from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.errors import AppError, CorruptError, DeniedError, DocumentError, ReadOnlyError, TooNewError
from app.core.messages import N_
from app.models.document.document import Document
from app.models.document.lock import LockInfo, lock_path, read_info
from app.models.document.opening import roll_back_leftover
from app.models.document.schema import APPLICATION_ID
from tests.models.document.conftest import Hand
from tests.models.document.small_models import Member, small_setup


def make(path: Path, members: int = 3) -> Path:
    with (
        Document.create(path, application_version="0", setup=small_setup()) as doc,
        doc.unit_of_work(N_("Add")) as work,
    ):
        work.session.add_all([Member(name=f"m{n}", photo=bytes(500)) for n in range(members)])
    return path


def look(path: Path) -> Document:
    return Document.open(path, edit=False, setup=small_setup())


def files(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def test_a_new_file_says_what_it_is(folder: Path) -> None:
    path = make(folder / "a.banyan")
    assert [one.name for one in folder.iterdir()] == ["a.banyan"]
    raw = sqlite3.connect(path)
    pragmas = {
        name: raw.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version", "page_size")
    }
    assert pragmas == {"application_id": APPLICATION_ID, "user_version": 1, "page_size": 8192}
    assert raw.execute("SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')").fetchone() == (0,)
    raw.close()
    with look(path) as doc:
        first = doc.document_id
    with look(path) as doc:
        assert doc.document_id == first != ""


def test_pragmas_hold_on_the_writer(doc: Document) -> None:
    wanted = {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "busy_timeout": 5000,
        "secure_delete": 1,
    }
    assert {name: doc.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted


def test_nothing_is_overwritten_by_a_new_file(folder: Path) -> None:
    path = folder / "a.banyan"
    path.write_bytes(b"mine")
    with pytest.raises(DeniedError):
        Document.create(path, application_version="0", setup=small_setup())
    with pytest.raises(DeniedError):
        Document.create(folder / "no" / "a.banyan", application_version="0", setup=small_setup())
    assert files(folder) == {"a.banyan": b"mine"}


def test_reading_writes_nothing_and_leaves_nothing(folder: Path) -> None:
    path = make(folder / "a.banyan")
    before, stat = files(folder), path.stat()
    with look(path) as doc:
        assert doc.read_only
        assert doc.locked_by is None
        assert files(folder) == before
        with pytest.raises(ReadOnlyError), doc.unit_of_work(N_("Edit")):
            pass
        assert doc.check() == []
        assert doc.undo_label is None
        assert doc.session_id == ""
    assert files(folder) == before
    assert path.stat().st_mtime_ns == stat.st_mtime_ns


def test_opening_to_edit_without_editing_changes_no_byte(folder: Path) -> None:
    path = make(folder / "a.banyan")
    before = files(folder)
    with Document.open(path, setup=small_setup()) as doc:
        assert not doc.read_only
    assert files(folder) == before


def test_a_second_opening_reads_and_names_the_first(doc: Document, hand: Hand) -> None:
    with Document.open(doc.path, person="other", setup=small_setup()) as second:
        assert second.read_only
        assert second.why_read_only is not None
        assert second.locked_by == LockInfo("林小美", "laptop", hand.now())
        with doc.unit_of_work(N_("Add")) as work:
            work.session.add(Member(name="x"))
        with second.read() as session:
            assert session.query(Member).count() == 1
    path = doc.path
    doc.close()
    assert not lock_path(path).exists()
    with Document.open(path, setup=small_setup()) as third:
        assert not third.read_only
        assert not third.unclean


def test_a_reader_sees_that_another_wrote(doc: Document) -> None:
    with look(doc.path) as reader:
        before = reader.data_version()
        assert reader.data_version() == before
        with doc.unit_of_work(N_("Add")) as work:
            work.session.add(Member(name="x"))
        assert reader.data_version() != before


def test_a_lock_without_a_holder_is_taken_over(folder: Path) -> None:
    path = make(folder / "a.banyan")
    lock_path(path).write_text(json.dumps({"person": "gone", "device": "d", "since": ""}), "utf-8")
    with Document.open(path, person="me", setup=small_setup()) as doc:
        assert not doc.read_only
        assert doc.unclean
        assert read_info(path).person == "me"
    assert not lock_path(path).exists()


@pytest.mark.parametrize("words", ["", "nonsense", "[]", '{"since": 5}'])
def test_a_lock_file_may_say_anything(folder: Path, words: str) -> None:
    lock_path(folder / "a").write_text(words, "utf-8")
    assert read_info(folder / "a") == LockInfo("", "", None)


def spoil(path: Path, share: float) -> None:
    os.truncate(path, int(path.stat().st_size * share))


def sql(statement: str) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        raw = sqlite3.connect(path)
        raw.executescript(statement)
        raw.close()

    return run


BAD: dict[str, tuple[Callable[[Path], object], type[AppError], str]] = {
    "quarter": (lambda path: spoil(path, 0.25), CorruptError, "document.corrupt"),
    "half": (lambda path: spoil(path, 0.5), CorruptError, "document.corrupt"),
    "nine tenths": (lambda path: spoil(path, 0.9), CorruptError, "document.corrupt"),
    "all but a bit": (lambda path: spoil(path, 0.999), CorruptError, "document.corrupt"),
    "nothing": (lambda path: spoil(path, 0), CorruptError, "document.corrupt"),
    "another kind": (lambda path: path.write_bytes(b"\x89PNG\r\n" * 5000), CorruptError, "document.other_kind"),
    "short text": (lambda path: path.write_bytes(b"hello"), CorruptError, "document.other_kind"),
    "another database": (sql("PRAGMA application_id = 5"), CorruptError, "document.other_kind"),
    "trigger": (sql("CREATE TRIGGER t AFTER INSERT ON member BEGIN SELECT 1; END"), CorruptError, "document.altered"),
    "view": (sql("CREATE VIEW v AS SELECT 1"), CorruptError, "document.altered"),
    "unknown table": (sql("CREATE TABLE extra (a)"), CorruptError, "document.altered"),
    "missing table": (sql("DROP TABLE cache"), CorruptError, "document.altered"),
    "other column": (sql("ALTER TABLE cache ADD COLUMN more TEXT"), CorruptError, "document.altered"),
    "newer": (sql("PRAGMA user_version = 99"), TooNewError, "document.too_new"),
    "no version": (sql("PRAGMA user_version = 0"), CorruptError, "document.corrupt"),
    "gone": (lambda path: path.unlink(), DocumentError, "document.missing"),
}


@pytest.mark.parametrize("edit", [True, False])
@pytest.mark.parametrize("case", list(BAD))
def test_bad_files_are_refused_in_three_lines_and_left_alone(folder: Path, case: str, edit: bool) -> None:
    path = make(folder / "a.banyan", members=60)
    damage, kind, code = BAD[case]
    damage(path)
    before = files(folder)
    with pytest.raises(kind) as caught:
        Document.open(path, edit=edit, setup=small_setup())
    assert caught.value.code == code
    assert all(line.id for line in (caught.value.what, caught.value.safe, caught.value.todo))
    assert files(folder) == before


def test_a_folder_is_no_document(folder: Path) -> None:
    with pytest.raises(CorruptError):
        Document.open(folder, setup=small_setup())


def test_bytes_are_stored_once_and_read_back(doc: Document) -> None:
    data = bytes(range(256)) * 300
    name = hashlib.sha256(data).hexdigest()
    doc.put_blob(name, data)
    doc.put_blob(name, data)
    assert doc.blob(name) == data
    assert doc.blobs() == {name: len(data)}
    assert doc.blob_size(name) == len(data)
    assert doc.blob_size("0" * 64) is None
    with pytest.raises(ValueError, match="wrong name"):
        doc.put_blob("0" * 64, data)
    with pytest.raises(KeyError):
        doc.blob("0" * 64)
    with pytest.raises(Exception, match="never altered"):
        doc.connection.execute("UPDATE blob SET size = 1")
    doc.drop_blob(name)
    assert doc.blobs() == {}
    assert doc.undo_label is None


KILLED = """
import os, sys
from pathlib import Path
from app.models.document.connection import connect
db = connect(Path(sys.argv[1]), "rw")
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN IMMEDIATE")
db.execute("UPDATE member SET photo = zeroblob(9000), name = 'half'")
db.execute("UPDATE member SET name = 'half'")
print("ready", flush=True)
os.kill(os.getpid(), 9)
"""


def leave_a_journal(path: Path) -> None:
    """Let a process die in the middle of a transaction that has already reached the file."""
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False, capture_output=True, cwd=Path.cwd())
    assert done.returncode == -9, done.stderr
    assert path.with_name(path.name + "-journal").stat().st_size > 0


def test_a_leftover_journal_is_rolled_back(folder: Path) -> None:
    path = make(folder / "a.banyan", members=200)
    whole = path.read_bytes()
    leave_a_journal(path)
    before = files(folder)
    assert path.read_bytes() != whole
    with look(path) as doc:
        assert doc.check() == []
        with doc.read() as session:
            assert session.query(Member).filter_by(name="half").count() == 0
        assert files(folder) == before
    assert files(folder) == before
    assert roll_back_leftover(path)
    assert files(folder) == {"a.banyan": whole}
    assert not roll_back_leftover(path)
    leave_a_journal(path)
    with Document.open(path, setup=small_setup()) as doc:
        assert doc.unclean
        assert not doc.read_only
        assert doc.check() == []
    assert files(folder) == {"a.banyan": whole}


WATCHED = """
import hashlib, sys
from pathlib import Path
seen = []
name = Path(sys.argv[1]).name
sys.addaudithook(lambda event, args: seen.append(args) if event == "open" and str(args[0]).endswith(name) else None)
from app.core.messages import N_
from app.models.document.document import Document
from tests.models.document.small_models import Member, small_setup

path = Path(sys.argv[1])
with Document.create(path, application_version="0", setup=small_setup()) as doc:
    doc.put_blob(hashlib.sha256(b"x").hexdigest(), b"x")
    with doc.unit_of_work(N_("Add")) as work:
        member = Member(name="x")
        work.session.add(member)
    with Document.open(path, setup=small_setup()) as second:
        assert second.read_only and second.check() == []
    doc.undo(), doc.redo(), doc.history(), doc.check(), doc.verify_slice(), doc.erase("member", member.id)
print(seen)
"""


def test_only_sqlite_opens_an_open_document(folder: Path) -> None:
    command = [sys.executable, "-c", WATCHED, str(folder / "a.banyan")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=Path.cwd())
    assert done.stdout == "[]\n", done.stderr


@pytest.mark.needs_root
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("unshare"), reason="not root")
@pytest.mark.parametrize("journal", [False, True])
def test_a_write_protected_medium_opens_honestly(folder: Path, journal: bool) -> None:
    path = make(folder / "a.banyan", members=200)
    if journal:
        leave_a_journal(path)
    code = (
        "import sys; from pathlib import Path; from app.models.document.document import Document;"
        "from tests.models.document.small_models import small_setup, Member;"
        "doc = Document.open(Path(sys.argv[1]), setup=small_setup());"
        "assert doc.read_only and doc.why_read_only and not doc.locked_by; assert doc.check() == [];"
        "doc.close()"
    )
    mount = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && exec "$2" -c "$3" "$4"'
    command = ["unshare", "-m", "sh", "-c", mount, "sh", str(folder), sys.executable, code, str(path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=Path.cwd())
    if "permission denied" in done.stderr.lower():
        pytest.skip("may not mount here")
    assert done.returncode == 0, done.stderr
