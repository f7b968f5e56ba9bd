"""An event with its papers, a keyed screen in a window, and hands that know nothing but keys."""

from __future__ import annotations

import random
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.fields import Row
from app.services.attendance import rows_of
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.key import KeyPage
from tests.support import ime_type

SURNAMES, GIVEN = "陳林黃張李王吳劉蔡楊", ("榕樹", "美玉", "志明", "淑芬", "建宏", "喆", "雅婷", "文雄")
STROKES = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_F4, "⇟": Qt.Key.Key_PageDown, "→": Qt.Key.Key_Right}


def add_people(workspace: Workspace, count: int, *, known: bool = False) -> tuple[Row, ...]:
    """Add people with names of their own; *known* ones have an age group and one language on record."""
    made = []
    for at in range(count):
        values: dict[str, object] = {"name": f"{SURNAMES[at % 10]}{GIVEN[at // 10 % 8]}{'甲乙丙丁'[at // 80]}"}
        if known:
            values |= {"age_band": "a65_74", "languages": ("zh",)}
        made.append(workspace.records.create("person", values)[0])
    return tuple(made)


def add_event(workspace: Workspace, **values: object) -> Row:
    """Add an event."""
    given = {"title": "中秋防災闖關", "date": "2025-11-29", "time": "14:00/16:30", "place": "活動中心"}
    return workspace.records.create("event", {**given, **values})[0]


class Typist:
    """Counts every key. Names are told apart, because the aim is counted without them.

    Args:
        page: the keyed screen, shown.
    """

    def __init__(self, page: QWidget) -> None:
        self.page, self.strokes, self.letters = page, 0, 0

    @property
    def place(self) -> str:
        """Object name of what has the keyboard."""
        focus = QApplication.focusWidget()
        return focus.objectName() if focus is not None else ""

    def keys(self, text: str) -> None:
        """Press keys, one by one; ``\\n`` is Enter, a tab character F4, ``⇟`` Page Down."""
        for one in text:
            self.strokes += 1
            self._press(one)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key that writes nothing."""
        self.strokes += 1
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifiers)
        QApplication.processEvents()

    def name(self, text: str, *, ime: bool = False) -> None:
        """Write a name or its number, through an input method or key by key."""
        self.letters += len(text)
        if ime:
            focus = QApplication.focusWidget()
            assert focus is not None
            ime_type(focus, text)
        else:
            for one in text:
                self._press(one)

    @staticmethod
    def _press(one: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        if one in STROKES:
            QTest.keyClick(focus, STROKES[one])
        elif one.isascii():
            QTest.keyClicks(focus, one)
        else:  # QTest knows the keys of Latin letters only
            event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, one)
            QApplication.sendEvent(focus, event)
        QApplication.processEvents()


def open_page(
    context: UiContext, shown: Callable[..., QWidget], *args: str, width: int = 1100, height: int = 700
) -> KeyPage:
    """Return the keyed screen in a window, with its changes connected as the window does."""
    page = KeyPage(context)
    shown(page, width, height)
    context.lane.changes.connect(page.on_changes)
    page.open(args)
    settle()
    return page


def settle() -> None:
    """Let what was typed be kept and read back."""
    QTest.qWait(60)
    QApplication.processEvents()


def kept(workspace: Workspace, event: str, field: str = "attendance") -> tuple[Row, ...]:
    """Return the rows that the document holds."""
    row = workspace.records.get("event", event)
    assert row is not None
    return rows_of(row, field)


def answers(rng: random.Random) -> tuple[int, int, int]:
    """Return what somebody circles: age group, language, priority group."""
    return rng.randint(1, 6), rng.choice((1, 1, 1, 2, 2, 5)), rng.choice((1, 3, 5, 8, 8, 8))
