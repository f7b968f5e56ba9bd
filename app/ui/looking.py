"""A look: gathered on the lane, worked out in the pool, shown; once more where it was asked meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError, Cancelled
from app.ui.context import UiContext
from app.ui.jobs import Job

if TYPE_CHECKING:
    from app.exports.layout import LayoutCache
    from app.services.output_kinds import Tools
    from app.services.workspace import Workspace

Gather = Callable[["Workspace"], Any]


class Looking(QObject):
    """One look at a time; what is shown is never older than the last time somebody asked.

    Signals:
        gathered: what was read of the document; with None there is nothing to look at, and the look ends.
        working: the :class:`Job` that makes something of it, where that is not done at once.
        seen: what the work made of it.
        failed: the :class:`AppError` of a look, unless it is looked at again anyway.

    Args:
        context: lane, pool.
        begin: called as each look begins, on the UI thread; returns what gathers frozen values on the lane, so that
            a second look asks for what is wanted by then.
        work: makes what is shown of what was gathered, and tells its job how far it is; runs in the pool and
            therefore holds no widget.
        parent: whose look it is; once it is gone, nothing is told any more.
    """

    gathered = Signal(object)
    working = Signal(object)
    seen = Signal(object)
    failed = Signal(object)

    def __init__(
        self, context: UiContext, begin: Callable[[], Gather], work: Callable[[Any, Any], Any], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._begin, self._work = context, begin, work
        self._running, self._again = False, False

    def look(self) -> None:
        """Look now; while a look runs, once more after it."""
        if self._running:
            self._again = True
            return
        self._running, self._again = True, False
        self._context.lane.submit(self._begin(), self._on_gathered, self._on_failed)

    def _on_gathered(self, found: object) -> None:
        self.gathered.emit(found)
        if found is None:
            self._end()
            return
        job = self._context.pool.run(self._task(found), self._on_seen, self._on_failed)
        if self._running:  # it may have answered already
            self.working.emit(job)

    def _task(self, found: object) -> Callable[[Job], Any]:
        work = self._work
        return lambda job: work(found, job)

    def _on_seen(self, made: object) -> None:
        self.seen.emit(made)
        self._end()

    def _on_failed(self, error: AppError) -> None:
        if error.code == Cancelled.code:
            self._again = False  # who stops it does not want another one
        if not self._again:
            self.failed.emit(error)
        self._end()

    def _end(self) -> None:
        self._running = False
        if self._again:
            self.look()


class PaperLooking(Looking):
    """A look at papers: its work gets the tools to lay them out instead of the job."""

    @cached_property
    def cache(self) -> LayoutCache:
        """The measured blocks of the looks so far."""
        from app.exports.layout import LayoutCache

        return LayoutCache()

    def tools(self) -> Tools:
        """Return what papers are laid out with. Thread: any."""
        from app.exports.spec import NoPictures
        from app.services.output_kinds import Tools

        return Tools(self._context.fonts(), self._context.pictures or NoPictures(), self.cache)

    def _task(self, found: object) -> Callable[[Job], Any]:
        work, tools = self._work, self.tools
        return lambda _job: work(found, tools())
