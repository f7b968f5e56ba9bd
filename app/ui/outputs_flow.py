"""Writes records for any page: one bar in the window asks where, works in the pool and says what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.core.messages import N_, Message
from app.ui.context import UiContext
from app.ui.widgets.output_bar import OutputBar

if TYPE_CHECKING:
    from app.services.output_kinds import Work
    from app.services.workspace import Workspace


class OutputsFlow:
    """Implements ``OutputsPort`` over an output bar.

    Args:
        context: lane, pool, words, dialogs.
        bar: shown in the window.
    """

    def __init__(self, context: UiContext, bar: OutputBar) -> None:
        self._context, self.bar = context, bar
        context.language_changed.connect(bar.refresh)
        context.theme.changed.connect(bar.refresh)

    def save_records(self, type: str, ids: Sequence[str], columns: Sequence[str]) -> None:
        """Write records of *type* into an Excel workbook."""

        def prepare(workspace: Workspace) -> Work:
            from app.services.output_kinds import Request
            from app.services.output_kinds import prepare as prepared

            return prepared(workspace, "records", Request(types=(type,), ids=tuple(ids), columns=tuple(columns)))

        self.bar.write(prepare, self._name(), ".xlsx", N_("Save the list as a workbook"))

    def print_records(self, type: str, ids: Sequence[str], columns: Sequence[str]) -> None:
        """Print records of *type* as a list."""

        def prepare(workspace: Workspace) -> Work:
            from app.services.output_kinds import Request
            from app.services.output_kinds import prepare as prepared

            return prepared(workspace, "list", Request(types=(type,), ids=tuple(ids), columns=tuple(columns)))

        self.bar.write(prepare, self._name(), ".pdf", N_("Print the list"))

    def print_output(self, kind: str, ids: Sequence[str] | None, name: str, title: Message) -> None:
        """Print an output of the records with these *ids*, of all where ``None``; *name* is proposed for a PDF."""

        def prepare(workspace: Workspace) -> Work:
            from app.services.output_kinds import Request
            from app.services.output_kinds import prepare as prepared

            return prepared(workspace, kind, Request(ids=None if ids is None else tuple(ids)))

        self.bar.write(prepare, name or self._name(), ".pdf", title)

    def _name(self) -> str:
        return self._context.document.community or "Banyan"
