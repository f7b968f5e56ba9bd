from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app.core.errors import InputError
from app.core.messages import N_, zh_en
from app.i18n import Translator
from app.ui.pages.welcome import FirstAnswers, ProgrammeChoice, WelcomeWindow
from app.ui.theme import Theme
from tests.support import ime_type

CHOICES = (
    ProgrammeChoice("nfa-114", zh_en("韌性社區 114", "Resilient community 114"), country="TW", over=True),
    ProgrammeChoice("community", zh_en("自己的路", "Our own path")),
    ProgrammeChoice("mvp-2", zh_en("MVP 2.0", "MVP 2.0"), country="TW", practised=True),
)


@pytest.fixture
def window(theme: Theme) -> Iterator[WelcomeWindow]:
    window = WelcomeWindow(theme, CHOICES, ("/srv/mei/安和社區.banyan",))
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    yield window
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def press(window: QWidget, name: str) -> None:
    button = next(one for one in window.findChildren(QPushButton, name))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    QApplication.processEvents()


def test_both_languages_stand_side_by_side(window: WelcomeWindow) -> None:
    names = {one.objectName() for one in window.findChildren(QPushButton)}
    assert {f"{action}_{code}" for action in ("begin", "practise", "open") for code in ("zh_TW", "en")} <= names
    said = [label.text() for label in window.findChildren(QLabel)]
    assert "中文" in said
    assert "English" in said


def test_three_questions_lead_to_a_community_in_few_presses(window: WelcomeWindow) -> None:
    answers: list[FirstAnswers] = []
    window.answered.connect(answers.append)
    press(window, "begin_zh_TW")
    ime_type(window.name, "安和社區", commit=False)
    press(window, "welcome_next")
    press(window, "place_TW")
    press(window, "programme_community")
    assert answers == [FirstAnswers("zh_TW", "安和社區", "TW", "community")]


def test_a_name_is_needed_and_nothing_typed_is_lost_on_the_way_back(window: WelcomeWindow) -> None:
    press(window, "begin_en")
    press(window, "welcome_next")
    assert window.message.isVisible()
    ime_type(window.name, "Riverside")
    QTest.keyClick(window.name, Qt.Key.Key_Return)
    QApplication.processEvents()
    press(window, "welcome_back")
    assert window.name.text() == "Riverside"


def test_escape_leads_back_question_by_question(window: WelcomeWindow) -> None:
    press(window, "begin_en")
    ime_type(window.name, "Riverside")
    QTest.keyClick(window.name, Qt.Key.Key_Return)
    QApplication.processEvents()
    for screen in (1, 0, 0):
        QTest.keyClick(window, Qt.Key.Key_Escape)
        QApplication.processEvents()
        assert window.stack.currentIndex() == screen
    assert window.answers.community == "Riverside"


def test_programmes_fit_the_place_and_own_path_comes_first(window: WelcomeWindow) -> None:
    press(window, "begin_en")
    ime_type(window.name, "Riverside")
    press(window, "welcome_next")
    press(window, "place_US")
    names = [one.objectName() for one in window.findChildren(QPushButton) if one.objectName().startswith("programme_")]
    assert names == ["programme_community", "programme_practice"]
    press(window, "welcome_back")
    press(window, "place_TW")
    names = [one.objectName() for one in window.findChildren(QPushButton) if one.objectName().startswith("programme_")]
    assert names == ["programme_community", "programme_mvp-2", "programme_nfa-114", "programme_practice"]


def test_a_programme_with_a_practice_community_of_its_own_offers_it(window: WelcomeWindow) -> None:
    answers: list[FirstAnswers] = []
    window.answered.connect(answers.append)
    press(window, "begin_en")
    ime_type(window.name, "Riverside")
    press(window, "welcome_next")
    press(window, "place_TW")
    press(window, "programme_practice")
    press(window, "practice_mvp-2")
    press(window, "programme_mvp-2")
    assert [(one.programme, one.practice) for one in answers] == [
        ("community", True), ("mvp-2", True), ("mvp-2", False),
    ]  # fmt: skip


def test_practise_and_open(window: WelcomeWindow) -> None:
    answers: list[FirstAnswers] = []
    opened: list[str] = []
    window.answered.connect(answers.append)
    window.open_asked.connect(opened.append)
    press(window, "practise_en")
    assert (answers[0].practice, answers[0].place) == (True, "US")
    press(window, "open_zh_TW")
    press(window, "recent_0")
    assert opened == ["", "/srv/mei/安和社區.banyan"]


def test_text_size_keeps_the_question_and_its_answer(window: WelcomeWindow, theme: Theme) -> None:
    press(window, "begin_zh_TW")
    ime_type(window.name, "安和")
    theme.wear(text_size=200)
    QApplication.processEvents()
    assert window.name.text() == "安和"
    window.show_error(InputError(N_("The folder is full."), N_("Choose another folder.")))
    assert window.message.lines()[0] == "The folder is full."


@pytest.mark.parametrize(("code", "other"), [("en", "zh_TW"), ("zh_TW", "en")])
def test_a_message_speaks_the_language_of_the_moment(
    window: WelcomeWindow, theme: Theme, code: str, other: str
) -> None:
    said = {one: Translator(one) for one in (code, other)}
    needed, close = N_("The community needs a name."), N_("Close message")
    press(window, f"begin_{code}")
    press(window, "welcome_next")
    assert window.message.lines()[0] == said[code].text(needed)
    assert window.message.close_button.text() == said[code].text(close)
    theme.wear(language=other)  # in the settings of a file that was opened from here
    QApplication.processEvents()
    assert window.message.lines()[0] == said[other].text(needed)
    assert window.message.close_button.text() == said[other].text(close)
    assert said[other].text(N_("What is the community called?")) in [one.text() for one in window.findChildren(QLabel)]
