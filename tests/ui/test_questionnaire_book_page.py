"""Sheets go to Excel and back, and answers become feedback notes, by keys alone; every new screen is looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.bring_in import BringInPage
from app.ui.pages.questionnaire import QuestionnairePage
from app.ui.theme import Theme
from tests.services.question_desk import fill, make_questionnaire
from tests.support import seeded
from tests.ui.desk import make_context
from tests.ui.looks import DRESSES, complaints, in_turn, overlaps
from tests.ui.page_tools import Answers, button, press, words

Shown = Callable[..., QWidget]


@pytest.fixture
def asked(workspace: Workspace) -> str:
    key = make_questionnaire(workspace)
    event = workspace.records.create("event", {"title": "里民大會", "date": "2025-05-01"})[0].id
    fill(workspace, key, 12, seeded("page"), events=[event, ""])
    return key


def opened(context: UiContext, shown: Shown, asked: str, *, width: int = 1100) -> QuestionnairePage:
    page = QuestionnairePage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, width, 900)
    page.open((asked,))
    QApplication.processEvents()
    return page


def bring_in_page(context: UiContext, shown: Shown, route: str) -> BringInPage:
    page = BringInPage(context)
    shown(page, 1100, 900)
    name, *args = route.split(":")
    assert name == "import"
    page.open(tuple(args))
    return page


def read(page: BringInPage, path: Path, qtbot: QtBot) -> None:
    page.dialogs = Answers(files=(path,))
    press(page, "choose")
    qtbot.waitUntil(lambda: not page._busy)
    QApplication.processEvents()


def test_a_workbook_is_saved_changed_and_brought_in_as_one_step(
    workspace: Workspace, context: UiContext, shown: Shown, asked: str, tmp_path: Path, qtbot: QtBot
) -> None:
    page, routes, path = opened(context, shown, asked), list[str](), tmp_path / "問卷.xlsx"
    context.asked.connect(routes.append)
    page.output.dialogs = Answers(save=path)
    press(page, "tab_type")
    press(page, "save_workbook")
    qtbot.waitUntil(path.exists)
    press(page, "bring_sheets")
    assert routes == [f"import:sheets:{asked}"]
    made = load_workbook(path)
    sheet = made.worksheets[0]
    sheet["J5"], sheet["H6"] = "改過的話", "many"
    sheet["B17"], sheet["C17"], sheet["G17"] = 13, "Vietnamese", "Quạt"
    made.save(path)
    bring = bring_in_page(context, shown, routes[0])
    assert "Save the sheets as a workbook" in button(bring, "export_team").text()
    read(bring, path, qtbot)
    said = words(bring)
    assert "Bring in" in button(bring, "bring_in").text()
    assert len(workspace.questionnaires.sheets(asked)) == 12
    assert "Write a number" in said or bring.review.model.rows()
    press(bring, "bring_in")
    qtbot.waitUntil(lambda: "Added: 1. Changed: 1." in words(bring))
    sheets = workspace.questionnaires.sheets(asked)
    assert [one.number for one in sheets] == list(range(1, 14))
    assert set(sheets[12].values.values()) == {"2"}
    label = workspace.undo_state().undo
    assert label is not None
    assert context.text(label).startswith("Bring in 2 sheets from")
    assert any(one.is_file() for one in (workspace.program.data / "backups").rglob("*"))
    workspace.document.undo()
    assert len(workspace.questionnaires.sheets(asked)) == 12


def test_a_harmful_workbook_is_refused_with_a_message(
    workspace: Workspace, context: UiContext, shown: Shown, asked: str, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04" + bytes(3000))
    bring = bring_in_page(context, shown, f"import:sheets:{asked}")
    read(bring, bad, qtbot)
    assert "Your work is safe" in words(bring)
    assert len(workspace.questionnaires.sheets(asked)) == 12


def test_written_answers_become_feedback_notes_once(
    workspace: Workspace, context: UiContext, shown: Shown, asked: str, qtbot: QtBot
) -> None:
    view = workspace.questionnaires.view(asked)
    assert view is not None
    question = view.questions[3].asked.id
    sheets = [one for one in workspace.questionnaires.sheets(asked) if one.words.get(question)]
    placed = [one for one in sheets if one.event]
    assert 1 < len(placed) < len(sheets)
    page = opened(context, shown, asked)
    press(page, "tab_results")
    assert "cannot become" in words(page)
    press(page, f"keep_{question}_{placed[0].number}")
    notes = workspace.records.load("feedback_note")
    assert [(one.get("quote"), one.get("event"), one.get("sheet"), one.get("topic")) for one in notes] == [
        (placed[0].words[question], placed[0].event, placed[0].number, "高溫與停電 · 還想說的")
    ]
    qtbot.waitUntil(lambda: "Among the feedback notes" in words(page))
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.objectName().startswith("keep_")
    if len(placed) > 2:
        press(page, f"keep_all_{question}")
    else:
        press(page, f"keep_{question}_{placed[1].number}")
    assert len(workspace.records.load("feedback_note")) == len(placed)
    qtbot.waitUntil(lambda: words(page).count("Among the feedback notes") == len(placed))
    workspace.document.undo()
    assert len(workspace.records.load("feedback_note")) == 1


@pytest.mark.parametrize(("language", "size", "scheme"), in_turn(DRESSES))
def test_nothing_is_cut(
    workspace: Workspace, asked: str, theme: Theme, shown: Shown, language: str, size: int, scheme: str
) -> None:
    theme.wear(scheme=scheme, text_size=size)
    context = make_context(workspace, theme, language)
    page = opened(context, shown, asked, width=1000)
    for tab in ("tab_type", "tab_results"):
        press(page, tab)
        assert complaints(page) == []
        assert overlaps(page) == []
    bring = bring_in_page(context, shown, f"import:sheets:{asked}")
    assert complaints(bring) == []
    assert overlaps(bring) == []
    context.lane.close()  # type: ignore[attr-defined]
    context.pool.close()
