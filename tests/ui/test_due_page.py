"""What is due: seen on home and on its page, ticked off with a key, printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.due import DuePage
from app.ui.pages.home import HomePage
from app.ui.theme import Theme
from tests.ui.desk import make_context
from tests.ui.looks import DRESSES, complaints, in_turn, overlaps
from tests.ui.page_tools import press, words

Shown = Callable[..., QWidget]


@pytest.fixture
def action(workspace: Workspace, clock: FixedClock) -> str:
    """An action that is three days late, and a letter that sets a date."""
    today = clock.now().date()
    meeting = workspace.records.create("meeting", {"title": "工作小組會議", "date": today.isoformat()})[0].id
    late = (today - timedelta(days=3)).isoformat()
    letter = workspace.records.create("letter", {"subject": "請送資料"})[0].id
    soon = (today + timedelta(days=4)).isoformat()
    workspace.records.create("letter_deadline", {"letter": letter, "date": soon, "what": "送簡表"})
    return workspace.records.create("action_item", {"meeting": meeting, "content": "詢價三家", "due": late})[0].id


def _says(page: QWidget, said: str) -> bool:
    return said in words(page)


def test_done_is_pressed_with_a_key_and_undone(
    context: UiContext, workspace: Workspace, shown: Shown, action: str, qtbot: QtBot
) -> None:
    page = DuePage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, 900, 700)
    page.open(())
    for said in ("Past its day", "3 days ago"):  # what was recorded a moment ago makes the page read once more
        qtbot.waitUntil(partial(_says, page, said))
    press(page, f"done_{action}")
    qtbot.waitUntil(lambda: "詢價三家" not in words(page))
    qtbot.waitUntil(lambda: str(getattr(QApplication.focusWidget(), "objectName", str)()).startswith("done_"))
    assert workspace.records.get("action_item", action).get("status") == "done"  # type: ignore[union-attr]
    workspace.document.undo()
    page.open(())
    qtbot.waitUntil(partial(_says, page, "詢價三家"))  # Undo makes the page read once more


def test_home_tells_what_is_due_and_leads_to_all(context: UiContext, shown: Shown, action: str) -> None:
    asked: list[str] = []
    context.asked.connect(asked.append)
    home = HomePage(context)
    shown(home, 1100, 800)
    home.open(())
    assert "送簡表" in words(home)
    press(home, "all_due")
    assert asked == ["due"]


@pytest.mark.parametrize(("language", "size", "scheme"), in_turn(DRESSES))
def test_nothing_is_cut(
    workspace: Workspace, action: str, theme: Theme, shown: Shown, language: str, size: int, scheme: str
) -> None:
    theme.wear(scheme=scheme, text_size=size)
    context = make_context(workspace, theme, language)
    page = DuePage(context)
    shown(page, 1000, 700)
    page.open(())
    QApplication.processEvents()
    assert complaints(page) == []
    assert overlaps(page) == []
    context.lane.close()  # type: ignore[attr-defined]
    context.pool.close()
