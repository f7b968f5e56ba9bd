"""A process that is killed at any moment loses nothing that it had told to be stored."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from app.core.messages import N_
from app.models.document.document import Document
from app.models.document.lock import lock_path
from app.models.document.opening import Setup
from tests.faults.editing import edit_for_ever, kill_while
from tests.models.document.conftest import Hand
from tests.models.document.small_models import Group, Member, small_setup
from tests.models.document.test_migrations import NEW, old_file
from tests.support import count, seeded

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
]


def _told_is_there(path: Path, told: list[str]) -> None:
    with Document.open(path, setup=small_setup()) as doc:
        assert not doc.read_only
        assert doc.why_read_only is None
        assert doc.check() == []
        with doc.read() as session:
            names = {one.name for one in session.query(Group)}
            typed = session.get_one(Group, "typed").name or ""
        for line in told:
            kind, _, name = line.partition(" ")
            if kind == "group":
                assert name in names
            elif kind == "blob":
                assert doc.blob(name)
        last = next((line.partition(" ")[2] for line in reversed(told) if line.startswith("typed")), "")
        assert _order(typed) >= _order(last) or told[-1] == "undoing"
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name]


def _order(typed: str) -> list[int]:
    """Return (number, length) of a typed text; of another process or none, nothing."""
    return [int(one) for one in typed.split()[1:]]


def _make(path: Path, _tell: Callable[[str], None]) -> None:
    Document.create(path, application_version="0", setup=small_setup()).close()


def _fresh(folder: Path) -> Path:
    path = folder / "a.banyan"
    doc = Document.create(path, application_version="0", setup=small_setup())
    with doc, doc.unit_of_work(N_("Add")) as work:
        work.session.add(Group(id="typed", name=""))
    return path


def test_killed_while_editing(folder: Path) -> None:
    dice = seeded("kills")
    path = _fresh(folder)
    for number in range(count(250)):
        if number % 25 == 0:
            shutil.rmtree(folder)
            folder.mkdir()
            path = _fresh(folder)
        told = kill_while(partial(edit_for_ever, path, dice), dice.uniform(0, 0.4))
        assert lock_path(path).exists() or not told
        _told_is_there(path, told)


def test_killed_while_a_file_is_made(folder: Path) -> None:
    dice = seeded("births")
    path = folder / "a.banyan"
    for _ in range(count(50)):
        kill_while(
            lambda _: Document.create(path, application_version="0", setup=small_setup()).close(), dice.uniform(0, 0.03)
        )
        if path.exists():
            with Document.open(path, setup=small_setup()) as doc:
                assert doc.check() == []
            path.unlink()
    with Document.create(path, application_version="0", setup=small_setup()) as doc:
        assert doc.check() == []


def test_killed_while_migrating(folder: Path, hand: Hand) -> None:
    dice = seeded("migrations")
    path = folder / "a.banyan"
    old_file(path, hand)
    _grow(path)
    old = path.read_bytes()
    for _ in range(count(50)):
        path.write_bytes(old)
        kill_while(lambda _: Document.open(path, setup=Setup(NEW)).close(), dice.uniform(0, 0.15))
        with Document.open(path, setup=Setup(NEW)) as doc:
            assert doc.check() == []
            assert len(doc.dump()["member"]) == 401
            assert {row[3] for row in doc.dump()["member"]} == {"陳", "人"}


def _grow(path: Path) -> None:
    with Document.open(path, setup=small_setup()) as doc, doc.unit_of_work(N_("Add")) as work:
        work.session.add_all([Member(name=f"人{n}", photo=bytes(400)) for n in range(400)])


def test_the_tests_see_a_kill(folder: Path) -> None:
    """The guard of the tests above: what is not stored is missed."""
    path = _fresh(folder)
    raw = sqlite3.connect(path)
    raw.close()
    with pytest.raises(AssertionError):
        _told_is_there(path, ["group never"])
