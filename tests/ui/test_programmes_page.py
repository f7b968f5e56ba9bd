from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import InputError
from app.programmes.loader import load_pack
from app.programmes.rounds import RoundValue
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.programmes import ProgrammesPage
from tests.support import ROOT, ime_type
from tests.ui.desk import PACK
from tests.ui.page_tools import press, words

Shown = Callable[..., QWidget]


@pytest.fixture
def page(context: UiContext, shown: Shown) -> ProgrammesPage:
    page = ProgrammesPage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, 900, 900)
    return page


@pytest.fixture
def routes(context: UiContext) -> list[str]:
    heard: list[str] = []
    context.asked.connect(heard.append)
    return heard


def settle(page: ProgrammesPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page._soon.isActive())


def test_a_programme_says_where_it_stands_and_leads_to_its_next_step(
    page: ProgrammesPage, routes: list[str], workspace: Workspace
) -> None:
    page.open(())
    said = words(page)
    assert "Test 114" in said
    assert "The plan begins in" in said
    press(page, "open_step")
    workspace.programmes.set_task(PACK, "a.1", "done")
    page.open(())
    press(page, "open_step")
    press(page, "set_up_year")
    assert routes == [f"step:{PACK}:a", f"step:{PACK}:b", f"round-setup:{PACK}"]


def test_the_card_leads_to_the_plan_of_its_programme(page: ProgrammesPage, workspace: Workspace) -> None:
    asked: list[str] = []
    page.context.asked.connect(asked.append)
    page.open(())
    press(page, "open_plan")
    assert asked == [f"plan:months:{PACK}"]


def test_leave_and_join_again(page: ProgrammesPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.open(())
    press(page, "leave_programme")
    settle(page, qtbot)
    assert workspace.programmes.joined() == ()
    assert "No programme has been chosen yet." in words(page)
    line = page.findChild(QWidget, f"month_{PACK}")
    assert line is not None
    line.selectAll()  # type: ignore[attr-defined]
    ime_type(line, "2025-03")
    press(page, f"join_{PACK}")
    settle(page, qtbot)
    (joined,) = workspace.programmes.joined()
    assert joined.start_month == "2025-03"


def test_what_changed_between_two_rounds(page: ProgrammesPage, workspace: Workspace) -> None:
    values = {
        "round": RoundValue(116),
        "amount:GEN": RoundValue(120000, "公文"),
        "set:max_pages": RoundValue(80),
        "date:T1": RoundValue("2027-04-20"),
    }
    made = workspace.programmes.set_up_round(PACK, values)
    assert made.pack_id == "toy-116"
    page.open(("compare", PACK, "toy-116"))
    said = words(page)
    assert "NT$100,000" in said
    assert "NT$120,000" in said
    assert "General" in said
    assert "Hand in" in said
    page.open(())
    press(page, f"compare_{PACK}")
    assert "NT$120,000" in words(page)


def test_a_programme_that_cannot_be_joined_yet_says_why_and_has_no_button(
    page: ProgrammesPage, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = load_pack(ROOT / "resources" / "programmes" / "lcbf-1")
    monkeypatch.setitem(workspace.programmes._store.installed, pack.id, (pack, b""))
    page.open(())
    said = words(page)
    assert "The steps of applying are not in here yet." in said
    assert "LCBF Seed grant: $100,000.00 to $200,000.00, 2 years at most" in said
    assert page.findChild(QWidget, f"rules_{pack.id}") is not None
    assert page.findChild(QWidget, f"join_{pack.id}") is None
    with pytest.raises(InputError):
        workspace.programmes.join(pack.id)
