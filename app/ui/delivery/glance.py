"""The project at a glance: facts, what is to be thought of, who manages it, the timeline and its words. Thread: UI."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.fields import Option
from app.core.messages import N_, own_words
from app.services.delivery.screen import TASKS, WorkScreen
from app.services.delivery.words import Reminder
from app.ui.context import UiContext
from app.ui.figures.picture import FigurePicture
from app.ui.figures.table import FigureTable
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState, button_row
from app.ui.widgets.choice import ChoiceBox, widest
from app.ui.widgets.editor import Edit
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import DONE, NOTICE
from app.ui.widgets.status import StatusWord

ALL = "all"
MOST_EM, BESIDE_PX = 16.0, 27
"""Width of the choice of a project at most (a longer name is whole in its list); text that is larger than this
many pixels has its buttons below."""


class GlanceView(QWidget):
    """What a project manager looks at first.

    Signals:
        named: id of the person who manages the project from now on.
        wanted: id of the project to look at, "" for all.
        added: type of a new record and what it begins with.
    """

    named = Signal(str)
    wanted = Signal(str)
    added = Signal(str, object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context, self._part = context, Binder(context)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._head, self._foot = QVBoxLayout(), QVBoxLayout()
        self.picture, self.table = FigurePicture(context), FigureTable()
        self.picture.setObjectName("timeline_picture")
        self.table.setObjectName("task_table")
        self._box.addLayout(self._head)
        self._box.addWidget(self.picture)
        self._box.addWidget(self.table)
        self._box.addLayout(self._foot)

    def show_screen(self, screen: WorkScreen, project: str) -> None:
        """Show the project; *project* is the one that was chosen, "" for all."""
        clear(self._head)
        clear(self._foot)
        part = self._part = Binder(self._context)
        metrics, text = self._context.theme.metrics, self._context.text
        for layout in (self._box, self._head, self._foot):
            layout.setSpacing(metrics.u(1))
        if screen.projects:
            self._head.addLayout(self._choice(part, screen, project))
        if not screen.view.begun:
            said = N_("Choose a seed project, or write the first task. The plan then grows here.")
            self._head.addWidget(EmptyState(self._context, "flag", said, N_("Add task"), self._on_first))
        if screen.facts:
            name, *facts = screen.facts
            card = Card(self._context, own_words(name), units=1.25)
            for line in facts:
                card.body.addWidget(card.binder.label(line))
            self._head.addWidget(card)
        if screen.warning:
            self._head.addWidget(self._manager(screen))
        if screen.view.begun:
            self._head.addWidget(self._reminders(screen))
        chart, table = screen.chart, screen.tables.get(TASKS)
        title = text(N_("Tasks and milestones"))
        if chart is not None:
            self._head.addWidget(part.label(N_("Tasks and milestones"), "section"))
        self.picture.show_chart(chart, title, chart.alt if chart is not None else "")
        self.table.setVisible(table is not None)
        if table is not None:
            self.table.show_view(table, metrics)

    def refresh(self) -> None:
        """Draw again for the size of the text."""
        self.picture.refresh()

    def _on_first(self) -> None:
        self.added.emit("plan_task", {})

    def _choice(self, part: Binder, screen: WorkScreen, project: str) -> QVBoxLayout:
        label, box = part.label(N_("Which project"), "caption"), ChoiceBox(self._context, optional=False)
        options = [Option(ALL, N_("All of them")), *(Option(key, own_words(name)) for key, name in screen.projects)]
        box.set_options(options)
        box.set_value(project or ALL)
        box.box.setObjectName("which_project")
        box.name_it(self._context.text(N_("Which project")))
        most = self._context.theme.metrics.em(MOST_EM)
        box.setMinimumWidth(min(widest(box.box, self._context.theme), most))
        box.setMaximumWidth(most)
        box.edited.connect(self._on_project)
        label.setBuddy(box.box)
        column = QVBoxLayout()
        column.setSpacing(self._context.theme.metrics.u(0.25))
        column.addWidget(label)
        column.addLayout(button_row(box))
        return column

    def _on_project(self, edit: Edit) -> None:
        self.wanted.emit("" if edit.value == ALL else str(edit.value or ""))

    def _manager(self, screen: WorkScreen) -> Card:
        card = Card(self._context, N_("Who manages the project now"), units=1.25)
        card.body.addWidget(StatusWord(self._context, NOTICE, screen.warning, wrap=True))
        view, make = screen.view, card.binder.button
        buttons: list[QWidget] = []
        if view.project is not None:
            for key, name in view.managers:
                said = N_("{name} manages it from now on", name=own_words(name))
                button = make(said, partial(self.named.emit, key), icon="user", name=f"manager_{key}")
                button.setDisabled(self._context.document.read_only)
                buttons.append(button)
            route = f"record:project:{view.project.id}:manager"
            buttons.append(make(N_("Name somebody else"), partial(self._context.go, route), icon="pencil",
                                name="name_manager"))  # fmt: skip
        else:
            go = partial(self._context.go, "records:project")
            buttons.append(make(N_("Name the project"), go, icon="pencil", name="name_project"))
        card.body.addLayout(button_row(*buttons))
        return card

    def _reminders(self, screen: WorkScreen) -> Card:
        card = Card(self._context, N_("Still to see to"), units=1.25)
        if not screen.reminders:
            card.body.addWidget(
                StatusWord(self._context, DONE, N_("Nothing is late and nothing is missing."), wrap=True)
            )
        for at, one in enumerate(screen.reminders):
            beside = self._context.theme.metrics.em(1) <= BESIDE_PX
            row: QBoxLayout = QHBoxLayout() if beside else QVBoxLayout()
            row.addWidget(StatusWord(self._context, one.shape, one.said, wrap=True), 1)
            if one.route:
                row.addWidget(self._go(card, at, one), 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            card.body.addLayout(row)
        return card

    def _go(self, card: Card, at: int, one: Reminder) -> QWidget:
        button = card.binder.button(N_("See to it"), partial(self._context.go, one.route), icon="arrow-right",
                                    kind="small", name=f"see_{at}")  # fmt: skip
        button.setAccessibleName(self._context.text(N_("See to it: {what}", what=one.said)))
        return button
