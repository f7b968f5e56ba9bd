"""The page of the plan with keys: steps unfold, the plan is moved and taken back, the set-up follows, no page is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.core.messages import Message
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.plan import PlanPage
from app.ui.plan.bars import PlanRow
from app.ui.theme import Theme
from tests.services.recruit_desk import make_town
from tests.support import FULL
from tests.ui.desk import make_context
from tests.ui.looks import complaints, overlaps
from tests.ui.page_tools import button, press, words

Shown = Callable[..., QWidget]


MARKS = count(1)


def _create(values: Mapping[str, object], ws: Workspace) -> None:
    ws.records.create("member_community", values)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    clock = FixedClock(datetime(2026, 1, 10, 9, 0, tzinfo=UTC))
    town = make_town(Path(tmp_path_factory.mktemp("plan-page")), clock)
    town.programmes.rebaseline("mvp-2", "2025-07")
    yield town
    town.document.close()


@pytest.fixture
def town(made: Workspace) -> Iterator[Workspace]:
    """The town as it was; each test's changes are undone."""
    mark = Message(f"mark {next(MARKS)}")
    with made.document.unit_of_work(mark) as work:
        row = made.records.single("community")
        assert row is not None
        made.records.write(work.session, "community", row.id, {"source_text": mark.id})
    yield made
    while made.document.undo_label != mark:
        made.document.undo()


@pytest.fixture
def page(town: Workspace, theme: Theme, shown: Shown) -> PlanPage:
    context: UiContext = make_context(town, theme)
    made = PlanPage(context)
    context.lane.changes.connect(made.on_changes)
    shown(made, 1100, 800)
    made.open(())
    QApplication.processEvents()
    return made


def row(page: PlanPage, step: str) -> PlanRow:
    found = page.findChild(PlanRow, f"plan_{step}")
    assert found is not None
    return found


def field(page: PlanPage, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None
    return found


def test_a_step_unfolds_with_return_and_was_there_already(page: PlanPage, town: Workspace, qtbot: QtBot) -> None:
    first = row(page, "s01")
    assert first.accessibleName().startswith("1　Start Developing the Team. Behind its months · Months 1–2 · July 2025")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert "What comes out: team roster; two-year plan; vendor record; funding settings" in words(page)
    press(page, "have_s01")
    qtbot.waitUntil(lambda: "Was there already" in row(page, "s01").accessibleName())
    qtbot.waitUntil(lambda: button(page, "have_s01").text() == "Take back “we already have this”")
    below = row(page, "s01")
    below.setFocus()
    QTest.keyClick(below, Qt.Key.Key_Down)
    assert page.focusWidget() is not below, "arrow keys go on"


def test_the_plan_is_moved_with_keys_and_the_earlier_one_is_shown(
    page: PlanPage, town: Workspace, qtbot: QtBot
) -> None:
    press(page, "move_plan")
    page.open(())  # the page may read once more at any time
    qtbot.waitUntil(lambda: "Write by how many months, from 1 to 60." in words(page))
    months, reason = field(page, "move_months"), field(page, "move_reason")
    months.setFocus()
    QTest.keyClicks(months, "4")
    reason.setFocus()
    QTest.keyClicks(reason, "No liaisons yet")
    press(page, "move_plan")
    qtbot.waitUntil(lambda: "Until January 10, 2026: No liaisons yet" in words(page))
    assert "Month 7 of 28" in words(page)
    assert "Months 5–6" in row(page, "s01").accessibleName()
    press(page, "earlier_months_0")
    assert "1　Start Developing the Team: July 2025 – August 2025, now November 2025 – December 2025" in words(page)
    page.context.lane.submit(lambda ws: ws.document.undo())
    qtbot.waitUntil(lambda: "Month 7 of 24" in words(page))


def test_a_town_that_withdraws_takes_its_money_along_and_it_is_said(
    page: PlanPage, town: Workspace, qtbot: QtBot
) -> None:
    press(page, "tab_setup")
    for name, day in (("Banyan Hill", None), ("Willow Brook", "2026-01-05")):
        values = {"name": name, "withdrew_on": day}
        page.context.lane.submit(partial(_create, values))
    qtbot.waitUntil(lambda: "Willow Brook withdrew on January 5, 2026" in words(page))
    assert "Willow Brook withdrew; $50,000.00 less than before." in words(page)
    press(page, "keep_pots")
    qtbot.waitUntil(lambda: len(town.records.load("funding_source")) == 2)
    qtbot.waitUntil(lambda: "The funding source says the same: $50,000.00." in words(page))
    money = field(page, "plan_seed_money")
    money.setFocus()
    money.selectAll()
    QTest.keyClicks(money, "75000")
    page.leave()
    qtbot.waitUntil(lambda: "Money for the seed project: $75,000.00" in words(page))


def test_the_team_warns_before_the_planning_vendor_leaves(page: PlanPage, town: Workspace, qtbot: QtBot) -> None:
    press(page, "tab_team")
    qtbot.waitUntil(lambda: "Nobody has a role yet." in words(page))
    values = {"name": "Plan & Talk LLC", "roles": ("PLV",)}
    page.context.lane.submit(lambda ws: ws.records.create("organisation", values))
    said = "“Planning Vendor” leaves after step 8. Name who manages the project from then on."
    qtbot.waitUntil(lambda: said in words(page))
    press(page, "show_matrix")
    assert "Planning Vendor: facilitates" in words(page)


@pytest.mark.parametrize("language", ["en", "zh_TW"] if FULL else ["en"])
def test_nothing_is_cut_with_large_text(page: PlanPage, theme: Theme, language: str) -> None:
    theme.wear(language=language, text_size=200, scheme="dark")
    page.context.speak(page.context.translator.__class__(language))
    page.retranslate()
    for tab in ("months", "setup", "team"):
        page.open((tab,))
        QApplication.processEvents()
        assert not complaints(page), tab
        assert not overlaps(page), tab
    theme.wear(language="en", text_size=100, scheme="light")


def test_the_team_tells_its_hours_in_a_sentence(page: PlanPage, town: Workspace) -> None:
    person, _ = town.records.create("person", {"name": "Ada Pine"})
    town.records.create("work_log", {"person": person.id, "date": "2025-10-11", "hours": 350})
    page.open(("team",))
    QApplication.processEvents()
    assert "3.5 hours were given so far. Nobody estimated or agreed how many." in words(page)
