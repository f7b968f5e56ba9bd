"""The ways in which a file comes in: as records of any kind, or as filled-in sheets of one questionnaire.

Both have the same four steps on the same page; each step has its thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.messages import N_, Message
from app.core.progress import Progress
from app.services.importing import dry_run, matched
from app.services.importing.apply import ImportResult
from app.services.importing.rows import ImportPlan

if TYPE_CHECKING:
    from app.imports.grid import Book
    from app.services.output_kinds import Work
    from app.services.questionnaires.bring_in import SheetSnapshot, SheetsPlan
    from app.services.workspace import Workspace

SHEETS = "sheets"
"""First part of the page's route for sheets of a questionnaire; the second is its id."""
REVIEWERS = "reviewers"
"""Route for the sheets of reviewers."""


@dataclass(frozen=True, slots=True)
class Way:
    """How one kind of file comes in; what a step gives, the next one takes.

    Args:
        title: of the page.
        template, export: buttons that write the empty workbook, where there is one, and the one with everything.
        read: the file. Thread: pool.
        snapshot: what the document holds of it. Thread: document lane.
        compare: the dry run. Thread: pool.
        bring_in: the one step. Thread: document lane.
        write: the workbook; true asks for the empty one. Thread: document lane.
        columns: whether a person may say which column of the file is which field.
        name: of the workbook with everything; ``None``: it holds records of any kind.
    """

    title: Message
    template: Message | None
    export: Message
    read: Callable[[Path, Progress], Any]
    snapshot: Callable[[Workspace, Any], Any]
    compare: Callable[[Any, Any, Progress], ImportPlan]
    bring_in: Callable[[Workspace, Any, Mapping[int, str]], ImportResult]
    write: Callable[[Workspace, str, bool], Work]
    columns: bool = False
    name: Message | None = None


def way_of(args: tuple[str, ...]) -> Way:
    """Return the way that a route of the page names.

    Args:
        args: nothing; a record type that an unnamed sheet is taken for; or :data:`SHEETS` and a questionnaire's id;
            or :data:`REVIEWERS`.
    """
    if len(args) > 1 and args[0] == SHEETS:
        return Way(
            N_("Bring in sheets from Excel"),
            N_("Save the empty workbook"),
            N_("Save the sheets as a workbook"),
            _read_book,
            partial(_sheet_snapshot, args[1]),
            _compare_sheets,
            _bring_sheets,
            partial(_write_sheets, args[1]),
            name=N_("Filled-in questionnaires"),
        )
    if args[:1] == (REVIEWERS,):
        return Way(
            N_("Bring in reviewers' sheets"),
            None,
            N_("Save all sheets as a file"),
            _read_reviewers,
            lambda workspace, first: workspace.imports.snapshot(first),
            dry_run,
            lambda workspace, plan, decisions: workspace.imports.bring_in(plan, decisions),
            _write_reviewers,
            name=N_("Reviewers' sheets"),
        )
    hint = args[0] if args else ""
    return Way(
        N_("Bring data in"),
        N_("Save the empty workbook"),
        N_("Save the records for the team"),
        partial(_read_records, hint),
        lambda workspace, first: workspace.imports.snapshot(first),
        dry_run,
        lambda workspace, plan, decisions: workspace.imports.bring_in(plan, decisions),
        partial(_write_records, hint),
        columns=True,
    )


def _read_book(path: Path, job: Progress) -> Book:
    from app.imports.workbook import read_book  # its library is read only when needed

    return read_book(path, progress=job)


def _read_records(hint: str, path: Path, job: Progress) -> object:
    return matched(_read_book(path, job), hint, asked=True)


def _read_reviewers(path: Path, job: Progress) -> object:
    from app.services.scoring.sheet_file import SCORE, check_sheets

    return check_sheets(matched(_read_book(path, job), SCORE))


def _write_reviewers(workspace: Workspace, language: str, _empty: bool) -> Work:
    from app.exports.spec import Audience
    from app.services.output_kinds import Request, prepare

    return prepare(workspace, "score-file", Request(language, Audience.TEAM))


def _sheet_snapshot(questionnaire: str, workspace: Workspace, book: Book) -> SheetSnapshot:
    return workspace.sheet_imports.snapshot(book, questionnaire)


def _compare_sheets(book: Book, snapshot: SheetSnapshot, job: Progress) -> SheetsPlan:
    from app.services.questionnaires.bring_in import plan_sheets

    return plan_sheets(book, snapshot, job)


def _bring_sheets(workspace: Workspace, plan: SheetsPlan, _decisions: Mapping[int, str]) -> ImportResult:
    return workspace.sheet_imports.bring_in(plan)


def _write_records(hint: str, workspace: Workspace, language: str, empty: bool) -> Work:
    from app.exports.spec import Audience
    from app.services.output_kinds import Request, prepare

    kind = "records-template" if empty else "records"
    return prepare(workspace, kind, Request(language, Audience.TEAM, (hint,) if hint else ()))


def _write_sheets(questionnaire: str, workspace: Workspace, language: str, empty: bool) -> Work:
    from app.exports.spec import Audience
    from app.services.output_kinds import Request, prepare

    options = {"empty": "yes"} if empty else {}
    request = Request(language, Audience.TEAM, ids=(questionnaire,), options=options)
    return prepare(workspace, "questionnaire-workbook", request)
