"""One printing: pages are drawn in the pool and painted on the UI thread, a few at a time."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from app.core.errors import AppError, Cancelled, ExportError
from app.core.messages import N_
from app.ui.jobs import Job

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from app.exports.pdf import RasterPage

DPI = 300
WAITING = 2
"""Pages that may wait for the painter: one of A4 takes 26 MB."""
LOOK_EVERY_S = 0.1


class Printing(Protocol):
    """The printers of this computer, behind a door that tests open with an object of their own. UI thread only."""

    def available(self) -> bool:
        """Say whether any printer is set up."""
        ...

    def ask(self, parent: QWidget, printer: QPrinter) -> bool:
        """Let the person choose a printer and its settings; False where they thought better of it."""
        ...


class SystemPrinting:
    """The printers and the window of the operating system."""

    def available(self) -> bool:
        """See :class:`Printing`."""
        from PySide6.QtPrintSupport import QPrinterInfo

        return bool(QPrinterInfo.availablePrinterNames())

    def ask(self, parent: QWidget, printer: QPrinter) -> bool:
        """See :class:`Printing`. The range was asked in the page, so the window does not ask it again."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog

        dialog = QPrintDialog(printer, parent)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, False)
        chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
        dialog.deleteLater()
        return chosen


def new_printer(name: str, size_pt: tuple[float, float]) -> QPrinter:
    """Return a printer that is set to the paper of the pages.

    Args:
        name: of the document, as the queue shows it.
        size_pt: width and height of a page in points.
    """
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    paper = QPageSize(
        QSizeF(min(size_pt), max(size_pt)), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch
    )
    wide = size_pt[0] > size_pt[1]
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, turned, QMarginsF()))
    printer.setFullPage(True)
    return printer


class Printout(QObject):
    """Paints some pages of a PDF.

    Args:
        printer: chosen by the person.
        data: a finished PDF.
        first, last: pages from 1; the last page there is where *last* is 0.
        parent: owner.
    """

    _drawn = Signal(object)

    def __init__(self, printer: QPrinter, data: bytes, first: int, last: int, parent: QObject) -> None:
        super().__init__(parent)
        self._painter = QPainter()  # stands before the printer, so that it goes before it
        self._printer, self._data, self._first, self._last = printer, data, first, last
        self._room, self._trouble, self._sheets = threading.Semaphore(WAITING), False, 0
        self._drawn.connect(self._paint)

    def begin(self) -> None:
        """Take hold of the printer. Raises ExportError."""
        self._printer.setFullPage(True)
        if not self._painter.begin(self._printer):
            raise _no_answer()
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)

    def run(self, job: Job) -> int:
        """Draw page after page and hand each to the painter; return how many. Raises AppError. Thread: pool."""
        from app.exports.pdf import page_count, render_pages

        count = page_count(self._data)
        pages = range(self._first, min(self._last or count, count) + 1)
        copies = 1 if self._printer.supportsMultipleCopies() else max(1, self._printer.copyCount())
        for done, number in enumerate([*pages] * copies):
            job.step(done, len(pages) * copies)
            self._wait(job)
            self._drawn.emit(render_pages(self._data, [number], DPI)[0])
        return len(pages)

    def end(self) -> None:
        """Let go of the printer after the last page. Raises ExportError where it did not take every page."""
        if not self._painter.end() or self._trouble:
            raise _no_answer()

    def abort(self) -> None:
        """Take back what was not printed yet."""
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()

    def _wait(self, job: Job) -> None:
        """Wait until the painter has room for one more page. Thread: pool."""
        while not self._room.acquire(timeout=LOOK_EVERY_S):
            if job.cancelled():
                break
        if job.cancelled():
            raise Cancelled(N_("Printing was stopped."), N_("Start it again whenever you like."))
        if self._trouble:
            raise _no_answer()

    def _paint(self, page: RasterPage) -> None:
        """Put one page on paper, as large as it is, smaller only where the paper is."""
        if not self._painter.isActive():
            return
        if self._sheets and not self._printer.newPage():
            self._trouble = True
        else:
            image = QImage(page.data, page.width, page.height, 3 * page.width, QImage.Format.Format_RGB888)
            self._painter.drawImage(self._place(page), image)
            self._sheets += 1
        self._room.release()

    def _place(self, page: RasterPage) -> QRectF:
        from PySide6.QtPrintSupport import QPrinter

        paper = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        natural = self._printer.resolution() / DPI
        scale = min(paper.width() / page.width, paper.height() / page.height, natural * 1.01)
        wide, high = page.width * scale, page.height * scale
        return QRectF((paper.width() - wide) / 2, (paper.height() - high) / 2, wide, high)


def _no_answer() -> AppError:
    return ExportError(
        N_("The printer did not take the pages."),
        N_("See that it is on and has paper, or save the pages as a PDF."),
        code="export.printer",
    )
