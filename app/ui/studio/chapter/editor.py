"""A chapter in one text field: blocks with their ids, objects as cards, nothing lost while composing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QMimeData, QSize, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from app.core.ids import new_id
from app.core.richtext import BOLD, Atom
from app.ui.shell.shortcuts import IN_CHAPTERS, command_of
from app.ui.studio.chapter.blocks import (
    BOLD_MARK,
    EMPHASIS_MARK,
    OBJECT,
    BlockData,
    atom_format,
    block_id,
    blocks_of,
    data_of,
    fill,
    find_block,
    is_object,
    mend,
)
from app.ui.studio.chapter.card_host import CardHost
from app.ui.studio.chapter.clipboard import can_take, chosen_blocks, offered, taken
from app.ui.studio.chapter.edits import ChapterEdits
from app.ui.studio.chapter.gutter import Gutter
from app.ui.studio.chapter.look import ChapterLook
from app.ui.studio.chapter.place import Place
from app.ui.theme import Theme
from app.ui.widgets.inputs import KEEPS_VISIT, CompositionMixin

PAUSE_MS, LONGEST_MS = 200, 700
"""Typing is handed on after a pause, and at the latest so long after the first unsaved stroke."""


class ChapterEditor(CompositionMixin, QTextEdit):
    """Edits the blocks of one part.

    Signals:
        edited: the blocks as they are now (a tuple of :class:`BlockData`) and the id of the visit.
        block_changed: id of the block that the cursor went to.
        object_asked: id of the object whose panel is wanted.
        atom_asked: a ``reference`` or a ``fact`` is wanted at the cursor.
        pictures_pasted: bytes of pasted pictures by the block of photos that waits for them, and how many did not come.
        marks_changed: the cursor stands among other marks, or in another kind of block.

    Args:
        theme: colours and sizes.
        ids: source of new keys.

    Attributes:
        cards: what objects and references show.
        elsewhere: says whether another part holds the block of a key; whoever has several parts sets it.
    """

    edited = Signal(object, str)
    block_changed = Signal(str)
    object_asked = Signal(str)
    atom_asked = Signal(str)
    pictures_pasted = Signal(object, int)
    marks_changed = Signal()

    def __init__(self, theme: Theme, ids: Callable[[], str] = new_id, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.ids = theme, ids
        self._visit, self._current, self._mending, self._visited = "", "", False, False
        self._handed: tuple[BlockData, ...] = ()
        self._waiting: tuple[BlockData, ...] | None = None
        self._settings: dict[str, Mapping[str, object]] = {}
        self.elsewhere: Callable[[str], bool] = lambda _key: False
        self.edits = ChapterEdits(self)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(True)  # read by ``clipboard`` alone; Qt never sees the HTML
        self.setUndoRedoEnabled(True)
        self._look = ChapterLook(self.document(), theme)
        self.cards = CardHost(self, theme)
        self.gutter = Gutter(self, theme)
        self._pause, self._longest = self._timer(PAUSE_MS), self._timer(LONGEST_MS)
        self.show_blocks(())
        self.textChanged.connect(self._on_text)
        self.cursorPositionChanged.connect(self._on_cursor)
        self.selectionChanged.connect(self._on_selection)
        self.refresh()

    # --- what the page asks for -------------------------------------------------------------------

    @property
    def gap_px(self) -> float:
        """Space between blocks, in logical pixels."""
        return self._theme.metrics.u(0.45)

    def blocks(self) -> tuple[BlockData, ...]:
        """Return the blocks as they are now; pre-edit text is not among them."""
        return tuple(data_of(one, self._settings) for one in blocks_of(self.document()))

    def show_blocks(self, blocks: Sequence[BlockData], *, own: bool = False) -> bool:
        """Show *blocks* from the document.

        Args:
            blocks: in order; an empty sequence shows one empty paragraph.
            own: the answer to the person's own undo, or to a command given here; then a field with the
                focus takes them too, unless something is being composed or was not handed on yet.

        Returns:
            False where they wait because the chapter is being edited.
        """
        wanted = tuple(blocks) or (BlockData(self.ids(), "paragraph", style="body"),)
        self._settings.update({one.id: one.settings for one in wanted})
        now = self.blocks()
        if now == wanted:
            self._waiting, self._handed = None, wanted
            return True
        if self.composing() or (self.hasFocus() and not own) or (self.hasFocus() and now != self._handed):
            self._waiting = wanted
            return False
        self._write(wanted)
        return True

    def open_blocks(self, blocks: Sequence[BlockData]) -> None:
        """Show another part; what was typed was handed on by :meth:`flush` before."""
        self._settings, self._waiting, self._current = {}, None, ""
        self._end_visit()
        wanted = tuple(blocks) or (BlockData(self.ids(), "paragraph", style="body"),)
        self._settings.update({one.id: one.settings for one in wanted})
        self._write(wanted, keep=False)

    def show_labels(self, labels: Mapping[str, str]) -> None:
        """Show the numbers of headings in the margin."""
        self.gutter.show_labels(labels)

    def show_waiting(self, headings: frozenset[str]) -> None:
        """Mark the headings that are not printed yet; the text is not touched."""
        self._mending = True
        if self._look.show_waiting(headings):
            self.gutter.show_waiting(headings)
        self._mending = False

    def refresh(self) -> None:
        """Space and draw it again, after the theme changed."""
        self.document().setIndentWidth(self._theme.metrics.em(1.2))
        self.document().setDocumentMargin(self._theme.metrics.u(0.75))
        self._mending = True
        self._look.rehighlight()
        self._mending = False
        self.gutter.refresh()

    def flush(self) -> None:
        """Finish the composition and hand on what was typed, now."""
        self.commit_composition()
        self._hand_on()

    def go_to(self, wanted: str) -> bool:
        """Put the cursor into a block and show it; False where it is not in this part."""
        block = find_block(self.document(), wanted)
        if block is None:
            return False
        cursor = QTextCursor(block)
        if is_object(block):
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def current_id(self) -> str:
        """Return the id of the block in which the cursor stands."""
        return block_id(self.textCursor().block())

    def current_object(self) -> str:
        """Return the id of the object that is selected, "" where text is."""
        block = self.textCursor().block()
        return block_id(block) if is_object(block) else ""

    def insert_atom(self, atom: Atom) -> None:
        """Put a reference, a page number or a fact at the cursor; it is one character there."""
        if self.current_object():
            self.edits.step_out()
        self.textCursor().insertText(OBJECT, atom_format(atom))

    def toggle_mark(self, name: str) -> None:
        """Set or take away bold (``b``) or emphasis (``e``) of what is selected, or of what is typed next."""
        place = BOLD_MARK if name == BOLD else EMPHASIS_MARK
        look = QTextCharFormat()
        look.setProperty(place, not self.has_mark(name))
        self.mergeCurrentCharFormat(look)
        self.marks_changed.emit()

    def has_mark(self, name: str) -> bool:
        """Say whether what is selected, or typed next, is bold (``b``) or emphasised (``e``)."""
        return self.currentCharFormat().property(BOLD_MARK if name == BOLD else EMPHASIS_MARK) is True

    def settings_of(self, wanted: str) -> Mapping[str, object]:
        """Return the settings of a block that this part holds or held."""
        return self._settings.get(wanted, {})

    # --- undo, focus, typing ----------------------------------------------------------------------

    def can_undo(self) -> bool:
        """See ``CompositionMixin``."""
        return self.document().isUndoAvailable()

    def can_redo(self) -> bool:
        """See ``CompositionMixin``."""
        return self.document().isRedoAvailable()

    def event(self, event: QEvent) -> bool:
        """Keep the keys of chapters from the window: Ctrl+0 here makes a paragraph, elsewhere small text."""
        override = event.type() == QEvent.Type.ShortcutOverride and not self.isReadOnly()
        if override and isinstance(event, QKeyEvent) and command_of(event, IN_CHAPTERS):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit blocks as blocks; leave everything else to Qt."""
        if self.isReadOnly() or self.composing() or not self.edits.key(event):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Compose beside an object, never instead of it."""
        if (event.preeditString() or event.commitString()) and self.current_object():
            self.edits.step_out()
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin a visit: what is typed until the field is left is one step of the document."""
        self._visited = True
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save before the chapter is left; the visit's own undo ends here."""
        self.flush()
        super().focusOutEvent(event)
        if event.reason() in KEEPS_VISIT:
            return
        self._end_visit()
        waiting, self._waiting = self._waiting, None
        if waiting is not None and waiting != self.blocks():
            self._write(waiting)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the cards be as wide as the column."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            whole = self.document()
            self._mending = True
            whole.markContentsDirty(0, whole.characterCount())
            self._mending = False
        self.gutter.place()

    def minimumSizeHint(self) -> QSize:
        """Return room for two lines; the tools above keep their own."""
        return QSize(self._theme.metrics.em(10), self._theme.metrics.em(3))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the panel of an object; choose a word elsewhere."""
        if wanted := self.current_object():
            self.object_asked.emit(wanted)
        else:
            super().mouseDoubleClickEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chosen card once more, above the tint that Qt lays over selected objects."""
        super().paintEvent(event)
        self.cards.draw_chosen(self.current_object())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Let the margin follow."""
        super().scrollContentsBy(dx, dy)
        self.gutter.update()

    # --- the clipboard ----------------------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:
        """Offer the selection as blocks for the studio, as simple HTML and as text for others."""
        return offered(chosen_blocks(self.textCursor(), self._settings))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text only; files have their own ways in."""
        return can_take(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste runs and blocks, never markup."""
        found = taken(source, self._is_known, self.ids)
        self._settings.update({one.id: one.settings for one in found.blocks if one.is_object})
        self.edits.insert_blocks(found.blocks)
        self.ensureCursorVisible()
        if found.pictures or found.missing:
            self.pictures_pasted.emit({found.blocks[at].id: data for at, data in found.pictures.items()}, found.missing)

    # --- inside -----------------------------------------------------------------------------------

    def _is_known(self, key: str) -> bool:
        """Say whether what is pasted under a key would be there twice; what was cut keeps its key."""
        return find_block(self.document(), key) is not None or self.elsewhere(key)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self._hand_on)
        return timer

    def _on_text(self) -> None:
        """Mend what joined across blocks, and remember to hand on; Qt also calls this for pre-edit text."""
        if self._mending:
            return
        if not self.can_redo():  # undo leads to states that were mended when they were made
            self._mending = True
            mend(self.document(), self.ids, self.gap_px)
            self._mending = False
        self.gutter.update()
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def _hand_on(self) -> None:
        """Tell the blocks where they differ from what was told last; a composition does not stand in the way."""
        self._pause.stop()
        self._longest.stop()
        now = self.blocks()
        if now == self._handed:
            return
        self._handed, self._waiting = now, None
        self._visit = self._visit or new_id()
        visit = self._visit
        if not self._visited:
            self._visit = ""
        self.edited.emit(now, visit)

    def _on_cursor(self) -> None:
        cursor = self.textCursor()
        block = cursor.block()
        if is_object(block) and not cursor.hasSelection():
            self.select_object(block)
            return
        if block_id(block) != self._current:
            self._current = block_id(block)
            self.block_changed.emit(self._current)
        self.marks_changed.emit()
        self.gutter.update()

    def _on_selection(self) -> None:
        self.viewport().update()

    def select_object(self, block: QTextBlock) -> None:
        """Select the one character of an object's block."""
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _write(self, blocks: tuple[BlockData, ...], *, keep: bool = True) -> None:
        """Show *blocks*; the cursor stays in its block where that is still there."""
        place = Place.of(self)
        self._mending = True
        fill(self.document(), blocks, self.gap_px)
        self._mending = False
        self._handed, self._waiting = self.blocks(), None
        self._pause.stop()
        self._longest.stop()
        place.restore(self, keep=keep)
        self.gutter.update()

    def _end_visit(self) -> None:
        self._visit, self._visited = "", self.hasFocus()
        self.document().clearUndoRedoStacks()

    def hasFocus(self) -> bool:
        """Say whether the person is in this field, also while the window itself is behind another."""
        return QApplication.focusWidget() is self
