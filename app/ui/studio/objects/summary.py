"""The summary table: one long field for each of its rows, with what it may cover, its length, and a draft."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton

from app.core.messages import N_, NP_
from app.core.richtext import plain, text_of
from app.ui.context import UiContext
from app.ui.studio.chapter.blocks import BlockData
from app.ui.studio.panel import Panel
from app.ui.widgets.inputs import TextEdit
from app.ui.widgets.layouts import FlowLayout, clear

if TYPE_CHECKING:
    from app.services.dossier.press import Gathered, Pressed
    from app.services.dossier.views import PartView

EDITED = "\n"


@dataclass(frozen=True, slots=True)
class _Row:
    """The widgets of one row. ``draft``: the proposed words; ``take``, ``add``: put them instead, or behind."""

    title: QLabel
    hint: QLabel
    length: QLabel
    propose: QPushButton
    draft: QLabel
    take: QPushButton
    add: QPushButton


class SummaryPanel(Panel):
    """Edits the rows of the summary table.

    Signals:
        edited: part id, its blocks, step of the visit.
        draft_asked: row for which a draft is wanted, from the chapters as they are typed by now.
    """

    edited = Signal(str, object, str)
    draft_asked = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, N_("Summary table"))
        self.fields: dict[str, TextEdit] = {}
        self._rows: dict[str, _Row] = {}
        self._part = ""
        self._blocks: dict[str, BlockData] = {}
        self._pressed: Pressed | None = None
        self._drafts: dict[str, str] = {}
        self.pages = self.binder.label("", "caption")
        self.body.addWidget(self.pages)

    def show_part(self, part: PartView, gathered: Gathered, *, own: bool) -> None:
        """Show the rows; a field that is being edited is left alone unless *own*."""
        language = gathered.spec.language
        rows = {block.style: block for block in part.blocks if block.kind == "row"}
        wanted = [one for one in gathered.template.summary_rows if one.id in rows]
        if part.id != self._part or [one.id for one in wanted] != list(self.fields):
            self._part = part.id
            self._build([one.id for one in wanted])
            if self._pressed is not None:
                self.show_pressed(self._pressed)
        for one in wanted:
            block, field, row = rows[one.id], self.fields[one.id], self._rows[one.id]
            self._blocks[one.id] = BlockData(block.id, "row", 0, one.id, block.runs)
            row.title.setText(one.title.best(language))
            row.hint.setText(one.hint.best(language))
            row.hint.setVisible(bool(row.hint.text()))
            field.setAccessibleName(row.title.text())
            field.setAccessibleDescription(row.hint.text())
            field.setReadOnly(self.context.document.read_only)
            field.show_text(text_of(block.runs), own=own)
            self._show_length(one.id, text_of(block.runs))

    def show_pressed(self, pressed: Pressed) -> None:
        """Say on how many pages the table stands."""
        self._pressed = pressed
        first, last = pressed.laid.part_pages.get(self._part, (1, 0))
        said = NP_("The summary stands on {n} page.", "The summary stands on {n} pages.", max(0, last - first + 1))
        self.binder.text(self.pages.setText, said if last >= first else "")

    def go_to(self, block: str) -> None:
        """Put the keyboard into the row with that block id, else into the first."""
        row = next((key for key, one in self._blocks.items() if one.id == block), next(iter(self.fields), ""))
        if row:
            self.fields[row].setFocus()
            self.scroller.follow(self.fields[row])

    # --- building ---------------------------------------------------------------------------------------

    def _build(self, rows: list[str]) -> None:
        self.body.removeWidget(self.pages)
        clear(self.body)
        self.fields, self._rows, self._blocks, self._drafts = {}, {}, {}, {}
        self.body.addWidget(self.pages)
        for row in rows:
            binder = self.binder
            title, hint = binder.label("", "strong"), binder.label("", "caption")
            field = TextEdit(least=3, most=14)
            field.setObjectName(f"summary_{row}")
            title.setBuddy(field)
            field.edited.connect(self._on_edited)
            field.left.connect(self.end_visit)
            widgets = _Row(
                title,
                hint,
                binder.label("", "caption"),
                binder.button(N_("Make a draft"), partial(self._propose, row), kind="small", name=f"draft_{row}"),
                binder.label(""),
                binder.button(N_("Use this draft"), partial(self._take, row), kind="small", name=f"take_draft_{row}"),
                binder.button(N_("Add it below"), partial(self._add, row), kind="small", name=f"add_draft_{row}"),
            )  # fmt: skip
            line = FlowLayout(gap=8)
            for button in (widgets.propose, widgets.take, widgets.add):
                line.addWidget(button)
            for widget in (title, hint, field, widgets.length, widgets.draft):
                self.body.addWidget(widget)
            self.body.addLayout(line)
            self.body.addSpacing(self.context.theme.metrics.u(0.75))
            self.fields[row], self._rows[row] = field, widgets
            self._show_draft(row)

    def _show_length(self, row: str, text: str) -> None:
        said = NP_("{n} character", "{n} characters", len("".join(text.split())))
        self.binder.text(self._rows[row].length.setText, said)

    # --- drafts -------------------------------------------------------------------------------------------

    def _propose(self, row: str) -> None:
        self.fields[row].flush()
        self.draft_asked.emit(row)

    def show_draft(self, row: str, draft: str) -> None:
        """Show the draft that was asked for; the keyboard goes to taking it, unless the person went on."""
        if row not in self._rows:
            return
        waits = self._rows[row].propose.hasFocus()
        self._drafts[row] = draft
        self._show_draft(row)
        if draft and waits:
            self._rows[row].take.setFocus()

    def _show_draft(self, row: str) -> None:
        widgets, draft = self._rows[row], self._drafts.get(row)
        widgets.draft.setVisible(draft is not None)
        if draft is not None:
            said = draft or N_("The chapter has no sentence yet from which a draft could be made.")
            self.binder.text(widgets.draft.setText, said)
        frozen = self.context.document.read_only
        widgets.propose.setEnabled(not frozen)
        widgets.take.setVisible(bool(draft))
        widgets.add.setVisible(bool(draft) and bool(self.fields[row].toPlainText().strip()))

    def _take(self, row: str) -> None:
        self._write(row, self._drafts.get(row, ""))

    def _add(self, row: str) -> None:
        self._write(row, EDITED.join(filter(None, (self.fields[row].toPlainText().rstrip(), self._drafts.get(row)))))

    def _write(self, row: str, text: str) -> None:
        """Put words into a row as a step of its own, and the keyboard into them."""
        field = self.fields[row]
        field.flush()
        self.end_visit()
        self._drafts.pop(row, None)
        field.show_text(text, own=True)
        self._keep(row, text)
        self.end_visit()
        field.setFocus()
        self._show_draft(row)

    # --- typing -------------------------------------------------------------------------------------------

    def _on_edited(self, text: str) -> None:
        row = next((key for key, one in self.fields.items() if one is self.sender()), "")
        if row in self._blocks:
            self._keep(row, text)

    def _keep(self, row: str, text: str) -> None:
        old = self._blocks[row]
        self._blocks[row] = BlockData(old.id, "row", 0, row, plain(text))
        self._show_length(row, text)
        self.edited.emit(self._part, tuple(self._blocks.values()), self.visit(row))
