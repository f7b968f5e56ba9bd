"""What follows something else within a sentence: the number or page of a figure, or a fact of the community."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.core.messages import N_, Label, Message
from app.core.text import fold
from app.ui.context import UiContext
from app.ui.studio.panel import Panel
from app.ui.studio.radio_words import RadioWords
from app.ui.studio.words import Figure
from app.ui.widgets.inputs import LineEdit

if TYPE_CHECKING:
    from app.services.fact_register import Fact

TARGET = int(Qt.ItemDataRole.UserRole) + 1
LEAST_EM = 16
PRINTED: tuple[tuple[str, Message], ...] = (("ref", N_("Its number")), ("page", N_("The page it stands on")))


class AtomPanel(Panel):
    """A list with a filter line; Enter or a click takes one.

    Signals:
        chosen: kind of atom (``ref``, ``page`` or ``fact``) and its target.

    Args:
        context: words, theme.
        said: the heading.
        named: what the list holds.
        nothing: said where it holds nothing.
    """

    chosen = Signal(str, str)

    def __init__(self, context: UiContext, said: Label, named: Message, nothing: Message) -> None:
        super().__init__(context, said, N_("Back to the text"))
        self._named = named
        self._lines: tuple[tuple[str, str], ...] = ()
        self.filter = LineEdit()
        self.filter.textChanged.connect(self._on_filter)
        self.filter.returnPressed.connect(self._on_return)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(context.theme.metrics.em(LEAST_EM))
        self.list.itemClicked.connect(self._on_item)
        self.list.itemActivated.connect(self._on_item)
        self.nothing = self.binder.label(nothing, "caption")
        for widget in (self.filter, self.list, self.nothing):
            self.body.addWidget(widget)
        self.refresh()

    def kind(self) -> str:
        """Return the kind of atom that is put in."""
        return "ref"

    def show_lines(self, lines: Iterable[tuple[str, str]]) -> None:
        """Offer targets with their words."""
        self._lines = tuple(lines)
        self.filter.clear()
        self._fill()

    def focus_first(self) -> None:
        """Put the keyboard into the list."""
        (self.list if self._lines else self.back).setFocus()

    def refresh(self) -> None:
        """Say and space it again."""
        super().refresh()
        words = self.context.text(N_("Filter the list"))
        self.filter.setPlaceholderText(words)
        self.filter.setAccessibleName(words)
        self.list.setAccessibleName(self.context.text(self._named))

    def _fill(self) -> None:
        wanted = fold(self.filter.text().strip()).split()
        self.list.clear()
        for target, words in self._lines:
            if all(piece in fold(words) for piece in wanted):
                item = QListWidgetItem(words)
                item.setData(TARGET, target)
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.nothing.setVisible(not self._lines)
        self.list.setVisible(bool(self._lines))
        self.filter.setVisible(bool(self._lines))

    def _on_filter(self, _text: str) -> None:
        if not self.filter.composing():
            self._fill()

    def _on_return(self) -> None:
        if (item := self.list.currentItem()) is not None and not self.filter.composing():
            self._on_item(item)

    def _on_item(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self.kind(), str(item.data(TARGET)))


class ReferencePanel(AtomPanel):
    """Chooses the figure, table or heading that a reference leads to, and whether its number or its page is printed."""

    def __init__(self, context: UiContext) -> None:
        nothing = N_("Nothing is numbered yet. Headings, tables and photos are.")
        self.printed = RadioWords(context, PRINTED)
        self.printed.set_value("ref")
        super().__init__(context, N_("Refer to"), N_("Figures, tables and headings"), nothing)
        self.list.setObjectName("reference_list")
        self.body.insertWidget(0, self.binder.label(N_("What is printed"), "strong"))
        self.body.insertWidget(1, self.printed)

    def kind(self) -> str:
        """See :class:`AtomPanel`."""
        return self.printed.value() or "ref"

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Offer these."""
        self.show_lines((one.id, f"{one.label} {one.words}".strip()) for one in figures)

    def refresh(self) -> None:
        """Say and space it again."""
        super().refresh()
        self.printed.refresh()


class FactPanel(AtomPanel):
    """Chooses the fact of the community that a sentence quotes.

    Signals:
        route_asked: facts are to be filled in on their own page.
    """

    route_asked = Signal(str)

    def __init__(self, context: UiContext) -> None:
        nothing = N_("Nothing is filled in on the community's page yet.")
        super().__init__(context, N_("Fact of the community"), N_("Facts of the community"), nothing)
        self.list.setObjectName("fact_list")
        said = N_("The sentence keeps the name of the fact; each printing writes what is recorded on that day.")
        self.body.insertWidget(0, self.binder.label(said, "caption"))
        self.fill = self.binder.button(
            N_("Fill in the facts"), self._on_fill, icon="pencil", kind="small", name="fill_facts"
        )
        self.own = self.binder.button(
            N_("Write down own facts"), self._on_own, icon="plus", kind="small", name="fill_own_facts"
        )
        for button in (self.fill, self.own):
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def kind(self) -> str:
        """See :class:`AtomPanel`."""
        return "fact"

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Offer those that have a value."""
        said = [(one.id, N_("{label}: {value}", label=one.label, value=one.text)) for one in facts if one.text]
        self.show_lines((fact, self.context.text(words)) for fact, words in said)

    def _on_fill(self) -> None:
        self.route_asked.emit("records:community")

    def _on_own(self) -> None:
        self.route_asked.emit("records:own_fact")
