"""From files on the disk to attached PDFs: read in the pool, kept on the lane, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.core.messages import N_
from app.ui.context import UiContext
from app.ui.widgets.dialogs import dialogs_of

if TYPE_CHECKING:
    from app.imports.pdf_file import PdfFile


class Attaching(QObject):
    """Attaches PDFs behind a block.

    Signals:
        attached: id of the block of the last one.

    Attributes:
        ask: asks for the files; tests answer themselves.
    """

    attached = Signal(str)

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.ask: Callable[[QWidget], tuple[Path, ...]] = self._ask
        self._waiting: list[Path] = []
        self._place = ("", "")

    def begin(self, parent: QWidget, part: str, after: str) -> None:
        """Ask for files and attach them behind block *after* of *part*."""
        if self._waiting:
            return
        self._place, self._waiting = (part, after), list(self.ask(parent))
        self._next()

    def _ask(self, parent: QWidget) -> tuple[Path, ...]:
        text = self._context.text
        return dialogs_of(self._context).open_files(parent, text(N_("Attach a PDF")), text(N_("PDF file (*.pdf)")))

    def _next(self) -> None:
        if self._waiting:
            self._context.pool.run(partial(_read, self._waiting[0]), self._on_read, self._on_failed)

    def _on_read(self, file: PdfFile) -> None:
        self._context.lane.submit(partial(_attach, *self._place, file), self._on_attached, self._on_failed)

    def _on_attached(self, block: str) -> None:
        self._place = (self._place[0], block)
        self._waiting.pop(0)
        self.attached.emit(block)
        self._next()

    def _on_failed(self, error: AppError) -> None:
        """Say why, and go on with the next one: a locked file does not keep the others out."""
        self._waiting.pop(0)
        self._context.error(error)
        self._next()


def _read(path: Path, _job: object) -> PdfFile:
    from app.imports.pdf_file import read_pdf

    return read_pdf(path)


def _attach(part: str, after: str, file: PdfFile, ws: Any) -> str:  # noqa: ANN401 - the workspace
    from app.services.dossier.attached import attach

    return attach(ws, part, after, file)[0]
