"""The evidence page with keys: tick what proves a line, say why, look at what is odd, and the part of every form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.i18n import Translator
from app.services.opening import make_workspace
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.forms.proves import can_prove
from app.ui.pages.evidence import EvidencePage
from app.ui.pages.photos import PhotosPage
from app.ui.pages.records import RecordsPage
from app.ui.theme import Theme
from tests.practice import program_at
from tests.support import ime_type
from tests.ui.desk import make_context
from tests.ui.looks import DRESSES, complaints, in_turn, overlaps
from tests.ui.page_tools import button, press, words

Shown = Callable[..., QWidget]
LINE = "nfa-114/site/1.5"


@pytest.fixture
def workspace(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """A file that takes part in the evaluation, with two drills and an event."""
    program = program_at(tmp_path, clock)
    made = make_workspace(
        tmp_path / "安和.banyan", program, Translator("en"), community="安和社區", place="TW", programme="nfa-114",
        person="",
    )  # fmt: skip
    for title in ("地震演練", "收容演練"):
        made.records.create("training", {"title": title, "date": "2025-02-01", "source_text": "公所函"})
    made.records.create("event", {"title": "說明會", "date": "2025-01-05"})
    made.drain_changes()
    yield made
    made.document.close()


@pytest.fixture
def context(workspace: Workspace, theme: Theme) -> UiContext:
    """The window's context in English."""
    return make_context(workspace, theme)


@pytest.fixture
def page(context: UiContext, shown: Shown) -> EvidencePage:
    page = EvidencePage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, 1100, 800)
    page.open(())
    QApplication.processEvents()
    return page


def settle(page: EvidencePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page._soon.isActive())
    QApplication.processEvents()


def one_line(page: EvidencePage, key: str = LINE) -> None:
    page.open(tuple(key.split(":")))
    QApplication.processEvents()


def tick(page: EvidencePage, record: str) -> None:
    box = page.findChild(QCheckBox, f"tick_{record}")
    assert box is not None
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


def test_the_matrix_tells_holes_and_points_in_words(page: EvidencePage, context: UiContext, qtbot: QtBot) -> None:
    routes: list[str] = []
    context.asked.connect(routes.append)
    said = words(page)
    assert "5 lines have no evidence yet; they are worth 100 points." in said
    assert "No evidence, and no record that could be it" in said
    box = page.findChild(QComboBox, "evidence_sheet")
    assert box is not None
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    QApplication.processEvents()
    assert "1.5 Education carried out" in words(page)
    assert "No evidence yet; 3 records could be it" in words(page)
    press(page, f"line_{LINE}")
    assert routes == [f"evidence:{LINE}"]


def test_keys_alone_add_explain_weigh_and_take_away(page: EvidencePage, workspace: Workspace, qtbot: QtBot) -> None:
    one_line(page)
    drill = next(row.id for row in workspace.records.load("training") if row.title == "地震演練")
    event = workspace.records.load("event")[0].id
    assert not button(page, "add_ticked").isEnabled()
    tick(page, f"event_{event}")
    press(page, "decline_ticked")
    settle(page, qtbot)
    assert page.findChild(QCheckBox, f"tick_event_{event}") is None
    press(page, "tick_all")
    press(page, "add_ticked")
    settle(page, qtbot)
    pieces = [one for one in workspace.evidence.pieces() if one.target == LINE]
    assert len(pieces) == 2
    piece = next(one for one in pieces if one.record == drill)
    why = page.findChild(QLineEdit, f"reason_{piece.id}")
    assert why is not None
    why.setFocus()
    ime_type(why, "簽到64人，比去年多")
    page.leave()
    settle(page, qtbot)
    assert page.findChild(QLineEdit, f"reason_{piece.id}") is why
    strength = page.findChild(QComboBox, f"strength_{piece.id}")
    assert strength is not None
    strength.setFocus()
    QTest.keyClick(strength, Qt.Key.Key_End)
    settle(page, qtbot)
    kept = next(one for one in workspace.evidence.pieces() if one.id == piece.id)
    assert (kept.reason, kept.strength) == ("簽到64人，比去年多", "3")
    assert "2 pieces of evidence" in words(page)
    press(page, f"remove_{piece.id}")
    settle(page, qtbot)
    assert len([one for one in workspace.evidence.pieces() if one.target == LINE]) == 1
    workspace.document.undo()
    assert len([one for one in workspace.evidence.pieces() if one.target == LINE]) == 2


def test_any_record_is_found_and_added(page: EvidencePage, workspace: Workspace, qtbot: QtBot) -> None:
    one_line(page, "nfa-114/site/1.6")
    find = page.findChild(QLineEdit, "find_evidence")
    assert find is not None
    find.setFocus()
    ime_type(find, "說明會")
    QTest.keyClick(find, Qt.Key.Key_Return)
    QApplication.processEvents()
    event = workspace.records.load("event")[0].id
    press(page, f"add_event_{event}")
    settle(page, qtbot)
    assert [one.pick for one in workspace.evidence.pieces()] == [("event", event)]
    assert "Event: 說明會" in words(page)


def test_what_to_look_at_leads_to_the_record(page: EvidencePage, context: UiContext, workspace: Workspace) -> None:
    routes: list[str] = []
    context.asked.connect(routes.append)
    press(page, "tab_lists")
    QApplication.processEvents()
    assert "Events and training without proof" in words(page)
    press(page, "odd_unproved_0")
    event = workspace.records.load("event")[0].id
    assert routes == [f"record:event:{event}:proof"]


def test_a_line_that_is_gone_is_told(page: EvidencePage) -> None:
    one_line(page, "nfa-113/site/9")
    assert "not in your programmes any more" in words(page)


@pytest.mark.parametrize(("language", "size", "scheme"), in_turn(DRESSES))
def test_nothing_is_cut(
    language: str, size: int, scheme: str, page: EvidencePage, context: UiContext, theme: Theme, workspace: Workspace
) -> None:
    suggested = [one.pick for one in workspace.evidence.coverage("nfa-114/site").line(LINE).suggested]  # type: ignore[union-attr]
    workspace.evidence.tag(LINE, suggested[:1])
    theme.wear(scheme=scheme, text_size=size, language=language)
    context.speak(Translator(language))
    found: list[str] = []
    for key in ("", LINE):
        one_line(page, key)
        page.retranslate()
        QApplication.processEvents()
        found += [f"{key}: {one}" for one in (*complaints(page.window()), *overlaps(page.window()))]
    one_line(page, "")
    press(page, "tab_lists")
    QApplication.processEvents()
    found += [f"lists: {one}" for one in (*complaints(page.window()), *overlaps(page.window()))]
    assert not found, "\n".join(found)


def test_every_form_says_what_its_record_proves(context: UiContext, workspace: Workspace, shown: Shown) -> None:
    page = RecordsPage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, 1100, 800)
    drill = workspace.records.load("training")[0].id
    page.open(("training", drill))
    QApplication.processEvents()
    head = button(page, "proves_head")
    assert head.text() == "Proves nothing yet"
    press(page, "proves_head")
    assert "Records like this usually prove:" in words(page)
    press(page, f"prove_{LINE}")
    press_when(page, "proves_head", "What this proves: 1 line")
    lines = page.findChild(QComboBox, "proves_line")
    assert lines is not None
    lines.setFocus()
    QTest.keyClick(lines, Qt.Key.Key_End)
    press(page, "prove_any")
    press_when(page, "proves_head", "What this proves: 2 lines")
    targets = {one.target for one in workspace.evidence.of_record("training", drill).pieces}
    assert targets == {LINE, "nfa-114/site/6"}
    press(page, f"unprove_{workspace.evidence.of_record('training', drill).pieces[0].id}")
    press_when(page, "proves_head", "What this proves: 1 line")


def press_when(page: QWidget, name: str, said: str) -> None:
    """Wait until a button says something."""
    for _ in range(100):
        if button(page, name).text() == said:
            return
        QTest.qWait(10)
    assert button(page, name).text() == said


def test_what_lies_in_the_drawer_is_no_single_piece(workspace: Workspace) -> None:
    catalogue = workspace.records.catalogue()
    assert not can_prove(catalogue["protected_person"])
    assert not can_prove(catalogue["attendance"])
    assert can_prove(catalogue["photo"])


def test_a_photo_says_on_the_page_of_photos_what_it_proves(
    context: UiContext, workspace: Workspace, shown: Shown, qtbot: QtBot
) -> None:
    make = workspace.records.create
    ids = [make("photo", {"name": f"{n}.jpg", "sha256": f"{n}" * 64})[0].id for n in (1, 2)]
    page = PhotosPage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, 1100, 900)
    page.open(())
    page.grid.choose((ids[0],))
    press_when(page, "proves_head", "Proves nothing yet")
    press(page, "proves_head")
    lines = page.findChild(QComboBox, "proves_line")
    assert lines is not None
    lines.setFocus()
    QTest.keyClick(lines, Qt.Key.Key_End)
    press(page, "prove_any")
    qtbot.waitUntil(lambda: button(page, "proves_head").text() == "What this proves: 1 line")
    assert [one.target for one in workspace.evidence.of_record("photo", ids[0]).pieces] == ["nfa-114/site/6"]
    page.grid.choose((ids[1],))
    qtbot.waitUntil(lambda: button(page, "proves_head").text() == "Proves nothing yet")
    page.grid.choose(ids)
    assert not page.panel.proves.isVisible()
