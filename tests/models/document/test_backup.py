"""Backups are made, verified, thinned and brought back; what is damaged is never trusted."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.errors import SAFE, AppError, Cancelled, CorruptError, DeniedError, DiskFullError, LockedError
from app.core.messages import N_, Message
from app.models.document.backups import faults as backup_faults
from app.models.document.backups import making as backup_making
from app.models.document.backups.points import Point, superfluous
from app.models.document.backups.store import BackupStore
from app.models.document.document import Document
from app.models.document.refusals import LAST_LOST, OF_SQLITE, OF_SYSTEM, Refusal, of_file, of_place
from app.system.locks import FileLock
from tests.models.document.conftest import Hand
from tests.models.document.small_models import SMALL, Draft, Group, Member, small_setup
from tests.support import count, seeded


@pytest.fixture
def store(tmp_path: Path, hand: Hand) -> BackupStore:
    return BackupStore(tmp_path / "backups", SMALL, hand)


def put(doc: Document, data: bytes) -> str:
    name = hashlib.sha256(data).hexdigest()
    doc.put_blob(name, data)
    return name


def fill(doc: Document, how_many: int = 3) -> list[str]:
    """Add people with a photo each and return the photos' names."""
    names = [put(doc, f"photo {number} of {doc.document_id}".encode() * 50) for number in range(how_many)]
    with doc.unit_of_work(N_("Add people")) as work:
        work.session.add_all([Member(name=f"王小明 {n}", sha256=name) for n, name in enumerate(names)])
        work.session.add(Draft(key="a", text="一百零"))
    return names


def dump_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with Document.open(path, edit=False, setup=small_setup()) as doc:
        assert doc.check() == []
        return doc.dump()


def flip(path: Path, at: int, bit: int = 4) -> None:
    data, known = bytearray(path.read_bytes()), path.stat()
    data[at] ^= bit
    path.write_bytes(data)
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))  # a disk that forgets leaves the time alone


def test_a_point_is_verified_and_comes_back(doc: Document, store: BackupStore, folder: Path) -> None:
    fill(doc)
    point = store.make(doc)
    assert point.verified_at is not None
    assert len(point.photos) == 3
    assert store.points(doc.document_id) == (point,)
    restored = store.restore(point, folder / "again.banyan")
    assert (restored.photos, restored.missing, restored.document_id) == (3, (), doc.document_id)
    assert dump_of(folder / "again.banyan") == doc.dump()
    assert sorted(one.name for one in folder.iterdir() if "lock" not in one.name) == ["again.banyan", "社區.banyan"]


def test_a_restored_file_goes_on(doc: Document, store: BackupStore, folder: Path) -> None:
    fill(doc)
    store.restore(store.make(doc), folder / "b.banyan")
    with Document.open(folder / "b.banyan", setup=small_setup()) as other:
        assert not other.read_only
        with other.unit_of_work(N_("Add")) as work:
            work.session.add(Group(name="守望"))
        assert other.history()[0].label == N_("Add")


def test_open_typing_is_finished_before(doc: Document, store: BackupStore, folder: Path) -> None:
    with doc.unit_of_work(N_("Type"), typing=True, step="s") as work:
        work.session.add(Group(id="g", name="守"))
    store.restore(store.make(doc), folder / "b.banyan")
    assert {step.sealed for step in doc.history()} == {True}
    assert dump_of(folder / "b.banyan") == doc.dump()


def test_photos_are_shared_and_the_point_is_small(doc: Document, store: BackupStore) -> None:
    put(doc, os.urandom(2_000_000))
    first = store.make(doc)
    put(doc, b"one more")
    second = store.make(doc)
    assert len(second.photos) == 2
    files = [one for one in (first.root / "photos").rglob("*") if one.is_file()]
    assert len(files) == 2
    assert first.path.stat().st_size + second.path.stat().st_size < 50_000


def test_slices_leave_room_for_work_in_between(doc: Document, store: BackupStore, folder: Path) -> None:
    names = fill(doc, 5)
    making, slices = store.making(doc, "time"), 0
    before = doc.dump()
    while making.step():
        slices += 1
        with doc.unit_of_work(N_("Add")) as work:
            work.session.add(Group(name=str(slices)))
        if slices == 8:
            doc.drop_blob(names[0])
    assert slices > 8
    point = making.finish()
    restored = store.restore(point, folder / "b.banyan")
    after = dump_of(folder / "b.banyan")
    assert after["member"] == before["member"]
    assert len(after["group_"]) < slices
    assert restored.photos + len(restored.missing) == 5


def test_missing_photos_are_named_and_the_rest_restored(doc: Document, store: BackupStore, folder: Path) -> None:
    names = fill(doc)
    point = store.make(doc)
    store.photos(doc.document_id).place(names[1]).unlink()
    flip(store.photos(doc.document_id).place(names[2]), 7)
    restored = store.restore(point, folder / "b.banyan")
    assert restored.missing == ("王小明 1", "王小明 2")
    assert restored.photos == 1
    after = dump_of(folder / "b.banyan")
    assert after["member"] == doc.dump()["member"]
    verdict = store.verify(point, thorough=True)
    assert verdict.missing == tuple(sorted(names[1:], key=list(point.photos).index))
    assert not verdict.sound
    assert verdict.point.verified_at is None
    assert verdict.point.sound_at is not None


def test_a_damaged_photo_is_copied_again(doc: Document, store: BackupStore, hand: Hand) -> None:
    names = fill(doc)
    point = store.make(doc)
    flip(store.photos(doc.document_id).place(names[0]), 3)
    again = store.recheck(doc.document_id)
    assert not again()  # all were read on this very day
    hand.wait(31 * 86400)
    again = store.recheck(doc.document_id)
    assert [again() for _ in range(4)] == [True, True, True, False]
    assert store.points(doc.document_id)[0].verified_at is None
    assert store.make(doc).verified_at is not None
    assert store.verify(point, thorough=True).sound


def test_flips_in_a_backup_are_caught(doc: Document, store: BackupStore) -> None:
    """Single bits that turn in the point or in its photos; what changes nothing that comes back may pass."""
    names, dice = fill(doc), seeded("backup flips")
    point = store.make(doc)
    files = [point.path, *(store.photos(doc.document_id).place(name) for name in names)]
    whole = [file.read_bytes() for file in files]
    caught = 0
    for _ in range(count(400)):
        which = dice.choice((0, 0, 1, 2, 3))
        flip(files[which], dice.randrange(len(whole[which])), 1 << dice.randrange(8))
        sound = store.verify(point, thorough=True).sound
        caught += not sound
        if sound:
            assert which == 0
            assert gzip.decompress(point.path.read_bytes()) == gzip.decompress(whole[0])
        assert sound is (store.points(doc.document_id)[0].verified_at is not None)
        for file, data in zip(files, whole, strict=True):
            file.write_bytes(data)
    assert caught > count(400) // 2
    point.path.write_bytes(whole[0][:-20])
    assert not store.verify(point).sound
    point.path.write_bytes(whole[0])
    assert store.verify(point, thorough=True).sound


def test_flips_inside_the_records_of_a_point_are_caught(doc: Document, store: BackupStore, folder: Path) -> None:
    """Damage that happened before compression: the checksum is right, only the seals know."""
    fill(doc)
    point = store.make(doc)
    (folder / "point").write_bytes(gzip.decompress(point.path.read_bytes()))
    raw = sqlite3.connect(folder / "point")
    raw.execute("UPDATE member SET name = '王小朋 1' WHERE name = '王小明 1'")
    raw.commit()
    raw.close()
    point.path.write_bytes(gzip.compress((folder / "point").read_bytes()))
    verdict = store.verify(point)
    assert [one.type for one in verdict.damages if one.kind == "record"] == ["member"]
    with pytest.raises(CorruptError):
        store.restore(point, folder / "b.banyan")
    assert not (folder / "b.banyan").exists()


def test_a_damaged_document_never_replaces_a_good_backup(doc: Document, store: BackupStore, hand: Hand) -> None:
    fill(doc)
    good = store.make(doc)
    raw = sqlite3.connect(doc.path)
    raw.execute("UPDATE member SET name = '王小朋 1' WHERE name = '王小明 1'")
    raw.commit()
    raw.close()
    hand.wait(400 * 86400)
    bad = store.make(doc)
    assert bad.damaged
    assert bad.verified_at is None
    assert store.points(doc.document_id) == (good,)
    assert [one.name for one in store.damaged(doc.document_id)] == [bad.name]
    assert store.thin(doc.document_id) == 0


def test_a_lost_note_is_made_again(doc: Document, store: BackupStore) -> None:
    fill(doc)
    point = store.make(doc)
    note = point.path.with_name(f"{point.name}.json")
    for text in ("", "[]", "{", json.dumps({"photos": 3})):
        note.write_text(text)
        (known,) = store.points(doc.document_id)
        assert known.verified_at is None
        assert known.at == point.at.replace(microsecond=0)
        assert store.verify(known).sound
        assert store.points(doc.document_id)[0].photos == point.photos


def test_whole_copy(doc: Document, store: BackupStore, folder: Path) -> None:
    fill(doc)
    path = store.copy_whole(doc, folder / "whole.banyan")
    assert dump_of(path) == doc.dump()
    with pytest.raises(DeniedError):
        store.copy_whole(doc, path)
    doc.undo()
    assert dump_of(store.copy_whole(doc, path, force=True)) == doc.dump()
    restored = store.restore(path, folder / "again.banyan")
    assert restored.photos == 3
    assert dump_of(folder / "again.banyan") == doc.dump()
    with pytest.raises(DeniedError):
        store.restore(path, folder / "again.banyan")


def test_a_damaged_document_is_not_copied_over_a_good_file(doc: Document, store: BackupStore, folder: Path) -> None:
    names = fill(doc)
    good = store.copy_whole(doc, folder / "whole.banyan").read_bytes()
    raw = sqlite3.connect(doc.path)
    raw.execute("UPDATE blob SET data = x'00' WHERE sha256 = ?", (names[0],))
    raw.commit()
    raw.close()
    with pytest.raises(CorruptError):
        store.copy_whole(doc, folder / "whole.banyan", force=True)
    assert (folder / "whole.banyan").read_bytes() == good


def test_readers_can_back_up_too(doc: Document, store: BackupStore, folder: Path) -> None:
    fill(doc)
    state, path = doc.dump(), doc.path
    doc.close()
    before = path.stat()
    with Document.open(path, edit=False, setup=small_setup()) as reader:
        point = store.make(reader)
        with reader.read():
            pass
        store.copy_whole(reader, folder / "w.banyan")
        assert reader.connection.execute("PRAGMA query_only").fetchone() == (1,), "a reader stays one"
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    store.restore(point, folder / "b.banyan")
    assert dump_of(folder / "b.banyan") == dump_of(folder / "w.banyan") == state


@pytest.mark.parametrize(
    "content", [b"", b"x", b"\x1f\x8b", b"\x1f\x8bxxxxxxxxxxxxxxxxxxxxxx", gzip.compress(b"x" * 99, mtime=0)]
)
def test_what_is_no_backup_is_refused(store: BackupStore, folder: Path, content: bytes) -> None:
    (folder / "x.db.gz").write_bytes(content)
    for source in (folder / "x.db.gz", folder / "none", folder):
        with pytest.raises(AppError) as caught:
            store.restore(source, folder / "b.banyan")
        assert caught.value.exit_code == 2
    assert not (folder / "b.banyan").exists()


def test_stopping_leaves_nothing_half_done(doc: Document, store: BackupStore, folder: Path) -> None:
    fill(doc)

    class Stop:
        def step(self, done: int, total: int, note: Message | None = None) -> None:
            pass

        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        store.make(doc, progress=Stop())
    assert store.points(doc.document_id) == ()
    point = store.make(doc)
    with pytest.raises(Cancelled):
        store.restore(point, folder / "b.banyan", Stop())
    with pytest.raises(Cancelled):
        store.verify(point, progress=Stop())
    assert not (folder / "b.banyan").exists()
    assert {one.suffix for one in (point.root / "points").iterdir()} == {".gz", ".json"}


def test_two_programs_do_not_back_up_at_once(doc: Document, store: BackupStore) -> None:
    folder = store.folder(doc.document_id)
    folder.mkdir(parents=True)
    lock = FileLock.take(folder / ".lock")
    assert lock is not None
    with pytest.raises(LockedError):
        store.make(doc)
    lock.release()
    assert store.make(doc).verified_at


def test_room_is_asked_for_first(doc: Document, store: BackupStore, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(doc)
    monkeypatch.setattr(backup_making, "free_bytes", lambda _: 100)
    with pytest.raises(DiskFullError) as caught:
        store.make(doc)
    assert "mb" in caught.value.todo.params
    monkeypatch.setattr(backup_making, "free_bytes", lambda _: 10_000_000)
    making = store.making(doc, "time")
    point = making.finish()
    assert making.photos_left_out
    assert point.sound_at is not None
    assert point.verified_at is None
    assert not store.complete(point)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def points(times: list[datetime], verified: Callable[[int], bool] = lambda _: True) -> list[Point]:
    return [
        Point(Path(f"{when:%Y%m%dT%H%M%SZ}_{n:06d}.db.gz"), when, when, when if verified(n) else None)
        for n, when in enumerate(times)
    ]


def test_thinning_keeps_days_weeks_and_months() -> None:
    now = at("2026-11-21T12:00")
    every = points([now - timedelta(hours=6 * n) for n in range(4 * 365 * 4)])
    gone = set(one.name for one in superfluous(every, now))
    kept = sorted((one for one in every if one.name not in gone), key=lambda one: one.at, reverse=True)
    ages = [now - one.at for one in kept]
    assert sum(age <= timedelta(days=2) for age in ages) == 9
    assert {one.at.date() for one in kept[:37]} >= {(now - timedelta(days=n)).date() for n in range(30)}
    weeks = {one.at.isocalendar()[:2] for one in kept}
    assert all((now - timedelta(weeks=n)).isocalendar()[:2] in weeks for n in range(25))
    months = {(one.at.year, one.at.month) for one in kept}
    assert len(months) == 36
    assert len(kept) < 9 + 30 + 26 + 36
    assert superfluous(kept, now) == ()


def test_only_verified_points_go_and_stand_for_others() -> None:
    now = at("2026-11-21T12:00")
    times = [now - timedelta(days=40, minutes=n) for n in range(10)]
    assert superfluous(points(times, lambda _: False), now) == ()
    gone = superfluous(points(times, lambda n: n == 9), now)
    assert gone == ()
    gone = superfluous(points(times, lambda n: n >= 5), now)
    assert len(gone) == 4
    assert superfluous(points([at("2001-01-01T00:00")]), now) == ()


def test_thinning_takes_photos_that_no_point_needs(doc: Document, store: BackupStore, hand: Hand) -> None:
    names = fill(doc)
    store.make(doc)
    with doc.unit_of_work(N_("Delete")) as work:
        for member in work.session.query(Member).all():
            work.session.delete(member)
    for name in names:
        doc.drop_blob(name)
    kept = put(doc, b"kept")
    hand.wait(10)
    for _ in range(3):
        hand.wait(86400 * 40)
        store.make(doc)
        hand.wait(3600)
        store.make(doc)
    assert len(store.points(doc.document_id)) < 7
    assert kept in store.photos(doc.document_id).names()
    assert set(names) <= store.photos(doc.document_id).names()  # the first month's point still needs them
    hand.wait(86400 * 1200)
    store.make(doc)
    assert store.photos(doc.document_id).names() == {kept}


def test_dropping_a_point_drops_its_photos(doc: Document, store: BackupStore) -> None:
    names = fill(doc, 1)
    point = store.make(doc)
    store.drop(point)
    assert store.points(doc.document_id) == ()
    assert store.photos(doc.document_id).names() == set()
    assert doc.blob(names[0])
    assert store.documents() == (doc.document_id,)
    assert store.make(doc).verified_at
    assert store.document_of(store.points(doc.document_id)[0].path) == doc.document_id
    shutil.rmtree(store.root)
    assert store.documents() == ()


@pytest.mark.parametrize("refusal", Refusal)
def test_a_full_or_missing_disk_is_told_in_one_way_and_only_of_the_file_that_a_change_is_lost(
    refusal: Refusal, tmp_path: Path
) -> None:
    """Both SQLite and the system may refuse; a backup that fails never says that a change was lost."""
    here, there = of_file(refusal, "a.banyan"), of_place(refusal, "a.banyan")
    assert (here.what, here.safe) == (there.what, LAST_LOST)
    assert there.safe is SAFE
    assert type(here) is type(there)
    told: list[AppError] = []
    for code, raised in ((OF_SYSTEM, OSError), (OF_SQLITE, sqlite3.OperationalError)):
        for number in (one for one, means in code.items() if means is refusal):
            error = raised(number, "no")
            if isinstance(error, sqlite3.Error):
                error.sqlite_errorcode = number
            with pytest.raises(AppError) as caught, backup_faults.told(tmp_path):
                raise error
            told.append(caught.value)
    assert told
    assert {(type(one), one.safe, one.what.params["name"]) for one in told} == {(type(there), SAFE, tmp_path.name)}
