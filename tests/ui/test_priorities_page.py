"""Rounds and priorities with keys: a list comes in, each one is answered, a round is told back to residents."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from app.core.fields import Row
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.base import AskingPage
from app.ui.pages.priorities import PrioritiesPage
from app.ui.pages.rounds import RoundsPage
from app.ui.theme import Theme
from app.ui.widgets.inputs import LineEdit, TextEdit
from tests.support import FULL, ime_type
from tests.ui.desk import make_context
from tests.ui.looks import complaints, overlaps
from tests.ui.page_tools import button, press, words

Shown = Callable[..., QWidget]
MANY = 40 if FULL else 12
QUICK = (("zh_TW", 200, "dark"), ("en", 100, "light"))
LOOKS = tuple(product(("zh_TW", "en"), (100, 200), ("light", "dark"))) if FULL else QUICK
P = TypeVar("P", bound=AskingPage)


def opened(made: P, context: UiContext, shown: Shown, *args: str) -> P:
    """Show a page that hears of changes."""
    context.lane.changes.connect(made.on_changes)
    shown(made, 1100, 800)
    made.open(args)
    QApplication.processEvents()
    return made


def settled(page: AskingPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page._soon.isActive())
    QApplication.processEvents()


def pick(page: QWidget, name: str, key: str) -> None:
    """Choose in a closed list with the arrow keys."""
    box = page.findChild(QComboBox, name)
    assert box is not None
    box.setFocus()
    for _ in range(box.count()):
        if box.currentData() == key:
            return
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentData() == key


def line(page: QWidget, name: str) -> LineEdit:
    found = page.findChild(LineEdit, name)
    assert found is not None
    return found


def priorities(workspace: Workspace) -> dict[str, Row]:
    return {row.title: row for row in workspace.records.load("priority")}


def test_many_come_in_and_are_answered_in_place(
    workspace: Workspace, context: UiContext, shown: Shown, qtbot: QtBot
) -> None:
    page = opened(PrioritiesPage(context), context, shown)
    press(page, "first_action")
    field = page.findChild(TextEdit, "earlier_list")
    assert field is not None
    field.setPlainText("\n".join(f"{number}. 第{number}件事" for number in range(1, MANY + 1)))
    page.only.set_value("odd")
    press(page, "bring_lines")
    assert page.only.value() == "all"  # what came in is seen
    qtbot.waitUntil(lambda: f"{MANY} earlier priorities: {MANY} without an answer." in words(page))
    rows = priorities(workspace)
    first, second = rows["第1件事"].id, rows["第2件事"].id
    pick(page, f"answer_{first}", "revise")
    settled(page, qtbot)
    assert page.focusWidget() is page.findChild(QComboBox, f"answer_{first}")
    qtbot.waitUntil(lambda: "It is revised, but its words are the same as before." in words(page))
    press(page, f"work_{first}")
    QApplication.processEvents()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget().objectName() == f"answer_{first}"
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget().objectName() == f"title_{first}"
    field_of_title = line(page, f"title_{first}")
    field_of_title.selectAll()
    ime_type(field_of_title, "先做夜間納涼站")
    field_of_title.flush()
    settled(page, qtbot)
    row = priorities(workspace)["先做夜間納涼站"]
    assert (row.get("was"), row.get("origin")) == ("1. 第1件事", "earlier")
    qtbot.waitUntil(lambda: "are the same as before" not in words(page))
    pick(page, f"answer_{second}", "split")
    settled(page, qtbot)
    qtbot.waitUntil(lambda: "It is split, but no part is named yet." in words(page))
    press(page, f"work_{second}")
    for title in ("甲", "乙"):
        part = line(page, f"part_{second}")
        ime_type(part, title)
        QTest.keyClick(part, Qt.Key.Key_Return)
        settled(page, qtbot)
    qtbot.waitUntil(lambda: "It is split" not in words(page))
    assert priorities(workspace)["乙"].get("part_of") == second
    pick(page, "priority_filter", "unanswered")
    settled(page, qtbot)
    assert len(page.cards.cards) == MANY - 2


def test_those_of_a_workbook_are_said_to_be_earlier_with_one_button(
    workspace: Workspace, context: UiContext, shown: Shown, qtbot: QtBot
) -> None:
    workspace.records.create("priority", {"title": "清水溝"})
    page = opened(PrioritiesPage(context), context, shown)
    qtbot.waitUntil(lambda: "1 priority does not say whether it stood in the earlier plan." in words(page))
    press(page, "earlier")
    qtbot.waitUntil(lambda: "1 earlier priority: 1 without an answer." in words(page))
    press(page, "tab_bring")
    assert button(page, "bring_excel").isEnabled()


def test_a_round_is_planned_held_and_told_back(
    workspace: Workspace, context: UiContext, shown: Shown, qtbot: QtBot
) -> None:
    page = opened(RoundsPage(context), context, shown, "R2")
    qtbot.waitUntil(lambda: "Nothing is planned yet." in words(page))
    press(page, "plan")
    settled(page, qtbot)
    plan = workspace.records.load("engagement_round")[0]
    assert plan.get("number") == "R2"
    press(page, "add_event")
    settled(page, qtbot)
    event = workspace.records.load("event")[0]
    assert event.get("round") == "R2"
    group = workspace.records.create("population_group", {"name": "租屋的人"})[0].id
    workspace.records.change("event", event.id, {"title": "共餐", "date": "2025-01-05", "attended": 12})
    workspace.records.create("event_count", {"event": event.id, "group_label": "租屋的人", "number": 12})
    workspace.records.change("engagement_round", plan.id, {"groups": (group,), "question": "先做哪一件？"})
    page.open(("R2",))
    qtbot.waitUntil(lambda: "1 event was held; 12 people came." in words(page))
    qtbot.waitUntil(lambda: "Held, but not complete" in words(page))
    values = {"report_back_on": "2025-01-06", "told": ("poster",), "changed": "夜間也開"}
    workspace.records.change("engagement_round", plan.id, values)
    page.open(("R2",))
    qtbot.waitUntil(lambda: "Complete. On January 6, 2025" in words(page))
    qtbot.waitUntil(lambda: "夜間也開" in words(page))
    assert button(page, "to_more").text() == "Open the priorities"


@pytest.fixture
def whole(workspace: Workspace) -> Workspace:
    """Long words everywhere, every kind of remark."""
    make, long = workspace.records.create, "把低窪巷弄裡租屋家庭的夜間納涼站開到晚上十點並且備好口譯與托育"
    group = make("population_group", {"name": "夜班照顧服務員與他們的家人"})[0].id
    event = make("event", {"title": long, "date": "2025-01-05", "round": "R1", "attended": 12, "place": long})[0].id
    make("event_count", {"event": event, "group_label": "從外地來幫忙採收的移工", "number": 3})
    make(
        "statement", {"topic": "housing", "kind": "vulnerability", "provenance": "voice", "text": long, "event": event}
    )
    make("engagement_round", {"number": "R1", "question": long, "groups": (group,), "report_back_on": "2025-01-02",
                              "changed": long, "methods": ("dinner", "housing_visit", "place_survey")})  # fmt: skip
    ids = workspace.priorities.bring_in(f"1. {long}\n2. 清水溝\n3. 警報").ids
    for key, answer in zip(ids, ("merge", "keep", "split"), strict=True):
        workspace.priorities.answer(key, answer)
    workspace.records.change("priority", ids[1], {"groups": (group,), "reason": long, "feedback": long})
    return workspace


@pytest.mark.parametrize(("language", "size", "scheme"), LOOKS)
def test_nothing_is_cut(
    whole: Workspace, theme: Theme, shown: Shown, qtbot: QtBot, language: str, size: int, scheme: str
) -> None:
    theme.wear(scheme=scheme, text_size=size)
    context = make_context(whole, theme, language)
    page = opened(PrioritiesPage(context), context, shown)
    for card in page.cards.cards.values():
        card.open_form(on=True)
    QApplication.processEvents()
    found = [*complaints(page), *overlaps(page)]
    for view in ("now", "bring"):
        press(page, f"tab_{view}")
        qtbot.waitUntil(lambda: not complaints(page))  # tables take their height in the next turns
        found += overlaps(page)
    rounds = opened(RoundsPage(context), context, shown)
    found += [*complaints(rounds), *overlaps(rounds)]
    assert found == []
    context.lane.close()  # type: ignore[attr-defined]
    context.pool.close()
