"""The Roadmap with keys: a topic at a glance, statements as fast as one types, words that become statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.i18n import Translator
from app.services.opening import make_workspace
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.roadmap import RoadmapPage
from app.ui.roadmap.topic_ring import ring_places
from app.ui.shell.window import MainWindow
from app.ui.theme import Theme
from tests.practice import program_at
from tests.services.roadmap_desk import Desk, fill_roadmap
from tests.support import FULL, ime_type
from tests.ui.desk import make_context
from tests.ui.looks import complaints, overlaps
from tests.ui.page_tools import button, press, words

Shown = Callable[..., QWidget]
TODAY = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
VIEWS = ("", "housing", "+words", "+heard", "+open", "energy")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One file for all tests of this module; each takes back what it did."""
    folder = tmp_path_factory.mktemp("roadmap")
    program = program_at(folder, FixedClock(TODAY))
    made = make_workspace(
        folder / "a.banyan", program, Translator("en"), community="安和社區", place="TW", programme="", person=""
    )
    yield made
    made.document.close()


@pytest.fixture(scope="module")
def desk(workspace: Workspace) -> Desk:
    """A small Roadmap in that file."""
    return fill_roadmap(workspace)


@pytest.fixture
def context(workspace: Workspace, desk: Desk, theme: Theme) -> UiContext:
    """The window's context in English."""
    return make_context(workspace, theme)


@pytest.fixture
def page(context: UiContext, shown: Shown) -> RoadmapPage:
    """The page, which hears of changes."""
    made = RoadmapPage(context)
    context.lane.changes.connect(made.on_changes)
    shown(made, 1100, 800)
    return made


def opened(page: RoadmapPage, qtbot: QtBot, *args: str) -> RoadmapPage:
    """Show a view and wait until it stands."""
    page.open(args)
    settle(page, qtbot)
    return page


def settle(page: RoadmapPage, qtbot: QtBot) -> None:
    """Wait until the page has read what changed."""
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not page._soon.isActive())
    QApplication.processEvents()


def test_the_whole_and_one_topic_say_who_spoke_and_what_is_missing(page: RoadmapPage, qtbot: QtBot) -> None:
    said = words(opened(page, qtbot))
    assert "9 statements on 3 of 12 topics; 3 of them are what residents say." in said
    assert "Who says so: Data 1, The team 1, Residents' words 2" in said
    assert "Not heard: 夜班照顧服務員, 獨居長者." in said
    said = words(opened(page, qtbot, "housing"))
    for one in ("What we know (2)", "What residents say (2)", "What we do not know (1)", "Nobody was asked yet"):
        assert one in said
    assert "Residents' words · 車站共餐" in said
    assert "pass 2" in said
    assert "0 of 6 have an answer." in said
    assert "No statement yet. Begin with what the team knows." in words(opened(page, qtbot, "energy"))


def test_back_from_a_statement_leads_to_it_not_to_the_top_of_its_topic(context: UiContext, qtbot: QtBot) -> None:
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.resize(1366, 600)
    window.start("roadmap:housing", ask_who=False)
    window.show()
    page = window.nav.page
    assert isinstance(page, RoadmapPage)
    settle(page, qtbot)
    last = [one for one in page.findChildren(QPushButton) if one.objectName().startswith("open_")][-1].objectName()
    press(page, last)
    qtbot.waitUntil(lambda: window.nav.route.startswith("record:statement:"))
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: button(page, last).hasFocus() and page.scroll_area.shows(button(page, last)))
    window.close()


def test_a_statement_is_kept_as_it_is_typed_and_enter_begins_the_next(
    page: RoadmapPage, qtbot: QtBot, workspace: Workspace, desk: Desk
) -> None:
    opened(page, qtbot, "energy")
    quick, before = page.quick, len(workspace.records.load("statement"))
    assert quick is not None
    page.focus_first()
    QTest.keyClick(quick.kind.box, Qt.Key.Key_Down)
    QTest.keyClick(quick.who.box, Qt.Key.Key_End)
    for box in quick.groups.findChildren(QCheckBox)[:2]:  # several groups at once
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)
    assert len(workspace.records.load("statement")) == before  # choices alone make none
    ime_type(quick.text, "停電三天")
    quick.text.flush()
    QTest.keyClick(quick.text, Qt.Key.Key_Return)
    assert quick.text.toPlainText() == ""
    ime_type(quick.text, "第二句")
    quick.text.flush()
    quick.text.appendPlainText("還沒完")
    QTest.keyClick(quick.text, Qt.Key.Key_Return)
    settle(page, qtbot)
    rows = workspace.records.load("statement", where={"topic": "energy"})
    assert [(row.get("text"), row.get("kind"), row.get("provenance"), row.get("pass_no")) for row in rows] == [
        ("停電三天", "vulnerability", "voice", "2"),
        ("第二句\n還沒完", "vulnerability", "voice", "2"),
    ]
    assert {row.get("groups") for row in rows} == {desk.groups[:2]}
    assert "What residents say (2)" in words(page)
    quick.text.setPlainText("第三句，沒等就換議題")
    opened(page, qtbot, "food")
    assert [row.get("topic") for row in workspace.records.load("statement")][-1] == "energy"
    while len(workspace.records.load("statement")) > before:
        workspace.document.undo()


def test_a_guiding_question_is_answered_and_reworded(page: RoadmapPage, qtbot: QtBot, workspace: Workspace) -> None:
    opened(page, qtbot, "food")
    press(page, "answer_food.2")
    quick = page.quick
    assert quick is not None
    assert quick.question.value() == "food.2"
    quick.text.setPlainText("冰箱的藥會壞。")
    quick.text.flush()
    settle(page, qtbot)
    assert "1 of 5 have an answer." in words(page)
    press(page, "edit_questions")
    settle(page, qtbot)
    field = page.findChild(QPlainTextEdit, "word_food.1")
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText("月底誰會餓？")
    field.flush()  # type: ignore[attr-defined]
    settle(page, qtbot)
    press(page, "edit_questions")
    settle(page, qtbot)
    assert "1. 月底誰會餓？" in words(page)
    for _ in range(2):
        workspace.document.undo()


def test_publishing_summary_and_asking_are_done_on_the_topic(
    page: RoadmapPage, qtbot: QtBot, workspace: Workspace, desk: Desk
) -> None:
    opened(page, qtbot, "housing")
    name = f"publish_{desk.statements[2]}"
    box = page.findChild(QCheckBox, name)
    assert isinstance(box, QCheckBox)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    settle(page, qtbot)
    assert workspace.records.get("statement", desk.statements[2]).get("publish") is True  # type: ignore[union-attr]
    assert page.focusWidget() is not None  # the keyboard stays where it was
    assert page.focusWidget().objectName() == name
    press(page, f"ask_{desk.statements[4]}")
    settle(page, qtbot)
    assert "Asked: Questions from the Roadmap" in words(page)
    assert page.foot is not None
    page.foot.summary.setPlainText("新的摘要")
    page.foot.summary.flush()
    assert next(one for one in workspace.roadmap.topics() if one.key == "housing").summary == "新的摘要"
    settle(page, qtbot)
    assert "Nobody said whether the summary may be published." in words(page)
    page.foot.publish.setFocus()
    QTest.keyClick(page.foot.publish, Qt.Key.Key_Space)
    settle(page, qtbot)
    assert next(one for one in workspace.roadmap.topics() if one.key == "housing").publish is True
    for _ in range(4):
        workspace.document.undo()


def test_a_choice_shows_one_pass_or_one_group_and_gives_way_to_what_is_typed(
    page: RoadmapPage, qtbot: QtBot, workspace: Workspace, desk: Desk
) -> None:
    opened(page, qtbot, "housing")
    assert page.one is not None
    only = page.one.only
    assert [only.box.itemData(at) for at in range(only.box.count())] == [
        "all", "pass:1", "pass:2", f"group:{desk.groups[0]}", f"group:{desk.groups[3]}",
    ]  # fmt: skip
    QTest.keyClick(only.box, Qt.Key.Key_Down)
    QTest.keyClick(only.box, Qt.Key.Key_Down)
    assert "What we know (0)" in words(page)
    assert "What residents say (2)" in words(page)
    QTest.keyClick(only.box, Qt.Key.Key_End)
    assert "教會的婦女會幫人找房。" in words(page)
    assert "舊租約沒有寫誰負責修繕。" not in words(page)
    quick = page.one.quick
    ime_type(quick.text, "新的一句")
    quick.text.flush()
    settle(page, qtbot)
    assert "新的一句" in words(page)
    assert only.value() == "all"
    workspace.document.undo()


def test_ticked_words_become_statements_of_a_topic(page: RoadmapPage, qtbot: QtBot, workspace: Workspace) -> None:
    opened(page, qtbot, "+words")
    before = len(workspace.records.load("statement"))
    ticks = [one for one in page.findChildren(QCheckBox) if one.objectName().startswith("tick_feedback_note:")]
    assert len(ticks) == 3
    assert not button(page, "make_each").isEnabled()
    for one in ticks[:2]:
        one.setFocus()
        QTest.keyClick(one, Qt.Key.Key_Space)
    page.words.topic.set_value("parks")
    page.words._on_ticked()
    press(page, "make_each")
    settle(page, qtbot)
    assert len(workspace.records.load("statement")) == before + 2
    left = [one for one in page.findChildren(QCheckBox) if one.objectName().startswith("tick_feedback_note:")]
    assert len([one for one in left if one.isVisible()]) == 1
    workspace.document.undo()
    assert len(workspace.records.load("statement")) == before


def test_the_table_of_who_was_heard_opens_a_topic(
    page: RoadmapPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(page, qtbot, "+heard")
    model, gone = page.table.found, list[str]()
    row = [model.data(model.index(0, column)) for column in range(model.columnCount())]
    assert row == ["Housing", "● heard 1", "○ not yet", "○ not yet", "● heard 1"]
    assert "Heard on no topic yet: 夜班照顧服務員." in words(page)
    monkeypatch.setattr(page.context, "go", gone.append)
    page.resize(1100, 300)
    page.table.setFocus()
    page.table.setCurrentIndex(model.index(11, 1))
    QApplication.processEvents()
    cell = page.table.visualRect(model.index(11, 1)).center()
    seen = page.scroll_area.viewport()
    assert seen.rect().contains(page.table.viewport().mapTo(seen, cell))  # the keyboard is never out of sight
    page.table.setCurrentIndex(model.index(3, 1))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert gone == ["roadmap:water"]


@pytest.mark.parametrize("scheme", ["light", "dark"] if FULL else ["dark"])
@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("language", ["zh_TW", "en", "qps"] if FULL else ["qps"])
def test_nothing_is_cut(
    workspace: Workspace, desk: Desk, theme: Theme, shown: Shown, qtbot: QtBot, language: str, size: int, scheme: str
) -> None:
    theme.wear(scheme=scheme, text_size=size)
    context = make_context(workspace, theme, language)
    page = RoadmapPage(context)
    shown(page, 1000, 700)
    found = []
    for view in VIEWS:
        opened(page, qtbot, *([view] if view else []))
        found += [f"{view}: {one}" for one in (*complaints(page), *overlaps(page))]
    assert found == []
    context.lane.close()  # type: ignore[attr-defined]
    context.pool.close()


def test_a_statement_leads_to_its_topic_and_an_event_to_its_words(page: RoadmapPage, qtbot: QtBot, desk: Desk) -> None:
    assert "What residents say (1)" in words(opened(page, qtbot, f"@{desk.statements[7]}"))
    assert page.title().values["en"] == "Water"  # type: ignore[union-attr]
    opened(page, qtbot, "+words", desk.event)
    assert page.words.source.value() == desk.event
    assert "孩子放假就沒有午餐。" in words(page)


def test_tab_goes_through_the_page_in_the_order_it_is_read(page: RoadmapPage, qtbot: QtBot, desk: Desk) -> None:
    wanted = {
        "housing": (
            "all_topics",
            "statement_text",
            "statement_kind",
            "next_statement",
            "publish_",
            "answer_",
            "summary",
        ),
        "+words": ("tab_words", "words_topic", "words_source", "tick_"),
        "": ("tab_topics", "print_team", "topic_housing", "topic_voice", "own_topic"),
    }
    for view, names in wanted.items():
        opened(page, qtbot, *([view] if view else []))
        first = button(page, names[0])
        first.setFocus()
        seen = []
        for _ in range(40):
            now = QApplication.focusWidget()
            assert now is not None
            seen.append(now.objectName())
            QTest.keyClick(now, Qt.Key.Key_Tab)
        places = [next(at for at, one in enumerate(seen) if one.startswith(name)) for name in names]
        assert places == sorted(places), (view, seen)


def test_topics_stand_as_a_ring_where_there_is_room(
    page: RoadmapPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for count, width in ((10, 1000), (12, 1000), (16, 1600)):
        places = ring_places(count, width, (180, 110), (400, 1400))
        assert len(places) == count
        assert not any(one.intersects(other) for at, one in enumerate(places) for other in places[:at])
        assert all(one.left() >= 0 and one.right() <= width + 0.5 for one in places)
    assert ring_places(12, 400, (180, 110), (400, 900)) == []
    gone: list[str] = []
    monkeypatch.setattr(page.context, "go", gone.append)
    opened(page, qtbot)
    press(page, "tab_ring")
    settle(page, qtbot)
    assert page.ring.isVisible()
    assert not page.cards.isVisible()
    assert "residents 2 of 5" in words(page)
    assert "2 groups unheard" in words(page)
    assert [*complaints(page), *overlaps(page)] == []
    press(page, "leaf_water")
    assert gone == ["roadmap:water"]
    assert RoadmapPage(page.context).shape.current() == "ring"  # another page of this computer begins with the ring
    opened(page, qtbot, "water")
    assert not page.ring.isVisible()
