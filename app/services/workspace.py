"""One open document with the services that work on it; made, used and closed on the document lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.clock import Clock
from app.core.ids import IdSource
from app.core.messages import Message
from app.i18n import Translator
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.models.document.travel.working_copy import Journey, WorkingCopies
from app.programmes.schema import Pack
from app.services.document_services import DocumentServices
from app.services.travel import TravelService

WORKING = "working"
"""Folder of the program's data."""
PRACTICE = "練習 Practice"


@dataclass(frozen=True, slots=True)
class Program:
    """What the program brings to every document.

    Args:
        packs: installed packs with their compiled bytes.
        cache: folder of reduced pictures and other things that may be deleted.
        data: folder of backups and working copies.
        clock: the time.
        ids: source of new keys.
    """

    packs: Sequence[tuple[Pack, bytes]]
    cache: Path
    data: Path
    clock: Clock
    ids: IdSource


@dataclass(frozen=True, slots=True)
class UndoState:
    """What Undo and Redo would do now, in the words of their menus; ``None``: nothing."""

    undo: Message | None
    redo: Message | None


class Workspace(DocumentServices):
    """The services of one open document, with what was heard of it and its way home.

    Args:
        document: open; the workspace closes it.
        program: what the program brings.
        translator: words of titles that are made of choices.
        journey: where the document lives, if it is a working copy; see ``models.document.travel``.
    """

    def __init__(
        self,
        document: Document,
        program: Program,
        translator: Translator | None = None,
        journey: Journey | None = None,
    ) -> None:
        self._heard: list[ChangeSet] = []
        document.listen(self._hear)
        super().__init__(document, program, translator)
        copies = WorkingCopies(program.data / WORKING, clock=program.clock)
        self.travel = TravelService(copies, journey, document, self.backups, program.clock)

    def watermark(self) -> str:
        """Return the mark that practice files carry on every print, "" for real ones."""
        return PRACTICE if self._is_practice() else ""

    def undo_state(self) -> UndoState:
        """Return what Undo and Redo would do."""
        return UndoState(self.document.undo_label, self.document.redo_label)

    def drain_changes(self) -> Sequence[ChangeSet]:
        """Return the change sets since the last call, oldest first; the search has taken them up."""
        heard, self._heard = self._heard, []
        return heard

    def speak(self, translator: Translator) -> None:
        """Make titles in the words of *translator* from now on, with the dates and the money of the file."""
        custom = self.settings.custom()
        self.records.translator = Translator(translator.language, custom.calendar, custom.currency)

    def close(self) -> None:
        """Seal, back up what is in no backup yet, and let go of the file."""
        self.backups.close()
        self.document.close()
        self.travel.come_home()

    def _hear(self, changes: ChangeSet) -> None:
        """Take a change up; a service that was not asked for yet has kept nothing that could be stale."""
        self._heard.append(changes)
        made = self.__dict__
        if "plans" in made:
            self.plans.file_changed(changes)
        if "search" in made:
            self.search.refresh(changes)
