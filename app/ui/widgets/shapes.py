"""Shapes that stand beside words, so that colour never speaks alone: done, begun, open, notice, problem."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from app.core.messages import N_, Message

DONE, BEGUN, OPEN, NOTICE, PROBLEM = "done", "begun", "open", "notice", "problem"

WORDS: dict[str, Message] = {
    DONE: N_("Done"),
    BEGUN: N_("Begun"),
    OPEN: N_("Not begun"),
    NOTICE: N_("Notice"),
    PROBLEM: N_("Problem"),
}
TONES = {DONE: "leaf", BEGUN: "leaf", OPEN: "ink_2", NOTICE: "sun", PROBLEM: "clay"}


def draw_shape(painter: QPainter, shape: str, rect: QRectF, colour: QColor) -> None:
    """Draw a shape into *rect*: a full, half or empty circle, a triangle or a cross."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    thick = max(1.5, rect.width() / 8)
    inner = rect.adjusted(thick, thick, -thick, -thick)
    painter.setPen(QPen(colour, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    if shape == PROBLEM:
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
    elif shape == NOTICE:
        painter.setBrush(colour)
        top = QPointF(inner.center().x(), inner.top())
        painter.drawPolygon(QPolygonF([top, inner.bottomRight(), inner.bottomLeft()]))
    else:
        painter.drawEllipse(inner)
        painter.setBrush(colour)
        if shape == DONE:
            painter.drawEllipse(inner)
        elif shape == BEGUN:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPie(inner, 90 * 16, 180 * 16)
    painter.restore()


def shape_pixmap(shape: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    """Return the shape as a picture of *size* logical pixels at *ratio* device pixels each."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_shape(painter, shape, QRectF(0, 0, size, size), colour)
    painter.end()
    return pixmap
