"""A small editor of rich text: runs with bold and emphasis, never HTML."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeySequence, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from app.core.messages import N_
from app.core.richtext import BOLD, EMPHASIS, Atom, Inline, Run, Runs, normalise
from app.ui.widgets.binder import Binder, Dress
from app.ui.widgets.editor import Edit, Editor
from app.ui.widgets.inputs import AutosaveMixin

ATOM_PROPERTY = int(QTextFormat.Property.UserProperty) + 11
OBJECT = "\ufffc"


class RichTextEdit(AutosaveMixin, QTextEdit):
    """Shows runs and gives them back; pasted text is plain.

    Signals:
        edited: "" after a pause in typing or when the field is left; ask ``runs()``.
    """

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self._start()
        self._later: Runs | None = None
        self.textChanged.connect(self._on_typed)

    def runs(self) -> Runs:
        """Return what is shown, normalised; a new line is a line break inside the paragraph."""
        found: list[Inline] = []
        block = self.document().begin()
        while block.isValid():
            if found or block.blockNumber():
                found.append(Run("\n"))
            piece = block.begin()
            while not piece.atEnd():
                fragment = piece.fragment()
                found.append(_inline(fragment.text(), fragment.charFormat()))
                piece += 1
            block = block.next()
        return normalise(found)

    def show_runs(self, runs: Runs, *, own: bool = False) -> bool:
        """Show *runs*; False where it waits because the field is being edited."""
        if self.composing() or (self._visited() and not own):
            self._later = runs
            return False
        self._later = None
        if runs != self.runs():
            self.clear()
            cursor = QTextCursor(self.document())
            for one in runs:
                cursor.insertText(*_shown(one))
            self.document().clearUndoRedoStacks()
        self._handed = self._read()
        self._timer.stop()
        return True

    def can_undo(self) -> bool:
        """See ``CompositionMixin``."""
        return self.document().isUndoAvailable()

    def can_redo(self) -> bool:
        """See ``CompositionMixin``."""
        return self.document().isRedoAvailable()

    def mark(self, name: str) -> None:
        """Set or take away bold (``b``) or emphasis (``e``) of what is selected."""
        look = QTextCharFormat()
        if name == BOLD:
            heavy = self.fontWeight() > QFont.Weight.Normal
            look.setFontWeight(QFont.Weight.Normal if heavy else QFont.Weight.Bold)
        else:
            look.setFontItalic(not self.fontItalic())
        self.mergeCurrentCharFormat(look)
        self._on_typed()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save before the field is left."""
        before = self._handed
        self.flush()
        self.document().clearUndoRedoStacks()
        super().focusOutEvent(event)
        if self._later is not None and before == self._handed:
            self.show_runs(self._later)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text only."""
        self.insertPlainText(source.text())

    def minimumSizeHint(self) -> QSize:
        """Return room for five lines."""
        return QSize(200, 5 * self.fontMetrics().lineSpacing() + 16)

    def _read(self) -> str:
        return repr(self.runs())


class RichTextEditor(Editor):
    """Rich text with its two buttons."""

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress)
        self._binder = Binder(dress)
        self.input = RichTextEdit()
        layout, row = QVBoxLayout(self), QHBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        bold = self._binder.button(N_("Bold"), self._on_bold, icon="bold", kind="small")
        emphasis = self._binder.button(N_("Emphasis"), self._on_emphasis, icon="italic", kind="small")
        bold.setShortcut(QKeySequence.StandardKey.Bold)
        emphasis.setShortcut(QKeySequence.StandardKey.Italic)
        for button in (bold, emphasis):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addStretch(1)
        layout.addWidget(self.input)
        layout.addLayout(row)
        self.setFocusProxy(self.input)
        self.input.edited.connect(self._on_edited)

    def set_value(self, value: object, pending: str = "", *, own: bool = False) -> None:
        """See :class:`Editor`."""
        self.input.show_runs(value if isinstance(value, tuple) else (), own=own)

    def flush(self) -> None:
        """See :class:`Editor`."""
        self.input.flush()

    def main_input(self) -> QWidget:
        """See :class:`Editor`."""
        return self.input

    def refresh(self) -> None:
        """See :class:`Editor`."""
        self._binder.refresh()

    def _on_edited(self, _text: str) -> None:
        self.edited.emit(Edit(self.input.runs(), typing=True))

    def _on_bold(self) -> None:
        self.input.mark(BOLD)

    def _on_emphasis(self) -> None:
        self.input.mark(EMPHASIS)


def _inline(text: str, look: QTextCharFormat) -> Inline:
    atom = look.property(ATOM_PROPERTY)
    if atom:
        kind, target = str(atom).split(":", 1)
        return Atom(kind, target)
    marks = ((BOLD, look.fontWeight() > QFont.Weight.Normal), (EMPHASIS, look.fontItalic()))
    return Run(text.replace("\u2028", "\n"), tuple(name for name, on in marks if on))


def _shown(one: Inline) -> tuple[str, QTextCharFormat]:
    look = QTextCharFormat()
    if isinstance(one, Atom):
        look.setProperty(ATOM_PROPERTY, f"{one.kind}:{one.target}")
        return OBJECT, look
    look.setFontWeight(QFont.Weight.Bold if BOLD in one.marks else QFont.Weight.Normal)
    look.setFontItalic(EMPHASIS in one.marks)
    return one.text.replace("\n", "\u2028"), look
