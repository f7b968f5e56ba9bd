"""Buttons below a record's form: each leads somewhere or prints something that there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.core.messages import Message
from app.services.output_kinds import KINDS
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.deeds import DEEDS, WHOLE
from app.ui.pages import has_page
from app.ui.pages.records import RecordsPage
from tests.ui.page_tools import press

Shown = Callable[..., QWidget]


class Printed:
    """Remembers what was to be printed."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...] | None]] = []

    def print_output(self, kind: str, ids: Sequence[str] | None, name: str, title: Message) -> None:
        self.asked.append((kind, None if ids is None else tuple(ids)))


def test_every_deed_leads_to_something_that_there_is(workspace: Workspace) -> None:
    for name, deeds in DEEDS.items():
        assert name in workspace.records.catalogue()
        for deed in deeds:
            assert bool(deed.route) != bool(deed.output)
            assert has_page(deed.route.partition(":")[0]) if deed.route else deed.output in KINDS
    assert set(KINDS) >= WHOLE


def test_minutes_are_asked_for_from_the_meeting_itself(context: UiContext, workspace: Workspace, shown: Shown) -> None:
    printed = Printed()
    context.outputs = printed  # type: ignore[assignment]
    meeting = workspace.records.create("meeting", {"title": "工作小組會議"})[0].id
    page = RecordsPage(context)
    shown(page, 1200, 900)
    page.open(("meeting", meeting))
    press(page, "deed_0")
    assert printed.asked == [("minutes", (meeting,))]


def test_a_questionnaire_leads_to_its_page(context: UiContext, workspace: Workspace, shown: Shown) -> None:
    asked: list[str] = []
    context.asked.connect(asked.append)
    key = workspace.records.create("questionnaire", {"title": "高溫"})[0].id
    page = RecordsPage(context)
    shown(page, 1200, 900)
    page.open(("questionnaire", key))
    press(page, "deed_0")
    assert asked == [f"questionnaire:{key}"]
