"""One step of a programme: why it is there, its tasks as cards, its tools, notes and attachments."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.ids import new_id
from app.core.messages import N_, Label, LocalText, Message, zh_en
from app.programmes.journey import STATUS_WORDS, StepView, TaskView
from app.programmes.schema import Pack
from app.programmes.sources import cited_in
from app.ui.context import UiContext
from app.ui.pages.base import ScrollPage
from app.ui.rounds.state import ROUND_SHAPES
from app.ui.steps.reading import StepFacts, facts_of, set_task
from app.ui.steps.tools import tool_route, tool_words
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.choice import CheckBox
from app.ui.widgets.editor import Edit
from app.ui.widgets.focus import focus_soon, tab_through
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.picker import ReferencePicker
from app.ui.widgets.shapes import BEGUN, DONE, NOTICE, OPEN
from app.ui.widgets.status import StatusWord
from app.ui.widgets.text_editors import TextEditor

SHAPES = {"open": OPEN, "doing": BEGUN, "done": DONE, "later": OPEN}
STATES: tuple[tuple[str, Message], ...] = (
    ("doing", N_("Begin task")),
    ("done", N_("Tick off task")),
    ("later", N_("Do it later")),
    ("open", N_("Open it again")),
)


class StepPage(ScrollPage):
    """One step; its tasks change state by buttons, and everything is a step of the history."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._pack, self._step, self._task = "", "", ""
        self._facts: StepFacts | None = None
        self._cards: dict[str, Card] = {}
        self._tools: list[QWidget] = []
        self._other = False
        self._visit = new_id()
        self._content = QVBoxLayout()
        self.body.addLayout(self._content)
        self.note = TextEditor(context, 3)
        self.note.input.setObjectName("step_note")
        self.note.edited.connect(self._on_note)
        self.have = CheckBox(context.theme)
        self.have.setObjectName("already_have")
        self.have.clicked.connect(self._on_have)
        self.files = ReferencePicker(context, many=True, choose=N_("Attach a file from the list"))
        self.files.edited.connect(self._on_files)
        self._notes = self._make_notes()
        self._notes.hide()  # it would stand at the top until the step is read
        self.body.addWidget(self._notes)

    def title(self) -> Label:
        """Return the step's name."""
        view = self._facts.view if self._facts else None
        if view is None:
            return N_("Step")
        number = view.step.number
        return LocalText({code: f"{number} {text}".strip() for code, text in view.step.title.values.items()})

    def help_text(self) -> HelpText | None:
        """Return the guidance of the task that was looked at last, else of the first open one."""
        view = self._facts.view if self._facts else None
        task = self._current(view) if view is not None else None
        if task is None:
            return None
        guidance = task.task.guidance
        return HelpText(
            task.task.title,
            why=guidance.why,
            how=guidance.how,
            example=guidance.example,
            mistake=guidance.mistake,
            whom=guidance.whom,
            source=cited_in(self._facts.pack, task.task.source) if self._facts else None,
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Show a step: pack, step and, where given, the task to look at."""
        pack, step, task = (*args, "", "", "")[:3]
        self.context.round = pack or self.context.round  # what is opened from here is of this round
        if (pack, step) != (self._pack, self._step):
            self._facts, self._visit, self._other = None, new_id(), True
        self._pack, self._step, self._task = pack, step, task
        self._ask()

    def on_changes(self, changes: object) -> None:
        """Read the step anew where a programme changed."""
        if self._step and self.isVisible():
            self._ask()

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self.note.refresh()
        self.files.refresh()
        self._fill()

    def _make_notes(self) -> Card:
        card = Card(self.context, N_("Notes and attachments"), icon="paperclip")
        self.binder.also(card.refresh)
        label = self.binder.label(N_("Note"), "strong")
        label.setBuddy(self.note.input)
        self.binder.text(self.note.name_it, N_("Note"))
        files = self.binder.label(N_("Attachments"), "strong")
        self.binder.text(self.files.name_it, N_("Attachments"))
        self.binder.text(self.have.setText, N_("We already have this"))
        said = N_("Tick this where the group had it before. The step then counts as done, without red marks.")
        for widget in (self.have, self.binder.label(said, "caption"), label, self.note, files, self.files):
            card.body.addWidget(widget)
        return card

    def _ask(self) -> None:
        self.context.lane.submit(partial(facts_of, pack_id=self._pack, step_id=self._step), self._on_facts)

    def _on_facts(self, facts: StepFacts) -> None:
        if facts.view is not None and facts.view.step.id != self._step:
            return
        self._facts = facts
        self._fill()
        self.title_changed.emit()
        self.help_changed.emit()

    def _fill(self) -> None:
        facts = self._facts
        if facts is None:
            return
        view = facts.view
        kept, focused = self.scroll_area.verticalScrollBar().value(), self._focused()
        if self._other:  # another step is read from its top
            kept, self._other = 0, False
            if focused:
                self.take_keyboard()
            focused = ""
        clear(self._content)
        self._cards = {}
        self._content.setSpacing(self.context.theme.metrics.u(1.25))
        self._notes.setVisible(view is not None and facts.joined)
        if view is None or facts.pack is None:
            self._content.addWidget(self.binder.label(N_("This step is not in the programme any more.")))
            return
        self._fill_head(facts.pack, view)
        for task in view.tasks:
            card = self._task_card(facts, task)
            self._cards[task.task.id] = card
            self._content.addWidget(card)
        self.have.setChecked(view.have)
        self.note.set_value(view.note, own=self.context.own_undo)
        self.files.set_options(facts.files)
        self.files.set_value(view.files)
        tab_through((*self._tools, *self._cards.values()), after=self.scroll_area)  # the notes were made first
        self.scroll_area.verticalScrollBar().setValue(kept)
        self._refocus(focused)

    def _fill_head(self, pack: Pack, view: StepView) -> None:
        metrics = self.context.theme.metrics
        purpose = self.binder.label(view.step.purpose)
        purpose.setMaximumWidth(metrics.line_px)
        self._content.addWidget(purpose)
        states = QHBoxLayout()
        states.setSpacing(metrics.u(1.5))
        states.addWidget(StatusWord(self.context, view.status, view.words))
        if view.first_month:
            states.addWidget(self.binder.label(self._months(view), tone="ink_2"), 1)
        else:
            states.addStretch(1)
        self._content.addLayout(states)
        if view.step.produces.values:
            produces = self.binder.label(N_("At the end there is: {what}", what=view.step.produces), tone="ink_2")
            self._content.addWidget(produces)
        leads = [role.name for role in pack.roles if role.id in view.step.lead]
        if leads:
            self._content.addWidget(self.binder.label(N_("Who leads: {roles}", roles=tuple(leads)), tone="ink_2"))
        for state, said in self._facts.rounds if self._facts is not None else ():
            self._content.addWidget(StatusWord(self.context, ROUND_SHAPES[state], said, wrap=True))
        if self._facts is not None and self._facts.met is not None:
            met, words = self._facts.met
            self._content.addWidget(StatusWord(self.context, DONE if met else OPEN, words, wrap=True))
        for missing in view.missing:
            self._content.addWidget(StatusWord(self.context, NOTICE, missing.words, wrap=True))
        tools = [self._tool(route, "") for route in self._step_tools(view)]
        self._tools = tools
        if tools:
            self._content.addLayout(button_row(*tools, gap=metrics.u(0.75)))

    def _task_card(self, facts: StepFacts, task: TaskView) -> Card:
        card = Card(self.context, units=1.5)
        card.setObjectName(f"task_{task.task.id}")
        head = QHBoxLayout()
        head.setSpacing(self.context.theme.metrics.u(1))
        head.addWidget(self.binder.label(task.task.title, "strong"), 1)
        word = StatusWord(self.context, SHAPES[task.status], STATUS_WORDS[task.status])
        head.addWidget(word, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(head)
        card.body.addWidget(self.binder.label(self._who_when(facts, task), "caption"))
        buttons: list[QWidget] = []
        if task.task.tool and self._route(task.task.tool):
            buttons.append(self._tool(task.task.tool, "primary" if task is self._first_open() else ""))
        if facts.joined and not self.context.document.read_only:
            buttons += [self._state_button(task, state, said) for state, said in STATES if _offers(task, state)]
        look = self.binder.button(
            N_("Show help"), lambda: self._on_help(task.task.id), icon="circle-question-mark", kind="quiet"
        )
        look.setObjectName(f"help_{task.task.id}")
        look.setAccessibleName(f"{self.context.text(N_('Show help'))}: {self.context.text(task.task.title)}")
        buttons.append(look)
        card.body.addLayout(button_row(*buttons, gap=self.context.theme.metrics.u(0.75)))
        return card

    def _state_button(self, task: TaskView, state: str, said: Message) -> QWidget:
        button = self.binder.button(said, lambda: self._set_task(task.task.id, state), name=f"{state}_{task.task.id}")
        button.setAccessibleName(f"{self.context.text(said)}: {self.context.text(task.task.title)}")
        return button

    def _tool(self, tool: str, kind: str) -> QWidget:
        route, said = self._route(tool), tool_words(tool, self._labels())
        return self.binder.button(
            said, lambda: self.context.go(route), icon="arrow-right", kind=kind, name=f"tool_{tool}"
        )

    def _route(self, tool: str) -> str:
        return tool_route(tool, self._labels())

    def _labels(self) -> Mapping[str, Label]:
        return self._facts.labels if self._facts is not None else {}

    def _step_tools(self, view: StepView) -> list[str]:
        used = {task.task.tool for task in view.tasks}
        return [tool for tool in view.step.tools if tool not in used and self._route(tool)]

    def _who_when(self, facts: StepFacts, task: TaskView) -> Label:
        owner = (
            next((role.name for role in facts.pack.roles if role.id == task.task.owner), None) if facts.pack else None
        )
        who: object = owner or N_("The team")
        said: Label
        if task.due:
            day = self.context.translator.date(task.due)
            said = (
                N_("{who}, by {day}; that day is past", who=who, day=day)
                if task.late
                else N_("{who}, by {day}", who=who, day=day)
            )
        else:
            said = owner or N_("The team")
        return N_("{words}, may be left out", words=said) if task.task.optional else said

    def _months(self, view: StepView) -> Label:
        first = self.context.translator.date(view.first_month)
        last = self.context.translator.date(view.last_month)
        return N_("{first} to {last}", first=first, last=last) if first != last else zh_en(first, first)

    def _current(self, view: StepView) -> TaskView | None:
        wanted = next((task for task in view.tasks if task.task.id == self._task), None)
        return wanted or self._first_open() or next(iter(view.tasks), None)

    def _first_open(self) -> TaskView | None:
        view = self._facts.view if self._facts else None
        return next((task for task in view.tasks if task.status != "done"), None) if view is not None else None

    def _focused(self) -> str:
        focus = self.focusWidget()
        return focus.objectName() if focus is not None and self.isAncestorOf(focus) else ""

    def _refocus(self, name: str) -> None:
        """Keep the keyboard near where it was, after the cards were built anew."""
        if not name or self.note.input.hasFocus():
            return
        task = name.partition("_")[2]
        found = self.findChild(QWidget, name) or self.findChild(QWidget, f"help_{task}")
        if isinstance(found, QWidget):
            focus_soon(found)

    def _set_task(self, task_id: str, state: str) -> None:
        self._task = task_id
        self.context.lane.submit(partial(set_task, pack_id=self._pack, task_id=task_id, state=state))

    def _on_help(self, task_id: str) -> None:
        self._task = task_id
        self.help_changed.emit()
        self.help_asked.emit()

    def _on_have(self) -> None:
        have = self.have.isChecked()
        pack, step = self._pack, self._step
        self.context.lane.submit(lambda workspace: workspace.programmes.already_have(pack, step, have=have))

    def _on_note(self, edit: Edit) -> None:
        text, pack, step, visit = str(edit.value or ""), self._pack, self._step, self._visit
        self.context.lane.submit(
            lambda workspace: workspace.programmes.set_step_note(pack, step, text, typing=True, step=visit)
        )

    def _on_files(self, edit: Edit) -> None:
        files = edit.value if isinstance(edit.value, tuple) else ()
        pack, step = self._pack, self._step
        self.context.lane.submit(lambda workspace: workspace.programmes.set_step_note(pack, step, None, files))


def _offers(task: TaskView, state: str) -> bool:
    """Say whether a state is one step away from where the task stands."""
    if state == "open":
        return task.status in ("done", "later")
    if state == "later":
        return task.status == "open"
    if state == "doing":
        return task.status in ("open", "later")
    return task.status != "done"
