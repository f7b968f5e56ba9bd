"""A state as a shape with its word, and a bar that says how much of something is used."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.ui.theme import Theme
from app.ui.widgets.binder import Dress, Said, WrapLabel, restyle
from app.ui.widgets.shapes import OPEN, TONES, WORDS, shape_pixmap


class StatusWord(QWidget):
    """A shape and a word.

    Args:
        dress: words and theme.
        shape: one of ``app.ui.widgets.shapes``.
        said: the word; the shape's own where it is None.
        wrap: whether a long wording may take several lines.
    """

    def __init__(self, dress: Dress, shape: str = OPEN, said: Said = None, *, wrap: bool = False) -> None:
        super().__init__()
        self._dress, self._shape, self._said = dress, shape, said
        self._mark, self._word = QLabel(), WrapLabel()
        self._word.setTextFormat(Qt.TextFormat.PlainText)
        self._word.setWordWrap(wrap)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(self._word, 1)
        self.refresh()

    def say(self, shape: str, said: Said = None) -> None:
        """Show another state."""
        self._shape, self._said = shape, said
        self.refresh()

    @property
    def shape(self) -> str:
        """The shape that is shown."""
        return self._shape

    def text(self) -> str:
        """Return the word that is shown."""
        return self._word.text()

    def refresh(self) -> None:
        """Say and draw it again, after the language or the theme changed."""
        theme = self._dress.theme
        edge, tone = theme.metrics.em(0.8), TONES.get(self._shape, "ink_2")
        self._mark.setPixmap(shape_pixmap(self._shape, theme.colour(tone), edge, self.devicePixelRatioF()))
        self._mark.setContentsMargins(0, theme.metrics.em(0.32), 0, 0)
        self._layout.setSpacing(theme.metrics.em(0.45))
        words = self._dress.text(self._said if self._said is not None else WORDS[self._shape])
        self._word.setText(words)
        restyle(self._word, tone="" if self._word.wordWrap() else tone)
        self.setAccessibleName(words)


class Meter(QWidget):
    """A bar for a share of a whole; the number stands beside it in words.

    Args:
        theme: colours and sizes.
        width_em: preferred width in body text sizes.
    """

    def __init__(self, theme: Theme, width_em: float = 8.0) -> None:
        super().__init__()
        self._theme, self._width_em = theme, width_em
        self._share, self._tone = 0.0, "leaf"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, tone: str = "leaf") -> None:
        """Fill *share* (0 to 1; more than 1 is drawn full, hatched) in the token *tone*."""
        self._share, self._tone = share, tone
        self.update()

    def sizeHint(self) -> QSize:
        """Return the preferred size."""
        metrics = self._theme.metrics
        return QSize(metrics.em(self._width_em), metrics.em(0.7))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size that still can be read."""
        metrics = self._theme.metrics
        return QSize(metrics.em(3), metrics.em(0.7))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame and the filled part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        round_px = frame.height() / 2
        painter.setPen(self._theme.colour("line"))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(frame, round_px, round_px)
        if self._share > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(self._tone))
            filled = QRectF(frame)
            filled.setWidth(max(frame.height(), frame.width() * min(self._share, 1.0)))
            painter.drawRoundedRect(filled, round_px, round_px)
            if self._share > 1:
                painter.setBrush(self._theme.colour("surface"))
                painter.setBrush(Qt.BrushStyle.BDiagPattern)
                painter.drawRoundedRect(filled, round_px, round_px)
