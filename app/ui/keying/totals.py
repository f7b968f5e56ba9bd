"""What a sheet says of itself: its heads and tally boxes, typed from the paper, and how they compare in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.fields import Option, Row
from app.core.messages import N_, NP_, Label, Message
from app.services.attendance import COUNTS_ONLY, PARTS, SheetState, is_filled, rows_of, tally
from app.services.papers.forms import tick_keys
from app.ui.context import UiContext
from app.ui.keying.cells import CountCell, focus, step_of
from app.ui.widgets.binder import Binder
from app.ui.widgets.inputs import TextEdit
from app.ui.widgets.layouts import FlowLayout, clear
from app.ui.widgets.shapes import DONE, NOTICE, OPEN
from app.ui.widgets.status import StatusWord

COPY_THE_PAPER = N_("Write what the paper says, not what the screen says. Page Down: the next sheet.")


class SheetTotals(QWidget):
    """The foot of a sheet: the heads first, then a box for each choice, then the reason where they differ.

    Signals:
        total_kept: part ("" for the heads), key, number or None.
        explained: why the totals differ.
        ended: the sheet is done.
        began: back to the rows.
        hint: what can be done in the box that has the keyboard.

    Args:
        context: words, theme.
        labels: part to its label.
        choices: part to its choices in the order of the paper.
    """

    total_kept = Signal(str, str, object)
    explained = Signal(str)
    ended = Signal()
    began = Signal()
    hint = Signal(object)

    def __init__(
        self, context: UiContext, labels: Mapping[str, Label], choices: Mapping[str, Sequence[Option]]
    ) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self.cells: dict[tuple[str, str], CountCell] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(context.theme.metrics.u(0.5))
        layout.addWidget(self._binder.label(N_("Totals as the paper says them"), "section"))
        heads = FlowLayout(gap=context.theme.metrics.u(0.5))
        heads.addWidget(self._box(("", ""), N_("People on the sheet"), ""))
        layout.addLayout(heads)
        for part in PARTS:
            layout.addWidget(self._binder.label(labels[part], "strong"))
            flow = FlowLayout(gap=context.theme.metrics.u(0.5), even=True)
            for key, one in zip(tick_keys(choices[part]), choices[part], strict=True):
                flow.addWidget(self._box((part, one.key), one.label, key))
            layout.addLayout(flow)
        self.why_label = self._binder.label(N_("Why do they differ? Write it, or mend one of them."), "strong")
        self.why = TextEdit(least=2, most=4)
        self.why.setObjectName("key_why")
        self.why_label.setBuddy(self.why)
        self.why.edited.connect(self.explained)
        self.why.installEventFilter(self)
        layout.addWidget(self.why_label)
        layout.addWidget(self.why)
        self._set_why(False)
        self.refresh()

    def show_sheet(self, event: Row, sheet: int, state: SheetState | None, *, own: bool = False) -> None:
        """Show the totals of one sheet."""
        self.cells["", ""].show_value(state.paper if state else None, own=own)
        boxes = [one for one in rows_of(event, "sheet_counts") if one.get("sheet") == sheet]
        for (part, key), cell in self.cells.items():
            if part:
                found = next((one for one in boxes if one.get(part) == key), None)
                cell.show_value(found.get("number") if found else None, own=own)
        explanation = state.explanation if state else ""
        self.why.show_text(explanation, own=own)
        self._set_why(bool(state and (state.differences or explanation)))

    def differs(self) -> bool:
        """Say whether a reason is asked for."""
        return not self.why.isHidden()

    def focus_first(self) -> None:
        """Put the keyboard on the heads."""
        focus(self.cells["", ""])

    def flush(self) -> None:
        """Hand on what was typed, now."""
        for cell in self.cells.values():
            cell.flush()
        self.why.flush()

    def refresh(self) -> None:
        """Say it again."""
        self._binder.refresh()
        self.why.setAccessibleName(self._context.text(N_("Why the totals differ")))
        for cell in self.cells.values():
            cell.setFixedWidth(self._context.theme.metrics.em(5))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter leave the reason; with Ctrl it begins a new line."""
        if watched is not self.why or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self.why.composing():
            return False
        step = step_of(event)
        if step:
            self.why.flush()
            self._move(len(self.cells), step)
        return bool(step)

    def _box(self, key: tuple[str, str], label: Label, number: str) -> QFrame:
        frame, cell = QFrame(), CountCell()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._context.theme.metrics.u(0.4))
        said = N_("{number} {label}", number=number, label=label) if number else label
        words = self._binder.label(said, "caption" if number else "strong", wrap=False)
        words.setBuddy(cell)
        row.addWidget(cell)
        row.addWidget(words)
        row.addStretch(1)
        cell.setObjectName("key_heads" if not key[0] else f"key_box_{key[0]}_{key[1]}")
        cell.setAccessibleName(self._context.text(label))
        place = len(self.cells)
        cell.moved.connect(lambda step: self._move(place, step))
        cell.entered.connect(lambda: self.hint.emit(COPY_THE_PAPER))
        cell.kept.connect(lambda: self.total_kept.emit(*key, cell.value()))
        self.cells[key] = cell
        return frame

    def _move(self, place: int, step: int) -> None:
        cells = list(self.cells.values())
        to = place + step
        if to < 0:
            self.began.emit()
        elif to < len(cells):
            focus(cells[to])
        elif to == len(cells) and self.differs():
            focus(self.why)
        else:
            self.ended.emit()

    def _set_why(self, differs: bool) -> None:
        self.why.setVisible(differs)
        self.why_label.setVisible(differs)


class TallyPanel(QFrame):
    """Counts along while rows are typed, beside what the paper says.

    Args:
        context: words, theme.
        labels: part to its label.
        choices: part to its choices in the order of the paper.
    """

    def __init__(
        self, context: UiContext, labels: Mapping[str, Label], choices: Mapping[str, Sequence[Option]]
    ) -> None:
        super().__init__()
        self._context, self._binder = context, Binder(context)
        self._labels, self._choices = labels, choices
        self.setProperty("card", True)
        self._box = QVBoxLayout(self)
        self.setAccessibleName(context.text(N_("Running tallies")))

    def show_event(self, event: Row, sheet: int, states: Sequence[SheetState], difference: Message | None) -> None:
        """Count the sheet at hand and the event."""
        clear(self._box)
        metrics = self._context.theme.metrics
        self._box.setContentsMargins(metrics.u(1), metrics.u(0.75), metrics.u(1), metrics.u(0.75))
        self._box.setSpacing(metrics.u(0.35))
        self._binder = Binder(self._context)
        only = event.get("attendance_kept") == COUNTS_ONLY
        rows = [one for one in rows_of(event, "attendance") if one.get("sheet") == sheet and is_filled(one)]
        state = next((one for one in states if one.number == sheet), None)
        self._say(N_("Sheet {number}", number=sheet), "section")
        if not only:
            self._say(NP_("{n} person typed in", "{n} people typed in", len(rows)), "strong")
        self._say_state(state)
        boxes = [one for one in rows_of(event, "sheet_counts") if one.get("sheet") == sheet]
        for part in PARTS:
            counts = {} if only else tally(rows, part)
            papers = {str(one.get(part)): one.get("number") for one in boxes if one.get(part)}
            shown = [one for one in self._choices[part] if counts.get(one.key) or papers.get(one.key) is not None]
            if not shown:
                continue
            self._say(self._labels[part], "strong")
            for one in shown:
                self._say_count(one.label, counts.get(one.key, 0), papers.get(one.key), only=only)
        if len(states) > 1 or difference is not None:
            total = sum(one.typed for one in states)
            self._say(N_("All sheets: {n} people typed in", n=total), "caption")
        if difference is not None:
            self._box.addWidget(StatusWord(self._context, NOTICE, difference, wrap=True))
        self._box.addStretch(1)

    def _say_state(self, state: SheetState | None) -> None:
        if state is None or state.paper is None:
            self._box.addWidget(
                StatusWord(self._context, OPEN, N_("The paper's own total is not typed yet."), wrap=True)
            )
        elif not state.differences:
            self._box.addWidget(StatusWord(self._context, DONE, N_("The paper says the same."), wrap=True))
        elif state.settled:
            self._box.addWidget(StatusWord(self._context, DONE, N_("The difference is explained."), wrap=True))
        else:
            for one in state.differences:
                self._box.addWidget(StatusWord(self._context, NOTICE, one.said, wrap=True))

    def _say_count(self, label: Label, typed: int, paper: object, *, only: bool) -> None:
        if only:
            self._say(N_("{label}: {paper}", label=label, paper=paper), "body")
        elif paper is None:
            self._say(N_("{label}: {typed}", label=label, typed=typed), "body")
        else:
            self._say(N_("{label}: {typed}, paper {paper}", label=label, typed=typed, paper=paper), "body")

    def _say(self, said: Label, role: str) -> None:
        self._box.addWidget(self._binder.label(said, role))
