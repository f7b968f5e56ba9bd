"""The objects and references of one chapter: what their cards and words say, and how the chosen one is drawn."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTextEdit

from app.ui.studio.chapter.blocks import ATOM_TYPE, CARD_TYPE
from app.ui.studio.chapter.cards import Card, CardObject, ReferenceObject
from app.ui.theme import Theme


class CardHost:
    """Knows what stands on the cards of an editor; see ``cards.Host``.

    Args:
        editor: shows them.
        theme: colours and sizes.
    """

    def __init__(self, editor: QTextEdit, theme: Theme) -> None:
        self._editor = editor
        self._cards: dict[str, Card] = {}
        self._references: Mapping[str, str] = {}
        handlers = editor.document().documentLayout()
        self._objects = (CardObject(theme, self, editor), ReferenceObject(theme, self, editor))
        handlers.registerHandler(CARD_TYPE, self._objects[0])
        handlers.registerHandler(ATOM_TYPE, self._objects[1])

    def show(self, cards: Mapping[str, Card], references: Mapping[str, str]) -> None:
        """Say what the cards hold and what the references print; the text is not touched."""
        if dict(cards) == self._cards and references == self._references:
            return
        self._cards, self._references = dict(cards), references
        whole = self._editor.document()
        whole.markContentsDirty(0, whole.characterCount())
        self._editor.viewport().update()

    def draw_chosen(self, wanted: str) -> None:
        """Draw the card of an object once more, above the tint that Qt lays over selected objects."""
        rect = self._objects[0].rects.get(wanted)
        cursor = self._editor.textCursor()
        if rect is not None and cursor.selectionEnd() - cursor.selectionStart() == 1:
            painter = QPainter(self._editor.viewport())
            across, down = self._editor.horizontalScrollBar(), self._editor.verticalScrollBar()
            painter.translate(-across.value(), -down.value())
            self._objects[0].draw(painter, rect, wanted, chosen=True)

    def card_of(self, object_id: str) -> Card:
        """See ``cards.Host``."""
        return self._cards.get(object_id, Card("file-text", "…"))

    def reference_words(self, atom: str) -> str:
        """See ``cards.Host``."""
        return self._references.get(atom, "?")

    def is_chosen(self, position: int) -> bool:
        """See ``cards.Host``."""
        cursor = self._editor.textCursor()
        return cursor.selectionStart() <= position < cursor.selectionEnd()

    def card_width(self) -> float:
        """See ``cards.Host``."""
        return max(120.0, self._editor.viewport().width() - 2 * self._editor.document().documentMargin() - 4)
