"""A mock review in the real window: pages beside the sheet, the clock, and what is low becomes tasks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.clock import Clock
from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.pdf import page_texts
from app.exports.spec import Audience
from app.services.dossier.press import write
from app.services.output_kinds import Request, Tools, prepare
from app.services.scoring.desk import Place
from app.services.scoring.review import begin
from app.services.workspace import Workspace
from app.ui.pages.review import ReviewPage
from app.ui.pages.scoring import ScoringPage
from app.ui.review.clock import MINUTE_MS
from app.ui.shell.window import MainWindow
from app.ui.theme import Theme
from tests.support import ROOT
from tests.ui.looks import DRESSES, complaints, in_turn, overlaps
from tests.ui.page_tools import press, words
from tests.ui.studio_desk import taking_part, windowed

WRITTEN = "nfa-114/written"


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """A community with a dossier that it wants to hand in."""
    made = taking_part(tmp_path, clock, name="安和社區")
    made.records.create("person", {"name": "林阿好"})
    view = made.dossier.begin("nfa-114", "zh_TW")
    part = next(one for one in view.parts if one.item == "c3")
    made.dossier.insert(part.id, "", "table", {"rows": [["項目", "戶數"], ["到府檢查", "41"]], "caption": "到府檢查"})
    made.drain_changes()
    yield made
    made.document.close()


@pytest.fixture
def window(
    request: pytest.FixtureRequest, workspace: Workspace, theme: Theme, qapp: QApplication
) -> Iterator[MainWindow]:
    """The real window, in English at 100 % where a test names no other dress."""
    with windowed(workspace, theme, getattr(request, "param", ("en", 100, "light")), "scoring") as made:
        yield made


def review(workspace: Workspace, *names: str) -> str:
    """Return a review by *names*, who gave every line half of its points, the third line a quarter."""
    made = begin(workspace, WRITTEN, "三月互評", "書面資料")
    workspace.records.change("scoring", made, {"minutes": 60})
    for name in names:
        workspace.records.create("scorer", {"scoring": made, "name": name, "kind": "resident"})
    view = workspace.scoring.view(made)
    assert view is not None
    for person in view.people:
        for line in view.lines:
            points = line.most * (1 if line.key == "3" else 3) / 4
            workspace.scoring.put(made, Place(view.candidates[0][0], person.key, line.key), f"{points:g}")
    return made


def page_of(window: MainWindow, route: str) -> ReviewPage | ScoringPage:
    window.nav.go(route)
    QApplication.processEvents()
    page = window.nav.page
    assert isinstance(page, ReviewPage | ScoringPage)
    while page._soon.isActive():  # what changed before is read once more
        QTest.qWait(10)
    return page


def test_a_review_is_set_up_read_and_becomes_tasks(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    page = page_of(window, "scoring")
    press(page, f"review_{WRITTEN}")
    made = workspace.scoring.all()[0].id
    assert window.nav.route == f"record:scoring:{made}:scorers"
    workspace.records.create("scorer", {"scoring": made, "name": "外人甲", "kind": "expert"})
    page = page_of(window, f"scoring:{made}")
    press(page, "read_and_score")
    reading = window.nav.page
    assert isinstance(reading, ReviewPage)
    qtbot.waitUntil(lambda: reading.presenter.pressed is not None)
    pressed = reading.presenter.pressed
    assert pressed is not None
    assert reading.pages.count() == pressed.pages > 1
    assert reading.presenter.target is not None
    assert reading.presenter.target.audience is Audience.AUTHORITY
    third = next(row for row in reading.lines.rows if row.line.key == "3")
    third.value.setFocus()
    QApplication.processEvents()
    there = next(n for n, one in enumerate(page_texts_of(reading), 1) if "到府檢查" in one and n > 3)
    assert reading.pages.page() in (there - 1, there)
    QTest.keyClicks(third.value, "5")
    reading.leave()
    page = page_of(window, f"scoring:{made}:results")
    press(page, "make_tasks")
    meeting = workspace.records.load("meeting")[0]
    assert [one.title for one in meeting.below("actions")] == ["Improve “Special practice” (5 of 20 points)"]
    press(page, "make_tasks")
    assert len(workspace.records.load("meeting")[0].below("actions")) == 1
    workspace.document.undo()


def page_texts_of(page: ReviewPage) -> list[str]:
    pressed, fonts = page.presenter.pressed, page.presenter.fonts
    assert pressed is not None
    assert page.presenter.pictures is not None
    return ["".join(one.split()) for one in page_texts(write(pressed, fonts, page.presenter.pictures))]


def test_the_clock_counts_whole_minutes_and_keeps_them(
    window: MainWindow, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = review(workspace, "外人甲", "外人乙")
    page = page_of(window, f"review:{made}")
    assert isinstance(page, ReviewPage)
    at = [0]
    monkeypatch.setattr(page.clock._since, "elapsed", lambda: at[0], raising=False)
    assert page.clock.said.text() == "0 of 60 minutes"
    page.clock.button.click()
    at[0] = 61 * MINUTE_MS
    page.clock.look()
    assert page.clock.said.text() == "61 of 60 minutes"
    assert "The agreed time is over" in words(page)
    page.clock.button.click()
    view = workspace.scoring.view(made)
    assert view is not None
    assert [one.minutes for one in view.people] == [61, 0]
    workspace.document.undo()
    view = workspace.scoring.view(made)
    assert view is not None
    assert [one.minutes for one in view.people] == [0, 0]


def test_sheets_of_both_reviews_are_printed_for_people_and_to_copy(workspace: Workspace) -> None:
    review(workspace, "外人甲", "外人乙")
    tools = Tools(FontSet.load(ROOT / "resources" / "fonts"), workspace.pictures)
    done = prepare(workspace, "nfa-score-sheets", Request("zh_TW", Audience.TEAM))(tools, NoProgress())
    assert done.single is not None
    said = ["".join(one.split()) for one in page_texts(done.single)]
    whole = "".join(said)
    assert whole.count("推動前後比較及說明") >= 2
    for word in ("外人甲", "外人乙", "三月互評", "實地訪評", "現場簡報及委員詢答", "防救災特色作為"):
        assert word in whole, word
    assert "－" not in whole, "a dash stands where one would write"


@pytest.mark.parametrize("window", in_turn(DRESSES, 1), indirect=True)
def test_nothing_is_cut(window: MainWindow, workspace: Workspace) -> None:
    made = review(workspace, "一二三四五六七八九十" * 4, "外人乙")
    found = []
    for route in ("scoring", f"scoring:{made}:results", f"review:{made}"):
        page = page_of(window, route)
        found += [f"{route}: {one}" for one in (*complaints(window), *overlaps(window))]
        if isinstance(page, ReviewPage) and page.tabs.isVisible():
            press(page, "tab_pages")
            found += [f"pages: {one}" for one in (*complaints(window), *overlaps(window))]
    assert not found, "\n".join(found)
