"""How objects and references look inside a chapter: a calm card with words, and a word with a line below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPyTextObject, QTextDocument, QTextFormat

from app.ui.studio.chapter.blocks import ATOM, OBJECT_ID
from app.ui.theme import Theme

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True, slots=True)
class Card:
    """What the card of an object says.

    Args:
        icon: file name of an icon.
        title: what it is, such as "Photos".
        words: what it holds, in one sentence.
    """

    icon: str
    title: str
    words: str = ""


class Host(Protocol):
    """What a card has to know of the editor that shows it."""

    def card_of(self, object_id: str) -> Card:
        """Return what the card says."""
        ...

    def reference_words(self, atom: str) -> str:
        """Return what a reference shows, such as 圖3."""
        ...

    def is_chosen(self, position: int) -> bool:
        """Say whether the character at *position* is selected."""
        ...

    def card_width(self) -> float:
        """Return how wide a card may be, in logical pixels."""
        ...


class CardObject(QPyTextObject):
    """Draws the single character of an object block as a card.

    Args:
        theme: colours and sizes.
        host: the editor.
        parent: owner.

    Attributes:
        rects: object id to where it was drawn last, in the document's coordinates.
    """

    def __init__(self, theme: Theme, host: Host, parent: Any) -> None:  # noqa: ANN401 - any QObject
        super().__init__(parent)
        self._theme, self._host = theme, host
        self.rects: dict[str, QRectF] = {}

    def intrinsicSize(self, _doc: QTextDocument, _position: int, form: QTextFormat) -> QSizeF:
        """Return the size of the card for the width of the column."""
        card, wide = self._host.card_of(str(form.property(OBJECT_ID) or "")), self._host.card_width()
        pad = self._theme.metrics.u(0.75)
        title, words = self._heights(card, wide - 2 * pad)
        return QSizeF(wide, title + words + 2 * pad)

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, _doc: QTextDocument, position: int, form: QTextFormat
    ) -> None:
        """Draw the card, and remember where it stands in the document."""
        object_id = str(form.property(OBJECT_ID) or "")
        self.rects[object_id] = QRectF(rect)
        self.draw(painter, QRectF(rect), object_id, chosen=self._host.is_chosen(position))

    def draw(self, painter: QPainter, rect: QRectF, object_id: str, *, chosen: bool) -> None:
        """Draw the ground, an icon, what it is and what it holds."""
        theme, card = self._theme, self._host.card_of(object_id)
        pad, edge = theme.metrics.u(0.75), theme.metrics.em(1.3)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("leaf" if chosen else "line"), 2 if chosen else 1))
        painter.setBrush(theme.colour("leaf_soft" if chosen else "sunken"))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        inner = rect.adjusted(pad, pad, -pad, -pad)
        painter.drawPixmap(inner.topLeft(), theme.pixmap(card.icon, "leaf", 1.3))
        painter.setPen(theme.colour("ink"))
        bold = theme.font("body", bold=True)
        painter.setFont(bold)
        title, _words = self._heights(card, inner.width())
        aside = edge + theme.metrics.em(0.5)
        painter.drawText(QRectF(inner.left() + aside, inner.top(), inner.width() - aside, title), _WRAP, card.title)
        painter.setPen(theme.colour("ink" if chosen else "ink_2"))
        painter.setFont(theme.font("caption"))
        painter.drawText(inner.adjusted(0, title, 0, 0), _WRAP, card.words)
        painter.restore()

    def _heights(self, card: Card, wide: float) -> tuple[float, float]:
        """Return the heights of the title's line and of the words."""
        theme = self._theme
        aside = theme.metrics.em(1.8)
        bold = QFontMetricsF(theme.font("body", bold=True))
        room = QRectF(0, 0, max(40.0, wide - aside), 10_000)
        title = max(float(theme.metrics.em(1.6)), bold.boundingRect(room, _WRAP, card.title).height())
        if not card.words:
            return title, 0.0
        small = QFontMetricsF(theme.font("caption"))
        return title, small.boundingRect(QRectF(0, 0, max(40.0, wide), 10_000), _WRAP, card.words).height() + 2


class ReferenceObject(QPyTextObject):
    """Draws the character of a reference as the number that it will print."""

    def __init__(self, theme: Theme, host: Host, parent: Any) -> None:  # noqa: ANN401 - any QObject
        super().__init__(parent)
        self._theme, self._host = theme, host

    def intrinsicSize(self, _doc: QTextDocument, _position: int, form: QTextFormat) -> QSizeF:
        """Return the size of the words."""
        metrics = QFontMetricsF(self._theme.font("body"))
        return QSizeF(metrics.horizontalAdvance(self._words(form)) + 6, metrics.ascent())

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, _doc: QTextDocument, position: int, form: QTextFormat
    ) -> None:
        """Draw the words on a soft ground."""
        theme, chosen = self._theme, self._host.is_chosen(position)
        rect, metrics = QRectF(rect), QFontMetricsF(theme.font("body"))
        painter.save()
        ground = rect.adjusted(1, 0, -1, metrics.descent())
        painter.fillRect(ground, theme.colour("leaf" if chosen else "sky_soft"))
        painter.setPen(theme.colour("on_leaf" if chosen else "sky"))
        painter.setFont(theme.font("body"))
        painter.drawText(QPointF(rect.left() + 3, rect.bottom()), self._words(form))
        painter.restore()

    def _words(self, form: QTextFormat) -> str:
        return self._host.reference_words(str(form.property(ATOM) or ""))


CardOf = Callable[[str, Mapping[str, object]], Card]
