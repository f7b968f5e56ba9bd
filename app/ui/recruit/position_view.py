"""A position on the page: what its numbers say, the notice as it reads now, and everything that can be made of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.fields import Option, Severity
from app.core.messages import N_, Message, own_words
from app.services.recruiting.notice import HEADING, ITEM, Notice
from app.ui.context import UiContext
from app.ui.recruit.facts import NoticeFacts, PositionFacts
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, button_row
from app.ui.widgets.choice import ChoiceBox
from app.ui.widgets.layouts import clear, growing
from app.ui.widgets.shapes import NOTICE, PROBLEM
from app.ui.widgets.status import StatusWord

Write = Callable[[str, str, NoticeFacts, Message, str], None]
"""(position, kind of output, notice, title, ending)."""
OUTPUTS = (
    ("mvp-position", N_("Print the notice"), ".pdf", "printer"),
    ("mvp-position-docx", N_("Save for Word"), ".docx", "download"),
    ("mvp-position-poster", N_("Print the poster"), ".pdf", "printer"),
    ("mvp-position-picture", N_("Save picture"), ".png", "download"),
)
POSTERS = ("mvp-position-poster", "mvp-position-picture")
"""They are made of the numbers, which the program says in its own two languages only."""


class PositionCard(Card):
    """One position.

    Args:
        context: words, theme, the way around.
        facts: what is shown.
        language: key of the notice that is shown first.
        write: makes an output.
        copy: puts words on the clipboard.
        own: makes the words of the template the team's own.
        add: adds a text in another language.
    """

    def __init__(
        self,
        context: UiContext,
        facts: PositionFacts,
        language: str,
        write: Write,
        copy: Callable[[NoticeFacts], None],
        own: Callable[[PositionFacts, NoticeFacts], None],
        add: Callable[[PositionFacts], None],
    ) -> None:
        super().__init__(context, own_words(facts.title) if facts.title else N_("Position without a name"), units=1.25)
        self._context, self.facts, self._write, self._copy, self._own = context, facts, write, copy, own
        edit = self.binder.button(
            N_("Change the position"), partial(context.go, f"record:position:{facts.id}"), icon="pencil",
            name=f"edit_{facts.id}",
        )  # fmt: skip
        more = self.binder.button(
            N_("Add a language"), lambda: add(facts), icon="languages", name=f"language_{facts.id}"
        )  # fmt: skip
        more.setDisabled(context.document.read_only)
        self.body.addLayout(button_row(edit, more))
        self.body.addWidget(self.binder.label(N_("What the numbers say"), "strong"))
        for one in facts.checks:
            if one.severity is Severity.WARN:
                self.body.addWidget(StatusWord(context, NOTICE, one.message, wrap=True))
            else:
                self.body.addWidget(growing(self.binder.label(one.message)))
        label = self.binder.label(N_("Language of the notice"), "strong")
        self.language = ChoiceBox(
            context, [Option(one.key, one.label) for one in facts.notices], optional=False
        )  # fmt: skip
        self.language.box.setObjectName(f"notice_language_{facts.id}")
        self.language.setMaximumWidth(context.theme.metrics.em(18))
        self.language.name_it(context.text(N_("Language of the notice")))
        label.setBuddy(self.language.box)
        known = {one.key for one in facts.notices}
        self.language.set_value(language if language in known else facts.notices[0].key)
        self.language.edited.connect(self._on_language)
        self.body.addWidget(label)
        self.body.addWidget(self.language)
        self._place = QVBoxLayout()
        self._place.setSpacing(context.theme.metrics.u(0.5))
        self.body.addLayout(self._place)
        self._fill()

    def shown(self) -> NoticeFacts:
        """Return the notice that is chosen."""
        key = self.language.value()
        return next((one for one in self.facts.notices if one.key == key), self.facts.notices[0])

    def _on_language(self, edit: object) -> None:
        self.language.set_value(getattr(edit, "value", None))
        self._fill()

    def _fill(self) -> None:
        clear(self._place)
        part, facts = Binder(self._context), self.shown()
        if facts.notice.open_places:
            said = N_("Still to fill in: {names}.", names=facts.notice.open_places)
            self._place.addWidget(StatusWord(self._context, PROBLEM, said, wrap=True))
        self._place.addLayout(self._buttons(part, facts))
        self._place.addWidget(_preview(self._context, facts.notice))

    def _buttons(self, part: Binder, facts: NoticeFacts) -> QVBoxLayout:
        buttons = [
            part.button(
                title, partial(self._write, self.facts.id, kind, facts, title, ending),
                icon=icon, kind="primary" if kind == "mvp-position" else "", name=f"{kind}_{self.facts.id}",
            )
            for kind, title, ending, icon in OUTPUTS
            if facts.notice.facts or kind not in POSTERS
        ]  # fmt: skip
        copy = part.button(N_("Copy text"), partial(self._copy, facts), icon="copy", name=f"copy_{self.facts.id}")
        buttons.append(copy)
        if not facts.notice.own and not self._context.document.read_only:
            own = part.button(
                N_("Reword it"), partial(self._own, self.facts, facts), icon="pencil", name=f"own_{self.facts.id}"
            )
            buttons.append(own)
        for one in (*buttons[:-1], copy) if facts.notice.open_places else ():
            one.setDisabled(True)
        box = QVBoxLayout()
        box.addLayout(button_row(*buttons))
        return box


def _preview(context: UiContext, notice: Notice) -> QWidget:
    """Return the notice as it reads now."""
    card, part = Card(context, own_words(notice.headline), units=1.25), Binder(context)
    joint = "：" if notice.language == "zh_TW" else ": "
    for label, value in notice.facts:
        card.body.addWidget(growing(part.label(own_words(f"{label}{joint}{value}"))))
    for one in notice.lines:
        if one.kind == HEADING:
            card.body.addWidget(part.label(own_words(one.text), "strong"))
        else:
            mark = "• " if one.kind == ITEM else ""
            card.body.addWidget(growing(part.label(own_words(mark + one.text))))
    card.setAccessibleName(notice.headline)
    return card
