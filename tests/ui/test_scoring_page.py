"""Scoring with keys: points, reasons, what is kept as typed, results, and the papers read back."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.pdf import page_texts
from app.exports.spec import Audience
from app.services.output_kinds import Request, Tools, prepare
from app.services.scoring.desk import Place
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.bring_in import BringInPage
from app.ui.pages.scoring import ScoringPage
from app.ui.theme import Theme
from tests.support import ROOT, ime_type
from tests.ui.desk import make_context
from tests.ui.looks import DRESSES, complaints, in_turn, overlaps
from tests.ui.page_tools import Answers, press, words

Shown = Callable[..., QWidget]


@pytest.fixture
def scoring(workspace: Workspace) -> str:
    """A scoring of two own lines, two people and one thing."""
    key = workspace.records.create("scoring", {"title": "構想比較", "scale": "points", "date": "2025-03-02"})[0].id
    for title, points in (("公平", 20), ("做得完", 10)):
        workspace.records.create("score_criterion", {"scoring": key, "title": title, "points": points})
    for name, kind in (("林阿好", "liaison"), ("陳大明", "expert")):
        workspace.records.create("scorer", {"scoring": key, "name": name, "kind": kind})
    workspace.records.create("score_candidate", {"scoring": key, "title": "雨水花園"})
    return key


@pytest.fixture
def page(context: UiContext, shown: Shown, scoring: str) -> ScoringPage:
    page = ScoringPage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, 1100, 800)
    page.open((scoring,))
    QApplication.processEvents()
    return page


def settle(page: ScoringPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page._soon.isActive())


def field(number: int, page: ScoringPage, name: str) -> QLineEdit:
    found = getattr(page.lines.rows[number], name)
    assert isinstance(found, QLineEdit)
    return found


def test_keys_alone_fill_a_sheet(page: ScoringPage, workspace: Workspace, scoring: str, qtbot: QtBot) -> None:
    first = field(0, page, "value")
    first.setFocus()
    QTest.keyClicks(first, "15.5")
    QTest.keyClick(first, Qt.Key.Key_Return)
    why = QApplication.focusWidget()
    assert why is field(0, page, "why")
    ime_type(why, "租屋的人先受益")
    QTest.keyClick(why, Qt.Key.Key_Return)
    second = QApplication.focusWidget()
    assert second is field(1, page, "value")
    ime_type(second, "８")
    page.leave()
    settle(page, qtbot)
    view = workspace.scoring.view(scoring)
    assert view is not None
    assert {(one.tenths, one.reason) for one in view.given} == {(155, "租屋的人先受益"), (80, "")}
    qtbot.waitUntil(lambda: "23.5 of 30 points." in words(page))


def test_points_out_of_bounds_are_kept_as_typed_and_do_not_count(
    page: ScoringPage, workspace: Workspace, scoring: str, qtbot: QtBot
) -> None:
    first = field(0, page, "value")
    QTest.keyClicks(first, "21")
    page.leave()
    settle(page, qtbot)
    qtbot.waitUntil(lambda: "“21” does not count yet" in words(page))
    view = workspace.scoring.view(scoring)
    assert view is not None
    assert view.given[0].tenths is None
    assert view.result(view.candidates[0][0]).missing == 4
    page.open((scoring,))
    settle(page, qtbot)
    qtbot.waitUntil(lambda: field(0, page, "value").text() == "21")


def test_one_visit_of_a_field_is_one_undo(page: ScoringPage, workspace: Workspace, scoring: str, qtbot: QtBot) -> None:
    QTest.keyClicks(field(0, page, "value"), "7")
    page.leave()
    workspace.document.undo()
    view = workspace.scoring.view(scoring)
    assert view is not None
    assert view.given == ()


def test_results_tell_where_people_differ(page: ScoringPage, workspace: Workspace, scoring: str, qtbot: QtBot) -> None:
    _fill(workspace, scoring)
    page.open((scoring,))
    settle(page, qtbot)
    press(page, "tab_results")
    said = words(page)
    assert "Mean of 2 complete sheets: 16 of 30 points, from 10 to 22." in said
    assert "Talk about “公平”: from 4 to 16 of 20." in said
    assert "predicts no award" in said
    view = workspace.scoring.view(scoring)
    assert view is not None
    workspace.scoring.put(scoring, Place(view.candidates[0][0], view.people[1].key, view.lines[1].key), "")
    page.open((scoring,))
    settle(page, qtbot)
    assert "陳大明 has not scored: 做得完" in words(page)


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_papers_are_read_back(page: ScoringPage, workspace: Workspace, scoring: str, language: str) -> None:
    _fill(workspace, scoring)
    tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), workspace.pictures)
    for kind, audience, there, absent in (
        ("score-sheets", Audience.TEAM, ("林阿好", "陳大明", "公平", "做得完", "雨水花園"), ()),
        ("score-results", Audience.PUBLIC, ("公平", "16.0", "雨水花園"), ("林阿好", "因為")),
        ("score-results", Audience.TEAM, ("因為", "林阿好"), ()),
    ):
        done = prepare(workspace, kind, Request(language, audience))(tools, NoProgress())
        assert done.single is not None
        said = "".join("".join(one.split()) for one in page_texts(done.single))
        assert all(word in said for word in there), (kind, said)
        if kind == "score-sheets":  # each sheet is handed out on its own
            title = "".join(("Scoring sheets" if language == "en" else "評分表").split())
            assert all(title in "".join(one.split()) for one in page_texts(done.single))
        assert not any(word in said for word in absent)
        with pikepdf.open(BytesIO(done.single)) as book:
            assert len(book.pages) == done.pages


@pytest.mark.parametrize(("language", "size", "scheme"), in_turn(DRESSES))
def test_nothing_is_cut(
    workspace: Workspace, scoring: str, theme: Theme, shown: Shown, language: str, size: int, scheme: str
) -> None:
    _fill(workspace, scoring)
    theme.wear(scheme=scheme, text_size=size)
    context = make_context(workspace, theme, language)
    page = ScoringPage(context)
    shown(page, 1000, 700)
    for args in ((scoring,), ()):
        page.open(args)
        QApplication.processEvents()
        for tab in ("tab_give", "tab_results") if args else ():
            press(page, tab)
            assert complaints(page) == []
            assert overlaps(page) == []
        assert complaints(page) == []
    context.lane.close()  # type: ignore[attr-defined]
    context.pool.close()


def _fill(workspace: Workspace, scoring: str) -> None:
    view = workspace.scoring.view(scoring)
    assert view is not None
    what = view.candidates[0][0]
    for person, values in zip(view.people, (("16", "6"), ("4", "6")), strict=True):
        for line, value in zip(view.lines, values, strict=True):
            workspace.scoring.put(scoring, Place(what, person.key, line.key), value)
    workspace.scoring.explain(scoring, Place(what, view.people[0].key, view.lines[0].key), "因為最需要")


def test_a_sheet_is_saved_as_a_file_and_another_is_brought_in(
    page: ScoringPage, workspace: Workspace, scoring: str, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "評分.xlsx"
    page.output.dialogs = Answers(save=path)
    routes: list[str] = []
    page.context.go = routes.append  # type: ignore[assignment]
    QTest.keyClicks(field(0, page, "value"), "12")
    press(page, "save_sheet")
    qtbot.waitUntil(path.exists)
    book = load_workbook(path)
    held = [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]
    assert any(12 in row for row in held), "what was just typed is in it"
    assert not any("陳大明" in row for row in held)
    press(page, "bring_sheet")
    assert routes == ["import:reviewers"]
    other = BringInPage(page.context)
    other.open(("reviewers",))
    assert not other.template.isVisibleTo(other)
    assert page.context.text(other.title()) == "Bring in reviewers' sheets"
    other.deleteLater()
