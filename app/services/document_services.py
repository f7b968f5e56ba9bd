"""The services of one open document, each imported and made when it is first asked for.

A start needs few of them; importing and making all would take a good part of it. What one of them keeps it
reads from the document itself, so it misses nothing by being made late. Thread: the document lane.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from app.core.clock import Clock, DayClock
from app.core.fields import Option, Row
from app.core.messages import LocalText
from app.models.document.document import Document
from app.models.roadmap import LISTS as ROADMAP_LISTS
from app.programmes.schema import DossierTemplate, Pack
from app.services.backups.service import BackupService
from app.services.document_settings import DocumentSettings, practice_day
from app.services.programmes.service import ProgrammeService
from app.services.records import RecordService

if TYPE_CHECKING:
    from app.i18n import Translator
    from app.services.budget import BudgetService, Head
    from app.services.budget.plans import BudgetPlanService
    from app.services.delivery.desk import WorkService
    from app.services.dossier import DossierService
    from app.services.drawer.service import DrawerService
    from app.services.due.dates import DueDates
    from app.services.evidence import EvidenceService
    from app.services.history.service import HistoryService
    from app.services.importing import ImportService
    from app.services.photos.pictures import PictureCache
    from app.services.photos.service import PhotoService
    from app.services.plan.desk import PlanService
    from app.services.plan.timeline import Timeline
    from app.services.priorities.desk import PriorityService
    from app.services.questionnaires import QuestionnaireService
    from app.services.questionnaires.bring_in import SheetImportService
    from app.services.recruiting.desk import RecruitingService
    from app.services.roadmap import RoadmapService
    from app.services.rooms import RoomService
    from app.services.scoring.desk import ScoringService
    from app.services.search import SearchService
    from app.services.seed.desk import SeedService
    from app.services.upkeep.desk import UpkeepService
    from app.services.workspace import Program

OWN_PATH = "community"
BACKUPS = "backups"
"""Folder of the program's data."""


class DocumentServices:
    """What can be asked of one open document.

    Args:
        document: open.
        program: what the program brings.
        translator: words of titles that are made of choices.
    """

    def __init__(self, document: Document, program: Program, translator: Translator | None) -> None:
        self.document, self.program = document, program
        self._practice_day = practice_day(document)
        self._day: Clock = DayClock(program.clock, self._practice_day) if self._practice_day else program.clock
        self.programmes = ProgrammeService(document, program.packs, self._day)
        self.records = RecordService(
            document, program.clock, program.ids, translator, options=self.options, day=self._day
        )
        self.records.plan_source = self._timeline
        self.settings = DocumentSettings(document, self.records)
        self.backups = BackupService(document, program.data / BACKUPS, program.clock)

    @cached_property
    def roadmap(self) -> RoadmapService:
        """The Social Resilience Roadmap."""
        from app.services.roadmap import RoadmapService

        return RoadmapService(self.document, self.records)

    @cached_property
    def priorities(self) -> PriorityService:
        """What the community found most pressing."""
        from app.services.priorities.desk import PriorityService

        return PriorityService(self.document, self.records)

    @cached_property
    def rooms(self) -> RoomService:
        """What the rooms hold."""
        from app.services.rooms import RoomService

        return RoomService(self.document, self.records)

    @cached_property
    def search(self) -> SearchService:
        """The texts of all records."""
        from app.services.search import SearchService

        return SearchService(self.records)

    @cached_property
    def imports(self) -> ImportService:
        """Tables that are brought in."""
        from app.services.importing import ImportService

        clock, ids = self.program.clock, self.program.ids
        return ImportService(self.document, self.records, self.settings, clock, ids, lambda: self.scoring.most())

    @cached_property
    def dossier(self) -> DossierService:
        """The dossiers."""
        from app.services.dossier import DossierService

        return DossierService(self.document, self.template_of, self.program.ids, self.today)

    @cached_property
    def budget(self) -> BudgetService:
        """The budget in use."""
        from app.services.budget import BudgetService
        from app.services.budget.kept_rows import KeptRows

        kept = KeptRows(self.document, self.records)
        return BudgetService(kept, self.heads, self._currency, lambda: self.seed.findings())

    @cached_property
    def due(self) -> DueDates:
        """Dates that fall due."""
        from app.services.due.dates import DueDates

        return DueDates(self.records, self.programmes.due, self._day)

    @cached_property
    def questionnaires(self) -> QuestionnaireService:
        """Questionnaires and their sheets."""
        from app.services.questionnaires import QuestionnaireService

        return QuestionnaireService(self.document, self.records)

    @cached_property
    def sheet_imports(self) -> SheetImportService:
        """Sheets of questionnaires that are brought in."""
        from app.services.questionnaires.bring_in import SheetImportService

        clock, ids = self.program.clock, self.program.ids
        return SheetImportService(self.document, self.records, self.questionnaires, self.settings, clock, ids)

    @cached_property
    def scoring(self) -> ScoringService:
        """Scored readings against the programmes' sheets."""
        from app.services.scoring.desk import ScoringService

        return ScoringService(self.document, self.records, self.programmes.pack)

    @cached_property
    def seed(self) -> SeedService:
        """The seed money and what must come before it."""
        from app.services.seed.desk import SeedService

        return SeedService(
            self.document, self.records, self.programmes, self.scoring, self.questionnaires, self.settings
        )

    @cached_property
    def work(self) -> WorkService:
        """Orders, contracts and changes of paid work."""
        from app.services.delivery.desk import WorkService

        return WorkService(self.document, self.records, self.budget, self.seed, self.settings, self.own_packs)

    @cached_property
    def upkeep(self) -> UpkeepService:
        """The upkeep plan of the round."""
        from app.services.upkeep.desk import UpkeepService

        return UpkeepService(self.document, self.records, self.budget, self._upkeep_round, self._currency)

    @cached_property
    def evidence(self) -> EvidenceService:
        """What proves what."""
        from app.services.evidence import EvidenceService

        return EvidenceService(self.document, self.records, self.own_packs, self._topics)

    @cached_property
    def plans(self) -> BudgetPlanService:
        """Budgets, their copies and what each pot may pay."""
        from app.services.budget.plans import BudgetPlanService

        return BudgetPlanService(self.document, self.records, self.programmes, self.main_pack, self._currency)

    @cached_property
    def plan(self) -> PlanService:
        """The plan of the work."""
        from app.services.plan.desk import PlanService

        return PlanService(self.document, self.records, self.programmes, self._currency)

    @cached_property
    def pictures(self) -> PictureCache:
        """Reduced pictures."""
        from app.services.photos.pictures import PictureCache

        return PictureCache(self.program.cache / "pictures", self.document.blob)

    @cached_property
    def photos(self) -> PhotoService:
        """Photos that are brought in."""
        from app.services.photos.service import PhotoService

        return PhotoService(self.document, self.records, self.pictures)

    @cached_property
    def history(self) -> HistoryService:
        """What was done."""
        from app.services.history.service import HistoryService

        return HistoryService(self.document, self.records, self.program.clock, self._erased)

    @cached_property
    def drawer(self) -> DrawerService:
        """The private drawer."""
        from app.services.drawer.service import DrawerService

        return DrawerService(self.document, self.settings, self.search, lambda: self.backups.erased())

    @cached_property
    def recruiting(self) -> RecruitingService:
        """Positions and those who apply."""
        from app.services.recruiting.desk import RecruitingService

        return RecruitingService(self.document, self.records, self.main_pack, self._is_practice, self._start_month)

    def today(self) -> str:
        """Return the ISO date of the day; in a practice file the day for which it was written."""
        return self._day.now().date().isoformat()

    def practice_day(self) -> str:
        """Return the ISO date that it always is in this practice file, "" where days go by."""
        return self._practice_day.isoformat() if self._practice_day else ""

    def options(self, list_id: str) -> tuple[Option, ...]:
        """Return the choices of fields declared with ``FromPack(list_id)``: of the programmes, or of the Roadmap."""
        if list_id in ROADMAP_LISTS:
            return self.roadmap.options(list_id)
        from app.services.evidence.targets import EVIDENCE_LINES, EVIDENCE_SHEETS, TOPIC, topic_sheet

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
        from app.services.budget import Head

        pack = next((self.plans.pack_of(one) for one in self.plans.budgets() if one.current), None)
        return tuple(Head.of(one) for one in pack.heads) if pack else ()

    def _currency(self) -> str:
        return self.settings.custom().currency

    def _upkeep_round(self, wanted: str) -> Pack | None:
        """Return the round whose upkeep plan is worked on."""
        from app.services.programmes.rounds import has_upkeep, round_or_main

        return round_or_main(self, has_upkeep, wanted)

    def _timeline(self, read: Callable[[str], Sequence[Row]]) -> Timeline | None:
        """Return the plan of the main programme with the names that a reader may see, ``None`` without a start."""
        found = self.plan.view("", read)
        return found.timeline if found is not None and found.timeline.start_month else None

    def _start_month(self) -> str:
        joined = self.programmes.joined()
        return joined[0].start_month if joined else ""

    def _is_practice(self) -> bool:
        return bool(self.settings.values().get("practice"))

    def _topics(self) -> Sequence[tuple[str, LocalText]]:
        return [(one.key, one.title) for one in self.roadmap.topics()]

    def _erased(self, blobs: tuple[str, ...]) -> None:
        """Leave no reduced copy of what was erased for good, and remember which backups are older."""
        for sha256 in blobs:
            self.pictures.forget(sha256)
        self.backups.erased()
