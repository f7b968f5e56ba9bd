"""Room pages and the line of tabs above the lists, with keys, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.core.rooms import ROOMS
from app.i18n import Translator
from app.models.document.sealing import PASSPHRASE, DataKey, lock_with
from app.services.rooms import types_of
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.room import RoomPage
from app.ui.rooms import list_route, place_of, room_route
from app.ui.shell.places import groups
from app.ui.shell.room_tabs import RoomTabs
from app.ui.shell.window import MainWindow
from tests.ui.page_tools import press, words

Show = Callable[..., QWidget]


@pytest.fixture
def page_of(context: UiContext, shown: Show) -> Callable[[str], RoomPage]:
    """Open a room in a window."""

    def show(room: str) -> RoomPage:
        page = RoomPage(context)
        page.open((room,))
        shown(page, 1000)
        return page

    return show


def _button(root: QWidget, name: str) -> QPushButton:
    """Return the one button of that name, shown or hidden."""
    (found,) = root.findChildren(QPushButton, name)
    return found


def test_a_room_lists_its_kinds_of_records_with_what_is_missing(
    context: UiContext, workspace: Workspace, page_of: Callable[[str], RoomPage]
) -> None:
    workspace.records.create("risk", {"spot": "Fire lane"})
    page = page_of("hazards")
    seen = words(page)
    for one in types_of("hazards"):
        assert context.text(one.plural) in seen
    assert "1 record" in seen
    assert "1 still lacks something" in seen
    assert "Last changed: Fire lane" in seen


def test_an_empty_kind_says_what_belongs_there_and_offers_to_add_it(
    context: UiContext, page_of: Callable[[str], RoomPage]
) -> None:
    page = page_of("shelters")
    assert context.text(types_of("shelters")[0].empty) in words(page)
    assert _button(page, "open_shelter").isHidden()
    assert _button(page, "add_shelter").isVisible()


def test_adding_from_a_room_opens_the_first_field_of_the_form(
    context: UiContext, workspace: Workspace, page_of: Callable[[str], RoomPage]
) -> None:
    asked: list[str] = []
    context.asked.connect(asked.append)
    page = page_of("hazards")
    press(page, "add_risk")
    (row,) = workspace.records.load("risk")
    assert asked == [f"record:risk:{row.id}:spot"]


def test_what_has_a_page_of_its_own_is_added_there(context: UiContext, page_of: Callable[[str], RoomPage]) -> None:
    asked: list[str] = []
    context.asked.connect(asked.append)
    page = page_of("photos")
    press(page, "add_photo")
    assert asked == ["photos"]


@pytest.mark.parametrize("language", ["en", "zh_TW"])
def test_every_room_speaks_both_languages(
    context: UiContext, page_of: Callable[[str], RoomPage], language: str
) -> None:
    context.speak(Translator(language))
    for room in ROOMS:
        page = page_of(room.id)
        assert context.text(page.title()) == context.text(room.label)
        assert context.text(room.says) in words(page)


def test_the_side_bar_has_an_entry_for_each_room_and_knows_where_a_page_belongs() -> None:
    rooms = groups()[0][2]
    assert [place.route for place in rooms][: len(ROOMS)] == [room_route(one.id) for one in ROOMS]
    assert place_of("record:risk:1:spot") == "room:hazards"
    assert place_of("records:letter") == "records:letter"
    assert place_of("room:money") == "room:money"
    assert place_of("photos:1") == "room:photos"
    assert place_of("home") == "home"
    assert list_route("photo") == "photos"


def test_tabs_lead_to_the_siblings_and_back_to_the_room(context: UiContext, shown: Show) -> None:
    tabs = RoomTabs(context)
    shown(tabs, 1400, 900)
    asked: list[str] = []
    tabs.chosen.connect(asked.append)
    tabs.show_route("records:risk")
    assert tabs.isVisible()
    pressed = [one.text() for one in tabs.findChildren(QPushButton) if one.isChecked()]
    assert pressed == [context.text(next(one.plural for one in types_of("hazards") if one.name == "risk"))]
    for name, route in (("tab_disaster_event", "records:disaster_event"), ("to_room", "room:hazards")):
        button = _button(tabs, name)
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        assert asked.pop() == route
    tabs.show_route("home")
    assert tabs.isHidden()
    tabs.show_route("records:letter")
    assert tabs.isHidden()


def test_tabs_that_would_take_the_room_of_the_list_give_way(context: UiContext, shown: Show) -> None:
    tabs = RoomTabs(context)
    shown(tabs, 1600, 900)
    tabs.show_route("records:risk")
    assert _button(tabs, "tab_risk").isVisible()
    tabs.window().resize(360, 300)
    QApplication.processEvents()
    assert _button(tabs, "tab_risk").isHidden()
    assert _button(tabs, "to_room").isVisible()


def test_the_window_shows_the_tabs_above_a_list(context: UiContext) -> None:
    window = MainWindow(context)
    window.resize(1366, 768)
    window.show()
    window.nav.go("records:risk")
    assert window.rooms.isVisible()
    press(window.rooms, "to_room")
    assert window.nav.route == "room:hazards"
    assert window.rooms.isHidden()
    window.close()
    window.deleteLater()


def test_the_tab_key_reaches_the_tabs_before_the_list(context: UiContext, workspace: Workspace) -> None:
    workspace.records.create("risk", {"spot": "Fire lane"})
    window = MainWindow(context)
    window.resize(1366, 768)
    window.show()
    QApplication.processEvents()
    window.nav.go("records:risk")
    window.speak("zh_TW")
    names: list[str] = []
    at: QWidget | None = window.top.search
    for _ in range(400):
        at = at.nextInFocusChain() if at else None
        names.append(at.objectName() if at else "")
    assert names.index("to_room") < names.index("tab_risk") < names.index("add")
    window.close()
    window.deleteLater()


def test_what_belongs_into_the_drawer_leads_to_the_key(
    context: UiContext, workspace: Workspace, page_of: Callable[[str], RoomPage]
) -> None:
    asked: list[str] = []
    context.asked.connect(asked.append)
    press(page_of("people"), "add_protected_person")
    assert asked == ["drawer"]
    key = DataKey.random()
    workspace.document.drawer.lock_up(key, [lock_with(key, PASSPHRASE, "seven brown owls", cost=1 << 10)])
    workspace.records.create("protected_person", {"code": "V-1", "name": "Zebedee Quince"})
    assert "V-1" in words(page_of("people"))
    workspace.drawer.lock()
    seen = words(page_of("people"))
    assert "In the private drawer, which is locked" in seen
    assert "V-1" not in seen
