"""The real pages, one below the other on a sunken desk; only what is seen is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea

from app.core.messages import N_
from app.ui.context import UiContext
from app.ui.studio.pages.images import PageImages
from app.ui.widgets.shapes import NOTICE, draw_shape

if TYPE_CHECKING:
    from app.exports.layout import Laid, Page
    from app.ui.studio.presenter import StudioPresenter

ZOOMS = (1.0, 1.4, 1.8, 2.4)
LOOK_MS = 30
PAPER = "#FFFFFF"
"""Paper stays white in every scheme: it is what is printed."""


class PageView(QAbstractScrollArea):
    """Shows the pages of a pressed dossier.

    Signals:
        asked: id of the block that was clicked.
        turned: number of the page that is at the top.

    Args:
        context: words, theme.
        presenter: gives the pages.
    """

    asked = Signal(str)
    turned = Signal(int)

    def __init__(self, context: UiContext, presenter: StudioPresenter) -> None:
        super().__init__()
        self._context, self._presenter = context, presenter
        self.images = PageImages(presenter)
        self.images.arrived.connect(self._on_arrived)
        self._zoom, self._page, self._block, self._limit = 0, 1, "", 0
        self.setObjectName("pages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)

    # --- what the page asks for -------------------------------------------------------------------

    def show_pages(self, limit: int) -> None:
        """Show the presenter's pages; those beyond *limit* (0 for none) are marked with words."""
        self._limit = limit
        self._measure()
        self.images.renew()
        self._ask()
        self.refresh()

    def refresh(self) -> None:
        """Say and draw it again."""
        self._measure()
        said = N_("Page {page} of {pages}", page=self._page, pages=self.count())
        self.setAccessibleName(self._context.text(said))
        self.viewport().update()

    def count(self) -> int:
        """Return how many pages there are."""
        return len(self._laid().pages) if self._laid() is not None else 0  # type: ignore[union-attr]

    def page(self) -> int:
        """Return the number of the page at the top."""
        return self._page

    def zoom(self, by: int) -> None:
        """Show the pages larger or smaller."""
        here = self._page
        self._zoom = max(0, min(len(ZOOMS) - 1, self._zoom + by))
        self._measure()
        self.turn_to(here)

    def zoomed(self) -> tuple[bool, bool]:
        """Return whether the pages can be smaller, and whether they can be larger."""
        return self._zoom > 0, self._zoom < len(ZOOMS) - 1

    def turn_to(self, number: int) -> None:
        """Show a page from its top."""
        if self.count():
            number = max(1, min(self.count(), number))
            self.verticalScrollBar().setValue(int(self._top(number) - self._head()))

    def follow(self, block_id: str, *, mark: bool = True) -> None:
        """Show a block, or a part, where it is not seen; *mark* draws a bar beside it."""
        self._block = block_id if mark else ""
        place = self._place_of(block_id)
        if place is not None:
            at = place.translated(0, -self.verticalScrollBar().value())
            if at.top() < 0 or at.top() + min(at.height(), 60) > self.viewport().height():
                self.verticalScrollBar().setValue(int(place.top() - self.viewport().height() / 4))
        self.viewport().update()

    # --- Qt ---------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return a width at which a page can be read."""
        return QSize(self._context.theme.metrics.em(22), self._context.theme.metrics.em(24))

    def minimumSizeHint(self) -> QSize:
        """Return the least width."""
        return QSize(self._context.theme.metrics.em(10), 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the pages be as wide as the column."""
        here = self._page
        super().resizeEvent(event)
        self._measure()
        if event.oldSize().width() != event.size().width():
            self.turn_to(here)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the desk and the pages that are seen."""
        theme = self._context.theme
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("sunken"))
        if not self.count():
            painter.setPen(theme.colour("ink_2"))
            words = self._context.text(N_("The pages appear here as soon as they are laid out."))
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(self.viewport().rect().adjusted(16, 16, -16, -16), flags, words)
            return
        for number in self._seen():
            self._draw(painter, number)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the block that was clicked."""
        found = self._block_at(event.position())
        if found:
            self.asked.emit(found)

    # --- geometry, in logical pixels ----------------------------------------------------------------

    def _laid(self) -> Laid | None:
        return self._presenter.pressed.laid if self._presenter.pressed is not None else None

    def _paper(self) -> tuple[float, float]:
        page = self._presenter.pressed.spec.page if self._presenter.pressed is not None else None
        return (page.width, page.height) if page is not None else (595.0, 842.0)

    def _gap(self) -> int:
        return self._context.theme.metrics.u(1)

    def _head(self) -> int:
        """Height of the line above each page; there is one where pages lie beyond the limit."""
        if not self._limit or self.count() <= self._limit:
            return 0
        return QFontMetrics(self._context.theme.font("caption")).lineSpacing() + self._context.theme.metrics.u(0.5)

    def _wide(self) -> float:
        return max(60.0, (self.viewport().width() - 2 * self._gap()) * ZOOMS[self._zoom])

    def _scale(self, number: int = 0) -> float:
        """Return pixels per point; a page that lies on its long side is as wide as the others, so it is smaller."""
        return self._wide() / self._paper()[1 if self._lies(number) else 0]

    def _lies(self, number: int) -> bool:
        laid = self._laid()
        return laid is not None and 0 < number <= len(laid.pages) and laid.pages[number - 1].turned

    def _pitch(self) -> float:
        return self._paper()[1] * self._scale() + self._gap() + self._head()

    def _top(self, number: int) -> float:
        return self._gap() / 2 + self._head() + (number - 1) * self._pitch()

    def _rect(self, number: int) -> QRectF:
        """Return a page's rectangle in the viewport."""
        left = (
            max(float(self._gap()), (self.viewport().width() - self._wide()) / 2) - self.horizontalScrollBar().value()
        )
        top = self._top(number) - self.verticalScrollBar().value()
        high = self._paper()[0 if self._lies(number) else 1]
        return QRectF(left, top, self._wide(), high * self._scale(number))

    def _measure(self) -> None:
        bar, side = self.verticalScrollBar(), self.horizontalScrollBar()
        high = int(self.count() * self._pitch() + self._gap())
        bar.setRange(0, max(0, high - self.viewport().height()))
        bar.setPageStep(max(1, self.viewport().height()))
        bar.setSingleStep(self._context.theme.metrics.u(3))
        over = int(self._wide() + 2 * self._gap() - self.viewport().width())
        side.setRange(0, max(0, over) if self._zoom else 0)
        side.setPageStep(max(1, self.viewport().width()))
        side.setSingleStep(self._context.theme.metrics.u(2))
        self._look.start()

    def _seen(self) -> range:
        top = self.verticalScrollBar().value()
        first = max(1, int((top - self._gap()) // self._pitch()) + 1)
        last = min(self.count(), int((top + self.viewport().height()) // self._pitch()) + 1)
        return range(first, last + 1)

    def _place_of(self, block_id: str) -> QRectF | None:
        """Return where a block begins, in the whole scroll area."""
        laid = self._laid()
        number = laid.places.get(block_id, 0) if laid is not None else 0
        if laid is None or not number or number > len(laid.pages):
            return None
        rows = [one for one in laid.pages[number - 1].placed if _belongs(one.row.block_id, one.row.starts, block_id)]
        scale, top = self._scale(number), self._top(number)
        if not rows:
            return QRectF(0, top, self._wide(), 40)
        first, last = rows[0].y, max(one.y + one.row.height for one in rows)
        return QRectF(0, top + first * scale, self._wide(), max(8.0, (last - first) * scale))

    def _block_at(self, point: QPointF) -> str:
        laid = self._laid()
        for number in self._seen() if laid is not None else ():
            rect = self._rect(number)
            if laid is not None and rect.contains(point):
                return _nearest(laid.pages[number - 1], (point.y() - rect.top()) / self._scale(number))
        return ""

    # --- drawing ------------------------------------------------------------------------------------

    def _draw(self, painter: QPainter, number: int) -> None:
        theme, rect = self._context.theme, self._rect(number)
        beyond = bool(self._limit) and number > self._limit
        if self._head():
            self._draw_head(painter, number, rect, beyond)
        painter.fillRect(rect, QColor(PAPER))
        image = self.images.image(number)
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, image)
        self._draw_place(painter, number, rect)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("clay" if beyond else "line"), 2 if beyond else 1))
        painter.drawRect(rect)

    def _draw_head(self, painter: QPainter, number: int, rect: QRectF, beyond: bool) -> None:
        theme, high = self._context.theme, self._head()
        said = N_("Page {page}", page=number)
        if beyond:
            said = N_("Page {page}: beyond page {limit}", page=number, limit=self._limit)
        place = QRectF(rect.left(), rect.top() - high, rect.width(), high - 2)
        if beyond:
            edge = theme.metrics.em(0.8)
            draw_shape(
                painter, NOTICE, QRectF(place.left(), place.center().y() - edge / 2, edge, edge), theme.colour("clay")
            )
            place.adjust(edge * 1.5, 0, 0, 0)
        painter.setPen(theme.colour("clay" if beyond else "ink_2"))
        painter.setFont(theme.font("caption"))
        painter.drawText(
            place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self._context.text(said)
        )

    def _draw_place(self, painter: QPainter, number: int, rect: QRectF) -> None:
        """Draw a bar beside the block that is being edited."""
        laid = self._laid()
        if laid is None or not self._block:
            return
        scale, wide = self._scale(number), self._context.theme.metrics.em(0.25)
        left = rect.left() + self._presenter.pressed.spec.page.left * scale - 3 * wide  # type: ignore[union-attr]
        for one in laid.pages[number - 1].placed:
            if _belongs(one.row.block_id, one.row.starts, self._block) and one.row.height:
                bar = QRectF(left, rect.top() + one.y * scale, wide, one.row.height * scale)
                painter.fillRect(bar, self._context.theme.colour("leaf"))

    # --- keeping up ---------------------------------------------------------------------------------

    def _on_scrolled(self, _value: int) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() * 0.4
        number = max(1, min(self.count(), int(middle // self._pitch()) + 1)) if self.count() else 1
        if number != self._page:
            self._page = number
            self.turned.emit(number)
        self._look.start()
        self.viewport().update()

    def _ask(self) -> None:
        """Ask for the pages that are seen and their neighbours."""
        if not self.isVisible() or not self.count():
            return
        seen = list(self._seen())
        around = [number for number in (seen[-1] + 1, seen[0] - 1) if 1 <= number <= self.count()] if seen else []
        dpi = round(72 * self._scale() * self.devicePixelRatioF(), 1)
        self.images.want((*seen, *around), dpi)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what changed while the column was folded."""
        super().showEvent(event)
        self._measure()

    def _on_arrived(self, number: int) -> None:
        if number in self._seen():
            self.viewport().update()


def _belongs(row_block: str, starts: tuple[str, ...], wanted: str) -> bool:
    return row_block == wanted or row_block.startswith(wanted + "/") or (wanted in starts and not row_block)


def _nearest(page: Page, y: float) -> str:
    """Return the id of the block at height *y*, else of the last one above it."""
    found = ""
    for one in page.placed:
        if one.y > y and found:
            break
        found = one.row.block_id or found
        if one.y <= y <= one.y + one.row.height:
            return one.row.block_id
    return found
