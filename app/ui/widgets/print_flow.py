"""Prints finished PDF pages: asks which, then which printer, and says what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.errors import AppError, Cancelled
from app.core.messages import N_, NP_, Message
from app.ui.context import UiContext
from app.ui.widgets.binder import Binder, Said
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.job_bar import JobBar
from app.ui.widgets.layouts import FlowLayout
from app.ui.widgets.printout import Printing, Printout, SystemPrinting, new_printer
from app.ui.widgets.shapes import DONE, NOTICE, PROBLEM
from app.ui.widgets.status import StatusWord

NUMBER_EM = 5.0
LONGEST = 6
"""Digits of a page number that are read; no document has more pages."""


class PrintFlow(QFrame):
    """Two page numbers and a button; below it, how far the printing is and what came of it.

    Signals:
        save_asked: the person would rather have a PDF.
        data_wanted: the printer is chosen and the pages are not there yet; answer with :meth:`give` or
            :meth:`forget`.
        working: whether pages are on their way to the printer.
        printed: how many pages the printer took.

    Args:
        context: pool, words.
        saves: whether "Save as PDF" always stands beside "Print"; else only where there is no printer.
        printing: the computer's printers; those of *context*, else the system's own where None.
    """

    save_asked = Signal()
    data_wanted = Signal()
    working = Signal(bool)
    printed = Signal(int)

    def __init__(self, context: UiContext, *, saves: bool = True, printing: Printing | None = None) -> None:
        super().__init__()
        self._context, self._binder, self._saves = context, Binder(context), saves
        self._printing = printing
        self._data, self._pages, self._size, self._name = b"", 0, (595.0, 842.0), ""
        self._printout: Printout | None = None
        self._held = False
        self._wanted: tuple[object, int, int] | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._row = FlowLayout(gap=8)
        self.first = self._number(N_("From page"), "print_from")
        self.last = self._number(N_("To page"), "print_to")
        self.go = self._binder.button(N_("Print pages"), self._on_print, icon="printer", name="print_now")
        self.save = self._binder.button(N_("Save as PDF"), self.save_asked.emit, icon="download", name="print_save")
        for button in (self.go, self.save):
            self._row.addWidget(button)
        self._outer.addLayout(self._row)
        if not saves:
            self.save.hide()
        self.said = StatusWord(context, NOTICE, "", wrap=True)
        self.said.setObjectName("print_said")
        self.jobs = JobBar(context)
        for part in (self.said, self.jobs):
            self._outer.addWidget(part)
            part.hide()
        self.refresh()

    @property
    def running(self) -> bool:
        """Whether pages are on their way to the printer."""
        return self._printout is not None

    def offer(self, data: bytes, pages: int, size_pt: tuple[float, float], name: str) -> None:
        """Offer a finished PDF.

        Args:
            data: the PDF.
            pages: how many it has.
            size_pt: width and height of a page in points.
            name: as the printer's queue shows it.
        """
        self.said.hide()
        self.expect(pages, size_pt, name)
        self._data = data
        self.first.show_text("1", own=True)
        self.last.show_text(str(pages), own=True)

    def expect(self, pages: int, size_pt: tuple[float, float], name: str) -> None:
        """Offer pages that are made once the printer is chosen; a range that was typed is kept."""
        untouched = self.last.text() in ("", str(self._pages))
        self._data, self._pages, self._size, self._name = b"", pages, size_pt, name
        if not self.first.text():
            self.first.show_text("1")
        if untouched or self.last.text() == "0":
            self.last.show_text(str(pages))
        self._enable()

    def give(self, data: bytes) -> None:
        """Print *data* as it was asked for by ``data_wanted``."""
        if self._wanted is None:
            return
        printer, first, last = self._wanted
        self._wanted = None
        self._start(Printout(printer, data, first, last, self))  # type: ignore[arg-type]

    def forget(self) -> None:
        """Print nothing: the pages could not be made."""
        self._wanted = None

    def hold(self, held: bool) -> None:
        """Let nothing be printed while other work is going on; what was asked for goes on."""
        self._held = held
        self._enable()

    def refresh(self) -> None:
        """Say and space it again."""
        metrics = self._context.theme.metrics
        self._outer.setSpacing(metrics.u(0.5))
        for field in (self.first, self.last):
            field.setFixedWidth(metrics.em(NUMBER_EM))
        self._binder.refresh()
        self.said.refresh()
        self.jobs.refresh()

    # -- parts

    def _number(self, label: Message, name: str) -> LineEdit:
        pair, field = QWidget(), LineEdit()
        field.setObjectName(name)
        words = self._binder.label(label, wrap=False)
        words.setBuddy(field)
        self._binder.text(field.setAccessibleName, label)
        box = QHBoxLayout(pair)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(words)
        box.addWidget(field)
        self._row.addWidget(pair)
        return field

    def _range(self) -> tuple[int, int] | None:
        """Return the pages that were typed, 0 for the last of all; None where they make no sense."""
        found: list[int] = []
        for field, usual in ((self.first, 1), (self.last, self._pages)):
            field.flush()
            text = field.text().strip()
            number = int(text) if text.isdecimal() and len(text) <= LONGEST else 0
            found.append(number if text else usual)
        first, last = found
        if not 1 <= first <= last <= self._pages:
            self._say(PROBLEM, N_("Give page numbers from 1 to {last}, the smaller one first.", last=self._pages))
            (self.last if 1 <= first <= self._pages else self.first).setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return first, 0 if last == self._pages else last

    def _printers(self) -> Printing:
        return self._printing or self._context.printing or SystemPrinting()

    def _on_print(self) -> None:
        pages = self._range()
        if pages is None or self._printout is not None or self._wanted is not None:
            return
        if not self._printers().available():
            self._say(NOTICE, N_("No printer is set up on this computer."))
            self.save.show()
            self.save.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.said.hide()
        printer = new_printer(self._name, self._size)
        if not self._printers().ask(self, printer):
            return
        self._wanted = (printer, *pages)
        if self._data:
            self.give(self._data)
        else:
            self.data_wanted.emit()

    def _start(self, printout: Printout) -> None:
        self._printout = printout
        try:
            printout.begin()
        except AppError as error:
            self._on_failed(error)
            return
        self._enable()
        self.working.emit(True)
        job = self._context.pool.run(printout.run, self._on_done, self._on_failed)
        if self._printout is not None:
            self.jobs.watch(job, N_("Printing"))

    def _on_done(self, pages: int) -> None:
        assert self._printout is not None
        try:
            self._printout.end()
        except AppError as error:
            self._on_failed(error)
            return
        self._finish()
        self._say(DONE, NP_("{n} page went to the printer.", "{n} pages went to the printer.", pages))
        self.printed.emit(pages)

    def _on_failed(self, error: AppError) -> None:
        if self._printout is not None:
            self._printout.abort()
        self._finish()
        stopped = isinstance(error, Cancelled)
        self._say(NOTICE if stopped else PROBLEM, N_("{what} {todo}", what=error.what, todo=error.todo))
        self.save.setVisible(self._saves or not stopped)

    def _finish(self) -> None:
        if self._printout is not None:
            self._printout.deleteLater()
        self._printout = None
        self._enable()
        self.working.emit(False)
        self._settle(self.go)

    def _enable(self) -> None:
        self.go.setEnabled(self._pages > 0 and self._printout is None and not self._held)

    def _settle(self, button: QPushButton) -> None:
        """Give the focus back that went when the button was switched off."""
        if button.isVisible() and self.focusWidget() is None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, shape: str, said: Said) -> None:
        self.said.say(shape, said)
        self.said.show()
