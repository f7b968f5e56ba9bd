"""How a chapter's text looks while it is edited: headings larger, marks heavy or slanted; never in the undo stack."""

from __future__ import annotations

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from app.ui.studio.chapter.blocks import BOLD_MARK, EMPHASIS_MARK, LEVEL, block_id, kind_of
from app.ui.theme import Theme

HEADING_SIZES = {1: 1.25, 2: 1.12, 3: 1.05, 4: 1.0}


class ChapterLook(QSyntaxHighlighter):
    """Gives each character the look that its block and its marks ask for.

    Args:
        document: of the chapter.
        theme: sizes.
    """

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._waiting: frozenset[str] = frozenset()

    def show_waiting(self, headings: frozenset[str]) -> bool:
        """Draw headings that are not printed yet more quietly; True where that changed."""
        if headings == self._waiting:
            return False
        self._waiting = headings
        self.rehighlight()
        return True

    def highlightBlock(self, text: str) -> None:
        """Called by Qt for every block that changed."""
        block = self.currentBlock()
        heading = QTextCharFormat()
        if kind_of(block) == "heading":
            level = int(block.blockFormat().property(LEVEL) or 1)
            heading.setFontWeight(QFont.Weight.Bold)
            heading.setFontPointSize(self._theme.metrics.pt("body") * HEADING_SIZES.get(level, 1.0))
            if block_id(block) in self._waiting:
                heading.setForeground(self._theme.colour("ink_2"))
            self.setFormat(0, block.length(), heading)
        piece = block.begin()
        while not piece.atEnd():
            fragment = piece.fragment()
            look, form = QTextCharFormat(heading), fragment.charFormat()
            if form.property(BOLD_MARK) is True:
                look.setFontWeight(QFont.Weight.Bold)
            if form.property(EMPHASIS_MARK) is True:
                look.setFontItalic(True)
                look.setForeground(self._theme.colour("sky"))
            if look.propertyCount() > heading.propertyCount():
                self.setFormat(fragment.position() - block.position(), fragment.length(), look)
            piece += 1
