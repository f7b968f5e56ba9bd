"""Sheets of a questionnaire come back from a workbook: read, compared, shown, then one step with one Undo.

Four steps, each with its thread, as for records (:mod:`app.services.importing`)::

    book = read_book(path, progress=job)                     # pool
    snapshot = service.snapshot(book, questionnaire)         # document lane
    plan = plan_sheets(book, snapshot)                       # pool
    result = service.bring_in(plan)                          # document lane

A row is a sheet by its hidden id, else by its number. With its id, empty cells empty; without, they leave
what was there. A row with a cell that cannot be understood is refused as a whole, and says why.
"""

from __future__ import annotations

from app.core.clock import Clock
from app.core.ids import IdSource
from app.core.messages import N_, NP_
from app.imports.grid import Book
from app.models.document.document import Document
from app.services.document_settings import DocumentSettings
from app.services.importing import unreadable
from app.services.importing.apply import Bringing, ImportResult
from app.services.importing.rows import Act, ImportPlan
from app.services.importing.snapshot import mark_of
from app.services.questionnaires import QuestionnaireService, QuestionnaireView
from app.services.questionnaires.columns import owner_of
from app.services.questionnaires.head_cells import SheetSnapshot
from app.services.questionnaires.plan import SheetsPlan, plan_sheets
from app.services.records import RecordService

__all__ = ["SheetImportService", "SheetSnapshot", "SheetsPlan", "plan_sheets"]


class SheetImportService:
    """Brings sheets into the open document. Thread: the document lane.

    Args:
        document: the open document.
        records: its records.
        questionnaires: its questionnaires.
        settings: the habits of its place.
        clock: tells the time that is stored.
        ids: makes keys. Thread: any.
    """

    def __init__(
        self,
        document: Document,
        records: RecordService,
        questionnaires: QuestionnaireService,
        settings: DocumentSettings,
        clock: Clock,
        ids: IdSource,
    ) -> None:
        self._document, self._records, self._questionnaires = document, records, questionnaires
        self._settings, self._clock, self._ids = settings, clock, ids

    def snapshot(self, book: Book, asked: str = "") -> SheetSnapshot:
        """Return what the document holds of the questionnaire that a file belongs to.

        Args:
            book: as read.
            asked: id of the questionnaire that somebody looks at, "" for the one that the file names.

        Raises:
            InputError: the file belongs to another questionnaire, or to none that is known.
        """
        view = self._chosen(owner_of(book), asked)
        rows = self._records.load("questionnaire_sheet", sort="number")
        return SheetSnapshot(
            view,
            tuple(one for one in rows if one.get("questionnaire") == view.id),
            frozenset(one.id for one in rows),
            self._records.load("event", sort="-date"),
            self._records.load("population_group", sort="title"),
            self._settings.custom(),
            self._ids,
            mark_of(self._document),
        )

    def bring_in(self, plan: SheetsPlan) -> ImportResult:
        """Write the sheets of a dry run, as one step.

        Raises:
            InputError: the document changed since the dry run; nothing was written.
            DiskFullError, StorageError: nothing was written.
        """
        coming = [row for row in plan.rows if row.act is not Act.NOTHING]
        label = NP_("Bring in {n} sheet from {name}", "Bring in {n} sheets from {name}", len(coming), name=plan.name)
        stored = ImportPlan(plan.name, plan.writes, mark=plan.mark)
        done = Bringing(self._document, self._records, self._clock).bring_in(stored, {}, label)
        added = sum(row.act is Act.ADD for row in coming)
        return ImportResult(added, len(coming) - added, 0, sum(row.refused for row in plan.rows), done.changes)

    def _chosen(self, owner: str, asked: str) -> QuestionnaireView:
        known = [one.id for one in self._questionnaires.all()]
        if asked and owner != asked and owner in known:
            other = self._questionnaires.view(owner)
            raise unreadable(
                N_("This workbook belongs to the questionnaire “{title}”.", title=other.title if other else ""),
                N_("Open that questionnaire and bring the file in there."),
                "import.questionnaire",
            )
        key = asked or (owner if owner in known else known[0] if len(known) == 1 else "")
        view = self._questionnaires.view(key) if key else None
        if view is None:
            raise unreadable(
                N_("The file does not say which questionnaire its sheets belong to."),
                N_("Write the empty workbook of the questionnaire, copy the rows into it, and bring that one in."),
                "import.questionnaire",
            )
        return view
