"""The plan drawn as a timeline: a row for every phase and step; a step unfolds below its row."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.core.fields import Field, Kind, Option
from app.core.messages import N_, own_words
from app.programmes.journey import Baseline
from app.services.plan.desk import PlanView
from app.services.plan.timeline import Lead, PlanStep, Timeline, months_words, move_words, moved_words
from app.ui.context import UiContext
from app.ui.forms.registry import EDITORS, FieldContext
from app.ui.plan.bars import Clocks, PlanRow
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.editor import Edit
from app.ui.widgets.inputs import flush_inputs
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import NOTICE, OPEN
from app.ui.widgets.status import StatusWord
from app.ui.widgets.text_editors import TextEditor

LATER, SOONER = "later", "sooner"
MOST = 60
BY = Field("by", Kind.INTEGER, N_("By how many months"), minimum=1, maximum=MOST)
WAYS = (Option(LATER, N_("To later months")), Option(SOONER, N_("To earlier months")))
DASH = "－"


class TimelineView(QWidget):
    """The rows of the plan.

    Signals:
        have: step id, and whether it was there already.
    """

    have = Signal(str, bool)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._part = context, Binder(context)
        self._open, self._pack = "", ""
        self.rows: dict[str, PlanRow] = {}
        self._more: dict[str, QFrame] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def show_view(self, view: PlanView) -> None:
        """Show the plan; the step that was unfolded stays so."""
        clear(self._box)
        self.rows, self._more, self._part = {}, {}, Binder(self._context)
        found, self._pack = view.timeline, view.pack
        self._box.addWidget(self._clocks(found))
        for phase in found.phases:
            words = self._context.text(phase.title)
            self._box.addWidget(PlanRow(self._context, found, words, "", (phase.first, phase.last), None))
            for step in phase.steps:
                self._add(found, step)
        self._unfold(self._open if self._open in self.rows else "")

    def _clocks(self, found: Timeline) -> Clocks:
        text = self._context.text
        names = (text(N_("Calendar month")), text(N_("Month of the plan")), text(N_("Today")))
        years: list[tuple[int, str]] = []
        for place, month in enumerate(found.calendar):
            if not years or month.endswith("-01"):
                years.append((place, self._context.translator.date(month[:4])))
        return Clocks(self._context, found, names, tuple(years))

    def _add(self, found: Timeline, step: PlanStep) -> None:
        row = PlanRow(self._context, found, self._name(step), self.said(step), (step.first, step.last), step.state)
        row.setObjectName(f"plan_{step.id}")
        row.clicked.connect(partial(self._on_row, step.id))
        more = self._details(step)
        self.rows[step.id], self._more[step.id] = row, more
        self._box.addWidget(row)
        self._box.addWidget(more)

    def _name(self, step: PlanStep) -> str:
        title = self._context.text(step.title)
        return f"{step.number}　{title}" if step.number else title

    def said(self, step: PlanStep) -> str:
        """Return how far a step is, with both clocks, in words."""
        text, date = self._context.text, self._context.translator.date
        words = text(step.words)
        if step.done_on:
            words = text(N_("{state}, {day}", state=words, day=date(step.done_on)))
        when = [text(months_words(step.first, step.last))]
        if step.first_month:
            first, last = date(step.first_month), date(step.last_month)
            when.append(first if first == last else f"{first} – {last}")
        return " · ".join((words, *when))

    def _details(self, step: PlanStep) -> QFrame:
        metrics, part = self._context.theme.metrics, self._part
        frame = QFrame()
        frame.setProperty("ground", "sky_soft")
        box = QVBoxLayout(frame)
        box.setContentsMargins(metrics.u(2), metrics.u(0.75), metrics.u(1), metrics.u(1))
        box.setSpacing(metrics.u(0.5))
        leads = self._context.translator.listed([lead_words(self._context, one) for one in step.leads])
        for label, words in ((N_("Who leads"), leads), (N_("What comes out"), self._context.text(step.produces))):
            if words:
                box.addWidget(part.label(N_("{label}: {words}", label=label, words=own_words(words))))
        box.addWidget(part.label(N_("{done} of {total} tasks done", done=step.done, total=step.total), "caption"))
        name = self._context.text(step.title)
        go = part.button(N_("Open the step"), partial(self._on_go, step.id), icon="arrow-right", name=f"go_{step.id}")
        go.setAccessibleName(f"{go.text()}: {name}")
        said = N_("Take back “we already have this”") if step.have else N_("We already have this")
        buttons = [go]
        if step.have or not step.settled:
            have = part.button(said, partial(self.have.emit, step.id, not step.have), name=f"have_{step.id}")
            have.setAccessibleName(f"{have.text()}: {name}")
            have.setEnabled(not self._context.document.read_only)
            buttons.append(have)
        box.addLayout(button_row(*buttons))
        frame.hide()
        return frame

    def _on_go(self, step: str) -> None:
        self._context.go(f"step:{self._pack}:{step}")

    def _on_row(self, step: str) -> None:
        self._unfold("" if self._open == step else step)

    def _unfold(self, step: str) -> None:
        self._open = step
        for key, row in self.rows.items():
            row.setChecked(key == step)
            self._more[key].setVisible(key == step)


def lead_words(context: UiContext, one: Lead) -> str:
    """Return a role and, in brackets, who holds it."""
    title = context.text(one.title)
    if not one.names:
        return title
    return context.text(N_("{role} ({names})", role=title, names=context.translator.listed(list(one.names))))


class MoveCard(Card):
    """Moves the plan in one action.

    Signals:
        moved: months (negative for sooner) and the reason.
    """

    moved = Signal(int, str)

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, N_("Move the plan"), units=1.25, icon="calendar")
        self._context, self._moving, self._staying = context, 0, 0
        self._by: object = None
        self._asks = False
        self.setObjectName("move_card")
        label = self.binder.label
        self.body.addWidget(
            label(N_("What is open moves. What is done stays, and the plan of today is kept below."), "caption")
        )
        self.months = EDITORS[Kind.INTEGER](FieldContext(context, BY))
        self.months.main_input().setObjectName("move_months")
        self.binder.text(self.months.name_it, N_("By how many months"))
        self.months.edited.connect(self._on_months)
        self.way = ChoiceBox(context, WAYS, optional=False)
        self.way.box.setObjectName("move_way")
        self.way.set_value(LATER)
        self.binder.text(self.way.name_it, N_("Later or sooner"))
        self.way.setMaximumWidth(context.theme.metrics.em(16))
        self.reason = TextEditor(context)
        self.reason.input.setObjectName("move_reason")
        self.binder.text(self.reason.name_it, N_("Why the plan moves"))
        for words, editor in ((N_("By how many months"), self.months), (N_("Later or sooner"), self.way),
                              (N_("Why the plan moves"), self.reason)):  # fmt: skip
            self.body.addWidget(label(words, "strong"))
            self.body.addWidget(editor)
        self.preview = StatusWord(context, OPEN, "", wrap=True)
        self.body.addWidget(self.preview)
        self.button = self.binder.button(
            N_("Move the plan now"), self._on_move, kind="primary", icon="calendar", name="move_plan"
        )
        self.body.addLayout(button_row(self.button))
        self.binder.also(self.way.refresh)

    def show_view(self, view: PlanView) -> None:
        """Say how many steps would move."""
        steps = [one for one in view.timeline.steps() if one.first]
        self._staying = sum(one.settled for one in steps)
        self._moving = len(steps) - self._staying
        self._say()
        self.setEnabled(not self._context.document.read_only)

    def _say(self) -> None:
        """Say how many steps would move, or what is missing for it."""
        if self._asks:
            self.preview.say(NOTICE, N_("Write by how many months, from 1 to {most}.", most=MOST))
        else:
            self.preview.say(OPEN, move_words(self._moving, self._staying))

    def _on_months(self, edit: Edit) -> None:
        self._by, self._asks = None if edit.pending is not None else edit.value, False
        self._say()

    def _on_move(self) -> None:
        flush_inputs(self)
        if not isinstance(self._by, int) or not 1 <= self._by <= MOST:
            self._asks = True
            self._say()
            self.months.main_input().setFocus()
            return
        by = -self._by if self.way.value() == SOONER else self._by
        line = self.reason.input
        self.moved.emit(by, (line.text() if hasattr(line, "text") else "").strip())

    def emptied(self) -> None:
        """Empty the form, after the plan was moved."""
        self._by = None
        self.months.set_value(None)
        self.reason.set_value("")


class EarlierView(QWidget):
    """Earlier plans, each with its day and reason; one unfolds to its months beside those of now."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._part = context, Binder(context)
        self._open: set[int] = set()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)

    def show_view(self, view: PlanView) -> None:
        """Show the earlier plans, the latest first."""
        clear(self._box)
        self._part = Binder(self._context)
        self._box.setSpacing(self._context.theme.metrics.u(1))
        found = view.timeline
        self.setVisible(bool(found.baselines))
        if found.baselines:
            self._box.addWidget(self._part.label(N_("Earlier plans"), "section"))
        for place, one in enumerate(found.baselines):
            self._box.addWidget(self._card(found, one, place))

    def _card(self, found: Timeline, one: Baseline, place: int) -> Card:
        date = self._context.translator.date
        why = own_words(one.reason) if one.reason else N_("no reason noted")
        card = Card(self._context, N_("Until {day}: {why}", day=date(one.until), why=why), units=1.25)
        card.setObjectName(f"earlier_{place}")
        begun = N_("It began in {month}.", month=date(one.start_month[:7]))
        card.body.addWidget(card.binder.label(begun, "caption"))
        if not one.steps:
            return card
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        for step in found.steps():
            was = moved_words(step, one)
            if was is None:
                continue
            months = self._between(*was)
            now = self._between(step.first_month, step.last_month) or DASH
            title = (
                f"{step.number}　{self._context.text(step.title)}" if step.number else self._context.text(step.title)
            )
            if was == (step.first_month, step.last_month):
                said = N_("{step}: {months}, as now", step=own_words(title), months=months)
            else:
                said = N_("{step}: {months}, now {now}", step=own_words(title), months=months, now=now)
            box.addWidget(card.binder.label(said))
        show = card.binder.button(N_("Show or hide its months"), kind="small", name=f"earlier_months_{place}")
        show.clicked.connect(partial(self._on_show, place, inner))
        inner.setVisible(place in self._open)
        card.body.addLayout(button_row(show))
        card.body.addWidget(inner)
        return card

    def _between(self, first: str, last: str) -> str:
        date = self._context.translator.date
        if not first:
            return ""
        return date(first) if first == last else f"{date(first)} – {date(last)}"

    def _on_show(self, place: int, inner: QWidget, _checked: bool = False) -> None:
        self._open ^= {place}
        inner.setVisible(place in self._open)
