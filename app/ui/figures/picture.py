"""The drawing of a figure on the screen: the same items as on paper, drawn by the same writer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.errors import AppError
from app.ui.context import UiContext
from app.ui.jobs import Job

if TYPE_CHECKING:
    from app.exports.layout import FontSet
    from app.exports.pdf import RasterPage
    from app.exports.spec import Chart

SOON_MS = 60
SIZE_PT = 11.0
"""Size of the words in the drawing before it is scaled to the text of the screen."""
LEAST_EM, MOST_EM = 16.0, 60.0
PAPER = "#FFFFFF"
"""Paper stays white in every scheme: it is what is printed."""
EDGE = 8


def draw(chart: Chart, language: str, width_pt: float, dpi: float, fonts: FontSet) -> RasterPage:
    """Return the picture of a drawing, cut to its height. Pure; any thread, one at a time."""
    from app.exports.layout import lay_out
    from app.exports.pdf import render_pages, write_pdf
    from app.exports.spec import NoPictures
    from app.services.figures.view import MARGIN, figure_spec

    roll = lay_out(figure_spec(chart, language, width_pt), fonts)
    low = max((one.y + one.row.height for one in roll.pages[0].placed), default=0.0)
    spec = figure_spec(chart, language, width_pt, max(low + MARGIN, 3 * MARGIN))
    laid = lay_out(spec, fonts)
    return render_pages(write_pdf(spec, laid, fonts, NoPictures(), pages=[1], preview=True), None, dpi)[0]


class FigurePicture(QWidget):
    """Shows a drawing as wide as there is room, its words as large as the text beside it.

    Args:
        context: pool, theme.
    """

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._chart: Chart | None = None
        self._image: QImage | None = None
        self._asked: tuple[object, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._draw)

    def show_chart(self, chart: Chart | None, name: str, description: str) -> None:
        """Show a drawing; *name* and *description* say it to those who cannot see it."""
        self._chart = chart
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setVisible(chart is not None)
        self._draw()

    def refresh(self) -> None:
        """Draw it again for the size of the text."""
        self.updateGeometry()
        self._draw()

    def image(self) -> QImage | None:
        """Return the picture, None where there is none yet."""
        return self._image

    def sizeHint(self) -> QSize:
        """Return the height that the picture needs."""
        metrics = self._context.theme.metrics
        high = round(self._image.height() / self._image.devicePixelRatio()) + 2 * EDGE if self._image else metrics.em(8)
        return QSize(metrics.em(30), high)

    def minimumSizeHint(self) -> QSize:
        """Return the least width, and the height of the picture."""
        return QSize(self._context.theme.metrics.em(LEAST_EM), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw it for another width, a moment later."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._soon.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the paper and the picture on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._context.theme.colour("line"), 1))
        painter.setBrush(QColor(PAPER))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self._image is not None:
            painter.drawImage(EDGE, EDGE, self._image)

    def _scale(self) -> float:
        """Return logical pixels for a point of the drawing, so that its words are as large as the text."""
        return self._context.theme.metrics.em(1) / SIZE_PT

    def _draw(self) -> None:
        if self._chart is None or not self.width():
            return
        metrics, ratio = self._context.theme.metrics, self.devicePixelRatioF()
        wide = min(max(self.width() - 2 * EDGE, 100), metrics.em(MOST_EM))
        language = self._context.translator.language
        asked = (self._chart, language, wide, self._scale(), ratio)
        if asked == self._asked:
            return
        self._asked = asked
        work = partial(draw, self._chart, language, wide / self._scale(), 72 * self._scale() * ratio)
        fonts = self._context.fonts

        def job(_job: Job) -> tuple[tuple[object, ...], RasterPage]:
            return asked, work(fonts())

        self._context.pool.run(job, self._on_drawn, self._on_failed)

    def _on_drawn(self, answer: tuple[tuple[object, ...], RasterPage]) -> None:
        asked, raster = answer
        if asked != self._asked:
            return
        image = QImage(raster.data, raster.width, raster.height, 3 * raster.width, QImage.Format.Format_RGB888).copy()
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._image = image
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def _on_failed(self, error: AppError) -> None:
        self._asked = ()
        self._context.error(error)
