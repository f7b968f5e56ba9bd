"""The page of the private drawer, with keys and compositions as people use them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from app.core.messages import Message
from app.ui.drawer.passphrase import SecretEdit
from app.ui.forms.record_data import gather
from app.ui.forms.record_form import RecordForm
from app.ui.pages.drawer import DrawerPage
from app.ui.pages.records import RecordsPage
from app.ui.pages.search import SearchPage
from app.ui.shell.drawer_watch import DrawerWatch
from app.ui.shell.shortcuts import shortcut
from app.ui.theme import Theme
from tests.support import ime_type
from tests.ui.page_tools import button, press, words
from tests.ui.safety_desk import SafetyDesk, safety_desk

Shown = Callable[..., QWidget]
PASSPHRASE, OTHER = "榕樹下的約定", "seven brown owls"
NAME = "歐陽榕樹下"


@pytest.fixture
def desk(tmp_path: Path, theme: Theme) -> Iterator[SafetyDesk]:
    with safety_desk(tmp_path, theme) as made:
        yield made


@pytest.fixture
def page(desk: SafetyDesk, shown: Shown) -> DrawerPage:
    page = DrawerPage(desk.context)
    desk.context.lane.changes.connect(page.on_changes)
    shown(page, 900, 900)
    page.open(())
    QApplication.processEvents()
    return page


def field(page: QWidget, name: str) -> QLineEdit:
    QApplication.processEvents()
    found = [one for one in page.findChildren(QLineEdit, name) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def type_into(page: QWidget, name: str, text: str) -> None:
    """Type *text* with keys, or through an input method where keys have no letters for it."""
    line = field(page, name)
    line.setFocus()
    line.clear()
    if text.isascii():
        QTest.keyClicks(line, text)
    else:
        ime_type(line, text)


def code_of(page: DrawerPage) -> str:
    (label,) = page.findChildren(QLabel, "recovery_code")
    return label.text()


def set_passphrase(page: DrawerPage, passphrase: str = PASSPHRASE) -> str:
    """Go all the way from nothing to a passphrase; return the recovery code."""
    type_into(page, "new_passphrase", passphrase)
    type_into(page, "again_passphrase", passphrase)
    QTest.keyClick(field(page, "again_passphrase"), Qt.Key.Key_Return)
    code = code_of(page)
    press(page, "drawer_store")
    assert "tick the box" in page.said.text()
    tick(page)
    press(page, "drawer_store")
    return code


def tick(page: DrawerPage) -> None:
    (box,) = page.findChildren(QWidget, "sheet_kept")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


def unlock(page: DrawerPage, passphrase: str) -> None:
    type_into(page, "passphrase", passphrase)
    QTest.keyClick(field(page, "passphrase"), Qt.Key.Key_Return)


def state(desk: SafetyDesk) -> str:
    return desk.workspace.drawer.view().state


def test_from_nothing_to_a_locked_drawer_and_back(page: DrawerPage, desk: SafetyDesk) -> None:
    assert "has no passphrase yet" in words(page)
    assert "nobody can open the drawer" in words(page)
    set_passphrase(page)
    assert state(desk) == "open"
    assert desk.records.create("protected_person", {"name": NAME})[0].title == ""
    press(page, "drawer_lock")
    assert state(desk) == "locked"
    assert "People to protect: 1 record" in words(page)
    unlock(page, "something else here")
    assert "does not open the drawer" in page.said.text()
    assert state(desk) == "locked"
    unlock(page, PASSPHRASE)
    assert state(desk) == "open"
    assert not [one for one in page.findChildren(QLineEdit) if PASSPHRASE in one.text()]


def test_a_composition_counts_without_being_committed(page: DrawerPage, desk: SafetyDesk) -> None:
    set_passphrase(page)
    press(page, "drawer_lock")
    line = field(page, "passphrase")
    line.setFocus()
    ime_type(line, PASSPHRASE, commit=False)
    press(page, "drawer_unlock")
    assert state(desk) == "open"


def test_full_width_letters_are_the_same(page: DrawerPage, desk: SafetyDesk) -> None:
    set_passphrase(page, OTHER)
    press(page, "drawer_lock")
    type_into(page, "passphrase", "ｓｅｖｅｎ　ｂｒｏｗｎ　ｏｗｌｓ")
    press(page, "drawer_unlock")
    assert state(desk) == "open"


@pytest.mark.parametrize(("new", "again", "said"), [("短", "短", "at least ten"), (PASSPHRASE, OTHER, "not the same")])
def test_what_is_too_short_or_not_alike_is_told(
    page: DrawerPage, desk: SafetyDesk, new: str, again: str, said: str
) -> None:
    type_into(page, "new_passphrase", new)
    type_into(page, "again_passphrase", again)
    press(page, "drawer_set")
    assert said in page.said.text()
    assert field(page, "new_passphrase").hasFocus()
    assert state(desk) == "unset"


def test_going_away_before_the_end_changes_nothing(page: DrawerPage, desk: SafetyDesk) -> None:
    type_into(page, "new_passphrase", OTHER)
    type_into(page, "again_passphrase", OTHER)
    press(page, "drawer_set")
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{5}\s*){7}", code_of(page))
    press(page, "drawer_stop")
    assert state(desk) == "unset"
    assert desk.workspace.document.dump()["drawer"] == []


def test_the_sheet_is_one_page_with_the_code_and_no_passphrase(
    page: DrawerPage, desk: SafetyDesk, tmp_path: Path
) -> None:
    desk.records.create("community", {"name": "安和社區", "country": "TW"})
    type_into(page, "new_passphrase", PASSPHRASE)
    type_into(page, "again_passphrase", PASSPHRASE)
    press(page, "drawer_set")
    code = code_of(page).split()
    desk.context.pictures = None
    desk.answers.save = tmp_path / "復原單.pdf"
    press(page, "drawer_sheet")
    press(page, "print_save")
    pdf = PdfDocument(tmp_path / "復原單.pdf")
    try:
        assert len(pdf) == 1
        text = pdf[0].get_textpage().get_text_range()
    finally:
        pdf.close()
    for group in code:
        assert group in text
    assert "安和社區" in text
    assert "Recovery sheet" in text
    assert PASSPHRASE not in text
    assert str(desk.answers.proposed)


def test_a_forgotten_passphrase(page: DrawerPage, desk: SafetyDesk) -> None:
    code = set_passphrase(page).split()
    desk.records.create("protected_person", {"name": NAME})
    press(page, "drawer_lock")
    press(page, "drawer_forgotten")
    slip = [*code[:2], code[2][:-1] + ("0" if code[2][-1] != "0" else "1"), *code[3:]]
    type_into(page, "code", " ".join(slip))
    press(page, "drawer_code")
    assert "Group 3 of the recovery code" in page.said.text()
    type_into(page, "code", "".join(code).lower())
    QTest.keyClick(field(page, "code"), Qt.Key.Key_Return)
    type_into(page, "new_passphrase", OTHER)
    type_into(page, "again_passphrase", OTHER)
    press(page, "drawer_renew")
    assert state(desk) == "open"
    assert [row.get("name") for row in desk.records.load("protected_person")] == [NAME]
    press(page, "drawer_lock")
    unlock(page, PASSPHRASE)
    assert state(desk) == "locked"
    unlock(page, OTHER)
    assert state(desk) == "open"


def test_a_changed_passphrase(page: DrawerPage, desk: SafetyDesk) -> None:
    set_passphrase(page)
    press(page, "drawer_change")
    assert "Backups made before still open with the old one" in words(page)
    type_into(page, "passphrase", "not the right one")
    type_into(page, "new_passphrase", OTHER)
    type_into(page, "again_passphrase", OTHER)
    press(page, "drawer_changed")
    assert "does not open the drawer" in page.said.text()
    type_into(page, "passphrase", PASSPHRASE)
    press(page, "drawer_changed")
    assert "The new passphrase holds" in page.said.text()
    press(page, "drawer_lock")
    unlock(page, PASSPHRASE)
    assert state(desk) == "locked"
    unlock(page, OTHER)
    assert state(desk) == "open"


def test_a_new_sheet_makes_the_old_one_worthless(page: DrawerPage, desk: SafetyDesk) -> None:
    old = set_passphrase(page)
    press(page, "drawer_new_sheet")
    type_into(page, "passphrase", PASSPHRASE)
    press(page, "drawer_show_code")
    new = code_of(page)
    assert new != old
    press(page, "drawer_store")
    tick(page)
    press(page, "drawer_store")
    press(page, "drawer_lock")
    press(page, "drawer_forgotten")
    type_into(page, "code", old)
    press(page, "drawer_code")
    assert "does not open the drawer" in page.said.text()
    type_into(page, "code", new)
    press(page, "drawer_code")
    assert field(page, "new_passphrase").isVisible()


def test_five_wrong_ones_and_one_has_to_wait(page: DrawerPage, desk: SafetyDesk) -> None:
    set_passphrase(page)
    press(page, "drawer_lock")
    for _ in range(5):
        assert desk.workspace.drawer.wrong() == (1 if _ == 4 else 0)
    desk.workspace.drawer._clock = lambda: desk.workspace.drawer._until - 0.5
    unlock(page, PASSPHRASE)
    assert "Too many wrong passphrases" in page.said.text()
    assert state(desk) == "locked"
    desk.workspace.drawer._clock = lambda: desk.workspace.drawer._until
    unlock(page, PASSPHRASE)
    assert state(desk) == "open"


def test_emptying_needs_the_word_and_no_passphrase(page: DrawerPage, desk: SafetyDesk) -> None:
    set_passphrase(page)
    desk.records.create("protected_person", {"name": NAME})
    press(page, "drawer_lock")
    press(page, "drawer_forgotten")
    press(page, "drawer_empty")
    type_into(page, "empty_word", "yes")
    press(page, "drawer_empty_sure")
    assert len(desk.records.load("protected_person")) == 1
    type_into(page, "empty_word", "erase")
    QTest.keyClick(field(page, "empty_word"), Qt.Key.Key_Return)
    assert desk.records.load("protected_person") == ()
    assert state(desk) == "unset"
    assert desk.workspace.backups.memory.now.erased_at


def test_capital_letters_are_noticed_and_the_text_can_be_shown(page: DrawerPage) -> None:
    line = field(page, "new_passphrase")
    assert line.echoMode() == QLineEdit.EchoMode.Password
    line.setFocus()
    QTest.sendKeyEvent(QTest.KeyAction.Click, line, Qt.Key.Key_A, "A", Qt.KeyboardModifier.ShiftModifier)
    assert "caps lock" not in words(page)
    QTest.sendKeyEvent(QTest.KeyAction.Click, line, Qt.Key.Key_B, "B", Qt.KeyboardModifier.NoModifier)
    assert "caps lock" in words(page)
    box = page.findChildren(QWidget, "show_passphrase")[0]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    assert isinstance(line, SecretEdit)


def test_leaving_the_page_forgets_what_was_typed(page: DrawerPage) -> None:
    type_into(page, "new_passphrase", PASSPHRASE)
    page.leave()
    line = field(page, "new_passphrase")
    assert line.text() == ""
    assert not line.isUndoAvailable()


def test_the_list_of_a_locked_type_shows_only_how_many(page: DrawerPage, desk: SafetyDesk, shown: Shown) -> None:
    went: list[str] = []
    desk.context.asked.connect(went.append)
    listed = RecordsPage(desk.context)
    shown(listed, 900, 700)
    listed.open(("protected_person",))
    assert "Set a passphrase" in button(listed, "to_drawer").text()
    set_passphrase(page)
    desk.records.create("protected_person", {"name": NAME, "code": "V-1"})
    desk.workspace.drawer.lock()
    listed.open(("protected_person",))
    assert "1 record is in the private drawer" in words(listed)
    assert NAME not in words(listed)
    press(listed, "to_drawer")
    assert went == ["drawer"]
    listed.add()
    assert went == ["drawer", "drawer"]
    assert len(desk.records.load("protected_person")) == 1


def test_a_form_shows_where_a_single_field_is_locked(desk: SafetyDesk, shown: Shown) -> None:
    row, _ = desk.records.create("person", {"name": "A", "phone": "0912345678"})
    form = RecordForm(desk.context, desk.records.catalogue()["person"])
    shown(form, 700, 900)
    for locked in (frozenset({"phone", "is_dp"}), frozenset[str]()):
        form.show_row(replace(row, locked=locked), gather(desk.workspace, "person").choices)
        QApplication.processEvents()
        line = form.line("phone")
        assert line.locked.isVisible() is bool(locked)
        assert line.editor.isVisible() is not bool(locked)
        assert form.line("is_dp").missing.isVisible() is not bool(locked)


def test_the_search_forgets_on_locking(page: DrawerPage, desk: SafetyDesk, shown: Shown) -> None:
    set_passphrase(page)
    desk.records.create("protected_person", {"name": NAME})
    assert [hit.type for hit in desk.workspace.search.query("榕樹下")] == ["protected_person"]
    press(page, "drawer_lock")
    assert desk.workspace.search.query("榕樹下") == ()
    search = SearchPage(desk.context)
    shown(search, 800, 600)
    search.open(("榕樹下",))
    assert NAME not in words(search)
    unlock(page, PASSPHRASE)
    assert len(desk.workspace.search.query("榕樹下")) == 1


def test_nobody_there_locks_it(page: DrawerPage, desk: SafetyDesk) -> None:
    set_passphrase(page)
    now, before = [0.0], list[str]()
    watch = DrawerWatch(desk.context, lambda: before.append("left"), lambda: now[0])
    now[0] = 60.0 * 14.9
    watch.look()
    assert state(desk) == "open"
    desk.records.create("protected_person", {})
    desk.context.lane.submit(lambda _workspace: None)  # hands on that something was written
    now[0] = 60.0 * 29
    watch.look()
    assert state(desk) == "open"
    now[0] = 60.0 * 30
    watch.look()
    assert (state(desk), before) == ("locked", ["left"])
    watch.deleteLater()


def test_one_key_locks_it_at_once(page: DrawerPage, desk: SafetyDesk) -> None:
    before, told = list[str](), list[str]()

    def notice(said: Message, _ground: str = "", **_more: object) -> None:
        told.append(desk.context.text(said))

    desk.context.notice = notice  # type: ignore[assignment]
    watch = DrawerWatch(desk.context, lambda: before.append("left"))
    watch.lock_now()
    assert (told, before) == (["The private drawer has no passphrase yet, so it cannot be locked."], [])
    set_passphrase(page)
    watch.lock_now()
    watch.lock_now()
    assert (state(desk), before) == ("locked", ["left"])
    assert told[1:] == ["The private drawer is locked."] * 2
    assert shortcut("lock").keys == ("Ctrl+L",)
    watch.deleteLater()


def test_readers_may_unlock_and_change_nothing(page: DrawerPage, desk: SafetyDesk, tmp_path: Path) -> None:
    from app.models.document.document import Document
    from app.services.workspace import Program, Workspace

    set_passphrase(page)
    desk.workspace.document.seal()
    program = Program((), tmp_path / "c", tmp_path / "d", desk.hand, iter(()).__next__)
    with Document.open(desk.path, edit=False) as reading:
        other = Workspace(reading, program)
        assert other.drawer.view().state == "locked"
        assert other.drawer.view().read_only
        from app.services.drawer.service import key_by_passphrase

        other.drawer.open_with(key_by_passphrase(other.drawer.ways(), PASSPHRASE))
        assert other.drawer.view().state == "open"
