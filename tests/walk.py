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
import shutil
import sys
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QListWidget, QTextEdit, QWidget

from app.system.paths import Paths, find_paths
from app.ui.rooms import place_of
from app.ui.screenshots import settle, take, wait_for
from app.ui.shell.window import MainWindow
from app.ui.start import Desk, application
from tests.packs import warm_packs
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

    def begin(self, type_name: str) -> None:
        """Make the first record of a type by the card in its room."""
        self.go(place_of(f"records:{type_name}"))
        self.click(f"add_{type_name}")
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
    chinese = walker.language == "zh_TW"
    enter(walker, str(walker.words["community"]), "TW" if chinese else "US", "nfa-114" if chinese else "community")


def enter(walker: Walker, community: str, place: str, programme: str) -> None:
    """Answer the first window's questions: who, where, which programme."""
    welcome = walker.desk.welcome
    assert welcome is not None
    settle()
    walker.click(f"begin_{walker.language}", welcome)
    walker.type("community_name", community, welcome)
    walker.click("welcome_next", welcome)
    walker.click(f"place_{place}", welcome)
    walker.click(f"programme_{programme}", welcome)
    wait_for(lambda: walker.desk.window is not None)
    walker.window.resize(1366, 768)
    walker.rest()
    walker.click("who_else")


def people(walker: Walker) -> None:
    """Record two people; a name is enough."""
    walker.begin("person")
    for number, name in enumerate(walker.words["people"]):
        if number:
            walker.click("add")
        walker.type("field_name", name)
        walker.rest()


def event(walker: Walker) -> None:
    """Record an event with its date, place and number of people."""
    walker.begin("event")
    walker.type("field_title", str(walker.words["event"]))
    walker.type("field_date", str(walker.words["date"]))
    walker.type("field_place", str(walker.words["place"]))
    walker.type("field_attended", "64")
    walker.rest()


def photos(walker: Walker) -> None:
    """Add three photos to the event: a JPEG, a HEIC and one without a date, which is asked for once."""
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
    walker.click("first_action")
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

    def rows() -> list[int]:
        return [row for row in range(outline.count()) if outline.item(row).text().startswith(marks[number])]

    wait_for(lambda: bool(rows()))
    outline.setFocus()
    QTest.keyClick(outline, Qt.Key.Key_Home)
    walker.rest()
    while outline.currentRow() < rows()[0]:
        QTest.keyClick(outline, Qt.Key.Key_Down)
    walker.rest()
    QTest.keyClick(outline, Qt.Key.Key_Return)
    walker.rest()


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


def export(walker: Walker) -> None:
    """Export the dossier as PDF and the budget as a workbook."""
    walker.go("dossier")
    meter(walker)
    walker.result.pdf = walker.answers.save = walker.folder / "dossier.pdf"
    walker.click("export_pdf")
    walker.click("export_pdf_now")
    wait_for(walker.result.pdf.exists)
    walker.rest()
    walker.go("budget")
    walker.result.workbook = walker.answers.save = walker.folder / "budget.xlsx"
    walker.click("export_workbook")
    wait_for(walker.result.workbook.exists)
    walker.rest()


def undo_and_redo(walker: Walker) -> None:
    """Move the last budget line to the bin, take that back, and do it again."""
    walker.click("delete_line")
    there = planned(walker)
    walker.click("undo")
    back = planned(walker)
    walker.click("redo")
    walker.result.undone = (there, back, planned(walker))


def planned(walker: Walker) -> str:
    """Return the planned sum at the foot of the budget."""
    walker.rest()
    label = walker.find(QLabel, "total_planned")
    assert isinstance(label, QLabel)
    return label.text()


def close_and_reopen(walker: Walker) -> None:
    """Close the window and open the program again: the same content stands there."""
    walker.result.before = chapters(walker)
    walker.result.document = Path(walker.desk.settings.current.recent[0])
    walker.window.close()
    walker.desk.end()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
    walker.desk = Desk(
        application(), walker.desk.paths, dialogs=walker.answers, language=walker.language, scheme="light"
    )
    walker.desk.begin()
    wait_for(lambda: walker.desk.window is not None)
    walker.window.resize(1366, 768)
    walker.rest()
    walker.click("who_else")
    walker.result.after = chapters(walker)


def chapters(walker: Walker) -> tuple[str, ...]:
    """Return the text of the first two chapters as the editor shows it."""
    walker.go("dossier")
    outline = walker.find(QListWidget, "outline")
    assert isinstance(outline, QListWidget)
    texts = []
    for number in range(2):
        open_chapter(walker, outline, number)
        editor = walker.find(QTextEdit, "chapter")
        assert isinstance(editor, QTextEdit)
        texts.append(editor.toPlainText())
    return tuple(texts)


def put_back(walker: Walker) -> None:
    """Put the last step back from the history page, although the program was closed in between."""
    walker.go("budget")
    before = planned(walker)
    walker.go("history")
    steps = [one for one in walker.window.findChildren(QAbstractButton) if one.objectName().startswith("step_")]
    last = next(one for one in steps if one.isVisible())
    walker.click(last.objectName())
    walker.click(last.objectName().replace("step_", "put_back_", 1))
    walker.go("budget")
    walker.result.put_back = (before, planned(walker))


STEPS = (
    first_start, people, event, photos, budget, dossier, export, undo_and_redo, close_and_reopen, put_back
)  # fmt: skip


def walk(paths: Paths, language: str, out: Path, *, pictures: bool = False) -> Result:
    """Do the whole job once.

    Args:
        paths: an installation whose folders are empty.
        language: of the interface.
        out: folder for the dossier, the workbook and the pictures.
        pictures: whether each step leaves a picture.
    """
    out.mkdir(parents=True, exist_ok=True)
    walker = start(paths, language, out)
    try:
        for step in STEPS:
            step(walker)
            if pictures:
                walker.window.grab().save(str(out / f"{step.__name__}_{language}.png"))
    finally:
        if walker.desk.window is not None:
            walker.desk.window.close()
        walker.desk.end()
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
    return walker.result


def empty_home(folder: Path) -> Paths:
    """Return the paths of an installation that nobody has used yet, below *folder*; its packs were read before."""
    warm_packs(folder / "cache" / "packs")
    return replace(
        find_paths(),
        data=folder / "data",
        config=folder / "config",
        cache=folder / "cache",
        documents=folder / "documents",
    )


def main() -> int:
    """Walk in both languages, then draw every page; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("out"))
    out = parser.parse_args().out
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for language in WORDS:
        with tempfile.TemporaryDirectory(prefix="banyan-") as name:
            result = walk(empty_home(Path(name)), language, out / language, pictures=True)
            print(f"{language}: {result.meter} pages in {result.pdf}, {result.workbook}")
            if language == "zh_TW":
                shutil.copyfile(result.pdf, out / "dossier.pdf")
                shutil.copyfile(result.workbook, out / "budget.xlsx")
            taken = take(
                empty_home(Path(name)), out / "pages", languages=[language], schemes=["light"], sizes=[100],
                file=result.document,
            )  # fmt: skip
            print(f"{language}: {len(taken)} pictures in {out / 'pages'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
