"""Writes one output: works in the pool, asks where or on which printer, and says in the page what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.messages import N_, NP_, Message
from app.core.text import safe_file_name
from app.services.outputs import TargetBusyError, write_output
from app.ui.context import UiContext
from app.ui.jobs import Job
from app.ui.widgets.binder import Binder, Said, restyle
from app.ui.widgets.dialogs import Dialogs, dialogs_of
from app.ui.widgets.job_bar import JobBar
from app.ui.widgets.print_flow import PrintFlow
from app.ui.widgets.shapes import DONE, NOTICE
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.output_kinds import Output, Work
    from app.services.workspace import Workspace

WORKBOOK, PAPER = "Excel (*.xlsx)", "PDF (*.pdf)"
POINTS_PER_INCH = 72.0
PATTERNS = {".xlsx": WORKBOOK, ".pdf": PAPER, ".png": "PNG (*.png)", ".docx": "Word (*.docx)"}


class OutputBar(QFrame):
    """Hidden until something is written; then it says where it is, or what stands in the way.

    Pages are made first; then the person prints all or some of them, or saves them as a PDF.

    Signals:
        written: path of a finished output.

    Args:
        context: lane, pool, words.
        dialogs: asks where to save; the system's own where None.
    """

    written = Signal(object)

    def __init__(self, context: UiContext, dialogs: Dialogs | None = None) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self.dialogs = dialogs or dialogs_of(context)
        self._title: Message = N_("Saving")
        self._path, self._data = Path(), b""
        self._name, self._busy = "", False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.jobs = JobBar(context)
        outer.addWidget(self.jobs)
        self.card = QFrame()
        self._row = QHBoxLayout(self.card)
        self.said = StatusWord(context, DONE, "", wrap=True)
        self.said.setObjectName("output_said")
        self._row.addWidget(self.said, 1)
        make = self._binder.button
        self.other = make(None, self._on_other, name="save_other")
        self.folder = make(N_("Show folder"), self._on_folder, icon="folder-open", name="show_folder")
        self.close_button = make(N_("Close message"), self.card.hide, icon="x", kind="quiet", name="close_output")
        for button in (self.other, self.folder, self.close_button):
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        outer.addWidget(self._make_paper())
        outer.addWidget(self.card)
        self.card.hide()
        self._parts = (self.jobs, self.paper, self.card)
        for part in self._parts:
            part.installEventFilter(self)
        self.hide()
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stand there only while one of its parts does, so that a page keeps no gap for it."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(any(not part.isHidden() for part in self._parts))
        return super().eventFilter(watched, event)

    def _make_paper(self) -> QWidget:
        """Return the part that offers finished pages."""
        self.paper = QFrame()
        self.paper.setProperty("ground", "sky_soft")
        self._paper_box = QVBoxLayout(self.paper)
        self._paper_head = QHBoxLayout()
        self.paper_title = self._binder.label(None, "strong")
        close = self._binder.button(N_("Close printing"), self.paper.hide, icon="x", kind="quiet", name="close_print")
        self._paper_head.addWidget(self.paper_title, 1)
        self._paper_head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.printing = PrintFlow(self._context)
        self.printing.working.connect(close.setDisabled)
        self.printing.save_asked.connect(self._on_save_pages)
        self._binder.also(self.printing.refresh)
        self._paper_box.addLayout(self._paper_head)
        self._paper_box.addWidget(self.printing)
        self.paper.hide()
        return self.paper

    def write(self, prepare: Callable[[Workspace], Work], name: str, ending: str, title: Message) -> None:
        """Prepare on the document lane, work in the pool and write; pages are offered before, others ask where first.

        Args:
            prepare: reads what the output needs; see ``app.services.output_kinds``.
            name: proposed file name without its ending.
            ending: such as ``.pdf``.
            title: what is being done, such as "Save the budget".
        """
        if self._busy or self.printing.running:
            return
        self._title, self._name = title, name
        pages = ending == ".pdf"
        if not pages and not self._ask_where(ending):
            return
        self._data, self._busy = b"", True
        self.card.hide()
        self.paper.hide()
        then = self._on_pages_prepared if pages else self._on_prepared
        self._context.lane.submit(prepare, then, self._on_failed)

    def refresh(self) -> None:
        """Say and space it again."""
        metrics = self._context.theme.metrics
        self._row.setContentsMargins(metrics.u(1), metrics.u(0.5), metrics.u(0.5), metrics.u(0.5))
        self._row.setSpacing(metrics.u(0.75))
        self._paper_box.setContentsMargins(metrics.u(1), metrics.u(0.5), metrics.u(0.5), metrics.u(0.75))
        self._paper_box.setSpacing(metrics.u(0.5))
        self._paper_head.setSpacing(metrics.u(0.75))
        self._binder.refresh()
        self.jobs.refresh()
        self.said.refresh()

    def _ask_where(self, ending: str) -> bool:
        proposed = safe_file_name(self._name) + ending
        path = self.dialogs.save_file(self, self._context.text(self._title), proposed, PATTERNS.get(ending, ""))
        self._path = path or self._path
        return path is not None

    def _on_pages_prepared(self, work: Work) -> None:
        work_it = partial(_draw, work, self._context)
        job = self._context.pool.run(work_it, self._on_drawn, self._on_failed)
        self.jobs.watch(job, self._title)

    def _on_drawn(self, drawn: tuple[bytes, int, tuple[float, float]]) -> None:
        self._busy = False
        self._data, pages, size = drawn
        said = NP_("{n} page is ready to print or to save.", "{n} pages are ready to print or to save.", pages)
        self._binder.text(self.paper_title.setText, said)
        self.printing.offer(self._data, pages, size, self._name)
        self.paper.show()
        self.printing.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_save_pages(self) -> None:
        if not self._busy and self._ask_where(".pdf"):
            self.paper.hide()
            self._on_other()

    def _on_prepared(self, work: Work) -> None:
        work_it = partial(_make, work, self._path, self._context)
        job = self._context.pool.run(work_it, self._on_written, self._on_failed)
        self.jobs.watch(job, self._title)

    def _on_written(self, _nothing: object) -> None:
        self._busy, self._data = False, b""
        self._say(DONE, N_("Saved as {name}.", name=self._path.name))
        self.folder.show()
        self.written.emit(self._path)

    def _on_failed(self, error: AppError) -> None:
        self._busy = False
        if not isinstance(error, _BusyError):
            self._context.error(error)
            return
        self._data, self._path = error.data, error.proposal
        self._say(NOTICE, error.what)
        self._binder.text(self.other.setText, N_("Save as {name}", name=error.proposal.name))
        self.other.show()
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, shape: str, said: Said) -> None:
        self.said.say(shape, said)
        restyle(self.card, ground="leaf_soft" if shape == DONE else "sun_soft")
        self.other.hide()
        self.folder.hide()
        self.card.show()

    def _on_other(self) -> None:
        data, self._busy = self._data, True
        job = self._context.pool.run(partial(_keep, data, self._path), self._on_written, self._on_failed)
        self.jobs.watch(job, self._title)

    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))


class _BusyError(AppError):
    """The target is open elsewhere; the finished bytes wait for another name."""

    def __init__(self, error: TargetBusyError, data: bytes) -> None:
        super().__init__(error.what, error.todo, error.safe, code=error.code)
        self.proposal, self.data = error.proposal, data


def _make(work: Work, path: Path, context: UiContext, job: Job) -> None:
    """Do the work and write it. Thread: pool."""
    _keep(_output(work, context, job).single or b"", path, job)


def _draw(work: Work, context: UiContext, job: Job) -> tuple[bytes, int, tuple[float, float]]:
    """Do the work and return the PDF, its pages and the size of the first in points. Thread: pool."""
    from app.exports.pdf import page_count, render_pages

    data = _output(work, context, job).single or b""
    first = render_pages(data, [1], POINTS_PER_INCH)[0]
    return data, page_count(data), (float(first.width), float(first.height))


def _output(work: Work, context: UiContext, job: Job) -> Output:
    from app.exports.spec import NoPictures
    from app.services.output_kinds import Tools

    return work(Tools(context.fonts(), context.pictures or NoPictures()), job)


def _keep(data: bytes, path: Path, _job: Job) -> None:
    try:
        write_output(path, data)
    except TargetBusyError as error:
        raise _BusyError(error, data) from error
