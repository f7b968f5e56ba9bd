"""Looks at a window as a picky person would: nothing cut, nothing squeezed, nothing that scrolls sideways."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from tests.support import FULL, SEED

SLACK = 1
DRESSES = tuple(itertools.product(("zh_TW", "en", "qps"), (100, 200), ("light", "dark")))
"""Language, text size in per cent, light or dark."""

One = TypeVar("One")


def in_turn(looks: Sequence[One], n: int = 2) -> list[One]:
    """Return all of *looks*; in a short run *n* of them, spread over the whole, and others for another seed."""
    step = max(1, len(looks) * 7 // 12)  # another language, another size
    return list(looks) if FULL else [looks[(SEED + turn * step) % len(looks)] for turn in range(n)]


def complaints(window: QWidget) -> list[str]:
    """Return what is cut off, squeezed or hidden in *window*, one line each.

    Args:
        window: shown; what scrolls downwards may be below the fold.
    """
    for _ in range(3):
        QApplication.processEvents()
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or _inside_view(widget):
            continue
        if isinstance(widget, QLabel):
            found += _label(widget)
        elif isinstance(widget, QAbstractButton):
            found += _button(widget)
        elif isinstance(widget, QComboBox | QLineEdit) and widget.height() + SLACK < widget.minimumSizeHint().height():
            found.append(f"squeezed: {_name(widget)} {widget.height()} < {widget.minimumSizeHint().height()}")
        if isinstance(widget, QScrollArea) and widget.horizontalScrollBar().isVisible():
            found.append(f"scrolls sideways: {_name(widget)} by {widget.horizontalScrollBar().maximum()}")
        found += _outside(widget)
    return found


def _label(label: QLabel) -> list[str]:
    if not label.text():
        return []
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if label.height() + SLACK < needed:
            return [f"cut: {label.text()[:40]!r} is {label.height()} high, needs {needed}"]
        words = max((label.fontMetrics().horizontalAdvance(word) for word in label.text().split()), default=0)
        if label.text().isascii() and words > label.contentsRect().width() + SLACK:
            return [f"cut: a word of {label.text()[:40]!r} is {words} wide in {label.contentsRect().width()}"]
        return []
    if label.width() + SLACK < label.sizeHint().width():
        return [f"cut: {label.text()[:40]!r} is {label.width()} wide, needs {label.sizeHint().width()}"]
    return []


def _button(button: QAbstractButton) -> list[str]:
    needed = button.minimumSizeHint() if isinstance(button, QPushButton) and button.layout() else button.sizeHint()
    if isinstance(button, QPushButton) and button.layout() is not None:
        high = button.heightForWidth(button.width())
        return [] if button.height() + SLACK >= high else [f"cut: {_name(button)} {button.height()} < {high}"]
    if button.width() + SLACK < needed.width() or button.height() + SLACK < needed.height():
        return [f"cut: {_name(button)} {button.width()}×{button.height()} needs {needed.width()}×{needed.height()}"]
    if button.height() < 24 or button.width() < 24:
        return [f"too small to hit: {_name(button)} {button.width()}×{button.height()}"]
    return []


def _outside(widget: QWidget) -> list[str]:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or widget.objectName() == "qt_scrollarea_viewport":
        return []
    if isinstance(parent.parentWidget(), QScrollArea) or widget.testAttribute(
        Qt.WidgetAttribute.WA_TransparentForMouseEvents
    ):
        return []
    rect = QRect(widget.pos(), widget.size())
    if not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(rect):
        return [f"outside its parent: {_name(widget)} {rect.getRect()} in {parent.size().toTuple()}"]
    return []


def overlaps(window: QWidget) -> list[str]:
    """Return pairs of labels and controls that lie over one another in the same parent."""
    found: list[str] = []
    for parent in [window, *window.findChildren(QWidget)]:
        if not parent.isVisible() or _inside_view(parent):
            continue
        kinds = (QLabel, QAbstractButton, QComboBox, QLineEdit)
        there = [one for one in parent.children() if isinstance(one, kinds) and one.isVisible() and not one.isWindow()]
        rects = [(one, QRect(one.pos(), one.size()).adjusted(1, 1, -1, -1)) for one in there]
        for place, (one, rect) in enumerate(rects):
            found += [f"over one another: {_name(one)} {_name(o)}" for o, r in rects[place + 1 :] if rect.intersects(r)]
    return found


def _inside_view(widget: QWidget) -> bool:
    step: QWidget | None = widget.parentWidget()
    while step is not None:
        if isinstance(step, QAbstractItemView | QComboBox):
            return True
        step = step.parentWidget()
    return False


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    said = text() if callable(text) else ""
    place = widget.mapTo(widget.window(), QPoint(0, 0))
    return f"{type(widget).__name__} {widget.objectName()!r} {str(said)[:30]!r} at {place.x()},{place.y()}"
