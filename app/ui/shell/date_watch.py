"""Warns of hard dates when a file is opened: once for each of the days of warning that was reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.messages import N_
from app.services.due.dates import DueDate
from app.ui.context import UiContext

if TYPE_CHECKING:
    from app.services.workspace import Workspace

KEPT = 60
"""Warnings that are remembered on this computer."""


class DateWatch(QObject):
    """Asks what is near and says the nearest that was not said yet.

    Args:
        context: lane, bar and settings.
        parent: dies with it.
    """

    def __init__(self, context: UiContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def ask(self) -> None:
        """Look once, soon after a file was opened."""
        self._context.lane.submit(warned_of, self._on_due)

    def _on_due(self, found: Sequence[DueDate]) -> None:
        told = self._context.settings.current.warned
        one = next((due for due in found if _key(due) not in told), None)
        if one is None:
            return
        self._context.settings.change(warned=(*told, _key(one))[-KEPT:])
        day = self._context.translator.date(one.date)
        words = N_("Hard date {day}: {title}, {left}", day=day, title=one.title, left=one.left)
        self._context.notice(words, "sun", (N_("Open the calendar"), "wall"))


def warned_of(workspace: Workspace) -> tuple[DueDate, ...]:
    """Return the hard dates of which it is warned today; a practice file warns of none. Thread: document lane."""
    if workspace.practice_day():
        return ()
    return tuple(one for one in workspace.due.soon() if one.stage)


def _key(one: DueDate) -> str:
    return f"{one.route} {one.date} {one.stage}"
