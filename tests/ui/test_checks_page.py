"""The page of checks, with keys: the verdict, the way there, a reason that is kept and taken back, the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.pdf import page_texts
from app.services.output_kinds import Request, Tools, prepare
from app.services.workspace import Workspace
from app.ui.pages.base import SOON_MS
from app.ui.pages.checks import ChecksPage
from app.ui.theme import Theme
from tests.services.check_desk import PACK, clean_workspace
from tests.services.test_checks import Desk, wide, write
from tests.support import ROOT
from tests.ui.desk import make_context
from tests.ui.looks import complaints, overlaps
from tests.ui.page_tools import button, press, words

Shown = Callable[..., QWidget]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    ws = clean_workspace(tmp_path_factory.mktemp("checks page"))
    yield ws
    ws.document.close()


@pytest.fixture
def ws(made: Workspace) -> Iterator[Workspace]:
    depth = made.document.undo_depth
    yield made
    while made.document.undo_depth > depth:
        made.document.undo()
    made.drain_changes()


def opened(ws: Workspace, theme: Theme, shown: Shown, routes: list[str]) -> ChecksPage:
    context = make_context(ws, theme)
    context.go = routes.append  # type: ignore[assignment]
    page = ChecksPage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, 1100, 900)
    page.open(())
    QTest.qWait(2 * SOON_MS)  # what was changed before is read once more
    return page


def desk_of(ws: Workspace) -> Desk:
    return Desk(ws, None, None)  # type: ignore[arg-type]


def test_it_says_ready_and_lists_what_is_met(ws: Workspace, theme: Theme, shown: Shown) -> None:
    routes: list[str] = []
    page = opened(ws, theme, shown, routes)
    assert "Ready: no problem is open." in words(page)
    assert "version 1 of its rules" in words(page)
    page.open(("met",))
    assert "DOS-001 · At most 100 pages in all" in words(page)
    page.open(("aside",))
    assert "No rule was set aside." in words(page)
    press(page, "open_dossier")
    assert routes == ["dossier"]
    assert [*complaints(page), *overlaps(page)] == []


def test_a_finding_leads_to_its_block_and_says_its_page(ws: Workspace, theme: Theme, shown: Shown) -> None:
    write(desk_of(ws), "c3", "待補")
    ws.drain_changes()
    routes: list[str] = []
    page = opened(ws, theme, shown, routes)
    assert "Not ready: 1 problem is open." in words(page)
    assert "Page 6, 第三章 特色作為" in words(page)
    first = next(one for one in page.findChildren(QPushButton, "go_there") if one.isVisible())
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    view = ws.dossier.find(PACK)
    assert view is not None
    part = view.part_of_block(routes[0].removeprefix("dossier:"))
    assert part is not None
    assert part.item == "c3"


def test_a_reason_is_kept_with_name_and_day_and_taken_back(ws: Workspace, theme: Theme, shown: Shown) -> None:
    wide(desk_of(ws))
    ws.drain_changes()
    page = opened(ws, theme, shown, [])
    press(page, "waive")
    field = next(one for one in page.findChildren(QLineEdit, "reason") if one.isVisible())
    press(page, "no_reason")
    assert not field.isVisible()
    assert button(page, "waive").hasFocus()
    page.resize(1100, 340)
    press(page, "waive")
    QTest.qWait(20)
    assert page.scroll_area.shows(button(page, "keep_reason"))
    press(page, "keep_reason")
    assert "Write the reason first." in words(page)
    assert field.hasFocus()
    QTest.keyClicks(field, "The only photo of that day")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.qWait(100)
    assert "Ready: no problem is open." in words(page)
    page.open(("aside",))
    assert "Reason: The only photo of that day (陳美玉" in words(page)
    assert "114" in words(page)
    press(page, "unwaive")
    QTest.qWait(100)
    assert "Not ready: 1 problem is open." in words(page)
    assert button(page, "print_checks").isEnabled()


def test_a_field_is_named_in_the_language_of_the_screen(ws: Workspace, theme: Theme, shown: Shown) -> None:
    row = ws.records.single("community")
    assert row is not None
    ws.records.change("community", row.id, {"county_contact": ""})
    said = words(opened(ws, theme, shown, []))
    assert "“County contact” of the form is still empty." in said
    assert "縣市聯絡窗口" not in said


def test_the_report_names_the_pack_its_version_and_the_pages(ws: Workspace) -> None:
    write(desk_of(ws), "c3", "待補")
    work = prepare(ws, "nfa-checks", Request("zh_TW"))
    output = work(Tools(FontSet.load(ROOT / "resources" / "fonts"), ws.pictures), NoProgress())
    text = "".join(page_texts(output.single or b"")).translate({ord(one): None for one in "\r\n "})
    assert "內政部消防署114年度韌性社區評鑑維運計畫，規則第1版" in text
    assert "第6頁，第三章特色作為" in text
    assert "還留著範本文字「待補」" in text
    assert text.index("DOS-016") < text.index("DOS-001")
