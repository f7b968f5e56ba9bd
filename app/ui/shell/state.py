"""What the shell shows of the document, and its own steps back and forth: what runs on the document lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.programmes.journey import JourneyView
from app.ui.context import DocumentFacts

if TYPE_CHECKING:
    from app.services.workspace import UndoState, Workspace


class State:
    """What the shell shows of the document at one moment."""

    __slots__ = ("facts", "journeys", "person", "undo")

    def __init__(self, facts: DocumentFacts, person: str, undo: UndoState, journeys: tuple[JourneyView, ...]) -> None:
        self.facts, self.person, self.undo, self.journeys = facts, person, undo, journeys


def state(workspace: Workspace) -> State:
    """Gather what the shell shows. Thread: document lane."""
    custom, document = workspace.settings.custom(), workspace.document
    facts = DocumentFacts(
        calendar=custom.calendar,
        us=custom.us,
        currency=custom.currency,
        paper=custom.paper,
        output_language=custom.output_language,
        read_only=document.read_only,
        community=custom.community,
        drawer_minutes=workspace.drawer.minutes(),
    )
    return State(facts, document.person, workspace.undo_state(), workspace.programmes.journeys())


def undo(workspace: Workspace) -> object:
    """Take back the last step. Thread: document lane."""
    return workspace.document.undo()


def redo(workspace: Workspace) -> object:
    """Bring it back. Thread: document lane."""
    return workspace.document.redo()


def nothing(_workspace: Workspace) -> None:
    """Wait for what was submitted before."""
