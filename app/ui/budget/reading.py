"""Reads the sheet of the budget: whole, or only the lines that changed; sources and findings after a pause."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.services.budget.sheet import READ_ALONG, SheetFacts, SheetNews, read_news, read_sheet, touched
from app.services.budget.views import BudgetView
from app.ui.budget.shown_version import ShownVersion
from app.ui.context import UiContext

if TYPE_CHECKING:
    from app.services.workspace import Workspace

LATER_MS = 250
"""Pause after which sources and findings are reckoned anew; sums and rules do not wait."""


class SheetReading(QObject):
    """Keeps what was read last, and reads again what changed, once for several changes.

    Signals:
        facts_read: :class:`SheetFacts`, the whole sheet.
        news_read: :class:`SheetNews` of the lines that changed.
        reckons: sources and findings are about to be reckoned.
        view_read: the :class:`BudgetView` with them.
        caught_up: other views of the page may be behind as well.

    Attributes:
        soon, later: run while something is still to be read.

    Args:
        context: lane.
        version: which budget is shown.
        parent: the page.
    """

    facts_read = Signal(object)
    news_read = Signal(object)
    reckons = Signal()
    view_read = Signal(object)
    caught_up = Signal()

    def __init__(self, context: UiContext, version: ShownVersion, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._version = context, version
        self.facts: SheetFacts | None = None
        self._whole = False
        self._stale: set[str] = set()
        self.soon, self.later = self._timer(0, self._catch_up), self._timer(LATER_MS, self._reckon)
        version.wanted.connect(self.read)
        version.came.connect(self._on_facts)

    def read(self) -> None:
        """Read the whole sheet."""
        self._context.lane.submit(partial(read_sheet, budget_id=self._version.asked), self._on_facts)

    def changed(self, changes: object) -> None:
        """Read anew what money changed."""
        if self.facts is None or not READ_ALONG & {one.type for one in getattr(changes, "changes", ())}:
            return
        lines = touched(changes)
        self._whole = self._whole or lines is None
        self._stale |= lines or set()
        self.soon.start()

    def note(self, lines: set[str]) -> None:
        """Read *lines* along with what is read next."""
        self._stale |= lines

    def settled(self, whole: bool) -> None:
        """Catch up after what was typed was written; with the *whole* sheet where its order changed."""
        self._whole = self._whole or whole
        self.soon.start()

    def _timer(self, pause: int, do: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(do)
        return timer

    def _catch_up(self) -> None:
        lines, whole = tuple(self._stale), self._whole
        self._stale, self._whole = set(), False
        if whole:
            self.read()
        elif lines:
            self._context.lane.submit(partial(read_news, budget_id=self._version.asked, ids=lines), self._on_news)
        self.caught_up.emit()

    def _on_facts(self, facts: SheetFacts) -> None:
        first = self.facts is None
        self.facts = facts
        self._version.show_facts(facts)
        self.facts_read.emit(facts)
        if first:
            self._reckon()
        else:
            self.later.start()

    def _on_news(self, news: SheetNews) -> None:
        self.news_read.emit(news)
        self.later.start()

    def _reckon(self) -> None:
        self.reckons.emit()
        self._context.lane.submit(partial(_view, budget_id=self._version.shown()), self._on_view)

    def _on_view(self, view: BudgetView) -> None:
        self.view_read.emit(view)


def _view(workspace: Workspace, budget_id: str) -> BudgetView:
    return workspace.budget.view(budget_id)
