"""A document with a past on a stick that can be pulled, and the context of a window over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.ids import seeded_ids
from app.i18n import Translator
from app.models.document.document import Document
from app.models.document.travel.working_copy import WorkingCopies, open_travelling
from app.services.backups.service import BackupService
from app.services.history.service import HistoryService
from app.services.travel import TravelService
from app.services.workspace import Program, Workspace
from app.ui.context import MemorySettings, UiContext
from app.ui.jobs import InlineLane, InlinePool
from app.ui.theme import Theme
from tests.services.moving import Moving, Places
from tests.ui.page_tools import Answers


class SafetyDesk:
    """One open document with the services that keep it safe.

    Attributes:
        stick: a folder that counts as a stick.
        hand: moves the clock.
    """

    def __init__(self, folder: Path, theme: Theme, *, on_stick: bool = False) -> None:
        self.hand, self.stick = Moving(), folder / "stick"
        self.stick.mkdir()
        self.path = (self.stick if on_stick else folder) / "安和社區.banyan"
        Document.create(self.path, application_version="0", clock=self.hand).close()
        copies = WorkingCopies(folder / "data" / "working", clock=self.hand, probe=Places())
        document, journey = open_travelling(copies, self.path, person="王小美", device="筆電")
        program = Program((), folder / "cache", folder / "data", self.hand, seeded_ids(3))
        self.workspace = Workspace(document, program, Translator("en"), journey)
        backups = BackupService(document, folder / "data" / "backups", self.hand, Places())
        self.workspace.backups = backups
        self.workspace.travel = TravelService(copies, journey, document, backups, self.hand)
        self.workspace.history = HistoryService(
            document, self.workspace.records, self.hand, lambda _blobs: backups.erased()
        )
        self.records = self.workspace.records
        self.answers = Answers()
        self.context = UiContext(InlineLane(self.workspace), InlinePool(), theme, Translator("en"), MemorySettings())
        self.context.dialogs = self.answers
        theme.wear(language="en")

    def idle(self) -> None:
        """Spend idle time as the lane does."""
        while self.workspace.backups.slice():
            pass

    def close(self) -> None:
        """Let go of everything."""
        assert isinstance(self.context.lane, InlineLane)
        self.context.lane.close()
        self.context.pool.close()
        self.workspace.close()


@contextmanager
def safety_desk(folder: Path, theme: Theme, *, on_stick: bool = False) -> Iterator[SafetyDesk]:
    """Give a desk and close it."""
    desk = SafetyDesk(folder, theme, on_stick=on_stick)
    try:
        yield desk
    finally:
        desk.close()
