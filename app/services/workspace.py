"""One open document with the services that work on it; made, used and closed on the document lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.clock import Clock
from app.core.fields import Option
from app.core.ids import IdSource
from app.core.messages import LocalText, Message
from app.i18n import Translator
from app.models.document.changes import ChangeSet
from app.models.document.document import Document
from app.models.document.travel import Journey, WorkingCopies
from app.programmes.schema import DossierTemplate, Pack
from app.services.backups import BackupService
from app.services.budget import BudgetService, Head
from app.services.budget.kept_rows import KeptRows
from app.services.budget.plans import BudgetPlanService
from app.services.document_settings import DocumentSettings
from app.services.dossier import DossierService
from app.services.drawer import DrawerService
from app.services.due_dates import DueDates
from app.services.evidence import EvidenceService
from app.services.evidence.targets import EVIDENCE_LINES, EVIDENCE_SHEETS, TOPIC, topic_sheet
from app.services.history_view import HistoryService
from app.services.importing import ImportService
from app.services.photos import PhotoService
from app.services.pictures import PictureCache
from app.services.plan.desk import PlanService
from app.services.priorities.desk import PriorityService
from app.services.programmes import ProgrammeService
from app.services.questionnaires import QuestionnaireService
from app.services.questionnaires.bring_in import SheetImportService
from app.services.records import RecordService
from app.services.recruiting.desk import RecruitingService
from app.services.roadmap import LISTS as ROADMAP_LISTS
from app.services.roadmap import RoadmapService
from app.services.rooms import RoomService
from app.services.scoring.desk import ScoringService
from app.services.search import SearchService
from app.services.seed.desk import SeedService
from app.services.travel import TravelService
from app.services.work.desk import WorkService

OWN_PATH = "community"
BACKUPS, WORKING = "backups", "working"
"""Folders of the program's data."""
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


class Workspace:
    """The services of one open document.

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
        self.document, self.program = document, program
        self._heard: list[ChangeSet] = []
        document.listen(self._hear)
        self.programmes = ProgrammeService(document, program.packs, program.clock)
        self.records = RecordService(document, program.clock, program.ids, translator, options=self.options)
        self.roadmap = RoadmapService(document, self.records)
        self.priorities = PriorityService(document, self.records)
        self.rooms = RoomService(document, self.records)
        self.search = SearchService(self.records)
        self.settings = DocumentSettings(document, self.records)
        self.imports = ImportService(document, self.records, self.settings, program.clock, program.ids)
        self.dossier = DossierService(document, self.template_of, program.ids, self.today)
        self.budget = BudgetService(
            KeptRows(document, self.records),
            self.heads,
            lambda: self.settings.custom().currency,
            lambda: self.seed.findings(),
        )
        self.due = DueDates(self.records, self.programmes.due, program.clock)
        self.questionnaires = QuestionnaireService(document, self.records)
        self.sheet_imports = SheetImportService(
            document, self.records, self.questionnaires, self.settings, program.clock, program.ids
        )
        self.scoring = ScoringService(document, self.records, self.programmes.pack)
        self.seed = SeedService(
            document, self.records, self.programmes, self.scoring, self.questionnaires, self.settings
        )
        self.work = WorkService(document, self.records, self.budget, self.seed, self.settings, self.own_packs)
        self.evidence = EvidenceService(document, self.records, self.own_packs, self._topics)
        self.plans = BudgetPlanService(
            document, self.records, self.programmes, self.main_pack, lambda: self.settings.custom().currency
        )
        self.plan = PlanService(document, self.records, self.programmes, lambda: self.settings.custom().currency)
        self.pictures = PictureCache(program.cache / "pictures", document.blob)
        self.photos = PhotoService(document, self.records, self.pictures)
        self.backups = BackupService(document, program.data / BACKUPS, program.clock)
        copies = WorkingCopies(program.data / WORKING, clock=program.clock)
        self.travel = TravelService(copies, journey, document, self.backups, program.clock)
        self.history = HistoryService(document, self.records, program.clock, self._erased)
        self.drawer = DrawerService(document, self.settings, self.search, lambda: self.backups.erased())
        self.recruiting = RecruitingService(
            document, self.records, self.main_pack, self._is_practice, self._start_month
        )

    def today(self) -> str:
        """Return the ISO date of the day."""
        return self.program.clock.now().date().isoformat()

    def options(self, list_id: str) -> tuple[Option, ...]:
        """Return the choices of fields declared with ``FromPack(list_id)``: of the programmes, or of the Roadmap."""
        if list_id in ROADMAP_LISTS:
            return self.roadmap.options(list_id)
        found, sheet = self.programmes.option_list(list_id), None
        if list_id in (EVIDENCE_LINES, EVIDENCE_SHEETS):
            sheet = topic_sheet(self.own_packs(), self._topics())
        if sheet is None:
            return found
        if list_id == EVIDENCE_SHEETS:
            return (*found, Option(TOPIC, sheet.title))
        return (*found, *(Option(one.key, one.title) for one in sheet.targets))

    def main_pack(self) -> Pack | None:
        """Return the programme whose dossier and budget heads the file uses: the first one joined."""
        joined = self.programmes.joined()
        return joined[0].pack if joined else self.programmes.pack(OWN_PATH)

    def own_packs(self) -> Sequence[Pack]:
        """Return the programmes that the file takes part in, the main one first; else the community's own path."""
        joined = [one.pack for one in self.programmes.joined()]
        own = self.main_pack()
        return joined or ([own] if own else [])

    def template_of(self, pack_id: str) -> DossierTemplate | None:
        """Return the dossier template of a pack; see :meth:`ProgrammeService.template_of`."""
        return self.programmes.template_of(pack_id)

    def heads(self) -> Sequence[Head]:
        """Return the budget heads of the programme that the budget in use follows, else of the file's own."""
        pack = next((self.plans.pack_of(one) for one in self.plans.budgets() if one.current), None)
        return tuple(Head.of(one) for one in pack.heads) if pack else ()

    def watermark(self) -> str:
        """Return the mark that practice files carry on every print, "" for real ones."""
        return PRACTICE if self._is_practice() else ""

    def _start_month(self) -> str:
        joined = self.programmes.joined()
        return joined[0].start_month if joined else ""

    def _is_practice(self) -> bool:
        return bool(self.settings.values().get("practice"))

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

    def _topics(self) -> Sequence[tuple[str, LocalText]]:
        return [(one.key, one.title) for one in self.roadmap.topics()]

    def _erased(self, blobs: tuple[str, ...]) -> None:
        """Leave no reduced copy of what was erased for good, and remember which backups are older."""
        for sha256 in blobs:
            self.pictures.forget(sha256)
        self.backups.erased()

    def _hear(self, changes: ChangeSet) -> None:
        self._heard.append(changes)
        self.plans.file_changed(changes)
        self.search.refresh(changes)
