from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.richtext import plain
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.search import ResultRow, SearchPage
from tests.support import ime_type
from tests.ui.desk import PACK
from tests.ui.page_tools import words

Shown = Callable[..., QWidget]


@pytest.fixture
def page(context: UiContext, shown: Shown) -> SearchPage:
    page = SearchPage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, 900, 600)
    return page


@pytest.fixture
def routes(context: UiContext) -> list[str]:
    heard: list[str] = []
    context.asked.connect(heard.append)
    return heard


def results(page: SearchPage) -> list[ResultRow]:
    return page._rows


def test_two_characters_lead_into_the_field(page: SearchPage, workspace: Workspace, routes: list[str]) -> None:
    person, _ = workspace.records.create("person", {"name": "王小美", "note": "會開小貨車，可以載人"})
    page.open(("貨車",))
    (row,) = results(page)
    assert "王小美" in words(page)
    assert "會開小貨車" in words(page)
    assert row.accessibleName().startswith("Person: 王小美.")
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    (row,) = results(page)
    assert QApplication.focusWidget() is row
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert routes == [f"record:person:{person.id}:note"]


def test_typing_searches_once_the_composition_is_done(page: SearchPage, workspace: Workspace, qtbot: QtBot) -> None:
    workspace.records.create("event", {"title": "防災市集"})
    page.open(())
    ime_type(page.line, "防災", commit=False)
    assert not page._soon.isActive()
    page.line.commit_composition()
    qtbot.waitUntil(lambda: len(results(page)) == 1)
    page.line.selectAll()
    ime_type(page.line, "沒有這個")
    qtbot.waitUntil(lambda: not results(page))
    assert "沒有這個" in words(page)


def test_arrow_keys_go_through_the_list(page: SearchPage, workspace: Workspace) -> None:
    for name in ("演練一", "演練二"):
        workspace.records.create("event", {"title": name})
    page.open(("演練",))
    page.line.setFocus()
    QTest.keyClick(page.line, Qt.Key.Key_Down)
    first, second = results(page)
    assert QApplication.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Up)
    QTest.keyClick(first, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is page.line


def test_rows_notes_and_chapters_lead_to_where_they_stand(
    page: SearchPage, workspace: Workspace, routes: list[str]
) -> None:
    person, _ = workspace.records.create("person", {"name": "王小美"})
    workspace.records.create("person_role", {"person": person.id, "other_title": "伙房長"})
    workspace.programmes.set_task(PACK, "a.1", "doing", note="等鑰匙的人回電")
    workspace.programmes.set_step_note(PACK, "b", "倉庫門口集合")
    part = next(one for one in workspace.dossier.begin(PACK, "zh_TW").parts if one.kind == "chapter")
    block = part.blocks[0].id
    workspace.records.change("dossier_block", block, {"runs": plain("榕樹下的長椅")})
    for word in ("伙房", "鑰匙", "門口", "長椅"):
        page.open((word,))
        (row,) = results(page)
        row.click()
    assert routes == [
        f"record:person:{person.id}:roles",
        f"step:{PACK}:a:a.1",
        f"step:{PACK}:b",
        f"dossier:{part.id}:{block}",
    ]


def test_words_with_a_colon_and_an_empty_search(page: SearchPage, workspace: Workspace) -> None:
    workspace.records.create("event", {"title": "集合 9:30"})
    page.open(("9", "30"))
    assert len(results(page)) == 1
    page.open(())
    assert not results(page)
    assert "searched at once" in words(page)


def test_a_change_is_found_at_once(page: SearchPage, workspace: Workspace, context: UiContext, qtbot: QtBot) -> None:
    page.open(("市集",))
    assert not results(page)
    context.lane.submit(lambda ws: ws.records.create("event", {"title": "市集"}))
    qtbot.waitUntil(lambda: len(results(page)) == 1)
