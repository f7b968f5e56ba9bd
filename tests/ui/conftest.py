"""What tests of the interface share: one theme, and a window that shows a widget."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.ui.theme import Theme
from tests.support import ROOT
from tests.ui.fakes import English, Plain

_THEMES: list[Theme] = []


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
