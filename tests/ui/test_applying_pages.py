"""Route, conditions, form and calendar with keys: what is chosen, written down and moved reaches the records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.core.messages import N_
from app.i18n import Translator
from app.programmes.rounds import RoundValue
from app.services.opening import make_workspace
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.application import ApplicationPage
from app.ui.pages.base import Page
from app.ui.pages.checks import ChecksPage
from app.ui.pages.eligibility import EligibilityPage
from app.ui.pages.handover import HandoverPage
from app.ui.pages.upkeep import UpkeepPage
from app.ui.pages.wall import WallPage
from app.ui.pages.way import WayPage
from app.ui.shell.date_watch import DateWatch
from app.ui.shell.journey import JourneyPanel
from app.ui.shell.window import MainWindow
from app.ui.theme import Theme
from app.ui.widgets.choice import ComboBox
from app.ui.widgets.status import StatusWord
from tests.practice import program_at
from tests.support import ime_type
from tests.ui.desk import make_context
from tests.ui.page_tools import button, press, words

PACK = "nfa-114"
Shown = Callable[..., QWidget]
P = TypeVar("P", bound=Page)


@pytest.fixture
def ws(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    made = make_workspace(
        tmp_path / "a.banyan", program_at(tmp_path, clock), Translator("en"),
        community="安和社區", place="TW", programme=PACK, person="",
    )  # fmt: skip
    yield made
    made.document.close()


@pytest.fixture
def context(ws: Workspace, theme: Theme) -> UiContext:
    return make_context(ws, theme)


def at(page: P, shown: Shown, *args: str) -> P:
    page.context.lane.changes.connect(page.on_changes)
    shown(page, 1100, 800)
    page.open(args)
    QApplication.processEvents()
    return page


def state(page: QWidget, name: str) -> str:
    found = page.findChild(StatusWord, name)
    assert found is not None, name
    return found.text()


def focused() -> str:
    """Return the name of what has the keyboard."""
    held = QApplication.focusWidget()
    return held.objectName() if held is not None else ""


def journey(context: UiContext, ws: Workspace) -> list[str]:
    panel = JourneyPanel(context)
    panel.show_journeys(ws.programmes.journeys())
    panel._unfolded |= {"group:together"}
    panel.refresh()
    keys = [row.key for row in panel.rows()]
    panel.deleteLater()
    return keys


def test_the_route_is_chosen_with_a_key_and_the_side_bar_shows_only_what_it_needs(
    context: UiContext, ws: Workspace, shown: Shown, qtbot: QtBot
) -> None:
    assert {"dossier", f"way:{PACK}"} <= set(journey(context, ws))
    page = at(WayPage(context), shown)
    assert "Nobody has chosen a route yet." in words(page)
    press(page, "take_general")
    qtbot.waitUntil(lambda: "This is your route" in words(page))
    pack = ws.programmes.pack(PACK)
    assert pack is not None
    assert pack.way == "general"
    keys = set(journey(context, ws))
    assert not {"dossier", "checks", f"phase:{PACK}:write", f"phase:{PACK}:show"} & keys
    assert {"application", "eligibility", "wall", "due", "budget"} <= keys
    assert not {"seed", "roadmap", "scoring", "evidence"} & keys
    press(page, "take_excellent")
    qtbot.waitUntil(lambda: {"dossier", f"phase:{PACK}:write"} <= set(journey(context, ws)))
    press(page, "take_demonstration")
    qtbot.waitUntil(lambda: "application" not in journey(context, ws))
    qtbot.waitUntil(lambda: focused() == "way_first" and page.scroll_area.shows(button(page, "way_first")))
    assert "Your route: Demonstration." in words(page)


def test_what_is_missing_is_jumped_to_and_typed_into_its_record(
    context: UiContext, ws: Workspace, shown: Shown, qtbot: QtBot
) -> None:
    for name in ("王大同", "陳美玉"):
        person, _ = ws.records.create("person", {"name": name})
        ws.records.create("certificate", {"member": person.id, "kind": "dp"})
    page = at(ApplicationPage(context), shown)
    assert "11 fields are still empty" in words(page)
    button(page, "print_copy").setFocus()
    QTest.keyClick(button(page, "print_copy"), Qt.Key.Key_Tab)
    assert focused().startswith("jump_"), "Tab goes down the page"
    press(page, "jump_manager")
    editor = page.lines._rows["manager"].editor
    qtbot.waitUntil(lambda: (held := QApplication.focusWidget()) is not None and editor.isAncestorOf(held))
    held = QApplication.focusWidget()
    assert held is not None
    ime_type(held, "林堃茂")
    page.leave()
    row = ws.records.single("community")
    assert row is not None
    assert row.get("manager") == "林堃茂"
    qtbot.waitUntil(lambda: state(page, "state_manager") == "Filled in")
    who = page.findChild(ComboBox, "form_volunteer")
    assert who is not None
    who.setFocus()
    QTest.keyClick(who, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: state(page, "state_volunteer") == "Filled in")
    named = ws.records.get("person", ws.records.load("application")[0].text("volunteer"))
    assert named is not None
    assert named.title in ("王大同", "陳美玉")
    assert "9 fields are still empty" in words(page)
    went: list[str] = []
    context.asked.connect(went.append)
    press(page, "jump_excellent")
    press(page, "note_form")
    qtbot.waitUntil(lambda: len(went) == 2)
    assert went == [f"way:{PACK}", f"record:application:{ws.records.load('application')[0].id}:signed_on"]


def test_a_character_that_no_font_has_is_named_with_its_field_and_led_to(
    context: UiContext, ws: Workspace, shown: Shown, qtbot: QtBot
) -> None:
    row = ws.records.single("community")
    assert row is not None
    ws.records.change("community", row.id, {"county_contact": "林大同🦞"})
    page = at(ApplicationPage(context), shown)
    qtbot.waitUntil(lambda: page.findChild(QWidget, "odd_county_contact") is not None)
    assert "🦞 (U+1F99E)" in words(page)
    assert "County contact" in words(page)
    press(page, "odd_county_contact")
    field = page.lines._rows["county_contact"].editor.main_input()
    qtbot.waitUntil(field.hasFocus)
    ws.records.change("community", row.id, {"county_contact": "林大同"})
    page.open(())
    qtbot.waitUntil(lambda: page.findChild(QWidget, "odd_county_contact") is None)


def test_a_condition_is_answered_where_it_stands(context: UiContext, ws: Workspace, shown: Shown, qtbot: QtBot) -> None:
    page = at(EligibilityPage(context), shown)
    assert state(page, "state_E8") == "Not known yet"
    holds = page.findChild(QWidget, "holds_E8")
    assert holds is not None
    yes = holds.findChildren(QRadioButton)[0]
    yes.setFocus()
    QTest.keyClick(yes, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: state(page, "state_E8") == "It holds, but nothing shows it yet")
    assert ws.records.load("condition_answer")[0].get("holds") is True
    qtbot.waitUntil(lambda: focused() == "holds_E8_0")  # made anew, the keyboard stays
    went: list[str] = []
    context.asked.connect(went.append)
    press(page, "answer_E2")
    qtbot.waitUntil(lambda: bool(went))
    rows = {row.text("condition"): row.id for row in ws.records.load("condition_answer")}
    assert went == [f"record:condition_answer:{rows['E2']}:note"]
    page.tabs.choose("places")
    page._fill()
    qtbot.waitUntil(lambda: "Lienchiang County 2" in words(page))  # what was answered makes the page anew


def test_back_leads_to_the_condition_that_was_left(context: UiContext, ws: Workspace, qtbot: QtBot) -> None:
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.start("eligibility", ask_who=False)
    window.show()
    page = window.nav.page
    assert isinstance(page, EligibilityPage)
    press(page, "answer_E8")
    qtbot.waitUntil(lambda: window.nav.route.startswith("record:condition_answer"))
    context.notice(N_("Said."))
    press(window, "close_message")
    assert window.nav.page is not None
    assert window.nav.page.isAncestorOf(QApplication.focusWidget() or window), "a message gives the keyboard back"
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: focused() == "answer_E8")
    assert page.scroll_area.verticalScrollBar().value() > 0
    window.close()


def test_a_planned_day_is_moved_and_taken_back(context: UiContext, ws: Workspace, shown: Shown, qtbot: QtBot) -> None:
    page = at(WallPage(context), shown, "dates")
    assert page.findChild(QLineEdit, "day_day:T1:date") is None  # a hard date is read, not written
    line = page.findChild(QLineEdit, "day_day:T7:date")
    assert line is not None
    line.setFocus()
    QTest.keyClicks(line, "2025-09")
    page.dates.flush()
    assert "Write a whole day: year, month and day." in words(page)
    assert ws.programmes.own_values(PACK) == {}
    QTest.keyClicks(line, "-30")
    page.dates.flush()
    qtbot.waitUntil(lambda: ws.programmes.own_values(PACK) == {"day:T7:date": "2025-09-30"})
    qtbot.waitUntil(lambda: page.findChild(QWidget, "printed_day:T7:date") is not None)
    press(page, "printed_day:T7:date")
    assert ws.programmes.own_values(PACK) == {}


def test_a_hard_date_is_told_once_for_each_day_of_warning(context: UiContext, ws: Workspace) -> None:
    told: list[tuple[str, str]] = []
    context.noticed.connect(lambda message, tone: told.append((context.text(message), tone)))
    watch = DateWatch(context, context)
    watch.ask()
    watch.ask()
    assert told == [("Hard date April 15, 2025 (ROC 114): County hands in its papers, today", "sun")]
    assert len(context.settings.current.warned) == 1


def test_every_page_of_a_round_follows_the_round_that_was_chosen(
    context: UiContext, ws: Workspace, shown: Shown, qtbot: QtBot
) -> None:
    makers = (ApplicationPage, EligibilityPage, WallPage, ChecksPage, HandoverPage, UpkeepPage)
    pages = [at(make(context), shown) for make in makers]
    assert not any(box_of(page).isVisible() for page in pages), "one round leaves nothing to choose"
    own = ws.programmes.set_up_round(PACK, {"round": RoundValue("116")}).pack_id
    for pack in (PACK, own):
        ws.programmes.choose(pack, {"way": "general"})
    for page in pages:
        page.open(())
        box = box_of(page)
        qtbot.waitUntil(box.isVisible)
        assert "116" in box.currentText()
    first = box_of(pages[0])
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: context.round == PACK)
    for page in pages:
        page.open(())
        qtbot.waitUntil(lambda page=page: "114" in box_of(page).currentText())  # type: ignore[misc]
    press(pages[-1], "begin_plan")
    qtbot.waitUntil(lambda: ws.upkeep.find(PACK) is not None)
    assert ws.upkeep.find(own) is None


def box_of(page: QWidget) -> QComboBox:
    found = page.findChild(QComboBox, "round_choice")
    assert found is not None
    return found
