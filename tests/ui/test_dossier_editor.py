from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, Qt
from PySide6.QtGui import QAction, QInputMethodEvent, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from app.core.ids import seeded_ids
from app.core.richtext import Atom, Run, plain, text_of
from app.ui.shell.shortcuts import IN_CHAPTERS, SHORTCUTS
from app.ui.studio.chapter.blocks import BlockData, blocks_of, code_points, is_object
from app.ui.studio.chapter.cards import Card
from app.ui.studio.chapter.editor import ChapterEditor
from app.ui.studio.chapter.edits import FORMS, form_of
from app.ui.theme import Theme
from tests.support import count, ime_type

Shown = Callable[..., QWidget]
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

CHAPTER = (
    BlockData("h", "heading", 1, "", plain("社區環境")),
    BlockData("a", "paragraph", 0, "body", plain("本社區位於溪邊")),
    BlockData("x", "photos", settings={"photos": ["p1"]}),
    BlockData("b", "paragraph", 0, "body", plain("堃喆𡋾的家")),
)


class Desk:
    """An editor beside another field, with what it handed on."""

    def __init__(self, theme: Theme, shown: Shown, blocks: tuple[BlockData, ...] = CHAPTER) -> None:
        self.box = QWidget()
        layout = QVBoxLayout(self.box)
        self.editor, self.other = ChapterEditor(theme, seeded_ids(3)), QLineEdit()
        layout.addWidget(self.editor)
        layout.addWidget(self.other)
        shown(self.box)
        self.other.setFocus()
        self.editor.open_blocks(blocks)
        self.editor.cards.show({"x": Card("images", "Photos", "1 photo")}, {"ref:f": "圖3"})
        self.told: list[tuple[tuple[BlockData, ...], str]] = []
        self.editor.edited.connect(lambda blocks, visit: self.told.append((blocks, visit)))

    def put(self, wanted: str, offset: int = 0) -> None:
        """Put the cursor into a block; a negative offset counts from its end."""
        self.editor.setFocus()
        self.editor.go_to(wanted)
        cursor = self.editor.textCursor()
        length = cursor.block().length() - 1
        if not self.editor.current_object():
            cursor.setPosition(cursor.block().position() + (offset if offset >= 0 else length + 1 + offset))
            self.editor.setTextCursor(cursor)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.editor, key, held)

    def ids(self) -> list[str]:
        return [one.id for one in self.editor.blocks()]

    def texts(self) -> list[str]:
        return [text_of(one.runs) if not one.is_object else f"<{one.kind}>" for one in self.editor.blocks()]


@pytest.fixture
def desk(theme: Theme, shown: Shown) -> Desk:
    return Desk(theme, shown)


def test_blocks_come_back_as_they_went_in(theme: Theme, shown: Shown) -> None:
    blocks = (
        *CHAPTER,
        BlockData("l", "list_item", 1, "number", (Run("一"), Run("粗", ("b",)), Run("斜\n行", ("e",)))),
        BlockData("r", "paragraph", 0, "body", (Run("見"), Atom("ref", "f"), Run("。"))),
        BlockData("e", "paragraph", 0, "body"),
        BlockData("h4", "heading", 4, "", plain("深")),
    )
    desk = Desk(theme, shown, blocks)
    assert desk.editor.blocks() == blocks
    assert [one.settings for one in desk.editor.blocks() if one.is_object] == [{"photos": ["p1"]}]
    desk.editor.flush()
    assert desk.told == []


def test_enter_gives_the_second_half_a_new_id_and_joining_keeps_the_first(desk: Desk) -> None:
    desk.put("a", 3)
    desk.key(Qt.Key.Key_Return)
    assert desk.texts() == ["社區環境", "本社區", "位於溪邊", "<photos>", "堃喆𡋾的家"]
    ids = desk.ids()
    assert ids[1] == "a"
    assert len(set(ids)) == 5
    desk.key(Qt.Key.Key_Backspace)
    assert desk.ids() == ["h", "a", "x", "b"]
    assert desk.texts()[1] == "本社區位於溪邊"
    assert desk.editor.textCursor().positionInBlock() == 3


def test_undo_and_redo_bring_ids_back_too(desk: Desk) -> None:
    before = desk.editor.blocks()
    desk.put("b", 2)
    desk.key(Qt.Key.Key_Return)
    QTest.keyClicks(desk.editor, "abc")
    after = desk.editor.blocks()
    while desk.editor.can_undo():
        desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.editor.blocks() == before
    while desk.editor.can_redo():
        desk.editor.redo()
    assert desk.editor.blocks() == after


def test_objects_are_chosen_by_keys_and_never_typed_over(desk: Desk) -> None:
    desk.put("a", -1)
    desk.key(Qt.Key.Key_Down)
    assert desk.editor.current_object() == "x"
    assert desk.editor.textCursor().selectedText() == "\ufffc"
    asked: list[str] = []
    desk.editor.object_asked.connect(asked.append)
    desk.key(Qt.Key.Key_Space)
    assert asked == ["x"]
    ime_type(desk.editor, "水災")
    assert desk.texts() == ["社區環境", "本社區位於溪邊", "<photos>", "水災", "堃喆𡋾的家"]
    desk.put("x")
    QTest.keyClicks(desk.editor, "k")
    assert desk.texts()[2:4] == ["<photos>", "k"]
    desk.put("x")
    desk.key(Qt.Key.Key_Up)
    assert desk.editor.current_id() == "a"
    desk.put("x")
    desk.key(Qt.Key.Key_Right)
    assert desk.editor.textCursor().block().text() == "k"


def test_an_object_taken_out_comes_back_with_its_settings(desk: Desk) -> None:
    before = desk.editor.blocks()
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        desk.put("x")
        desk.key(key)
        assert desk.ids() == ["h", "a", "b"]
        assert desk.texts() == ["社區環境", "本社區位於溪邊", "堃喆𡋾的家"]
        desk.key(Qt.Key.Key_Z, CTRL)
        assert desk.editor.blocks() == before
        assert desk.editor.blocks()[2].settings == {"photos": ["p1"]}


def test_backspace_and_delete_choose_an_object_before_they_take_it(desk: Desk) -> None:
    desk.put("b", 0)
    desk.key(Qt.Key.Key_Backspace)
    assert desk.editor.current_object() == "x"
    desk.put("a", -1)
    desk.key(Qt.Key.Key_Delete)
    assert desk.editor.current_object() == "x"
    assert desk.ids() == ["h", "a", "x", "b"]


def test_deleting_across_blocks_leaves_whole_blocks(desk: Desk) -> None:
    cursor = desk.editor.textCursor()
    start = next(one for one in blocks_of(desk.editor.document()) if one.text() == "本社區位於溪邊")
    cursor.setPosition(start.position() + 2)
    cursor.setPosition(start.next().position(), QTextCursor.MoveMode.KeepAnchor)
    desk.editor.setFocus()
    desk.editor.setTextCursor(cursor)
    before = desk.editor.blocks()
    desk.key(Qt.Key.Key_Delete)
    assert desk.texts() == ["社區環境", "本社", "<photos>", "堃喆𡋾的家"]
    assert desk.ids()[2] == "x"
    assert len(set(desk.ids())) == 4
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.editor.blocks() == before
    desk.key(Qt.Key.Key_A, CTRL)
    desk.key(Qt.Key.Key_Delete)
    assert len(desk.editor.blocks()) == 1
    assert not desk.editor.blocks()[0].is_object
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.editor.blocks() == before


def test_an_object_joined_with_text_gets_its_own_block_again(desk: Desk) -> None:
    block = next(one for one in blocks_of(desk.editor.document()) if is_object(one))
    cursor = QTextCursor(block)
    cursor.beginEditBlock()
    cursor.deletePreviousChar()
    cursor.endEditBlock()
    assert desk.texts() == ["社區環境", "本社區位於溪邊", "<photos>", "堃喆𡋾的家"]
    cursor = QTextCursor(next(one for one in blocks_of(desk.editor.document()) if is_object(one)))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.deleteChar()
    assert desk.texts() == ["社區環境", "本社區位於溪邊", "<photos>", "堃喆𡋾的家"]
    assert len(set(desk.ids())) == 4
    assert desk.ids()[2] == "x"


def test_blocks_move_by_keys_and_keep_their_ids(desk: Desk) -> None:
    desk.put("b", 2)
    desk.key(Qt.Key.Key_Up, ALT)
    assert desk.ids() == ["h", "a", "b", "x"]
    assert desk.editor.current_id() == "b"
    assert desk.editor.textCursor().positionInBlock() == 2
    desk.key(Qt.Key.Key_Up, ALT)
    desk.put("x")
    desk.key(Qt.Key.Key_Up, ALT)
    assert desk.ids() == ["h", "b", "x", "a"]
    assert desk.editor.current_object() == "x"
    assert desk.editor.blocks()[2].settings == {"photos": ["p1"]}
    for _ in range(3):
        desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.editor.blocks() == CHAPTER


def test_composition_is_kept_on_leaving_and_nothing_is_handed_on_twice(desk: Desk) -> None:
    desk.put("a", -1)
    ime_type(desk.editor, "安和社區", commit=False)
    assert desk.editor.composing()
    desk.other.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not desk.editor.composing()
    assert desk.texts()[1] == "本社區位於溪邊安和社區"
    assert len(desk.told) == 1
    desk.editor.flush()
    assert len(desk.told) == 1


def test_preedit_alone_hands_on_nothing_and_committed_text_does_not_wait_for_it(desk: Desk) -> None:
    desk.put("a", -1)
    QCoreApplication.sendEvent(desk.editor, QInputMethodEvent("ㄕㄜˋ", []))
    desk.editor._hand_on()
    assert desk.told == []
    ime_type(desk.editor, "一二三四", commit=False)
    desk.editor._hand_on()
    assert text_of(desk.told[-1][0][1].runs) == "本社區位於溪邊一二"
    assert desk.editor.composing()


def test_flush_keeps_what_is_being_composed(desk: Desk) -> None:
    desk.put("b", -1)
    ime_type(desk.editor, "備份", commit=False)
    desk.editor.flush()
    assert text_of(desk.told[-1][0][3].runs) == "堃喆𡋾的家備份"


def test_one_visit_is_one_step_and_leaving_ends_it(desk: Desk) -> None:
    desk.put("a", -1)
    ime_type(desk.editor, "一")
    desk.editor._hand_on()
    ime_type(desk.editor, "二")
    desk.editor._hand_on()
    desk.other.setFocus()
    assert not desk.editor.can_undo()
    desk.put("a", -1)
    ime_type(desk.editor, "三")
    desk.other.setFocus()
    visits = [visit for _, visit in desk.told]
    assert visits[0] == visits[1]
    assert visits[2] not in ("", visits[0])


def test_a_refresh_waits_while_the_chapter_is_edited(desk: Desk) -> None:
    desk.put("a", -1)
    other = (BlockData("z", "paragraph", 0, "body", plain("別處來的")),)
    assert not desk.editor.show_blocks(other)
    ime_type(desk.editor, "甲", commit=False)
    assert not desk.editor.show_blocks(other, own=True)
    assert desk.texts()[1] == "本社區位於溪邊"
    desk.other.setFocus()
    assert desk.texts()[1] == "本社區位於溪邊甲"
    assert desk.editor.show_blocks(other)
    assert desk.texts() == ["別處來的"]
    desk.editor.setFocus()
    assert desk.editor.show_blocks(CHAPTER, own=True)
    assert desk.ids() == ["h", "a", "x", "b"]


def test_ctrl_z_takes_back_the_visit_and_then_passes_to_the_document(desk: Desk) -> None:
    passed: list[int] = []
    action = QAction(desk.box)
    action.setShortcut(QKeySequence.StandardKey.Undo)
    action.triggered.connect(lambda: passed.append(1))
    desk.box.window().addAction(action)
    desk.put("a", -1)
    QTest.keyClicks(desk.editor, "ab")
    for _ in range(5):
        if desk.editor.blocks() == CHAPTER:
            break
        desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.editor.blocks() == CHAPTER
    assert passed == []
    desk.key(Qt.Key.Key_Z, CTRL)
    assert passed == [1]


def test_marks_forms_and_levels_by_keys(desk: Desk) -> None:
    desk.put("b", 0)
    desk.key(Qt.Key.Key_End, SHIFT)
    desk.key(Qt.Key.Key_B, CTRL)
    assert desk.editor.blocks()[3].runs == (Run("堃喆𡋾的家", ("b",)),)
    desk.key(Qt.Key.Key_I, CTRL)
    desk.key(Qt.Key.Key_B, CTRL)
    assert desk.editor.blocks()[3].runs == (Run("堃喆𡋾的家", ("e",)),)
    desk.key(Qt.Key.Key_2, CTRL)
    assert desk.editor.blocks()[3] == BlockData("b", "heading", 2, "", (Run("堃喆𡋾的家", ("e",)),))
    desk.put("b", 0)
    desk.key(Qt.Key.Key_Backspace)
    assert desk.editor.blocks()[3].kind == "paragraph"
    desk.editor.edits.set_form(next(one for one in FORMS if one.id == "number"))
    assert form_of(desk.editor.textCursor().block()).id == "number"
    desk.key(Qt.Key.Key_BracketRight, CTRL)
    assert desk.editor.blocks()[3].level == 1
    desk.put("b", -1)
    desk.key(Qt.Key.Key_Return)
    assert desk.editor.blocks()[4].kind == "list_item"
    desk.key(Qt.Key.Key_Return)
    assert desk.editor.blocks()[4].kind == "paragraph"


def test_ctrl_0_in_a_chapter_makes_a_paragraph_and_passes_the_window_by(desk: Desk) -> None:
    passed: list[int] = []
    action = QAction(desk.box)
    action.setShortcut(QKeySequence("Ctrl+0"))
    action.triggered.connect(lambda: passed.append(1))
    desk.box.window().addAction(action)
    desk.put("h", 0)
    desk.key(Qt.Key.Key_0, CTRL)
    assert desk.editor.blocks()[0].kind == "paragraph"
    assert passed == []
    desk.editor.setReadOnly(True)
    desk.key(Qt.Key.Key_0, CTRL)
    assert passed == [1]


def test_every_listed_key_of_chapters_works(desk: Desk) -> None:
    asked: list[str] = []
    desk.editor.atom_asked.connect(asked.append)
    for one in (one for one in SHORTCUTS if one.group == IN_CHAPTERS):
        desk.editor.open_blocks(CHAPTER)
        desk.put("h", 0)
        if one.id in ("block_up", "higher"):
            desk.editor.edits.move(1)
            desk.editor.edits.shift(1)
        before, said = desk.editor.blocks(), len(asked)
        QTest.keySequence(desk.editor, QKeySequence(one.keys[0]))
        same_form = one.id == f"form_{before[0].level}" and before[0].kind == "heading"
        assert desk.editor.blocks() != before or len(asked) > said or same_form, one.id
    assert asked == ["reference", "fact"]


def test_enter_behind_a_heading_begins_a_paragraph_and_before_it_leaves_the_heading_its_id(desk: Desk) -> None:
    desk.put("h", -1)
    desk.key(Qt.Key.Key_Return)
    assert [one.kind for one in desk.editor.blocks()[:2]] == ["heading", "paragraph"]
    desk.put("h", 0)
    desk.key(Qt.Key.Key_Return)
    assert [(one.kind, one.id == "h") for one in desk.editor.blocks()[:2]] == [("paragraph", False), ("heading", True)]


def test_text_behind_a_reference_is_text(desk: Desk) -> None:
    desk.put("a", -1)
    desk.editor.insert_atom(Atom("ref", "f"))
    ime_type(desk.editor, "所示")
    assert desk.editor.blocks()[1].runs == (Run("本社區位於溪邊"), Atom("ref", "f"), Run("所示"))
    desk.key(Qt.Key.Key_Return)
    ime_type(desk.editor, "下")
    assert desk.editor.blocks()[2].runs == (Run("下"),)


def test_pasted_html_becomes_runs_and_blocks(desk: Desk) -> None:
    data = QMimeData()
    data.setHtml(
        "<html><head><style>p{color:red}</style><title>x</title></head><body><h2>標題</h2><p>一<b>粗</b> &lt;b&gt;"
        "<span style='font-weight:700;font-style:italic'>兩者</span><script>alert(1)</script></p>"
        "<ul><li><p>點</p></li><li>二<ol><li>內</li></ol></li></ul><img src='file:///etc/passwd'><table><tr><td>甲</td>"
        "<td>乙</td></tr></table></body></html>"
    )
    desk.put("b", -1)
    desk.key(Qt.Key.Key_Return)
    desk.editor.insertFromMimeData(data)
    found = desk.editor.blocks()[4:]
    assert [(one.kind, one.level, one.style, one.runs) for one in found] == [
        ("heading", 1, "", (Run("標題"),)),
        ("paragraph", 0, "body", (Run("一"), Run("粗", ("b",)), Run(" <b>"), Run("兩者", ("b", "e")))),
        ("list_item", 0, "bullet", (Run("點"),)),
        ("list_item", 0, "bullet", (Run("二"),)),
        ("list_item", 1, "number", (Run("內"),)),
        ("table", 0, "", ()),
    ]
    assert found[-1].settings["rows"] == [["甲", "乙"]]
    assert len(set(desk.ids())) == len(desk.ids())


def test_pasted_lines_become_paragraphs_and_one_line_joins_the_text(desk: Desk) -> None:
    data = QMimeData()
    data.setText("溪流")
    desk.put("a", 3)
    desk.editor.insertFromMimeData(data)
    assert desk.texts()[1] == "本社區溪流位於溪邊"
    data.setText("一\r\n\r\n二\x00\ufffc三\n")
    desk.editor.insertFromMimeData(data)
    assert desk.texts()[1:3] == ["本社區溪流一", "二三位於溪邊"]


def test_cut_and_paste_moves_an_object_and_copy_makes_another(desk: Desk) -> None:
    desk.put("x")
    desk.key(Qt.Key.Key_X, CTRL)
    assert desk.ids() == ["h", "a", "b"]
    desk.put("b", -1)
    desk.key(Qt.Key.Key_V, CTRL)
    assert desk.ids() == ["h", "a", "b", "x"]
    assert desk.editor.blocks()[3].settings == {"photos": ["p1"]}
    desk.key(Qt.Key.Key_V, CTRL)
    ids = desk.ids()
    assert len(set(ids)) == len(ids)
    assert [one.kind for one in desk.editor.blocks()].count("photos") == 2


def test_qt_units_become_characters_in_one_place() -> None:
    assert [code_points("a𡋾b", units) for units in range(6)] == [0, 1, 2, 2, 3, 3]


def test_cards_and_margin_are_drawn(desk: Desk, qapp: QApplication) -> None:
    desk.editor.show_labels({"h": "一、"})
    block = next(one for one in blocks_of(desk.editor.document()) if is_object(one))
    rect = desk.editor.document().documentLayout().blockBoundingRect(block)
    assert rect.height() > 30
    wide = desk.editor.document().documentLayout().blockBoundingRect(block).width()
    assert wide > 200
    assert desk.editor.gutter.mark_of(desk.editor.document().begin(), 0) == "一、"
    assert not desk.box.grab().isNull()
    QTest.mouseClick(desk.editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, int(rect.center().y())))
    assert desk.editor.current_object() == "x"


def test_whatever_the_keys_do_blocks_stay_whole_and_undo_leads_back(
    theme: Theme, shown: Shown, rng: random.Random
) -> None:
    """Random keys, pastes, cuts, drops and moves: ids stay unique, objects alone, and undo is exact."""
    desk = Desk(
        theme, shown, (*CHAPTER, BlockData("t", "table"), BlockData("l", "list_item", 0, "number", plain("末")))
    )
    editor, begun = desk.editor, desk.editor.blocks()
    editor.setFocus()
    keys = (
        Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up,
        Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_A, Qt.Key.Key_Space,
    )  # fmt: skip
    held = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.NoModifier, SHIFT, ALT)
    for _ in range(count(1500)):
        match rng.randrange(12):
            case 0:
                ime_type(editor, rng.choice(("水災", "𡋾", "a堃")))
            case 1:
                data = QMimeData()
                data.setHtml(rng.choice(("<p>一</p><p>二</p>", "<h2>題</h2><ul><li>點</li></ul>", "<b>粗</b>")))
                editor.insertFromMimeData(data)
            case 2:
                desk.key(rng.choice((Qt.Key.Key_X, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_V)), CTRL)
            case 3:
                editor.edits.set_form(rng.choice(FORMS))
            case 4:
                cursor = editor.textCursor()
                last = editor.document().characterCount() - 1
                cursor.setPosition(rng.randint(0, last))
                cursor.setPosition(rng.randint(0, last), QTextCursor.MoveMode.KeepAnchor)
                editor.setTextCursor(cursor)
            case 5:
                desk.key(Qt.Key.Key_B, CTRL)
            case 6 if editor.can_undo():
                desk.key(Qt.Key.Key_Z, CTRL)
            case _:
                desk.key(rng.choice(keys), rng.choice(held))
        _check_whole(editor)
    while editor.can_redo():
        editor.redo()
    end = editor.blocks()
    while editor.can_undo():
        editor.undo()
        _check_whole(editor)
    assert editor.blocks() == begun
    while editor.can_redo():
        editor.redo()
    assert editor.blocks() == end


def _check_whole(editor: ChapterEditor) -> None:
    found = editor.blocks()
    ids = [one.id for one in found]
    assert all(ids)
    assert len(set(ids)) == len(ids)
    for one, block in zip(found, blocks_of(editor.document()), strict=True):
        assert one.kind in ("heading", "paragraph", "list_item", "photos", "table")
        assert (block.text() == "\ufffc") is one.is_object, (one, block.text())
