"""Keys and clicks on a page, and dialogs that answer by themselves."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget


class Answers:
    """Dialogs that answer at once; what was asked is remembered.

    Args:
        save: where to save.
        files: what is chosen to be read.
        folder: which folder is chosen.
    """

    def __init__(self, save: Path | None = None, files: tuple[Path, ...] = (), folder: Path | None = None) -> None:
        self.save, self.files, self.folder = save, files, folder
        self.proposed: list[str] = []

    def save_file(self, parent: QWidget, title: str, proposed: str, pattern: str) -> Path | None:
        self.proposed.append(proposed)
        return self.save

    def open_files(self, parent: QWidget, title: str, pattern: str) -> tuple[Path, ...]:
        return self.files

    def choose_folder(self, parent: QWidget, title: str) -> Path | None:
        return self.folder


def button(root: QWidget, name: str) -> QPushButton:
    """Return the one visible button of that name."""
    found: list[QPushButton] = []
    for _ in range(100):  # what is put into a page shows itself a moment later
        QApplication.processEvents()
        found = [one for one in root.findChildren(QPushButton, name) if one.isVisible()]
        if found:
            break
        QTest.qWait(10)
    assert len(found) == 1, [one.text() for one in found]
    return found[0]


def press(root: QWidget, name: str) -> None:
    """Press a button with the space bar."""
    one = button(root, name)
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Space)


def words(root: QWidget) -> str:
    """Return everything that labels say on the screen."""
    QApplication.processEvents()
    return "\n".join(one.text() for one in root.findChildren(QLabel) if one.isVisible() and one.text())
