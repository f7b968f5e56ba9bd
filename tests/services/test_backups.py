"""Backups that are due, made in slices, told in words; the second place; what disks refuse."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.errors import Cancelled, DiskFullError
from app.core.messages import Message
from app.i18n import Translator
from app.models.document.backups import making as backup_making
from app.models.document.backups.drill import drill
from app.models.document.backups.mirror import second_root
from app.models.document.document import Document
from app.services.backups.memory import MemoryFile
from app.services.backups.service import BackupService
from app.services.backups.words import Facts, safety
from app.services.records import RecordService
from app.services.travel import TravelService
from tests.services.moving import Moving, Places

WORDS = Translator("en")


@pytest.fixture
def hand() -> Moving:
    return Moving()


@pytest.fixture
def doc(tmp_path: Path, hand: Moving) -> Iterator[Document]:
    with Document.create(tmp_path / "社區.banyan", application_version="0", person="王小美", clock=hand) as made:
        yield made


@pytest.fixture
def records(doc: Document, hand: Moving) -> RecordService:
    from app.core.ids import seeded_ids

    return RecordService(doc, hand, seeded_ids(3), WORDS)


@pytest.fixture
def service(doc: Document, hand: Moving, tmp_path: Path) -> BackupService:
    return BackupService(doc, tmp_path / "data" / "backups", hand, Places())


def idle(service: BackupService) -> int:
    count = 0
    while service.slice():
        count += 1
        assert count < 10_000
    return count


def put(doc: Document, data: bytes) -> str:
    name = hashlib.sha256(data).hexdigest()
    doc.put_blob(name, data)
    return name


def said(service: BackupService) -> dict[str, str]:
    return {line.key: WORDS.text(line.said) for line in service.lines()}


def test_a_backup_is_made_at_opening_and_after_half_an_hour_of_change(
    service: BackupService, records: RecordService, hand: Moving
) -> None:
    assert service.due()
    assert idle(service) > 3
    assert [point.reason for point in service.points()] == ["open"]
    records.create("person", {"name": "林小美"})
    assert not service.due()
    hand.wait(minutes=29)
    assert not service.due()
    hand.wait(minutes=1)
    assert service.due()
    idle(service)
    assert [point.reason for point in service.points()] == ["time", "open"]
    hand.wait(hours=5)
    assert not service.due()
    idle(service)
    assert len(service.points()) == 2


def test_nothing_new_is_not_backed_up_again_at_the_next_opening(
    service: BackupService, doc: Document, hand: Moving, tmp_path: Path
) -> None:
    service.close()
    assert [point.reason for point in service.points()] == ["close"]
    service.close()
    again = BackupService(doc, tmp_path / "data" / "backups", hand, Places())
    assert not again.due()
    again.close()
    assert len(again.points()) == 1


def test_change_during_a_backup_waits_half_an_hour_again(
    service: BackupService, records: RecordService, hand: Moving
) -> None:
    service.slice()
    service.slice()
    records.create("person", {"name": "林小美"})
    idle(service)
    assert len(service.points()) == 1
    assert not service.due()
    hand.wait(minutes=30)
    assert service.due()


def test_photos_follow_in_idle_time(service: BackupService, doc: Document) -> None:
    idle(service)
    names = {put(doc, bytes([n]) * 1000) for n in range(3)}
    service._photos_waiting = True
    idle(service)
    assert service.store.photos(doc.document_id).names() == names
    point = service.back_up()
    assert point.verified_at is not None
    assert set(point.photos) == names


def test_words_never_comfort_more_than_there_is(
    service: BackupService, records: RecordService, hand: Moving, tmp_path: Path
) -> None:
    assert "no verified backup" in said(service)["backup"]
    assert "being checked" in said(service)["file"]
    assert said(service)["second"].startswith("One copy only")
    records.create("person", {"name": "林小美"})
    idle(service)
    assert said(service)["backup"] == "Backed up today at 09:00 and verified."
    assert "healthy" in said(service)["file"]
    records.create("person", {"name": "王小明"})
    hand.wait(days=3)
    service._wait_until = hand.now() + timedelta(hours=1)
    assert "Newer work is in no backup" in said(service)["backup"]
    hand.wait(days=5)
    facts = service.facts()
    assert facts.asks_for_second
    assert "Choose a second place now" in said(service)["second"]
    service.elsewhere.put_off()
    assert not service.facts().asks_for_second
    hand.wait(days=8)
    assert service.facts().asks_for_second


def test_the_second_place_on_another_disk(
    service: BackupService, doc: Document, records: RecordService, hand: Moving, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    put(doc, b"photo")
    records.create("person", {"name": "林小美"})
    place = service.elsewhere.choose(stick)
    assert (place.name, place.same_disk, place.newest) == ("STICK", False, None)
    idle(service)
    second = service.elsewhere.now()
    assert second is not None
    assert second.newest == hand.now()
    assert said(service)["second"] == "A second copy is on STICK, from today."
    there = second_root(stick, doc.document_id)
    (copy,) = [one for one in (there / "points").iterdir() if one.suffix == ".gz"]
    restored = service.store.restore(copy, tmp_path / "again.banyan")
    assert (restored.photos, restored.missing) == (1, ())
    hand.wait(days=10)
    stick.rename(tmp_path / "gone")
    idle(service)
    assert said(service)["second"] == "The copy on STICK is 10 days old. Put the stick in to renew it."
    (tmp_path / "gone").rename(stick)
    records.create("person", {"name": "王小明"})
    service.back_up()
    idle(service)
    assert "from today" in said(service)["second"]
    service.elsewhere.forget()
    assert said(service)["second"].startswith("One copy only")


def test_a_second_place_on_the_same_disk_is_one_copy_only(service: BackupService, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    assert service.elsewhere.choose(folder).same_disk
    idle(service)
    assert said(service)["second"] == "One copy only: elsewhere is on the same disk as the file."


def test_a_second_place_chosen_again_knows_what_is_there(
    service: BackupService, doc: Document, hand: Moving, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    service.elsewhere.choose(stick)
    idle(service)
    service.elsewhere.forget()
    hand.wait(days=2)
    assert "2 days old" not in said(service)["second"]
    service.elsewhere.choose(stick)
    assert "2 days old" in said(service)["second"]


def test_a_full_disk_is_told_and_tried_again_later(
    service: BackupService, doc: Document, hand: Moving, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(doc, b"photo")
    monkeypatch.setattr(backup_making, "free_bytes", lambda _: 10)
    assert idle(service) == 1
    assert said(service)["backup"].startswith("The last backup failed. The disk that holds backups is full.")
    assert idle(service) == 0
    with pytest.raises(DiskFullError):
        service.back_up()
    monkeypatch.setattr(backup_making, "free_bytes", lambda _: 10_000_000)
    hand.wait(minutes=11)
    idle(service)
    assert "photos" in said(service)
    assert said(service)["photos"] == "Photos are not backed up: this disk has not enough room."
    monkeypatch.undo()
    assert service.back_up().verified_at is not None
    assert "photos" not in said(service)


def test_damage_in_the_document_is_told(service: BackupService, doc: Document, records: RecordService) -> None:
    import sqlite3

    records.create("person", {"name": "林小美"})
    idle(service)
    good = service.newest()
    raw = sqlite3.connect(doc.path)
    raw.execute("UPDATE person SET name = '林小英'")
    raw.commit()
    raw.close()
    service.memory.change(checked_at="")
    idle(service)
    assert "1 thing in the file is damaged" in said(service)["file"]
    service.back_up()
    assert service.newest() == good
    assert len(service.store.damaged(doc.document_id)) == 1


def test_stopping_by_hand(service: BackupService) -> None:
    class Stop:
        def step(self, done: int, total: int, note: Message | None = None) -> None:
            pass

        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        service.back_up(progress=Stop())
    assert service.points() == ()
    service.before("import")
    assert service.points()[0].reason == "import"


def test_backups_older_than_erasing_can_be_dropped(
    service: BackupService, doc: Document, records: RecordService, hand: Moving
) -> None:
    row, _ = records.create("person", {"name": "林小美"})
    service.back_up()
    hand.wait(minutes=1)
    doc.erase("person", row.id)
    service.erased()
    hand.wait(minutes=1)
    assert len(service.older_than_erasing()) == 1
    assert service.drop_older_than_erasing() == 1
    assert service.older_than_erasing() == ()
    assert service.newest() is not None


def test_the_fire_drill(service: BackupService, doc: Document, records: RecordService) -> None:
    records.create("person", {"name": "林小美"})
    name = put(doc, b"photo")
    point = service.back_up()
    done = drill(service.store, point)
    assert (done.whole, done.records, done.photos) == (True, 1, 1)
    service.drilled()
    assert service.memory.now.drilled_at
    service.store.photos(doc.document_id).place(name).unlink()
    done = drill(service.store, point)
    assert not done.whole
    assert len(done.missing) == 1


def test_readers_are_left_alone(service: BackupService, doc: Document, hand: Moving, tmp_path: Path) -> None:
    with Document.open(doc.path, edit=False, clock=hand) as reader:
        quiet = BackupService(reader, tmp_path / "other", hand, Places())
        assert not quiet.slice()
        quiet.close()
        assert quiet.lines()
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"damages": "x", "second": 3, "since": "2025"}'])
def test_a_memory_that_cannot_be_read_is_empty(tmp_path: Path, text: str) -> None:
    path = tmp_path / "memory.json"
    path.write_text(text)
    memory = MemoryFile(path)
    assert (memory.now.damages, memory.now.second) == (0, "")
    memory.change(second="somewhere")
    assert MemoryFile(path).now.second == "somewhere"


def test_every_line_has_a_shape_and_fits_a_sentence() -> None:
    now = Moving().now()
    for facts in (
        Facts(now),
        Facts(now, damages=2, trouble=Message("Why.")),
        Facts(now, verified_at=now, backups_elsewhere=True, photos_left_out=2),
        Facts(now, second_name="S", second_at=now - timedelta(days=9), second_reachable=True),
    ):
        for line in safety(facts):
            assert line.shape in ("done", "notice", "problem", "begun")
            assert len(WORDS.text(line.said).split()) <= 24
            assert (line.action is None) == (line.route == "")


def test_copy_everything_to_a_stick(service: BackupService, doc: Document, hand: Moving, tmp_path: Path) -> None:
    from app.models.document.travel.working_copy import WorkingCopies

    stick = tmp_path / "stick"
    stick.mkdir()
    put(doc, b"photo")
    travel = TravelService(WorkingCopies(tmp_path / "working", clock=hand), None, doc, service, hand)
    assert travel.view() is None
    assert travel.lines() == ()
    parcel = travel.pack_up()
    written = travel.copy_to_stick(parcel, stick)
    travel.copied_to_stick(parcel, written)
    assert "You may pull it out now" in WORDS.text(written.said)
    assert {one.name for one in stick.iterdir()} == {"社區.banyan", "備份說明 Backup note.txt"}
    note = (stick / "備份說明 Backup note.txt").read_text("utf-8-sig")
    assert "社區.banyan" in note
    assert not parcel.path.exists()
    assert said(service)["second"] == "A second copy is on STICK, from today."
    with Document.open(stick / "社區.banyan", edit=False) as copy:
        assert copy.check() == []
        assert copy.dump() == doc.dump()
    assert travel.come_home()
