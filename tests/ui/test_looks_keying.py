"""The keyed screen and the papers in every dress: nothing cut, squeezed, or over one another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from app.i18n import Translator
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.base import Page
from app.ui.pages.key import KeyPage
from app.ui.pages.paper import PaperPage
from app.ui.theme import Theme
from tests.ui.key_desk import Typist, add_event, add_people, open_page, settle
from tests.ui.looks import complaints, in_turn, overlaps

Shown = Callable[..., QWidget]
LOOKS = [
    (language, size, scheme) for language in ("zh_TW", "en", "qps") for size, scheme in ((100, "light"), (200, "dark"))
]
LONG = "安和里防災社區與鄰近三個里聯合中秋防災闖關暨社區共餐活動第十二場（雨天備案）"


def dressed(context: UiContext, theme: Theme, page: Page, look: tuple[str, int, str]) -> None:
    language, size, scheme = look
    theme.wear(scheme=scheme, text_size=size, language="zh_TW" if language == "zh_TW" else "en")
    context.speak(Translator(language))
    page.retranslate()
    settle()


def checked(page: QWidget) -> None:
    found = [*complaints(page.window()), *overlaps(page.window())]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("look", in_turn(LOOKS), ids=str)
def test_a_sheet_with_totals_and_a_mismatch(
    workspace: Workspace, context: UiContext, theme: Theme, shown: Shown, look: tuple[str, int, str]
) -> None:
    add_people(workspace, 3)
    event = add_event(workspace, title=LONG)
    page = open_page(context, shown, "event", event.id)
    dressed(context, theme, page, look)
    page.go_part("sheets")
    settle()
    typist = Typist(page)
    for name in ("陳榕", "王大明"):
        typist.name(name, ime=True)
        typist.keys("\n111")
    checked(page)
    typist.keys("\n5\n")
    settle()
    checked(page)
    page.go_part("notes")
    typist.name("很熱", ime=True)
    typist.keys("\n")
    settle()
    checked(page)


@pytest.mark.parametrize("look", in_turn(LOOKS), ids=str)
def test_the_code_a_form_and_counts_alone(
    workspace: Workspace, context: UiContext, theme: Theme, shown: Shown, look: tuple[str, int, str]
) -> None:
    event = add_event(workspace, title=LONG, attendance_kept="counts")
    page = open_page(context, shown)
    dressed(context, theme, page, look)
    checked(page)
    Typist(page).keys("zz-999\n")
    settle()
    checked(page)
    for args in (("person",), ("event", event.id), ("community",)):
        page.open(args)
        settle()
        checked(page)
    page.open(("event", event.id))
    page.go_part("sheets")
    settle()
    checked(page)


@pytest.mark.parametrize("look", in_turn(LOOKS), ids=str)
def test_the_papers_of_an_event_and_of_a_type(
    workspace: Workspace, context: UiContext, theme: Theme, shown: Shown, look: tuple[str, int, str]
) -> None:
    add_people(workspace, 3)
    event = add_event(workspace, title=LONG, flyer_words=LONG * 3, food=True)
    page = PaperPage(context)
    shown(page, 1100, 700)
    page.open(("event", event.id))
    dressed(context, theme, page, look)
    checked(page)
    page.open(("person",))
    settle()
    checked(page)


def test_the_keyboard_is_where_typing_begins(workspace: Workspace, context: UiContext, shown: Shown) -> None:
    page = open_page(context, shown)
    assert isinstance(page, KeyPage)
    assert Typist(page).place == "key_code"
    page.open(("person",))
    settle()
    assert Typist(page).place == "key_name"
