"""Words and icons that are said again when the language or the theme changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QIcon, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget
from shiboken6 import isValid

from app.core.messages import Label
from app.ui.theme import Theme

Said = Label | str | None
Slot = Callable[[], object]
ENDLESS, PARTS = re.compile(r"[!-~¡-ɏ]{31,}"), re.compile(r".{12}(?=.)")
"""A word of more letters than any language joins, and where it may be parted."""


class Dress(Protocol):
    """What a widget needs to speak and to look right; the page context is one."""

    theme: Theme

    def text(self, label: Said) -> str:
        """Return *label* in the interface language."""
        ...


class WrapLabel(QLabel):
    """A label whose height follows its real width, also where its width is bounded; a % stays with its number.

    A word without end, such as an address of the web, may be parted: it would make the whole page wider.
    """

    def setText(self, text: str) -> None:
        """Show *text*."""
        parted = ENDLESS.sub(lambda found: PARTS.sub("\\g<0>\N{ZERO WIDTH SPACE}", found[0]), text)
        super().setText(parted.replace(" %", "\N{NO-BREAK SPACE}%"))

    def text(self) -> str:
        """Return what was given to show."""
        return super().text().replace("\N{NO-BREAK SPACE}%", " %").replace("\N{ZERO WIDTH SPACE}", "")

    def heightForWidth(self, width: int) -> int:
        """Return the height at *width* logical pixels, or at the widest that the label may be."""
        return super().heightForWidth(min(width, self.maximumWidth()))


class CutLabel(QLabel):
    """One line that ends in … where it does not fit; the whole is its tool tip and its accessible name.

    Args:
        least_em: least width in sizes of its text.
    """

    def __init__(self, least_em: float = 4.0) -> None:
        super().__init__()
        self._least_em, self._whole = least_em, ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        """Show *text*, cut to the width there is."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._cut()

    def whole(self) -> str:
        """Return the whole text."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Return a width at which the beginning can be read; the label takes what room there is."""
        whole = self.fontMetrics().horizontalAdvance(self._whole) + 4
        least = round(self._least_em * self.fontMetrics().height() / 1.4)
        return QSize(min(least, whole), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        """Cut anew for another size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_whole"):
            self._cut()

    def _cut(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(1, self.width())))
        self.updateGeometry()


class Binder:
    """Remembers which setter says what, and says it again on ``refresh``.

    Setters are methods of widgets; those of deleted widgets are forgotten.

    Args:
        dress: words and theme.
    """

    def __init__(self, dress: Dress) -> None:
        self.dress = dress
        self._texts: dict[Callable[[str], object], Said] = {}
        self._icons: dict[Callable[[QIcon], object], tuple[str, str, float]] = {}
        self._pixmaps: dict[Callable[[QPixmap], object], tuple[str, str, float]] = {}
        self._inner: list[Callable[[], object]] = []

    def text(self, setter: Callable[[str], object], label: Said) -> None:
        """Call *setter* with the wording now and after every change; a later call replaces an earlier one."""
        self._texts[setter] = label
        setter(self.dress.text(label))

    def icon(self, setter: Callable[[QIcon], object], name: str, tone: str = "ink", size_em: float = 1.3) -> None:
        """Call *setter* with the tinted icon now and after every change."""
        owner = getattr(setter, "__self__", None)
        if isinstance(owner, QPushButton) and setter not in self._icons:
            self.also(_IconSize(owner, self.dress, size_em).refresh)
        self._icons[setter] = (name, tone, size_em)
        setter(self.dress.theme.icon(name, tone, size_em))

    def pixmap(self, setter: Callable[[QPixmap], object], name: str, tone: str = "ink", size_em: float = 1.3) -> None:
        """Call *setter* with the tinted picture now and after every change."""
        self._pixmaps[setter] = (name, tone, size_em)
        setter(self.dress.theme.pixmap(name, tone, size_em))

    def also(self, refresh: Callable[[], object]) -> None:
        """Call *refresh*, a method of a widget that speaks for itself, after every change."""
        self._inner.append(refresh)

    def refresh(self) -> None:
        """Say and tint everything again."""
        self._texts = {setter: said for setter, said in self._texts.items() if _alive(setter)}
        self._icons = {setter: how for setter, how in self._icons.items() if _alive(setter)}
        self._pixmaps = {setter: how for setter, how in self._pixmaps.items() if _alive(setter)}
        self._inner = [one for one in self._inner if _alive(one)]
        for say, label in list(self._texts.items()):
            say(self.dress.text(label))
        for set_icon, (name, tone, size) in list(self._icons.items()):
            set_icon(self.dress.theme.icon(name, tone, size))
        for set_pixmap, (name, tone, size) in list(self._pixmaps.items()):
            set_pixmap(self.dress.theme.pixmap(name, tone, size))
        for one_more in list(self._inner):
            one_more()

    def label(self, said: Said, role: str = "body", *, tone: str = "", wrap: bool = True) -> QLabel:
        """Return a label in the role ``title``, ``section``, ``strong``, ``body`` or ``caption``."""
        label = WrapLabel()
        label.setProperty("role", role)
        if tone:
            label.setProperty("tone", tone)
        label.setWordWrap(wrap)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self.text(label.setText, said)
        return label

    def cut_label(self, said: Said, role: str = "body", *, least_em: float = 4.0) -> CutLabel:
        """Return a label of one line that may be cut at its end."""
        label = CutLabel(least_em)
        label.setProperty("role", role)
        self.text(label.say, said)
        return label

    def button(
        self, said: Said, slot: Slot | None = None, *, icon: str = "", kind: str = "", name: str = ""
    ) -> QPushButton:
        """Return a button with a word, and an icon beside it where one is named.

        Args:
            said: a verb with its object.
            slot: called on a click or the space bar.
            icon: file name of an icon.
            kind: ``primary``, ``quiet``, ``small`` or "".
            name: object name, by which tests and the walk find it.
        """
        button = QPushButton()
        button.setObjectName(name)
        button.setAutoDefault(False)
        if kind:
            button.setProperty("kind", kind)
        self.text(button.setText, said)
        if icon:
            self.icon(button.setIcon, icon, "on_leaf" if kind == "primary" else "ink")
        if slot is not None:
            button.clicked.connect(lambda _checked=False: slot())
        return button


class _IconSize(QObject):
    """Keeps a button's icon as high as its text."""

    def __init__(self, button: QPushButton, dress: Dress, size_em: float) -> None:
        super().__init__(button)
        self._button, self._dress, self._size_em = button, dress, size_em
        self.refresh()

    def refresh(self) -> None:
        edge = self._dress.theme.metrics.em(self._size_em)
        self._button.setIconSize(QSize(edge + self._dress.theme.icon_gap, edge))


def restyle(widget: QWidget, **properties: object) -> None:
    """Set style properties and let the style sheet look at the widget again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _alive(setter: Callable[..., object]) -> bool:
    owner = getattr(setter, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
