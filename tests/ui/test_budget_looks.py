"""The budget's page in three languages, both schemes and two sizes: nothing cut, and six lines always in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.services.programmes.service import ProgrammeService
from app.services.workspace import Workspace
from app.ui.pages.budget import BudgetPage
from app.ui.theme import Theme
from tests.packs import packs
from tests.ui.desk import make_context, make_workspace
from tests.ui.looks import DRESSES, complaints, in_turn, overlaps
from tests.ui.page_tools import press

ROOM = {100: (1060, 660), 200: (1366, 580)}
"""What a window of 1366 × 768 leaves to the page, without and with large text, in logical pixels."""


@pytest.fixture
def filled(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """A file with a shared budget some of whose rules fail, a voucher that is not complete, and a settlement."""
    workspace = make_workspace(tmp_path, clock, place="US")
    lcbf = next(pack for pack in packs() if pack[0].id == "lcbf-1")
    workspace.programmes = ProgrammeService(workspace.document, (lcbf,), workspace.program.clock)
    workspace.records.option_source = workspace.programmes.option_list
    workspace.plans._packs = workspace.programmes
    make = workspace.records.create
    clinic = make("organisation", {"name": "Elm Street Clinic"})[0].id
    head = {"name": "Clean air at home", "programme": "lcbf-1", "grant_type": "opportunity", "currency": "USD"}
    budget = make("budget", {**head, "term": 200, "state": "applied", "version": 1})[0].id
    make("budget_partner", {"budget": budget, "organisation": clinic, "role": "co_applicant"})
    for at, (kind, price) in enumerate((("personnel", 31000000), ("consultant", 14000000), ("indirect", 20000000))):
        make("budget_line", {"head": kind, "item": f"Cost {at}", "qty": 100, "unit": "piece", "unit_price": price})
    for at in range(9):
        make("budget_line", {"head": "materials", "item": f"Air filter {at}", "qty": 400, "unit_price": 12345})
    make("voucher", {"kind": "invoice", "no": "AB-12345678"})
    make("settlement", {"year": 114, "approved": 150000, "spent": 145650})
    yield workspace
    workspace.document.close()


@pytest.mark.parametrize(("language", "size", "scheme"), in_turn(DRESSES))
def test_nothing_is_cut_in_the_budget(
    language: str,
    size: int,
    scheme: str,
    filled: Workspace,
    theme: Theme,
    shown: Callable[..., QWidget],
    qtbot: QtBot,
) -> None:
    theme.wear(scheme=scheme, text_size=size)
    context = make_context(filled, theme, language)
    page = BudgetPage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, *ROOM[size])
    found: list[str] = []

    def look(what: str) -> None:
        qtbot.waitUntil(lambda: not page.reading.soon.isActive() and not page.reading.later.isActive())
        QApplication.processEvents()
        found.extend(f"{what}: {one}" for one in [*complaints(page.window()), *overlaps(page.window())])

    page.open(())
    look("lines")
    page.grid.open_line(page.grid.model.lines()[0])
    QApplication.processEvents()
    view = page.grid.view
    rows = view.viewport().height() // view.verticalHeader().defaultSectionSize()
    assert rows >= 6, f"only {rows} lines are seen"
    assert view.viewport().visibleRegion().boundingRect().height() >= 6 * view.verticalHeader().defaultSectionSize()
    press(page, "copy_budget")
    look("copy")
    press(page, "more_tools")
    press(page, "columns")
    look("columns")
    press(page, "columns")
    if not page.limits.isVisible():
        press(page, "fold_limits")
        look("limits")
    for tab in ("budget", "voucher", "settlement"):
        press(page, f"tab_{tab}")
        look(tab)
    press(page, "tab_compare")
    look("compare")
    assert not found, "\n".join(found)
    context.lane.close()  # type: ignore[attr-defined]
    context.pool.close()


def test_the_list_of_choices_lies_over_the_sheet_and_not_beyond_it(
    filled: Workspace, theme: Theme, shown: Callable[..., QWidget]
) -> None:
    context = make_context(filled, theme, "zh_TW")
    page = BudgetPage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, *ROOM[100])
    page.open(())
    for line in (page.grid.model.lines()[0], page.grid.model.lines()[-1]):
        page.grid.open_line(line, "head")
        QTest.keyClick(page.grid.entry, Qt.Key.Key_F2)
        assert page.grid.choices.isVisible()
        assert page.grid.rect().contains(page.grid.choices.geometry())
        assert not page.grid.choices.geometry().intersects(
            page.grid.entry.rect().translated(page.grid.entry.mapTo(page.grid, page.grid.entry.rect().topLeft()))
        )
        QTest.keyClick(page.grid.entry, Qt.Key.Key_Escape)
    context.lane.close()  # type: ignore[attr-defined]
    context.pool.close()


def test_heads_are_read_beside_who_spends(
    filled: Workspace, theme: Theme, shown: Callable[..., QWidget], qtbot: QtBot
) -> None:
    page = BudgetPage(make_context(filled, theme, "zh_TW"))
    shown(page, *ROOM[100])
    page.open(())
    qtbot.waitUntil(lambda: not page.reading.soon.isActive() and not page.reading.later.isActive())
    QApplication.processEvents()
    view, names = page.grid.view, page.grid.model.names()
    assert "organisation" in names
    for at, name in enumerate(names):
        bound = theme.metrics.em(9) if name == "head" else view.sizeHintForColumn(at)
        assert name == "item" or view.columnWidth(at) >= min(bound, view.sizeHintForColumn(at)), name
