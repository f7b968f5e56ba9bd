"""Line icons as SVG, tinted from the tokens and drawn at the screen's own resolution.

An icon never stands alone: the word beside it says what it means.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

STROKE = "1.75"


class IconSet:
    """Reads icons from a folder and keeps the drawings of one scheme.

    Args:
        folder: where ``<name>.svg`` lie; each is 24 × 24 with ``currentColor`` strokes.

    Thread: UI thread only.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._source: dict[str, str] = {}
        self._drawn: dict[tuple[str, str, int, float, int], QPixmap] = {}

    def pixmap(self, name: str, colour: str, size: int, ratio: float = 0.0, gap: int = 0) -> QPixmap:
        """Return the icon drawn in *colour* at *size* logical pixels.

        Args:
            name: file name without its ending.
            colour: ``#RRGGBB``.
            size: edge in logical pixels.
            ratio: device pixels per logical one; 0 takes the sharpest screen's.
            gap: empty logical pixels after it, before the words of a button.
        """
        ratio = ratio or _sharpest()
        key = (name, colour, size, ratio, gap)
        if key not in self._drawn:
            self._drawn[key] = self._draw(*key)
        return self._drawn[key]

    def icon(self, name: str, colour: str, faint: str, size: int, gap: int = 0) -> QIcon:
        """Return a Qt icon with its disabled look in *faint*."""
        icon = QIcon(self.pixmap(name, colour, size, 0.0, gap))
        icon.addPixmap(self.pixmap(name, faint, size, 0.0, gap), QIcon.Mode.Disabled)
        return icon

    def forget(self) -> None:
        """Drop the drawings, as when the scheme or the text size changed."""
        self._drawn.clear()

    def _draw(self, name: str, colour: str, size: int, ratio: float, gap: int) -> QPixmap:
        pixmap = QPixmap(QSize(size + gap, size) * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        svg = self._text(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{STROKE}"')
        renderer = QSvgRenderer(QByteArray(svg.encode()))
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _text(self, name: str) -> str:
        if name not in self._source:
            self._source[name] = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        return self._source[name]


def _sharpest() -> float:
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
