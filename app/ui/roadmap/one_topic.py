"""One topic at a glance: what is typed next, what is known, who said it, what is missing, and its summary.

What is typed into is made once for a topic and stays while the rest is shown anew.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.fields import Option
from app.core.messages import N_, Label, LocalText, own_words
from app.programmes.roadmap import given_roadmap
from app.services.roadmap.views import StatementView, TopicView
from app.ui.context import UiContext
from app.ui.roadmap.facts import Facts
from app.ui.roadmap.questions import QuestionList
from app.ui.roadmap.quick_add import MIDDLE_EM, WIDE_EM, Draft, QuickAdd
from app.ui.roadmap.statement_cards import StatementColumns, columns_of
from app.ui.roadmap.topic_foot import TopicFoot
from app.ui.roadmap.words import SHAPES, counted, lacking, state_words
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import button_row
from app.ui.widgets.choice import ChoiceBox, widest
from app.ui.widgets.editor import Edit
from app.ui.widgets.focus import tab_through
from app.ui.widgets.layouts import clear
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.workspace import Workspace

ALL, FIRST, SECOND, UNDECIDED, GROUP = "all", "pass:1", "pass:2", "undecided", "group:"
SHOWN: tuple[tuple[str, Label], ...] = (
    (ALL, N_("All statements")),
    (FIRST, N_("First pass")),
    (SECOND, N_("Second pass")),
    (UNDECIDED, N_("Not decided: may it be published?")),
)
"""Which statements are shown; the groups of the file follow."""


class OneTopic(QWidget):
    """The topic that is open.

    Signals:
        editing: whether the guiding questions are being changed; the page shows everything anew.
        answering: the field in which a guiding question is answered now.

    Args:
        context: lane, words, theme, way around.
        topic: key of the topic.
        facts: what the page read.
    """

    editing = Signal(bool)
    answering = Signal(object)

    def __init__(self, context: UiContext, topic: str, facts: Facts) -> None:
        super().__init__()
        self._context, self._topic, self._facts = context, topic, facts
        self.columns = StatementColumns(context)
        self._editing, self._visit, self._width = False, 0, 0
        self._asked: QuestionList | None = None
        self._part = Binder(context)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(context.theme.metrics.u(1.25))
        top = QWidget()
        self._head = QVBoxLayout(top)
        self._head.setContentsMargins(0, 0, 0, 0)
        self.quick = QuickAdd(context, facts.kinds, facts.provenances)
        self.quick.typed.connect(self._on_typed)
        self.only = ChoiceBox(context, optional=False)
        self.only.box.setObjectName("statements_shown")
        self.only.name_it(context.text(N_("Which statements are shown")))
        self.only.set_value(ALL)
        self.only.edited.connect(self._on_only)
        one = facts.view.topic(topic)
        self.foot: TopicFoot | None = self._new_foot(one) if one is not None else None
        outer.addWidget(top)
        outer.addWidget(self.quick)
        outer.addLayout(button_row(self.only))
        changed = QWidget()
        self._worded = QVBoxLayout(changed)
        self._worded.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(changed)
        outer.addWidget(self.columns)
        if self.foot is not None:
            outer.addWidget(self.foot)
        foot = [self.foot] if self.foot is not None else []
        self._parts = (top, self.quick, self.only, changed, self.columns, *foot)

    def _new_foot(self, one: TopicView) -> TopicFoot:
        foot, topic, roadmap = TopicFoot(self._context, one, proves=self._facts.proves), self._topic, self._write
        foot.summarised.connect(self._on_summary)
        foot.published.connect(lambda on: roadmap(lambda ws: ws.roadmap.publish_summary(topic, on)))
        foot.renamed.connect(self._on_name)
        foot.left.connect(self._on_left)
        foot.moved.connect(lambda by: roadmap(lambda ws: ws.roadmap.move(topic, by)))
        foot.dropped.connect(lambda: roadmap(lambda ws: ws.roadmap.drop(topic)))
        return foot

    # -- showing

    def show_facts(self, facts: Facts, width: int) -> None:
        """Show the topic as it stands; what is being typed is left alone. *width*: in logical pixels."""
        one = facts.view.topic(self._topic)
        if one is None:
            return
        self._facts, self._width = facts, width
        clear(self._head)
        self._part, metrics = Binder(self._context), self._context.theme.metrics
        self._head.setSpacing(metrics.u(0.75))
        self._head.addLayout(button_row(*self._ways(facts, one)))
        self._head.addWidget(StatusWord(self._context, SHAPES[one.state], state_words(one), wrap=True))
        if lines := tuple(counted(self._context, one)):
            self._head.addWidget(self._part.label("\n".join(lines), "caption"))
        self.quick.arrange(3 if width >= metrics.em(WIDE_EM) else 2 if width >= metrics.em(MIDDLE_EM) else 1)
        groups = tuple(Option(key, own_words(name)) for key, name in facts.view.groups)
        numbered = enumerate(one.topic.questions, 1)
        self.quick.offer(groups, tuple(Option(each.key, _numbered(number, each.text)) for number, each in numbered))
        self._offer_choice(facts, one)
        self._show_columns(facts, one)
        if self.foot is not None:
            self.foot.show_topic(one)
        tab_through(self._parts)

    def _ways(self, facts: Facts, one: TopicView) -> list[QWidget]:
        make, keys = self._part.button, [each.topic.key for each in facts.view.topics]
        go = self._context.go
        buttons: list[QWidget] = [make(N_("All topics"), partial(go, "roadmap"), icon="arrow-left", name="all_topics")]
        at = keys.index(one.topic.key)
        for place, name, icon in ((at - 1, "previous", "chevron-left"), (at + 1, "next", "chevron-right")):
            if 0 <= place < len(keys):
                title = facts.view.topics[place].topic.title
                words = N_("Before: {topic}", topic=title) if place < at else N_("Next: {topic}", topic=title)
                to = partial(go, f"roadmap:{keys[place]}")
                buttons.append(make(words, to, icon=icon, kind="quiet", name=f"{name}_topic"))
        return buttons

    def _offer_choice(self, facts: Facts, one: TopicView) -> None:
        """Offer what there is to choose from; a few statements need no choice."""
        named = {group for each in one.statements for group in each.groups}
        groups = [Option(GROUP + key, own_words(name)) for key, name in facts.view.groups if key in named]
        offered = [Option(key, label) for key, label in SHOWN if key == ALL or self._fitting(one, key)] + groups
        if self.only.value() not in {option.key for option in offered}:
            self.only.set_value(ALL)
        self.only.set_options(offered)
        self.only.setMinimumWidth(min(widest(self.only.box, self._context.theme), self._width))
        self.only.setVisible(len(one.statements) > 1)

    def _fitting(self, one: TopicView, only: str) -> tuple[StatementView, ...]:
        return tuple(each for each in one.statements if _fits(each, only))

    def _show_columns(self, facts: Facts, one: TopicView) -> None:
        lacks = tuple(lacking(self._context, facts.view, one))
        columns = columns_of(self._fitting(one, str(self.only.value() or ALL)), lacks)
        self.columns.show_columns(facts.view, columns, facts.places, self._width)
        if not self._editing:
            clear(self._worded)
            self._asked = None
            self.columns.under.addWidget(self._questions(one))
            return
        if self._asked is None or not self._asked.show_topic(one):
            clear(self._worded)
            begun = self._asked is None
            self._asked = self._questions(one)
            self._worded.addWidget(self._asked)
            if begun:
                self._asked.begin()

    def _questions(self, one: TopicView) -> QuestionList:
        prompts = tuple(each.text for each in given_roadmap().prompts)
        made = QuestionList(self._context, one, prompts, edit=self._editing)
        made.answer.connect(self._on_answer)
        made.worded.connect(self._on_worded)
        made.editing.connect(self._on_editing)
        return made

    # -- what is done

    def _write(self, write: Callable[[Workspace], object]) -> None:
        self._context.lane.submit(write, None, self._context.error)

    def _on_only(self, edit: Edit) -> None:
        self.only.set_value(edit.value)
        if (one := self._facts.view.topic(self._topic)) is not None:
            self._show_columns(self._facts, one)
            tab_through(self._parts)

    def _on_typed(self, draft: Draft, values: dict[str, object]) -> None:
        topic, given = self._topic, dict(draft.given)
        step = f"statement/{topic}/{id(draft)}/{'text' if 'text' in values else 'choice'}"
        if not _fits_given(given, str(self.only.value() or ALL)):
            self.only.set_value(ALL)  # what was typed just now is seen

        def write(workspace: Workspace) -> None:
            if not draft.id or workspace.records.get("statement", draft.id) is None:
                draft.id = workspace.roadmap.add(topic, given)
            else:
                workspace.roadmap.write(draft.id, values, step=step)

        self._write(write)

    def _on_answer(self, question: str) -> None:
        self.quick.answer(question)
        self.answering.emit(self.quick.text)

    def _on_worded(self, question: str, text: str) -> None:
        topic, step = self._topic, f"{self._topic}/{question}/{self._visit}" if question else ""
        self._write(lambda workspace: workspace.roadmap.word_question(topic, question, text, step=step))

    def _on_editing(self, on: bool) -> None:
        self._editing = on
        self._visit += 1
        if on and (focused := self.focusWidget()) is not None:
            focused.clearFocus()  # the first question takes the keyboard
        self.editing.emit(on)

    def _on_summary(self, text: str) -> None:
        topic, step = self._topic, f"{self._topic}/summary/{self._visit}"
        self._write(lambda workspace: workspace.roadmap.summarise(topic, text, step=step))

    def _on_name(self, text: str) -> None:
        topic, step = self._topic, f"{self._topic}/name/{self._visit}"
        self._write(lambda workspace: workspace.roadmap.rename(topic, text, step=step))

    def _on_left(self) -> None:
        self._visit += 1


def _fits(one: StatementView, only: str) -> bool:
    if only.startswith(GROUP):
        return only.removeprefix(GROUP) in one.groups
    if only == UNDECIDED:
        return one.publish is None
    return only == ALL or one.pass_no == only.removeprefix("pass:")


def _fits_given(given: dict[str, object], only: str) -> bool:
    """Say whether a statement that is being typed is among those shown."""
    groups = given.get("groups")
    if only.startswith(GROUP):
        return isinstance(groups, tuple) and only.removeprefix(GROUP) in groups
    return only in (ALL, UNDECIDED)


def _numbered(number: int, text: LocalText) -> LocalText:
    return LocalText({language: f"{number}. {words}" for language, words in text.values.items()})
