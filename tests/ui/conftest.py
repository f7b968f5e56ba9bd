"""What tests of the interface share: one theme, and a window that shows a widget."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.clock import FixedClock
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.jobs import InlineLane
from app.ui.theme import Theme
from tests.support import FULL, ROOT, SEED
from tests.ui.desk import make_context, make_workspace
from tests.ui.fakes import English, Plain

_THEMES: list[Theme] = []


class _Windows(QObject):
    """Notices windows that flash up because a widget was shown before it had a parent."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and type(watched) in (QLabel, QPushButton, QFrame):
            self.seen.append(f"{type(watched).__name__} {watched.objectName()!r}")
        return False


@pytest.fixture(autouse=True)
def no_flashes(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """Fail a test in which a bare label, button or frame was a window for a moment.

    To look at every event costs a tenth of the time, so that a short run watches one test of four.
    """
    windows = _Windows()
    watched = FULL or (zlib.crc32(request.node.nodeid.encode()) + SEED) % 4 == 0
    if watched:
        qapp.installEventFilter(windows)
    yield
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
    qapp.removeEventFilter(windows)
    assert not windows.seen, f"shown without a parent: {windows.seen}"


@pytest.fixture(scope="session", autouse=True)
def no_copies_left(qapp: QApplication) -> Iterator[None]:
    """Empty the clipboard in the end: what a widget put there outlives the interpreter, and crashes the way out."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The program's theme, light, at 100 %, in Chinese type."""
    if not _THEMES:
        _THEMES.append(Theme(qapp, ROOT / "resources", scheme="light"))
    _THEMES[0].wear(scheme="light", text_size=100, language="zh_TW")
    return _THEMES[0]


@pytest.fixture
def shown(theme: Theme, qapp: QApplication) -> Iterator[Callable[[QWidget], QWidget]]:
    """Put a widget into a window beside another control, show it and give it back."""
    windows: list[QWidget] = []

    def show(widget: QWidget, width: int = 700, height: int = 500) -> QWidget:
        window = QWidget()
        layout = QVBoxLayout(window)
        layout.addWidget(widget)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        windows.append(window)
        qapp.processEvents()
        return widget

    yield show
    for window in windows:
        window.close()
        window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def dress(theme: Theme) -> Plain:
    """Words without catalogues, and the theme."""
    return Plain(theme, English())


@pytest.fixture
def workspace(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """A real document with a community and a small programme."""
    made = make_workspace(tmp_path, clock)
    yield made
    made.document.close()


@pytest.fixture
def context(workspace: Workspace, theme: Theme) -> Iterator[UiContext]:
    """The context of a window over the workspace, in English; every job is done at once."""
    made = make_context(workspace, theme)
    yield made
    assert isinstance(made.lane, InlineLane)
    made.lane.close()
    made.pool.close()
