"""The main job once, with keys and clicks only, in the real window; the test and ``dev.py run`` share it.

First start → community → two people → an event with photos → two chapters typed through an input method,
a live block, a budget of five lines → the meter's number → dossier PDF and budget workbook → undo and
redo → close → reopen → the history page puts the last step back.

    python -m tests.walk --out out/        both languages, with pictures of every page
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QListWidget, QTextEdit, QWidget

from app.system.paths import Paths, find_paths
from app.ui.screenshots import settle, wait_for
from app.ui.shell.window import MainWindow
from app.ui.start import Desk, application
from tests.support import ROOT, ime_type

PHOTOS = ROOT / "tests" / "data" / "pictures"
WORDS = {
    "zh_TW": {
        "community": "安和社區",
        "people": ("陳美玉", "𡋾堃喆"),
        "event": "地震演練",
        "place": "活動中心",
        "chapters": ("本社區在溪邊，颱風時淹過水。", "震災最讓人擔心，老屋有四十戶。"),
        "lines": ("擴音器", "急救包", "印製手冊", "研習講師費", "=1+1"),
        "date": "114/3/15",
    },
    "en": {
        "community": "Banyan Hill",
        "people": ("Rosa Alvarez", "Tom O'Neil"),
        "event": "Spring listening evening",
        "place": "Town hall",
        "chapters": ("Our street floods when the tide is high.", "People told us that they worry about heat."),
        "lines": ("Loudspeakers", "First-aid kits", "Printing", "Trainers", "=1+1"),
        "date": "3/15/2025",
    },
}
PRICES = ("1200", "350", "80", "2000", "15")


@dataclass
class Answers:
    """Stands in for the system's file windows: answers with what the walk wants."""

    save: Path = field(default_factory=Path)
    files: tuple[Path, ...] = ()

    def save_file(self, parent: QWidget, title: str, proposed: str, pattern: str) -> Path | None:
        """Return the wanted place."""
        return self.save

    def open_files(self, parent: QWidget, title: str, pattern: str) -> tuple[Path, ...]:
        """Return the wanted files."""
        return self.files

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        """Return the wanted folder."""
        return self.save


@dataclass
class Result:
    """What the walk left behind.

    Args:
        meter: number read from the meter's label.
        document: the file.
        texts: what stood in the first two chapters before closing and after reopening.
        undone, redone: number of budget lines after undo and after redo.
        put_back: whether the history page put the last step back.
    """

    meter: int = 0
    pdf: Path = field(default_factory=Path)
    workbook: Path = field(default_factory=Path)
    document: Path = field(default_factory=Path)
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    undone: tuple[str, str, str] = ("", "", "")
    put_back: tuple[str, str] = ("", "")


class Walker:
    """A person at the window.

    Args:
        desk: the program.
        answers: the file windows.
        language: of the interface.
        folder: where outputs go.
    """

    def __init__(self, desk: Desk, answers: Answers, language: str, folder: Path) -> None:
        self.desk, self.answers, self.language, self.folder = desk, answers, language, folder
        self.words, self.result = WORDS[language], Result()

    @property
    def window(self) -> MainWindow:
        """The window of the open document."""
        assert self.desk.window is not None
        return self.desk.window

    # -- hands

    def find(self, kind: type[QWidget], name: str, inside: QWidget | None = None) -> QWidget:
        """Return the visible widget of that name, waiting for it to come."""
        root = inside or self.window

        def seen() -> list[QWidget]:
            return [one for one in root.findChildren(kind, name) if one.isVisible()]

        wait_for(lambda: bool(seen()))
        found = seen()
        assert found, f"no visible {kind.__name__} called {name}"
        return found[0]

    def click(self, name: str, inside: QWidget | None = None) -> None:
        """Press the button of that name with the mouse."""
        button = self.find(QAbstractButton, name, inside)
        wait_for(button.isEnabled)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, button.height() // 2))
        self.rest()

    def type(self, name: str, text: str, inside: QWidget | None = None) -> QWidget:
        """Type through an input method into the field of that name."""
        target = self.find(QWidget, name, inside)
        ime_type(target, text)
        return target

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key where the keyboard is."""
        held = Qt.KeyboardModifier.NoModifier
        for one in modifiers:
            held |= one
        target = application().focusWidget() or self.window
        QTest.keyClick(target, key, held)
        self.rest()

    def go(self, route: str) -> None:
        """Open a page by the list at the side."""
        row = self.find(QAbstractButton, f"nav_{route}")
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        self.rest()

    def rest(self) -> None:
        """Wait until everything that was asked for has come."""
        settle(self.desk.window)


def start(paths: Paths, language: str, folder: Path) -> Walker:
    """Return a person before the first window."""
    answers = Answers(folder)
    desk = Desk(application(), paths, dialogs=answers, language=language, scheme="light")
    desk.begin()
    return Walker(desk, answers, language, folder)


def first_start(walker: Walker) -> None:
    """Answer the first window's questions."""
    welcome = walker.desk.welcome
    assert welcome is not None
    settle()
    walker.click(f"begin_{walker.language}", welcome)
    walker.type("community_name", str(walker.words["community"]), welcome)
    walker.click("welcome_next", welcome)
    walker.click("place_TW" if walker.language == "zh_TW" else "place_US", welcome)
    walker.click("programme_nfa-114" if walker.language == "zh_TW" else "programme_community", welcome)
    wait_for(lambda: walker.desk.window is not None)
    walker.window.resize(1366, 768)
    walker.rest()
    walker.click("who_else")


def people(walker: Walker) -> None:
    """Record two people; a name is enough."""
    walker.go("records:person")
    for number, name in enumerate(walker.words["people"]):
        walker.click("add" if number else "first_action")
        walker.type("field_name", name)
        walker.rest()


def event(walker: Walker) -> None:
    """Record an event with its date, place and number of people."""
    walker.go("records:event")
    walker.click("first_action")
    walker.type("field_title", str(walker.words["event"]))
    walker.type("field_date", str(walker.words["date"]))
    walker.type("field_place", str(walker.words["place"]))
    walker.type("field_attended", "64")
    walker.rest()


def photos(walker: Walker) -> None:
    """Add three photos to the event: a JPEG, a HEIC and one without a date, which is asked for once."""
    walker.click("event_photos")
    walker.answers.files = tuple(PHOTOS / name for name in ("drill.jpg", "market.heic", "meeting.png"))
    walker.click("add_photos")
    walker.click("take_photos")
    walker.rest()


def budget(walker: Walker) -> None:
    """Plan five lines like in a sheet: Tab goes from cell to cell, Enter makes the next line."""
    walker.go("budget")
    walker.click("first_action")
    for number, (item, price) in enumerate(zip(walker.words["lines"], PRICES, strict=True)):
        if number:
            walker.key(Qt.Key.Key_Return)
        ime_type(focused(), item)
        for text in ("2", "", price):
            walker.key(Qt.Key.Key_Tab)
            ime_type(focused(), text)
        walker.rest()


def focused() -> QWidget:
    """Return the field that has the keyboard."""
    found = application().focusWidget()
    assert found is not None
    return found


def dossier(walker: Walker) -> None:
    """Write two chapters through an input method, put a live block between, and read the meter."""
    walker.go("dossier")
    outline = walker.find(QListWidget, "outline")
    assert isinstance(outline, QListWidget)
    for number, text in enumerate(walker.words["chapters"]):
        open_chapter(walker, outline, number)
        editor = walker.find(QTextEdit, "chapter")
        editor.setFocus()
        walker.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        walker.key(Qt.Key.Key_Return)
        ime_type(editor, text)
        walker.rest()
    walker.click("insert")
    walker.click("insert_events")
    walker.rest()
    meter(walker)


def open_chapter(walker: Walker, outline: QListWidget, number: int) -> None:
    """Go to a chapter by the outline, with the keyboard."""
    marks = ("第一章", "第二章") if walker.language == "zh_TW" else ("Chapter 1", "Chapter 2")
    wait_for(lambda: any(marks[number] in outline.item(row).text() for row in range(outline.count())))
    for _ in range(outline.count()):
        if marks[number] in outline.currentItem().text():
            break
        outline.setFocus()
        walker.key(Qt.Key.Key_Down)
    walker.key(Qt.Key.Key_Return)


def meter(walker: Walker) -> int:
    """Return the number that the meter's label shows."""
    label = walker.find(QLabel, "meter")
    assert isinstance(label, QLabel)
    wait_for(lambda: bool(re.search(r"\d+", label.text())))
    walker.rest()
    found = re.search(r"\d+", label.text())
    assert found is not None
    walker.result.meter = int(found[0])
    return walker.result.meter


def try_out(language: str, out: Path, steps: tuple[Callable[[Walker], None], ...]) -> Walker:
    """Walk *steps* in a folder of its own; for those who write the walk."""
    home = Path(tempfile.mkdtemp(prefix="banyan-walk-"))
    paths = replace(
        find_paths(), data=home / "data", config=home / "config", cache=home / "cache", documents=home / "documents"
    )
    out.mkdir(parents=True, exist_ok=True)
    walker = start(paths, language, out)
    for step in steps:
        step(walker)
        walker.window.grab().save(str(out / f"{step.__name__}_{language}.png"))
    return walker
