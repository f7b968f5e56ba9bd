from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.fields import Field, Kind, Option, RecordType, Row
from app.core.messages import N_, LocalText, zh_en
from app.i18n import Translator
from app.models.catalogue import catalogue
from app.ui.context import DocumentFacts, MemorySettings, UiContext
from app.ui.forms.record_form import RecordForm
from app.ui.forms.registry import EDITORS, Choices
from app.ui.forms.sections import MOST, opened, sections_of, weight
from app.ui.jobs import BaseLane, InlinePool
from app.ui.theme import Theme
from app.ui.widgets.choice import CheckBox, ChoiceBox
from app.ui.widgets.editor import Edit
from app.ui.widgets.parsed import ParsedEdit
from app.ui.widgets.picker import ReferencePicker
from tests.support import ime_type

Shown = Callable[..., QWidget]
TYPES = tuple(catalogue())


@pytest.fixture
def context(theme: Theme) -> UiContext:
    context = UiContext(BaseLane(), InlinePool(), theme, Translator("en", "gregorian"), MemorySettings())
    context.document = DocumentFacts(calendar="roc")
    return context


class Told:
    """Remembers the edits of a form."""

    def __init__(self, form: RecordForm) -> None:
        self.edits: list[tuple[str, str, str, Edit, str]] = []
        form.edited.connect(self.hear)

    def hear(self, record_type: str, record: str, name: str, edit: Edit, visit: str) -> None:
        self.edits.append((record_type, record, name, edit, visit))


def make(context: UiContext, shown: Shown, type_name: str, values: dict[str, object] | None = None) -> RecordForm:
    form = RecordForm(context, catalogue()[type_name])
    form.show_row(Row(type_name, "r1", values or {}), Choices(types=catalogue()))
    shown(form, 700, 900)
    return form


@pytest.mark.parametrize("type_name", TYPES)
def test_no_form_shows_more_than_nine_fields_and_none_is_lost(type_name: str) -> None:
    record_type = catalogue()[type_name]
    sections = sections_of(record_type)
    assert all(len(section.fields) <= MOST for section in sections)
    assert sorted(f.name for s in sections for f in s.fields) == sorted(f.name for f in record_type.fields)
    open_now: tuple[int, ...] = (0,)
    for wanted in (*range(len(sections)), 0):
        open_now = opened(sections, open_now, wanted)
        assert wanted in open_now
        assert sum(weight(sections[index]) for index in open_now) <= MOST or len(open_now) == 1


@pytest.mark.parametrize("type_name", TYPES)
def test_every_record_type_has_a_form_whose_fields_have_names(
    type_name: str, context: UiContext, shown: Shown, qtbot: QtBot
) -> None:
    form = make(context, shown, type_name)
    for field in catalogue()[type_name].fields:
        line = form.line(field.name)
        assert line.label.text() == context.text(field.label)
        if field.kind in EDITORS:
            assert line.editor.accessibleName().startswith(context.text(field.label))
    form.refresh()


def test_typing_is_handed_on_with_one_visit_per_field(context: UiContext, shown: Shown) -> None:
    form = make(context, shown, "person")
    told = Told(form)
    name = form.line("name").editor
    ime_type(name, "王小美")
    name.flush()
    ime_type(name, "堃")
    name.flush()
    ime_type(form.line("phone").editor, "0912345678")
    form.flush()
    values = [(edit[2], edit[3].value) for edit in told.edits]
    assert values == [("name", "王小美"), ("name", "王小美堃"), ("phone", told.edits[-1][3].value)]
    visits = [edit[4] for edit in told.edits]
    assert visits[0] == visits[1]
    assert visits[2] not in ("", visits[0])


def test_a_date_says_what_was_understood_and_keeps_what_was_not(context: UiContext, shown: Shown) -> None:
    form = make(context, shown, "event")
    told = Told(form)
    name = next(f.name for f in catalogue()["event"].fields if f.kind is Kind.DATE)
    date = form.line(name).editor
    assert isinstance(date, ParsedEdit)
    ime_type(date, "一一四年四月十五日")
    date.flush()
    assert told.edits[-1][3] == Edit("2025-04-15", typing=True)
    assert date.note_text()
    date.line.clear()
    ime_type(date, "明年吧")
    date.flush()
    assert told.edits[-1][3] == Edit(None, "明年吧", typing=True)
    assert date.note_text()
    form.show_row(Row("event", "r1", {}, pending={name: "明年吧"}), Choices(types=catalogue()))
    assert date.line.text() == "明年吧"


def test_what_is_missing_is_counted_and_the_rest_can_wait(context: UiContext, shown: Shown) -> None:
    form = make(context, shown, "person")
    needed = [one for one in catalogue()["person"].fields if one.required]
    state = form.state.text()
    assert str(len(needed)) in state
    assert "can wait" in form.waiting.text()
    filled = {"name": "王小美", "certified": True}
    form.show_row(
        Row("person", "r1", {**filled, **{f.name: "x" for f in needed if f.name not in filled}}),
        Choices(types=catalogue()),
    )
    assert form.state.text() == "Everything that is needed is there"


def test_folding_sections_with_the_keyboard(context: UiContext, shown: Shown) -> None:
    form = make(context, shown, "person")
    before = form.shown_fields()
    (head,) = form.findChildren(QPushButton, "section_2")
    head.setFocus()
    QTest.keyClick(head, Qt.Key.Key_Space)
    after = form.shown_fields()
    assert set(after) - set(before)
    assert len(after) <= MOST


def test_help_follows_the_focus(context: UiContext, shown: Shown) -> None:
    form = make(context, shown, "person")
    titles: list[str] = []
    form.help_changed.connect(lambda help_text: titles.append(context.text(help_text.title)))
    form.focus_field("phone")
    assert titles[-1] == context.text(catalogue()["person"].field("phone").label)


def test_sets_and_choices_answer_to_keys(context: UiContext, shown: Shown) -> None:
    kinds = RecordType(
        "x",
        N_("X"),
        N_("Xs"),
        (
            Field("langs", Kind.SET, N_("Languages"), options=(Option("a", N_("A")), Option("b", N_("B")))),
            Field("kind", Kind.ENUM, N_("Kind"), options=(Option("a", N_("A")), Option("b", N_("B")))),
        ),
    )
    form = RecordForm(context, kinds)
    form.show_row(Row("x", "1", {"langs": ("b",)}), Choices())
    shown(form)
    told = Told(form)
    box = form.line("langs").editor.findChildren(CheckBox)[0]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert told.edits[-1][3] == Edit(("a", "b"))
    choice = form.line("kind").editor
    assert isinstance(choice, ChoiceBox)
    choice.box.setFocus()
    QTest.keyClick(choice.box, Qt.Key.Key_Down)
    QTest.keyClick(choice.box, Qt.Key.Key_Down)
    assert told.edits[-1][3] == Edit("b")
    assert told.edits[-1][4] == ""


def test_records_are_chosen_in_the_page_with_a_filter(context: UiContext, shown: Shown) -> None:
    people = tuple(Option(str(i), zh_en(name, name)) for i, name in enumerate(("王小美", "林大同", "王台生")))
    picker = ReferencePicker(context, people, many=True)
    shown(picker)
    heard: list[object] = []
    picker.edited.connect(lambda edit: heard.append(edit.value))
    picker.open_button.setFocus()
    QTest.keyClick(picker.open_button, Qt.Key.Key_Space)
    ime_type(picker.filter, "王台")
    assert [picker.list.item(i).text() for i in range(picker.list.count())] == ["王台生"]
    QTest.keyClick(picker.filter, Qt.Key.Key_Return)
    assert heard == [("2",)]
    assert picker.window() is picker.filter.window(), "no text field stands in a popup"
    remove = picker.findChildren(QPushButton, "remove_chip")[0]
    QTest.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert heard[-1] == ()


def test_localized_text_keeps_each_language(context: UiContext, shown: Shown) -> None:
    kind = RecordType("x", N_("X"), N_("Xs"), (Field("name", Kind.LOCALIZED, N_("Name")),))
    form = RecordForm(context, kind)
    form.show_row(Row("x", "1", {"name": {"en": "Anho"}}), Choices())
    shown(form)
    told = Told(form)
    ime_type(form.line("name").editor, "安和")
    form.flush()
    assert told.edits[-1][3].value == {"zh_TW": "安和", "en": "Anho"}


def test_rows_unfold_one_at_a_time_and_tell_their_edits(context: UiContext, shown: Shown) -> None:
    rows = tuple(Row("person_role", f"p{i}", {"other_title": f"title {i}"}, f"title {i}") for i in range(2))
    form = make(context, shown, "person", {"roles": rows})
    form.focus_field("roles")
    told = Told(form)
    asked: list[tuple[str, ...]] = []
    form.row_add_asked.connect(lambda name: asked.append(("add", name)))
    form.row_remove_asked.connect(lambda name, row: asked.append(("remove", name, row)))
    editor = form.line("roles").editor
    editor.open_row("p1")  # type: ignore[attr-defined]
    field = editor.findChild(QWidget, "field_person_role_other_title")
    assert field is not None
    ime_type(field, "召集人")
    form.flush()
    assert told.edits[-1][:3] == ("person_role", "p1", "other_title")
    (add,) = editor.findChildren(QPushButton, "add_person_role")
    QTest.mouseClick(add, Qt.MouseButton.LeftButton)
    assert asked == [("add", "person_role")]
    added = (*rows, Row("person_role", "p2", {}, ""))
    form.show_row(Row("person", "r1", {"roles": added}), Choices(types=catalogue()))
    assert editor._open == "p2"  # type: ignore[attr-defined]
    assert editor.findChildren(QLabel, "row_title_p2")


def test_every_kind_in_use_has_an_editor() -> None:
    used = {field.kind for one in catalogue().values() for field in one.fields}
    assert used <= set(EDITORS) | {Kind.ROWS}
    assert set(EDITORS) | {Kind.ROWS} == set(Kind)


def test_a_text_in_a_strange_language_is_still_shown(context: UiContext) -> None:
    assert context.text(LocalText({"ja": "ばんやん"})) == "ばんやん"
