"""The summary table: one long field for each of its rows, with what it may cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from app.core.messages import N_
from app.core.richtext import plain, text_of
from app.ui.context import UiContext
from app.ui.studio.blocks import BlockData
from app.ui.studio.panel import Panel
from app.ui.widgets.inputs import TextEdit
from app.ui.widgets.layouts import clear

if TYPE_CHECKING:
    from app.services.dossier.press import Gathered
    from app.services.dossier.views import PartView


class SummaryPanel(Panel):
    """Edits the rows of the summary table.

    Signals:
        edited: part id, its blocks, step of the visit.
    """

    edited = Signal(str, object, str)

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, N_("Summary table"))
        self.fields: dict[str, TextEdit] = {}
        self._hints: dict[str, tuple[QLabel, QLabel]] = {}
        self._part = ""
        self._blocks: dict[str, BlockData] = {}

    def show_part(self, part: PartView, gathered: Gathered, *, own: bool) -> None:
        """Show the rows; a field that is being edited is left alone unless *own*."""
        language = gathered.spec.language
        rows = {block.style: block for block in part.blocks if block.kind == "row"}
        wanted = [one for one in gathered.template.summary_rows if one.id in rows]
        if part.id != self._part or [one.id for one in wanted] != list(self.fields):
            self._part = part.id
            self._build([one.id for one in wanted])
        for one in wanted:
            block, field = rows[one.id], self.fields[one.id]
            self._blocks[one.id] = BlockData(block.id, "row", 0, one.id, block.runs)
            title, hint = self._hints[one.id]
            title.setText(one.title.best(language))
            hint.setText(one.hint.best(language))
            hint.setVisible(bool(hint.text()))
            field.setAccessibleName(title.text())
            field.setAccessibleDescription(hint.text())
            field.show_text(text_of(block.runs), own=own)

    def go_to(self, block: str) -> None:
        """Put the keyboard into the row with that block id, else into the first."""
        row = next((key for key, one in self._blocks.items() if one.id == block), next(iter(self.fields), ""))
        if row:
            self.fields[row].setFocus()
            self.scroller.follow(self.fields[row])

    def _build(self, rows: list[str]) -> None:
        clear(self.body)
        self.fields, self._hints, self._blocks = {}, {}, {}
        for row in rows:
            title, hint = self.binder.label("", "strong"), self.binder.label("", "caption")
            field = TextEdit(least=3, most=14)
            field.setObjectName(f"summary_{row}")
            title.setBuddy(field)
            for widget in (title, hint, field):
                self.body.addWidget(widget)
            self.body.addSpacing(self.context.theme.metrics.u(0.75))
            field.edited.connect(self._on_edited)
            field.left.connect(self.end_visit)
            self.fields[row], self._hints[row] = field, (title, hint)

    def _on_edited(self, text: str) -> None:
        row = next((key for key, one in self.fields.items() if one is self.sender()), "")
        if row in self._blocks:
            old = self._blocks[row]
            self._blocks[row] = BlockData(old.id, "row", 0, row, plain(text))
            self.edited.emit(self._part, tuple(self._blocks.values()), self.visit(row))
