"""The margin of a chapter: numbers of headings and marks of lists, drawn, never typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QWidget

from app.ui.studio.chapter.blocks import LEVEL, STYLE, block_id, kind_of
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.studio.chapter.editor import ChapterEditor

WAITING = "○"
"""Stands where the number of a heading will be that is not printed yet."""
MARKS = {"bullet": "•", "box": "□"}
WIDTH_EM = 2.6


class Gutter(QWidget):
    """Stands at the left of the text and takes neither clicks nor keys.

    Args:
        editor: beside whose text it stands.
        theme: colours and sizes.
    """

    def __init__(self, editor: ChapterEditor, theme: Theme) -> None:
        super().__init__(editor)
        self._editor, self._theme = editor, theme
        self._labels: Mapping[str, str] = {}
        self._waiting: Collection[str] = frozenset()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_labels(self, labels: Mapping[str, str]) -> None:
        """Show other numbers; *labels* is block id to number."""
        if labels != self._labels:
            self._labels = labels
            self.update()

    def show_waiting(self, headings: Collection[str]) -> None:
        """Mark the headings that are not printed yet."""
        self._waiting = headings
        self.update()

    def refresh(self) -> None:
        """Take the width that the size of the text asks for."""
        self._editor.setViewportMargins(self._theme.metrics.em(WIDTH_EM), 0, 0, 0)
        self.place()

    def place(self) -> None:
        """Stand beside the viewport."""
        port = self._editor.viewport().geometry()
        wide = self._theme.metrics.em(WIDTH_EM)
        self.setGeometry(port.left() - wide, port.top(), wide, port.height())

    def mark_of(self, block: QTextBlock, number: int) -> str:
        """Return what stands beside a block: its number or mark, "" for none."""
        if kind_of(block) == "heading":
            return WAITING if block_id(block) in self._waiting else self._labels.get(block_id(block), "")
        if kind_of(block) == "list_item":
            style = str(block.blockFormat().property(STYLE) or "bullet")
            return f"{number}." if style == "number" else MARKS.get(style, "•")
        return ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what belongs to the blocks that are seen."""
        painter = QPainter(self)
        painter.setPen(self._theme.colour("ink_2"))
        painter.setFont(self._theme.font("caption"))
        layout, top = self._editor.document().documentLayout(), self._editor.verticalScrollBar().value()
        counts: dict[int, int] = {}
        block = self._editor.document().begin()
        while block.isValid():
            number = self._count(block, counts)
            rect = layout.blockBoundingRect(block).translated(0, -top)
            if rect.top() > self.height():
                break
            if rect.bottom() >= 0 and (mark := self.mark_of(block, number)):
                line = block.layout().lineAt(0).height() if block.layout().lineCount() else rect.height()
                place = QRectF(0, rect.top(), self.width() - 4, line)
                painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, mark)
            block = block.next()

    def _count(self, block: QTextBlock, counts: dict[int, int]) -> int:
        """Return the number of a numbered item among its neighbours."""
        if kind_of(block) != "list_item":
            counts.clear()
            return 0
        level = int(block.blockFormat().property(LEVEL) or 0)
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if str(block.blockFormat().property(STYLE)) == "number":
            counts[level] = counts.get(level, 0) + 1
        return counts.get(level, 0)
