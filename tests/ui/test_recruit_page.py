"""The board by keyboard, menu and drop; the notice; liaisons at work; what a locked drawer leaves."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from app.core.clock import FixedClock
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.recruit import RecruitPage
from app.ui.recruit.tiles import MIME, next_stage
from app.ui.theme import Theme
from tests.services.recruit_desk import NAMES, fill, make_town, open_copy
from tests.services.test_recruiting import lock
from tests.support import FULL, SEED
from tests.ui.desk import make_context
from tests.ui.looks import complaints, overlaps
from tests.ui.page_tools import button, press, words

Shown = Callable[..., QWidget]
LOOKS = tuple(itertools.product(("zh_TW", "en", "qps"), (100, 200), ("light", "dark")))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A town that recruits, made once, and its ids by name."""
    made = make_town(tmp_path_factory.mktemp("town"), FixedClock(datetime(2025, 4, 15, 1, 0, tzinfo=UTC)))
    ids = fill(made)
    made.document.close()
    return made.document.path, ids


@pytest.fixture
def ids(file: tuple[Path, dict[str, str]]) -> dict[str, str]:
    return file[1]


@pytest.fixture
def town(file: tuple[Path, dict[str, str]], tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    made = open_copy(file[0], tmp_path, clock)
    yield made
    made.document.close()


@pytest.fixture
def desk(town: Workspace, theme: Theme) -> Iterator[UiContext]:
    made = make_context(town, theme, "en")
    yield made
    made.lane.close()  # type: ignore[attr-defined]
    made.pool.close()


def show(context: UiContext, shown: Shown, view: str = "", width: int = 1100) -> RecruitPage:
    page = RecruitPage(context)
    shown(page, width, 800)
    page.open((view,) if view else ())
    QApplication.processEvents()
    return page


def stage_of(town: Workspace, candidate: str) -> object:
    row = town.records.get("candidate", candidate)
    return row.get("stage") if row else None


def test_a_card_moves_by_keys_menu_and_drop_and_keeps_the_keyboard(
    town: Workspace, ids: dict[str, str], desk: UiContext, shown: Shown
) -> None:
    page, told = show(desk, shown), list[str]()
    desk.noticed.connect(lambda said, _tone: told.append(desk.text(said)))
    amina, rosa = ids[NAMES[1]], ids[NAMES[0]]
    assert "Night-shift carers: nobody yet, 1 candidate could" in words(page)
    button(page, f"move_{amina}").setFocus()
    QTest.keyClick(button(page, f"move_{amina}"), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert stage_of(town, amina) == "offered"
    assert f"Night-shift carers: {NAMES[1]}" in words(page)
    assert QApplication.focusWidget() is button(page, f"move_{amina}")
    assert told[-1].startswith("Moved to “Offered”. Now somebody connects: Night-shift carers")
    QTest.keyClick(button(page, f"move_{amina}"), Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert stage_of(town, amina) == "interviewed"
    assert "Nobody connects any longer: Night-shift carers" in told[-1]
    tile = page.board.tiles[rosa]
    next(one for one in tile.menu.actions() if one.text() == "Not now").trigger()
    assert stage_of(town, rosa) == "not_now"
    assert told[-1] == "Moved to “Not now”."
    data = QMimeData()
    data.setData(MIME, rosa.encode())
    column = next(one for one in page.board.columns if one.stage == "contacted")
    column.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    assert stage_of(town, rosa) == "contacted"
    town.document.undo()
    assert stage_of(town, rosa) == "not_now"


def test_who_joins_is_said_and_undone_in_one_step(
    town: Workspace, ids: dict[str, str], desk: UiContext, shown: Shown
) -> None:
    page, told = show(desk, shown), list[str]()
    desk.noticed.connect(lambda said, _tone: told.append(desk.text(said)))
    button(page, f"move_{ids[NAMES[2]]}").setFocus()
    QTest.keyClick(button(page, f"move_{ids[NAMES[2]]}"), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert "The person is in the list now, with a draft agreement. Undo takes all of it back." in told[-1]
    assert "1 of 4 places are taken." in words(page)
    town.document.undo()
    assert town.records.load("person") == ()


def test_who_was_put_into_joined_by_the_form_can_still_be_added(
    town: Workspace, ids: dict[str, str], desk: UiContext, shown: Shown
) -> None:
    town.records.change("candidate", ids[NAMES[3]], {"stage": "joined"})
    page = show(desk, shown)
    press(page, f"add_{ids[NAMES[3]]}")
    assert [one.get("name") for one in town.records.load("person")] == [NAMES[3]]
    assert f"Renters in basements: {NAMES[3]}" in words(page)


def test_stages_stand_below_one_another_where_there_is_no_room(town: Workspace, desk: UiContext, shown: Shown) -> None:
    assert show(desk, shown).board.across() == 7
    assert show(desk, shown, width=600).board.across() == 1


def test_a_locked_drawer_shows_numbers_and_the_way_to_the_key(town: Workspace, desk: UiContext, shown: Shown) -> None:
    lock(town)
    page = show(desk, shown)
    said = words(page)
    assert "4 records are in the private drawer" in said
    assert "Interviewed: 1 person" in said
    assert not [name for name in NAMES if name in said]
    assert button(page, "to_drawer").isEnabled()


def test_the_notice_says_what_is_missing_and_is_copied_once_it_is_whole(
    town: Workspace, ids: dict[str, str], desk: UiContext, shown: Shown
) -> None:
    went: list[str] = []
    desk.asked.connect(went.append)
    position = ids["position"]
    town.records.delete("position", position)
    page = show(desk, shown, "position")
    press(page, "add_position")
    row = town.records.load("position")[0]
    assert went == [f"record:position:{row.id}"]
    page = show(desk, shown, "position")
    assert "Still to fill in: " in words(page)
    assert not button(page, f"copy_{row.id}").isEnabled()
    town.document.undo()
    town.document.undo()
    page = show(desk, shown, "position")
    assert "80 h × $40.00 = $3,200.00 each." in words(page)
    press(page, f"copy_{position}")
    assert "圖書館服務台，555-0100" in QApplication.clipboard().text()
    press(page, f"own_{position}")
    (text,) = town.records.load("position_text")
    assert (text.get("language"), "# 怎麼報名" in str(text.get("text"))) == ("zh", True)


def test_a_liaison_is_billed_paid_and_has_forms_done(
    town: Workspace, ids: dict[str, str], desk: UiContext, shown: Shown
) -> None:
    made = town.recruiting.move(ids[NAMES[2]], "joined")
    assert made is not None
    town.records.change("liaison_agreement", made.agreement, {"start": "2025-01-01"})
    town.records.create("work_log", {"person": made.person, "date": "2025-03-04", "hours": 300, "work": "outreach"})
    page = show(desk, shown, "liaisons")
    assert "Still to be paid: $120.00." in words(page)
    press(page, f"bill_{made.agreement}")
    assert "Invoice 1, March 1, 2025 – March 31, 2025: $120.00" in words(page)
    (invoice,) = town.records.load("liaison_invoice")
    press(page, f"bill_{made.agreement}")
    assert "There is an invoice of March 2025 already." in words(page)
    press(page, f"paid_{invoice.id}")
    QApplication.processEvents()
    assert "Nothing is left to be paid." in words(page)
    (box,) = page.findChildren(QCheckBox, f"tax_form_{made.agreement}")
    QTest.keyClick(box, Qt.Key.Key_Space)
    row = town.records.get("liaison_agreement", made.agreement)
    assert row is not None
    assert row.get("tax_form") is True


@pytest.mark.parametrize("number", range(len(LOOKS)) if FULL else [SEED % len(LOOKS)])
def test_nothing_is_cut(town: Workspace, ids: dict[str, str], theme: Theme, shown: Shown, number: int) -> None:
    language, size, scheme = LOOKS[number]
    theme.wear(scheme=scheme, text_size=size)
    town.recruiting.move(ids[NAMES[2]], "joined")
    context = make_context(town, theme, language)
    for view in ("", "position", "liaisons"):
        page = show(context, shown, view, 1000)
        assert complaints(page) == []
        assert overlaps(page) == []
    context.lane.close()  # type: ignore[attr-defined]
    context.pool.close()


def test_the_way_has_two_ends() -> None:
    assert (next_stage("found", -1), next_stage("joined", 1), next_stage("not_now", -1)) == ("", "", "found")
