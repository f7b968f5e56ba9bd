"""A document on a stick, a share or in a cloud folder is edited here and written back whole; never two truths."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from app.core.errors import (
    AppError,
    Cancelled,
    ChangedOnDiskError,
    CorruptError,
    DeniedError,
    DiskFullError,
    StorageError,
)
from app.core.messages import N_, Message
from app.models.document.document import Document
from app.models.document.travel.parcel import deliver, free_name, pack_up
from app.models.document.travel.state import Relation, State, relation, state_of
from app.models.document.travel.working_copy import OURS, THEIRS, Journey, WorkingCopies, open_travelling
from app.system.durable import put_in_place, read_back
from app.system.places import Place, PlaceKind
from tests.models.document.conftest import Hand
from tests.models.document.small_models import SMALL, Group, Member, small_setup

PARCEL = "app.models.document.travel.parcel"
KINDS = {"stick": PlaceKind.REMOVABLE, "share": PlaceKind.NETWORK, "cloud": PlaceKind.CLOUD}


class Places:
    """Tells the kind of a place by the name of a folder above it."""

    def __init__(self) -> None:
        self.read_only = False

    def volume(self, path: Path) -> Place | None:
        for one in (path, *path.parents):
            if one.name in KINDS:
                return Place(KINDS[one.name], one, one.name, one.name.upper(), self.read_only)
        return None


@pytest.fixture
def places() -> Places:
    return Places()


@pytest.fixture
def copies(tmp_path: Path, hand: Hand, places: Places) -> WorkingCopies:
    return WorkingCopies(tmp_path / "data" / "working", SMALL, hand, places)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    with Document.create(folder / "社區.banyan", application_version="0", setup=small_setup()) as doc:
        doc.put_blob(hashlib.sha256(b"photo").hexdigest(), b"photo")
        add(doc, "先")
    return folder


def add(doc: Document, name: str) -> None:
    with doc.unit_of_work(N_("Add")) as work:
        work.session.add(Group(name=name))


def names(path: Path) -> set[str]:
    with Document.open(path, edit=False, setup=small_setup()) as doc:
        assert doc.check() == []
        return {row[3] or "" for row in doc.dump()["group_"]}


def set_out(copies: WorkingCopies, path: Path, take: str = "") -> tuple[Document, Journey]:
    doc, journey = open_travelling(copies, path, person="林小美", device="laptop", take=take, setup=small_setup())
    assert journey is not None
    return doc, journey


def write_back(copies: WorkingCopies, doc: Document, journey: Journey, *, beside: bool = False) -> Path:
    journey.trip, done = copies.write_back(journey.trip, copies.pack_up(doc, journey.trip), beside=beside)
    return done.path


@pytest.mark.parametrize("kind", ["stick", "share", "cloud"])
def test_there_and_back(copies: WorkingCopies, tmp_path: Path, stick: Path, kind: str) -> None:
    if kind != "stick":
        stick.rename(tmp_path / kind)
    path = tmp_path / kind / "社區.banyan"
    before = path.stat()
    doc, journey = set_out(copies, path)
    assert doc.path != path
    assert not doc.read_only
    assert (journey.trip.kind, journey.trip.place) == (KINDS[kind], kind.upper())
    assert not copies.unwritten(journey.trip, doc)
    add(doc, "後")
    assert path.stat().st_mtime_ns == before.st_mtime_ns  # nothing is edited there
    assert copies.unwritten(journey.trip, doc)
    assert write_back(copies, doc, journey) == path
    assert not copies.unwritten(journey.trip, doc)
    assert names(path) == {"先", "後"}
    doc.close()
    assert copies.come_home(journey)
    assert copies.trips() == ()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_local_file_is_edited_where_it_stands(copies: WorkingCopies, tmp_path: Path, stick: Path) -> None:
    path = tmp_path / "a.banyan"
    shutil.copyfile(stick / "社區.banyan", path)
    doc, journey = open_travelling(copies, path, setup=small_setup())
    assert journey is None
    assert doc.path == path
    doc.close()
    assert not copies.root.exists()


def test_a_write_protected_stick_is_only_read(copies: WorkingCopies, stick: Path, places: Places) -> None:
    places.read_only = True
    doc, journey = open_travelling(copies, stick / "社區.banyan", setup=small_setup())
    assert journey is None
    doc.close()


def test_a_leftover_working_copy_is_the_recovery(copies: WorkingCopies, stick: Path) -> None:
    doc, journey = set_out(copies, stick / "社區.banyan")
    add(doc, "後")
    doc.close()
    assert not copies.come_home(journey)
    assert names(stick / "社區.banyan") == {"先"}
    doc, journey = set_out(copies, stick / "社區.banyan")
    assert journey.recovered
    assert copies.unwritten(journey.trip, doc)
    write_back(copies, doc, journey)
    doc.close()
    assert copies.come_home(journey)
    assert names(stick / "社區.banyan") == {"先", "後"}


def test_the_stick_is_out(copies: WorkingCopies, stick: Path, tmp_path: Path) -> None:
    path = stick / "社區.banyan"
    doc, journey = set_out(copies, path)
    add(doc, "後")
    stick.rename(tmp_path / "pulled")
    assert not journey.trip.reachable
    with pytest.raises(StorageError) as caught:
        write_back(copies, doc, journey)
    assert caught.value.code == "storage.gone"
    doc.close()
    assert not copies.come_home(journey)
    doc, journey = set_out(copies, path)
    assert journey.recovered
    (tmp_path / "pulled").rename(stick)
    write_back(copies, doc, journey)
    doc.close()
    assert copies.come_home(journey)
    assert names(path) == {"先", "後"}


def test_someone_else_worked_on_the_stick(copies: WorkingCopies, stick: Path) -> None:
    """Only theirs changed: it is taken; nothing of ours is lost because there was nothing."""
    doc, journey = set_out(copies, stick / "社區.banyan")
    doc.close()
    with Document.open(stick / "社區.banyan", setup=small_setup()) as other:
        add(other, "他")
    doc, journey = set_out(copies, stick / "社區.banyan")
    assert not journey.recovered
    assert journey.kept is None
    add(doc, "我")
    write_back(copies, doc, journey)
    doc.close()
    assert names(stick / "社區.banyan") == {"先", "他", "我"}


def both_changed(copies: WorkingCopies, stick: Path) -> None:
    doc, _ = set_out(copies, stick / "社區.banyan")
    add(doc, "我")
    doc.close()
    with Document.open(stick / "社區.banyan", setup=small_setup()) as other:
        add(other, "他")


def test_both_changed_is_never_decided_silently(copies: WorkingCopies, stick: Path) -> None:
    both_changed(copies, stick)
    with pytest.raises(ChangedOnDiskError):
        set_out(copies, stick / "社區.banyan")
    doc, journey = set_out(copies, stick / "社區.banyan", OURS)
    with pytest.raises(ChangedOnDiskError):
        write_back(copies, doc, journey)
    assert names(stick / "社區.banyan") == {"先", "他"}
    assert write_back(copies, doc, journey, beside=True) == stick / "社區 (2).banyan"
    assert names(stick / "社區 (2).banyan") == {"先", "我"}
    assert names(stick / "社區.banyan") == {"先", "他"}
    doc.close()
    assert copies.come_home(journey)


def test_taking_theirs_keeps_ours_aside(copies: WorkingCopies, stick: Path) -> None:
    both_changed(copies, stick)
    doc, journey = set_out(copies, stick / "社區.banyan", THEIRS)
    assert journey.kept is not None
    assert names(journey.kept) == {"先", "我"}
    doc.close()
    assert copies.come_home(journey)
    assert names(journey.kept) == {"先", "我"}


def test_changed_while_we_worked(copies: WorkingCopies, stick: Path) -> None:
    doc, journey = set_out(copies, stick / "社區.banyan")
    add(doc, "我")
    with Document.open(stick / "社區.banyan", setup=small_setup()) as other:
        add(other, "他")
    with pytest.raises(ChangedOnDiskError) as caught:
        write_back(copies, doc, journey)
    assert "overwritten" in caught.value.safe.id
    doc.close()
    assert names(stick / "社區.banyan") == {"先", "他"}


def test_another_stick_with_an_older_copy(copies: WorkingCopies, stick: Path, tmp_path: Path) -> None:
    old = tmp_path / "cloud"
    shutil.copytree(stick, old)
    doc, journey = set_out(copies, stick / "社區.banyan")
    add(doc, "後")
    doc.close()
    doc, journey = set_out(copies, old / "社區.banyan")
    assert journey.recovered  # the newer work is not hidden by the older file
    write_back(copies, doc, journey)
    doc.close()
    assert names(old / "社區.banyan") == {"先", "後"}


def test_a_foreign_document_of_the_same_name_is_not_replaced(copies: WorkingCopies, stick: Path) -> None:
    doc, journey = set_out(copies, stick / "社區.banyan")
    add(doc, "後")
    (stick / "社區.banyan").unlink()
    Document.create(stick / "社區.banyan", application_version="0", setup=small_setup()).close()
    with pytest.raises(ChangedOnDiskError):
        write_back(copies, doc, journey)
    (stick / "社區.banyan").write_bytes(b"not ours")
    with pytest.raises(ChangedOnDiskError):
        write_back(copies, doc, journey)
    (stick / "社區.banyan").unlink()  # somebody removed it: there is nothing to lose
    write_back(copies, doc, journey)
    doc.close()
    assert names(stick / "社區.banyan") == {"先", "後"}


def test_a_share_that_somebody_else_has(copies: WorkingCopies, stick: Path, tmp_path: Path, hand: Hand) -> None:
    share = stick.rename(tmp_path / "share")
    doc, journey = set_out(copies, share / "社區.banyan")
    elsewhere = WorkingCopies(tmp_path / "other computer", SMALL, hand, Places())
    second, reading = set_out(elsewhere, share / "社區.banyan")
    assert second.read_only
    assert second.locked_by is not None
    assert (second.locked_by.person, second.locked_by.device) == ("林小美", "laptop")
    assert second.why_read_only is not None
    add(doc, "後")
    write_back(copies, doc, journey)
    second.close()
    assert elsewhere.come_home(reading)
    assert elsewhere.trips() == ()
    doc.close()
    assert copies.come_home(journey)
    assert [one.name for one in share.iterdir()] == ["社區.banyan"]


def test_a_second_window_reads(copies: WorkingCopies, stick: Path) -> None:
    doc, journey = set_out(copies, stick / "社區.banyan")
    with Document.open(stick / "社區.banyan", setup=small_setup()) as other:
        add(other, "他")  # now the working copy is behind, but it is open
    second, again = set_out(copies, stick / "社區.banyan")
    assert second.read_only
    assert second.path == doc.path
    second.close()
    add(doc, "我")
    assert doc.check() == []
    doc.close()
    assert again.trip == journey.trip


def test_a_held_target_is_written_beside(copies: WorkingCopies, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sync program that blocks the rename: the person's file is never deleted first."""
    doc, journey = set_out(copies, stick / "社區.banyan")
    add(doc, "後")

    def held(draft: Path, target: Path) -> None:
        if target.name == "社區.banyan":
            raise PermissionError(13, "held")
        put_in_place(draft, target)

    monkeypatch.setattr(f"{PARCEL}.put_in_place", held)
    with pytest.raises(DeniedError):
        write_back(copies, doc, journey)
    assert write_back(copies, doc, journey, beside=True) == stick / "社區 (2).banyan"
    assert names(stick / "社區.banyan") == {"先"}
    assert names(stick / "社區 (2).banyan") == {"先", "後"}
    doc.close()


def test_a_stick_that_lies_is_found_out(copies: WorkingCopies, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One wrong byte among all that is read back."""
    doc, journey = set_out(copies, stick / "社區.banyan")
    add(doc, "後")

    def lying(path: Path) -> list[bytes]:
        data = bytearray(b"".join(read_back(path)))
        data[len(data) // 2] ^= 1
        return [bytes(data)]

    monkeypatch.setattr(f"{PARCEL}.read_back", lying)
    with pytest.raises(StorageError) as caught:
        write_back(copies, doc, journey)
    assert caught.value.code == "storage.read_back"
    assert names(stick / "社區.banyan") == {"先"}
    assert [one.name for one in stick.iterdir()] == ["社區.banyan"]
    doc.close()


def test_no_room_and_stop(copies: WorkingCopies, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    doc, journey = set_out(copies, stick / "社區.banyan")
    add(doc, "後")
    monkeypatch.setattr(f"{PARCEL}.free_bytes", lambda _: 1000)
    with pytest.raises(DiskFullError) as caught:
        write_back(copies, doc, journey)
    assert "mb" in caught.value.todo.params
    monkeypatch.undo()

    class Stop:
        def step(self, done: int, total: int, note: Message | None = None) -> None:
            self.stop = done > 0

        def cancelled(self) -> bool:
            return self.stop

    with pytest.raises(Cancelled):
        copies.write_back(journey.trip, copies.pack_up(doc, journey.trip), progress=Stop())
    assert names(stick / "社區.banyan") == {"先"}
    assert [one.name for one in stick.iterdir()] == ["社區.banyan"]
    doc.close()


def test_a_damaged_working_copy_does_not_replace_the_good_file(copies: WorkingCopies, stick: Path) -> None:
    import sqlite3

    doc, journey = set_out(copies, stick / "社區.banyan")
    with doc.unit_of_work(N_("Add")) as work:
        work.session.add(Member(name="王小明"))
    raw = sqlite3.connect(doc.path)
    raw.execute("UPDATE member SET name = '王小朋'")
    raw.commit()
    raw.close()
    with pytest.raises(CorruptError):
        write_back(copies, doc, journey)
    assert names(stick / "社區.banyan") == {"先"}
    doc.close()


def test_a_registry_that_cannot_be_read_loses_nothing(copies: WorkingCopies, stick: Path) -> None:
    doc, journey = set_out(copies, stick / "社區.banyan")
    add(doc, "後")
    doc.close()
    (journey.trip.folder / "origin.json").write_text("{")
    doc, journey = set_out(copies, stick / "社區.banyan")
    assert {row[3] for row in doc.dump()["group_"]} == {"先", "後"}
    doc.close()


def test_whole_copy_to_a_stick(tmp_path: Path, stick: Path) -> None:
    with Document.create(tmp_path / "a.banyan", application_version="0", setup=small_setup()) as doc:
        add(doc, "一")
        done = deliver(pack_up(doc, tmp_path / "w"), stick / "a.banyan", SMALL)
        assert done.beside is None
        add(doc, "二")
        done = deliver(pack_up(doc, tmp_path / "w"), stick / "a.banyan", SMALL, beside=True)
        assert done.path == stick / "a.banyan"  # ours of before is renewed
        done = deliver(pack_up(doc, tmp_path / "w"), stick / "社區.banyan", SMALL, beside=True)
        assert done.path == stick / "社區 (2).banyan"  # another community's file is left alone
        assert done.beside is not None
    assert names(stick / "a.banyan") == names(stick / "社區 (2).banyan") == {"一", "二"}
    assert len(list((tmp_path / "w").iterdir())) == 1


def test_what_is_no_document_is_refused_as_ever(copies: WorkingCopies, stick: Path) -> None:
    (stick / "x.banyan").write_bytes(os.urandom(5000))
    for path in (stick / "x.banyan", stick / "none.banyan"):
        with pytest.raises(AppError) as caught:
            open_travelling(copies, path, setup=small_setup())
        assert caught.value.exit_code == 2
    assert copies.trips() == ()


def test_names_beside(tmp_path: Path) -> None:
    assert free_name(tmp_path / "a.banyan").name == "a (2).banyan"
    (tmp_path / "a (2).banyan").touch()
    assert free_name(tmp_path / "a.banyan").name == free_name(tmp_path / "a (2).banyan").name == "a (3).banyan"


def test_relations(doc: Document) -> None:
    a = state_of(doc.connection)
    add(doc, "一")
    b = state_of(doc.connection)
    assert b.knows(a)
    assert not a.knows(b)
    assert relation(b, a, "") is Relation.AHEAD
    assert relation(a, b, "") is Relation.BEHIND
    assert relation(a, b, b.digest) is Relation.AHEAD
    assert relation(b, b, "") is Relation.SAME
    assert relation(b, State("other", a.heads, a.digest), a.digest) is Relation.APART
    assert relation(State(a.document_id, {"x": 1}, "1"), State(a.document_id, {"y": 1}, "2"), "") is Relation.APART
