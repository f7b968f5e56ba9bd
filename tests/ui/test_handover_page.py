"""The page of the package, with keys: what is ready, the rule for names, writing to a folder and a ZIP, a bad stick."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.core.errors import AppError
from app.core.messages import N_
from app.services.handover.names import SETTING
from app.services.workspace import Workspace
from app.ui.jobs import Job
from app.ui.pages.base import SOON_MS
from app.ui.pages.handover import HandoverPage
from app.ui.theme import Theme
from tests.services.check_desk import clean_workspace
from tests.services.test_handover import spoil
from tests.ui.desk import make_context
from tests.ui.looks import complaints, overlaps
from tests.ui.page_tools import Answers, button, press, words

Shown = Callable[..., QWidget]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    ws = clean_workspace(tmp_path_factory.mktemp("handover page"))
    yield ws
    ws.document.close()


@pytest.fixture
def ws(made: Workspace) -> Iterator[Workspace]:
    depth = made.document.undo_depth
    yield made
    while made.document.undo_depth > depth:
        made.document.undo()
    made.drain_changes()


@pytest.fixture
def told() -> list[AppError]:
    return []


@pytest.fixture
def page(ws: Workspace, theme: Theme, shown: Shown, tmp_path: Path, told: list[AppError]) -> HandoverPage:
    context = make_context(ws, theme)
    stick = tmp_path / "stick"
    stick.mkdir()
    context.dialogs = Answers(stick / "交件.zip", folder=stick)
    context.pictures = ws.pictures
    context.error = told.append  # type: ignore[assignment]
    made = HandoverPage(context)
    context.lane.changes.connect(made.on_changes)
    shown(made, 1100, 900)
    made.open(())
    QTest.qWait(2 * SOON_MS)
    return made


def test_what_is_ready_is_said_paper_by_paper(page: HandoverPage) -> None:
    said = words(page)
    assert "Dossier: 9 pages, nothing open." in said
    assert "All pictures and their originals: 1 picture with its original." in said
    assert "Everything is ready." in said
    page.focus_first()
    chain = [
        button(page, f"look_{part}") for part in ("dossier", "application", "plan", "pictures", "evidence", "checks")
    ]
    assert chain[0].hasFocus()
    for before, after in pairwise(chain):
        QTest.keyClick(before, Qt.Key.Key_Tab)
        assert after.hasFocus()
    assert "114_榕樹社區_書面評鑑資料.pdf" in said
    assert [*complaints(page), *overlaps(page)] == []


def test_the_rule_is_tried_while_it_is_typed_and_kept(page: HandoverPage, ws: Workspace) -> None:
    rule = page.findChild(QLineEdit, "names_rule")
    preview = page.findChild(QLabel, "names_preview")
    assert rule is not None
    assert preview is not None
    rule.setFocus()
    rule.selectAll()
    QTest.keyClicks(rule, "{county}/")
    assert "cannot stand in a file name: /" in words(page)
    assert not button(page, "write_zip").isEnabled()
    rule.selectAll()
    QTest.keyClicks(rule, "{county}-")
    press(page, "token_what")
    assert preview.text().startswith("綠水縣-書面評鑑資料.pdf")
    assert button(page, "write_zip").isEnabled()
    assert ws.settings.values()[SETTING] == "{county}-{what}"


def test_it_writes_a_folder_and_a_zip_and_says_that_they_are_the_same(page: HandoverPage, tmp_path: Path) -> None:
    press(page, "write_folder")
    QTest.qWait(50)
    assert "read back and the same" in words(page)
    assert page.result.folder.hasFocus()
    assert (tmp_path / "stick" / "114_榕樹社區_交件資料" / "原始圖檔" / "圖1_演練照片.jpg").is_file()
    press(page, "write_zip")
    QTest.qWait(50)
    assert "交件.zip is on stick" in words(page)
    with zipfile.ZipFile(tmp_path / "stick" / "交件.zip") as packed:
        assert packed.testzip() is None


def test_work_that_takes_long_is_shown_from_wherever_it_was_begun(page: HandoverPage) -> None:
    page.resize(1100, 400)
    button(page, "write_folder").setFocus()
    QTest.qWait(20)
    assert page.scroll_area.verticalScrollBar().value() > 0
    page._writing = True
    page._hold()
    assert "The package is being written. Leave the stick in." in words(page)
    job = Job(page)
    page.jobs.watch(job, N_("Writing the package"))
    page.jobs._late.timeout.emit()
    QTest.qWait(20)
    assert page.jobs.stop.hasFocus()
    assert page.jobs.visibleRegion().boundingRect().size() == page.jobs.size()
    job.ended.emit()
    page.jobs._late.timeout.emit()
    assert not page.jobs.isVisible()
    page._end()
    assert "Everything is ready." in words(page)


def test_a_stick_that_loses_a_byte_is_told_and_nothing_is_left(
    page: HandoverPage, tmp_path: Path, told: list[AppError], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fsync(handle: int) -> None:
        real(handle)
        place = Path(os.readlink(f"/proc/self/fd/{handle}"))
        if tmp_path / "stick" in place.parents and place.is_file():
            spoil(place, "bit", place.stat().st_size // 2)

    monkeypatch.setattr(os, "fsync", fsync)
    press(page, "write_folder")
    QTest.qWait(50)
    assert [one.code for one in told] == ["storage.read_back"]
    assert list((tmp_path / "stick").iterdir()) == []
    assert button(page, "write_folder").isEnabled()
