"""Bring data in from files: read, compare, decide, bring in, undo.

Four steps, each with its thread::

    book = read_book(path, progress=job)                     # pool: app.imports.workbook
    first = matched(book, hint)                              # pool: which sheets are what
    snapshot = service.snapshot(first)                       # document lane: what is there
    plan = dry_run(first, snapshot, job)                     # pool: row by row
    result = service.bring_in(plan, decisions)               # document lane: one step, one Undo

A backup is made before the last step by whoever calls it (``workspace.backups``): in slices in the window,
at once on the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from app.core.clock import Clock
from app.core.errors import InputError
from app.core.ids import IdSource
from app.core.messages import N_, Message
from app.core.progress import Progress
from app.i18n import Translator
from app.imports.faults import UNREADABLE
from app.imports.grid import Book
from app.models.document.document import Document
from app.services.document_settings import DocumentSettings
from app.services.importing.apply import Bringing, Decisions, ImportResult
from app.services.importing.match import BookMatch, Vocabulary, match_book
from app.services.importing.plan import SCORE, plan_import
from app.services.importing.rows import ImportPlan
from app.services.importing.snapshot import Snapshot, take_snapshot
from app.services.records import RecordService
from app.services.workbook.columns import FORM

LANGUAGES = ("zh_TW", "en")


@dataclass(frozen=True, slots=True)
class Matched:
    """A file whose sheets are known.

    Args:
        book: as read.
        match: which sheets and columns are what.
        vocabulary: wordings of both languages. Thread: any.
    """

    book: Book
    match: BookMatch
    vocabulary: Vocabulary

    @property
    def types(self) -> tuple[str, ...]:
        """The record types that the file holds."""
        return tuple(dict.fromkeys(one.type for one in self.match.sheets))


def matched(book: Book, hint: str = "", *, asked: bool = False) -> Matched:
    """Return which sheets and columns of *book* are what. Thread: any.

    Args:
        book: as read.
        hint: record type that a sheet of unknown name is taken for where its headings allow it.
        asked: whether somebody can say what the columns are, so that a file of which nothing is known is no error
            as long as it has a row.

    Raises:
        InputError: nothing in it is ours, or it was written for others and is masked.
    """
    vocabulary = Vocabulary([Translator(language) for language in LANGUAGES])
    match = match_book(book, vocabulary, hint)
    if match.about.get("kind"):
        raise unreadable(
            N_("This workbook holds the sheets of a questionnaire."),
            N_("Open the questionnaire, go to “Type in sheets”, and choose “Bring in sheets from Excel”."),
            "import.questionnaire",
        )
    check_about(match.about)
    if not match.sheets and not (asked and match.left):
        raise unreadable(
            N_("No sheet of this file has headings that are known here."),
            N_("Save the empty workbook, copy your rows into it, and bring that one in."),
            "import.no_headings",
        )
    return Matched(book, match, vocabulary)


def check_about(about: Mapping[str, str]) -> None:
    """Refuse a workbook that cannot be read back, by what it says of itself. Thread: any.

    Raises:
        InputError: it was written for others and is masked, or by a newer version.
    """
    if about.get("audience", "team") != "team":
        raise unreadable(
            N_("This workbook was made for others: names and numbers in it are masked."),
            N_("Write one “for the team” and bring that one in."),
            "import.masked",
        )
    if about.get("form", FORM) != FORM:
        raise unreadable(
            N_("This workbook was made by a newer version of the program."),
            N_("Install the newer version, then bring it in."),
            "import.newer",
        )


def unreadable(what: Message, todo: Message, code: str) -> InputError:
    """Return a refusal of a file, with the exit code of the command line for it."""
    error = InputError(what, todo, code=code)
    error.exit_code = UNREADABLE
    return error


def dry_run(first: Matched, snapshot: Snapshot, progress: Progress | None = None) -> ImportPlan:
    """Return what bringing the file in would do, row by row. Thread: any.

    Raises:
        Cancelled: the person pressed Stop.
    """
    return plan_import(first.book, first.match, first.vocabulary, snapshot, progress)


class ImportService:
    """Bringing data into one open document. Thread: the document lane.

    Args:
        document: the open document.
        records: its records.
        settings: the habits of its place.
        clock: tells the time that is stored.
        ids: makes keys. Thread: any.
        most: gives the most points of each line that is scored, as in :class:`Snapshot`.
    """

    def __init__(
        self,
        document: Document,
        records: RecordService,
        settings: DocumentSettings,
        clock: Clock,
        ids: IdSource,
        most: Callable[[], Mapping[tuple[str, str], int]] = dict,
    ) -> None:
        self._document, self._records, self._settings = document, records, settings
        self._clock, self._ids, self._most = clock, ids, most

    def snapshot(self, first: Matched) -> Snapshot:
        """Return what the document holds of the types in the file."""
        types, about = first.types, first.match.about
        taken = take_snapshot(self._document, self._records, self._settings, self._ids, types, about)
        return replace(taken, most=self._most()) if SCORE in types else taken

    def bring_in(self, plan: ImportPlan, decisions: Decisions | None = None) -> ImportResult:
        """Bring in the rows of a dry run, as one step; see :meth:`Bringing.bring_in`."""
        return Bringing(self._document, self._records, self._clock).bring_in(plan, decisions or {})
