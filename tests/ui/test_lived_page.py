"""Whom the team knows, by keyboard; the seat plan; beginning together: met, calendar, agreement, sheets, check."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableWidget, QWidget

from app.core.clock import FixedClock
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.lived import LivedPage
from app.ui.pages.together import TogetherPage
from app.ui.theme import Theme
from tests.services.lived_desk import ALONE, NIGHT, RENTERS, TEAM, WHOM, Lived, fill_lived
from tests.support import FULL, SEED
from tests.ui.desk import make_context, make_workspace
from tests.ui.looks import complaints, overlaps
from tests.ui.page_tools import button, press, words

Shown = Callable[..., QWidget]
TODAY = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
LOOKS = tuple(itertools.product(("zh_TW", "en", "qps"), (100, 200), ("light", "dark")))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One file for all tests of this module; each undoes what it did."""
    made = make_workspace(tmp_path_factory.mktemp("lived"), FixedClock(TODAY))
    yield made
    made.document.close()


@pytest.fixture
def desk(town: Workspace, theme: Theme) -> Iterator[UiContext]:
    made = make_context(town, theme, "en")
    yield made
    made.lane.close()  # type: ignore[attr-defined]
    made.pool.close()


@pytest.fixture(scope="module")
def made(town: Workspace) -> Lived:
    return fill_lived(town)


def lived(context: UiContext, shown: Shown, view: str = "", width: int = 1100) -> LivedPage:
    page = LivedPage(context)
    shown(page, width, 800)
    page.open((view,) if view else ())
    QApplication.processEvents()
    return page


def together(context: UiContext, shown: Shown, view: str = "", width: int = 1100) -> TogetherPage:
    page = TogetherPage(context)
    shown(page, width, 800)
    page.open((view,) if view else ())
    QApplication.processEvents()
    return page


def at(page: QWidget, part: QWidget) -> QPoint:
    return part.mapTo(page, part.rect().topLeft())


def head_of(table: QTableWidget, column: int) -> str:
    item = table.horizontalHeaderItem(column)
    return item.text().replace("\n", "") if item is not None else ""


def cell_of(table: QTableWidget, row: int, column: int) -> str:
    item = table.item(row, column)
    return item.text() if item is not None else ""


def test_a_cell_is_opened_and_filled_by_keyboard(made: Lived, town: Workspace, desk: UiContext, shown: Shown) -> None:
    page, went = lived(desk, shown), list[str]()
    desk.asked.connect(went.append)
    table = page.matrix.table
    heads = [head_of(table, number) for number in range(table.columnCount())]
    assert set(heads[1:]) == {NIGHT, ALONE, RENTERS}
    column = heads.index(NIGHT)
    table.setFocus()
    table.setCurrentCell(1, column)
    assert cell_of(table, 1, column) == "● close, 2"
    assert f"close: {WHOM}, known by {TEAM[0]}" in words(page)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is button(page, f"open_{made.known[0]}")  # of several, the first is offered
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert cell_of(table, 2, column) == "▲ nobody"
    assert "Nobody is known yet who could speak about this." in words(page)
    QTest.keyClick(table, Qt.Key.Key_Return)
    (row,) = [one for one in town.records.load("known_connection") if one.id not in made.known]
    assert (row.get("group"), row.get("topic")) == (made.groups[0], page._screen.topics[2])  # type: ignore[union-attr]
    assert went == [f"record:known_connection:{row.id}"]
    town.document.undo()
    table.setCurrentCell(0, heads.index(RENTERS))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert went[1:] == [f"record:known_connection:{made.known[3]}"]


def test_gaps_and_seats_are_said_in_words_and_the_plan_stands_beside_where_there_is_room(
    made: Lived, desk: UiContext, shown: Shown
) -> None:
    page = lived(desk, shown, width=1700)
    said = words(page)
    assert f"{ALONE}: nobody on the team knows anybody yet." in said
    assert f"{NIGHT}: nobody yet on 10 topics." in said
    assert f"{RENTERS}: seat 1, still open" in said
    assert "Mandarin: no seat yet" in said
    assert at(page, page.seats).x() > at(page, page.matrix).x()
    narrow = lived(desk, shown, width=700)
    assert at(narrow, narrow.seats).y() > at(narrow, narrow.matrix).y()
    assert at(narrow, narrow.seats).x() == at(narrow, narrow.matrix).x()


def test_people_and_the_mapped_place_are_told_apart_and_sources_are_asked_for(
    made: Lived, desk: UiContext, shown: Shown
) -> None:
    said = words(lived(desk, shown, "people"))
    assert "On the map of environmental justice areas: 下街一帶" in said
    assert "On the map of environmental justice areas: No" in said
    assert "What shows it is not written down yet." in said
    assert "下街每四位長者有一位獨居。" in said


def test_an_empty_file_leads_to_the_first_group(tmp_path: Path, theme: Theme, shown: Shown) -> None:
    empty = make_workspace(tmp_path, FixedClock(TODAY))
    context, went = make_context(empty, theme, "en"), list[str]()
    page = lived(context, shown)
    context.asked.connect(went.append)
    press(page, "first_group")
    (row,) = empty.records.load("population_group")
    assert went == [f"record:population_group:{row.id}"]
    context.lane.close()  # type: ignore[attr-defined]
    context.pool.close()
    empty.document.close()


def test_the_team_has_met_is_the_first_word_and_meetings_are_drawn_up_by_keys(
    made: Lived, town: Workspace, desk: UiContext, shown: Shown
) -> None:
    page = together(desk, shown)
    assert "Has the whole team met?" in words(page)
    met = page.findChild(QWidget, "team_met")
    assert met is not None
    assert met.mapTo(page, met.rect().topLeft()).y() < page.tabs.y()
    button(page, "to_meetings").setFocus()
    QTest.keyClick(button(page, "to_meetings"), Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.tabs.isAncestorOf(focused)  # Tab goes as one reads
    first = page.findChild(QLineEdit, "calendar_first")
    assert first is not None
    assert not button(page, "draw_up").isEnabled()
    first.setFocus()
    QTest.keyClicks(first, "2099-03-05")
    page.calendar.flush()
    QApplication.processEvents()
    assert page.calendar.said.text().startswith("12 meetings: ")
    before = len(town.records.load("meeting"))
    press(page, "draw_up")
    rows = [row for row in town.records.load("meeting") if str(row.get("date")) > "2099"]
    assert len(rows) == 12
    assert {row.get("time") for row in rows} == {"19:00/21:00"}
    assert "12 meetings are planned now. Undo takes all of them back." in words(page)
    town.document.undo()
    assert len(town.records.load("meeting")) == before


def test_agreement_sheets_and_check_are_shown_and_begun(
    made: Lived, town: Workspace, desk: UiContext, shown: Shown
) -> None:
    said = words(together(desk, shown, "agreement"))
    assert "一人一票" in said
    assert "Still open" in said  # what happens when people disagree
    page = together(desk, shown, "sheets")
    assert button(page, "print_walk").isEnabled()
    page, went = together(desk, shown, "concepts"), list[str]()
    desk.asked.connect(went.append)
    assert "Priority populations: before 6 of 20 right, after 8 of 18 right" in words(page)
    press(page, "add_after")
    row = next(one for one in town.records.load("learning_check") if not one.get("date"))
    assert (row.get("moment"), went) == ("after", [f"record:learning_check:{row.id}"])
    town.document.undo()


@pytest.mark.parametrize("number", range(len(LOOKS)) if FULL else [SEED % len(LOOKS)])
def test_nothing_is_cut(made: Lived, town: Workspace, theme: Theme, shown: Shown, number: int) -> None:
    language, size, scheme = LOOKS[number]
    theme.wear(scheme=scheme, text_size=size)
    context = make_context(town, theme, language)
    pages: list[QWidget] = [lived(context, shown, view, 1000) for view in ("", "people")]
    pages += [together(context, shown, view, 1000) for view in ("", "agreement", "sheets", "concepts")]
    for page in pages:
        assert complaints(page) == []
        assert overlaps(page) == []
    context.lane.close()  # type: ignore[attr-defined]
    context.pool.close()
