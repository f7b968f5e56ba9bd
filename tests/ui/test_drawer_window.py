"""The whole program with a private drawer: what is typed into it never reaches a disk in clear, and locking hides it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from app.i18n import Translator
from app.models.document.sealing import PASSPHRASE, DataKey, lock_with
from app.services.opening import make_workspace
from app.services.workspace import Workspace
from app.ui import screenshots
from app.ui.crash import CrashHook
from app.ui.forms.record_form import RecordForm
from app.ui.shell.window import MainWindow
from app.ui.start import Desk, application
from tests.support import ime_type
from tests.ui.looks import complaints, overlaps
from tests.ui.page_tools import press
from tests.walk import empty_home

SECRET = "榕樹下的約定"
SEEDED = ("歐陽榕樹下", "0987654321", "糖尿病洗腎", "問過阿嬤", "haemodialysis", SECRET)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(screenshots, "QUIET_MS", 30)
    desk = Desk(application(), empty_home(tmp_path), language="en", scheme="light")
    path = tmp_path / "社區.banyan"
    desk.open(path, lambda: _made(desk, path))
    screenshots.wait_for(lambda: desk.window is not None)
    yield desk
    _end(desk)


def _made(desk: Desk, path: Path) -> Workspace:
    words = Translator("en")
    made = make_workspace(path, desk.program(), words, community="安和社區", place="TW", programme="nfa-114", person="")
    key = DataKey.random()
    locks = [lock_with(key, PASSPHRASE, SECRET, cost=1 << 10)]
    made.document.drawer.lock_up(key, locks)
    return made


def _end(desk: Desk) -> None:
    """Close the program; does nothing the second time."""
    if not isValid(desk):
        return
    for window in (desk.window, desk.welcome):
        if window is not None:
            window.close()
            window.deleteLater()
    desk.end()
    desk.deleteLater()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))


def leaks(folder: Path) -> list[str]:
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            found += [f"{path.name}: {word}" for word in SEEDED if word.encode() in data]
            found += [f"{path.name}: {word}" for word in SEEDED if word.encode("utf-16-le") in data]
    return found


def said(window: QWidget) -> str:
    texts = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    texts += [one.text() for one in window.findChildren(QLineEdit)]
    texts += [one.toPlainText() for one in window.findChildren(QPlainTextEdit)]
    return "\n".join(texts)


def fill_in(window: MainWindow) -> None:
    """Make a record by the button and write into its fields as people do."""
    window.nav.go("records:protected_person")
    screenshots.settle(window)
    press(window, "first_action")
    screenshots.settle(window)
    (form,) = [one for one in window.findChildren(RecordForm) if one.isVisible()]
    for name, text in (("code", "歐陽榕樹下"), ("transport", "0987654321"), ("reviewed_on", "問過阿嬤")):
        line = form.line(name).editor.main_input()
        line.setFocus()
        if text.isascii():
            QTest.keyClicks(line, text)
        else:
            ime_type(line, text)
        window.nav.leave()
    screenshots.settle(window)


def test_nothing_that_is_typed_reaches_a_disk_in_clear(desk: Desk, tmp_path: Path) -> None:
    window = desk.window
    assert window is not None
    fill_in(window)
    assert leaks(tmp_path) == []
    window.top.search.setText("歐陽榕樹下")
    QTest.keyClick(window.top.search, Qt.Key.Key_Return)
    screenshots.settle(window)
    assert "歐陽榕樹下" in said(window)
    hook = CrashHook(tmp_path / "config", lambda: window, lambda _words, _report: None)
    try:
        window.nav.page.open(None)  # type: ignore[union-attr,arg-type]
    except TypeError as error:
        hook(type(error), error, error.__traceback__)
    assert list(tmp_path.rglob("last-error.txt"))
    assert leaks(tmp_path) == []
    for route in ("history", "bin", "home", "backups", "settings"):
        window.nav.go(route)
        screenshots.settle(window)
    window.context.lane.submit(lambda workspace: workspace.backups.back_up())
    screenshots.settle(window)
    assert leaks(tmp_path) == []
    _end(desk)
    assert list(tmp_path.rglob("points/*"))
    assert leaks(tmp_path) == []


def test_locking_leaves_no_word_on_any_page(desk: Desk) -> None:
    window = desk.window
    assert window is not None
    fill_in(window)
    assert "歐陽榕樹下" in said(window)
    window.nav.go("search:歐陽榕樹下")
    screenshots.settle(window)
    window.nav.go("history")
    screenshots.settle(window)
    window.nav.go("drawer")
    screenshots.settle(window)
    press(window, "drawer_lock")
    screenshots.settle(window)
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
    told = said(window).replace(window.top.search.text(), "")
    assert not [word for word in SEEDED if word in told]
    for route in ("records:protected_person", "history", "bin", "search:歐陽", "home"):
        window.nav.go(route)
        screenshots.settle(window)
        told = said(window)
        assert not [word for word in ("歐陽榕樹下", *SEEDED[1:]) if word in told], route
    assert window.nav.can_go_back()


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_the_locked_and_the_open_page_are_whole(desk: Desk, language: str, size: int) -> None:
    window = desk.window
    assert window is not None
    window.resize(*screenshots.SIZE)
    window.speak(language)
    window.context.theme.wear(text_size=size)
    found: list[str] = []
    for step in ("", "change", "new_sheet", "empty"):
        found += _look(window, step)
    press(window, "drawer_stop" if step != "empty" else "drawer_keep")
    press(window, "drawer_lock")
    for step in ("", "forgotten", "empty"):
        found += _look(window, step)
    window.nav.go("records:protected_person")
    screenshots.settle(window)
    found += [*complaints(window), *overlaps(window)]
    assert found == []
    window.context.theme.wear(text_size=100)


def _look(window: MainWindow, step: str) -> list[str]:
    window.nav.go("drawer")
    screenshots.settle(window)
    page = window.nav.page
    assert page is not None
    page.begin(step)  # type: ignore[attr-defined]
    screenshots.settle(window)
    return [f"{step}: {one}" for one in (*complaints(window), *overlaps(window))]
