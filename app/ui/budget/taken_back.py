"""Brings a budget workbook back that was changed elsewhere: it becomes a version, to be compared before it counts."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.messages import N_, NP_, Message
from app.ui.context import UiContext
from app.ui.jobs import Job
from app.ui.widgets.binder import Binder
from app.ui.widgets.dialogs import Dialogs, dialogs_of
from app.ui.widgets.output_bar import WORKBOOK

if TYPE_CHECKING:
    from app.imports.grid import Book
    from app.services.budget.taken_back import Returned
    from app.services.workspace import Workspace


class TakeBack(QWidget):
    """One button: asks for the workbook, reads it in the pool, makes the version on the document lane.

    Signals:
        came: id of the version that was made.

    Args:
        context: lane, pool, words.
        dialogs: asks for the file; the system's own where None.
    """

    came = Signal(str)

    def __init__(self, context: UiContext, dialogs: Dialogs | None = None) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._dialogs, self._budget = dialogs, ""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.button = self._binder.button(
            N_("Bring back a changed workbook"), self._on_asked, icon="upload", name="take_back_workbook"
        )
        self.button.setDisabled(context.document.read_only)
        box.addWidget(self.button)

    def set_budget(self, budget: str) -> None:
        """Say which budget a workbook is compared with."""
        self._budget = budget

    def refresh(self) -> None:
        """Say it again."""
        self._binder.refresh()

    def _on_asked(self) -> None:
        asks = self._dialogs or dialogs_of(self._context)
        chosen = asks.open_files(self, self._context.text(N_("Choose the budget workbook")), WORKBOOK)
        if chosen:
            self.button.setDisabled(True)
            self._context.pool.run(partial(_read, path=chosen[0]), self._on_read, self._on_failed)

    def _on_read(self, book: Book) -> None:
        self._context.lane.submit(partial(_take, book=book, budget=self._budget), self._on_taken, self._on_failed)

    def _on_taken(self, found: Returned) -> None:
        self.button.setDisabled(self._context.document.read_only)
        self._context.notice(said_of(found))
        self.came.emit(found.budget)

    def _on_failed(self, error: object) -> None:
        self.button.setDisabled(self._context.document.read_only)
        self._context.error(error)  # type: ignore[arg-type]  # the pool hands on what was expected


def said_of(found: Returned) -> Message:
    """Return what came of a workbook in words: lines that differ, and cells that could not be read."""
    said = N_(
        "The workbook is a draft now: {added} lines new, {changed} changed, {removed} gone.",
        added=found.added,
        changed=found.changed,
        removed=found.removed,
    )
    if not found.problems:
        return said
    place, problem = found.problems[0]
    more = NP_("{n} cell was left as it was", "{n} cells were left as they were", len(found.problems))
    return N_("{said} {more}, such as {place}: {problem}", said=said, more=more, place=place.message(), problem=problem)


def _read(_job: Job, path: Path) -> Book:
    from app.imports.workbook import read_book  # its library is read only when needed

    return read_book(path)


def _take(workspace: Workspace, book: Book, budget: str) -> Returned:
    from app.services.budget.taken_back import take_back

    return take_back(workspace, book, budget)
