"""Keeps the lines at the top and the journey as the document says: asked at the start, and after every change."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import AppError
from app.core.messages import N_
from app.i18n import Translator
from app.ui.context import UiContext
from app.ui.shell.journey import JourneyPanel
from app.ui.shell.state import State, state
from app.ui.shell.top_bar import TopBar

ASK_AGAIN_MS = 150


class StateWatch(QObject):
    """Asks what the shell shows of the document, and shows it.

    Signals:
        shown: the facts of the document are known anew.

    Args:
        context: lane and words; its facts of the document are renewed.
        top: shows community, person, and what can be taken back.
        journey: shows the programmes.
        parent: dies with it.
    """

    shown = Signal()

    def __init__(self, context: UiContext, top: TopBar, journey: JourneyPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._top, self._journey = context, top, journey
        self._dated = self._journeyed = self._someone = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(ASK_AGAIN_MS)
        self._soon.timeout.connect(self.ask)

    def ask(self) -> None:
        """Read what the top lines and the journey show."""
        self._context.lane.submit(state, self._on_state, self._on_no_state)

    def ask_soon(self) -> None:
        """Read it a moment later, once for changes that follow each other."""
        self._soon.start()

    def refresh(self) -> None:
        """Say the journey again; its fifty rows stand once it is known which programmes they tell of."""
        if self._journeyed:
            self._journey.refresh()

    def name_person(self, name: str) -> None:
        """Show who is working; "" for somebody who gave no name."""
        self._someone = not name
        self._show_person(name)

    def _show_person(self, name: str) -> None:
        self._top.show_person(name or (self._context.text(N_("Someone else")) if self._someone else ""))

    def _on_state(self, found: State) -> None:
        before, self._context.document = self._context.document, found.facts
        self._journeyed = True
        if (before.calendar, before.currency) != (found.facts.calendar, found.facts.currency) or not self._dated:
            self._dated = True
            language = self._context.translator.language
            words = Translator(language, calendar=found.facts.calendar, currency=found.facts.currency)
            self._context.lane.submit(lambda workspace: workspace.speak(words))
            self._journey.expect(found.journeys)  # its rows are built anew with the words
            self._context.speak(words)
        self._top.show_community(found.facts.community)
        self._show_person(found.person)
        self._top.show_undo(found.undo.undo, found.undo.redo)
        self._journey.show_journeys(found.journeys)
        self.shown.emit()

    def _on_no_state(self, error: AppError) -> None:
        """Show the ways on that hang on no programme, and what went wrong."""
        if not self._journeyed:
            self._journeyed = True
            self._journey.refresh()
        self._context.error(error)
