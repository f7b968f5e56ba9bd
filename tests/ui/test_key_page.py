"""Typing sheets in with keys only: rows, totals, mismatches, input methods, undo, scans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.core.fields import Kind, Row
from app.core.progress import NoProgress
from app.exports.layout import FontSet
from app.exports.pdf import page_texts
from app.exports.spec import NoPictures
from app.services.output_kinds import Request, Tools, prepare
from app.services.papers.forms import paper_sections
from app.services.workspace import Workspace
from app.ui.context import UiContext
from app.ui.keying.cells import NameCell
from app.ui.pages.key import KeyPage
from tests.support import FULL, ROOT, ime_type, seeded
from tests.ui.key_desk import Typist, add_event, add_people, answers, kept, open_page, settle
from tests.ui.page_tools import Answers, button, press, words

Shown = Callable[..., QWidget]


def cell(page: QWidget, name: str) -> QWidget:
    found = [one for one in page.findChildren(QWidget, name) if one.isVisible()]
    assert len(found) == 1, name
    return found[0]


def hint(page: KeyPage) -> str:
    return page.hint.text()


@pytest.fixture
def sheet(workspace: Workspace, context: UiContext, shown: Shown) -> tuple[KeyPage, Typist, str]:
    """The first empty row of an event's first sheet."""
    add_people(workspace, 12)
    event = add_event(workspace)
    page = open_page(context, shown, "event", event.id)
    page.go_part("sheets")
    settle()
    return page, Typist(page), event.id


def test_a_packet_of_forty_names_is_printed_keyed_and_reconciled(
    workspace: Workspace, context: UiContext, shown: Shown
) -> None:
    people, event = add_people(workspace, 40), add_event(workspace)
    work = prepare(workspace, "event-packet", Request("zh_TW", ids=(event.id,)))
    output = work(Tools(FontSet.load(ROOT / "resources" / "fonts"), NoPictures()), NoProgress())
    assert output.single is not None
    pages = page_texts(output.single)
    whole = "".join(pages)
    assert all(whole.count(one.title) == 1 for one in people)
    code = next(word for word in pages[0].split() if word.count("-") == 2)

    page = open_page(context, shown)
    typist = Typist(page)
    routes: list[str] = []
    context.asked.connect(routes.append)
    typist.keys(code.lower() + "\n")
    assert routes == [f"key:event:{event.id}"]
    page.open(("event", event.id))
    settle()
    page.go_part("sheets")
    settle()

    rng, numbers = (
        seeded("forty"),
        {one.name: one.number for one in page.desk.keyed_event.people} if page.desk.keyed_event else {},
    )
    sheets = [text for text in pages if "簽到表" in text and "統計" in text]
    said: list[tuple[int, int, int]] = []
    strokes = typist.strokes
    for text in sheets:
        mine = [one for one in people if one.title in text]
        for place, one in enumerate(mine):
            circled = answers(rng)
            said.append(circled)
            if place % 4 == 0:
                typist.name(one.title, ime=True)
                typist.keys("\n")
            else:
                typist.name(str(numbers[one.title]))
            typist.keys("".join(map(str, circled)))
        typist.keys("\n" + str(len(mine)) + "\n⇟")
    settle()
    assert typist.strokes - strokes <= 180

    rows = kept(workspace, event.id)
    assert len(rows) == 40
    assert {row.get("person") for row in rows} == {one.id for one in people}
    bands = ("u18", "a18_34", "a35_49", "a50_64", "a65_74", "a75")
    assert Counter(row.get("age_band") for row in rows) == Counter(bands[one[0] - 1] for one in said)
    settled = page.desk.keyed_event
    assert settled is not None
    assert [state.differences for state in settled.states] == [()] * len(sheets)
    assert [state.paper for state in settled.states] == [text_count(one, people) for one in sheets]
    assert not [one for one in workspace.records.findings("event", event.id) if one.rule.startswith("sheet")]


def text_count(text: str, people: tuple[Row, ...]) -> int:
    """Return how many of *people* stand on a page."""
    return sum(one.title in text for one in people)


def test_a_composition_is_ended_by_enter_and_moves_nothing(sheet: tuple[KeyPage, Typist, str]) -> None:
    page, typist, event = sheet
    first = QApplication.focusWidget()
    assert isinstance(first, NameCell)
    ime_type(first, "王小明", commit=False)
    QTest.keyClick(first, Qt.Key.Key_Return)
    QTest.keyClick(first, Qt.Key.Key_F4)
    assert QApplication.focusWidget() is first
    assert first.composing()
    commit = QInputMethodEvent("", [])
    commit.setCommitString("明")
    QCoreApplication.sendEvent(first, commit)
    typist.keys("\n")
    assert typist.place == "sign_in_0_age_band"
    settle()
    assert [row.get("name") for row in kept(workspace_of(page), event)] == ["王小明"]


def workspace_of(page: KeyPage) -> Workspace:
    found: list[Workspace] = []
    page.context.lane.submit(lambda workspace: workspace, found.append)
    return found[0]


def test_one_key_repeats_what_stands_above(sheet: tuple[KeyPage, Typist, str]) -> None:
    page, typist, event = sheet
    typist.name("Ana")
    typist.keys("425")
    typist.name("Bo")
    typist.keys("\n\t\t\t")
    typist.key(Qt.Key.Key_F4)
    settle()
    first, second, third = kept(workspace_of(page), event)
    for name in ("age_band", "language", "priority_group"):
        assert first.get(name) == second.get(name)
    assert third.get("name") == "Bo"
    typist.keys("\n")
    typist.key(Qt.Key.Key_Apostrophe, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert typist.place == "sign_in_2_priority_group"


def test_going_back_and_up_and_down(sheet: tuple[KeyPage, Typist, str]) -> None:
    _page, typist, _event = sheet
    typist.name("Ana")
    typist.keys("42")
    typist.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert typist.place == "sign_in_0_language"
    typist.key(Qt.Key.Key_Down)
    assert typist.place == "sign_in_1_language"
    typist.key(Qt.Key.Key_Up)
    assert typist.place == "sign_in_0_language"


def test_a_known_person_comes_by_number_by_beginning_and_with_what_is_on_record(
    workspace: Workspace, context: UiContext, shown: Shown
) -> None:
    (known, *_), event = add_people(workspace, 2, known=True), add_event(workspace)
    page = open_page(context, shown, "event", event.id)
    page.go_part("sheets")
    settle()
    typist, number = Typist(page), page.desk.keyed_event.people if page.desk.keyed_event else ()
    mine = next(one.number for one in number if one.id == known.id)
    typist.name(str(mine))
    assert typist.place == "sign_in_0_priority_group"
    typist.keys("8")
    typist.name(known.title[:2], ime=True)
    settle()
    assert f"{mine} {known.title}" in hint(page)
    typist.key(Qt.Key.Key_F3)
    settle()
    first, second = kept(workspace, event.id)
    assert (first.get("person"), first.get("age_band"), first.get("language")) == (known.id, "a65_74", "zh")
    assert (second.get("person"), second.get("name"), second.title) == (known.id, None, known.title)


def test_erasing_a_person_leaves_no_name_on_a_sheet(workspace: Workspace, context: UiContext, shown: Shown) -> None:
    (known, *_), event = add_people(workspace, 2), add_event(workspace)
    page = open_page(context, shown, "event", event.id)
    page.go_part("sheets")
    typist = Typist(page)
    typist.name(known.title, ime=True)
    typist.keys("\n3")
    settle()
    workspace.records.delete("person", known.id)
    settle()
    (row,) = kept(workspace, event.id)
    assert (row.get("name"), row.get("person"), row.get("age_band")) == (None, None, "a35_49")


def test_a_file_that_is_read_only_takes_no_keys(workspace: Workspace, context: UiContext, shown: Shown) -> None:
    event = add_event(workspace)
    context.document = replace(context.document, read_only=True)
    page = open_page(context, shown, "event", event.id)
    assert "open to read only" in words(page)
    assert not page.form.isEnabled()
    assert not page.sheets.isEnabled()


def test_a_beginning_alone_takes_nobody(sheet: tuple[KeyPage, Typist, str]) -> None:
    page, typist, event = sheet
    typist.name("陳榕", ime=True)
    typist.keys("\n")
    settle()
    (row,) = kept(workspace_of(page), event)
    assert (row.get("name"), row.get("person")) == ("陳榕", None)


def test_somebody_without_a_name_and_a_number_that_nobody_has(sheet: tuple[KeyPage, Typist, str]) -> None:
    page, typist, event = sheet
    typist.keys(" 3")
    settle()
    assert [row.get("age_band") for row in kept(workspace_of(page), event)] == ["a35_49"]
    typist.keys("\n\n")
    taken = {one.number for one in page.desk.keyed_event.people} if page.desk.keyed_event else set()
    free = next(number for number in range(100, 1000) if number not in taken)
    typist.name(str(free))
    assert f"Nobody has the number {free}" in hint(page)
    assert typist.place == "sign_in_1_name"


def test_a_key_without_a_choice_is_said_and_changes_nothing(sheet: tuple[KeyPage, Typist, str]) -> None:
    page, typist, event = sheet
    typist.name("Ana")
    typist.keys("\n9")
    assert "No choice has the number 9" in hint(page)
    settle()
    assert [row.get("age_band") for row in kept(workspace_of(page), event)] == [None]
    typist.keys("２")
    settle()
    assert [row.get("age_band") for row in kept(workspace_of(page), event)] == ["a18_34"]


def test_a_mismatch_is_said_in_words_and_must_be_explained_or_mended(sheet: tuple[KeyPage, Typist, str]) -> None:
    page, typist, event = sheet
    workspace = workspace_of(page)
    for name in ("Ana", "Bo", "Cy"):
        typist.name(name)
        typist.keys("111")
    typist.keys("\n5\n2\n")
    settle()
    said = words(page)
    assert "Sheet 1: 3 people were typed, the paper says 5." in said
    assert "3 were typed, the paper says 2." in said
    rules = [one.rule for one in workspace.records.findings("event", event)]
    assert rules.count("sheet-totals") == 2
    typist.keys("\n" * 23)
    assert typist.place == "key_why"
    typist.name("兩位只簽名", ime=True)
    typist.keys("\n")
    settle()
    assert "sheet-totals" not in [one.rule for one in workspace.records.findings("event", event)]
    assert [row.get("explanation") for row in kept(workspace, event, "sign_in_sheets")] == ["兩位只簽名"]
    assert page.sheets.sheet_number == 2


def test_mending_the_total_settles_it_too(sheet: tuple[KeyPage, Typist, str]) -> None:
    page, typist, event = sheet
    typist.name("Ana")
    typist.keys("111\n2\n")
    settle()
    typist.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert typist.place == "key_heads"
    typist.keys("1\n")
    settle()
    assert "The paper says the same." in words(page)
    assert not [one for one in workspace_of(page).records.findings("event", event) if one.rule == "sheet-totals"]


def test_undo_takes_a_whole_row_back(sheet: tuple[KeyPage, Typist, str]) -> None:
    page, typist, event = sheet
    workspace = workspace_of(page)
    typist.name("Ana")
    typist.keys("111")
    typist.name("Bo")
    typist.keys("222")
    settle()
    workspace.document.undo()
    page.context.lane.submit(lambda _ws: None)
    settle()
    assert [row.get("name") for row in kept(workspace, event)] == ["Ana"]
    shown_names = [row.cells[0].text() for row in page.sheets.grid.shown()] if page.sheets.grid else []
    assert shown_names == ["Ana", ""]
    workspace.document.redo()
    page.context.lane.submit(lambda _ws: None)
    settle()
    assert [row.get("name") for row in kept(workspace, event)] == ["Ana", "Bo"]


def test_the_first_key_stroke_is_kept_without_enter(sheet: tuple[KeyPage, Typist, str]) -> None:
    page, typist, event = sheet
    typist.name("A")
    QTest.qWait(750)
    settle()
    assert [row.get("name") for row in kept(workspace_of(page), event)] == ["A"]
    page.leave()


def test_counts_alone_need_no_name(sheet: tuple[KeyPage, Typist, str]) -> None:
    page, typist, event = sheet
    workspace = workspace_of(page)
    box = cell(page, "key_counts_only")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    settle()
    assert page.sheets.grid is not None
    assert page.sheets.grid.isHidden()
    page.sheets.start()
    typist.keys("4\n3\n2\n")
    settle()
    assert workspace.records.get("event", event).get("attendance_kept") == "counts"  # type: ignore[union-attr]
    assert "add up to 5, the paper says 4 people" in words(page)
    assert kept(workspace, event) == ()


def test_a_scan_is_kept_as_evidence_and_other_files_are_refused(
    sheet: tuple[KeyPage, Typist, str], tmp_path: Path
) -> None:
    page, _typist, event = sheet
    workspace = workspace_of(page)
    scan, other = tmp_path / "簽到表.pdf", tmp_path / "virus.exe"
    scan.write_bytes(b"%PDF-1.7 scan")
    other.write_bytes(b"MZ nothing")
    page.context.dialogs = Answers(files=(scan, other))
    errors: list[object] = []
    page.context.lane.failed.connect(errors.append)
    press(page, "key_scan")
    settle()
    row = workspace.records.get("event", event)
    assert row is not None
    proofs = row.get("proof")
    assert isinstance(proofs, tuple)
    assert len(proofs) == 1
    (file,) = workspace.records.load("file")
    assert workspace.document.blob(str(file.get("sha256"))) == b"%PDF-1.7 scan"
    assert [one.get("scan") for one in kept(workspace, event, "sign_in_sheets")] == [file.id]
    assert len(errors) == 1


def test_a_blank_form_becomes_a_record_and_the_next_repeats_it(
    workspace: Workspace, context: UiContext, shown: Shown
) -> None:
    page = open_page(context, shown, "organisation")
    typist = Typist(page)
    typist.name("榕樹國小", ime=True)
    typist.keys("\n1\n")
    settle()
    (row,) = workspace.records.load("organisation")
    assert (row.get("name"), row.get("kind")) == ("榕樹國小", "school")
    for _ in range(60):
        if typist.place == "key_next":
            break
        typist.keys("\n")
    assert typist.place == "key_next"
    press(page, "key_next")
    settle()
    typist.name("榕樹國中", ime=True)
    typist.keys("\n\t")
    settle()
    found = {one.get("name"): one.get("kind") for one in workspace.records.load("organisation")}
    assert found == {"榕樹國小": "school", "榕樹國中": "school"}


def test_several_choices_and_words_in_a_form(workspace: Workspace, context: UiContext, shown: Shown) -> None:
    page = open_page(context, shown, "event")
    typist = Typist(page)
    typist.name("Potluck")
    typist.keys("\n")
    line = cell(page, "key_audience")
    line.setFocus()
    typist.keys("1 3\n")
    settle()
    (row,) = workspace.records.load("event")
    assert row.get("audience") == ("new_residents", "students")
    method = cell(page, "key_method")
    method.setFocus()
    typist.keys("99\n")
    settle()
    (row,) = workspace.records.load("event")
    assert row.pending.get("method") == "99"


def test_an_unknown_code_is_said_and_an_old_one_is_still_found(
    workspace: Workspace, context: UiContext, shown: Shown
) -> None:
    page = open_page(context, shown)
    routes: list[str] = []
    context.asked.connect(routes.append)
    typist = Typist(page)
    typist.keys("zz-999\n")
    assert "No form has the code “zz-999”" in words(page)
    assert not routes
    assert typist.place == "key_code"
    button(page, "key_open")


def test_notes_are_typed_without_names(sheet: tuple[KeyPage, Typist, str]) -> None:
    page, typist, event = sheet
    page.go_part("notes")
    settle()
    typist.name("巷口一下雨就淹", ime=True)
    typist.keys("\n2")
    typist.name("淹水", ime=True)
    typist.keys("\n1")
    settle()
    (note,) = kept(workspace_of(page), event, "feedback_notes")
    assert (note.get("quote"), note.get("topic"), note.get("reply")) == ("巷口一下雨就淹", "淹水", True)
    assert note.get("language") == "nan"


def test_every_cell_has_a_name_for_screen_readers(sheet: tuple[KeyPage, Typist, str]) -> None:
    page, _typist, _event = sheet
    assert page.sheets.grid is not None
    for row in page.sheets.grid.shown():
        assert all(one.accessibleName() for one in row.cells)
    labels = [one for one in page.findChildren(QLabel) if one.isVisible()]
    assert labels


def test_a_column_for_telephone_numbers_follows_the_paper(sheet: tuple[KeyPage, Typist, str]) -> None:
    page, typist, event = sheet
    page.sheets.phones.click()
    settle()
    assert typist.place == "sign_in_0_name"
    typist.name("Ana")
    typist.keys("425")
    assert typist.place == "sign_in_0_phone"
    typist.keys("0912345678\n")
    assert typist.place == "sign_in_1_name"
    settle()
    assert [row.get("phone") for row in kept(workspace_of(page), event)] == ["0912345678"]
    page.open(("event", ""))
    page.open(("event", event))
    settle()
    assert page.sheets.phones.isChecked()  # what was typed is always seen


def test_photos_files_and_what_is_worked_out_stand_where_the_paper_has_them(
    workspace: Workspace, context: UiContext, shown: Shown
) -> None:
    workspace.records.create("file", {"name": "收據.pdf"})
    for kind in ("expense", "person", "organisation", "training") if FULL else ("expense", "training"):
        page = open_page(context, shown, kind)
        asked = [one.name for _, fields in paper_sections(workspace.records.catalogue()[kind]) for one in fields]
        assert [one for one in asked if one not in {*page.form._editors, *page.form._grids}] == []
        computed = {one.name for one in workspace.records.catalogue()[kind].fields if one.kind is Kind.COMPUTED}
        stops = {stop.objectName().removeprefix("key_") for stop in page.form._stops}
        assert not computed & stops
        typist = Typist(page)
        for _ in asked:  # Enter passes over every question, and opens no list
            if typist.place != "key_next":
                typist.keys("\n")
        assert typist.place == "key_next"
