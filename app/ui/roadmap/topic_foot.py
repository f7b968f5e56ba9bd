"""The foot of a topic: its summary, its name, its place in the list. And the card that adds a topic."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.messages import N_
from app.services.roadmap.views import TopicView
from app.ui.context import UiContext
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.choice import CheckBox
from app.ui.widgets.inputs import LineEdit, TextEdit


class TopicFoot(QWidget):
    """Summary, name and place of one topic.

    Signals:
        summarised, renamed: the words as typed; ``left``: a field was left.
        published: whether the summary may leave the team.
        moved: -1 up, 1 down; ``dropped``: the topic is deleted.
    """

    summarised = Signal(str)
    renamed = Signal(str)
    published = Signal(bool)
    left = Signal()
    moved = Signal(int)
    dropped = Signal()

    def __init__(self, context: UiContext, one: TopicView, *, proves: bool) -> None:
        super().__init__()
        self._context = context
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(context.theme.metrics.u(1.25))
        self._summary = Card(context, N_("Summary of the topic"), units=1.25)
        part = self._summary.binder
        hint = N_("What most people said, what holds people up, one open question.")
        label = part.label(hint, "caption")
        self.summary = TextEdit(least=4, most=14)
        self.summary.setObjectName("summary")
        part.text(self.summary.setAccessibleName, N_("Summary of the topic"))
        label.setBuddy(self.summary)
        self.summary.edited.connect(self.summarised)
        self.summary.left.connect(self.left)
        self._summary.body.addWidget(label)
        self._summary.body.addWidget(self.summary)
        self.publish = CheckBox(context.theme)
        self.publish.setObjectName("publish_summary")
        part.text(self.publish.setText, N_("The summary may be published"))
        self.publish.clicked.connect(self.published)
        self._summary.body.addLayout(button_row(self.publish))
        box.addWidget(self._summary)
        box.addWidget(self._about(one, proves=proves))

    def _about(self, one: TopicView, *, proves: bool) -> Card:
        self._card = card = Card(self._context, N_("This topic"), units=1.25)
        part, make = card.binder, card.binder.button
        label = part.label(N_("Name of the topic"), "caption")
        self.name = LineEdit()
        self.name.setObjectName("topic_name")
        part.text(self.name.setAccessibleName, N_("Name of the topic"))
        label.setBuddy(self.name)
        self.name.edited.connect(self.renamed)
        self.name.left.connect(self.left)
        up = make(N_("Up"), partial(self.moved.emit, -1), icon="arrow-up", name="topic_up")
        down = make(N_("Down"), partial(self.moved.emit, 1), icon="arrow-down", name="topic_down")
        buttons = [up, down]
        if one.topic.own:
            buttons.append(make(N_("Delete topic"), self.dropped.emit, icon="trash-2", name="drop_topic"))
        if proves:
            go = partial(self._context.go, f"evidence:topic:{one.topic.key}")
            known = make(N_("Evidence for this topic"), go, icon="clipboard-list", name="topic_evidence")
        card.body.addWidget(label)
        card.body.addWidget(self.name)
        card.body.addLayout(button_row(*buttons, *([known] if proves else [])))
        for control in (self.summary, self.publish, self.name, *buttons):
            control.setDisabled(self._context.document.read_only)
        return card

    def show_topic(self, one: TopicView) -> None:
        """Show what is stored; a field that is being edited is left alone."""
        own = self._context.own_undo
        self.summary.show_text(one.topic.summary, own=own)
        self.publish.setChecked(one.topic.publish is True)
        self.name.show_text(self._context.text(one.topic.title), own=own)


class OwnTopic(Card):
    """Adds a topic of the team's own.

    Signals:
        added: its name.
    """

    added = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, N_("A topic of your own"), units=1.25)
        part = self.binder
        label = part.label(N_("Name of the topic"), "caption")
        self.line = LineEdit()
        self.line.setObjectName("own_topic")
        part.text(self.line.setAccessibleName, N_("Name of the topic"))
        label.setBuddy(self.line)
        self.line.returnPressed.connect(self._on_add)
        add = part.button(N_("Add topic"), self._on_add, icon="plus", name="add_topic")
        for control in (self.line, add):
            control.setDisabled(context.document.read_only)
        self.body.addWidget(label)
        self.body.addWidget(self.line)
        self.body.addLayout(button_row(add))

    def _on_add(self) -> None:
        self.line.commit_composition()
        if title := self.line.text().strip():
            self.line.show_text("", own=True)
            self.added.emit(title)
