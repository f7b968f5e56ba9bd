from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.pages.round_setup import RoundSetUpPage
from app.ui.rounds.form import MOST, field_at, sections
from tests.support import ime_type
from tests.ui.desk import PACK
from tests.ui.page_tools import press, words

Shown = Callable[..., QWidget]


@pytest.fixture
def page(context: UiContext, shown: Shown) -> RoundSetUpPage:
    page = RoundSetUpPage(context)
    context.lane.changes.connect(page.on_changes)
    shown(page, 900, 900)
    page.open((PACK,))
    return page


def fill(page: RoundSetUpPage, key: str, text: str, told: str = "", *, commit: bool = True) -> None:
    page._unfold_for(key)
    QApplication.processEvents()
    line = page._rows[key].editor.main_input()
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    ime_type(line, text, commit=commit)
    if told:
        ime_type(page._rows[key].told, told)
    page.leave()


def test_a_filled_form_makes_the_round(page: RoundSetUpPage, workspace: Workspace, context: UiContext) -> None:
    routes: list[str] = []
    context.asked.connect(routes.append)
    fill(page, "round", "116")
    fill(page, "date:T1", "116年4月20日", "縣府公文")
    fill(page, "amount:GEN", "１２萬", "計畫書", commit=False)
    press(page, "set_up_round")
    made = workspace.programmes.pack("toy-116")
    assert made is not None
    assert made.deadlines[0].date == "2027-04-20"
    assert made.deadlines[0].told_by == "縣府公文"
    assert made.categories[0].amount == 120000
    assert made.deadlines[2].last_day() == ""
    assert {one.id for one in workspace.programmes.joined()} == {PACK, "toy-116"}
    assert "It stands beside “Test 114”" in words(page)
    press(page, "see_changes")
    assert routes == [f"programmes:compare:{PACK}:toy-116"]


def test_last_year_s_dates_are_shown_and_never_taken_over(page: RoundSetUpPage) -> None:
    row = page._rows["date:T1"]
    line = row.editor.main_input()
    assert isinstance(line, QLineEdit)
    assert line.text() == ""
    assert row.last.text().startswith("Last time: ")
    assert "4" in row.last.text()
    pages = page._rows["set:max_pages"].editor.main_input()
    assert isinstance(pages, QLineEdit)
    assert pages.text() == "100"


def test_what_does_not_fit_is_said_beside_its_field(page: RoundSetUpPage, workspace: Workspace) -> None:
    fill(page, "round", "116")
    fill(page, "weight:written:1", "70")
    press(page, "set_up_round")
    row = page._rows["weight:written:1"]
    assert row.isVisible()
    assert row.problem.isVisible()
    assert "110" in row.problem.text()
    assert QApplication.focusWidget() is row.editor.main_input()
    assert workspace.programmes.pack("toy-116") is None
    fill(page, "weight:written:2", "30")
    press(page, "set_up_round")
    assert workspace.programmes.pack("toy-116") is not None


def test_a_missing_year_and_a_word_that_is_no_date(page: RoundSetUpPage, workspace: Workspace) -> None:
    fill(page, "round", " ")
    press(page, "set_up_round")
    row = page._rows["round"]
    assert row.problem.isVisible()
    fill(page, "round", "116")
    fill(page, "date:T1", "問縣府")
    press(page, "set_up_round")
    assert "1 value cannot be read yet." in words(page)
    assert workspace.programmes.pack("toy-116") is None
    assert page._rows["date:T1"].draft() is not None


def test_what_was_typed_is_a_draft_in_the_document(
    page: RoundSetUpPage, workspace: Workspace, context: UiContext, shown: Shown
) -> None:
    fill(page, "round", "117")
    fill(page, "date:T1", "問縣府", "里長", commit=False)
    again = RoundSetUpPage(context)
    shown(again, 900, 900)
    again.open((PACK,))
    row = again._rows["date:T1"]
    line, year = row.editor.main_input(), again._rows["round"].editor.main_input()
    assert isinstance(line, QLineEdit)
    assert isinstance(year, QLineEdit)
    assert (line.text(), row.told.text(), year.text()) == ("問縣府", "里長", "117")


def test_a_round_shows_what_was_entered_and_takes_more(
    page: RoundSetUpPage, workspace: Workspace, context: UiContext
) -> None:
    routes: list[str] = []
    context.asked.connect(routes.append)
    fill(page, "round", "116")
    fill(page, "date:T1", "116年4月20日", "縣府公文")
    press(page, "set_up_round")
    press(page, "change_round")
    assert routes == ["round-setup:toy-116:change"]
    page.open(("toy-116", "change"))
    row, year = page._rows["date:T1"], page._rows["round"]
    line = row.editor.main_input()
    assert isinstance(line, QLineEdit)
    assert "2027" in line.text()
    assert row.told.text() == "縣府公文"
    assert not year.isEnabled()
    fill(page, "date:T8", "116年10月30日", "電話")
    fill(page, "amount:GEN", "12萬")
    page.open(("toy-116", "change"))
    assert page._rows["date:T8"].told.text() == "電話"
    before = workspace.document.undo_label
    press(page, "set_up_round")
    made = workspace.programmes.pack("toy-116")
    assert made is not None
    assert [made.deadlines[0].date, made.deadlines[0].told_by] == ["2027-04-20", "縣府公文"]
    assert made.categories[0].amount == 120000
    assert "2027-10-30" in [one.last_day() for one in made.deadlines]
    workspace.document.undo()
    assert workspace.document.undo_label == before
    made = workspace.programmes.pack("toy-116")
    assert made is not None
    assert "2027-10-30" not in [one.last_day() for one in made.deadlines]


def test_undo_takes_a_round_back(page: RoundSetUpPage, workspace: Workspace) -> None:
    fill(page, "round", "116")
    press(page, "set_up_round")
    assert len(workspace.programmes.joined()) == 2
    workspace.document.undo()
    assert [one.id for one in workspace.programmes.joined()] == [PACK]


def test_no_section_is_longer_than_nine(workspace: Workspace) -> None:
    fields = workspace.programmes.round_fields(PACK)
    found = sections(fields)
    assert max(len(one.fields) for one in found) <= MOST
    assert [field for one in found for field in one.fields] == list(fields)


def test_places_of_a_pack_lead_to_fields() -> None:
    known = ("round", "date:T1", "date:T2:start", "weight:written:1", "set:max_pages", "amount:GEN")
    assert field_at("rubrics[written]", known) == "weight:written:1"
    assert field_at("deadlines[T2]", known) == "date:T2:start"
    assert field_at("categories[GEN].amount", known) == "amount:GEN"
    assert field_at("dossier.chapters", known) == "set:max_pages"
    assert field_at("heads[x]", known) == ""


def test_without_a_programme_the_way_is_shown(page: RoundSetUpPage, context: UiContext) -> None:
    routes: list[str] = []
    context.asked.connect(routes.append)
    page.open(("nothing",))
    press(page, "first_action")
    assert routes == ["programmes"]
