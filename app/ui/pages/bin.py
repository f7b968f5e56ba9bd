"""The bin: deleted records wait here until somebody brings them back or erases them for good."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.core.messages import N_, Label
from app.ui.context import UiContext
from app.ui.history.erase_question import EraseQuestion, erased_words
from app.ui.pages.base import ScrollPage
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import DONE, NOTICE
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.history.lines import BinLine
    from app.services.workspace import Workspace

SOON_MS = 60
NOBODY = N_("Someone else")


class BinPage(ScrollPage):
    """One card per deleted record."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._part = Binder(context)
        self._lines: tuple[BinLine, ...] = ()
        self._asked: tuple[str, str] = ("", "")
        self._question: EraseQuestion | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask)
        self.said = StatusWord(context, DONE, "", wrap=True)
        self.said.setObjectName("bin_said")
        self.body.addWidget(self.said)
        self.said.hide()
        self._list = QVBoxLayout()
        self.body.addLayout(self._list)
        self.binder.also(self.said.refresh)

    def title(self) -> Label:
        """Return the page's name."""
        return N_("Bin")

    def help_text(self) -> HelpText | None:
        """Return what the bin is good for."""
        return HelpText(
            N_("Bin"),
            why=N_("What is deleted waits here for as long as you like. Nothing leaves the bin by itself."),
            how=(
                N_("“Bring back” puts a record where it was, with everything that belongs to it."),
                N_("“Erase for good” takes it out of the file and out of its history. Nothing brings it back."),
            ),
            mistake=N_("Backups of before still hold what was erased. The page of backups can drop them."),
        )

    def open(self, args: tuple[str, ...]) -> None:
        """Read the bin."""
        self._asked = ("", "")
        self.said.hide()
        self._ask()

    def on_changes(self, changes: object) -> None:
        """Read the bin anew."""
        if self.isVisible():
            self._soon.start()

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        self._fill()

    def _ask(self) -> None:
        self.context.lane.submit(_bin, self._on_bin)

    def _on_bin(self, lines: tuple[BinLine, ...]) -> None:
        if lines != self._lines or self._list.count() == 0:
            self._lines = lines
            self._fill()

    def _fill(self) -> None:
        clear(self._list)
        self._part, self._question = Binder(self.context), None
        self._list.setSpacing(self.context.theme.metrics.u(0.75))
        if not self._lines:
            said = N_("The bin is empty. What is deleted waits here and can be brought back.")
            self._list.addWidget(EmptyState(self.context, "archive", said))
        for line in self._lines:
            self._list.addWidget(self._card(line))

    def _card(self, line: BinLine) -> Card:
        card = Card(self.context, units=1.25)
        row, texts = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(self.context.theme.metrics.u(1))
        texts.setSpacing(0)
        named = N_("{kind} “{title}”", kind=line.kind, title=line.title)
        texts.addWidget(self._part.label(named if line.title else line.kind, "strong"))
        when = N_("Deleted on {when} by {person}", when=line.at, person=line.person or NOBODY)
        texts.addWidget(self._part.label(when, "caption"))
        row.addLayout(texts, 1)
        key = (line.type, line.id)
        if not self.context.document.read_only:
            back = self._part.button(
                N_("Bring back"), partial(self._on_back, line), icon="undo-2", name=f"back_{line.id}"
            )
            erase = self._part.button(N_("Erase for good"), partial(self._on_erase, key), name=f"erase_{line.id}")
            for button, said in ((back, N_("Bring back “{title}”")), (erase, N_("Erase “{title}” for good"))):
                button.setAccessibleName(self.context.text(type(said)(said.id, {"title": line.title})))
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(row)
        if key == self._asked:
            self._add_question(card, line)
        return card

    def _add_question(self, card: Card, line: BinLine) -> None:
        """Ask for the word: the one act without undo."""
        self._question = EraseQuestion(self.context, line.type, line.id, N_("Keep it in the bin"))
        self._question.kept.connect(self._on_keep)
        self._question.erased.connect(partial(self._on_erased, line))
        card.body.addWidget(self._question)

    def _on_back(self, line: BinLine) -> None:
        kind, key = line.type, line.id
        self.context.lane.submit(
            lambda workspace: workspace.history.bring_back(kind, key), partial(self._on_came, line)
        )

    def _on_came(self, line: BinLine, changes: object) -> None:
        if changes is None:
            self._tell(NOTICE, N_("“{title}” was not in the bin any more.", title=line.title))
        else:
            self._tell(DONE, N_("“{title}” is back where it was.", title=line.title))
        self._ask()

    def _on_erase(self, key: tuple[str, str]) -> None:
        self._asked = key
        self._fill()
        if self._question is not None:
            self._question.ask()
            self.scroll_area.follow(self._question)

    def _on_keep(self) -> None:
        self._asked = ("", "")
        self._fill()
        self.focus_first()

    def _on_erased(self, line: BinLine, dropped: int) -> None:
        self._asked = ("", "")
        self._tell(DONE, erased_words(line.title, dropped))
        self._ask()

    def _tell(self, shape: str, said: Label) -> None:
        self.said.say(shape, said)
        self.said.show()
        self.scroll_area.follow(self.said)


def _bin(workspace: Workspace) -> tuple[BinLine, ...]:
    return workspace.history.bin()
