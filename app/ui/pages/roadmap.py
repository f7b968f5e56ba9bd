"""The Roadmap: all topics, one topic at a glance, people's words that become statements, and who was heard."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.fields import Option
from app.core.messages import N_, NP_, Label, own_words
from app.exports.spec import Audience
from app.services.output_kinds import Request, prepare
from app.services.roadmap.paper import open_words, opening_words
from app.services.roadmap.views import RoadmapView
from app.services.roadmap.words import Draft as WordsDraft
from app.services.roadmap.words import Made, Said, make_statements
from app.ui.context import UiContext
from app.ui.pages.base import ScrollPage, TabbedPage
from app.ui.roadmap.facts import Facts, read_facts
from app.ui.roadmap.heard_view import HeardView
from app.ui.roadmap.one_topic import OneTopic
from app.ui.roadmap.quick_add import QuickAdd
from app.ui.roadmap.statement_cards import Column, StatementColumns
from app.ui.roadmap.topic_cards import TopicCards
from app.ui.roadmap.topic_foot import OwnTopic, TopicFoot
from app.ui.roadmap.topic_ring import TopicRing
from app.ui.roadmap.word_list import WordList
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import button_row
from app.ui.widgets.focus import tab_through
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import NOTICE
from app.ui.widgets.status import StatusWord
from app.ui.widgets.tab_row import TabRow

TOPICS, WORDS, HEARD, OPEN = "topics", "words", "heard", "open"
LIST, RING = "list", "ring"
PLACE = "roadmap"
"""First word of the routes, and the name under which the settings keep list or ring."""
VIEW = "+"
"""Begins the part of a route that names a view instead of a topic: ``roadmap:+words``."""
OF = "@"
"""Begins the part of a route that names a statement, whose topic is shown."""


class RoadmapPage(TabbedPage):
    """Four views of the whole, or one topic."""

    reads = frozenset(
        {"statement", "roadmap_topic", "roadmap_question", "population_group", "event", "feedback_note",
         "questionnaire", "question", "questionnaire_sheet", "answer"}
    )  # fmt: skip
    views = (
        (TOPICS, N_("Topics at a glance")),
        (WORDS, N_("From words to statements")),
        (HEARD, N_("Who was heard")),
        (OPEN, N_("Questions to ask")),
    )
    place = PLACE

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._topic = ""
        self._facts: Facts | None = None
        self._shown: object = None
        self._built = ""
        self._part = Binder(context)
        self._zones: list[QWidget] = []
        self._head = self._zone()
        self.one: OneTopic | None = None
        self._topic_box = self._zone()
        self.cards, self.columns, self.words = TopicCards(context), StatementColumns(context), WordList(context)
        self.ring = TopicRing(context)
        self.shape = TabRow(context, ((LIST, N_("As a list")), (RING, N_("As a ring"))))
        self.shape.choose(context.settings.current.shapes.get(PLACE, LIST))
        self.shape.chosen.connect(self._on_shape)
        self.body.addWidget(self.shape)
        self.words.wanted.connect(self._on_words)
        self.table = HeardView(context)
        self.table.topic.connect(lambda key: context.go(f"roadmap:{key}"))
        self.table.at.connect(self._on_cell)
        for widget in (self.cards, self.ring, self.columns, self.words, self.table):
            self.body.addWidget(widget)
            widget.hide()
        self._foot = self._zone()
        for one in (self.shape, self.words, self.table):
            self.binder.also(one.refresh)

    def _zone(self) -> QVBoxLayout:
        """Add a part of the page and return its layout."""
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(part)
        self._zones.append(part)
        return box

    # -- page

    @property
    def quick(self) -> QuickAdd | None:
        """Where a statement of the open topic is typed."""
        return self.one.quick if self.one is not None else None

    @property
    def foot(self) -> TopicFoot | None:
        """Summary and name of the open topic."""
        return self.one.foot if self.one is not None else None

    def title(self) -> Label:
        """Return the page's name, or the topic's."""
        one = self._facts.view.topic(self._topic) if self._facts is not None and self._topic else None
        return one.topic.title if one is not None and one.topic.title.values else N_("Social Resilience Roadmap")

    def route(self, view: str) -> str:
        """Return where a view is found; the plain word behind the place names a topic."""
        return self.place if view == TOPICS else f"{self.place}:{VIEW}{view}"

    def focus_first(self) -> None:
        """Put the keyboard where a topic's next statement is typed, else on the view that is shown."""
        if self._topic and self.quick is not None and self.quick.text.isEnabled():
            self.quick.text.setFocus()
        elif self._topic:
            ScrollPage.focus_first(self)
        else:
            super().focus_first()

    def help_text(self) -> HelpText | None:
        """Return what the Roadmap is good for."""
        return HelpText(
            N_("Social Resilience Roadmap"),
            why=N_("It shows, topic by topic, what makes people vulnerable or resilient, and who says so."),
            how=(
                N_("First pass: write what data and your team say, one thing to a sentence."),
                N_("Mark what nobody knows as unknown, and ask it at an event or in a questionnaire."),
                N_("Second pass: tick what people said, and make statements of it."),
                N_("Look who was not heard, and go there next."),
                N_("Say of each statement whether it may be published. Sum the topic up."),
            ),
            mistake=N_("Letting data overrule what residents said. Keep both sentences."),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Show all topics, a view whose name begins with +, or the topic whose key is given.

        Args:
            args: key of a topic; or a view, behind ``+words`` the id of an event; or ``@`` and a statement's id.
        """
        self.leave()  # what was typed belongs to the topic that is left
        first = args[0] if args else ""
        self._topic = "" if first.startswith(VIEW) else first
        self._shown, self._built = None, ""
        if len(args) > 1:
            self.words.source.set_value(args[1])
        super().open((first.removeprefix(VIEW) if first.startswith(VIEW) else TOPICS,))

    def retranslate(self) -> None:
        """Say everything again."""
        self._shown, self._built = None, ""
        super().retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the columns anew for another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() and self._facts is not None:
            self._shown = None
            self._soon.start()

    def _width(self) -> int:
        margins = self.body.contentsMargins()
        return self.scroll_area.viewport().width() - margins.left() - margins.right()

    def _ask(self) -> None:
        view = "" if self._topic else self.tabs.current()
        self.context.lane.submit(partial(read_facts, words=view == WORDS), self._on_facts)

    def _on_facts(self, facts: Facts) -> None:
        known, self._facts = self._facts, facts
        if self._topic.startswith(OF):
            self._topic = facts.view.topic_of(self._topic.removeprefix(OF))
        if self._topic and facts.view.topic(self._topic) is None:
            self.context.go("roadmap")
            return
        key = (self._topic, self.tabs.current(), facts)
        if known is not None and self._shown == key:
            return
        self._shown = key
        self.title_changed.emit()
        self.tabs.setVisible(not self._topic)
        view = self._topic or VIEW + self.tabs.current()
        if view != self._built:
            self._built = view
            self._build()
        self._fill()

    def _build(self) -> None:
        """Make what is typed into; it stays while the rest is shown anew."""
        for box in (self._topic_box, self._foot):
            clear(box)
        self.one, on = None, self.tabs.current()
        for widget in (self.cards, self.ring, self.shape):
            widget.setVisible(False)
        self.words.setVisible(not self._topic and on == WORDS)
        self.columns.setVisible(not self._topic and on == OPEN)
        self.table.setVisible(not self._topic and on == HEARD)
        if self._topic and self._facts is not None:
            self.one = OneTopic(self.context, self._topic, self._facts)
            self.one.editing.connect(lambda _on: self._again())
            self.one.answering.connect(self.scroll_area.follow)
            self._topic_box.addWidget(self.one)
        elif on == TOPICS:
            own = OwnTopic(self.context)
            own.added.connect(self._on_own_topic)
            self._foot.addWidget(own)

    def _fill(self) -> None:
        facts, on = self._facts, self.tabs.current()
        if facts is None:
            return
        with self._keyboard():
            clear(self._head)
            self._part = Binder(self.context)
            self._head.setSpacing(self.context.theme.metrics.u(0.75))
            if self.one is not None:
                self.one.show_facts(facts, self._width())
            elif on == TOPICS:
                self._fill_topics(facts.view)
            elif on == WORDS:
                self._fill_words(facts)
            elif on == HEARD:
                self._fill_heard(facts.view)
            else:
                self._fill_open(facts)
        head, topic, foot = self._zones
        head.setVisible(self.one is None)
        topic.setVisible(self.one is not None)
        if self.one is None:
            shown = (self.shape, self.cards, self.ring, self.columns, self.words, self.table)
            tab_through([self.tabs, head, *(each for each in shown if not each.isHidden()), foot])

    # -- all topics

    def _fill_topics(self, view: RoadmapView) -> None:
        part = self._part
        fits = self.ring.show_topics(view, self._width())
        as_ring = fits and self.shape.current() == RING
        if not as_ring:
            self._head.addWidget(part.label(opening_words(view), "strong"))
            self._head.addWidget(part.label(open_words(view)))
        for said in _loose(view):
            self._head.addWidget(StatusWord(self.context, NOTICE, said, wrap=True))
        print_team = part.button(N_("Print for the team"), partial(self._on_print, Audience.TEAM), icon="printer",
                                 name="print_team")  # fmt: skip
        print_all = part.button(N_("Print for everybody"), partial(self._on_print, Audience.PUBLIC), icon="printer",
                                name="print_public")  # fmt: skip
        every = part.button(N_("All statements as a list"), partial(self.context.go, "records:statement"), icon="list",
                            name="all_statements")  # fmt: skip
        self._head.addLayout(button_row(print_team, print_all, every))
        self.shape.setVisible(fits)
        self.cards.setVisible(not as_ring)
        self.ring.setVisible(as_ring)
        if not as_ring:
            self.cards.show_topics(view, self._width())

    def _again(self) -> None:
        """Show the same in another shape."""
        self._shown = None
        self._ask()

    def _on_shape(self, key: str) -> None:
        """Remember list or ring on this computer."""
        self.context.settings.change(shapes={**self.context.settings.current.shapes, PLACE: key})
        self._again()

    # -- people's words, who was heard, what is open

    def _fill_words(self, facts: Facts) -> None:
        said = N_("Tick what people said and make statements of it. The words stay as they were.")
        self._head.addWidget(self._part.label(said))
        topics = [Option(each.topic.key, each.topic.title) for each in facts.view.topics]
        groups = [Option(key, own_words(name)) for key, name in facts.view.groups]
        self.words.show_words(facts.said, topics, facts.kinds, groups, self._width())

    def _fill_heard(self, view: RoadmapView) -> None:
        part, says = self._part, self._head.addWidget
        why = N_("Heard: residents said so themselves. Told: others say it of them. The number counts statements.")
        says(part.label(why))
        if view.silent and view.groups:
            names = self.context.translator.listed([view.name(one) for one in view.silent])
            says(StatusWord(self.context, NOTICE, N_("Heard on no topic yet: {groups}.", groups=names), wrap=True))
        groups = part.button(N_("Groups of residents"), partial(self.context.go, "records:population_group"),
                             icon="users", name="groups")  # fmt: skip
        reach = part.button(N_("See the reach map"), partial(self.context.go, "reach"), icon="users", name="reach")
        if not view.groups:
            none = N_("No groups yet. Add the groups of residents that heat, floods or outages hit hardest.")
            says(StatusWord(self.context, NOTICE, none, wrap=True))
        self._head.addLayout(button_row(groups, reach))
        self.table.show_view(view)
        self.table.setVisible(bool(view.groups))

    def _on_cell(self, place: QRect) -> None:
        """Keep the cell of the keyboard in sight, with the row above it."""
        inside = self.scroll_area.widget()
        if inside is not None:
            middle = self.table.mapTo(inside, place.center())
            self.scroll_area.ensureVisible(middle.x(), middle.y(), 0, 2 * place.height())

    def _fill_open(self, facts: Facts) -> None:
        found = [(one, each) for one in facts.view.topics for each in one.open]
        why = N_("What nobody knows yet. Ask it in a questionnaire or at an event, and write the answer down.")
        self._head.addWidget(self._part.label(why))
        topics = {one.topic.key: one for one, _ in found}
        columns = [
            Column(key, one.topic.title, N_("No open question. Is there really none?"), tuple(one.open))
            for key, one in topics.items()
        ]
        if not columns:
            said = N_("No question is open. Mark a statement as not known yet, and it stands here.")
            self._head.addWidget(self._part.label(said, "caption"))
        self.columns.show_columns(facts.view, columns, facts.places, self._width())

    # -- what is done

    def _on_words(self, said: Sequence[Said], draft: WordsDraft) -> None:
        def made(found: Made) -> None:
            words = NP_(
                "{n} statement was added. Undo takes it back.",
                "{n} statements were added. Undo takes them back.",
                len(found.ids),
            )
            self.context.notice(words)

        self.context.lane.submit(
            lambda workspace: make_statements(workspace.document, workspace.records, said, draft),
            made,
            self.context.error,
        )

    def _on_own_topic(self, title: str) -> None:
        self.context.lane.submit(
            lambda workspace: workspace.roadmap.add_topic(title),
            lambda key: self.context.go(f"roadmap:{key}"),
            self.context.error,
        )

    def _on_print(self, audience: Audience) -> None:
        request = Request(self.context.document.output_language, audience)
        name = self.context.text(N_("Social Resilience Roadmap"))
        self.output.write(
            lambda workspace: prepare(workspace, "mvp-roadmap", request), name, ".pdf", N_("Print the Roadmap")
        )


def _loose(view: RoadmapView) -> tuple[Label, ...]:
    if not view.loose:
        return ()
    return (
        NP_(
            "{n} statement has no topic. Open the list and choose one.",
            "{n} statements have no topic. Open the list and choose one for each.",
            len(view.loose),
        ),
    )
