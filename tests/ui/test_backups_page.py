from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import AppError
from app.core.ids import seeded_ids
from app.i18n import Translator
from app.models.document.document import Document
from app.services.records import RecordService
from app.ui.pages.backups import BackupsPage
from app.ui.theme import Theme
from tests.ui.page_tools import button, press, words
from tests.ui.safety_desk import SafetyDesk, safety_desk

Shown = Callable[..., QWidget]


@pytest.fixture
def desk(tmp_path: Path, theme: Theme) -> Iterator[SafetyDesk]:
    with safety_desk(tmp_path, theme) as made:
        yield made


@pytest.fixture
def travelling(tmp_path: Path, theme: Theme) -> Iterator[SafetyDesk]:
    with safety_desk(tmp_path, theme, on_stick=True) as made:
        yield made


def make_page(desk: SafetyDesk, shown: Shown) -> BackupsPage:
    page = BackupsPage(desk.context)
    desk.context.lane.changes.connect(page.on_changes)
    shown(page, 900, 1200)
    page.open(())
    return page


def calm(page: BackupsPage, qtbot: QtBot) -> None:
    """Wait until what changed has been read anew and is laid out."""
    qtbot.waitUntil(lambda: not page._busy and not page._soon.isActive())
    QApplication.processEvents()


def done(page: BackupsPage, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: not page._busy and not page.result.isHidden())
    calm(page, qtbot)
    return page.result.words.text()


def with_photo(desk: SafetyDesk) -> str:
    name = hashlib.sha256(b"photo").hexdigest()
    desk.workspace.document.put_blob(name, b"photo")
    desk.records.create("photo", {"name": "IMG_1.jpg", "sha256": name})
    return name


def test_back_up_now(desk: SafetyDesk, shown: Shown, qtbot: QtBot) -> None:
    page = make_page(desk, shown)
    assert "no verified backup" in words(page)
    assert not button(page, "drill").isEnabled()
    with_photo(desk)
    calm(page, qtbot)
    press(page, "back_up_now")
    assert done(page, qtbot) == "Backed up, opened again and verified."
    said = words(page)
    for part in ("Backed up today at 09:00", "Made by hand", "Verified, with all photos", "One copy only"):
        assert part in said
    assert len(desk.workspace.backups.points()) == 1


def test_trying_out_a_backup(desk: SafetyDesk, shown: Shown, qtbot: QtBot) -> None:
    name = with_photo(desk)
    desk.idle()
    page = make_page(desk, shown)
    press(page, "drill")
    assert done(page, qtbot) == "Every record and photo came back. Records: 1, photos and files: 1."
    assert desk.workspace.backups.memory.now.drilled_at
    store = desk.workspace.backups.store
    store.photos(desk.workspace.document.document_id).place(name).unlink()
    press(page, "drill")
    assert "not every photo: IMG_1.jpg" in done(page, qtbot)


def test_bringing_a_backup_back_beside_the_original(
    desk: SafetyDesk, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    with_photo(desk)
    desk.idle()
    page = make_page(desk, shown)
    (point,) = desk.workspace.backups.points()
    before = desk.workspace.document.dump()
    desk.answers.save = tmp_path / "昨天.banyan"
    press(page, f"restore_{point.name}")
    assert done(page, qtbot) == "昨天.banyan is there, whole. Your present file is as it was."
    assert desk.answers.proposed[0].startswith("安和社區 ")
    assert button(page, "result_folder")
    assert desk.workspace.document.dump() == before
    with Document.open(tmp_path / "昨天.banyan", edit=False) as back:
        assert back.check() == []
    errors: list[AppError] = []
    desk.context.erred.connect(errors.append)
    press(page, f"restore_{point.name}")  # the name is taken now
    assert errors[0].code == "storage.exists"
    desk.answers.save = None
    press(page, f"restore_{point.name}")  # thought better of it
    assert not page._busy


def test_a_second_place(desk: SafetyDesk, shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    desk.idle()
    page = make_page(desk, shown)
    desk.answers.folder = tmp_path
    press(page, "choose_second")
    assert "same disk" in done(page, qtbot)
    desk.answers.folder = desk.stick
    press(page, "choose_second")
    assert done(page, qtbot) == "A copy of every backup is kept on STICK from now on."
    page.open(())
    calm(page, qtbot)
    assert "A second copy is on STICK, from today." in words(page)
    press(page, "forget_second")
    calm(page, qtbot)
    assert "One copy only" in words(page)


def test_the_question_for_a_second_place_can_wait_a_week(desk: SafetyDesk, shown: Shown, qtbot: QtBot) -> None:
    desk.idle()
    desk.hand.wait(days=8)
    page = make_page(desk, shown)
    assert "Choose a second place now" in words(page)
    press(page, "put_off")
    calm(page, qtbot)
    assert "Choose a second place now" not in words(page)


def test_copy_everything_to_a_stick(desk: SafetyDesk, shown: Shown, qtbot: QtBot) -> None:
    with_photo(desk)
    page = make_page(desk, shown)
    calm(page, qtbot)
    desk.answers.folder = desk.stick
    press(page, "copy_to_stick")
    assert "You may pull it out now." in done(page, qtbot)
    assert "A second copy is on STICK, from today." in words(page)
    with Document.open(desk.stick / "安和社區.banyan", edit=False) as copy:
        assert copy.dump() == desk.workspace.document.dump()
    desk.answers.folder = desk.stick / "gone"
    errors: list[AppError] = []
    desk.context.erred.connect(errors.append)
    press(page, "copy_to_stick")
    assert [error.code for error in errors] == ["storage.gone"]
    calm(page, qtbot)
    assert button(page, "copy_to_stick").isEnabled()


def test_writing_back(travelling: SafetyDesk, shown: Shown, qtbot: QtBot) -> None:
    desk = travelling
    page = make_page(desk, shown)
    assert "This file lives on STICK (a stick)." in words(page)
    desk.records.create("person", {"name": "林小美"})
    page.open(())
    calm(page, qtbot)
    assert "only on this computer" in words(page)
    press(page, "write_back")
    assert "You may pull it out now." in done(page, qtbot)
    assert "The file on STICK is the same" in words(page)
    with Document.open(desk.path, edit=False) as there:
        assert there.dump() == desk.workspace.document.dump()


def test_both_changed_offers_another_name(travelling: SafetyDesk, shown: Shown, qtbot: QtBot) -> None:
    desk = travelling
    page = make_page(desk, shown)
    desk.records.create("person", {"name": "我"})
    calm(page, qtbot)
    with Document.open(desk.path, clock=desk.hand) as other:
        RecordService(other, desk.hand, seeded_ids(5), Translator("en")).create("person", {"name": "他"})
    press(page, "write_back")
    assert "changed somewhere else too" in done(page, qtbot)
    press(page, "result_action")
    assert "Yours stands beside it" in done(page, qtbot)
    assert {one.name for one in desk.stick.iterdir()} == {"安和社區.banyan", "安和社區 (2).banyan"}


def test_a_stick_that_is_out_cannot_be_written_to(travelling: SafetyDesk, shown: Shown, tmp_path: Path) -> None:
    desk = travelling
    desk.stick.rename(tmp_path / "out")
    page = make_page(desk, shown)
    assert not button(page, "write_back").isEnabled()
    assert "STICK is not there now" in words(page)
    (tmp_path / "out").rename(desk.stick)


def test_backups_that_hold_what_was_erased_can_be_dropped(desk: SafetyDesk, shown: Shown, qtbot: QtBot) -> None:
    row, _ = desk.records.create("person", {"name": "林小美"})
    desk.idle()
    desk.hand.wait(minutes=1)
    desk.workspace.history.erase("person", row.id, "erase")
    desk.hand.wait(minutes=1)
    page = make_page(desk, shown)
    assert "1 backup may still hold" in words(page)
    press(page, "drop_old")
    assert done(page, qtbot) == "1 backup was dropped."
    assert not [one for one in page.findChildren(QPushButton, "drop_old") if one.isVisible()]


def test_older_backups_on_demand(desk: SafetyDesk, shown: Shown) -> None:
    for number in range(8):
        desk.records.create("person", {"name": str(number)})
        desk.workspace.backups.back_up()
    page = make_page(desk, shown)
    assert len(page.cards.points.findChildren(QPushButton)) == 7
    press(page, "older_backups")
    QApplication.processEvents()
    assert len([one for one in page.cards.points.findChildren(QPushButton) if one.isVisible()]) == 8
