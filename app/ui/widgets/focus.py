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


def first_stop(inside: QWidget) -> QWidget | None:
    """Return the highest control in *inside* that Tab reaches now, whenever it was made; None where there is none."""
    stops = [
        one
        for one in inside.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled()
    ]
    right = inside.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def place(one: QWidget) -> tuple[int, int]:
        at = one.mapTo(inside, one.rect().topRight() if right else one.rect().topLeft())
        return at.y(), -at.x() if right else at.x()

    return min(stops, key=place, default=None)


def tab_through(parts: Sequence[QWidget], after: QWidget | None = None) -> None:
    """Let Tab go through *parts* one after the other, whichever of them was made last.

    Args:
        parts: in the order in which they are read.
        after: what stands before them, such as the page where controls below them were made first.
    """
    stops = [
        one
        for part in parts
        for one in (part, *part.findChildren(QWidget))
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None and one.window() is part.window()
    ]
    if after is not None and stops:
        policy = after.focusPolicy()
        after.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt puts nothing behind what Tab does not reach
        QWidget.setTabOrder(after, stops[0])
        after.setFocusPolicy(policy)
    for before, behind in pairwise(stops):
        QWidget.setTabOrder(before, behind)
