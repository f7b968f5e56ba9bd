"""Questionnaires with keys alone: written in three languages, sixty sheets typed in, counted, printed, read back."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.pdf import page_texts
from app.exports.spec import Audience
from app.services.output_kinds import Request, Tools, prepare
from app.services.questionnaires import SheetHead
from app.services.questionnaires.frame import NO_NAME_AT, TITLE_AT
from app.services.questionnaires.paper import sheet_code
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.questionnaire import QuestionnairePage
from app.ui.theme import Theme
from tests.support import FULL, ROOT, ime_type, seeded
from tests.ui.desk import make_context
from tests.ui.looks import DRESSES, complaints, in_turn, overlaps
from tests.ui.page_tools import button, press, words

Shown = Callable[..., QWidget]
LANGUAGES = ("zh", "en", "vi")
SHEETS = 60 if FULL else 18
WORDINGS = {
    "zh": ("家裡怎麼降溫？", "冷氣\n電扇\n去圖書館", "停電幾小時就危險？", "鄰居會互相幫忙嗎？", "還想說什麼？"),
    "en": ("How do you cool your home?", "Air conditioner\nFan\nLibrary", "After how many hours is an outage dangerous?",
           "Do neighbours help?", "Anything else?"),
    "vi": ("Làm mát nhà thế nào?", "Máy lạnh\nQuạt\nThư viện", "Mất điện mấy giờ thì nguy hiểm?", "Hàng xóm giúp nhau?",
           "Còn gì nữa?"),
}  # fmt: skip


@pytest.fixture
def asked(workspace: Workspace) -> str:
    """A questionnaire of four questions in three languages."""
    make, service = workspace.records.create, workspace.questionnaires
    key = make(
        "questionnaire", {"title": "高溫與停電", "languages": LANGUAGES, "target": SHEETS, "date": "2025-05-01"}
    )[0].id
    for kind in ("several", "number", "scale", "words"):
        service.add_question(key, kind)
    view = service.view(key)
    assert view is not None
    ids = [one.asked.id for one in view.questions]
    for language, (first, choices, second, third, fourth) in WORDINGS.items():
        for question, text in zip(ids, (first, second, third, fourth), strict=True):
            service.word(key, question, language, {"text": text})
        service.word(key, ids[0], language, {"choices": choices})
        service.word(key, "", language, {"text": "謝謝您幫忙。" if language == "zh" else "Thank you."})
    return key


@pytest.fixture
def page(context: UiContext, shown: Shown, asked: str) -> QuestionnairePage:
    page = QuestionnairePage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, 1100, 900)
    page.open((asked,))
    QApplication.processEvents()
    return page


def settle(page: QuestionnairePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page._soon.isActive())


class Keys:
    """Presses keys on whatever has the keyboard, and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def press(self, text: str) -> None:
        for one in text:
            focus = QApplication.focusWidget()
            assert focus is not None
            if one == "\n":
                QTest.keyClick(focus, Qt.Key.Key_Return)
            else:
                QTest.keyClicks(focus, one)
            self.count += 1


def choose(page: QuestionnairePage, name: str, key: str) -> None:
    """Choose an entry of a list with the keyboard."""
    (box,) = [one for one in page.findChildren(QComboBox, name) if one.isVisible()]
    box.setFocus()
    target = box.findData(key)
    while box.currentIndex() != target:
        before = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down if target > box.currentIndex() else Qt.Key.Key_Up)
        assert box.currentIndex() != before


def test_a_pile_of_sheets_in_three_languages_is_typed_in_and_counted(
    page: QuestionnairePage, workspace: Workspace, asked: str, qtbot: QtBot
) -> None:
    press(page, "tab_type")
    press(page, "next_sheet")
    settle(page, qtbot)
    rng, ticks, hours, rates, remarks = seeded("sheets"), Counter[str](), list[int](), Counter[str](), 0
    for number in range(SHEETS):
        language = LANGUAGES[number * 3 // SHEETS]
        if number % (SHEETS // 3) == 0:
            choose(page, "sheet_language", language)
            settle(page, qtbot)
            assert WORDINGS[language][0] in words(page)
            page.typing.keys.begin()
        chosen, rate, hour = _answers(rng), str(rng.randint(1, 5)), rng.randint(0, 72)
        keys = Keys()
        keys.press(f"{chosen}\n{hour}\n{rate}")
        assert keys.count <= len(chosen) + 1 + len(str(hour)) + 1 + 1
        focus = QApplication.focusWidget()
        assert focus is not None
        if number % 10 == 0:
            ime_type(focus, "希望里長先打電話")
            remarks += 1
        keys.press("\n")
        settle(page, qtbot)
        ticks.update(chosen)
        rates[rate] += 1
        hours.append(hour)
    _compare(workspace, asked, ticks, rates, hours, remarks)
    waiting = workspace.questionnaires.sheets(asked)[-1]  # the empty one after the last Enter; no second is made
    assert not waiting.answered
    assert workspace.questionnaires.begin_sheet(asked, SheetHead()) == waiting.id
    assert f"Sheet {SHEETS + 1}. Typed in: {SHEETS} sheets of {SHEETS} hoped for" in words(page)
    press(page, "tab_results")
    assert f"1  Air conditioner: {ticks['1']} of {SHEETS}" in words(page)
    assert f"of {SHEETS + 1}" not in words(page)


def _answers(rng: random.Random) -> str:
    return "".join(sorted(rng.sample("123", rng.randint(1, 3))))


def _compare(
    workspace: Workspace, asked: str, ticks: Counter[str], rates: Counter[str], hours: list[int], remarks: int
) -> None:
    from app.services.questionnaires.counts import tally

    view = workspace.questionnaires.view(asked)
    assert view is not None
    sheets = [one for one in workspace.questionnaires.sheets(asked) if one.values]
    several, number, scale, said = (tally(one.asked, sheets) for one in view.questions)
    assert (several.n, dict(several.counts)) == (SHEETS, {key: ticks[key] for key in "123"})
    assert dict(scale.counts) == {key: rates[key] for key in "12345"}
    assert number.mean is not None
    assert number.mean * SHEETS == sum(hours)
    assert said.n == remarks
    assert Counter(one.language for one in sheets) == dict.fromkeys(("zh", "en", "vi"), SHEETS // 3)


def test_backspace_empties_and_up_goes_back(
    page: QuestionnairePage, workspace: Workspace, asked: str, qtbot: QtBot
) -> None:
    press(page, "tab_type")
    press(page, "next_sheet")
    settle(page, qtbot)
    keys = Keys()
    keys.press("13\n")
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    keys.press("1")
    settle(page, qtbot)
    (sheet,) = workspace.questionnaires.sheets(asked)
    assert list(sheet.values.values()) == ["3"]
    first = QApplication.focusWidget()
    assert first is not None
    QTest.keyClick(first, Qt.Key.Key_Backspace)
    assert workspace.questionnaires.sheets(asked)[0].values == {}


def test_enter_of_an_input_method_goes_nowhere(page: QuestionnairePage, qtbot: QtBot) -> None:
    press(page, "tab_type")
    press(page, "next_sheet")
    settle(page, qtbot)
    last = page.typing.keys.rows[-1]
    last.setFocus()
    focus = QApplication.focusWidget()
    assert focus is not None
    ime_type(focus, "停電", commit=False)
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is focus


def test_questions_are_written_with_keys_and_undone(
    page: QuestionnairePage, workspace: Workspace, asked: str, qtbot: QtBot
) -> None:
    press(page, "add_choice")
    settle(page, qtbot)
    view = workspace.questionnaires.view(asked)
    assert view is not None
    fresh = view.questions[-1].asked.id
    (field,) = page.findChildren(QPlainTextEdit, f"text_{fresh}_zh")
    ime_type(field, "您住在哪裡？")
    (choices,) = page.findChildren(QPlainTextEdit, f"choices_{fresh}_zh")
    ime_type(choices, "一樓\n地下室\n高樓")
    page.leave()
    settle(page, qtbot)
    view = workspace.questionnaires.view(asked)
    assert view is not None
    assert view.questions[-1].says("zh").choices == ("一樓", "地下室", "高樓")
    assert view.questions[-1].asked.choices == 3
    assert ("", "vi") in view.missing
    qtbot.waitUntil(lambda: "Still to be worded" in words(page))
    assert button(page, f"gone_{len(view.questions) - 1}").isEnabled()


@pytest.mark.parametrize("large", ["", "yes"])
def test_the_sheets_are_printed_in_every_language_with_their_keys(workspace: Workspace, asked: str, large: str) -> None:
    tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), workspace.pictures)
    request = Request("zh_TW", ids=(asked,), options={"large": large})
    done = prepare(workspace, "questionnaire", request)(tools, NoProgress())
    said = "".join("".join(one.split()) for one in page_texts(done.single or b""))
    assert sheet_code(asked).replace(" ", "") in said
    for first, choices, *_rest in WORDINGS.values():
        assert "".join(first.split()) in said
        for choice in choices.splitlines():
            assert "".join(choice.split()) in said
    assert "Pleasedonotwriteyourname" in said


def test_the_words_around_the_questions_are_written_in_a_third_language(
    page: QuestionnairePage, workspace: Workspace, asked: str, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: "Sheets still with English words: Vietnamese." in words(page))  # it is read in two steps
    assert not page.findChildren(QPlainTextEdit, f"around_{NO_NAME_AT}__zh")
    view = workspace.questionnaires.view(asked)
    assert view is not None
    places = view.frame_places("vi")
    assert view.frame_places("zh") == (TITLE_AT,)
    for at in places:
        (field,) = page.findChildren(QPlainTextEdit, f"around_{at}__vi")
        ime_type(field, f"Lời {at}")
    page.leave()
    settle(page, qtbot)
    assert "English words" not in words(page)
    tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), workspace.pictures)
    request = Request("en", ids=(asked,), options={"language": "vi"})
    said = "".join(page_texts(prepare(workspace, "questionnaire", request)(tools, NoProgress()).single or b""))
    assert all(f"Lời {at}" in said for at in places)
    assert "Please do not write" not in said
    assert "Tick " not in said
    workspace.document.undo()
    view = workspace.questionnaires.view(asked)
    assert view is not None
    assert view.foreign() == ("vi",)


@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_results_are_printed_without_small_groups_and_words_stay_inside(
    workspace: Workspace, asked: str, language: str
) -> None:
    from app.services.questionnaires import SheetHead

    service, view = workspace.questionnaires, workspace.questionnaires.view(asked)
    assert view is not None
    for number in range(14):
        sheet = service.begin_sheet(asked, SheetHead("zh" if number < 8 else "en" if number < 13 else "vi"))
        service.answer(sheet, view.questions[0].asked.id, value="1" if number % 2 else "1,2")
        service.answer(sheet, view.questions[3].asked.id, words="不要只發簡訊" if number == 3 else "")
    tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), workspace.pictures)
    for audience, inside in ((Audience.PUBLIC, False), (Audience.TEAM, True)):
        request = Request(language, audience, ids=(asked,), options={"by": "language"})
        done = prepare(workspace, "questionnaire-results", request)(tools, NoProgress())
        said = "".join("".join(one.split()) for one in page_texts(done.single or b""))
        assert "14(100%)" in said
        assert "7(50%)" in said
        assert ("不要只發簡訊" in said) is inside
        assert ("越南語" if language == "zh_TW" else "Vietnamese") not in said


@pytest.mark.parametrize(("language", "size", "scheme"), in_turn(DRESSES))
def test_nothing_is_cut(
    workspace: Workspace, asked: str, theme: Theme, shown: Shown, language: str, size: int, scheme: str
) -> None:
    from app.services.questionnaires import SheetHead

    workspace.questionnaires.begin_sheet(asked, SheetHead("zh"))
    theme.wear(scheme=scheme, text_size=size)
    context = make_context(workspace, theme, language)
    page = QuestionnairePage(context)
    shown(page, 1000, 700)
    for args in ((asked,), ()):
        page.open(args)
        QApplication.processEvents()
        for tab in ("tab_write", "tab_type", "tab_results") if args else ():
            press(page, tab)
            assert complaints(page) == []
            assert overlaps(page) == []
        assert complaints(page) == []
    context.lane.close()  # type: ignore[attr-defined]
    context.pool.close()
