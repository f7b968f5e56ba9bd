"""Home says where the other one is and how old; writing back is told only once it was compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import ChangedOnDiskError
from app.core.ids import seeded_ids
from app.i18n import Translator
from app.models.document.document import Document
from app.models.document.travel.working_copy import WorkingCopies, open_travelling
from app.services.backups.service import BackupService
from app.services.records import RecordService
from app.services.travel import TravelService
from tests.services.moving import Moving, Places

WORDS = Translator("en")


class Desk:
    """A document on a stick, opened as the program opens it."""

    def __init__(self, folder: Path, hand: Moving, place: str = "stick") -> None:
        self.hand, self.path = hand, folder / place / "社區.banyan"
        self.copies = WorkingCopies(folder / "data" / "working", clock=hand, probe=Places())
        if not self.path.exists():
            self.path.parent.mkdir()
            Document.create(self.path, application_version="0", clock=hand).close()
        self.doc, self.journey = open_travelling(self.copies, self.path, person="王小美", device="here")
        self.records = RecordService(self.doc, hand, seeded_ids(4), WORDS)
        backups = BackupService(self.doc, folder / "data" / "backups", hand, Places())
        self.travel = TravelService(self.copies, self.journey, self.doc, backups, hand)

    def line(self) -> tuple[str, str]:
        (line,) = self.travel.lines()
        return line.shape, WORDS.text(line.said)

    def close(self) -> bool:
        self.doc.close()
        return self.travel.come_home()


def test_the_line_says_where_and_how_old(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Moving())
    assert desk.line() == ("done", "The file on STICK is the same, written today at 09:00.")
    desk.records.create("person", {"name": "林小美"})
    desk.hand.wait(days=3)
    assert desk.line() == ("notice", "Your changes are only on this computer. The file on STICK is 3 days old.")
    desk.path.parent.rename(tmp_path / "out")
    assert "Put STICK in" in desk.line()[1]
    (tmp_path / "out").rename(desk.path.parent)
    parcel = desk.travel.pack_up()
    written = desk.travel.write_back(parcel)
    assert "You may pull it out now" in WORDS.text(written.said)
    desk.travel.written_back(parcel)
    assert desk.line() == ("done", "The file on STICK is the same, written today at 09:00.")
    assert desk.close()
    assert desk.copies.trips() == ()


def test_a_cloud_folder_is_not_pulled_out(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Moving(), "cloud")
    written = desk.travel.write_back(desk.travel.pack_up())
    assert WORDS.text(written.said) == "社區.banyan is on CLOUD. It was read back and is the same."
    desk.close()


def test_recovery_after_a_crash_is_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Moving())
    desk.records.create("person", {"name": "林小美"})
    assert not desk.close()
    again = Desk(tmp_path, desk.hand)
    view = again.travel.view()
    assert view is not None
    assert view.recovered
    assert view.unwritten
    assert [row.title for row in again.records.load("person")] == ["林小美"]
    again.doc.close()


def test_work_that_was_done_while_writing_stays_unwritten(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Moving())
    parcel = desk.travel.pack_up()
    desk.records.create("person", {"name": "林小美"})
    desk.travel.write_back(parcel)
    desk.travel.written_back(parcel)
    assert desk.line()[0] == "notice"
    desk.doc.close()


def test_both_changed_is_refused_then_written_beside(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Moving())
    desk.records.create("person", {"name": "林小美"})
    with Document.open(desk.path, clock=desk.hand) as other:
        RecordService(other, desk.hand, seeded_ids(5), WORDS).create("person", {"name": "陳大文"})
    parcel = desk.travel.pack_up()
    with pytest.raises(ChangedOnDiskError):
        desk.travel.write_back(parcel)
    written = desk.travel.write_back(parcel, beside=True)
    assert written.path.name == "社區 (2).banyan"
    assert written.beside is not None
    desk.doc.close()
