"""What keys and commands do to the blocks of a chapter; each is one step of Qt's own undo."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor

from app.core.messages import N_, Message
from app.core.richtext import BOLD, EMPHASIS
from app.ui.shell.shortcuts import IN_CHAPTERS, IN_FIELDS, command_of
from app.ui.studio.chapter.blocks import (
    BlockData,
    block_id,
    data_of,
    find_block,
    format_of,
    insert_content,
    insert_runs,
    is_object,
    kind_of,
    rewrite,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.ui.studio.chapter.editor import ChapterEditor


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of text block as the list of forms offers it."""

    id: str
    label: Message
    kind: str
    level: int = 0
    style: str = ""


FORMS: tuple[Form, ...] = (
    Form("paragraph", N_("Paragraph"), "paragraph", 0, "body"),
    Form("heading1", N_("Heading, level 1"), "heading", 1),
    Form("heading2", N_("Heading, level 2"), "heading", 2),
    Form("heading3", N_("Heading, level 3"), "heading", 3),
    Form("heading4", N_("Heading, level 4"), "heading", 4),
    Form("bullet", N_("List with dots"), "list_item", 0, "bullet"),
    Form("number", N_("List with numbers"), "list_item", 0, "number"),
    Form("box", N_("List to tick"), "list_item", 0, "box"),
    Form("note", N_("Small note"), "paragraph", 0, "note"),
)
BODY = FORMS[0]
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
_FORWARD = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Down})
_BACK = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Up})
_RETURNS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ERASERS = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})


def form_of(block: QTextBlock) -> Form:
    """Return the form that a text block has; the paragraph for anything else."""
    data = data_of(block, {})
    for one in FORMS:
        same_level = one.level == data.level or data.kind == "list_item"
        if one.kind == data.kind and same_level and (one.style == data.style or data.kind == "heading"):
            return one
    return BODY


class ChapterEdits:
    """Edits blocks as blocks.

    Args:
        editor: whose document is edited.
    """

    def __init__(self, editor: ChapterEditor) -> None:
        self._editor = editor

    # --- keys -------------------------------------------------------------------------------------

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key means for blocks; False where it is Qt's business."""
        held, key = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, event.key()
        if held == SHIFT and key in _ERASERS and not self._editor.textCursor().hasSelection():
            held = Qt.KeyboardModifier.NoModifier
        if self._command(command_of(event, IN_CHAPTERS, IN_FIELDS)):
            return True
        if self._editor.current_object() and self._alone():
            return self._object_key(event)
        if self._editor.textCursor().hasSelection():
            return key in _RETURNS and held == Qt.KeyboardModifier.NoModifier and self._replace_by_break()
        if held != Qt.KeyboardModifier.NoModifier:
            return False
        if key in _RETURNS:
            self.split()
            return True
        if key == Qt.Key.Key_Backspace:
            return self._backspace()
        return key == Qt.Key.Key_Delete and self._delete()

    def _command(self, name: str) -> bool:
        """Do what a listed shortcut says; False where the chapter has no such command."""
        if name.startswith("form_"):
            self.set_form(FORMS[int(name.removeprefix("form_"))])
        elif name in ("bold", "emphasis"):
            self._editor.toggle_mark(BOLD if name == "bold" else EMPHASIS)
        elif name in ("deeper", "higher"):
            self.shift(1 if name == "deeper" else -1)
        elif name in ("block_up", "block_down"):
            self.move(-1 if name == "block_up" else 1)
        elif name in ("reference", "fact"):
            self._editor.atom_asked.emit(name)
        else:
            return False
        return True

    def _alone(self) -> bool:
        """Say whether nothing but the one object is selected."""
        cursor = self._editor.textCursor()
        return cursor.selectionEnd() - cursor.selectionStart() <= 1

    def _object_key(self, event: QKeyEvent) -> bool:
        block, key = self._editor.textCursor().block(), event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Cut):
            self._editor.copy()
            self.take_out(block_id(block))
            return True
        if key in _RETURNS:
            self.step_out()
        elif key in _ERASERS and not held & (CTRL | ALT):
            self.take_out(block_id(block))
        elif held == Qt.KeyboardModifier.NoModifier and key in (Qt.Key.Key_Space, Qt.Key.Key_F2):
            self._editor.object_asked.emit(block_id(block))
        elif held == Qt.KeyboardModifier.NoModifier and key in _FORWARD | _BACK:
            self._walk(block, 1 if key in _FORWARD else -1)
        else:
            return self._beside_object(event)
        return True

    def _beside_object(self, event: QKeyEvent) -> bool:
        """Let text that is typed on an object begin a paragraph below it; Qt then takes the key."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        typed = bool(event.text()) and event.text().isprintable() and held not in (CTRL, CTRL | SHIFT)
        if typed:  # with Alt too: some keyboards type letters that way
            self.step_out()
        return False

    def _walk(self, block: QTextBlock, step: int) -> None:
        """Leave an object by an arrow key; below the last one a paragraph begins."""
        other = block.next() if step > 0 else block.previous()
        if not other.isValid():
            if step > 0:
                self.step_out()
            return
        cursor = QTextCursor(other)
        if step < 0:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self._editor.setTextCursor(cursor)

    def _replace_by_break(self) -> bool:
        with self._step() as cursor:
            cursor.removeSelectedText()
            self._editor.setTextCursor(cursor)
        self.split()
        return True

    # --- splitting and joining ----------------------------------------------------------------------

    def split(self) -> None:
        """Part the block at the cursor; the second half is a block of its own with a new id."""
        editor, cursor = self._editor, self._editor.textCursor()
        data = data_of(cursor.block(), {})
        if data.is_object:
            self.step_out()
            return
        if data.kind == "list_item" and not cursor.block().text():
            self.set_form(BODY)
            return
        after = data if data.kind != "heading" else BlockData("", BODY.kind, BODY.level, BODY.style)
        if data.kind == "heading" and cursor.atBlockStart() and cursor.block().text():
            with self._step() as cursor:  # the words keep their heading; a paragraph begins above them
                cursor.insertBlock(self._format(replace(data, runs=())), QTextCharFormat())
                above = QTextCursor(cursor.block().previous())
                above.setBlockFormat(self._format(replace(after, id=editor.ids(), runs=())))
            return
        with self._step() as cursor:
            cursor.insertBlock(self._format(replace(after, id=editor.ids(), runs=())), QTextCharFormat())
            editor.setTextCursor(cursor)
        editor.ensureCursorVisible()

    def _backspace(self) -> bool:
        cursor = self._editor.textCursor()
        if not cursor.atBlockStart():
            return False
        block, before = cursor.block(), cursor.block().previous()
        if kind_of(block) in ("heading", "list_item"):
            self.set_form(BODY)
        elif not before.isValid():
            return False
        elif is_object(before):
            if not block.text():
                self._remove(block)
            self._editor.select_object(before)
        else:
            self._join(before, block)
        return True

    def _delete(self) -> bool:
        cursor = self._editor.textCursor()
        block, after = cursor.block(), cursor.block().next()
        if not cursor.atBlockEnd() or not after.isValid():
            return False
        if is_object(after):
            if not block.text():
                self._remove(block)
            else:
                self._editor.select_object(after)
        else:
            self._join(block, after)
        return True

    def _join(self, first: QTextBlock, second: QTextBlock) -> None:
        """Join two text blocks into the first; an empty one only goes away."""
        if not first.text() and second.text():
            keep, at = data_of(second, {}), 0
        else:
            keep, at = data_of(first, {}), first.length() - 1
        start = first.position()
        with self._step() as cursor:
            cursor.setPosition(second.position())
            cursor.deletePreviousChar()
            cursor.setBlockFormat(self._format(keep))
            cursor.setPosition(start + at)
            self._editor.setTextCursor(cursor)

    def step_out(self) -> None:
        """Begin a paragraph below the object at the cursor and go there."""
        with self._step() as cursor:
            cursor.clearSelection()
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertBlock(self._format(self._new()), QTextCharFormat())
            self._editor.setTextCursor(cursor)

    def take_out(self, wanted: str) -> None:
        """Take a block out of the chapter; Ctrl+Z brings it back."""
        block = find_block(self._editor.document(), wanted)
        if block is not None:
            self._remove(block)

    def _remove(self, block: QTextBlock) -> None:
        after, before = block.next(), block.previous()
        with self._step() as cursor:
            if not after.isValid() and not before.isValid():
                rewrite(block, self._new(), self._editor.gap_px)
                return
            keep = data_of(after if after.isValid() else before, {})
            cursor.setPosition(block.position() if after.isValid() else block.position() - 1)
            end = after.position() if after.isValid() else block.position() + block.length() - 1
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            cursor.setBlockFormat(self._format(keep))
            self._editor.setTextCursor(cursor)

    # --- commands -----------------------------------------------------------------------------------

    def set_form(self, form: Form) -> None:
        """Make the selected text blocks headings, list items or paragraphs; their ids stay."""
        with self._step():
            for block in self._chosen():
                if not is_object(block):
                    data = data_of(block, {})
                    level = data.level if form.kind == data.kind == "list_item" else form.level
                    made = replace(data, kind=form.kind, level=level, style=form.style, runs=())
                    QTextCursor(block).setBlockFormat(self._format(made))
        self._editor.marks_changed.emit()

    def shift(self, by: int) -> None:
        """Set list items further in or out, and headings a level lower or higher."""
        with self._step():
            for block in self._chosen():
                data = data_of(block, {})
                least, most = {"list_item": (0, 2), "heading": (1, 4)}.get(data.kind, (0, -1))
                level = max(least, min(most, data.level + by))
                if least <= most and level != data.level:
                    QTextCursor(block).setBlockFormat(self._format(replace(data, level=level, runs=())))
        self._editor.marks_changed.emit()

    def move(self, by: int, wanted: str = "") -> bool:
        """Move a block (the one at the cursor) up or down by one place; False at the end of the way."""
        document = self._editor.document()
        block = find_block(document, wanted) if wanted else self._editor.textCursor().block()
        other = (block.previous() if by < 0 else block.next()) if block is not None else None
        if block is None or other is None or not other.isValid():
            return False
        offset = self._editor.textCursor().positionInBlock() if not wanted else 0
        settings = {block_id(one): self._editor.settings_of(block_id(one)) for one in (block, other)}
        mine, its = data_of(block, settings), data_of(other, settings)
        at, there = block.position(), other.position()
        gap = self._editor.gap_px
        with self._step():
            # the lower one first, so that the position of the upper one stays true
            for place, data in sorted(((at, its), (there, mine)), reverse=True):
                rewrite(document.findBlock(place), data, gap)
        moved = find_block(document, mine.id)
        if moved is not None:
            cursor = QTextCursor(moved)
            cursor.setPosition(moved.position() + min(offset, moved.length() - 1))
            if mine.is_object:
                self._editor.select_object(moved)
            else:
                self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()
        return True

    def insert_blocks(self, blocks: Sequence[BlockData]) -> None:
        """Put blocks at the cursor instead of what is selected; a single paragraph joins the text there."""
        if not blocks:
            return
        editor = self._editor
        if editor.current_object() and self._alone():
            self.step_out()
        with self._step() as cursor:
            cursor.removeSelectedText()
            tail = not cursor.atBlockEnd()
            for index, one in enumerate(blocks):
                self._insert(cursor, one, first=index == 0, alone=len(blocks) == 1)
            if tail and blocks[-1].is_object:
                cursor.insertBlock(self._format(self._new()), QTextCharFormat())
            editor.setTextCursor(cursor)

    def _insert(self, cursor: QTextCursor, one: BlockData, *, first: bool, alone: bool) -> None:
        here = data_of(cursor.block(), {})
        empty = not cursor.block().text()
        if first and not one.is_object and not empty:
            insert_runs(cursor, one.runs)
            return
        if first and empty and not here.is_object:
            key = one.id if one.is_object else here.id
            plain_one = alone and one.kind == "paragraph"
            form = here if plain_one else replace(one, id=key)
            cursor.setBlockFormat(self._format(replace(form, runs=())))
        else:
            key = one.id if one.is_object else self._editor.ids()
            cursor.insertBlock(self._format(replace(one, id=key, runs=())), QTextCharFormat())
        insert_content(cursor, replace(one, id=key))

    # --- inside -------------------------------------------------------------------------------------

    def _step(self) -> AbstractContextManager[QTextCursor]:
        return _step(self._editor.textCursor())

    def _format(self, data: BlockData) -> QTextBlockFormat:
        return format_of(data, self._editor.gap_px)

    def _new(self) -> BlockData:
        return BlockData(self._editor.ids(), BODY.kind, BODY.level, BODY.style)

    def _chosen(self) -> list[QTextBlock]:
        """Return the blocks that the selection touches."""
        cursor, document = self._editor.textCursor(), self._editor.document()
        block, found = document.findBlock(cursor.selectionStart()), []
        while block.isValid() and block.position() <= cursor.selectionEnd():
            found.append(block)
            block = block.next()
        return found


@contextmanager
def _step(cursor: QTextCursor) -> Iterator[QTextCursor]:
    cursor.beginEditBlock()
    try:
        yield cursor
    finally:
        cursor.endEditBlock()
