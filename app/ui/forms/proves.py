"""The part of every form that says what the record proves: its lines, what is suggested, and any other line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.core.fields import Option, RecordType, Row
from app.core.messages import N_, NP_, Label
from app.services.evidence.views import Piece, Proves, Suggestion
from app.ui.context import UiContext
from app.ui.evidence.words import strength_words
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import button_row
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.layouts import clear

if TYPE_CHECKING:
    from app.services.workspace import Workspace

SOON_MS = 120
Lines = tuple[tuple[str, Label], ...]


def can_prove(record_type: RecordType) -> bool:
    """Say whether single records of a type can be evidence: not what is sealed, nor what belongs to a record."""
    return bool(record_type.room) and not record_type.sealed


class ProvesPart(QFrame):
    """Folded, it counts; unfolded, it lists the lines and takes more.

    Args:
        context: lane, words, theme.
    """

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._binder, self._part = context, Binder(context), Binder(context)
        self._place: tuple[str, str] = ("", "")
        self._open = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.head = self._binder.button(N_("What this proves"), self._on_head, kind="head", name="proves_head")
        box.addWidget(self.head)
        self.body = QFrame()
        self._list = QVBoxLayout(self.body)
        box.addWidget(self.body)
        self.body.hide()
        self.lines = ChoiceBox(context)
        self.lines.box.setObjectName("proves_line")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask)
        context.lane.changes.connect(self._on_changes)
        self._say(0)

    def show_record(self, row: Row) -> None:
        """Show what *row* proves."""
        if self._place != (row.type, row.id):
            self._place = (row.type, row.id)
            self._ask()

    def refresh(self) -> None:
        """Say everything again."""
        self._binder.refresh()
        self._ask()

    def unfold(self) -> None:
        """Show the lines."""
        if not self._open:
            self._on_head()

    # -- reading

    def _on_changes(self, changes: object) -> None:
        if any(one.type == "evidence" for one in getattr(changes, "changes", ())):
            self._soon.start()

    def _on_head(self) -> None:
        self._open = not self._open
        self.body.setVisible(self._open)
        self._ask()

    def _ask(self) -> None:
        if not self._place[1]:
            return
        place = self._place
        if self._open:
            self._context.lane.submit(partial(_read, place=place), partial(self._on_read, place))
        else:
            self._context.lane.submit(lambda ws: ws.evidence.count_of(*place), partial(self._on_count, place))

    def _on_count(self, place: tuple[str, str], number: int) -> None:
        if place == self._place:
            self._say(number)

    def _say(self, number: int) -> None:
        self._binder.icon(self.head.setIcon, "chevron-down" if self._open else "chevron-right")
        said = NP_("What this proves: {n} line", "What this proves: {n} lines", number)
        words = said if number else N_("Proves nothing yet")
        self._binder.text(self.head.setText, words)
        state = N_("{title}, unfolded", title=words) if self._open else N_("{title}, folded", title=words)
        self.head.setAccessibleName(self._context.text(state))

    def _on_read(self, place: tuple[str, str], read: tuple[Proves, Lines]) -> None:
        if place != self._place:
            return
        found, lines = read
        self._say(len(found.pieces))
        self.lines.setParent(None)
        clear(self._list)
        part = self._part = Binder(self._context)
        metrics = self._context.theme.metrics
        self._list.setContentsMargins(metrics.u(0.5), 0, metrics.u(0.5), metrics.u(0.75))
        self._list.setSpacing(metrics.u(0.75))
        for piece in found.pieces:
            self._list.addLayout(self._piece(part, piece))
        if found.suggested:
            self._list.addWidget(part.label(N_("Records like this usually prove:"), "caption"))
            for one in found.suggested:
                self._list.addLayout(self._suggestion(part, one))
        self._add_any(part, found, lines)

    # -- rows

    def _piece(self, part: Binder, piece: Piece) -> QVBoxLayout:
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(part.label(piece.words, "strong"))
        strong = strength_words(piece.strength)
        reason = piece.reason or self._context.text(N_("No reason is written yet."))
        said = N_("{reason} · {strength}", reason=reason, strength=strong) if strong is not None else reason
        texts.addWidget(part.label(said, "caption"))
        words = self._context.text(piece.words)
        look = part.button(N_("Write the reason"), partial(self._context.go, f"evidence:{piece.target}"),
                           name=f"reason_of_{piece.id}")  # fmt: skip
        look.setAccessibleName(self._context.text(N_("Write the reason: {title}", title=words)))
        gone = part.button(N_("Remove"), partial(self._on_removed, piece.id), icon="x", name=f"unprove_{piece.id}")
        gone.setAccessibleName(self._context.text(N_("Remove {what}", what=words)))
        gone.setDisabled(self._context.document.read_only)
        texts.addLayout(button_row(look, gone))
        return texts

    def _suggestion(self, part: Binder, one: Suggestion) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._context.theme.metrics.u(0.75))
        row.addWidget(part.label(one.words), 1)
        add = part.button(N_("Add"), partial(self._on_add, one.target), icon="plus", name=f"prove_{one.target}")
        add.setAccessibleName(self._context.text(N_("Add {title}", title=one.words)))
        add.setDisabled(self._context.document.read_only)
        row.addWidget(add, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _add_any(self, part: Binder, found: Proves, lines: Lines) -> None:
        taken = {one.target for one in found.pieces}
        label = part.label(N_("Another line"), "caption", wrap=False)
        label.setBuddy(self.lines.box)
        self.lines.name_it(self._context.text(N_("Another line")))
        self.lines.set_options([Option(key, said) for key, said in lines if key not in taken])
        self.lines.set_value(None)
        self.lines.setDisabled(self._context.document.read_only)
        self._list.addWidget(label)
        self._list.addWidget(self.lines)
        self.lines.show()
        add = part.button(N_("Add this line"), self._on_any, icon="plus", name="prove_any")
        add.setDisabled(self._context.document.read_only)
        self._list.addLayout(button_row(add))

    # -- writing

    def _on_any(self) -> None:
        if key := self.lines.value():
            self._on_add(key)

    def _on_add(self, target: str) -> None:
        place = self._place
        self._write(lambda workspace: workspace.evidence.tag(target, [place]))

    def _on_removed(self, tag: str) -> None:
        self._write(lambda workspace: workspace.evidence.remove([tag]))

    def _write(self, write: Callable[[Workspace], object]) -> None:
        self._context.lane.submit(write, None, self._context.error)


def _read(workspace: Workspace, place: tuple[str, str]) -> tuple[Proves, Lines]:
    """Return what a record proves, and every line there is. Thread: document lane."""
    lines = tuple(
        (target.key, N_("{title}: {sheet}", title=sheet.title, sheet=target.words))
        for sheet in workspace.evidence.sheets()
        for target in sheet.targets
    )
    return workspace.evidence.of_record(*place), lines
