"""What the record pages keep and what they do beyond fields: tables as they were left, photos, erasing for good."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.services.workspace import Workspace
from app.ui.context import DocumentFacts, UiContext
from app.ui.forms.photo_picker import PhotoPicker
from app.ui.pages.records import RecordsPage
from app.ui.settings_file import FileSettings
from app.ui.theme import Theme
from app.ui.widgets.picker import Chip
from tests.support import ROOT, ime_type
from tests.ui.page_tools import Answers, press, words
from tests.ui.safety_desk import SafetyDesk, safety_desk

Shown = Callable[..., QWidget]
PICTURES = ROOT / "tests" / "data" / "pictures"


@pytest.fixture
def desk(tmp_path: Path, theme: Theme) -> Iterator[SafetyDesk]:
    with safety_desk(tmp_path, theme) as made:
        yield made


def page_of(context: UiContext, shown: Shown) -> RecordsPage:
    page = RecordsPage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, 1200, 700)
    return page


def columns(page: RecordsPage) -> list[str]:
    return [one.field.name for one in page.model.columns]


def click_head(page: RecordsPage, name: str) -> None:
    head = page.table.horizontalHeader()
    place = head.sectionViewportPosition(columns(page).index(name)) + 8
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, head.height() // 2))


def test_columns_and_order_of_each_table_outlast_the_program(
    context: UiContext, workspace: Workspace, shown: Shown, tmp_path: Path, qtbot: QtBot
) -> None:
    for name in ("甲", "丙", "乙"):
        workspace.records.create("person", {"name": name})
    for title in ("一", "二"):
        workspace.records.create("event", {"title": title})
    path = tmp_path / "設定" / "settings.toml"
    context.settings = FileSettings(path)
    page = page_of(context, shown)
    page.open(("person",))
    whole = columns(page)
    press(page, "columns")
    box = next(b for b in page.list.columns_card.findChildren(QCheckBox) if b.property("field") == whole[1])
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    click_head(page, "name")
    if page.list.ids() != tuple(row.id for row in sorted(page.model.rows(), key=lambda row: row.title, reverse=True)):
        click_head(page, "name")
    falling = [row.title for row in page.model.rows()]
    page.open(("event",))
    assert page.table.horizontalHeader().sortIndicatorSection() == -1
    context.settings = FileSettings(path)
    again = page_of(context, shown)
    again.open(("person",))
    assert columns(again) == [name for name in whole if name != whole[1]]
    assert [row.title for row in again.model.rows()] == falling
    assert again.table.horizontalHeader().sortIndicatorSection() == columns(again).index("name")
    again.open(("event",))
    assert again.table.horizontalHeader().sortIndicatorSection() == -1


def test_settings_of_tables_that_make_no_sense_are_forgotten(
    context: UiContext, workspace: Workspace, shown: Shown, tmp_path: Path
) -> None:
    workspace.records.create("person", {"name": "甲"})
    path = tmp_path / "settings.toml"
    path.write_text(
        'version = 1\n[columns]\nperson = ["gone", "phone"]\nevent = 3\n[sorts]\nperson = "-gone"\nevent = ["x"]\n',
        "utf-8",
    )
    context.settings = FileSettings(path)
    assert dict(context.settings.current.columns) == {"person": ("gone", "phone")}
    assert dict(context.settings.current.sorts) == {"person": "-gone"}
    page = page_of(context, shown)
    page.open(("person",))
    assert columns(page) == ["phone"]


def test_photos_come_in_within_the_form_of_their_event(
    context: UiContext, workspace: Workspace, shown: Shown, qtbot: QtBot
) -> None:
    event, _ = workspace.records.create("event", {"title": "演練", "date": "2025-03-12"})
    page = page_of(context, shown)
    page.open(("event", event.id))
    adder = page.side.adder
    assert adder is not None
    adder.dialogs = Answers(files=(PICTURES / "drill.jpg",))
    press(page, "add_photos")
    qtbot.waitUntil(lambda: not adder.busy())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(PICTURES / "market.heic"))])
    QGuiApplication.clipboard().setMimeData(data)
    page.side.setFocus()
    QTest.keyClick(page.side, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not adder.busy())
    QGuiApplication.clipboard().clear()  # what stays there outlives the application
    row = workspace.records.get("event", event.id)
    assert row is not None
    assert len(row.get("photos") or ()) == 2  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: not page._soon.isActive())
    assert page.form is not None
    picker = page.form.line("photos").editor
    assert isinstance(picker, PhotoPicker)
    assert picker.value() == row.get("photos")
    qtbot.waitUntil(lambda: all(not chip.picture.pixmap().isNull() for chip in picker.findChildren(Chip)))
    workspace.photos.add(workspace.photos.prepare([PICTURES / "meeting.png"]))
    context.lane.submit(lambda _workspace: None)
    qtbot.waitUntil(lambda: not page._soon.isActive())
    picker = page.form.line("photos").editor  # the form was made anew for the new choice
    assert isinstance(picker, PhotoPicker)
    picker.unfold()
    qtbot.waitUntil(lambda: picker.list.count() == 1 and not picker.list.item(0).icon().isNull())
    assert picker.list.item(0).text()
    page.open(("person",))
    assert page.side.adder is None


def test_a_person_is_erased_from_the_record_itself(desk: SafetyDesk, shown: Shown, qtbot: QtBot) -> None:
    row, _ = desk.records.create("person", {"name": "林小美"})
    other, _ = desk.records.create("person", {"name": "留著"})
    desk.workspace.backups.back_up()
    desk.hand.wait(hours=1)
    page = page_of(desk.context, shown)
    page.open(("person", row.id))
    press(page, "erase")
    (field,) = page.findChildren(QLineEdit, "erase_word")
    assert field.hasFocus()
    seen = page.side._scroll.viewport()
    qtbot.waitUntil(lambda: seen.rect().contains(field.mapTo(seen, field.rect().bottomLeft())))
    assert "1 backup of before may hold it" in words(page)
    ime_type(field, "yes")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "was not typed" in words(page)
    press(page, "erase_keep")
    assert not page.findChildren(QLineEdit, "erase_word") or not field.isVisible()
    press(page, "erase")
    (field,) = [one for one in page.findChildren(QLineEdit, "erase_word") if one.isVisible()]
    box = next(one for one in page.findChildren(QCheckBox, "erase_backups") if one.isVisible())
    QTest.keyClick(box, Qt.Key.Key_Space)
    said: list[object] = []
    desk.context.noticed.connect(lambda message, _tone: said.append(desk.context.text(message)))
    ime_type(field, "erase", commit=False)
    press(page, "erase_sure")
    assert [one.title for one in desk.records.load("person")] == ["留著"]
    assert desk.workspace.history.bin() == ()
    assert desk.workspace.backups.older_than_erasing() == ()
    assert len(desk.workspace.backups.points()) == 1
    assert said == ["“林小美” is erased for good, and 1 older backup is dropped."]
    qtbot.waitUntil(lambda: not page._soon.isActive())
    QApplication.processEvents()
    assert page.list.ids() == (other.id,)


def test_only_people_and_photos_are_erased_from_their_own_page(desk: SafetyDesk, shown: Shown) -> None:
    event, _ = desk.records.create("event", {"title": "演練"})
    person, _ = desk.records.create("person", {"name": "王小美"})
    page = page_of(desk.context, shown)
    page.open(("event", event.id))
    assert not next(iter(page.findChildren(QPushButton, "erase"))).isVisible()
    page.open(("person", person.id))
    assert next(iter(page.findChildren(QPushButton, "erase"))).isVisible()
    desk.context.document = DocumentFacts(read_only=True)
    page.retranslate()
    assert not next(iter(page.findChildren(QPushButton, "erase"))).isVisible()
