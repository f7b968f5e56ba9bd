"""Single bits that turn on the disk: whatever a full dump would show differently is noticed and named."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import AppError
from app.core.messages import N_
from app.models.document.document import Document
from app.models.document.opening import Setup
from app.models.document.schema import FORMAT
from app.models.document.soundness import Damage
from tests.models.document.make_fixture import FOLDER
from tests.models.document.small_models import Draft, Group, Member, Role, small_setup
from tests.support import count, seeded

pytestmark = pytest.mark.full


def _document(path: Path) -> bytes:
    dice = seeded("flip data")
    with Document.create(path, application_version="0", person="林小美", setup=small_setup()) as doc:
        for number in range(3):
            data = dice.randbytes(9000)
            doc.put_blob(hashlib.sha256(data).hexdigest(), data)
            with doc.unit_of_work(N_("Add people")) as work:
                group = Group(name=f"守望隊 {number}")
                work.session.add(group)
                work.session.flush()
                for n in range(40):
                    member = Member(name=f"王小明 {number} {n}", age=n, group_id=group.id, tags=["x", "y"])
                    member.sha256 = hashlib.sha256(data).hexdigest() if n == 3 else None
                    work.session.add(member)
                    work.session.flush()
                    work.session.add(Role(member_id=member.id, title="隊員"))
                work.session.add(Draft(key=str(number), text="一百零"))
    return path.read_bytes()


def _stored(path: Path) -> bytes:
    """Put the stored file with the product's own records at *path*."""
    shutil.copyfile(FOLDER / f"format{FORMAT}.banyan", path)
    return path.read_bytes()


def _dump(path: Path) -> dict[str, list[Any]] | None:
    """Return every row of every table as SQLite gives it out, or ``None`` where it gives up."""
    raw = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    raw.text_factory = bytes
    try:
        names = [name.decode() for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {name: sorted(map(repr, raw.execute(f'SELECT * FROM "{name}" NOT INDEXED'))) for name in names}
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None
    finally:
        raw.close()


def _noticed(path: Path, setup: Setup) -> list[Damage] | AppError:
    try:
        with Document.open(path, edit=False, setup=setup) as doc:
            return doc.check()
    except AppError as error:
        return error


def _is_named(one: Damage) -> bool:
    return bool(one.message.id and (one.kind == "file" or (one.type and (one.title or one.kind == "page"))))


def _opens_or_says_why(path: Path, setup: Setup) -> None:
    """Open the damaged file for editing: that may fail, but only in three lines."""
    with suppress(AppError), Document.open(path, setup=setup) as doc:
        doc.history()


@pytest.mark.parametrize(
    ("make", "setup"), [(_document, small_setup()), (_stored, Setup())], ids=["small records", "the product's records"]
)
def test_no_flip_is_silent(folder: Path, make: Callable[[Path], bytes], setup: Setup) -> None:
    path = folder / "a.banyan"
    whole = make(path)
    before, dice = _dump(path), seeded("flips")
    harmless = 0
    written = [at for at, byte in enumerate(whole) if byte]
    for number in range(count(400)):
        at = dice.choice(written) if number % 2 else dice.randrange(len(whole))
        bit = 1 << dice.randrange(8)
        path.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
        changed, noticed = _dump(path) != before, _noticed(path, setup)
        if changed:
            assert noticed, f"byte {at} bit {bit} was silent"
        if not noticed:
            harmless += 1
        elif isinstance(noticed, list):
            assert any(map(_is_named, noticed)), f"byte {at} bit {bit}: {noticed}"
        if number % 4 == 0:
            _opens_or_says_why(path, setup)
    assert harmless < count(400)
    path.write_bytes(whole)
    assert _noticed(path, setup) == []


def test_a_flip_in_a_name_names_the_record(folder: Path) -> None:
    path = folder / "a.banyan"
    whole = _document(path)
    raw = sqlite3.connect(path)
    key = raw.execute("SELECT id FROM member WHERE name = '王小明 1 7'").fetchone()[0]
    raw.close()
    found, at = set(), whole.find("王小明 1 7".encode())
    while at >= 0:  # once in the record, once in the history
        path.write_bytes(whole[: at + 10] + bytes([whole[at + 10] ^ 1]) + whole[at + 11 :])
        noticed = _noticed(path, small_setup())
        assert isinstance(noticed, list)
        found |= {(one.kind, one.type, one.record == key) for one in noticed}
        at = whole.find("王小明 1 7".encode(), at + 1)
    assert found == {("record", "member", True), ("history", "change_set", False)}
