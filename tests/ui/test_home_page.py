from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app.core.messages import N_
from app.services.workspace import Workspace
from app.ui.context import SafetyLine, UiContext
from app.ui.pages.home import HomePage
from app.ui.pages.settings import SettingsPage
from app.ui.pages.step import StepPage
from app.ui.widgets.choice import ChoiceBox
from tests.support import ime_type
from tests.ui.desk import PACK

Shown = Callable[..., QWidget]


def words(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_home_answers_four_questions(context: UiContext, shown: Shown) -> None:
    context.safety = lambda _desk: (
        SafetyLine("notice", N_("Only this computer has a copy."), N_("Copy it"), "backups"),
    )
    page = HomePage(context)
    page.open(())
    shown(page, 1000, 700)
    said = words(page)
    for part in (
        "Where we are",
        "What comes next",
        "What is due soon",
        "Is my work safe?",
        "Only this computer",
        "a.1",
    ):
        assert part in said
    asked: list[str] = []
    context.asked.connect(asked.append)
    (button,) = page.findChildren(QPushButton, "next_1")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert asked == [f"step:{PACK}:a:a.1"]


def test_home_has_one_column_where_room_is_short(context: UiContext, shown: Shown) -> None:
    page = HomePage(context)
    page.open(())
    shown(page, 600, 700)
    QApplication.processEvents()
    assert len({card.x() for card in page.cards.values()}) == 1
    page.window().resize(1100, 700)
    QApplication.processEvents()
    assert len({card.x() for card in page.cards.values()}) == 2


def test_step_tasks_change_state_and_guidance_follows(context: UiContext, workspace: Workspace, shown: Shown) -> None:
    page = StepPage(context)
    context.lane.changes.connect(page.on_changes)
    page.open((PACK, "a"))
    shown(page, 900, 900)
    help_text = page.help_text()
    assert help_text is not None
    assert len(help_text.how) == 3
    (button,) = page.findChildren(QPushButton, "done_a.1")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    step = workspace.programmes.step(PACK, "a")
    assert step is not None
    assert step.tasks[0].status == "done"
    QApplication.processEvents()
    assert page.findChildren(QPushButton, "open_a.1"), "a task that was ticked off can be opened again"
    assert workspace.undo_state().undo is not None


def test_step_shows_tools_that_are_there_and_no_dead_button(context: UiContext, shown: Shown) -> None:
    page = StepPage(context)
    page.open((PACK, "a"))
    shown(page, 900, 900)
    asked: list[str] = []
    context.asked.connect(asked.append)
    (tool,) = page.findChildren(QPushButton, "tool_records:person")
    QTest.mouseClick(tool, Qt.MouseButton.LeftButton)
    assert asked == ["records:person"]
    assert page._route("records:nothing") == ""
    assert page._route("nowhere") == ""


def test_step_note_is_kept_and_we_already_have_this(context: UiContext, workspace: Workspace, shown: Shown) -> None:
    page = StepPage(context)
    context.lane.changes.connect(page.on_changes)
    page.open((PACK, "a"))
    shown(page, 900, 900)
    ime_type(page.note, "去年就有了", commit=False)
    page.leave()
    page.have.setFocus()
    QTest.keyClick(page.have, Qt.Key.Key_Space)
    step = workspace.programmes.step(PACK, "a")
    assert step is not None
    assert (step.note, step.have, step.status) == ("去年就有了", True, "done")


def test_settings_hold_at_once_and_those_of_the_file_can_be_undone(
    context: UiContext, workspace: Workspace, shown: Shown
) -> None:
    page = SettingsPage(context)
    page.open(())
    shown(page, 900, 900)
    page._boxes["scheme"].box.setFocus()
    QTest.keyClick(page._boxes["scheme"].box, Qt.Key.Key_Down)
    QTest.keyClick(page._boxes["scheme"].box, Qt.Key.Key_Down)
    assert context.theme.dark
    assert context.settings.current.scheme == "dark"
    calendar = page._boxes["calendar"]
    assert isinstance(calendar, ChoiceBox)
    assert workspace.settings.custom().calendar == "roc"
    calendar.box.setFocus()
    QTest.keyClick(calendar.box, Qt.Key.Key_Down)
    QTest.keyClick(calendar.box, Qt.Key.Key_Up)
    QTest.keyClick(calendar.box, Qt.Key.Key_Down)
    assert workspace.settings.custom().calendar == calendar.value()
    assert "Ctrl+Z" in page.key_list()
