"""The history: what was done step by step, what changed since a day, and one record as it was."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.core.fields import Field, Kind
from app.core.messages import N_, NP_, Label, Message
from app.ui.context import UiContext
from app.ui.forms.registry import EDITORS, FieldContext
from app.ui.history.rows import ChangeBlock, StepRow, fields_grid
from app.ui.pages.base import ScrollPage
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState, button_row
from app.ui.widgets.editor import Edit
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import DONE, NOTICE
from app.ui.widgets.status import StatusWord
from app.ui.widgets.tab_row import TabRow

if TYPE_CHECKING:
    from app.i18n import Translator
    from app.services.history.lines import PutBack, RecordChange, RecordThen, StepLine
    from app.services.workspace import Workspace

STEPS, SINCE, RECORD = "steps", "since", "record"
SHOWN, MORE_AT = 30, 30
SOON_MS = 60
_DAY = Field("day", Kind.DATE, N_("Day"))


class HistoryPage(ScrollPage):
    """Three views of what happened; nothing in them is ever lost by looking."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._record: tuple[str, str] = ("", "")
        self._count, self._rows = SHOWN, dict[str, StepRow]()
        self._day = ""
        self._part = Binder(context)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask)
        self.tabs = TabRow(context, ((STEPS, N_("Step by step")), (SINCE, N_("What changed since a day"))))
        self.tabs.chosen.connect(self._on_tab)
        self.body.addWidget(self.tabs)
        self.said = StatusWord(context, DONE, "", wrap=True)
        self.said.setObjectName("history_said")
        self.body.addWidget(self.said)
        self.said.hide()
        self.body.addWidget(self._make_day())
        self._results = QVBoxLayout()
        self.body.addLayout(self._results)
        self.binder.also(self.tabs.refresh)
        self.binder.also(self.said.refresh)
        self._show_day()

    # -- page

    def title(self) -> Label:
        """Return the page's name."""
        return N_("One record as it was") if self._view() == RECORD else N_("History")

    def help_text(self) -> HelpText | None:
        """Return what the history is good for."""
        return HelpText(
            N_("History"),
            why=N_("Every step is kept with who did it and when. Nothing here is ever lost."),
            how=(
                N_("Press a step to see what it changed."),
                N_("“Put this step back” takes back this step alone. Later steps stay."),
                N_("“What changed since a day” shows what is new since the last meeting."),
            ),
            mistake=N_("To take back the very last step, press Undo. It is quicker."),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Show the steps, or one record: ``(type, id)``."""
        self._record = (args[0], args[1]) if len(args) > 1 else ("", "")
        self.tabs.setVisible(self._view() != RECORD)
        self.said.hide()
        self._count = SHOWN
        if not self._day:
            self._set_day(self._today() - timedelta(days=7))
        self._show_day()
        self.title_changed.emit()
        self._ask()

    def on_changes(self, changes: object) -> None:
        """Read anew what is shown, once for several changes."""
        if self.isVisible():
            self._soon.start()

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self._space_day()
        self.day.refresh()
        self._ask()

    # -- the day

    def _make_day(self) -> QWidget:
        self.day_box = QWidget()
        box = QVBoxLayout(self.day_box)
        box.setContentsMargins(0, 0, 0, 0)
        self.day_words = self.binder.label(None, "strong")
        self.day = EDITORS[Kind.DATE](FieldContext(self.context, _DAY))
        self.day.main_input().setObjectName("history_day")
        self.day.edited.connect(self._on_day)
        self.day_words.setBuddy(self.day.main_input())
        box.addWidget(self.day_words)
        box.addWidget(self.day)
        spans = ((0, N_("Today")), (1, N_("Yesterday")), (7, N_("A week ago")), (30, N_("A month ago")))
        self._spans = [
            self.binder.button(said, partial(self._on_span, days), kind="small", name=f"span_{days}")
            for days, said in spans
        ]
        box.addLayout(button_row(*self._spans))
        self._space_day()
        return self.day_box

    def _space_day(self) -> None:
        layout = self.day_box.layout()
        if layout is not None:
            layout.setSpacing(self.context.theme.metrics.u(0.5))

    def _show_day(self) -> None:
        view = self._view()
        self.day_box.setVisible(view in (SINCE, RECORD))
        said = N_("As it was at the end of this day") if view == RECORD else N_("Since the beginning of this day")
        self.binder.text(self.day_words.setText, said)
        self.binder.text(self.day.name_it, said)
        self._spans[0].setVisible(view == SINCE)  # the end of today is now

    def _set_day(self, day: date) -> None:
        self._day = day.isoformat()
        self.day.set_value(self._day, own=True)

    def _on_day(self, edit: Edit) -> None:
        day = str(edit.value or "")
        if edit.pending is None and day:
            self._day = (day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10]
            self._ask()

    def _on_span(self, days: int) -> None:
        self._set_day(self._today() - timedelta(days=days))
        self._ask()

    def _today(self) -> date:
        return datetime.now().astimezone().date()

    # -- reading

    def _view(self) -> str:
        return RECORD if self._record[0] else self.tabs.current()

    def _on_tab(self, _key: str) -> None:
        self.said.hide()
        self._show_day()
        self._ask()

    def _ask(self) -> None:
        words = self.context.translator
        view, day, count, record = self._view(), self._day, self._count, self._record
        if view == STEPS:
            self.context.lane.submit(partial(_steps, count=count + 1), self._on_steps)
        elif view == SINCE:
            self.context.lane.submit(partial(_since, day=day, words=words), self._on_since)
        else:
            self.context.lane.submit(partial(_then, record=record, day=day, words=words), self._on_then)

    def _clear(self) -> None:
        clear(self._results)
        self._part, self._rows = Binder(self.context), {}
        self._results.setSpacing(self.context.theme.metrics.u(0.5))

    def _on_steps(self, lines: tuple[StepLine, ...]) -> None:
        if self._view() != STEPS:
            return
        opened = {key for key, row in self._rows.items() if row.head.isChecked()}
        self._clear()
        if not lines:
            self._results.addWidget(EmptyState(self.context, "history", N_("Nothing has been done yet.")))
        self._add_steps(lines[: self._count], opened)
        if len(lines) > self._count:
            more = self._part.button(N_("Show older steps"), self._on_more, name="older_steps")
            self._results.addLayout(button_row(more))

    def _add_steps(self, lines: tuple[StepLine, ...], opened: set[str]) -> None:
        last: date | None = None
        put_back = None if self.context.document.read_only else self._on_put_back
        for line in lines:
            if line.at.date() != last:
                last = line.at.date()
                self._results.addWidget(self._part.label(self.context.translator.date(last.isoformat()), "section"))
            row = StepRow(self.context, line, self._on_details, put_back)
            self._rows[line.id] = row
            self._results.addWidget(row)
            if line.id in opened:
                row.head.setChecked(True)
                self._on_details(line.id)

    def _on_more(self) -> None:
        self._count += MORE_AT
        self._ask()

    def _on_details(self, step: str) -> None:
        words = self.context.translator
        self.context.lane.submit(partial(_changes, step=step, words=words), partial(self._on_changes_of, step))

    def _on_changes_of(self, step: str, changes: tuple[RecordChange, ...]) -> None:
        row = self._rows.get(step)
        if row is not None:
            row.show_changes(changes)

    def _on_put_back(self, step: str) -> None:
        words = self.context.translator
        self.context.lane.submit(partial(_put_back, step=step, words=words), self._on_done)

    def _on_done(self, done: PutBack) -> None:
        self.said.say(NOTICE if done.left or not done.done else DONE, _with_names(done))
        self.said.show()
        self.scroll_area.follow(self.said)

    def _on_since(self, changes: tuple[RecordChange, ...]) -> None:
        if self._view() != SINCE:
            return
        self._clear()
        if not changes:
            self._results.addWidget(EmptyState(self.context, "check", N_("Nothing has changed since that day.")))
            return
        self._results.addWidget(
            self._part.label(NP_("{n} record is different.", "{n} records are different.", len(changes)), "section")
        )
        for one in changes[:200]:
            card = Card(self.context, units=1.5)
            buttons = [self._as_it_was(one)] if one.what in ("changed", "deleted") else []
            card.body.addWidget(ChangeBlock(self.context, one, then=N_("Then"), now=N_("Now"), buttons=buttons))
            self._results.addWidget(card)

    def _as_it_was(self, one: RecordChange) -> QPushButton:
        route = f"history:{one.type}:{one.id}"
        button = self._part.button(
            N_("See it as it was"), partial(self.context.go, route), kind="small", name=f"then_{one.id}"
        )
        button.setAccessibleName(self.context.text(N_("See “{title}” as it was", title=one.title)))
        return button

    def _on_then(self, then: RecordThen) -> None:
        if (then.type, then.id) != self._record:
            return
        self._clear()
        card = Card(self.context, then.title or None)
        self._results.addWidget(card)
        if not then.existed:
            card.body.addWidget(self._part.label(N_("It did not exist on that day.")))
            return
        if not then.fields:
            card.body.addWidget(self._part.label(N_("It was the same as it is now.")))
            return
        card.body.addLayout(fields_grid(self.context, self._part, then.fields, N_("Then"), N_("Now")))
        if then.same:
            same = NP_("{n} more field is the same.", "{n} more fields are the same.", then.same)
            card.body.addWidget(self._part.label(same, "caption"))
        if not self.context.document.read_only:
            button = self._part.button(
                N_("Put it back as it was"), self._on_put_record, icon="rotate-ccw", kind="primary", name="put_record"
            )
            card.body.addLayout(button_row(button))

    def _on_put_record(self) -> None:
        kind, record = self._record
        day = self._day
        self.context.lane.submit(
            lambda workspace: workspace.history.put_back_record(kind, record, day), self._on_record_put
        )

    def _on_record_put(self, changes: object) -> None:
        said = N_("Put back. Undo takes this back.") if changes is not None else N_("There was nothing to put back.")
        self.said.say(DONE, said)
        self.said.show()
        self._ask()


def _with_names(done: PutBack) -> Message:
    if not done.left:
        return done.said
    names = tuple(one.title or "–" for one in done.left[:5])
    return N_("{said} Left as it is: {names}.", said=done.said, names=names)


def _steps(workspace: Workspace, count: int) -> tuple[StepLine, ...]:
    return workspace.history.steps(limit=count)


def _since(workspace: Workspace, day: str, words: Translator) -> tuple[RecordChange, ...]:
    return workspace.history.changed_since(day, words)


def _then(workspace: Workspace, record: tuple[str, str], day: str, words: Translator) -> RecordThen:
    return workspace.history.as_of(*record, day, words)


def _changes(workspace: Workspace, step: str, words: Translator) -> tuple[RecordChange, ...]:
    return workspace.history.changes(step, words)


def _put_back(workspace: Workspace, step: str, words: Translator) -> PutBack:
    return workspace.history.put_back(step, words)
