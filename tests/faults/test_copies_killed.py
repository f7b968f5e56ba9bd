"""A program that is killed while it backs up, writes back or takes photos in: no copy is ever half a copy."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.messages import N_
from app.models.document.backups.points import read_points
from app.models.document.backups.store import BackupStore
from app.models.document.document import Document
from app.models.document.travel.working_copy import WorkingCopies, open_travelling
from app.services.photos.pictures import PictureCache
from app.services.photos.service import PhotoService
from app.services.records import RecordService
from app.system.places import Place
from tests.faults.editing import kill_while
from tests.models.document.small_models import SMALL, Group, Member, small_setup
from tests.services.moving import Places
from tests.support import count, seeded

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
]
PARTS = 5
KILLS = count(300) // 3 // PARTS
"""300 kills in three kinds of work, each in parts that begin with a fresh file."""
Tell = Callable[[str], None]


def _some(doc: Document, dice: random.Random, mark: str) -> None:
    with doc.unit_of_work(N_("Add")) as work:
        work.session.add(Group(name=mark))
        work.session.add_all([Member(name=f"{mark} {n}", photo=dice.randbytes(300)) for n in range(50)])
    data = dice.randbytes(200_000)
    doc.put_blob(hashlib.sha256(data).hexdigest(), data)


def _groups(path: Path) -> set[str]:
    with Document.open(path, edit=False, setup=small_setup()) as doc:
        assert doc.check() == []
        with doc.read() as session:
            return {one.name or "" for one in session.query(Group)}


@pytest.mark.parametrize("part", range(PARTS))
def test_killed_while_backing_up(folder: Path, part: int) -> None:
    dice, path = seeded(f"backup kills {part}"), folder / "a.banyan"
    store = BackupStore(folder / "backups", SMALL)
    with Document.create(path, application_version="0", setup=small_setup()) as doc:
        key = doc.document_id
        for number in range(10):
            _some(doc, dice, str(number))

    def work(tell: Tell) -> None:
        with Document.open(path, setup=small_setup()) as doc:
            for number in range(1_000):
                _some(doc, dice, f"{os.getpid()} {number}")
                point = store.make(doc)
                assert point.verified_at is not None
                tell(point.name)

    last: set[str] = set()
    for number in range(KILLS):
        told = kill_while(work, dice.uniform(0, 0.5))
        points = {point.name: point for point in read_points(store.folder(key) / "points")}
        assert set(told) <= points.keys()  # what was told to be a verified backup is one
        assert last <= points.keys()
        for point in points.values():
            if point.name in told or point.verified_at is not None:
                assert store.complete(point)
        if number % 5 == 0:
            assert all(store.verify(point, thorough=True).sound for point in points.values() if point.name in told)
        last = {name for name, point in points.items() if point.verified_at is not None}
        with Document.open(path, setup=small_setup()) as doc:
            assert doc.why_read_only is None
            assert doc.check() == []
            for stale in list(points.values())[3:]:
                store.drop(stale)
            last -= {point.name for point in list(points.values())[3:]}
    with Document.open(path, setup=small_setup()) as doc:
        point = store.make(doc)  # nothing that was left is in the way
        assert store.restore(point, folder / "again.banyan").missing == ()
        assert _groups(folder / "again.banyan") == _groups(path)
    assert {one.name for one in (store.folder(key) / "points").iterdir()} <= {
        name for point in store.points(key) for name in (point.path.name, f"{point.name}.json")
    }


@pytest.mark.parametrize("part", range(PARTS))
def test_killed_while_writing_back(folder: Path, part: int) -> None:
    dice, stick = seeded(f"write-back kills {part}"), folder / "stick"
    stick.mkdir()
    path = stick / "a.banyan"
    with Document.create(path, application_version="0", setup=small_setup()) as doc:
        _some(doc, dice, "first")
    copies = WorkingCopies(folder / "working", SMALL, probe=Places())

    def work(tell: Tell) -> None:
        doc, journey = open_travelling(copies, path, setup=small_setup())
        assert journey is not None
        assert not doc.read_only
        for number in range(1_000):
            mark = f"{os.getpid()} {number}"
            _some(doc, dice, mark)
            tell(f"typed {mark}")
            journey.trip, _ = copies.write_back(journey.trip, copies.pack_up(doc, journey.trip))
            tell(f"written {mark}")

    typed: set[str] = set()
    for _ in range(KILLS):
        told = [line.partition(" ") for line in kill_while(work, dice.uniform(0, 0.5))]
        typed |= {mark for kind, _, mark in told if kind == "typed"}
        there = _groups(path)  # the old file or the new one, always whole
        assert {mark for kind, _, mark in told if kind == "written"} <= there
        doc, journey = open_travelling(copies, path, setup=small_setup())  # asks nothing
        assert journey is not None
        with doc.read() as session:
            assert typed <= {one.name or "" for one in session.query(Group)}
        assert doc.check() == []
        doc.close()
    doc, journey = open_travelling(copies, path, setup=small_setup())
    assert journey is not None
    journey.trip, done = copies.write_back(journey.trip, copies.pack_up(doc, journey.trip))
    doc.close()
    assert done.path == path
    assert copies.come_home(journey)
    assert [one.name for one in stick.iterdir()] == [path.name]
    assert typed <= _groups(path)
    assert copies.trips() == ()


@pytest.mark.parametrize("part", range(PARTS))
def test_killed_while_photos_come_in(folder: Path, part: int) -> None:
    """Bytes may be there without their record, never a record without its bytes."""
    from PIL import Image

    dice, path, pictures = seeded(f"photo kills {part}"), folder / "a.banyan", folder / "照片"
    pictures.mkdir()
    Document.create(path, application_version="0").close()
    for number in range(12):
        colour = tuple(dice.randrange(256) for _ in range(3))
        Image.new("RGB", (160 + number, 120), colour).save(pictures / f"{number}.jpg")

    def work(tell: Tell) -> None:
        with Document.open(path) as doc:
            records = RecordService(doc, doc._clock, doc._ids)
            service = PhotoService(doc, records, PictureCache(folder / "cache", doc.blob))
            for _ in range(1_000):
                for row in records.load("photo"):
                    records.delete("photo", row.id)
                result = service.add(service.prepare([pictures], threads=1))
                assert len(result.added) == 12
                tell("added")

    for _ in range(KILLS):
        kill_while(work, dice.uniform(0, 0.6))
        with Document.open(path) as doc:
            assert doc.why_read_only is None
            assert doc.check() == []
            rows = RecordService(doc, doc._clock, doc._ids).load("photo")
            assert len(rows) in (0, 12) or all(row.get("sha256") in doc.blobs() for row in rows)
            assert {str(row.get("sha256")) for row in rows} <= doc.blobs().keys()


def test_the_places_are_what_the_tests_say() -> None:
    place: Place | None = Places().volume(Path("/x/stick/a.banyan"))
    assert place is not None
    assert not place.edits_live
