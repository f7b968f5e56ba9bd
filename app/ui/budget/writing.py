"""What people do to the lines of the sheet, handed on to the document, and whether anything is still under way.

Thread: UI.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.errors import AppError
from app.core.messages import NP_, Message
from app.services.budget.sheet import (
    ITEM,
    CellEdit,
    delete_rows,
    insert_lines,
    move_items,
    move_lines,
    write_cells,
)
from app.ui.budget.grid import BudgetGrid
from app.ui.context import UiContext

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class SheetWriter(QObject):
    """Writes what the grid asks for.

    Signals:
        settled: something was written, or could not be; ``True``: all of it is to be read anew.
        typed: keys of lines in which something was typed.

    Args:
        context: lane, words.
        grid: of lines.
        budget: the key of the budget that is shown.
    """

    settled = Signal(bool)
    typed = Signal(object)

    def __init__(self, context: UiContext, grid: BudgetGrid, budget: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._grid, self._budget, self._out = context, grid, budget, 0
        grid.written.connect(self._on_written)
        grid.insert_asked.connect(self._on_insert)
        grid.move_asked.connect(self._on_move)
        grid.delete_asked.connect(self._on_delete)

    @property
    def idle(self) -> bool:
        """Whether everything that was asked for is written."""
        return not self._out

    def send(self, work: Callable[[Workspace], object]) -> None:
        """Do *work* on the document lane; until it is done the sheet is not settled."""
        self._out += 1
        self._context.lane.submit(work, self._on_done, self._on_failed)

    def mend(self, rule: str) -> None:
        """Make the smallest change with which a rule would pass."""
        self.send(partial(_carry_out, budget=self._budget(), rule=rule))

    def _on_done(self, _answer: object) -> None:
        self._out -= 1
        self.settled.emit(False)

    def _on_failed(self, error: AppError) -> None:
        self._out -= 1
        self.settled.emit(True)
        self._context.error(error)

    def _on_written(self, edits: Sequence[CellEdit], label: Message, step: str, typing: bool) -> None:
        self.send(partial(write_cells, edits=edits, label=label, step=step, typing=typing))
        # text that was kept as typed is outside the history: no change set tells of it
        self.typed.emit({one.parent if one.type == ITEM else one.id for one in edits})

    def _on_insert(self, ids: Sequence[str], before: str) -> None:
        row = self._grid.model.line(before)
        head = row.get("head") if row is not None else None
        values = {"head": head} if head else {}
        self.send(partial(insert_lines, ids=ids, budget_id=self._budget(), before=before, values=values))

    def _on_move(self, ids: Sequence[str], by: int) -> None:
        item = self._grid.model.row_of(ITEM, ids[0]) >= 0
        work = move_items if item else partial(move_lines, shown=self._grid.model.lines())
        self.send(partial(work, ids=ids, by=by))

    def _on_delete(self, rows: Sequence[tuple[str, str]]) -> None:
        self.send(partial(delete_rows, rows=rows))
        said = NP_("{n} line is in the bin. Undo brings it back.", "{n} lines are in the bin. Undo brings them back.",
                   len(rows))  # fmt: skip
        self._context.notice(said)


def _carry_out(workspace: Workspace, budget: str, rule: str) -> object:
    found = workspace.plans.proposal(budget, rule)
    return workspace.plans.carry_out(budget, found.change) if found is not None and found.change is not None else None
