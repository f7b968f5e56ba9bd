"""One programme as a card: where it stands, when it began, the way to its plan, what changed, how to leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from app.core.fields import Field, Kind
from app.core.messages import N_, Label, LocalText
from app.programmes.journey import JourneyView
from app.programmes.rounds import RoundField
from app.programmes.schema import Pack
from app.services.programmes.service import Joined
from app.ui.context import UiContext
from app.ui.rounds.field import value_text
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.shapes import BEGUN, DONE, NOTICE, OPEN
from app.ui.widgets.status import Meter, StatusWord

MONTH = Field("start_month", Kind.DATE, N_("First month"))


@dataclass(frozen=True, slots=True)
class Changed:
    """One value that differs between two rounds."""

    label: Label
    field: RoundField
    then: object
    now: object


class ProgrammeCard(Card):
    """A programme that the community takes part in.

    Signals:
        leave_asked: pack id.
        compare_asked: pack id of the older round, of this one.
        route_asked: where a button leads.

    Args:
        context: words, theme.
        joined: the programme.
        view: its journey, None where it cannot be shown.
        older: other rounds of the same programme, the nearest first.
    """

    leave_asked = Signal(str)
    compare_asked = Signal(str, str)
    route_asked = Signal(str)

    def __init__(self, context: UiContext, joined: Joined, view: JourneyView | None, older: Sequence[Pack]) -> None:
        super().__init__(context, joined.pack.name)
        self._context, self._joined, self._view, self._older = context, joined, view, tuple(older)
        self.setObjectName(f"programme_{joined.id}")
        self._state()
        self._actions()
        self.changes = QFrame()
        self._changes_box = QVBoxLayout(self.changes)
        self._changes_box.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.changes)
        self.changes.hide()

    def show_changes(self, other: Pack, changed: Sequence[Changed]) -> None:
        """Show what is different from another round: the value then, the value now."""
        grid, metrics = QGridLayout(), self._context.theme.metrics
        grid.setHorizontalSpacing(metrics.u(1))
        grid.setVerticalSpacing(metrics.u(0.4))
        label = self.binder.label
        self._changes_box.addWidget(label(N_("Changed since “{pack}”", pack=other.name), "strong"))
        if not changed:
            self._changes_box.addWidget(label(N_("Nothing is different.")))
        for column, said in enumerate((N_("What"), N_("Then"), N_("Now"))) if changed else ():
            grid.addWidget(label(said, "caption"), 0, column)
        currency = self._joined.pack.currency
        for row, one in enumerate(changed, 1):
            grid.addWidget(label(one.label), row, 0)
            grid.addWidget(label(value_text(self._context, one.field, one.then, currency)), row, 1)
            grid.addWidget(label(value_text(self._context, one.field, one.now, currency), "strong"), row, 2)
        for column, share in enumerate((3, 2, 2)):
            grid.setColumnStretch(column, share)
        self._changes_box.addLayout(grid)
        self.changes.show()

    def _state(self) -> None:
        view, joined = self._view, self._joined
        text = joined.pack.description
        if isinstance(text, LocalText) and text.values:
            words = self.binder.label(text)
            words.setMaximumWidth(self._context.theme.metrics.line_px)
            self.body.addWidget(words)
        if joined.over:
            said = N_("This round is over. Nothing counts as late any more.")
            self.body.addWidget(StatusWord(self._context, NOTICE, said, wrap=True))
        elif view is not None:
            shape = DONE if view.total and view.done == view.total else BEGUN if view.done else OPEN
            self.body.addWidget(StatusWord(self._context, shape, view.clock.words, wrap=True))
        if view is not None:
            meter = Meter(self._context.theme)
            meter.show_share(view.done / view.total if view.total else 0.0)
            meter.setAccessibleName(self._context.text(view.words))
            self.body.addWidget(meter)
            self.body.addWidget(self.binder.label(view.words, "caption"))
        if joined.start_month:
            month = self._context.translator.date(joined.start_month)
            self.body.addWidget(self.binder.label(N_("The plan begins in {month}.", month=month)))
        for one in joined.baselines:
            month, until = (self._context.translator.date(day) for day in (one.start_month, one.until))
            said = N_("Until {until} it began in {month}.", until=until, month=month)
            if one.reason:
                said = N_("Until {until} it began in {month}: {reason}", until=until, month=month, reason=one.reason)
            self.body.addWidget(self.binder.label(said, "caption"))

    def _actions(self) -> None:
        joined, make = self._joined, self.binder.button
        first = next((step for phase in self._view.phases for step in phase.steps), None) if self._view else None
        todo = first
        for phase in self._view.phases if self._view else ():
            todo = next((step for step in phase.steps if step.status != "done"), None)
            if todo is not None:
                break
        writable = not self._context.document.read_only
        buttons = []
        if todo is not None:
            route = f"step:{joined.id}:{todo.step.id}"
            buttons.append(
                make(
                    N_("Open the next step"), lambda: self.route_asked.emit(route), icon="arrow-right", name="open_step"
                )
            )
        if joined.pack.round and writable:
            kind = "primary" if joined.over else ""
            route_year = f"round-setup:{joined.id}"
            buttons.append(
                make(
                    N_("Set up our year"),
                    lambda: self.route_asked.emit(route_year),
                    icon="calendar-plus",
                    kind=kind,
                    name="set_up_year",
                )
            )
        if joined.ours and writable:
            change = f"round-setup:{joined.id}:change"
            said = N_("Change what was entered")
            buttons.append(make(said, lambda: self.route_asked.emit(change), icon="calendar", name="change_round"))
        for other in self._older:
            said = N_("What changed since {pack}", pack=other.short)
            if other.round:
                said = N_("What changed since round {round}", round=other.round)
            buttons.append(
                make(
                    said,
                    partial(self.compare_asked.emit, other.id, joined.id),
                    icon="eye",
                    name=f"compare_{other.id}",
                )
            )
        if writable:
            plan = f"plan:months:{joined.id}"
            buttons.append(
                make(N_("Open the plan"), lambda: self.route_asked.emit(plan), icon="calendar", name="open_plan")
            )
            buttons.append(
                make(
                    N_("Leave the programme"),
                    lambda: self.leave_asked.emit(joined.id),
                    icon="x",
                    name="leave_programme",
                )
            )
        self.body.addLayout(button_row(*buttons))
