"""Data comes in by keys alone: choose, look, decide, bring in, take back; and what cannot come in is said."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.progress import Progress
from app.i18n import Translator
from app.imports.workbook import read_book
from app.services.importing.rows import ImportPlan
from app.ui.pages.bring_in import BringInPage
from app.ui.theme import Theme
from app.ui.widgets.choice import ComboBox
from tests.support import FULL, SEED
from tests.ui.looks import complaints, overlaps
from tests.ui.page_tools import Answers, button, press, words
from tests.ui.safety_desk import SafetyDesk, safety_desk

Shown = Callable[..., QWidget]
DRESSES = tuple(itertools.product(("zh_TW", "en", "qps"), ("light", "dark"), (100, 200)))


@pytest.fixture
def desk(tmp_path: Path, theme: Theme) -> Iterator[SafetyDesk]:
    with safety_desk(tmp_path, theme) as made:
        yield made


@pytest.fixture
def page(desk: SafetyDesk, shown: Shown) -> BringInPage:
    desk.records.create("person", {"name": "陳美玉", "phone": "0912-345-678"})
    made = BringInPage(desk.context)
    shown(made, 1000, 900)
    made.open(("person",))
    return made


@pytest.fixture
def names(tmp_path: Path) -> Path:
    """A list as a neighbour keeps it: one double, one new person, one cell that cannot be read."""
    made = Workbook()
    sheet = made.active
    sheet.title = "名單 list"
    sheet.append(["里民名單"])
    sheet.append(["姓名", "電話", "加入", "血型"])
    sheet.append(["陳 美玉", "０９１２３４５６７８", "114年4月", "A"])
    sheet.append(["林大同", 933111222, "不記得", None])
    made.save(tmp_path / "名冊.xlsx")
    return tmp_path / "名冊.xlsx"


def people(desk: SafetyDesk) -> list[str]:
    return sorted(row.title for row in desk.records.load("person"))


def wait(page: BringInPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page._busy)
    QApplication.processEvents()


def choose(page: BringInPage, path: Path, qtbot: QtBot) -> None:
    page.dialogs = Answers(files=(path,))
    press(page, "choose")
    wait(page, qtbot)


def test_a_list_is_looked_at_decided_about_and_brought_in(
    page: BringInPage, desk: SafetyDesk, names: Path, qtbot: QtBot
) -> None:
    before = people(desk)
    choose(page, names, qtbot)
    assert people(desk) == before
    assert "Bring in 1 record" in button(page, "bring_in").text()
    assert "1 row may double a record" in words(page)
    assert "血型" in words(page)
    page.review.table.setFocus()
    first = page.review.model.rows()[0]
    assert "the same phone" in str(first.get("what"))
    page.review.table.choose(first.id)
    assert "May be the same as “陳美玉”: the same phone." in words(page)
    join = page.findChild(QRadioButton, "decide_1")
    assert join is not None
    join.setFocus()
    QTest.keyClick(join, Qt.Key.Key_Space)
    assert "Bring in 2 records" in button(page, "bring_in").text()
    press(page, "bring_in")
    wait(page, qtbot)
    assert people(desk) == sorted([*before, "林大同"])
    joined = next(row for row in desk.records.load("person") if row.title == "陳美玉")
    assert (joined.get("phone"), joined.get("active_since")) == ("0912-345-678", "2025-04")
    new = next(row for row in desk.records.load("person") if row.title == "林大同")
    assert new.get("phone") == "0933111222"
    assert new.pending == {"active_since": "不記得"}
    assert "Added: 1. Changed: 0. Joined: 1. Left out: 0." in words(page)
    press(page, "result_action")
    assert people(desk) == before
    assert "Everything is as it was before." in words(page)


def test_undo_of_the_window_takes_all_of_it_back(
    page: BringInPage, desk: SafetyDesk, names: Path, qtbot: QtBot
) -> None:
    before = people(desk)
    choose(page, names, qtbot)
    press(page, "both_all")
    press(page, "bring_in")
    wait(page, qtbot)
    assert len(people(desk)) == len(before) + 2
    undo = desk.workspace.undo_state().undo
    assert undo is not None
    assert Translator("en").text(undo) == "Bring in 2 records from 名冊.xlsx"
    desk.workspace.document.undo()
    assert people(desk) == before


def test_the_filter_shows_one_kind(page: BringInPage, names: Path, qtbot: QtBot) -> None:
    choose(page, names, qtbot)
    assert len(page.review.model.rows()) == 2
    press(page, "tab_doubtful")
    assert [str(row.get("kind")) for row in page.review.model.rows()] == ["Worth a look"] * 2
    press(page, "leave_file")
    assert button(page, "choose").isEnabled()


def test_a_file_that_cannot_be_read_is_said_in_three_parts(page: BringInPage, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "壞.xlsx").write_bytes(b"PK\x03\x04 and no more")
    choose(page, tmp_path / "壞.xlsx", qtbot)
    said = page.result.words.text()
    assert said.startswith("壞.xlsx: The file is damaged or cut off.")
    assert "Your work is safe" in said
    assert page.bring.isHidden()


def test_a_file_can_be_dropped(page: BringInPage, names: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(names))])
    page.dropEvent(
        QDropEvent(
            QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    wait(page, qtbot)
    assert page.review.plan is not None
    assert page.review.plan.name == "名冊.xlsx"


def test_the_empty_workbook_stands_beside(page: BringInPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.outputs.dialogs = Answers(save=tmp_path / "空白.xlsx")
    press(page, "template")
    qtbot.waitUntil(lambda: (tmp_path / "空白.xlsx").exists())
    sheets = [one.name for one in read_book(tmp_path / "空白.xlsx").grids if not one.hidden]
    assert sheets == ["How to fill it in", "People", "Roles of people"]


def pick(page: BringInPage, name: str, key: str, qtbot: QtBot) -> None:
    """Choose an entry of a closed list by its arrow keys."""
    box = page.columns.findChild(ComboBox, name)
    assert box is not None, name
    box.setFocus()
    while box.currentIndex() != box.findData(key):
        QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < box.findData(key) else Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: not page._busy)
    QApplication.processEvents()


def test_columns_with_headings_of_their_own_are_given_their_fields(
    page: BringInPage, desk: SafetyDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    book = Workbook()
    book.active.append(["誰", "找得到他的號碼", "備忘"])
    book.active.append(["周小真", "0922-111-333", "會開怪手"])
    book.save(tmp_path / "誰.xlsx")
    choose(page, tmp_path / "誰.xlsx", qtbot)
    assert "No heading of this file is known here" in words(page)
    assert "誰 (for example 周小真)" in words(page)
    assert not button(page, "bring_in").isEnabled()
    pick(page, "column_0_0", "name", qtbot)
    assert page.review.isVisible()
    pick(page, "column_0_1", "phone", qtbot)
    assert "1 column is left out." in words(page)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "column_0_1"
    press(page, "bring_in")
    wait(page, qtbot)
    row = next(row for row in desk.records.load("person") if row.title == "周小真")
    assert row.get("phone") == "0922-111-333"


def test_a_field_of_two_columns_is_said_and_other_records_keep_what_fits(
    page: BringInPage, names: Path, qtbot: QtBot
) -> None:
    choose(page, names, qtbot)
    assert "1 column is left out." in words(page)
    press(page, "columns_fold")
    pick(page, "column_0_3", "name", qtbot)
    assert "Two columns have the same field; “血型” is left out." in words(page)
    pick(page, "column_0_3", "", qtbot)
    assert "Two columns" not in words(page)
    pick(page, "type_0", "organisation", qtbot)
    assert {one.at: one.field for one in page.columns.said["名單 list"].columns}[1] == "phone"
    pick(page, "type_0", "person", qtbot)
    assert "Bring in 1 record" in button(page, "bring_in").text()


def put(page: BringInPage, name: str, key: str) -> None:
    """Choose an entry of a closed list at once."""
    box = page.columns.findChild(ComboBox, name)
    assert box is not None, name
    box.setCurrentIndex(box.findData(key))


def meanwhile(page: BringInPage, deed: Callable[[], object]) -> list[object]:
    """Have something done while the next look compares; what each look compared is noted."""
    compare, todo, compared = page._way.compare, [deed], list[object]()

    def noted(first: object, snapshot: object, job: Progress) -> ImportPlan:
        compared.append(first)
        if todo:
            todo.pop()()
        return compare(first, snapshot, job)

    page._way = replace(page._way, compare=noted)
    return compared


def test_a_column_that_is_chosen_during_a_look_is_looked_at_once_more(
    page: BringInPage, names: Path, qtbot: QtBot
) -> None:
    choose(page, names, qtbot)
    press(page, "columns_fold")
    compared = meanwhile(page, partial(put, page, "column_0_3", "note"))
    put(page, "column_0_1", "")
    wait(page, qtbot)
    assert len(compared) == 2
    assert compared[-1] == page.columns.matched() != compared[0]


def test_a_file_that_is_left_during_a_look_stays_away(page: BringInPage, names: Path, qtbot: QtBot) -> None:
    choose(page, names, qtbot)
    press(page, "columns_fold")
    meanwhile(page, lambda: press(page, "leave_file"))
    put(page, "column_0_3", "note")
    wait(page, qtbot)
    assert page.review.isHidden()
    assert button(page, "choose").isEnabled()


def test_after_a_stop_the_columns_can_be_chosen_again(page: BringInPage, names: Path, qtbot: QtBot) -> None:
    choose(page, names, qtbot)
    press(page, "bring_in")
    assert page._job is not None
    page._job.cancel()
    wait(page, qtbot)
    assert "Stopped. Nothing was brought in." in words(page)
    assert button(page, "columns_fold").isEnabled()


@pytest.mark.parametrize("dress", DRESSES if FULL else [DRESSES[SEED % len(DRESSES)]])
def test_nothing_of_the_columns_is_cut(
    desk: SafetyDesk, names: Path, shown: Shown, theme: Theme, qtbot: QtBot, dress: tuple[str, str, int]
) -> None:
    language, scheme, size = dress
    theme.wear(scheme=scheme, text_size=size)
    desk.context.speak(Translator(language))
    page = BringInPage(desk.context)
    shown(page, 1000, 900)
    page.open(("person",))
    choose(page, names, qtbot)
    press(page, "columns_fold")
    assert [*complaints(page), *overlaps(page)] == []
    if where := os.environ.get("BANYAN_PICTURES"):  # to be looked at
        page.grab().save(f"{where}/columns_{language}_{scheme}_{size}.png")
