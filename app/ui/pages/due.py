"""What is due: decisions of meetings, dates of letters, what expires and ends, dates of the programmes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from app.core.messages import N_, Label, Message
from app.services.due.dates import SOON_DAYS, DueDate
from app.services.output_kinds import Request, prepare
from app.ui.context import UiContext
from app.ui.pages.base import AskingPage
from app.ui.widgets.binder import Binder
from app.ui.widgets.card import Card, EmptyState, button_row
from app.ui.widgets.focus import focus_soon
from app.ui.widgets.help import HelpText
from app.ui.widgets.layouts import clear
from app.ui.widgets.shapes import NOTICE, OPEN, PROBLEM
from app.ui.widgets.status import StatusWord

if TYPE_CHECKING:
    from app.services.workspace import Workspace

PAPERS = (
    ("due-dates", N_("Print the list")),
    ("since-meeting", N_("Since the last meeting")),
    ("handover-kit", N_("Hand-over kit")),
)
PAST, NEAR, LATER = "past", "near", "later"
HEADINGS = {PAST: N_("Past its day"), NEAR: N_("In the next {n} days", n=SOON_DAYS), LATER: N_("Later")}


class DuePage(AskingPage):
    """One card per stretch of time, a line per thing that is due."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._part = Binder(context)
        self._list = QVBoxLayout()
        self._ticks: list[QPushButton] = []
        self.body.addLayout(self._list)

    def title(self) -> Label:
        """Return the page's name."""
        return N_("What is due")

    def help_text(self) -> HelpText | None:
        """Return where the days come from."""
        return HelpText(
            N_("What is due"),
            why=N_("Days from minutes, letters, stock and programmes stand here together, so that none is missed."),
            how=(
                N_("Press “Done” when something is finished. Undo takes it back."),
                N_("Press “Look” to see the meeting, the letter or the record."),
                N_("Print the list for the wall."),
            ),
            mistake=N_("A day that is only said in a meeting is forgotten. Write it under “Who does what”."),
        )

    def _touched(self, changes: object) -> bool:
        """Nearly everything has a day; it is read anew while somebody looks."""
        return self.isVisible()

    def _ask(self) -> None:
        self.context.lane.submit(_due, self._fill)

    def _fill(self, found: Sequence[DueDate]) -> None:
        held = next((place for place, one in enumerate(self._ticks) if one.hasFocus()), -1)
        clear(self._list)
        self._ticks = []
        part = self._part = Binder(self.context)
        self._list.setSpacing(self.context.theme.metrics.u(1))
        if not found:
            said = N_("Nothing is due. Days of meetings, letters and stock come here by themselves.")
            self._list.addWidget(EmptyState(self.context, "calendar", said))
        self._list.addLayout(button_row(*(self._paper(part, kind, said) for kind, said in PAPERS)))
        for when, group in groupby(found, key=_when):
            card = Card(self.context, HEADINGS[when], units=1.25)
            for one in group:
                card.body.addLayout(self._line(part, one))
            self._list.addWidget(card)
        if held >= 0 and self._ticks:  # what was ticked is gone; the next one takes the keyboard
            focus_soon(self._ticks[min(held, len(self._ticks) - 1)])

    def _line(self, part: Binder, one: DueDate) -> QHBoxLayout:
        row, texts = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(self.context.theme.metrics.u(0.75))
        texts.setSpacing(0)
        shape = PROBLEM if one.overdue and one.hard else NOTICE if one.days <= SOON_DAYS else OPEN
        words = N_("{title}: {says}", title=one.title, says=one.says)
        texts.addWidget(StatusWord(self.context, shape, words, wrap=True))
        day = self.context.translator.date(one.date)
        said = N_("{day}, {left}, {who}", day=day, left=one.left, who=one.owner)
        texts.addWidget(part.label(said if one.owner else N_("{day}, {left}", day=day, left=one.left), "caption"))
        row.addLayout(texts, 1)
        title = self.context.text(one.title)
        if one.tick and not self.context.document.read_only:
            done = part.button(N_("Done"), partial(self._on_done, one), icon="check", name=f"done_{one.id}")
            done.setAccessibleName(self.context.text(N_("Done: {title}", title=title)))
            self._ticks.append(done)
            row.addWidget(done, 0, Qt.AlignmentFlag.AlignTop)
        if one.route:
            look = part.button(N_("Look"), partial(self.context.go, one.route), name=f"look_{one.id}")
            look.setAccessibleName(self.context.text(N_("Look at {title}", title=title)))
            row.addWidget(look, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _on_done(self, one: DueDate) -> None:
        self.context.lane.submit(lambda workspace: workspace.due.finish(one.type, one.id, one.field))

    def _paper(self, part: Binder, kind: str, said: Message) -> QPushButton:
        return part.button(said, partial(self._on_print, kind, said), icon="printer", name=f"print_{kind}")

    def _on_print(self, kind: str, said: Message) -> None:
        request, name = Request(self.context.document.output_language), self.context.text(said)
        self.output.write(lambda workspace: prepare(workspace, kind, request), name, ".pdf", said)


def _when(one: DueDate) -> str:
    return PAST if one.days < 0 else NEAR if one.days <= SOON_DAYS else LATER


def _due(workspace: Workspace) -> tuple[DueDate, ...]:
    return workspace.due.all()
