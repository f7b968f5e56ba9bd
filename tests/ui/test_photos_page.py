from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.messages import Message
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.jobs import Pool
from app.ui.pages.photos import PhotosPage
from app.ui.photos.add import PhotoAddBox
from app.ui.widgets.status import StatusWord
from tests.support import ROOT, ime_type
from tests.ui.page_tools import Answers, button, press

Shown = Callable[..., QWidget]
PICTURES = ROOT / "tests" / "data" / "pictures"
HEIC, JPEG, PNG = (PICTURES / name for name in ("market.heic", "drill.jpg", "meeting.png"))


@pytest.fixture
def page(context: UiContext, shown: Shown) -> PhotosPage:
    page = PhotosPage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, 1100, 700)
    return page


def outcomes(box: PhotoAddBox) -> list[str]:
    return [one.text() for one in box.findChildren(StatusWord, "photo_outcome")]


def ready(page: PhotosPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.adder.busy() and not page._soon.isActive())


def add(page: PhotosPage, qtbot: QtBot, *files: Path) -> None:
    page.adder.dialogs = Answers(files=files)
    press(page, "add_photos")
    if page.adder.question.isVisible():
        press(page, "take_photos")
    ready(page, qtbot)


def test_a_folder_is_preceded_by_a_restore_point_and_a_photo_is_not(
    page: PhotosPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    add(page, qtbot, JPEG)
    assert not any(one.reason == "import" for one in workspace.backups.points())
    folder = tmp_path / "相簿"
    folder.mkdir()
    shutil.copyfile(PNG, folder / PNG.name)
    page.adder.begin([folder])
    qtbot.waitUntil(lambda: page.adder.question.isVisible() or not page.adder.busy())
    if page.adder.question.isVisible():
        press(page, "take_photos")
    ready(page, qtbot)
    assert [one.reason for one in workspace.backups.points()].count("import") == 1
    assert len(workspace.records.load("photo")) == 2


def test_three_photos_and_one_question(page: PhotosPage, workspace: Workspace, qtbot: QtBot) -> None:
    event, _ = workspace.records.create("event", {"title": "防災市集", "date": "2025-04-12"})
    page.open((event.id,))
    page.adder.dialogs = Answers(files=(HEIC, JPEG, PNG))
    press(page, "add_photos")
    assert page.adder.question.isVisible()
    assert page.adder.question.words.text() == "1 of 3 photos does not say when it was taken."
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "photo_date"
    assert page.adder.question.picker.isHidden()
    press(page, "take_photos")
    ready(page, qtbot)
    rows = workspace.records.load("photo")
    assert sorted(str(row.get("taken_on")) for row in rows) == ["2025-04-12", "2025-04-12", "2025-05-03"]
    kept = workspace.records.get("event", event.id)
    assert kept is not None
    assert len(kept.get("photos")) == 3  # type: ignore[arg-type]
    assert outcomes(page.adder) == ["3 photos were added."]
    assert len(page.grid.photos.rows()) == 3
    workspace.document.undo()
    assert workspace.records.load("photo") == ()


def test_date_and_event_are_asked_where_nothing_says_them(page: PhotosPage, workspace: Workspace, qtbot: QtBot) -> None:
    event, _ = workspace.records.create("event", {"title": "義診", "date": "2025-03-02"})
    page.open(())
    page.adder.dialogs = Answers(files=(PNG,))
    press(page, "add_photos")
    picker = page.adder.question.picker
    assert picker.isVisible()
    picker.unfold()
    QTest.keyClick(picker.filter, Qt.Key.Key_Return)
    assert picker.value() == event.id
    page.leave()
    assert page.adder.question.day() == "2025-03-02"
    press(page, "take_photos")
    ready(page, qtbot)
    (row,) = workspace.records.load("photo")
    assert row.get("taken_on") == "2025-03-02"
    assert workspace.records.load("event")[0].get("photos") == (row.id,)


def test_a_typed_date_is_kept_and_a_wrong_one_stops_the_batch(
    page: PhotosPage, workspace: Workspace, qtbot: QtBot
) -> None:
    page.open(())
    page.adder.dialogs = Answers(files=(PNG,))
    press(page, "add_photos")
    line = page.adder.question.date.main_input()
    ime_type(line, "看月亮的那天")
    press(page, "take_photos")
    assert page.adder.question.isVisible()
    assert workspace.records.load("photo") == ()
    line.selectAll()  # type: ignore[attr-defined]
    ime_type(line, "114年4月20日")
    press(page, "take_photos")
    ready(page, qtbot)
    assert [row.get("taken_on") for row in workspace.records.load("photo")] == ["2025-04-20"]


def test_folder_album_doubles_and_troubles_in_words(
    page: PhotosPage, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "照片"
    folder.mkdir()
    shutil.copy(JPEG, folder / "a.jpg")
    shutil.copy(JPEG, folder / "b.jpg")
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    (folder / "broken.jpg").write_bytes(b"no picture")
    page.open(())
    page.adder.dialogs = Answers(folder=folder)
    press(page, "add_folder")
    ready(page, qtbot)
    said = outcomes(page.adder)
    assert "1 photo was added." in said
    assert "1 file was a copy of another one." in said
    assert any("not a picture" in one for one in said)
    assert any(one.startswith("broken.jpg: ") for one in said)
    album = tmp_path / "album.zip"
    with zipfile.ZipFile(album, "w") as made:
        made.write(JPEG, "c.jpg")
    page.adder.begin((album,))
    ready(page, qtbot)
    assert outcomes(page.adder) == ["1 photo was here already."]
    assert len(workspace.records.load("photo")) == 1


def test_drop_and_paste(page: PhotosPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.open(())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(JPEG))])
    assert page.adder.take(data)
    ready(page, qtbot)
    assert len(workspace.records.load("photo")) == 1
    picture = QImage(640, 480, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    QGuiApplication.clipboard().setImage(picture)
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.adder.question.isVisible()
    press(page, "take_photos")
    ready(page, qtbot)
    assert len(workspace.records.load("photo")) == 2
    QGuiApplication.clipboard().setText("words")
    assert not page.adder.paste()


def test_captions_are_typed_one_after_the_other(page: PhotosPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.open(())
    add(page, qtbot, HEIC, JPEG)
    page.grid.choose((page.grid.photos.rows()[0].id,))
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    line = QApplication.focusWidget()
    assert line is page.panel.caption.inputs["en"].input
    help_text = page.help_text()
    assert help_text is not None
    assert help_text.title == page._facts.record_type.field("caption").label  # type: ignore[union-attr]
    ime_type(page.panel.caption.inputs["zh_TW"].input, "志工清點物資。")
    QTest.keyClick(page.panel.caption.inputs["zh_TW"].input, Qt.Key.Key_Return)
    assert page.grid.chosen() == (page.grid.photos.rows()[1].id,)
    assert QApplication.focusWidget() is page.panel.caption.inputs["zh_TW"].input
    ime_type(page.panel.caption.inputs["zh_TW"].input, "長輩練習滅火。", commit=False)
    page.leave()
    ready(page, qtbot)
    assert {row.title for row in workspace.records.load("photo")} == {"志工清點物資。", "長輩練習滅火。"}


def test_turning_changes_the_record_and_never_the_original(
    page: PhotosPage, workspace: Workspace, qtbot: QtBot
) -> None:
    page.open(())
    add(page, qtbot, JPEG)
    before = page.panel.prints.text()
    press(page, "turn_right")
    ready(page, qtbot)
    (row,) = workspace.records.load("photo")
    assert row.get("turn") == 1
    assert workspace.document.blob(str(row.get("sha256"))) == JPEG.read_bytes()
    assert page.panel.prints.text() != before
    press(page, "turn_left")
    press(page, "turn_left")
    ready(page, qtbot)
    assert workspace.records.load("photo")[0].get("turn") in (0, 3)


def test_several_photos_go_to_an_event_and_to_the_bin(page: PhotosPage, workspace: Workspace, qtbot: QtBot) -> None:
    event, _ = workspace.records.create("event", {"title": "演練"})
    page.open(())
    add(page, qtbot, HEIC, JPEG, PNG)
    ids = tuple(row.id for row in page.grid.photos.rows())
    page.grid.choose(ids[:2])
    assert page.panel.many.isVisible()
    page.panel.events_edited.emit((event.id,))
    ready(page, qtbot)
    assert workspace.records.load("event")[0].get("photos") == ids[:2]
    page.open((event.id,))
    assert [row.id for row in page.grid.photos.rows()] == list(ids[:2])
    page.open(("loose",))
    assert [row.id for row in page.grid.photos.rows()] == [ids[2]]
    page.open(())
    page.grid.choose(ids[:2])
    press(page, "delete_photo")
    ready(page, qtbot)
    assert len(workspace.records.load("photo")) == 1


def test_stop_keeps_what_was_stored(context: UiContext, workspace: Workspace, shown: Shown, qtbot: QtBot) -> None:
    box = PhotoAddBox(context)
    shown(box)
    kept: list[object] = []
    box.added.connect(kept.append)
    box.begin((HEIC, JPEG))
    box._next()  # one photo is stored
    assert box._job is not None
    box._job.cancel()
    qtbot.waitUntil(lambda: bool(kept))
    assert len(workspace.records.load("photo")) == 1
    assert any("You stopped" in one for one in outcomes(box))


def test_stop_while_reading_adds_nothing(
    context: UiContext, workspace: Workspace, shown: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    for number in range(30):
        shutil.copy(JPEG, tmp_path / f"{number}.jpg")
    pool = Pool()
    context.pool = pool
    box = PhotoAddBox(context)
    shown(box)
    box.begin((tmp_path,))
    assert box._job is not None
    box._job.cancel()
    qtbot.waitUntil(lambda: not box.busy(), timeout=20000)
    pool.close()
    assert workspace.records.load("photo") == ()
    assert any("stopped" in one for one in outcomes(box))


def test_an_empty_page_says_what_belongs_here(page: PhotosPage) -> None:
    page.open(())
    assert button(page, "add_photos").isEnabled()
    help_text = page.help_text()
    assert help_text is not None
    assert isinstance(help_text.why, Message)
