"""Printing from the window: the packet, the flyer as page, picture and words, and blank forms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.exports.pdf import page_texts
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.home import HomePage
from app.ui.pages.paper import PaperPage
from tests.ui.key_desk import add_event, add_people, settle
from tests.ui.page_tools import Answers, button, press, words

Shown = Callable[..., QWidget]


@pytest.fixture
def page(workspace: Workspace, context: UiContext, shown: Shown, tmp_path: Path) -> PaperPage:
    add_people(workspace, 5)
    event = add_event(workspace, food=True, flyer_contact="555-0100")
    made = PaperPage(context)
    made.output.dialogs = Answers(save=tmp_path / "out.png")
    shown(made, 1000, 900)
    made.open(("event", event.id))
    settle()
    return made


def printed(page: PaperPage) -> str:
    settle()
    return "".join(page_texts(page.output._data))


def choose_english(page: PaperPage) -> None:
    page.language.box.setFocus()
    page.language.box.setCurrentIndex(1)
    page.language.box.activated.emit(1)
    settle()


def test_the_packet_is_printed_with_names_or_without(page: PaperPage) -> None:
    choose_english(page)
    assert "5 names are printed" in words(page)
    press(page, "print_packet")
    assert "陳榕樹甲" in printed(page)
    box = page.findChild(QWidget, "paper_names")
    assert box is not None
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    press(page, "print_packet")
    assert "陳榕樹甲" not in printed(page)


def test_large_print_is_asked_for_by_a_box(page: PaperPage) -> None:
    choose_english(page)
    press(page, "print_form")
    normal = page.output.printing.last.text()
    box = page.findChild(QWidget, "paper_large")
    assert box is not None
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    press(page, "print_form")
    settle()
    assert int(page.output.printing.last.text()) > int(normal)


def test_the_flyer_is_seen_copied_and_saved_as_a_picture(page: PaperPage, tmp_path: Path) -> None:
    choose_english(page)
    assert "555-0100" in page.words.text()
    press(page, "flyer_copy")
    assert QApplication.clipboard().text() == page.words.text()
    assert "The words are copied" in words(page)
    press(page, "flyer_picture")
    settle()
    data = (tmp_path / "out.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) <= 1_000_000
    press(page, "print_flyer")
    assert "中秋防災闖關" in printed(page)


def test_a_type_without_events_offers_its_blank_form_alone(page: PaperPage, context: UiContext) -> None:
    page.open(("person",))
    settle()
    assert page.packet.isHidden()
    assert page.flyer.isHidden()
    press(page, "print_form")
    assert "PE-" in printed(page)
    routes: list[str] = []
    context.asked.connect(routes.append)
    press(page, "form_key")
    assert routes == ["key"]


def test_buttons_lead_to_the_keyed_screen_and_the_record(page: PaperPage, context: UiContext) -> None:
    routes: list[str] = []
    context.asked.connect(routes.append)
    press(page, "paper_key")
    press(page, "flyer_edit")
    assert routes == [f"key:event:{page._record}", f"record:event:{page._record}:flyer_words"]


def test_home_leads_to_the_code_of_a_paper(workspace: Workspace, context: UiContext, shown: Shown) -> None:
    home = HomePage(context)
    shown(home, 1000, 700)
    home.open(())
    settle()
    routes: list[str] = []
    context.asked.connect(routes.append)
    button(home, "home_key")
    press(home, "home_key")
    assert routes == ["key"]
