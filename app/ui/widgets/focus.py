"""Putting the keyboard on a control that was only just made, and Tab through parts in the order they are read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class _Later(QObject):
    """Dies with its widget, so a control that is gone is left alone."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        QTimer.singleShot(0, self.run)

    def run(self) -> None:
        """Focus the widget, which is shown by now; one that went meanwhile took this with it."""
        if isValid(self._widget):
            self._widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self.deleteLater()


def focus_soon(widget: QWidget) -> None:
    """Focus *widget* now, or as soon as its layout has shown it."""
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    if not widget.isVisible():
        _Later(widget)


def tab_through(parts: Sequence[QWidget]) -> None:
    """Let Tab go through *parts* one after the other, whichever of them was made last."""
    stops = [
        one
        for part in parts
        for one in (part, *part.findChildren(QWidget))
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None and one.window() is part.window()
    ]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
