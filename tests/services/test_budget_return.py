"""A workbook that was changed elsewhere comes back as a version, compared line by line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from app.core.clock import FixedClock
from app.core.errors import InputError
from app.core.ids import seeded_ids
from app.core.progress import NoProgress
from app.imports.workbook import read_book
from app.models.document.document import Document
from app.services.budget.plan_views import ADDED, CHANGED, REMOVED, SAME
from app.services.budget.taken_back import Returned, take_back
from app.services.output_kinds import Request, Tools, prepare
from app.services.workspace import Program, Workspace
from tests.exports.pages import fonts
from tests.packs import packs
from tests.services.plan_files import evaluation, fund, line

Edit = Callable[[Worksheet], object]


@pytest.fixture
def workspace(document: Document, tmp_path: Path, clock: FixedClock) -> Workspace:
    return Workspace(document, Program(packs(), tmp_path / "cache", tmp_path / "data", clock, seeded_ids(9)))


def back(
    workspace: Workspace, folder: Path, language: str = "en", edit: Edit = lambda sheet: None, budget: str = ""
) -> Returned:
    """Export the workbook, change its sheet of lines as Excel would, and take it back."""
    asked = Request(language, ids=(budget,) if budget else None)
    done = prepare(workspace, "budget", asked)(Tools(fonts(), workspace.pictures), NoProgress())
    assert done.single is not None
    path = folder / "預算 budget.xlsx"
    path.write_bytes(done.single)
    book = openpyxl.load_workbook(path)
    edit(book.worksheets[1])
    book.save(path)
    return take_back(workspace, read_book(path))


def air(workspace: Workspace) -> str:
    budget = fund(workspace)
    project = workspace.records.create("project", {"name": "Clean-air room"})[0].id
    lead = workspace.plans.plan().partners[0].organisation
    line(workspace, "personnel", 9_000_050, budget=budget, qty=150, project=project, organisation=lead, year=1)
    line(workspace, "materials", 333, budget=budget, item="=1+1  Filters", eligible=True, note="a\nb", unit="piece")
    line(workspace, "travel", 5_000, budget=budget, ineligible_kind="x_travel")
    line(workspace, "other", 0, budget=budget, item="Not known yet", qty=None, unit_price=None)
    return budget


@pytest.mark.parametrize("language", ["en", "zh_TW"])
@pytest.mark.parametrize("make", [air, evaluation])
def test_a_workbook_that_nobody_changed_comes_back_the_same(
    make: Callable[[Workspace], object], language: str, workspace: Workspace, tmp_path: Path
) -> None:
    make(workspace)
    came = back(workspace, tmp_path, language)
    assert (came.added, came.changed, came.removed, came.problems) == (0, 0, 0, ())
    seen = workspace.plans.compare("", came.budget)
    assert {one.kind for one in seen.lines} == {SAME}
    assert seen.rules == ()


def test_changes_made_elsewhere_stand_in_a_version_until_it_is_applied(workspace: Workspace, tmp_path: Path) -> None:
    air(workspace)
    before = workspace.plans.plan()

    def edit(sheet: Worksheet) -> None:
        sheet["E4"] = "US$1,234.50"
        sheet["C4"] = "２"
        for cell in sheet[6]:
            cell.value = None
        sheet["A9"], sheet["B9"], sheet["C9"], sheet["E9"] = sheet["A5"].value, "Masks", 10, 2.5
        sheet["J9"] = "Clean-air room"

    came = back(workspace, tmp_path, edit=edit)
    assert (came.added, came.changed, came.removed, came.problems) == (1, 1, 1, ())
    assert workspace.plans.plan() == before
    seen = workspace.plans.compare("", came.budget)
    kinds = {one.kind: (one.after or one.before) for one in seen.lines}
    assert set(kinds) == {SAME, ADDED, CHANGED, REMOVED}
    changed, added = kinds[CHANGED], kinds[ADDED]
    assert changed is not None
    assert added is not None
    assert (changed.quantity, changed.unit_price, changed.amount) == (200, 123_450, 246_900)
    assert (added.item, added.head, added.amount) == ("Masks", "materials", 2_500)
    assert workspace.plans.plan(came.budget).names[added.project] == "Clean-air room"
    workspace.document.undo()
    assert len(workspace.plans.budgets()) == 1


def test_cells_that_cannot_be_read_leave_what_was_there_and_are_named(workspace: Workspace, tmp_path: Path) -> None:
    air(workspace)

    def edit(sheet: Worksheet) -> None:
        sheet["A4"], sheet["E4"], sheet["C5"], sheet["E5"] = "Magic", "twelve or so", -3, "=Z99"

    came = back(workspace, tmp_path, edit=edit)
    assert [(place.row, place.column) for place, _ in came.problems] == [
        (4, "Budget head"), (4, "Unit price"), (5, "Quantity"), (5, "Unit price"),
    ]  # fmt: skip
    assert {one.kind for one in workspace.plans.compare("", came.budget).lines} == {SAME}


def test_the_workbook_of_a_draft_comes_back_as_a_version_of_the_draft(workspace: Workspace, tmp_path: Path) -> None:
    air(workspace)
    draft, _ = workspace.plans.copy()

    def edit(sheet: Worksheet) -> None:
        sheet["E4"] = "看不懂"
        sheet["C5"] = 7

    came = back(workspace, tmp_path, "zh_TW", edit, budget=draft)
    assert (came.added, came.changed, came.removed) == (0, 1, 0)
    assert [(place.row, place.column) for place, _ in came.problems] == [(4, "單價")]
    made = next(one for one in workspace.plans.budgets() if one.id == came.budget)
    assert made.copied_from == draft


def test_a_row_that_was_copied_in_excel_is_a_new_line(workspace: Workspace, tmp_path: Path) -> None:
    air(workspace)

    def edit(sheet: Worksheet) -> None:
        for column in range(1, 14):
            sheet.cell(9, column).value = sheet.cell(4, column).value

    came = back(workspace, tmp_path, edit=edit)
    assert (came.added, came.changed, came.removed) == (1, 0, 0)


def test_a_workbook_of_something_else_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    air(workspace)
    book = openpyxl.Workbook()
    book.active.append(["Name", "Phone"])
    book.save(tmp_path / "people.xlsx")
    with pytest.raises(InputError):
        take_back(workspace, read_book(tmp_path / "people.xlsx"))
    assert len(workspace.plans.budgets()) == 1
