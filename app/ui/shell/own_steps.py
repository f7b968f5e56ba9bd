"""Undo and redo of the document, and how long the fields take what they bring."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import AppError
from app.ui.context import UiContext
from app.ui.shell.state import nothing, redo, undo

if TYPE_CHECKING:
    from app.services.workspace import Workspace

OWN_MS = 250
"""So long after an undo the fields with the keyboard take what it brought; pages ask again a little earlier."""


class OwnSteps(QObject):
    """Takes back and brings back the steps of the document.

    Signals:
        done: a step was taken back or brought back.
        failed: why one was not (:class:`AppError`).

    Args:
        context: lane; its ``own_undo`` is true while pages show what a step brought.
        before: called before a step, so that what was typed is stored.
        parent: dies with it.
    """

    done = Signal()
    failed = Signal(object)

    def __init__(self, context: UiContext, before: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._before = context, before
        self._turns = 0

    def undo(self) -> None:
        """Take back the last step of the document."""
        self._take(undo)

    def redo(self) -> None:
        """Bring back the step that was taken back."""
        self._take(redo)

    def _take(self, work: Callable[[Workspace], object]) -> None:
        self._before()
        self._turns += 1
        self._context.own_undo = True
        self._context.lane.submit(work, self._on_undone, self._on_not_undone)

    def _on_undone(self, _changes: object) -> None:
        """Wait until the pages, that ask anew a moment later, have their answers."""
        QTimer.singleShot(OWN_MS, self, lambda: self._context.lane.submit(nothing, self._on_answered))
        self.done.emit()

    def _on_not_undone(self, error: AppError) -> None:
        self.failed.emit(error)
        self._on_answered(None)

    def _on_answered(self, _nothing: object) -> None:
        self._turns -= 1
        self._context.own_undo = self._turns > 0
