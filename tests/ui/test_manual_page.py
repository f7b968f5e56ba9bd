from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.context import UiContext
from app.ui.pages.manual import ManualPage
from app.ui.shell.shortcuts import SHORTCUTS
from tests.support import ime_type
from tests.ui.page_tools import Answers, press

Shown = Callable[..., QWidget]


@pytest.fixture
def page(context: UiContext, shown: Shown) -> ManualPage:
    page = ManualPage(context)
    shown(page, 1100, 700)
    page.open(())
    return page


def test_it_opens_at_the_beginning_and_at_a_section(page: ManualPage, qtbot: QtBot) -> None:
    assert "One community, one file" in page.reader.plain_text()
    page.open(("history.bin",))
    assert "The bin" in page.reader.plain_text()
    item = page.contents.list.currentItem()
    assert item is not None
    assert item.text() == "The bin"
    page.open(("history.steps",))
    qtbot.waitUntil(lambda: page.reader.verticalScrollBar().value() == 0)


def test_words_are_looked_up_and_enter_opens_the_first(page: ManualPage) -> None:
    ime_type(page.contents.line, "identical")
    assert page.contents.list.count() == 1
    QTest.keyClick(page.contents.line, Qt.Key.Key_Return)
    assert "Bring photos in" in page.reader.plain_text()
    assert QApplication.focusWidget() is page.contents.list
    page.contents.line.selectAll()
    ime_type(page.contents.line, "沒有")
    assert page.contents.nothing.isVisible()


def test_the_guidance_of_the_joined_programme_and_the_licences_stand_in_it(page: ManualPage) -> None:
    page.open(("toy-114.a.1",))
    assert "Whom to ask: who" in page.reader.plain_text()
    page.open(("licences.0",))
    assert "Open Government Data License" in page.reader.plain_text()


def test_both_languages_come_from_the_same_texts(page: ManualPage, context: UiContext) -> None:
    from app.i18n import Translator

    context.speak(Translator("zh_TW"))
    page.retranslate()
    assert "一個社區，一個檔案" in page.reader.plain_text()


@pytest.mark.parametrize(("name", "pages"), [("save_card", 2), ("save_shortcuts", 2), ("save_manual", 0)])
def test_it_prints(page: ManualPage, tmp_path: Path, name: str, pages: int) -> None:
    target = tmp_path / "手冊.pdf"
    answers = Answers(save=target)
    page.output.dialogs = answers
    press(page, name)
    press(page, "print_save")
    assert answers.proposed[0].endswith(".pdf")
    with pikepdf.open(target) as pdf:
        assert len(pdf.pages) == pages if pages else len(pdf.pages) > 10


def test_every_shortcut_is_in_the_list() -> None:
    assert len({one.id for one in SHORTCUTS}) == len(SHORTCUTS)
    assert all(one.shown() for one in SHORTCUTS)
