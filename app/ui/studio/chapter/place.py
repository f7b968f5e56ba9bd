"""Where one is in a chapter, kept while its text is written anew."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from app.ui.studio.chapter.blocks import block_id, find_block


@dataclass(frozen=True, slots=True)
class Place:
    """A cursor in a block, and how far the text was scrolled.

    Args:
        block: id of the block.
        offset: Qt position within it.
        scrolled: of the vertical scroll bar.
    """

    block: str
    offset: int
    scrolled: int

    @classmethod
    def of(cls, edit: QTextEdit) -> Place:
        """Return where the cursor of *edit* stands."""
        cursor = edit.textCursor()
        return cls(block_id(cursor.block()), cursor.positionInBlock(), edit.verticalScrollBar().value())

    def restore(self, edit: QTextEdit, *, keep: bool) -> None:
        """Go back there where the block is still in the text; else, or without *keep*, to the beginning."""
        block = find_block(edit.document(), self.block) if keep else None
        cursor = QTextCursor(block if block is not None else edit.document().begin())
        if block is not None:
            cursor.setPosition(block.position() + min(self.offset, block.length() - 1))
        edit.setTextCursor(cursor)
        edit.verticalScrollBar().setValue(self.scrolled if keep else 0)
